// Files: what they are called and are, and that none is saved as something else.

import { readFileSync } from "node:fs";
import { expect, test, type Locator, type Page } from "./fixtures.ts";
import type { Citizen } from "./support/citizen.ts";
import { announced, button, chooseLanguage, messages, tabTo } from "./support/page.ts";
import { text } from "./support/texts.ts";

const THREAD = "t-solveig-30";
const PDF = "Epikrise.pdf";
const PICTURE = "Røntgenbilde.jpg";
const PROGRAM = "Henvisning.pdf";
const PNG = "89504E470D0A1A0A0000000D49484452";

const file = (page: Page, name: string): Locator =>
  page.getByRole("button", { name: text("attachment.download", { name }) });

const size = (bytes: number): string => `${Math.ceil(bytes / 1_024)} kB`;

const stored = (citizen: Citizen, name: string): { size: number; bytes: string } => {
  const [row] = citizen.rows(`SELECT size, hex(bytes) AS bytes FROM attachments WHERE name = '${name}'`);
  return { size: Number(row?.["size"]), bytes: String(row?.["bytes"]) };
};

/** Files that the browser saved. */
function downloads(page: Page): string[] {
  const saved: string[] = [];
  page.on("download", (download) => saved.push(download.suggestedFilename()));
  return saved;
}

test("a file is told by name, type and size, in the language of the interface, and saved by keyboard", async ({
  citizen,
}) => {
  const solveig = await citizen("solveig");
  const page = await solveig.open(`samtale/${THREAD}`);
  const about = size(stored(solveig, PICTURE).size);
  await expect(file(page, PICTURE)).toHaveAccessibleName(
    new RegExp(`${PICTURE} ${text("attachment.jpeg")}, ${about}$`),
  );
  await expect(file(page, PDF)).toHaveAccessibleName(new RegExp(`PDF, ${size(stored(solveig, PDF).size)}$`));
  await tabTo(page, file(page, PDF));
  const download = page.waitForEvent("download");
  await page.keyboard.press("Enter");
  const saved = await download;
  expect(saved.suggestedFilename()).toBe(PDF);
  expect(
    readFileSync(await saved.path())
      .toString("hex")
      .toUpperCase(),
  ).toBe(stored(solveig, PDF).bytes);
  await chooseLanguage(page, "nb", "nn");
  await expect(page.getByText(`${text("attachment.jpeg", {}, "nn")}, ${about}`)).toBeVisible();
});

test("files that I sent are there beside those that I got", async ({ citizen }) => {
  const kari = await citizen("kari");
  const thread = "t-kari-13";
  const files = kari.rows(
    `SELECT a.name FROM attachments a JOIN messages m ON m.id = a.message_id
     WHERE m.thread_id = '${thread}' AND m.from_kind = 'citizen'`,
  );
  expect(files).not.toHaveLength(0);
  const page = await kari.open(`samtale/${thread}`);
  await button(page, text("thread.showAll")).click();
  for (const { name } of files) {
    const download = page.waitForEvent("download");
    await file(page, String(name)).click();
    expect((await download).suggestedFilename()).toBe(name);
  }
});

test("a program that is said to be a PDF is named as that, and cannot be saved", async ({ citizen }) => {
  const solveig = await citizen("solveig");
  const page = await solveig.open(`samtale/${THREAD}`);
  const saved = downloads(page);
  await file(page, PROGRAM).click();
  await expect(page.getByRole("status").filter({ hasText: text("attachment.harmful") })).toBeVisible();
  await expect(button(page, text("attachment.saveAnyway"))).toHaveCount(0);
  expect(saved).toEqual([]);
});

test("a web page that is said to be a picture is not saved either", async ({ citizen }) => {
  const solveig = await citizen("solveig");
  solveig.change(`UPDATE attachments SET bytes = CAST(' <!DOCTYPE html><script>' AS BLOB) WHERE name = '${PICTURE}'`);
  const page = await solveig.open(`samtale/${THREAD}`);
  const saved = downloads(page);
  await file(page, PICTURE).click();
  await expect(page.getByText(text("attachment.harmful"))).toBeVisible();
  expect(saved).toEqual([]);
});

test("a file that is not what its sender says is saved only when I ask for it, under its own name", async ({
  citizen,
  a11y,
}) => {
  const solveig = await citizen("solveig");
  solveig.change(`UPDATE attachments SET bytes = x'${PNG}' WHERE name = '${PDF}'`);
  const page = await solveig.open(`samtale/${THREAD}`);
  const saved = downloads(page);
  await file(page, PDF).click();
  await expect(page.getByText(text("attachment.differs", { type: "PDF" }))).toBeVisible();
  expect(saved).toEqual([]);
  await a11y(page);
  const download = page.waitForEvent("download");
  await button(page, text("attachment.saveAnyway")).click();
  expect((await download).suggestedFilename()).toBe(PDF);
});

test("a name that turns itself around is shown as it is, and saved as the PDF that it is said to be", async ({
  citizen,
}) => {
  const solveig = await citizen("solveig");
  const page = await solveig.open(`samtale/${THREAD}`);
  const name = "Svar fra laboratoriet \ufffdfdp.exe";
  const download = page.waitForEvent("download");
  await file(page, name).click();
  expect((await download).suggestedFilename()).toBe(`${name}.pdf`);
  expect(await messages(page).first().innerText()).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
});

test("what is not seen in a name is made visible", async ({ citizen }) => {
  const solveig = await citizen("solveig");
  solveig.change(`UPDATE attachments SET name = 'Epi' || char(8203) || 'krise' || char(65279, 173) || '.pdf'
                  WHERE name = '${PDF}'`);
  const page = await solveig.open(`samtale/${THREAD}`);
  await expect(file(page, "Epi\ufffdkrise\ufffd\ufffd.pdf")).toBeVisible();
});

test("a long name is read whole, and fits the narrowest screen", async ({ citizen }) => {
  const solveig = await citizen("solveig", { browser: { viewport: { width: 320, height: 640 } } });
  const [long] = solveig.rows(
    `SELECT a.name FROM attachments a JOIN messages m ON m.id = a.message_id
     WHERE m.thread_id = '${THREAD}' ORDER BY length(a.name) DESC LIMIT 1`,
  );
  const page = await solveig.open(`samtale/${THREAD}`);
  const button = file(page, String(long?.["name"]));
  await expect(button).toBeVisible();
  const [inner, outer] = await button.evaluate((element) => [element.scrollWidth, element.clientWidth] as const);
  expect(inner).toBeLessThanOrEqual(outer);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});

test("expired and infected files say what they are and why they cannot be had", async ({ citizen }) => {
  const solveig = await citizen("solveig");
  const page = await solveig.open(`samtale/${THREAD}`);
  for (const [name, why] of [
    ["Gammelt prøvesvar.pdf", "attachment.expired"],
    ["Egenerklæring.pdf", "attachment.infected"],
  ] as const) {
    const item = page.getByRole("listitem").filter({ hasText: name }).last();
    await expect(item).toContainText(`PDF, ${size(stored(solveig, name).size)}. ${text(why)}`);
    await expect(item.getByRole("button")).toHaveCount(0);
  }
});

test("a file that does not come says so, and comes at the next press", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource: .*500/);
  const solveig = await citizen("solveig");
  await solveig.scenario({
    path: `/api/v1/threads/${THREAD}/messages/*`,
    times: 1,
    fault: { kind: "status", status: 500 },
  });
  const page = await solveig.open(`samtale/${THREAD}`);
  await file(page, PDF).click();
  await expect(messages(page).first().getByRole("alert")).toContainText(text("error.server"));
  const download = page.waitForEvent("download");
  await file(page, PDF).click();
  expect((await download).suggestedFilename()).toBe(PDF);
  await expect(messages(page).first().getByRole("alert")).toHaveCount(0);
});

test("a file that keeps me waiting can be given up, and comes at the next press", async ({ citizen, a11y }) => {
  const solveig = await citizen("solveig");
  await solveig.scenario({ path: `/api/v1/threads/${THREAD}/messages/*`, fault: { kind: "stall" } });
  const page = await solveig.open(`samtale/${THREAD}`);
  const saved = downloads(page);
  await file(page, PDF).click();
  const cancel = button(page, text("attachment.cancelDownload", { name: PDF }));
  await expect(cancel).toBeVisible();
  await expect(announced(page)).toHaveText(text("attachment.downloading", { name: PDF }));
  await a11y(page);
  const ended = page.waitForEvent("requestfailed", (request) => request.url().includes("/attachments/"));
  await tabTo(page, cancel);
  await page.keyboard.press("Enter");
  await ended;
  await expect(cancel).toHaveCount(0);
  await expect(file(page, PDF)).toBeFocused();
  await expect(announced(page)).toHaveText(text("attachment.toldCancelled", { name: PDF }));
  await expect(messages(page).first().getByRole("alert")).toHaveCount(0);
  expect(saved).toEqual([]);
  await solveig.scenario();
  const download = page.waitForEvent("download");
  await page.keyboard.press("Enter");
  expect((await download).suggestedFilename()).toBe(PDF);
  await expect(cancel).toHaveCount(0);
});
