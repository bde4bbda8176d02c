// What happened while the page could not hear it is caught up with.

import { expect, test } from "./fixtures.ts";
import * as elsewhere from "./support/elsewhere.ts";
import { openInbox, quiet } from "./support/following.ts";
import {
  announced,
  link,
  messages,
  openListening,
  places,
  row,
  rows,
  threadRow,
  title,
  turn,
  unreadLine,
} from "./support/page.ts";
import { text } from "./support/texts.ts";
import { expectNowhere, listen } from "./support/watch.ts";

const DIALOGUE = "t-kari-13";

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
