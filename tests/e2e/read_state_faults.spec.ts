// Marking and putting away when the service fails: it is said, and nothing changes.

import { expect, test, type Page } from "./fixtures.ts";
import * as elsewhere from "./support/elsewhere.ts";
import { button, link, messages, rowActions, rows, threadRow, title, unreadLine } from "./support/page.ts";
import { firstThat, mark, question, reads, status } from "./support/read_state.ts";
import { text, type TextKey } from "./support/texts.ts";
import type { Fault, ThreadSummary } from "./support/wire.ts";

type Wish = {
  name: string;
  path: string;
  /** Is the thread put away before? */
  away?: boolean;
  do: (page: Page, thread: ThreadSummary) => Promise<void>;
};

const WISHES: Wish[] = [
  {
    name: "marking as unread in the list",
    path: "/api/v1/threads/*/read-state",
    do: async (page, { subject }) => {
      await rowActions(page, subject);
      await button(page, text("mark.unread")).click();
    },
  },
  {
    name: "marking as unread in the thread",
    path: "/api/v1/threads/*/read-state",
    do: async (page, { id }) => {
      await threadRow(page, id).click();
      await button(page, text("mark.unread")).click();
    },
  },
  {
    name: "putting away in the list",
    path: "/api/v1/threads/*/put-away",
    do: async (page, { subject }) => {
      await rowActions(page, subject);
      await button(page, text("putAway.do")).click();
    },
  },
  {
    name: "putting away in the thread",
    path: "/api/v1/threads/*/put-away",
    do: async (page, { id }) => {
      await threadRow(page, id).click();
      await button(page, text("putAway.do")).click();
    },
  },
  {
    name: "taking back",
    path: "/api/v1/threads/*/put-away",
    away: true,
    do: async (page, { subject }) => {
      await link(page, text("putAway.link")).click();
      await rowActions(page, subject);
      await button(page, text("putAway.takeBack")).click();
    },
  },
  {
    name: "marking all as read",
    path: "/api/v1/threads/read-all",
    do: async (page) => {
      await button(page, text("readAll.button")).click();
      await question(page)
        .getByRole("button", { name: text("readAll.yes") })
        .click();
    },
  },
];

const FAULTS: [string, Fault, TextKey][] = [
  ["answers with an error", { kind: "status", status: 500 }, "error.server"],
  ["cannot be reached", { kind: "abort" }, "error.network"],
];

for (const wish of WISHES) {
  for (const [what, fault, told] of FAULTS) {
    test(`${wish.name}: when the service ${what}, it is said, and nothing changes`, async ({ citizen, guard }) => {
      guard.expectFault(/Failed to load resource/);
      const kari = await citizen("kari");
      const thread = await firstThat(kari, { unread: false });
      if (wish.away) kari.change(elsewhere.putAway("kari", thread.id, true));
      const before = reads(kari, thread.id);
      const unread = await elsewhere.unreadOf(kari, "p-kari");
      const page = await kari.open();
      await expect(rows(page)).toHaveCount(50);
      await kari.scenario({ path: wish.path, fault });
      await wish.do(page, thread);
      await expect(page.getByRole("main").getByText(text(told))).toBeVisible();
      await expect(page.getByText(text("done.undo"))).toHaveCount(0);
      expect(reads(kari, thread.id)).toEqual(before);
      expect(await elsewhere.unreadOf(kari, "p-kari")).toBe(unread);
      // What it was about stands there as before.
      await kari.scenario();
      if (page.url().includes("samtale")) {
        await expect(title(page)).toHaveText(thread.subject);
        await link(page, text("thread.back")).click();
      }
      await expect(threadRow(page, thread.id)).toBeVisible();
      await expect(mark(page, thread.id)).toHaveCount(0);
      if (!wish.away) await expect(unreadLine(page, unread)).toBeVisible();
    });
  }
}

test("a regret that fails says so, and the thread is still found where it was put", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource/);
  const kari = await citizen("kari");
  const { id, subject } = await firstThat(kari, { unread: false });
  const page = await kari.open();
  await rowActions(page, subject);
  await button(page, text("putAway.do")).click();
  await expect(button(page, text("done.undo"))).toBeVisible();
  await kari.scenario({ path: "/api/v1/threads/*/put-away", fault: { kind: "status", status: 500 } });
  await button(page, text("done.undo")).click();
  await expect(status(page).filter({ hasText: text("error.server") })).toBeVisible();
  await expect(threadRow(page, id)).toHaveCount(0);
  await kari.scenario();
  await link(page, text("putAway.link")).click();
  await expect(threadRow(page, id)).toBeVisible();
});

test("opening a thread when it cannot be marked as read shows it, and leaves it unread", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource/);
  const kari = await citizen("kari");
  const before = await elsewhere.unreadOf(kari, "p-kari");
  const { id } = await firstThat(kari, { unread: true });
  const page = await kari.open();
  await kari.scenario({ path: "/api/v1/threads/*/read-state", fault: { kind: "status", status: 500 } });
  await threadRow(page, id).click();
  await expect(messages(page).first()).toBeVisible();
  await page.goBack();
  await expect(mark(page, id)).toBeVisible();
  await expect(unreadLine(page, before)).toBeVisible();
});
