use crate::domain::category::Category;
use crate::domain::service_page::ServicePage;
use crate::domain::thread::ThreadSummary;
use crate::i18n::{Key, Text, use_texts};
use crate::page::{links, words};
use crate::state::PersonScope;
use crate::ui::dom::{View, el};

/// What is to know of a thread below it: where such are started (R71, R72), and what is logged (R97, R98).
pub fn foot(scope: PersonScope, thread: &ThreadSummary) -> View {
    let texts = use_texts();
    let person = scope.person();
    let line = |text: Text, page| {
        let link = links::to(scope, page, texts.text(words::service_page(page)));
        View::from(el("p").child(text).child(" ").child(link))
    };
    let is_municipal = thread.category == Some(Category::Municipality);
    let municipal = is_municipal
        .then(|| line(texts.text(Key::ThreadMunicipality), ServicePage::HealthContacts));
    let logged = match person.is_own() {
        true => texts.text(Key::ThreadLogged),
        false => texts.with(Key::ThreadLoggedOn, "name", person.first_name().to_owned()),
    };
    el("div")
        .class("ib-hint ib-thread__foot")
        .child(municipal)
        .child(line(logged, ServicePage::LogOfUse))
        .into()
}
