// Every state of the app for people who see, read and press otherwise: a narrow screen, large text, more space in the
// text, colours of their own, less motion. In depth in every language.

import { expect, test, type Page } from "./fixtures.ts";
import { answers } from "./support/appointments.ts";
import type { Citizen } from "./support/citizen.ts";
import { HEALTH_CONTACT } from "./support/compose.ts";
import { cutOff, moving, overflow, sizeText, spaceText, unseenFields, unseenFocus } from "./support/modes.ts";
import { title } from "./support/page.ts";
import { endSession } from "./support/session.ts";
import { LANGUAGES, text, type Language, type TextKey } from "./support/texts.ts";

const languages: Language[] = process.env["INNBOKS_DEEP"] ? (Object.keys(LANGUAGES) as Language[]) : ["nb"];

type Say = (key: TextKey, values?: Record<string, string>) => string;
type State = [name: string, come: (citizen: Citizen, page: Page, say: Say) => Promise<void>];

const press = (page: Page, name: string): Promise<void> =>
  page.getByRole("button", { name, exact: true }).first().click();
const there = (page: Page, role: "dialog" | "alert" | "radio" | "textbox" | "listitem" | "article"): Promise<void> =>
  expect(page.getByRole(role).first()).toBeVisible();

const reading: State[] = [
  [
    "the list with its filters open",
    async (kari, page, say) => {
      await kari.open();
      await expect(page.getByRole("list", { name: say("inbox.listLabel") }).getByRole("link")).toHaveCount(50);
      await press(page, say("filter.button"));
      await expect(page.getByRole("group", { name: say("filter.category") })).toBeVisible();
    },
  ],
  [
    "nothing found",
    async (kari, page, say) => {
      await kari.open();
      const field = page.getByRole("searchbox", { name: say("search.field"), exact: true });
      await field.fill("finnesikkenoetslikt");
      await field.press("Enter");
      await expect(page.getByText(say("search.noneHint"))).toBeVisible();
    },
  ],
  [
    "whom to see the inbox of",
    async (_, page, say) => {
      await page.getByRole("button", { name: say("bar.person") }).click();
      await there(page, "dialog");
    },
  ],
  [
    "a dialogue with the answer begun",
    async (kari, page, say) => {
      await kari.open("samtale/t-kari-13");
      await press(page, say("reply.button"));
      await expect(page.getByRole("textbox", { name: say("reply.label") })).toBeVisible();
    },
  ],
  [
    "a letter with a table",
    async (kari, page) => {
      await kari.open("samtale/t-kari-07");
      await expect(page.getByRole("table").first()).toBeVisible();
    },
  ],
];

const writing: State[] = [
  [
    "whom to write to",
    async (kari, page) => {
      await kari.open("skriv");
      await there(page, "radio");
    },
  ],
  [
    "a message that lacks what it needs",
    async (_, page, say) => {
      await page.getByRole("radio", { name: HEALTH_CONTACT }).check();
      await press(page, say("compose.continue"));
      await there(page, "textbox");
      await press(page, say("send.button", { name: "Kari Nordmann" }));
      await expect(page.getByText(say("compose.subjectMissing")).first()).toBeVisible();
    },
  ],
  [
    "the drafts",
    async (kari, page, say) => {
      await kari.open("utkast");
      await expect(page.getByRole("main").getByRole("link").first()).toBeVisible();
      await expect(title(page)).toHaveText(say("draft.title"));
    },
  ],
  [
    "the threads that were put away",
    async (kari, page, say) => {
      await kari.open("lagt-bort");
      await expect(page.getByText(say("putAway.emptyTitle")).or(page.getByText(say("putAway.text")))).toBeVisible();
    },
  ],
];

const beside: State[] = [
  [
    "all persons",
    async (kari, page) => {
      await kari.open("personer");
      await there(page, "listitem");
    },
  ],
  [
    "why not everything is shown",
    async (kari, page, say) => {
      await kari.open("hvorfor");
      await expect(title(page)).toHaveText(say("access.title"));
    },
  ],
  [
    "about the inbox, with a few words for those who made it",
    async (kari, page, say) => {
      await kari.open("om");
      await press(page, say("feedback.no"));
      await there(page, "textbox");
    },
  ],
  [
    "the accessibility statement",
    async (kari, page, say) => {
      await kari.open("tilgjengelighet");
      await expect(page.getByText(say("accessibility.dated"))).toBeVisible();
    },
  ],
  [
    "the shortcuts",
    async (_, page, say) => {
      await press(page, say("shortcuts.title"));
      await there(page, "dialog");
    },
  ],
  [
    "an address that leads nowhere",
    async (kari, page, say) => {
      await kari.open("finnes-ikke");
      await expect(title(page)).toHaveText(say("notFound.title"));
    },
  ],
];

const ending: State[] = [
  [
    "a letter with the answer begun",
    async (solveig, page, say) => {
      await solveig.open("samtale/t-solveig-01");
      const region = page.getByRole("region", { name: say("answer.title"), exact: true });
      await region.getByRole("radio", { name: say("answer.otherTime"), exact: true }).check();
      await expect(region.getByRole("checkbox").first()).toBeVisible();
    },
  ],
  [
    "an error",
    async (solveig, page, say) => {
      await solveig.scenario({ path: "/api/v1/threads*", fault: { kind: "status", status: 500 } });
      await solveig.open();
      await expect(page.getByRole("button", { name: say("error.retry") }).first()).toBeVisible();
    },
  ],
  [
    "after the session",
    async (solveig, page) => {
      await solveig.scenario();
      await endSession(solveig);
      await solveig.open("om");
      // Without a session nobody knows the language: it is bokmål.
      await expect(title(page)).toHaveText(text("logIn.title"));
    },
  ],
];

async function expectForAll(page: Page, name: string, a11y: (page: Page) => Promise<void>): Promise<void> {
  await page.setViewportSize({ width: 320, height: 640 });
  expect.soft(await overflow(page), `${name}, 320 px: past the edge`).toEqual([]);
  // Rules and sizes of what one presses.
  await a11y(page);

  await spaceText(page, true);
  expect.soft(await overflow(page), `${name}, spaced text: past the edge`).toEqual([]);
  expect.soft(await cutOff(page), `${name}, spaced text: cut off`).toEqual([]);
  await spaceText(page, false);

  await page.setViewportSize({ width: 640, height: 640 });
  await sizeText(page, "200%");
  expect.soft(await overflow(page), `${name}, 200 % text: past the edge`).toEqual([]);
  expect.soft(await cutOff(page), `${name}, 200 % text: cut off`).toEqual([]);
  await sizeText(page, "");

  await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
  expect.soft(await moving(page), `${name}: moves`).toEqual([]);
  expect.soft(await unseenFields(page), `${name}: fields without an edge`).toEqual([]);
  expect.soft(await unseenFocus(page), `${name}: focus that is not seen`).toEqual([]);
  await page.emulateMedia({ forcedColors: "none", reducedMotion: "no-preference" });
}

for (const language of languages) {
  for (const [what, persona, states] of [
    ["reading", "kari", reading],
    ["writing", "kari", writing],
    ["what stands beside", "kari", beside],
    ["letters, errors and the end", "solveig", ending],
  ] as const) {
    test(`nothing is lost on a narrow screen, in large or spaced text, own colours or without motion: ${what}, ${LANGUAGES[language]}`, async ({
      citizen,
      guard,
      a11y,
    }) => {
      test.slow();
      guard.expectFault(/Failed to load resource.*(401|500)/);
      const someone = await citizen(persona, { browser: { viewport: { width: 320, height: 640 } } });
      const changed = await someone.write("PUT", "/session/language", "", { language });
      expect(changed.ok()).toBe(true);
      const say: Say = (key, values = {}) => text(key, values, language);
      for (const [name, come] of states) {
        await test.step(name, async () => {
          await come(someone, someone.page, say);
          await expectForAll(someone.page, name, a11y);
        });
      }
    });
  }
}

test("what is chosen is seen in colours of one's own", async ({ citizen }) => {
  const solveig = await citizen("solveig", { browser: { forcedColors: "active" } });
  const page = await solveig.open("samtale/t-solveig-01");
  const radios = answers(page).getByRole("radio");
  await expect(radios.first()).toBeVisible();
  const picture = async (at: number): Promise<string> => (await radios.nth(at).screenshot()).toString("base64");
  await radios.nth(1).check();
  await page.keyboard.press("Escape");
  const open = await picture(0);
  await radios.nth(0).check();
  await radios.nth(0).blur();
  expect(await picture(0)).not.toBe(open);
  await answers(page)
    .getByRole("radio", { name: text("answer.otherTime"), exact: true })
    .check();
  const box = answers(page).getByRole("checkbox").first();
  const empty = (await box.screenshot()).toString("base64");
  await box.check();
  await box.blur();
  expect((await box.screenshot()).toString("base64")).not.toBe(empty);
});

test("these checks see what they look for", async ({ citizen }) => {
  const kari = await citizen("kari", { browser: { viewport: { width: 320, height: 640 } } });
  const page = await kari.open("om");
  await expect(page.getByText(text("about.owner"))).toBeVisible();
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { border: 0 !important; outline: 0 !important; text-decoration: none !important }
      a { transition: color 1s } h1 { width: 400px } .ib-about p { height: 10px; overflow: hidden }`);
    document.querySelector("hn-webcomp-innboks")?.shadowRoot?.adoptedStyleSheets.push(sheet);
  });
  for (const check of [overflow, cutOff, moving, unseenFields, unseenFocus]) {
    expect(await check(page), check.name).not.toEqual([]);
  }
  // What is broken on purpose is no news to axe.
  await page.goto("about:blank");
});
