import { expect, test, type Page } from "./fixtures.ts";
import type { Citizen } from "./support/citizen.ts";
import * as elsewhere from "./support/elsewhere.ts";
import {
  button,
  expectCard,
  chooseLanguage,
  link,
  messages,
  openListening,
  rows,
  sendButton,
  switchTo,
  tabTo,
  title,
  waiting,
} from "./support/page.ts";
import { text, type Language } from "./support/texts.ts";
import { expectNowhere, listen } from "./support/watch.ts";

const OLA = "Ola Nordmann";
const DAY = 86_400_000;
/** Seeded as sent; the journal refuses it later. */
const REJECTED = "t-kari-26";
/** Seeded. */
const FAILED = "t-kari-25";

const items = (page: Page) => waiting(page).getByRole("link");

/** A moment as the interface writes it, in Norwegian time wherever one is. */
const moment = (at: Date, language: Exclude<Language, "se"> = "nb"): string =>
  new Intl.DateTimeFormat({ nb: "nb-NO", nn: "nn-NO", en: "en-GB" }[language], {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "Europe/Oslo",
  }).format(at);

const subjectOf = async (citizen: Citizen, person: string, id: string): Promise<string> =>
  (await elsewhere.summary(citizen, person, id)).subject;

const headingOf = (count: number, language: Language = "nb"): string => text("waits.title", { count }, language);

/** Kari, for whom one thing waits: the message that was not sent. */
async function kariWaits(log: Promise<Citizen>): Promise<Citizen> {
  const kari = await log;
  kari.change(`${elsewhere.nothingWaits}; ${elsewhere.delivery(FAILED, 3, "failed")}`);
  return kari;
}

/** Everything that can wait: three letters to answer, two messages that did not arrive, an answer and a message begun. */
async function fill(kari: Citizen): Promise<{ soon: Date; later: Date }> {
  const soon = new Date(Math.round(Date.now() / 1_000) * 1_000 + DAY / 8);
  const later = new Date(soon.getTime() + 3 * DAY);
  kari.change(`${elsewhere.delivery(REJECTED, 2, "rejectedByJournal")};
    ${elsewhere.wantAnswer("t-kari-02", null)};
    ${elsewhere.wantAnswer("t-kari-03", later)};
    ${elsewhere.wantAnswer("t-kari-13", soon)};
    ${elsewhere.replyDraft("kari", "p-kari", "t-kari-08", "Et halvt svar")};
    ${elsewhere.newDraft("kari", "p-kari", "Solveig Årvik", "Spørsmål om opptrening", "Hei")}`);
  return { soon, later };
}

test("what waits for me stands above the list: the nearest deadline first, then what failed, then drafts", async ({
  citizen,
  a11y,
}) => {
  // A deadline is the same moment wherever one is.
  const kari = await kariWaits(citizen("kari", { browser: { timezoneId: "America/New_York" } }));
  const { soon, later } = await fill(kari);
  const page = await kari.open();
  await expect(waiting(page).getByRole("heading", { level: 2 })).toHaveText(headingOf(7));
  await expect(items(page)).toHaveCount(3);
  await a11y(page);
  await button(page, text("waits.all", { count: 7 })).click();
  await expect(items(page)).toHaveCount(7);
  const expected: [what: string, subject: string][] = [
    [text("answer.by", { time: moment(soon) }), await subjectOf(kari, "p-kari", "t-kari-13")],
    [text("answer.by", { time: moment(later) }), await subjectOf(kari, "p-kari", "t-kari-03")],
    [text("answer.needed"), await subjectOf(kari, "p-kari", "t-kari-02")],
  ];
  for (const [index, [what, subject]] of expected.entries()) {
    await expect(items(page).nth(index)).toContainText(what);
    await expect(items(page).nth(index)).toContainText(subject);
  }
  const failed = (await items(page).allInnerTexts()).slice(3, 5).join("\n");
  expect(failed).toContain(text("delivery.rejectedByJournal"));
  expect(failed).toContain(await subjectOf(kari, "p-kari", REJECTED));
  expect(failed).toContain(text("delivery.failed"));
  expect(failed).toContain(await subjectOf(kari, "p-kari", FAILED));
  await expect(items(page).nth(5)).toContainText(text("waits.reply"));
  await expect(items(page).nth(5)).toContainText(await subjectOf(kari, "p-kari", "t-kari-08"));
  await expect(items(page).nth(6)).toContainText(text("waits.draft"));
  await expect(items(page).nth(6)).toContainText("Spørsmål om opptrening");
  await expect(items(page).nth(6)).toContainText("Solveig Årvik");
  // It is the count that the picker tells.
  await expectCard(page, "Kari Nordmann", text("person.waiting.other", { count: 7 }));
  await a11y(page);
});

test("each leads to where it is done", async ({ citizen }) => {
  const kari = await kariWaits(citizen("kari"));
  await fill(kari);
  const page = await kari.open();
  for (const thread of ["t-kari-13", "t-kari-03", "t-kari-02", REJECTED, FAILED, "t-kari-08"]) {
    const subject = await subjectOf(kari, "p-kari", thread);
    if (await button(page, text("waits.all", { count: 7 })).isVisible()) {
      await button(page, text("waits.all", { count: 7 })).click();
    }
    await items(page).filter({ hasText: subject }).click();
    await expect(page).toHaveURL(new RegExp(`/samtale/${thread}$`));
    await expect(title(page)).toHaveText(subject);
    await expect(messages(page).first()).toBeVisible();
    await link(page, text("thread.back")).click();
    await expect(rows(page)).toHaveCount(50);
  }
  if (await button(page, text("waits.all", { count: 7 })).isVisible()) {
    await button(page, text("waits.all", { count: 7 })).click();
  }
  await items(page).filter({ hasText: "Spørsmål om opptrening" }).click();
  await expect(page.getByRole("textbox", { name: text("compose.subject") })).toHaveValue("Spørsmål om opptrening");
  await expect(page.getByRole("textbox", { name: text("compose.text") })).toHaveValue("Hei");
});

test("nothing is there when nothing waits, and it comes by itself when something does", async ({ citizen }) => {
  const ola = await citizen("ola");
  ola.change(elsewhere.nothingWaits);
  const page = await openListening(ola);
  await expect(rows(page).first()).toBeVisible();
  await expect(page.getByRole("heading", { name: headingOf(0) })).toHaveCount(0);
  await expect(waiting(page)).toHaveCount(0);
  ola.change(elsewhere.wantAnswer("t-ola-05", null));
  await expect(items(page)).toHaveCount(1);
  await expect(items(page)).toContainText(text("answer.needed"));
  // The row says so too.
  const subject = await subjectOf(ola, "p-ola", "t-ola-05");
  await expect(rows(page).filter({ hasText: subject })).toContainText(text("answer.needed"));
  ola.change("DELETE FROM answers_wanted");
  await expect(waiting(page)).toHaveCount(0);
});

test("four are shown as they are; of five, three and a button that keeps my place", async ({ citizen }) => {
  const kari = await kariWaits(citizen("kari"));
  kari.change(["t-kari-13", "t-kari-03", "t-kari-02"].map((id) => elsewhere.wantAnswer(id, null)).join("; "));
  const page = await openListening(kari);
  await expect(items(page)).toHaveCount(4);
  await expect(button(page, text("waits.all", { count: 4 }))).toHaveCount(0);
  kari.change(elsewhere.wantAnswer("t-kari-08", null));
  await expect(items(page)).toHaveCount(3);
  const all = button(page, text("waits.all", { count: 5 }));
  await tabTo(page, all);
  await page.keyboard.press("Enter");
  await expect(items(page)).toHaveCount(5);
  // The focus is on the first of those that came, or where it was: not lost.
  const inside = (): Promise<boolean> => waiting(page).evaluate((region) => region.matches(":focus-within"));
  await expect.poll(inside, { message: "the focus is still in «Venter på deg»" }).toBe(true);
});

test("what is done goes away by itself, wherever it was done", async ({ citizen }) => {
  const kari = await kariWaits(citizen("kari"));
  await fill(kari);
  const page = await openListening(kari);
  const heading = waiting(page).getByRole("heading", { level: 2 });
  await expect(heading).toHaveText(headingOf(7));
  kari.change("DELETE FROM drafts WHERE thread_id IS NULL");
  await expect(heading).toHaveText(headingOf(6));
  kari.change("UPDATE drafts SET sent = 1 WHERE thread_id = 't-kari-08'");
  await expect(heading).toHaveText(headingOf(5));
  kari.change("DELETE FROM answers_wanted WHERE thread_id = 't-kari-02'");
  await expect(heading).toHaveText(headingOf(4));
  kari.change(elsewhere.putAway("kari", REJECTED, true));
  await expect(heading).toHaveText(headingOf(3));
  await expectCard(page, "Kari Nordmann", text("person.waiting.other", { count: 3 }));
});

test("an answer that I send waits no more when I come back", async ({ citizen }) => {
  const kari = await kariWaits(citizen("kari"));
  kari.change(elsewhere.wantAnswer("t-kari-13", new Date(Date.now() + DAY)));
  const page = await openListening(kari);
  await expect(waiting(page).getByRole("heading", { level: 2 })).toHaveText(headingOf(2));
  await items(page).first().click();
  await button(page, text("reply.button")).click();
  await page.getByRole("textbox", { name: text("reply.label") }).fill("Jeg kommer.");
  await sendButton(page, "Kari Nordmann").click();
  await expect(messages(page).last()).toContainText("Jeg kommer.");
  await link(page, text("thread.back")).click();
  await expect(waiting(page).getByRole("heading", { level: 2 })).toHaveText(headingOf(1));
});

test("kinds that my access hides are not there, though the server sends them", async ({ citizen }) => {
  const basis = await citizen("basis");
  const shows = ["kpr", "gpChangeAcknowledgement", "formAcknowledgement", "powerOfAttorneyAcknowledgement"];
  const threads = basis.rows("SELECT id, category, subject FROM threads WHERE person_id = 'p-basis' ORDER BY id");
  const open = threads.find(({ category }) => shows.includes(String(category)));
  const hidden = threads.filter(({ category }) => !shows.includes(String(category)));
  expect(hidden.length).toBeGreaterThan(3);
  basis.change(elsewhere.nothingWaits);
  basis.change([open, ...hidden].map((thread) => elsewhere.wantAnswer(String(thread?.["id"]), null)).join("; "));
  await basis.scenario({ fault: { kind: "hiddenData" } });
  const sent = await basis.ask("/waiting", "p-basis");
  expect(((await sent.json()) as { threads: unknown[] }).threads).toHaveLength(hidden.length + 1);
  const page = await openListening(basis);
  await expect(waiting(page).getByRole("heading", { level: 2 })).toHaveText(headingOf(1));
  await expect(items(page)).toHaveCount(1);
  await expect(items(page)).toContainText(String(open?.["subject"]));
  for (const { subject } of hidden) await expectNowhere(page, String(subject));
});

test("a closed inbox is not asked what waits in it", async ({ citizen }) => {
  const uten = await citizen("uten");
  const asked = listen(uten.page);
  const page = await openListening(uten);
  await expect(title(page)).toBeVisible();
  await expect(waiting(page)).toHaveCount(0);
  expect(asked.filter(({ path }) => path.endsWith("/waiting"))).toEqual([]);
});

for (const [what, fault] of [
  ["answers with an error", { kind: "status", status: 500 }],
  ["breaks off", { kind: "abort" }],
  ["answers with nonsense", { kind: "malformed" }],
] as const) {
  test(`when the service ${what}, the inbox says so, and a retry gets what waits`, async ({ citizen, guard }) => {
    guard.expectFault(/Failed to load resource/);
    const kari = await kariWaits(citizen("kari"));
    await kari.scenario({ path: "/api/v1/waiting", fault });
    const page = await kari.open();
    // The list does not wait for it.
    await expect(rows(page)).toHaveCount(50);
    const failed = page.getByRole("status").filter({ hasText: text("waits.failed") });
    await expect(failed).toBeVisible();
    await failed.getByRole("button", { name: text("error.retry") }).click();
    await expect(failed).toBeVisible();
    await kari.scenario();
    await failed.getByRole("button", { name: text("error.retry") }).click();
    await expect(items(page)).toHaveCount(1);
    await expect(failed).toHaveCount(0);
  });
}

test("what waits is that person's alone", async ({ citizen }) => {
  const kari = await kariWaits(citizen("kari"));
  kari.change(elsewhere.wantAnswer("t-ola-05", null));
  // What others write is no business of mine.
  kari.change(elsewhere.newDraft("ola", "p-ola", "Fastlegen", "Fars eget utkast", "Hei"));
  const page = await kari.open();
  await expect(items(page)).toHaveCount(1);
  const mine = await items(page).allInnerTexts();
  await switchTo(page, OLA);
  await expect(title(page)).toHaveText(text("inbox.on", { name: OLA }));
  await expect(items(page)).toHaveCount(1);
  await expect(items(page)).toContainText(await subjectOf(kari, "p-ola", "t-ola-05"));
  for (const said of mine) expect(await items(page).allInnerTexts()).not.toContain(said);
  await expectNowhere(page, "Fars eget utkast");
});

for (const language of ["nn", "en"] as const) {
  test(`it is told in ${language} as well`, async ({ citizen }) => {
    const kari = await kariWaits(citizen("kari"));
    const { soon } = await fill(kari);
    const page = await kari.open();
    await chooseLanguage(page, "nb", language);
    await expect(waiting(page, language).getByRole("heading", { level: 2 })).toHaveText(headingOf(7, language));
    const first = waiting(page, language).getByRole("link").first();
    await expect(first).toContainText(text("answer.by", { time: moment(soon, language) }, language));
    await button(page, text("waits.all", { count: 7 }, language)).click();
    for (const key of [
      "answer.needed",
      "delivery.rejectedByJournal",
      "delivery.failed",
      "waits.reply",
      "waits.draft",
    ] as const) {
      await expect(waiting(page, language)).toContainText(text(key, {}, language));
    }
  });
}

test("while I look for something particular, it is not in the way", async ({ citizen }) => {
  const kari = await kariWaits(citizen("kari"));
  const page = await kari.open();
  await expect(items(page)).toHaveCount(1);
  await button(page, text("filter.button")).click();
  await page.getByRole("checkbox", { name: text("filter.unread") }).check();
  await expect(waiting(page)).toHaveCount(0);
  await page.getByRole("checkbox", { name: text("filter.unread") }).uncheck();
  await expect(items(page)).toHaveCount(1);
});
