// Why something is not shown or cannot be done is told in place, in my language.

import { expect, test, type Page } from "./fixtures.ts";
import type { Citizen } from "./support/citizen.ts";
import { chooseLanguage, picker, switchTo } from "./support/page.ts";
import { firstName, LANGUAGES, longDate, text, type Language, type TextKey } from "./support/texts.ts";
import { goTo } from "./support/watch.ts";

const languages = Object.keys(LANGUAGES) as Language[];

/** Logs in and opens the app in bokmål. */
async function inBokmal(citizen: (persona: string) => Promise<Citizen>, persona: string, path = ""): Promise<Citizen> {
  const someone = await citizen(persona);
  const session = await someone.session();
  await someone.write("PUT", "/session/language", session.defaultPerson, { language: "nb" });
  await someone.open(path);
  return someone;
}

async function pageOf(someone: Citizen, kind: string): Promise<string> {
  const found = (await someone.session()).links.find((link) => link.kind === kind);
  if (!found) throw new Error(`The session has no link ${kind}`);
  return found.href;
}

/** Every name between braces would be filled in: what is left would be read as it is. */
async function expectNoGap(page: Page): Promise<void> {
  expect(await page.locator("hn-webcomp-innboks .ib-app").innerText()).not.toMatch(/[{}]|undefined|null/);
}

async function openPicker(page: Page): Promise<void> {
  await page.getByRole("button", { name: text("bar.person") }).click();
  await expect(picker(page)).toBeVisible();
}

type Values = { name?: string; level?: TextKey; date?: string };
type Reason = {
  /** What the reader gains. */
  told: string;
  persona: string;
  /** Acting for. */
  person?: string;
  path?: string;
  says: TextKey[];
  values?: Values;
  /** Kind and name of the link to the page where it is changed. */
  way?: [kind: string, name: TextKey];
};

const reasons: Reason[] = [
  {
    told: "with Basis I see my level where I would write, and where to change it",
    persona: "basis",
    says: ["compose.closed", "reason.needsFullAccess", "remedy.ownSettings"],
    values: { level: "level.basic" },
    way: ["privacySettings", "link.privacySettings"],
  },
  {
    told: "with Basis+ I see my level beside what it hides, and where to change it",
    persona: "basispluss",
    path: "hvorfor",
    says: ["reason.needsFullAccess", "remedy.ownSettings", "access.writing"],
    values: { level: "level.basicPlus" },
    way: ["privacySettings", "link.privacySettings"],
  },
  {
    told: "without archive consent I see what it hides, and where to give it",
    persona: "utenarkiv",
    path: "hvorfor",
    says: ["reason.needsArchiveConsent", "remedy.ownSettings", "category.appointmentLetter", "access.writing"],
    way: ["privacySettings", "link.privacySettings"],
  },
  {
    told: "whose access is removed is told that a form reopens it, and where it is",
    persona: "uten",
    says: ["inbox.closed", "reason.accessRemoved", "remedy.reopenAccess"],
    way: ["reopenAccess", "link.reopenAccess"],
  },
  {
    told: "who is opted out is told so, and where to change it",
    persona: "reidun",
    says: ["inbox.closed", "reason.serviceReserved", "remedy.ownSettings"],
    way: ["privacySettings", "link.privacySettings"],
  },
  {
    told: "a young person is told in place that they cannot write, and from when they can",
    persona: "emil",
    says: ["compose.closed", "reason.youngPersonMayNotWrite", "remedy.from16"],
  },
  {
    told: "a young person is told what is not shown to them",
    persona: "emil",
    path: "hvorfor",
    says: ["reason.notForYoungPerson", "remedy.from16", "category.hospital"],
  },
  {
    told: "the parent of a child of 12 to 15 is told what is hidden, and that they cannot write",
    persona: "kari",
    person: "Jonas Nordmann",
    path: "hvorfor",
    says: [
      "access.introOn",
      "reason.notForParents",
      "reason.notForParentsFrom12",
      "access.writing",
      "remedy.telephone",
      "access.child",
    ],
    values: { name: "Jonas" },
  },
  {
    told: "the parent of a small child is told what is hidden, and what comes with age",
    persona: "kari",
    person: "Nora Nordmann",
    path: "hvorfor",
    says: ["access.introOn", "reason.notForParents", "access.child"],
    values: { name: "Nora" },
  },
  {
    told: "a parent is told that it is the surgery that does not offer contact for the child",
    persona: "tormod",
    person: "Iben Tangen",
    path: "hvorfor",
    says: ["reason.gpContactClosed", "remedy.gp", "category.gp"],
    values: { name: "Iben" },
  },
  {
    told: "who has a power of attorney is told what it never opens, and how it grows and ends",
    persona: "kari",
    person: "Ola Nordmann",
    path: "hvorfor",
    says: ["access.introOn", "reason.notForRepresentatives", "access.power"],
    values: { name: "Ola" },
  },
  {
    told: "who acts for someone with Basis is told that only they can change it",
    persona: "magnus",
    person: "Sverre Myhre",
    path: "hvorfor",
    says: ["reason.needsFullAccess", "remedy.onlyThePerson"],
    values: { name: "Sverre", level: "level.basic" },
  },
  {
    told: "a guardian is told that the archive consent is missing, and where help is",
    persona: "gunnar",
    person: "Lilly Ødegård",
    path: "hvorfor",
    says: ["reason.needsArchiveConsent", "remedy.helpline"],
    values: { name: "Lilly" },
  },
  {
    told: "old contact information that stops writing says so, and where to confirm it",
    persona: "foreldet",
    says: ["compose.closed", "reason.contactInfoOutdated", "remedy.contactInfo"],
    way: ["contactInfo", "link.contactInfo"],
  },
  {
    told: "contact information that grows old is asked for before it stops anything",
    persona: "synne",
    says: ["contactInfo.oldTitle", "contactInfo.old", "compose.title"],
    way: ["contactInfo", "link.contactInfo"],
  },
  {
    told: "a log-in that is too weak says which is needed",
    persona: "lavt",
    says: ["inbox.closed", "reason.logInAgain", "remedy.logIn"],
  },
  {
    told: "with a confidential address I am told why there is nobody to represent",
    persona: "sigrid",
    path: "hvorfor",
    says: ["access.everything", "reason.confidentialAddress"],
  },
  {
    told: "an acknowledgement says in place that it takes no reply",
    persona: "kari",
    path: "samtale/t-kari-17",
    says: ["reply.none", "reason.takesNoReply"],
  },
  {
    told: "a letter of Helse Vest leads to Appointments, where it is answered",
    persona: "kari",
    path: "samtale/t-kari-01",
    says: ["reply.none", "reason.viaAppointments", "link.appointment"],
  },
  {
    told: "use is voluntary, and what registers relay is gone when I log out",
    persona: "kari",
    path: "om",
    says: ["about.voluntary", "about.relayed"],
  },
];

for (const { told, persona, person, path = "", says, values = {}, way } of reasons) {
  test(told, async ({ citizen }) => {
    const someone = await inBokmal(citizen, persona, person ? "" : path);
    const page = someone.page;
    if (person) {
      await switchTo(page, person);
      if (path) await goTo(page, path);
    }
    const main = page.getByRole("main");
    for (const [index, language] of languages.entries()) {
      if (index) await chooseLanguage(page, languages[index - 1] ?? "nb", language);
      const filled = { ...values, ...(values.level && { level: text(values.level, {}, language) }) };
      for (const key of says) await expect(main).toContainText(text(key, filled, language));
      if (way) {
        const [kind, name] = way;
        const found = page.getByRole("link", { name: text(name, {}, language), exact: true });
        await expect(found.first()).toHaveAttribute("href", await pageOf(someone, kind));
      }
      await expectNoGap(page);
    }
  });
}

const closed: [persona: string, name: string, says: TextKey[]][] = [
  ["ingrid", "Arne Bjørkøy", ["reason.powerOfAttorneyExpired", "remedy.renewPower"]],
  ["ingrid", "Gudrun Sæterøy", ["reason.powerOfAttorneyWithoutArea3", "remedy.widenPower"]],
  ["berit", "Lars Brattvoll", ["reason.parentEndedAt16", "remedy.logsInAlone"]],
  ["reidun", "Kåre Lunde", ["reason.serviceTemporarilyUnavailable", "remedy.healthService"]],
];
for (const [persona, name, says] of closed) {
  test(`the picker says why I cannot act for ${name}, and what can be done, in my language`, async ({ citizen }) => {
    const someone = await inBokmal(citizen, persona);
    const day = (await someone.person(name)).powerOfAttorney?.validTo ?? "";
    for (const [index, language] of languages.entries()) {
      if (index) await chooseLanguage(someone.page, languages[index - 1] ?? "nb", language);
      await someone.page.getByRole("button", { name: text("bar.person", {}, language) }).click();
      const dialog = someone.page.getByRole("dialog", { name: text("person.title", {}, language) });
      const card = dialog.getByRole("listitem").filter({ hasText: name });
      const values = { name: firstName(name), date: day && longDate(day, language) };
      await expect(card).toContainText(says.map((key) => text(key, values, language)).join(" "));
      await expect(dialog.getByRole("button", { name })).toHaveCount(0);
      // That they can see my use of it stands here too.
      await expect(dialog).toContainText(text("person.use", {}, language));
      await expectNoGap(someone.page);
      await someone.page.keyboard.press("Escape");
    }
  });
}

for (const persona of ["kari", "ingrid", "margrethe"]) {
  test(`no text about access is left with a gap, in any language: ${persona}`, async ({ citizen }) => {
    test.setTimeout(90_000);
    const someone = await inBokmal(citizen, persona);
    const { persons, defaultPerson } = await someone.session();
    const page = someone.page;
    for (const person of persons) {
      await goTo(page, "");
      if (person.id !== defaultPerson) {
        await openPicker(page);
        const choice = picker(page).getByRole("button", { name: person.name });
        if ((await choice.count()) === 0) {
          await page.keyboard.press("Escape");
          continue;
        }
        await choice.click();
      }
      for (const path of ["", "hvorfor", "skriv"]) {
        await goTo(page, path);
        for (const [index, language] of languages.entries()) {
          if (index) await chooseLanguage(page, languages[index - 1] ?? "nb", language);
          await expect(page.locator("hn-webcomp-innboks .ib-app")).toHaveAttribute("lang", language);
          await expectNoGap(page);
        }
        await chooseLanguage(page, languages.at(-1) ?? "nb", "nb");
        await expect(page.locator("hn-webcomp-innboks .ib-app")).toHaveAttribute("lang", "nb");
      }
    }
  });
}
