// By which day an answer can be expected, by the working calendar of Norway and the server's clock.

import { expect, test, type Page } from "./fixtures.ts";
import type { Citizen } from "./support/citizen.ts";
import { choose, GP, HEALTH_CONTACT, send } from "./support/compose.ts";
import { button, messages, replyField } from "./support/page.ts";
import { text, type Language } from "./support/texts.ts";

const MUNICIPALITY = "Hjemmesykepleien Årstad";
const SURGERY = new RegExp(`${GP}.*${text("topic.contactSurgery")}`);
const E_CONSULTATION = new RegExp(`${GP}.*${text("topic.eConsultation")}`);

/** From now on the server says that it is this time. */
async function itIs({ page }: Citizen, serverTime: string): Promise<void> {
  await page.route("**/api/v1/session", async (route) => {
    const answer = await route.fetch();
    const session = (await answer.json()) as object;
    const expiresAt = new Date(Date.parse(serverTime) + 1_800_000).toISOString();
    await route.fulfill({ response: answer, json: { ...session, serverTime, expiresAt } });
  });
}

/** «mandag 23. november», as the browser words a day: not every one has the days of nynorsk. */
async function weekday(page: Page, day: string, language: Exclude<Language, "se"> = "nb"): Promise<string> {
  const locale = { nb: "nb-NO", nn: "nn-NO", en: "en-GB" }[language];
  const options = { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" } as const;
  const word = ({
    day,
    locale,
    options,
  }: {
    day: string;
    locale: string;
    options: Intl.DateTimeFormatOptions;
  }): string => new Intl.DateTimeFormat(locale, options).format(new Date(day));
  return page.evaluate(word, { day, locale, options });
}

async function expectAnswer(page: Page, who: RegExp | string, words: string): Promise<void> {
  const radio = page.getByRole("radio", { name: who });
  await expect(radio).toHaveAccessibleDescription(new RegExp(words.replace(/[.()]/g, "\\$&")));
}

test("each says its own day: five working days for the doctor, the next for the municipality, today for the surgery", async ({
  citizen,
}) => {
  const kari = await citizen("kari");
  await itIs(kari, "2026-11-20T09:00:00Z");
  const page = await kari.open("skriv");
  await expectAnswer(page, E_CONSULTATION, text("compose.answerBy", { date: await weekday(page, "2026-11-27") }));
  await expectAnswer(page, MUNICIPALITY, text("compose.answerOn", { date: await weekday(page, "2026-11-23") }));
  await expectAnswer(page, SURGERY, text("compose.answerToday", { date: await weekday(page, "2026-11-20") }));
  await expectAnswer(page, HEALTH_CONTACT, text("compose.answerBy", { date: await weekday(page, "2026-11-25") }));
});

for (const [serverTime, day] of [
  ["2026-11-20T13:29:00Z", null],
  ["2026-11-20T13:31:00Z", "2026-11-23"],
  ["2026-11-21T09:00:00Z", "2026-11-23"],
  // It is Monday in Oslo already.
  ["2026-11-22T23:30:00Z", null],
] as const) {
  test(`the surgery answers on the day only until it closes, by the server's clock: ${serverTime}`, async ({
    citizen,
  }) => {
    const kari = await citizen("kari");
    await itIs(kari, serverTime);
    // The reader's clock is two days wrong.
    await kari.page.clock.install({ time: new Date(Date.parse(serverTime) + 48 * 3_600_000) });
    const page = await kari.open("skriv");
    const today = serverTime.startsWith("2026-11-22") ? "2026-11-23" : "2026-11-20";
    const words = day
      ? text("compose.answerMostly", { date: await weekday(page, day) })
      : text("compose.answerToday", { date: await weekday(page, today) });
    await expectAnswer(page, SURGERY, words);
  });
}

test("a surgery that does not say when it closes promises no day of its own", async ({ citizen }) => {
  const kari = await citizen("kari");
  kari.change(
    "UPDATE recipients SET data = json_set(data, '$.topics[0].answerWithin.sameDayUntil', NULL) WHERE id = 'r-kari-gp'",
  );
  await itIs(kari, "2026-11-20T09:00:00Z");
  const page = await kari.open("skriv");
  await expectAnswer(page, SURGERY, text("compose.answerSameDay"));
});

for (const [language, one, three] of [
  ["nb", "1. mai er fridag", "skjærtorsdag, langfredag og 2. påskedag er fridager"],
  ["nn", "1. mai er fridag", "skjertorsdag, langfredag og 2. påskedag er fridagar"],
  ["en", "Labour Day (1 May) is a public holiday", "Maundy Thursday, Good Friday and Easter Monday are public"],
] as const) {
  test(`holidays that put the answer off are named (${language})`, async ({ citizen, a11y }) => {
    const kari = await citizen("kari");
    await itIs(kari, "2026-04-30T09:00:00Z");
    const page = await kari.open("skriv");
    const speak = (): Promise<void> =>
      page.locator("hn-webcomp-innboks").evaluate((app, lang) => app.setAttribute("lang", lang), language);
    await speak();
    const date = await weekday(page, "2026-05-04", language);
    await expectAnswer(page, MUNICIPALITY, text("compose.answerOn", { date }, language));
    await expectAnswer(page, MUNICIPALITY, one);
    await itIs(kari, "2026-04-01T09:00:00Z");
    await page.reload();
    await speak();
    const doctor = page.getByRole("radio", { name: text("topic.eConsultation", {}, language) });
    await expect(doctor).toHaveAccessibleDescription(new RegExp(three));
    await expect(doctor).toHaveAccessibleDescription(new RegExp(await weekday(page, "2026-04-13", language)));
    await a11y(page);
  });
}

test("the day stands beside what I write, and below what I have sent until the day is over", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open("skriv");
  const told = page.getByText(/^Du kan vente svar/);
  const card = page.getByRole("radio", { name: MUNICIPALITY });
  await expect(card).toHaveAccessibleDescription(/Du kan vente svar/);
  await choose(page, MUNICIPALITY);
  await expect(told).toBeVisible();
  const expected = (await told.textContent()) ?? "";
  await page.goBack();
  await send(page, MUNICIPALITY, "Ny tid", "Kan dere komme tidligere?");
  await expect(messages(page).last()).toContainText("Kan dere komme tidligere?");
  await expect(page.getByText(expected)).toBeVisible();
  await button(page, text("reply.button")).click();
  await expect(replyField(page)).toBeFocused();
  await expect(page.getByText(expected)).toHaveCount(2);

  kari.change("UPDATE messages SET sent_at = '2026-11-02T09:00:00.000Z' WHERE send_key IS NOT NULL");
  await page.reload();
  await expect(messages(page).last()).toContainText("Kan dere komme tidligere?");
  // Only beside the field, for what is written now.
  await expect(page.getByText(/^Du kan vente svar/)).toHaveCount(1);
});
