// A message is sent once, whatever happens on the way.

import { expect, test } from "./fixtures.ts";
import { button, expectSaved, link, messages, replyField, sendButton, threadRow, writeReply } from "./support/page.ts";
import { text } from "./support/texts.ts";

// What must never happen may not happen at a first try either.
test.describe.configure({ retries: 0 });

const DIALOGUE = "samtale/t-kari-13";
const SENDS = { method: "POST", path: "/api/v1/sends" };
const NAME = "Kari Nordmann";

test("two tabs that send the same draft send one message, and both show it", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource.*40[49]/);
  const kari = await citizen("kari");
  const page = await kari.open(DIALOGUE);
  await writeReply(page, "Fra to faner");
  await expectSaved(page);
  const other = await kari.tab(DIALOGUE);
  await expect(replyField(other)).toHaveValue("Fra to faner");
  await kari.scenario({ ...SENDS, delayMs: 800 });
  await Promise.all([sendButton(page, NAME).click(), sendButton(other, NAME).click()]);
  for (const tab of [page, other]) await expect(messages(tab).last()).toContainText("Fra to faner");
  expect(kari.messages("Fra to faner")).toHaveLength(1);
  expect(kari.rows("SELECT count(*) AS sends FROM sends")).toEqual([{ sends: 1 }]);
});

test("a reload in the middle of a send shows what became of it, and never sends twice", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource.*ERR/);
  const kari = await citizen("kari");
  const page = await kari.open(DIALOGUE);
  await writeReply(page, "Midt i sendingen");
  await expectSaved(page);
  await kari.scenario({ ...SENDS, delayMs: 1_500 });
  const asked = page.waitForRequest((request) => request.url().endsWith("/sends"));
  await sendButton(page, NAME).click();
  await asked;
  await page.reload();
  await kari.scenario();
  // Either it arrived, or the draft is there to be sent.
  const field = replyField(page);
  await expect(field.or(messages(page).filter({ hasText: "Midt i sendingen" }))).toBeVisible();
  if (await field.isVisible()) {
    await expect(field).toHaveValue("Midt i sendingen");
    await sendButton(page, NAME).click();
  }
  await expect(messages(page).last()).toContainText("Midt i sendingen");
  await page.waitForTimeout(2_000);
  expect(kari.messages("Midt i sendingen")).toHaveLength(1);
});

test("after answers that never came, one message stands there and nothing says it was not sent", async ({
  citizen,
  guard,
}) => {
  guard.expectFault(/Failed to load resource.*(ERR|503)/);
  const kari = await citizen("kari");
  const page = await kari.open(DIALOGUE);
  await writeReply(page, "Uten svar");
  await kari.scenario(
    { ...SENDS, times: 1, fault: { kind: "lostAnswer" } },
    { ...SENDS, times: 1, fault: { kind: "status", status: 503 } },
  );
  for (let presses = 0; presses < 2; presses++) {
    await sendButton(page, NAME).click();
    await expect(page.getByText(text("send.uncertain"))).toBeVisible();
    await expect(page.getByText(text("delivery.failed"))).toHaveCount(0);
    await expect(replyField(page)).not.toBeEditable();
  }
  await sendButton(page, NAME).click();
  await expect(messages(page).last()).toContainText("Uten svar");
  await expect(button(page, text("reply.button"))).toBeVisible();
  expect(kari.messages("Uten svar")).toHaveLength(1);
});

test("what I wrote on after another tab sent the draft is not lost unsaid", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource.*409/);
  const kari = await citizen("kari");
  const page = await kari.open(DIALOGUE);
  await writeReply(page, "Første del");
  await expectSaved(page);
  const other = await kari.tab(DIALOGUE);
  await sendButton(other, NAME).click();
  await expect(messages(other).last()).toContainText("Første del");
  await replyField(page).pressSequentially(", andre del");
  await expect(page.getByText(text("send.before"))).toBeVisible();
  await expect(page.getByText(text("draft.refused"))).toBeVisible();
  await expect(replyField(page)).toHaveValue("Første del, andre del");
  guard.expectDialog("beforeunload", "dismiss");
  await page.evaluate(() => setTimeout(() => location.reload()));
  await expect(replyField(page)).toHaveValue("Første del, andre del");
  expect(kari.messages("Første del")).toHaveLength(1);
});

test("such a text is still there to be copied when I come back to the thread", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource.*409/);
  const kari = await citizen("kari");
  const page = await kari.open();
  await threadRow(page, "t-kari-13").click();
  await writeReply(page, "Sendt del");
  await expectSaved(page);
  const other = await kari.tab(DIALOGUE);
  await sendButton(other, NAME).click();
  await expect(messages(other).last()).toContainText("Sendt del");
  await replyField(page).fill("Sendt del, og mer");
  await expect(page.getByText(text("send.before"))).toBeVisible();
  await link(page, text("thread.back")).click();
  await threadRow(page, "t-kari-13").click();
  const kept = page.getByRole("textbox", { name: text("kept.title") });
  await expect(kept).toHaveValue("Sendt del, og mer");
  await expect(kept).not.toBeEditable();
  await expect(button(page, text("reply.button"))).toBeVisible();
});
