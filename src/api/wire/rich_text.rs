use serde_json::Value;

use super::Fields;
use crate::domain::rich_text::{Block, Body, Inline, Link};

/// Reads a body; a kind that is not known becomes one block that cannot be shown.
pub fn body(fields: Fields<'_>) -> Body {
    match (fields.str("kind"), fields.str("text")) {
        (Some("text"), Some(text)) => Body::Text(text.to_owned()),
        (Some("blocks"), _) => {
            Body::Blocks(fields.list("blocks").iter().map(|value| block(Fields(value))).collect())
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
