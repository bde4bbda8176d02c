import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { answers, receipts, startsAt, storedAnswers, way } from "./support/appointments.ts";
import { sendButton } from "./support/page.ts";
import { pattern, text } from "./support/texts.ts";

const LETTER = "t-solveig-01";
const HOUR = 3_600_000;

const timer = (page: Page) => answers(page).getByRole("timer");
const late = (page: Page) =>
  answers(page)
    .getByRole("status")
    .filter({ hasText: pattern("answer.late") });
/** An appointment whose limit is so many milliseconds ahead. */
const limitIn = (ms: number): Date => new Date(Date.now() + 24 * HOUR + ms);

test("the limit for answering free of charge is counted down, and the fee after it is named", async ({ citizen }) => {
  const solveig = await citizen("solveig");
  solveig.change(startsAt(LETTER, limitIn(50 * HOUR + 30 * 60_000)));
  const page = await solveig.open(`samtale/${LETTER}`);
  await expect(timer(page)).toHaveText(text("answer.left", { left: "2 døgn 2 timer" }));
  await expect(answers(page)).toContainText(text("answer.feeAfter", { amount: "1053" }));
});

test("the countdown goes on by the minute while the page is open", async ({ citizen }) => {
  const solveig = await citizen("solveig", { lifetimeSeconds: 20_000 });
  solveig.change(startsAt(LETTER, limitIn(3 * HOUR + 30_000)));
  await solveig.page.clock.install({ time: Date.now() });
  const page = await solveig.open(`samtale/${LETTER}`);
  await expect(timer(page)).toHaveText(text("answer.left", { left: "3 timer" }));
  await page.clock.runFor(61_000);
  await expect(timer(page)).toHaveText(text("answer.left", { left: "2 timer 59 minutter" }));
  await page.clock.runFor(2 * HOUR);
  await expect(timer(page)).toHaveText(text("answer.left", { left: "59 minutter" }));
  await expect(page.locator("[aria-live=polite]")).toHaveText(text("answer.nearly"));
});

for (const days of [-1, 1]) {
  test(`the limit is the server's, though the reader's clock is wrong by ${days} day`, async ({ citizen }) => {
    const solveig = await citizen("solveig");
    solveig.change(startsAt(LETTER, limitIn(3 * HOUR + 30_000)));
    await solveig.page.clock.install({ time: Date.now() + days * 24 * HOUR });
    const page = await solveig.open(`samtale/${LETTER}`);
    await expect(timer(page)).toHaveText(text("answer.left", { left: "3 timer" }));
    await expect(late(page)).toHaveCount(0);
  });
}

test("when the limit passes while one writes, the fee is told, the text stays, and nothing goes without accepting", async ({
  citizen,
}) => {
  const solveig = await citizen("solveig");
  const page = await solveig.open();
  solveig.change(startsAt(LETTER, limitIn(6_000)));
  await solveig.open(`samtale/${LETTER}`);
  await way(page, "answer.cancel").check();
  const field = answers(page).getByRole("textbox", { name: text("answer.text") });
  await field.fill("Jeg rakk det nesten.");
  await expect(late(page)).toBeVisible({ timeout: 15_000 });
  await expect(field).toHaveValue("Jeg rakk det nesten.");
  await expect(timer(page)).toHaveCount(0);
  await sendButton(page, "Solveig Svarer").click();
  await expect(page.getByRole("alert")).toContainText(text("answer.wrongFee"));
  expect(solveig.rows(storedAnswers(LETTER))).toEqual([]);
  await answers(page)
    .getByRole("checkbox", { name: text("answer.acceptFee", { amount: "1053" }) })
    .check();
  await sendButton(page, "Solveig Svarer").click();
  await expect(receipts(page)).toContainText("Jeg rakk det nesten.");
});

test("a fee that the page did not know of is told, never taken", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource: .*4(03|22)/);
  const solveig = await citizen("solveig");
  await solveig.scenario({ path: "/api/v1/events", fault: { kind: "status", status: 403 } });
  const page = await solveig.open(`samtale/${LETTER}`);
  await way(page, "answer.cancel").check();
  // The hospital moves the appointment, and the page has not heard of it.
  solveig.change(startsAt(LETTER, limitIn(-HOUR)));
  await sendButton(page, "Solveig Svarer").click();
  await expect(late(page)).toBeVisible();
  expect(solveig.rows(storedAnswers(LETTER))).toEqual([]);
});
