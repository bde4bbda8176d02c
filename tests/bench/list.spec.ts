import { expect, test, type Browser } from "@playwright/test";
import { text } from "../e2e/support/texts.ts";
import { median, medians, quantile } from "./figures.ts";
import { Inbox, type Pressed } from "./inbox.ts";
import { tell } from "./report.ts";

const PAGE = 50;
const PRESSES = 40;
/** How many presses the first and the last are said to be. */
const ENDS = 5;
const MOST = 1.2;

type Figures = Record<string, number>;

test("more rows cost what they show, not what the mailbox holds", async ({ browser }) => {
  // What the app could do and does not: the browser leaves out the rows that are not in sight.
  const leftOut = await grow(browser, "stor", PRESSES, true);
  const { memory, nodes, presses, figures } = await grow(browser, "stor", PRESSES);
  const all = await grow(browser, "middels", 1_000 / PAGE - 1);
  const few = await grow(browser, "liten", 0);
  const shown = (pages: number): number => memory[pages] ?? NaN;
  const at1000 = shown(1_000 / PAGE - 1);
  const early = shown(PRESSES / 2) - shown(0);
  const late = shown(PRESSES) - shown(PRESSES / 2);
  const rows = PRESSES * PAGE;
  const toAll = at1000 / (all.memory.at(-1) ?? NaN);
  await tell({
    title: `«${text("inbox.more")}» ${PRESSES} times, then the whole list scrolled (ms, bytes)`,
    columns: {
      "50 threads": few.figures,
      "1,000 threads": all.figures,
      "100,000 threads": figures,
      "with content-visibility": leftOut.figures,
    },
    raw: { memory, presses },
  });
  await tell({
    title: "What a row costs in the mailbox of 100,000 (bytes of wasm memory, nodes)",
    columns: {
      "100,000 threads": {
        "bytes per row": (early + late) / rows,
        "of the first half": early / (rows / 2),
        "of the second half": late / (rows / 2),
        "nodes per row": nodes / rows,
        "memory at 1,000 rows": at1000,
        "to that of 1,000 threads": toAll,
      },
    },
  });
  expect(presses.map((press) => press.rows)).toEqual(presses.map((_, pressed) => (pressed + 2) * PAGE));
  expect.soft(toAll, "memory at 1,000 rows").toBeLessThanOrEqual(MOST);
  expect.soft(late / early, "memory of the later rows to that of the earlier").toBeLessThanOrEqual(MOST);
});

/** Fetches so many more pages, then scrolls through them all. */
async function grow(
  browser: Browser,
  persona: string,
  pages: number,
  leavesOut = false,
): Promise<{ memory: number[]; nodes: number; presses: Pressed[]; figures: Figures }> {
  const inbox = await Inbox.open(browser, persona);
  await inbox.settled();
  if (leavesOut) await inbox.page.evaluate(() => window.probe.leaveOutUnseenRows());
  const before = await inbox.size();
  const presses: Pressed[] = [];
  for (let pressed = 0; pressed < pages; pressed++) presses.push(await inbox.press());
  const scrolled = await scroll(inbox);
  const size = await inbox.size();
  const heap = await inbox.heap();
  await inbox.close();
  return {
    memory: [before, ...presses].map(({ memory }) => memory),
    nodes: size.nodes - before.nodes,
    presses,
    figures: { ...size, heap, ...(pages ? pressFigures(presses) : {}), ...scrolled },
  };
}

function pressFigures(presses: Pressed[]): Figures {
  const { ms, serverMs, busy, script, style, layout } = medians(presses);
  return {
    [`press, first ${ENDS}`]: median(presses.slice(0, ENDS).map(({ ms }) => ms)),
    "press, median": ms,
    [`press, last ${ENDS}`]: median(presses.slice(-ENDS).map(({ ms }) => ms)),
    "of it server": serverMs,
    "busy per press": busy,
    "of it script": script,
    "of it style": style,
    "of it layout": layout,
  };
}

async function scroll(inbox: Inbox): Promise<Figures> {
  const before = await inbox.busy();
  const frames = await inbox.page.evaluate(() => window.probe.scroll());
  const { busy } = await inbox.busy();
  return {
    frames: frames.length,
    "frame, median": median(frames),
    "frame, p95": quantile(frames, 0.95),
    "frame, max": Math.max(...frames),
    "busy per frame": (busy - before.busy) / frames.length,
  };
}
