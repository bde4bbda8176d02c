// A thread on paper, as the browser makes it: all of it, whose it is, and nothing that can only be pressed.

import { execFileSync } from "node:child_process";
import { expect, test, type Page } from "./fixtures.ts";
import { addLetters } from "./support/letters.ts";
import { button, messages } from "./support/page.ts";
import { text } from "./support/texts.ts";

const WORDS = Array.from({ length: 30 }, (_, at) => `Avsnitt nummer ${at + 1}.`);

/** What stands on each page of paper. */
async function paper(page: Page): Promise<string[]> {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const words = execFileSync("pdftotext", ["-layout", "-", "-"], { input: pdf, encoding: "utf8" });
  // Each page ends in a form feed.
  return words.split("\f").slice(0, -1);
}

/** How the pages are cut: «595 x 842 pts (A4)». */
async function size(page: Page): Promise<string> {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  return execFileSync("pdfinfo", ["-"], { input: pdf, encoding: "utf8" });
}

/** Pressing a button prints what the page says is to be printed, as the browser's dialog would. */
async function printsBy(page: Page, press: () => Promise<void>): Promise<string[]> {
  await page.evaluate(() => {
    window.print = () => document.documentElement.setAttribute("data-asked", "");
  });
  await press();
  await expect(page.locator("html[data-asked]")).toHaveCount(1);
  return paper(page);
}

const NOT_ON_PAPER = [
  "bar.logOut",
  "thread.back",
  "mark.unread",
  "putAway.do",
  "print.thread",
  "thread.hideAll",
  "reply.button",
  "feedback.title",
  "about.title",
  "skip.content",
  "page.logOfUse",
] as const;

test("a letter goes on A4 and says whose it is, from whom, about what and when, with its files", async ({
  citizen,
}) => {
  const kari = await citizen("kari");
  const page = await kari.open("samtale/t-kari-01");
  await expect(messages(page)).toHaveCount(1);
  const pages = await paper(page);
  const [letter] = (await kari.thread("t-kari-01", "p-kari")).messages;
  const [{ subject, sender_name: sender } = {}] = kari.rows("SELECT * FROM threads WHERE id = 't-kari-01'");
  const all = pages.join("\n").replace(/\s+/g, " ");
  // The appointment and the letter, which say much the same.
  expect(pages.length).toBeLessThanOrEqual(2);
  for (const words of [text("inbox.on", { name: "Kari Nordmann" }), String(subject), String(sender)]) {
    expect(all).toContain(words);
  }
  const sent = new Intl.DateTimeFormat("nb-NO", { dateStyle: "long", timeStyle: "short", timeZone: "Europe/Oslo" });
  expect(all).toContain(sent.format(new Date(letter?.sentAt ?? "")));
  const files = kari.rows(
    "SELECT a.name FROM attachments a JOIN messages m ON m.id = a.message_id WHERE m.thread_id = 't-kari-01'",
  );
  for (const { name } of files) expect(all).toContain(`${text("attachment.title")}: ${String(name)}`);
  for (const key of NOT_ON_PAPER) expect(all, key).not.toContain(text(key));
  expect(all).not.toContain("(i ");
  expect(await size(page)).toContain("(A4)");
  // The screen is as it was.
  expect(await page.evaluate(() => document.adoptedStyleSheets.length)).toBe(0);
});

test("a long thread is printed whole though it is closed; each page bears the name and its number", async ({
  citizen,
}) => {
  const kari = await citizen("kari");
  addLetters(kari, { id: "t-x", subject: "Lang samtale", texts: WORDS });
  const page = await kari.open("samtale/t-x");
  await expect(messages(page)).toHaveCount(30);
  await button(page, text("thread.hideAll")).click();
  const pages = await paper(page);
  expect(pages.length).toBeGreaterThan(2);
  const all = pages.join("\n");
  for (const words of WORDS) expect(all).toContain(words);
  for (const [index, one] of pages.entries()) {
    expect(one).toContain(text("inbox.on", { name: "Kari Nordmann" }));
    expect(one).toMatch(new RegExp(`${index + 1} ?/ ?${pages.length}\\s*$`));
  }
  // What was closed is closed again.
  await expect(page.getByText(WORDS[29] ?? "", { exact: true })).toBeHidden();
});

test("one message is printed alone when I ask for it; the next time the whole thread is", async ({ citizen }) => {
  const kari = await citizen("kari");
  addLetters(kari, { id: "t-x", subject: "Tre svar", texts: WORDS.slice(0, 3) });
  const page = await kari.open("samtale/t-x");
  const one = messages(page)
    .nth(1)
    .getByRole("button", { name: text("print.message") });
  await expect(one).toHaveAccessibleDescription(text("thread.from", { name: "Testveien legekontor" }));
  const alone = (await printsBy(page, () => one.press("Enter"))).join("\n");
  expect(alone).toContain("Tre svar");
  expect(alone).toContain(WORDS[1]);
  for (const words of [WORDS[0], WORDS[2]]) expect(alone).not.toContain(words);
  const whole = (await printsBy(page, () => button(page, text("print.thread")).click())).join("\n");
  for (const words of WORDS.slice(0, 3)) expect(whole).toContain(words);
});

test("of a thread with more messages than are shown, the paper says that some are left out", async ({ citizen }) => {
  const kari = await citizen("kari");
  addLetters(kari, { id: "t-x", subject: "Svært lang samtale", texts: [...WORDS, ...WORDS] });
  const page = await kari.open("samtale/t-x");
  await expect(messages(page)).toHaveCount(50);
  expect((await paper(page)).join("\n")).toContain(text("print.withoutEarlier"));
  await button(page, text("thread.earlier")).click();
  await expect(messages(page)).toHaveCount(60);
  expect((await paper(page)).join("\n")).not.toContain(text("print.withoutEarlier"));
});

test("inside a page with a frame of its own, the paper holds the thread alone and all of it", async ({ citizen }) => {
  const kari = await citizen("kari");
  addLetters(kari, { id: "t-x", subject: "Lang samtale", texts: WORDS });
  const page = await kari.open("samtale/t-x");
  await expect(messages(page)).toHaveCount(30);
  await page.evaluate(() => {
    const header = document.createElement("nav");
    header.textContent = "Vertens toppmeny";
    const frame = document.createElement("div");
    frame.append(document.querySelector("hn-webcomp-innboks") ?? "");
    frame.style.setProperty("height", "400px");
    frame.style.setProperty("overflow", "auto");
    document.body.append(header, frame);
  });
  await expect(messages(page)).toHaveCount(30);
  const pages = await paper(page);
  expect(pages.join("\n")).not.toContain("Vertens toppmeny");
  for (const words of WORDS) expect(pages.join("\n")).toContain(words);
  await expect(page.getByText("Vertens toppmeny")).toBeVisible();
});

test("who may not print has no button for it", async ({ citizen }) => {
  const kari = await citizen("kari");
  addLetters(kari, { id: "t-x", subject: "Brev", texts: WORDS.slice(0, 2) });
  const page = kari.page;
  await page.route("**/api/v1/threads/t-x", async (route) => {
    const answer = await route.fetch();
    const thread = (await answer.json()) as { grants: string[] };
    await route.fulfill({
      response: answer,
      json: { ...thread, grants: thread.grants.filter((it) => it !== "print") },
    });
  });
  await kari.open("samtale/t-x");
  await expect(messages(page)).toHaveCount(2);
  await expect(page.getByRole("button", { name: text("print.thread") })).toHaveCount(0);
  await expect(button(page, text("mark.unread"))).toBeVisible();
});
