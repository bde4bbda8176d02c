// What I was writing, when my session ends.

import { expect, test, type Locator, type Page } from "./fixtures.ts";
import { answers, way } from "./support/appointments.ts";
import {
  button,
  expectSaved,
  messages,
  replyField,
  rows,
  sendButton,
  tabTo,
  title,
  turn,
  writeReply,
} from "./support/page.ts";
import { endSession, expectOver, logInAgain, warning } from "./support/session.ts";
import { text } from "./support/texts.ts";
import type { Rule } from "./support/wire.ts";

const DIALOGUE = "samtale/t-kari-13";
const LETTER = "samtale/t-solveig-01";
const NO_SAVE: Rule = { method: "PUT", path: "/api/v1/drafts/*", fault: { kind: "status", status: 503 } };
const subject = (page: Page): Locator => page.getByRole("textbox", { name: text("compose.subject") });
const words = (page: Page): Locator => page.getByRole("textbox", { name: text("compose.text") });

test("I am warned before the session ends, and can stay with one press", async ({ citizen }) => {
  test.slow();
  const kari = await citizen("kari", { lifetimeSeconds: 32 });
  const page = await kari.open(DIALOGUE);
  await writeReply(page, "Midt i en setning");
  await expectSaved(page);
  await replyField(page).focus();
  await expect(warning(page)).toBeVisible({ timeout: 60_000 });
  await expect(warning(page).getByRole("status")).toContainText(text("session.few"));
  const stay = warning(page).getByRole("button", { name: text("session.stay") });
  await tabTo(page, stay);
  await page.keyboard.press("Enter");
  await expect(warning(page)).toHaveCount(0);
  await expect(replyField(page)).toBeFocused();
  await expect(replyField(page)).toHaveValue("Midt i en setning");
  expect((await kari.ask("/unread")).status()).toBe(200);
});

test("the warning says how much is left, and closing it stays as well", async ({ citizen, a11y }) => {
  const kari = await citizen("kari");
  await kari.page.route("**/api/v1/session", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), warnSeconds: 3_600 } });
  });
  const page = await kari.open();
  await expect(warning(page).getByRole("status")).toContainText(text("session.minutes", { count: 29 }));
  await a11y(page);
  const extended = page.waitForRequest((request) => request.url().endsWith("/session/extend"));
  await page.keyboard.press("Escape");
  expect((await extended).method()).toBe("POST");
});

test("the warning never says more than there is", async ({ citizen }) => {
  const kari = await citizen("kari", { lifetimeSeconds: 40 });
  await kari.page.route("**/api/v1/session", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), warnSeconds: 3_600 } });
  });
  const page = await kari.open();
  const said = warning(page).getByRole("status");
  await expect(said).toContainText(text("session.seconds", { count: 30 }));
  await expect(said).toContainText(text("session.seconds", { count: 10 }), { timeout: 20_000 });
});

test("staying in one tab takes the warning away in the other", async ({ citizen }) => {
  const kari = await citizen("kari", { lifetimeSeconds: 20 });
  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  const other = await kari.tab("om");
  await expect(warning(page)).toBeVisible({ timeout: 25_000 });
  await expect(warning(other)).toBeVisible();
  await warning(other)
    .getByRole("button", { name: text("session.stay") })
    .click();
  await expect(warning(other)).toHaveCount(0);
  await expect(warning(page)).toHaveCount(0);
});

test("when nobody is there, all that is shown goes by itself", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource.*(401|503)/);
  const kari = await citizen("kari", { lifetimeSeconds: 10 });
  const page = await kari.open(DIALOGUE);
  await writeReply(page, "Lagret i tide");
  await expectSaved(page);
  const subject = (await title(page).textContent()) ?? "";
  await expect(warning(page)).toBeVisible({ timeout: 20_000 });
  await expect(title(page)).toHaveText(text("loggedOut.overTitle"), { timeout: 20_000 });
  await expectOver(page, "Lagret i tide", subject);
  await expect(warning(page)).toHaveCount(0);
  await expect(page.getByText(text("loggedOut.overKept"))).toHaveCount(0);
  expect(kari.rows("SELECT text FROM drafts WHERE text <> ''")).toEqual([{ text: "Lagret i tide" }]);
});

test("text that could not be saved is kept out of sight, and comes back when I have logged in", async ({
  citizen,
  guard,
  a11y,
}) => {
  guard.expectFault(/Failed to load resource.*(401|503)/);
  const kari = await citizen("kari");
  const page = await kari.open("skriv");
  await page.getByRole("radio").nth(2).check();
  await button(page, text("compose.continue")).click();
  await subject(page).fill("Emnet");
  await words(page).fill("Dette er lagret.");
  await expectSaved(page);
  await kari.scenario(NO_SAVE);
  await words(page).fill("Dette er lagret. Dette er det ikke.");
  await expect(page.getByText(text("draft.notSaved"))).toBeVisible();
  await endSession(kari);
  await expectOver(page, "Dette er det ikke.");
  await expect(page.getByText(text("loggedOut.overKept"))).toBeVisible();
  await a11y(page);
  await logInAgain(kari, page);
  await expect(words(page)).toHaveValue("Dette er lagret. Dette er det ikke.");
  await expectSaved(page);
  await expect
    .poll(() => kari.rows("SELECT text FROM drafts WHERE subject = 'Emnet'"))
    .toEqual([{ text: "Dette er lagret. Dette er det ikke." }]);
  await sendButton(page, "Kari Nordmann").click();
  await expect(title(page)).toHaveText("Emnet");
  expect(kari.messages("Dette er lagret. Dette er det ikke.")).toHaveLength(1);
});

test("text is kept on while the service cannot say whether I am logged in", async ({ citizen, guard, a11y }) => {
  guard.expectFault(/Failed to load resource.*net::ERR_/);
  const kari = await citizen("kari", { lifetimeSeconds: 12 });
  const page = await kari.open(DIALOGUE);
  await writeReply(page, "Lagret");
  await page.route("**/api/v1/**", (route) => route.abort());
  await replyField(page).fill("Ikke lagret ennå");
  const unsure = page.getByText(text("loggedOut.overUnsure"));
  await expect(unsure).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText(text("loggedOut.overText"))).toHaveCount(0);
  await a11y(page);
  const asked = page.waitForEvent("requestfailed", (request) => request.url().endsWith("/api/v1/session"));
  await button(page, text("error.retry")).click();
  await asked;
  await expect(unsure).toBeVisible();
  await expect(page.getByText(text("loggedOut.overKept"))).toBeVisible();
  await kari.logInAs("kari");
  await page.unroute("**/api/v1/**");
  await turn(page, "visible");
  await expect(replyField(page)).toHaveValue("Ikke lagret ennå");
  await expectSaved(page);
});

test("an answer to a letter, which has no draft, comes back too", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource.*(401|503)/);
  const kari = await citizen("solveig");
  const page = await kari.open(LETTER);
  await way(page, "answer.message").check();
  const field = answers(page).getByRole("textbox", { name: text("answer.messageText") });
  await field.fill("Kan jeg ta med barnet?");
  await endSession(kari);
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
  await expectOver(page, "Kan jeg ta med barnet?");
  await logInAgain(kari, page, "solveig");
  await expect(field).toHaveValue("Kan jeg ta med barnet?");
  await expect(way(page, "answer.message")).toBeChecked();
});

test("the text never comes back to another user", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource.*(40[134]|503)/);
  const kari = await citizen("kari");
  const page = await kari.open(DIALOGUE);
  await writeReply(page, "Bare for mine øyne");
  await expectSaved(page);
  await kari.scenario(NO_SAVE);
  await replyField(page).fill("Bare for mine øyne, og ulagret");
  await expect(page.getByText(text("draft.notSaved"))).toBeVisible();
  await endSession(kari);
  await expectOver(page, "Bare for mine øyne");
  await logInAgain(kari, page, "ola");
  await expect(page.getByRole("button", { name: text("bar.logOut") })).toBeVisible();
  const all = await page.evaluate(
    () => document.querySelector("hn-webcomp-innboks")?.shadowRoot?.innerHTML + document.documentElement.outerHTML,
  );
  expect(all).not.toContain("ulagret");
  expect(kari.rows("SELECT count(*) AS drafts FROM drafts WHERE text LIKE '%ulagret%'")).toEqual([{ drafts: 0 }]);
});

test("the browser asks before a page closes over text that is kept", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource.*(401|503)/);
  const kari = await citizen("kari");
  const page = await kari.open(DIALOGUE);
  await kari.scenario(NO_SAVE);
  await writeReply(page, "Ikke lagret ennå");
  await expect(page.getByText(text("draft.notSaved"))).toBeVisible();
  await endSession(kari);
  await expectOver(page, "Ikke lagret ennå");
  guard.expectDialog("beforeunload", "dismiss");
  await page.evaluate(() => setTimeout(() => location.reload()));
  await expect(page.getByText(text("loggedOut.overKept"))).toBeVisible();
  await logInAgain(kari, page);
  await expect(replyField(page)).toHaveValue("Ikke lagret ennå");
  await expect(messages(page)).not.toHaveCount(0);
  await expectSaved(page);
});
