// A long thread that a test writes itself.

import type { Page } from "@playwright/test";
import type { Citizen } from "./citizen.ts";
import { addLetters } from "./letters.ts";

/** What its messages say. */
export const LONG = Array.from({ length: 8 }, (_, at) => `Melding nummer ${at + 1}.`);

/** These very words, as they stand in the page. */
export const said = (page: Page, words: string) => page.getByText(words, { exact: true });

/** A letter to Kari of which she has read the first messages. */
export function addRead(citizen: Citizen, upTo: number, texts = LONG): void {
  addLetters(citizen, { id: "t-x", subject: "Lang samtale", texts, file: "svar.pdf", daysAgo: 0, isRead: true });
  citizen.change(`UPDATE reads SET up_to = ${upTo} WHERE thread_id = 't-x'`);
}
