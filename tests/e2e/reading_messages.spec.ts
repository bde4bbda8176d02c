// What stands in a message and around it: when it came, whatever it holds, and where more is said.

import { expect, test } from "./fixtures.ts";
import { quoted } from "./support/database.ts";
import { addLetters } from "./support/letters.ts";
import { button, chooseLanguage, link, messages, replyField, switchTo, threadRow } from "./support/page.ts";
import { text, type Language } from "./support/texts.ts";
import { addRead, LONG, said } from "./support/threads.ts";

test("beside the time of the last seven days stands how long ago it was, by the calendar", async ({ citizen }) => {
  const kari = await citizen("kari");
  for (const daysAgo of [0, 1, 3, 7, 8]) addLetters(kari, { id: `t-x-${daysAgo}`, subject: "Et brev", daysAgo });
  const page = kari.page;
  const shows = async (id: string, language: Exclude<Language, "se">): Promise<void> => {
    const [sent] = (await kari.thread(id, "p-kari")).messages.map(({ sentAt }) => sentAt);
    const locale = { nb: "nb-NO", nn: "nn-NO", en: "en-GB" }[language];
    const day = (at: Date): number =>
      Date.parse(new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Oslo" }).format(at)) / 86_400_000;
    const ago = day(new Date()) - day(new Date(sent ?? ""));
    const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(-ago, "day");
    const absolute = new Intl.DateTimeFormat(locale, {
      dateStyle: "long",
      timeStyle: "short",
      timeZone: "Europe/Oslo",
    }).format(new Date(sent ?? ""));
    const expected = ago <= 7 ? `${absolute} (${relative})` : absolute;
    const time = messages(page).first().getByRole("time").locator("..");
    await expect(time, id).toHaveText(expected);
  };
  for (const daysAgo of [0, 1, 3, 7, 8]) {
    await kari.open(`samtale/t-x-${daysAgo}`);
    await shows(`t-x-${daysAgo}`, "nb");
  }
  await kari.open("samtale/t-x-1");
  await chooseLanguage(page, "nb", "nn");
  await shows("t-x-1", "nn");
  await expect(button(page, text("print.thread", {}, "nn"))).toBeVisible();
  await chooseLanguage(page, "nn", "en");
  await shows("t-x-1", "en");
});

test("what this version does not know shows its text; what has none says that it cannot be shown", async ({
  citizen,
}) => {
  const kari = await citizen("kari");
  addLetters(kari, { id: "t-x", subject: "Nye slag" });
  const blocks = [
    {
      type: "callout",
      tone: "warning",
      inlines: [
        { type: "strong", text: "Husk " },
        { type: "text", text: "å faste." },
      ],
    },
    { type: "steps", items: [[{ type: "text", text: "Møt opp" }], [{ type: "text", text: "Vent" }]] },
    { type: "map", lat: 1 },
  ];
  const body = JSON.stringify({ kind: "blocks", blocks });
  kari.change(`UPDATE messages SET body = ${quoted(body)} WHERE thread_id = 't-x'`);
  const page = await kari.open("samtale/t-x");
  await expect(said(page, "Husk å faste.")).toBeVisible();
  await expect(said(page, "Møt opp Vent")).toBeVisible();
  await expect(page.getByText(text("thread.unknownContent"))).toHaveCount(1);
});

test("a table of 10,000 cells and a message of a million letters are there, and I can answer below them", async ({
  citizen,
}) => {
  const kari = await citizen("kari");
  const words = (number: string): string => `json_array(json_object('type', 'text', 'text', ${number}))`;
  kari.change(`UPDATE messages SET body = (
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500),
        c(j) AS (SELECT 1 UNION ALL SELECT j + 1 FROM c WHERE j < 20)
      SELECT json_object('kind', 'blocks', 'blocks', json_array(json_object('type', 'table', 'caption', 'Målinger',
        'header', (SELECT json_group_array(${words("'Kolonne ' || j")}) FROM c),
        'rows', (SELECT json_group_array((SELECT json_group_array(${words("i || '.' || j")}) FROM c)) FROM n)))))
      WHERE id = 't-kari-13-m6';
    UPDATE messages SET body = json_object('kind', 'text', 'text',
      replace(hex(zeroblob(70000)), '00', 'Ord på rad nå. ') || 'Slutt.') WHERE id = 't-kari-13-m7';
    UPDATE reads SET up_to = 5 WHERE thread_id = 't-kari-13'`);
  const page = await kari.open("samtale/t-kari-13");
  await expect(messages(page)).toHaveCount(7);
  // By the page itself: roles of so many cells take the test longer than the reader.
  await expect(messages(page).nth(5).locator("td")).toHaveCount(10_000);
  expect(((await messages(page).last().textContent()) ?? "").length).toBeGreaterThan(1_000_000);
  await button(page, text("reply.button")).click();
  await replyField(page).pressSequentially("Takk");
  await expect(replyField(page)).toHaveValue("Takk");
  // The checks that end each test need too long for it, too.
  await page.close();
});

test("a name that turns its letters around leaves the words after it as they are", async ({ citizen }) => {
  const kari = await citizen("kari");
  const hostile = "Lege \u202e\u2067Tset";
  addLetters(kari, { id: "t-x", subject: `${hostile} om time`, sender: hostile, isRead: false });
  kari.change(`UPDATE messages SET on_behalf_of = 'Klinikken' WHERE thread_id = 't-x'`);
  const page = await kari.open("samtale/t-x");
  const places = await messages(page)
    .getByRole("heading", { level: 2 })
    .evaluate((heading) => {
      const spots: Record<string, number> = {};
      const walk = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
      for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        for (const word of ["Klinikken", "Ny"]) {
          const at = node.textContent?.indexOf(word) ?? -1;
          if (at < 0) continue;
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + 1);
          spots[`${word} first`] = range.getBoundingClientRect().left;
          range.setStart(node, at + word.length - 1);
          range.setEnd(node, at + word.length);
          spots[`${word} last`] = range.getBoundingClientRect().left;
        }
      }
      return spots;
    });
  expect(places["Klinikken last"]).toBeGreaterThan(places["Klinikken first"] ?? NaN);
  expect(places["Ny last"]).toBeGreaterThan(places["Ny first"] ?? NaN);
});

test("below the messages stands that reading and writing are logged, and where I can see it", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open("samtale/t-kari-13");
  const line = (words: string) => page.getByRole("main").getByRole("paragraph").filter({ hasText: words });
  const logged = line(text("thread.logged"));
  await expect(link(logged, text("page.logOfUse"))).toHaveAttribute("href", /^https:/);
  await kari.open();
  await switchTo(page, "Ola Nordmann");
  await threadRow(page, "t-ola-01").click();
  await expect(line(text("thread.loggedOn", { name: "Ola" }))).toBeVisible();
  await expect(line(text("thread.logged"))).toHaveCount(0);
});

test("a conversation with the municipality says where new ones start and that answers come here", async ({
  citizen,
}) => {
  const kari = await citizen("kari");
  const page = await kari.open("samtale/t-kari-13");
  const line = page
    .getByRole("main")
    .getByRole("paragraph")
    .filter({ hasText: text("thread.municipality") });
  await expect(link(line, text("page.healthContacts"))).toHaveAttribute("href", /^https:/);
  await kari.open("samtale/t-kari-01");
  await expect(messages(page).first()).toBeVisible();
  await expect(page.getByText(text("thread.municipality"))).toHaveCount(0);
});

test("nothing runs out of a thread at 320 px, open or closed", async ({ citizen }) => {
  const kari = await citizen("kari", { browser: { viewport: { width: 320, height: 640 } } });
  addRead(
    kari,
    5,
    LONG.map((words) => `${words} ${"Ortopediskpoliklinikkavdeling".repeat(3)}`),
  );
  kari.change(`UPDATE messages SET from_name = 'Avdelingsoverlegespesialistsykepleiersen', from_role = 'Spesialistsykepleier'
    WHERE thread_id = 't-x'`);
  const page = await kari.open();
  await threadRow(page, "t-x").click();
  await expect(messages(page)).toHaveCount(8);
  const width = (): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth);
  expect(await width()).toBe(320);
  await button(page, text("thread.showAll")).click();
  expect(await width()).toBe(320);
});
