// What is asked for when one searches or filters, and what is said when nothing is found.

import type { Locator, Page } from "@playwright/test";
import { text } from "./texts.ts";
import type { Asked } from "./watch.ts";

/** Where the page searches and filters. */
export const SEARCH = "/api/v1/threads/search";

const LIST = /^\/api\/v1\/threads(\?|$)/;

/** Calls that look for words or by filters. */
export const searches = (asked: Asked[]): Asked[] => asked.filter(({ path }) => path === SEARCH);

/** Calls for a list; one about threads that changed names those, and is none. */
export const listCalls = (asked: Asked[]): Asked[] =>
  asked.filter(({ path, body }) => LIST.test(path) || (path === SEARCH && !body.includes('"threads"')));

/** Marks around what turns the direction keep it from turning our own words. */
const within = (words: string): string => (/[\u202A-\u202E]/.test(words) ? `\u2068${words}\u2069` : words);

/** «Ingen treff på …», with what was looked for. */
export const noHits = (page: Page, words: string): Locator =>
  page.getByRole("heading", { name: text("search.noneFor", { text: within(words) }), exact: true });
