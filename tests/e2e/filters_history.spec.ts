// The way back and forward through what one searched and filtered by.

import { expect, test, type Page } from "./fixtures.ts";
import { addLetters, idsWhere, UNREAD, type Letter } from "./support/letters.ts";
import {
  chip,
  chips,
  dayField,
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
  sortChoice,
  threadRow,
  title,
} from "./support/page.ts";
import { listCalls } from "./support/search.ts";
import { longDate, text } from "./support/texts.ts";
import { listen } from "./support/watch.ts";

const entries = (page: Page): Promise<number> => page.evaluate(() => history.length);

test("a day typed by keyboard is one choice, and leaves the other day alone", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await openList(kari);
  await openFilters(page);
  await dayField(page, "filter.from").fill("2026-01-01");
  await expect(page).toHaveURL("/innboks/?fra=2026-01-01");
  const before = await entries(page);
  const asked = listen(page);
  await dayField(page, "filter.to").focus();
  // The same in either order of day and month.
  await page.keyboard.type("10102026", { delay: 80 });
  await page.keyboard.press("Tab");
  await expect(page).toHaveURL("/innboks/?fra=2026-01-01&til=2026-10-10");
  await expect(dayField(page, "filter.to")).toHaveValue("2026-10-10");
  await expect(found(page)).toHaveText(/treff/);
  expect((await entries(page)) - before).toBe(1);
  expect(listCalls(asked)).toHaveLength(1);
});

type Step = {
  name: string;
  go: (page: Page) => Promise<unknown>;
  query: string;
  field: string;
  chips: string[];
};

const STEPS: Step[] = [
  {
    name: "unread",
    go: (page) => filterBox(page, text("filter.unread")).check(),
    query: "?ulest=ja",
    field: "",
    chips: [text("filter.unread")],
  },
  {
    name: "a kind",
    go: (page) => filterBox(page, text("category.gp")).check(),
    query: "?ulest=ja",
    field: "",
    chips: [text("filter.unread"), text("category.gp")],
  },
  {
    name: "a search",
    go: (page) => lookFor(page, "kari"),
    query: "?ulest=ja",
    field: "kari",
    chips: [text("filter.unread"), text("category.gp")],
  },
  {
    name: "a day",
    go: (page) => dayField(page, "filter.from").fill("2026-01-01"),
    query: "?ulest=ja&fra=2026-01-01",
    field: "kari",
    chips: [text("filter.unread"), text("category.gp"), text("filter.fromDay", { date: longDate("2026-01-01") })],
  },
  {
    name: "an order",
    go: (page) => sortChoice(page).selectOption(text("sort.oldest")),
    query: "?ulest=ja&fra=2026-01-01&sorter=eldst",
    field: "kari",
    chips: [text("filter.unread"), text("category.gp"), text("filter.fromDay", { date: longDate("2026-01-01") })],
  },
  {
    name: "one filter less",
    go: (page) => chip(page, text("filter.unread")).click(),
    query: "?fra=2026-01-01&sorter=eldst",
    field: "kari",
    chips: [text("category.gp"), text("filter.fromDay", { date: longDate("2026-01-01") })],
  },
  {
    name: "a sender",
    go: (page) => senderChoice(page).selectOption("Solsiden legesenter"),
    query: "?fra=2026-01-01&sorter=eldst",
    field: "kari",
    chips: [text("category.gp"), "Solsiden legesenter", text("filter.fromDay", { date: longDate("2026-01-01") })],
  },
  {
    name: "no search",
    go: (page) => searchField(page).fill(""),
    query: "?fra=2026-01-01&sorter=eldst",
    field: "",
    chips: [text("category.gp"), "Solsiden legesenter", text("filter.fromDay", { date: longDate("2026-01-01") })],
  },
];

async function expectAt(page: Page, { query, field, chips: wanted }: Omit<Step, "name" | "go">): Promise<void> {
  await expect(page).toHaveURL(`/innboks/${query}`);
  await expect(searchField(page)).toHaveValue(field);
  await expect(chips(page)).toHaveText(wanted);
  await expect(found(page)).toHaveText(wanted.length ? /treff/ : "");
}

test("back and forward lead through every choice, one entry each", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await openList(kari);
  await openFilters(page);
  const first = await entries(page);
  const seen: string[][] = [];
  for (const [at, step] of STEPS.entries()) {
    await test.step(step.name, async () => {
      await step.go(page);
      // What is typed is a choice when the typing rests.
      await expect.poll(() => entries(page)).toBe(first + at + 1);
      await expectAt(page, step);
      seen.push(await shownIds(page));
    });
  }
  for (const [at, step] of [...STEPS.entries()].reverse().slice(1)) {
    await test.step(`back to ${step.name}`, async () => {
      await page.goBack();
      await expectAt(page, step);
      await expect.poll(() => shownIds(page)).toEqual(seen[at]);
    });
  }
  await page.goBack();
  await expectAt(page, { query: "", field: "", chips: [] });
  await expect(rows(page)).toHaveCount(50);
  for (const [at, step] of STEPS.entries()) {
    await test.step(`forward to ${step.name}`, async () => {
      await page.goForward();
      await expectAt(page, step);
      await expect.poll(() => shownIds(page)).toEqual(seen[at]);
    });
  }
});

test("a reload keeps what stands in the address, and forgets the rest", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await openList(kari);
  await openFilters(page);
  await filterBox(page, text("filter.unread")).check();
  await sortChoice(page).selectOption(text("sort.oldest"));
  await filterBox(page, text("category.gp")).check();
  await lookFor(page, "kari");
  await expect(chips(page)).toHaveCount(2);
  await page.reload();
  const unread = idsWhere(kari, UNREAD, "t.latest_at, t.id");
  await expectAt(page, { query: "?ulest=ja&sorter=eldst", field: "", chips: [text("filter.unread")] });
  await expect(found(page)).toHaveText(hits(unread.length));
  await expect.poll(() => shownIds(page)).toEqual(unread.slice(0, 50));
  await expect(sortChoice(page)).toHaveValue("oldest");
  await page.goBack();
  await page.goBack();
  await page.goBack();
  await expectAt(page, { query: "?ulest=ja", field: "", chips: [text("filter.unread")] });
  await page.goForward();
  await expectAt(page, { query: "?ulest=ja&sorter=eldst", field: "", chips: [text("filter.unread")] });
});

for (const way of ["back", "the link"] as const) {
  test(`from a hit, ${way} shows the same hits without asking again`, async ({ citizen }) => {
    const kari = await citizen("kari");
    const letter = (at: number): Letter => ({ id: `t-x-${at}`, category: "hospital", subject: `Kanari ${at}` });
    addLetters(kari, letter(1), letter(2), letter(3));
    const page = await openList(kari);
    await openFilters(page);
    await filterBox(page, text("category.hospital")).check();
    await expect(chips(page)).toHaveCount(1);
    await lookFor(page, "kanari");
    await expect(found(page)).toHaveText(hits(3));
    const before = await shownIds(page);
    await threadRow(page, "t-x-2").click();
    await expect(title(page)).toHaveText("Kanari 2");
    const asked = listen(page);
    if (way === "back") await page.goBack();
    else await link(page, text("thread.back")).click();
    await expect(found(page)).toHaveText(hits(3));
    await expect(searchField(page)).toHaveValue("kanari");
    await expect(chips(page)).toHaveText([text("category.hospital")]);
    expect(await shownIds(page)).toEqual(before);
    await expect(threadRow(page, "t-x-2")).toBeFocused();
    await page.waitForTimeout(600);
    expect(listCalls(asked)).toEqual([]);
  });
}

test("typing, however slowly, is one step back", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await openList(kari);
  const before = await entries(page);
  const asked = listen(page);
  // Each letter rests long enough to be looked for.
  for (const letter of "kontroll") {
    await searchField(page).press(letter);
    await page.waitForTimeout(350);
  }
  await expect(found(page)).toHaveText(/treff/);
  expect(listCalls(asked).length).toBeGreaterThan(3);
  expect((await entries(page)) - before).toBe(1);
  await page.goBack();
  await expect(rows(page)).toHaveCount(50);
  await expect(searchField(page)).toHaveValue("");
  await page.goForward();
  await expect(searchField(page)).toHaveValue("kontroll");
  await expect(found(page)).toHaveText(/treff/);
});

test("more searches than are kept can still be gone back through", async ({ citizen }) => {
  const kari = await citizen("kari");
  addLetters(kari, ...Array.from({ length: 9 }, (_, at): Letter => ({ id: `t-x-${at}`, subject: `Kanari${at}z` })));
  const page = await openList(kari);
  for (let at = 0; at < 9; at++) {
    await lookFor(page, `kanari${at}z`);
    await expect.poll(() => shownIds(page)).toEqual([`t-x-${at}`]);
    await searchField(page).fill("");
    await expect(rows(page)).toHaveCount(50);
  }
  for (let at = 8; at >= 0; at--) {
    await page.goBack();
    await expect.poll(() => shownIds(page)).toEqual([`t-x-${at}`]);
    await expect(searchField(page)).toHaveValue(`kanari${at}z`);
    await page.goBack();
    await expect(rows(page)).toHaveCount(50);
  }
});
