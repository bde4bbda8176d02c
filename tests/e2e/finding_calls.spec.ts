// What a search asks the service for, and what one gets when that is slow or fails.

import { expect, test } from "./fixtures.ts";
import { FAULTS, LOADING_FAILED } from "./support/faults.ts";
import { addLetters, type Letter } from "./support/letters.ts";
import {
  button,
  chips,
  filterBox,
  found,
  hits,
  lookFor,
  openFilters,
  openList,
  rows,
  searchField,
  shownIds,
  threadRow,
} from "./support/page.ts";
import { SEARCH, searches } from "./support/search.ts";
import { text } from "./support/texts.ts";
import { listen } from "./support/watch.ts";

test("a search waits for the second letter and for the typing to rest, and Enter does not wait", async ({
  citizen,
}) => {
  const kari = await citizen("kari");
  await kari.page.clock.install();
  const page = await openList(kari);
  const asked = listen(page);
  const count = async (): Promise<number> => {
    // What was to be asked has been asked by the next round trip.
    await page.evaluate(() => fetch("/login", { method: "HEAD" }).then(() => undefined));
    return searches(asked).length;
  };
  await page.clock.pauseAt(Date.now() + 60_000);

  await searchField(page).pressSequentially("b");
  await page.clock.runFor(2_000);
  expect(await count()).toBe(0);

  await searchField(page).pressSequentially("lo");
  await page.clock.runFor(200);
  await searchField(page).pressSequentially("dprøve");
  await page.clock.runFor(250);
  expect(await count()).toBe(0);
  await page.clock.runFor(100);
  expect(await count()).toBe(1);
  await page.clock.runFor(2_000);
  expect(await count()).toBe(1);

  await searchField(page).pressSequentially("r");
  await searchField(page).press("Enter");
  await page.clock.runFor(10);
  expect(await count()).toBe(2);
  await page.clock.runFor(2_000);
  expect(await count()).toBe(2);
  expect(searches(asked).map(({ body }) => (JSON.parse(body) as { text: string }).text)).toEqual([
    "blodprøve",
    "blodprøver",
  ]);
  expect(new Set(searches(asked).map(({ method, person }) => `${method} ${person}`))).toEqual(new Set(["POST p-kari"]));
  await page.clock.resume();
});

test("a word typed at a run costs one request", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await openList(kari);
  const asked = listen(page);
  await searchField(page).pressSequentially("blodprøver", { delay: 50 });
  await expect(found(page)).toHaveText(/treff/);
  await expect(searchField(page)).toBeFocused();
  await expect(searchField(page)).toHaveValue("blodprøver");
  expect(searches(asked)).toHaveLength(1);
  expect(asked.filter(({ path }) => path.startsWith("/api/v1/threads") && path !== SEARCH)).toEqual([]);
});

test("a search that fails says why, keeps what I wrote, and trying again works", async ({ citizen, guard, a11y }) => {
  guard.expectFault(LOADING_FAILED);
  const kari = await citizen("kari");
  const letters = FAULTS.map((_, at): Letter => ({ id: `t-x-${at}`, subject: `Kanari${at} emne` }));
  addLetters(kari, ...letters);
  const page = await openList(kari);
  await openFilters(page);
  await filterBox(page, text("category.gp")).check();
  await expect(chips(page)).toHaveCount(1);
  for (const [at, [name, fault, message]] of FAULTS.entries()) {
    await test.step(name, async () => {
      await kari.scenario({ method: "POST", path: SEARCH, fault });
      await searchField(page).fill(`kanari${at}`);
      const alert = page.getByRole("alert").filter({ hasText: text("inbox.failed") });
      await expect(alert).toContainText(message);
      await expect(searchField(page)).toHaveValue(`kanari${at}`);
      await expect(chips(page)).toHaveCount(1);
      if (name === "500") await a11y(page);
      await kari.scenario();
      await button(page, text("error.retry")).click();
      await expect(found(page)).toHaveText(hits(1));
      await expect(threadRow(page, `t-x-${at}`)).toBeVisible();
      await expect(alert).toHaveCount(0);
    });
  }
  // The whole list is still there.
  await kari.scenario({ method: "POST", path: SEARCH, fault: { kind: "status", status: 500 } });
  await searchField(page).fill("kanarix");
  await expect(page.getByRole("alert")).toContainText(text("inbox.failed"));
  await button(page, text("filter.remove", { filter: text("category.gp") })).click();
  await searchField(page).fill("");
  await expect(rows(page)).toHaveCount(50);
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("«Vis flere» of a search that fails keeps the hits, and can be tried again", async ({ citizen, guard }) => {
  guard.expectFault(LOADING_FAILED);
  const kari = await citizen("kari");
  addLetters(kari, ...Array.from({ length: 60 }, (_, at): Letter => ({ id: `t-x-${at}`, subject: `Kanari ${at}` })));
  const page = await openList(kari);
  await lookFor(page, "kanari");
  await expect(found(page)).toHaveText(hits(60));
  await expect(rows(page)).toHaveCount(50);
  await kari.scenario({ method: "POST", path: SEARCH, fault: { kind: "status", status: 500 } });
  await button(page, text("inbox.more")).click();
  await expect(page.getByRole("alert")).toContainText(text("inbox.moreFailed"));
  await expect(rows(page)).toHaveCount(50);
  await kari.scenario();
  await button(page, text("inbox.more")).click();
  await expect(rows(page)).toHaveCount(60);
  await expect(page.getByRole("alert")).toHaveCount(0);
  await expect(found(page)).toHaveText(hits(60));
});

test("a slow search shows the waiting, then what came; one that was given up shows nothing", async ({
  citizen,
  a11y,
}) => {
  const kari = await citizen("kari");
  addLetters(kari, { id: "t-x-1", subject: "Kanari sen" }, { id: "t-x-2", subject: "Kanari rask" });
  const page = await openList(kari);
  await kari.scenario({ method: "POST", path: SEARCH, times: 1, delayMs: 2_500 });
  await searchField(page).fill("sen kanari");
  await searchField(page).press("Enter");
  const waiting = page.getByRole("status").filter({ hasText: text("loading") });
  await expect(waiting).toBeVisible();
  await a11y(page);
  await expect(found(page)).toHaveText(hits(1));
  await expect(threadRow(page, "t-x-1")).toBeVisible();
  await expect(waiting).toHaveCount(0);

  await kari.scenario({ method: "POST", path: SEARCH, times: 1, delayMs: 2_000 });
  const late = page.waitForResponse((answer) => answer.request().postData()?.includes("kanari s") === true);
  await searchField(page).fill("kanari s");
  await searchField(page).press("Enter");
  await searchField(page).fill("kanari rask");
  await searchField(page).press("Enter");
  await expect(threadRow(page, "t-x-2")).toBeVisible();
  // Aborted, or heard too late: either way it is not drawn.
  await Promise.race([late.catch(() => undefined), page.waitForTimeout(2_500)]);
  await expect(found(page)).toHaveText(hits(1));
  expect(await shownIds(page)).toEqual(["t-x-2"]);
});

test("many searches at once, answered late, leave the last one", async ({ citizen }) => {
  const kari = await citizen("kari");
  addLetters(kari, ...Array.from({ length: 12 }, (_, at): Letter => ({ id: `t-x-${at}`, subject: `Kanari${at}z` })));
  const page = await openList(kari);
  await kari.scenario({ method: "POST", path: SEARCH, delayMs: 1_000 });
  for (let at = 0; at < 12; at++) {
    await searchField(page).fill(`kanari${at}z`);
    await searchField(page).press("Enter");
    await expect.poll(() => page.evaluate(() => performance.now())).toBeGreaterThan(0);
  }
  await expect.poll(() => shownIds(page)).toEqual(["t-x-11"]);
  await page.waitForTimeout(1_500);
  expect(await shownIds(page)).toEqual(["t-x-11"]);
  await kari.scenario();
  await searchField(page).fill("");
  await expect(rows(page)).toHaveCount(50);
  await page.goBack();
  await expect.poll(() => shownIds(page)).toEqual(["t-x-11"]);
});
