//! Message bodies: a tree of blocks, never HTML.

/// What a message says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// Plain text; line breaks count.
    Text(String),
    /// Blocks in order; `None` stands where a block could not be understood.
    Blocks(Vec<Option<Block>>),
}

/// A block of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading inside the message; it never outranks the page's own.
    Heading(Vec<Inline>),
    /// A list.
    List {
        /// Numbered or not.
        ordered: bool,
        /// The items.
        items: Vec<Vec<Inline>>,
    },
    /// A table.
    Table {
        /// What it shows.
        caption: Option<String>,
        /// Column heads.
        header: Vec<Vec<Inline>>,
        /// Rows of cells.
        rows: Vec<Vec<Vec<Inline>>>,
    },
}

/// A run of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// As it is.
    Text(String),
    /// Emphasised.
    Emphasis(String),
    /// Strongly emphasised.
    Strong(String),
    /// A link to somewhere a message may lead.
    Link(Link),
}

impl Inline {
    /// What it says.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Emphasis(text) | Self::Strong(text) => text,
            Self::Link(link) => &link.text,
        }
    }
}

/// A link whose address is known to be harmless.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The whole address: https, mailto or tel.
    pub href: String,
    /// What the message calls it.
    pub text: String,
    /// The host, shown to the reader so that a link cannot pose as another; `None` for mailto and tel.
    pub host: Option<String>,
}

impl Link {
    /// Takes `href` as a link when it is https, mailto or tel; `None` leaves only its text to be shown.
    ///
    /// User information before the host («https://helsenorge.no@example.com») is refused: it exists
    /// to mislead.
    #[must_use]
    pub fn parse(href: &str, text: &str) -> Option<Self> {
        if href.chars().any(|c| c.is_control() || c.is_whitespace() || c == '\\') {
            return None;
        }
        let (scheme, rest) = href.split_once(':')?;
        let host = match scheme.to_ascii_lowercase().as_str() {
            "mailto" | "tel" if !rest.is_empty() => None,
            "https" => Some(host(rest)?),
            _ => return None,
        };
        Some(Self { href: href.to_owned(), text: text.to_owned(), host })
    }
}

/// The host as browsers read it. They take many spellings for one host, such as «１.２», «0x7f» and «%61.no»;
/// only a name that means itself is shown, and so taken.
fn host(after_scheme: &str) -> Option<String> {
    let authority = after_scheme.strip_prefix("//")?.split(['/', '?', '#']).next()?;
    let (name, port) = authority.split_once(':').unwrap_or((authority, ""));
    let is_plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte));
    // A last part that begins with a digit may be a number: an address.
    let is_name = name.rsplit('.').next()?.starts_with(|first: char| first.is_ascii_alphabetic());
    let is_port = port.bytes().all(|byte| byte.is_ascii_digit());
    (is_plain && is_name && is_port).then(|| name.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_leads_only_to_web_mail_and_telephone() {
        let host = |href| Link::parse(href, "les mer").map(|link| link.host);
        assert_eq!(
            host("https://www.helsenorge.no/innboks?a=1"),
            Some(Some("www.helsenorge.no".into()))
        );
        assert_eq!(host("HTTPS://Helsenorge.NO:443"), Some(Some("helsenorge.no".into())));
        assert_eq!(host("https://xn--hlsenorge-3fg.no"), Some(Some("xn--hlsenorge-3fg.no".into())));
        assert_eq!(host("tel:+4723327000"), Some(None));
        assert_eq!(host("mailto:post@example.no"), Some(None));
        for hostile in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\nscript:alert(1)",
            " https://helsenorge.no",
            "http://helsenorge.no",
            "data:text/html,x",
            "blob:https://helsenorge.no/1",
            "//helsenorge.no",
            "https:helsenorge.no",
            "https://",
            "https://helsenorge.no@example.com/",
            "https:\\\\example.com",
            "https://helsenorge.no/ https://example.com",
            "https://helsenorge.no/\u{7f}",
            "https://h\u{435}lsenorge.no",
            "https://helsenorge\u{200b}.no",
            "https://\u{202e}on.egronesleh",
            "https://helsenorge.no\u{ff0e}example.com",
            "https://helsenorge%2eno",
            "https://2130706433",
            "https://127.0.0.1",
            "https://0x7f.1",
            "https://[::1]/",
            "https://helsenorge.no:x@example.com",
            "https://helsenorge.no:a",
            "tel:",
            "",
        ] {
            assert_eq!(host(hostile), None, "{hostile}");
        }
    }
}
