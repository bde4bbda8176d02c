// What I have written and not sent: found again, deleted, taken back.

import { expect, test, type Locator, type Page } from "./fixtures.ts";
import { newDraft, nothingWaits, replyDraft } from "./support/elsewhere.ts";
import { announced, button, expectSaved, link, replyField, title, turn, writeReply } from "./support/page.ts";
import { text } from "./support/texts.ts";

const DIALOGUE = "t-kari-13";
const drafts = (page: Page): Locator => page.getByRole("main").getByRole("list").getByRole("listitem");
const stored = "SELECT text FROM drafts WHERE sent = 0 ORDER BY text";

const changes = [
  nothingWaits,
  replyDraft("kari", "p-kari", DIALOGUE, "Svar under arbeid"),
  newDraft("kari", "p-kari", "Marit Sæbø Fjeldstad", "Spørsmål om øvelser", "Hvor ofte skal jeg"),
];

test("my drafts stand in one list, counted in the inbox, and lead to where I write on", async ({ citizen, a11y }) => {
  const kari = await citizen("kari");
  kari.change(changes.join(";"));
  const page = await kari.open();
  await link(page, text("draft.count", { count: 2 })).click();
  await expect(title(page)).toHaveText(text("draft.title"));
  await expect(title(page)).toBeFocused();
  await expect(drafts(page)).toHaveCount(2);
  await a11y(page);
  await page.getByRole("link", { name: /Spørsmål om øvelser/ }).click();
  await expect(page.getByRole("textbox", { name: text("compose.text") })).toHaveValue("Hvor ofte skal jeg");
  await page.goBack();
  await page.getByRole("link", { name: /Svar under arbeid/ }).click();
  await expect(replyField(page)).toHaveValue("Svar under arbeid");
});

test("a deleted draft can be taken back, and is gone only after that", async ({ citizen, a11y }) => {
  const kari = await citizen("kari");
  kari.change(changes.join(";"));
  const page = await kari.open("utkast");
  const name = "Marit Sæbø Fjeldstad";
  await button(page, text("draft.delete", { name })).click();
  await expect(page.getByText(text("draft.deleted", { name }))).toBeVisible();
  await expect(button(page, text("draft.undo"))).toBeFocused();
  await a11y(page);
  await button(page, text("draft.undo")).click();
  await expect(page.getByRole("link", { name: /Spørsmål om øvelser/ })).toBeVisible();
  await button(page, text("draft.delete", { name })).click();
  // The server keeps it for as long as it can be taken back.
  expect(kari.rows(stored)).toHaveLength(2);
  await expect.poll(() => kari.rows(stored), { timeout: 20_000 }).toEqual([{ text: "Svar under arbeid" }]);
  await expect(drafts(page)).toHaveCount(1);
});

test("leaving the list deletes what was deleted there, and nothing that was changed meanwhile", async ({ citizen }) => {
  const kari = await citizen("kari");
  kari.change(changes.join(";"));
  const page = await kari.open("utkast");
  for (const name of ["Marit Sæbø Fjeldstad", "Mottakeren"]) {
    await button(page, text("draft.delete", { name })).click();
  }
  kari.change("UPDATE drafts SET text = 'Skrevet videre', version = version + 1 WHERE recipient_name = 'Mottakeren'");
  await link(page, text("thread.back")).click();
  await expect.poll(() => kari.rows(stored)).toEqual([{ text: "Skrevet videre" }]);
});

test("a draft that could not be deleted after I left the list is told where I am", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource.*500/);
  const kari = await citizen("kari");
  kari.change(changes.join(";"));
  await kari.scenario({ method: "DELETE", path: "/api/v1/drafts/*", fault: { kind: "status", status: 500 } });
  const page = await kari.open("utkast");
  await button(page, text("draft.delete", { name: "Mottakeren" })).click();
  await link(page, text("thread.back")).click();
  const told = text("draft.notDeleted", { name: "Mottakeren" });
  await expect(page.getByRole("main").getByRole("status").filter({ hasText: told })).toBeVisible();
  await expect(announced(page)).toHaveText(told);
  expect(kari.rows(stored)).toHaveLength(2);
});

test("logging out deletes what was deleted", async ({ citizen }) => {
  const kari = await citizen("kari");
  kari.change(changes.join(";"));
  const page = await kari.open("utkast");
  await button(page, text("draft.delete", { name: "Marit Sæbø Fjeldstad" })).click();
  await button(page, text("bar.logOut")).click();
  await expect(title(page)).toHaveText(text("loggedOut.title"));
  expect(kari.rows(stored)).toEqual([{ text: "Svar under arbeid" }]);
});

test("a draft that got a file meanwhile, elsewhere, is not deleted", async ({ citizen }) => {
  const kari = await citizen("kari");
  kari.change(changes.join(";"));
  const page = await kari.open("utkast");
  await button(page, text("draft.delete", { name: "Mottakeren" })).click();
  kari.change(
    `INSERT INTO draft_attachments (id, draft_id, name, media_type, bytes)
     SELECT 'f-1', id, 'a.pdf', 'application/pdf', CAST('%PDF-1.7' AS BLOB) FROM drafts WHERE recipient_name = 'Mottakeren'`,
  );
  await expect(announced(page)).toHaveText(text("draft.notDeleted", { name: "Mottakeren" }), { timeout: 20_000 });
  expect(kari.rows(stored)).toHaveLength(2);
});

test("a draft that is deleted a second time can be taken back for as long again", async ({ citizen }) => {
  const kari = await citizen("kari");
  kari.change(changes.join(";"));
  const page = await kari.open("utkast");
  const name = "Marit Sæbø Fjeldstad";
  await page.clock.install();
  await button(page, text("draft.delete", { name })).click();
  await page.clock.runFor(6_000);
  await button(page, text("draft.undo")).click();
  await button(page, text("draft.delete", { name })).click();
  await page.clock.runFor(6_000);
  await button(page, text("draft.undo")).click();
  await expect(page.getByRole("link", { name: /Spørsmål om øvelser/ })).toBeVisible();
  expect(kari.rows(stored)).toHaveLength(2);
});

test("no drafts is said in words", async ({ citizen }) => {
  const kari = await citizen("kari");
  kari.change(nothingWaits);
  const page = await kari.open("utkast");
  await expect(page.getByText(text("draft.none"))).toBeVisible();
  await kari.open();
  await expect(link(page, text("draft.count", { count: 0 }))).toHaveCount(0);
});

test("without a network the text stays, says so, and is saved when the network is back", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource.*ERR_INTERNET_DISCONNECTED/);
  const kari = await citizen("kari");
  const page = await kari.open(`samtale/${DIALOGUE}`);
  await writeReply(page, "På nett.");
  await expectSaved(page);
  await kari.context.setOffline(true);
  await replyField(page).pressSequentially(" Uten nett.");
  await expect(page.getByRole("status").filter({ hasText: text("draft.offline") })).toBeVisible();
  await expect(replyField(page)).toHaveValue("På nett. Uten nett.");
  guard.expectDialog("beforeunload", "dismiss");
  await page.evaluate(() => setTimeout(() => location.reload()));
  await expect(replyField(page)).toHaveValue("På nett. Uten nett.");
  await kari.context.setOffline(false);
  await expectSaved(page);
  await expect
    .poll(() => kari.rows("SELECT text FROM drafts WHERE text LIKE 'På%'"))
    .toEqual([{ text: "På nett. Uten nett." }]);
});

test("what I typed last is saved as the tab is put away, even if it never comes back", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open(`samtale/${DIALOGUE}`);
  await writeReply(page, "Siste ord");
  await kari.scenario({ method: "PUT", path: "/api/v1/drafts/*", delayMs: 1_500 });
  const asked = page.waitForRequest((request) => request.method() === "PUT");
  await turn(page, "hidden");
  await asked;
  await kari.context.newPage();
  await page.close();
  await expect.poll(() => kari.rows("SELECT text FROM drafts WHERE text = 'Siste ord'")).toHaveLength(1);
});

test("both texts can be read before I choose one", async ({ citizen, guard, a11y }) => {
  guard.expectFault(/Failed to load resource.*412/);
  const kari = await citizen("kari");
  const page = await kari.open(`samtale/${DIALOGUE}`);
  await writeReply(page, "Min tekst");
  await expectSaved(page);
  kari.change("UPDATE drafts SET text = 'Den andres tekst', version = version + 1 WHERE text = 'Min tekst'");
  await replyField(page).pressSequentially(", og mer");
  await expect(page.getByText(text("draft.changedElsewhere"))).toBeVisible();
  await page.getByText(text("draft.see")).click();
  await expect(page.getByRole("heading", { name: text("draft.mine") })).toBeVisible();
  await expect(page.getByRole("paragraph").filter({ hasText: /^Min tekst, og mer$/ })).toBeVisible();
  await expect(page.getByRole("paragraph").filter({ hasText: /^Den andres tekst$/ })).toBeVisible();
  await a11y(page);
  await button(page, text("draft.takeTheirs")).click();
  await expect(replyField(page)).toHaveValue("Den andres tekst");
});
