//! What every request shares.

use std::path::PathBuf;

use axum::http::HeaderMap;
use axum::http::header::COOKIE;

use crate::personas::PersonaCard;
use crate::seed_files::Seed;
use crate::session::Sessions;
use crate::time::now;
use crate::world::Worlds;

/// How the server was started.
#[derive(Clone, Debug)]
pub struct Options {
    /// The built app.
    pub dist: PathBuf,
    /// The mock of Helsenorge's shell.
    pub shell: PathBuf,
    /// The inbox's base path in it, without a closing slash, or `/`.
    pub shell_at: String,
    /// Where the SQLite files live; what an earlier run left there is removed.
    pub data: PathBuf,
    /// The seed files.
    pub seed: PathBuf,
    /// Log method, path pattern and status of each request.
    pub verbose: bool,
    /// How long a send is held, so that it can be undone; 0 sends at once. A session's scenario may say otherwise.
    pub hold_seconds: u32,
    /// For engines that refuse a Secure cookie on http localhost.
    pub plain_cookie: bool,
}

/// The running stand-in.
pub struct App {
    /// How it was started.
    pub options: Options,
    /// The SQLite files.
    pub worlds: Worlds,
    /// Who is logged in.
    pub sessions: Sessions,
    /// Who one can log in as.
    pub personas: Vec<PersonaCard>,
    /// What is made at their first log-in.
    pub seed: Seed,
}

impl App {
    /// Seeds a template and opens the shared world.
    ///
    /// # Errors
    /// A sentence on what could not be read or written.
    pub fn start(options: Options) -> Result<Self, String> {
        let seed = Seed::read(&options.seed)?;
        let worlds = Worlds::start(&options.data, &seed.key(now()), |db| seed.write(db, now()))?;
        let personas = seed.cards();
        Ok(Self { options, worlds, sessions: Sessions::default(), personas, seed })
    }

    /// Name of the session cookie.
    #[must_use]
    pub const fn cookie_name(&self) -> &'static str {
        if self.options.plain_cookie { "innboks" } else { "__Host-innboks" }
    }

    /// A `Set-Cookie` value; an empty token takes the cookie away.
    #[must_use]
    pub fn set_cookie(&self, token: &str) -> String {
        let name = self.cookie_name();
        let secure = if self.options.plain_cookie { "" } else { "; Secure" };
        let gone = if token.is_empty() { "; Max-Age=0" } else { "" };
        format!("{name}={token}{secure}; HttpOnly; SameSite=Lax; Path=/{gone}")
    }

    /// The session cookie of a request.
    #[must_use]
    pub fn cookie_token(&self, headers: &HeaderMap) -> Option<String> {
        headers
            .get_all(COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(name, _)| *name == self.cookie_name())
            .map(|(_, token)| token.to_owned())
    }
}
