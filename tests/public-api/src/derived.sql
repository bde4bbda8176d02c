-- Keeps what follows from threads, messages and reads. Whoever inserts a message, this server or a test that has
-- the file open, does no more than that. No trigger needs a function of this server.

-- What a message says, as plain text on one line: texts inside one run of inlines stand together, everything else
-- is set apart.
CREATE VIEW message_texts (id, thread_id, position, text) AS
SELECT id, thread_id, position,
  trim(replace(replace(replace(
    replace(replace(replace(replace(words, char(10), ' '), char(13), ' '), char(9), ' '), char(160), ' '),
    ' ', ' ' || char(1)), char(1) || ' ', ''), char(1), ''))
FROM (
  SELECT m.id, m.thread_id, m.position, COALESCE((
    SELECT group_concat(piece, '') FROM (
      SELECT iif(place = lag(place) OVER (ORDER BY atom), '', ' ') || value AS piece
      FROM (SELECT id AS atom, value, rtrim(path, '0123456789]') AS place FROM json_tree(m.body)
            WHERE type = 'text' AND key IN ('text', 'caption'))
      ORDER BY atom)), '') AS words
  FROM messages m);

-- Rows of the search index: a thread's subject and sender (rowid << 24), a message (| position << 8), the name of a
-- file of it (| its position + 1).

-- The one way into the index (command NULL) and out of it ('delete'). A text is found as it is written, and with
-- ae, o and a for æ, ø and å. The tokenizer takes å for an accented a: it stands as a letter that nothing uses.
CREATE VIEW into_search (command, row, text) AS SELECT NULL, NULL, NULL WHERE 0;
CREATE TRIGGER into_search INSTEAD OF INSERT ON into_search BEGIN
  INSERT INTO search (search, rowid, words) SELECT new.command, new.row,
    iif(plain = new.text AND ascii = new.text, new.text, plain || ' ' || ascii)
  FROM (SELECT
    replace(replace(replace(replace(new.text, 'å', 'ɐ'), 'Å', 'ɐ'), 'å', 'ɐ'), 'Å', 'ɐ') AS plain,
    replace(replace(replace(replace(new.text, 'æ', 'ae'), 'Æ', 'ae'), 'ø', 'o'), 'Ø', 'o') AS ascii);
END;

CREATE TRIGGER thread_starts AFTER INSERT ON threads BEGIN
  INSERT INTO into_search VALUES (NULL, new.rowid << 24, new.subject || ' ' || new.sender_name);
  INSERT INTO thread_counts VALUES (new.person_id, new.category, new.sender_name, new.has_attachment, 1)
    ON CONFLICT DO UPDATE SET total = total + 1;
END;

CREATE TRIGGER thread_is_named_otherwise AFTER UPDATE OF subject, sender_name ON threads BEGIN
  INSERT INTO into_search VALUES ('delete', new.rowid << 24, old.subject || ' ' || old.sender_name);
  INSERT INTO into_search VALUES (NULL, new.rowid << 24, new.subject || ' ' || new.sender_name);
END;

-- What a reader's row says of its thread: read, put away, done. The counts follow every change of either.
CREATE VIEW readings (user_id, thread_id, person_id, category, sender_name, has_attachment, read, put_away, done) AS
SELECT r.user_id, t.id, t.person_id, t.category, t.sender_name, t.has_attachment,
  r.up_to >= t.message_count, r.put_away, r.up_to >= t.message_count OR r.put_away
FROM reads r JOIN threads t ON t.id = r.thread_id;

-- The one way to count a reading (times 1) or to count it no more (times -1).
CREATE VIEW into_counts (user_id, thread_id, times) AS SELECT NULL, NULL, NULL WHERE 0;
CREATE TRIGGER into_counts INSTEAD OF INSERT ON into_counts BEGIN
  INSERT INTO reader_counts
    SELECT user_id, person_id, category, sender_name, has_attachment,
      read * new.times, put_away * new.times, done * new.times
    FROM readings WHERE user_id = new.user_id AND thread_id = new.thread_id
    ON CONFLICT DO UPDATE SET
      read = read + excluded.read, put_away = put_away + excluded.put_away, done = done + excluded.done;
END;

CREATE TRIGGER thread_will_count_otherwise
BEFORE UPDATE OF category, sender_name, has_attachment, message_count ON threads
WHEN (new.category, new.sender_name, new.has_attachment, new.message_count)
  <> (old.category, old.sender_name, old.has_attachment, old.message_count) BEGIN
  INSERT INTO into_counts SELECT user_id, thread_id, -1 FROM reads WHERE thread_id = old.id;
  UPDATE thread_counts SET total = total - 1
    WHERE person_id = old.person_id AND category = old.category AND sender_name = old.sender_name
      AND has_attachment = old.has_attachment;
END;
CREATE TRIGGER thread_counts_otherwise
AFTER UPDATE OF category, sender_name, has_attachment, message_count ON threads
WHEN (new.category, new.sender_name, new.has_attachment, new.message_count)
  <> (old.category, old.sender_name, old.has_attachment, old.message_count) BEGIN
  INSERT INTO into_counts SELECT user_id, thread_id, 1 FROM reads WHERE thread_id = new.id;
  INSERT INTO thread_counts VALUES (new.person_id, new.category, new.sender_name, new.has_attachment, 1)
    ON CONFLICT DO UPDATE SET total = total + 1;
END;

-- The newest message is what the list shows; one of the service takes the thread back, one of the citizen answers.
CREATE TRIGGER message_comes AFTER INSERT ON messages BEGIN
  UPDATE threads SET
    message_count = max(message_count, new.position),
    latest_at = max(latest_at, new.sent_at),
    last_from = iif(new.sent_at >= latest_at, new.from_kind, last_from),
    preview = iif(new.sent_at >= latest_at,
      (SELECT substr(text, 1, 140) FROM message_texts WHERE id = new.id), preview),
    version = version + 1
  WHERE id = new.thread_id;
  INSERT INTO into_search SELECT NULL, (t.rowid << 24) | (m.position << 8), m.text
    FROM message_texts m JOIN threads t ON t.id = m.thread_id WHERE m.id = new.id;
  UPDATE reads SET put_away = 0 WHERE thread_id = new.thread_id AND put_away AND new.from_kind = 'service';
  DELETE FROM answers_wanted WHERE thread_id = new.thread_id AND new.from_kind = 'citizen';
END;

-- One that is taken back leaves nothing behind, least of all that somebody has read what comes in its place.
CREATE TRIGGER message_will_go BEFORE DELETE ON messages BEGIN
  INSERT INTO into_search SELECT 'delete', (t.rowid << 24) | (m.position << 8), m.text
    FROM message_texts m JOIN threads t ON t.id = m.thread_id WHERE m.id = old.id;
END;
CREATE TRIGGER message_goes AFTER DELETE ON messages BEGIN
  UPDATE threads SET
    message_count = COALESCE((SELECT max(position) FROM messages WHERE thread_id = old.thread_id), 0),
    latest_at = COALESCE((SELECT max(sent_at) FROM messages WHERE thread_id = old.thread_id), latest_at),
    (last_from, preview) = (
      SELECT m.from_kind, substr(x.text, 1, 140) FROM messages m JOIN message_texts x ON x.id = m.id
      WHERE m.thread_id = old.thread_id ORDER BY m.sent_at DESC, m.position DESC LIMIT 1),
    version = version + 1
  WHERE id = old.thread_id AND EXISTS (SELECT 1 FROM messages WHERE thread_id = old.thread_id);
  UPDATE reads SET up_to = (SELECT message_count FROM threads WHERE id = old.thread_id)
    WHERE thread_id = old.thread_id AND up_to >= old.position
      AND up_to > (SELECT message_count FROM threads WHERE id = old.thread_id);
END;

CREATE TRIGGER thread_goes BEFORE DELETE ON threads BEGIN
  INSERT INTO into_search VALUES ('delete', old.rowid << 24, old.subject || ' ' || old.sender_name);
  DELETE FROM reads WHERE thread_id = old.id;
  UPDATE thread_counts SET total = total - 1
    WHERE person_id = old.person_id AND category = old.category AND sender_name = old.sender_name
      AND has_attachment = old.has_attachment;
END;

CREATE TRIGGER message_goes_on AFTER UPDATE OF state ON messages WHEN new.state IS NOT old.state BEGIN
  UPDATE threads SET version = version + 1 WHERE id = new.thread_id;
END;

CREATE TRIGGER message_is_worded_otherwise BEFORE UPDATE OF body ON messages BEGIN
  INSERT INTO into_search SELECT 'delete', (t.rowid << 24) | (m.position << 8), m.text
    FROM message_texts m JOIN threads t ON t.id = m.thread_id WHERE m.id = old.id;
END;
CREATE TRIGGER message_was_worded_otherwise AFTER UPDATE OF body ON messages BEGIN
  INSERT INTO into_search SELECT NULL, (t.rowid << 24) | (m.position << 8), m.text
    FROM message_texts m JOIN threads t ON t.id = m.thread_id WHERE m.id = new.id;
  UPDATE threads SET version = version + 1, preview = iif(new.sent_at >= latest_at,
    (SELECT substr(text, 1, 140) FROM message_texts WHERE id = new.id), preview)
  WHERE id = new.thread_id;
END;

CREATE TRIGGER file_comes AFTER INSERT ON attachments BEGIN
  UPDATE threads SET has_attachment = 1 WHERE id = (SELECT thread_id FROM messages WHERE id = new.message_id);
  INSERT INTO into_search SELECT NULL, (t.rowid << 24) | (m.position << 8) | ((new.position + 1) & 255), new.name
    FROM messages m JOIN threads t ON t.id = m.thread_id WHERE m.id = new.message_id;
END;
CREATE TRIGGER file_goes AFTER DELETE ON attachments BEGIN
  INSERT INTO into_search SELECT 'delete', (t.rowid << 24) | (m.position << 8) | ((old.position + 1) & 255), old.name
    FROM messages m JOIN threads t ON t.id = m.thread_id WHERE m.id = old.message_id;
  UPDATE threads SET has_attachment = EXISTS (
      SELECT 1 FROM attachments a JOIN messages m ON m.id = a.message_id WHERE m.thread_id = threads.id)
    WHERE id = (SELECT thread_id FROM messages WHERE id = old.message_id);
END;

CREATE TRIGGER answer_is_wanted AFTER INSERT ON answers_wanted BEGIN
  UPDATE threads SET version = version + 1 WHERE id = new.thread_id;
END;
CREATE TRIGGER answer_is_wanted_otherwise AFTER UPDATE ON answers_wanted BEGIN
  UPDATE threads SET version = version + 1 WHERE id = new.thread_id;
END;
CREATE TRIGGER answer_is_wanted_no_more AFTER DELETE ON answers_wanted BEGIN
  UPDATE threads SET version = version + 1 WHERE id = old.thread_id;
END;

CREATE TRIGGER letter_is_answered AFTER INSERT ON appointment_answers BEGIN
  UPDATE threads SET version = version + 1 WHERE id = new.thread_id;
  DELETE FROM answers_wanted WHERE thread_id = new.thread_id AND new.kind IN ('otherTime', 'cancel');
END;
CREATE TRIGGER letters_answer_goes_on AFTER UPDATE OF state ON appointment_answers WHEN new.state <> old.state BEGIN
  UPDATE threads SET version = version + 1 WHERE id = new.thread_id;
END;

CREATE TRIGGER reader_begins AFTER INSERT ON reads BEGIN
  INSERT INTO into_counts VALUES (new.user_id, new.thread_id, 1);
END;

CREATE TRIGGER reader_will_go_on BEFORE UPDATE OF up_to, put_away ON reads BEGIN
  INSERT INTO into_counts VALUES (old.user_id, old.thread_id, -1);
END;
CREATE TRIGGER reader_goes_on AFTER UPDATE OF up_to, put_away ON reads BEGIN
  INSERT INTO into_counts VALUES (new.user_id, new.thread_id, 1);
  UPDATE reads SET version = old.version + 1
    WHERE user_id = new.user_id AND thread_id = new.thread_id AND version = old.version
      AND (new.up_to, new.put_away) <> (old.up_to, old.put_away);
END;

CREATE TRIGGER reader_forgets BEFORE DELETE ON reads BEGIN
  INSERT INTO into_counts VALUES (old.user_id, old.thread_id, -1);
END;
