// Appointment letters: where things are, and what the hospital changes meanwhile.

import type { Locator, Page } from "@playwright/test";
import { quoted } from "./database.ts";
import { text, type Language, type TextKey } from "./texts.ts";

/** What the letter is about. */
export const card = (page: Page, language: Language = "nb"): Locator =>
  page.getByRole("region", { name: text("letter.title", {}, language), exact: true });

/** What stands beside a name in it: «Når», «Hvor». */
export const fact = (page: Page, key: TextKey): Locator =>
  card(page)
    .getByRole("term")
    .filter({ hasText: text(key) })
    .locator("xpath=following-sibling::*[1]");

/** Where a letter is answered. */
export const answers = (page: Page, language: Language = "nb"): Locator =>
  page.getByRole("region", { name: text("answer.title", {}, language), exact: true });

/** A way to answer. */
export const way = (page: Page, key: TextKey): Locator =>
  answers(page).getByRole("radio", { name: text(key), exact: true });

/** The receipts of what was answered. */
export const receipts = (page: Page): Locator =>
  page.getByRole("region", { name: text("answer.given"), exact: true }).getByRole("listitem");

/** The hospital moves the appointment. */
export const startsAt = (thread: string, at: Date): string =>
  `UPDATE appointments SET starts_at = ${quoted(at.toISOString())}, ends_at = NULL WHERE thread_id = ${quoted(thread)}`;

/** The hospital takes no more answers. */
export const closeAnswers = (thread: string): string =>
  `UPDATE appointments SET answers_closed = 1 WHERE thread_id = ${quoted(thread)}`;

/** What the database holds of the answers to a letter. */
export const storedAnswers = (thread: string): string =>
  `SELECT kind, text, accepted_fee, user_id, on_behalf_of FROM appointment_answers
   WHERE thread_id = ${quoted(thread)} ORDER BY number`;
