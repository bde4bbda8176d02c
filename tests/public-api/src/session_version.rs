//! The version of a session's claims: another one exactly when a claim is another.

use std::hash::{DefaultHasher, Hash, Hasher};

use rusqlite::Connection;

use crate::claims::{self, PersonClaims, UserClaims};
use crate::policy::Policy;
use crate::problem::Problem;

/// The version of a user's claims as they are stored now.
///
/// # Errors
/// When the database refuses.
pub fn of(db: &Connection, user: &str) -> Result<String, Problem> {
    of_claims(&claims::user(db, user)?, &claims::persons(db, user)?)
}

/// The version of these claims. What is granted is a claim too, as the claims grant it: a fault that
/// shares more does not change the version, or the app would ask again for ever.
///
/// # Errors
/// When the claims cannot be written as JSON.
pub fn of_claims(user: &UserClaims, persons: &[PersonClaims]) -> Result<String, Problem> {
    let may_compose = |person| Policy::new(user, person).compose().is_ok();
    let grants: Vec<_> = persons.iter().map(may_compose).collect();
    let mut hasher = DefaultHasher::new();
    serde_json::to_vec(&(user, persons, grants))?.hash(&mut hasher);
    Ok(format!("{:016x}", hasher.finish()))
}
