use crate::api::{ApiError, Session};

use super::clock::Clock;

/// Whether someone is logged in, as far as this tab knows.
#[derive(Clone, Debug)]
pub enum Login {
    /// The answer about the session is awaited.
    Waiting,
    /// Someone is.
    In {
        /// Who, and for whom they may act.
        session: Session,
        /// The server's clock.
        clock: Clock,
    },
    /// Nobody is; the session may have ended while the page was open.
    Missing {
        /// Where to log in.
        login_url: Option<String>,
    },
    /// The session ended while the page was open: nothing is drawn, and what could not be saved is kept.
    Over {
        /// Where to log in; `None` when the service could not be asked.
        login_url: Option<String>,
    },
    /// The user logged out, here or in another tab.
    Out {
        /// Where to log in again.
        login_url: Option<String>,
    },
    /// The user asked to log out, and the service did not hear it: the session goes on.
    NotOut {
        /// For the next try.
        csrf_token: String,
        /// What went wrong.
        error: ApiError,
    },
    /// It could not be found out.
    Failed(ApiError),
}

impl Login {
    /// Reads the answer about the session.
    #[must_use]
    pub fn from_answer(answer: Result<Session, ApiError>) -> Self {
        match answer {
            Ok(session) => Self::In { clock: Clock::new(session.server_time), session },
            Err(ApiError::Refused(problem)) if problem.status == 401 => {
                Self::Missing { login_url: problem.login_url }
            }
            Err(error) => Self::Failed(error),
        }
    }
}
