// A message that was just sent can be taken back while the server holds it.

import { expect, test, type Locator, type Page } from "./fixtures.ts";
import { HEALTH_CONTACT, send, subjectField, textField } from "./support/compose.ts";
import {
  announced,
  button,
  expectFocusKept,
  messages,
  replyField,
  sendButton,
  tabTo,
  threadRow,
  title,
  writeReply,
} from "./support/page.ts";
import { pattern, text } from "./support/texts.ts";

const THREAD = "t-kari-13";
const UNDO = { method: "DELETE", path: "/api/v1/sends/*", times: 1 };
/** Nobody hears of what happens meanwhile. */
const DEAF = { path: "/api/v1/events", fault: { kind: "abort" } } as const;

const undo = (page: Page): Locator => button(page, text("undo.button"));
const last = (page: Page): Locator => messages(page).last();
const left = (page: Page): Locator => last(page).getByText(pattern("undo.left"));

for (const language of ["nb", "nn", "en"] as const) {
  test(`a new message is taken back, and stands in its draft as it was (${language})`, async ({ citizen, a11y }) => {
    const kari = await citizen("kari");
    await kari.hold(60);
    const page = await kari.open("skriv");
    await send(page, HEALTH_CONTACT, "Vondt i kneet", "Kneet hovner opp.\n\nHilsen Kari");
    await expect(title(page)).toHaveText("Vondt i kneet");
    await expect(last(page)).toContainText(text("delivery.sending"));
    await page.locator("hn-webcomp-innboks").evaluate((app, lang) => app.setAttribute("lang", lang), language);
    await expect(last(page).getByText(pattern("undo.left", language))).toBeVisible();
    await a11y(page);
    await button(page, text("undo.button", {}, language)).click();
    await expect(subjectField(page, language)).toHaveValue("Vondt i kneet");
    await expect(textField(page, language)).toHaveValue("Kneet hovner opp.\n\nHilsen Kari");
    await expect(announced(page)).toHaveText(text("undo.done", {}, language));
    await expect(title(page)).toBeFocused();
    expect(kari.messages("Kneet hovner opp.\n\nHilsen Kari")).toEqual([]);
    expect(kari.rows("SELECT id FROM threads WHERE subject = 'Vondt i kneet'")).toEqual([]);
    expect(kari.rows("SELECT sent FROM drafts")).toEqual([{ sent: 0 }]);
  });
}

test("an answer is taken back by keyboard alone, changed and sent as one message", async ({ citizen }) => {
  const kari = await citizen("kari");
  await kari.hold(60);
  const page = await kari.open(`samtale/${THREAD}`);
  const before = kari.rows(`SELECT count(*) AS count FROM messages WHERE thread_id = '${THREAD}'`);
  await writeReply(page, "Sendt for fort");
  await sendButton(page, "Kari Nordmann").click();
  await expect(last(page)).toContainText("Sendt for fort");
  await tabTo(page, undo(page));
  await page.keyboard.press("Enter");
  await expect(replyField(page)).toHaveValue("Sendt for fort");
  await expect(replyField(page)).toBeFocused();
  await expect(messages(page).filter({ hasText: "Sendt for fort" })).toHaveCount(0);
  expect(kari.rows(`SELECT count(*) AS count FROM messages WHERE thread_id = '${THREAD}'`)).toEqual(before);

  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type(", nå ferdig");
  await tabTo(page, sendButton(page, "Kari Nordmann"));
  await page.keyboard.press("Enter");
  await expect(last(page)).toContainText("Sendt for fort, nå ferdig");
  expect(kari.messages("Sendt for fort, nå ferdig")).toHaveLength(1);
  expect(kari.messages("Sendt for fort")).toEqual([]);
  expect(kari.rows("SELECT count(*) AS sends FROM sends")).toEqual([{ sends: 1 }]);
});

test("when the time is over the way back is gone, the message is followed on, and the focus is kept", async ({
  citizen,
  guard,
}) => {
  guard.expectFault(/Failed to load resource: net::ERR_/);
  const kari = await citizen("kari");
  await kari.hold(6, DEAF);
  const page = await kari.open(`samtale/${THREAD}`);
  await writeReply(page, "Denne blir sendt");
  await sendButton(page, "Kari Nordmann").click();
  await expect(left(page)).toBeVisible();
  await undo(page).focus();
  await expect(undo(page)).toHaveCount(0);
  await expect(left(page)).toHaveCount(0);
  await expectFocusKept(page);
  await expect(last(page)).toContainText(new RegExp(`${text("delivery.sent")}|${text("delivery.receivedByJournal")}`));
  await expectFocusKept(page);
  expect(kari.messages("Denne blir sendt")).toHaveLength(1);
});

test("the seconds are not read aloud one by one", async ({ citizen }) => {
  const kari = await citizen("kari");
  await kari.hold(60);
  const page = await kari.open(`samtale/${THREAD}`);
  await writeReply(page, "Stille");
  await sendButton(page, "Kari Nordmann").click();
  const first = await left(page).textContent();
  await expect(left(page)).not.toHaveText(first ?? "");
  expect(
    await left(page).evaluate((line) => line.closest("[aria-live], [role=status], [role=alert], [role=timer]")),
  ).toBe(null);
});

test("asked twice at once, it is taken back once", async ({ citizen }) => {
  const kari = await citizen("kari");
  await kari.hold(60, { ...UNDO, delayMs: 800 });
  const page = await kari.open(`samtale/${THREAD}`);
  await writeReply(page, "To trykk");
  await sendButton(page, "Kari Nordmann").click();
  let asked = 0;
  page.on("request", (request) => (asked += Number(request.method() === "DELETE")));
  await undo(page).dblclick();
  await expect(button(page, text("undo.working"))).toBeDisabled();
  await expect(replyField(page)).toHaveValue("To trykk");
  expect(asked).toBe(1);
});

for (const [what, fault] of [
  ["the answer is lost", { kind: "lostAnswer" }],
  ["the service fails", { kind: "status", status: 500 }],
] as const) {
  test(`when ${what}, nothing is said of what nobody knows, and asking again is safe`, async ({ citizen, guard }) => {
    guard.expectFault(/Failed to load resource: (net::ERR_|.*500)/);
    const kari = await citizen("kari");
    await kari.hold(60, DEAF, { ...UNDO, fault });
    const page = await kari.open(`samtale/${THREAD}`);
    await writeReply(page, "Ble den angret?");
    await sendButton(page, "Kari Nordmann").click();
    await undo(page).click();
    await expect(last(page)).toContainText(text("undo.uncertain"));
    await expect(last(page)).not.toContainText(text("undo.late"));
    await undo(page).click();
    await expect(replyField(page)).toHaveValue("Ble den angret?");
    expect(kari.messages("Ble den angret?")).toEqual([]);
    expect(kari.rows("SELECT sent FROM drafts")).toEqual([{ sent: 0 }]);
  });
}

test("too late, the page says that it was sent, and so it was", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource: (net::ERR_|.*409)/);
  const kari = await citizen("kari");
  await kari.hold(60, DEAF);
  const page = await kari.open(`samtale/${THREAD}`);
  await writeReply(page, "For sent");
  await sendButton(page, "Kari Nordmann").click();
  await expect(undo(page)).toBeVisible();
  // The server's time runs out before the page's.
  kari.change("UPDATE sends SET held_until = '2020-01-01T00:00:00.000Z'");
  await undo(page).click();
  await expect(page.getByText(text("undo.late"))).toBeVisible();
  expect(kari.messages("For sent")).toHaveLength(1);
  await expect(replyField(page)).toHaveCount(0);
});

test("taken back in one tab, it is a draft in the other too", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource: .*404/);
  const kari = await citizen("kari");
  await kari.hold(60);
  const first = await kari.open("skriv");
  await send(first, HEALTH_CONTACT, "To faner", "Skrevet i den ene.");
  await expect(title(first)).toHaveText("To faner");
  const listening = kari.context.waitForEvent("response", (answer) => answer.url().endsWith("/api/v1/events"));
  const second = await kari.tab(new URL(first.url()).pathname.replace("/innboks/", ""));
  await listening;
  await expect(undo(second)).toBeVisible();
  await undo(first).click();
  await expect(textField(first)).toHaveValue("Skrevet i den ene.");
  await expect(textField(second)).toHaveValue("Skrevet i den ene.");
  await expect(second.getByText(text("delivery.sending"))).toHaveCount(0);
});

test("a new answer that was begun meanwhile is kept, and said to be what stands in the way", async ({
  citizen,
  guard,
}) => {
  guard.expectFault(/Failed to load resource: .*409/);
  const kari = await citizen("kari");
  await kari.hold(60);
  const page = await kari.open(`samtale/${THREAD}`);
  await writeReply(page, "Den første");
  await sendButton(page, "Kari Nordmann").click();
  await expect(undo(page)).toBeVisible();
  await writeReply(page, "Den andre");
  await replyField(page).blur();
  await expect.poll(() => kari.rows("SELECT text FROM drafts WHERE sent = 0")).toEqual([{ text: "Den andre" }]);
  await undo(page).click();
  await expect(page.getByText(text("undo.draftOpen"))).toBeVisible();
  await expect(replyField(page)).toHaveValue("Den andre");
  expect(kari.messages("Den første")).toHaveLength(1);
});

test("a new answer that is not saved yet is kept too", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource: .*503/);
  const kari = await citizen("kari");
  await kari.hold(60, { method: "PUT", path: "/api/v1/drafts/*", after: 1, fault: { kind: "status", status: 503 } });
  const page = await kari.open(`samtale/${THREAD}`);
  await writeReply(page, "Den første");
  await sendButton(page, "Kari Nordmann").click();
  await expect(undo(page)).toBeVisible();
  await writeReply(page, "Den andre");
  await undo(page).click();
  await expect(page.getByText(text("undo.draftOpen"))).toBeVisible();
  await expect(replyField(page)).toHaveValue("Den andre");
  expect(kari.messages("Den første")).toHaveLength(1);
});

test("what is taken back does not come back with an answer that was on its way", async ({ citizen }) => {
  const kari = await citizen("kari");
  await kari.hold(60);
  const page = await kari.open(`samtale/${THREAD}`);
  await writeReply(page, "Sendt for fort");
  await sendButton(page, "Kari Nordmann").click();
  await expect(undo(page)).toBeVisible();
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  let looked = (): void => undefined;
  const looking = new Promise<void>((resolve) => (looked = resolve));
  await page.route(
    `**/api/v1/threads/${THREAD}`,
    async (route) => {
      const answer = await route.fetch();
      looked();
      await held;
      await route.fulfill({ response: answer });
    },
    { times: 1 },
  );
  kari.change(`UPDATE threads SET version = version + 1 WHERE id = '${THREAD}'`);
  await looking;
  await undo(page).click();
  await expect(replyField(page)).toHaveValue("Sendt for fort");
  const again = page.waitForResponse((answer) => answer.url().endsWith(`/threads/${THREAD}`));
  release();
  await again;
  await expect(replyField(page)).toHaveValue("Sendt for fort");
  await expect(messages(page).filter({ hasText: "Sendt for fort" })).toHaveCount(0);
  await page.waitForResponse((answer) => answer.url().endsWith(`/threads/${THREAD}`));
  await expect(messages(page).filter({ hasText: "Sendt for fort" })).toHaveCount(0);
});

test("whoever leaves and comes back within the time can still take it back", async ({ citizen }) => {
  const kari = await citizen("kari");
  await kari.hold(60);
  const page = await kari.open(`samtale/${THREAD}`);
  await writeReply(page, "Tenkte meg om");
  await sendButton(page, "Kari Nordmann").click();
  await expect(undo(page)).toBeVisible();
  await page.goto("/innboks/");
  await expect(threadRow(page, THREAD)).toContainText(text("delivery.sending"));
  await threadRow(page, THREAD).click();
  await undo(page).click();
  await expect(replyField(page)).toHaveValue("Tenkte meg om");
});
