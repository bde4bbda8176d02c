import { expect, test, type Page } from "./fixtures.ts";
import type { Citizen } from "./support/citizen.ts";
import * as elsewhere from "./support/elsewhere.ts";
import {
  messages,
  newsButton,
  openListening,
  places,
  replyField,
  rows,
  scrollTo,
  title,
  unreadLine,
  writeReply,
} from "./support/page.ts";
import { text } from "./support/texts.ts";
import { listen, type Asked } from "./support/watch.ts";

const SECONDS = 10;
/** Batches a second, and events in each. */
const BATCHES = 10;
const EACH = 10;

/** Requests a second that a storm may cost the service, for each open page. */
const MOST_REQUESTS = 3;

test.describe.configure({ timeout: 90_000 });

/** One batch: new messages, what was read and unread elsewhere, what came further, all over the mailbox. */
function batch(ids: string[], number: number): string {
  const statements = Array.from({ length: EACH }, (_, at) => {
    const turn = number * EACH + at;
    const id = ids[(turn * 7) % ids.length] ?? "";
    switch (turn % 5) {
      case 0:
      case 1:
        return elsewhere.message(id, `Storm ${turn}`);
      case 2:
        return elsewhere.read("kari", id);
      case 3:
        return elsewhere.delivery("t-kari-26", 2, turn % 2 ? "sent" : "receivedByJournal");
      default:
        // To others as well.
        return elsewhere.message(turn % 10 === 4 ? "t-ola-05" : id, `Storm ${turn}`);
    }
  });
  return `BEGIN IMMEDIATE; ${statements.join(";\n")}; COMMIT`;
}

/** A hundred events a second, for as long as it lasts. */
async function storm(citizen: Citizen, ids: string[]): Promise<void> {
  const start = Date.now();
  for (let number = 0; number < SECONDS * BATCHES; number++) {
    citizen.change(batch(ids, number));
    const wait = start + ((number + 1) * 1_000) / BATCHES - Date.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

type Measured = { asked: Asked[]; seconds: number; told: string };

/** What the page asks for, and how long it lets the screen wait, while something goes on. */
async function measured(page: Page, what: () => Promise<void>): Promise<Measured> {
  await page.evaluate(() => {
    const gaps: number[] = [];
    let before = performance.now();
    const look = (now: number): void => {
      gaps.push(now - before);
      before = now;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    (window as unknown as { gaps: number[] }).gaps = gaps;
  });
  const asked = listen(page);
  const start = Date.now();
  await what();
  const seconds = (Date.now() - start) / 1_000;
  // What is under way reaches its end, and counts.
  await page.waitForTimeout(3_000);
  const calls = asked.filter(({ path }) => path.startsWith("/api/") && !path.endsWith("/events"));
  const gaps = await page.evaluate(() => (window as unknown as { gaps: number[] }).gaps);
  gaps.sort((a, b) => a - b);
  const at = (part: number): number => Math.round(gaps[Math.floor((gaps.length - 1) * part)] ?? 0);
  const kinds = new Map<string, number>();
  for (const { method, path } of calls) {
    const kind = `${method} ${path.replace("/api/v1", "").replace(/\?.*/, "?")}`;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  const told =
    `${SECONDS * BATCHES * EACH} events; ${calls.length} requests in ${seconds.toFixed(1)} s = ${(calls.length / seconds).toFixed(2)} a second ` +
    `(${[...kinds].map(([kind, times]) => `${times} ${kind}`).join(", ")}); ` +
    `frame gaps of ${gaps.length} frames: median ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}, longest ${at(1)} ms, ` +
    `${gaps.filter((gap) => gap > 50).length} above 50 ms`;
  return { asked: calls, seconds, told };
}

/** All that the rows say, in order. */
const shown = (page: Page): Promise<Record<string, string | boolean | null>[]> =>
  rows(page).evaluateAll((links) =>
    links.map((link) => ({
      address: link.getAttribute("href"),
      preview: /Storm \d+/.exec(link.textContent ?? "")?.[0] ?? null,
    })),
  );

/** The list is what the API says it is: which threads, in which order, what was said last, what is unread. */
async function expectTrue(page: Page, citizen: Citizen, person: string): Promise<void> {
  const threads = await citizen.threads(person);
  const count = await rows(page).count();
  expect(count).toBeGreaterThanOrEqual(50);
  const expected = threads.slice(0, count).map(({ id, preview }) => ({
    address: `/innboks/samtale/${id}`,
    preview: /^Storm \d+/.exec(preview)?.[0] ?? null,
  }));
  await expect.poll(() => shown(page)).toEqual(expected);
  const marks = await rows(page).evaluateAll(
    (links, unread) =>
      links.map((link) =>
        [...link.querySelectorAll("*")].some((part) => !part.children.length && part.textContent === unread),
      ),
    text("inbox.unread"),
  );
  expect(marks).toEqual(threads.slice(0, count).map(({ unread }) => unread));
  const unread = await elsewhere.unreadOf(citizen, person);
  await expect(unreadLine(page, unread)).toBeVisible();
  expect(threads.filter((thread) => thread.unread)).toHaveLength(unread);
}

test("a hundred events a second leave a list at rest true, and the service is asked seldom", async ({
  citizen,
}, info) => {
  const kari = await citizen("kari");
  const ids = (await kari.threads("p-kari")).map(({ id }) => id);
  const page = await openListening(kari);
  await expect(rows(page)).toHaveCount(50);
  const { asked, seconds, told } = await measured(page, () => storm(kari, ids));
  info.annotations.push({ type: "storm, at rest", description: told });
  await info.attach("storm", { body: told, contentType: "text/plain" });
  await expectTrue(page, kari, "p-kari");
  expect(asked.length / seconds, told).toBeLessThanOrEqual(MOST_REQUESTS);
});

test("a hundred events a second move nothing that I read, and are there when I ask for them", async ({
  citizen,
}, info) => {
  const kari = await citizen("kari");
  const ids = (await kari.threads("p-kari")).map(({ id }) => id);
  const page = await openListening(kari);
  await expect(rows(page)).toHaveCount(50);
  await scrollTo(page, 25);
  const before = Object.keys(await places(page));
  const { asked, seconds, told } = await measured(page, () => storm(kari, ids));
  info.annotations.push({ type: "storm, further down", description: told });
  await info.attach("storm", { body: told, contentType: "text/plain" });
  // A row that says more may be higher, and the last one then reach below the edge.
  const after = Object.keys(await places(page));
  expect(after.filter((row) => before.includes(row)).length).toBeGreaterThanOrEqual(before.length - 2);
  await newsButton(page).click();
  await expect(newsButton(page)).toHaveCount(0);
  await expectTrue(page, kari, "p-kari");
  expect(asked.length / seconds, told).toBeLessThanOrEqual(MOST_REQUESTS);
});

test("a hundred events a second leave the thread I have open true, and the text I write", async ({ citizen }, info) => {
  const kari = await citizen("kari");
  const ids = (await kari.threads("p-kari")).map(({ id }) => id);
  const page = await openListening(kari, "samtale/t-kari-13");
  const subject = await title(page).textContent();
  await writeReply(page, "");
  const typed = "Jeg skriver mens det stormer rundt meg, og mister ingenting.";
  const { asked, seconds, told } = await measured(page, async () => {
    const blowing = storm(kari, ids);
    await replyField(page).pressSequentially(typed, { delay: 100 });
    await blowing;
  });
  info.annotations.push({ type: "storm, in a thread", description: told });
  await info.attach("storm", { body: told, contentType: "text/plain" });
  await expect(replyField(page)).toHaveValue(typed);
  await expect(replyField(page)).toBeFocused();
  await expect(title(page)).toHaveText(subject ?? "");
  const stored = await kari.thread("t-kari-13", "p-kari");
  await expect(messages(page)).toHaveCount(stored.messages.length);
  await expect(messages(page).last()).toContainText(stored.messages.at(-1)?.body.text ?? "-");
  // The text is saved, and what comes in this thread is fetched, beside what a list costs.
  expect(asked.length / seconds, told).toBeLessThanOrEqual(MOST_REQUESTS + 1);
});
