// From the list to a sent message by keyboard alone, and as a screen reader tells it.

import { expect, test } from "./fixtures.ts";
import { HEALTH_CONTACT, subjectField, textField } from "./support/compose.ts";
import { button, link, messages, rows, sendButton, tabTo, title } from "./support/page.ts";
import { ScreenReader } from "./support/screen_reader.ts";
import { text } from "./support/texts.ts";

test("by keyboard alone I come from the list to a sent message, and take it back", async ({ citizen }) => {
  const kari = await citizen("kari");
  await kari.hold(60);
  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  await tabTo(page, link(page, text("compose.title")));
  await page.keyboard.press("Enter");
  await expect(title(page)).toBeFocused();
  await expect(title(page)).toHaveText(text("compose.title"));
  const first = page.getByRole("radio").first();
  await expect(first).toBeVisible();
  await tabTo(page, button(page, text("compose.continue")));
  await page.keyboard.press("Enter");
  // Nothing is chosen: the first choice has the focus.
  await expect(first).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("radio", { name: HEALTH_CONTACT })).toBeChecked();
  await tabTo(page, button(page, text("compose.continue")));
  await page.keyboard.press("Enter");
  await expect(subjectField(page)).toBeVisible();
  await tabTo(page, subjectField(page));
  await page.keyboard.type("Med tastatur");
  await page.keyboard.press("Tab");
  await expect(textField(page)).toBeFocused();
  await page.keyboard.type("Alt er skrevet uten mus.");
  await tabTo(page, sendButton(page, "Kari Nordmann"));
  await page.keyboard.press("Enter");
  await expect(messages(page).last()).toContainText("Alt er skrevet uten mus.");
  await expect(title(page)).toBeFocused();
  await tabTo(page, button(page, text("undo.button")));
  await page.keyboard.press("Enter");
  await expect(textField(page)).toHaveValue("Alt er skrevet uten mus.");
});

test("a screen reader tells the warning first, then each recipient, and how the message goes", async ({
  citizen,
  guard,
}) => {
  const kari = await citizen("kari");
  await kari.hold(60);
  const page = await kari.open("skriv");
  await expect(page.getByRole("radio").first()).toBeVisible();
  const reader = await ScreenReader.start(page, guard);
  const way = await reader.readUntil(HEALTH_CONTACT);
  const at = (words: string): number => way.findIndex((phrase) => phrase.includes(words));
  const order = [
    text("compose.urgentTitle"),
    "116 117",
    "113",
    text("compose.urgentSurgery"),
    text("compose.chooseRecipient"),
    text("topic.contactSurgery"),
    text("topic.eConsultation"),
    HEALTH_CONTACT,
  ].map(at);
  expect(order, way.join(" | ")).toEqual([...order].sort((one, other) => one - other));
  expect(order).not.toContain(-1);

  await page.getByRole("radio", { name: HEALTH_CONTACT }).check();
  await button(page, text("compose.continue")).click();
  await expect(textField(page)).toBeVisible();
  await reader.forget();
  await subjectField(page).focus();
  await reader.expectSaid(`textbox, ${text("compose.subject")}, required`);
  await textField(page).focus();
  const missing = text("compose.subjectMissing");
  await expect.poll(async () => (await reader.said()).join()).toContain(`assertive: ${missing}`);
  await subjectField(page).fill("Opplest");
  await textField(page).fill("Slik høres det ut.");
  await reader.forget();
  await sendButton(page, "Kari Nordmann").click();
  await reader.expectSaid(`heading, Opplest, level 1`);
  const undoable = new RegExp(`polite: ${text("undo.left", { time: "\\d+ sekunder" })}`);
  await expect.poll(async () => (await reader.said()).join("\n")).toMatch(undoable);
  await button(page, text("undo.button")).click();
  await reader.expectSaid(`polite: ${text("undo.done")}`);
});
