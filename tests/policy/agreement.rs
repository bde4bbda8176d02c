//! The policy and the tables say the same.

use innboks::domain::access::{Reason, Verdict, action, category, inbox};
use innboks::domain::category::Category;
use innboks::domain::thread::{Action, ThreadFacts};

use crate::claims::{self, Claims, place, yes};
use crate::table::{Columns, Table};

/// The words of every category; constant, since columns are.
const CATEGORY: &[&str] = &[
    "kpr",
    "gpChangeAcknowledgement",
    "formAcknowledgement",
    "powerOfAttorneyAcknowledgement",
    "hospital",
    "appointmentLetter",
    "carePathwayCoordinator",
    "healthContact",
    "gp",
    "healthSurvey",
    "municipality",
    "caseHandler",
    "studyResult",
    "serviceMessage",
    "powerOfAttorneyMessage",
    "unknown",
];
const ACTION: &[&str] = &[
    "read",
    "reply",
    "compose",
    "answerAppointment",
    "attach",
    "saveToArchive",
    "markRead",
    "markUnread",
    "putAway",
    "print",
    "download",
];

const CLOSINGS: Columns = &[
    ("securityLevel", claims::LOG_IN),
    ("confidentialAddress", claims::YES_NO),
    ("relation", claims::RELATION),
    ("ageBand", claims::AGE),
    ("consentLevel", claims::LEVEL),
    ("powerOfAttorney", claims::POWER),
    ("serviceArea3", claims::AREA_3),
    ("messages", claims::YES_NO),
];
const CATEGORIES: Columns = &[
    ("category", CATEGORY),
    ("relation", claims::RELATION),
    ("ageBand", claims::AGE),
    ("consentLevel", claims::LEVEL),
    ("archiveConsent", claims::YES_NO),
    ("eContact", claims::YES_NO),
];
const ACTIONS: Columns = &[
    ("action", ACTION),
    ("category", CATEGORY),
    ("region", claims::REGION),
    ("relation", claims::RELATION),
    ("ageBand", claims::AGE),
    ("consentLevel", claims::LEVEL),
    ("archiveConsent", claims::YES_NO),
    ("archiveTermsAccepted", claims::YES_NO),
    ("contactInfoBlocksWriting", claims::YES_NO),
    ("granted", claims::YES_NO),
];

struct Tables {
    closings: Table,
    categories: Table,
    actions: Table,
}

impl Tables {
    fn read() -> Self {
        Self {
            closings: Table::read(include_str!("closings.csv"), CLOSINGS, "open"),
            categories: Table::read(include_str!("categories.csv"), CATEGORIES, "visible"),
            actions: Table::read(include_str!("actions.csv"), ACTIONS, "allowed"),
        }
    }

    fn inbox(&self, of: Claims) -> Verdict {
        self.closings.verdict(&[
            usize::from(of.level_4),
            yes(of.confidential_address),
            of.relation,
            of.age,
            of.level,
            of.power,
            of.area_3,
            yes(of.messages),
        ])
    }

    /// The verdict on a category of an inbox that is open.
    fn category(&self, of: Claims, category: usize) -> Verdict {
        let Claims { relation, age, level, archive_consent, e_contact, .. } = of;
        let services = [yes(archive_consent), yes(e_contact)];
        self.categories.verdict(&[category, relation, age, level, services[0], services[1]])
    }

    /// The verdict on an action with a thread that is visible.
    fn action(&self, of: Claims, thread: [usize; 3], granted: bool) -> Verdict {
        let [action, category, region] = thread;
        self.actions.verdict(&[
            action,
            category,
            region,
            of.relation,
            of.age,
            of.level,
            yes(of.archive_consent),
            yes(of.archive_terms),
            yes(of.blocks_writing),
            yes(granted),
        ])
    }
}

#[test]
fn the_tables_speak_of_every_category_and_action() {
    assert_eq!(claims::categories(), CATEGORY);
    assert_eq!(Action::ALL.map(Action::word), ACTION);
}

/// Every combination of claims, category, region, action and grant.
#[test]
fn everyone_sees_and_may_do_exactly_what_the_rules_of_the_service_say() {
    let tables = Tables::read();
    let mut answers = 0_u64;
    let mut check = |expected: Verdict, answer: Verdict, what: &dyn Fn() -> String| {
        answers += 1;
        assert!(answer == expected, "{}: {answer:?}, expected {expected:?}", what());
    };
    for of in claims::all() {
        let (user, person, now) = (of.user(), of.person(), claims::now());
        let open = tables.inbox(of);
        check(open, inbox(&user, &person, now), &|| format!("{of:?}"));
        for kind in 0..CATEGORY.len() {
            let seen = open.and_then(|()| tables.category(of, kind));
            let known = claims::category(kind);
            let answer = known.map_or(seen, |kind| category(&user, &person, kind, now));
            check(seen, answer, &|| format!("{} {of:?}", CATEGORY[kind]));
            for region in 0..claims::REGION.len() {
                for (place, what) in Action::ALL.into_iter().enumerate() {
                    for grants in [&[][..], &[what]] {
                        let thread =
                            ThreadFacts { category: known, region: claims::region(region), grants };
                        let expected = seen.and_then(|()| {
                            tables.action(of, [place, kind, region], !grants.is_empty())
                        });
                        let answer = action(&user, &person, thread, what, now);
                        check(expected, answer, &|| {
                            let region = claims::REGION[region];
                            format!("{what:?} {} {region} {grants:?} {of:?}", CATEGORY[kind])
                        });
                    }
                }
            }
        }
    }
    println!("{answers} answers, all equal to the tables");
}

/// Each reason that is about claims occurs, so the comparison above has seen it.
#[test]
fn every_reason_of_the_policy_stands_in_the_tables() {
    let files =
        [include_str!("closings.csv"), include_str!("categories.csv"), include_str!("actions.csv")];
    // That a letter or a dialogue has been closed, only the server says.
    let told = [Reason::AnswerClosed, Reason::DialogueClosed];
    let of_policy = Reason::ALL.into_iter().filter(|reason| !told.contains(reason));
    for reason in of_policy {
        let word = format!(",{},", reason.word());
        assert!(files.iter().any(|file| file.contains(&word)), "{reason:?}");
    }
    assert_eq!(place(CATEGORY, Category::Gp.word()), 8);
}
