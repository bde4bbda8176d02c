// A page that listens to what happens elsewhere.

import { expect, type Page } from "@playwright/test";
import type { Citizen } from "./citizen.ts";
import { openListening, rows } from "./page.ts";
import { listen } from "./watch.ts";

/** An inbox as it is when one has just come, with the page listening. */
export async function openInbox(citizen: Citizen): Promise<Page> {
  const page = await openListening(citizen);
  await expect(rows(page)).toHaveCount(50);
  // What is unread may stand in the heading and in the picker, and never where others see the window.
  expect(await page.title()).not.toMatch(/\d/);
  return page;
}

/** The page has heard that something happened, and asks how much is unread. */
export const heard = (page: Page): Promise<unknown> =>
  page.waitForResponse((answer) => answer.url().endsWith("/api/v1/unread"));

/** Nothing more is asked for. */
export async function quiet(page: Page): Promise<void> {
  await page.waitForLoadState("domcontentloaded");
  const asked = listen(page);
  for (let before = -1; before !== asked.length;) {
    before = asked.length;
    await page.waitForTimeout(1_000);
  }
}
