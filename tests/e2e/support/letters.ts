// Letters that a test writes itself, so that it knows every word of them.

import type { Citizen } from "./citizen.ts";
import { quoted } from "./database.ts";

export type Letter = {
  id: string;
  person?: string;
  category?: string;
  sender?: string;
  subject?: string;
  /** One text per message, the oldest first. */
  texts?: string[];
  file?: string;
  daysAgo?: number;
  /** Has Kari read it? */
  isRead?: boolean;
};

/** Puts letters into inboxes, as the services would. */
export function addLetters(citizen: Citizen, ...letters: Letter[]): void {
  citizen.change(letters.map(written).join(";\n"));
}

function written({
  id,
  person = "p-kari",
  category = "gp",
  sender = "Testveien legekontor",
  subject = "Et brev",
  texts = ["Hei."],
  file,
  daysAgo = 400,
  isRead = true,
}: Letter): string {
  const messages = texts.map((words, at) => {
    const sent = `strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-${daysAgo} days', '-${texts.length - at} minutes')`;
    const body = JSON.stringify({ kind: "text", text: words });
    return `INSERT INTO messages (id, thread_id, position, from_kind, from_name, sent_at, body)
      VALUES (${quoted(`${id}-m${at + 1}`)}, ${quoted(id)}, ${at + 1}, 'service', ${quoted(sender)}, ${sent},
        ${quoted(body)})`;
  });
  const files = file
    ? [
        `INSERT INTO attachments VALUES (${quoted(`${id}-a`)}, ${quoted(`${id}-m1`)}, 0, ${quoted(file)},
          'application/pdf', 1, 'available', x'25')`,
      ]
    : [];
  const reads = isRead
    ? [`INSERT INTO reads (user_id, thread_id, up_to) VALUES ('kari', ${quoted(id)}, ${texts.length})`]
    : [];
  return [
    `INSERT INTO threads (id, person_id, category, sender_name, subject)
      VALUES (${[id, person, category, sender, subject].map(quoted).join()})`,
    ...messages,
    ...files,
    ...reads,
  ].join(";\n");
}

/** The ids of Kari's threads for which `condition` holds, in the order of the list, by the database. */
export function idsWhere(citizen: Citizen, condition: string, order = "t.latest_at DESC, t.id DESC"): string[] {
  const found = citizen.rows(
    `SELECT t.id FROM threads t LEFT JOIN reads r ON r.user_id = 'kari' AND r.thread_id = t.id
     WHERE t.person_id = 'p-kari' AND NOT COALESCE(r.put_away, 0) AND (${condition}) ORDER BY ${order}`,
  );
  return found.map(({ id }) => String(id));
}

export const UNREAD = "COALESCE(r.up_to, 0) < t.message_count";
export const HAS_DRAFT = "t.id IN (SELECT thread_id FROM drafts WHERE NOT sent AND thread_id IS NOT NULL)";
export const NEEDS_ANSWER = "t.id IN (SELECT thread_id FROM answers_wanted)";

/** An unsent answer of Kari's, as it lies on the server. */
export const draftIn = (thread: string): string =>
  `INSERT INTO drafts VALUES ('d-${thread}', 'kari', 'p-kari', '${thread}', NULL, 'Mottaker', NULL, '', 'Halvt svar',
     'k-${thread}', 1, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 0)`;

/** The service waits for an answer. */
export const answerWanted = (thread: string): string => `INSERT INTO answers_wanted VALUES ('${thread}', NULL)`;
