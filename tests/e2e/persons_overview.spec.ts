// Who is on the overview, and what is said of them.

import { expect, test } from "./fixtures.ts";
import { link, picker, rows, tabTo, title } from "./support/page.ts";
import { listed, openOverview, openPicker } from "./support/persons.ts";
import { longDate, text, type TextKey } from "./support/texts.ts";

const KARI = "Kari Nordmann";
const OLA = "Ola Nordmann";

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
