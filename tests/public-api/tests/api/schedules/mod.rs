//! Drafts under random schedules: two tabs, two persons, faults, expiry, reloads and sends, over real HTTP and with
//! the app's own decisions ([`innboks::domain::draft_work`]). A schedule that fails is named by its seed:
//! `INNBOKS_SEED=17 cargo test -p innboks-public-api schedules` runs it alone.

mod chance;
mod stored;
mod tab;
mod wire;

use std::env;

use chance::Chance;
use stored::{Stored, Typed};
use tab::Tab;
use wire::Wire;

const STEPS: u32 = 60;
/// Whoever writes for both.
const USER: &str = "kari";

/// What happened, for the last words of a test.
#[derive(Debug, Default)]
pub struct Seen {
    pub sent: u32,
    pub faults: u32,
    pub conflicts: u32,
    pub expiries: u32,
    pub uncertain: u32,
    pub given_up: u32,
}

#[test]
fn nothing_written_is_lost_and_nothing_is_sent_twice() {
    let number = |name: &str| env::var(name).ok().and_then(|value| value.parse::<u64>().ok());
    let many = if env::var("INNBOKS_DEEP").is_ok() { 1_000 } else { 50 };
    let seeds = match number("INNBOKS_SEED") {
        Some(seed) => seed..seed + 1,
        None => 0..number("INNBOKS_SCHEDULES").unwrap_or(many),
    };
    let mut seen = Seen::default();
    for seed in seeds.clone() {
        if let Err(wrong) = run(seed, &mut seen) {
            panic!("schedule {seed}: {wrong}\nrun it alone with INNBOKS_SEED={seed}");
        }
    }
    println!("{} schedules: {seen:?}", seeds.end - seeds.start);
    if seeds.end - seeds.start > 10 {
        let least = [seen.sent, seen.faults, seen.conflicts, seen.expiries, seen.uncertain];
        assert!(least.iter().all(|count| *count > 0), "the schedules try too little: {seen:?}");
    }
}

fn run(seed: u64, seen: &mut Seen) -> Result<(), String> {
    let mut chance = Chance::new(seed);
    let mut wire = Wire::begin(USER);
    let mut typed = Typed::default();
    let mut tabs = [Tab::open(&mut wire, 0), Tab::open(&mut wire, 1)];
    let loud = env::var("INNBOKS_SEED").is_ok();
    for _ in 0..STEPS {
        let index = chance.below(2);
        let said = tabs[index].act(&mut wire, &mut chance, &mut typed, seen);
        if loud {
            println!("tab {index}: {said}; {}", tabs[index]);
        }
        if said == "an answer" {
            let stored = Stored::read(&wire);
            for tab in &tabs {
                tab.check(&stored, &wire)?;
            }
        }
    }
    // The network and the service recover, and the citizen comes back to both tabs.
    wire.recover();
    for tab in &mut tabs {
        tab.settle(&mut wire);
    }
    let stored = Stored::read(&wire);
    for tab in &tabs {
        tab.check(&stored, &wire)?;
        tab.check_settled(&stored)?;
    }
    seen.sent += stored.sends();
    stored.check(&typed, &tabs)
}
