//! The texts of the interface: typed keys, and one catalogue per language fetched at start.

mod catalogue;
mod format;
mod key;
#[cfg(test)]
mod plain;
mod plural;
mod sami;
mod texts;

pub use catalogue::{Catalogue, Language};
pub use format::{
    clock_span, date, date_time, day, days_ago, file_size, seconds, time, time_left, weekday,
    weekday_date,
};
pub use key::Key;
pub use plural::Plural;
pub use texts::{Text, Texts, use_texts};
