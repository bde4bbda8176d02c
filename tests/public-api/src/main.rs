//! Starts the stand-in public API.

use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use innboks_public_api::app::{App, Options};
use innboks_public_api::{serve, server};
use tokio::net::TcpListener;

const HELP: &str = "\
innboks-public-api: a stand-in for Helsenorge's public inbox API

  --dist DIR      the built app (default: dist)
  --shell DIR     the mock of Helsenorge's shell (default: the one in the source tree)
  --shell-at PATH the inbox's base path in it (default: /min-helse/innboks)
  --data DIR      where the SQLite files live, made anew at each start (default: target/public-api)
  --seed DIR      the seed files (default: the ones in the source tree)
  --port N        default 4180; 0 picks a free one
  --hold N        how many seconds a send can be undone (default: 10; 0 sends at once)
  --plain-cookie  a cookie without Secure, for engines that refuse it on http localhost
  --verbose       log method, path pattern and status of each request
";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let Some((options, port)) = read_arguments(env::args().skip(1))? else {
        print!("{HELP}");
        return Ok(());
    };
    let app = Arc::new(App::start(options)?);
    let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
    runtime.block_on(async {
        let listener = TcpListener::bind(("127.0.0.1", port))
            .await
            .map_err(|error| format!("port {port}: {error}"))?;
        let address = listener.local_addr().map_err(|error| error.to_string())?;
        println!("http://localhost:{}/innboks/", address.port());
        serve::serve(listener, server::router(app)).await;
        Ok(())
    })
}

/// The options and the port; `None` when help is asked for.
fn read_arguments(
    mut arguments: impl Iterator<Item = String>,
) -> Result<Option<(Options, u16)>, String> {
    let mut options = Options {
        dist: PathBuf::from("dist"),
        shell: Path::new(env!("CARGO_MANIFEST_DIR")).join("../shell"),
        shell_at: "/min-helse/innboks".to_owned(),
        data: PathBuf::from("target/public-api"),
        seed: Path::new(env!("CARGO_MANIFEST_DIR")).join("seed"),
        verbose: false,
        hold_seconds: 10,
        plain_cookie: false,
    };
    let mut port = 4180;
    while let Some(name) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{name} needs a value"));
        match name.as_str() {
            "--dist" => options.dist = PathBuf::from(value()?),
            "--shell" => options.shell = PathBuf::from(value()?),
            "--shell-at" => options.shell_at = value()?,
            "--data" => options.data = PathBuf::from(value()?),
            "--seed" => options.seed = PathBuf::from(value()?),
            "--port" => port = value()?.parse().map_err(|_| "--port needs a number".to_owned())?,
            "--hold" => {
                options.hold_seconds =
                    value()?.parse().map_err(|_| "--hold needs a number".to_owned())?;
            }
            "--verbose" => options.verbose = true,
            "--plain-cookie" => options.plain_cookie = true,
            "--help" | "-h" => return Ok(None),
            _ => return Err(format!("unknown option {name}; --help lists them")),
        }
    }
    Ok(Some((options, port)))
}
