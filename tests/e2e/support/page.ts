// Where things are, by role and name, as a citizen finds them.

import { expect, type Locator, type Page } from "@playwright/test";
import type { Citizen } from "./citizen.ts";
import { escaped, LANGUAGES, pattern, text, unreadCount, type Language } from "./texts.ts";

export const title = (page: Page): Locator => page.getByRole("heading", { level: 1 });

export const list = (page: Page): Locator => page.getByRole("list", { name: text("inbox.listLabel") });

export const rows = (page: Page): Locator => list(page).getByRole("link");

export const row = (page: Page, subject: string): Locator => rows(page).filter({ hasText: subject });

export const threadRow = (page: Page, id: string): Locator => rows(page).and(page.locator(`[href$="/samtale/${id}"]`));

export const messages = (page: Page): Locator => page.getByRole("article");

export const button = (page: Page, name: string): Locator => page.getByRole("button", { name, exact: true });

export const link = (page: Page | Locator, name: string): Locator => page.getByRole("link", { name, exact: true });

export const picker = (page: Page): Locator => page.getByRole("dialog", { name: text("person.title") });

/** Says that the inbox is closed, and why. */
export const closedInbox = (page: Page): Locator => page.getByRole("status").filter({ hasText: text("inbox.closed") });

export const replyField = (page: Page): Locator => page.getByRole("textbox", { name: text("reply.label") });

/** What the inbox says about kinds of messages that are hidden, with the way to why. */
export const whyInInbox = (page: Page): Locator => link(page.getByRole("main"), text("access.title"));

/** Opens a person's inbox through the picker, the app's own or the shell's. */
export async function switchTo(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: text("bar.person") }).click();
  await page.getByRole("dialog").getByRole("button", { name }).click();
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

export const searchField = (page: Page, language: Language = "nb"): Locator =>
  page.getByRole("searchbox", { name: text("search.field", {}, language), exact: true });

/** How much was found, as it is told. */
export const found = (page: Page): Locator => page.getByRole("search").getByRole("status", { includeHidden: true });

/** «3 treff». */
export function hits(count: number, language: Language = "nb"): string {
  if (count === 0) return text("search.hits.none", {}, language);
  return count === 1 ? text("search.hits.one", {}, language) : text("search.hits.other", { count }, language);
}

/** Looks for some words, and waits until it is told how much was found. */
export async function lookFor(page: Page, words: string): Promise<void> {
  await searchField(page).fill(words);
  await searchField(page).press("Enter");
  await expect(found(page)).not.toBeEmpty();
}

/** Opens the filters. */
export async function openFilters(page: Page): Promise<void> {
  const filters = page.getByRole("search").getByRole("button", { name: new RegExp(`^${text("filter.button")}`) });
  if ((await filters.getAttribute("aria-expanded")) === "false") await filters.click();
}

/** A filter that is on or off; the name may be followed by how many it would give. */
export const filterBox = (page: Page, name: string): Locator =>
  page.getByRole("search").getByRole("checkbox", { name: new RegExp(`^${escaped(name)}( \\(\\d+\\))?$`) });

export const senderChoice = (page: Page): Locator =>
  page.getByRole("search").getByRole("combobox", { name: text("filter.sender"), exact: true });

export const sortChoice = (page: Page): Locator =>
  page.getByRole("search").getByRole("combobox", { name: text("sort.label"), exact: true });

export const dayField = (page: Page, key: "filter.from" | "filter.to"): Locator =>
  page.getByRole("search").getByLabel(text(key), { exact: true });

/** The filters that are on, each with the button that takes it out. */
export const chips = (page: Page): Locator =>
  page.getByRole("list", { name: text("filter.chosen") }).getByRole("button", { name: pattern("filter.remove") });

export const chip = (page: Page, filter: string): Locator => button(page, text("filter.remove", { filter }));

/** The threads that are shown, in their order. */
export async function shownIds(page: Page): Promise<string[]> {
  const addresses = await rows(page).evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  return addresses.map((address) => address.replace(/^.*\/samtale\//, ""));
}

/** Something of the page has the focus, so that the keyboard goes on from there. */
export async function expectFocusKept(page: Page): Promise<void> {
  const focused = (): Promise<string> =>
    page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.localName ?? "nothing");
  await expect.poll(focused, { message: "what has the focus" }).not.toBe("nothing");
}

/** «3 uleste», beside which stands what can be done with them. */
export const unreadLine = (page: Page, count: number): Locator =>
  page
    .getByRole("main")
    .getByRole("paragraph")
    .filter({ hasText: new RegExp(`^${unreadCount(count)}`) });

/** What a screen reader is told, politely. */
export const announced = (page: Page): Locator => page.locator("[aria-live=polite]");

/** «Nye meldinger (2)»: what came and waits to be shown. */
export const newsButton = (page: Page): Locator => page.getByRole("button", { name: pattern("news.button") });

/** «Venter på deg (3)». */
export const waiting = (page: Page, language: Language = "nb"): Locator =>
  page.getByRole("region", { name: pattern("waits.title", language) });

/** Opens the inbox with all of its first page. */
export async function openList(citizen: Citizen): Promise<Page> {
  const page = await citizen.open();
  await expect(rows(page)).toHaveCount(50);
  return page;
}

/** Opens the app and waits until it listens: it does from a second after it came. */
export async function openListening(citizen: Citizen, path = ""): Promise<Page> {
  const listening = citizen.page.waitForResponse((answer) => answer.url().endsWith("/api/v1/events"));
  const page = await citizen.open(path);
  await listening;
  return page;
}

/** Where on the screen the rows that one sees stand, in pixels. */
export async function places(page: Page): Promise<Record<string, number>> {
  const all = await rows(page).evaluateAll((links) =>
    links.map((link) => [link.getAttribute("href"), link.getBoundingClientRect()] as const),
  );
  const height = await page.evaluate(() => innerHeight);
  const seen = all.filter(([, { top, bottom }]) => top >= 0 && bottom <= height);
  return Object.fromEntries(seen.map(([address, { top }]) => [address, Math.round(top)]));
}

/** Scrolls down to a row, and waits until that is done. */
export async function scrollTo(page: Page, index: number): Promise<void> {
  await rows(page)
    .nth(index)
    .evaluate((row) => row.scrollIntoView({ block: "center", behavior: "instant" }));
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0);
}

/** Opens what else can be done with a row. */
export async function rowActions(page: Page, subject: string): Promise<void> {
  await page.getByRole("button", { name: text("row.actions", { subject }) }).click();
}

/** Takes the page out of sight, or back, as another tab in front does. */
export async function turn(page: Page, visibility: "hidden" | "visible"): Promise<void> {
  await page.evaluate((visibility) => {
    Object.defineProperty(document, "visibilityState", { value: visibility, configurable: true });
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  }, visibility);
}

/** The picker says this of a person; then it is closed. */
export async function expectCard(page: Page, name: string, said: string | RegExp): Promise<void> {
  await page.getByRole("button", { name: text("bar.person") }).click();
  await expect(picker(page).getByRole("listitem").filter({ hasText: name })).toContainText(said);
  await page.keyboard.press("Escape");
  await expect(picker(page)).toHaveCount(0);
}
