use std::cell::Cell;
use std::time::Duration;

use super::pause::pause;
use super::task::spawn;
use crate::i18n::{Catalogue, Texts};
use crate::shell::Start;

/// Texts that could not be had are asked for again after this long.
const AGAIN: Duration = Duration::from_secs(5);

/// The texts, of which those that the list does without are fetched when the first of them is needed.
#[must_use]
pub fn texts(start: Start, catalogue: Catalogue) -> Texts {
    let asked = Cell::new(None);
    Texts::new(catalogue, move |texts, language| {
        if asked.replace(Some(language)) == Some(language) {
            return;
        }
        let start = start.clone();
        spawn(async move {
            while !texts.is_over() {
                if let Some(later) = start.later_texts(language).await {
                    return texts.complete(&later);
                }
                pause(AGAIN).await;
            }
        });
    })
}
