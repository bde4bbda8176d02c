// Where things are, by role and name, as a citizen finds them.

import { expect, type Locator, type Page } from "@playwright/test";
import { LANGUAGES, text, type Language } from "./texts.ts";

export const title = (page: Page): Locator => page.getByRole("heading", { level: 1 });

export const list = (page: Page): Locator => page.getByRole("list", { name: text("inbox.listLabel") });

export const rows = (page: Page): Locator => list(page).getByRole("link");

export const row = (page: Page, subject: string): Locator => rows(page).filter({ hasText: subject });

export const threadRow = (page: Page, id: string): Locator =>
  rows(page).and(page.locator(`[href="/innboks/samtale/${id}"]`));

export const messages = (page: Page): Locator => page.getByRole("article");

export const button = (page: Page, name: string): Locator => page.getByRole("button", { name, exact: true });

export const link = (page: Page | Locator, name: string): Locator => page.getByRole("link", { name, exact: true });

export const picker = (page: Page): Locator => page.getByRole("dialog", { name: text("person.title") });

/** Says that the inbox is closed, and why. */
export const closedInbox = (page: Page): Locator => page.getByRole("status").filter({ hasText: text("inbox.closed") });

export const replyField = (page: Page): Locator => page.getByRole("textbox", { name: text("reply.label") });

/** What the inbox says about kinds of messages that are hidden, with the way to why. */
export const whyInInbox = (page: Page): Locator => link(page.getByRole("main"), text("access.title"));

/** Opens a person's inbox through the picker. */
export async function switchTo(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: text("bar.person") }).click();
  await picker(page).getByRole("button", { name }).click();
}

/** Begins an answer in the thread that is shown. */
export async function writeReply(page: Page, words: string): Promise<void> {
  await button(page, text("reply.button")).click();
  await replyField(page).fill(words);
}

export const sendButton = (page: Page, name: string): Locator => button(page, text("send.button", { name }));

export const sendOnBehalf = (page: Page, name: string): Locator => button(page, text("send.buttonBehalf", { name }));

/** The draft is safe on the server. */
export async function expectSaved(page: Page): Promise<void> {
  const [before] = text("draft.saved").split("{time}");
  await expect(page.getByText(before ?? "")).toBeVisible();
}

/** Chooses another language in the bar. */
export async function chooseLanguage(page: Page, from: Language, to: Language): Promise<void> {
  const choice = page.getByRole("combobox", { name: text("bar.language", {}, from), exact: true });
  await choice.selectOption(LANGUAGES[to]);
}

/** Presses Tab until `target` has the focus. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  const hasFocus = (): Promise<boolean> =>
    target.evaluate((element) => (element.getRootNode() as ShadowRoot).activeElement === element);
  for (let presses = 0; presses < 160; presses++) {
    if (await hasFocus()) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("Tab never came there");
}
