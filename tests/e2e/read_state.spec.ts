// What I have read and what I have not, as I say it is.

import { expect, test, type Locator } from "./fixtures.ts";
import * as elsewhere from "./support/elsewhere.ts";
import {
  button,
  expectCard,
  link,
  messages,
  newsButton,
  openListening,
  row,
  rowActions,
  rows,
  scrollTo,
  switchTo,
  tabTo,
  threadRow,
  title,
  unreadLine,
} from "./support/page.ts";
import { firstThat, mark, question, reads, status } from "./support/read_state.ts";
import { text, unreadCount } from "./support/texts.ts";
import { listen } from "./support/watch.ts";

const KARI = "Kari Nordmann";
const OLA = "Ola Nordmann";

test("what I open is read, and the counts follow in heading and picker", async ({ citizen }) => {
  const kari = await citizen("kari");
  const before = await elsewhere.unreadOf(kari, "p-kari");
  const { id, subject } = await firstThat(kari, { unread: true });
  const page = await kari.open();
  await expect(unreadLine(page, before)).toBeVisible();
  await threadRow(page, id).click();
  await expect(title(page)).toHaveText(subject);
  await expect(messages(page).first()).toBeVisible();
  await expect.poll(() => reads(kari, id).map(({ user_id }) => user_id)).toContain("kari");
  await page.goBack();
  await expect(threadRow(page, id)).toBeVisible();
  await expect(mark(page, id)).toHaveCount(0);
  await expect(unreadLine(page, before - 1)).toBeVisible();
  await expectCard(page, KARI, unreadCount(before - 1));
  expect(await elsewhere.unreadOf(kari, "p-kari")).toBe(before - 1);
});

test("«Marker som ulest» in a thread leads to the list, and holds: when I leave, after news, and on reload", async ({
  citizen,
  a11y,
}) => {
  const kari = await citizen("kari");
  const before = await elsewhere.unreadOf(kari, "p-kari");
  const { id, subject } = await firstThat(kari, { unread: true });
  const page = await openListening(kari);
  await threadRow(page, id).click();
  await expect(messages(page).first()).toBeVisible();
  await expect.poll(() => elsewhere.unreadOf(kari, "p-kari")).toBe(before - 1);
  await button(page, text("mark.unread")).click();
  await expect(title(page)).toHaveText(text("inbox.title"));
  await expect(status(page).filter({ hasText: text("done.unread", { subject }) })).toBeVisible();
  await expect(mark(page, id)).toBeVisible();
  await expect(unreadLine(page, before)).toBeVisible();
  await a11y(page);
  await link(page, text("about.title")).click();
  await page.goBack();
  await expect(mark(page, id)).toBeVisible();
  const { id: other } = await firstThat(kari, { unread: false });
  kari.change(elsewhere.message(other, "Noe annet"));
  await expect(mark(page, other)).toBeVisible();
  await expect(mark(page, id)).toBeVisible();
  await page.reload();
  await expect(mark(page, id)).toBeVisible();
  await expect(unreadLine(page, before + 1)).toBeVisible();
  expect((await elsewhere.summary(kari, "p-kari", id)).unread).toBe(true);
});

test("in the list a thread is marked as unread and as read, and the row keeps the focus", async ({ citizen }) => {
  const kari = await citizen("kari");
  const before = await elsewhere.unreadOf(kari, "p-kari");
  const { id, subject } = await firstThat(kari, { unread: false });
  const page = await kari.open();
  await rowActions(page, subject);
  await button(page, text("mark.unread")).click();
  await expect(mark(page, id)).toBeVisible();
  await expect(unreadLine(page, before + 1)).toBeVisible();
  await expect(threadRow(page, id)).toBeFocused();
  await expect(status(page).filter({ hasText: text("done.unread", { subject }) })).toBeVisible();
  await rowActions(page, subject);
  await button(page, text("mark.read")).click();
  await expect(mark(page, id)).toHaveCount(0);
  await expect(unreadLine(page, before)).toBeVisible();
  await expect(threadRow(page, id)).toBeFocused();
  // What was said of it before is no longer true.
  await expect(page.getByText(text("done.unread", { subject }))).toHaveCount(0);
});

test("read state is each reader's own: what a representative reads stays unread for the others", async ({
  citizen,
}) => {
  const kari = await citizen("kari");
  const { id, subject } = await firstThat(kari, { unread: true }, "p-ola");
  const others = [await citizen("ola", { world: kari.world }), await citizen("ingrid", { world: kari.world })];
  const before = await Promise.all(others.map((other) => elsewhere.unreadOf(other, "p-ola")));
  const wasUnread = await Promise.all(
    others.map(async (other) => (await elsewhere.summary(other, "p-ola", id)).unread),
  );
  expect(wasUnread).toEqual([true, true]);
  const [ola] = others;
  const olasPage = await openListening(ola ?? kari);
  await expect(mark(olasPage, id)).toBeVisible();
  const asked = listen(olasPage);
  const page = await kari.open();
  await switchTo(page, OLA);
  await threadRow(page, id).click();
  await expect(title(page)).toHaveText(subject);
  await expect.poll(async () => (await elsewhere.summary(kari, "p-ola", id)).unread).toBe(false);
  await button(page, text("putAway.do")).click();
  await expect(status(page).filter({ hasText: text("done.putAway", { subject }) })).toBeVisible();
  for (const [at, other] of others.entries()) {
    expect((await elsewhere.summary(other, "p-ola", id)).unread).toBe(true);
    expect(await elsewhere.unreadOf(other, "p-ola")).toBe(before[at]);
  }
  await olasPage.waitForTimeout(1_000);
  await expect(mark(olasPage, id)).toBeVisible();
  expect(asked.filter(({ path }) => path.includes("threads"))).toEqual([]);
});

test.describe("mark all as read", () => {
  test("asks first, and leaves everything when I say no", async ({ citizen, a11y }) => {
    const kari = await citizen("kari");
    const before = await elsewhere.unreadOf(kari, "p-kari");
    const page = await kari.open();
    await expect(unreadLine(page, before)).toBeVisible();
    await button(page, text("readAll.button")).click();
    await expect(question(page)).toContainText(text("readAll.text"));
    await a11y(page);
    await question(page)
      .getByRole("button", { name: text("dialog.cancel") })
      .click();
    await expect(question(page)).toHaveCount(0);
    await expect(button(page, text("readAll.button"))).toBeFocused();
    expect(await elsewhere.unreadOf(kari, "p-kari")).toBe(before);

    await button(page, text("readAll.button")).click();
    await question(page)
      .getByRole("button", { name: text("readAll.yes") })
      .click();
    await expect(unreadLine(page, 0)).toBeVisible();
    await expect(status(page).filter({ hasText: text("done.allRead") })).toBeVisible();
    await expect(rows(page).getByText(text("inbox.unread"), { exact: true })).toHaveCount(0);
    await expect(button(page, text("readAll.button"))).toHaveCount(0);
    expect(await elsewhere.unreadOf(kari, "p-kari")).toBe(0);
    expect((await kari.threads("p-kari")).filter(({ unread }) => unread)).toEqual([]);
    await expectCard(page, KARI, unreadCount(0));
    // The others of the picker keep theirs.
    expect(await elsewhere.unreadOf(kari, "p-nora")).toBeGreaterThan(0);
  });

  test("leaves a message unread that comes meanwhile", async ({ citizen, guard }) => {
    guard.expectFault(/Failed to load resource/);
    const kari = await citizen("kari");
    // The page does not hear of it in time.
    await kari.scenario({ path: "/api/v1/events", fault: { kind: "abort" } });
    const page = await kari.open();
    await expect(rows(page)).toHaveCount(50);
    const { id } = await firstThat(kari, { unread: false });
    kari.change(`${elsewhere.thread("t-ny-1", "p-kari", "Kom imens")}; ${elsewhere.message(id, "Kom også imens")}`);
    await button(page, text("readAll.button")).click();
    await question(page)
      .getByRole("button", { name: text("readAll.yes") })
      .click();
    await expect(status(page).filter({ hasText: text("done.allRead") })).toBeVisible();
    await expect(unreadLine(page, 2)).toBeVisible();
    const left = (await kari.threads("p-kari")).filter(({ unread }) => unread).map((thread) => thread.id);
    expect(left.sort()).toEqual(["t-ny-1", id].sort());
    await page.reload();
    await expect(mark(page, "t-ny-1")).toBeVisible();
  });

  test("leaves a message unread that waits behind «Nye meldinger»", async ({ citizen }) => {
    const kari = await citizen("kari");
    const page = await openListening(kari);
    await expect(rows(page)).toHaveCount(50);
    await scrollTo(page, 25);
    kari.change(elsewhere.thread("t-ny-1", "p-kari", "Ikke sett"));
    await expect(newsButton(page)).toHaveText(text("news.button", { count: 1 }));
    // A later one, in a thread that is shown: its row says so at once.
    const shown = (await kari.threads("p-kari"))[25]?.id ?? "";
    kari.change(elsewhere.message(shown, "I en rad som vises"));
    await expect(newsButton(page)).toHaveText(text("news.button", { count: 2 }));
    // By script: a press would scroll to the top.
    await button(page, text("readAll.button")).evaluate((pressed: HTMLElement) => pressed.click());
    await question(page)
      .getByRole("button", { name: text("readAll.yes") })
      .click();
    await expect(question(page)).toHaveCount(0);
    await expect.poll(async () => (await elsewhere.unreadOf(kari, "p-kari")) < 5).toBe(true);
    expect((await elsewhere.summary(kari, "p-kari", "t-ny-1")).unread).toBe(true);
  });
});

test("who is not granted it gets no button for it", async ({ citizen }) => {
  const kari = await citizen("kari");
  const strip = (answer: unknown): unknown =>
    JSON.parse(JSON.stringify(answer), (key, value: unknown) =>
      key === "grants" && Array.isArray(value)
        ? value.filter((grant) => !["markRead", "markUnread", "putAway"].includes(String(grant)))
        : value,
    );
  await kari.page.route(/\/api\/v1\/(session|threads)/, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: strip(await answer.json()) });
  });
  const { id, subject } = await firstThat(kari, { unread: true });
  const page = await kari.open();
  await expect(threadRow(page, id)).toBeVisible();
  await expect(page.getByRole("button", { name: text("row.actions", { subject }) })).toHaveCount(0);
  const asked = listen(page);
  await rows(page).first().focus();
  await page.keyboard.press("u");
  await threadRow(page, id).click();
  await expect(messages(page).first()).toBeVisible();
  for (const key of ["mark.unread", "mark.read", "putAway.do", "putAway.takeBack"] as const) {
    await expect(button(page, text(key))).toHaveCount(0);
  }
  await page.goBack();
  await expect(mark(page, id)).toBeVisible();
  expect(asked.filter(({ method }) => method !== "GET")).toEqual([]);
});

test("by keyboard alone I mark as unread, put away, regret and take back, and am never lost", async ({ citizen }) => {
  const kari = await citizen("kari");
  const threads = (await kari.threads("p-kari")).filter(({ unread }) => !unread);
  const [first, second] = [threads[0], threads[1]];
  if (!first || !second) throw new Error("The seed has no such threads");
  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  const hasFocus = (): Promise<boolean> =>
    page.evaluate(() => !!document.querySelector("hn-webcomp-innboks")?.shadowRoot?.activeElement);
  const more = (subject: string): Locator => page.getByRole("button", { name: text("row.actions", { subject }) });

  await threadRow(page, first.id).focus();
  await tabTo(page, more(first.subject));
  await page.keyboard.press("Enter");
  await expect(more(first.subject)).toHaveAttribute("aria-expanded", "true");
  await tabTo(page, button(page, text("mark.unread")));
  await page.keyboard.press("Enter");
  await expect(mark(page, first.id)).toBeVisible();
  await expect(threadRow(page, first.id)).toBeFocused();

  await threadRow(page, second.id).focus();
  await tabTo(page, more(second.subject));
  await page.keyboard.press("Enter");
  await tabTo(page, button(page, text("putAway.do")));
  await page.keyboard.press("Enter");
  await expect(threadRow(page, second.id)).toHaveCount(0);
  await expect.poll(hasFocus, "the focus is not lost when the row goes").toBe(true);
  await title(page).evaluate((heading: HTMLElement) => heading.focus());
  await tabTo(page, button(page, text("done.undo")));
  await page.keyboard.press("Enter");
  await expect(threadRow(page, second.id)).toBeVisible();
  await expect.poll(hasFocus, "the focus is not lost when the regret is done").toBe(true);

  await threadRow(page, second.id).focus();
  await page.keyboard.press("Enter");
  await expect(messages(page).first()).toBeVisible();
  await tabTo(page, button(page, text("putAway.do")));
  await page.keyboard.press("Enter");
  await expect(title(page)).toHaveText(text("inbox.title"));
  await expect.poll(hasFocus).toBe(true);
  await tabTo(page, button(page, text("done.undo")));
  await page.keyboard.press("Space");
  await expect(threadRow(page, second.id)).toBeVisible();
  await expect(row(page, second.subject)).not.toContainText(text("putAway.mark"));
});
