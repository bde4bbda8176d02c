//! Answers that arrive damaged: none brings the app down, and what stands beside the damage is read as before.
//!
//! The examples are the contract's own. An operation that answers with JSON and has no reader here fails a test.

use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::Index;

use super::super::*;
use crate::api::wire;
use crate::api::{
    drafts, events, json, recipients, search, session, thread_state, threads, waiting,
};

/// The parts that were read of an answer, as text: of a list its entries, else the whole. `None` when it was not understood.
type Read = Option<Vec<String>>;

fn one<T: std::fmt::Debug>(read: Option<T>) -> Read {
    read.map(|read| vec![format!("{read:?}")])
}

fn all<T: std::fmt::Debug>(read: Vec<T>) -> Read {
    Some(read.iter().map(|read| format!("{read:?}")).collect())
}

fn draft(json: &Value) -> Read {
    one(wire::draft(Fields(json), "1".into()))
}

/// What the app does with an answer that says nothing which it needs.
fn not_read(_: &Value) -> Read {
    Some(Vec::new())
}

struct Reader {
    operation: &'static str,
    /// The list whose entries are read each by itself.
    list: Option<&'static str>,
    read: fn(&Value) -> Read,
}

const fn whole(operation: &'static str, read: fn(&Value) -> Read) -> Reader {
    Reader { operation, list: None, read }
}

const fn each(operation: &'static str, list: &'static str, read: fn(&Value) -> Read) -> Reader {
    Reader { operation, list: Some(list), read }
}

const READERS: [Reader; 29] = [
    each("getSession", "persons", |json| all(wire::session(Fields(json))?.persons)),
    whole("extendSession", not_read),
    whole("logOut", |json| one(wire::problem(json).login_url)),
    each("getUnreadCounts", "persons", |json| all(session::counts(json).ok()?)),
    each("listThreads", "threads", |json| all(threads::page(json).ok()?.threads)),
    each("searchThreads", "hits", |json| all(search::found(json).ok()?.page.threads)),
    whole("markAllRead", |json| one(thread_state::changed(json).ok())),
    each("listWaiting", "threads", |json| all(waiting::read(json).ok()?.threads)),
    each("getThread", "messages", |json| all(threads::opened(json).ok()?.messages)),
    each("listMessages", "messages", |json| all(threads::earlier_page(json).ok()?.messages)),
    whole("getThreadPerson", |json| one(threads::owner(json).ok())),
    whole("setReadState", |json| one(thread_state::changed(json).ok())),
    whole("setPutAway", |json| one(thread_state::changed(json).ok())),
    whole("startReply", draft),
    each("listAppointmentAnswers", "answers", |json| all(wire::answers(Fields(json))?.given)),
    whole("answerAppointment", not_read),
    each("listArchiveCopies", "copies", |json| all(wire::archive(Fields(json))?.copies)),
    whole("saveToArchive", |json| {
        // The contract's example is of a file, which the app does not keep alone.
        let mut json = json.clone();
        json.as_object_mut().and_then(|json| Some(*json.get_mut("attachmentId")? = Value::Null));
        one(wire::archive_copy(Fields(&json)))
    }),
    each("listDrafts", "drafts", |json| all(drafts::all(json).ok()?)),
    whole("createDraft", draft),
    whole("getDraft", draft),
    whole("saveDraft", draft),
    whole("uploadDraftAttachment", |json| one(wire::draft_file(Fields(json)))),
    whole("sendDraft", |json| one(Fields(json).string("threadId"))),
    whole("getSend", not_read),
    whole("undoSend", draft),
    each("listRecipients", "recipients", |json| all(recipients::all(json).ok()?)),
    whole("streamEvents", |json| one(events::event(&json.to_string()))),
    whole("problem", |json| one(Some(wire::problem(json)))),
];

/// Every example of every answer, by its operation; those of a refusal as `problem`.
static EXAMPLES: LazyLock<Vec<(String, Value)>> = LazyLock::new(|| {
    let contract = include_str!("../../../../../tests/public-api/openapi.yaml");
    let contract: Value = serde_yaml_ng::from_str(contract).expect("the contract is YAML");
    let follow = |value: &Value| -> Value {
        let place = value.get("$ref").and_then(Value::as_str);
        place.and_then(|place| contract.pointer(place.get(1..)?)).unwrap_or(value).clone()
    };
    let mut found = Vec::new();
    for path in contract["paths"].as_object().expect("paths").values() {
        for method in ["get", "put", "post", "delete"] {
            let Some(operation) = path.get(method) else { continue };
            let id = operation["operationId"].as_str().expect("an operation's name");
            for (status, answer) in operation["responses"].as_object().expect("answers") {
                let answer = follow(answer);
                let Some(kinds) = answer.get("content").and_then(Value::as_object) else {
                    continue;
                };
                for (kind, content) in kinds {
                    let name = if status.starts_with('2') { id } else { "problem" };
                    let named = content.get("examples").and_then(Value::as_object);
                    let named = named.into_iter().flat_map(|all| all.values().map(&follow));
                    let single = content.get("example").cloned();
                    let examples: Vec<_> =
                        named.map(|one| one["value"].clone()).chain(single).collect();
                    if kind.ends_with("json") {
                        assert!(!examples.is_empty(), "{id} {status} has no example");
                        found.extend(examples.iter().map(|one| (name.to_owned(), one.clone())));
                    }
                    if kind == "text/event-stream" {
                        let data =
                            examples.iter().filter_map(|one| json::parse(one["data"].as_str()?));
                        found.extend(data.map(|one| (name.to_owned(), one)));
                    }
                }
            }
        }
    }
    // The same refusals are everywhere.
    let mut kept: Vec<(String, Value)> = Vec::new();
    for one in found {
        if !kept.contains(&one) {
            kept.push(one);
        }
    }
    kept
});

fn reader(operation: &str) -> &'static Reader {
    let found = READERS.iter().find(|reader| reader.operation == operation);
    found.unwrap_or_else(|| panic!("nothing reads what {operation} answers"))
}

/// The place of every value in `json`, the whole first.
fn places(json: &Value, place: &str, found: &mut Vec<String>) {
    found.push(place.to_owned());
    match json {
        Value::Array(all) => {
            for (at, one) in all.iter().enumerate() {
                places(one, &format!("{place}/{at}"), found);
            }
        }
        Value::Object(fields) => {
            for (name, one) in fields {
                places(one, &format!("{place}/{name}"), found);
            }
        }
        _ => {}
    }
}

/// What becomes of one value.
#[derive(Clone, Debug)]
enum Blow {
    Becomes(Value),
    Goes,
    GetsMore,
    IsCut,
    IsRepeated(usize),
    IsWrapped(usize),
}

fn blow() -> impl Strategy<Value = Blow> {
    let values = [
        json!(null),
        json!(true),
        json!(""),
        json!("noeHeltNytt"),
        json!(-1),
        json!(3.7),
        json!(1e300),
        json!(u64::MAX),
        json!([]),
        json!({}),
        json!([null, { "a": [] }]),
        json!("9999-99-99T99:99:99Z"),
        json!("\u{202e}\u{0}\u{feff}"),
        json!("x".repeat(10_000)),
    ];
    prop_oneof![
        6 => proptest::sample::select(values.to_vec()).prop_map(Blow::Becomes),
        2 => Just(Blow::Goes),
        1 => Just(Blow::GetsMore),
        1 => Just(Blow::IsCut),
        1 => (2..6_usize).prop_map(Blow::IsRepeated),
        1 => (1..120_usize).prop_map(Blow::IsWrapped),
    ]
}

fn repeated(entries: &[Value], times: usize) -> Vec<Value> {
    entries.iter().cycle().take(entries.len() * times).cloned().collect()
}

fn strike(json: &mut Value, at: Index, blow: &Blow) {
    let mut all = Vec::new();
    places(json, "", &mut all);
    let place = at.get(&all).clone();
    if let (Blow::Goes, Some((holder, name))) = (blow, place.rsplit_once('/')) {
        match json.pointer_mut(holder) {
            Some(Value::Object(fields)) => _ = fields.remove(name),
            Some(Value::Array(entries)) => _ = name.parse().map(|at: usize| entries.remove(at)),
            _ => {}
        }
        return;
    }
    let Some(value) = json.pointer_mut(&place) else { return };
    match (blow, &mut *value) {
        (Blow::Becomes(new), _) => *value = new.clone(),
        (Blow::GetsMore, Value::Object(fields)) => {
            fields.insert("noeNytt".into(), json!({ "dypt": [1, "to", null] }));
        }
        (Blow::GetsMore, Value::Array(entries)) => entries.push(json!("mer")),
        (Blow::IsCut, Value::String(text)) => {
            *text = text.chars().take(text.chars().count() / 2).collect();
        }
        (Blow::IsCut, Value::Array(entries)) => entries.truncate(entries.len() / 2),
        (Blow::IsRepeated(times), Value::Array(entries)) => *entries = repeated(entries, *times),
        (Blow::IsRepeated(times), Value::String(text)) => *text = text.repeat(*times),
        (Blow::IsWrapped(times), _) => {
            for _ in 0..*times {
                *value = json!([value.take()]);
            }
        }
        _ => {}
    }
}

#[test]
fn every_answer_of_the_contract_has_an_example_that_is_understood() {
    for (operation, example) in EXAMPLES.iter() {
        assert!((reader(operation).read)(example).is_some(), "{operation}: {example}");
    }
    for Reader { operation, .. } in &READERS {
        assert!(EXAMPLES.iter().any(|(one, _)| one == operation), "{operation} is not answered");
    }
}

#[test]
fn an_answer_of_ten_megabytes_and_one_as_deep_as_the_sea_are_only_answers() {
    for name in ["listThreads", "getThread", "listRecipients"] {
        let Reader { operation, list, read } = reader(name);
        let Some(list) = list else { continue };
        let mut all =
            EXAMPLES.iter().filter(|(one, _)| one == operation).map(|(_, json)| json.clone());
        let Some(mut large) = all.find(|json| json[list].get(0).is_some()) else { continue };
        let entry = large[list][0].clone();
        let times = 10_000_000 / entry.to_string().len().max(2_000);
        large[list] = repeated(&[entry], times).into();
        let text = large.to_string().replace("Svar på blodprøve", &"Svar på blodprøve".repeat(100));
        let read = read(&json::parse(&text).expect("JSON"));
        assert_eq!(read.map(|read| read.len()), Some(times), "{operation}");
    }
    let text = json!({ "text": "æ".repeat(5_000_000) }).to_string();
    assert!(json::parse(&text).is_some_and(|json| draft(&json).is_none()));
    assert_eq!(json::parse(&format!("{}{}", "[".repeat(5_000_000), "]".repeat(5_000_000))), None);
}

proptest! {
    #[test]
    fn damaged_answers_are_understood_or_refused_and_nothing_else(
        which in any::<Index>(),
        blows in prop::collection::vec((any::<Index>(), blow()), 1..6),
        cut in prop::option::weighted(0.2, any::<Index>()),
    ) {
        let (operation, example) = which.get(&EXAMPLES);
        let mut damaged = example.clone();
        for (at, blow) in &blows {
            strike(&mut damaged, *at, blow);
        }
        let mut text = damaged.to_string();
        if let Some(cut) = cut {
            let end = (0..=cut.index(text.len().max(1))).rev().find(|at| text.is_char_boundary(*at));
            text.truncate(end.unwrap_or_default());
        }
        // Neither may panic; what is no JSON, or too deep, is refused before it is read.
        if let Some(json) = json::parse(&text) {
            let _ = (reader(operation).read)(&json);
        }
    }

    #[test]
    fn what_stands_beside_a_damaged_entry_is_read_as_before(
        which in any::<Index>(),
        blows in prop::collection::vec((any::<Index>(), blow()), 1..6),
    ) {
        let lists: Vec<_> = EXAMPLES.iter().filter_map(|(operation, example)| {
            let reader = reader(operation);
            let first = example.get(reader.list?)?.get(0)?;
            Some((reader, example, first))
        }).collect();
        let (Reader { operation, list, read }, example, entry) = *which.get(&lists);
        let list = list.unwrap_or_default();
        let mut damaged = entry.clone();
        for (at, blow) in &blows {
            strike(&mut damaged, *at, blow);
        }
        let with = |entries: Value| {
            let mut answer = example.clone();
            answer[list] = entries;
            read(&answer).unwrap_or_default()
        };
        let alone = with(json!([entry]));
        prop_assert_eq!(alone.len(), 1, "{} is read alone", operation);
        let beside = with(json!([entry, damaged, entry]));
        prop_assert!(beside.len() >= 2, "{}: {} takes others with it", operation, damaged);
        prop_assert_eq!(beside.first(), alone.first());
        prop_assert_eq!(beside.last(), alone.first());
    }
}
