// What the health service and the reader's other windows do meanwhile: SQL, of which the world's triggers tell.

import type { Citizen } from "./citizen.ts";
import { quoted } from "./database.ts";
import type { ThreadSummary } from "./wire.ts";

let made = 0;

const NOW = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')";

/** A new message of the service in a thread. */
export const message = (thread: string, words: string): string =>
  `INSERT INTO messages (id, thread_id, position, from_kind, from_name, sent_at, body)
     SELECT 'm-ny-${(made += 1)}', id, message_count + 1, 'service', sender_name, ${NOW},
       json_object('kind', 'text', 'text', ${quoted(words)})
     FROM threads WHERE id = ${quoted(thread)}`;

/** A new thread from a hospital, with its first message. */
export const thread = (id: string, person: string, subject: string, category = "hospital"): string =>
  `BEGIN IMMEDIATE;
   INSERT INTO threads (id, person_id, category, region, sender_name, subject, read_by)
     VALUES (${quoted(id)}, ${quoted(person)}, ${quoted(category)}, 'helseSorOst', 'Oslo universitetssykehus',
       ${quoted(subject)}, NULL);
   ${message(id, `Om ${subject}`)};
   COMMIT`;

/** A reader has read a thread up to here. */
export const read = (user: string, thread: string): string =>
  `INSERT INTO reads (user_id, thread_id, up_to)
     SELECT ${quoted(user)}, id, message_count FROM threads WHERE id = ${quoted(thread)}
     ON CONFLICT DO UPDATE SET up_to = excluded.up_to`;

/** A reader has nothing of a thread read. */
export const unread = (user: string, thread: string): string =>
  `INSERT INTO reads (user_id, thread_id, up_to) VALUES (${quoted(user)}, ${quoted(thread)}, 0)
     ON CONFLICT DO UPDATE SET up_to = 0`;

/** A reader puts a thread away, or takes it back. */
export const putAway = (user: string, thread: string, is: boolean): string =>
  `INSERT INTO reads (user_id, thread_id, up_to, put_away) VALUES (${quoted(user)}, ${quoted(thread)}, 0, ${Number(is)})
     ON CONFLICT DO UPDATE SET put_away = ${Number(is)}`;

/** What was written at this place in a thread comes further. */
export const delivery = (thread: string, position: number, state: string): string =>
  `UPDATE messages SET state = '${state}' WHERE thread_id = ${quoted(thread)} AND position = ${position}`;

/** The service waits for an answer; until then, if there is a last moment. */
export const wantAnswer = (thread: string, until: Date | null): string =>
  `INSERT INTO answers_wanted VALUES (${quoted(thread)}, ${until ? quoted(until.toISOString()) : "NULL"})
     ON CONFLICT DO UPDATE SET answer_by = excluded.answer_by`;

/** Nothing waits for anybody and nothing is put away, whatever the seed says: once, before the page is opened. */
export const nothingWaits = `DELETE FROM answers_wanted; DELETE FROM drafts; UPDATE reads SET put_away = 0;
   UPDATE messages SET state = 'receivedByJournal' WHERE state IN ('failed', 'rejectedByJournal')`;

/** A draft of an answer. */
export const replyDraft = (user: string, person: string, thread: string, words: string): string =>
  draft(user, person, quoted(thread), "Mottakeren", "", words);

/** A draft of a new message. */
export const newDraft = (user: string, person: string, recipient: string, subject: string, words: string): string =>
  draft(user, person, "NULL", recipient, subject, words);

function draft(
  user: string,
  person: string,
  thread: string,
  recipient: string,
  subject: string,
  words: string,
): string {
  const id = `d-ny-${(made += 1)}`;
  const [topic, address] =
    thread === "NULL"
      ? ["'general'", `(SELECT id FROM recipients WHERE person_id = ${quoted(person)} ORDER BY position LIMIT 1)`]
      : ["NULL", "NULL"];
  return `INSERT INTO drafts (id, user_id, person_id, thread_id, recipient_id, recipient_name, topic, subject, text,
      send_key, version, updated_at)
    VALUES ('${id}', ${quoted(user)}, ${quoted(person)}, ${thread}, ${address}, ${quoted(recipient)}, ${topic},
      ${quoted(subject)}, ${quoted(words)}, 'nokkel-${id}', 1, ${NOW})`;
}

/** More changes at once than are told one by one, in one thread. */
export const tooMuch = (thread: string): string =>
  `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 600)
   INSERT INTO changes (kind, person_id, thread_id, category)
     SELECT 'threadChanged', person_id, id, category FROM n, threads WHERE id = ${quoted(thread)}`;

/** A thread of a person, as the API tells it. */
export async function summary(citizen: Citizen, person: string, id: string): Promise<ThreadSummary> {
  const found = (await citizen.threads(person)).find((thread) => thread.id === id);
  if (!found) throw new Error(`${id} is not in the list`);
  return found;
}

/** How much is unread in a person's inbox, by the API. */
export async function unreadOf(citizen: Citizen, person: string): Promise<number> {
  const found = (await citizen.session()).persons.find(({ id }) => id === person);
  if (!found) throw new Error(`${person} is not in the session`);
  return found.unread;
}
