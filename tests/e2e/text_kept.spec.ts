// What I was writing, when what I may do changes under it.

import { expect, test, type Locator, type Page } from "./fixtures.ts";
import { archive, consent, expectTold, openListening } from "./support/change.ts";
import {
  button,
  closedInbox,
  expectSaved,
  messages,
  picker,
  replyField,
  rows,
  sendButton,
  sendOnBehalf,
  switchTo,
  threadRow,
  title,
  writeReply,
} from "./support/page.ts";
import { text } from "./support/texts.ts";
import { expectNowhere, listen } from "./support/watch.ts";

const OLA = "Ola Nordmann";
const DIALOGUE = "t-kari-13";

const keptText = (page: Page): Locator =>
  page.locator("section").filter({ has: page.getByRole("heading", { name: text("kept.title") }) });

/** What was written stands there to be read and copied, not to be changed. */
async function expectKept(page: Page, words: string): Promise<void> {
  const field = keptText(page).getByRole("textbox", { name: text("kept.title") });
  await expect(field).toHaveValue(words);
  await expect(field).not.toBeEditable();
  await expect(keptText(page)).toContainText(text("kept.hint"));
  await expect(page.getByRole("textbox")).toHaveCount(1);
}

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
    await expect(picker(page).getByRole("listitem").first()).toBeVisible();
    await expect(picker(page).getByText(OLA)).toHaveCount(0);
    await page.keyboard.press("Escape");
    const others = page.getByRole("region", { name: text("access.others") });
    await others.getByRole("button", { name: "Kari Nordmann" }).click();
    // Text that was not sent is not left, and text that was not saved not thrown away, unasked.
    const [question, go] = isSaved
      ? ([text("person.unsentTitle"), text("person.unsentGo")] as const)
      : ([text("leave.title"), text("leave.go")] as const);
    await expect(page.getByRole("dialog", { name: question })).toBeVisible();
    await button(page, go).click();
    await expect(title(page)).toHaveText(text("inbox.title"));
    await expect(rows(page)).toHaveCount(50);
    await expect(page.getByText(text("bar.actingFor", { name: OLA }))).toHaveCount(0);
    expect(kari.messages("Far trenger resept.")).toEqual([]);
  });
}

test("a message on its way when the consent goes is sent or kept, and never both", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource.*40[39]/);
  const kari = await citizen("kari");
  const page = await openListening(kari, `samtale/${DIALOGUE}`);
  await writeReply(page, "Underveis");
  await expectSaved(page);
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/api/v1/sends", async (route) => {
    await released;
    await route.continue();
  });
  const answered = page.waitForResponse((answer) => answer.url().endsWith("/api/v1/sends"));
  await sendButton(page, "Kari Nordmann").click();
  kari.change(archive("p-kari", false));
  await expect(page.getByText(text("reason.needsArchiveConsent"))).toBeVisible();
  release();
  expect((await answered).status()).toBe(403);
  await expectKept(page, "Underveis");
  await expect(page.getByText(text("send.sent"))).toHaveCount(0);
  expect(kari.messages("Underveis")).toEqual([]);
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

test("what could not be saved waits for its person when Back leads to another", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource.*503/);
  const kari = await citizen("kari");
  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  await switchTo(page, OLA);
  await threadRow(page, "t-ola-05").click();
  await writeReply(page, "Far ");
  await expectSaved(page);
  await kari.scenario({ method: "PUT", path: "/api/v1/drafts/*", fault: { kind: "status", status: 503 } });
  await page.keyboard.type("trenger resept.");
  await expect(page.getByText(text("draft.notSaved"))).toBeVisible();
  await page.goBack();
  await page.goBack();
  await expect(page.getByText(text("bar.actingFor", { name: OLA }))).toHaveCount(0);
  await expect(rows(page)).toHaveCount(50);
  await expectNowhere(page, "trenger resept");
  await kari.scenario();
  await switchTo(page, OLA);
  await threadRow(page, "t-ola-05").click();
  await expect(replyField(page)).toHaveValue("Far trenger resept.");
  await expect
    .poll(() => kari.rows("SELECT text, person_id FROM drafts WHERE text <> ''"))
    .toEqual([{ text: "Far trenger resept.", person_id: "p-ola" }]);
});
