// Finding a person among many.

import { expect, test, type Locator, type Page } from "./fixtures.ts";
import { button, chooseLanguage, link, picker, rows, tabTo, title } from "./support/page.ts";
import { countAs, listed, mayActFor, openOverview, openPicker, search, told } from "./support/persons.ts";
import { text, type Language, type TextKey } from "./support/texts.ts";

const KARI = "Kari Nordmann";
const OLA = "Ola Nordmann";

test("five persons are shown at once; from six I can search", async ({ citizen }) => {
  const kari = await citizen("kari");
  mayActFor(kari, "Åse Bjørkøy");
  const page = await kari.open();
  const dialog = await openPicker(page);
  await expect(dialog.getByRole("listitem")).toHaveCount(5);
  await expect(search(dialog)).toHaveCount(0);
  mayActFor(kari, "Renée Dahl");
  await kari.open("personer");
  await expect(listed(page)).toHaveCount(6);
  await expect(search(page)).toBeVisible();
});

test("a search finds names however they are typed, says how many, and Escape clears it", async ({ citizen }) => {
  const kari = await citizen("kari");
  mayActFor(kari, "Åse Bjørkøy", "Renée Dahl");
  const page = await kari.open();
  const dialog = await openPicker(page);
  const names = dialog.getByRole("listitem");
  await expect(names).toHaveCount(6);
  await expect(told(dialog)).toBeEmpty();
  for (const [typed, found, says] of [
    ["nordmann", 4, text("person.found.other", { count: 4 })],
    ["ASE", 1, text("person.found.one")],
    ["åse bj", 1, text("person.found.one")],
    ["dahl renee", 1, text("person.found.one")],
  ] as const) {
    await search(dialog).fill(typed);
    await expect(names).toHaveCount(found);
    await expect(told(dialog)).toHaveText(says);
  }
  await page.keyboard.press("Escape");
  await expect(search(dialog)).toHaveValue("");
  await expect(search(dialog)).toBeFocused();
  await expect(names).toHaveCount(6);
  await expect(told(dialog)).toBeEmpty();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
});

test("a search that finds nobody says so", async ({ citizen }) => {
  const kari = await citizen("kari");
  mayActFor(kari, "Åse Bjørkøy", "Renée Dahl");
  const page = await openOverview(kari);
  await expect(listed(page)).toHaveCount(6);
  await search(page).fill("mann");
  await expect(listed(page)).toHaveCount(0);
  await expect(told(page)).toHaveText(text("person.found.none"));
});

test("by keyboard alone I find a person among many and open the inbox", async ({ citizen }) => {
  const kari = await citizen("kari");
  mayActFor(kari, "Åse Bjørkøy", "Renée Dahl");
  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  await tabTo(page, page.getByRole("button", { name: text("bar.person") }));
  await page.keyboard.press("Enter");
  const dialog = picker(page);
  await expect(dialog).toBeVisible();
  await tabTo(page, search(dialog));
  await page.keyboard.type("nord");
  await page.keyboard.press("ArrowDown");
  await expect(dialog.getByRole("button", { name: KARI })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(dialog.getByRole("button", { name: "Nora Nordmann" })).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect(search(dialog)).toBeFocused();
  await page.keyboard.type(" o");
  await expect(dialog.getByRole("listitem")).toHaveCount(1);
  // Tab leads to the choices as well.
  await page.keyboard.press("Tab");
  await expect(dialog.getByRole("button", { name: OLA })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(dialog.getByRole("button", { name: OLA })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(title(page)).toHaveText(text("inbox.on", { name: OLA }));
  await expect(title(page)).toBeFocused();
});

for (const language of ["nn", "en"] as const satisfies Language[]) {
  test(`the overview and the search speak my language: ${language}`, async ({ citizen }) => {
    const kari = await citizen("kari");
    mayActFor(kari, "Åse Bjørkøy", "Renée Dahl");
    await countAs(kari.page, { "p-nora": { unread: 1, waiting: 1 }, "p-ola": { unread: 2, waiting: 2 } });
    const page = await openOverview(kari);
    await search(page).fill("nordmann");
    await chooseLanguage(page, "nb", language);
    const says = (key: TextKey, values = {}): string => text(key, values, language);
    await expect(title(page)).toHaveText(says("person.allTitle"));
    await expect(page.getByRole("searchbox", { name: says("person.search"), exact: true })).toHaveValue("nordmann");
    await expect(told(page)).toHaveText(says("person.found.other", { count: 4 }));
    const card = (name: string): Locator => listed(page).filter({ hasText: name });
    await expect(card("Nora")).toContainText(says("person.age.under12"));
    await expect(card("Nora")).toContainText(says("person.waiting.one"));
    await expect(card("Nora")).toContainText(says("inbox.unreadCount.one"));
    await expect(card(OLA)).toContainText(says("person.waiting.other", { count: 2 }));
    await expect(card(KARI)).toContainText(says("person.own"));
    await expect(page.getByText(says("person.allIntro"))).toBeVisible();
    await expect(page.getByText(says("bar.own"))).toBeVisible();
  });
}

test("with 200 persons the list scrolls, the head and the search stay, and nothing is too wide for a telephone", async ({
  citizen,
}) => {
  const kari = await citizen("kari", { browser: { viewport: { width: 360, height: 640 } } });
  const many = Array.from({ length: 195 }, (_, index) => `Margrethe-Elisabeth${index} Bjørkøy-Strømsnes`);
  mayActFor(kari, ...many, "Åse Ålund");
  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  const dialog = await openPicker(page);
  await expect(dialog.getByRole("listitem")).toHaveCount(200);
  await link(dialog, text("person.all")).scrollIntoViewIfNeeded();
  await expect(dialog.getByRole("heading", { name: text("person.title") })).toBeInViewport();
  await expect(button(page, text("dialog.close"))).toBeInViewport();
  await expect(search(dialog)).toBeInViewport();
  expect(await tooWide(page)).toEqual([]);
  await search(dialog).fill("aalund");
  await expect(dialog.getByRole("listitem")).toHaveCount(0);
  await search(dialog).fill("alund");
  await expect(dialog.getByRole("listitem")).toHaveCount(1);
  await expect(told(dialog)).toHaveText(text("person.found.one"));
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await openOverview(kari);
  await expect(listed(page)).toHaveCount(200);
  expect(await tooWide(page)).toEqual([]);
  await search(page).fill("alund");
  await listed(page).getByRole("button", { name: "Åse Ålund" }).click();
  await expect(title(page)).toHaveText(text("inbox.on", { name: "Åse Ålund" }));
});

/** What reaches past the right edge. */
async function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.querySelector("hn-webcomp-innboks")?.shadowRoot;
    const wide = [...(root?.querySelectorAll("*") ?? [])].filter(
      (element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5,
    );
    return wide.map((element) => `${element.localName}.${element.className}`);
  });
}
