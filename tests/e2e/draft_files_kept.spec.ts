// Files of a draft stay with it: over a reload, in another tab, and with nobody but its writer and person.

import { expect, test } from "./fixtures.ts";
import { chooser, file, fileButton, files, kept, pdf, sent, storedFiles, UPLOADS } from "./support/files.ts";
import {
  announced,
  button,
  expectSaved,
  link,
  messages,
  replyField,
  sendButton,
  sendOnBehalf,
  switchTo,
  writeReply,
} from "./support/page.ts";
import { endSession, expectOver, logInAgain, warning } from "./support/session.ts";
import { pattern, text } from "./support/texts.ts";

const THREAD = "t-kari-13";
const KARI = "Kari Nordmann";
const OLA = "Ola Nordmann";
const HEALTH_CONTACT = "Marit Sæbø Fjeldstad";

test("a new message keeps its files over a reload, and sends them", async ({ citizen, guard }) => {
  const kari = await citizen("kari");
  const page = await kari.open("skriv");
  await page.getByRole("radio", { name: HEALTH_CONTACT }).check();
  await button(page, text("compose.continue")).click();
  await page.getByRole("textbox", { name: text("compose.subject") }).fill("Treningsdagbok");
  await page.getByRole("textbox", { name: text("compose.text") }).fill("Her er dagboka.");
  await chooser(page).setInputFiles([pdf("dagbok.pdf"), pdf("feil.pdf")]);
  await expect(storedFiles(page)).toHaveCount(2);
  await page.getByRole("textbox", { name: text("compose.text") }).blur();
  await expect.poll(() => kari.rows("SELECT text FROM drafts")).toEqual([{ text: "Her er dagboka." }]);
  await page.reload();
  await expect(storedFiles(page)).toHaveCount(2);
  await fileButton(page, "attachment.removeNamed", "feil.pdf").click();
  await expect(files(page)).toHaveCount(1);
  await sendButton(page, KARI).click();
  await expect(messages(page).first()).toContainText("Her er dagboka.");
  expect(sent(kari, "Her er dagboka.").map(({ name }) => name)).toEqual(["dagbok.pdf"]);
  // What files are called stands in no address and no storage.
  expect(guard.addresses.filter((address) => /dagbok|feil/i.test(address))).toEqual([]);
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
});

test("an answer whose upload lost its answer shows the file once after a reload", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource: net::ERR_/);
  guard.expectDialog("beforeunload", "accept");
  const kari = await citizen("kari");
  await kari.scenario({ ...UPLOADS, times: 1, fault: { kind: "lostAnswer" } });
  const page = await kari.open(`samtale/${THREAD}`);
  await writeReply(page, "En gang.");
  await chooser(page).setInputFiles([pdf("en.pdf")]);
  await expect(file(page, "en.pdf")).toContainText(text("error.network"));
  expect(kept(kari)).toHaveLength(1);
  await page.reload();
  await expect(storedFiles(page)).toHaveCount(1);
});

test("a file that had not come up when the session ended goes up when I have logged in", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource.*(401|503)/);
  const kari = await citizen("kari");
  const page = await kari.open(`samtale/${THREAD}`);
  await writeReply(page, "Fila kommer etter.");
  await expectSaved(page);
  await kari.scenario({ ...UPLOADS, fault: { kind: "status", status: 503 } });
  await chooser(page).setInputFiles([pdf("etter.pdf")]);
  await expect(fileButton(page, "attachment.removeNamed", "etter.pdf")).toBeVisible();
  await expect.poll(() => kept(kari)).toEqual([]);
  await endSession(kari);
  await expectOver(page, "Fila kommer etter.", "etter.pdf");
  await expect(page.getByText(text("loggedOut.overKept"))).toBeVisible();
  await logInAgain(kari, page);
  await expect(storedFiles(page)).toHaveCount(1);
  expect(kept(kari)).toHaveLength(1);
});

test("a file that was cancelled after it had arrived is not sent", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource: net::ERR_/);
  const kari = await citizen("kari");
  await kari.scenario({ ...UPLOADS, times: 1, fault: { kind: "lostAnswer" } });
  const page = await kari.open(`samtale/${THREAD}`);
  await writeReply(page, "Ingen filer.");
  await chooser(page).setInputFiles([pdf("angret.pdf")]);
  await expect(file(page, "angret.pdf")).toContainText(text("error.network"));
  expect(kept(kari)).toHaveLength(1);
  await fileButton(page, "attachment.removeNamed", "angret.pdf").click();
  await expect(files(page)).toHaveCount(0);
  expect(kept(kari)).toEqual([]);
  await sendButton(page, KARI).click();
  await expect(messages(page).last()).toContainText("Ingen filer.");
  expect(sent(kari, "Ingen filer.")).toEqual([]);
});

test("a file that cannot be removed says so, holds the message, and goes at the next try", async ({
  citizen,
  guard,
}) => {
  guard.expectFault(/Failed to load resource: .*500/);
  const kari = await citizen("kari");
  const page = await kari.open(`samtale/${THREAD}`);
  await writeReply(page, "Fjernet.");
  await chooser(page).setInputFiles([pdf("seig.pdf")]);
  await expect(storedFiles(page)).toHaveCount(1);
  await kari.scenario({ ...UPLOADS, method: "DELETE", times: 1, fault: { kind: "status", status: 500 } });
  await fileButton(page, "attachment.removeNamed", "seig.pdf").click();
  await expect(file(page, "seig.pdf")).toContainText(text("attachment.notRemoved", { why: text("error.server") }));
  await sendButton(page, KARI).click();
  await expect(page.getByRole("alert")).toContainText(text("attachment.holds", { name: "seig.pdf" }));
  await fileButton(page, "attachment.removeNamed", "seig.pdf").click();
  await expect(files(page)).toHaveCount(0);
  await sendButton(page, KARI).click();
  await expect(messages(page).last()).toContainText("Fjernet.");
  expect(sent(kari, "Fjernet.")).toEqual([]);
});

test("a file from another tab is never sent unseen", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource: .*409/);
  const kari = await citizen("kari");
  const page = await kari.open(`samtale/${THREAD}`);
  await writeReply(page, "Fra to faner.");
  await replyField(page).blur();
  await expect.poll(() => kari.rows("SELECT text FROM drafts")).toEqual([{ text: "Fra to faner." }]);
  const other = await kari.tab(`samtale/${THREAD}`);
  await chooser(other).setInputFiles([pdf("fra den andre.pdf")]);
  await expect(storedFiles(other)).toHaveCount(1);
  await sendButton(page, KARI).click();
  await expect(page.getByText(text("attachment.changedElsewhere"))).toBeVisible();
  await expect(storedFiles(page)).toHaveCount(1);
  expect(kari.messages("Fra to faner.")).toEqual([]);
  await sendButton(page, KARI).click();
  await expect(messages(page).last()).toContainText("Fra to faner.");
  expect(sent(kari, "Fra to faner.")).toHaveLength(1);
});

test("a message refused for another reason than its files says that it was not sent, and goes the next time", async ({
  citizen,
  guard,
}) => {
  guard.expectFault(/Failed to load resource: .*409/);
  const kari = await citizen("kari");
  const page = await kari.open(`samtale/${THREAD}`);
  await writeReply(page, "Med en ny nøkkel.");
  await expectSaved(page);
  kari.change("UPDATE drafts SET send_key = 'en-ny-nokkel'");
  await sendButton(page, KARI).click();
  const refused = page.getByRole("alert").filter({ hasText: text("delivery.failed") });
  await expect(refused).toContainText(text("error.server"));
  await expect(page.getByText(text("attachment.changedElsewhere"))).toHaveCount(0);
  await expect(replyField(page)).toHaveValue("Med en ny nøkkel.");
  expect(kari.messages("Med en ny nøkkel.")).toEqual([]);
  await sendButton(page, KARI).click();
  await expect(messages(page).last()).toContainText("Med en ny nøkkel.");
  expect(kari.messages("Med en ny nøkkel.")).toHaveLength(1);
});

test("a file goes to the person I act for, and an answer about another is not believed", async ({ citizen, guard }) => {
  const kari = await citizen("kari");
  const page = await kari.open();
  await switchTo(page, OLA);
  await page.getByRole("list", { name: text("inbox.listLabel") }).waitFor();
  const thread = kari.rows(
    "SELECT id FROM threads WHERE person_id = 'p-ola' AND category = 'gp' AND closed IS NULL AND read_by IS NOT NULL",
  )[0]?.["id"];
  await page.locator(`a[href="/innboks/samtale/${String(thread)}"]`).click();
  await writeReply(page, "Om Ola.");
  await kari.scenario({ ...UPLOADS, times: 1, fault: { kind: "wrongPerson", person: "p-kari" } });
  guard.expectFault(/Failed to load resource: .*404/);
  await chooser(page).setInputFiles([pdf("ola.pdf")]);
  await expect(file(page, "ola.pdf")).toContainText(text("error.wrongPerson"));
  await fileButton(page, "attachment.retry", "ola.pdf").click();
  await expect(storedFiles(page)).toHaveCount(1);
  await sendOnBehalf(page, OLA).click();
  await expect(messages(page).last()).toContainText("Om Ola.");
  expect(sent(kari, "Om Ola.")).toHaveLength(1);
  expect(kari.messages("Om Ola.")).toEqual([expect.objectContaining({ person_id: "p-ola", sent_for: "p-ola" })]);
});

test("a switch of person while a file is on its way asks first, and then ends the upload", async ({ citizen }) => {
  const kari = await citizen("kari");
  await kari.scenario({ ...UPLOADS, times: 1, delayMs: 4_000 });
  const page = await kari.open(`samtale/${THREAD}`);
  await writeReply(page, "Mitt.");
  await chooser(page).setInputFiles([pdf("min.pdf")]);
  await expect(page.getByRole("progressbar")).toBeVisible();
  await switchTo(page, OLA);
  await expect(page.getByRole("dialog", { name: text("leave.filesTitle") })).toContainText(text("leave.filesText"));
  const ended = page.waitForEvent("requestfailed");
  await button(page, text("leave.go")).click();
  expect((await ended).url()).toContain("/attachments/");
  await expect(page.getByRole("list", { name: text("inbox.listLabel") })).toBeVisible();
  await expect(page.getByText("min.pdf")).toHaveCount(0);
});

test("where files are not taken, I am told why, and can write all the same", async ({ citizen }) => {
  const kari = await citizen("kari");
  kari.change(`UPDATE threads SET takes_files = 0 WHERE id = '${THREAD}'`);
  const page = await kari.open(`samtale/${THREAD}`);
  await writeReply(page, "Se vedlegg, som jeg ikke kan sende.");
  const part = page.getByRole("group", { name: text("attachment.title") });
  await expect(part).toContainText(text("attachment.closed"));
  await expect(part).toContainText(text("reason.notGranted"));
  await expect(chooser(page)).toHaveCount(0);
  await sendButton(page, KARI).click();
  await expect(messages(page).last()).toContainText("Se vedlegg, som jeg ikke kan sende.");
});

test("after my session has ended, the files of my answer stand as I left them, and go along", async ({
  citizen,
  guard,
}) => {
  guard.expectFault(/Failed to load resource.*(401|503)/);
  const kari = await citizen("kari");
  const page = await kari.open(`samtale/${THREAD}`);
  await writeReply(page, "Før filene.");
  await chooser(page).setInputFiles([pdf("fjernet.pdf")]);
  await expect(storedFiles(page)).toHaveCount(1);
  await replyField(page).fill("Etter den første.");
  await replyField(page).blur();
  await expect.poll(() => kari.rows("SELECT text FROM drafts")).toEqual([{ text: "Etter den første." }]);
  // The saved text knows the first file, and not the second.
  await chooser(page).setInputFiles([pdf("nyest.pdf")]);
  await expect(storedFiles(page)).toHaveCount(2);
  await fileButton(page, "attachment.removeNamed", "fjernet.pdf").click();
  await expect(files(page)).toHaveCount(1);
  await kari.scenario({ method: "PUT", path: "/api/v1/drafts/*", fault: { kind: "status", status: 503 } });
  await replyField(page).fill("Etter den første. To ord.");
  await expect(page.getByText(text("draft.notSaved"))).toBeVisible();
  await endSession(kari);
  await expectOver(page, "To ord", "nyest.pdf", "fjernet.pdf");
  await logInAgain(kari, page);
  await expect(replyField(page)).toHaveValue("Etter den første. To ord.");
  await expect(files(page)).toHaveCount(1);
  await expect(storedFiles(page)).toContainText("nyest.pdf");
  await sendButton(page, KARI).click();
  await expect(messages(page).last()).toContainText("To ord.");
  expect(sent(kari, "Etter den første. To ord.").map(({ name }) => name)).toEqual(["nyest.pdf"]);
});

for (const what of ["a file", "the message"] as const) {
  test(`when ${what} fails after I went on to the list, I hear that it was not sent, and find it`, async ({
    citizen,
    guard,
  }) => {
    guard.expectFault(/Failed to load resource.*(422|503)/);
    const kari = await citizen("kari");
    const fails =
      what === "a file"
        ? [{ ...UPLOADS, times: 1, delayMs: 4_000, fault: { kind: "status", status: 503 } as const }]
        : [
            { ...UPLOADS, times: 1, delayMs: 4_000 },
            { method: "POST", path: "/api/v1/sends", fault: { kind: "status", status: 422 } as const },
          ];
    await kari.scenario(...fails);
    const page = await kari.open(`samtale/${THREAD}`);
    const { sender } = await kari.thread(THREAD, "p-kari");
    await writeReply(page, "Sendes mens jeg leser.");
    await chooser(page).setInputFiles([pdf("sen.pdf")]);
    await sendButton(page, KARI).click();
    await expect(button(page, text("send.waits"))).toBeVisible();
    await link(page, text("thread.back")).click();
    await expect(page.getByRole("list", { name: text("inbox.listLabel") })).toBeVisible();
    await expect(announced(page)).toHaveText(text("send.notSent", { name: sender.name }));
    expect(kari.messages("Sendes mens jeg leser.")).toEqual([]);
    await page.getByRole("link", { name: pattern("draft.count") }).click();
    await page.getByRole("main").getByRole("listitem").getByRole("link", { name: sender.name }).first().click();
    await expect(replyField(page)).toHaveValue("Sendes mens jeg leser.");
  });
}

test("an upload that ends keeps me logged in, as all that I do", async ({ citizen }) => {
  const kari = await citizen("kari", { lifetimeSeconds: 24 });
  await kari.scenario({ ...UPLOADS, times: 1, delayMs: 21_000 });
  const page = await kari.open(`samtale/${THREAD}`);
  await writeReply(page, "Lang opplasting.");
  await replyField(page).blur();
  await expectSaved(page);
  await chooser(page).setInputFiles([pdf("lang.pdf")]);
  await expect(warning(page)).toBeVisible({ timeout: 25_000 });
  // Nobody presses anything.
  await expect(warning(page)).toHaveCount(0, { timeout: 15_000 });
  await expect(storedFiles(page)).toHaveCount(1);
});
