// Whom I can write to, what I learn of them before I write, and what an e-consultation tells before it goes.

import { expect, test, type Page } from "./fixtures.ts";
import type { Citizen } from "./support/citizen.ts";
import { choose, GP, HEALTH_CONTACT, send, subjectField, textField } from "./support/compose.ts";
import { chooser, fileButton, files, pdf, sent, storedFiles, UPLOADS } from "./support/files.ts";
import { button, link, messages, sendButton, sendOnBehalf, switchTo, title } from "./support/page.ts";
import { pattern, text } from "./support/texts.ts";

const E_CONSULTATION = new RegExp(text("topic.eConsultation"));

const radios = (page: Page) => page.getByRole("radio");
const search = (page: Page) => page.getByRole("searchbox", { name: text("compose.search") });
const readBy = (citizen: Citizen, id: string): string =>
  String(
    citizen.rows(`SELECT json_extract(data, '$.readBy') AS words FROM recipients WHERE id = '${id}'`)[0]?.["words"],
  );

test("a card says who, as what and where, who will read it and when it is answered", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open("skriv");
  const contact = page.getByRole("radio", { name: HEALTH_CONTACT });
  await expect(contact).toHaveAccessibleName(`${HEALTH_CONTACT} Fysioterapeut`);
  await expect(contact).toHaveAccessibleDescription(/Ortopedisk klinikk, Haukeland/);
  await expect(contact).toHaveAccessibleDescription(new RegExp(readBy(kari, "r-kari-hk1")));
  await expect(contact).toHaveAccessibleDescription(/Du kan vente svar/);
  await choose(page, HEALTH_CONTACT);
  const readers = readBy(kari, "r-kari-hk1");
  await expect(page.getByText(text("thread.readBy", { readers }))).toBeVisible();
});

test("whom I wrote to last stands first", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open("skriv");
  await expect(radios(page).first()).toHaveAccessibleName(new RegExp(GP));
  await send(page, "Solveig Årvik", "Et spørsmål", "Når får jeg vite mer?");
  await expect(title(page)).toHaveText("Et spørsmål");
  await page.goto("/innboks/skriv");
  await expect(radios(page).first()).toHaveAccessibleName(/Solveig Årvik/);
  await expect(radios(page).nth(1)).toHaveAccessibleName(new RegExp(GP));
});

test("from six recipients on I can search, and what I have chosen stays in sight", async ({ citizen, a11y }) => {
  const kari = await citizen("kari");
  const page = await kari.open("skriv");
  await expect(radios(page).first()).toBeVisible();
  await expect(search(page)).toHaveCount(0);
  kari.change(
    `INSERT INTO recipients SELECT person_id, 'r-x' || value, 10 + value,
       json_set(data, '$.id', 'r-x' || value, '$.name', 'Kontakt ' || value)
     FROM recipients r, json_each('[1,2,3]') WHERE r.id = 'r-kari-hk1'`,
  );
  await page.reload();
  await page.getByRole("radio", { name: "Kontakt 3" }).check();
  await search(page).fill("arvik");
  await expect(page.getByRole("status").filter({ hasText: text("compose.found.one") })).toBeVisible();
  await expect(radios(page)).toHaveCount(2);
  await expect(page.getByRole("radio", { name: "Kontakt 3" })).toBeChecked();
  await a11y(page);
  await search(page).fill("ingen heter dette");
  await expect(page.getByText(text("compose.found.none"))).toBeVisible();
  await search(page).fill("");
  await expect(radios(page)).toHaveCount(8);
});

test("the municipality's rule, where its answer comes and which municipalities take part stand there", async ({
  citizen,
}) => {
  const kari = await citizen("kari");
  const page = await kari.open("skriv");
  await expect(page.getByText(text("compose.municipality"))).toBeVisible();
  const where = (await kari.session()) as unknown as { links: { kind: string; href: string }[] };
  const href = (kind: string): string => where.links.find((link) => link.kind === kind)?.href ?? "";
  const municipalities = link(page, text("page.municipalities"));
  await expect(municipalities.first()).toHaveAttribute("href", href("municipalities"));
  // And the other way: Helsekontakter, where new messages to the municipality start too.
  await expect(link(page, text("page.healthContacts"))).toHaveAttribute("href", href("healthContacts"));
});

test("an e-consultation tells its price before I write, and all of it again before it goes", async ({
  citizen,
  a11y,
}) => {
  const kari = await citizen("kari");
  const page = await kari.open("skriv");
  const price = page.getByText(pattern("compose.price"));
  await expect(page.getByRole("radio", { name: E_CONSULTATION })).toHaveAccessibleDescription(/179 kroner/);
  await choose(page, E_CONSULTATION);
  await expect(price).toContainText("179");
  await expect(sendButton(page, "Kari Nordmann")).toHaveCount(0);
  await button(page, text("compose.review")).click();
  await expect(subjectField(page)).toBeFocused();
  await subjectField(page).fill("Utslett");
  await textField(page).fill("Det klør.\nHva gjør jeg?");
  await button(page, text("compose.review")).click();

  const heading = page.getByRole("heading", { name: text("compose.review") });
  await expect(heading).toBeFocused();
  expect(kari.messages("Det klør.\nHva gjør jeg?")).toEqual([]);
  const told = page.getByRole("definition");
  await expect(told.filter({ hasText: GP })).toContainText(text("topic.eConsultation"));
  for (const words of ["Kari Nordmann", "179 kroner", "Utslett", "Hva gjør jeg?"]) {
    await expect(told.filter({ hasText: words })).toHaveCount(1);
  }
  await a11y(page);
  await button(page, text("compose.summaryBack")).click();
  await expect(textField(page)).toBeFocused();
  await expect(textField(page)).toHaveValue("Det klør.\nHva gjør jeg?");
  await expect(subjectField(page)).toHaveValue("Utslett");
  await textField(page).fill("Det klør.");
  await button(page, text("compose.review")).click();
  await expect(told.filter({ hasText: "Det klør." })).toHaveText("Det klør.");
  await sendButton(page, "Kari Nordmann").dblclick();
  await expect(messages(page)).toHaveCount(1);
  expect(kari.messages("Det klør.")).toHaveLength(1);
});

test("what an e-consultation's files need is done in its form, and the summary names those that go", async ({
  citizen,
  guard,
}) => {
  guard.expectFault(/Failed to load resource: .*503/);
  const kari = await citizen("kari");
  const page = await kari.open("skriv");
  await choose(page, E_CONSULTATION);
  await subjectField(page).fill("Utslett");
  await textField(page).fill("Se vedlegg.");
  const review = button(page, text("compose.review"));
  const heading = page.getByRole("heading", { name: text("compose.review") });
  const told = page.getByRole("definition");
  await review.click();
  await sendButton(page, "Kari Nordmann").click();
  // The question stands where it can be answered.
  await expect(page.getByText(text("attachment.forgotten"))).toBeFocused();
  const choice = page.waitForEvent("filechooser");
  await button(page, text("attachment.add")).click();
  await (await choice).setFiles([pdf("hel.pdf")]);
  await expect(storedFiles(page)).toHaveCount(1);
  await kari.scenario({ ...UPLOADS, times: 1, delayMs: 3_000, fault: { kind: "status", status: 503 } });
  await chooser(page).setInputFiles([pdf("sviktet.pdf")]);
  await expect(page.getByRole("progressbar")).toBeVisible();
  await review.click();
  await expect(told.filter({ hasText: "hel.pdf" })).toContainText("sviktet.pdf");
  await expect(told.filter({ hasText: "hel.pdf" })).toHaveText("hel.pdf");
  await sendButton(page, "Kari Nordmann").click();
  await expect(page.getByText(text("attachment.holds", { name: "sviktet.pdf" }))).toBeVisible();
  await expect(fileButton(page, "attachment.removeNamed", "sviktet.pdf")).toBeFocused();
  await fileButton(page, "attachment.removeNamed", "sviktet.pdf").click();
  await expect(files(page)).toHaveCount(1);
  await review.click();
  await expect(heading).toBeFocused();
  await sendButton(page, "Kari Nordmann").click();
  await expect(messages(page)).toHaveCount(1);
  expect(sent(kari, "Se vedlegg.").map(({ name }) => name)).toEqual(["hel.pdf"]);
});

test("sending an e-consultation without a file that it speaks of is looked over again first", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open("skriv");
  await choose(page, E_CONSULTATION);
  await subjectField(page).fill("Utslett");
  await textField(page).fill("Se vedlegg.");
  await button(page, text("compose.review")).click();
  await sendButton(page, "Kari Nordmann").click();
  await button(page, text("attachment.sendWithout")).click();
  await expect(page.getByRole("heading", { name: text("compose.review") })).toBeFocused();
  expect(kari.messages("Se vedlegg.")).toEqual([]);
  await sendButton(page, "Kari Nordmann").click();
  await expect(messages(page)).toHaveCount(1);
});

test("on behalf of another, the summary and the button name them", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open();
  await switchTo(page, "Ola Nordmann");
  await link(page, text("compose.title")).click();
  await choose(page, E_CONSULTATION);
  await subjectField(page).fill("Far hoster");
  await textField(page).fill("Det har vart en uke.");
  await button(page, text("compose.review")).click();
  await expect(page.getByRole("term").filter({ hasText: text("compose.summaryBehalf") })).toBeVisible();
  await expect(page.getByRole("definition").filter({ hasText: "Ola Nordmann" })).toBeVisible();
  await sendOnBehalf(page, "Ola Nordmann").click();
  await expect(title(page)).toHaveText("Far hoster");
  expect(kari.messages("Det har vart en uke.")).toMatchObject([{ person_id: "p-ola", sent_for: "p-ola" }]);
});

test("an e-consultation whose price cannot be fetched is not written blindly", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource: .*500/);
  const kari = await citizen("kari");
  const page = await kari.open("skriv");
  await choose(page, E_CONSULTATION);
  await kari.scenario({ path: "/api/v1/recipients", times: 1, fault: { kind: "status", status: 500 } });
  await page.reload();
  await expect(page.getByRole("alert").filter({ hasText: text("compose.failed") })).toBeVisible();
  await button(page, text("error.retry")).click();
  await expect(page.getByText(pattern("compose.price"))).toBeVisible();
});

for (const [change, why] of [
  ["json_set(data, '$.available', json('false'), '$.reason', 'notOpened')", "recipient.notOpened"],
  ["json_set(data, '$.available', json('false'), '$.reason', 'noDigitalDialogue')", "recipient.noDigitalDialogue"],
] as const) {
  test(`a recipient that closes while I write says why, and the text is kept: ${text(why)}`, async ({
    citizen,
    guard,
  }) => {
    guard.expectFault(/Failed to load resource: .*403/);
    const kari = await citizen("kari");
    const page = await kari.open("skriv");
    await choose(page, HEALTH_CONTACT);
    await subjectField(page).fill("Halvveis");
    await textField(page).fill("Skrevet før det ble stengt");
    const saved = () => kari.rows("SELECT text FROM drafts WHERE subject = 'Halvveis'");
    await expect.poll(saved).toEqual([{ text: "Skrevet før det ble stengt" }]);
    kari.change(`UPDATE recipients SET data = ${change} WHERE id = 'r-kari-hk1'`);
    await textField(page).press("End");
    // All at once: a save between two keys would close the field.
    await page.keyboard.insertText(", og etter");
    await expect(page.getByRole("status").filter({ hasText: text("compose.closed") })).toContainText(text(why));
    const kept = page.getByRole("textbox", { name: text("kept.title") });
    await expect(kept).toHaveValue("Skrevet før det ble stengt, og etter");
    await expect(kept).not.toBeEditable();
    await expect(sendButton(page, "Kari Nordmann")).toHaveCount(0);
  });
}
