// A shell that goes to and fro between its pages puts the element in and takes it out again, all day long.

import type { CDPSession } from "@playwright/test";
import { expect, test, type Page } from "./fixtures.ts";
import { Keeping } from "./support/kept.ts";
import { rows } from "./support/page.ts";
import { IN_SHELL } from "./support/servers.ts";
import { innboks } from "./support/shell.ts";

test.use({ base: IN_SHELL });

const TIMES = process.env["INNBOKS_DEEP"] ? 200 : 20;
/** Until all that is made once is there. */
const WARM_UP = 6;

type Counters = { timers: number; intervals: number; channels: number };

/** Counts what script sets going and does not end. */
async function countScript(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const counters: Counters = { timers: 0, intervals: 0, channels: 0 };
    Object.assign(window, { counters });
    const waiting = new Set<number>();
    const { setTimeout, clearTimeout, setInterval, clearInterval, BroadcastChannel } = window;
    const count = (): void => void (counters.timers = waiting.size);
    window.setTimeout = ((act: (...given: unknown[]) => void, ms?: number, ...given: unknown[]) => {
      const run = (): void => {
        waiting.delete(id);
        count();
        act(...given);
      };
      const id = setTimeout(run, ms) as unknown as number;
      waiting.add(id);
      count();
      return id;
    }) as typeof window.setTimeout;
    window.clearTimeout = (id) => {
      waiting.delete(id as number);
      count();
      clearTimeout(id);
    };
    const running = new Set<unknown>();
    window.setInterval = ((...given: Parameters<typeof setInterval>) => {
      const id = setInterval(...given);
      counters.intervals = running.add(id).size;
      return id;
    }) as typeof window.setInterval;
    window.clearInterval = (id) => {
      running.delete(id);
      counters.intervals = running.size;
      clearInterval(id);
    };
    window.BroadcastChannel = class extends BroadcastChannel {
      constructor(name: string) {
        super(name);
        counters.channels += 1;
      }
      override close(): void {
        counters.channels -= 1;
        super.close();
      }
    };
  });
}

/** What the browser holds, after it has thrown away what nobody needs. */
async function held(page: Page, cdp: CDPSession, keeping: Keeping): Promise<Record<string, number>> {
  await cdp.send("HeapProfiler.collectGarbage");
  const { nodes, jsEventListeners, documents } = await cdp.send("Memory.getDOMCounters");
  const { memory } = await keeping.now();
  const counters = await page.evaluate(() => (window as unknown as { counters: Counters }).counters);
  return { nodes, listeners: jsEventListeners, documents, memory, ...counters };
}

test(`after ${TIMES} visits the element has left nothing on the page: no node, listener, timer, socket or memory`, async ({
  citizen,
}) => {
  test.slow();
  if (TIMES > 20) test.setTimeout(600_000);
  const kari = await citizen("kari");
  const { page } = kari;
  await countScript(page);
  const keeping = await Keeping.of(page);
  const open = new Set<string>();
  let asked = 0;
  page.on("request", (request) => request.url().endsWith("/events") && open.add(`${(asked += 1)}`));
  const ended = (url: string): void => {
    if (url.endsWith("/events")) open.delete([...open][0] ?? "");
  };
  page.on("requestfinished", (request) => ended(request.url()));
  page.on("requestfailed", (request) => ended(request.url()));
  await kari.open();
  await expect(rows(page)).toHaveCount(50);
  // The shell's own count, which the tests are not about, is done with.
  await innboks(page).evaluate((innboks) => innboks.remove());
  const cdp = await kari.context.newCDPSession(page);

  const visit = (path: string): Promise<void> =>
    page.evaluate(async (path) => {
      history.replaceState(null, "", path);
      const innboks = document.createElement("hn-webcomp-innboks");
      innboks.setAttribute("base-path", "/min-helse/innboks");
      innboks.setAttribute("shell", "helsenorge");
      const ready = new Promise((resolve) => innboks.addEventListener("innboks-ready", resolve, { once: true }));
      document.querySelector("#innhold")?.append(innboks);
      await ready;
      innboks.remove();
    }, path);
  const addresses = ["", "/samtale/t-kari-13"];
  const visits = async (times: number): Promise<void> => {
    for (let time = 0; time < times; time++) await visit(IN_SHELL + (addresses[time % addresses.length] ?? ""));
  };

  await visits(WARM_UP);
  let before: Record<string, number> = {};
  // At rest: what is still on its way has come.
  const isStill = async (): Promise<boolean> => {
    const now = await held(page, cdp, keeping);
    const same = JSON.stringify(now) === JSON.stringify(before);
    before = now;
    return same;
  };
  await expect.poll(isStill, { timeout: 30_000 }).toBe(true);
  await visits(TIMES);
  await expect.poll(() => held(page, cdp, keeping), { timeout: 30_000 }).toEqual(before);
  expect(before["channels"]).toBe(0);
  await expect.poll(() => open.size).toBe(0);
  await expect(innboks(page)).toHaveCount(0);
  await page.goto("/min-helse");
});
