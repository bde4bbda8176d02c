// Writing a new message, as a citizen does.

import { expect, type Locator, type Page } from "@playwright/test";
import { button, sendButton } from "./page.ts";
import { text, type Language } from "./texts.ts";

export const HEALTH_CONTACT = "Marit Sæbø Fjeldstad";
export const GP = "Ingunn Lyngstad";

export const subjectField = (page: Page, language: Language = "nb"): Locator =>
  page.getByRole("textbox", { name: text("compose.subject", {}, language), exact: true });

export const textField = (page: Page, language: Language = "nb"): Locator =>
  page.getByRole("textbox", { name: text("compose.text", {}, language), exact: true });

/** Chooses whom to write to, and comes to the form. */
export async function choose(page: Page, recipient: string | RegExp): Promise<void> {
  await page.getByRole("radio", { name: recipient }).check();
  await button(page, text("compose.continue")).click();
  await expect(subjectField(page)).toBeVisible();
}

/** Writes a new message and sends it as Kari. */
export async function send(page: Page, recipient: string, subject: string, words: string): Promise<void> {
  await choose(page, recipient);
  await subjectField(page).fill(subject);
  await textField(page).fill(words);
  await sendButton(page, "Kari Nordmann").click();
}
