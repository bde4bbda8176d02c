// Threads and recipients of every kind whose every word can be told again, wherever it turns up.

import type { Citizen } from "./citizen.ts";
import { quoted } from "./database.ts";
import type { PersonClaims } from "./wire.ts";

/** In every text of what the claims hide, and nowhere else. */
export const HIDDEN = "skjultmerke";
/** In every text of what the claims show: without it in the page, its counterpart's absence says nothing. */
export const SHOWN = "synligmerke";

/** Who has a thread or recipient of each kind to copy. */
const MODEL = "p-kari";

export type Marked = {
  id: string;
  person: string;
  category: string;
  region: string | null;
  marker: string;
  isShown: boolean;
};
type Row = Pick<Marked, "id" | "person" | "marker"> & { model: string; position: number };

/** Gives each person a thread of every category and region, and a recipient of every kind, all of them new. */
export function addMarked(
  citizen: Citizen,
  persons: PersonClaims[],
  shows: (person: PersonClaims, category: string) => boolean,
): { threads: Marked[]; recipients: Marked[] } {
  const models = {
    threads: citizen.rows(
      `SELECT category, region, min(id) AS model FROM threads WHERE person_id = '${MODEL}' GROUP BY category, region`,
    ),
    recipients: citizen.rows(
      `SELECT json_extract(data, '$.kind') AS category, NULL AS region, min(id) AS model
       FROM recipients WHERE person_id = '${MODEL}' GROUP BY category`,
    ),
  };
  const mark = (what: keyof typeof models): (Marked & Row)[] =>
    persons.flatMap((person, at) =>
      models[what].map(({ category, region, model }, position) => {
        const isShown = shows(person, String(category));
        return {
          id: `${what[0]}-merket-${at}-${position}`,
          person: person.id,
          category: String(category),
          region: region === null ? null : String(region),
          // The last letter keeps one mark from being the start of another.
          marker: `${isShown ? SHOWN : HIDDEN}${what[0]}${at}x${position}z`,
          isShown,
          model: String(model),
          position,
        };
      }),
    );
  const marked = { threads: mark("threads"), recipients: mark("recipients") };
  citizen.change(`${listed("marked_threads", marked.threads)}; ${listed("marked_recipients", marked.recipients)};
    INSERT INTO threads (id, person_id, category, region, sender_name, sender_role, subject, read_by, latest_at,
        version, message_count, has_attachment, last_from, preview)
      SELECT m.id, m.person, t.category, t.region, m.marker || ' avsender', t.sender_role,
        m.marker || ' emne', 'Leses av ' || m.marker,
        strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-' || (m.position + 1) || ' seconds'), 0, t.message_count, 1,
        t.last_from, m.marker || ' utdrag'
      FROM marked_threads m JOIN threads t ON t.id = m.model;
    INSERT INTO messages (id, thread_id, position, from_kind, from_name, from_role, author, sent_at, state, lang,
        body)
      SELECT m.id || '-m' || o.position, m.id, o.position, o.from_kind, m.marker || ' fra',
        o.from_role, o.author, o.sent_at, o.state, o.lang,
        CASE json_extract(o.body, '$.kind')
          WHEN 'text' THEN json_set(o.body, '$.text', m.marker || ' tekst')
          ELSE json_insert(o.body, '$.blocks[#]', json_object('type', 'paragraph', 'inlines',
            json_array(json_object('type', 'text', 'text', m.marker || ' tekst'))))
        END
      FROM marked_threads m JOIN messages o ON o.thread_id = m.model;
    INSERT INTO attachments SELECT m.id || '-a', m.id || '-m1', 0, m.marker || '.pdf', 'application/pdf', 1,
        'available', x'25'
      FROM marked_threads m;
    INSERT INTO recipients SELECT m.person, m.id, 100 + m.position,
        json_set(r.data, '$.id', m.id, '$.name', m.marker || ' mottaker', '$.readBy', m.marker || ' lesere')
      FROM marked_recipients m JOIN recipients r ON r.person_id = '${MODEL}' AND r.id = m.model`);
  return marked;
}

/** A table of its own in the statement that fills the others. */
function listed(name: string, rows: Row[]): string {
  const values = rows.map(({ id, person, marker, model, position }) =>
    [...[id, person, marker, model].map(quoted), position].join(", "),
  );
  return `CREATE TEMP TABLE ${name} (id, person, marker, model, position); INSERT INTO ${name} VALUES (${values.join("), (")})`;
}
