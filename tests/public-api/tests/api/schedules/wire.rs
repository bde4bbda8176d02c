//! What goes over the wire, and what goes wrong there.

use innboks::domain::draft::{Content, Draft};
use innboks::domain::draft_work::{Outcome, Step};
use innboks::domain::error::{ApiError, Problem};
use serde_json::{Value, json};

use super::chance::Chance;
use crate::client::{Answer, Citizen, parse};

pub const PERSONS: [&str; 2] = ["p-kari", "p-ola"];
const RECIPIENTS: [&str; 2] = ["r-kari-gp", "r-ola-gp"];

/// What happens to a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Luck {
    Fine,
    /// One of the server's faults.
    Fault(&'static str),
    /// The caller gives up, and the call arrives later.
    Late,
}

const FAULTS: [&str; 11] = [
    r#"{"kind":"abort"}"#,
    r#"{"kind":"lostAnswer"}"#,
    r#"{"kind":"malformed"}"#,
    r#"{"kind":"truncated"}"#,
    r#"{"kind":"status","status":401}"#,
    r#"{"kind":"status","status":412}"#,
    r#"{"kind":"status","status":429,"retryAfter":3}"#,
    r#"{"kind":"status","status":500}"#,
    r#"{"kind":"status","status":503,"retryAfter":2}"#,
    r#"{"kind":"lostAnswer"}"#,
    r#"{"kind":"wrongPerson","person":"p-nora"}"#,
];

impl Luck {
    pub fn draw(chance: &mut Chance) -> Self {
        match chance.below(10) {
            0..5 => Self::Fine,
            5 => Self::Late,
            _ => Self::Fault(FAULTS[chance.below(FAULTS.len())]),
        }
    }
}

/// The browser of one user: both tabs have its session.
pub struct Wire {
    user: &'static str,
    pub citizen: Citizen,
    /// The draft of each person.
    pub drafts: [String; 2],
    /// Calls that were given up and are still on their way.
    late: Vec<(usize, usize, Step)>,
    /// Which tab sent whose draft.
    senders: Vec<(usize, usize)>,
    /// Which log-in this is.
    pub turn: u32,
}

impl Wire {
    pub fn begin(user: &'static str) -> Self {
        let citizen = Citizen::fresh(user);
        let draft = |person: usize| {
            let body = json!({"recipientId": RECIPIENTS[person], "topic": "contactSurgery"});
            let answer = citizen.acting_for(PERSONS[person]).post("/api/v1/drafts", &body);
            assert_eq!(answer.status, 201, "{}", answer.head);
            answer.json()["id"].as_str().unwrap().to_owned()
        };
        let drafts = [draft(0), draft(1)];
        Self { user, citizen, drafts, late: Vec::new(), senders: Vec::new(), turn: 0 }
    }

    /// The session ends on the server.
    pub fn end_session(&mut self) {
        self.citizen.post("/api/v1/logout", &Value::Null);
    }

    /// The same user logs in again, for all tabs.
    pub fn log_in(&mut self) {
        let world = self.citizen.world.clone();
        self.citizen = Citizen::log_in(&json!({"persona": self.user, "world": world}));
        self.turn += 1;
    }

    pub fn recover(&mut self) {
        self.log_in();
        while self.arrive_late() {}
    }

    /// A call that was given up arrives after all; nobody waits for its answer.
    pub fn arrive_late(&mut self) -> bool {
        if self.late.is_empty() {
            return false;
        }
        let (tab, person, step) = self.late.remove(0);
        let _ = self.call(tab, person, &step);
        true
    }

    /// The draft as a page gets it; `None` when it is one no more.
    pub fn open(&self, person: usize) -> Option<Draft> {
        let citizen = self.citizen.acting_for(PERSONS[person]);
        let answer = citizen.get(&format!("/api/v1/drafts/{}", self.drafts[person]));
        (answer.status == 200).then(|| draft(&answer).unwrap())
    }

    /// Makes the call that a step asks for.
    pub fn carry_out(
        &mut self,
        tab: usize,
        person: usize,
        step: &Step,
        luck: Luck,
    ) -> Result<Outcome, ApiError> {
        match luck {
            Luck::Fine => self.call(tab, person, step),
            Luck::Late => {
                self.give_up(tab, person, step.clone());
                Err(ApiError::Timeout)
            }
            Luck::Fault(fault) => {
                let fault: Value = serde_json::from_str(fault).unwrap();
                let rule = json!({"path": "/api/v1/*", "times": 1, "fault": fault});
                let script = json!({"rules": [rule]});
                // Without a session there is nothing to go wrong.
                self.citizen.put("/stand-in/scenario", &script);
                let outcome = self.call(tab, person, step);
                self.citizen.put("/stand-in/scenario", &json!({"rules": []}));
                outcome
            }
        }
    }

    /// Nobody waits for this call any more.
    pub fn give_up(&mut self, tab: usize, person: usize, step: Step) {
        self.late.push((tab, person, step));
    }

    /// Did a call of this tab send the person's draft?
    pub fn has_sent(&self, tab: usize, person: usize) -> bool {
        self.senders.contains(&(tab, person))
    }

    fn sends(&self) -> i64 {
        let count = "SELECT count(*) FROM sends";
        self.citizen.database().query_row(count, [], |row| row.get(0)).unwrap()
    }

    fn call(&mut self, tab: usize, person: usize, step: &Step) -> Result<Outcome, ApiError> {
        if !matches!(step, Step::Send(_)) {
            return self.ask(person, step);
        }
        let before = self.sends();
        let outcome = self.ask(person, step);
        if self.sends() > before {
            self.senders.push((tab, person));
        }
        outcome
    }

    fn ask(&self, person: usize, step: &Step) -> Result<Outcome, ApiError> {
        let citizen = self.citizen.acting_for(PERSONS[person]);
        let path = |draft: &Draft| format!("/api/v1/drafts/{}", draft.id);
        let bytes = match step {
            Step::Look(_, draft) => citizen.bytes("GET", &path(draft), &[], ""),
            Step::Save(draft, content) => {
                let body = json!({"subject": content.subject, "text": content.text}).to_string();
                citizen.bytes("PUT", &path(draft), &[("if-match", &draft.version)], &body)
            }
            Step::Send(draft) => {
                let head = [("idempotency-key", &*draft.send_key), ("if-match", &*draft.version)];
                let body = json!({"draftId": draft.id}).to_string();
                citizen.bytes("POST", "/api/v1/sends", &head, &body)
            }
        };
        let answer = parse(&bytes).ok_or(ApiError::Network)?;
        check(&answer, PERSONS[person])?;
        if !matches!(step, Step::Send(_)) {
            return draft(&answer).map(Outcome::Draft).ok_or(ApiError::Malformed);
        }
        let sent: Value = serde_json::from_slice(&answer.body).map_err(|_| ApiError::Malformed)?;
        let thread = sent["threadId"].as_str().ok_or(ApiError::Malformed)?;
        Ok(Outcome::Sent(thread.to_owned()))
    }
}

/// As the app's client does.
fn check(answer: &Answer, person: &str) -> Result<(), ApiError> {
    let is_ok = (200..300).contains(&answer.status);
    match answer.header("x-acting-person") {
        Some(named) if named == person => {}
        None if !is_ok => {}
        _ => return Err(ApiError::WrongPerson),
    }
    let retry_after = answer.header("retry-after").and_then(|seconds| seconds.parse().ok());
    let problem = Problem { status: answer.status, retry_after, ..Problem::default() };
    if is_ok { Ok(()) } else { Err(ApiError::Refused(problem)) }
}

fn draft(answer: &Answer) -> Option<Draft> {
    let json: Value = serde_json::from_slice(&answer.body).ok()?;
    let word = |name: &str| json[name].as_str().map(str::to_owned);
    Some(Draft {
        id: word("id")?,
        version: answer.header("etag")?.to_owned(),
        send_key: word("sendKey")?,
        thread_id: word("threadId"),
        about: None,
        recipient_name: word("recipientName")?,
        closed: None,
        content: Content { subject: word("subject")?, text: word("text")? },
        files: Vec::new(),
    })
}
