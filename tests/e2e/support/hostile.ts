// Threads whose every text from outside is hostile: each string stands alone in every field.

import type { Citizen } from "./citizen.ts";
import { quoted } from "./database.ts";
import * as elsewhere from "./elsewhere.ts";

/** A word of every message in the list, so that a search finds them all. */
export const MARK = "Fiendtlig";

/** What stands in a message before the string. */
export const lead = (at: number): string => `${MARK} nummer ${at}, `;

/** So many strings share a letter and an answer: each has messages of its own there, and stands alone in the list. */
const TOGETHER = 10;

export const together = (strings: string[]): string[][] =>
  Array.from({ length: Math.ceil(strings.length / TOGETHER) }, (_, at) =>
    strings.slice(at * TOGETHER, (at + 1) * TOGETHER),
  );

/** The text of what they share. */
export const joined = (strings: string[]): string => strings.join("\n");

export const letterId = (at: number): string => `t-fiende-brev-${at}`;
export const answeredId = (at: number): string => `t-fiende-svar-${at}`;
export const draftId = (at: number): string => `d-fiende-${at}`;

const NOW = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')";
/** Too soon for an answer that is free. */
const SOON = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '+20 hours')";

/** Where a letter shows a string in a text of its own, and where it shows all that share it. */
export const ALONE = { roles: 2, runs: 6, blocks: 5, unknownBlocks: 2, bring: 1, answer: 1 };
export const SHARED = { subject: 1, sender: 1, place: 1, who: 1 };

/** As the interface fills a text in: between marks of its own, and without those of others. */
export const filled = (words: string): string => words.replace(/[\u2066-\u2069]/g, "");

/** A body with the words in every place that a body has. */
function body(words: string): string {
  const run = { type: "text", text: words };
  const link = (href: string, text: string): object => ({ type: "link", href, text });
  const within = ["https://example.no", "https://example.no/", "https://", "mailto:", "tel:"];
  return JSON.stringify({
    kind: "blocks",
    blocks: [
      {
        type: "paragraph",
        inlines: [
          run,
          { type: "emphasis", text: words },
          { type: "strong", text: words },
          link("https://example.no/", words),
          link(words, words),
          { type: words, text: words },
        ],
      },
      ...within.map((start) => ({ type: "paragraph", inlines: [link(start + words, "Lenke")] })),
      { type: "heading", inlines: [run] },
      { type: "list", ordered: false, items: [[run]] },
      { type: "table", caption: words, header: [[run]], rows: [[[run]]] },
      { type: words, text: words },
      { type: "unknown", inlines: [run] },
    ],
  });
}

/** Puts each string into every text of the list, of a letter, of a thread that is being answered, and of a draft. */
export function addHostile(citizen: Citizen, strings: string[]): void {
  const groups = together(strings);
  const all = [strings.map(listed), strings.map(draft), groups.map(letter), groups.map(answered)].flat();
  citizen.change(`BEGIN; ${elsewhere.nothingWaits}; ${all.join(";\n")}; COMMIT`);
}

/** Two threads, each of a region of that name; one is of a kind of that name too, which nobody knows. */
function listed(words: string, at: number): string {
  const [s, id] = [quoted(words), `t-fiende-${at}`];
  const file = (id: string): string =>
    `INSERT INTO attachments VALUES ('${id}-a', '${id}-m', 0, ${s}, ${s}, 1, 'available', x'25')`;
  return `${thread(id, "'gp'", words, lead(at) + words)}; ${file(id)};
    ${thread(`${id}-slag`, s, words, words)};
    UPDATE threads SET preview = ${s} WHERE id IN ('${id}', '${id}-slag')`;
}

function thread(id: string, category: string, words: string, message: string): string {
  const s = quoted(words);
  const body = quoted(JSON.stringify({ kind: "text", text: message }));
  return `INSERT INTO threads (id, person_id, category, region, sender_name, sender_role, subject, read_by)
      VALUES ('${id}', 'p-kari', ${category}, ${s}, ${s}, ${s}, ${s}, ${s});
    INSERT INTO messages (id, thread_id, position, from_kind, from_name, sent_at, body)
      VALUES ('${id}-m', '${id}', 1, 'service', ${s}, ${NOW}, ${body})`;
}

/** A thread that is unread, whose every text is this one; its file has a name of its own. */
export const named = (id: string, words: string, file: string): string => {
  const s = quoted(words);
  const link = { type: "link", href: "https://example.no/", text: words };
  const body = JSON.stringify({ kind: "blocks", blocks: [{ type: "paragraph", inlines: [link] }] });
  return `${thread(id, "'gp'", words, words)};
    UPDATE messages SET from_role = ${s}, on_behalf_of = ${s}, body = ${quoted(body)} WHERE id = '${id}-m';
    INSERT INTO attachments VALUES ('${id}-a', '${id}-m', 0, ${quoted(file)}, 'text/plain', 1, 'available', x'25'),
      ('${id}-b', '${id}-m', 1, ${quoted(file)}, 'text/plain', 1, 'expired', x'25')`;
};

/** A letter with two messages and an answer for each string. */
function letter(strings: string[], at: number): string {
  const [s, id] = [quoted(joined(strings)), letterId(at)];
  const likeliest = (start: string): string =>
    quoted(strings.find((words) => words.startsWith(start)) ?? strings[0] ?? "");
  return `INSERT INTO threads (id, person_id, category, region, sender_name, sender_role, subject, read_by,
      appointments_link)
    VALUES ('${id}', 'p-kari', 'appointmentLetter', 'helseSorOst', ${s}, ${s}, ${s}, ${s}, ${likeliest("https://")});
  INSERT INTO appointments (thread_id, place, starts_at, who, bring, phone, fee_amount, fee_note)
    VALUES ('${id}', ${s}, ${SOON}, ${s}, ${quoted(JSON.stringify(strings))}, ${likeliest("+")}, 100, ${s});
  ${strings.map((words, index) => messagesOf(id, words, index)).join(";\n")}`;
}

function messagesOf(letter: string, words: string, at: number): string {
  const [s, id] = [quoted(words), `${letter}-${at}`];
  const plain = JSON.stringify({ kind: "text", text: lead(at) + words });
  const wishes = JSON.stringify({ weekdays: [words], partsOfDay: [words], notBefore: words, notAfter: words });
  return `INSERT INTO messages (id, thread_id, position, from_kind, from_name, from_role, on_behalf_of, sent_at, state,
      lang, body)
    VALUES
      ('${id}-1', '${letter}', ${2 * at + 1}, 'service', ${s}, ${s}, ${s}, ${NOW}, NULL, ${s}, ${quoted(body(words))}),
      ('${id}-2', '${letter}', ${2 * at + 2}, ${s}, ${s}, ${s}, ${s}, ${NOW}, ${s}, ${s}, ${quoted(plain)});
  INSERT INTO attachments VALUES ('${id}-a', '${id}-1', 0, ${s}, ${s}, 1, 'available', x'25'),
    ('${id}-b', '${id}-1', 1, ${s}, ${s}, 1, 'expired', x'25');
  INSERT INTO appointment_answers (thread_id, answer_key, kind, wishes, text, answered_at, state, user_id, on_behalf_of)
    VALUES ('${letter}', '${id}', 'otherTime', ${quoted(wishes)}, ${s}, ${NOW}, 'receivedByJournal', 'kari', ${s})`;
}

/** A thread in which an answer has been begun. */
function answered(strings: string[], at: number): string {
  const [s, id] = [quoted(joined(strings)), answeredId(at)];
  return `${thread(id, "'gp'", joined(strings), "Tekst")};
    INSERT INTO drafts (id, user_id, person_id, thread_id, recipient_name, subject, text, send_key, version, updated_at)
      VALUES ('${id}', 'kari', 'p-kari', '${id}', ${s}, '', ${s}, '${id}', 1, ${NOW})`;
}

function draft(words: string, at: number): string {
  const [s, id] = [quoted(words), draftId(at)];
  return `INSERT INTO drafts (id, user_id, person_id, recipient_id, recipient_name, topic, subject, text, send_key,
      version, updated_at)
    SELECT '${id}', 'kari', 'p-kari', id, ${s}, 'general', ${s}, ${s}, '${id}', 1, ${NOW}
    FROM recipients WHERE person_id = 'p-kari' ORDER BY position LIMIT 1`;
}
