-- One file is one world. Instants are RFC 3339 text in UTC with milliseconds, so that text order is time order.
CREATE TABLE users (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  language TEXT NOT NULL,
  security_level INTEGER NOT NULL,
  confidential_address INTEGER NOT NULL,
  contact_info_confirmed_at TEXT NOT NULL,
  contact_info_blocks_writing INTEGER NOT NULL,
  default_person TEXT NOT NULL
) STRICT;

CREATE TABLE persons (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  age_band TEXT NOT NULL,
  consent_level TEXT NOT NULL,
  archive_consent INTEGER NOT NULL,
  archive_terms_accepted INTEGER NOT NULL,
  services TEXT NOT NULL,
  archive_terms_accepted_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
) STRICT;

CREATE TABLE representations (
  user_id TEXT NOT NULL REFERENCES users(id),
  person_id TEXT NOT NULL REFERENCES persons(id),
  position INTEGER NOT NULL,
  relation TEXT NOT NULL,
  power_of_attorney TEXT,
  PRIMARY KEY (user_id, person_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE recipients (
  person_id TEXT NOT NULL REFERENCES persons(id),
  id TEXT NOT NULL,
  position INTEGER NOT NULL,
  data TEXT NOT NULL,
  PRIMARY KEY (person_id, id)
) STRICT, WITHOUT ROWID;

-- Columns from latest_at on repeat what the messages say, so that a list never reads the messages; derived.sql
-- keeps them.
CREATE TABLE threads (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES persons(id),
  category TEXT NOT NULL,
  region TEXT,
  sender_name TEXT NOT NULL,
  sender_role TEXT,
  subject TEXT NOT NULL,
  read_by TEXT,
  closed TEXT,
  appointments_link TEXT,
  answer_within TEXT,
  takes_files INTEGER NOT NULL DEFAULT 1,
  latest_at TEXT NOT NULL DEFAULT '',
  version INTEGER NOT NULL DEFAULT 0,
  message_count INTEGER NOT NULL DEFAULT 0,
  has_attachment INTEGER NOT NULL DEFAULT 0,
  last_from TEXT NOT NULL DEFAULT '',
  preview TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX threads_newest_first ON threads (person_id, latest_at DESC, id DESC);
CREATE INDEX threads_of_sender ON threads (person_id, sender_name, latest_at DESC, id DESC);

-- Threads where the service waits for an answer, until answer_by where there is a last moment.
CREATE TABLE answers_wanted (
  thread_id TEXT PRIMARY KEY REFERENCES threads(id),
  answer_by TEXT
) STRICT, WITHOUT ROWID;

-- What an appointment letter is about, and whether it takes answers here: never, or closed by the hospital. The key
-- is that of the next answer.
CREATE TABLE appointments (
  thread_id TEXT PRIMARY KEY REFERENCES threads(id),
  place TEXT NOT NULL,
  starts_at TEXT NOT NULL,
  ends_at TEXT,
  who TEXT,
  bring TEXT NOT NULL DEFAULT '[]',
  phone TEXT,
  letter_state TEXT NOT NULL DEFAULT 'new',
  replaced_by TEXT REFERENCES threads(id),
  fee_amount INTEGER,
  fee_note TEXT,
  takes_answers INTEGER NOT NULL DEFAULT 1,
  answers_closed INTEGER NOT NULL DEFAULT 0,
  answer_key TEXT NOT NULL UNIQUE DEFAULT ('ak-' || lower(hex(randomblob(16))))
) STRICT, WITHOUT ROWID;

-- Answers to them, in the order of their rows. answer_key is the idempotency key that each has used up.
CREATE TABLE appointment_answers (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE DEFAULT ('aa-' || lower(hex(randomblob(8)))),
  thread_id TEXT NOT NULL REFERENCES appointments(thread_id),
  answer_key TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  wishes TEXT,
  text TEXT NOT NULL,
  accepted_fee INTEGER,
  answered_at TEXT NOT NULL,
  state TEXT NOT NULL,
  user_id TEXT NOT NULL REFERENCES users(id),
  on_behalf_of TEXT
) STRICT;
CREATE INDEX answers_of_letter ON appointment_answers (thread_id);
CREATE INDEX answers_on_their_way ON appointment_answers (answered_at) WHERE state = 'sent';

-- send_key is the idempotency key: the same draft cannot become two messages. handed_over_at is when this server
-- last handed it to the journal.
CREATE TABLE messages (
  id TEXT PRIMARY KEY,
  thread_id TEXT NOT NULL REFERENCES threads(id),
  position INTEGER NOT NULL,
  from_kind TEXT NOT NULL,
  from_name TEXT NOT NULL,
  from_role TEXT,
  author TEXT,
  on_behalf_of TEXT,
  sent_at TEXT NOT NULL,
  state TEXT,
  rejection TEXT,
  lang TEXT,
  body TEXT NOT NULL,
  send_key TEXT UNIQUE,
  handed_over_at TEXT,
  UNIQUE (thread_id, position)
) STRICT;
CREATE INDEX messages_that_did_not_arrive ON messages (thread_id, position)
  WHERE state IN ('rejectedByJournal', 'failed');
CREATE INDEX messages_on_their_way ON messages (handed_over_at) WHERE state = 'sent';

-- Per reader: messages up to this position are read, and whether the thread is out of the list. A change is
-- counted in version.
CREATE TABLE reads (
  user_id TEXT NOT NULL REFERENCES users(id),
  thread_id TEXT NOT NULL REFERENCES threads(id),
  up_to INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  put_away INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (user_id, thread_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX readers_of_thread ON reads (thread_id, user_id, up_to, put_away);

CREATE TABLE attachments (
  id TEXT PRIMARY KEY,
  message_id TEXT NOT NULL REFERENCES messages(id),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size INTEGER NOT NULL,
  state TEXT NOT NULL,
  bytes BLOB NOT NULL
) STRICT;
CREATE INDEX attachments_of_message ON attachments (message_id, position);

-- A draft belongs to one user and one person for life, and names its recipient even when that one is gone.
CREATE TABLE drafts (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users(id),
  person_id TEXT NOT NULL REFERENCES persons(id),
  thread_id TEXT REFERENCES threads(id),
  recipient_id TEXT,
  recipient_name TEXT NOT NULL CHECK (recipient_name <> ''),
  topic TEXT,
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  send_key TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  updated_at TEXT NOT NULL,
  sent INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX one_open_reply_per_reader
  ON drafts (user_id, person_id, thread_id) WHERE sent = 0 AND thread_id IS NOT NULL;
CREATE INDEX open_drafts ON drafts (user_id, person_id, updated_at) WHERE sent = 0;

-- Their files. One without bytes was taken off: its id stays used up, so that an upload that comes late is refused.
CREATE TABLE draft_attachments (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  draft_id TEXT NOT NULL REFERENCES drafts(id),
  name TEXT,
  media_type TEXT,
  bytes BLOB
) STRICT;
CREATE INDEX attachments_of_draft ON draft_attachments (draft_id, number);

-- What a file that was sent along was called on its draft: so it is again when the message is taken back.
CREATE TABLE sent_files (
  attachment_id TEXT PRIMARY KEY,
  draft_file TEXT NOT NULL
) STRICT;

CREATE TABLE sends (
  id TEXT PRIMARY KEY,
  send_key TEXT NOT NULL UNIQUE,
  draft_id TEXT NOT NULL UNIQUE REFERENCES drafts(id),
  user_id TEXT NOT NULL REFERENCES users(id),
  person_id TEXT NOT NULL REFERENCES persons(id),
  thread_id TEXT NOT NULL REFERENCES threads(id),
  message_id TEXT NOT NULL UNIQUE REFERENCES messages(id),
  sent_at TEXT NOT NULL,
  held_until TEXT,
  -- The answer that it gave to a thread that waited for one: by when, empty when there was no last moment.
  answered TEXT
) STRICT;
CREATE INDEX sends_that_are_held ON sends (held_until) WHERE held_until IS NOT NULL;

-- Sends that were undone. Their keys are used up: the draft has a new one.
CREATE TABLE undone_sends (
  id TEXT PRIMARY KEY,
  send_key TEXT NOT NULL UNIQUE,
  draft_id TEXT NOT NULL,
  user_id TEXT NOT NULL REFERENCES users(id),
  person_id TEXT NOT NULL REFERENCES persons(id)
) STRICT, WITHOUT ROWID;

-- What is saved in the personal health archive: a message as it read, or nothing of it but a file.
CREATE TABLE archive_copies (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  user_id TEXT NOT NULL REFERENCES users(id),
  thread_id TEXT NOT NULL REFERENCES threads(id),
  message_id TEXT NOT NULL REFERENCES messages(id),
  attachment_id TEXT REFERENCES attachments(id),
  saved_at TEXT NOT NULL,
  body TEXT
) STRICT;
CREATE UNIQUE INDEX one_copy_of_each ON archive_copies (message_id, COALESCE(attachment_id, ''));
CREATE INDEX copies_of_thread ON archive_copies (thread_id);

CREATE TABLE archive_files (
  copy_id TEXT NOT NULL REFERENCES archive_copies(id),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (copy_id, position)
) STRICT, WITHOUT ROWID;

-- Log of use: who used which service for whom and when, never what stood there.
CREATE TABLE event_log (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users(id),
  person_id TEXT,
  kind TEXT NOT NULL,
  thread_id TEXT,
  at TEXT NOT NULL
) STRICT;

-- What citizens think of the service, without who they are.
CREATE TABLE feedback (
  id INTEGER PRIMARY KEY,
  found INTEGER NOT NULL,
  page TEXT NOT NULL,
  text TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;

-- The rest follows from the above by triggers.

-- How many threads there are, and how many of them a reader has read, has put away, or is done with: read or put
-- away. No list counts its rows.
CREATE TABLE thread_counts (
  person_id TEXT NOT NULL,
  category TEXT NOT NULL,
  sender_name TEXT NOT NULL,
  has_attachment INTEGER NOT NULL,
  total INTEGER NOT NULL,
  PRIMARY KEY (person_id, category, sender_name, has_attachment)
) STRICT, WITHOUT ROWID;

CREATE TABLE reader_counts (
  user_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  category TEXT NOT NULL,
  sender_name TEXT NOT NULL,
  has_attachment INTEGER NOT NULL,
  read INTEGER NOT NULL,
  put_away INTEGER NOT NULL,
  done INTEGER NOT NULL,
  PRIMARY KEY (user_id, person_id, category, sender_name, has_attachment)
) STRICT, WITHOUT ROWID;

-- What changed, for the streams of events: about one reader (user_id), or about all who may see it.
CREATE TABLE changes (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  person_id TEXT NOT NULL,
  thread_id TEXT,
  category TEXT,
  user_id TEXT
) STRICT;

-- The words of subject and sender, of each message and of each file's name; see derived.sql for the row ids.
CREATE VIRTUAL TABLE search USING fts5 (
  words, content = '', columnsize = 0, tokenize = "unicode61 remove_diacritics 2"
);
