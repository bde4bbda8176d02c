// Whatever the texts of a thread hold, they are shown as text and do nothing.

import { expect, test, type Locator, type Page } from "./fixtures.ts";
import { corpus, sample } from "./support/corpus.ts";
import {
  addHostile,
  ALONE,
  answeredId,
  draftId,
  filled,
  joined,
  lead,
  letterId,
  MARK,
  SHARED,
  together,
} from "./support/hostile.ts";
import { button, found, hits, list, lookFor, messages, rows, waiting } from "./support/page.ts";
import { pattern, text } from "./support/texts.ts";
import { Trap } from "./support/trap.ts";
import { goTo } from "./support/watch.ts";

// What must never happen may not happen at a first try either.
test.describe.configure({ retries: 0 });

/** So many drafts are told to wait at most. */
const BATCH = 50;

const { strings, leftOut } = corpus();
const chosen = sample(strings);
const batches = Array.from({ length: Math.ceil(chosen.length / BATCH) }, (_, at) =>
  chosen.slice(at * BATCH, (at + 1) * BATCH),
);

/** Every text in a place, each by itself. */
async function textsIn(place: Locator): Promise<string[]> {
  return place.evaluate((element) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const texts: string[] = [];
    while (walker.nextNode()) texts.push((walker.currentNode as Text).data);
    return texts;
  });
}

/** Each of these is a text of its own at least so often. */
function expectAlone(texts: string[], words: string[], times: number): void {
  const counts = new Map<string, number>();
  for (const one of texts) counts.set(one, (counts.get(one) ?? 0) + 1);
  expect(words.filter((one) => (counts.get(one) ?? 0) < times)).toEqual([]);
}

/** Each of these stands there, among other words. */
function expectWithin(texts: string[], words: string[]): void {
  const all = filled(texts.join(""));
  expect(words.filter((one) => !all.includes(filled(one)))).toEqual([]);
}

/** A file's name as it is shown: nothing in it steers, and nothing is unseen. */
const fileName = (words: string): string =>
  words.replace(/[\p{Cc}/\\\p{Default_Ignorable_Code_Point}\u2028-\u2029\u2800\uFFF0-\uFFFB]/gu, "\uFFFD");

/** What was typed, as a field of several lines gives it back. */
const typed = (words: string): string => words.replace(/\r\n?/g, "\n");

/** Fetches all pages of the list. */
async function showAll(page: Page): Promise<void> {
  await expect(rows(page)).not.toHaveCount(0);
  const more = button(page, text("inbox.more"));
  while (await more.isVisible()) {
    const before = await rows(page).count();
    await more.click();
    await expect.poll(() => rows(page).count()).toBeGreaterThan(before);
  }
}

/** Reads the list: sender, subject and preview of each thread. */
async function readList(page: Page, words: string[]): Promise<void> {
  await showAll(page);
  expectAlone(await textsIn(list(page)), words, 3);
}

/** Reads all that waits: answers begun, and drafts with their recipients. */
async function readWaiting(page: Page, words: string[]): Promise<void> {
  const all = pattern("waits.all");
  await waiting(page).getByRole("button", { name: all }).click();
  await expect(waiting(page).getByRole("link")).toHaveCount(words.length + together(words).length);
  const texts = await textsIn(waiting(page));
  expectAlone(texts, words, 1);
  expectAlone(texts, together(words).map(joined), 2);
}

async function readFound(page: Page, words: string[]): Promise<void> {
  await lookFor(page, MARK);
  await expect(found(page)).toHaveText(hits(words.length + together(words).length));
  await showAll(page);
  await expect(list(page).locator("mark")).toHaveCount(words.length + together(words).length);
  expectAlone(await textsIn(list(page)), words, 2);
}

type Led = { href: string; rel: string; beside: string; host: string };

/** Where the links of the messages lead when they are clicked, and what stands beside them. */
async function followLinks(page: Page): Promise<Led[]> {
  return page.getByRole("main").evaluate((main) => {
    const led: Led[] = [];
    const note = (event: Event): void => {
      event.preventDefault();
      const link = event.composedPath().find((one) => one instanceof HTMLAnchorElement);
      if (!link) return;
      const beside = link.nextElementSibling?.textContent ?? "";
      led.push({ href: link.href, rel: link.rel, beside, host: link.hostname });
    };
    window.addEventListener("click", note);
    for (const link of main.querySelectorAll<HTMLElement>("article a")) link.click();
    window.removeEventListener("click", note);
    return led;
  });
}

async function readLetter(page: Page, words: string[], at: number): Promise<number> {
  await goTo(page, `samtale/${letterId(at)}`);
  await expect(messages(page)).toHaveCount(2 * words.length);
  await expect(page.getByRole("region", { name: text("answer.given") })).toBeVisible();
  const texts = await textsIn(page.getByRole("main"));
  const sum = (places: Record<string, number>): number => Object.values(places).reduce((all, one) => all + one, 0);
  expectAlone(texts, [joined(words)], sum(SHARED));
  // A block of nothing but spaces says nothing.
  const silent = words.filter((one) => !one.trim());
  expectAlone(texts, silent, sum(ALONE) - ALONE.unknownBlocks);
  const telling = words.filter((one) => one.trim());
  expectAlone(texts, telling, sum(ALONE));
  expectWithin(texts, [joined(words), ...words.map((one, index) => lead(index) + one)]);
  for (const name of words) {
    expectWithin(texts, [text("thread.from", { name }), text("thread.onBehalf", { name })]);
    expectWithin(texts, [text("attachment.download", { name: fileName(name) })]);
  }
  const links = await followLinks(page);
  for (const { href, rel, beside, host } of links) {
    expect(href).toMatch(/^(https:\/\/|mailto:|tel:)/);
    expect(rel).toBe("noopener noreferrer");
    // Without a host the browser goes nowhere; mail and telephone have none.
    if (host && href.startsWith("https:")) expect(beside).toBe(text("link.newWindow", { host }));
  }
  await page.emulateMedia({ media: "print" });
  await expect(messages(page).last()).toBeVisible();
  await page.emulateMedia({ media: null });
  return links.length;
}

/** What is written stands in its field, and who will read it beside it. */
async function readAnswer(page: Page, words: string[], at: number): Promise<void> {
  await goTo(page, `samtale/${answeredId(at)}`);
  await expect(page.getByRole("textbox", { name: text("reply.label") })).toHaveValue(typed(joined(words)));
  const texts = await textsIn(page.getByRole("main"));
  expectAlone(texts, [joined(words)], 2);
  expectWithin(texts, [text("thread.readBy", { readers: joined(words) })]);
}

async function readDraft(page: Page, words: string, at: number): Promise<void> {
  await goTo(page, `skriv/${draftId(at)}`);
  await expect(page.getByRole("textbox", { name: text("compose.text") })).toHaveValue(typed(words));
  expectWithin(await textsIn(page.getByRole("main")), [text("compose.to", { name: words })]);
}

for (const [at, batch] of batches.entries()) {
  const range = `${at * BATCH + 1} to ${at * BATCH + batch.length}`;
  test(`hostile text stays text wherever a thread shows it: strings ${range}`, async ({ citizen, baseURL }, info) => {
    const kari = await citizen("kari");
    addHostile(kari, batch);
    await kari.scenario({ fault: { kind: "hiddenData" } });
    const trap = await Trap.set(kari.context, baseURL);
    const page = await kari.open();
    await readWaiting(page, batch);
    await readList(page, batch);
    await readFound(page, batch);
    const groups = together(batch);
    let links = 0;
    for (const [at, words] of groups.entries()) links += await readLetter(page, words, at);
    for (const [at, words] of groups.entries()) await readAnswer(page, words, at);
    // All of a draft is shown in the fields of an answer and among what waits; some are opened too.
    for (const [words = ""] of groups) await readDraft(page, words, batch.indexOf(words));
    expect(links).toBeGreaterThanOrEqual(batch.length);
    expect(trap).toEqual({ executed: [], foreign: [], pages: [], navigations: [`${baseURL}/innboks/`] });
    info.annotations.push({ type: "hostile", description: `${batch.length} strings, ${links} links` });
  });
}

test("the collections are whole: of all their strings only the empty one is left out", () => {
  expect(strings.length).toBeGreaterThan(4_900);
  expect(leftOut).toEqual([""]);
});

test("the same strings do run, fetch and lead away where they are taken for markup", async ({ browser }, info) => {
  test.setTimeout(10_000 * batches.length + 60_000);
  const origin = "https://uten-vern.invalid";
  const context = await browser.newContext();
  const trap = await Trap.set(context, origin);
  await context.route("**/*", (route) =>
    route.request().url() === `${origin}/`
      ? route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Uten vern</title>" })
      : route.fulfill({ status: 204 }),
  );
  for (const batch of batches) {
    const page = await context.newPage();
    await page.goto(`${origin}/`);
    const take = page.evaluate(async (batch) => {
      for (const words of batch) {
        document.body?.append(document.createRange().createContextualFragment(words));
        const link = document.createElement("a");
        link.href = words;
        document.body?.append(link);
        if (link.protocol === "javascript:") link.click();
      }
      await new Promise((resolve) => setTimeout(resolve, 500));
    }, batch);
    // Some of them never end, and some take the page away.
    await Promise.race([take.catch(() => undefined), new Promise((resolve) => setTimeout(resolve, 5_000))]);
    await page.close();
  }
  await context.close();
  const { executed, foreign, navigations, pages } = trap;
  expect(executed.length).toBeGreaterThan(0);
  expect(foreign.length).toBeGreaterThan(0);
  expect(navigations.length).toBeGreaterThan(batches.length);
  const counts = { executed, foreign, navigations, pages };
  const description = Object.entries(counts).map(([what, all]) => `${all.length} ${what}`);
  info.annotations.push({ type: "without protection", description: description.join(", ") });
});
