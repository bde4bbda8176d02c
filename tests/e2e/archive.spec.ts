// Keeping messages in the personal health archive, and the terms that come first.

import { expect, test, type Locator, type Page } from "./fixtures.ts";
import type { Citizen } from "./support/citizen.ts";
import {
  button,
  chooseLanguage,
  expectFocusKept,
  link,
  messages,
  replyField,
  switchTo,
  tabTo,
  threadRow,
  writeReply,
} from "./support/page.ts";
import { pattern, text } from "./support/texts.ts";
import { listen, type Asked } from "./support/watch.ts";

const FILES = "t-solveig-30";
const DIALOGUE = "t-solveig-23";
const COPIES = { method: "POST", path: "/api/v1/threads/*/archive-copies" };
const ACCEPTED = "UPDATE persons SET archive_terms_accepted = 1 WHERE id = 'p-solveig'";

const part = (message: Locator): Locator => message.getByRole("button", { name: text("archive.save"), exact: true });
const save = (page: Page): Locator => button(page, text("archive.saveNow"));
const accept = (page: Page): Locator => page.getByRole("checkbox", { name: text("archive.accept") });
const saved = (message: Locator): Locator => message.getByText(pattern("archive.saved"));
const about = (asked: Asked[]): Asked[] => asked.filter(({ path }) => path.endsWith("/archive-copies"));

/** What the archive holds: each copy with how many files. */
const kept = (citizen: Citizen): unknown[] =>
  citizen.rows(
    `SELECT c.thread_id, c.user_id, c.body IS m.body AS is_whole,
            (SELECT count(*) FROM archive_files f WHERE f.copy_id = c.id) AS files
     FROM archive_copies c JOIN messages m ON m.id = c.message_id`,
  );

test("I read and accept the terms before the first copy, and the message is kept with its files", async ({
  citizen,
  a11y,
}) => {
  const solveig = await citizen("solveig");
  const page = await solveig.open(`samtale/${FILES}`);
  const message = messages(page).first();
  const asked = listen(page);
  await tabTo(page, part(message));
  expect(about(asked), "nothing is asked before one opens it").toHaveLength(0);
  await page.keyboard.press("Enter");
  await expect(message).toContainText(text("archive.own"));
  const terms = link(page, text("archive.terms"));
  await expect(terms).toHaveAttribute("href", "https://www.helsenorge.no/bruksvilkar/");
  await expect(terms).toHaveAttribute("rel", "noopener noreferrer");
  await a11y(page);
  await save(page).click();
  await expect(message.getByRole("alert")).toContainText(text("archive.acceptFirst"));
  expect(kept(solveig)).toEqual([]);
  await tabTo(page, accept(page));
  await page.keyboard.press("Space");
  await expect(message.getByRole("alert")).toHaveCount(0);
  await tabTo(page, save(page));
  await page.keyboard.press("Enter");
  await expect(saved(message)).toBeVisible();
  await expectFocusKept(page);
  await expect(message.getByRole("link", { name: text("archive.go") })).toHaveAttribute("href", /^https:/);
  // Neither the expired nor the infected one.
  expect(kept(solveig)).toEqual([{ thread_id: FILES, user_id: "solveig", is_whole: 1, files: 5 }]);
  expect((await solveig.person("Solveig Svarer")).archiveTermsAccepted).toBe(true);

  // The terms are accepted once.
  await page.goto(`/innboks/samtale/${DIALOGUE}`);
  await part(messages(page).first()).click();
  await expect(save(page)).toBeVisible();
  await expect(accept(page)).toHaveCount(0);
});

test("what is being written stays when accepting the terms changes the claims", async ({ citizen }) => {
  const solveig = await citizen("solveig");
  const page = await solveig.open(`samtale/${DIALOGUE}`);
  await writeReply(page, "Dette skal stå.");
  await part(messages(page).first()).click();
  await accept(page).check();
  const claims = page.waitForResponse((answer) => answer.url().endsWith("/api/v1/session"));
  await save(page).click();
  await claims;
  await expect(saved(messages(page).first())).toBeVisible();
  await expect(replyField(page)).toHaveValue("Dette skal stå.");
  await expect(replyField(page)).toBeEditable();
});

test("what is kept already is shown as kept for the whole thread, for one request", async ({ citizen }) => {
  const solveig = await citizen("solveig");
  solveig.change(ACCEPTED);
  const { messages: all } = await solveig.thread(DIALOGUE, "p-solveig");
  const path = `/threads/${DIALOGUE}/archive-copies`;
  const body = { messageId: all[1]?.id, attachmentId: null, acceptedTerms: null };
  expect((await solveig.write("POST", path, "p-solveig", body)).status()).toBe(201);
  const page = await solveig.open(`samtale/${DIALOGUE}`);
  const asked = listen(page);
  await part(messages(page).first()).click();
  await expect(saved(messages(page).nth(1))).toBeVisible();
  await expect(part(messages(page).nth(1))).toHaveCount(0);
  await part(messages(page).first()).click();
  await part(messages(page).first()).click();
  await expect(save(page)).toBeVisible();
  expect(about(asked)).toHaveLength(1);
  await chooseLanguage(page, "nb", "en");
  await expect(page.getByText(pattern("archive.saved", "en"))).toBeVisible();
});

for (const [what, fault] of [
  ["the service fails", { kind: "status", status: 500 }],
  ["the answer is lost", { kind: "lostAnswer" }],
] as const) {
  test(`when ${what}, it is said, and the next try keeps one copy`, async ({ citizen, guard }) => {
    guard.expectFault(/Failed to load resource: (net::ERR_|.*500)/);
    const solveig = await citizen("solveig");
    await solveig.scenario({ ...COPIES, times: 1, fault });
    const page = await solveig.open(`samtale/${FILES}`);
    await part(messages(page).first()).click();
    await accept(page).check();
    await save(page).click();
    await expect(messages(page).first().getByRole("alert")).toContainText(text("archive.failed"));
    await expect(saved(messages(page).first())).toHaveCount(0);
    await save(page).click();
    await expect(saved(messages(page).first())).toBeVisible();
    expect(kept(solveig)).toHaveLength(1);
  });
}

test("an archive that cannot be looked into says so, and can be asked again", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource: .*500/);
  const solveig = await citizen("solveig");
  await solveig.scenario({ ...COPIES, method: "GET", times: 1, fault: { kind: "status", status: 500 } });
  const page = await solveig.open(`samtale/${FILES}`);
  await part(messages(page).first()).click();
  await expect(page.getByRole("alert")).toContainText(text("archive.notFetched"));
  await button(page, text("error.retry")).click();
  await expect(accept(page)).toBeVisible();
});

test("nobody else accepts the terms for me; once I have, they can keep a copy in my archive", async ({ citizen }) => {
  const trond = await citizen("trond");
  const page = await trond.open();
  await switchTo(page, "Solveig Svarer");
  await threadRow(page, DIALOGUE).click();
  const asked = listen(page);
  await part(messages(page).first()).click();
  await expect(messages(page).first()).toContainText(text("reason.termsNotAccepted"));
  await expect(accept(page)).toHaveCount(0);
  await expect(save(page)).toHaveCount(0);
  expect(about(asked)).toHaveLength(0);

  trond.change(ACCEPTED);
  await page.goBack();
  await page.reload();
  await switchTo(page, "Solveig Svarer");
  await threadRow(page, DIALOGUE).click();
  await part(messages(page).first()).click();
  await expect(messages(page).first()).toContainText(text("archive.of", { name: "Solveig Svarer" }));
  await save(page).click();
  await expect(saved(messages(page).first())).toBeVisible();
  expect(kept(trond)).toEqual([{ thread_id: DIALOGUE, user_id: "trond", is_whole: 1, files: 0 }]);
});

test("without consent to an archive, the reason and who can change it stand there", async ({ citizen }) => {
  const solveig = await citizen("solveig");
  solveig.change("UPDATE persons SET archive_consent = 0 WHERE id = 'p-solveig'");
  const page = await solveig.open(`samtale/${FILES}`);
  await part(messages(page).first()).click();
  await expect(messages(page).first()).toContainText(text("reason.needsArchiveConsent"));
  await expect(save(page)).toHaveCount(0);
});
