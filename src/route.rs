//! The only place that reads or writes app addresses.

/// A page of the app. A thread's or draft's id may stand in an address; a person's never does.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Route {
    /// The list of threads.
    Inbox,
    /// The threads that were put away.
    PutAway,
    /// A thread.
    Thread(String),
    /// Choice of recipient for a new message.
    Compose,
    /// A new message under way.
    Draft(String),
    /// What is written and not sent.
    Drafts,
    /// Every person one may act for.
    Persons,
    /// Why not everything is shown.
    Access,
    /// About the inbox.
    About,
    /// The accessibility statement.
    Accessibility,
    /// An address of ours that leads nowhere.
    NotFound,
}

impl Route {
    /// Reads the path of an address. `base` is the app's own path, such as `/innboks`.
    #[must_use]
    pub fn parse(base: &str, path: &str) -> Self {
        let rest = path
            .strip_prefix(base.trim_end_matches('/'))
            .filter(|rest| rest.is_empty() || rest.starts_with('/'));
        let Some(rest) = rest else { return Self::NotFound };
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        match rest.split('/').collect::<Vec<_>>().as_slice() {
            [""] => Self::Inbox,
            ["lagt-bort"] => Self::PutAway,
            ["samtale", id] if Self::is_id(id) => Self::Thread((*id).to_owned()),
            ["skriv"] => Self::Compose,
            ["skriv", id] if Self::is_id(id) => Self::Draft((*id).to_owned()),
            ["utkast"] => Self::Drafts,
            ["personer"] => Self::Persons,
            ["hvorfor"] => Self::Access,
            ["om"] => Self::About,
            ["tilgjengelighet"] => Self::Accessibility,
            _ => Self::NotFound,
        }
    }

    /// The address of this page below `base`.
    #[must_use]
    pub fn path(&self, base: &str) -> String {
        let base = base.trim_end_matches('/');
        match self {
            Self::Inbox | Self::NotFound => format!("{base}/"),
            Self::PutAway => format!("{base}/lagt-bort"),
            Self::Thread(id) => format!("{base}/samtale/{id}"),
            Self::Compose => format!("{base}/skriv"),
            Self::Draft(id) => format!("{base}/skriv/{id}"),
            Self::Drafts => format!("{base}/utkast"),
            Self::Persons => format!("{base}/personer"),
            Self::Access => format!("{base}/hvorfor"),
            Self::About => format!("{base}/om"),
            Self::Accessibility => format!("{base}/tilgjengelighet"),
        }
    }

    /// Is it a list of threads?
    #[must_use]
    pub fn is_list(&self) -> bool {
        matches!(self, Self::Inbox | Self::PutAway)
    }

    /// What kind of page it is, as the page around is told.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Inbox => "inbox",
            Self::PutAway => "putAway",
            Self::Thread(_) => "thread",
            Self::Compose => "compose",
            Self::Draft(_) => "draft",
            Self::Drafts => "drafts",
            Self::Persons => "persons",
            Self::Access => "access",
            Self::About => "about",
            Self::Accessibility => "accessibility",
            Self::NotFound => "notFound",
        }
    }

    /// An id as the contract forms them; anything else in an address is a mistake.
    #[must_use]
    pub fn is_id(id: &str) -> bool {
        (1..=64).contains(&id.len())
            && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_has_an_address_that_leads_back_to_it() {
        let pages = [
            Route::Inbox,
            Route::PutAway,
            Route::Thread("t-1_A".into()),
            Route::Compose,
            Route::Draft("d1".into()),
            Route::Drafts,
            Route::Persons,
            Route::Access,
            Route::About,
            Route::Accessibility,
        ];
        for base in ["/", "/innboks", "/innboks/", "/min-helse/innboks"] {
            for page in &pages {
                assert_eq!(Route::parse(base, &page.path(base)), *page, "{base}");
            }
        }
    }

    #[test]
    fn an_address_that_is_not_ours_leads_nowhere() {
        for path in [
            "/innboksen",
            "/",
            "/annet",
            "/innboks/ukjent",
            "/innboks/samtale",
            "/innboks/samtale/",
            "/innboks/samtale/a/b",
            "/innboks/samtale/%2e%2e",
            "/innboks/samtale/æ",
            "/innboks//samtale/a",
        ] {
            assert_eq!(Route::parse("/innboks", path), Route::NotFound, "{path}");
        }
        let long = format!("/innboks/samtale/{}", "a".repeat(65));
        assert_eq!(Route::parse("/innboks", &long), Route::NotFound);
    }

    #[test]
    fn a_closing_slash_makes_no_difference() {
        assert_eq!(Route::parse("/innboks", "/innboks"), Route::Inbox);
        assert_eq!(Route::parse("/innboks", "/innboks/om/"), Route::About);
    }
}
