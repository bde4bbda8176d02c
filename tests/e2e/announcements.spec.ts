// What is said to someone who does not see the page.

import { expect, test } from "./fixtures.ts";
import { button, link, messages, replyField, rows, switchTo, threadRow, title } from "./support/page.ts";
import { ScreenReader } from "./support/screen_reader.ts";
import { SHORTCUTS } from "./support/shortcuts.ts";
import { text } from "./support/texts.ts";

const SUBJECT = "Hjelp til bandasjeskift etter operasjonen";

const heading = (words: string, level: number): string => `heading, ${words}, level ${level}`;
const polite = (words: string): string => `polite: ${words}`;

/** «21. nov. 2026», as a row writes a day. */
const shortDay = (instant: string): string =>
  new Intl.DateTimeFormat("nb-NO", {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "Europe/Oslo",
  }).format(new Date(instant));

test("a row says who wrote, whether it is unread, about what, with what, and when", async ({ citizen, guard }) => {
  const kari = await citizen("kari");
  const threads = (await kari.threads("p-kari")).slice(0, 12);
  expect(threads.some(({ unread }) => unread)).toBe(true);
  expect(threads.some(({ hasAttachment }) => hasAttachment)).toBe(true);
  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  const reader = await ScreenReader.start(page, guard);
  await reader.readUntil(`list, ${text("inbox.listLabel")}`);
  for (const { sender, subject, unread, hasAttachment, latestAt } of threads) {
    const row = (await reader.readUntil(`link, ${sender.name}`)).at(-1) ?? "";
    const parts = [
      sender.name,
      ...(unread ? [text("inbox.unread")] : []),
      subject,
      ...(hasAttachment ? [text("attachment.has")] : []),
      shortDay(latestAt),
    ];
    const places = parts.map((part) => row.indexOf(part));
    expect(places, `${parts.join(" – ")} in «${row}»`).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(row.includes(text("inbox.unread")), row).toBe(unread);
    expect(row.includes(text("attachment.has")), row).toBe(hasAttachment);
    await reader.readUntil(`end of link, ${sender.name}`);
  }
});

test("opening a thread says its heading, answering it the field, and going back the inbox", async ({
  citizen,
  guard,
}) => {
  const kari = await citizen("kari");
  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  const reader = await ScreenReader.start(page, guard);
  await threadRow(page, "t-kari-13").click();
  await reader.expectSaid(heading(SUBJECT, 1));
  await expect(messages(page).first()).toBeVisible();
  await button(page, text("reply.button")).click();
  await expect(replyField(page)).toBeFocused();
  await reader.expectSaid(`textbox, ${text("reply.label")}, required`);
  await reader.forget();
  await link(page, text("about.title")).click();
  await reader.expectSaid(heading(text("about.title"), 1));
});

test("a switch of person is told politely, and then where one is", async ({ citizen, guard }) => {
  const kari = await citizen("kari");
  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  const reader = await ScreenReader.start(page, guard);
  await switchTo(page, "Ola Nordmann");
  await expect(title(page)).toBeFocused();
  await reader.expectSaid(polite(text("announce.person", { name: "Ola Nordmann" })));
  await reader.expectSaid(heading(text("inbox.on", { name: "Ola Nordmann" }), 1));
});

test("the feedback says that there is more to fill in, and thanks once", async ({ citizen, guard }) => {
  const kari = await citizen("kari");
  const page = await kari.open("om");
  const reader = await ScreenReader.start(page, guard);
  await button(page, text("feedback.yes")).click();
  await reader.expectSaid(polite(text("feedback.more")));
  await page.getByRole("textbox", { name: text("feedback.label") }).focus();
  await reader.expectSaid(`textbox, ${text("feedback.label")}, ${text("feedback.hint")}`);
  await button(page, text("feedback.send")).click();
  await reader.expectSaid(heading(text("feedback.thanks"), 2));
  expect(await reader.said()).not.toContain(polite(text("feedback.thanks")));
});

test("the help of the keys says its name, then each key and what it does", async ({ citizen, guard }) => {
  const kari = await citizen("kari");
  const page = await kari.open("om");
  await expect(title(page)).toBeVisible();
  const reader = await ScreenReader.start(page, guard);
  await page.keyboard.press("?");
  await reader.expectSaid(`dialog, ${text("shortcuts.title")}`);
  const said = await reader.readUntil(text("shortcuts.use"));
  for (const [key, does] of SHORTCUTS) {
    const at = said.indexOf(key);
    expect(said.slice(at - 1, at + 4)).toEqual(["term", key, "end of term", "definition", text(does)]);
  }
  // Whether it is checked the virtual reader takes from the attribute, where nobody keeps it.
  expect(said.at(-1)).toContain(`checkbox, ${text("shortcuts.use")}`);
});

test("where a key finds nothing to do it says why", async ({ citizen, guard }) => {
  const someone = await citizen("utenarkiv");
  const page = await someone.open();
  await expect(rows(page).first()).toBeVisible();
  const reader = await ScreenReader.start(page, guard);
  await page.keyboard.press("c");
  await reader.expectSaid(polite(text("compose.closed")));
  await rows(page).first().click();
  await expect(messages(page).first()).toBeVisible();
  await page.keyboard.press("r");
  await reader.expectSaid(polite(text("reply.none")));
});
