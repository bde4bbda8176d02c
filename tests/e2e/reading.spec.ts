import { readFileSync } from "node:fs";
import { expect, test } from "./fixtures.ts";
import { list, messages, row, rows, threadRow, title } from "./support/page.ts";
import { pattern, text, unreadCount, type TextKey } from "./support/texts.ts";

const day = (instant: string): string =>
  new Intl.DateTimeFormat("nb-NO", {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "Europe/Oslo",
  }).format(new Date(instant));

test("the inbox shows the newest first and says what is unread in words", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open();
  const expected = (await kari.threads("p-kari")).slice(0, 50);
  await expect(title(page)).toHaveText(text("inbox.title"));
  await expect(rows(page)).toHaveCount(50);
  const shown = await rows(page).evaluateAll((links) => links.map((link) => link.textContent ?? ""));
  for (const [index, thread] of expected.entries()) {
    expect(shown[index]).toContain(thread.subject);
    expect(shown[index]?.includes(text("inbox.unread")), thread.subject).toBe(thread.unread);
  }
  await expect(page.getByText(unreadCount((await kari.person("Kari Nordmann")).unread), { exact: true })).toBeVisible();
});

test("a row's name tells sender, unread, subject, category, attachment and date", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open();
  const [first] = (await kari.threads("p-kari")).filter(({ id }) => id === "t-kari-01");
  if (!first) throw new Error("The seed has no such thread");
  await expect(row(page, first.subject)).toHaveAccessibleName(
    new RegExp(
      [
        first.sender.name,
        text("inbox.unread"),
        first.subject,
        text("category.appointmentLetter"),
        text("attachment.has"),
        day(first.latestAt),
      ].join(".*"),
    ),
  );
});

test("messages I have sent stand in the list beside those I have got", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open();
  const sentLast = kari.rows(
    `SELECT id FROM threads WHERE person_id = 'p-kari' AND last_from = 'citizen' ORDER BY latest_at DESC LIMIT 5`,
  );
  expect(sentLast.length).toBeGreaterThan(0);
  await page.getByRole("button", { name: text("inbox.more") }).click();
  for (const { id } of sentLast) {
    await expect(threadRow(page, String(id))).toContainText(text("inbox.youWrote"));
  }
});

test("with full access every kind of message stands in one list, named by its kind", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open();
  await page.getByRole("button", { name: text("inbox.more") }).click();
  const expected = await kari.threads("p-kari");
  await expect(rows(page)).toHaveCount(expected.length);
  const stored = kari.rows("SELECT DISTINCT category FROM threads WHERE person_id = 'p-kari'");
  expect(stored).toHaveLength(15);
  for (const { category } of stored) {
    const one = expected.find((thread) => thread.category === category);
    await expect(threadRow(page, one?.id ?? "")).toContainText(text(`category.${String(category)}` as TextKey));
  }
});

test("opening a thread marks it read, for this reader only", async ({ citizen }) => {
  const ola = await citizen("ola");
  const before = (await ola.person("Ola Nordmann")).unread;
  const subject = "Innkalling til høyreprøve og tilpassing av høyreapparat";
  const page = await ola.open();
  await expect(row(page, subject)).toContainText(text("inbox.unread"));
  await row(page, subject).click();
  await expect(title(page)).toHaveText(subject);
  await expect
    .poll(() => ola.rows("SELECT user_id FROM reads WHERE thread_id = 't-ola-09'"))
    .toEqual([{ user_id: "ola" }]);
  await page.goBack();
  await expect(row(page, subject)).toBeVisible();
  await expect(row(page, subject)).not.toContainText(text("inbox.unread"));
  await expect(page.getByText(unreadCount(before - 1), { exact: true })).toBeVisible();

  const kari = await citizen("kari", { world: ola.world });
  const [same] = (await kari.threads("p-ola")).filter(({ id }) => id === "t-ola-09");
  expect(same?.unread).toBe(true);
});

test("a thread of forty messages reads from the oldest to the newest", async ({ citizen }) => {
  const ola = await citizen("ola");
  const page = await ola.open("samtale/t-ola-01");
  const thread = await ola.thread("t-ola-01", "p-ola");
  await expect(messages(page)).toHaveCount(40);
  const times = await messages(page).evaluateAll((all) => all.map((one) => one.querySelector("time")?.dateTime ?? ""));
  expect(times.map((time) => Date.parse(time))).toEqual(thread.messages.map(({ sentAt }) => Date.parse(sentAt)));
  expect(times.map((time) => Date.parse(time))).toEqual(times.map((time) => Date.parse(time)).sort((a, b) => a - b));
  for (const [index, { from }] of thread.messages.entries()) {
    await expect(messages(page).nth(index)).toHaveAccessibleName(new RegExp(from.name));
  }
});

test("«Vis flere» adds the rest of the list, each thread once", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open();
  const expected = await kari.threads("p-kari");
  await expect(page.getByText(text("inbox.shown", { shown: 50, total: expected.length }))).toBeVisible();
  await page.getByRole("button", { name: text("inbox.more") }).click();
  await expect(rows(page)).toHaveCount(expected.length);
  const addresses = await rows(page).evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  expect(addresses).toEqual(expected.map(({ id }) => `/innboks/samtale/${id}`));
  await expect(page.getByRole("button", { name: text("inbox.more") })).toHaveCount(0);
});

test("tables, lists and headings of a letter are real ones", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open("samtale/t-kari-07");
  const letter = messages(page).first();
  await expect(letter.getByRole("table").getByRole("columnheader")).not.toHaveCount(0);
  await expect(letter.getByRole("list").getByRole("listitem").first()).toBeVisible();
  await expect(letter.getByRole("heading", { level: 3 }).first()).toBeVisible();
});

test("a link in a letter shows its host and tells the other place nothing", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open("samtale/t-kari-01");
  const link = messages(page).first().getByRole("link", { name: "Timeavtalar" });
  await expect(link).toHaveAttribute("href", "https://tjenester.helsenorge.no/timeavtaler");
  await expect(link).toHaveAttribute("rel", "noopener noreferrer");
  await expect(page.getByText(text("link.newWindow", { host: "tjenester.helsenorge.no" }))).toBeVisible();
});

test("an attachment is downloaded with its own name and bytes", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open("samtale/t-kari-01");
  const [stored] = kari.rows(
    `SELECT a.name, hex(a.bytes) AS bytes FROM attachments a JOIN messages m ON m.id = a.message_id
     WHERE m.thread_id = 't-kari-01'`,
  );
  const name = String(stored?.["name"]);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: text("attachment.download", { name }) }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe(name);
  expect(
    readFileSync(await file.path())
      .toString("hex")
      .toUpperCase(),
  ).toBe(stored?.["bytes"]);
});

for (const [what, thread, name, why] of [
  ["expired", "t-kari-56", "Vedtak pasientreise.pdf", "attachment.expired"],
  ["infected", "t-kari-25", "egenerklaering_foererkort.pdf", "attachment.infected"],
] as const) {
  test(`an ${what} attachment is named, cannot be downloaded, and says why`, async ({ citizen }) => {
    const kari = await citizen("kari");
    const page = await kari.open(`samtale/${thread}`);
    const file = page.getByRole("listitem").filter({ hasText: name, has: page.getByText(text(why)) });
    await expect(file.last()).toBeVisible();
    await expect(
      page.getByRole("button", { name: pattern("attachment.download") }).filter({ hasText: name }),
    ).toHaveCount(0);
  });
}

test("an empty inbox says so", async ({ citizen }) => {
  const tom = await citizen("tom");
  const page = await tom.open();
  await expect(page.getByRole("heading", { name: text("inbox.emptyTitle") })).toBeVisible();
  await expect(page.getByText(text("inbox.emptyText"))).toBeVisible();
  await expect(list(page)).toHaveCount(0);
});

test("with Basis access only the Basis categories are shown, even if the server sends more", async ({ citizen }) => {
  const basis = await citizen("basis");
  const open = ["kpr", "gpChangeAcknowledgement", "formAcknowledgement", "powerOfAttorneyAcknowledgement"];
  const page = await basis.open();
  await expect(rows(page)).toHaveCount(4);
  await basis.scenario({ path: "/api/v1/threads*", fault: { kind: "hiddenData" } });
  expect(await basis.threads("p-basis")).toHaveLength(10);
  const answered = page.waitForResponse(/\/threads\?/);
  await page.reload();
  await answered;
  await expect(rows(page)).toHaveCount(4);
  const subjects = basis.rows("SELECT category, subject FROM threads WHERE person_id = 'p-basis'");
  for (const { category, subject } of subjects) {
    await expect(row(page, String(subject))).toHaveCount(open.includes(String(category)) ? 1 : 0);
  }
  // Not by its address either.
  const hidden = await page.goto("/innboks/samtale/t-basis-05");
  expect(hidden?.ok()).toBe(true);
  await expect(title(page)).toHaveText(text("thread.hidden"));
  await expect(page.getByText(text("reason.needsFullAccess", { level: text("level.basic") }))).toBeVisible();
  await expect(page.getByText("Velkommen som pasient hos oss")).toHaveCount(0);
});
