//! What must hold whatever the tables say.

use innboks::domain::access::{Verdict, action, category, compose, inbox, writing};
use innboks::domain::category::Category;
use innboks::domain::thread::{Action, ThreadFacts};

use crate::claims::{self, AGE, AREA_3, Claims, LEVEL, POWER, RELATION, place};

/// Everything that claims open, one bit for each: the inbox, writing, composing, each category, and
/// each action on each category in each region, where the server grants everything.
fn opened(claims: Claims) -> Vec<bool> {
    let (user, person, now) = (claims.user(), claims.person(), claims::now());
    let mut verdicts: Vec<Verdict> = vec![
        inbox(&user, &person, now),
        writing(&user, &person, now),
        compose(&user, &person, now),
    ];
    for kind in Category::ALL {
        verdicts.push(category(&user, &person, kind, now));
        for region in 0..claims::REGION.len() {
            let region = claims::region(region);
            let thread = ThreadFacts { category: Some(kind), region, grants: &Action::ALL };
            verdicts.extend(Action::ALL.map(|what| action(&user, &person, thread, what, now)));
        }
    }
    verdicts.into_iter().map(|verdict| verdict.is_ok()).collect()
}

/// Fails when `smaller` opens anything that `larger` does not.
fn never_more(smaller: Claims, larger: Claims) {
    let (less, more) = (opened(smaller), opened(larger));
    assert!(less.iter().zip(&more).all(|(less, more)| !less | more), "{smaller:?} > {larger:?}");
}

fn is_open(claims: Claims) -> bool {
    inbox(&claims.user(), &claims.person(), claims::now()).is_ok()
}

fn relation(word: &str) -> usize {
    place(RELATION, word)
}

/// R62, from 12 years: below, the person does not log in, and there is nothing to compare with.
#[test]
fn who_holds_a_power_of_attorney_or_is_a_guardian_never_gets_more_than_the_person() {
    let representatives = [relation("powerOfAttorney"), relation("guardian")];
    let mut compared = 0;
    for claims in claims::all().filter(|claims| is_open(*claims)) {
        if representatives.contains(&claims.relation) && AGE[claims.age] != "under12" {
            never_more(claims, Claims { relation: relation("self"), ..claims });
            compared += 1;
        }
    }
    assert!(compared > 1_000, "{compared}");
}

#[test]
fn a_parent_sees_exactly_the_parents_columns() {
    let columns = [
        (
            "under12",
            "gpChangeAcknowledgement formAcknowledgement hospital appointmentLetter \
             carePathwayCoordinator healthContact gp municipality caseHandler serviceMessage",
        ),
        ("12to15", "gpChangeAcknowledgement"),
        ("16to17", ""),
        ("adult", ""),
        ("unknown", ""),
    ];
    for (age, column) in columns {
        let mut seen = Vec::new();
        let of_parents = claims::all()
            .filter(|claims| claims.relation == relation("parent") && AGE[claims.age] == age);
        for claims in of_parents {
            for kind in Category::ALL {
                let sees = category(&claims.user(), &claims.person(), kind, claims::now()).is_ok();
                if sees && !seen.contains(&kind) {
                    seen.push(kind);
                }
            }
        }
        let expected: Vec<_> = column.split_whitespace().map(Category::parse).collect();
        assert_eq!(seen.len(), expected.len(), "{age}");
        assert!(seen.into_iter().all(|kind| expected.contains(&Some(kind))), "{age}");
    }
}

/// R18, R33, R34: more consent, a service more, a warning less.
#[test]
fn raising_never_hides_and_lowering_never_opens() {
    for claims in claims::all() {
        let mut raised = vec![
            Claims { archive_consent: true, ..claims },
            Claims { archive_terms: true, ..claims },
            Claims { e_contact: true, ..claims },
            Claims { messages: true, ..claims },
            Claims { level_4: true, ..claims },
            Claims { blocks_writing: false, ..claims },
            Claims { confidential_address: false, ..claims },
        ];
        let levels = ["unknown", "none", "basic", "basicPlus", "full"];
        let level = levels.iter().position(|level| *level == LEVEL[claims.level]);
        if let Some(higher) = level.and_then(|level| levels.get(level + 1)) {
            raised.push(Claims { level: place(LEVEL, higher), ..claims });
        }
        if claims.relation == relation("powerOfAttorney") {
            raised.push(Claims { area_3: place(AREA_3, "yes"), ..claims });
            if POWER[claims.power] == "expired" {
                raised.push(Claims { power: place(POWER, "lastDay"), ..claims });
            }
        }
        if is_open(claims) {
            raised
                .into_iter()
                .filter(|more| *more != claims)
                .for_each(|more| never_more(claims, more));
        } else {
            // What is closed opens nothing; then nothing can be lost by raising.
            assert!(opened(claims).iter().all(|open| !open), "{claims:?}");
        }
    }
}

#[test]
fn a_claim_that_is_not_understood_opens_nothing() {
    for claims in claims::all() {
        let person = claims.relation == relation("powerOfAttorney");
        let is_unknown = RELATION[claims.relation] == "unknown"
            || AGE[claims.age] == "unknown"
            || LEVEL[claims.level] == "unknown"
            || (person && ["unknownKind", "noDate", "missing"].contains(&POWER[claims.power]))
            || (person && AREA_3[claims.area_3] == "none");
        if is_unknown {
            assert!(opened(claims).iter().all(|open| !open), "{claims:?}");
        }
    }
}
