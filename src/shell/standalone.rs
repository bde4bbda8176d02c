use super::Shell;

/// No shell: the app is all there is.
pub struct Standalone;

impl Shell for Standalone {
    fn tell_loading(&self, _is_loading: bool) {}

    fn tell_news(&self) {}

    fn tell_drawn(&self) {}

    fn opens_picker(&self) -> bool {
        false
    }

    fn warns(&self) -> bool {
        false
    }

    fn has_log_out(&self) -> bool {
        false
    }

    fn has_frame(&self) -> bool {
        false
    }
}
