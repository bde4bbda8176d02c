// What I do elsewhere, and what becomes of what I sent, is seen here.

import { expect, test } from "./fixtures.ts";
import * as elsewhere from "./support/elsewhere.ts";
import { heard, openInbox, quiet } from "./support/following.ts";
import {
  announced,
  expectCard,
  link,
  messages,
  newsButton,
  openListening,
  places,
  rows,
  threadRow,
  title,
  unreadLine,
  waiting,
  writeReply,
} from "./support/page.ts";
import { text, unreadCount } from "./support/texts.ts";

const KARI = "Kari Nordmann";
const DIALOGUE = "t-kari-13";
const SENT = "t-kari-26";

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
