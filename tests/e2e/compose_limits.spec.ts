// Longer than it may be, and what is wrong: told in time, and nothing is cut.

import { expect, test, type Page } from "./fixtures.ts";
import { choose, HEALTH_CONTACT, subjectField, textField } from "./support/compose.ts";
import { announced, button, expectSaved, messages, sendButton } from "./support/page.ts";
import { text } from "./support/texts.ts";

const SUBJECT = 200;
const TEXT = 10_000;
/** What is too long is refused as a draft too. */
const NOT_SAVED = /Failed to load resource: .*(413|422)/;

const room = (page: Page, count: number) =>
  page.getByRole("main").getByText(text("compose.left", { count }), { exact: true });
const over = (page: Page, count: number) =>
  page.getByRole("main").getByText(text("compose.over", { count }), { exact: true });
const tooLong = text("compose.textLong", { count: TEXT });

/** As a paste does it: all at once. */
async function paste(page: Page, words: string): Promise<void> {
  await textField(page).focus();
  await textField(page).evaluate((field, words) => {
    (field as HTMLTextAreaElement).setRangeText(words, 0, 0, "end");
    field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" }));
  }, words);
}

test("the room left is told near the end only, and read aloud once, not at each key", async ({
  citizen,
  guard,
  a11y,
}) => {
  guard.expectFault(NOT_SAVED);
  const kari = await citizen("kari");
  const page = await kari.open("skriv");
  await choose(page, HEALTH_CONTACT);
  await subjectField(page).fill("e".repeat(SUBJECT * 0.9 - 1));
  await expect(page.getByRole("main").getByText(/tegn igjen$/)).toHaveCount(0);
  const said: string[] = [];
  await page.exposeFunction("noteSaid", (words: string) => said.push(words));
  await announced(page).evaluate((region) => {
    const note = (window as unknown as { noteSaid(words: string): void }).noteSaid;
    new MutationObserver(() => note(region.textContent ?? "")).observe(region, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  });
  await subjectField(page).press("End");
  await subjectField(page).pressSequentially("12345");
  await expect(room(page, SUBJECT - (SUBJECT * 0.9 + 4))).toBeVisible();
  await expect(subjectField(page)).toHaveAccessibleDescription(text("compose.left", { count: 16 }));
  await subjectField(page).fill("e".repeat(SUBJECT + 3));
  await expect(over(page, 3)).toBeVisible();
  await expect(subjectField(page)).toHaveAccessibleDescription(text("compose.subjectLong", { count: SUBJECT }));
  await a11y(page);
  await expect
    .poll(() => said.filter((words) => / tegn /.test(words)))
    .toEqual([text("compose.left", { count: 20 }), text("compose.over", { count: 3 })]);
});

for (const [what, sign] of [
  ["letters", "å"],
  ["signs beyond the first plane", "😀"],
  ["a letter with its accent", "e\u0301"],
  ["an emoji of several parts", "👩🏽‍⚕️"],
  ["Hebrew with its vowels", "שָׁ"],
] as const) {
  test(`I am told of characters as I count them: ${what}`, async ({ citizen, guard }) => {
    guard.expectFault(NOT_SAVED);
    const kari = await citizen("kari");
    const page = await kari.open("skriv");
    await choose(page, HEALTH_CONTACT);
    const full = sign.repeat(TEXT);
    await subjectField(page).fill("Fullt");
    await paste(page, full);
    await expect(room(page, 0)).toBeVisible();
    await textField(page).blur();
    await expectSaved(page);
    await paste(page, "x");
    await expect(over(page, 1)).toBeVisible();
    await sendButton(page, "Kari Nordmann").click();
    await expect(textField(page)).toBeFocused();
    await expect(textField(page)).toHaveAccessibleDescription(tooLong);
    await textField(page).fill(full);
    await sendButton(page, "Kari Nordmann").click();
    await expect(messages(page)).toHaveCount(1);
    expect(
      kari.rows("SELECT length(json_extract(body, '$.text')) AS length FROM messages WHERE send_key NOT NULL"),
    ).toEqual([{ length: TEXT * [...sign].length }]);
  });
}

test("a megabyte that is pasted stands there whole, is said to be too long, and is not sent", async ({
  citizen,
  guard,
}) => {
  guard.expectFault(NOT_SAVED);
  const kari = await citizen("kari");
  const page = await kari.open("skriv");
  await choose(page, HEALTH_CONTACT);
  await subjectField(page).fill("Mye");
  await textField(page).fill("Først dette. ");
  await textField(page).blur();
  await expectSaved(page);
  const megabyte = "0123456789abcdef".repeat(65_536);
  await paste(page, megabyte);
  await expect(over(page, megabyte.length + "Først dette. ".length - TEXT)).toBeVisible();
  await expect(textField(page)).toHaveAccessibleDescription(tooLong);
  await sendButton(page, "Kari Nordmann").click();
  await expect(textField(page)).toBeFocused();
  await expect(textField(page)).toHaveValue(megabyte + "Først dette. ");
  await expect(page.getByText(text("draft.refused"))).toBeVisible();
  expect(kari.rows("SELECT count(*) AS sends FROM sends")).toEqual([{ sends: 0 }]);
  expect(kari.rows("SELECT text FROM drafts")).toEqual([{ text: "Først dette. " }]);
  await textField(page).fill("Kort nok.");
  await expect(textField(page)).toHaveAccessibleDescription("");
  await sendButton(page, "Kari Nordmann").click();
  await expect(messages(page).last()).toContainText("Kort nok.");
});

test("a field that is left empty says so when I go on, and all that is wrong is listed when I send", async ({
  citizen,
  a11y,
}) => {
  const kari = await citizen("kari");
  const page = await kari.open("skriv");
  await choose(page, HEALTH_CONTACT);
  await subjectField(page).focus();
  await expect(subjectField(page)).toHaveAccessibleDescription("");
  await page.keyboard.press("Tab");
  await expect(textField(page)).toBeFocused();
  await expect(subjectField(page)).toHaveAccessibleDescription(text("compose.subjectMissing"));
  await expect(textField(page)).toHaveAccessibleDescription("");
  await sendButton(page, "Kari Nordmann").click();
  await expect(subjectField(page)).toBeFocused();
  const wrong = page.getByRole("alert").filter({ hasText: text("compose.wrongTitle") });
  await expect(wrong.getByRole("listitem")).toHaveText([text("compose.subjectMissing"), text("compose.textMissing")]);
  await a11y(page);
  await button(page, text("compose.textMissing")).click();
  await expect(textField(page)).toBeFocused();
  await textField(page).fill("Nå står det noe her.");
  await expect(wrong).toHaveCount(0);
  await expect(subjectField(page)).toHaveAccessibleDescription(text("compose.subjectMissing"));
});
