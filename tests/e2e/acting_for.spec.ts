// Whom I may act for, and why not.

import { expect, test, type Page } from "./fixtures.ts";
import { closedInbox, link, picker, rows, switchTo, title } from "./support/page.ts";
import { longDate, text } from "./support/texts.ts";

async function openPicker(page: Page): Promise<void> {
  await page.getByRole("button", { name: text("bar.person") }).click();
  await expect(picker(page)).toBeVisible();
}

test("an expired power of attorney is said to have expired, and nothing about what it covered", async ({ citizen }) => {
  const ingrid = await citizen("ingrid");
  ingrid.change(`UPDATE representations SET power_of_attorney = json_set(power_of_attorney, '$.serviceAreas', json('[1]'))
                 WHERE user_id = 'ingrid' AND person_id = 'p-arne'`);
  const page = await ingrid.open();
  await openPicker(page);
  const card = picker(page).getByRole("listitem").filter({ hasText: "Arne Bjørkøy" });
  const { powerOfAttorney } = await ingrid.person("Arne Bjørkøy");
  await expect(card).toContainText(
    text("reason.powerOfAttorneyExpired", { date: longDate(powerOfAttorney?.validTo ?? "") }),
  );
  await expect(card).not.toContainText(text("reason.powerOfAttorneyWithoutArea3"));
  await expect(card).not.toContainText(/tjenesteområde/);
});

test("without access of my own, those I may still act for stand there as buttons that work", async ({ citizen }) => {
  const ulf = await citizen("uten");
  const page = await ulf.open();
  await expect(closedInbox(page)).toContainText(text("reason.accessRemoved"));
  await expect(rows(page)).toHaveCount(0);
  const others = page.getByRole("region", { name: text("access.others") });
  await expect(others.getByRole("button")).toHaveCount(1);
  await others.getByRole("button", { name: "Amina Uten" }).click();
  await expect(title(page)).toHaveText(text("inbox.on", { name: "Amina Uten" }));
  await expect(title(page)).toBeFocused();
  await expect(rows(page).first()).toBeVisible();
  // The picker leads there as well.
  const other = await ulf.tab();
  await expect(closedInbox(other)).toBeVisible();
  await switchTo(other, "Amina Uten");
  await expect(title(other)).toHaveText(text("inbox.on", { name: "Amina Uten" }));
  await expect(rows(other).first()).toBeVisible();
});

test("with a confidential address my own inbox works, and nobody is there to represent", async ({ citizen }) => {
  const sigrid = await citizen("sigrid");
  const page = await sigrid.open();
  await expect(rows(page)).toHaveCount((await sigrid.threads("p-sigrid")).length);
  await expect(rows(page)).not.toHaveCount(0);
  await expect(page.getByRole("button", { name: text("bar.person") })).toHaveCount(0);
  await expect(page.getByText("Tuva")).toHaveCount(0);
  await link(page, text("compose.title")).click();
  await expect(page.getByRole("radio").first()).toBeVisible();
});

test("a confidential address is called by all its names where it stops me from acting for others", async ({
  citizen,
}) => {
  const kari = await citizen("kari");
  await kari.page.route("**/api/v1/session", async (route) => {
    const answer = await route.fetch();
    const session = (await answer.json()) as { user: Record<string, unknown> };
    session.user["confidentialAddress"] = true;
    await route.fulfill({ response: answer, json: session });
  });
  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  await openPicker(page);
  for (const name of ["Nora Nordmann", "Jonas Nordmann", "Ola Nordmann"]) {
    const card = picker(page).getByRole("listitem").filter({ hasText: name });
    await expect(card).toContainText(text("reason.confidentialAddress"));
    for (const word of ["fortrolig adresse", "hemmelig adresse", "adressesperre"])
      await expect(card).toContainText(word);
    await expect(card.getByRole("button")).toHaveCount(0);
  }
});
