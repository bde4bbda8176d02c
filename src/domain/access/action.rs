//! What may be done.

use chrono::{DateTime, Utc};

use super::{Reason, Verdict, category, inbox};
use crate::domain::category::Category;
use crate::domain::consent::ConsentLevel;
use crate::domain::person::{AgeBand, Person, Relation, ServiceName, User};
use crate::domain::recipient::TopicKind;
use crate::domain::thread::{Action, Region, ThreadFacts};

/// May this user write anything at all for the person?
///
/// # Errors
/// Why not.
pub fn writing(user: &User, person: &Person, now: DateTime<Utc>) -> Verdict {
    inbox(user, person, now)?;
    match (person.relation, person.age_band) {
        (Relation::Parent, AgeBand::From12To15) => return Err(Reason::ParentMayNotWriteFrom12),
        // Nor does anyone who acts for them: never more than the person may (R62).
        (_, AgeBand::From12To15) => return Err(Reason::YoungPersonMayNotWrite),
        _ => {}
    }
    if person.consent_level < ConsentLevel::Full {
        return Err(Reason::NeedsFullAccess);
    }
    if !person.archive_consent {
        return Err(Reason::NeedsArchiveConsent);
    }
    if user.contact_info_blocks_writing {
        return Err(Reason::ContactInfoOutdated);
    }
    Ok(())
}

/// May this user start a new thread for the person?
///
/// # Errors
/// Why not.
pub fn compose(user: &User, person: &Person, now: DateTime<Utc>) -> Verdict {
    writing(user, person, now)?;
    granted(&person.grants, Action::Compose)
}

/// May files go with a new thread?
///
/// # Errors
/// Why not.
pub fn attach_to_new(user: &User, person: &Person, now: DateTime<Utc>) -> Verdict {
    compose(user, person, now)?;
    granted(&person.grants, Action::Attach)
}

/// May one write about this to a recipient of the person's (R65, R69)? Everything else that writing
/// asks is asked by [`compose`].
///
/// # Errors
/// Why not.
pub fn topic(person: &Person, topic: TopicKind) -> Verdict {
    match topic {
        TopicKind::EConsultation if !person.offers(ServiceName::EConsultation) => {
            Err(Reason::GpContactClosed)
        }
        _ => Ok(()),
    }
}

/// May this user do `action` with this thread of the person's?
///
/// # Errors
/// Why not.
pub fn action(
    user: &User,
    person: &Person,
    thread: ThreadFacts<'_>,
    action: Action,
    now: DateTime<Utc>,
) -> Verdict {
    inbox(user, person, now)?;
    let Some(kind) = thread.category else {
        return Err(Reason::UnknownClaim);
    };
    category(user, person, kind, now)?;
    match action {
        Action::Reply | Action::Attach => {
            takes_reply(kind, thread.region)?;
            writing(user, person, now)?;
        }
        Action::AnswerAppointment => {
            answers_in_letter(kind, thread.region)?;
            writing(user, person, now)?;
        }
        Action::Compose => writing(user, person, now)?,
        Action::SaveToArchive => {
            if !person.archive_consent {
                return Err(Reason::NeedsArchiveConsent);
            }
            if !person.archive_terms_accepted {
                return Err(Reason::TermsNotAccepted);
            }
        }
        Action::Read
        | Action::MarkRead
        | Action::MarkUnread
        | Action::PutAway
        | Action::Print
        | Action::Download => {}
    }
    granted(thread.grants, action)
}

/// May this user see the copies in the person's archive, and make one once its terms are accepted? The
/// person accepts them, or a parent of a child under 12 (R112).
///
/// # Errors
/// Why not.
pub fn archive(
    user: &User,
    person: &Person,
    thread: ThreadFacts<'_>,
    now: DateTime<Utc>,
) -> Verdict {
    match action(user, person, thread, Action::SaveToArchive, now) {
        Err(Reason::TermsNotAccepted) if accepts_terms(person) => {
            granted(thread.grants, Action::SaveToArchive)
        }
        verdict => verdict,
    }
}

fn accepts_terms(person: &Person) -> bool {
    matches!(
        (person.relation, person.age_band),
        (Relation::Own, _) | (Relation::Parent, AgeBand::Under12)
    )
}

fn granted(grants: &[Action], action: Action) -> Verdict {
    if grants.contains(&action) { Ok(()) } else { Err(Reason::NotGranted) }
}

fn takes_reply(category: Category, region: Option<Region>) -> Verdict {
    match category {
        Category::Kpr
        | Category::GpChangeAcknowledgement
        | Category::FormAcknowledgement
        | Category::PowerOfAttorneyAcknowledgement
        | Category::StudyResult => Err(Reason::TakesNoReply),
        Category::AppointmentLetter => letter_region(region),
        // Whether a hospital's message is about an appointment only the server knows.
        Category::Hospital if matches!(region, None | Some(Region::Unknown)) => {
            Err(Reason::UnknownClaim)
        }
        _ => Ok(()),
    }
}

fn answers_in_letter(category: Category, region: Option<Region>) -> Verdict {
    match category {
        Category::AppointmentLetter => letter_region(region),
        _ => Err(Reason::NotAnAppointmentLetter),
    }
}

/// Where a letter is answered (R75-R77); Helse Midt stands in no source: what the server grants.
fn letter_region(region: Option<Region>) -> Verdict {
    match region {
        Some(Region::West | Region::North) => Err(Reason::ViaAppointments),
        Some(Region::SouthEast | Region::Central) => Ok(()),
        Some(Region::Unknown) | None => Err(Reason::UnknownClaim),
    }
}
