// Coming back to the list: the same line, as far down, with all that was fetched.

import { expect, test, type Page } from "./fixtures.ts";
import type { Citizen } from "./support/citizen.ts";
import { addLetters, idsWhere, type Letter } from "./support/letters.ts";
import {
  button,
  chips,
  expectFocusKept,
  filterBox,
  found,
  hits,
  link,
  list,
  lookFor,
  openFilters,
  rows,
  searchField,
  shownIds,
  tabTo,
  threadRow,
  title,
} from "./support/page.ts";
import { listCalls, SEARCH } from "./support/search.ts";
import { text } from "./support/texts.ts";
import { goTo, listen } from "./support/watch.ts";

const more = (page: Page) => button(page, text("inbox.more"));
const scrolled = (page: Page): Promise<number> => page.evaluate(() => window.scrollY);

/** Older than all else, and read: opening one changes nothing. */
const letters = (count: number): Letter[] =>
  Array.from({ length: count }, (_, at) => ({ id: `t-x-${at}`, subject: `Kanari nummer ${at}`, daysAgo: 900 + at }));

/** Opens the inbox and presses «Vis flere» twice. */
async function openThreePages(citizen: Citizen): Promise<Page> {
  addLetters(citizen, ...letters(120));
  const page = await citizen.open();
  for (const count of [50, 100, 150]) {
    await expect(rows(page)).toHaveCount(count);
    if (count < 150) await more(page).click();
  }
  return page;
}

async function goBack(page: Page, way: "back" | "the link"): Promise<void> {
  if (way === "back") await page.goBack();
  else await link(page, text("thread.back")).click();
}

/** Puts a line in the middle of the window, and tells how far down that is. */
async function scrollTo(page: Page, id: string): Promise<number> {
  await threadRow(page, id).evaluate((row) => row.scrollIntoView({ block: "center" }));
  return scrolled(page);
}

async function expectPlace(page: Page, id: string, scroll: number): Promise<void> {
  await expect(threadRow(page, id)).toBeFocused();
  await expect.poll(async () => Math.abs((await scrolled(page)) - scroll), { message: "how far off" }).toBeLessThan(4);
  await expect(threadRow(page, id)).toBeInViewport();
}

for (const way of ["back", "the link"] as const) {
  for (const width of [360, 1280]) {
    test(`${way} leads to the same line, as far down, with all pages, at ${width} px`, async ({ citizen }) => {
      const kari = await citizen("kari", { browser: { viewport: { width, height: 800 } } });
      const page = await openThreePages(kari);
      const before = await shownIds(page);
      const scroll = await scrollTo(page, "t-x-70");
      expect(scroll).toBeGreaterThan(1_000);
      await threadRow(page, "t-x-70").click();
      await expect(title(page)).toHaveText("Kanari nummer 70");
      await expect(title(page)).toBeFocused();
      expect(await scrolled(page)).toBe(0);
      const asked = listen(page);
      await goBack(page, way);
      await expectPlace(page, "t-x-70", scroll);
      await expect(rows(page)).toHaveCount(150);
      expect(await shownIds(page)).toEqual(before);
      // It stays so.
      await page.waitForTimeout(700);
      await expectPlace(page, "t-x-70", scroll);
      expect(listCalls(asked)).toEqual([]);
    });
  }
}

test("forward and back again, and into another thread, and back", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await openThreePages(kari);
  const scroll = await scrollTo(page, "t-x-40");
  await threadRow(page, "t-x-40").click();
  await expect(title(page)).toHaveText("Kanari nummer 40");
  await page.goBack();
  await expectPlace(page, "t-x-40", scroll);
  await page.goForward();
  await expect(title(page)).toHaveText("Kanari nummer 40");
  await expect(title(page)).toBeFocused();
  await page.goBack();
  await expectPlace(page, "t-x-40", scroll);
  const further = await scrollTo(page, "t-x-60");
  await threadRow(page, "t-x-60").click();
  await expect(title(page)).toHaveText("Kanari nummer 60");
  await link(page, text("thread.back")).click();
  await expectPlace(page, "t-x-60", further);
});

test("by keyboard alone I come back to the line I was on", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await openThreePages(kari);
  await threadRow(page, "t-x-50").focus();
  const scroll = await scrolled(page);
  await page.keyboard.press("Enter");
  await expect(title(page)).toBeFocused();
  await tabTo(page, link(page, text("thread.back")));
  await page.keyboard.press("Enter");
  await expectPlace(page, "t-x-50", scroll);
  await page.keyboard.press("Enter");
  await expect(title(page)).toHaveText("Kanari nummer 50");
});

test("an unread thread that I opened is where it was, and read", async ({ citizen }) => {
  const kari = await citizen("kari");
  addLetters(kari, { id: "t-x-1", subject: "Kanari ulest", daysAgo: 900, isRead: false });
  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  await more(page).click();
  await expect(threadRow(page, "t-x-1")).toContainText(text("inbox.unread"));
  const scroll = await scrollTo(page, "t-x-1");
  await threadRow(page, "t-x-1").click();
  await expect(title(page)).toHaveText("Kanari ulest");
  const asked = listen(page);
  await page.goBack();
  await expectPlace(page, "t-x-1", scroll);
  await expect(threadRow(page, "t-x-1")).not.toContainText(text("inbox.unread"));
  // What the other sessions are told of the reading moves nothing here.
  await page.waitForTimeout(1_500);
  await expectPlace(page, "t-x-1", scroll);
  expect(listCalls(asked)).toEqual([]);
});

test("a search and its filters have a place of their own", async ({ citizen }) => {
  const kari = await citizen("kari");
  addLetters(kari, ...letters(120));
  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  await openFilters(page);
  await filterBox(page, text("category.gp")).check();
  await expect(chips(page)).toHaveCount(1);
  await lookFor(page, "kanari");
  await expect(found(page)).toHaveText(hits(120));
  await more(page).click();
  await expect(rows(page)).toHaveCount(100);
  const before = await shownIds(page);
  await threadRow(page, "t-x-80").click();
  await expect(title(page)).toHaveText("Kanari nummer 80");
  const asked = listen(page);
  await link(page, text("thread.back")).click();
  await expect(threadRow(page, "t-x-80")).toBeFocused();
  await expect(threadRow(page, "t-x-80")).toBeInViewport();
  await expect(searchField(page)).toHaveValue("kanari");
  expect(await shownIds(page)).toEqual(before);
  await page.waitForTimeout(700);
  expect(listCalls(asked)).toEqual([]);
});

test("what I put away has a place of its own", async ({ citizen }) => {
  const kari = await citizen("kari");
  addLetters(kari, ...letters(30));
  kari.change("UPDATE reads SET put_away = thread_id LIKE 't-x-%' WHERE user_id = 'kari'");
  const page = await kari.open("lagt-bort");
  await expect(rows(page)).toHaveCount(30);
  const scroll = await scrollTo(page, "t-x-20");
  await threadRow(page, "t-x-20").click();
  await expect(title(page)).toHaveText("Kanari nummer 20");
  const asked = listen(page);
  await page.goBack();
  await expect(title(page)).toHaveText(text("putAway.title"));
  await expectPlace(page, "t-x-20", scroll);
  expect(listCalls(asked)).toEqual([]);
});

test("where there was no line, the heading has the focus, as far down as I was", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await openThreePages(kari);
  await link(page, text("compose.title")).click();
  await expect(title(page)).toHaveText(text("compose.title"));
  await page.goBack();
  await expect(title(page)).toHaveText(text("inbox.title"));
  await expect(title(page)).toBeFocused();
  await expect(rows(page)).toHaveCount(150);
});

test("where I put the thread away, the heading has the focus, as far down as I was", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await openThreePages(kari);
  const scroll = await scrollTo(page, "t-x-40");
  await threadRow(page, "t-x-40").click();
  await expect(title(page)).toHaveText("Kanari nummer 40");
  const asked = listen(page);
  await button(page, text("putAway.do")).click();
  await expect(title(page)).toHaveText(text("inbox.title"));
  await expect(page.getByText(text("done.putAway", { subject: "Kanari nummer 40" }))).toBeAttached();
  await expect(threadRow(page, "t-x-40")).toHaveCount(0);
  await expect(rows(page)).toHaveCount(149);
  await expect(title(page)).toBeFocused();
  // What is said of it stands above the list, and takes a line.
  expect(Math.abs((await scrolled(page)) - scroll)).toBeLessThan(100);
  expect(listCalls(asked)).toEqual([]);
});

test("a link to the inbox is a new beginning: the heading, at the top", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await openThreePages(kari);
  await scrollTo(page, "t-x-40");
  await threadRow(page, "t-x-40").click();
  await expect(title(page)).toHaveText("Kanari nummer 40");
  await goTo(page, "");
  await expect(title(page)).toHaveText(text("inbox.title"));
  await expect(title(page)).toBeFocused();
  expect(await scrolled(page)).toBe(0);
});

test("from a thread I came to by its address, the link leads to the top of the inbox", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open("samtale/t-kari-13");
  await expect(title(page)).toHaveText("Hjelp til bandasjeskift etter operasjonen");
  await expect(title(page)).not.toBeFocused();
  const asked = listen(page);
  await link(page, text("thread.back")).click();
  await expect(title(page)).toHaveText(text("inbox.title"));
  await expect(title(page)).toBeFocused();
  await expect(page).toHaveURL("/innboks/");
  await expect(rows(page)).toHaveCount(50);
  expect(await scrolled(page)).toBe(0);
  expect(listCalls(asked).length).toBeLessThanOrEqual(1);
});

test("on arrival by an address with filters the focus is left alone, and the list asked for once", async ({
  citizen,
}) => {
  const kari = await citizen("kari");
  const asked = listen(kari.page);
  const page = await kari.open("?ulest=ja");
  await expect(found(page)).toHaveText(hits(idsWhere(kari, "COALESCE(r.up_to, 0) < t.message_count").length));
  await expect(title(page)).not.toBeFocused();
  expect(listCalls(asked).filter(({ path }) => path === SEARCH)).toHaveLength(1);
});

for (const isSearch of [false, true]) {
  const what = isSearch ? "a search" : "the list";
  test(`a place in ${what} that the server has forgotten is found again, and nothing moves`, async ({
    citizen,
    guard,
  }) => {
    guard.expectFault(/Failed to load resource.*400/);
    const kari = await citizen("kari");
    addLetters(kari, ...letters(120));
    const page = await kari.open();
    await expect(rows(page)).toHaveCount(50);
    if (isSearch) {
      await lookFor(page, "kanari");
      await expect(found(page)).toHaveText(hits(120));
    }
    // Each place is forgotten once, when it is first asked for.
    await kari.scenario({ path: "/api/v1/threads*", fault: { kind: "expiredCursors" } });
    const asked = listen(page);
    for (const total of isSearch ? [100, 120] : [100, 150]) {
      const before = await shownIds(page);
      await more(page).scrollIntoViewIfNeeded();
      const scroll = await scrolled(page);
      await more(page).click();
      await expect(rows(page)).toHaveCount(total);
      const ids = await shownIds(page);
      expect(ids.slice(0, before.length)).toEqual(before);
      expect(new Set(ids).size).toBe(total);
      await expect(page.getByRole("alert")).toHaveCount(0);
      expect(Math.abs((await scrolled(page)) - scroll)).toBeLessThan(4);
    }
    await expectFocusKept(page);
    // Refused, and from the start: two pages, then three.
    expect(listCalls(asked)).toHaveLength(3 + 4);
  });
}

test("after «Vis flere» the keyboard goes on with what came", async ({ citizen }) => {
  const kari = await citizen("kari");
  addLetters(kari, ...letters(60));
  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  for (const count of [100, idsWhere(kari, "1").length]) {
    await rows(page).last().focus();
    await tabTo(page, more(page));
    const scroll = await scrolled(page);
    await page.keyboard.press("Enter");
    await expect(rows(page)).toHaveCount(count);
    // It stays on the button, or stands on the first line that came: not at the top of the page.
    await expectFocusKept(page);
    expect(Math.abs((await scrolled(page)) - scroll)).toBeLessThan(400);
  }
  await expect(more(page)).toHaveCount(0);
  await page.keyboard.press("Tab");
  await expect(list(page)).toBeVisible();
});
