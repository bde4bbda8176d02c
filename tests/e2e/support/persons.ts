// Those one may act for, in the picker and on the overview.

import { expect, type Locator, type Page } from "@playwright/test";
import type { Citizen } from "./citizen.ts";
import { quoted } from "./database.ts";
import { picker, title } from "./page.ts";
import { text } from "./texts.ts";

/** Everyone on the overview. */
export const listed = (page: Page): Locator => page.getByRole("main").getByRole("listitem");

/** The field that finds a person among many. */
export const search = (within: Page | Locator): Locator =>
  within.getByRole("searchbox", { name: text("person.search"), exact: true });

/** What is read aloud about a search. */
export const told = (within: Page | Locator): Locator => within.getByRole("status");

/** Lets Kari act for these as well, who have given her powers of attorney. */
export function mayActFor(kari: Citizen, ...names: string[]): void {
  const statements = names.map((name) => {
    const id = quoted(`p-${name.toLowerCase().replace(/\W+/g, "-")}`);
    return `INSERT INTO persons (id, name, age_band, consent_level, archive_consent, archive_terms_accepted, services)
        SELECT ${id}, ${quoted(name)}, age_band, consent_level, archive_consent, archive_terms_accepted, services
        FROM persons WHERE id = 'p-ola';
      INSERT INTO representations (user_id, person_id, position, relation, power_of_attorney)
        SELECT 'kari', ${id}, max(position) + 1, 'powerOfAttorney',
               '{"kind":"ordinary","serviceAreas":[3],"validTo":"2099-01-31"}'
        FROM representations WHERE user_id = 'kari'`;
  });
  kari.change(`BEGIN; ${statements.join(";\n")}; COMMIT`);
}

/** Opens the picker in the bar. */
export async function openPicker(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: text("bar.person") }).click();
  await expect(picker(page)).toBeVisible();
  return picker(page);
}

/** Opens the overview by its address. */
export async function openOverview(citizen: Citizen): Promise<Page> {
  const page = await citizen.open("personer");
  await expect(title(page)).toHaveText(text("person.allTitle"));
  return page;
}

/** What is new with a person, and what waits. */
export type Counted = { id: string; unread: number; waiting: number };

/** What is counted with each person. */
export type Counts = Record<string, { unread: number; waiting: number }>;

/** From now on the server counts like this; whom it does not name stands as it was. */
export async function countAs(page: Page, counts: Counts): Promise<void> {
  await page.unroute("**/api/v1/unread");
  await page.route("**/api/v1/unread", async (route) => {
    const answer = await route.fetch();
    const { persons } = (await answer.json()) as { persons: Counted[] };
    const changed = persons.map((person) => ({ ...person, ...counts[person.id] }));
    await route.fulfill({ response: answer, json: { persons: changed } });
  });
}
