//! The access policy: what a person's claims open, and why the rest is closed.
//!
//! Pure and total: time comes in as the server's clock, an unknown value denies. The page shows the
//! intersection of this policy and what the server grants.

use chrono::{DateTime, Utc};

use super::calendar::oslo_date;
use super::category::Category;
use super::consent::ConsentLevel;
use super::person::{AgeBand, Person, PowerOfAttorneyKind, Relation, ServiceName, User};
use super::thread::{Action, Region, ThreadFacts};

/// One way to be refused. Each has a text in every language that says why, and who can change it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Logged in below level 4 (R93).
    LogInAgain,
    /// The person's access to Helsenorge is removed (R40, R41).
    AccessRemoved,
    /// The user has a confidential address and may represent nobody (R56).
    ConfidentialAddress,
    /// The child has turned 16 (R52, R53).
    ParentEndedAt16,
    /// The power of attorney has ended (R59).
    PowerOfAttorneyExpired,
    /// The power of attorney lacks service area 3 (R48).
    PowerOfAttorneyWithoutArea3,
    /// The server closes the inbox for this person.
    ServiceClosed,
    /// A claim is missing or not understood: the smallest access.
    UnknownClaim,
    /// Not shown to parents (R49).
    NotForParents,
    /// Not shown to parents of a child of 12 to 15 (R50, R51).
    NotForParentsFrom12,
    /// Not shown to holders of a power of attorney and guardians.
    NotForRepresentatives,
    /// Not shown to a young person of 12 to 15.
    NotForYoungPerson,
    /// Needs Full tilgang (R18).
    NeedsFullAccess,
    /// Needs consent to dialogue services with a personal health archive (R33).
    NeedsArchiveConsent,
    /// The GP does not offer digital contact.
    GpContactClosed,
    /// A young person of 12 to 15 cannot write (R65).
    YoungPersonMayNotWrite,
    /// Parents of a child of 12 to 15 cannot write.
    ParentMayNotWriteFrom12,
    /// Contact information is older than 18 months (R91).
    ContactInfoOutdated,
    /// Acknowledgements, register messages and results take no reply.
    TakesNoReply,
    /// Answered in Appointments (R75, R76).
    ViaAppointments,
    /// Only a letter from Helse Sør-Øst is answered as an appointment (R77).
    NotAnAppointmentLetter,
    /// The server does not grant it.
    NotGranted,
}

/// The answer of the policy.
pub type Verdict = Result<(), Reason>;

/// A row of the table of categories.
struct Row {
    category: Category,
    level: ConsentLevel,
    needs_archive: bool,
    parent_under_12: Parent,
    parent_12_to_15: bool,
    representative: bool,
}

/// What the parent of a child under 12 sees of a category.
#[derive(PartialEq)]
enum Parent {
    Yes,
    No,
    IfGpOffersContact,
}

const fn row(
    category: Category,
    level: ConsentLevel,
    needs_archive: bool,
    parent_under_12: Parent,
    parent_12_to_15: bool,
    representative: bool,
) -> Row {
    Row { category, level, needs_archive, parent_under_12, parent_12_to_15, representative }
}

/// The table of categories (R17-R65). Self sees every row, a young person three (see [`category`]).
#[rustfmt::skip]
const TABLE: [Row; 15] = {
    use Category as C;
    use ConsentLevel::{Basic, Full};
    use Parent::{IfGpOffersContact, No, Yes};
    const ARCHIVE: bool = true;
    [
        //  category                            level  archive   parent <12         12-15  representative
        row(C::Kpr,                             Basic, !ARCHIVE, No,                false, true),
        row(C::GpChangeAcknowledgement,         Basic, !ARCHIVE, Yes,               true,  true),
        row(C::FormAcknowledgement,             Basic, !ARCHIVE, Yes,               false, true),
        row(C::PowerOfAttorneyAcknowledgement,  Basic, !ARCHIVE, No,                false, false),
        row(C::Hospital,                        Full,  !ARCHIVE, Yes,               false, true),
        row(C::AppointmentLetter,               Full,  ARCHIVE,  Yes,               false, true),
        row(C::CarePathwayCoordinator,          Full,  !ARCHIVE, Yes,               false, true),
        row(C::HealthContact,                   Full,  !ARCHIVE, Yes,               false, true),
        row(C::Gp,                              Full,  !ARCHIVE, IfGpOffersContact, false, true),
        row(C::HealthSurvey,                    Full,  !ARCHIVE, No,                false, true),
        row(C::Municipality,                    Full,  !ARCHIVE, Yes,               false, true),
        row(C::CaseHandler,                     Full,  !ARCHIVE, Yes,               false, true),
        row(C::StudyResult,                     Full,  !ARCHIVE, No,                false, true),
        row(C::ServiceMessage,                  Full,  !ARCHIVE, Yes,               false, true),
        row(C::PowerOfAttorneyMessage,          Full,  !ARCHIVE, No,                false, false),
    ]
};

/// Is the person's inbox open at all to this user at `now` (the server's clock)?
///
/// # Errors
/// The first reason that closes it, in the order in which the service checks them.
pub fn inbox(user: &User, person: &Person, now: DateTime<Utc>) -> Verdict {
    if user.security_level < 4 {
        return Err(Reason::LogInAgain);
    }
    if person.consent_level == ConsentLevel::None {
        return Err(Reason::AccessRemoved);
    }
    if person.consent_level == ConsentLevel::Unknown {
        return Err(Reason::UnknownClaim);
    }
    if user.confidential_address && person.relation != Relation::Own {
        return Err(Reason::ConfidentialAddress);
    }
    if person.age_band == AgeBand::Unknown {
        return Err(Reason::UnknownClaim);
    }
    match person.relation {
        Relation::Own if person.age_band == AgeBand::Under12 => return Err(Reason::UnknownClaim),
        Relation::Own => {}
        Relation::Parent => {
            if matches!(person.age_band, AgeBand::From16To17 | AgeBand::Adult) {
                return Err(Reason::ParentEndedAt16);
            }
        }
        Relation::PowerOfAttorney => power_of_attorney(person, now)?,
        Relation::Guardian => {}
        Relation::Unknown => return Err(Reason::UnknownClaim),
    }
    if person.offers(ServiceName::Messages) { Ok(()) } else { Err(Reason::ServiceClosed) }
}

fn power_of_attorney(person: &Person, now: DateTime<Utc>) -> Verdict {
    let Some(power) = &person.power_of_attorney else {
        return Err(Reason::UnknownClaim);
    };
    match power.valid_to {
        _ if power.kind == PowerOfAttorneyKind::Unknown => Err(Reason::UnknownClaim),
        None => Err(Reason::UnknownClaim),
        Some(last_day) if last_day < oslo_date(now) => Err(Reason::PowerOfAttorneyExpired),
        Some(_) if !power.service_areas.contains(&3) => Err(Reason::PowerOfAttorneyWithoutArea3),
        Some(_) => Ok(()),
    }
}

/// May this user see this category of the person's messages?
///
/// # Errors
/// Why it is hidden.
pub fn category(user: &User, person: &Person, category: Category, now: DateTime<Utc>) -> Verdict {
    inbox(user, person, now)?;
    let Some(row) = TABLE.iter().find(|row| row.category == category) else {
        return Err(Reason::UnknownClaim);
    };
    reader(person, row)?;
    if person.consent_level < row.level {
        return Err(Reason::NeedsFullAccess);
    }
    if row.needs_archive && !person.archive_consent {
        return Err(Reason::NeedsArchiveConsent);
    }
    Ok(())
}

/// The columns of the table: who the reader is.
fn reader(person: &Person, row: &Row) -> Verdict {
    let open_to_the_young = matches!(
        row.category,
        Category::GpChangeAcknowledgement | Category::AppointmentLetter | Category::Gp
    );
    let offers_contact = person.offers(ServiceName::EContact);
    match (person.relation, person.age_band) {
        (Relation::Own, AgeBand::From12To15) if !open_to_the_young => {
            Err(Reason::NotForYoungPerson)
        }
        (Relation::Parent, AgeBand::Under12) => match row.parent_under_12 {
            Parent::No => Err(Reason::NotForParents),
            Parent::IfGpOffersContact if !offers_contact => Err(Reason::GpContactClosed),
            Parent::Yes | Parent::IfGpOffersContact => Ok(()),
        },
        (Relation::Parent, _) if !row.parent_12_to_15 => {
            Err(if row.parent_under_12 == Parent::No {
                Reason::NotForParents
            } else {
                Reason::NotForParentsFrom12
            })
        }
        (Relation::PowerOfAttorney | Relation::Guardian, _) if !row.representative => {
            Err(Reason::NotForRepresentatives)
        }
        _ => Ok(()),
    }
}

/// May this user write anything at all for the person?
///
/// # Errors
/// Why not.
pub fn writing(user: &User, person: &Person, now: DateTime<Utc>) -> Verdict {
    inbox(user, person, now)?;
    match (person.relation, person.age_band) {
        (Relation::Own, AgeBand::From12To15) => return Err(Reason::YoungPersonMayNotWrite),
        (Relation::Parent, AgeBand::From12To15) => return Err(Reason::ParentMayNotWriteFrom12),
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
    let Some(kind) = thread.category else {
        return Err(Reason::UnknownClaim);
    };
    category(user, person, kind, now)?;
    match action {
        Action::Reply => {
            takes_reply(kind, thread.region)?;
            writing(user, person, now)?;
        }
        Action::AnswerAppointment => {
            answers_in_letter(kind, thread.region)?;
            writing(user, person, now)?;
        }
        Action::Compose | Action::Attach => writing(user, person, now)?,
        Action::SaveToArchive => {
            if !person.archive_consent {
                return Err(Reason::NeedsArchiveConsent);
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
        Category::AppointmentLetter if matches!(region, Some(Region::West | Region::North)) => {
            Err(Reason::ViaAppointments)
        }
        Category::AppointmentLetter if region == Some(Region::Unknown) => Err(Reason::UnknownClaim),
        _ => Ok(()),
    }
}

fn answers_in_letter(category: Category, region: Option<Region>) -> Verdict {
    match (category, region) {
        (Category::AppointmentLetter, Some(Region::West | Region::North)) => {
            Err(Reason::ViaAppointments)
        }
        (Category::AppointmentLetter, Some(Region::Unknown)) => Err(Reason::UnknownClaim),
        // Helse Midt stands in no source: what the server grants.
        (Category::AppointmentLetter, _) => Ok(()),
        _ => Err(Reason::NotAnAppointmentLetter),
    }
}

#[cfg(test)]
mod tests;
