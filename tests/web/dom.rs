use std::cell::{Cell, RefCell};
use std::rc::Rc;

use innboks::i18n::Text;
use innboks::ui::dom::{El, Item, View, each, el, follow, keyed, live};
use js_sys::Function;
use leptos::prelude::*;
use leptos::task::tick;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use crate::stage::{Stage, has_focus};

/// Counts what happens in closures.
#[derive(Clone, Default)]
struct Count(Rc<Cell<u32>>);

impl Count {
    fn up(&self) {
        self.0.set(self.0.get() + 1);
    }

    fn now(&self) -> u32 {
        self.0.get()
    }
}

#[wasm_bindgen_test]
async fn a_piece_that_is_replaced_leaves_nothing_behind() {
    let (shown, watched) = (RwSignal::new(1), RwSignal::new(0));
    let (presses, runs) = (Count::default(), Count::default());
    let (pressed, ran) = (presses.clone(), runs.clone());
    let stage = Stage::draw(move || {
        let piece = live(move || {
            let (pressed, ran) = (pressed.clone(), ran.clone());
            follow(move || {
                watched.track();
                ran.up();
            });
            el("button").on("click", move |_| pressed.up()).child(shown.get().to_string()).into()
        });
        el("div").child("før ").child(piece).child(" etter").into()
    });
    assert_eq!(stage.text(), "før 1 etter");
    let old: HtmlElement = stage.find("button");
    old.click();
    assert_eq!((presses.now(), runs.now()), (1, 1));

    shown.set(2);
    tick().await;
    assert_eq!(stage.text(), "før 2 etter");
    assert!(!old.is_connected());
    assert_eq!(runs.now(), 2);
    watched.set(1);
    tick().await;
    assert_eq!(runs.now(), 3, "only the new piece's effect runs");
    old.click();
    assert_eq!(presses.now(), 1, "the old piece's listener is gone");
    stage.find::<HtmlElement>("button").click();
    assert_eq!(presses.now(), 2);
}

#[wasm_bindgen_test]
async fn a_page_that_ends_listens_and_follows_no_more() {
    let watched = RwSignal::new(0);
    let (presses, runs) = (Count::default(), Count::default());
    let (pressed, ran) = (presses.clone(), runs.clone());
    let stage = Stage::draw(move || {
        follow(move || {
            watched.track();
            ran.up();
        });
        el("button").on("click", move |_| pressed.up()).into()
    });
    let button: HtmlElement = stage.find("button");
    drop(stage);
    watched.set(1);
    tick().await;
    button.click();
    assert_eq!((presses.now(), runs.now()), (0, 1));
}

type Keys = RwSignal<Vec<&'static str>>;

/// A list with a row for each key; notes the rows that have ended.
fn rows(keys: Keys, made: Count, ended: Rc<RefCell<Vec<&'static str>>>) -> Stage {
    Stage::draw(move || {
        each(el("ul"), move || {
            let row = |key: &'static str| -> Item {
                let (made, ended) = (made.clone(), ended.clone());
                let make = move || -> El {
                    made.up();
                    let ended = StoredValue::new_local(ended);
                    on_cleanup(move || ended.with_value(|ended| ended.borrow_mut().push(key)));
                    el("li").attr("tabindex", "-1").child(key)
                };
                (key.into(), Box::new(make))
            };
            keys.get().into_iter().map(row).collect()
        })
    })
}

#[wasm_bindgen_test]
async fn a_list_keeps_the_rows_that_stay_and_ends_those_that_go() {
    let keys: Keys = RwSignal::new(vec!["a", "b", "c"]);
    let (made, ended) = (Count::default(), Rc::default());
    let stage = rows(keys, made.clone(), Rc::clone(&ended));
    let before = stage.items();
    assert_eq!((stage.text().as_str(), made.now()), ("abc", 3));

    keys.set(vec!["c", "a", "d"]);
    tick().await;
    let after = stage.items();
    assert_eq!((stage.text().as_str(), made.now()), ("cad", 4));
    assert!(after[0] == before[2] && after[1] == before[0]);
    assert_eq!(*ended.borrow(), ["b"]);

    keys.set(vec![]);
    tick().await;
    assert_eq!(stage.text(), "");
    assert_eq!(ended.borrow().len(), 4);
}

#[wasm_bindgen_test]
async fn a_row_that_comes_in_above_leaves_the_focus_where_it_is() {
    let keys: Keys = RwSignal::new(vec!["a", "b"]);
    let stage = rows(keys, Count::default(), Rc::default());
    let focused = stage.find::<HtmlElement>("li:last-child");
    focused.focus().expect("the focus");
    keys.set(vec!["ny", "a", "b", "gammel"]);
    tick().await;
    assert_eq!(stage.text(), "nyabgammel");
    assert!(has_focus(&focused));
}

#[wasm_bindgen_test]
async fn a_row_that_disappears_leaves_the_focus_in_its_neighbour() {
    let keys: Keys = RwSignal::new(vec!["a", "b", "c"]);
    let stage = rows(keys, Count::default(), Rc::default());
    let focused = stage.find::<HtmlElement>("li:last-child");
    focused.focus().expect("the focus");
    keys.set(vec!["b", "c"]);
    tick().await;
    assert_eq!(stage.text(), "bc");
    assert!(has_focus(&focused));
}

#[wasm_bindgen_test]
async fn of_two_rows_with_the_same_key_none_is_left_behind() {
    let keys: Keys = RwSignal::new(vec!["a", "a", "b"]);
    let stage = rows(keys, Count::default(), Rc::default());
    keys.set(vec!["b"]);
    tick().await;
    assert_eq!(stage.text(), "b");
}

#[wasm_bindgen_test]
async fn what_was_written_for_one_never_stands_under_another() {
    let number = RwSignal::new(1);
    let stage = Stage::draw(move || {
        keyed(
            move || number.get() / 10,
            |key| {
                let written = RwSignal::new(String::from("-"));
                let text = Text::live(move || format!("{key}{}", written.read()));
                el("button")
                    .on("click", move |_| written.update(|text| text.push('x')))
                    .child(text)
                    .into()
            },
        )
    });
    let first: HtmlElement = stage.find("button");
    first.click();
    number.set(2);
    tick().await;
    assert_eq!(stage.text(), "0-x", "the same key keeps the piece and its state");
    assert!(first.is_connected());

    number.set(10);
    tick().await;
    assert_eq!(stage.text(), "1-");
    number.set(1);
    tick().await;
    assert_eq!(stage.text(), "0-", "nor does it come back");
}

#[wasm_bindgen_test]
async fn text_is_never_read_as_html() {
    let hostile = "<img src=x onerror=alert(1)><script>alert(1)</script>&lt;b&gt;\" onclick=\"x";
    let shown = RwSignal::new(String::new());
    let stage = Stage::draw(move || {
        View::of([
            el("p").child(hostile).into(),
            el("p").child(String::from(hostile)).into(),
            el("p").child(Text::Fixed(hostile.into())).into(),
            el("p").child(Text::live(move || shown.get())).into(),
            el("p").attr("title", hostile).attr_live("lang", move || Some(shown.get())).into(),
        ])
    });
    shown.set(hostile.into());
    tick().await;
    assert_eq!(stage.text(), hostile.repeat(4));
    assert!(!stage.holds("p *") && !stage.holds("[onclick]"));
    let last: HtmlElement = stage.find("p:last-of-type");
    assert_eq!((last.title().as_str(), last.lang().as_str()), (hostile, hostile));
}

#[wasm_bindgen_test]
async fn words_that_do_not_change_are_not_said_again_by_a_live_region() {
    let (count, hours) = (RwSignal::new(1), RwSignal::new(23));
    let text = Text::live(move || format!("{} av {}", count.get(), hours.get() % 22));
    let stage = Stage::draw(move || el("p").child(text).into());
    let watch = Function::new_with_args(
        "p",
        "let changes = 0;
         const watch = new MutationObserver((seen) => (changes += seen.length));
         watch.observe(p, { characterData: true, childList: true, subtree: true });
         return () => (changes += watch.takeRecords().length);",
    );
    let paragraph = stage.find::<HtmlElement>("p");
    let changes = watch.call1(&JsValue::NULL, &paragraph).expect("a count");
    let changes: Function = changes.unchecked_into();
    let changes = || changes.call0(&JsValue::NULL).expect("a count").as_f64();

    hours.set(1);
    tick().await;
    assert_eq!((stage.text().as_str(), changes()), ("1 av 1", Some(0.0)));
    count.set(2);
    tick().await;
    assert_eq!((stage.text().as_str(), changes()), ("2 av 1", Some(1.0)));
}
