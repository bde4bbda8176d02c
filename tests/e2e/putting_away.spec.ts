// Putting threads away, and taking them back.

import { expect, test } from "./fixtures.ts";
import type { Citizen } from "./support/citizen.ts";
import type { Row } from "./support/database.ts";
import * as elsewhere from "./support/elsewhere.ts";
import {
  button,
  link,
  messages,
  openListening,
  rowActions,
  rows,
  threadRow,
  title,
  unreadLine,
} from "./support/page.ts";
import { firstThat, mark, reads, status } from "./support/read_state.ts";
import { text } from "./support/texts.ts";

/** How much is stored at all: nothing that a reader does for themself takes any of it away. */
const stored = (citizen: Citizen): Row[] =>
  citizen.rows(`SELECT (SELECT count(*) FROM threads) AS threads, (SELECT count(*) FROM messages) AS messages,
    (SELECT count(*) FROM attachments) AS attachments, (SELECT count(*) FROM drafts) AS drafts`);

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
