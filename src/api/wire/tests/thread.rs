use super::*;
use crate::api::wire::thread;
use crate::domain::category::Category;
use crate::domain::file::{AttachmentState, FileKind};
use crate::domain::message::{DeliveryState, Rejection, Retry, Side};
use crate::domain::rich_text::{Block, Body, Inline, Link};
use crate::domain::thread::{Action, Region, Thread};

/// The contract's example: a dialogue with the GP.
fn example() -> Value {
    let text = |text: &str| json!({ "type": "text", "text": text });
    json!({
        "id": "t-kari-01", "category": "gp", "region": null,
        "sender": { "name": "Solsiden legesenter", "role": "Fastlege" },
        "subject": "Svar på blodprøve", "preview": "Hei Kari. Prøvene dine var fine.",
        "latestAt": "2026-11-19T08:15:00Z", "unread": true, "messageCount": 2,
        "hasAttachment": true, "hasDraft": false, "lastFrom": "service", "deliveryState": null,
        "version": 3,
        "grants": ["read", "reply", "attach", "markRead", "markUnread", "print", "download"],
        "messages": [
            {
                "id": "m-01", "from": { "kind": "citizen", "name": "Kari Nordmann", "role": null },
                "onBehalfOf": null, "sentAt": "2026-11-18T19:40:00Z", "read": true,
                "state": "receivedByJournal", "lang": null,
                "body": { "kind": "text", "text": "Er svaret på blodprøven kommet?" },
                "attachments": []
            },
            {
                "id": "m-02",
                "from": { "kind": "service", "name": "Ingunn Lyngstad", "role": "Fastlege" },
                "onBehalfOf": null, "sentAt": "2026-11-19T08:15:00Z", "read": false,
                "state": null, "lang": "nb",
                "body": { "kind": "blocks", "blocks": [
                    { "type": "paragraph", "inlines": [
                        text("Prøvene dine var "), { "type": "strong", "text": "fine" }
                    ] },
                    { "type": "table", "caption": "Svarene",
                      "header": [[text("Prøve")], [text("Svar")]],
                      "rows": [[[text("Hemoglobin")], [text("13.6 g/dL")]]] },
                    { "type": "paragraph", "inlines": [{
                        "type": "link", "href": "https://www.helsenorge.no/blodprove/",
                        "text": "blodprøver"
                    }] }
                ] },
                "attachments": [{
                    "id": "a-01", "name": "Prøvesvar.pdf", "mediaType": "application/pdf",
                    "size": 48213, "state": "available"
                }]
            }
        ],
        "earlierCursor": null,
        "readBy": "Meldinger til legekontoret leses av helsesekretærene og fastlegen.",
        "replyClosed": null
    })
}

fn read(json: &Value) -> Thread {
    thread(Fields(json)).expect("a thread")
}

fn blocks(thread: &Thread) -> &[Option<Block>] {
    match thread.messages[1].as_ref().map(|message| &message.body) {
        Some(Body::Blocks(blocks)) => blocks,
        other => panic!("{other:?}"),
    }
}

fn text(text: &str) -> Inline {
    Inline::Text(text.into())
}

#[test]
fn a_thread_says_all_that_the_contract_says() {
    let thread = read(&example());
    assert_eq!(thread.summary.category, Some(Category::Gp));
    assert_eq!(thread.summary.sender, "Solsiden legesenter");
    assert_eq!((thread.summary.unread, thread.summary.has_attachment), (true, true));
    assert_eq!((thread.summary.message_count, thread.summary.version), (2, 3));
    assert_eq!(thread.summary.grants.len(), 7);
    assert!(thread.read_by.as_ref().is_some_and(|who| who.contains("helsesekretærene")));
    let [Some(question), Some(answer)] = thread.messages.as_slice() else { panic!("both") };
    assert_eq!(question.author.side, Side::Citizen);
    assert_eq!(question.delivery, Some(DeliveryState::ReceivedByJournal));
    assert_eq!(question.body, Body::Text("Er svaret på blodprøven kommet?".into()));
    assert_eq!(answer.lang.as_deref(), Some("nb"));
    assert_eq!(answer.attachments[0].state, AttachmentState::Available);
    assert_eq!(answer.attachments[0].kind, FileKind::Pdf);
    let link = Link::parse("https://www.helsenorge.no/blodprove/", "blodprøver").expect("a link");
    assert_eq!(
        blocks(&thread),
        [
            Some(Block::Paragraph(vec![text("Prøvene dine var "), Inline::Strong("fine".into())])),
            Some(Block::Table {
                caption: Some("Svarene".into()),
                header: vec![vec![text("Prøve")], vec![text("Svar")]],
                rows: vec![vec![vec![text("Hemoglobin")], vec![text("13.6 g/dL")]]],
            }),
            Some(Block::Paragraph(vec![Inline::Link(link)])),
        ]
    );
}

#[test]
fn a_message_that_cannot_be_read_keeps_its_place_among_the_others() {
    for broken in ["/messages/0/id", "/messages/0/from", "/messages/0/sentAt", "/messages/0/body"] {
        for json in [without(&example(), broken), with(&example(), broken, json!([7]))] {
            let thread = read(&json);
            assert_eq!(thread.messages[0], None, "{broken}");
            assert_eq!(thread.messages[1], read(&example()).messages[1], "{broken}");
        }
    }
}

#[test]
fn a_block_that_cannot_be_read_keeps_its_place_among_the_others() {
    let place = "/messages/1/body/blocks/1";
    for broken in [json!({ "type": "video", "src": "x" }), json!({}), json!("text"), json!(null)] {
        let thread = read(&with(&example(), place, broken));
        assert_eq!(blocks(&thread)[1], None);
        assert_eq!(blocks(&thread)[0], blocks(&read(&example()))[0]);
        assert_eq!(blocks(&thread)[2], blocks(&read(&example()))[2]);
    }
    for value in not_understood() {
        let thread = read(&with(&example(), "/messages/1/body/kind", value));
        assert_eq!(blocks(&thread), [None]);
    }
}

#[test]
fn a_block_of_an_unknown_kind_shows_its_text() {
    let said =
        |block| match &blocks(&read(&with(&example(), "/messages/1/body/blocks/1", block)))[1] {
            Some(Block::Paragraph(runs)) => runs.iter().map(Inline::text).collect::<String>(),
            other => panic!("{other:?}"),
        };
    let run = |text: &str| json!({ "type": "strong", "text": text });
    assert_eq!(said(json!({ "type": "quote", "text": "Ta med blodprøver" })), "Ta med blodprøver");
    assert_eq!(said(json!({ "type": "box", "inlines": [run("Ring "), run("113")] })), "Ring 113");
    let steps = json!({ "type": "steps", "items": [[run("Spis "), run("lite")], [run("Drikk")]] });
    assert_eq!(said(steps), "Spis lite Drikk");
    let grid = json!({ "type": "grid", "header": [[run("Prøve")], "Svar"],
        "rows": [[[run("Hb")], [run("13")]], { "text": "fin" }] });
    assert_eq!(said(grid), "Prøve Svar Hb 13 fin");
    // Known kinds that lack what they need, too.
    assert_eq!(said(json!({ "type": "paragraph", "text": "Hei" })), "Hei");
    for silent in
        [json!({ "type": "box", "text": " " }), json!({ "type": "list-of", "items": [[], 7] })]
    {
        let thread = read(&with(&example(), "/messages/1/body/blocks/1", silent));
        assert_eq!(blocks(&thread)[1], None);
    }
}

#[test]
fn what_a_link_must_not_lead_to_is_shown_as_text() {
    let place = "/messages/1/body/blocks/2/inlines/0/href";
    for hostile in ["javascript:alert(1)", "http://example.no", "https://a.no@example.com", ""] {
        let thread = read(&with(&example(), place, json!(hostile)));
        let expected = Some(Block::Paragraph(vec![text("blodprøver")]));
        assert_eq!(blocks(&thread)[2], expected, "{hostile}");
    }
    let marked = with(&example(), "/messages/1/body/blocks/0/inlines/1/type", json!("blink"));
    let expected = Some(Block::Paragraph(vec![text("Prøvene dine var "), text("fine")]));
    assert_eq!(blocks(&read(&marked))[0], expected);
}

#[test]
fn an_unknown_value_is_neutral_and_what_stands_beside_it_is_shown() {
    for value in not_understood() {
        let with_value = |place| read(&with(&example(), place, value.clone()));
        assert_eq!(with_value("/category").summary.category, None);
        let region = (!value.is_null()).then_some(Region::Unknown);
        assert_eq!(with_value("/region").summary.region, region);
        assert!(!with_value("/lastFrom").summary.citizen_wrote_last);
        assert_eq!(with_value("/deliveryState").summary.delivery, None);
        assert!(!with_value("/unread").summary.unread);
        assert!(!with_value("/grants/1").summary.grants.contains(&Action::Reply));
        assert!(with_value("/grants/1").summary.grants.contains(&Action::Read));
        let message = |place, index: usize| {
            with_value(place).messages[index].clone().expect("the message is still shown")
        };
        assert_eq!(message("/messages/0/from/kind", 0).author.side, Side::Unknown);
        assert_eq!(message("/messages/0/state", 0).delivery, None);
        assert!(!message("/messages/0/read", 0).is_read);
        assert_eq!(message("/messages/1/lang", 1).lang, None);
        let file = &message("/messages/1/attachments/0/state", 1).attachments[0];
        assert_eq!(file.state, AttachmentState::Unknown);
    }
}

#[test]
fn what_did_not_arrive_says_why_or_how_to_try_again() {
    let question = |name: &str, value: Value| {
        let mut json = example();
        json["messages"][0][name] = value;
        read(&json).messages[0].clone().expect("the message is still shown")
    };
    for (word, why) in [
        ("notPatientThere", Rejection::NotPatientThere),
        ("recipientClosed", Rejection::RecipientClosed),
        ("unreadable", Rejection::Unreadable),
        ("other", Rejection::Other),
        ("new", Rejection::Other),
    ] {
        assert_eq!(question("rejection", json!(word)).rejection, Some(why));
    }
    let retry = json!({ "draftId": "d-1", "sendKey": "k-1" });
    let known = Retry { draft: "d-1".into(), send_key: "k-1".into() };
    assert_eq!(question("retry", retry.clone()).retry, Some(known));
    for broken in [without(&retry, "/draftId"), with(&retry, "/sendKey", json!(7)), json!("k-1")] {
        assert_eq!(question("retry", broken).retry, None);
    }
    assert_eq!(question("lang", json!(null)).rejection, None);
}

#[test]
fn a_file_cannot_pose_as_another_kind() {
    let name = json!("prøvesvar\u{202e}fdp.exe");
    let thread = read(&with(&example(), "/messages/1/attachments/0/name", name));
    let file = &thread.messages[1].as_ref().expect("a message").attachments[0];
    assert_eq!(file.name, "prøvesvar\u{fffd}fdp.exe");
}
