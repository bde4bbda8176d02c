import { test as playwright, type BrowserContext, type BrowserContextOptions, type Page } from "@playwright/test";
import { a11y, violations } from "./support/axe.ts";
import { Citizen, type LogIn } from "./support/citizen.ts";
import { Guard } from "./support/guard.ts";
import { ALONE } from "./support/servers.ts";

export { expect, type Locator, type Page } from "@playwright/test";

/** What a project, or a file, may choose. */
export type Choices = {
  /** Base path of the app, which says what surrounds it. */
  base: string;
};

type Fixtures = {
  /** Fails the test on what must never happen. */
  guard: Guard;
  /** A browser of its own, watched, and checked by axe when the test ends. */
  browserOf: (options?: BrowserContextOptions) => Promise<BrowserContext>;
  /** Logs in as a persona, in a new world or in one that is there. */
  citizen: (persona: string, how?: LogIn & { browser?: BrowserContextOptions }) => Promise<Citizen>;
  /** Checks a page by axe in the middle of a test. */
  a11y: (page: Page) => Promise<void>;
  /** A page of somebody who is not logged in. */
  visitor: (options?: BrowserContextOptions) => Promise<Page>;
};

export const test = playwright.extend<Choices & Fixtures>({
  base: [ALONE, { option: true }],
  guard: [
    async ({ baseURL }, use) => {
      const guard = new Guard(baseURL ?? "");
      await use(guard);
      if (guard.problems.length) throw new Error(guard.problems.join("\n"));
    },
    { auto: true },
  ],
  browserOf: async ({ browser, guard }, use, info) => {
    const contexts: [BrowserContext, BrowserContextOptions][] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext(options);
      contexts.push([context, options]);
      await guard.watch(context);
      return context;
    });
    for (const [context, { javaScriptEnabled = true }] of contexts) {
      const isChecked = javaScriptEnabled && info.status === info.expectedStatus;
      for (const page of isChecked ? context.pages().filter(isShown) : []) {
        guard.problems.push(...(await violations(page, info)).map((found) => `axe at the end: ${found}`));
      }
      await context.close();
    }
  },
  citizen: async ({ browserOf, base }, use) => {
    await use(async (persona, { browser = {}, ...how } = {}) =>
      Citizen.logIn(await browserOf(browser), persona, how, base),
    );
  },
  // Playwright reads this pattern: it names the fixtures needed, here none.
  a11y: async ({}, use, info) => {
    await use((page) => a11y(page, info));
  },
  visitor: async ({ browserOf }, use) => {
    await use(async (options) => (await browserOf(options)).newPage());
  },
});

/** Has the test used this page? */
const isShown = (page: Page): boolean => page.url() !== "about:blank";
