use std::cell::RefCell;
use std::rc::Rc;

use innboks::i18n::{Key, Language, Text, use_texts};
use innboks::ui::dom::View;
use innboks::ui::{Busy, ButtonKind, Field, button, failure, text_area, text_input};
use leptos::prelude::*;
use leptos::task::tick;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement};

use crate::stage::{Stage, catalogue, has_focus};

#[wasm_bindgen_test]
async fn a_second_press_while_the_first_is_under_way_does_nothing() {
    for kind in [ButtonKind::Primary, ButtonKind::Secondary, ButtonKind::Link] {
        let (presses, busy) = (RwSignal::new(0), RwSignal::new(false));
        let stage = Stage::draw(move || {
            let press = move || {
                presses.update(|presses| *presses += 1);
                busy.set(true);
            };
            button(kind, Text::Fixed("Send".into()), Busy::while_(move || busy.get()), press)
        });
        let send: HtmlElement = stage.find("button");
        send.focus().expect("the focus");
        send.click();
        send.click();
        tick().await;
        assert_eq!(presses.get_untracked(), 1);
        assert_eq!(send.get_attribute("aria-disabled").as_deref(), Some("true"));
        assert!(has_focus(&send), "a button that is busy keeps the focus");

        busy.set(false);
        tick().await;
        assert_eq!(send.get_attribute("aria-disabled"), None);
        send.click();
        assert_eq!(presses.get_untracked(), 2);
    }
}

struct Typed {
    error: RwSignal<Option<String>>,
    value: RwSignal<String>,
    typed: Rc<RefCell<Vec<String>>>,
    blurs: RwSignal<u32>,
    room: RwSignal<Option<String>>,
}

fn field(draw: fn(&Field) -> View) -> (Stage, Typed) {
    let (error, value, blurs) =
        (RwSignal::new(None), RwSignal::new(String::new()), RwSignal::new(0));
    let room = RwSignal::new(None);
    let typed = Rc::new(RefCell::new(Vec::new()));
    let field = Field {
        id: "subject",
        error_id: "subject-error",
        room_id: "subject-room",
        label: Text::Fixed("Emne".into()),
        error: Rc::new(move || error.get()),
        value: Rc::new(move || value.get()),
        input: Rc::new({
            let typed = Rc::clone(&typed);
            move |text| typed.borrow_mut().push(text)
        }),
        blur: Rc::new(move |_| blurs.update(|blurs| *blurs += 1)),
        locked: Rc::new(|| false),
        room: Rc::new(move || room.get()),
        is_required: true,
    };
    (Stage::draw(move || draw(&field)), Typed { error, value, typed, blurs, room })
}

#[wasm_bindgen_test]
async fn what_is_wrong_with_a_field_is_read_with_it() {
    for draw in [text_input, text_area] {
        let (stage, Typed { error, room, .. }) = field(draw);
        let control: HtmlElement = stage.find("#subject");
        assert_eq!(stage.find::<Element>("label").get_attribute("for").as_deref(), Some("subject"));
        // It would cut what is too long, and say nothing.
        assert_eq!(control.get_attribute("maxlength"), None);
        control.focus().expect("the focus");
        assert_eq!(control.get_attribute("aria-describedby"), None);
        assert_eq!(control.get_attribute("aria-invalid"), None);

        error.set(Some("Skriv et emne".into()));
        tick().await;
        let described_by = control.get_attribute("aria-describedby").expect("a description");
        let text = stage.find::<Element>(&format!("[id={described_by}]")).text_content();
        assert_eq!(text.as_deref(), Some("Skriv et emne"));
        assert_eq!(control.get_attribute("aria-invalid").as_deref(), Some("true"));
        assert!(has_focus(&control), "the field stays under the fingers");

        error.set(None);
        room.set(Some("3 tegn igjen".into()));
        tick().await;
        let described_by = control.get_attribute("aria-describedby").expect("the room");
        let text = stage.find::<Element>(&format!("[id={described_by}]")).text_content();
        assert_eq!(text.as_deref(), Some("3 tegn igjen"));
        room.set(None);
        tick().await;
        assert_eq!(control.get_attribute("aria-describedby"), None);
        assert_eq!(control.get_attribute("aria-invalid"), None);
        assert!(!stage.holds("#subject-error"));
    }
}

#[wasm_bindgen_test]
async fn every_letter_typed_is_taken_over_and_what_is_set_is_shown() {
    let (stage, Typed { value, typed, blurs, .. }) = field(text_input);
    let input: HtmlInputElement = stage.find("#subject");
    for text in ["S", "Sy"] {
        input.set_value(text);
        input.dispatch_event(&Event::new("input").expect("an event")).expect("heard");
    }
    assert_eq!(*typed.borrow(), ["S", "Sy"]);
    input.dispatch_event(&Event::new("blur").expect("an event")).expect("heard");
    assert_eq!(blurs.get_untracked(), 1);
    value.set("Sykemelding".into());
    tick().await;
    assert_eq!(input.value(), "Sykemelding");
}

#[wasm_bindgen_test]
async fn a_failure_is_read_aloud_and_can_be_tried_again_in_any_language() {
    let (tries, texts) = (RwSignal::new(0), StoredValue::new(None));
    let stage = Stage::draw(move || {
        texts.set_value(Some(use_texts()));
        let title = use_texts().text(Key::ThreadFailed);
        let retry = move || tries.update(|tries| *tries += 1);
        failure(title, Text::Fixed("Hvorfor".into()), Some("rq-1a2b".into()), retry)
    });
    assert!(stage.holds("[role=alert]") && stage.text().contains("rq-1a2b"));
    let norwegian = stage.text();
    let again: HtmlElement = stage.find("button");
    again.click();
    assert_eq!(tries.get_untracked(), 1);
    texts.get_value().expect("the texts").change(catalogue(Language::En));
    tick().await;
    assert!(again.is_connected() && stage.text() != norwegian);
    assert_eq!(again.text_content(), Some(catalogue(Language::En).text(Key::ErrorRetry)));
}
