import { expect, test, type Locator, type Page } from "./fixtures.ts";
import type { Citizen } from "./support/citizen.ts";
import { quoted } from "./support/database.ts";
import {
  button,
  chooseLanguage,
  expectSaved,
  link,
  picker,
  replyField,
  rows,
  switchTo,
  tabTo,
  threadRow,
  title,
  writeReply,
} from "./support/page.ts";
import { longDate, text, unreadCount, type Language, type TextKey } from "./support/texts.ts";

const KARI = "Kari Nordmann";
const OLA = "Ola Nordmann";

/** Everyone on the overview. */
const listed = (page: Page): Locator => page.getByRole("main").getByRole("listitem");

const search = (within: Page | Locator): Locator =>
  within.getByRole("searchbox", { name: text("person.search"), exact: true });

/** What is read aloud about a search. */
const told = (within: Page | Locator): Locator => within.getByRole("status");

/** Lets Kari act for these as well, who have given her powers of attorney. */
function mayActFor(kari: Citizen, ...names: string[]): void {
  const statements = names.map((name) => {
    const id = quoted(`p-${name.toLowerCase().replace(/\W+/g, "-")}`);
    return `INSERT INTO persons (id, name, age_band, consent_level, archive_consent, archive_terms_accepted, services)
        SELECT ${id}, ${quoted(name)}, age_band, consent_level, archive_consent, archive_terms_accepted, services
        FROM persons WHERE id = 'p-ola';
      INSERT INTO representations (user_id, person_id, position, relation, power_of_attorney)
        SELECT 'kari', ${id}, max(position) + 1, 'powerOfAttorney',
               '{"kind":"ordinary","serviceAreas":[3],"validTo":"2099-01-31"}'
        FROM representations WHERE user_id = 'kari'`;
  });
  kari.change(`BEGIN; ${statements.join(";\n")}; COMMIT`);
}

async function openPicker(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: text("bar.person") }).click();
  await expect(picker(page)).toBeVisible();
  return picker(page);
}

async function openOverview(citizen: Citizen): Promise<Page> {
  const page = await citizen.open("personer");
  await expect(title(page)).toHaveText(text("person.allTitle"));
  return page;
}

type Counted = { id: string; unread: number; waiting: number };

/** «2 ting venter på deg», as the interface counts. */
const waitingCount = (count: number): string =>
  count === 1 ? text("person.waiting.one") : text("person.waiting.other", { count });

type Counts = Record<string, { unread: number; waiting: number }>;

/** From now on the server counts like this; whom it does not name stands as it was. */
async function countAs(page: Page, counts: Counts): Promise<void> {
  await page.unroute("**/api/v1/unread");
  await page.route("**/api/v1/unread", async (route) => {
    const answer = await route.fetch();
    const { persons } = (await answer.json()) as { persons: Counted[] };
    const changed = persons.map((person) => ({ ...person, ...counts[person.id] }));
    await route.fulfill({ response: answer, json: { persons: changed } });
  });
}

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

test("each person's own figures stand with them, in the picker and on the overview, and nothing that is zero waits", async ({
  citizen,
}) => {
  const kari = await citizen("kari");
  const page = kari.page;
  await countAs(page, {
    "p-kari": { unread: 8, waiting: 2 },
    "p-nora": { unread: 0, waiting: 1 },
    "p-jonas": { unread: 1, waiting: 0 },
    "p-ola": { unread: 5, waiting: 13 },
  });
  const expectFigures = async (list: Locator): Promise<void> => {
    await expect(list).toHaveCount(4);
    for (const [name, unread, waiting] of [
      [KARI, 8, text("person.waiting.other", { count: 2 })],
      ["Nora Nordmann", 0, text("person.waiting.one")],
      ["Jonas Nordmann", 1, null],
      [OLA, 5, text("person.waiting.other", { count: 13 })],
    ] as const) {
      const card = list.filter({ hasText: name });
      await expect(card).toContainText(unreadCount(unread));
      if (waiting) await expect(card).toContainText(waiting);
      else await expect(card).not.toContainText("venter");
    }
  };
  await openOverview(kari);
  await expectFigures(listed(page));
  await expectFigures((await openPicker(page)).getByRole("listitem"));
  await page.keyboard.press("Escape");
  // They are fetched anew each time, and follow.
  await countAs(page, { "p-nora": { unread: 3, waiting: 0 } });
  await openPicker(page);
  await expect(picker(page).getByRole("listitem").filter({ hasText: "Nora" })).toContainText(unreadCount(3));
  await page.keyboard.press("Escape");
  await expect(listed(page).filter({ hasText: "Nora" })).toContainText(unreadCount(3));
  await expect(listed(page).filter({ hasText: "Nora" })).not.toContainText("venter");
});

test("what I leave unsent for one person waits with that person, and with nobody else", async ({ citizen }) => {
  const kari = await citizen("kari");
  const counts = async (): Promise<Counted[]> =>
    ((await (await kari.ask("/unread")).json()) as { persons: Counted[] }).persons;
  const { persons } = await kari.session();
  const before = await counts();
  const page = await kari.open();
  await switchTo(page, OLA);
  await threadRow(page, "t-ola-05").click();
  await writeReply(page, "Venter på meg");
  await expectSaved(page);
  await link(page.getByRole("contentinfo"), text("person.allTitle")).click();
  await expect(listed(page)).toHaveCount(4);
  const after = await counts();
  for (const { id, name } of persons) {
    const waits = (of: Counted[]): number => of.find((person) => person.id === id)?.waiting ?? -1;
    expect(waits(after) - waits(before), name).toBe(name === OLA ? 1 : 0);
    const card = listed(page).filter({ hasText: name });
    await expect(card).toContainText(unreadCount(after.find((person) => person.id === id)?.unread ?? -1));
    if (waits(after)) await expect(card).toContainText(waitingCount(waits(after)));
    else await expect(card).not.toContainText("venter");
  }
});

test("the picker says how old a child is, until when a power of attorney lasts, and which is me", async ({
  citizen,
}) => {
  const kari = await citizen("kari");
  kari.change("UPDATE persons SET age_band = '16to17' WHERE id = 'p-ola'");
  const page = await kari.open();
  const people = (await openPicker(page)).getByRole("listitem");
  const last = (await kari.person(OLA)).powerOfAttorney?.validTo ?? "";
  for (const [name, ...says] of [
    [KARI, text("person.own"), text("person.chosen")],
    ["Nora Nordmann", text("person.parent"), text("person.age.under12")],
    ["Jonas Nordmann", text("person.parent"), text("person.age.from12To15")],
    [OLA, text("person.powerOfAttorneyTo", { date: longDate(last) }), text("person.age.from16To17")],
  ] as const) {
    for (const words of says) await expect(people.filter({ hasText: name })).toContainText(words);
  }
  await expect(people.first()).toContainText(KARI);
  await expect(people.first()).not.toContainText(text("person.age.under12").slice(0, 6));
});

test("the overview is reached from the picker and the footer, and tells nothing of what anything is about", async ({
  citizen,
}) => {
  const kari = await citizen("kari");
  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  await openPicker(page);
  await link(picker(page), text("person.all")).click();
  await expect(picker(page)).toHaveCount(0);
  await expect(title(page)).toHaveText(text("person.allTitle"));
  await expect(title(page)).toBeFocused();
  await expect(page).toHaveTitle(new RegExp(`^${text("person.allTitle")}`));
  await expect(listed(page)).toHaveCount(4);
  const shown = (await page.locator("hn-webcomp-innboks .ib-app").innerText()).toLowerCase();
  for (const { id } of (await kari.session()).persons) {
    for (const { subject, preview, sender } of await kari.threads(id)) {
      for (const words of [subject, preview.slice(0, 30), sender.name]) {
        if (words && words !== KARI && words !== OLA) expect(shown).not.toContain(words.toLowerCase());
      }
    }
  }
  for (const key of ["category.gp", "category.hospital", "category.appointmentLetter"] as TextKey[]) {
    expect(shown).not.toContain(text(key).toLowerCase());
  }
  await page.goBack();
  await expect(rows(page)).toHaveCount(50);
  await link(page.getByRole("contentinfo"), text("person.allTitle")).click();
  await expect(title(page)).toHaveText(text("person.allTitle"));
  // Whom I act for already is opened too.
  await listed(page).getByRole("button", { name: KARI }).click();
  await expect(title(page)).toHaveText(text("inbox.title"));
});

test("a person is opened from the overview by keyboard alone", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await openOverview(kari);
  await tabTo(page, listed(page).getByRole("button", { name: KARI }));
  for (const name of ["Nora Nordmann", "Jonas Nordmann", OLA]) {
    await page.keyboard.press("ArrowDown");
    await expect(listed(page).getByRole("button", { name })).toBeFocused();
  }
  await page.keyboard.press("Enter");
  await expect(title(page)).toHaveText(text("inbox.on", { name: OLA }));
  await page.goBack();
  await expect(title(page)).toHaveText(text("person.allTitle"));
  await expect(page.getByText(text("bar.own"))).toBeVisible();
});

test("who has nobody to represent is told so, and how one comes to it", async ({ citizen }) => {
  const tom = await citizen("tom");
  const page = await openOverview(tom);
  await expect(page.getByText(text("person.alone"))).toBeVisible();
  await expect(page.getByText(text("person.aloneHow"))).toBeVisible();
  const { links } = await tom.session();
  const href = links.find(({ kind }) => kind === "powersOfAttorney")?.href ?? "none";
  await expect(link(page, text("link.powersOfAttorney"))).toHaveAttribute("href", href);
  await expect(page.getByRole("contentinfo").getByRole("link", { name: text("person.allTitle") })).toHaveCount(0);
});

test("with a confidential address the overview says why there is nobody else", async ({ citizen }) => {
  const sigrid = await citizen("sigrid");
  const page = await openOverview(sigrid);
  await expect(page.getByText(text("reason.confidentialAddress"))).toBeVisible();
  await expect(page.getByText(text("person.aloneHow"))).toHaveCount(0);
});

test("the closed come last and say why; what is new with them is not told, though the server counts it", async ({
  citizen,
}) => {
  const ingrid = await citizen("ingrid");
  await countAs(ingrid.page, {
    "p-gudrun": { unread: 71, waiting: 72 },
    "p-arne": { unread: 73, waiting: 74 },
  });
  // The first of all, but for oneself.
  ingrid.change("UPDATE representations SET position = 0 WHERE user_id = 'ingrid' AND person_id = 'p-arne'");
  const page = await openOverview(ingrid);
  const order = ["Ingrid Fullmektig", OLA, "Arne Bjørkøy", "Gudrun Sæterøy"];
  await expect(listed(page)).toContainText(order);
  await expect(listed(page).nth(2)).toContainText("Fullmakten gjaldt");
  await expect(listed(page).nth(3)).toContainText(text("reason.powerOfAttorneyWithoutArea3"));
  await expect((await openPicker(page)).getByRole("listitem")).toContainText(order);
  await expect(page.getByText(/7[1-4]/)).toHaveCount(0);
  for (const name of ["Arne", "Gudrun"]) await expect(page.getByRole("button", { name })).toHaveCount(0);
});

test("figures that cannot be fetched are said to be old; they stay, and can be asked for again", async ({
  citizen,
  guard,
  a11y,
}) => {
  guard.expectFault(/Failed to load resource.*50[03]/);
  const kari = await citizen("kari");
  const known = (await kari.person(OLA)).unread;
  expect(known).toBeGreaterThan(0);
  const fails = (status: number): Promise<void> =>
    kari.scenario({ path: "/api/v1/unread", fault: { kind: "status", status } });
  await fails(500);
  const page = await openOverview(kari);
  const alert = page.getByRole("alert");
  await expect(alert).toContainText(text("person.countsFailed"));
  await expect(alert).toContainText(text("error.server"));
  await expect(alert).toContainText(text("person.countsOld"));
  await expect(listed(page).filter({ hasText: OLA })).toContainText(unreadCount(known));
  await a11y(page);
  // Another failure leaves the button, with the focus on it.
  await button(page, text("error.retry")).focus();
  const again = page.waitForResponse("**/api/v1/unread");
  await page.keyboard.press("Enter");
  await again;
  await expect(button(page, text("error.retry"))).toBeFocused();
  await expect(button(page, text("error.retry"))).not.toHaveAttribute("aria-disabled");
  await kari.scenario();
  await countAs(page, { "p-ola": { unread: 41, waiting: 0 } });
  await page.keyboard.press("Enter");
  await expect(alert).toHaveCount(0);
  await expect(listed(page).filter({ hasText: OLA })).toContainText(unreadCount(41));
});

test("figures that are not understood leave those that are known", async ({ citizen }) => {
  const kari = await citizen("kari");
  const known = (await kari.person(OLA)).unread;
  await countAs(kari.page, {
    "p-ola": { unread: -1, waiting: 4 },
    "p-nora": { unread: 6, waiting: "mange" as unknown as number },
  });
  const page = await openOverview(kari);
  await expect(listed(page).filter({ hasText: "Nora" })).toContainText(unreadCount(6));
  await expect(listed(page).filter({ hasText: OLA })).toContainText(unreadCount(known));
  for (const name of ["Nora", OLA]) await expect(listed(page).filter({ hasText: name })).not.toContainText("venter");
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

for (const width of [360, 1280]) {
  test(`whose inbox it is stays in sight however far I scroll, and covers nothing that has the focus: ${width} px`, async ({
    citizen,
  }) => {
    const kari = await citizen("kari", { browser: { viewport: { width, height: 700 } } });
    const page = await kari.open();
    await expect(rows(page)).toHaveCount(50);
    await rows(page).last().scrollIntoViewIfNeeded();
    const own = page.getByText(text("bar.own"));
    await expect(own).toBeInViewport({ ratio: 1 });
    await switchTo(page, OLA);
    await expect(rows(page).first()).toBeVisible();
    await rows(page).last().focus();
    const strip = page.getByText(text("bar.actingFor", { name: OLA }));
    await expect(strip).toBeInViewport({ ratio: 1 });
    // Each row has two: its link, and what else can be done.
    const count = 2 * ((await rows(page).count()) - 1);
    for (let presses = 0; presses < count; presses++) {
      await page.keyboard.press("Shift+Tab");
      const top = await page.evaluate(
        () => document.activeElement?.shadowRoot?.activeElement?.getBoundingClientRect().top ?? 0,
      );
      const bottom = await strip.evaluate((element) => element.getBoundingClientRect().bottom);
      expect(top).toBeGreaterThanOrEqual(bottom);
    }
  });
}

test("a switch from a message that was not sent says that it is kept, and lets me stay", async ({ citizen, a11y }) => {
  const kari = await citizen("kari");
  const page = await kari.open();
  await switchTo(page, OLA);
  await threadRow(page, "t-ola-05").click();
  await writeReply(page, "Halvferdig svar");
  await expectSaved(page);
  await switchTo(page, "Nora Nordmann");
  const asks = page.getByRole("dialog", { name: text("person.unsentTitle") });
  await expect(asks).toContainText(text("person.unsent", { name: OLA }));
  await a11y(page);
  await button(page, text("person.unsentStay")).click();
  await expect(asks).toHaveCount(0);
  await expect(replyField(page)).toHaveValue("Halvferdig svar");
  await expect(page.getByText(text("bar.actingFor", { name: OLA }))).toBeVisible();
  await switchTo(page, "Nora Nordmann");
  await button(page, text("person.unsentGo")).click();
  await expect(title(page)).toHaveText(text("inbox.on", { name: "Nora Nordmann" }));
  expect(kari.rows("SELECT text FROM drafts WHERE text = 'Halvferdig svar'")).toHaveLength(1);
  // Nothing was written here: nothing is asked.
  await switchTo(page, OLA);
  await expect(title(page)).toHaveText(text("inbox.on", { name: OLA }));
  await threadRow(page, "t-ola-05").click();
  await expect(replyField(page)).toHaveValue("Halvferdig svar");
});

test("an answer that is begun and emptied again is nothing to ask about", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open("samtale/t-kari-13");
  await writeReply(page, "Angrer");
  await replyField(page).fill("");
  await switchTo(page, OLA);
  await expect(title(page)).toHaveText(text("inbox.on", { name: OLA }));
});

test("of an answer that may have been sent, the question of a switch says nothing", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource/);
  const kari = await citizen("kari");
  const page = await kari.open("samtale/t-kari-13");
  await writeReply(page, "Kom den fram?");
  await kari.scenario({ method: "POST", path: "/api/v1/sends", fault: { kind: "lostAnswer" } });
  await button(page, text("send.button", { name: KARI })).click();
  await expect(page.getByText(text("send.uncertain"))).toBeVisible();
  await switchTo(page, OLA);
  await expect(title(page)).toHaveText(text("inbox.on", { name: OLA }));
});
