use serde_json::Value;

use super::Fields;
use crate::domain::rich_text::{Block, Body, Inline, Link};

/// Reads a body; a kind that is not known becomes one block that cannot be shown. A block of a kind
/// that is not known shows the text that it holds.
pub fn body(fields: Fields<'_>) -> Body {
    match (fields.str("kind"), fields.str("text")) {
        (Some("text"), Some(text)) => Body::Text(text.to_owned()),
        (Some("blocks"), _) => {
            let read = |value| block(Fields(value)).or_else(|| unknown_block(value));
            Body::Blocks(fields.list("blocks").iter().map(read).collect())
        }
        _ => Body::Blocks(vec![None]),
    }
}

fn block(fields: Fields<'_>) -> Option<Block> {
    Some(match fields.str("type")? {
        "paragraph" => Block::Paragraph(inlines(fields.0.get("inlines")?)),
        "heading" => Block::Heading(inlines(fields.0.get("inlines")?)),
        "list" => Block::List {
            ordered: fields.is("ordered"),
            items: fields.list("items").iter().map(inlines).collect(),
        },
        "table" => Block::Table {
            caption: fields.string("caption"),
            header: fields.list("header").iter().map(inlines).collect(),
            rows: fields.list("rows").iter().map(cells).collect(),
        },
        _ => return None,
    })
}

fn unknown_block(value: &Value) -> Option<Block> {
    let mut runs = Vec::new();
    value.is_object().then(|| gather(value, &mut runs));
    let says_something = runs.iter().any(|run| !run.text().trim().is_empty());
    says_something.then_some(Block::Paragraph(runs))
}

/// Where texts stand in the blocks that are known, in the order in which they are read.
const HOLDERS: [&str; 6] = ["caption", "text", "inlines", "header", "items", "rows"];

/// Gathers the text of what may be a text, runs of a text, or a list or table of them.
fn gather(value: &Value, runs: &mut Vec<Inline>) {
    let is_run = |value: &Value| value.get("text").is_some_and(Value::is_string);
    match value {
        Value::String(text) => runs.push(Inline::Text(text.clone())),
        Value::Array(all) if all.iter().all(is_run) => runs.extend(inlines(value)),
        Value::Array(all) => all.iter().for_each(|one| gather_apart(one, runs)),
        _ => {
            let held = HOLDERS.iter().filter_map(|name| value.get(name));
            held.for_each(|one| gather_apart(one, runs));
        }
    }
}

/// What stood apart stays so.
fn gather_apart(value: &Value, runs: &mut Vec<Inline>) {
    let space = Inline::Text(" ".into());
    if runs.last().is_some_and(|last| *last != space) {
        runs.push(space);
    }
    gather(value, runs);
}

fn cells(row: &Value) -> Vec<Vec<Inline>> {
    row.as_array().map(|cells| cells.iter().map(inlines).collect()).unwrap_or_default()
}

fn inlines(value: &Value) -> Vec<Inline> {
    let runs = value.as_array().map(Vec::as_slice).unwrap_or_default();
    runs.iter().filter_map(|run| inline(Fields(run))).collect()
}

/// A run of an unknown type, or a link to nowhere good, still shows its text.
fn inline(fields: Fields<'_>) -> Option<Inline> {
    let text = fields.string("text")?;
    Some(match fields.str("type") {
        Some("emphasis") => Inline::Emphasis(text),
        Some("strong") => Inline::Strong(text),
        Some("link") => {
            let link = fields.str("href").and_then(|href| Link::parse(href, &text));
            link.map_or(Inline::Text(text), Inline::Link)
        }
        _ => Inline::Text(text),
    })
}
