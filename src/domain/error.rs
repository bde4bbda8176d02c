//! Every way a call can fail, as the page tells it.

use std::time::Duration;

/// Why a call gave nothing that may be used.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ApiError {
    /// The service was not reached.
    Network,
    /// The service did not answer in time.
    Timeout,
    /// The asker is gone; nothing is shown.
    Aborted,
    /// The answer named another person than its asker's, and was dropped.
    WrongPerson,
    /// The answer could not be understood.
    Malformed,
    /// The service said no.
    Refused(Problem),
}

/// What the service said (RFC 9457), as far as the page uses it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Problem {
    /// HTTP status.
    pub status: u16,
    /// The contract's code; empty when the answer had none.
    pub code: String,
    /// What is wrong with the first field that it names.
    pub field_code: Option<String>,
    /// Names the event for support; no health data.
    pub request_id: Option<String>,
    /// Where to log in, for 401.
    pub login_url: Option<String>,
    /// Seconds to wait before asking again.
    pub retry_after: Option<u32>,
}

impl ApiError {
    /// The HTTP status that the service refused with.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Refused(problem) => Some(problem.status),
            _ => None,
        }
    }

    /// The contract's word for why the service refused.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Refused(problem) => Some(&problem.code),
            _ => None,
        }
    }

    /// How long the service asks to be left alone.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Refused(problem) => {
                problem.retry_after.map(|wait| Duration::from_secs(wait.into()))
            }
            _ => None,
        }
    }

    /// May the same call succeed a while later? A refusal that is about what was asked stays.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Refused(problem) => matches!(problem.status, 408 | 429 | 500..),
            Self::Aborted => false,
            Self::Network | Self::Timeout | Self::Malformed | Self::WrongPerson => true,
        }
    }

    /// Did the call perhaps take effect, though no answer says so?
    #[must_use]
    pub fn is_uncertain(&self) -> bool {
        match self {
            Self::Refused(problem) => problem.status >= 500,
            Self::Network | Self::Timeout | Self::Malformed | Self::WrongPerson | Self::Aborted => {
                true
            }
        }
    }
}
