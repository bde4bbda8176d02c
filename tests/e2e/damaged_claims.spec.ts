// Sessions whose claims cannot be understood: the smallest access, told plainly.

import { expect, test, type Page } from "./fixtures.ts";
import { button, closedInbox, link, rows } from "./support/page.ts";
import { text } from "./support/texts.ts";
import type { PersonClaims, Session, UserClaims } from "./support/wire.ts";

test("a server that answers with words of tomorrow is met with the smallest access", async ({ citizen }) => {
  const kari = await citizen("kari");
  await kari.scenario({ path: "/api/v1/session", fault: { kind: "unknownValues" } });
  const page = await kari.open();
  await expect(closedInbox(page)).toContainText(text("reason.unknownClaim"));
  await expect(closedInbox(page)).toContainText(text("remedy.helpline"));
  await expect(rows(page)).toHaveCount(0);
});

// What stands in the session's answer in place of what is known.

type Claims = { user: UserClaims; person: PersonClaims; session: Session };
type Change = [what: string, change: (claims: Record<keyof Claims, Record<string, unknown>>) => void];

const wrong: [name: string, value: unknown][] = [
  ["missing", undefined],
  ["null", null],
  ["a number", 7],
  ["an unknown word", "somethingNew"],
  ["a list", ["full"]],
  ["an object", { a: 1 }],
];

/** Every wrong value of a claim. */
const each = (claim: string, where: "user" | "person" = "person"): Change[] =>
  wrong.map(([name, value]) => [`${claim}: ${name}`, (claims) => void (claims[where][claim] = value)]);

const power = (change: Record<string, unknown>): Change[1] => {
  return ({ person }) => {
    person["relation"] = "powerOfAttorney";
    person["powerOfAttorney"] = { kind: "ordinary", serviceAreas: [3], validTo: "2099-01-01", ...change };
  };
};

const groups: [what: string, changes: Change[], expected: (page: Page) => Promise<void>][] = [
  [
    "level, relation, age or power of attorney",
    [
      ...each("consentLevel"),
      ...each("relation"),
      ...each("ageBand"),
      ["a power of attorney that is missing", power({ kind: undefined, serviceAreas: undefined, validTo: undefined })],
      ["a power of attorney of a new kind", power({ kind: "somethingNew" })],
      ["a last day that is no day", power({ validTo: "2099-02-30" })],
      ["a last day that is missing", power({ validTo: undefined })],
      ["areas that are no list", power({ serviceAreas: "3" })],
      ["areas that are missing", power({ serviceAreas: null })],
    ],
    async (page) => {
      await expect(closedInbox(page)).toContainText(text("reason.unknownClaim"));
      await expect(closedInbox(page)).toContainText(text("remedy.helpline"));
      await expect(rows(page)).toHaveCount(0);
    },
  ],
  [
    "log-in level",
    each("securityLevel", "user").filter(([what]) => !what.endsWith("a number")),
    async (page) => {
      await expect(closedInbox(page)).toContainText(text("reason.logInAgain"));
      await expect(rows(page)).toHaveCount(0);
    },
  ],
  [
    "services",
    [...each("services"), ["no service at all", ({ person }) => void (person["services"] = [])]],
    async (page) => {
      await expect(closedInbox(page)).toContainText(text("reason.serviceClosed"));
      await expect(rows(page)).toHaveCount(0);
    },
  ],
  [
    "archive consent",
    each("archiveConsent"),
    async (page) => {
      await expect(rows(page).first()).toBeVisible();
      await expect(rows(page).getByText(text("category.appointmentLetter"), { exact: true })).toHaveCount(0);
      await expect(page.getByText(text("compose.closed"))).toBeVisible();
      await expect(page.getByText(text("reason.needsArchiveConsent"))).toBeVisible();
      await expect(page.getByText(text("access.hiddenOne"))).toBeVisible();
      await expect(link(page, text("compose.title"))).toHaveCount(0);
    },
  ],
  [
    "word that contact information is good enough",
    each("contactInfoBlocksWriting", "user"),
    async (page) => {
      await expect(page.getByText(text("reason.contactInfoOutdated"))).toBeVisible();
      await expect(link(page, text("compose.title"))).toHaveCount(0);
      await expect(rows(page)).toHaveCount(50);
    },
  ],
  [
    "date of the contact information",
    each("contactInfoConfirmedAt", "user"),
    async (page) => {
      await expect(page.getByText(text("contactInfo.oldTitle"))).toBeVisible();
      await expect(rows(page)).toHaveCount(50);
    },
  ],
  [
    "grants",
    each("grants"),
    async (page) => {
      await expect(page.getByText(text("reason.notGranted"))).toBeVisible();
      await expect(link(page, text("compose.title"))).toHaveCount(0);
    },
  ],
  [
    "links",
    each("links").map(
      ([what], index) => [what, ({ session }) => void (session["links"] = wrong[index]?.[1])] as Change,
    ),
    async (page) => {
      await expect(rows(page)).toHaveCount(50);
      await expect(link(page, text("compose.title"))).toBeVisible();
    },
  ],
  [
    "answer as a whole",
    (["user", "persons", "csrfToken", "serverTime"] as const).flatMap((field) =>
      wrong
        .filter(([name]) => !(field === "csrfToken" && name === "an unknown word"))
        .map(([name, value]): Change => [`${field}: ${name}`, ({ session }) => void (session[field] = value)]),
    ),
    async (page) => {
      await expect(page.getByRole("alert")).toContainText(text("error.malformed"));
      await expect(button(page, text("error.retry"))).toBeVisible();
      await expect(rows(page)).toHaveCount(0);
    },
  ],
];

/** All of them when there is time for it; else every fifth, so that each claim meets another of the six wrong values. */
const tried = (changes: Change[], group: number): Change[] =>
  process.env["INNBOKS_DEEP"] ? changes : changes.filter((_, at) => at % 5 === group % 5);

const ENGLISH = /\b(the|is|not|error|unknown|undefined|null|denied|access|claim|failed|missing|somethingNew)\b/;

for (const [group, [what, changes, expected]] of groups.entries()) {
  test(`a session without a ${what} that is understood opens least, and says so plainly`, async ({ citizen }) => {
    test.setTimeout(120_000);
    const kari = await citizen("kari");
    let change: Change[1] = () => undefined;
    const known: Record<string, unknown> = await kari.session();
    await kari.page.route("**/api/v1/session", async (route) => {
      const session = structuredClone(known);
      const [person] = session["persons"] as Record<string, unknown>[];
      change({ session, user: session["user"] as Record<string, unknown>, person: person ?? {} });
      await route.fulfill({ json: session });
    });
    for (const [name, next] of tried(changes, group)) {
      await test.step(name, async () => {
        change = next;
        const page = await kari.open();
        await expected(page);
        const words = await page.getByRole("main").getByRole("status").or(page.getByRole("alert")).allInnerTexts();
        expect(words.join(" "), name).not.toMatch(ENGLISH);
        expect(words.join(" "), name).not.toMatch(/[{}]/);
      });
    }
  });
}
