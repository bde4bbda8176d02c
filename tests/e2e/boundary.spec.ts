import { expect, test, type Page } from "./fixtures.ts";
import type { Citizen } from "./support/citizen.ts";
import {
  button,
  expectSaved,
  messages,
  replyField,
  rows,
  sendButton,
  sendOnBehalf,
  switchTo,
  threadRow,
  title,
  writeReply,
} from "./support/page.ts";
import type { ThreadSummary } from "./support/wire.ts";
import { text } from "./support/texts.ts";

// What must never happen may not happen at a first try either.
test.describe.configure({ retries: 0 });

const KARI = "p-kari";
const OLA = "p-ola";
/** How long a page is watched after the late answer was let through. */
const WATCHED_MS = 1_000;
const SLOW_MS = 1_200;

/** What only this person's threads say. */
function telling(threads: ThreadSummary[], others: ThreadSummary[]): string[] {
  const known = JSON.stringify(others);
  const words = threads.flatMap(({ subject, preview }) => [subject, preview.slice(0, 40)]);
  return [...new Set(words)].filter((word) => word.length > 8 && !known.includes(word));
}

type Watch = { until: number; seen: string[] };

/** From now on notes, in every frame drawn, whether any of `words` stands in the page. */
async function watchFor(page: Page, words: string[]): Promise<void> {
  expect(words.length).toBeGreaterThan(5);
  await page.evaluate((words) => {
    const watch: Watch = { until: 0, seen: [] };
    (window as unknown as { watch: Watch }).watch = watch;
    const start = performance.now();
    const look = (): void => {
      const root = document.querySelector("hn-webcomp-innboks")?.shadowRoot;
      const shown = `${document.title} ${root?.textContent ?? ""}`;
      watch.seen.push(...words.filter((word) => shown.includes(word) && !watch.seen.includes(word)));
      watch.until = performance.now() - start;
      requestAnimationFrame(look);
    };
    look();
  }, words);
}

/** Nothing of what is watched for was ever drawn. */
async function expectNeverSeen(page: Page): Promise<void> {
  const watch = (): Promise<Watch> => page.evaluate(() => (window as unknown as { watch: Watch }).watch);
  await expect.poll(async () => (await watch()).until, { timeout: 10_000 }).toBeGreaterThan(WATCHED_MS);
  expect((await watch()).seen).toEqual([]);
}

async function wordsOf(citizen: Citizen, person: string, other: string): Promise<string[]> {
  return telling(await citizen.threads(person), await citizen.threads(other));
}

/** Keeps every answer of `path` for `person` until what it answers is called. */
async function hold(page: Page, path: string, person: string): Promise<() => void> {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route(
    (url) => url.pathname === path,
    async (route) => {
      if (route.request().headers()["x-acting-person"] !== person) return route.continue();
      const answer = await route.fetch();
      await released;
      // The page may have given the call up, and rightly so.
      return route.fulfill({ response: answer }).catch(() => undefined);
    },
  );
  return release;
}

async function expectInboxOfOla(page: Page): Promise<void> {
  await expect(title(page)).toHaveText(text("inbox.on", { name: "Ola Nordmann" }));
}

test("a slow list of the first person is never drawn under the second", async ({ citizen }) => {
  const kari = await citizen("kari");
  const words = await wordsOf(kari, KARI, OLA);
  const release = await hold(kari.page, "/api/v1/threads", KARI);
  const page = await kari.open();
  await switchTo(page, "Ola Nordmann");
  await expectInboxOfOla(page);
  await watchFor(page, words);
  await expect(rows(page).first()).toBeVisible();
  release();
  await expectNeverSeen(page);
  await expectInboxOfOla(page);
});

test("a slow thread of the first person is never drawn under the second", async ({ citizen }) => {
  const kari = await citizen("kari");
  const thread = await kari.thread("t-kari-13", KARI);
  const texts = thread.messages.map(({ body }) => body.text?.slice(0, 40) ?? "").filter((words) => words.length > 20);
  const release = await hold(kari.page, "/api/v1/threads/t-kari-13", KARI);
  const page = await kari.open();
  await threadRow(page, "t-kari-13").click();
  // What the list knows stands there at once.
  await expect(title(page)).toHaveText(thread.subject);
  await switchTo(page, "Ola Nordmann");
  await expectInboxOfOla(page);
  await watchFor(page, [...texts, ...(await wordsOf(kari, KARI, OLA))]);
  await expect(rows(page).first()).toBeVisible();
  release();
  await expectNeverSeen(page);
  await expectInboxOfOla(page);
});

test("there and back again: only the last person chosen is drawn", async ({ citizen }) => {
  const kari = await citizen("kari");
  const words = await wordsOf(kari, OLA, KARI);
  const release = await hold(kari.page, "/api/v1/threads", OLA);
  // What waits for Ola would rightly be drawn while his inbox is shown.
  const releaseWaiting = await hold(kari.page, "/api/v1/waiting", OLA);
  const page = await kari.open();
  await expect(rows(page).first()).toBeVisible();
  await switchTo(page, "Ola Nordmann");
  await expectInboxOfOla(page);
  await watchFor(page, words);
  await switchTo(page, "Kari Nordmann");
  await expect(rows(page).first()).toBeVisible();
  release();
  releaseWaiting();
  await expectNeverSeen(page);
  await expect(title(page)).toHaveText(text("inbox.title"));
});

test("an answer about the wrong person is never drawn, and can be asked for again", async ({ citizen }) => {
  const kari = await citizen("kari");
  const words = await wordsOf(kari, OLA, KARI);
  await kari.scenario({ path: "/api/v1/threads", person: KARI, fault: { kind: "wrongPerson", person: OLA } });
  const page = await kari.open();
  await watchFor(page, words);
  await expect(page.getByRole("alert")).toContainText(text("inbox.failed"));
  await expect(page.getByRole("alert")).toContainText(text("error.wrongPerson"));
  await expect(rows(page)).toHaveCount(0);
  await kari.scenario();
  await button(page, text("error.retry")).click();
  await expect(rows(page)).toHaveCount(50);
  await expectNeverSeen(page);
});

test("a message begun for myself is not sent for another, however fast I switch", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open("samtale/t-kari-13");
  const savers = new Map<string, Set<string | undefined>>();
  page.on("request", (request) => {
    if (request.method() !== "PUT" || !request.url().includes("/drafts/")) return;
    const persons = savers.get(request.url()) ?? new Set();
    savers.set(request.url(), persons.add(request.headers()["x-acting-person"]));
  });
  await kari.scenario({ method: "PUT", path: "/api/v1/drafts/*", delayMs: SLOW_MS });
  await writeReply(page, "Dette skriver jeg som Kari.");
  await switchTo(page, "Ola Nordmann");
  await button(page, text("person.unsentGo")).click();
  await expectInboxOfOla(page);
  await kari.scenario();

  await threadRow(page, "t-ola-01").click();
  await button(page, text("reply.button")).click();
  await expect(replyField(page)).toHaveValue("");
  await replyField(page).fill("Dette skriver jeg for Ola.");
  await sendOnBehalf(page, "Ola Nordmann").click();
  await expect(messages(page).last()).toContainText("Dette skriver jeg for Ola.");

  expect(kari.messages("Dette skriver jeg som Kari.")).toEqual([]);
  expect(kari.messages("Dette skriver jeg for Ola.")).toEqual([
    { thread_id: "t-ola-01", person_id: OLA, author: "kari", on_behalf_of: "Ola Nordmann", sent_for: OLA },
  ]);
  // The first save is slow, and may come after all this.
  await expect
    .poll(() => kari.rows("SELECT person_id, thread_id, text, sent FROM drafts ORDER BY person_id"))
    .toEqual([
      { person_id: KARI, thread_id: "t-kari-13", text: "Dette skriver jeg som Kari.", sent: 0 },
      { person_id: OLA, thread_id: "t-ola-01", text: "Dette skriver jeg for Ola.", sent: 1 },
    ]);
  expect([...savers.values()].map((persons) => [...persons])).toEqual([[KARI], [OLA]]);
});

test("a message on its way when I switch is sent once, for the one it was written for", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open("samtale/t-kari-13");
  await kari.scenario({ method: "POST", path: "/api/v1/sends", delayMs: SLOW_MS });
  await writeReply(page, "Sendt i farten.");
  await expectSaved(page);
  await sendButton(page, "Kari Nordmann").click();
  await switchTo(page, "Ola Nordmann");
  await expectInboxOfOla(page);
  await expect
    .poll(() => kari.messages("Sendt i farten."))
    .toEqual([{ thread_id: "t-kari-13", person_id: KARI, author: "kari", on_behalf_of: null, sent_for: KARI }]);
  await watchFor(page, ["Sendt i farten.", ...(await wordsOf(kari, KARI, OLA))]);
  await expectNeverSeen(page);
});
