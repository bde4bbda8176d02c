// What became of one's own message: why it did not arrive, and the same message once more.

import { expect, test, type Locator, type Page } from "./fixtures.ts";
import type { Citizen } from "./support/citizen.ts";
import { button, expectFocusKept, messages, openListening, switchTo, tabTo, threadRow } from "./support/page.ts";
import { text, type TextKey } from "./support/texts.ts";

const FAILED = "t-solveig-23";
const WORDS = "Ja takk, jeg vil gjerne ha ny henvisning. Skulderen er ikke helt bra ennå.";
const SENDS = { method: "POST", path: "/api/v1/sends" };
/** Nobody hears of what happens meanwhile. */
const DEAF = { path: "/api/v1/events", fault: { kind: "abort" } } as const;

const failed = (page: Page): Locator => messages(page).last();
const again = (page: Page): Locator => button(page, text("delivery.retry"));

/** The message and its sends, as they are stored. */
const stored = (solveig: Citizen): unknown => ({
  messages: solveig.messages(WORDS).length,
  sends: solveig.rows(`SELECT s.id FROM sends s JOIN messages m ON m.id = s.message_id WHERE m.thread_id = '${FAILED}'`)
    .length,
  state: solveig.rows(`SELECT state FROM messages WHERE thread_id = '${FAILED}' AND from_kind = 'citizen'`)[0]?.[
    "state"
  ],
});

const refusals: [thread: string, why: TextKey][] = [
  ["t-solveig-24", "rejection.notPatientThere"],
  ["t-solveig-25", "rejection.recipientClosed"],
  ["t-solveig-26", "rejection.unreadable"],
  ["t-solveig-27", "rejection.other"],
];
for (const [thread, why] of refusals) {
  test(`a message that the journal refused says so, why, and what to do (${why})`, async ({ citizen }) => {
    const solveig = await citizen("solveig");
    const page = await solveig.open(`samtale/${thread}`);
    await expect(messages(page).last()).toContainText(text("delivery.rejectedByJournal"));
    await expect(messages(page).last()).toContainText(text(why));
    await expect(again(page)).toHaveCount(0);
  });
}

test("a message that was not sent is sent again as the same message, and is followed to the journal", async ({
  citizen,
}) => {
  const solveig = await citizen("solveig");
  expect(stored(solveig)).toEqual({ messages: 1, sends: 1, state: "failed" });
  const page = await openListening(solveig, `samtale/${FAILED}`);
  await expect(failed(page)).toContainText(text("delivery.failed"));
  await tabTo(page, again(page));
  await page.keyboard.press("Enter");
  await expect(failed(page)).toContainText(text("delivery.sent"));
  await expect(failed(page)).not.toContainText(text("delivery.failed"));
  await expect(again(page)).toHaveCount(0);
  await expectFocusKept(page);
  await expect(failed(page)).toContainText(text("delivery.receivedByJournal"));
  expect(stored(solveig)).toEqual({ messages: 1, sends: 1, state: "receivedByJournal" });
  await page.goBack();
  await page.goto("/innboks/");
  await expect(threadRow(page, FAILED)).not.toContainText(text("delivery.failed"));
});

test("while it is tried again the button says so, and another press sends nothing more", async ({ citizen }) => {
  const solveig = await citizen("solveig");
  await solveig.scenario({ ...SENDS, delayMs: 1_500 });
  const page = await solveig.open(`samtale/${FAILED}`);
  let sends = 0;
  page.on("request", (request) => (sends += Number(request.url().endsWith("/sends"))));
  await again(page).dblclick();
  const busy = button(page, text("send.sending"));
  await expect(busy).toBeDisabled();
  await expect(failed(page)).not.toContainText(text("delivery.failed"));
  await expect(failed(page)).toContainText(text("delivery.sent"));
  expect(sends).toBe(1);
});

for (const [what, fault] of [
  ["the answer is lost", { kind: "lostAnswer" }],
  ["the service fails", { kind: "status", status: 500 }],
] as const) {
  test(`when ${what}, nothing is said of what nobody knows, and one more press gives one message`, async ({
    citizen,
    guard,
  }) => {
    guard.expectFault(/Failed to load resource: (net::ERR_|.*500)/);
    const solveig = await citizen("solveig");
    await solveig.scenario(DEAF, { ...SENDS, times: 1, fault });
    const page = await solveig.open(`samtale/${FAILED}`);
    await again(page).click();
    await expect(failed(page)).toContainText(text("send.uncertain"));
    await expect(failed(page)).not.toContainText(text("delivery.failed"));
    await expect(failed(page)).not.toContainText(text("delivery.sent"));
    await again(page).click();
    await expect(failed(page)).not.toContainText(text("send.uncertain"));
    await expect(failed(page)).toContainText(text("delivery.sent"));
    expect(stored(solveig)).toMatchObject({ messages: 1, sends: 1 });
  });
}

test("a message that is refused once more still says that it was not sent, and can be tried again", async ({
  citizen,
  guard,
}) => {
  guard.expectFault(/Failed to load resource: .*(403|429)/);
  const solveig = await citizen("solveig");
  await solveig.scenario({ ...SENDS, times: 1, fault: { kind: "status", status: 403 } });
  const page = await solveig.open(`samtale/${FAILED}`);
  await again(page).click();
  await expect(failed(page).getByRole("alert")).toContainText(text("error.denied"));
  await expect(failed(page)).toContainText(text("delivery.failed"));
  expect(stored(solveig)).toEqual({ messages: 1, sends: 1, state: "failed" });
  await again(page).click();
  await expect(failed(page)).toContainText(text("delivery.sent"));
});

test("where nothing may be written any more, the reason stands in place of the button", async ({ citizen }) => {
  const solveig = await citizen("solveig");
  const page = await openListening(solveig, `samtale/${FAILED}`);
  await expect(again(page)).toBeVisible();
  solveig.change("UPDATE persons SET archive_consent = 0 WHERE id = 'p-solveig'");
  await expect(failed(page)).toContainText(text("reason.needsArchiveConsent"));
  await expect(again(page)).toHaveCount(0);
});

test("only who wrote a message can try it again; others are told so", async ({ citizen }) => {
  const trond = await citizen("trond");
  const page = await trond.open();
  await switchTo(page, "Solveig Svarer");
  await threadRow(page, FAILED).click();
  await expect(failed(page)).toContainText(text("delivery.failed"));
  await expect(failed(page)).toContainText(text("delivery.others"));
  await expect(again(page)).toHaveCount(0);
});
