use super::*;
use crate::api::wire::archive;

fn example() -> Value {
    let copy = |message: &str, file: Value| {
        json!({
            "id": "c-01", "messageId": message, "attachmentId": file,
            "savedAt": "2026-11-22T12:09:00Z", "href": "https://tjenester.helsenorge.no/dokumenter"
        })
    };
    json!({
        "terms": {
            "version": "2026-1", "href": "https://www.helsenorge.no/bruksvilkar/",
            "acceptedAt": "2026-11-22T12:09:00Z"
        },
        "copies": [copy("m-01", json!(null)), copy("m-02", json!("a-01"))]
    })
}

fn read(json: &Value) -> Option<crate::domain::archive::Archive> {
    archive(Fields(json))
}

#[test]
fn the_archive_says_its_terms_and_which_whole_messages_it_holds() {
    let archive = read(&example()).expect("an archive");
    assert_eq!((archive.terms.as_str(), archive.is_accepted), ("2026-1", true));
    assert_eq!(archive.terms_link, "https://www.helsenorge.no/bruksvilkar/");
    let [copy] = archive.copies.as_slice() else { panic!("a file alone is no message") };
    assert_eq!(copy.message, "m-01");
    assert_eq!(copy.link.as_deref(), Some("https://tjenester.helsenorge.no/dokumenter"));
}

#[test]
fn terms_are_accepted_only_when_it_is_said_when() {
    for value in not_understood() {
        let archive = read(&with(&example(), "/terms/acceptedAt", value)).expect("an archive");
        assert!(!archive.is_accepted);
    }
}

#[test]
fn terms_that_cannot_be_named_or_read_are_not_shown() {
    for place in ["/terms", "/terms/version", "/terms/href"] {
        assert_eq!(read(&without(&example(), place)), None, "{place}");
    }
    let hostile = with(&example(), "/terms/href", json!("javascript:alert(1)"));
    assert_eq!(read(&hostile), None);
}

#[test]
fn a_copy_that_cannot_be_read_is_left_out_and_one_without_a_way_there_stays() {
    for place in ["/copies/0/messageId", "/copies/0/savedAt"] {
        assert!(read(&without(&example(), place)).expect("an archive").copies.is_empty());
    }
    for value in not_understood().into_iter().filter(|value| !value.is_null()) {
        let archive = read(&with(&example(), "/copies/0/attachmentId", value));
        assert!(archive.expect("an archive").copies.is_empty());
    }
    let hostile = with(&example(), "/copies/0/href", json!("http://example.no"));
    let archive = read(&hostile).expect("an archive");
    assert_eq!(archive.copies.first().map(|copy| copy.link.clone()), Some(None));
}
