// Searching harms nothing, tells nobody, and finds nothing that is hidden.

import { expect, test } from "./fixtures.ts";
import { addLetters, type Letter } from "./support/letters.ts";
import { addMarked, HIDDEN, SHOWN } from "./support/marked.ts";
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
  senderChoice,
  shownIds,
  switchTo,
  threadRow,
  title,
} from "./support/page.ts";
import { Policy } from "./support/policy.ts";
import { noHits, SEARCH, searches } from "./support/search.ts";
import { text } from "./support/texts.ts";
import { expectNowhere, listen } from "./support/watch.ts";

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
