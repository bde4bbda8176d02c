import { expect, test, type Locator, type Page } from "./fixtures.ts";
import type { Citizen } from "./support/citizen.ts";
import {
  button,
  closedInbox,
  expectSaved,
  link,
  messages,
  picker,
  replyField,
  row,
  rows,
  sendButton,
  sendOnBehalf,
  switchTo,
  threadRow,
  title,
  whyInInbox,
  writeReply,
} from "./support/page.ts";
import { longDate, text, type TextKey } from "./support/texts.ts";
import { expectNowhere, goTo, listen } from "./support/watch.ts";

const OLA = "Ola Nordmann";
const NORA = "Nora Nordmann";
const HOSPITAL = "t-kari-07";
const DIALOGUE = "t-kari-13";

const consent = (person: string, level: string): string =>
  `UPDATE persons SET consent_level = '${level}' WHERE id = '${person}'`;
const archive = (person: string, is: boolean): string =>
  `UPDATE persons SET archive_consent = ${Number(is)} WHERE id = '${person}'`;
const services = (person: string, messages: unknown): string =>
  `UPDATE persons SET services = '${JSON.stringify([messages])}' WHERE id = '${person}'`;

const announced = (page: Page): Locator => page.locator("[aria-live=polite]");
const keptText = (page: Page): Locator =>
  page.locator("section").filter({ has: page.getByRole("heading", { name: text("kept.title") }) });

/** The page has heard of a change, and the reader was told. */
async function expectTold(page: Page): Promise<void> {
  await expect(announced(page)).toHaveText(text("access.changed"));
  await expect(title(page)).toBeFocused();
}

/** What was written stands there to be read and copied, not to be changed. */
async function expectKept(page: Page, words: string): Promise<void> {
  const field = keptText(page).getByRole("textbox", { name: text("kept.title") });
  await expect(field).toHaveValue(words);
  await expect(field).not.toBeEditable();
  await expect(keptText(page)).toContainText(text("kept.hint"));
  await expect(page.getByRole("textbox")).toHaveCount(1);
}

/** The page listens from a second after it came: what happens before is told when it does. */
async function openListening(citizen: Citizen, path = ""): Promise<Page> {
  const listening = citizen.page.waitForResponse((answer) => answer.url().endsWith("/api/v1/events"));
  const page = await citizen.open(path);
  await listening;
  return page;
}

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

for (const isSaved of [true, false]) {
  const how = isSaved ? "saved" : "not yet saved";
  test(`an answer under way, ${how}, outlives a consent withdrawn, and is sent once it is back`, async ({
    citizen,
    guard,
  }) => {
    // The save that is on its way when the consent goes may be refused.
    guard.expectFault(/Failed to load resource.*40[39]/);
    const kari = await citizen("kari");
    const page = await openListening(kari, `samtale/${DIALOGUE}`);
    await writeReply(page, "Halvskrevet svar");
    if (isSaved) await expectSaved(page);
    kari.change(archive("p-kari", false));
    const closed = page.getByRole("status").filter({ hasText: text("reply.none") });
    await expect(closed).toContainText(text("reason.needsArchiveConsent"));
    await expect(closed).toContainText(text("remedy.ownSettings"));
    await expectTold(page);
    await expectKept(page, "Halvskrevet svar");
    await expect(button(page, text("reply.button"))).toHaveCount(0);
    await expect(sendButton(page, "Kari Nordmann")).toHaveCount(0);

    kari.change(archive("p-kari", true));
    await expect(replyField(page)).toHaveValue("Halvskrevet svar");
    await replyField(page).pressSequentially(", nå ferdig.");
    await sendButton(page, "Kari Nordmann").click();
    await expect(messages(page).last()).toContainText("Halvskrevet svar, nå ferdig.");
    expect(kari.messages("Halvskrevet svar, nå ferdig.")).toHaveLength(1);
    expect(kari.rows("SELECT count(*) AS sends FROM sends")).toEqual([{ sends: 1 }]);
    expect(kari.messages("Halvskrevet svar")).toEqual([]);
  });
}

test("an answer in a thread that becomes hidden is still there to be read", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource.*40[349]/);
  const kari = await citizen("kari");
  const page = await openListening(kari, `samtale/${DIALOGUE}`);
  await writeReply(page, "Skrevet før det ble stengt");
  kari.change(consent("p-kari", "basic"));
  await expect(title(page)).toHaveText(text("thread.hidden"));
  await expectKept(page, "Skrevet før det ble stengt");
  await expectNowhere(page, "Hjelp til bandasjeskift etter operasjonen");
});

test("a new message under way outlives a consent withdrawn", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource.*40[39]/);
  const kari = await citizen("kari");
  const page = await openListening(kari, "skriv");
  await page.getByRole("radio").nth(2).check();
  await button(page, text("compose.continue")).click();
  await page.getByRole("textbox", { name: text("compose.subject") }).fill("Emne under veis");
  await page.getByRole("textbox", { name: text("compose.text") }).fill("Tekst under veis");
  kari.change(archive("p-kari", false));
  const notice = page.getByRole("status").filter({ hasText: text("compose.closed") });
  await expect(notice).toContainText(text("reason.needsArchiveConsent"));
  await expectKept(page, "Tekst under veis");
  await expect(keptText(page)).toContainText("Emne under veis");
  kari.change(archive("p-kari", true));
  await expect(page.getByRole("textbox", { name: text("compose.text") })).toHaveValue("Tekst under veis");
  await sendButton(page, "Kari Nordmann").click();
  await expect(title(page)).toHaveText("Emne under veis");
  expect(kari.messages("Tekst under veis")).toHaveLength(1);
});

for (const isSaved of [true, false]) {
  test(`a power of attorney that ends keeps what I wrote, ${isSaved ? "saved" : "not yet saved"}, and offers my own inbox`, async ({
    citizen,
    guard,
  }) => {
    guard.expectFault(/Failed to load resource.*40[349]/);
    const kari = await citizen("kari");
    const page = await openListening(kari);
    await switchTo(page, OLA);
    await threadRow(page, "t-ola-05").click();
    const subject = await title(page).textContent();
    await writeReply(page, "Far trenger resept.");
    if (isSaved) await expectSaved(page);
    const asked = listen(page);
    kari.change("DELETE FROM representations WHERE user_id = 'kari' AND person_id = 'p-ola'");
    await expect(closedInbox(page)).toContainText(text("reason.representationEnded", { name: "Ola" }));
    await expectTold(page);
    await expectKept(page, "Far trenger resept.");
    await expectNowhere(page, subject ?? "");
    await expect(sendOnBehalf(page, OLA)).toHaveCount(0);
    // What one no longer may is not asked for; a save under way may still go out.
    const calls = asked.filter(
      ({ path, method, person }) => person === "p-ola" && method === "GET" && path.includes("/threads"),
    );
    expect(calls).toEqual([]);

    await page.getByRole("button", { name: text("bar.person") }).click();
    await expect(picker(page).getByText(OLA)).toHaveCount(0);
    await page.keyboard.press("Escape");
    const others = page.getByRole("region", { name: text("access.others") });
    await others.getByRole("button", { name: "Kari Nordmann" }).click();
    // Text that was not sent is not left, and text that was not saved not thrown away, unasked.
    const [titleOfQuestion, go] = isSaved
      ? ([text("person.unsentTitle"), text("person.unsentGo")] as const)
      : ([text("leave.title"), text("leave.go")] as const);
    await expect(page.getByRole("dialog", { name: titleOfQuestion })).toBeVisible();
    await button(page, go).click();
    await expect(title(page)).toHaveText(text("inbox.title"));
    await expect(rows(page)).toHaveCount(50);
    await expect(page.getByText(text("bar.actingFor", { name: OLA }))).toHaveCount(0);
    expect(kari.messages("Far trenger resept.")).toEqual([]);
  });
}

/** The next midnight in Norway, and the day that ends there. */
function midnight(now: Date): { last: string; inMs: number } {
  const oslo = (at: Date): string => new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Oslo" }).format(at);
  const last = oslo(now);
  const start = Math.ceil(now.getTime() / 60_000) * 60_000;
  for (let at = start; ; at += 60_000) if (oslo(new Date(at)) !== last) return { last, inMs: at - now.getTime() };
}

test("a power of attorney ends by itself at midnight in Norway", async ({ citizen }) => {
  const kari = await citizen("kari");
  const { last, inMs } = midnight(new Date());
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

type Marked = HTMLElement & { marked?: boolean };

/** Marks the heading and the field, to tell whether they are drawn anew. */
async function markDrawn(page: Page): Promise<void> {
  for (const one of [title(page), replyField(page)]) {
    await one.evaluate((element) => ((element as Marked).marked = true));
  }
}

async function expectUndisturbed(page: Page, caret: number): Promise<void> {
  for (const one of [title(page), replyField(page)]) {
    expect(await one.evaluate((element) => (element as Marked).marked)).toBe(true);
  }
  await expect(replyField(page)).toBeFocused();
  expect(await replyField(page).evaluate((field) => (field as HTMLTextAreaElement).selectionStart)).toBe(caret);
  await expect(announced(page)).not.toHaveText(text("access.changed"));
}

test("a change about one person does not disturb what I write for another, in this tab or the next", async ({
  citizen,
}) => {
  const kari = await citizen("kari");
  const first = await openListening(kari);
  await switchTo(first, NORA);
  await expect(rows(first).first()).toBeVisible();
  const second = await kari.tab();
  await switchTo(second, OLA);
  await threadRow(second, "t-ola-05").click();
  await writeReply(second, "Midt i en setning");
  await expectSaved(second);
  await second.keyboard.press("Home");
  for (let steps = 0; steps < 4; steps++) await second.keyboard.press("ArrowRight");
  await markDrawn(second);
  const heard = second.waitForResponse((answer) => answer.url().endsWith("/api/v1/session"));
  kari.change(consent("p-nora", "basic"));
  await expectTold(first);
  await heard;
  await expect(rows(first)).toHaveCount((await kari.threads("p-nora")).length);
  await expectUndisturbed(second, 4);
  await second.keyboard.type("-");
  await expect(replyField(second)).toHaveValue("Midt- i en setning");
});

test("a change about somebody else's user is nothing to me", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await openListening(kari, `samtale/${DIALOGUE}`);
  await writeReply(page, "Uforstyrret");
  await expectSaved(page);
  await page.keyboard.press("Home");
  await markDrawn(page);
  const asked = listen(page);
  kari.change(consent("p-basis", "full"));
  kari.change("UPDATE users SET security_level = 3 WHERE id = 'ola'");
  kari.change("DELETE FROM representations WHERE user_id = 'ingrid' AND person_id = 'p-ola'");
  // Ten looks of the server at the claims.
  await page.waitForTimeout(2_000);
  await expectUndisturbed(page, 0);
  expect(asked.filter(({ path }) => path.endsWith("/session"))).toEqual([]);
});

test("a message on its way when the consent goes is sent or kept, and never both", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource.*40[39]/);
  const kari = await citizen("kari");
  const page = await openListening(kari, `samtale/${DIALOGUE}`);
  await writeReply(page, "Underveis");
  await expectSaved(page);
  await kari.scenario({ method: "POST", path: "/api/v1/sends", delayMs: 1_500 });
  const answered = page.waitForResponse((answer) => answer.url().endsWith("/api/v1/sends"));
  await sendButton(page, "Kari Nordmann").click();
  kari.change(archive("p-kari", false));
  await expect(page.getByText(text("reason.needsArchiveConsent"))).toBeVisible();
  expect((await answered).status()).toBe(403);
  await expectKept(page, "Underveis");
  await expect(page.getByText(text("send.sent"))).toHaveCount(0);
  expect(kari.messages("Underveis")).toEqual([]);
  await kari.scenario();
  kari.change(archive("p-kari", true));
  await expect(replyField(page)).toHaveValue("Underveis");
  await sendButton(page, "Kari Nordmann").click();
  await expect(messages(page).last()).toContainText("Underveis");
  expect(kari.messages("Underveis")).toHaveLength(1);
});

test("a message that got through just before the consent went is not offered as unsent", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await openListening(kari, `samtale/${DIALOGUE}`);
  await writeReply(page, "Kom fram i tide");
  await expectSaved(page);
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/api/v1/sends", async (route) => {
    const answer = await route.fetch();
    await released;
    await route.fulfill({ response: answer });
  });
  await sendButton(page, "Kari Nordmann").click();
  await expect.poll(() => kari.messages("Kom fram i tide")).toHaveLength(1);
  kari.change(archive("p-kari", false));
  await expect(page.getByText(text("reason.needsArchiveConsent"))).toBeVisible();
  release();
  await expect(messages(page).last()).toContainText("Kom fram i tide");
  await expect(keptText(page)).toHaveCount(0);
});

test("changes in quick succession end in the last one", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await openListening(kari);
  await expect(rows(page)).toHaveCount(50);
  for (const level of ["basic", "none", "full", "basicPlus", "none", "basic"]) {
    kari.change(consent("p-kari", level));
    // Less than the server's pause between two looks: some of these it tells, some it never sees.
    await page.waitForTimeout(150);
  }
  await expect(page.getByText(text("reason.needsFullAccess", { level: text("level.basic") }))).toBeVisible();
  await expect(rows(page)).toHaveCount((await kari.threads("p-kari")).length);
  kari.change(consent("p-kari", "full"));
  await expect(rows(page)).toHaveCount(50);
});

test("a tab that was out of sight follows the claims as soon as it is seen again", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await openListening(kari);
  await expect(rows(page)).toHaveCount(50);
  const turn = (visibility: string): Promise<void> =>
    page.evaluate((visibility) => {
      Object.defineProperty(document, "visibilityState", { value: visibility, configurable: true });
      document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
    }, visibility);
  await turn("hidden");
  const asked = listen(page);
  kari.change(consent("p-kari", "basic"));
  // Five looks of the server at the claims: nobody is told, since nobody listens.
  await page.waitForTimeout(1_000);
  expect(asked).toEqual([]);
  await turn("visible");
  await expect(page.getByText(text("access.hiddenOther", { count: 11 }))).toBeVisible();
  await expectNowhere(page, "Hjelp til bandasjeskift etter operasjonen");
});

test("a person who is gone while the picker is open is not offered any more", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await openListening(kari);
  await expect(rows(page)).toHaveCount(50);
  await page.getByRole("button", { name: text("bar.person") }).click();
  await expect(picker(page).getByRole("button", { name: OLA })).toBeVisible();
  const heard = page.waitForResponse((answer) => answer.url().endsWith("/api/v1/session"));
  kari.change("DELETE FROM representations WHERE user_id = 'kari' AND person_id = 'p-ola'");
  await (await heard).finished();
  const asked = listen(page);
  await expect(picker(page).getByRole("button", { name: OLA })).toHaveCount(0);
  await expect(picker(page).getByRole("button", { name: NORA })).toBeVisible();
  expect(asked.filter(({ person }) => person === "p-ola")).toEqual([]);
});

test("without events a change is noticed with the next answer", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource/);
  const kari = await citizen("kari");
  await kari.scenario({ path: "/api/v1/events", fault: { kind: "abort" } });
  const page = await kari.open();
  const { subject } = await kari.thread(HOSPITAL, "p-kari");
  await expect(rows(page)).toHaveCount(50);
  kari.change(consent("p-kari", "basic"));
  await threadRow(page, HOSPITAL).click();
  await expectTold(page);
  await expectNowhere(page, subject);
  await goTo(page, "");
  await expect(page.getByText(text("access.hiddenOther", { count: 11 }))).toBeVisible();
  await expect(rows(page)).toHaveCount((await kari.threads("p-kari")).length);
});

test("claims that cannot be had anew leave what is shown, until they can", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource/);
  const kari = await citizen("kari");
  const page = await openListening(kari);
  await expect(rows(page)).toHaveCount(50);
  await kari.scenario({ path: "/api/v1/session", times: 1, fault: { kind: "malformed" } });
  const asked = page.waitForResponse((answer) => answer.url().endsWith("/api/v1/session"));
  kari.change(consent("p-kari", "basic"));
  await asked;
  await expect(page.getByRole("alert")).toHaveCount(0);
  // The next answer of any call tries again.
  await page.getByRole("button", { name: text("bar.person") }).click();
  await expect(page.getByText(text("access.hiddenOther", { count: 11 }))).toBeVisible();
  await expectNowhere(page, "Hjelp til bandasjeskift etter operasjonen");
});
