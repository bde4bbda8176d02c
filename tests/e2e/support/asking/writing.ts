import { expect, type Page } from "@playwright/test";
import { HEALTH_CONTACT, textField } from "../compose.ts";
import { newDraft, nothingWaits, replyDraft } from "../elsewhere.ts";
import { chooser, file, fileButton, files, pdf } from "../files.ts";
import { button, expectSaved, messages, replyField, sendButton, writeReply } from "../page.ts";
import { text } from "../texts.ts";
import { goTo } from "../watch.ts";
import { to, type Asking } from "./asking.ts";

const KARI = "Kari Nordmann";
const DIALOGUE = "t-kari-13";

/** An answer that was begun and is saved. */
async function begin(page: Page, words: string): Promise<void> {
  await writeReply(page, words);
  await expectSaved(page);
}

/** Drafts, their files, and sending. */
export const writing = (words: string): Record<string, Asking | null> => ({
  startReply: {
    prepare: nothingWaits,
    from: `samtale/${DIALOGUE}`,
    ready: (page) => expect(button(page, text("reply.button"))).toBeVisible(),
    ask: (page) => button(page, text("reply.button")).click(),
    done: (page) => expect(replyField(page)).toBeEditable(),
  },
  listDrafts: {
    prepare: `${nothingWaits}; ${newDraft("kari", "p-kari", HEALTH_CONTACT, "Øvelser", words)}`,
    ask: to("utkast"),
    done: (page) => expect(page.getByRole("link", { name: /Øvelser/ })).toBeVisible(),
  },
  createDraft: {
    prepare: nothingWaits,
    from: "skriv",
    ready: (page) => page.getByRole("radio", { name: HEALTH_CONTACT }).check(),
    ask: (page) => button(page, text("compose.continue")).click(),
    done: (page) => expect(textField(page)).toBeEditable(),
  },
  getDraft: {
    prepare: `${nothingWaits}; ${newDraft("kari", "p-kari", HEALTH_CONTACT, "Øvelser", words)};
      UPDATE drafts SET id = 'd-lest'`,
    ask: to("skriv/d-lest"),
    done: (page) => expect(textField(page)).toHaveValue(words),
  },
  saveDraft: {
    last: ["409"],
    prepare: nothingWaits,
    from: `samtale/${DIALOGUE}`,
    ready: (page) => button(page, text("reply.button")).click(),
    ask: async (page) => {
      await replyField(page).fill(words);
      await replyField(page).blur();
    },
    again: async (page) => {
      await replyField(page).press("End");
      await replyField(page).pressSequentially(" ");
      await replyField(page).blur();
    },
    words,
  },
  // Nothing is said to whoever has left the list: the draft stands there again.
  deleteDraft: {
    last: ["401"],
    isQuiet: true,
    isAlone: true,
    prepare: `${nothingWaits}; ${replyDraft("kari", "p-kari", DIALOGUE, words)}`,
    from: "utkast",
    ask: async (page) => {
      await button(page, text("draft.delete", { name: "Mottakeren" })).click();
      await page.getByRole("link", { name: text("thread.back"), exact: true }).click();
    },
    again: async (page) => {
      await goTo(page, "utkast");
      await button(page, text("draft.delete", { name: "Mottakeren" })).click();
      await page.getByRole("link", { name: text("thread.back"), exact: true }).click();
    },
  },
  uploadDraftAttachment: {
    prepare: `DELETE FROM draft_attachments; ${nothingWaits}`,
    from: `samtale/${DIALOGUE}`,
    ready: (page) => begin(page, words),
    ask: (page) => chooser(page).setInputFiles([pdf("skjema.pdf")]),
    again: (page) => fileButton(page, "attachment.retry", "skjema.pdf").click(),
    done: (page) => expect(file(page, "skjema.pdf")).toContainText(text("attachment.stored")),
    meanwhile: (page) => fileButton(page, "attachment.cancelNamed", "skjema.pdf"),
    words,
  },
  downloadDraftAttachment: null,
  deleteDraftAttachment: {
    prepare: `DELETE FROM draft_attachments; ${nothingWaits}`,
    from: `samtale/${DIALOGUE}`,
    ready: async (page) => {
      await begin(page, words);
      await chooser(page).setInputFiles([pdf("skjema.pdf")]);
      await expect(file(page, "skjema.pdf")).toContainText(text("attachment.stored"));
    },
    ask: (page) => fileButton(page, "attachment.removeNamed", "skjema.pdf").click(),
    done: (page) => expect(files(page)).toHaveCount(0),
    words,
  },
  sendDraft: {
    prepare: nothingWaits,
    from: `samtale/${DIALOGUE}`,
    ready: (page) => begin(page, words),
    ask: (page) => sendButton(page, KARI).click(),
    done: async (page, citizen) => {
      await expect.poll(() => citizen.rows("SELECT id FROM drafts WHERE sent = 0")).toEqual([]);
      await expect(messages(page).last()).toContainText(words);
    },
    words,
  },
  getSend: null,
  undoSend: {
    prepare: nothingWaits,
    hold: 120,
    from: `samtale/${DIALOGUE}`,
    ready: async (page) => {
      await begin(page, words);
      await sendButton(page, KARI).click();
      await expect(button(page, text("undo.button"))).toBeVisible();
    },
    ask: (page) => button(page, text("undo.button")).click(),
    again: async (page) => {
      const undo = button(page, text("undo.button"));
      // It may go while one presses it: the stream tells that it took effect.
      await undo.click({ timeout: 3_000 }).catch(() => undefined);
    },
    done: (page) => expect(replyField(page)).toHaveValue(words),
    heard: replyField,
    words,
  },
  listRecipients: {
    ask: to("skriv"),
    done: (page) => expect(page.getByRole("radio").first()).toBeVisible(),
  },
  sendFeedback: {
    from: "",
    ready: async (page) => {
      await button(page, text("feedback.yes")).click();
      await page.getByRole("textbox", { name: text("feedback.label") }).fill(words);
    },
    ask: (page) => button(page, text("feedback.send")).click(),
    done: (page) => expect(page.getByRole("heading", { name: text("feedback.thanks") })).toBeVisible(),
    words,
  },
});
