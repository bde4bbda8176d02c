-- Tells the streams of events what changed, whoever changed it. Not there while a world is being seeded.
CREATE TRIGGER message_came AFTER INSERT ON messages BEGIN
  INSERT INTO changes (kind, person_id, thread_id, category)
    SELECT iif(new.from_kind = 'service', 'messageReceived', 'threadChanged'), person_id, id, category
    FROM threads WHERE id = new.thread_id;
END;

CREATE TRIGGER message_went AFTER DELETE ON messages BEGIN
  INSERT INTO changes (kind, person_id, thread_id, category)
    SELECT 'threadChanged', person_id, id, category FROM threads WHERE id = old.thread_id;
END;

CREATE TRIGGER message_went_on AFTER UPDATE OF state ON messages WHEN new.state IS NOT old.state BEGIN
  INSERT INTO changes (kind, person_id, thread_id, category)
    SELECT 'deliveryChanged', person_id, id, category FROM threads WHERE id = new.thread_id;
END;

CREATE TRIGGER message_reads_otherwise AFTER UPDATE OF body ON messages BEGIN
  INSERT INTO changes (kind, person_id, thread_id, category)
    SELECT 'threadChanged', person_id, id, category FROM threads WHERE id = new.thread_id;
END;

CREATE TRIGGER thread_changed AFTER UPDATE OF category, region, sender_name, sender_role, subject, read_by, closed,
  appointments_link ON threads BEGIN
  UPDATE threads SET version = version + 1 WHERE id = new.id;
  INSERT INTO changes (kind, person_id, thread_id, category)
    VALUES ('threadChanged', new.person_id, new.id, new.category);
END;

CREATE TRIGGER answer_wanted AFTER INSERT ON answers_wanted BEGIN
  INSERT INTO changes (kind, person_id, thread_id, category)
    SELECT 'threadChanged', person_id, id, category FROM threads WHERE id = new.thread_id;
END;
CREATE TRIGGER answer_wanted_otherwise AFTER UPDATE ON answers_wanted BEGIN
  INSERT INTO changes (kind, person_id, thread_id, category)
    SELECT 'threadChanged', person_id, id, category FROM threads WHERE id = new.thread_id;
END;
CREATE TRIGGER answer_wanted_no_more AFTER DELETE ON answers_wanted BEGIN
  INSERT INTO changes (kind, person_id, thread_id, category)
    SELECT 'threadChanged', person_id, id, category FROM threads WHERE id = old.thread_id;
END;

CREATE TRIGGER letter_got_appointment AFTER INSERT ON appointments BEGIN
  UPDATE threads SET version = version + 1 WHERE id = new.thread_id;
  INSERT INTO changes (kind, person_id, thread_id, category)
    SELECT 'threadChanged', person_id, id, category FROM threads WHERE id = new.thread_id;
END;
-- Another key alone is no change: the answer that used the old one is.
CREATE TRIGGER appointment_changed AFTER UPDATE OF place, starts_at, ends_at, who, bring, phone, letter_state,
  replaced_by, fee_amount, fee_note, takes_answers, answers_closed ON appointments BEGIN
  UPDATE threads SET version = version + 1 WHERE id = new.thread_id;
  INSERT INTO changes (kind, person_id, thread_id, category)
    SELECT 'threadChanged', person_id, id, category FROM threads WHERE id = new.thread_id;
END;

CREATE TRIGGER letter_answered AFTER INSERT ON appointment_answers BEGIN
  INSERT INTO changes (kind, person_id, thread_id, category)
    SELECT 'threadChanged', person_id, id, category FROM threads WHERE id = new.thread_id;
END;
CREATE TRIGGER letters_answer_went_on AFTER UPDATE OF state ON appointment_answers WHEN new.state <> old.state BEGIN
  INSERT INTO changes (kind, person_id, thread_id, category)
    SELECT 'deliveryChanged', person_id, id, category FROM threads WHERE id = new.thread_id;
END;

CREATE TRIGGER reader_began AFTER INSERT ON reads WHEN new.up_to <> 0 OR new.put_away BEGIN
  INSERT INTO changes (kind, person_id, thread_id, category, user_id)
    SELECT iif(new.put_away, 'threadChanged', 'readStateChanged'), person_id, id, category, new.user_id
    FROM threads WHERE id = new.thread_id;
END;
CREATE TRIGGER reader_went_on AFTER UPDATE OF up_to ON reads WHEN new.up_to <> old.up_to BEGIN
  INSERT INTO changes (kind, person_id, thread_id, category, user_id)
    SELECT 'readStateChanged', person_id, id, category, new.user_id FROM threads WHERE id = new.thread_id;
END;
CREATE TRIGGER thread_put_away AFTER UPDATE OF put_away ON reads WHEN new.put_away <> old.put_away BEGIN
  INSERT INTO changes (kind, person_id, thread_id, category, user_id)
    SELECT 'threadChanged', person_id, id, category, new.user_id FROM threads WHERE id = new.thread_id;
END;

CREATE TRIGGER draft_began AFTER INSERT ON drafts BEGIN
  INSERT INTO changes (kind, person_id, thread_id, category, user_id)
    VALUES ('draftChanged', new.person_id, new.thread_id,
            (SELECT category FROM threads WHERE id = new.thread_id), new.user_id);
END;
CREATE TRIGGER draft_changed AFTER UPDATE OF subject, text, sent ON drafts BEGIN
  INSERT INTO changes (kind, person_id, thread_id, category, user_id)
    VALUES ('draftChanged', new.person_id, new.thread_id,
            (SELECT category FROM threads WHERE id = new.thread_id), new.user_id);
END;
CREATE TRIGGER draft_dropped AFTER DELETE ON drafts BEGIN
  INSERT INTO changes (kind, person_id, thread_id, category, user_id)
    VALUES ('draftChanged', old.person_id, old.thread_id,
            (SELECT category FROM threads WHERE id = old.thread_id), old.user_id);
END;
