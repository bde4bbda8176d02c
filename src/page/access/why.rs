use super::words;
use crate::domain::access::{self, Reason, Remedy};
use crate::domain::service_page::ServicePage;
use crate::i18n::{Key, Text, use_texts};
use crate::page::leaving::leave;
use crate::page::links;
use crate::state::{Leaving, PersonScope, use_navigation};
use crate::ui::dom::{El, View, el};
use crate::ui::{Busy, ButtonKind, button};

/// Why not, who can change it, and the way there.
pub fn why(scope: PersonScope, no: Reason) -> View {
    let text = el("p").child(reason(scope, no));
    el("div").class("ib-why").child(text).child(remedy(scope, no)).into()
}

/// Why not.
pub fn reason(scope: PersonScope, reason: Reason) -> Text {
    words::reason_text(use_texts(), reason, scope.person())
}

/// Who can change it, and the way there.
pub(super) fn remedy(scope: PersonScope, reason: Reason) -> View {
    let (texts, person) = (use_texts(), scope.person());
    let remedy = access::remedy(reason, &person);
    let text = words::remedy_text(texts, remedy, person);
    let text = text.map(|text| el("p").child(links::with_number(text)));
    let way = match remedy {
        Remedy::LogIn => Some(log_out(scope)),
        _ => remedy
            .page()
            .and_then(|page| page_of_service(scope, page))
            .map(|link| el("p").child(link).into()),
    };
    View::of([text.into(), way.into()])
}

/// A link to a page of the service, where the session says where it is.
pub fn page_of_service(scope: PersonScope, page: ServicePage) -> Option<El> {
    links::to(scope, page, use_texts().text(words::service_page(page)))
}

/// The way to another log-in leads through the end of this one.
fn log_out(scope: PersonScope) -> View {
    let navigation = use_navigation();
    let leave = move || leave(scope, navigation, Leaving::LogOut);
    button(ButtonKind::Secondary, use_texts().text(Key::BarLogOut), Busy::NEVER, leave)
}
