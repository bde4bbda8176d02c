use crate::i18n::{Key, use_texts};
use crate::route::Route;
use crate::state::{PersonScope, use_navigation};
use crate::ui::dom::{View, el};
use crate::ui::page_link;

/// The ways to the threads beside this one in the list that one came from; none when one did not.
///
/// Each takes the place of the thread that is left, in the history too: «Tilbake til innboksen», and the
/// browser's own way back, lead to the list as it was left, however many were read on the way.
pub fn links(scope: PersonScope, id: &str) -> View {
    let (navigation, texts) = (use_navigation(), use_texts());
    let [previous, next] = scope.inbox.neighbours(id);
    if previous.is_none() && next.is_none() {
        return View::none();
    }
    let link = |to: Option<(String, String)>, label, rel| {
        let (id, subject) = to?;
        let route = Route::Thread(id);
        let address = navigation.address(&route);
        let link = page_link("anchorlink", &address, move || navigation.replace(&route));
        let link = link.attr("rel", rel).child(texts.text(label)).child(": ");
        Some(link.child(el("bdi").child(subject)))
    };
    el("nav")
        .class("ib-neighbours")
        .label("aria-label", texts.text(Key::ThreadNeighbours))
        .child(link(previous, Key::ThreadPrevious, "prev"))
        .child(link(next, Key::ThreadNext, "next"))
        .into()
}
