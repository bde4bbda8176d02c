// What one searched and filtered by is forgotten with the person, and with the session.

import { expect, test, type Page } from "./fixtures.ts";
import { addLetters } from "./support/letters.ts";
import {
  button,
  chips,
  filterBox,
  found,
  hits,
  link,
  lookFor,
  openFilters,
  openList,
  rows,
  searchField,
  senderChoice,
  shownIds,
  switchTo,
  threadRow,
  title,
} from "./support/page.ts";
import { listCalls, SEARCH } from "./support/search.ts";
import { text } from "./support/texts.ts";
import { content, expectNowhere, forbid, holdBack, listen, type Asked } from "./support/watch.ts";

const OLA = "Ola Nordmann";

/** Ola's inbox as it is, and nothing that was chosen for Kari. */
async function expectOlaUntouched(page: Page, asked: Asked[]): Promise<void> {
  await expect(title(page)).toHaveText(text("inbox.on", { name: OLA }));
  await expect(rows(page).first()).toBeVisible();
  await expect(page).toHaveURL("/innboks/");
  await expect(searchField(page)).toHaveValue("");
  await expect(chips(page)).toHaveCount(0);
  await expect(found(page)).toBeEmpty();
  // What was on its way comes, if it comes.
  await page.waitForTimeout(2_000);
  expect((await shownIds(page)).filter((id) => !id.startsWith("t-ola-"))).toEqual([]);
  await expect(searchField(page)).toHaveValue("");
  await expect(found(page)).toBeEmpty();
  await expect(page.getByRole("alert")).toHaveCount(0);
  expect(listCalls(asked).filter(({ person, path }) => person === "p-ola" && path === SEARCH)).toEqual([]);
}

test("a switch of person in the middle of a search draws nothing of it, and begins unfiltered", async ({ citizen }) => {
  const kari = await citizen("kari");
  addLetters(kari, { id: "t-x-1", subject: "SKJULTKANARI" });
  // Older than the first page: drawn only if it is found.
  await forbid(kari.page, "SKJULTKANARI");
  const page = await openList(kari);
  const letGo = await holdBack(page, /\/threads\/search$/);
  const asked = listen(page);
  await searchField(page).fill("skjultkanari");
  await searchField(page).press("Enter");
  await expect.poll(() => listCalls(asked).length).toBe(1);
  await switchTo(page, OLA);
  await expect(title(page)).toHaveText(text("inbox.on", { name: OLA }));
  letGo();
  await expectOlaUntouched(page, asked);
});

test("a switch of person while a word is being typed never looks for it in the other inbox", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await openList(kari);
  const asked = listen(page);
  await page.getByRole("button", { name: text("bar.person") }).click();
  await page.keyboard.press("Escape");
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  await searchField(page).pressSequentially("skjultkanari");
  await page.clock.resume();
  await switchTo(page, OLA);
  await expectOlaUntouched(page, asked);
  expect(asked.filter(({ person, body }) => person === "p-ola" && body.includes("skjultkanari"))).toEqual([]);
});

test("a switch of person in the middle of a filter draws nothing of it, and begins unfiltered", async ({ citizen }) => {
  const kari = await citizen("kari");
  addLetters(kari, { id: "t-x-1", category: "studyResult", subject: "SKJULTKANARI" });
  await forbid(kari.page, "SKJULTKANARI");
  const page = await openList(kari);
  await openFilters(page);
  await expect(senderChoice(page).getByRole("option").nth(1)).toBeAttached();
  const letGo = await holdBack(page, /\/threads\/search$/);
  const asked = listen(page);
  await filterBox(page, text("category.studyResult")).check();
  await expect.poll(() => listCalls(asked).length).toBe(1);
  await switchTo(page, OLA);
  await expect(title(page)).toHaveText(text("inbox.on", { name: OLA }));
  letGo();
  await expectOlaUntouched(page, asked);
});

test("back and forward over a switch of person: what was chosen for each is theirs", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await openList(kari);
  await openFilters(page);
  await filterBox(page, text("category.studyResult")).check();
  await lookFor(page, "resultat");
  const before = await shownIds(page);
  await switchTo(page, OLA);
  await expect(title(page)).toHaveText(text("inbox.on", { name: OLA }));
  await expect(chips(page)).toHaveCount(0);
  await lookFor(page, "medisiner");
  await page.goBack();
  await expect(searchField(page)).toHaveValue("");
  await page.goBack();
  await expect(title(page)).toHaveText(text("inbox.title"));
  await expect(chips(page)).toHaveText([text("category.studyResult")]);
  await expect(searchField(page)).toHaveValue("resultat");
  await expect.poll(() => shownIds(page)).toEqual(before);
  await page.goForward();
  await expect(title(page)).toHaveText(text("inbox.on", { name: OLA }));
  await expect(chips(page)).toHaveCount(0);
  await expect(searchField(page)).toHaveValue("");
  await page.goForward();
  await expect(searchField(page)).toHaveValue("medisiner");
});

test("a switch of person in the middle of «Vis flere» draws nothing of it", async ({ citizen }) => {
  const kari = await citizen("kari");
  addLetters(kari, { id: "t-x-1", subject: "SKJULTKANARI" });
  await forbid(kari.page, "SKJULTKANARI");
  const page = await openList(kari);
  const letGo = await holdBack(page, /\/threads\?.*cursor=/);
  const asked = listen(page);
  await button(page, text("inbox.more")).click();
  await expect.poll(() => listCalls(asked).length).toBe(1);
  await switchTo(page, OLA);
  await expect(title(page)).toHaveText(text("inbox.on", { name: OLA }));
  letGo();
  await expectOlaUntouched(page, asked);
});

test("the address filters of one person do not follow to another", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open("?ulest=ja&sorter=eldst");
  await expect(found(page)).toHaveText(/treff/);
  const asked = listen(page);
  await switchTo(page, OLA);
  await expectOlaUntouched(page, asked);
  await page.goBack();
  await expect(page).toHaveURL("/innboks/?ulest=ja&sorter=eldst");
  await expect(chips(page)).toHaveText([text("filter.unread")]);
});

for (const when of ["while it is on its way", "when it has answered"] as const) {
  test(`log-out forgets what was looked for, ${when}, and back does not bring it`, async ({ citizen, guard }) => {
    guard.expectFault(/Failed to load resource.*401/);
    const kari = await citizen("kari");
    addLetters(kari, { id: "t-x-1", category: "hospital", subject: "SKJULTKANARI" });
    const page = await openList(kari);
    await openFilters(page);
    await filterBox(page, text("category.hospital")).check();
    await expect(found(page)).toHaveText(/treff/);
    if (when === "while it is on its way") {
      await kari.scenario({ method: "POST", path: SEARCH, delayMs: 1_500 });
      const asked = listen(page);
      await searchField(page).fill("skjultkanari");
      await searchField(page).press("Enter");
      await expect.poll(() => listCalls(asked).length).toBe(1);
    } else {
      await lookFor(page, "skjultkanari");
      await expect(threadRow(page, "t-x-1")).toBeVisible();
    }
    // A control: it is there to be found.
    expect((await content(page)).toLowerCase()).toContain("skjultkanari");
    await button(page, text("bar.logOut")).click();
    await expect(title(page)).toHaveText(text("loggedOut.title"));
    const gone = async (): Promise<void> => {
      const left = (await content(page)).toLowerCase();
      expect(["skjultkanari", "sykehus", "haukeland"].filter((words) => left.includes(words))).toEqual([]);
    };
    await gone();
    await page.waitForTimeout(2_000);
    await gone();
    for (let step = 0; step < 3; step++) {
      await page.goBack();
      await expect(rows(page)).toHaveCount(0);
      await expect(searchField(page)).toHaveCount(0);
      await gone();
    }
    await expectNowhere(page, "SKJULTKANARI");
  });
}

test("who logs in after me on the same page finds nothing of what I looked for", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource.*401/);
  const kari = await citizen("kari");
  const page = await openList(kari);
  await lookFor(page, "skjultkanari");
  await expect(found(page)).toHaveText(hits(0));
  await button(page, text("bar.logOut")).click();
  await expect(title(page)).toHaveText(text("loggedOut.title"));
  await link(page, text("loggedOut.logIn")).click();
  await page.getByRole("button", { name: "Logg inn som Ola Nordmann" }).click();
  await expect(title(page)).toHaveText(text("inbox.title"));
  await expect(searchField(page)).toHaveValue("");
  for (let step = 0; step < 4 && !page.url().endsWith("/login"); step++) {
    await page.goBack();
    expect((await content(page)).toLowerCase()).not.toContain("skjultkanari");
  }
});

test("another user who logs in meanwhile gets nothing of what I looked for", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await openList(kari);
  await lookFor(page, "kanari");
  await expect(found(page)).not.toBeEmpty();
  const asked = listen(page);
  const data = { persona: "ola", world: kari.world };
  const answer = await kari.context.request.post("/stand-in/login", { data });
  expect(answer.ok(), await answer.text()).toBe(true);
  // The page asks who is logged in when it comes back into sight.
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
  await expect(page.getByText(OLA).first()).toBeVisible();
  await expect(searchField(page)).toHaveValue("");
  await expect(rows(page).first()).toBeVisible();
  expect(asked.filter(({ body }) => body.includes("kanari"))).toEqual([]);
  expect(await content(page)).not.toContain("kanari");
});
