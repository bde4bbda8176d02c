//! Consent levels (tilgangsnivå) of a person's Helsenorge.

/// How much of Helsenorge a person has consented to, in order (R17, R18).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConsentLevel {
    /// A value this version does not know: opens nothing.
    Unknown,
    /// Access removed (R40).
    None,
    /// Basis.
    Basic,
    /// Basis+: opens what Basis opens in the inbox.
    BasicPlus,
    /// Full tilgang.
    Full,
}

impl ConsentLevel {
    /// Reads the contract's word; an unknown one opens nothing.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        match word {
            "none" => Self::None,
            "basic" => Self::Basic,
            "basicPlus" => Self::BasicPlus,
            "full" => Self::Full,
            _ => Self::Unknown,
        }
    }
}
