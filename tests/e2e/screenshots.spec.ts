import { expect, test, type Page } from "./fixtures.ts";
import type { Citizen } from "./support/citizen.ts";
import { button, expectSaved, link, messages, picker, replyField, rows, switchTo, title } from "./support/page.ts";
import { text } from "./support/texts.ts";

// Not compared with anything: for people to look at.

type View = { name: string; persona?: string; show: (citizen: Citizen, page: Page) => Promise<void> };

const views: View[] = [
  {
    name: "inbox",
    show: async (citizen, page) => {
      await citizen.open();
      await expect(rows(page)).toHaveCount(50);
    },
  },
  {
    name: "thread",
    show: async (citizen, page) => {
      await citizen.open("samtale/t-kari-11");
      await expect(messages(page)).toHaveCount(7);
    },
  },
  {
    name: "letter",
    show: async (citizen, page) => {
      await citizen.open("samtale/t-kari-04");
      await expect(messages(page)).toHaveCount(1);
    },
  },
  {
    name: "reply",
    show: async (citizen, page) => {
      await citizen.open("samtale/t-kari-13");
      // At the second width the draft of the first is there.
      await button(page, text("reply.button")).or(replyField(page)).click();
      await replyField(page).fill(`Takk for hjelpen. Såret er ${page.viewportSize()?.width} mm nå.`);
      await expectSaved(page);
    },
  },
  {
    name: "compose-recipients",
    show: async (citizen, page) => {
      await citizen.open("skriv");
      await page.getByRole("radio").nth(1).check();
    },
  },
  {
    name: "compose-form",
    show: async (citizen, page) => {
      await citizen.open("skriv");
      await page.getByRole("radio").nth(2).check();
      await button(page, text("compose.continue")).click();
      await button(page, text("send.button", { name: "Kari Nordmann" })).click();
      await expect(page.getByRole("textbox").first()).toBeFocused();
    },
  },
  {
    name: "picker",
    show: async (citizen, page) => {
      await citizen.open();
      await expect(rows(page)).toHaveCount(50);
      await page.getByRole("button", { name: text("bar.person") }).click();
      await expect(picker(page)).toBeVisible();
    },
  },
  {
    name: "picker-closed",
    persona: "ingrid",
    show: async (citizen, page) => {
      await citizen.open();
      await expect(rows(page).first()).toBeVisible();
      await page.getByRole("button", { name: text("bar.person") }).click();
      await expect(picker(page)).toBeVisible();
    },
  },
  ...["kari", "ingrid", "tom"].map((persona): View => ({
    name: `persons-${persona}`,
    persona,
    show: async (citizen, page) => {
      await citizen.open("personer");
      await expect(title(page)).toHaveText(text("person.allTitle"));
    },
  })),
  {
    name: "switch-from-unsent",
    show: async (citizen, page) => {
      await citizen.open("samtale/t-kari-13");
      await button(page, text("reply.button")).or(replyField(page)).click();
      await replyField(page).fill("Halvferdig svar");
      await expectSaved(page);
      await switchTo(page, "Ola Nordmann");
      await expect(page.getByRole("dialog", { name: text("person.unsentTitle") })).toBeVisible();
    },
  },
  {
    name: "on-behalf",
    show: async (citizen, page) => {
      await citizen.open();
      await switchTo(page, "Ola Nordmann");
      await expect(rows(page).first()).toBeVisible();
    },
  },
  {
    name: "empty",
    persona: "tom",
    show: async (citizen, page) => {
      await citizen.open();
      await expect(page.getByText(text("inbox.emptyTitle"))).toBeVisible();
    },
  },
  {
    name: "error",
    show: async (citizen, page) => {
      await citizen.scenario({ path: "/api/v1/threads", fault: { kind: "status", status: 500 } });
      await citizen.open();
      await expect(page.getByText(text("inbox.failed"))).toBeVisible();
    },
  },
  {
    name: "not-found",
    show: async (citizen, page) => {
      await citizen.open("finnes-ikke");
      await expect(title(page)).toHaveText(text("notFound.title"));
    },
  },
];

type Access = { name: string; persona: string; person?: string; isClosed?: true; prepare?: string };

/** Inbox and reasons as each kind of access shows them. */
const accesses: Access[] = [
  { name: "basis", persona: "basis" },
  { name: "full", persona: "kari" },
  { name: "none", persona: "uten", isClosed: true },
  { name: "without-archive", persona: "utenarkiv" },
  { name: "child-under-12", persona: "kari", person: "Nora Nordmann" },
  { name: "child-12-to-15", persona: "kari", person: "Jonas Nordmann" },
  { name: "turned-16", persona: "iselin" },
  { name: "area-3", persona: "ingrid", person: "Ola Nordmann" },
  {
    name: "without-area-3",
    persona: "ingrid",
    person: "Gudrun Sæterøy",
    isClosed: true,
    prepare: "json_set(power_of_attorney, '$.serviceAreas', json('[1, 2]'))",
  },
  {
    name: "expired",
    persona: "ingrid",
    person: "Arne Bjørkøy",
    isClosed: true,
    prepare: "json_set(power_of_attorney, '$.validTo', '2026-01-31')",
  },
  { name: "confidential", persona: "sigrid" },
  { name: "guardian", persona: "gunnar", person: "Lilly Ødegård" },
];

/** Shows the inbox: of a person who is closed, as it closes while one looks. */
async function showInbox(citizen: Citizen, { person, isClosed, prepare }: Access): Promise<void> {
  const page = citizen.page;
  const powerOf = (power: string): void =>
    citizen.change(`UPDATE representations SET power_of_attorney = ${power}
                    WHERE user_id = 'ingrid' AND person_id = (SELECT id FROM persons WHERE name = '${person}')`);
  if (prepare) powerOf(`'{"kind":"ordinary","serviceAreas":[3],"validTo":"2099-01-01"}'`);
  await citizen.open();
  await expect(title(page)).toBeVisible();
  if (person) await switchTo(page, person);
  if (prepare) {
    await expect(rows(page).first()).toBeVisible();
    powerOf(prepare);
  }
  await (isClosed ? expect(page.getByText(text("inbox.closed"))) : expect(rows(page).first())).toBeVisible();
}

views.push(
  ...accesses.map((access): View => ({
    name: `access-${access.name}`,
    persona: access.persona,
    show: (citizen) => showInbox(citizen, access),
  })),
  ...accesses.map((access): View => ({
    name: `access-${access.name}-why`,
    persona: access.persona,
    show: async (citizen, page) => {
      await showInbox(citizen, access);
      await link(page.getByRole("contentinfo"), text("access.title")).click();
      await expect(title(page)).toHaveText(text("access.title"));
    },
  })),
);

for (const { name, persona = "kari", show } of views) {
  test(`how it looks: ${name}`, async ({ citizen, guard }) => {
    guard.expectFault(/Failed to load resource.*500/);
    const someone = await citizen(persona);
    for (const width of [360, 1280]) {
      await someone.page.setViewportSize({ width, height: 800 });
      await show(someone, someone.page);
      await someone.page.evaluate(() => document.fonts.ready);
      const path = `test-results/screenshots/${name}-${width}.png`;
      await someone.page.screenshot({ path, fullPage: true, animations: "disabled" });
    }
  });
}
