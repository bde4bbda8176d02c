use super::*;
use crate::domain::error::Problem;

fn content(text: &str) -> Content {
    Content { subject: "Emne".into(), text: text.into() }
}

fn draft(version: &str, text: &str) -> Draft {
    Draft {
        id: "d-1".into(),
        version: version.into(),
        send_key: "k-1".into(),
        thread_id: None,
        about: None,
        recipient_name: "Legen".into(),
        closed: None,
        content: content(text),
        files: Vec::new(),
    }
}

fn refused(status: u16) -> ApiError {
    ApiError::Refused(Problem { status, ..Problem::default() })
}

fn now() -> DateTime<Utc> {
    DateTime::default()
}

/// Begun with «a», to which «b» is written.
fn written() -> DraftWork {
    let mut work = DraftWork::new(draft("1", "a"));
    assert!(work.write(content("ab")));
    work
}

fn saving() -> DraftWork {
    let mut work = written();
    work.save_now();
    assert_eq!(work.next_step(), Some(Step::Save(draft("1", "a"), content("ab"))));
    work
}

fn saved() -> DraftWork {
    let mut work = saving();
    work.answered(Ok(Outcome::Draft(draft("2", "ab"))), now());
    work
}

fn sending() -> DraftWork {
    let mut work = saved();
    work.send_now();
    assert_eq!(work.next_step(), Some(Step::Send(draft("2", "ab"))));
    work
}

#[test]
fn one_call_is_under_way_at_a_time_and_what_is_typed_meanwhile_follows() {
    let mut work = saving();
    assert!(work.is_busy() && work.is_unsaved() && *work.save() == SaveState::Saving);
    work.write(content("abc"));
    work.save_now();
    assert_eq!(work.next_step(), None);
    work.answered(Ok(Outcome::Draft(draft("2", "ab"))), now());
    assert_eq!(work.next_step(), Some(Step::Save(draft("2", "ab"), content("abc"))));
    work.answered(Ok(Outcome::Draft(draft("3", "abc"))), now());
    assert_eq!((work.next_step(), work.save()), (None, &SaveState::Saved(now())));
    assert!(!work.is_unsaved() && !work.is_busy());
}

#[test]
fn nothing_new_is_not_saved() {
    let mut work = DraftWork::new(draft("1", "a"));
    assert!(!work.write(content("a")));
    work.save_now();
    assert_eq!((work.next_step(), work.save()), (None, &SaveState::Untouched));
}

#[test]
fn a_send_saves_first_and_locks_the_text() {
    let mut work = written();
    work.send_now();
    assert!(matches!(work.next_step(), Some(Step::Save(..))) && work.is_locked());
    assert!(!work.write(content("for sent")));
    work.answered(Ok(Outcome::Draft(draft("2", "ab"))), now());
    work.send_now();
    assert_eq!(work.next_step(), Some(Step::Send(draft("2", "ab"))));
    work.answered(Ok(Outcome::Sent("t-1".into())), now());
    work.send_now();
    assert_eq!((work.next_step(), work.send()), (None, &SendState::Sent("t-1".into())));
    assert!(work.send().is_sent() && !work.send().is_open() && work.is_locked());
}

#[test]
fn what_is_missing_is_not_sent() {
    let mut work = DraftWork::new(draft("1", " "));
    work.send_now();
    assert_eq!((work.next_step(), work.send()), (None, &SendState::Writing));
}

#[test]
fn a_save_without_an_answer_is_gone_over_and_anybody_elses_is_not() {
    for (found, expected) in [
        ("ab", SaveState::Saved(now())),
        ("a", SaveState::Saving),
        ("x", SaveState::ChangedElsewhere(draft("2", "x"))),
    ] {
        let mut work = saving();
        work.answered(Err(refused(412)), now());
        assert!(matches!(work.next_step(), Some(Step::Look(..))));
        work.answered(Ok(Outcome::Draft(draft("2", found))), now());
        work.next_step();
        assert_eq!(*work.save(), expected, "{found}");
    }
    let mut work = saving();
    work.answered(Err(ApiError::Timeout), now());
    work.write(content("abc"));
    work.save_again();
    work.next_step();
    work.answered(Err(refused(412)), now());
    work.next_step();
    work.answered(Ok(Outcome::Draft(draft("2", "ab"))), now());
    assert_eq!(work.next_step(), Some(Step::Save(draft("2", "ab"), content("abc"))));
}

#[test]
fn a_version_that_never_rests_is_an_error() {
    let mut work = saving();
    let mut looks = 0;
    loop {
        work.answered(Err(refused(412)), now());
        let Some(step) = work.next_step() else { break };
        looks += u8::from(matches!(step, Step::Look(..)));
        work.answered(Ok(Outcome::Draft(draft("2", "a"))), now());
        work.next_step();
    }
    assert_eq!((looks, work.save()), (MOST_LOOKS, &SaveState::Failed(refused(412))));
}

#[test]
fn a_text_changed_elsewhere_waits_for_a_choice() {
    let theirs = || {
        let mut work = saving();
        work.answered(Err(refused(412)), now());
        work.next_step();
        work.answered(Ok(Outcome::Draft(draft("2", "x"))), now());
        assert!(!work.write(content("abc")) && work.is_changed_elsewhere());
        work.save_now();
        work.send_now();
        assert_eq!((work.next_step(), work.send()), (None, &SendState::Writing));
        work
    };
    let mut work = theirs();
    work.keep_mine();
    assert_eq!(work.next_step(), Some(Step::Save(draft("2", "x"), content("abc"))));
    let mut work = theirs();
    work.take_theirs();
    assert_eq!(work.next_step(), None);
    assert_eq!(*work.content(), content("x"));
    assert_eq!((work.save(), work.is_unsaved()), (&SaveState::Untouched, false));
}

#[test]
fn a_failed_save_is_tried_again_when_the_service_lets_it() {
    let mut work = saving();
    work.answered(Err(ApiError::Network), now());
    assert_eq!((work.again(), work.again()), (Some(RETRY), None));
    work.save_now();
    assert!(matches!(work.next_step(), Some(Step::Save(..))));

    let mut work = saving();
    let busy = Problem { status: 429, retry_after: Some(30), ..Problem::default() };
    work.answered(Err(ApiError::Refused(busy)), now());
    assert!(work.waits() && work.again() == Some(Duration::from_secs(30)));
    work.save_now();
    assert_eq!(work.next_step(), None);
    work.save_again();
    assert!(matches!(work.next_step(), Some(Step::Save(..))));

    let mut work = saving();
    work.answered(Err(refused(403)), now());
    assert_eq!((work.again(), work.save()), (None, &SaveState::Failed(refused(403))));
}

#[test]
fn of_what_may_have_been_sent_nobody_says_that_it_was_not() {
    let mut work = sending();
    work.answered(Err(ApiError::Timeout), now());
    assert!(*work.send() == SendState::Uncertain && work.send().is_open() && work.is_locked());
    work.send_now();
    assert_eq!(work.next_step(), Some(Step::Send(draft("2", "ab"))));
    work.answered(Err(refused(403)), now());
    assert_eq!(*work.send(), SendState::Uncertain);

    let mut work = sending();
    work.answered(Err(refused(403)), now());
    assert_eq!(*work.send(), SendState::NotSent(refused(403)));
    assert!(!work.is_locked());

    let mut work = written();
    work.send_now();
    work.next_step();
    work.answered(Err(ApiError::Timeout), now());
    assert_eq!(*work.send(), SendState::NotSent(ApiError::Timeout), "only the save was tried");
}

#[test]
fn a_draft_that_only_moved_on_is_sent_and_one_that_changed_is_asked_about() {
    let mut work = sending();
    work.answered(Err(refused(412)), now());
    assert!(matches!(work.next_step(), Some(Step::Look(..))));
    work.answered(Ok(Outcome::Draft(draft("3", "ab"))), now());
    assert_eq!(work.next_step(), Some(Step::Send(draft("3", "ab"))));
    work.answered(Err(refused(412)), now());
    work.next_step();
    work.answered(Ok(Outcome::Draft(draft("4", "x"))), now());
    assert!(work.is_changed_elsewhere() && *work.send() == SendState::Writing);
    assert_eq!(work.next_step(), None);
}

#[test]
fn what_was_sent_before_is_told_and_what_came_after_it_is_not_safe() {
    let mut work = sending();
    work.answered(Err(refused(409)), now());
    assert!(*work.send() == SendState::SentBefore && !work.is_unsaved());
    let mut work = saving();
    work.answered(Err(refused(409)), now());
    assert!(*work.send() == SendState::SentBefore && work.is_unsaved());
    assert_eq!(*work.save(), SaveState::Failed(refused(409)));
}

#[test]
fn nothing_goes_out_while_nothing_may_be_written() {
    let mut work = written();
    work.send_now();
    work.close(true);
    assert_eq!((work.next_step(), work.send()), (None, &SendState::Writing));
    work.save_now();
    work.close(false);
    assert_eq!(work.next_step(), None);
    work.save_now();
    assert!(matches!(work.next_step(), Some(Step::Save(..))));
}

#[test]
fn what_is_interrupted_goes_on_where_it_was() {
    let mut work = sending();
    work.interrupt();
    assert_eq!((work.is_busy(), work.send()), (false, &SendState::Uncertain));
    let mut work = saving();
    work.interrupt();
    assert_eq!(*work.save(), SaveState::Unsaved);
    work.write(content("abc"));
    work.save_now();
    work.next_step();
    work.answered(Err(refused(412)), now());
    work.next_step();
    // The save that was interrupted had landed.
    work.answered(Ok(Outcome::Draft(draft("2", "ab"))), now());
    assert!(matches!(work.next_step(), Some(Step::Save(..))));
}

#[test]
fn what_goes_out_when_its_page_is_left_is_no_change_of_somebody_else() {
    let mut work = saving();
    work.write(content("abc"));
    work.interrupt();
    work.write(content("abcd"));
    work.save_now();
    for landed in ["ab", "abc"] {
        assert!(matches!(work.next_step(), Some(Step::Save(..))), "{landed}");
        work.answered(Err(refused(412)), now());
        assert!(matches!(work.next_step(), Some(Step::Look(..))), "{landed}");
        work.answered(Ok(Outcome::Draft(draft(landed, landed))), now());
    }
    assert_eq!(work.next_step(), Some(Step::Save(draft("abc", "abc"), content("abcd"))));
}

#[test]
fn an_answer_to_another_question_is_no_answer() {
    let mut work = saving();
    work.answered(Ok(Outcome::Sent("t-1".into())), now());
    assert_eq!(*work.save(), SaveState::Failed(ApiError::Malformed));
    assert_eq!(*work.send(), SendState::Writing);
}

#[test]
fn only_so_many_tries_are_remembered() {
    let mut work = DraftWork::new(draft("1", "a"));
    for try_ in 0..=MOST_TRIES {
        work.write(content(&format!("a{try_}")));
        work.save_again();
        work.next_step();
        work.answered(Err(ApiError::Network), now());
    }
    assert_eq!(work.tried.len(), MOST_TRIES);
    assert_eq!(work.tried.first(), Some(&content("a1")));
}

#[test]
fn what_is_refused_for_good_is_not_saved_again_until_it_changes() {
    let refused_save = || {
        let mut work = saving();
        work.answered(Err(refused(422)), now());
        work.save_again();
        assert_eq!(work.next_step(), None);
        work
    };
    let mut work = refused_save();
    work.write(content("abc"));
    work.save_now();
    assert!(matches!(work.next_step(), Some(Step::Save(..))));
    // Who sends asks for it.
    let mut work = refused_save();
    work.send_now();
    assert!(matches!(work.next_step(), Some(Step::Save(..))));
    // What may be written has changed.
    let mut work = refused_save();
    work.close(true);
    work.close(false);
    work.save_now();
    assert!(matches!(work.next_step(), Some(Step::Save(..))));
    // A session that has ended refuses nothing.
    let mut work = saving();
    work.answered(Err(refused(401)), now());
    work.save_again();
    assert!(matches!(work.next_step(), Some(Step::Save(..))));
}

#[test]
fn a_service_that_fails_on_and_on_is_asked_less_and_less() {
    let mut work = saving();
    let mut pauses = Vec::new();
    for _ in 0..6 {
        work.answered(Err(refused(500)), now());
        pauses.push(work.again().map_or(0, |pause| pause.as_secs()));
        work.save_again();
        work.next_step();
    }
    assert_eq!(pauses, [5, 10, 20, 40, 80, 80]);
    work.answered(Ok(Outcome::Draft(draft("2", "ab"))), now());
    work.write(content("abc"));
    work.save_now();
    work.next_step();
    work.answered(Err(refused(500)), now());
    assert_eq!(work.again(), Some(RETRY));
}

#[test]
fn a_draft_that_another_tab_sends_while_it_is_looked_for_is_told_as_sent() {
    for is_sending in [false, true] {
        let mut work = written();
        if is_sending {
            work.send_now()
        } else {
            work.save_now()
        }
        work.next_step();
        work.answered(Err(refused(412)), now());
        assert!(matches!(work.next_step(), Some(Step::Look(..))));
        work.answered(Err(refused(404)), now());
        assert!(matches!(work.next_step(), Some(Step::Save(..))));
        work.answered(Err(refused(409)), now());
        assert_eq!(*work.send(), SendState::SentBefore);
        assert_eq!(work.next_step(), None);
    }
}

#[test]
fn a_text_that_was_too_long_a_moment_ago_does_not_stop_what_is_sent_now() {
    let mut work = saving();
    work.write(content("a"));
    work.send_now();
    work.answered(Err(refused(422)), now());
    assert_eq!(work.next_step(), Some(Step::Send(draft("1", "a"))));
    let mut work = saving();
    work.write(content("ac"));
    work.save_now();
    work.answered(Err(refused(413)), now());
    assert_eq!(work.next_step(), Some(Step::Save(draft("1", "a"), content("ac"))));
}

#[test]
fn a_send_in_conflict_with_the_draft_tells_the_files_and_the_refusal_and_goes_by_the_key_there_is()
{
    let mut work = sending();
    let conflict = Problem { status: 409, code: "conflict".into(), ..Problem::default() };
    let conflict = ApiError::Refused(conflict);
    work.answered(Err(conflict.clone()), now());
    let current = Draft { send_key: "k-2".into(), ..draft("2", "ab") };
    assert!(matches!(work.next_step(), Some(Step::Look(..))));
    work.answered(Ok(Outcome::Draft(current.clone())), now());
    assert_eq!(work.conflicting(), Some((Vec::new(), conflict.clone())));
    assert_eq!((work.conflicting(), work.send()), (None, &SendState::Writing));
    work.not_sent(conflict.clone());
    assert_eq!(*work.send(), SendState::NotSent(conflict));
    work.send_now();
    assert_eq!(work.next_step(), Some(Step::Send(current)));
}
