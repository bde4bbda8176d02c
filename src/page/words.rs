//! Which text says what: the only place where values of the domain meet the catalogue.

use chrono::{DateTime, Utc};

use crate::api::{ApiError, Problem};
use crate::domain::appointment::{AnswerKind, Appointment};
use crate::domain::calendar::days_between;
use crate::domain::category::Category;
use crate::domain::draft::Missing;
use crate::domain::file::{Attachment, FileKind};
use crate::domain::filter::Sort;
use crate::domain::message::DeliveryState;
use crate::domain::person::{AgeBand, Person, Relation};
use crate::domain::recipient::{Closed, ServiceLinkKind, Topic, TopicKind};
use crate::domain::service_page::ServicePage;
use crate::i18n::{Key, Text, Texts, date, date_time, days_ago, file_size};

pub fn category(category: Category) -> Key {
    match category {
        Category::Kpr => Key::CategoryKpr,
        Category::GpChangeAcknowledgement => Key::CategoryGpChangeAcknowledgement,
        Category::FormAcknowledgement => Key::CategoryFormAcknowledgement,
        Category::PowerOfAttorneyAcknowledgement => Key::CategoryPowerOfAttorneyAcknowledgement,
        Category::Hospital => Key::CategoryHospital,
        Category::AppointmentLetter => Key::CategoryAppointmentLetter,
        Category::CarePathwayCoordinator => Key::CategoryCarePathwayCoordinator,
        Category::HealthContact => Key::CategoryHealthContact,
        Category::Gp => Key::CategoryGp,
        Category::HealthSurvey => Key::CategoryHealthSurvey,
        Category::Municipality => Key::CategoryMunicipality,
        Category::CaseHandler => Key::CategoryCaseHandler,
        Category::StudyResult => Key::CategoryStudyResult,
        Category::ServiceMessage => Key::CategoryServiceMessage,
        Category::PowerOfAttorneyMessage => Key::CategoryPowerOfAttorneyMessage,
    }
}

/// What went wrong, in words a citizen can act on.
pub fn error(texts: Texts, error: &ApiError) -> String {
    let key = match error {
        ApiError::Network | ApiError::Aborted => Key::ErrorNetwork,
        ApiError::Timeout => Key::ErrorTimeout,
        ApiError::WrongPerson => Key::ErrorWrongPerson,
        ApiError::Malformed => Key::ErrorMalformed,
        ApiError::Refused(Problem { retry_after: Some(seconds), .. }) => {
            return texts.now(Key::ErrorTooMany, &[("seconds", &seconds.to_string())]);
        }
        ApiError::Refused(Problem { status: 401 | 403 | 404, .. }) => Key::ErrorDenied,
        ApiError::Refused(_) => Key::ErrorServer,
    };
    texts.now(key, &[])
}

/// The same, as a text that follows the language.
pub fn error_text(texts: Texts, error: ApiError) -> Text {
    Text::live(move || self::error(texts, &error))
}

/// What names the event for support.
pub fn request_id(error: &ApiError) -> Option<String> {
    match error {
        ApiError::Refused(problem) => problem.request_id.clone(),
        _ => None,
    }
}

pub fn delivery(state: DeliveryState) -> Key {
    match state {
        DeliveryState::Sending => Key::DeliverySending,
        DeliveryState::Sent => Key::DeliverySent,
        DeliveryState::ReceivedByJournal => Key::DeliveryReceivedByJournal,
        DeliveryState::ReceivedByArchive => Key::DeliveryReceivedByArchive,
        DeliveryState::RejectedByJournal => Key::DeliveryRejectedByJournal,
        DeliveryState::Failed => Key::DeliveryFailed,
    }
}

pub fn missing(missing: Missing) -> Key {
    match missing {
        Missing::Subject => Key::ComposeSubjectMissing,
        Missing::Text => Key::ComposeTextMissing,
        Missing::ShortSubject => Key::ComposeSubjectLong,
        Missing::ShortText => Key::ComposeTextLong,
    }
}

pub fn topic(kind: TopicKind) -> Key {
    match kind {
        TopicKind::ContactSurgery => Key::TopicContactSurgery,
        TopicKind::EConsultation => Key::TopicEConsultation,
        TopicKind::General => Key::TopicGeneral,
    }
}

/// What it costs, told before writing (R81).
pub fn price(texts: Texts, topic: &Topic) -> Option<String> {
    let price = topic.price.as_ref()?;
    let amount = kroner(price.amount);
    Some(texts.now(Key::ComposePrice, &[("amount", &amount), ("note", &price.note)]))
}

/// An amount of øre in kroner: «1053», «1053,50».
pub fn kroner(amount: u32) -> String {
    let (whole, cents) = (amount / 100, amount % 100);
    if cents == 0 { whole.to_string() } else { format!("{whole},{cents:02}") }
}

/// A way to answer an appointment letter.
pub fn answer(kind: AnswerKind) -> Key {
    match kind {
        AnswerKind::OtherTime => Key::AnswerOtherTime,
        AnswerKind::Cancel => Key::AnswerCancel,
        AnswerKind::Message => Key::AnswerMessage,
    }
}

/// What else a calendar entry of an appointment says, a line each.
pub fn about_appointment(texts: Texts, appointment: &Appointment) -> Vec<String> {
    let line = |key, value: &str| format!("{}: {value}", texts.now(key, &[]));
    let who = appointment.who.iter().map(|who| line(Key::LetterWho, who));
    let bring = appointment.bring.iter().map(|one| line(Key::LetterBring, one));
    let phone = appointment.phone.iter().map(|number| line(Key::LetterPhone, &phone(number)));
    who.chain(bring).chain(phone).collect()
}

/// A telephone number as Norwegians write it; a foreign one as it stands.
pub fn phone(number: &str) -> String {
    match number.strip_prefix("+47").map(str::as_bytes) {
        Some([a, b, c, d, e, f, g, h]) => {
            let pairs = [[*a, *b], [*c, *d], [*e, *f], [*g, *h]];
            pairs.map(|pair| String::from_utf8_lossy(&pair).into_owned()).join(" ")
        }
        _ => number.to_owned(),
    }
}

pub fn service_link(kind: ServiceLinkKind) -> Key {
    match kind {
        ServiceLinkKind::RenewPrescription => Key::LinkRenewPrescription,
        ServiceLinkKind::BookAppointment => Key::LinkBookAppointment,
    }
}

/// What a page of the service is called.
pub fn service_page(page: ServicePage) -> Key {
    match page {
        ServicePage::PrivacySettings => Key::PagePrivacySettings,
        ServicePage::ReopenAccess => Key::PageReopenAccess,
        ServicePage::PowersOfAttorney => Key::PagePowersOfAttorney,
        ServicePage::ContactInfo => Key::PageContactInfo,
        ServicePage::Appointments => Key::PageAppointments,
        ServicePage::HealthContacts => Key::PageHealthContacts,
        ServicePage::NotificationSettings => Key::PageNotificationSettings,
        ServicePage::LogOfUse => Key::PageLogOfUse,
        ServicePage::AboutInbox => Key::PageAboutInbox,
        ServicePage::Municipalities => Key::PageMunicipalities,
        ServicePage::GpDigitalServices => Key::PageGpDigitalServices,
    }
}

pub fn recipient_closed(closed: Closed) -> Key {
    match closed {
        Closed::NoDigitalDialogue => Key::RecipientNoDigitalDialogue,
        Closed::NotOpened => Key::RecipientNotOpened,
        Closed::NotOfferedByGp => Key::RecipientNotOfferedByGp,
        Closed::Other => Key::RecipientUnavailable,
    }
}

/// How the user stands to a person.
pub fn relation(texts: Texts, person: &Person) -> String {
    let valid_to = person.power_of_attorney.as_ref().and_then(|power| power.valid_to);
    match (person.relation, valid_to) {
        (Relation::Own, _) => texts.now(Key::PersonOwn, &[]),
        (Relation::Parent, _) => texts.now(Key::PersonParent, &[]),
        (Relation::PowerOfAttorney, Some(last_day)) => {
            let day = date(texts.language(), last_day);
            texts.now(Key::PersonPowerOfAttorneyTo, &[("date", &day)])
        }
        (Relation::PowerOfAttorney, None) => texts.now(Key::PersonPowerOfAttorney, &[]),
        (Relation::Guardian, _) => texts.now(Key::PersonGuardian, &[]),
        (Relation::Ended | Relation::Unknown, _) => String::new(),
    }
}

/// « (i går)», to stand beside a time of the last seven days; beside others, nothing.
pub fn ago(texts: Texts, at: DateTime<Utc>, now: Option<DateTime<Utc>>) -> String {
    let days = now.map(|now| days_between(at, now)).filter(|days| (0..=7).contains(days));
    days.map(|days| format!(" ({})", days_ago(texts.language(), days))).unwrap_or_default()
}

/// The order of a list.
pub fn sort(sort: Sort) -> Key {
    match sort {
        Sort::Newest => Key::SortNewest,
        Sort::Oldest => Key::SortOldest,
        Sort::Sender => Key::SortSender,
    }
}

/// «3 treff».
pub fn hits(texts: Texts, count: Option<u32>) -> String {
    let key = match count {
        None => return String::new(),
        Some(0) => Key::SearchHitsNone,
        Some(1) => Key::SearchHitsOne,
        Some(_) => Key::SearchHitsOther,
    };
    texts.now(key, &[("count", &count.unwrap_or_default().to_string())])
}

/// «Svar innen 24. november 2026 kl. 10:00»; after that, that the time is over.
pub fn answer_by(texts: Texts, by: Option<DateTime<Utc>>, now: Option<DateTime<Utc>>) -> Text {
    match by {
        None => texts.text(Key::AnswerNeeded),
        Some(by) => Text::live(move || {
            let is_over = now.is_some_and(|now| now > by);
            let key = if is_over { Key::AnswerWasBy } else { Key::AnswerBy };
            let by = date_time(texts.language(), by);
            texts.now(key, &[("time", &by)])
        }),
    }
}

/// How old the person is, as far as access depends on it; one's own age is no news.
pub fn age(person: &Person) -> Option<Key> {
    match person.age_band {
        _ if person.is_own() => None,
        AgeBand::Under12 => Some(Key::PersonAgeUnder12),
        AgeBand::From12To15 => Some(Key::PersonAgeFrom12To15),
        AgeBand::From16To17 => Some(Key::PersonAgeFrom16To17),
        AgeBand::Adult | AgeBand::Unknown => None,
    }
}

/// «1 ting venter på deg», «3 ting venter på deg»; nothing when nothing waits.
pub fn waiting_count(texts: Texts, count: u32) -> Option<String> {
    let keys = [Key::PersonWaitingOne, Key::PersonWaitingTwo, Key::PersonWaitingOther];
    (count > 0).then(|| texts.counted(keys, count))
}

/// «Ingen uleste», «1 ulest», «3 uleste».
pub fn unread_count(texts: Texts, count: u32) -> String {
    let key = match count {
        0 => Key::InboxUnreadCountNone,
        1 => Key::InboxUnreadCountOne,
        _ => Key::InboxUnreadCountOther,
    };
    texts.now(key, &[("count", &count.to_string())])
}

/// «PDF, 48 kB».
pub fn file_about(texts: Texts, file: &Attachment) -> String {
    format!("{}, {}", file_kind(texts, file.kind), file_size(file.size))
}

pub fn file_kind(texts: Texts, kind: FileKind) -> String {
    let key = match kind {
        FileKind::Pdf => return "PDF".into(),
        FileKind::Markup => return "HTML".into(),
        FileKind::Jpeg => Key::AttachmentJpeg,
        FileKind::Png => Key::AttachmentPng,
        FileKind::Other => Key::AttachmentFile,
    };
    texts.now(key, &[])
}
