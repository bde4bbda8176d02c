// Files that cannot be sent along: each says why and what to do, and takes nothing else with it.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "./fixtures.ts";
import {
  chooser,
  drawing,
  drop,
  file,
  fileButton,
  files,
  kept,
  onDisk,
  paste,
  pdf,
  photo,
  sent,
  storedFiles,
  told,
  tooLarge,
  UPLOADS,
  type Chosen,
} from "./support/files.ts";
import { button, messages, replyField, sendButton, writeReply } from "./support/page.ts";
import { text, type TextKey } from "./support/texts.ts";

const THREAD = "t-kari-13";
const KARI = "Kari Nordmann";
const MIB = 1024 * 1024;

const made = (name: string, mimeType: string, content: string): Chosen => ({
  name,
  mimeType,
  buffer: Buffer.from(content, "latin1"),
});

test("what cannot be sent along says why and what to do, and the others go on", async ({ citizen, a11y }) => {
  const kari = await citizen("kari");
  const page = await kari.open(`samtale/${THREAD}`);
  await writeReply(page, "Bare det gode.");
  const refused: [Chosen, TextKey][] = [
    [made("tom.pdf", "application/pdf", ""), "attachment.refusedEmpty"],
    [pdf("stor.pdf", 26 * MIB), "attachment.refusedSize"],
    [made("program.pdf", "application/pdf", "MZ\x90\0%PDF-1.7"), "attachment.refusedType"],
    [made("side.png", "image/png", "<!doctype html><script>alert(1)</script>"), "attachment.refusedType"],
    [made("kutt.jpg", "image/jpeg", "\xff\xd8\xff\xe1\xff\xff"), "attachment.refusedDamaged"],
  ];
  // Begins as a PDF: that is what it is, and is kept as, whatever stands further in.
  const both = made("begge.pdf", "text/html", "%PDF-1.7\n<!doctype html><script>alert(1)</script>");
  await chooser(page).setInputFiles(onDisk([...refused.map(([chosen]) => chosen), both, pdf("god.pdf")]));
  await expect(storedFiles(page)).toHaveCount(2);
  for (const [{ name }, why] of refused) await expect(file(page, name)).toContainText(text(why));
  await a11y(page);
  await expect(replyField(page)).toHaveValue("Bare det gode.");
  expect(kept(kari).map(({ name, media_type }) => [name, media_type])).toEqual([
    ["begge.pdf", "application/pdf"],
    ["god.pdf", "application/pdf"],
  ]);
  await sendButton(page, KARI).click();
  await expect(page.getByRole("alert")).toContainText(text("attachment.holds", { name: "tom.pdf" }));
  expect(kari.messages("Bare det gode.")).toEqual([]);
  for (const [{ name }] of refused) await fileButton(page, "attachment.removeNamed", name).click();
  await sendButton(page, KARI).click();
  await expect(messages(page).last()).toContainText("Bare det gode.");
  expect(sent(kari, "Bare det gode.")).toHaveLength(2);
});

test("a name that turns itself around is shown as it is", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open(`samtale/${THREAD}`);
  await writeReply(page, "Navn");
  await chooser(page).setInputFiles([pdf("svar\u202efdp.exe")]);
  await expect(fileButton(page, "attachment.removeNamed", "svar\ufffdfdp.exe")).toBeVisible();
  await expect(storedFiles(page)).toHaveCount(1);
  expect(kept(kari)[0]?.name).toBe("svar\ufffdfdp.exe");
});

test("a file that the device does not give is told, and can be tried again", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open(`samtale/${THREAD}`);
  await writeReply(page, "Fra minnepinnen");
  const folder = mkdtempSync(join(tmpdir(), "innboks-"));
  const path = join(folder, "borte.pdf");
  writeFileSync(path, pdf("borte.pdf").buffer);
  // Chosen in a field of the test's own, so that it can go from the disk before the app reads it.
  const own = await page.evaluateHandle(() => {
    const input = document.createElement("input");
    input.type = "file";
    return input;
  });
  await own.asElement()?.setInputFiles(path);
  rmSync(folder, { recursive: true });
  await page.getByRole("group", { name: text("attachment.title") }).evaluate((element, own) => {
    const dataTransfer = new DataTransfer();
    for (const one of (own as HTMLInputElement).files ?? []) dataTransfer.items.add(one);
    element.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, composed: true, dataTransfer }));
  }, own);
  await expect(file(page, "borte.pdf")).toContainText(text("attachment.refusedUnreadable"));
  await fileButton(page, "attachment.retry", "borte.pdf").click();
  await expect(file(page, "borte.pdf")).toContainText(text("attachment.refusedUnreadable"));
  await expect(fileButton(page, "attachment.removeNamed", "borte.pdf")).toBeFocused();
});

for (const large of [photo("ferie.jpg", tooLarge), drawing("skjerm.png", 1500, 1300)]) {
  test(`a picture that is too large is made smaller when I say so: ${large.name}`, async ({ citizen }) => {
    const kari = await citizen("kari");
    const page = await kari.open(`samtale/${THREAD}`);
    await writeReply(page, "Stort bilde.");
    expect(large.buffer.length).toBeGreaterThan(5 * MIB);
    await chooser(page).setInputFiles(onDisk([large]));
    await expect(file(page, large.name)).toContainText(text("attachment.refusedPhoto"));
    expect(kept(kari)).toEqual([]);
    await fileButton(page, "attachment.shrinkNamed", large.name).click();
    await expect(storedFiles(page)).toHaveCount(1);
    const [stored] = kept(kari);
    expect(stored?.name).toBe(large.name.replace(".png", ".jpg"));
    expect(stored?.media_type).toBe("image/jpeg");
    expect(stored?.bytes.subarray(0, 3).toString("hex")).toBe("ffd8ff");
    expect(stored?.bytes.length).toBeLessThanOrEqual(5 * MIB);
    expect(stored?.bytes.includes("Haukeland")).toBe(false);
  });
}

test("more than 25 MB together is stopped before it goes up, and fits when another is removed", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open(`samtale/${THREAD}`);
  await writeReply(page, "Mye");
  const names = ["1.pdf", "2.pdf", "3.pdf", "4.pdf", "5.pdf"];
  await chooser(page).setInputFiles(onDisk(names.map((name) => pdf(name, 5 * MIB))));
  await expect(storedFiles(page)).toHaveCount(5);
  await chooser(page).setInputFiles([pdf("for mye.pdf")]);
  await expect(file(page, "for mye.pdf")).toContainText(text("attachment.refusedAll"));
  await fileButton(page, "attachment.removeNamed", "3.pdf").click();
  await expect(files(page)).toHaveCount(5);
  await fileButton(page, "attachment.retry", "for mye.pdf").click();
  await expect(storedFiles(page)).toHaveCount(5);
  expect(kept(kari).map(({ name }) => name)).toEqual(["1.pdf", "2.pdf", "4.pdf", "5.pdf", "for mye.pdf"]);
});

test("a photo that is made smaller takes no room from the others meanwhile", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open(`samtale/${THREAD}`);
  await writeReply(page, "Mange");
  const names = ["1.pdf", "2.pdf", "3.pdf"];
  await chooser(page).setInputFiles(onDisk(names.map((name) => pdf(name, 5 * MIB))));
  await expect(storedFiles(page)).toHaveCount(3);
  await chooser(page).setInputFiles(onDisk([photo("stor.jpg", 11 * MIB)]));
  await expect(file(page, "stor.jpg")).toContainText(text("attachment.refusedPhoto"));
  // A slow device: reading the picture takes until it is let go.
  await page.evaluate(() => {
    const read = window.createImageBitmap.bind(window) as (picture: Blob) => Promise<ImageBitmap>;
    const isLetGo = new Promise((letGo) => window.addEventListener("let-go", letGo));
    window.createImageBitmap = (async (picture: Blob) => {
      await isLetGo;
      return read(picture);
    }) as typeof window.createImageBitmap;
  });
  await fileButton(page, "attachment.shrinkNamed", "stor.jpg").click();
  await expect(file(page, "stor.jpg")).toContainText(text("attachment.preparing"));
  await chooser(page).setInputFiles([pdf("liten.pdf")]);
  await expect(file(page, "liten.pdf")).toContainText(text("attachment.stored"));
  await page.evaluate(() => window.dispatchEvent(new Event("let-go")));
  await expect(storedFiles(page)).toHaveCount(5);
});

test("what the service refuses is told in the same words", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource: .*4(13|15|22)/);
  const kari = await citizen("kari");
  const page = await kari.open(`samtale/${THREAD}`);
  await writeReply(page, "Nei");
  // What virus scanners are tested with.
  const virus = made("virus.pdf", "application/pdf", "%PDF-1.7\n$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!");
  await chooser(page).setInputFiles([virus]);
  await expect(file(page, "virus.pdf")).toContainText(text("attachment.refusedInfected"));
  for (const [status, why] of [
    [413, "attachment.refusedSize"],
    [415, "attachment.refusedType"],
  ] as const) {
    await kari.scenario({ ...UPLOADS, times: 1, fault: { kind: "status", status } });
    await chooser(page).setInputFiles([pdf(`${status}.pdf`)]);
    await expect(file(page, `${status}.pdf`)).toContainText(text(why));
  }
  expect(kept(kari)).toEqual([]);
});

test("files are dropped on the form and pasted into the text, and the text stays", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open(`samtale/${THREAD}`);
  await writeReply(page, "Slipp");
  await drop(replyField(page), [pdf("sluppet.pdf"), drawing("tegnet.png")]);
  await expect(storedFiles(page)).toHaveCount(2);
  expect(await paste(replyField(page), drawing("limt.png"))).toBe(false);
  await expect(storedFiles(page)).toHaveCount(3);
  // A table out of an office program comes with its picture: the text is meant.
  expect(await paste(replyField(page), drawing("tabell.png"), "Tabell")).toBe(true);
  await expect(replyField(page)).toHaveValue("Slipp");
  // Beside the form nothing opens in place of the page.
  const address = page.url();
  await drop(page.getByRole("heading", { level: 1 }), [pdf("bom.pdf")]);
  await expect(files(page)).toHaveCount(3);
  expect(page.url()).toBe(address);
  await page.keyboard.press("Escape");
  expect(kept(kari)).toHaveLength(3);
});

test("a forgotten file is asked about once, and sending without is my choice", async ({ citizen, a11y }) => {
  const kari = await citizen("kari");
  const page = await kari.open(`samtale/${THREAD}`);
  await writeReply(page, "Jeg legger ved et bilde.");
  await sendButton(page, KARI).click();
  const question = page.getByText(text("attachment.forgotten"));
  await expect(question).toBeFocused();
  await a11y(page);
  expect(kari.messages("Jeg legger ved et bilde.")).toEqual([]);
  const choice = page.waitForEvent("filechooser");
  await button(page, text("attachment.add")).click();
  await (await choice).setFiles([]);
  await expect(question).toHaveCount(0);
  await expect(chooser(page)).toBeFocused();
  await sendButton(page, KARI).click();
  await expect(messages(page).last()).toContainText("Jeg legger ved et bilde.");

  await writeReply(page, "Se vedlegg.");
  await sendButton(page, KARI).click();
  await button(page, text("attachment.sendWithout")).click();
  await expect(messages(page).last()).toContainText("Se vedlegg.");
  expect(sent(kari, "Se vedlegg.")).toEqual([]);
});

test("a file that is there answers the question before it is asked", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open(`samtale/${THREAD}`);
  await writeReply(page, "Se vedlegget.");
  await chooser(page).setInputFiles([pdf("vedlegget.pdf")]);
  await expect(told(page)).toHaveText(text("attachment.toldStored", { name: "vedlegget.pdf" }));
  await sendButton(page, KARI).click();
  await expect(messages(page).last()).toContainText("Se vedlegget.");
});
