//! Sessions: in memory only, gone with the server.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Duration, Utc};

use crate::claims::{PersonClaims, UserClaims};
use crate::policy::Policy;
use crate::problem::Problem;
use crate::request::random_hex;
use crate::scenario::Script;
use crate::session_version;
use crate::time::now;
use crate::world::World;

/// Where one logs in.
pub const LOGIN_URL: &str = "/login";
/// How long a session lasts without use.
pub const LIFETIME_SECONDS: u32 = 30 * 60;
/// How long before the end the citizen is warned.
pub const WARN_SECONDS: u32 = 120;

struct Session {
    user: String,
    world: Arc<World>,
    csrf: String,
    language: String,
    lifetime: Duration,
    expires_at: DateTime<Utc>,
    script: Script,
}

/// A session as one request sees it.
#[derive(Clone)]
pub struct SessionView {
    /// The cookie's value.
    pub token: String,
    /// Who is logged in.
    pub user: String,
    /// Where their data lives.
    pub world: Arc<World>,
    /// What every write must carry.
    pub csrf: String,
    /// The language chosen.
    pub language: String,
    /// When the session ends unless it is used.
    pub expires_at: DateTime<Utc>,
    /// How long before the end the citizen is warned: a short session leaves most of itself in peace.
    pub warn_seconds: u32,
    /// A fault of this request: the answer holds what the claims hide.
    pub policy_off: bool,
}

impl SessionView {
    /// What this request gets to see and do for a person.
    #[must_use]
    pub fn policy(&self, user: &UserClaims, person: &PersonClaims) -> Policy {
        let mut policy = Policy::new(user, person);
        if self.policy_off {
            policy.switch_off();
        }
        policy
    }

    /// The version of the claims, as they are stored now.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn version(&self) -> Result<String, Problem> {
        self.world.with(|db| session_version::of(db, &self.user))
    }
}

fn warn_seconds(lifetime: Duration) -> u32 {
    WARN_SECONDS.min(u32::try_from(lifetime.num_seconds() / 4).unwrap_or_default())
}

/// Everyone who is logged in.
#[derive(Default)]
pub struct Sessions(Mutex<HashMap<String, Session>>);

impl Sessions {
    fn all(&self) -> MutexGuard<'_, HashMap<String, Session>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Logs a user in and gives the cookie's value.
    ///
    /// # Errors
    /// When the system gives no random bytes.
    pub fn open(
        &self,
        user: &str,
        language: &str,
        world: Arc<World>,
        lifetime_seconds: u32,
    ) -> Result<String, Problem> {
        let token = random_hex(24)?;
        let lifetime = Duration::seconds(i64::from(lifetime_seconds));
        let session = Session {
            user: user.to_owned(),
            world,
            csrf: random_hex(16)?,
            language: language.to_owned(),
            lifetime,
            expires_at: now() + lifetime,
            script: Script::default(),
        };
        self.all().insert(token.clone(), session);
        Ok(token)
    }

    fn with<T>(&self, token: &str, f: impl FnOnce(&mut Session) -> T) -> Option<T> {
        let mut all = self.all();
        if all.get(token).is_some_and(|session| session.expires_at <= now()) {
            all.remove(token);
        }
        all.get_mut(token).map(f)
    }

    /// Finds a session and slides its end: use keeps it alive.
    #[must_use]
    pub fn touch(&self, token: &str) -> Option<SessionView> {
        self.with(token, |session| session.expires_at = now() + session.lifetime)?;
        self.peek(token)
    }

    /// Finds a session and leaves its end where it is: listening is no use.
    #[must_use]
    pub fn peek(&self, token: &str) -> Option<SessionView> {
        self.with(token, |session| SessionView {
            token: token.to_owned(),
            user: session.user.clone(),
            world: Arc::clone(&session.world),
            csrf: session.csrf.clone(),
            language: session.language.clone(),
            expires_at: session.expires_at,
            warn_seconds: warn_seconds(session.lifetime),
            policy_off: false,
        })
    }

    /// Keeps the language chosen.
    pub fn set_language(&self, token: &str, language: &str) {
        self.with(token, |session| language.clone_into(&mut session.language));
    }

    /// Gives a session's script of faults to `f`; `None` without such a session.
    pub fn script<T>(&self, token: &str, f: impl FnOnce(&mut Script) -> T) -> Option<T> {
        self.with(token, |session| f(&mut session.script))
    }

    /// Logs out.
    pub fn close(&self, token: &str) {
        self.all().remove(token);
    }
}
