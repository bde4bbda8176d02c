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

-- Rows of the search index: a thread's subject and sender, a message, a file's name. The thread is row >> 24.
CREATE VIEW search_rows (row, thread_id, message_id, text) AS
SELECT rowid << 24, id, NULL, subject || ' ' || sender_name FROM threads
UNION ALL
SELECT (t.rowid << 24) | (m.position << 8), t.id, m.id, m.text
FROM message_texts m JOIN threads t ON t.id = m.thread_id
UNION ALL
SELECT (t.rowid << 24) | (m.position << 8) | ((a.position + 1) & 255), t.id, m.id, a.name
FROM attachments a JOIN messages m ON m.id = a.message_id JOIN threads t ON t.id = m.thread_id;

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
  INSERT INTO thread_counts VALUES (new.person_id, new.category, 1)
    ON CONFLICT DO UPDATE SET total = total + 1;
END;

CREATE TRIGGER thread_is_named_otherwise AFTER UPDATE OF subject, sender_name ON threads BEGIN
  INSERT INTO into_search VALUES ('delete', new.rowid << 24, old.subject || ' ' || old.sender_name);
  INSERT INTO into_search VALUES (NULL, new.rowid << 24, new.subject || ' ' || new.sender_name);
END;

CREATE TRIGGER thread_is_of_another_kind AFTER UPDATE OF category ON threads WHEN new.category <> old.category
BEGIN
  UPDATE thread_counts SET total = total - 1 WHERE person_id = old.person_id AND category = old.category;
  INSERT INTO thread_counts VALUES (new.person_id, new.category, 1)
    ON CONFLICT DO UPDATE SET total = total + 1;
  UPDATE reader_counts SET put_away = reader_counts.put_away - r.put_away, done = reader_counts.done - r.is_done
    FROM (SELECT user_id, put_away, up_to >= old.message_count OR put_away AS is_done
          FROM reads WHERE thread_id = old.id) r
    WHERE reader_counts.user_id = r.user_id AND person_id = old.person_id AND category = old.category;
  INSERT INTO reader_counts
    SELECT user_id, new.person_id, new.category, put_away, up_to >= new.message_count OR put_away
    FROM reads WHERE thread_id = new.id
    ON CONFLICT DO UPDATE SET put_away = put_away + excluded.put_away, done = done + excluded.done;
END;

-- More messages, and some readers have not read them all any more.
CREATE TRIGGER thread_grows AFTER UPDATE OF message_count ON threads WHEN new.message_count <> old.message_count
BEGIN
  UPDATE reader_counts SET done = reader_counts.done + r.change
    FROM (SELECT user_id, (up_to >= new.message_count) - (up_to >= old.message_count) AS change
          FROM reads WHERE thread_id = new.id AND NOT put_away) r
    WHERE reader_counts.user_id = r.user_id AND person_id = new.person_id AND category = new.category;
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

CREATE TRIGGER answer_is_wanted AFTER INSERT ON answers_wanted BEGIN
  UPDATE threads SET version = version + 1 WHERE id = new.thread_id;
END;
CREATE TRIGGER answer_is_wanted_otherwise AFTER UPDATE ON answers_wanted BEGIN
  UPDATE threads SET version = version + 1 WHERE id = new.thread_id;
END;
CREATE TRIGGER answer_is_wanted_no_more AFTER DELETE ON answers_wanted BEGIN
  UPDATE threads SET version = version + 1 WHERE id = old.thread_id;
END;

CREATE TRIGGER reader_begins AFTER INSERT ON reads BEGIN
  INSERT INTO reader_counts
    SELECT new.user_id, person_id, category, new.put_away, new.up_to >= message_count OR new.put_away
    FROM threads WHERE id = new.thread_id
    ON CONFLICT DO UPDATE SET put_away = put_away + excluded.put_away, done = done + excluded.done;
END;

CREATE TRIGGER reader_goes_on AFTER UPDATE OF up_to, put_away ON reads
WHEN new.up_to <> old.up_to OR new.put_away <> old.put_away BEGIN
  UPDATE reads SET version = old.version + 1
    WHERE user_id = new.user_id AND thread_id = new.thread_id AND version = old.version;
  UPDATE reader_counts SET put_away = reader_counts.put_away + t.put_away, done = reader_counts.done + t.done
    FROM (SELECT person_id, category, new.put_away - old.put_away AS put_away,
            (new.up_to >= message_count OR new.put_away) - (old.up_to >= message_count OR old.put_away) AS done
          FROM threads WHERE id = new.thread_id) t
    WHERE reader_counts.user_id = new.user_id AND reader_counts.person_id = t.person_id
      AND reader_counts.category = t.category;
END;

CREATE TRIGGER reader_forgets AFTER DELETE ON reads BEGIN
  UPDATE reader_counts SET put_away = reader_counts.put_away - t.put_away, done = reader_counts.done - t.done
    FROM (SELECT person_id, category, old.put_away, old.up_to >= message_count OR old.put_away AS done
          FROM threads WHERE id = old.thread_id) t
    WHERE reader_counts.user_id = old.user_id AND reader_counts.person_id = t.person_id
      AND reader_counts.category = t.category;
END;
