// Real files to attach, and what the database holds of them.

import { readFileSync, writeFileSync } from "node:fs";
import { crc32, deflateSync } from "node:zlib";
import { test, type Locator, type Page } from "@playwright/test";
import type { Citizen } from "./citizen.ts";
import { text, type Language } from "./texts.ts";

export type Chosen = { name: string; mimeType: string; buffer: Buffer };

const MIB = 1024 * 1024;
const PHOTO = readFileSync(new URL("../../public-api/web/photo.jpg", import.meta.url));

/** A page that can be opened, filled up to a size. */
export function pdf(name: string, size = 0): Chosen {
  const page = Buffer.from(`%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n% ${name}\n`);
  const rest = Buffer.alloc(Math.max(0, size - page.length), "%\n");
  return { name, mimeType: "application/pdf", buffer: Buffer.concat([page, rest]) };
}

function segment(marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}

/** As a telephone writes it: turned, and taken at Haukeland. */
function exif(): Buffer {
  const place = Buffer.from("GPS 60.3717 N 5.3581 E Haukeland");
  const tiff = Buffer.alloc(8 + 2 + 2 * 12 + 4);
  tiff.write("II*\0", "latin1");
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(2, 8);
  // The way it is turned: a quarter to the right.
  tiff.writeUInt16LE(0x0112, 10);
  tiff.writeUInt16LE(3, 12);
  tiff.writeUInt32LE(1, 14);
  tiff.writeUInt16LE(6, 18);
  // Where the place stands.
  tiff.writeUInt16LE(0x8825, 22);
  tiff.writeUInt16LE(4, 24);
  tiff.writeUInt32LE(1, 26);
  tiff.writeUInt32LE(38, 30);
  return segment(0xe1, Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff, place]));
}

const xmp = (): Buffer =>
  segment(
    0xe1,
    Buffer.from("http://ns.adobe.com/xap/1.0/\0<x exif:GPSLatitude='60,22N' place='Haukeland'/>", "latin1"),
  );

/** A real photo that tells where it was taken, with padding that cameras put beside it, up to a size. */
export function photo(name: string, size = 0): Chosen {
  const told = [exif(), xmp()];
  for (let all = PHOTO.length; all < size; all += 60_000) told.push(segment(0xe4, Buffer.alloc(60_000, 7)));
  const buffer = Buffer.concat([PHOTO.subarray(0, 2), ...told, PHOTO.subarray(2)]);
  return { name, mimeType: "image/jpeg", buffer };
}

/** The picture's own data, from its first table on: what must not change by a byte. */
export function pictureOf(jpeg: Buffer): Buffer {
  const start = jpeg.indexOf(Buffer.from([0xff, 0xdb]));
  return jpeg.subarray(start);
}

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), content]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(content.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

/** A drawing of noise, as large as its sides say, with a place beside it. */
export function drawing(name: string, width = 8, height = 8): Chosen {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2], 8);
  let seed = 1;
  const rows = Buffer.alloc(height * (1 + width * 3), 0).map((_, at) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    return at % (1 + width * 3) === 0 ? 0 : seed >> 16;
  });
  const parts = [
    Buffer.from("89504e470d0a1a0a", "hex"),
    chunk("IHDR", head),
    chunk("eXIf", Buffer.from("MM\0*GPS Haukeland", "latin1")),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ];
  return { name, mimeType: "image/png", buffer: Buffer.concat(parts) };
}

/** The same files on disk: large ones go to the browser much faster so. */
export function onDisk(chosen: Chosen[]): string[] {
  return chosen.map(({ name, buffer }) => {
    const path = test.info().outputPath(name);
    writeFileSync(path, buffer);
    return path;
  });
}

export const tooLarge = 5 * MIB + 1;

export const chooser = (page: Page, language: Language = "nb"): Locator =>
  page.getByLabel(text("attachment.choose", {}, language), { exact: true });

export const files = (page: Page): Locator =>
  page.getByRole("group", { name: text("attachment.title") }).getByRole("listitem");

export const file = (page: Page, name: string): Locator => files(page).filter({ hasText: name });

/** Those that the server has. */
export const storedFiles = (page: Page): Locator =>
  files(page).filter({ has: page.getByText(text("attachment.stored"), { exact: true }) });

/** A button of one file. */
export function fileButton(
  page: Page,
  key: "attachment.removeNamed" | "attachment.cancelNamed" | "attachment.retry" | "attachment.shrinkNamed",
  name: string,
): Locator {
  return page.getByRole("button", { name: text(key, { name }), exact: true });
}

/** What is told of files, politely. */
export const told = (page: Page): Locator =>
  page.getByRole("group", { name: text("attachment.title") }).getByRole("status");

export type Stored = { name: string; media_type: string; bytes: Buffer };

const read = (rows: Record<string, string | number | null>[]): Stored[] =>
  rows.map((row) => ({
    name: String(row["name"]),
    media_type: String(row["media_type"]),
    bytes: Buffer.from(String(row["hex"]), "hex"),
  }));

/** The files of drafts, as the database has them, by name. */
export function kept(citizen: Citizen): Stored[] {
  return read(
    citizen.rows(
      "SELECT name, media_type, hex(bytes) AS hex FROM draft_attachments WHERE bytes IS NOT NULL ORDER BY name",
    ),
  );
}

/** The files of messages with this text, in their order. */
export function sent(citizen: Citizen, words: string): Stored[] {
  return read(
    citizen.rows(
      `SELECT a.name, a.media_type, hex(a.bytes) AS hex FROM attachments a JOIN messages m ON m.id = a.message_id
       WHERE json_extract(m.body, '$.text') = '${words}' ORDER BY a.position`,
    ),
  );
}

/** Where uploads go. */
export const UPLOADS = { method: "PUT", path: "/api/v1/drafts/*/attachments/*" };

/** Drops files on an element, as the mouse does. */
export async function drop(target: Locator, chosen: Chosen[]): Promise<void> {
  const dropped = chosen.map(({ name, mimeType, buffer }) => ({ name, mimeType, bytes: buffer.toString("base64") }));
  await target.evaluate((element, dropped) => {
    const dataTransfer = new DataTransfer();
    for (const { name, mimeType, bytes } of dropped) {
      const content = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
      dataTransfer.items.add(new File([content], name, { type: mimeType }));
    }
    const how = { bubbles: true, cancelable: true, composed: true, dataTransfer };
    element.dispatchEvent(new DragEvent("dragover", how));
    element.dispatchEvent(new DragEvent("drop", how));
  }, dropped);
}

/** Pastes a file, beside a text when there is one. */
export async function paste(target: Locator, chosen: Chosen, words?: string): Promise<boolean> {
  const { name, mimeType } = chosen;
  return target.evaluate(
    (element, { name, mimeType, bytes, words }) => {
      const clipboardData = new DataTransfer();
      const content = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
      clipboardData.items.add(new File([content], name, { type: mimeType }));
      if (words !== null) clipboardData.setData("text/plain", words);
      const how = { bubbles: true, cancelable: true, composed: true, clipboardData };
      return element.dispatchEvent(new ClipboardEvent("paste", how));
    },
    { name, mimeType, bytes: chosen.buffer.toString("base64"), words: words ?? null },
  );
}
