import { expect, test } from "./fixtures.ts";
import { card, fact } from "./support/appointments.ts";
import { button, link, messages, openListening, title } from "./support/page.ts";
import { text, type TextKey } from "./support/texts.ts";

test("an appointment letter says first when, where and whom, what to bring and whom to ring", async ({ citizen }) => {
  const solveig = await citizen("solveig");
  const [letter] = solveig.rows("SELECT * FROM appointments WHERE thread_id = 't-solveig-01'");
  const page = await solveig.open("samtale/t-solveig-01");
  const starts = new Date(String(letter?.["starts_at"]));
  const oslo = { timeZone: "Europe/Oslo" } as const;
  const day = starts.toLocaleDateString("nb-NO", { dateStyle: "full", ...oslo });
  const clock = (at: Date): string => at.toLocaleTimeString("nb-NO", { timeStyle: "short", ...oslo });
  const ends = new Date(String(letter?.["ends_at"]));
  await expect(fact(page, "letter.when")).toHaveText(`${day} kl. ${clock(starts)}–${clock(ends)}`);
  await expect(fact(page, "letter.where")).toHaveText(String(letter?.["place"]));
  await expect(fact(page, "letter.who")).toHaveText(String(letter?.["who"]));
  const bring = JSON.parse(String(letter?.["bring"])) as string[];
  await expect(fact(page, "letter.bring").getByRole("listitem")).toHaveText(bring);
  const phone = link(card(page), "67 00 01 20");
  await expect(phone).toHaveAttribute("href", "tel:+4767000120");
  await expect(messages(page)).toHaveCount(1);
});

test("a letter without an end, a number or things to bring says nothing of them", async ({ citizen }) => {
  const page = await (await citizen("solveig")).open("samtale/t-solveig-15");
  await expect(card(page).getByRole("term")).toHaveText([text("letter.when"), text("letter.where")]);
});

const STATES: [string, TextKey][] = [
  ["t-solveig-04", "letter.updated"],
  ["t-solveig-05", "letter.replaced"],
  ["t-solveig-07", "letter.deleted"],
  ["t-solveig-08", "letter.restored"],
  ["t-solveig-09", "letter.expired"],
];

for (const [thread, key] of STATES) {
  test(`a letter stays readable and says whether it holds: ${key}`, async ({ citizen }) => {
    const page = await (await citizen("solveig")).open(`samtale/${thread}`);
    await expect(page.getByRole("status").filter({ hasText: text(key) })).toBeVisible();
    await expect(card(page)).toBeVisible();
    await expect(messages(page).first()).not.toBeEmpty();
    const holds = ["letter.updated", "letter.restored"].includes(key);
    await expect(button(page, text("letter.calendar"))).toHaveCount(holds ? 1 : 0);
  });
}

test("a letter that was replaced leads to the one that holds", async ({ citizen }) => {
  const page = await (await citizen("solveig")).open("samtale/t-solveig-05");
  await link(page, text("letter.newer")).click();
  await expect(title(page)).toHaveText("Ny innkalling til vurdering av kne");
  await expect(page.getByText(text("letter.replaced"))).toHaveCount(0);
});

test("a letter that is withdrawn while it is read says so at once", async ({ citizen }) => {
  const solveig = await citizen("solveig");
  const page = await openListening(solveig, "samtale/t-solveig-01");
  await expect(card(page)).toBeVisible();
  solveig.change("UPDATE appointments SET letter_state = 'deleted' WHERE thread_id = 't-solveig-01'");
  await expect(page.getByText(text("letter.deleted"))).toBeVisible();
  await expect(button(page, text("letter.calendar"))).toHaveCount(0);
});

test("a letter in a state that nobody knows yet is not said to hold", async ({ citizen }) => {
  const solveig = await citizen("solveig");
  solveig.change("UPDATE appointments SET letter_state = 'moved' WHERE thread_id = 't-solveig-01'");
  const page = await solveig.open("samtale/t-solveig-01");
  await expect(page.getByText(text("letter.unknown"))).toBeVisible();
  await expect(button(page, text("letter.calendar"))).toHaveCount(0);
  await expect(card(page)).toBeVisible();
});

for (const [thread, region] of [
  ["t-solveig-11", "Helse Vest"],
  ["t-solveig-12", "Helse Nord"],
  ["t-solveig-18", "Helse Vest, a message"],
  ["t-solveig-19", "Helse Nord, a message"],
] as const) {
  test(`what is about an appointment leads to just that one in Appointments: ${region}`, async ({ citizen }) => {
    const solveig = await citizen("solveig");
    const [row] = solveig.rows(`SELECT appointments_link FROM threads WHERE id = '${thread}'`);
    const page = await solveig.open(`samtale/${thread}`);
    await expect(page.getByText(text("reason.viaAppointments"))).toBeVisible();
    const there = link(page, text("link.appointment"));
    await expect(there).toHaveAttribute("href", String(row?.["appointments_link"]));
    await expect(page.getByRole("textbox")).toHaveCount(0);
  });
}

test("a dialogue that began in Appointments goes on in the inbox", async ({ citizen }) => {
  const solveig = await citizen("solveig");
  const page = await solveig.open("samtale/t-solveig-20");
  await expect(messages(page)).not.toHaveCount(0);
  await expect(button(page, text("reply.button"))).toBeVisible();
});

test("a letter from Helse Midt is answered only where the hospital takes answers", async ({ citizen }) => {
  const solveig = await citizen("solveig");
  const page = await solveig.open("samtale/t-solveig-13");
  await expect(page.getByRole("radio")).toHaveCount(3);
  await solveig.open("samtale/t-solveig-14");
  await expect(page.getByText(text("reason.notGranted"))).toBeVisible();
  await expect(page.getByRole("radio")).toHaveCount(0);
});

test("a dialogue that the service closed keeps what was written, also after a reload", async ({ citizen }) => {
  const solveig = await citizen("solveig");
  const [draft] = solveig.rows("SELECT text FROM drafts WHERE thread_id = 't-solveig-29' AND sent = 0");
  const page = await solveig.open("samtale/t-solveig-29");
  const kept = page.getByRole("textbox", { name: text("kept.title") });
  await expect(kept).toHaveValue(String(draft?.["text"]));
  await expect(kept).not.toBeEditable();
  await page.reload();
  await expect(kept).toHaveValue(String(draft?.["text"]));
});
