// Files that I attach: each goes up by itself while I write, and along with the message once.

import { expect, test } from "./fixtures.ts";
import {
  chooser,
  drawing,
  file,
  fileButton,
  files,
  kept,
  pdf,
  photo,
  pictureOf,
  sent,
  storedFiles,
  told,
  UPLOADS,
} from "./support/files.ts";
import {
  button,
  chooseLanguage,
  expectSaved,
  messages,
  replyField,
  sendButton,
  tabTo,
  writeReply,
} from "./support/page.ts";
import { text } from "./support/texts.ts";

const THREAD = "t-kari-13";
const KARI = "Kari Nordmann";

test("files go along with my answer, once and as they are, and can be downloaded there", async ({ citizen, a11y }) => {
  const kari = await citizen("kari");
  const page = await kari.open(`samtale/${THREAD}`);
  await writeReply(page, "To filer.");
  const [form, sketch] = [pdf("Egenerklæring – «ny».pdf"), drawing("Skisse.png")];
  await chooser(page).setInputFiles([form, sketch]);
  await expect(file(page, form.name)).toContainText(text("attachment.stored"));
  await expect(file(page, form.name)).toContainText("PDF, 1 kB");
  await expect(file(page, sketch.name)).toContainText(text("attachment.stored"));
  await expect(told(page)).toContainText(/lastet opp/);
  await a11y(page);
  expect(kept(kari).find(({ name }) => name === form.name)?.bytes).toEqual(form.buffer);
  await sendButton(page, KARI).dblclick();
  const last = messages(page).last();
  await expect(last).toContainText("To filer.");
  const stored = sent(kari, "To filer.");
  expect(stored.map(({ name }) => name)).toEqual([form.name, sketch.name]);
  expect(stored.find(({ name }) => name === form.name)?.bytes).toEqual(form.buffer);
  expect(kept(kari)).toEqual([]);
  expect(kari.messages("To filer.")).toHaveLength(1);
  const download = page.waitForEvent("download");
  await last.getByRole("button", { name: text("attachment.download", { name: form.name }) }).click();
  expect((await download).suggestedFilename()).toBe(form.name);
});

test("what is taken is told before I choose, in my language", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open(`samtale/${THREAD}`);
  await writeReply(page, "Snart");
  for (const [from, to] of [
    ["nb", "nb"],
    ["nb", "nn"],
    ["nn", "en"],
  ] as const) {
    if (from !== to) await chooseLanguage(page, from, to);
    for (const key of ["attachment.hint", "attachment.hintPlace"] as const) {
      await expect(chooser(page, to)).toHaveAccessibleDescription(new RegExp(text(key, {}, to)));
    }
  }
  await expect(chooser(page, "en")).toHaveAttribute("accept", /image\/jpeg,image\/png,application\/pdf/);
});

test("where a photo was taken never leaves my device; which way it is turned does", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open(`samtale/${THREAD}`);
  await writeReply(page, "Utslettet.");
  const [rash, sketch] = [photo("utslett.jpg"), drawing("skisse.png")];
  await chooser(page).setInputFiles([rash]);
  await expect(file(page, rash.name)).toContainText(text("attachment.stored"));
  await chooser(page).setInputFiles([sketch]);
  await expect(file(page, sketch.name)).toContainText(text("attachment.stored"));
  for (const { bytes, name } of kept(kari)) {
    expect(bytes.includes("Haukeland"), name).toBe(false);
    expect(bytes.includes("GPS"), name).toBe(false);
  }
  const stored = kept(kari).find(({ name }) => name === rash.name);
  expect(stored?.media_type).toBe("image/jpeg");
  expect(pictureOf(stored?.bytes ?? Buffer.alloc(0))).toEqual(pictureOf(rash.buffer));
  // Orientation 6, in an Exif segment that holds nothing else.
  const turned = Buffer.from(
    "ffe10022457869660000" + "4d4d002a00000008" + "0001" + "011200030000000100060000" + "00000000",
    "hex",
  );
  expect(stored?.bytes.includes(turned)).toBe(true);
});

test("a file goes up while I write on, with its progress, and can be called off", async ({ citizen }) => {
  const kari = await citizen("kari");
  await kari.scenario({ ...UPLOADS, times: 1, delayMs: 60_000 });
  const page = await kari.open(`samtale/${THREAD}`);
  await writeReply(page, "Først");
  const slow = pdf("treg.pdf", 400_000);
  await chooser(page).setInputFiles([slow]);
  const bar = page.getByRole("progressbar", { name: text("attachment.uploading", { name: slow.name }) });
  await expect(bar).toBeVisible();
  await expect.poll(async () => Number(await bar.getAttribute("value"))).toBeGreaterThan(0);
  // The text is saved meanwhile, and meets no conflict.
  await replyField(page).fill("Først og så mer");
  await replyField(page).blur();
  await expectSaved(page);
  expect(kari.rows("SELECT text FROM drafts")).toEqual([{ text: "Først og så mer" }]);
  await fileButton(page, "attachment.cancelNamed", slow.name).click();
  await expect(files(page)).toHaveCount(0);
  await expect(told(page)).toHaveText(text("attachment.toldRemoved", { name: slow.name }));
  await expect(chooser(page)).toBeFocused();
  expect(kept(kari)).toEqual([]);
  // The same file can be chosen again.
  await chooser(page).setInputFiles([slow]);
  await expect(file(page, slow.name)).toContainText(text("attachment.stored"));
  expect(kept(kari)).toHaveLength(1);
});

test("the message waits for a file on its way, says so, and goes when it is there", async ({ citizen }) => {
  const kari = await citizen("kari");
  await kari.scenario({ ...UPLOADS, times: 1, delayMs: 3_000 });
  const page = await kari.open(`samtale/${THREAD}`);
  await writeReply(page, "Vent på filen.");
  await chooser(page).setInputFiles([pdf("vent.pdf")]);
  await sendButton(page, KARI).click();
  await expect(button(page, text("send.waits"))).toBeVisible();
  await expect(replyField(page)).not.toBeEditable();
  await expect(chooser(page)).toBeDisabled();
  expect(kari.messages("Vent på filen.")).toEqual([]);
  await expect(messages(page).last()).toContainText("Vent på filen.");
  expect(sent(kari, "Vent på filen.").map(({ name }) => name)).toEqual(["vent.pdf"]);
});

test("calling a file off while the message waits for it stops the message too", async ({ citizen }) => {
  const kari = await citizen("kari");
  await kari.scenario({ ...UPLOADS, times: 1, delayMs: 60_000 });
  const page = await kari.open(`samtale/${THREAD}`);
  await writeReply(page, "Uten likevel.");
  await chooser(page).setInputFiles([pdf("avbrutt.pdf")]);
  await sendButton(page, KARI).click();
  await expect(button(page, text("send.waits"))).toBeVisible();
  await fileButton(page, "attachment.cancelNamed", "avbrutt.pdf").click();
  await expect(files(page)).toHaveCount(0);
  await expect(replyField(page)).toBeEditable();
  expect(kari.messages("Uten likevel.")).toEqual([]);
  await sendButton(page, KARI).click();
  await expect(messages(page).last()).toContainText("Uten likevel.");
  expect(sent(kari, "Uten likevel.")).toEqual([]);
});

for (const kind of ["abort", "lostAnswer"] as const) {
  test(`a file whose upload is cut (${kind}) is named, holds the message, and goes along once at a new try`, async ({
    citizen,
    guard,
    a11y,
  }) => {
    guard.expectFault(/Failed to load resource: net::ERR_/);
    const kari = await citizen("kari");
    await kari.scenario({ ...UPLOADS, times: 1, fault: { kind } });
    const page = await kari.open(`samtale/${THREAD}`);
    await writeReply(page, "Brutt.");
    await chooser(page).setInputFiles([pdf("brutt.pdf"), pdf("hel.pdf")]);
    const failed = files(page).filter({ hasText: text("error.network") });
    await expect(failed).toHaveCount(1);
    await expect(storedFiles(page)).toHaveCount(1);
    const name = (await failed.locator("bdi").innerText()).trim();
    await sendButton(page, KARI).click();
    await expect(page.getByRole("alert")).toContainText(text("attachment.holds", { name }));
    await expect(fileButton(page, "attachment.removeNamed", name)).toBeFocused();
    await a11y(page);
    expect(kari.messages("Brutt.")).toEqual([]);
    await fileButton(page, "attachment.retry", name).click();
    await expect(storedFiles(page)).toHaveCount(2);
    await expect(page.getByRole("alert")).toHaveCount(0);
    await sendButton(page, KARI).click();
    await expect(messages(page).last()).toContainText("Brutt.");
    expect(sent(kari, "Brutt.").map(({ name }) => name)).toEqual(["brutt.pdf", "hel.pdf"]);
  });
}

test("after a lost answer to the message itself, its files are there once", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource: net::ERR_/);
  const kari = await citizen("kari");
  await kari.scenario({ method: "POST", path: "/api/v1/sends", times: 1, fault: { kind: "lostAnswer" } });
  const page = await kari.open(`samtale/${THREAD}`);
  await writeReply(page, "Kom den fram?");
  await chooser(page).setInputFiles([pdf("en gang.pdf")]);
  await expect(file(page, "en gang.pdf")).toContainText(text("attachment.stored"));
  await sendButton(page, KARI).click();
  await expect(page.getByText(text("send.uncertain"))).toBeVisible();
  // Locked as the text is: the next press sends the same again.
  await expect(chooser(page)).toBeDisabled();
  await expect(fileButton(page, "attachment.removeNamed", "en gang.pdf")).toHaveAttribute("aria-disabled", "true");
  await fileButton(page, "attachment.removeNamed", "en gang.pdf").click({ force: true });
  await expect(files(page)).toHaveCount(1);
  await sendButton(page, KARI).click();
  await expect(messages(page).last()).toContainText("Kom den fram?");
  expect(sent(kari, "Kom den fram?")).toHaveLength(1);
  expect(kari.messages("Kom den fram?")).toHaveLength(1);
});

test("by keyboard alone I choose, remove and send, and the focus is never lost", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open(`samtale/${THREAD}`);
  await writeReply(page, "Med tastatur.");
  await tabTo(page, chooser(page));
  const choice = page.waitForEvent("filechooser");
  await page.keyboard.press("Space");
  const names = ["en.pdf", "to.pdf", "tre.pdf"];
  await (await choice).setFiles(names.map((name) => pdf(name)));
  await expect(storedFiles(page)).toHaveCount(3);
  await tabTo(page, fileButton(page, "attachment.removeNamed", "to.pdf"));
  await page.keyboard.press("Enter");
  await expect(files(page)).toHaveCount(2);
  await expect(fileButton(page, "attachment.removeNamed", "tre.pdf")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(fileButton(page, "attachment.removeNamed", "en.pdf")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(chooser(page)).toBeFocused();
  expect(kept(kari)).toEqual([]);
  await tabTo(page, sendButton(page, KARI));
  await page.keyboard.press("Enter");
  await expect(messages(page).last()).toContainText("Med tastatur.");
});
