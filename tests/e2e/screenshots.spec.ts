import { expect, test, type Page } from "./fixtures.ts";
import type { Citizen } from "./support/citizen.ts";
import { button, expectSaved, messages, picker, replyField, rows, switchTo, title } from "./support/page.ts";
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
