import { expect, test, type Page } from "./fixtures.ts";
import type { Citizen } from "./support/citizen.ts";
import {
  announced,
  button,
  expectCard,
  link,
  list,
  messages,
  newsButton,
  openListening,
  places,
  replyField,
  row,
  rows,
  scrollTo,
  switchTo,
  threadRow,
  title,
  unreadLine,
  turn,
  waiting,
  writeReply,
} from "./support/page.ts";
import * as elsewhere from "./support/elsewhere.ts";
import { ScreenReader } from "./support/screen_reader.ts";
import { text, unreadCount } from "./support/texts.ts";
import { expectNowhere, goTo, listen, type Asked } from "./support/watch.ts";

const KARI = "Kari Nordmann";
const OLA = "Ola Nordmann";
const DIALOGUE = "t-kari-13";
const SENT = "t-kari-26";

/** An inbox as it is when one has just come, with the page listening. */
async function openInbox(citizen: Citizen): Promise<Page> {
  const page = await openListening(citizen);
  await expect(rows(page)).toHaveCount(50);
  // What is unread may stand in the heading and in the picker, and never where others see the window.
  expect(await page.title()).not.toMatch(/\d/);
  return page;
}

const heard = (page: Page): Promise<unknown> =>
  page.waitForResponse((answer) => answer.url().endsWith("/api/v1/unread"));

/** Nothing more is asked for. */
async function quiet(page: Page): Promise<void> {
  await page.waitForLoadState("domcontentloaded");
  const asked = listen(page);
  for (let before = -1; before !== asked.length;) {
    before = asked.length;
    await page.waitForTimeout(1_000);
  }
}

const about = (asked: Asked[], word: string): Asked[] =>
  asked.filter(({ path, person, body }) => `${path} ${person} ${body}`.includes(word));

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

test.describe("in another window of mine", () => {
  test("what is read, or marked as unread, is so here, and nothing moves", async ({ citizen }) => {
    const kari = await citizen("kari");
    const before = await elsewhere.unreadOf(kari, "p-kari");
    const [first] = (await kari.threads("p-kari")).filter(({ unread }) => unread);
    const id = first?.id ?? "";
    const page = await openInbox(kari);
    const other = await citizen("kari", { world: kari.world });
    for (const read of [true, false]) {
      const place = await places(page);
      const answer = await other.write("PUT", `/threads/${id}/read-state`, "p-kari", { read });
      expect(answer.status()).toBe(200);
      await expect(threadRow(page, id).getByText(text("inbox.unread"), { exact: true })).toHaveCount(read ? 0 : 1);
      await expect(unreadLine(page, before - Number(read))).toBeVisible();
      expect(await places(page)).toEqual(place);
      await expectCard(page, KARI, unreadCount(before - Number(read)));
      expect(await page.title()).not.toMatch(/\d/);
    }
    await expect(announced(page)).toBeEmpty();
    await expect(newsButton(page)).toHaveCount(0);
  });

  test("what is marked as unread is no new message, wherever it stands", async ({ citizen }) => {
    const kari = await citizen("kari");
    const last = (await kari.threads("p-kari")).filter(({ unread }) => !unread).at(-1);
    const page = await openInbox(kari);
    const before = await elsewhere.unreadOf(kari, "p-kari");
    kari.change(elsewhere.unread("kari", last?.id ?? ""));
    await expect(unreadLine(page, before + 1)).toBeVisible();
    await quiet(page);
    await expect(announced(page)).toBeEmpty();
    await expect(newsButton(page)).toHaveCount(0);
    await expect(rows(page)).toHaveCount(50);
  });

  test("a draft that is saved shows in the row and in what waits for me, and goes when it is sent", async ({
    citizen,
  }) => {
    const kari = await citizen("kari");
    kari.change(elsewhere.nothingWaits);
    const page = await openInbox(kari);
    const { subject } = await elsewhere.summary(kari, "p-kari", DIALOGUE);
    kari.change(elsewhere.replyDraft("kari", "p-kari", DIALOGUE, "Fra mobilen"));
    await expect(threadRow(page, DIALOGUE)).toContainText(text("draft.has"));
    await expect(waiting(page).getByRole("link").filter({ hasText: subject })).toContainText(text("waits.reply"));
    kari.change(`UPDATE drafts SET sent = 1 WHERE thread_id = '${DIALOGUE}'`);
    await expect(threadRow(page, DIALOGUE)).not.toContainText(text("draft.has"));
    await expect(waiting(page).getByRole("link").filter({ hasText: subject })).toHaveCount(0);
  });

  test("what is put away says so here, and nothing moves; what is taken back is here when I come to it", async ({
    citizen,
  }) => {
    const kari = await citizen("kari");
    const page = await openInbox(kari);
    const threads = await kari.threads("p-kari");
    const id = threads[3]?.id ?? "";
    const place = await places(page);
    kari.change(elsewhere.putAway("kari", id, true));
    await expect(threadRow(page, id)).toContainText(text("putAway.mark"));
    expect(await places(page)).toEqual(place);
    await page.reload();
    await expect(rows(page)).toHaveCount(50);
    await expect(threadRow(page, id)).toHaveCount(0);

    // Read, so that nobody takes it for a new message.
    const listening = page.waitForResponse((answer) => answer.url().endsWith("/api/v1/events"));
    kari.change(elsewhere.read("kari", id));
    await listening;
    await quiet(page);
    kari.change(elsewhere.putAway("kari", id, false));
    await heard(page);
    await quiet(page);
    await link(page, text("about.title")).click();
    await expect(title(page)).toHaveText(text("about.title"));
    await page.goBack();
    await expect(threadRow(page, id)).toBeVisible();
    await expect(announced(page)).not.toHaveText(text("news.one"));
  });
});

test.describe("what I have sent", () => {
  test("says how far it has come, in the list and in the open thread", async ({ citizen }) => {
    const kari = await citizen("kari");
    kari.change(elsewhere.nothingWaits);
    const [sent] = kari.rows(`SELECT position FROM messages WHERE thread_id = '${SENT}' AND state = 'sent'`);
    const position = Number(sent?.["position"]);
    const page = await openInbox(kari);
    await expect(threadRow(page, SENT)).toContainText(text("delivery.sent"));
    const place = await places(page);
    kari.change(elsewhere.delivery(SENT, position, "receivedByJournal"));
    await expect(threadRow(page, SENT)).toContainText(text("delivery.receivedByJournal"));
    expect(await places(page)).toEqual(place);
    await expect(announced(page)).toBeEmpty();

    await threadRow(page, SENT).click();
    const message = messages(page).nth(position - 1);
    await expect(message).toContainText(text("delivery.receivedByJournal"));
    const box = await message.boundingBox();
    kari.change(elsewhere.delivery(SENT, position, "rejectedByJournal"));
    await expect(message).toContainText(text("delivery.rejectedByJournal"));
    expect((await message.boundingBox())?.y).toBe(box?.y);
    await page.goBack();
    await expect(threadRow(page, SENT)).toContainText(text("delivery.rejectedByJournal"));
    await expect(waiting(page)).toContainText(text("delivery.rejectedByJournal"));
  });

  test("says so also when it is not the newest message of the thread", async ({ citizen }) => {
    const kari = await citizen("kari");
    const [sent] = kari.rows(`SELECT position FROM messages WHERE thread_id = '${SENT}' AND state = 'sent'`);
    const position = Number(sent?.["position"]);
    kari.change(elsewhere.message(SENT, "Vi svarer snart."));
    const page = await openListening(kari, `samtale/${SENT}`);
    const message = messages(page).nth(position - 1);
    await expect(message).toContainText(text("delivery.sent"));
    kari.change(elsewhere.delivery(SENT, position, "receivedByArchive"));
    await expect(message).toContainText(text("delivery.receivedByArchive"));
  });

  test("goes no further when the dialogue is closed while I read it", async ({ citizen, guard }) => {
    // The save that is on its way may be refused.
    guard.expectFault(/Failed to load resource.*403/);
    const kari = await citizen("kari");
    const page = await openListening(kari, `samtale/${DIALOGUE}`);
    await writeReply(page, "Rakk ikke å sende");
    kari.change(`UPDATE threads SET closed = 'dialogueClosed' WHERE id = '${DIALOGUE}'`);
    await expect(page.getByText(text("reply.none"))).toBeVisible();
    await expect(page.getByRole("textbox")).toHaveValue("Rakk ikke å sende");
  });
});

test.describe("what is about others", () => {
  test("changes that person's count, and nothing else", async ({ citizen }) => {
    const kari = await citizen("kari");
    const before = await elsewhere.unreadOf(kari, "p-ola");
    const page = await openInbox(kari);
    const place = await places(page);
    await quiet(page);
    const asked = listen(page);
    const counted = heard(page);
    kari.change(elsewhere.thread("t-ny-1", "p-ola", "Brev til far"));
    await counted;
    await quiet(page);
    expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual(["GET /api/v1/unread"]);
    expect(await places(page)).toEqual(place);
    await expect(announced(page)).toBeEmpty();
    await expectNowhere(page, "Brev til far");
    await expectCard(page, OLA, unreadCount(before + 1));
    expect(await page.title()).not.toMatch(/\d/);
  });

  test("whom I know nothing of is dropped: nothing is asked for, nothing drawn", async ({ citizen }) => {
    const kari = await citizen("kari");
    await kari.scenario({ path: "/api/v1/events", fault: { kind: "hiddenData" } });
    const page = await openInbox(kari);
    await quiet(page);
    const asked = listen(page);
    kari.change(elsewhere.thread("t-ny-1", "p-basis", "Brev til en fremmed"));
    kari.change(elsewhere.message("t-gudrun-01", "Svar til en fremmed"));
    await page.waitForTimeout(2_000);
    expect(asked).toEqual([]);
    await expect(announced(page)).toBeEmpty();
    // It does listen.
    kari.change(elsewhere.thread("t-ny-2", "p-kari", "Brev til meg"));
    await expect(rows(page).first()).toContainText("Brev til meg");
    expect(about(asked, "t-ny-1")).toEqual([]);
    expect(about(asked, "t-gudrun-01")).toEqual([]);
  });

  test("what my access hides is neither opened, drawn nor told, though the server sends it", async ({ citizen }) => {
    const basis = await citizen("basis");
    const [hidden] = basis.rows("SELECT id, subject FROM threads WHERE id = 't-basis-05'");
    await basis.scenario({ fault: { kind: "hiddenData" } });
    const page = await openListening(basis);
    await expect(rows(page)).toHaveCount(4);
    await quiet(page);
    const asked = listen(page);
    const counted = heard(page);
    basis.change(elsewhere.message("t-basis-05", "Hemmelige ord"));
    basis.change(elsewhere.thread("t-ny-1", "p-basis", "Et skjult emne"));
    await counted;
    await quiet(page);
    await expect(rows(page)).toHaveCount(4);
    for (const word of ["Hemmelige ord", "Et skjult emne", String(hidden?.["subject"])])
      await expectNowhere(page, word);
    await expect(announced(page)).toBeEmpty();
    await expect(newsButton(page)).toHaveCount(0);
    expect(asked.filter(({ path }) => path.includes("t-basis-05") || path.includes("t-ny-1"))).toEqual([]);
  });

  test("in an inbox that is closed to me asks for nothing there", async ({ citizen }) => {
    const uten = await citizen("uten");
    await uten.scenario({ fault: { kind: "hiddenData" } });
    const page = await openListening(uten);
    await expect(title(page)).toBeVisible();
    await quiet(page);
    const asked = listen(page);
    const [own] = uten.rows("SELECT id FROM threads WHERE person_id = 'p-uten' LIMIT 1");
    uten.change(elsewhere.message(String(own?.["id"]), "Bak en lukket dør"));
    await page.waitForTimeout(2_000);
    expect(asked.filter(({ path }) => !path.endsWith("/unread"))).toEqual([]);
    await expectNowhere(page, "Bak en lukket dør");
    await expect(list(page)).toHaveCount(0);
  });
});

test.describe("catching up", () => {
  test("a page out of sight does not listen, and catches up from where it was when it is seen again", async ({
    citizen,
  }) => {
    const kari = await citizen("kari");
    const page = await openInbox(kari);
    kari.change(elsewhere.thread("t-ny-0", "p-kari", "Før den ble skjult"));
    await expect(rows(page).first()).toContainText("Før den ble skjult");
    await quiet(page);
    const ended = page.waitForEvent("requestfailed", (request) => request.url().endsWith("/api/v1/events"));
    await turn(page, "hidden");
    await ended;
    const asked = listen(page);
    kari.change(elsewhere.thread("t-ny-1", "p-kari", "Mens den var skjult"));
    kari.change(elsewhere.read("kari", "t-ny-0"));
    await page.waitForTimeout(1_500);
    expect(asked).toEqual([]);
    const opened = page.waitForRequest((request) => request.url().endsWith("/api/v1/events"));
    await turn(page, "visible");
    expect((await opened).headers()["last-event-id"]).toMatch(/^[^.]+\.\d+$/);
    await expect(rows(page).first()).toContainText("Mens den var skjult");
    await expect(threadRow(page, "t-ny-0").getByText(text("inbox.unread"), { exact: true })).toHaveCount(0);
    await expect(announced(page)).toHaveText(text("news.one"));
  });

  test("what came before the page listened for the first time is caught up with", async ({ citizen }) => {
    const kari = await citizen("kari");
    const page = await kari.open();
    await expect(rows(page)).toHaveCount(50);
    kari.change(elsewhere.thread("t-ny-1", "p-kari", "I det første sekundet"));
    await expect(rows(page).first()).toContainText("I det første sekundet");
  });

  test("after the network was away", async ({ citizen, guard }) => {
    guard.expectFault(/Failed to load resource/);
    const kari = await citizen("kari");
    const page = await openInbox(kari);
    kari.change(elsewhere.thread("t-ny-0", "p-kari", "Før nettet gikk"));
    await expect(rows(page).first()).toContainText("Før nettet gikk");
    await kari.context.setOffline(true);
    // The emulation lets an open stream live: the page is told that it ended.
    await turn(page, "hidden");
    await turn(page, "visible");
    kari.change(elsewhere.thread("t-ny-1", "p-kari", "Mens nettet var borte"));
    await page.waitForTimeout(4_000);
    await expectNowhere(page, "Mens nettet var borte");
    await expect(rows(page)).toHaveCount(51);
    await kari.context.setOffline(false);
    await expect(rows(page).first()).toContainText("Mens nettet var borte", { timeout: 25_000 });
  });

  test("an answer that did not come when the event was heard is asked for again", async ({ citizen, guard }) => {
    guard.expectFault(/Failed to load resource/);
    const kari = await citizen("kari");
    const page = await openInbox(kari);
    await kari.scenario({ path: "/api/v1/threads/search", times: 1, fault: { kind: "status", status: 500 } });
    const failed = page.waitForResponse((answer) => answer.url().endsWith("/threads/search"));
    kari.change(elsewhere.thread("t-ny-1", "p-kari", "Brev på andre forsøk"));
    expect((await failed).status()).toBe(500);
    await expect(rows(page).first()).toContainText("Brev på andre forsøk", { timeout: 25_000 });
  });

  test("an answer that could not be understood leaves no gap: the message is there when I come back", async ({
    citizen,
  }) => {
    const kari = await citizen("kari");
    const page = await openInbox(kari);
    await kari.scenario({ path: "/api/v1/threads/search", times: 1, fault: { kind: "malformed" } });
    const failed = page.waitForResponse((answer) => answer.url().endsWith("/threads/search"));
    kari.change(elsewhere.thread("t-ny-1", "p-kari", "Brev som ble borte"));
    await failed;
    await quiet(page);
    await link(page, text("about.title")).click();
    await expect(title(page)).toHaveText(text("about.title"));
    await page.goBack();
    await expect(row(page, "Brev som ble borte")).toBeVisible();
  });

  test("too much at once: the list is looked through anew, and is true in all", async ({ citizen }) => {
    const kari = await citizen("kari");
    const page = await openInbox(kari);
    const threads = await kari.threads("p-kari");
    const [away, read] = [threads[4]?.id ?? "", threads.find(({ unread }) => unread)?.id ?? ""];
    kari.change(`BEGIN IMMEDIATE; ${elsewhere.tooMuch("t-kari-60")};
      ${elsewhere.thread("t-ny-1", "p-kari", "Midt i mengden").replace("BEGIN IMMEDIATE;", "").replace("COMMIT", "")}
      ${elsewhere.putAway("kari", away, true)}; ${elsewhere.read("kari", read)}; COMMIT`);
    await expect(rows(page).first()).toContainText("Midt i mengden");
    await expect(announced(page)).toHaveText(text("news.one"));
    await expect(threadRow(page, read).getByText(text("inbox.unread"), { exact: true })).toHaveCount(0);
    await expect(unreadLine(page, await elsewhere.unreadOf(kari, "p-kari"))).toBeVisible();
    await expect(
      threadRow(page, away)
        .and(page.locator("a"))
        .filter({ hasNotText: text("putAway.mark") }),
    ).toHaveCount(0);
  });

  test("too much at once: the thread I have open gets what came", async ({ citizen }) => {
    const kari = await citizen("kari");
    const page = await openListening(kari, `samtale/${DIALOGUE}`);
    const count = await messages(page).count();
    kari.change(
      `BEGIN IMMEDIATE; ${elsewhere.tooMuch("t-kari-60")}; ${elsewhere.message(DIALOGUE, "Midt i mengden")}; COMMIT`,
    );
    await expect(messages(page)).toHaveCount(count + 1);
    await expect(messages(page).last()).toContainText("Midt i mengden");
    await expect(announced(page)).toHaveText(text("news.inThread"));
  });

  test("an event of a kind that nobody knows changes nothing", async ({ citizen }) => {
    const kari = await citizen("kari");
    await kari.scenario({ path: "/api/v1/events", fault: { kind: "unknownValues" } });
    const page = await openInbox(kari);
    await quiet(page);
    const place = await places(page);
    kari.change(elsewhere.thread("t-ny-1", "p-kari", "Av en ukjent sort"));
    await page.waitForTimeout(1_500);
    expect(await places(page)).toEqual(place);
  });
});

test.describe("in the middle of a switch of person", () => {
  test("a message that comes while the other inbox is being fetched is in it", async ({ citizen }) => {
    const kari = await citizen("kari");
    const page = await openInbox(kari);
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    let arrived = (): void => undefined;
    const fetched = new Promise<void>((resolve) => (arrived = resolve));
    await page.route("**/api/v1/threads?*", async (route) => {
      const answer = await route.fetch();
      arrived();
      await released;
      await route.fulfill({ response: answer });
    });
    await switchTo(page, OLA);
    await fetched;
    const told = page.waitForResponse((answer) => answer.url().endsWith("/threads/search"));
    kari.change(elsewhere.thread("t-ny-1", "p-ola", "Mens jeg byttet"));
    await told;
    release();
    await expect(row(page, "Mens jeg byttet")).toBeVisible();
  });

  test("a message to the one I left is drawn nowhere", async ({ citizen }) => {
    const kari = await citizen("kari");
    const page = await openInbox(kari);
    const before = await elsewhere.unreadOf(kari, "p-kari");
    await kari.scenario({ method: "POST", path: "/api/v1/threads/search", person: "p-kari", delayMs: 1_500 });
    const asked = page.waitForRequest((request) => request.url().endsWith("/threads/search"));
    kari.change(elsewhere.thread("t-ny-1", "p-kari", "Til den jeg forlot"));
    await asked;
    await switchTo(page, OLA);
    await expect(title(page)).toHaveText(text("inbox.on", { name: OLA }));
    await page.waitForTimeout(2_500);
    await expectNowhere(page, "Til den jeg forlot");
    await expectCard(page, KARI, unreadCount(before + 1));
    // And is there when I come back.
    await switchTo(page, KARI);
    await expect(rows(page).first()).toContainText("Til den jeg forlot");
  });

  test("events about both reach the one whose inbox is shown, and only there", async ({ citizen }) => {
    const kari = await citizen("kari");
    const page = await openInbox(kari);
    await switchTo(page, OLA);
    await expect(title(page)).toHaveText(text("inbox.on", { name: OLA }));
    kari.change(`${elsewhere.thread("t-ny-1", "p-kari", "Brev til datteren")};
      ${elsewhere.thread("t-ny-2", "p-ola", "Brev til faren")}`);
    await expect(row(page, "Brev til faren")).toBeVisible();
    await expectNowhere(page, "Brev til datteren");
    await goTo(page, "om");
    await switchTo(page, KARI);
    await expect(rows(page).first()).toContainText("Brev til datteren");
    await expectNowhere(page, "Brev til faren");
  });
});
