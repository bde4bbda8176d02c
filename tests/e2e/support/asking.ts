// How a citizen brings the page to ask for each operation of the contract, and what is there when it is answered.

import { expect, type Locator, type Page } from "@playwright/test";
import { answers, receipts, way } from "./appointments.ts";
import type { Citizen } from "./citizen.ts";
import { HEALTH_CONTACT, textField } from "./compose.ts";
import type { Row } from "./database.ts";
import { message, newDraft, nothingWaits, replyDraft, summary } from "./elsewhere.ts";
import { chooser, file, fileButton, files, pdf } from "./files.ts";
import { addLetters } from "./letters.ts";
import {
  button,
  chooseLanguage,
  expectSaved,
  found,
  lookFor,
  messages,
  newsButton,
  replyField,
  rowActions,
  rows,
  searchField,
  sendButton,
  title,
  waiting,
  writeReply,
} from "./page.ts";
import { text } from "./texts.ts";
import { goTo } from "./watch.ts";

export type Asking = {
  persona?: string;
  /** What the database must hold first. */
  prepare?: string | ((citizen: Citizen) => void | Promise<void>);
  /** The page on which one stands before. */
  from?: string;
  /** How one comes to where it is asked for. */
  ready?: (page: Page, citizen: Citizen) => Promise<void>;
  /** What makes the page ask. */
  ask: (page: Page, citizen: Citizen) => Promise<void>;
  /** Asks once more, where there is no «Prøv igjen»; else as at first. */
  again?: (page: Page, citizen: Citizen) => Promise<void>;
  /** What is there when it was answered; else only that it was. */
  done?: (page: Page, citizen: Citizen) => Promise<void>;
  /** What a success says is not needed: no more than that it is JSON, or nothing. */
  unread?: "shape" | "all";
  /** What there is no way on from, but another: a draft that was sent is not saved. */
  last?: string[];
  /** Others are asked for first: only this one is without a network when the page is. */
  isAlone?: true;
  /** Nobody asked for it or misses it: the page goes on, and need not tell. */
  isQuiet?: true;
  /** A file may take its time; meanwhile there is this to do. */
  meanwhile?: (page: Page) => Locator;
  /** Is there when the stream has told that it took effect all the same. */
  heard?: (page: Page) => Locator;
  /** What was written, which must not be lost. */
  words?: string;
  /** Not held yet: here it is lost. */
  loses?: string[];
  /** The ids of the address, where they matter. */
  ids?: Record<string, string>;
  /** For how many seconds a send is held. */
  hold?: number;
};

const KARI = "Kari Nordmann";
const SOLVEIG = "Solveig Svarer";
const DIALOGUE = "t-kari-13";
const LETTER = "t-solveig-01";
const FILES = "t-solveig-30";
/** A row that nobody touches otherwise. */
const ROW = "t-kari-11";
const PDF = "Epikrise.pdf";
/** How much of the row and of all others Kari has read. */
const read = (upTo: number): string =>
  `INSERT OR IGNORE INTO reads (user_id, thread_id, up_to) VALUES ('kari', '${ROW}', 0);
   UPDATE reads SET up_to = ${upTo}, put_away = 0`;

const to =
  (path: string) =>
  async (page: Page): Promise<void> =>
    goTo(page, path);
const dialogButton = (page: Page, name: string): Locator =>
  page.getByRole("dialog").getByRole("button", { name, exact: true });

/** Presses what can be done with a row, as long as the row is there. */
async function press(page: Page, citizen: Citizen, key: "mark.unread" | "putAway.do"): Promise<void> {
  const { subject } = await summary(citizen, "p-kari", ROW);
  if (!(await button(page, text(key)).isVisible())) await rowActions(page, subject);
  await button(page, text(key)).click();
}

/** What Kari did with the row, by the database. */
const didWith = (citizen: Citizen): Row[] =>
  citizen.rows(`SELECT up_to < 1000 AS unread, put_away FROM reads WHERE user_id = 'kari' AND thread_id = '${ROW}'`);

/** An answer that was begun and is saved. */
async function begin(page: Page, words: string): Promise<void> {
  await writeReply(page, words);
  await expectSaved(page);
}

/** The page has its list. */
const listed = async (page: Page): Promise<void> => {
  await expect(rows(page)).not.toHaveCount(0);
};

const reload = async (page: Page): Promise<void> => {
  await page.reload();
};

/** How each operation is asked for by somebody who writes `words`; `null` is for what the app never asks for. */
export function askings(words: string): Record<string, Asking | null> {
  return {
    getSession: { from: "", ready: listed, ask: reload, again: reload, isAlone: true, done: listed },
    extendSession: {
      ready: async (page) => {
        await page.route("**/api/v1/session", async (route) => {
          const answer = await route.fetch();
          await route.fulfill({ response: answer, json: { ...(await answer.json()), warnSeconds: 3_600 } });
        });
        await page.reload();
        await expect(page.getByRole("dialog", { name: text("session.title") })).toBeVisible();
      },
      ask: (page) => dialogButton(page, text("session.stay")).click(),
      unread: "all",
    },
    setLanguage: {
      prepare: "UPDATE users SET language = 'nb'",
      ask: (page) => chooseLanguage(page, "nb", "nn"),
      again: async (page) => {
        await chooseLanguage(page, "nn", "nb");
      },
      isQuiet: true,
    },
    logOut: {
      prepare: (citizen) => citizen.logInAs("kari"),
      ask: (page) => button(page, text("bar.logOut")).click(),
      unread: "shape",
      done: async (page) => {
        await expect(title(page)).toHaveText(text("loggedOut.title"));
        await expect(page.getByText(text("loggedOut.text"))).toBeVisible();
      },
    },
    getUnreadCounts: {
      ask: to("personer"),
      done: async (page) => {
        await expect(title(page)).toHaveText(text("person.allTitle"));
        await expect(page.getByText(text("person.countsFailed"))).toHaveCount(0);
      },
    },
    listThreads: { ask: to(""), done: listed },
    searchThreads: {
      from: "",
      ready: listed,
      ask: async (page) => {
        await searchField(page).fill("blodprøve");
        await searchField(page).press("Enter");
      },
      again: (page) => lookFor(page, "blodprøve"),
      done: async (page) => {
        await expect(found(page)).not.toBeEmpty();
        await listed(page);
      },
    },
    markAllRead: {
      prepare: read(0),
      from: "",
      ready: listed,
      ask: async (page) => {
        await button(page, text("readAll.button")).click();
        await dialogButton(page, text("readAll.yes")).click();
      },
      // What took effect all the same is told by the stream.
      again: async (page) => {
        // Each may go while one presses it, as soon as the stream has told.
        const press = (one: Locator): Promise<void> => one.click({ timeout: 3_000 }).catch(() => undefined);
        await press(button(page, text("readAll.button")));
        await press(dialogButton(page, text("readAll.yes")));
      },
      done: (page) => expect(button(page, text("readAll.button"))).toHaveCount(0),
    },
    listWaiting: {
      ask: to(""),
      done: async (page) => {
        await expect(waiting(page)).toBeVisible();
        await expect(page.getByText(text("waits.failed"))).toHaveCount(0);
      },
    },
    getThread: {
      ids: { threadId: DIALOGUE },
      ask: to(`samtale/${DIALOGUE}`),
      done: (page) => expect(messages(page).first()).toBeVisible(),
    },
    listMessages: {
      prepare: (citizen) => {
        if (citizen.rows("SELECT id FROM threads WHERE id = 't-x'").length) return;
        addLetters(citizen, { id: "t-x", texts: Array.from({ length: 60 }, (_, at) => `Brev nummer ${at}`) });
      },
      from: "samtale/t-x",
      ready: (page) => expect(messages(page)).toHaveCount(50),
      ask: (page) => button(page, text("thread.earlier")).click(),
      done: (page) => expect(messages(page)).toHaveCount(60),
    },
    getThreadPerson: {
      isAlone: true,
      ask: to("samtale/t-ola-01"),
      done: (page) => expect(title(page)).toHaveText(text("otherPerson.title", { name: "Ola" })),
    },
    setReadState: {
      prepare: read(1_000),
      from: "",
      ready: listed,
      ask: (page, citizen) => press(page, citizen, "mark.unread"),
      again: async (page, citizen) => {
        if (!didWith(citizen)[0]?.["unread"]) await press(page, citizen, "mark.unread");
      },
      done: (_, citizen) => expect.poll(() => didWith(citizen)).toEqual([{ unread: 1, put_away: 0 }]),
    },
    setPutAway: {
      prepare: read(1_000),
      from: "",
      ready: listed,
      ask: (page, citizen) => press(page, citizen, "putAway.do"),
      again: async (page, citizen) => {
        if (!didWith(citizen)[0]?.["put_away"]) await press(page, citizen, "putAway.do");
      },
      done: (_, citizen) => expect.poll(() => didWith(citizen)).toEqual([{ unread: 0, put_away: 1 }]),
    },
    downloadAttachment: {
      persona: "solveig",
      from: `samtale/${FILES}`,
      ask: (page) => page.getByRole("button", { name: text("attachment.download", { name: PDF }) }).click(),
      meanwhile: (page) => page.getByRole("link", { name: text("thread.back"), exact: true }),
    },
    startReply: {
      prepare: nothingWaits,
      from: `samtale/${DIALOGUE}`,
      ready: (page) => expect(button(page, text("reply.button"))).toBeVisible(),
      ask: (page) => button(page, text("reply.button")).click(),
      done: (page) => expect(replyField(page)).toBeEditable(),
    },
    listAppointmentAnswers: {
      isAlone: true,
      persona: "solveig",
      ask: to(`samtale/${LETTER}`),
      done: (page) => expect(way(page, "answer.cancel")).toBeVisible(),
    },
    answerAppointment: {
      persona: "solveig",
      prepare: "DELETE FROM appointment_answers; UPDATE users SET language = 'nb'",
      from: `samtale/${LETTER}`,
      ready: async (page) => {
        await way(page, "answer.cancel").check();
        await answers(page)
          .getByRole("textbox", { name: text("answer.text") })
          .fill(words);
      },
      ask: (page) => sendButton(page, SOLVEIG).click(),
      unread: "shape",
      done: (page) => expect(receipts(page)).toContainText(words),
      words,
    },
    listArchiveCopies: {
      persona: "solveig",
      from: `samtale/${FILES}`,
      ask: (page) => button(page, text("archive.save")).first().click(),
      done: (page) => expect(button(page, text("archive.saveNow"))).toBeVisible(),
    },
    saveToArchive: {
      persona: "solveig",
      prepare: `DELETE FROM archive_files; DELETE FROM archive_copies;
        UPDATE persons SET archive_terms_accepted = 1 WHERE id = 'p-solveig'`,
      from: `samtale/${FILES}`,
      ready: (page) => button(page, text("archive.save")).first().click(),
      ask: (page) => button(page, text("archive.saveNow")).click(),
      done: (page) => expect(page.getByText(text("archive.saved").replace("{time}", "").trim())).toBeVisible(),
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
    streamEvents: {
      from: "",
      ready: listed,
      ask: reload,
      isAlone: true,
      done: async (page, citizen) => {
        citizen.change(message("t-kari-20", "Noe nytt"));
        await expect(newsButton(page).or(rows(page).first().getByText("Noe nytt"))).toBeVisible({ timeout: 100_000 });
      },
      isQuiet: true,
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
      loses: ["401"],
    },
  };
}
