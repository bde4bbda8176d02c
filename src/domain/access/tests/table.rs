use super::*;

/// category, level, archive consent to read, self, young self, parent of a child under 12, of one
/// of 12 to 15, holder of a power of attorney or guardian.
const TABLE: &str = "
    kpr                             basic  -    yes  no   no        no   yes
    gpChangeAcknowledgement         basic  -    yes  yes  yes       yes  yes
    formAcknowledgement             basic  -    yes  no   yes       no   yes
    powerOfAttorneyAcknowledgement  basic  -    yes  no   no        no   no
    hospital                        full   -    yes  no   yes       no   yes
    appointmentLetter               full   yes  yes  yes  yes       no   yes
    carePathwayCoordinator          full   -    yes  no   yes       no   yes
    healthContact                   full   -    yes  no   yes       no   yes
    gp                              full   -    yes  yes  eContact  no   yes
    healthSurvey                    full   -    yes  no   no        no   yes
    municipality                    full   -    yes  no   yes       no   yes
    caseHandler                     full   -    yes  no   yes       no   yes
    studyResult                     full   -    yes  no   no        no   yes
    serviceMessage                  full   -    yes  no   yes       no   yes
    powerOfAttorneyMessage          full   -    yes  no   no        no   no";

const AGES: [AgeBand; 4] =
    [AgeBand::Under12, AgeBand::From12To15, AgeBand::From16To17, AgeBand::Adult];

/// Each kind of reader, and their column of the table.
fn readers() -> Vec<(Relation, AgeBand, usize)> {
    let mut readers = vec![
        (Relation::Own, AgeBand::Adult, 3),
        (Relation::Own, AgeBand::From16To17, 3),
        (Relation::Own, AgeBand::From12To15, 4),
        (Relation::Parent, AgeBand::Under12, 5),
        (Relation::Parent, AgeBand::From12To15, 6),
    ];
    for age in AGES {
        readers.push((Relation::PowerOfAttorney, age, 7));
        readers.push((Relation::Guardian, age, 7));
    }
    readers
}

fn rows() -> Vec<(Category, Vec<&'static str>)> {
    let cells = TABLE.lines().skip(1).map(|line| line.split_whitespace().collect::<Vec<_>>());
    cells.map(|cells| (Category::parse(cells[0]).expect(cells[0]), cells)).collect()
}

/// Every person that the claims can describe, in whom the inbox as a whole is open.
fn persons(relation: Relation, age: AgeBand) -> Vec<Person> {
    let mut persons = Vec::new();
    for consent_level in [ConsentLevel::Basic, ConsentLevel::BasicPlus, ConsentLevel::Full] {
        for archive_consent in [false, true] {
            for services in
                [&[ServiceName::Messages][..], &[ServiceName::Messages, ServiceName::EContact]]
            {
                let open_services = services.to_vec();
                let like = person(relation, age);
                persons.push(Person { consent_level, archive_consent, open_services, ..like });
            }
        }
    }
    persons
}

#[test]
fn everyone_sees_exactly_the_categories_that_the_service_describes() {
    let rows = rows();
    assert_eq!(rows.iter().map(|row| row.0).collect::<Vec<_>>(), Category::ALL);
    for (relation, age, column) in readers() {
        for person in persons(relation, age) {
            for (kind, cells) in &rows {
                let reader_may = match cells[column] {
                    "yes" => true,
                    "no" => false,
                    _ => person.offers(ServiceName::EContact),
                };
                let level_opens = cells[1] == "basic" || person.consent_level == ConsentLevel::Full;
                let archive_opens = cells[2] == "-" || person.archive_consent;
                let sees = category(&user(), &person, *kind, now()).is_ok();
                assert_eq!(sees, reader_may && level_opens && archive_opens, "{kind:?} {person:?}");
            }
        }
    }
}

#[test]
fn a_hidden_category_says_what_hides_it() {
    let why = |person: &Person, kind| category(&user(), person, kind, now());
    for (relation, age, column) in readers() {
        for (kind, cells) in rows() {
            let full = person(relation, age);
            let expected = match (cells[column], column) {
                ("no", 4) => Err(Reason::NotForYoungPerson),
                ("no", 6) if cells[5] != "no" => Err(Reason::NotForParentsFrom12),
                ("no", 5 | 6) => Err(Reason::NotForParents),
                ("no", _) => Err(Reason::NotForRepresentatives),
                _ => Ok(()),
            };
            assert_eq!(why(&full, kind), expected, "{kind:?} {full:?}");
        }
    }
    let basic = Person { consent_level: ConsentLevel::BasicPlus, ..own() };
    assert_eq!(why(&basic, Category::Hospital), Err(Reason::NeedsFullAccess));
    let no_archive = Person { archive_consent: false, ..own() };
    assert_eq!(why(&no_archive, Category::AppointmentLetter), Err(Reason::NeedsArchiveConsent));
    let mut child = person(Relation::Parent, AgeBand::Under12);
    child.open_services = vec![ServiceName::Messages];
    assert_eq!(why(&child, Category::Gp), Err(Reason::GpContactClosed));
}

#[test]
fn nobody_is_given_access_to_more_than_the_person_has() {
    for age in [AgeBand::From16To17, AgeBand::Adult] {
        for relation in [Relation::PowerOfAttorney, Relation::Guardian] {
            for represented in persons(relation, age) {
                let themself = Person { relation: Relation::Own, ..represented.clone() };
                for kind in Category::ALL {
                    for what in Action::ALL {
                        let may = |person| {
                            action(&user(), person, thread(kind, None), what, now()).is_ok()
                        };
                        assert!(may(&themself) || !may(&represented), "{kind:?} {what:?}");
                    }
                }
            }
        }
    }
}
