// The end of a session, and logging in again.

import { expect, type Locator, type Page } from "@playwright/test";
import type { Citizen } from "./citizen.ts";
import { button, link, title } from "./page.ts";
import { pattern, text } from "./texts.ts";

/** «Du blir snart logget ut». */
export const warning = (page: Page): Locator => page.getByRole("dialog", { name: text("session.title") });

/** The session ends on the server, as when another program ends it. */
export async function endSession(citizen: Citizen): Promise<void> {
  const answer = await citizen.write("POST", "/logout", "", undefined);
  expect(answer.status()).toBe(200);
  citizen.forget();
}

/** The page says that the session is over, and nothing written stands in it. */
export async function expectOver(page: Page, ...words: string[]): Promise<void> {
  await expect(title(page)).toHaveText(text("loggedOut.overTitle"));
  const shown = await page.evaluate(() => {
    const root = document.querySelector("hn-webcomp-innboks")?.shadowRoot;
    const fields = [...(root?.querySelectorAll("textarea, input") ?? [])].map(
      (field) => (field as HTMLInputElement).value,
    );
    return [root?.innerHTML ?? "", document.documentElement.outerHTML, ...fields].join();
  });
  expect([...words, "Nordmann"].filter((word) => shown.includes(word))).toEqual([]);
}

/** Follows «Logg inn», which opens another tab, and logs in there. */
export async function logInAgain(citizen: Citizen, page: Page, persona = "kari"): Promise<Page> {
  const opened = citizen.context.waitForEvent("page");
  await link(page, text("loggedOut.newTab")).click();
  const tab = await opened;
  await expect(tab).toHaveURL(/\/login\?returnTo=/);
  // Its buttons log in to the world that everyone shares.
  await citizen.logInAs(persona);
  await tab.goto("/innboks/");
  await expect(button(tab, text("bar.logOut"))).toBeVisible();
  return tab;
}

/** «Utkast lagret klokken 12:03», told when it happens. */
export const savedLine = (page: Page): Locator => page.getByRole("status").filter({ hasText: pattern("draft.saved") });
