// What a reader does with threads for themself alone: read, unread, put away.

import type { Locator, Page } from "@playwright/test";
import type { Citizen } from "./citizen.ts";
import type { Row } from "./database.ts";
import { threadRow } from "./page.ts";
import { text } from "./texts.ts";
import type { ThreadSummary } from "./wire.ts";

/** «Ulest» in a row. */
export const mark = (page: Page, id: string): Locator =>
  threadRow(page, id).getByText(text("inbox.unread"), { exact: true });
/** What was done, as it is said in the page. */
export const status = (page: Page): Locator => page.getByRole("main").getByRole("status");
/** «Vil du markere alle meldinger som lest?» */
export const question = (page: Page): Locator => page.getByRole("dialog", { name: text("readAll.title") });

/** The first thread of the list that is unread, or not. */
export async function firstThat(citizen: Citizen, is: { unread: boolean }, person = "p-kari"): Promise<ThreadSummary> {
  const found = (await citizen.threads(person)).find(({ unread }) => unread === is.unread);
  if (!found) throw new Error("The seed has no such thread");
  return found;
}

/** What the database holds of who has read a thread. */
export const reads = (citizen: Citizen, thread: string): Row[] =>
  citizen.rows(`SELECT user_id, up_to, put_away FROM reads WHERE thread_id = '${thread}' ORDER BY user_id`);
