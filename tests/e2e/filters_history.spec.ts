// What the address and the history hold of a search, and what is forgotten with the person.

import { expect, test, type Page } from "./fixtures.ts";
import type { Citizen } from "./support/citizen.ts";
import { addLetters, draftIn, HAS_DRAFT, idsWhere, UNREAD, type Letter } from "./support/letters.ts";
import {
  button,
  chip,
  chips,
  dayField,
  filterBox,
  found,
  hits,
  link,
  lookFor,
  openFilters,
  rows,
  searchField,
  senderChoice,
  shownIds,
  sortChoice,
  switchTo,
  threadRow,
  title,
} from "./support/page.ts";
import { longDate, text } from "./support/texts.ts";
import { content, expectNowhere, forbid, listen, type Asked } from "./support/watch.ts";

const OLA = "Ola Nordmann";
const SEARCH = "/api/v1/threads/search";
const LIST = /^\/api\/v1\/threads(\?|$)/;

/** Calls for a list; one about threads that changed names those, and is none. */
const listCalls = (asked: Asked[]): Asked[] =>
  asked.filter(({ path, body }) => LIST.test(path) || (path === SEARCH && !body.includes('"threads"')));

const entries = (page: Page): Promise<number> => page.evaluate(() => history.length);

/** Opens the inbox with all of its first page. */
async function openList(citizen: Citizen): Promise<Page> {
  const page = await citizen.open();
  await expect(rows(page)).toHaveCount(50);
  return page;
}

test("the address holds unread, attachment, draft, dates and order, and no more", async ({ citizen }) => {
  const kari = await citizen("kari");
  kari.change(draftIn("t-kari-13"));
  const page = await openList(kari);
  await openFilters(page);
  const steps: [choose: () => Promise<unknown>, query: string][] = [
    [() => filterBox(page, text("filter.unread")).check(), "?ulest=ja"],
    [() => filterBox(page, text("filter.attachment")).check(), "?ulest=ja&vedlegg=ja"],
    [() => filterBox(page, text("filter.draft")).check(), "?ulest=ja&vedlegg=ja&utkast=ja"],
    [() => filterBox(page, text("filter.unread")).uncheck(), "?vedlegg=ja&utkast=ja"],
    [() => filterBox(page, text("filter.unread")).check(), "?ulest=ja&vedlegg=ja&utkast=ja"],
    [() => dayField(page, "filter.to").fill("2026-11-22"), "?ulest=ja&vedlegg=ja&utkast=ja&til=2026-11-22"],
    [
      () => dayField(page, "filter.from").fill("2026-01-01"),
      "?ulest=ja&vedlegg=ja&utkast=ja&fra=2026-01-01&til=2026-11-22",
    ],
    [
      () => sortChoice(page).selectOption(text("sort.oldest")),
      "?ulest=ja&vedlegg=ja&utkast=ja&fra=2026-01-01&til=2026-11-22&sorter=eldst",
    ],
    [
      () => sortChoice(page).selectOption(text("sort.sender")),
      "?ulest=ja&vedlegg=ja&utkast=ja&fra=2026-01-01&til=2026-11-22&sorter=avsender",
    ],
  ];
  for (const [choose, query] of steps) {
    await choose();
    await expect(page).toHaveURL(`/innboks/${query}`);
  }
  // Health data stands beside it, in no address.
  await filterBox(page, text("category.hospital")).check();
  await expect(chips(page)).toHaveCount(6);
  await filterBox(page, text("filter.needsAnswer")).check();
  await expect(chips(page)).toHaveCount(7);
  await lookFor(page, "kontroll");
  await expect(page).toHaveURL(`/innboks/${steps.at(-1)?.[1]}`);
  await button(page, text("filter.reset")).click();
  await expect(page).toHaveURL("/innboks/?sorter=avsender");
  await sortChoice(page).selectOption(text("sort.newest"));
  await expect(page).toHaveURL("/innboks/");
});

test("a day before the other takes its place, so that a span never runs backwards", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await openList(kari);
  await openFilters(page);
  await dayField(page, "filter.from").fill("2026-06-01");
  await expect(page).toHaveURL("/innboks/?fra=2026-06-01");
  await dayField(page, "filter.to").fill("2026-05-01");
  await expect(page).toHaveURL("/innboks/?til=2026-05-01");
  await expect(dayField(page, "filter.from")).toHaveValue("");
});

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

test("an address with filters can be opened, and shows what it asks for", async ({ citizen }) => {
  const kari = await citizen("kari");
  kari.change(draftIn("t-kari-13"));
  const addresses: [query: string, condition: string, order?: string][] = [
    ["?ulest=ja", UNREAD],
    ["?utkast=ja", HAS_DRAFT],
    ["?vedlegg=ja&sorter=eldst", "t.has_attachment", "t.latest_at, t.id"],
    ["?til=2026-09-30", "t.latest_at < '2026-09-30T22:00:00.000Z'"],
    ["?fra=2026-07-01&til=2026-07-31", "t.latest_at >= '2026-06-30T22:00' AND t.latest_at < '2026-07-31T22:00'"],
  ];
  for (const [query, condition, order] of addresses) {
    await test.step(query, async () => {
      const page = await kari.open(query);
      const ids = idsWhere(kari, condition, order);
      await expect(found(page)).toHaveText(hits(ids.length));
      await expect.poll(() => shownIds(page)).toEqual(ids.slice(0, 50));
    });
  }
});

const DAMAGED: [query: string, chips: string[]][] = [
  ["?ulest=kanskje", []],
  ["?ulest=kanskje&vedlegg=ja", [text("filter.attachment")]],
  ["?fra=2026-02-30", []],
  ["?fra=%3Cscript%3E&ulest=ja", [text("filter.unread")]],
  ["?fra=2026-12-01&til=2026-11-01", []],
  ["?sorter=tilfeldig", []],
];

test("what cannot be read in an address is left out, and that is said", async ({ citizen, a11y }) => {
  const kari = await citizen("kari");
  const notice = kari.page.getByText(text("filter.damaged"));
  for (const [query, left] of DAMAGED) {
    await test.step(query, async () => {
      const page = await kari.open(query);
      await expect(notice).toBeVisible();
      await expect(chips(page)).toHaveText(left);
      await expect(rows(page).first()).toBeVisible();
      if (!left.length) await expect(rows(page)).toHaveCount(50);
    });
  }
  await a11y(kari.page);
  // It goes with the address that it is about.
  await openFilters(kari.page);
  await filterBox(kari.page, text("filter.unread")).check();
  await expect(kari.page).toHaveURL("/innboks/?ulest=ja");
  await expect(notice).toHaveCount(0);
});

test("what is not the inbox's in an address is passed over", async ({ citizen }) => {
  const kari = await citizen("kari");
  const notice = kari.page.getByText(text("filter.damaged"));
  for (const query of ["?utm_source=brev", "?kode=7&ulestt=ja", "?q=kari&kategori=gp&avsender=Ola"]) {
    await test.step(query, async () => {
      const page = await kari.open(query);
      await expect(rows(page)).toHaveCount(50);
      await expect(chips(page)).toHaveCount(0);
      await expect(searchField(page)).toHaveValue("");
      await expect(notice).toHaveCount(0);
    });
  }
});

test("the same is said where I look at what I put away", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open("lagt-bort?ulest=kanskje");
  await expect(title(page)).toHaveText(text("putAway.title"));
  await expect(page.getByText(text("filter.damaged"))).toBeVisible();
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
  await kari.scenario({ method: "POST", path: SEARCH, person: "p-kari", delayMs: 1_500 });
  const asked = listen(page);
  await searchField(page).fill("skjultkanari");
  await searchField(page).press("Enter");
  await expect.poll(() => listCalls(asked).length).toBe(1);
  await switchTo(page, OLA);
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
  await kari.scenario({ method: "POST", path: SEARCH, person: "p-kari", delayMs: 1_500 });
  const asked = listen(page);
  await filterBox(page, text("category.studyResult")).check();
  await expect.poll(() => listCalls(asked).length).toBe(1);
  await switchTo(page, OLA);
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
  await kari.scenario({ method: "GET", path: "/api/v1/threads", person: "p-kari", delayMs: 1_500 });
  const asked = listen(page);
  await button(page, text("inbox.more")).click();
  await expect.poll(() => listCalls(asked).length).toBe(1);
  await switchTo(page, OLA);
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
