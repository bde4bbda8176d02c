// Whole journeys by keyboard alone, as a screen reader tells them: what was heard stands in transcripts/.

import { expect, test } from "./fixtures.ts";
import { answers, receipts } from "./support/appointments.ts";
import { HEALTH_CONTACT } from "./support/compose.ts";
import { messages, picker, rows, threadRow, title, waiting } from "./support/page.ts";
import { text } from "./support/texts.ts";
import { Journey } from "./support/transcript.ts";

// The virtual reader is slow in long pages, above all on a busy machine.
test.describe.configure({ timeout: 180_000 });

const KARI = "Kari Nordmann";

test("by keys and by ear I read the list and a letter, and come back to it", async ({ citizen, guard }) => {
  const kari = await citizen("kari");
  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  const journey = await Journey.begin(page, guard);
  await journey.read(waiting(page));
  await journey.pressOn(threadRow(page, "t-kari-07"), "Svar på blodprøver");
  await expect(title(page)).toBeFocused();
  await expect(messages(page).first()).toBeVisible();
  await journey.read(page.getByRole("main"));
  await journey.press("link", text("thread.back"));
  await expect(threadRow(page, "t-kari-07")).toBeFocused();
  journey.expectWritten("lese");
});

test("by keys and by ear I answer a message", async ({ citizen, guard }) => {
  const kari = await citizen("kari");
  await kari.hold(60);
  const page = await kari.open("samtale/t-kari-13");
  await expect(messages(page).first()).toBeVisible();
  const journey = await Journey.begin(page, guard);
  await journey.press("button", text("reply.button"));
  await journey.hear(text("reply.label"));
  await journey.type(text("reply.label"), "Takk, det passer fint.");
  await journey.press("button", text("send.button", { name: KARI }));
  await journey.hear(text("undo.left", { time: "60 sekunder" }));
  await expect(messages(page).last()).toContainText("Takk, det passer fint.");
  await journey.read(messages(page).last());
  journey.expectWritten("svare");
});

test("by keys and by ear I write a new message", async ({ citizen, guard }) => {
  const kari = await citizen("kari");
  await kari.hold(60);
  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  const journey = await Journey.begin(page, guard);
  await journey.press("link", text("compose.title"));
  await expect(title(page)).toBeFocused();
  await journey.hear(`heading, ${text("compose.title")}`);
  await expect(page.getByRole("radio").first()).toBeVisible();
  await journey.read(page.getByRole("main"));
  await page.getByRole("radio").first().focus();
  await journey.key("ArrowDown", "radio");
  await journey.key("ArrowDown", HEALTH_CONTACT);
  await journey.press("button", text("compose.continue"));
  await journey.type(text("compose.subject"), "Spørsmål om timen");
  await journey.type(text("compose.text"), "Kan jeg komme litt senere?");
  await journey.press("button", text("send.button", { name: KARI }));
  await expect(title(page)).toBeFocused();
  await journey.hear("Spørsmål om timen");
  await expect(messages(page).last()).toContainText("Kan jeg komme litt senere?");
  journey.expectWritten("skrive");
});

test("by keys and by ear I change to my father's inbox, and hear whose it is", async ({ citizen, guard }) => {
  const kari = await citizen("kari");
  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  const journey = await Journey.begin(page, guard);
  await journey.pressOn(page.getByRole("button", { name: text("bar.person") }), text("bar.person"));
  await expect(picker(page)).toBeVisible();
  await journey.read(picker(page));
  await journey.pressOn(picker(page).getByRole("button", { name: "Ola Nordmann" }), "Ola Nordmann");
  await journey.hear(text("announce.person", { name: "Ola Nordmann" }));
  await expect(page.getByText(text("bar.actingFor", { name: "Ola Nordmann" }))).toBeVisible();
  await journey.read(page.getByRole("banner"));
  journey.expectWritten("bytte person");
});

test("by keys and by ear I ask for another time", async ({ citizen, guard }) => {
  const solveig = await citizen("solveig");
  const page = await solveig.open("samtale/t-solveig-01");
  await expect(answers(page).getByRole("radio").first()).toBeVisible();
  const journey = await Journey.begin(page, guard);
  await journey.read(page.getByRole("main"));
  await journey.press("radio", text("answer.otherTime"), "Space");
  await journey.press("checkbox", "tirsdag", "Space");
  await journey.type(text("answer.text"), "Jeg er på reise.");
  await journey.press("button", text("send.button", { name: "Solveig Svarer" }));
  await journey.hear(text("answer.sent"));
  await expect(receipts(page)).toContainText(text("delivery.receivedByJournal"));
  await journey.read(receipts(page));
  journey.expectWritten("svare på innkalling");
});
