import { expect, test } from "./fixtures.ts";
import { picker, rows, switchTo, threadRow, title, writeReply, expectSaved } from "./support/page.ts";
import { text } from "./support/texts.ts";
import type { Citizen } from "./support/citizen.ts";

function add(citizen: Citizen, user: string, count: number): void {
  const names = [
    "Åse Bjørkøy",
    "Renée Dahl",
    "Anne-Marie Solberg",
    "Per Hansen",
    "Margrethe Elisabeth Bjørkøy-Strømsnes",
    "Li Ødegård",
  ];
  for (let n = 0; n < count; n++) {
    citizen.change(
      `INSERT INTO persons SELECT 'p-x${n}', '${names[n % 6]} ${n > 5 ? n : ""}', 'adult', consent_level, archive_consent, archive_terms_accepted, services FROM persons WHERE id='p-ola'`,
    );
    citizen.change(
      `INSERT INTO representations SELECT '${user}', 'p-x${n}', ${n + 10}, 'powerOfAttorney', power_of_attorney FROM representations WHERE user_id='kari' AND person_id='p-ola'`,
    );
  }
}

for (const width of [360, 1280]) {
  test(`shots ${width}`, async ({ citizen }) => {
    test.setTimeout(120_000);
    const shot = async (c: Citizen, name: string, fullPage = false) => {
      await c.page.evaluate(() => document.fonts.ready);
      await c.page.screenshot({ path: `/tmp/w/persons-shots/${name}-${width}.png`, fullPage, animations: "disabled" });
    };
    const kari = await citizen("kari");
    await kari.page.setViewportSize({ width, height: 800 });
    await kari.page.route("**/api/v1/unread", async (route) => {
      const answer = await route.fetch();
      const json = await answer.json();
      json.persons.forEach((p: { waiting: number }, i: number) => (p.waiting = [2, 0, 1, 3][i % 4] ?? 0));
      return route.fulfill({ response: answer, json });
    });
    await kari.open();
    await expect(rows(kari.page)).toHaveCount(50);
    await shot(kari, "inbox-own");
    await kari.page.getByRole("button", { name: text("bar.person") }).click();
    await expect(picker(kari.page)).toBeVisible();
    await kari.page.waitForTimeout(400);
    await shot(kari, "picker-4");
    await kari.page.getByRole("link", { name: text("person.all") }).click();
    await expect(title(kari.page)).toBeVisible();
    await shot(kari, "overview-4", true);
    await kari.page.getByRole("button", { name: "Ola Nordmann" }).click();
    await expect(rows(kari.page).first()).toBeVisible();
    await kari.page.evaluate(() => scrollTo(0, 700));
    await shot(kari, "scrolled");
    await threadRow(kari.page, "t-ola-05").click();
    await writeReply(kari.page, "Hei");
    await expectSaved(kari.page);
    await switchTo(kari.page, "Kari Nordmann");
    await expect(kari.page.getByRole("dialog")).toBeVisible();
    await kari.page.waitForTimeout(300);
    await shot(kari, "asks");
    add(kari, "kari", 20);
    await kari.open();
    await kari.page.getByRole("button", { name: text("bar.person") }).click();
    await kari.page.waitForTimeout(400);
    await shot(kari, "picker-24");
    await kari.page.getByRole("searchbox").fill("or");
    await kari.page.waitForTimeout(100);
    await shot(kari, "picker-search");
    await kari.page.getByRole("searchbox").fill("");
    await kari.page.getByRole("button", { name: /Solberg 14/ }).focus();
    await kari.page.keyboard.press("ArrowUp");
    await shot(kari, "picker-scrolled");
    await kari.open("personer");
    await expect(title(kari.page)).toBeVisible();
    await kari.page.getByRole("searchbox").fill("zzz");
    await shot(kari, "overview-none");
    const ingrid = await citizen("ingrid");
    await ingrid.page.setViewportSize({ width, height: 800 });
    await ingrid.scenario({ path: "/api/v1/unread", fault: { kind: "status", status: 500 } });
    await ingrid.open("personer");
    await expect(ingrid.page.getByRole("alert")).toBeVisible();
    await shot(ingrid, "overview-failed", true);
    const tom = await citizen("tom");
    await tom.page.setViewportSize({ width, height: 800 });
    await tom.open("personer");
    await expect(title(tom.page)).toBeVisible();
    await shot(tom, "overview-alone", true);
  });
}
