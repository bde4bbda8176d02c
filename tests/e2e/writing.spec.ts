import { expect, test, type Locator, type Page } from "./fixtures.ts";
import { button, link, messages, sendButton, title } from "./support/page.ts";
import { text, type TextKey } from "./support/texts.ts";

const HEALTH_CONTACT = "Marit Sæbø Fjeldstad";

const subject = (page: Page): Locator => page.getByRole("textbox", { name: text("compose.subject") });
const words = (page: Page): Locator => page.getByRole("textbox", { name: text("compose.text") });
const urgent = (page: Page): Locator => page.getByRole("region", { name: text("compose.urgentTitle") });

async function choose(page: Page, recipient: string): Promise<void> {
  await page.getByRole("radio", { name: recipient }).check();
  await button(page, text("compose.continue")).click();
  await expect(subject(page)).toBeVisible();
}

test("«Skriv melding» warns first, then sends to the one chosen, and shows the new thread", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open();
  await link(page, text("compose.title")).click();
  await expect(title(page)).toHaveText(text("compose.title"));
  await expect(urgent(page)).toContainText("113");
  await expect(urgent(page)).toContainText("116 117");
  await expect(urgent(page)).toContainText(text("compose.urgentSurgery"));
  await expect(title(page)).toBeFocused();
  const order = await page.getByRole("main").evaluate((main) => {
    const [warning, choice] = [main.querySelector("section"), main.querySelector("fieldset, input")];
    return warning && choice ? warning.compareDocumentPosition(choice) : 0;
  });
  expect(order & 4 /* the choice follows the warning */).toBe(4);

  await choose(page, HEALTH_CONTACT);
  await expect(urgent(page)).toBeVisible();
  await expect(page.getByText(text("compose.to", { name: HEALTH_CONTACT }))).toBeVisible();
  await subject(page).fill("Vondt i kneet");
  await words(page).fill("Kneet hovner opp etter øvelsene.");
  await sendButton(page, "Kari Nordmann").dblclick();
  await expect(title(page)).toHaveText("Vondt i kneet");
  await expect(messages(page)).toHaveCount(1);
  await expect(messages(page).first()).toContainText("Kneet hovner opp etter øvelsene.");

  const stored = kari.rows("SELECT id, person_id, sender_name FROM threads WHERE subject = 'Vondt i kneet'");
  expect(stored).toEqual([{ id: expect.any(String), person_id: "p-kari", sender_name: HEALTH_CONTACT }]);
  expect(kari.messages("Kneet hovner opp etter øvelsene.")).toHaveLength(1);
  await link(page, text("thread.back")).click();
  await expect(page.getByRole("link", { name: "Vondt i kneet" })).toBeVisible();
});

test("an unfinished message is kept at its own address", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open("skriv");
  await choose(page, HEALTH_CONTACT);
  const address = page.url();
  await subject(page).fill("Halvferdig");
  await words(page).fill("Mer kommer");
  await words(page).blur();
  await expect
    .poll(() => kari.rows("SELECT subject, text, sent FROM drafts"))
    .toEqual([{ subject: "Halvferdig", text: "Mer kommer", sent: 0 }]);
  await page.goto(address);
  await expect(subject(page)).toHaveValue("Halvferdig");
  await expect(words(page)).toHaveValue("Mer kommer");
});

test("missing fields are told, the focus goes to the first, and nothing written is lost", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open("skriv");
  await expect(page.getByRole("radio").first()).toBeVisible();
  await button(page, text("compose.continue")).click();
  await expect(page.getByRole("alert")).toContainText(text("compose.recipientMissing"));

  await choose(page, HEALTH_CONTACT);
  await sendButton(page, "Kari Nordmann").click();
  await expect(subject(page)).toBeFocused();
  await expect(subject(page)).toHaveAccessibleDescription(text("compose.subjectMissing"));
  await expect(words(page)).toHaveAccessibleDescription(text("compose.textMissing"));
  await subject(page).fill("Emnet er her");
  await sendButton(page, "Kari Nordmann").click();
  await expect(words(page)).toBeFocused();
  await expect(subject(page)).toHaveValue("Emnet er her");
  await expect(subject(page)).toHaveAccessibleDescription("");
  await words(page).fill("Og her er teksten.");
  await sendButton(page, "Kari Nordmann").click();
  await expect(messages(page).first()).toContainText("Og her er teksten.");
});

test("those who cannot be written to are listed with the reason, not as a choice", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open("skriv");
  const unavailable = page.getByRole("region", { name: text("compose.unavailable") });
  for (const [name, why] of [
    ["Torgeir Ullaland", "recipient.noDigitalDialogue"],
    ["Ergo- og fysioterapitjenesten", "recipient.notOpened"],
  ] as const) {
    await expect(unavailable.getByRole("listitem").filter({ hasText: name })).toContainText(text(why));
    await expect(page.getByRole("radio", { name })).toHaveCount(0);
  }
});

test("the doctor can be written to in four ways: two here, two elsewhere", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open("skriv");
  const gp = page.getByRole("radio", { name: "Ingunn Lyngstad" });
  await expect(gp).toHaveCount(2);
  await expect(gp.nth(0)).toHaveAccessibleName(new RegExp(text("topic.contactSurgery")));
  await expect(gp.nth(0)).toHaveAccessibleDescription(new RegExp(text("topic.contactSurgeryHint")));
  await expect(gp.nth(1)).toHaveAccessibleName(new RegExp(text("topic.eConsultation")));
  await expect(gp.nth(1)).toHaveAccessibleDescription(new RegExp(text("topic.eConsultationHint")));
  await expect(gp.nth(1)).toHaveAccessibleDescription(/179/);
  await expect(link(page, text("link.renewPrescription"))).toHaveAttribute("href", /^https:.*forny-resept$/);
  await expect(link(page, text("link.bookAppointment"))).toHaveAttribute("href", /^https:.*bestill-time$/);
});

test("recipients are the person's own: the doctor, contacts with dialogue, services that have opened", async ({
  citizen,
}) => {
  const kari = await citizen("kari");
  const page = await kari.open("skriv");
  const names = ["Ingunn Lyngstad", "Ingunn Lyngstad", HEALTH_CONTACT, "Solveig Årvik", "Hjemmesykepleien Årstad"];
  await expect(page.getByRole("radio")).toHaveCount(names.length);
  for (const [index, name] of names.entries()) {
    await expect(page.getByRole("radio").nth(index)).toHaveAccessibleName(new RegExp(name));
  }
});

const closed: [persona: string, why: TextKey][] = [
  ["basis", "reason.needsFullAccess"],
  ["utenarkiv", "reason.needsArchiveConsent"],
  ["foreldet", "reason.contactInfoOutdated"],
  ["emil", "reason.youngPersonMayNotWrite"],
];
for (const [persona, why] of closed) {
  test(`who may not write is told why: ${persona}`, async ({ citizen }) => {
    const someone = await citizen(persona);
    const page = await someone.open("skriv");
    const notice = page.getByRole("status").filter({ hasText: text("compose.closed") });
    await expect(notice).toContainText(text(why, { level: text("level.basic") }));
    await expect(page.getByRole("radio")).toHaveCount(0);
    await expect(page.getByRole("textbox")).toHaveCount(0);
    // The server says the same.
    const refused = await someone.write("POST", "/drafts", `p-${persona}`, { recipientId: "r", topic: "general" });
    expect(refused.status()).toBe(403);
  });
}
