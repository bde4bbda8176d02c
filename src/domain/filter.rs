//! What of the list a citizen wants to see, and in which order.

use chrono::NaiveDate;

use super::calendar;
use super::category::Category;

/// Longest text to search for, in characters.
pub const MAX_TEXT: usize = 200;
/// Shorter texts would find nearly everything.
const MIN_TEXT: usize = 2;

/// A choice of threads. All that it asks for holds at once; the default asks for nothing.
///
/// Search text, sender, category and what waits for an answer are health data: they stand in no
/// address. The rest may, and [`Filter::query`] writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words that occur in it.
    pub text: String,
    /// Who it is from.
    pub sender: Option<String>,
    /// Any of these kinds; none means all.
    pub categories: Vec<Category>,
    /// Does the service wait for an answer?
    pub needs_answer: bool,
    /// Is it unread?
    pub unread: bool,
    /// Has it a file?
    pub has_attachment: bool,
    /// Does an unsent answer wait in it?
    pub has_draft: bool,
    /// Its newest message is of this day or later.
    pub from: Option<NaiveDate>,
    /// Its newest message is of this day or earlier.
    pub to: Option<NaiveDate>,
    /// Which comes first.
    pub sort: Sort,
    /// Only what was put away, instead of what is in the list.
    pub put_away: bool,
}

/// Which threads come first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// By the newest message, latest first.
    #[default]
    Newest,
    /// The other way round.
    Oldest,
    /// By the sender's name.
    Sender,
}

impl Sort {
    /// Every order.
    pub const ALL: [Self; 3] = [Self::Newest, Self::Oldest, Self::Sender];

    /// The contract's word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::Oldest => "oldest",
            Self::Sender => "sender",
        }
    }

    /// The word in an address.
    #[must_use]
    pub const fn address(self) -> &'static str {
        match self {
            Self::Newest => "nyest",
            Self::Oldest => "eldst",
            Self::Sender => "avsender",
        }
    }
}

/// A query that could be read only in part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadFilter {
    /// What could be read.
    pub filter: Filter,
    /// Was there anything of ours that could not be?
    pub is_damaged: bool,
}

impl Filter {
    /// Reads the query of an address. Names that are not ours are passed over: they may be the host's.
    #[must_use]
    pub fn read(query: &str) -> ReadFilter {
        let mut filter = Self::default();
        let mut is_damaged = false;
        let mut yes = |flag: &mut bool, value: &str| match value {
            "ja" => *flag = true,
            _ => is_damaged = true,
        };
        let mut days = [None, None];
        let mut sort = None;
        for pair in query.trim_start_matches('?').split('&') {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            match name {
                "ulest" => yes(&mut filter.unread, value),
                "vedlegg" => yes(&mut filter.has_attachment, value),
                "utkast" => yes(&mut filter.has_draft, value),
                "fra" => days[0] = Some(calendar::day(value)),
                "til" => days[1] = Some(calendar::day(value)),
                "sorter" => sort = Some(Sort::ALL.into_iter().find(|sort| sort.address() == value)),
                _ => {}
            }
        }
        is_damaged |= days.contains(&Some(None)) || sort == Some(None);
        let [from, to] = days.map(Option::flatten);
        if from.zip(to).is_none_or(|(from, to)| from <= to) {
            (filter.from, filter.to) = (from, to);
        } else {
            is_damaged = true;
        }
        filter.sort = sort.flatten().unwrap_or_default();
        ReadFilter { filter, is_damaged }
    }

    /// What of it stands in an address, with its `?`; empty when nothing does.
    #[must_use]
    pub fn query(&self) -> String {
        let mut query = String::new();
        let mut add = |name: &str, value: &str| {
            query.push(if query.is_empty() { '?' } else { '&' });
            query.push_str(name);
            query.push('=');
            query.push_str(value);
        };
        for (name, is) in
            [("ulest", self.unread), ("vedlegg", self.has_attachment), ("utkast", self.has_draft)]
        {
            if is {
                add(name, "ja");
            }
        }
        for (name, day) in [("fra", self.from), ("til", self.to)] {
            if let Some(day) = day {
                add(name, &calendar::word(day));
            }
        }
        if self.sort != Sort::Newest {
            add("sorter", self.sort.address());
        }
        query
    }

    /// Is it the whole list, newest first?
    #[must_use]
    pub fn is_plain(&self) -> bool {
        *self == Self::default()
    }

    /// Does it leave anything out?
    #[must_use]
    pub fn is_narrow(&self) -> bool {
        *self != Self { sort: self.sort, put_away: self.put_away, ..Self::default() }
    }

    /// How many things it asks for, the search text and the order apart.
    #[must_use]
    pub fn count(&self) -> usize {
        let flags = [self.needs_answer, self.unread, self.has_attachment, self.has_draft];
        let flags = flags.into_iter().filter(|is| *is).count();
        let days = self.from.iter().chain(&self.to).count();
        flags + days + self.categories.len() + self.sender.iter().count()
    }

    /// The same search text among all threads.
    #[must_use]
    pub fn widened(&self) -> Self {
        Self { text: self.text.clone(), sort: self.sort, ..Self::default() }
    }

    /// With another text to search for; `None` while too little is typed to make sense.
    #[must_use]
    pub fn searching(&self, typed: &str) -> Option<Self> {
        let text: String = typed.trim().chars().take(MAX_TEXT).collect();
        let makes_sense = text.is_empty() || text.chars().count() >= MIN_TEXT;
        makes_sense.then(|| Self { text, ..self.clone() })
    }

    /// With the kind asked for, or not.
    #[must_use]
    pub fn with_category(&self, category: Category, is_wanted: bool) -> Self {
        let mut categories = self.categories.clone();
        categories.retain(|one| *one != category);
        if is_wanted {
            categories.push(category);
        }
        Self { categories, ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<NaiveDate> {
        calendar::day(text)
    }

    #[test]
    fn an_address_holds_what_may_stand_there_and_nothing_of_health() {
        let filter = Filter {
            text: "blodprøve".into(),
            sender: Some("Solsiden legesenter".into()),
            categories: vec![Category::Gp],
            needs_answer: true,
            unread: true,
            has_attachment: true,
            has_draft: true,
            from: day("2026-01-01"),
            to: day("2026-11-22"),
            sort: Sort::Sender,
            put_away: false,
        };
        let query = filter.query();
        assert_eq!(
            query,
            "?ulest=ja&vedlegg=ja&utkast=ja&fra=2026-01-01&til=2026-11-22&sorter=avsender"
        );
        let read = Filter::read(&query);
        assert!(!read.is_damaged);
        let shown = Filter {
            text: String::new(),
            sender: None,
            categories: Vec::new(),
            needs_answer: false,
            ..filter
        };
        assert_eq!(read.filter, shown);
        assert_eq!(read.filter.query(), query);
    }

    #[test]
    fn the_whole_list_has_an_address_without_a_query() {
        assert_eq!(Filter::default().query(), "");
        for query in ["", "?", "?utm_source=brev", "?kode&ulestt=ja"] {
            let read = Filter::read(query);
            assert!(read.filter.is_plain() && !read.is_damaged, "{query}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_left_out_and_said() {
        for (query, left) in [
            ("?ulest=nei&vedlegg=ja", "?vedlegg=ja"),
            ("?fra=2026-02-30", ""),
            ("?fra=2026-12-01&til=2026-11-01", ""),
            ("?sorter=tilfeldig&utkast=ja", "?utkast=ja"),
            ("?til=%00", ""),
            ("?ulest", ""),
        ] {
            let read = Filter::read(query);
            assert!(read.is_damaged, "{query}");
            assert_eq!(read.filter.query(), left, "{query}");
        }
    }

    #[test]
    fn a_search_begins_with_the_first_text_that_makes_sense() {
        let filter = Filter::default();
        assert_eq!(filter.searching(" b "), None);
        assert_eq!(filter.searching("bl").map(|filter| filter.text), Some("bl".into()));
        assert_eq!(filter.searching("  ").map(|filter| filter.text), Some(String::new()));
        let long = filter.searching(&"å".repeat(300)).map(|filter| filter.text.chars().count());
        assert_eq!(long, Some(MAX_TEXT));
    }

    #[test]
    fn a_filter_knows_what_it_leaves_out() {
        let sorted = Filter { sort: Sort::Oldest, put_away: true, ..Filter::default() };
        assert!(!sorted.is_plain() && !sorted.is_narrow());
        assert_eq!(sorted.count(), 0);
        let narrow =
            Filter { text: "time".into(), unread: true, from: day("2026-01-01"), ..sorted }
                .with_category(Category::Gp, true)
                .with_category(Category::Gp, true)
                .with_category(Category::Kpr, true)
                .with_category(Category::Kpr, false);
        assert!(narrow.is_narrow());
        assert_eq!(narrow.count(), 3);
        let wide = narrow.widened();
        assert_eq!((wide.text.as_str(), wide.count(), wide.sort), ("time", 0, Sort::Oldest));
    }
}
