// How much is new and what waits, beside each person.

import { expect, test, type Locator } from "./fixtures.ts";
import { button, expectSaved, link, picker, switchTo, threadRow, writeReply } from "./support/page.ts";
import { countAs, listed, openOverview, openPicker, type Counted } from "./support/persons.ts";
import { text, unreadCount } from "./support/texts.ts";

const KARI = "Kari Nordmann";
const OLA = "Ola Nordmann";

/** «2 ting venter på deg», as the interface counts. */
const waitingCount = (count: number): string =>
  count === 1 ? text("person.waiting.one") : text("person.waiting.other", { count });

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
