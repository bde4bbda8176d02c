import { expect } from "@playwright/test";
import { answers, receipts, way } from "../appointments.ts";
import { addLetters } from "../letters.ts";
import { button, messages, sendButton, title } from "../page.ts";
import { text } from "../texts.ts";
import { to, type Asking } from "./asking.ts";

const DIALOGUE = "t-kari-13";
const SOLVEIG = "Solveig Svarer";
const LETTER = "t-solveig-01";
const FILES = "t-solveig-30";
const PDF = "Epikrise.pdf";

/** What stands in a thread, and the answer to a letter. */
export const thread = (words: string): Record<string, Asking> => ({
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
  downloadAttachment: {
    persona: "solveig",
    from: `samtale/${FILES}`,
    ask: (page) => page.getByRole("button", { name: text("attachment.download", { name: PDF }) }).click(),
    meanwhile: (page) => page.getByRole("link", { name: text("thread.back"), exact: true }),
  },
  listAppointmentAnswers: {
    isAlone: true,
    persona: "solveig",
    ask: to(`samtale/${LETTER}`),
    done: (page) => expect(way(page, "answer.cancel")).toBeVisible(),
  },
  answerAppointment: {
    persona: "solveig",
    prepare: "DELETE FROM appointment_answers",
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
});
