//! About the inbox.

use super::links;
use super::shortcuts;
use super::title::title;
use crate::domain::service_page::ServicePage;
use crate::i18n::{Key, use_texts};
use crate::state::{PersonScope, use_scope};
use crate::ui::dom::{El, View, el};

/// What the inbox is, how letters arrive and where they are kept, what it costs, and where help is
/// (R42, R43, R88-R90, R92, R104, R106-R108, R111).
pub fn page() -> View {
    let (scope, texts) = (use_scope(), use_texts());
    let letters = part(Key::AboutLettersTitle)
        .child(paragraph(Key::AboutDelivery))
        .child(paragraph(Key::AboutRegional))
        .child(paragraph(Key::AboutMunicipalities))
        .child(link(scope, ServicePage::Municipalities))
        .child(paragraph(Key::AboutNotices))
        .child(link(scope, ServicePage::NotificationSettings))
        .child(paragraph(Key::AboutContactInfo));
    let documents = part(Key::AboutDocumentsTitle)
        .child(paragraph(Key::AboutDocuments))
        .child(paragraph(Key::AboutArchive))
        .child(paragraph(Key::AboutRelayed));
    let cost = part(Key::AboutCostTitle)
        .child(paragraph(Key::AboutVoluntary))
        .child(paragraph(Key::AboutFree));
    let more = links::list(scope, &MORE).map(|list| part(Key::PageTitle).child(list));
    el("div")
        .class("ib-stack ib-about")
        .child(title(Key::AboutTitle))
        .child(paragraph(Key::AboutIntro))
        .child(letters)
        .child(documents)
        .child(cost)
        .child(more)
        .child(part(Key::AboutHelpTitle).child(links::help()))
        .child(part(Key::ShortcutsTitle).child(shortcuts::switch()))
        .child(el("p").class("ib-hint").child(texts.text(Key::AboutOwner)))
        .into()
}

/// Pages of the service that the text does not lead to by itself.
const MORE: [ServicePage; 8] = [
    ServicePage::AboutInbox,
    ServicePage::Appointments,
    ServicePage::HealthContacts,
    ServicePage::GpDigitalServices,
    ServicePage::PowersOfAttorney,
    ServicePage::PrivacySettings,
    ServicePage::ContactInfo,
    ServicePage::LogOfUse,
];

pub(super) fn part(title: Key) -> El {
    let heading = el("h2").class("title title--title3").child(use_texts().text(title));
    el("section").class("ib-stack").child(heading)
}

pub(super) fn paragraph(key: Key) -> El {
    el("p").child(use_texts().text(key))
}

fn link(scope: PersonScope, page: ServicePage) -> Option<El> {
    let link = links::to(scope, page, use_texts().text(super::words::service_page(page)))?;
    Some(el("p").child(link))
}
