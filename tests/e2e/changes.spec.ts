// What is shown follows what I may see, while I look.

import { expect, test } from "./fixtures.ts";
import { archive, consent, expectTold, openListening } from "./support/change.ts";
import { closedInbox, link, messages, row, rows, switchTo, title, whyInInbox } from "./support/page.ts";
import { longDate, text, type TextKey } from "./support/texts.ts";
import { expectNowhere, goTo, listen } from "./support/watch.ts";

const OLA = "Ola Nordmann";
const NORA = "Nora Nordmann";
const HOSPITAL = "t-kari-07";

const services = (person: string, messages: unknown): string =>
  `UPDATE persons SET services = '${JSON.stringify([messages])}' WHERE id = '${person}'`;

test("a consent withdrawn closes the letter I have open at once, and says why", async ({ citizen }) => {
  const kari = await citizen("kari");
  const thread = await kari.thread(HOSPITAL, "p-kari");
  const words = kari.rows(
    `SELECT json_extract(body, '$.text') AS text, from_name FROM messages WHERE thread_id = '${HOSPITAL}'`,
  );
  const page = await openListening(kari, `samtale/${HOSPITAL}`);
  await expect(title(page)).toHaveText(thread.subject);
  await expect(messages(page).first()).toBeVisible();
  const asked = listen(page);
  kari.change(consent("p-kari", "basic"));
  await expect(title(page)).toHaveText(text("thread.hidden"));
  await expectTold(page);
  await expect(page.getByText(text("reason.needsFullAccess", { level: text("level.basic") }))).toBeVisible();
  await expect(link(page, text("link.privacySettings"))).toBeVisible();
  for (const gone of [thread.subject, ...words.map((row) => String(row["text"] ?? row["from_name"]).slice(0, 40))]) {
    await expectNowhere(page, gone);
  }
  expect(asked.filter(({ path }) => path.includes(HOSPITAL))).toEqual([]);

  kari.change(consent("p-kari", "none"));
  await expect(closedInbox(page)).toContainText(text("reason.accessRemoved"));
  await expect(closedInbox(page)).toContainText(text("remedy.reopenAccess"));
  await expectNowhere(page, thread.subject);
  await goTo(page, "");
  await expect(closedInbox(page)).toBeVisible();
  await expect(rows(page)).toHaveCount(0);
  expect(asked.filter(({ path }) => /threads|recipients|drafts/.test(path))).toEqual([]);
});

test("a consent withdrawn while I look at the list takes what it hides out of it", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await openListening(kari);
  await expect(rows(page)).toHaveCount(50);
  kari.change(consent("p-kari", "basic"));
  await expectTold(page);
  const left = await kari.threads("p-kari");
  await expect(rows(page)).toHaveCount(left.length);
  expect(left.length).toBeLessThan(50);
  await expect(page.getByText(text("access.hiddenOther", { count: 11 }))).toBeVisible();
  await expectNowhere(page, "Hjelp til bandasjeskift etter operasjonen");
});

test("a consent given shows more at once", async ({ citizen }) => {
  const basis = await citizen("basis");
  const page = await openListening(basis);
  await expect(rows(page)).toHaveCount(4);
  basis.change(`${consent("p-basis", "full")}; ${archive("p-basis", true)}`);
  await expect(rows(page)).toHaveCount(10);
  await expectTold(page);
  await expect(whyInInbox(page)).toHaveCount(0);
  await expect(link(page, text("compose.title"))).toBeVisible();
  await expect(page.getByText(text("compose.closed"))).toHaveCount(0);
});

/** A midnight in Norway that is more than an hour away, and the day that ends there. */
function midnight(now: number): { last: string; inMs: number } {
  const oslo = (at: number): string => new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Oslo" }).format(at);
  const start = Math.ceil(now / 60_000) * 60_000 + 3_600_000;
  const last = oslo(start);
  for (let at = start; ; at += 60_000) if (oslo(at) !== last) return { last, inMs: at - now };
}

test("a power of attorney ends by itself at midnight in Norway", async ({ citizen }) => {
  const kari = await citizen("kari", { lifetimeSeconds: 200_000 });
  const { last, inMs } = midnight(Date.now());
  kari.change(`UPDATE representations SET power_of_attorney = json_set(power_of_attorney, '$.validTo', '${last}')
               WHERE user_id = 'kari' AND person_id = 'p-ola'`);
  await kari.page.clock.install();
  const page = await kari.open();
  await switchTo(page, OLA);
  await expect(rows(page).first()).toBeVisible();
  // Two minutes before: still open.
  await page.clock.fastForward(inMs - 120_000);
  await page.clock.runFor(21_000);
  await expect(rows(page).first()).toBeVisible();
  await expect(closedInbox(page)).toHaveCount(0);
  await page.clock.runFor(121_000);
  const date = longDate(last);
  await expect(closedInbox(page)).toContainText(text("reason.powerOfAttorneyExpired", { date }));
  await expect(closedInbox(page)).toContainText(text("remedy.renewPower", { name: "Ola" }));
  await expectTold(page);
  await expect(rows(page)).toHaveCount(0);
});

test("a child who turns 12 and then 16 shows less, then nothing, while I look", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await openListening(kari);
  await switchTo(page, NORA);
  const before = await kari.threads("p-nora");
  await expect(rows(page)).toHaveCount(before.length);
  kari.change("UPDATE persons SET age_band = '12to15' WHERE id = 'p-nora'");
  await expect(page.getByText(text("reason.parentMayNotWriteFrom12"))).toBeVisible();
  await expectTold(page);
  const after = await kari.threads("p-nora");
  expect(after.length).toBeLessThan(before.length);
  await expect(rows(page)).toHaveCount(after.length);
  const gone = before.filter(({ id }) => !after.some((thread) => thread.id === id));
  for (const { subject } of gone) await expect(row(page, subject)).toHaveCount(0);

  kari.change("UPDATE persons SET age_band = '16to17' WHERE id = 'p-nora'");
  await expect(closedInbox(page)).toContainText(text("reason.parentEndedAt16", { name: "Nora" }));
  await expect(closedInbox(page)).toContainText(text("remedy.logsInAlone", { name: "Nora" }));
  await expect(rows(page)).toHaveCount(0);
});

test("contact information that grows old warns first, and then stops me from writing", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await openListening(kari);
  await expect(rows(page)).toHaveCount(50);
  await expect(page.getByText(text("contactInfo.oldTitle"))).toHaveCount(0);
  kari.change("UPDATE users SET contact_info_confirmed_at = '2024-01-01T00:00:00.000Z' WHERE id = 'kari'");
  await expect(page.getByRole("status").filter({ hasText: text("contactInfo.oldTitle") })).toContainText(
    text("contactInfo.old"),
  );
  await expect(link(page, text("compose.title"))).toBeVisible();
  await expect(rows(page)).toHaveCount(50);
  kari.change("UPDATE users SET contact_info_blocks_writing = 1 WHERE id = 'kari'");
  await expect(page.getByText(text("reason.contactInfoOutdated"))).toBeVisible();
  await expect(link(page, text("compose.title"))).toHaveCount(0);
  await expect(rows(page)).toHaveCount(50);
});

const closings: [reason: string | null, key: TextKey][] = [
  ["notOfferedForAge", "reason.serviceNotOfferedForAge"],
  ["notOpened", "reason.serviceNotOpened"],
  ["reserved", "reason.serviceReserved"],
  ["temporarilyUnavailable", "reason.serviceTemporarilyUnavailable"],
  ["somethingNew", "reason.serviceClosed"],
  [null, "reason.serviceClosed"],
];

test("a service that closes says why, each time it is for another reason, and opens again", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await openListening(kari);
  await expect(rows(page)).toHaveCount(50);
  for (const [reason, key] of closings) {
    kari.change(services("p-kari", { service: "messages", status: "no", ...(reason && { reason }) }));
    await expect(closedInbox(page)).toContainText(text(key));
    await expect(rows(page)).toHaveCount(0);
  }
  kari.change(services("p-kari", { service: "messages", status: "yes" }));
  await expect(rows(page)).toHaveCount(50);
  await expect(closedInbox(page)).toHaveCount(0);
});

test("who is given a power of attorney finds the person in the picker without logging in anew", async ({ citizen }) => {
  const tom = await citizen("tom");
  const page = await openListening(tom);
  await expect(title(page)).toBeVisible();
  await expect(page.getByRole("button", { name: text("bar.person") })).toHaveCount(0);
  tom.change(`INSERT INTO representations VALUES ('tom', 'p-gudrun', 9, 'powerOfAttorney',
    '{"kind":"ordinary","serviceAreas":[3],"validTo":"2099-01-01"}')`);
  await switchTo(page, "Gudrun Sæterøy");
  await expect(title(page)).toHaveText(text("inbox.on", { name: "Gudrun Sæterøy" }));
  await expect(rows(page)).toHaveCount((await tom.threads("p-gudrun")).length);
});
