// Finding a message again by its words.

import { expect, test, type Locator } from "./fixtures.ts";
import { addLetters, type Letter } from "./support/letters.ts";
import {
  button,
  chips,
  expectFocusKept,
  filterBox,
  found,
  hits,
  lookFor,
  openFilters,
  openList,
  rows,
  searchField,
  shownIds,
  tabTo,
  threadRow,
} from "./support/page.ts";
import { noHits } from "./support/search.ts";
import { text } from "./support/texts.ts";
import { listen } from "./support/watch.ts";

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

const marked = (row: Locator): Promise<string[]> => row.locator("mark").allTextContents();

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
