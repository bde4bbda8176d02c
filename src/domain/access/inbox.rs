//! What closes an inbox as a whole.

use chrono::{DateTime, Months, Utc};

use super::{Reason, Verdict};
use crate::domain::calendar::oslo_date;
use crate::domain::consent::ConsentLevel;
use crate::domain::person::{AgeBand, Person, PowerOfAttorneyKind, Relation, ServiceName, User};

/// «Digitale helsetjenester» (R48).
const SERVICE_AREA: u8 = 3;
/// Contact information is confirmed anew within this many months (R91).
const CONTACT_INFO_MONTHS: Months = Months::new(18);

/// Is the person's inbox open at all to this user at `now` (the server's clock)?
///
/// # Errors
/// The first reason that closes it, in the order in which the service checks them.
pub fn inbox(user: &User, person: &Person, now: DateTime<Utc>) -> Verdict {
    if user.security_level < 4 {
        return Err(Reason::LogInAgain);
    }
    if person.relation == Relation::Ended {
        return Err(Reason::RepresentationEnded);
    }
    match person.consent_level {
        ConsentLevel::None => return Err(Reason::AccessRemoved),
        ConsentLevel::Unknown => return Err(Reason::UnknownClaim),
        ConsentLevel::Basic | ConsentLevel::BasicPlus | ConsentLevel::Full => {}
    }
    if person.relation == Relation::Unknown {
        return Err(Reason::UnknownClaim);
    }
    if user.confidential_address && !person.is_own() {
        return Err(Reason::ConfidentialAddress);
    }
    if person.age_band == AgeBand::Unknown {
        return Err(Reason::UnknownClaim);
    }
    match person.relation {
        // A child under 12 does not log in.
        Relation::Own if person.age_band == AgeBand::Under12 => return Err(Reason::UnknownClaim),
        Relation::Parent if matches!(person.age_band, AgeBand::From16To17 | AgeBand::Adult) => {
            return Err(Reason::ParentEndedAt16);
        }
        Relation::PowerOfAttorney => power_of_attorney(person, now)?,
        _ => {}
    }
    if person.offers(ServiceName::Messages) { Ok(()) } else { Err(Reason::ServiceClosed) }
}

fn power_of_attorney(person: &Person, now: DateTime<Utc>) -> Verdict {
    let Some(power) = &person.power_of_attorney else {
        return Err(Reason::UnknownClaim);
    };
    if power.kind == PowerOfAttorneyKind::Unknown {
        return Err(Reason::UnknownClaim);
    }
    match power.valid_to {
        None => Err(Reason::UnknownClaim),
        Some(last_day) if last_day < oslo_date(now) => Err(Reason::PowerOfAttorneyExpired),
        Some(_) => match &power.service_areas {
            None => Err(Reason::UnknownClaim),
            Some(areas) if areas.contains(&SERVICE_AREA) => Ok(()),
            Some(_) => Err(Reason::PowerOfAttorneyWithoutArea3),
        },
    }
}

/// Was the contact information confirmed so long ago that the service will stop (R91)? That warns;
/// only the claim that says so stops writing. A missing date, or one to come, counts as old.
#[must_use]
pub fn contact_info_is_old(user: &User, now: DateTime<Utc>) -> bool {
    let confirmed = user.contact_info_confirmed_at.filter(|confirmed| *confirmed <= now);
    let lasts_to = confirmed.and_then(|at| at.checked_add_months(CONTACT_INFO_MONTHS));
    lasts_to.is_none_or(|lasts_to| lasts_to < now)
}
