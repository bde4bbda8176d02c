use super::{Placed, placed, reading};
use crate::api::threads;
use crate::i18n::{Key, use_texts};
use crate::page::waiting::failed;
use crate::reactive::{RwSignal, StoredValue};
use crate::state::{PersonScope, Remote};
use crate::ui::dom::{View, el, keyed};
use crate::ui::{Busy, ButtonKind, button};

/// «Vis tidligere meldinger», as long as there are some.
pub fn button_for(
    scope: PersonScope,
    thread: StoredValue<String>,
    messages: RwSignal<Vec<Placed>>,
    earlier: RwSignal<Option<String>>,
) -> View {
    let texts = use_texts();
    let fetching = RwSignal::new(Remote::Idle);
    let fetch = move || {
        let Some(cursor) = earlier.get_untracked() else { return };
        fetching.set(Remote::<()>::Slow);
        let thread = thread.get_value();
        scope.spawn(async move {
            let page = threads::earlier(&scope.client(), &thread, &cursor).await;
            match scope.noticing(page) {
                Ok(page) => {
                    let mut before = placed(page.messages, &cursor);
                    reading::close_read(&mut before);
                    messages.update(|shown| {
                        shown.splice(0..0, before);
                    });
                    earlier.set(page.earlier);
                    fetching.set(Remote::Idle);
                }
                Err(error) => fetching.set(Remote::Failed(error)),
            }
        });
    };
    keyed(
        move || earlier.with(Option::is_some),
        move |has_earlier| {
            if !has_earlier {
                return View::none();
            }
            let failed = failed(fetching, None);
            let busy = Busy::while_(move || fetching.with(Remote::is_waiting));
            let label = texts.text(Key::ThreadEarlier);
            let button = button(ButtonKind::Secondary, label, busy, fetch);
            let left_out = el("p").class("ib-paper").child(texts.text(Key::PrintWithoutEarlier));
            let more = el("div").class("ib-more").child(failed).child(button);
            View::of([left_out.into(), more.into()])
        },
    )
}
