import { expect, test, type Locator, type Page } from "./fixtures.ts";
import type { Citizen } from "./support/citizen.ts";
import type { Row } from "./support/database.ts";
import * as elsewhere from "./support/elsewhere.ts";
import {
  button,
  expectCard,
  link,
  messages,
  newsButton,
  openListening,
  row,
  rowActions,
  rows,
  scrollTo,
  switchTo,
  tabTo,
  threadRow,
  title,
  unreadLine,
} from "./support/page.ts";
import { text, unreadCount, type TextKey } from "./support/texts.ts";
import { listen } from "./support/watch.ts";
import type { Fault, ThreadSummary } from "./support/wire.ts";

const KARI = "Kari Nordmann";
const OLA = "Ola Nordmann";

const mark = (page: Page, id: string): Locator => threadRow(page, id).getByText(text("inbox.unread"), { exact: true });
const status = (page: Page): Locator => page.getByRole("main").getByRole("status");
const question = (page: Page): Locator => page.getByRole("dialog", { name: text("readAll.title") });

/** The first thread of the list that is unread, or not. */
async function firstThat(citizen: Citizen, is: { unread: boolean }, person = "p-kari"): Promise<ThreadSummary> {
  const found = (await citizen.threads(person)).find(({ unread }) => unread === is.unread);
  if (!found) throw new Error("The seed has no such thread");
  return found;
}

const reads = (citizen: Citizen, thread: string): Row[] =>
  citizen.rows(`SELECT user_id, up_to, put_away FROM reads WHERE thread_id = '${thread}' ORDER BY user_id`);

/** How much is stored at all: nothing that a reader does for themself takes any of it away. */
const stored = (citizen: Citizen): Row[] =>
  citizen.rows(`SELECT (SELECT count(*) FROM threads) AS threads, (SELECT count(*) FROM messages) AS messages,
    (SELECT count(*) FROM attachments) AS attachments, (SELECT count(*) FROM drafts) AS drafts`);

test("what I open is read, and the counts follow in heading and picker", async ({ citizen }) => {
  const kari = await citizen("kari");
  const before = await elsewhere.unreadOf(kari, "p-kari");
  const { id, subject } = await firstThat(kari, { unread: true });
  const page = await kari.open();
  await expect(unreadLine(page, before)).toBeVisible();
  await threadRow(page, id).click();
  await expect(title(page)).toHaveText(subject);
  await expect(messages(page).first()).toBeVisible();
  await expect.poll(() => reads(kari, id).map(({ user_id }) => user_id)).toContain("kari");
  await page.goBack();
  await expect(threadRow(page, id)).toBeVisible();
  await expect(mark(page, id)).toHaveCount(0);
  await expect(unreadLine(page, before - 1)).toBeVisible();
  await expectCard(page, KARI, unreadCount(before - 1));
  expect(await elsewhere.unreadOf(kari, "p-kari")).toBe(before - 1);
});

test("«Marker som ulest» in a thread leads to the list, and holds: when I leave, after news, and on reload", async ({
  citizen,
  a11y,
}) => {
  const kari = await citizen("kari");
  const before = await elsewhere.unreadOf(kari, "p-kari");
  const { id, subject } = await firstThat(kari, { unread: true });
  const page = await openListening(kari);
  await threadRow(page, id).click();
  await expect(messages(page).first()).toBeVisible();
  await expect.poll(() => elsewhere.unreadOf(kari, "p-kari")).toBe(before - 1);
  await button(page, text("mark.unread")).click();
  await expect(title(page)).toHaveText(text("inbox.title"));
  await expect(status(page).filter({ hasText: text("done.unread", { subject }) })).toBeVisible();
  await expect(mark(page, id)).toBeVisible();
  await expect(unreadLine(page, before)).toBeVisible();
  await a11y(page);
  await link(page, text("about.title")).click();
  await page.goBack();
  await expect(mark(page, id)).toBeVisible();
  const { id: other } = await firstThat(kari, { unread: false });
  kari.change(elsewhere.message(other, "Noe annet"));
  await expect(mark(page, other)).toBeVisible();
  await expect(mark(page, id)).toBeVisible();
  await page.reload();
  await expect(mark(page, id)).toBeVisible();
  await expect(unreadLine(page, before + 1)).toBeVisible();
  expect((await elsewhere.summary(kari, "p-kari", id)).unread).toBe(true);
});

test("in the list a thread is marked as unread and as read, and the row keeps the focus", async ({ citizen }) => {
  const kari = await citizen("kari");
  const before = await elsewhere.unreadOf(kari, "p-kari");
  const { id, subject } = await firstThat(kari, { unread: false });
  const page = await kari.open();
  await rowActions(page, subject);
  await button(page, text("mark.unread")).click();
  await expect(mark(page, id)).toBeVisible();
  await expect(unreadLine(page, before + 1)).toBeVisible();
  await expect(threadRow(page, id)).toBeFocused();
  await expect(status(page).filter({ hasText: text("done.unread", { subject }) })).toBeVisible();
  await rowActions(page, subject);
  await button(page, text("mark.read")).click();
  await expect(mark(page, id)).toHaveCount(0);
  await expect(unreadLine(page, before)).toBeVisible();
  await expect(threadRow(page, id)).toBeFocused();
  // What was said of it before is no longer true.
  await expect(page.getByText(text("done.unread", { subject }))).toHaveCount(0);
});

test("read state is each reader's own: what a representative reads stays unread for the others", async ({
  citizen,
}) => {
  const kari = await citizen("kari");
  const { id, subject } = await firstThat(kari, { unread: true }, "p-ola");
  const others = [await citizen("ola", { world: kari.world }), await citizen("ingrid", { world: kari.world })];
  const before = await Promise.all(others.map((other) => elsewhere.unreadOf(other, "p-ola")));
  const wasUnread = await Promise.all(
    others.map(async (other) => (await elsewhere.summary(other, "p-ola", id)).unread),
  );
  expect(wasUnread).toEqual([true, true]);
  const [ola] = others;
  const olasPage = await openListening(ola ?? kari);
  await expect(mark(olasPage, id)).toBeVisible();
  const asked = listen(olasPage);
  const page = await kari.open();
  await switchTo(page, OLA);
  await threadRow(page, id).click();
  await expect(title(page)).toHaveText(subject);
  await expect.poll(async () => (await elsewhere.summary(kari, "p-ola", id)).unread).toBe(false);
  await button(page, text("putAway.do")).click();
  await expect(status(page).filter({ hasText: text("done.putAway", { subject }) })).toBeVisible();
  for (const [at, other] of others.entries()) {
    expect((await elsewhere.summary(other, "p-ola", id)).unread).toBe(true);
    expect(await elsewhere.unreadOf(other, "p-ola")).toBe(before[at]);
  }
  await olasPage.waitForTimeout(1_000);
  await expect(mark(olasPage, id)).toBeVisible();
  expect(asked.filter(({ path }) => path.includes("threads"))).toEqual([]);
});

test.describe("mark all as read", () => {
  test("asks first, and leaves everything when I say no", async ({ citizen, a11y }) => {
    const kari = await citizen("kari");
    const before = await elsewhere.unreadOf(kari, "p-kari");
    const page = await kari.open();
    await expect(unreadLine(page, before)).toBeVisible();
    await button(page, text("readAll.button")).click();
    await expect(question(page)).toContainText(text("readAll.text"));
    await a11y(page);
    await question(page)
      .getByRole("button", { name: text("dialog.cancel") })
      .click();
    await expect(question(page)).toHaveCount(0);
    await expect(button(page, text("readAll.button"))).toBeFocused();
    expect(await elsewhere.unreadOf(kari, "p-kari")).toBe(before);

    await button(page, text("readAll.button")).click();
    await question(page)
      .getByRole("button", { name: text("readAll.yes") })
      .click();
    await expect(unreadLine(page, 0)).toBeVisible();
    await expect(status(page).filter({ hasText: text("done.allRead") })).toBeVisible();
    await expect(rows(page).getByText(text("inbox.unread"), { exact: true })).toHaveCount(0);
    await expect(button(page, text("readAll.button"))).toHaveCount(0);
    expect(await elsewhere.unreadOf(kari, "p-kari")).toBe(0);
    expect((await kari.threads("p-kari")).filter(({ unread }) => unread)).toEqual([]);
    await expectCard(page, KARI, unreadCount(0));
    // The others of the picker keep theirs.
    expect(await elsewhere.unreadOf(kari, "p-nora")).toBeGreaterThan(0);
  });

  test("leaves a message unread that comes meanwhile", async ({ citizen, guard }) => {
    guard.expectFault(/Failed to load resource/);
    const kari = await citizen("kari");
    // The page does not hear of it in time.
    await kari.scenario({ path: "/api/v1/events", fault: { kind: "abort" } });
    const page = await kari.open();
    await expect(rows(page)).toHaveCount(50);
    const { id } = await firstThat(kari, { unread: false });
    kari.change(`${elsewhere.thread("t-ny-1", "p-kari", "Kom imens")}; ${elsewhere.message(id, "Kom også imens")}`);
    await button(page, text("readAll.button")).click();
    await question(page)
      .getByRole("button", { name: text("readAll.yes") })
      .click();
    await expect(status(page).filter({ hasText: text("done.allRead") })).toBeVisible();
    await expect(unreadLine(page, 2)).toBeVisible();
    const left = (await kari.threads("p-kari")).filter(({ unread }) => unread).map((thread) => thread.id);
    expect(left.sort()).toEqual(["t-ny-1", id].sort());
    await page.reload();
    await expect(mark(page, "t-ny-1")).toBeVisible();
  });

  test("leaves a message unread that waits behind «Nye meldinger»", async ({ citizen }) => {
    const kari = await citizen("kari");
    const page = await openListening(kari);
    await expect(rows(page)).toHaveCount(50);
    await scrollTo(page, 25);
    kari.change(elsewhere.thread("t-ny-1", "p-kari", "Ikke sett"));
    await expect(newsButton(page)).toHaveText(text("news.button", { count: 1 }));
    // A later one, in a thread that is shown: its row says so at once.
    const shown = (await kari.threads("p-kari"))[25]?.id ?? "";
    kari.change(elsewhere.message(shown, "I en rad som vises"));
    await expect(newsButton(page)).toHaveText(text("news.button", { count: 2 }));
    // By script: a press would scroll to the top.
    await button(page, text("readAll.button")).evaluate((pressed: HTMLElement) => pressed.click());
    await question(page)
      .getByRole("button", { name: text("readAll.yes") })
      .click();
    await expect(question(page)).toHaveCount(0);
    await expect.poll(async () => (await elsewhere.unreadOf(kari, "p-kari")) < 5).toBe(true);
    expect((await elsewhere.summary(kari, "p-kari", "t-ny-1")).unread).toBe(true);
  });
});

test.describe("putting away", () => {
  test("from the list takes the thread out, can be regretted at once, and deletes nothing", async ({
    citizen,
    a11y,
  }) => {
    const kari = await citizen("kari");
    const all = stored(kari);
    const before = await elsewhere.unreadOf(kari, "p-kari");
    const total = (await kari.threads("p-kari")).length;
    const { id, subject } = await firstThat(kari, { unread: true });
    const page = await kari.open();
    await rowActions(page, subject);
    await button(page, text("putAway.do")).click();
    const said = status(page).filter({ hasText: text("done.putAway", { subject }) });
    await expect(said).toBeVisible();
    await expect(threadRow(page, id)).toHaveCount(0);
    await expect(page.getByText(text("inbox.shown", { shown: 49, total: total - 1 }))).toBeVisible();
    await expect(unreadLine(page, before - 1)).toBeVisible();
    await a11y(page);
    expect(reads(kari, id)).toMatchObject([{ user_id: "kari", put_away: 1 }]);
    expect(stored(kari)).toEqual(all);

    await said.getByRole("button", { name: text("done.undo") }).click();
    await expect(mark(page, id)).toBeVisible();
    await expect(said).toHaveCount(0);
    await expect(unreadLine(page, before)).toBeVisible();
    expect(reads(kari, id)).toMatchObject([{ user_id: "kari", put_away: 0 }]);
  });

  test("from the thread leads to the list, and the page of what is put away leads back", async ({ citizen, a11y }) => {
    const kari = await citizen("kari");
    kari.change(elsewhere.nothingWaits);
    const all = stored(kari);
    const { id, subject } = await firstThat(kari, { unread: false });
    const page = await kari.open();
    await threadRow(page, id).click();
    await expect(messages(page).first()).toBeVisible();
    await button(page, text("putAway.do")).click();
    await expect(title(page)).toHaveText(text("inbox.title"));
    await expect(status(page).filter({ hasText: text("done.putAway", { subject }) })).toBeVisible();
    await expect(threadRow(page, id)).toHaveCount(0);

    await link(page, text("putAway.link")).click();
    await expect(title(page)).toHaveText(text("putAway.title"));
    await expect(page).toHaveURL(/\/lagt-bort$/);
    await expect(page.getByText(text("putAway.text"))).toBeVisible();
    await expect(rows(page)).toHaveCount(1);
    await expect(threadRow(page, id)).toContainText(text("putAway.mark"));
    await a11y(page);
    await rowActions(page, subject);
    await button(page, text("putAway.takeBack")).click();
    await expect(status(page).filter({ hasText: text("done.takenBack", { subject }) })).toBeVisible();
    await expect(rows(page)).toHaveCount(0);
    await expect(page.getByRole("heading", { name: text("putAway.emptyTitle") })).toBeVisible();
    await link(page, text("thread.back")).click();
    await expect(threadRow(page, id)).toBeVisible();
    expect(stored(kari)).toEqual(all);
    expect(reads(kari, id)).toMatchObject([{ user_id: "kari", put_away: 0 }]);
  });

  test("a put-away thread is opened from its page, says what it is, and is taken back there", async ({ citizen }) => {
    const kari = await citizen("kari");
    kari.change(elsewhere.nothingWaits);
    const { id, subject } = await firstThat(kari, { unread: false });
    kari.change(elsewhere.putAway("kari", id, true));
    const page = await kari.open("lagt-bort");
    await threadRow(page, id).click();
    await expect(title(page)).toHaveText(subject);
    await button(page, text("putAway.takeBack")).click();
    await expect(status(page).filter({ hasText: text("done.takenBack", { subject }) })).toBeVisible();
    await page.goto("/innboks/");
    await expect(threadRow(page, id)).toBeVisible();
  });

  test("a new message takes the thread back by itself", async ({ citizen }) => {
    const kari = await citizen("kari");
    kari.change(elsewhere.nothingWaits);
    const { id, subject } = await firstThat(kari, { unread: false });
    const page = await openListening(kari);
    await rowActions(page, subject);
    await button(page, text("putAway.do")).click();
    await expect(threadRow(page, id)).toHaveCount(0);
    // The focus is not where the thread would come.
    await title(page).evaluate((heading: HTMLElement) => heading.focus());
    kari.change(elsewhere.message(id, "Vi trenger svar likevel."));
    await expect(rows(page).first()).toContainText("Vi trenger svar likevel.");
    await expect(rows(page).first()).not.toContainText(text("putAway.mark"));
    await expect(mark(page, id)).toBeVisible();
    await link(page, text("putAway.link")).click();
    await expect(page.getByRole("heading", { name: text("putAway.emptyTitle") })).toBeVisible();
    expect(reads(kari, id)).toMatchObject([{ user_id: "kari", put_away: 0 }]);
  });

  test("a new message takes it out of the page of what is put away, too", async ({ citizen }) => {
    const kari = await citizen("kari");
    kari.change(elsewhere.nothingWaits);
    const { id } = await firstThat(kari, { unread: false });
    kari.change(elsewhere.putAway("kari", id, true));
    const page = await openListening(kari, "lagt-bort");
    await expect(threadRow(page, id)).toContainText(text("putAway.mark"));
    kari.change(elsewhere.message(id, "Tilbake i innboksen"));
    await expect(threadRow(page, id).filter({ hasText: text("putAway.mark") })).toHaveCount(0);
    await link(page, text("thread.back")).click();
    await expect(rows(page).first()).toContainText("Tilbake i innboksen");
  });
});

type Wish = {
  name: string;
  path: string;
  /** Is the thread put away before? */
  away?: boolean;
  do: (page: Page, thread: ThreadSummary) => Promise<void>;
};

const WISHES: Wish[] = [
  {
    name: "marking as unread in the list",
    path: "/api/v1/threads/*/read-state",
    do: async (page, { subject }) => {
      await rowActions(page, subject);
      await button(page, text("mark.unread")).click();
    },
  },
  {
    name: "marking as unread in the thread",
    path: "/api/v1/threads/*/read-state",
    do: async (page, { id }) => {
      await threadRow(page, id).click();
      await button(page, text("mark.unread")).click();
    },
  },
  {
    name: "putting away in the list",
    path: "/api/v1/threads/*/put-away",
    do: async (page, { subject }) => {
      await rowActions(page, subject);
      await button(page, text("putAway.do")).click();
    },
  },
  {
    name: "putting away in the thread",
    path: "/api/v1/threads/*/put-away",
    do: async (page, { id }) => {
      await threadRow(page, id).click();
      await button(page, text("putAway.do")).click();
    },
  },
  {
    name: "taking back",
    path: "/api/v1/threads/*/put-away",
    away: true,
    do: async (page, { subject }) => {
      await link(page, text("putAway.link")).click();
      await rowActions(page, subject);
      await button(page, text("putAway.takeBack")).click();
    },
  },
  {
    name: "marking all as read",
    path: "/api/v1/threads/read-all",
    do: async (page) => {
      await button(page, text("readAll.button")).click();
      await question(page)
        .getByRole("button", { name: text("readAll.yes") })
        .click();
    },
  },
];

const FAULTS: [string, Fault, TextKey][] = [
  ["answers with an error", { kind: "status", status: 500 }, "error.server"],
  ["cannot be reached", { kind: "abort" }, "error.network"],
];

for (const wish of WISHES) {
  for (const [what, fault, told] of FAULTS) {
    test(`${wish.name}: when the service ${what}, it is said, and nothing changes`, async ({ citizen, guard }) => {
      guard.expectFault(/Failed to load resource/);
      const kari = await citizen("kari");
      const thread = await firstThat(kari, { unread: false });
      if (wish.away) kari.change(elsewhere.putAway("kari", thread.id, true));
      const before = reads(kari, thread.id);
      const unread = await elsewhere.unreadOf(kari, "p-kari");
      const page = await kari.open();
      await expect(rows(page)).toHaveCount(50);
      await kari.scenario({ path: wish.path, fault });
      await wish.do(page, thread);
      await expect(page.getByRole("main").getByText(text(told))).toBeVisible();
      await expect(page.getByText(text("done.undo"))).toHaveCount(0);
      expect(reads(kari, thread.id)).toEqual(before);
      expect(await elsewhere.unreadOf(kari, "p-kari")).toBe(unread);
      // What it was about stands there as before.
      await kari.scenario();
      if (page.url().includes("samtale")) {
        await expect(title(page)).toHaveText(thread.subject);
        await link(page, text("thread.back")).click();
      }
      await expect(threadRow(page, thread.id)).toBeVisible();
      await expect(mark(page, thread.id)).toHaveCount(0);
      if (!wish.away) await expect(unreadLine(page, unread)).toBeVisible();
    });
  }
}

test("a regret that fails says so, and the thread is still found where it was put", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource/);
  const kari = await citizen("kari");
  const { id, subject } = await firstThat(kari, { unread: false });
  const page = await kari.open();
  await rowActions(page, subject);
  await button(page, text("putAway.do")).click();
  await expect(button(page, text("done.undo"))).toBeVisible();
  await kari.scenario({ path: "/api/v1/threads/*/put-away", fault: { kind: "status", status: 500 } });
  await button(page, text("done.undo")).click();
  await expect(status(page).filter({ hasText: text("error.server") })).toBeVisible();
  await expect(threadRow(page, id)).toHaveCount(0);
  await kari.scenario();
  await link(page, text("putAway.link")).click();
  await expect(threadRow(page, id)).toBeVisible();
});

test("opening a thread when it cannot be marked as read shows it, and leaves it unread", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource/);
  const kari = await citizen("kari");
  const before = await elsewhere.unreadOf(kari, "p-kari");
  const { id } = await firstThat(kari, { unread: true });
  const page = await kari.open();
  await kari.scenario({ path: "/api/v1/threads/*/read-state", fault: { kind: "status", status: 500 } });
  await threadRow(page, id).click();
  await expect(messages(page).first()).toBeVisible();
  await page.goBack();
  await expect(mark(page, id)).toBeVisible();
  await expect(unreadLine(page, before)).toBeVisible();
});

test("who is not granted it gets no button for it", async ({ citizen }) => {
  const kari = await citizen("kari");
  const strip = (answer: unknown): unknown =>
    JSON.parse(JSON.stringify(answer), (key, value: unknown) =>
      key === "grants" && Array.isArray(value)
        ? value.filter((grant) => !["markRead", "markUnread", "putAway"].includes(String(grant)))
        : value,
    );
  await kari.page.route(/\/api\/v1\/(session|threads)/, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: strip(await answer.json()) });
  });
  const { id, subject } = await firstThat(kari, { unread: true });
  const page = await kari.open();
  await expect(threadRow(page, id)).toBeVisible();
  await expect(page.getByRole("button", { name: text("row.actions", { subject }) })).toHaveCount(0);
  const asked = listen(page);
  await rows(page).first().focus();
  await page.keyboard.press("u");
  await threadRow(page, id).click();
  await expect(messages(page).first()).toBeVisible();
  for (const key of ["mark.unread", "mark.read", "putAway.do", "putAway.takeBack"] as const) {
    await expect(button(page, text(key))).toHaveCount(0);
  }
  await page.goBack();
  await expect(mark(page, id)).toBeVisible();
  expect(asked.filter(({ method }) => method !== "GET")).toEqual([]);
});

test("by keyboard alone I mark as unread, put away, regret and take back, and am never lost", async ({ citizen }) => {
  const kari = await citizen("kari");
  const threads = (await kari.threads("p-kari")).filter(({ unread }) => !unread);
  const [first, second] = [threads[0], threads[1]];
  if (!first || !second) throw new Error("The seed has no such threads");
  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  const hasFocus = (): Promise<boolean> =>
    page.evaluate(() => !!document.querySelector("hn-webcomp-innboks")?.shadowRoot?.activeElement);
  const more = (subject: string): Locator => page.getByRole("button", { name: text("row.actions", { subject }) });

  await threadRow(page, first.id).focus();
  await tabTo(page, more(first.subject));
  await page.keyboard.press("Enter");
  await expect(more(first.subject)).toHaveAttribute("aria-expanded", "true");
  await tabTo(page, button(page, text("mark.unread")));
  await page.keyboard.press("Enter");
  await expect(mark(page, first.id)).toBeVisible();
  await expect(threadRow(page, first.id)).toBeFocused();

  await threadRow(page, second.id).focus();
  await tabTo(page, more(second.subject));
  await page.keyboard.press("Enter");
  await tabTo(page, button(page, text("putAway.do")));
  await page.keyboard.press("Enter");
  await expect(threadRow(page, second.id)).toHaveCount(0);
  await expect.poll(hasFocus, "the focus is not lost when the row goes").toBe(true);
  await title(page).evaluate((heading: HTMLElement) => heading.focus());
  await tabTo(page, button(page, text("done.undo")));
  await page.keyboard.press("Enter");
  await expect(threadRow(page, second.id)).toBeVisible();
  await expect.poll(hasFocus, "the focus is not lost when the regret is done").toBe(true);

  await threadRow(page, second.id).focus();
  await page.keyboard.press("Enter");
  await expect(messages(page).first()).toBeVisible();
  await tabTo(page, button(page, text("putAway.do")));
  await page.keyboard.press("Enter");
  await expect(title(page)).toHaveText(text("inbox.title"));
  await expect.poll(hasFocus).toBe(true);
  await tabTo(page, button(page, text("done.undo")));
  await page.keyboard.press("Space");
  await expect(threadRow(page, second.id)).toBeVisible();
  await expect(row(page, second.subject)).not.toContainText(text("putAway.mark"));
});
