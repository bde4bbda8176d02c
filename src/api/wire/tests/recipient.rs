use super::*;
use crate::api::wire::recipient;
use crate::domain::recipient::{Closed, Recipient, ServiceLinkKind, TopicKind};

/// The contract's example of a GP.
fn example() -> Value {
    json!({
        "id": "r-gp", "kind": "gp", "name": "Ingunn Lyngstad", "role": "Fastlege",
        "place": "Solsiden legesenter", "available": true, "reason": null,
        "readBy": "Meldinger til legekontoret leses av helsesekretærene og fastlegen.",
        "topics": [
            { "topic": "contactSurgery", "answerWithin": { "workingDays": 0, "sameDay": true },
              "price": null },
            { "topic": "eConsultation", "answerWithin": { "workingDays": 5, "sameDay": false },
              "price": { "amount": 17900, "note": "Egenandelen er den samme." } }
        ],
        "links": [
            { "kind": "renewPrescription", "href": "https://tjenester.helsenorge.no/resept" },
            { "kind": "bookAppointment", "href": "https://tjenester.helsenorge.no/time" }
        ]
    })
}

fn read(json: &Value) -> Recipient {
    recipient(Fields(json)).expect("a recipient")
}

#[test]
fn a_recipient_says_what_can_be_written_about_and_what_it_costs() {
    let gp = read(&example());
    assert_eq!(gp.closed, None);
    assert_eq!(gp.topics[0].kind, TopicKind::ContactSurgery);
    assert!(gp.topics[0].answer.same_day && gp.topics[0].price.is_none());
    assert_eq!(gp.topics[1].answer.working_days, 5);
    assert_eq!(gp.topics[1].price.as_ref().map(|price| price.amount), Some(17_900));
    assert_eq!(gp.links[0].kind, ServiceLinkKind::RenewPrescription);
}

#[test]
fn a_recipient_is_open_only_when_the_server_says_so_and_there_is_something_to_write_about() {
    for value in not_understood() {
        let unclear = read(&with(&example(), "/available", value.clone()));
        assert_eq!(unclear.closed, Some(Closed::Other));
        let one_topic_less = read(&with(&example(), "/topics/0/topic", value.clone()));
        assert_eq!(one_topic_less.topics.len(), 1);
        assert_eq!(one_topic_less.closed, None);
        assert!(read(&with(&example(), "/topics", value)).closed.is_some());
    }
    let closed = with(&example(), "/available", json!(false));
    let reason = |word: &str| read(&with(&closed, "/reason", json!(word))).closed;
    assert_eq!(reason("noDigitalDialogue"), Some(Closed::NoDigitalDialogue));
    assert_eq!(reason("somethingNew"), Some(Closed::Other));
}

#[test]
fn a_closing_time_is_one_of_a_day_when_there_is_one_and_a_year_is_no_promise() {
    let answer = |until: Value, same_day: bool| {
        let said = json!({ "workingDays": 0, "sameDay": same_day, "sameDayUntil": until });
        read(&with(&example(), "/topics/0/answerWithin", said)).topics[0].answer.same_day_until
    };
    assert_eq!(answer(json!("14:30"), true), chrono::NaiveTime::from_hms_opt(14, 30, 0));
    assert_eq!(answer(json!("14:30"), false), None);
    for value in not_understood() {
        assert_eq!(answer(value, true), None);
    }
    for days in [json!(31), json!(4_000_000_000_u64), json!(-1), json!(1.5), json!("1")] {
        let unclear = read(&with(&example(), "/topics/0/answerWithin/workingDays", days));
        assert_eq!(unclear.topics.len(), 1);
    }
}

#[test]
fn a_service_elsewhere_is_reached_only_over_https() {
    for hostile in ["javascript:alert(1)", "http://example.no", "//example.no", "/x", ""] {
        let gp = read(&with(&example(), "/links/0/href", json!(hostile)));
        assert_eq!(gp.links.len(), 1, "{hostile}");
        assert_eq!(gp.links[0].kind, ServiceLinkKind::BookAppointment);
    }
}
