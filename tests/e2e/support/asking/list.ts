import { expect, type Locator, type Page } from "@playwright/test";
import type { Citizen } from "../citizen.ts";
import type { Row } from "../database.ts";
import { summary } from "../elsewhere.ts";
import { button, found, lookFor, rowActions, searchField, title, waiting } from "../page.ts";
import { text } from "../texts.ts";
import { dialogButton, listed, to, type Asking } from "./asking.ts";

/** A row that nobody touches otherwise. */
const ROW = "t-kari-11";
/** How much of the row and of all others Kari has read. */
const read = (upTo: number): string =>
  `INSERT OR IGNORE INTO reads (user_id, thread_id, up_to) VALUES ('kari', '${ROW}', 0);
   UPDATE reads SET up_to = ${upTo}, put_away = 0`;

/** Presses what can be done with a row, as long as the row is there. */
async function press(page: Page, citizen: Citizen, key: "mark.unread" | "putAway.do"): Promise<void> {
  const { subject } = await summary(citizen, "p-kari", ROW);
  if (!(await button(page, text(key)).isVisible())) await rowActions(page, subject);
  await button(page, text(key)).click();
}

/** What Kari did with the row, by the database. */
const didWith = (citizen: Citizen): Row[] =>
  citizen.rows(`SELECT up_to < 1000 AS unread, put_away FROM reads WHERE user_id = 'kari' AND thread_id = '${ROW}'`);

/** The list, and what is done with its rows. */
export const list: Record<string, Asking> = {
  getUnreadCounts: {
    ask: to("personer"),
    done: async (page) => {
      await expect(title(page)).toHaveText(text("person.allTitle"));
      await expect(page.getByText(text("person.countsFailed"))).toHaveCount(0);
    },
  },
  listThreads: { ask: to(""), done: listed },
  searchThreads: {
    from: "",
    ready: listed,
    ask: async (page) => {
      await searchField(page).fill("blodprøve");
      await searchField(page).press("Enter");
    },
    again: (page) => lookFor(page, "blodprøve"),
    done: async (page) => {
      await expect(found(page)).not.toBeEmpty();
      await listed(page);
    },
  },
  markAllRead: {
    prepare: read(0),
    from: "",
    ready: listed,
    ask: async (page) => {
      await button(page, text("readAll.button")).click();
      await dialogButton(page, text("readAll.yes")).click();
    },
    // What took effect all the same is told by the stream.
    again: async (page) => {
      // Each may go while one presses it, as soon as the stream has told.
      const press = (one: Locator): Promise<void> => one.click({ timeout: 3_000 }).catch(() => undefined);
      await press(button(page, text("readAll.button")));
      await press(dialogButton(page, text("readAll.yes")));
    },
    done: (page) => expect(button(page, text("readAll.button"))).toHaveCount(0),
  },
  listWaiting: {
    ask: to(""),
    done: async (page) => {
      await expect(waiting(page)).toBeVisible();
      await expect(page.getByText(text("waits.failed"))).toHaveCount(0);
    },
  },
  setReadState: {
    prepare: read(1_000),
    from: "",
    ready: listed,
    ask: (page, citizen) => press(page, citizen, "mark.unread"),
    again: async (page, citizen) => {
      if (!didWith(citizen)[0]?.["unread"]) await press(page, citizen, "mark.unread");
    },
    done: (_, citizen) => expect.poll(() => didWith(citizen)).toEqual([{ unread: 1, put_away: 0 }]),
  },
  setPutAway: {
    prepare: read(1_000),
    from: "",
    ready: listed,
    ask: (page, citizen) => press(page, citizen, "putAway.do"),
    again: async (page, citizen) => {
      if (!didWith(citizen)[0]?.["put_away"]) await press(page, citizen, "putAway.do");
    },
    done: (_, citizen) => expect.poll(() => didWith(citizen)).toEqual([{ unread: 0, put_away: 1 }]),
  },
};
