//! What the shell is answered before it warns of the end of the session.

use std::time::Duration;

/// Who has not touched the keys for so long may have gone: the shell asks.
const STILL_WRITING: Duration = Duration::from_secs(15 * 60);

/// What the citizen is at.
#[derive(Clone, Copy, Debug, Default)]
pub struct Work {
    /// Something is written that the service is not known to have.
    pub is_unsaved: bool,
    /// A message is on its way.
    pub is_sending: bool,
    /// How long ago something was written that is not sent; `None` when there is nothing.
    pub written: Option<Duration>,
}

/// Shall the session be extended without asking? Only once all that is written is safe.
#[must_use]
pub fn extends(work: &Work) -> bool {
    let is_writing = work.written.is_some_and(|ago| ago <= STILL_WRITING);
    !work.is_unsaved && (work.is_sending || is_writing)
}

/// Are these what the shell says of its token: what is left, when it warns, how long it lasts?
#[must_use]
pub fn are_times(times: &[f64]) -> bool {
    times.iter().all(|time| time.is_finite() && *time >= 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Option<Duration> = Some(Duration::ZERO);
    const LONG_AGO: Option<Duration> = Some(Duration::from_secs(901));

    #[test]
    fn the_session_is_extended_only_for_work_that_is_safe() {
        for (is_unsaved, is_sending, written, expected) in [
            (false, false, None, false),
            (false, false, NOW, true),
            (false, false, Some(STILL_WRITING), true),
            (false, false, LONG_AGO, false),
            (false, true, None, true),
            (false, true, LONG_AGO, true),
            (true, false, None, false),
            (true, false, NOW, false),
            (true, true, NOW, false),
        ] {
            let work = Work { is_unsaved, is_sending, written };
            assert_eq!(extends(&work), expected, "{work:?}");
        }
    }

    #[test]
    fn nonsense_is_no_time() {
        assert!(are_times(&[119.5, 120.0, 1_800.0]));
        assert!(are_times(&[0.0, 0.0, 0.0]));
        for nonsense in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -1.0] {
            assert!(!are_times(&[nonsense, 120.0, 1_800.0]), "{nonsense}");
            assert!(!are_times(&[119.0, 120.0, nonsense]), "{nonsense}");
        }
    }
}
