// Filters and order: seeing only what one asks for.

import { expect, test, type Locator, type Page } from "./fixtures.ts";
import type { Citizen } from "./support/citizen.ts";
import { addLetters, answerWanted, draftIn, HAS_DRAFT, idsWhere, NEEDS_ANSWER, UNREAD } from "./support/letters.ts";
import {
  button,
  chip,
  chips,
  chooseLanguage,
  dayField,
  expectFocusKept,
  filterBox,
  found,
  hits,
  lookFor,
  openFilters,
  openList,
  rows,
  searchField,
  senderChoice,
  shownIds,
  sortChoice,
  tabTo,
} from "./support/page.ts";
import { longDate, text, type Language } from "./support/texts.ts";

/** What the filters leave, said by the database as well. */
async function expectShown(page: Page, citizen: Citizen, condition: string, order?: string): Promise<void> {
  const ids = idsWhere(citizen, condition, order);
  expect(ids.length, condition).toBeGreaterThan(0);
  await expect(found(page)).toHaveText(hits(ids.length));
  await expect.poll(() => shownIds(page)).toEqual(ids.slice(0, 50));
}

const FROM = "t.latest_at >= strftime('%Y-%m-%dT23:00:00.000Z', '2026-03-01', '-1 days')";
const TO = "t.latest_at < '2026-09-30T22:00:00.000Z'";

type Filter = { name: string; choose: (page: Page) => Promise<unknown>; condition: string; chip: string };

const FILTERS: Filter[] = [
  {
    name: "unread",
    choose: (page) => filterBox(page, text("filter.unread")).check(),
    condition: UNREAD,
    chip: text("filter.unread"),
  },
  {
    name: "with a file",
    choose: (page) => filterBox(page, text("filter.attachment")).check(),
    condition: "t.has_attachment",
    chip: text("filter.attachment"),
  },
  {
    name: "with a draft",
    choose: (page) => filterBox(page, text("filter.draft")).check(),
    condition: HAS_DRAFT,
    chip: text("filter.draft"),
  },
  {
    name: "waiting for an answer",
    choose: (page) => filterBox(page, text("filter.needsAnswer")).check(),
    condition: NEEDS_ANSWER,
    chip: text("filter.needsAnswer"),
  },
  {
    name: "a kind",
    choose: (page) => filterBox(page, text("category.hospital")).check(),
    condition: "t.category = 'hospital'",
    chip: text("category.hospital"),
  },
  {
    name: "a sender",
    choose: (page) => senderChoice(page).selectOption("St. Olavs hospital"),
    condition: "t.sender_name = 'St. Olavs hospital'",
    chip: "St. Olavs hospital",
  },
  {
    name: "from a day",
    choose: (page) => dayField(page, "filter.from").fill("2026-03-01"),
    condition: FROM,
    chip: text("filter.fromDay", { date: longDate("2026-03-01") }),
  },
  {
    name: "to a day",
    choose: (page) => dayField(page, "filter.to").fill("2026-09-30"),
    condition: TO,
    chip: text("filter.toDay", { date: longDate("2026-09-30") }),
  },
];

test("each filter shows what it says, and its chip takes it out", async ({ citizen, a11y }) => {
  const kari = await citizen("kari");
  kari.change(`${draftIn("t-kari-13")}; ${answerWanted("t-kari-03")}; ${answerWanted("t-kari-21")}`);
  const page = await openList(kari);
  await openFilters(page);
  await a11y(page);
  for (const filter of FILTERS) {
    await test.step(filter.name, async () => {
      await filter.choose(page);
      await expectShown(page, kari, filter.condition);
      await expect(chips(page)).toHaveCount(1);
      await expect(page.getByRole("button", { name: `${text("filter.buttonOn", { count: 1 })}` })).toBeVisible();
      await chip(page, filter.chip).click();
      await expect(chips(page)).toHaveCount(0);
      await expect(rows(page)).toHaveCount(50);
      await expect(found(page)).toBeEmpty();
    });
  }
  for (const box of await page.getByRole("search").getByRole("checkbox").all()) await expect(box).not.toBeChecked();
  await expect(senderChoice(page)).toHaveValue("");
  await expect(dayField(page, "filter.from")).toHaveValue("");
  await expect(dayField(page, "filter.to")).toHaveValue("");
});

test("filters hold at once, with a search, and are taken out one by one or all at once", async ({ citizen, a11y }) => {
  const kari = await citizen("kari");
  const page = await openList(kari);
  await openFilters(page);
  await filterBox(page, text("filter.attachment")).check();
  await filterBox(page, text("category.hospital")).check();
  await filterBox(page, text("category.appointmentLetter")).check();
  const kinds = "t.category IN ('hospital', 'appointmentLetter')";
  await expectShown(page, kari, `t.has_attachment AND ${kinds}`);
  await senderChoice(page).selectOption("Haukeland universitetssjukehus");
  const sender = "t.sender_name = 'Haukeland universitetssjukehus'";
  await expectShown(page, kari, `t.has_attachment AND ${kinds} AND ${sender}`);
  await dayField(page, "filter.to").fill("2026-09-30");
  await expectShown(page, kari, `t.has_attachment AND ${kinds} AND ${sender} AND ${TO}`);
  await expect(chips(page)).toHaveCount(5);
  await a11y(page);

  await chip(page, text("category.hospital")).click();
  await expectShown(page, kari, `t.has_attachment AND t.category = 'appointmentLetter' AND ${sender} AND ${TO}`);
  await expect(filterBox(page, text("category.hospital"))).not.toBeChecked();
  await expect(filterBox(page, text("category.appointmentLetter"))).toBeChecked();
  await chip(page, "Haukeland universitetssjukehus").click();
  await expectShown(page, kari, `t.has_attachment AND t.category = 'appointmentLetter' AND ${TO}`);
  await searchField(page).fill("innkalling");
  await expect(searchField(page)).toHaveValue("innkalling");
  await expect(chips(page)).toHaveCount(3);
  await button(page, text("filter.reset")).click();
  await expect(chips(page)).toHaveCount(0);
  await expect(searchField(page)).toHaveValue("innkalling");
  await expect(found(page)).toHaveText(/treff/);
  for (const box of await page.getByRole("search").getByRole("checkbox").all()) await expect(box).not.toBeChecked();
});

test("each choice says how many it would give, given the others", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await openList(kari);
  await openFilters(page);
  const box = (count: number): Locator =>
    page.getByRole("checkbox", { name: `${text("category.hospital")} (${count})`, exact: true });
  await expect(box(idsWhere(kari, "t.category = 'hospital'").length)).toBeVisible();
  await filterBox(page, text("filter.attachment")).check();
  await expect(box(idsWhere(kari, "t.category = 'hospital' AND t.has_attachment").length)).toBeVisible();
  const sender = idsWhere(kari, "t.has_attachment AND t.sender_name = 'Oslo universitetssykehus'").length;
  await expect(senderChoice(page).getByRole("option", { name: `Oslo universitetssykehus (${sender})` })).toHaveCount(1);
});

test("the choices are complete though I came by an address with a filter", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open("?ulest=ja");
  await expect(found(page)).toHaveText(/treff/);
  await openFilters(page);
  await filterBox(page, text("filter.unread")).uncheck();
  await expect(rows(page)).toHaveCount(50);
  const count = idsWhere(kari, "t.category = 'hospital'").length;
  await expect(
    page.getByRole("checkbox", { name: `${text("category.hospital")} (${count})`, exact: true }),
  ).toBeVisible();
  await expect(senderChoice(page).getByRole("option", { name: /^St\. Olavs hospital/ })).toHaveCount(1);
});

test("who takes a filter out by keyboard goes on from there", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await openList(kari);
  await openFilters(page);
  await filterBox(page, text("filter.attachment")).check();
  await filterBox(page, text("filter.unread")).check();
  await expect(chips(page)).toHaveCount(2);
  await tabTo(page, chip(page, text("filter.unread")));
  await page.keyboard.press("Enter");
  await expect(chips(page)).toHaveCount(1);
  await expectFocusKept(page);
  await tabTo(page, chip(page, text("filter.attachment")));
  await page.keyboard.press("Enter");
  await expect(chips(page)).toHaveCount(0);
  await expectFocusKept(page);
});

test("a filter chosen by keyboard keeps the focus in the filters", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await openList(kari);
  await openFilters(page);
  const box = filterBox(page, text("category.hospital"));
  await tabTo(page, box);
  await page.keyboard.press("Space");
  await expect(found(page)).toHaveText(/treff/);
  await expect(box).toBeChecked();
  await expect(box).toBeFocused();
});

test("the list stands in the order I ask for", async ({ citizen }) => {
  const kari = await citizen("kari");
  addLetters(
    kari,
    { id: "t-x-1", sender: "Åsgård legesenter" },
    { id: "t-x-2", sender: "Ærfugl klinikk" },
    { id: "t-x-3", sender: "Østby helsehus" },
    { id: "t-x-4", sender: "Aasen terapi" },
  );
  const page = await openList(kari);
  await sortChoice(page).selectOption(text("sort.oldest"));
  await expect.poll(() => shownIds(page)).toEqual(idsWhere(kari, "1", "t.latest_at, t.id").slice(0, 50));
  await expect(found(page)).toBeEmpty();

  await sortChoice(page).selectOption(text("sort.sender"));
  const senders = (): string[] => {
    const inList = idsWhere(kari, "1", "t.id");
    const all = kari.rows("SELECT id, sender_name FROM threads").filter(({ id }) => inList.includes(String(id)));
    const names = all.map((row) => String(row["sender_name"]));
    return names.sort(new Intl.Collator("nb").compare);
  };
  const shown = async (): Promise<string[]> => {
    const of = new Map(kari.rows("SELECT id, sender_name FROM threads").map((row) => [row["id"], row["sender_name"]]));
    return (await shownIds(page)).map((id) => String(of.get(id)));
  };
  await expect.poll(shown).toEqual(senders().slice(0, 50));
  await button(page, text("inbox.more")).click();
  await expect.poll(shown).toEqual(senders());

  await sortChoice(page).selectOption(text("sort.newest"));
  await expect.poll(() => shownIds(page)).toEqual(idsWhere(kari, "1").slice(0, 50));
  await expect(page).toHaveURL("/innboks/");
  await lookFor(page, "innkalling");
  const newest = await shownIds(page);
  await sortChoice(page).selectOption(text("sort.oldest"));
  await expect.poll(() => shownIds(page)).toEqual([...newest].reverse());
  await expect(searchField(page)).toHaveValue("innkalling");
});

for (const language of ["nn", "en"] as const satisfies Language[]) {
  test(`search and filters speak my language: ${language}`, async ({ citizen, a11y }) => {
    const kari = await citizen("kari");
    addLetters(kari, { id: "t-x-1", subject: "Kanari 1" }, { id: "t-x-2", subject: "Kanari 2" });
    const page = await openList(kari);
    await chooseLanguage(page, "nb", language);
    const own = (key: Parameters<typeof text>[0], values = {}): string => text(key, values, language);
    await expect(searchField(page, language)).toBeVisible();
    await page.getByRole("button", { name: own("filter.button"), exact: true }).click();
    const box = (name: string): Locator => page.getByRole("checkbox", { name: new RegExp(`^${name} \\(\\d+\\)$`) });
    await expect(box(own("category.hospital"))).toBeVisible();
    await a11y(page);
    await page.getByRole("checkbox", { name: own("filter.unread"), exact: true }).check();
    await box(own("category.gp")).check();
    await page.getByLabel(own("filter.to"), { exact: true }).fill("2026-09-30");
    const parts = [
      own("filter.unread"),
      own("category.gp"),
      own("filter.toDay", { date: longDate("2026-09-30", language) }),
    ];
    for (const filter of parts) await expect(button(page, own("filter.remove", { filter }))).toBeVisible();
    await expect(button(page, own("filter.reset"))).toBeVisible();
    await searchField(page, language).fill("kanari");
    await expect(page.getByRole("heading", { name: own("search.noneFor", { text: "kanari" }) })).toBeVisible();
    await expect(page.getByText(own("search.noneAsked", { filters: parts.join(", ") }))).toBeVisible();
    await a11y(page);
    await button(page, own("search.widen")).click();
    await expect(found(page)).toHaveText(hits(2, language));
    await searchField(page, language).fill("kanari 2");
    await expect(found(page)).toHaveText(hits(1, language));
    for (const sort of ["sort.newest", "sort.oldest", "sort.sender"] as const) {
      await expect(
        page.getByRole("combobox", { name: own("sort.label") }).getByRole("option", { name: own(sort) }),
      ).toHaveCount(1);
    }
    // Nothing of the other language is left where the reader looks for something.
    const search = await page.getByRole("search").innerText();
    const nb = ["search.field", "filter.from", "filter.senderAll", "filter.category", "sort.label"] as const;
    expect(nb.filter((key) => own(key) !== text(key) && search.includes(text(key)))).toEqual([]);
  });
}
