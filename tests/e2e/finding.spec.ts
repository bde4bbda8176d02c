// Search and filters: finding a message again.

import { expect, test, type Locator, type Page } from "./fixtures.ts";
import type { Citizen } from "./support/citizen.ts";
import {
  addLetters,
  answerWanted,
  draftIn,
  HAS_DRAFT,
  idsWhere,
  NEEDS_ANSWER,
  UNREAD,
  type Letter,
} from "./support/letters.ts";
import { addMarked, HIDDEN, SHOWN } from "./support/marked.ts";
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
  rows,
  searchField,
  senderChoice,
  shownIds,
  sortChoice,
  switchTo,
  tabTo,
  threadRow,
  title,
} from "./support/page.ts";
import { Policy } from "./support/policy.ts";
import { longDate, text, type Language } from "./support/texts.ts";
import { expectNowhere, listen, type Asked } from "./support/watch.ts";
import type { Fault } from "./support/wire.ts";

const SEARCH = "/api/v1/threads/search";
const LOADING_FAILED = /Failed to load resource/;

const searches = (asked: Asked[]): Asked[] => asked.filter(({ path }) => path === SEARCH);
const marked = (row: Locator): Promise<string[]> => row.locator("mark").allTextContents();
/** Marks around what turns the direction keep it from turning our own words. */
const within = (words: string): string => (/[\u202A-\u202E]/.test(words) ? `\u2068${words}\u2069` : words);
const noHits = (page: Page, words: string): Locator =>
  page.getByRole("heading", { name: text("search.noneFor", { text: within(words) }), exact: true });

/** Opens the inbox with all of its first page. */
async function openList(citizen: Citizen): Promise<Page> {
  const page = await citizen.open();
  await expect(rows(page)).toHaveCount(50);
  return page;
}

const PADDING = "Dette står her for at ordet skal ligge et stykke ut i teksten, lenger ut enn listen viser. ".repeat(4);

const PLACES: { where: string; letter: Letter; words: string; marks: string[] }[] = [
  {
    where: "the subject",
    letter: { id: "t-x-1", subject: "Om Kanariemne og mer" },
    words: "kanariemne",
    marks: ["Kanariemne"],
  },
  {
    where: "the sender",
    letter: { id: "t-x-2", sender: "Kanarisender klinikk" },
    words: "Kanarisender",
    marks: ["Kanarisender"],
  },
  {
    where: "an older message",
    letter: { id: "t-x-3", texts: [`${PADDING}Her står kanaritekst. ${PADDING}`, "Det nyeste brevet."] },
    words: "KANARITEKST",
    marks: ["kanaritekst"],
  },
  {
    where: "the name of a file",
    letter: { id: "t-x-4", file: "Kanarifil fra legen.pdf" },
    words: "kanarifil",
    marks: ["Kanarifil"],
  },
  {
    where: "the start of a word",
    letter: { id: "t-x-5", subject: "Ny Kanaristart" },
    words: "kanarist",
    marks: ["Kanaristart"],
  },
];

test("a word is found wherever it stands, and marked there", async ({ citizen, a11y }) => {
  const kari = await citizen("kari");
  addLetters(kari, ...PLACES.map(({ letter }) => letter));
  const page = await openList(kari);
  for (const { where, letter, words, marks } of PLACES) {
    await test.step(where, async () => {
      await lookFor(page, words);
      await expect(found(page)).toHaveText(hits(1));
      await expect(rows(page)).toHaveCount(1);
      await expect(threadRow(page, letter.id)).toBeVisible();
      expect(await marked(threadRow(page, letter.id))).toEqual(marks);
    });
  }
  await lookFor(page, "kanari");
  await expect(found(page)).toHaveText(hits(PLACES.length));
  await a11y(page);
});

test("a piece of the message is shown where the words were found in it, cut once", async ({ citizen }) => {
  const kari = await citizen("kari");
  addLetters(kari, { id: "t-x-1", texts: [`${PADDING}Her står kanaritekst. ${PADDING}`] });
  const page = await openList(kari);
  await lookFor(page, "kanaritekst");
  await expect(threadRow(page, "t-x-1")).toContainText("Her står kanaritekst. Dette står her");
  await expect(threadRow(page, "t-x-1")).not.toContainText(/…\s*…/);
});

test("what was found is text, whatever it looks like", async ({ citizen }) => {
  const kari = await citizen("kari");
  const subject = `<b>Kanari1</b> & "x" <img src=x onerror=alert(1)>`;
  addLetters(
    kari,
    { id: "t-x-1", subject, texts: ["<script>alert(1)</script> kanari2 <svg onload=alert(1)>"] },
    { id: "t-x-2", subject: "🩸🩸 é́ Kanari3 🩸", file: "<i>kanari4<i>.pdf" },
  );
  const page = await openList(kari);
  await lookFor(page, "kanari1");
  await expect(threadRow(page, "t-x-1")).toContainText(subject);
  expect(await marked(threadRow(page, "t-x-1"))).toEqual(["Kanari1"]);
  await lookFor(page, "kanari2");
  await expect(threadRow(page, "t-x-1")).toContainText("<script>alert(1)</script> kanari2 <svg onload=alert(1)>");
  expect(await marked(threadRow(page, "t-x-1"))).toEqual(["kanari2"]);
  await lookFor(page, "kanari3");
  expect(await marked(threadRow(page, "t-x-2"))).toEqual(["Kanari3"]);
  await lookFor(page, "kanari4");
  await expect(threadRow(page, "t-x-2")).toContainText("<i>kanari4<i>.pdf");
  expect(await marked(threadRow(page, "t-x-2"))).toEqual(["kanari4"]);
  await expect(rows(page).locator("b, i, img, script, svg[onload]")).toHaveCount(0);
});

test("words are found whatever their case, accents and order, and Norwegian letters in both spellings", async ({
  citizen,
}) => {
  const kari = await citizen("kari");
  addLetters(kari, { id: "t-x-1", subject: "Kanarifugl på Øystese, ærlig talt, Åse og café" });
  const page = await openList(kari);
  const finds: [words: string, marks: string[]][] = [
    ["øystese", ["Øystese"]],
    ["OYSTESE", ["Øystese"]],
    ["Ærlig kanari", ["Kanarifugl", "ærlig"]],
    ["aerlig kanari", ["Kanarifugl", "ærlig"]],
    ["åse øystese kanarifugl", ["Kanarifugl", "Øystese", "Åse"]],
    ["a\u030Ase kanari", ["Kanarifugl", "Åse"]],
    ["ase kanari", ["Kanarifugl", "Åse"]],
    ["cafe kanarifugl", ["Kanarifugl", "café"]],
    ["  kanarifugl   café  ", ["Kanarifugl", "café"]],
  ];
  for (const [words, marks] of finds) {
    await test.step(words, async () => {
      await lookFor(page, words);
      await expect(found(page)).toHaveText(hits(1));
      await expect(threadRow(page, "t-x-1")).toBeVisible();
      await expect.poll(() => marked(threadRow(page, "t-x-1"))).toEqual(marks);
    });
  }
  for (const words of ["kanarifugl finnesikke", "fugl øystese", "kånarifugl"]) {
    await test.step(words, async () => {
      await lookFor(page, words);
      await expect(noHits(page, words)).toBeVisible();
      await expect(rows(page)).toHaveCount(0);
    });
  }
});

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

test("how much was found is told, in a place that a screen reader hears", async ({ citizen }) => {
  const kari = await citizen("kari");
  const letter = (at: number): Letter => ({ id: `t-x-${at}`, subject: `Kanariemne ${at}` });
  addLetters(kari, letter(1), letter(2), letter(3));
  const page = await openList(kari);
  await expect(found(page)).toBeEmpty();
  // Only what changes in an element that was there before, and not hidden, is told.
  await expect(page.getByRole("search").getByRole("status")).toHaveCount(1);
  const place = await found(page).elementHandle();
  for (const [words, count] of [
    ["kanariemne", 3],
    ["kanariemne 2", 1],
    ["kanariemne 7", 0],
  ] as const) {
    await lookFor(page, words);
    await expect(found(page)).toHaveText(hits(count));
    expect(await place?.evaluate((element) => element.isConnected && element.textContent)).toBe(hits(count));
  }
});

test("without hits it says what was looked for, and both ways on lead there", async ({ citizen, a11y }) => {
  const kari = await citizen("kari");
  addLetters(kari, { id: "t-x-1", subject: "Kanariemne" });
  const page = await openList(kari);
  await openFilters(page);
  await filterBox(page, text("category.hospital")).check();
  await lookFor(page, "kanariemne");
  await expect(noHits(page, "kanariemne")).toBeVisible();
  await expect(found(page)).toHaveText(hits(0));
  await expect(page.getByText(text("search.noneAsked", { filters: text("category.hospital") }))).toBeVisible();
  await expect(page.getByText(text("search.noneHint"))).toBeVisible();
  await a11y(page);

  await button(page, text("search.widen")).click();
  await expect(found(page)).toHaveText(hits(1));
  await expect(threadRow(page, "t-x-1")).toBeVisible();
  await expect(chips(page)).toHaveCount(0);
  await expect(searchField(page)).toHaveValue("kanariemne");

  await page.goBack();
  await expect(noHits(page, "kanariemne")).toBeVisible();
  await button(page, text("search.all")).click();
  await expect(rows(page)).toHaveCount(50);
  await expect(chips(page)).toHaveCount(0);
  await expect(searchField(page)).toHaveValue("");
  await expect(found(page)).toBeEmpty();

  await lookFor(page, "finnesikkenoested");
  await expect(noHits(page, "finnesikkenoested")).toBeVisible();
  await expect(button(page, text("search.widen"))).toHaveCount(0);
  await expect(button(page, text("search.all"))).toBeVisible();
});

for (const key of ["search.widen", "search.all"] as const) {
  test(`«${text(key)}», pressed by keyboard, leaves the focus where one can go on`, async ({ citizen }) => {
    const kari = await citizen("kari");
    addLetters(kari, { id: "t-x-1", subject: "Kanariemne" });
    const page = await openList(kari);
    await openFilters(page);
    await filterBox(page, text("category.hospital")).check();
    await lookFor(page, "kanariemne");
    await expect(noHits(page, "kanariemne")).toBeVisible();
    await tabTo(page, button(page, text(key)));
    await page.keyboard.press("Enter");
    await expect(rows(page).first()).toBeVisible();
    await expectFocusKept(page);
  });
}

test("clearing the field shows the whole list again, without asking for it", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await openList(kari);
  const before = await shownIds(page);
  await lookFor(page, "blodprøve");
  await expect(rows(page)).not.toHaveCount(50);
  const asked = listen(page);
  await searchField(page).fill("");
  await expect(rows(page)).toHaveCount(50);
  expect(await shownIds(page)).toEqual(before);
  await expect(found(page)).toBeEmpty();
  await expect(page).toHaveURL("/innboks/");
  expect(asked.filter(({ path }) => path.startsWith("/api/v1/threads"))).toEqual([]);
});

test("a thread that I put away is found, and says that it is put away", async ({ citizen }) => {
  const kari = await citizen("kari");
  addLetters(kari, { id: "t-x-1", subject: "Kanari bort" }, { id: "t-x-2", subject: "Kanari her" });
  const answer = await kari.write("PUT", "/threads/t-x-1/put-away", "p-kari", { putAway: true });
  expect(answer.ok(), await answer.text()).toBe(true);
  const page = await openList(kari);
  await lookFor(page, "kanari");
  await expect(found(page)).toHaveText(hits(2));
  await expect(threadRow(page, "t-x-1")).toContainText(text("putAway.mark"));
  await expect(threadRow(page, "t-x-2")).not.toContainText(text("putAway.mark"));
});

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

const HOSTILE: [name: string, words: string][] = [
  ["markup", `<img src=x onerror=alert(1)><script>alert(1)</script>`],
  ["quotes", `'"; DROP TABLE threads; -- "*`],
  ["the index's own words", `NEAR(kari nordmann) AND NOT subject:* ^x`],
  ["placeholders", `{text} {count} {{7*7}} \${x}`],
  ["an address", `javascript:alert(1) ../../?ulest=ja#%00%2e`],
  ["an emoji", `🩸👩‍👩‍👧🩸`],
  ["no words", `?! – …`],
  ["the other direction", `\u202Etxet\u202C`],
];

test("no search text does harm, and each is shown as it was written", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await openList(kari);
  for (const [name, words] of HOSTILE) {
    await test.step(name, async () => {
      await lookFor(page, words);
      await expect(found(page)).toHaveText(hits(0));
      await expect(noHits(page, words)).toBeVisible();
      await expect(searchField(page)).toHaveValue(words);
      await expect(page.getByRole("alert")).toHaveCount(0);
      await expect(page.getByRole("main").locator("img, script")).toHaveCount(0);
      await expect(page).toHaveURL("/innboks/");
    });
  }
  await searchField(page).fill("");
  await expect(rows(page)).toHaveCount(50);
});

test("a search text is cut at 200 letters, and those fit on the page", async ({ citizen }) => {
  const kari = await citizen("kari", { browser: { viewport: { width: 360, height: 740 } } });
  const page = await openList(kari);
  const asked = listen(page);
  await searchField(page).fill("å".repeat(300));
  await searchField(page).press("Enter");
  await expect(found(page)).toHaveText(hits(0));
  const [first] = searches(asked);
  expect((JSON.parse(first?.body ?? "{}") as { text: string }).text).toBe("å".repeat(200));
  await expect(page.getByRole("alert")).toHaveCount(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});

test("what I look for stands in no address, history, storage or title", async ({ citizen, guard }) => {
  const kari = await citizen("kari");
  addLetters(kari, { id: "t-x-1", category: "healthContact", sender: "Kanarisenter vest", subject: "Kanariemne her" });
  const page = await openList(kari);
  const asked = listen(page);
  await openFilters(page);
  await filterBox(page, text("category.healthContact")).check();
  await expect(chips(page)).toHaveCount(1);
  await senderChoice(page).selectOption("Kanarisenter vest");
  await expect(chips(page)).toHaveCount(2);
  await filterBox(page, text("filter.needsAnswer")).check();
  await expect(chips(page)).toHaveCount(3);
  await filterBox(page, text("filter.needsAnswer")).uncheck();
  await lookFor(page, "kanariemne");
  await expect(found(page)).toHaveText(hits(1));
  const kept = async (): Promise<string> =>
    page.evaluate(async () => {
      const state = JSON.stringify(history.state as unknown);
      const stores = [localStorage, sessionStorage].map((store) => JSON.stringify(store));
      const databases = (await indexedDB.databases()).map(({ name }) => name);
      const names = await caches.keys();
      const stored = await Promise.all(
        names.map(async (name) => (await (await caches.open(name)).keys()).map((r) => r.url)),
      );
      return [location.href, document.title, state, document.cookie, ...stores, ...databases, ...stored.flat()].join(
        "\n",
      );
    });
  const secrets = /kanari|healthContact|helsekontakt|needsAnswer|svar/i;
  expect(await kept()).not.toMatch(secrets);
  await threadRow(page, "t-x-1").click();
  await expect(title(page)).toHaveText("Kanariemne her");
  expect(await kept()).not.toMatch(secrets);
  await page.goBack();
  await expect(found(page)).toHaveText(hits(1));
  expect(await kept()).not.toMatch(secrets);
  // A control: it was asked about, and heard.
  expect(searches(asked).some(({ body }) => secrets.test(body))).toBe(true);
  expect(guard.addresses.length).toBeGreaterThan(10);
  expect(guard.addresses.filter((address) => secrets.test(decodeURIComponent(address)))).toEqual([]);
});

for (const [persona, person] of [
  ["basis", "Bjørn Basisen"],
  ["kari", "Jonas Nordmann"],
] as const) {
  test(`a server that tells too much gets nothing of it shown, found or counted: ${person}`, async ({ citizen }) => {
    const user = await citizen(persona);
    const session = await user.session();
    const claims = await user.person(person);
    const { threads } = addMarked(user, [claims], (one, category) => new Policy(session, one).sees(category));
    const shown = threads.filter(({ isShown }) => isShown).length;
    expect(shown).toBeGreaterThan(0);
    expect(threads.length).toBeGreaterThan(shown);
    const page = await user.open();
    if (claims.id !== session.defaultPerson) await switchTo(page, person);
    await expect(rows(page).first()).toBeVisible();
    await user.scenario({ path: SEARCH, fault: { kind: "hiddenData" } });
    await openFilters(page);
    const answered = page.waitForResponse(
      (answer) => answer.url().endsWith(SEARCH) && answer.request().postData()?.includes("emne") === true,
    );
    await lookFor(page, "emne");
    // A control: the server did tell.
    const told = (await (await answered).json()) as { hits: unknown[]; senders: { name: string }[] };
    expect(JSON.stringify(told.hits)).toContain(HIDDEN);
    expect(JSON.stringify(told.hits)).toContain(SHOWN);
    expect(JSON.stringify(told.senders)).toContain(HIDDEN);
    await expect(found(page)).toHaveText(hits(await rows(page).count()));
    const ids = await shownIds(page);
    expect(threads.filter(({ id, isShown }) => ids.includes(id) !== isShown)).toEqual([]);
    await expectNowhere(page, HIDDEN);
    const policy = new Policy(session, claims);
    for (const { category } of threads) {
      const box = filterBox(page, text(`category.${category}` as "category.gp"));
      await expect(box, category).toHaveCount(policy.sees(category) ? 1 : 0);
    }
    const options = await senderChoice(page).getByRole("option").allTextContents();
    expect(options.filter((option) => option.includes(HIDDEN))).toEqual([]);
    const senders = told.senders.map(({ name }) => `${name} (1)`).filter((name) => name.includes(SHOWN));
    expect(options.filter((option) => option.includes(SHOWN)).sort()).toEqual(senders.sort());
    await searchField(page).fill("");
    await expect(found(page)).toBeEmpty();
    await expectNowhere(page, HIDDEN);
  });
}

test("a server that tells too much on more than one page is not counted with", async ({ citizen }) => {
  const basis = await citizen("basis");
  const letter = (at: number): Letter => ({
    id: `t-x-${at}`,
    person: "p-basis",
    category: at < 2 ? "gpChangeAcknowledgement" : "studyResult",
    subject: `Kanari ${at < 2 ? "synlig" : "skjult"}`,
    daysAgo: 500 - at,
    isRead: false,
  });
  addLetters(basis, ...Array.from({ length: 72 }, (_, at) => letter(at)));
  const session = await basis.session();
  const policy = new Policy(session, await basis.person("Bjørn Basisen"));
  expect([policy.sees("gpChangeAcknowledgement"), policy.sees("studyResult")]).toEqual([true, false]);
  await basis.scenario({ path: SEARCH, fault: { kind: "hiddenData" } });
  const page = await basis.open();
  await expect(rows(page).first()).toBeVisible();
  await lookFor(page, "kanari");
  await expect(found(page)).toHaveText(hits(2));
  await expectNowhere(page, "skjult");
  await button(page, text("inbox.more")).click();
  await expect.poll(() => shownIds(page)).toEqual(["t-x-1", "t-x-0"]);
  await expect(found(page)).toHaveText(hits(2));
  await expectNowhere(page, "skjult");
});

const FAULTS: [name: string, fault: Fault, message: string][] = [
  ["500", { kind: "status", status: 500 }, text("error.server")],
  ["503", { kind: "status", status: 503, retryAfter: 2 }, text("error.tooMany", { seconds: 2 })],
  ["429", { kind: "status", status: 429, retryAfter: 3 }, text("error.tooMany", { seconds: 3 })],
  ["a malformed answer", { kind: "malformed" }, text("error.malformed")],
  ["an answer that breaks off", { kind: "truncated" }, text("error.network")],
  ["a connection that closes", { kind: "abort" }, text("error.network")],
];

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

test("the search is there where I look at what I put away, and looks there only", async ({ citizen }) => {
  const kari = await citizen("kari");
  addLetters(kari, { id: "t-x-1", subject: "Kanari bort" }, { id: "t-x-2", subject: "Kanari her" });
  // What the seed has put away is not looked at here.
  kari.change("UPDATE reads SET put_away = 0");
  const answer = await kari.write("PUT", "/threads/t-x-1/put-away", "p-kari", { putAway: true });
  expect(answer.ok(), await answer.text()).toBe(true);
  const page = await kari.open("lagt-bort");
  await expect.poll(() => shownIds(page)).toEqual(["t-x-1"]);
  await lookFor(page, "kanari");
  await expect(found(page)).toHaveText(hits(1));
  expect(await shownIds(page)).toEqual(["t-x-1"]);
  await lookFor(page, "her kanari");
  await expect(noHits(page, "her kanari")).toBeVisible();
  await button(page, text("search.all")).click();
  await expect.poll(() => shownIds(page)).toEqual(["t-x-1"]);
  await expect(page).toHaveURL("/innboks/lagt-bort");
});
