import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { answers, closeAnswers, receipts, storedAnswers, way } from "./support/appointments.ts";
import { button, chooseLanguage, link, openListening, sendButton, sendOnBehalf, tabTo } from "./support/page.ts";
import { text } from "./support/texts.ts";

const FREE = "t-solveig-01";
const LATE = "t-solveig-03";
const SOLVEIG = "Solveig Svarer";
const POST = { method: "POST", path: "/api/v1/threads/*/appointment-answers", times: 1 };

const field = (page: Page) => answers(page).getByRole("textbox", { name: text("answer.text") });
const messageField = (page: Page) => answers(page).getByRole("textbox", { name: text("answer.messageText") });
const accept = (page: Page) =>
  answers(page).getByRole("checkbox", { name: text("answer.acceptFee", { amount: "1053" }) });

test("another time is asked for with wishes, once though the button is double-clicked, and there is a receipt", async ({
  citizen,
}) => {
  const solveig = await citizen("solveig");
  const page = await solveig.open(`samtale/${FREE}`);
  await way(page, "answer.otherTime").check();
  await answers(page).getByRole("checkbox", { name: "tirsdag" }).check();
  await answers(page).getByRole("checkbox", { name: "torsdag" }).check();
  await answers(page)
    .getByRole("checkbox", { name: text("answer.morning") })
    .check();
  await answers(page).getByLabel(text("answer.notBefore")).fill("2027-01-11");
  await field(page).fill("Jeg er på reise den uken.");
  await sendButton(page, SOLVEIG).dblclick();
  const receipt = receipts(page);
  await expect(receipt).toHaveCount(1);
  await expect(receipt).toContainText(text("answer.gaveOtherTime"));
  await expect(receipt).toContainText("tirsdag, torsdag. Før kl. 11. Tidligst 11. januar 2027");
  await expect(receipt).toContainText("Jeg er på reise den uken.");
  await expect(receipt).toContainText(text("delivery.receivedByJournal"));
  const [stored] = solveig.rows(`SELECT wishes, kind, accepted_fee FROM appointment_answers`);
  expect(JSON.parse(String(stored?.["wishes"]))).toEqual({
    weekdays: ["tuesday", "thursday"],
    partsOfDay: ["morning"],
    notBefore: "2027-01-11",
    notAfter: null,
  });
  expect(solveig.rows(storedAnswers(FREE))).toHaveLength(1);
  await expect(way(page, "answer.otherTime")).toHaveCount(0);
  await page.reload();
  await expect(receipt).toHaveCount(1);
});

test("a cancelled appointment leaves only a message to send", async ({ citizen }) => {
  const solveig = await citizen("solveig");
  const page = await solveig.open(`samtale/${FREE}`);
  await way(page, "answer.cancel").check();
  await sendButton(page, SOLVEIG).click();
  await expect(receipts(page)).toContainText(text("answer.gaveCancel"));
  await expect(answers(page).getByRole("radio")).toHaveCount(1);
  await way(page, "answer.message").check();
  await messageField(page).fill("Takk for hjelpen.");
  await sendButton(page, SOLVEIG).click();
  await expect(receipts(page)).toHaveCount(2);
  expect(solveig.rows(storedAnswers(FREE)).map(({ kind }) => kind)).toEqual(["cancel", "message"]);
});

test("after the limit the fee is told and accepted before an answer can go, and the number stands beside", async ({
  citizen,
}) => {
  const solveig = await citizen("solveig");
  const page = await solveig.open(`samtale/${LATE}`);
  await expect(page.getByRole("status").filter({ hasText: "1053 kroner" })).toBeVisible();
  await expect(link(answers(page), "22 00 01 72")).toHaveAttribute("href", "tel:+4722000172");
  await way(page, "answer.cancel").check();
  await sendButton(page, SOLVEIG).click();
  await expect(page.getByRole("alert")).toContainText(text("answer.wrongFee"));
  expect(solveig.rows(storedAnswers(LATE))).toEqual([]);
  await accept(page).check();
  await expect(page.getByRole("alert")).toHaveCount(0);
  await sendButton(page, SOLVEIG).click();
  await expect(receipts(page)).toContainText(text("answer.gaveFee", { amount: "1053" }));
  expect(solveig.rows(storedAnswers(LATE))).toEqual([
    { kind: "cancel", text: "", accepted_fee: 105300, user_id: "solveig", on_behalf_of: null },
  ]);
});

test("a message about the appointment never costs anything", async ({ citizen }) => {
  const solveig = await citizen("solveig");
  const page = await solveig.open(`samtale/${LATE}`);
  await way(page, "answer.message").check();
  await expect(accept(page)).toHaveCount(0);
  await messageField(page).fill("Hvor parkerer jeg?");
  await sendButton(page, SOLVEIG).click();
  await expect(receipts(page)).toContainText("Hvor parkerer jeg?");
  const [stored] = solveig.rows(storedAnswers(LATE));
  expect(stored).toMatchObject({ kind: "message", accepted_fee: null });
});

test("nothing is sent before it is whole, and the page says what is missing", async ({ citizen }) => {
  const solveig = await citizen("solveig");
  const page = await solveig.open(`samtale/${FREE}`);
  const alert = page.getByRole("alert");
  await sendButton(page, SOLVEIG).click();
  await expect(alert).toHaveText(text("answer.wrongKind"));
  await way(page, "answer.message").check();
  await sendButton(page, SOLVEIG).click();
  await expect(alert).toHaveText(text("answer.wrongText"));
  await way(page, "answer.otherTime").check();
  await answers(page).getByLabel(text("answer.notBefore")).fill("2027-01-12");
  await answers(page).getByLabel(text("answer.notAfter")).fill("2027-01-11");
  await sendButton(page, SOLVEIG).click();
  await expect(alert).toHaveText(text("answer.wrongDays"));
  expect(solveig.rows(storedAnswers(FREE))).toEqual([]);
});

test("an answer whose receipt is lost is sent again without being stored twice", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource: net::ERR_/);
  const solveig = await citizen("solveig");
  await solveig.scenario({ ...POST, fault: { kind: "lostAnswer" } });
  const page = await solveig.open(`samtale/${FREE}`);
  await way(page, "answer.cancel").check();
  await field(page).fill("Jeg er frisk igjen.");
  await sendButton(page, SOLVEIG).click();
  await expect(page.getByText(text("send.uncertain"))).toBeVisible();
  await expect(field(page)).not.toBeEditable();
  await sendButton(page, SOLVEIG).click();
  await expect(receipts(page)).toHaveCount(1);
  expect(solveig.rows(storedAnswers(FREE))).toHaveLength(1);
});

test("an answer that surely did not go says so, and nothing that was written is lost", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource: .*429/);
  const solveig = await citizen("solveig");
  await solveig.scenario({ ...POST, fault: { kind: "status", status: 429, retryAfter: 1 } });
  const page = await solveig.open(`samtale/${FREE}`);
  await way(page, "answer.cancel").check();
  await field(page).fill("Jeg er frisk igjen.");
  await sendButton(page, SOLVEIG).click();
  await expect(page.getByRole("alert")).toContainText(text("delivery.failed"));
  await expect(field(page)).toHaveValue("Jeg er frisk igjen.");
  await sendButton(page, SOLVEIG).click();
  await expect(receipts(page)).toHaveCount(1);
});

test("a letter that the hospital closes while one writes takes no answer, says why, and keeps the text", async ({
  citizen,
}) => {
  const solveig = await citizen("solveig");
  const page = await openListening(solveig, `samtale/${FREE}`);
  await way(page, "answer.cancel").check();
  await field(page).fill("Kan jeg avlyse?");
  solveig.change(closeAnswers(FREE));
  await expect(page.getByText(text("reason.answerClosed"))).toBeVisible();
  await expect(page.getByRole("textbox", { name: text("kept.title") })).toHaveValue("Kan jeg avlyse?");
  await expect(answers(page).getByRole("radio")).toHaveCount(0);
  await expect(sendButton(page, SOLVEIG)).toHaveCount(0);
});

test("a letter that was closed a moment before it is answered says so", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource: .*403/);
  const solveig = await citizen("solveig");
  await solveig.scenario({ path: "/api/v1/events", fault: { kind: "status", status: 403 } });
  const page = await solveig.open(`samtale/${FREE}`);
  await way(page, "answer.cancel").check();
  solveig.change(closeAnswers(FREE));
  await sendButton(page, SOLVEIG).click();
  await expect(page.getByText(text("reason.answerClosed"))).toBeVisible();
  expect(solveig.rows(storedAnswers(FREE))).toEqual([]);
});

test("what another tab answered is not answered again", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource: .*40[39]/);
  const solveig = await citizen("solveig");
  await solveig.scenario({ path: "/api/v1/events", fault: { kind: "status", status: 403 } });
  const page = await solveig.open(`samtale/${FREE}`);
  await way(page, "answer.otherTime").check();
  const other = await solveig.tab(`samtale/${FREE}`);
  await way(other, "answer.cancel").check();
  await sendButton(other, SOLVEIG).click();
  await expect(receipts(other)).toHaveCount(1);
  await sendButton(page, SOLVEIG).click();
  await expect(receipts(page)).toContainText(text("answer.gaveCancel"));
  expect(solveig.rows(storedAnswers(FREE)).map(({ kind }) => kind)).toEqual(["cancel"]);
});

test("what is written to a hospital survives a look at another page, and leaving it asks first", async ({
  citizen,
}) => {
  const trond = await citizen("trond");
  const page = await trond.open();
  await page.getByRole("button", { name: text("bar.person") }).click();
  await page.getByRole("dialog").getByRole("button", { name: SOLVEIG }).click();
  await link(page.getByRole("main"), text("inbox.title"))
    .or(page.getByRole("list", { name: text("inbox.listLabel") }))
    .first()
    .waitFor();
  await page.getByRole("link", { name: "skjoldbruskkjertelen" }).first().click();
  await way(page, "answer.cancel").check();
  await field(page).fill("Solveig er syk.");
  await page.goBack();
  await page.goForward();
  await expect(field(page)).toHaveValue("Solveig er syk.");
  await page.getByRole("button", { name: text("bar.person") }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Trond Trofast" }).click();
  await expect(page.getByRole("dialog", { name: text("leave.title") })).toBeVisible();
  await button(page, text("leave.stay")).click();
  await sendOnBehalf(page, SOLVEIG).click();
  await expect(receipts(page)).toContainText("Solveig er syk.");
  expect(trond.rows(storedAnswers(FREE))).toEqual([
    { kind: "cancel", text: "Solveig er syk.", accepted_fee: null, user_id: "trond", on_behalf_of: SOLVEIG },
  ]);
});

test("a letter is answered by keyboard alone", async ({ citizen }) => {
  const solveig = await citizen("solveig");
  const page = await solveig.open(`samtale/${FREE}`);
  await tabTo(page, way(page, "answer.otherTime"));
  await page.keyboard.press("ArrowDown");
  await expect(way(page, "answer.cancel")).toBeChecked();
  await tabTo(page, field(page));
  await page.keyboard.type("Jeg kan ikke komme.");
  await tabTo(page, sendButton(page, SOLVEIG));
  await page.keyboard.press("Enter");
  await expect(receipts(page)).toContainText("Jeg kan ikke komme.");
});

test("a letter is answered in nynorsk and English too", async ({ citizen, a11y }) => {
  const solveig = await citizen("solveig");
  const page = await solveig.open(`samtale/${LATE}`);
  await chooseLanguage(page, "nb", "nn");
  await expect(answers(page, "nn").getByRole("radio", { name: text("answer.otherTime", {}, "nn") })).toBeVisible();
  await chooseLanguage(page, "nn", "en");
  const english = answers(page, "en");
  await english.getByRole("radio", { name: text("answer.otherTime", {}, "en") }).check();
  await expect(english.getByRole("checkbox", { name: "Tuesday" })).toBeVisible();
  await a11y(page);
});

test("where the answers cannot be fetched, the letter is shown and fetching can be tried again", async ({
  citizen,
  guard,
}) => {
  guard.expectFault(/Failed to load resource: .*500/);
  const solveig = await citizen("solveig");
  const rule = { ...POST, method: "GET", fault: { kind: "status" as const, status: 500 } };
  await solveig.scenario(rule);
  const page = await solveig.open(`samtale/${FREE}`);
  await expect(page.getByText(text("answer.failed"))).toBeVisible();
  await button(page, text("error.retry")).click();
  await expect(way(page, "answer.cancel")).toBeVisible();
});
