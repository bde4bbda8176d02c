//! An appointment as a calendar file (RFC 5545), for whatever calendar the citizen uses.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};

use super::appointment::Appointment;
use super::calendar::oslo_time;

/// Octets of a line, its end not counted (section 3.1).
const LONGEST_LINE: usize = 75;

/// The rule of [`super::calendar`], as calendars read it.
const ZONE: [&str; 17] = [
    "BEGIN:VTIMEZONE",
    "TZID:Europe/Oslo",
    "BEGIN:DAYLIGHT",
    "DTSTART:19960331T020000",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "TZNAME:CEST",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "DTSTART:19961027T030000",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "TZNAME:CET",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "END:STANDARD",
    "END:VTIMEZONE",
];

/// The file. `id` names the letter, so that a calendar replaces an earlier version of the same;
/// `summary` is what the calendar shows, `about` the rest, a line each.
#[must_use]
pub fn calendar_file(
    id: &str,
    appointment: &Appointment,
    summary: &str,
    about: &[String],
    now: DateTime<Utc>,
) -> String {
    let mut file = String::new();
    let mut line = |name: &str, value: &str| fold(&mut file, &format!("{name}{value}"));
    line("BEGIN:VCALENDAR", "");
    line("VERSION:2.0", "");
    line("PRODID:-//Helsenorge//Innboks//NO", "");
    ZONE.iter().for_each(|rule| line(rule, ""));
    line("BEGIN:VEVENT", "");
    line("UID:", &format!("{id}@helsenorge.no"));
    line("DTSTAMP:", &utc(now));
    line("DTSTART", &moment(appointment.starts_at));
    if let Some(ends_at) = appointment.ends_at {
        line("DTEND", &moment(ends_at));
    }
    line("SUMMARY:", &escaped(summary));
    line("LOCATION:", &escaped(&appointment.place));
    if !about.is_empty() {
        line("DESCRIPTION:", &escaped(&about.join("\n")));
    }
    // Others who see the calendar see that one is busy, and no more.
    line("CLASS:PRIVATE", "");
    line("END:VEVENT", "");
    line("END:VCALENDAR", "");
    file
}

/// A property's time: the wall clock of Oslo, or UTC in the hour that comes twice, which a wall clock
/// cannot tell apart.
fn moment(at: DateTime<Utc>) -> String {
    let hour = TimeDelta::hours(1);
    let is_twice = [at - hour, at + hour].map(oslo_time).contains(&oslo_time(at));
    if is_twice {
        format!(":{}", utc(at))
    } else {
        format!(";TZID=Europe/Oslo:{}", local(oslo_time(at)))
    }
}

fn utc(at: DateTime<Utc>) -> String {
    format!("{}Z", local(at.naive_utc()))
}

fn local(at: NaiveDateTime) -> String {
    use chrono::{Datelike, Timelike};
    let [month, day, hour, minute, second] =
        [at.month(), at.day(), at.hour(), at.minute(), at.second()];
    format!("{:04}{month:02}{day:02}T{hour:02}{minute:02}{second:02}", at.year())
}

/// Section 3.3.11; a control character has no place in a text.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '\n' => escaped.push_str("\\n"),
            '\\' | ';' | ',' => escaped.extend(['\\', sign]),
            sign if sign.is_control() => {}
            sign => escaped.push(sign),
        }
    }
    escaped
}

/// Appends a line, cut into pieces that are not too long, none of them in the middle of a character.
fn fold(file: &mut String, line: &str) {
    let mut length = 0;
    for sign in line.chars() {
        if length + sign.len_utf8() > LONGEST_LINE {
            file.push_str("\r\n ");
            length = 1;
        }
        file.push(sign);
        length += sign.len_utf8();
    }
    file.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::appointment::LetterState;
    use crate::domain::calendar::instant;

    fn file(starts_at: &str, place: &str, about: &[String]) -> String {
        let at = |text| instant(text).expect("an instant");
        let appointment = Appointment {
            place: place.into(),
            starts_at: at(starts_at),
            ends_at: None,
            who: None,
            bring: Vec::new(),
            phone: None,
            letter: LetterState::New,
            replaced_by: None,
            fee: None,
        };
        calendar_file("t-1", &appointment, "Time", about, at("2026-11-22T12:00:00Z"))
    }

    #[test]
    fn a_time_stands_as_oslos_clock_shows_it_where_that_says_it_all() {
        for (at, expected) in [
            ("2026-11-30T09:15:00Z", "DTSTART;TZID=Europe/Oslo:20261130T101500\r\n"),
            ("2026-03-29T00:59:00Z", "DTSTART;TZID=Europe/Oslo:20260329T015900\r\n"),
            ("2026-03-29T01:00:00Z", "DTSTART;TZID=Europe/Oslo:20260329T030000\r\n"),
            ("2026-10-24T23:59:59Z", "DTSTART;TZID=Europe/Oslo:20261025T015959\r\n"),
            ("2026-10-25T00:00:00Z", "DTSTART:20261025T000000Z\r\n"),
            ("2026-10-25T01:59:59Z", "DTSTART:20261025T015959Z\r\n"),
            ("2026-10-25T02:00:00Z", "DTSTART;TZID=Europe/Oslo:20261025T030000\r\n"),
        ] {
            assert!(file(at, "x", &[]).contains(expected), "{at}");
        }
    }

    #[test]
    fn no_text_can_end_its_line_or_begin_another_property() {
        let about = ["Ring, eller skriv; \\o/\r\nATTENDEE:mailto:x@example.no".to_owned()];
        let file = file("2026-11-30T09:15:00Z", "Inngang A\nEND:VEVENT", &about);
        assert!(file.contains("LOCATION:Inngang A\\nEND:VEVENT\r\n"));
        assert!(file.contains(
            "DESCRIPTION:Ring\\, eller skriv\\; \\\\o/\\nATTENDEE:mailto:x@example.no\r\n"
        ));
        assert_eq!(file.lines().filter(|line| *line == "END:VEVENT").count(), 1);
    }

    #[test]
    fn long_lines_are_folded_between_characters() {
        let place = "Ærøya sykehus, blåbærgangen ".repeat(20);
        let file = file("2026-11-30T09:15:00Z", &place, &[]);
        assert!(file.split("\r\n").all(|line| line.len() <= LONGEST_LINE));
        assert!(file.replace("\r\n ", "").contains(&place.replace(',', "\\,")));
    }
}
