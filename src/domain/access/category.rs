//! The table of categories.

use chrono::{DateTime, Utc};

use super::{Reason, Verdict, inbox};
use crate::domain::category::Category;
use crate::domain::consent::ConsentLevel;
use crate::domain::person::{AgeBand, Person, Relation, ServiceName, User};

/// A row of the table.
struct Row {
    category: Category,
    level: ConsentLevel,
    needs_archive: bool,
    young_person: bool,
    parent_under_12: Parent,
    parent_12_to_15: bool,
    representative: bool,
}

/// What the parent of a child under 12 sees of a category.
#[derive(Clone, Copy, PartialEq)]
enum Parent {
    Yes,
    No,
    /// Only while the GP offers digital contact.
    EContact,
}

const fn row(
    category: Category,
    level: ConsentLevel,
    needs_archive: bool,
    young_person: bool,
    parent_under_12: Parent,
    parent_12_to_15: bool,
    representative: bool,
) -> Row {
    Row {
        category,
        level,
        needs_archive,
        young_person,
        parent_under_12,
        parent_12_to_15,
        representative,
    }
}

/// Who sees what, and from which level (R17-R65). The person themself, from 16, sees every row.
#[rustfmt::skip]
const TABLE: [Row; 15] = {
    use Category as C;
    use ConsentLevel::{Basic, Full};
    use Parent::{EContact, No, Yes};
    const YES: bool = true;
    const NO: bool = false;
    [
        // category                              level  archive self 12-15 parent <12 12-15 representative
        row(C::Kpr,                             Basic, NO,     NO,        No,        NO,   YES),
        row(C::GpChangeAcknowledgement,         Basic, NO,     YES,       Yes,       YES,  YES),
        row(C::FormAcknowledgement,             Basic, NO,     NO,        Yes,       NO,   YES),
        row(C::PowerOfAttorneyAcknowledgement,  Basic, NO,     NO,        No,        NO,   NO),
        row(C::Hospital,                        Full,  NO,     NO,        Yes,       NO,   YES),
        row(C::AppointmentLetter,               Full,  YES,    YES,       Yes,       NO,   YES),
        row(C::CarePathwayCoordinator,          Full,  NO,     NO,        Yes,       NO,   YES),
        row(C::HealthContact,                   Full,  NO,     NO,        Yes,       NO,   YES),
        row(C::Gp,                              Full,  NO,     YES,       EContact,  NO,   YES),
        row(C::HealthSurvey,                    Full,  NO,     NO,        No,        NO,   YES),
        row(C::Municipality,                    Full,  NO,     NO,        Yes,       NO,   YES),
        row(C::CaseHandler,                     Full,  NO,     NO,        Yes,       NO,   YES),
        row(C::StudyResult,                     Full,  NO,     NO,        No,        NO,   YES),
        row(C::ServiceMessage,                  Full,  NO,     NO,        Yes,       NO,   YES),
        row(C::PowerOfAttorneyMessage,          Full,  NO,     NO,        No,        NO,   NO),
    ]
};

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
    let (is_open, reason) = match (person.relation, person.age_band) {
        (Relation::Own, AgeBand::From12To15) => (row.young_person, Reason::NotForYoungPerson),
        (Relation::Own, _) => (true, Reason::UnknownClaim),
        (Relation::Parent, AgeBand::Under12) => match row.parent_under_12 {
            Parent::EContact => (person.offers(ServiceName::EContact), Reason::GpContactClosed),
            parent => (parent == Parent::Yes, Reason::NotForParents),
        },
        (Relation::Parent, _) if row.parent_under_12 == Parent::No => {
            (false, Reason::NotForParents)
        }
        (Relation::Parent, _) => (row.parent_12_to_15, Reason::NotForParentsFrom12),
        (Relation::PowerOfAttorney | Relation::Guardian, age) => {
            // Never more than the person sees (R62).
            let person_sees = age != AgeBand::From12To15 || row.young_person;
            (row.representative && person_sees, Reason::NotForRepresentatives)
        }
        (Relation::Ended | Relation::Unknown, _) => (false, Reason::UnknownClaim),
    };
    if is_open { Ok(()) } else { Err(reason) }
}
