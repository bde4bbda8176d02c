//! Ways out of the inbox: other pages of Helsenorge, and the helpline.

use crate::domain::service_page::ServicePage;
use crate::i18n::{Key, Text, use_texts};
use crate::page::words;
use crate::route::Route;
use crate::state::{Login, PersonScope};
use crate::ui::dom::{El, View, el, live};

/// Helsenorge's telephone (R104).
const NUMBER: &str = "23 32 70 00";

/// What one looks for most often from the inbox (R88, R97, R100, R101).
const FROM_INBOX: [ServicePage; 5] = [
    ServicePage::Appointments,
    ServicePage::HealthContacts,
    ServicePage::PowersOfAttorney,
    ServicePage::NotificationSettings,
    ServicePage::LogOfUse,
];

/// Whom one can write to (R74, R109, R110).
const FROM_COMPOSE: [ServicePage; 3] =
    [ServicePage::GpDigitalServices, ServicePage::HealthContacts, ServicePage::Municipalities];

/// Below a page: where else one may want to go from it.
pub fn section(scope: PersonScope, route: &Route) -> View {
    let (title, pages, help) = match route {
        Route::Inbox | Route::PutAway => (Key::PageTitle, FROM_INBOX.as_slice(), Some(help())),
        Route::Compose => (Key::PageComposeTitle, FROM_COMPOSE.as_slice(), None),
        _ => return View::none(),
    };
    let list = list(scope, pages);
    if list.is_none() && help.is_none() {
        return View::none();
    }
    let heading = el("h2").class("title title--title4").attr("id", "links-title");
    el("nav")
        .class("ib-below__part")
        .attr("aria-labelledby", "links-title")
        .child(heading.child(use_texts().text(title)))
        .child(list)
        .child(help)
        .into()
}

/// Links to those of `pages` that the session knows; `None` when it knows none of them.
pub fn list(scope: PersonScope, pages: &[ServicePage]) -> Option<El> {
    let links: Vec<View> = pages
        .iter()
        .filter_map(|page| {
            let link = to(scope, *page, use_texts().text(words::service_page(*page)))?;
            Some(el("li").child(link).into())
        })
        .collect();
    (!links.is_empty()).then(|| el("ul").class("ib-links").attr("role", "list").children(links))
}

/// A link to a page of the service, where the session says where it is.
pub fn to(scope: PersonScope, page: ServicePage, label: Text) -> Option<El> {
    let href = scope.app.login.with_untracked(|login| match login {
        Login::In { session, .. } => session.link(page).map(str::to_owned),
        _ => None,
    })?;
    Some(el("a").class("anchorlink").attr("href", &href).child(label))
}

/// «Trenger du hjelp?», with the helpline (R104).
pub fn help() -> El {
    el("p").child(use_texts().text(Key::AboutHelp)).child(" ").child(number())
}

/// A text in which the helpline's number can be rung.
pub fn with_number(text: Text) -> View {
    let Text::Live(text) = text else { return text.into() };
    live(move || {
        let text = text();
        // No other digit stands before it.
        let digits = text.find(|sign: char| sign.is_ascii_digit()).unwrap_or(text.len());
        let (before, rest) = text.split_at(digits);
        match rest.strip_prefix(NUMBER) {
            Some(after) => View::of([before.into(), number().into(), after.into()]),
            None => text.into(),
        }
    })
}

/// The helpline's number, to be rung.
pub fn number() -> El {
    el("a").class("anchorlink ib-number").attr("href", "tel:+4723327000").child(NUMBER)
}
