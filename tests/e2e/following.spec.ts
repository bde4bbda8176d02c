// A new message comes by itself, and moves nothing that one reads.

import { expect, test } from "./fixtures.ts";
import * as elsewhere from "./support/elsewhere.ts";
import { openInbox } from "./support/following.ts";
import {
  announced,
  button,
  expectCard,
  messages,
  newsButton,
  openListening,
  places,
  replyField,
  row,
  rows,
  scrollTo,
  threadRow,
  unreadLine,
  writeReply,
} from "./support/page.ts";
import { ScreenReader } from "./support/screen_reader.ts";
import { text, unreadCount } from "./support/texts.ts";

const KARI = "Kari Nordmann";
const DIALOGUE = "t-kari-13";

test.describe("a new message", () => {
  test("comes to the top of an inbox that I have not touched, by itself, and is told", async ({ citizen }) => {
    const kari = await citizen("kari");
    const before = await elsewhere.unreadOf(kari, "p-kari");
    const page = await openInbox(kari);
    kari.change(elsewhere.thread("t-ny-1", "p-kari", "Svar på blodprøven"));
    await expect(rows(page).first()).toContainText("Svar på blodprøven");
    await expect(rows(page).first()).toContainText(text("inbox.unread"));
    await expect(announced(page)).toHaveText(text("news.one"));
    await expect(unreadLine(page, before + 1)).toBeVisible();
    await expect(newsButton(page)).toHaveCount(0);
    expect(await page.title()).not.toMatch(/\d/);
    await expectCard(page, KARI, unreadCount(before + 1));

    // In a thread that stands further down, it brings that one to the top.
    const { subject } = await elsewhere.summary(kari, "p-kari", DIALOGUE);
    kari.change(elsewhere.message(DIALOGUE, "Timen er flyttet."));
    await expect(rows(page).first()).toContainText(subject);
    await expect(rows(page).first()).toContainText("Timen er flyttet.");
    await expect(threadRow(page, DIALOGUE)).toHaveCount(1);
    expect(await page.title()).not.toMatch(/\d/);
  });

  test("is told each time, though the words are the same", async ({ citizen, guard }) => {
    const kari = await citizen("kari");
    const page = await openInbox(kari);
    const reader = await ScreenReader.start(page, guard);
    for (const id of ["t-ny-1", "t-ny-2"]) {
      await reader.forget();
      kari.change(elsewhere.thread(id, "p-kari", `Brev ${id}`));
      await expect(rows(page).first()).toContainText(`Brev ${id}`);
      await reader.expectSaid(`polite: ${text("news.one")}`);
    }
  });

  test("comes to an inbox that was empty", async ({ citizen }) => {
    const tom = await citizen("tom");
    const page = await openListening(tom);
    await expect(page.getByRole("heading", { name: text("inbox.emptyTitle") })).toBeVisible();
    tom.change(elsewhere.thread("t-ny-1", "p-tom", "Det aller første brevet"));
    await expect(row(page, "Det aller første brevet")).toBeVisible();
    await expect(announced(page)).toHaveText(text("news.one"));
    await expect(page.getByRole("heading", { name: text("inbox.emptyTitle") })).toHaveCount(0);
  });

  test("moves nothing while I read further down, and waits behind a button that leads to it", async ({ citizen }) => {
    const kari = await citizen("kari");
    const page = await openInbox(kari);
    await scrollTo(page, 25);
    const before = await places(page);
    expect(Object.keys(before).length).toBeGreaterThan(3);
    kari.change(elsewhere.thread("t-ny-1", "p-kari", "Brev nummer én"));
    await expect(newsButton(page)).toHaveText(text("news.button", { count: 1 }));
    kari.change(elsewhere.thread("t-ny-2", "p-kari", "Brev nummer to"));
    await expect(newsButton(page)).toHaveText(text("news.button", { count: 2 }));
    await expect(row(page, "Brev nummer én")).toHaveCount(0);
    expect(await places(page)).toEqual(before);
    await newsButton(page).click();
    await expect(rows(page).nth(0)).toContainText("Brev nummer to");
    await expect(rows(page).nth(1)).toContainText("Brev nummer én");
    await expect(rows(page)).toHaveCount(52);
    await expect(rows(page).first()).toBeFocused();
    await expect(rows(page).first()).toBeInViewport();
    await expect(newsButton(page)).toHaveCount(0);
  });

  test("in a thread above what I read moves nothing there", async ({ citizen }) => {
    const kari = await citizen("kari");
    const page = await openInbox(kari);
    const [above] = await kari.threads("p-kari");
    await scrollTo(page, 25);
    const before = await places(page);
    kari.change(elsewhere.message(above?.id ?? "", "Et svar som er mye lengre enn det som stod her før. ".repeat(5)));
    await expect(newsButton(page)).toHaveText(text("news.button", { count: 1 }));
    expect(await places(page)).toEqual(before);
  });

  test("that is read elsewhere while it waits behind the button is not shown as unread", async ({ citizen }) => {
    const kari = await citizen("kari");
    const { id } = (await kari.threads("p-kari"))[25] ?? { id: "" };
    const page = await openInbox(kari);
    await scrollTo(page, 25);
    kari.change(elsewhere.thread("t-ny-1", "p-kari", "Fortsatt ulest"));
    kari.change(elsewhere.message(id, "Lest på mobilen"));
    await expect(newsButton(page)).toHaveText(text("news.button", { count: 2 }));
    kari.change(elsewhere.read("kari", id));
    await expect(threadRow(page, id).getByText(text("inbox.unread"), { exact: true })).toHaveCount(0);
    await newsButton(page).click();
    await expect(row(page, "Fortsatt ulest")).toBeVisible();
    await expect(threadRow(page, id)).toContainText("Lest på mobilen");
    await expect(threadRow(page, id).getByText(text("inbox.unread"), { exact: true })).toHaveCount(0);
  });

  test("moves nothing while the focus is in the list, and is reached by keyboard", async ({ citizen }) => {
    const kari = await citizen("kari");
    const page = await openInbox(kari);
    await rows(page).nth(2).focus();
    const address = (await rows(page).nth(2).getAttribute("href")) ?? "";
    const before = await places(page);
    kari.change(elsewhere.thread("t-ny-1", "p-kari", "Brev nummer én"));
    await expect(newsButton(page)).toHaveText(text("news.button", { count: 1 }));
    await expect(announced(page)).toHaveText(text("news.one"));
    expect(await places(page)).toEqual(before);
    await expect(rows(page).and(page.locator(`[href="${address}"]`))).toBeFocused();
    await newsButton(page).focus();
    await page.keyboard.press("Enter");
    await expect(rows(page).first()).toContainText("Brev nummer én");
    await expect(rows(page).first()).toBeFocused();
  });

  test("behind a filter is told of, and shown when I ask for it", async ({ citizen }) => {
    const kari = await citizen("kari");
    const page = await openInbox(kari);
    await button(page, text("filter.button")).click();
    await page.getByRole("checkbox", { name: text("filter.unread") }).check();
    await expect(page.getByRole("list", { name: text("filter.chosen") })).toBeVisible();
    await expect(rows(page).filter({ hasText: text("inbox.unread") })).toHaveCount(await rows(page).count());
    const before = await places(page);
    kari.change(elsewhere.thread("t-ny-1", "p-kari", "Ulest brev"));
    await expect(button(page, text("news.refresh"))).toBeVisible();
    await expect(announced(page)).toHaveText(text("news.one"));
    expect(await places(page)).toEqual(before);
    await button(page, text("news.refresh")).click();
    await expect(rows(page).first()).toContainText("Ulest brev");
    await expect(button(page, text("news.refresh"))).toHaveCount(0);
  });

  test("is told of also where the list stands in another order", async ({ citizen }) => {
    const kari = await citizen("kari");
    const page = await openInbox(kari);
    await page.getByRole("combobox", { name: text("sort.label") }).selectOption({ label: text("sort.oldest") });
    await expect(rows(page).first()).not.toContainText((await kari.threads("p-kari"))[0]?.subject ?? "-");
    kari.change(elsewhere.thread("t-ny-1", "p-kari", "Brev i en annen rekkefølge"));
    await expect(announced(page)).toHaveText(text("news.one"));
    await expect(button(page, text("news.refresh"))).toBeVisible();
  });

  test("is told of where a search found nothing", async ({ citizen }) => {
    const kari = await citizen("kari");
    const page = await openInbox(kari);
    await page.getByRole("searchbox", { name: text("search.field") }).fill("sjiraffhals");
    await expect(page.getByText(text("search.noneFor", { text: "sjiraffhals" }))).toBeVisible();
    kari.change(elsewhere.thread("t-ny-1", "p-kari", "Sjiraffhals"));
    await button(page, text("news.refresh")).click();
    await expect(row(page, "Sjiraffhals")).toBeVisible();
  });

  test("in a thread further down than I have fetched is not counted twice", async ({ citizen }) => {
    const kari = await citizen("kari");
    const threads = await kari.threads("p-kari");
    const last = threads.at(-1);
    const page = await openInbox(kari);
    await expect(page.getByText(text("inbox.shown", { shown: 50, total: threads.length }))).toBeVisible();
    kari.change(elsewhere.message(last?.id ?? "", "Etter lang tid"));
    await expect(rows(page).first()).toContainText("Etter lang tid");
    await expect(page.getByText(text("inbox.shown", { shown: 51, total: threads.length }))).toBeVisible();
    await button(page, text("inbox.more")).click();
    await expect(rows(page)).toHaveCount(threads.length);
    const ids = (await kari.threads("p-kari")).map(({ id }) => `/innboks/samtale/${id}`);
    expect(await rows(page).evaluateAll((links) => links.map((link) => link.getAttribute("href")))).toEqual(ids);
  });

  test("in the thread I have open is put last and told, and what I write stays", async ({ citizen }, info) => {
    const kari = await citizen("kari");
    const page = await openListening(kari, `samtale/${DIALOGUE}`);
    await writeReply(page, "Midt i en setning");
    await page.keyboard.press("Home");
    for (let steps = 0; steps < 4; steps++) await page.keyboard.press("ArrowRight");
    const count = await messages(page).count();
    const first = await messages(page).first().boundingBox();
    const field = await replyField(page).boundingBox();
    kari.change(elsewhere.message(DIALOGUE, "Kommer du i morgen?"));
    await expect(messages(page)).toHaveCount(count + 1);
    await expect(messages(page).last()).toContainText("Kommer du i morgen?");
    await expect(announced(page)).toHaveText(text("news.inThread"));
    await expect(replyField(page)).toHaveValue("Midt i en setning");
    await expect(replyField(page)).toBeFocused();
    await page.keyboard.type("-");
    await expect(replyField(page)).toHaveValue("Midt- i en setning");
    await expect(replyField(page)).toBeInViewport();
    const after = { first: await messages(page).first().boundingBox(), field: await replyField(page).boundingBox() };
    info.annotations.push({
      type: "moved, px",
      description: `first message ${(after.first?.y ?? 0) - (first?.y ?? 0)}, field ${(after.field?.y ?? 0) - (field?.y ?? 0)}`,
    });
    // It was seen.
    await expect.poll(async () => (await elsewhere.summary(kari, "p-kari", DIALOGUE)).unread).toBe(false);
  });
});
