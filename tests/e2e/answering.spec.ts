import { expect, test } from "./fixtures.ts";
import { button, expectSaved, messages, replyField, rows, sendButton, threadRow, writeReply } from "./support/page.ts";
import { text, type TextKey } from "./support/texts.ts";

const THREAD = "t-kari-13";
const STORED = {
  thread_id: THREAD,
  person_id: "p-kari",
  author: "kari",
  on_behalf_of: null,
  sent_for: "p-kari",
};

test("an answer is stored once though the send button is double-clicked", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open(`samtale/${THREAD}`);
  await writeReply(page, "Takk, det passer fint.\nHilsen Kari");
  await sendButton(page, "Kari Nordmann").dblclick();
  await expect(messages(page).last()).toContainText("Takk, det passer fint.");
  await expect(messages(page).last()).toContainText(text("delivery.sent"));
  expect(kari.messages("Takk, det passer fint.\nHilsen Kari")).toEqual([STORED]);
  expect(kari.rows("SELECT count(*) AS sends FROM sends")).toEqual([{ sends: 1 }]);
});

test("an answer whose receipt is lost is sent again without being stored twice", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource: net::ERR_/);
  const kari = await citizen("kari");
  await kari.scenario({ method: "POST", path: "/api/v1/sends", times: 1, fault: { kind: "lostAnswer" } });
  const page = await kari.open(`samtale/${THREAD}`);
  await writeReply(page, "Kom denne fram?");
  await sendButton(page, "Kari Nordmann").click();
  await expect(page.getByText(text("send.uncertain"))).toBeVisible();
  await expect(replyField(page)).toHaveValue("Kom denne fram?");
  await sendButton(page, "Kari Nordmann").click();
  await expect(messages(page).last()).toContainText("Kom denne fram?");
  expect(kari.messages("Kom denne fram?")).toEqual([STORED]);
});

test("a message that may have been sent is never said not to be, whatever the next try meets", async ({
  citizen,
  guard,
}) => {
  guard.expectFault(/Failed to load resource: (net::ERR_|.*429)/);
  const kari = await citizen("kari");
  const sends = { method: "POST", path: "/api/v1/sends", times: 1 };
  await kari.scenario(
    { ...sends, fault: { kind: "lostAnswer" } },
    { ...sends, fault: { kind: "status", status: 429, retryAfter: 1 } },
  );
  const page = await kari.open(`samtale/${THREAD}`);
  await writeReply(page, "Er denne sendt?");
  await sendButton(page, "Kari Nordmann").click();
  await expect(page.getByText(text("send.uncertain"))).toBeVisible();
  const refused = page.waitForResponse((answer) => answer.status() === 429);
  await sendButton(page, "Kari Nordmann").click();
  await refused;
  await expect(page.getByText(text("send.uncertain"))).toBeVisible();
  await expect(page.getByText(text("delivery.failed"))).toHaveCount(0);
  await expect(replyField(page)).not.toBeEditable();
  await sendButton(page, "Kari Nordmann").click();
  await expect(messages(page).last()).toContainText("Er denne sendt?");
  expect(kari.messages("Er denne sendt?")).toEqual([STORED]);
});

test("who will read the answer stands beside the field", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open(`samtale/${THREAD}`);
  await button(page, text("reply.button")).click();
  const readers = kari.rows(`SELECT read_by FROM threads WHERE id = '${THREAD}'`)[0]?.["read_by"];
  await expect(page.getByText(text("thread.readBy", { readers: String(readers) }))).toBeVisible();
});

test("an empty answer is not sent, and the field says what is missing", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open(`samtale/${THREAD}`);
  await button(page, text("reply.button")).click();
  await sendButton(page, "Kari Nordmann").click();
  await expect(replyField(page)).toBeFocused();
  await expect(replyField(page)).toHaveAccessibleDescription(text("compose.textMissing"));
  expect(kari.rows("SELECT count(*) AS sends FROM sends")).toEqual([{ sends: 0 }]);
});

const closed: [what: string, thread: string, why: TextKey][] = [
  ["a dialogue that the service has closed", "t-kari-12", "reason.dialogueClosed"],
  ["a receipt", "t-kari-17", "reason.takesNoReply"],
  ["a register's message", "t-kari-16", "reason.takesNoReply"],
  ["a result", "t-kari-22", "reason.takesNoReply"],
  ["a hospital appointment in Helse Vest", "t-kari-01", "reason.viaAppointments"],
  ["a hospital appointment in Helse Nord", "t-kari-05", "reason.viaAppointments"],
];
for (const [what, thread, why] of closed) {
  test(`${what} cannot be answered here, and says why`, async ({ citizen }) => {
    const kari = await citizen("kari");
    const page = await kari.open(`samtale/${thread}`);
    const notice = page.getByRole("status").filter({ hasText: text("reply.none") });
    await expect(notice).toContainText(text(why));
    await expect(button(page, text("reply.button"))).toHaveCount(0);
    await expect(page.getByRole("textbox")).toHaveCount(0);
  });
}

test("an answer is saved without being sent, and is there after a reload", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open(`samtale/${THREAD}`);
  await writeReply(page, "Jeg fortsetter senere.");
  await expectSaved(page);
  expect(kari.rows("SELECT thread_id, person_id, text, sent FROM drafts")).toEqual([
    { thread_id: THREAD, person_id: "p-kari", text: "Jeg fortsetter senere.", sent: 0 },
  ]);
  await page.reload();
  await expect(replyField(page)).toHaveValue("Jeg fortsetter senere.");
  await page.goto("/innboks/");
  await expect(rows(page)).not.toHaveCount(0);
  await expect(threadRow(page, THREAD)).toContainText(text("draft.has"));
  expect(kari.messages("Jeg fortsetter senere.")).toEqual([]);
});

test("what I write stays when I look at the inbox and come back", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open();
  await threadRow(page, THREAD).click();
  await writeReply(page, "Et øyeblikk");
  await page.goBack();
  await threadRow(page, THREAD).click();
  await expect(replyField(page)).toHaveValue("Et øyeblikk");
});

for (const [choice, kept] of [
  ["draft.keepMine", "Fra den andre fanen"],
  ["draft.takeTheirs", "Fra den første fanen, to ganger"],
] as const) {
  test(`a draft changed in another tab asks which text to keep: ${text(choice)}`, async ({ citizen, guard }) => {
    guard.expectFault(/Failed to load resource.*412/);
    const kari = await citizen("kari");
    const first = await kari.open(`samtale/${THREAD}`);
    await writeReply(first, "Fra den første fanen");
    await expectSaved(first);
    const second = await kari.tab(`samtale/${THREAD}`);
    await expect(replyField(second)).toHaveValue("Fra den første fanen");
    await replyField(first).fill("Fra den første fanen, to ganger");
    await replyField(first).blur();
    const inDraft = (): unknown => kari.rows("SELECT text FROM drafts")[0]?.["text"];
    await expect.poll(inDraft).toBe("Fra den første fanen, to ganger");

    await replyField(second).fill("Fra den andre fanen");
    await replyField(second).blur();
    await expect(second.getByText(text("draft.changedElsewhere"))).toBeVisible();
    await expect(replyField(second)).toHaveValue("Fra den andre fanen");
    expect(inDraft()).toBe("Fra den første fanen, to ganger");
    await button(second, text(choice)).click();
    await expect(second.getByText(text("draft.changedElsewhere"))).toHaveCount(0);
    await expect(replyField(second)).toHaveValue(kept);
    await expect.poll(inDraft).toBe(kept);
  });
}
