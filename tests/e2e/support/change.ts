// Changes of what one may see, made as another system would while the app is open, and what the page makes of them.

import { expect, type Locator, type Page } from "@playwright/test";
import type { Citizen } from "./citizen.ts";
import { title } from "./page.ts";
import { text } from "./texts.ts";

/** A person's level of access. */
export const consent = (person: string, level: string): string =>
  `UPDATE persons SET consent_level = '${level}' WHERE id = '${person}'`;

/** A person's consent to an archive. */
export const archive = (person: string, is: boolean): string =>
  `UPDATE persons SET archive_consent = ${Number(is)} WHERE id = '${person}'`;

/** What the page tells those who listen. */
export const announced = (page: Page): Locator => page.locator("[aria-live=polite]");

/** The page has heard of a change, and the reader was told. */
export async function expectTold(page: Page): Promise<void> {
  await expect(announced(page)).toHaveText(text("access.changed"));
  await expect(title(page)).toBeFocused();
}

/** The page listens from a second after it came: what happens before is told when it does. */
export async function openListening(citizen: Citizen, path = ""): Promise<Page> {
  const listening = citizen.page.waitForResponse((answer) => answer.url().endsWith("/api/v1/events"));
  const page = await citizen.open(path);
  await listening;
  return page;
}
