// What the address holds of a search, and what it shows when it is opened.

import { expect, test } from "./fixtures.ts";
import { draftIn, HAS_DRAFT, idsWhere, UNREAD } from "./support/letters.ts";
import {
  button,
  chips,
  dayField,
  filterBox,
  found,
  hits,
  lookFor,
  openFilters,
  openList,
  rows,
  searchField,
  shownIds,
  sortChoice,
  title,
} from "./support/page.ts";
import { text } from "./support/texts.ts";

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
