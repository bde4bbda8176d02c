//! Message bodies as nodes: text is text, whatever it looks like.

use crate::domain::rich_text::{Block, Body, Inline, Link};
use crate::i18n::{Key, use_texts};
use crate::ui::dom::{El, View, el};

/// What a message says.
pub fn body(body: Body) -> View {
    match body {
        Body::Text(text) => el("p").class("ib-pre").child(text).into(),
        Body::Blocks(blocks) => View::of(blocks.into_iter().map(|one| block(one).into())),
    }
}

fn block(block: Option<Block>) -> El {
    match block {
        Some(Block::Paragraph(text)) => with_text("p", text),
        Some(Block::Heading(text)) => with_text("h3", text),
        Some(Block::List { ordered, items }) => {
            let items = items.into_iter().map(|item| with_text("li", item).into());
            el(if ordered { "ol" } else { "ul" }).children(items)
        }
        Some(Block::Table { caption, header, rows }) => table(caption, header, rows),
        None => el("p").child(use_texts().text(Key::ThreadUnknownContent)),
    }
}

fn table(caption: Option<String>, header: Vec<Vec<Inline>>, rows: Vec<Vec<Vec<Inline>>>) -> El {
    // A wide table scrolls by itself, and so must be reachable by keyboard.
    let around = el("div").class("ib-table").attr("role", "region").attr("tabindex", "0");
    let around = match &caption {
        Some(caption) => around.attr("aria-label", caption),
        None => around.label("aria-label", use_texts().text(Key::ThreadTable)),
    };
    let heads = header.into_iter().map(|cell| with_text("th", cell).attr("scope", "col").into());
    let row = |cells: Vec<Vec<Inline>>| {
        el("tr").children(cells.into_iter().map(|cell| with_text("td", cell).into())).into()
    };
    let table = el("table")
        .child(caption.map(|caption| el("caption").child(caption)))
        .child(el("thead").child(el("tr").children(heads)))
        .child(el("tbody").children(rows.into_iter().map(row)));
    around.child(table)
}

fn with_text(name: &'static str, runs: Vec<Inline>) -> El {
    el(name).children(runs.into_iter().map(inline))
}

fn inline(run: Inline) -> View {
    match run {
        Inline::Text(text) => text.into(),
        Inline::Emphasis(text) => el("em").child(text).into(),
        Inline::Strong(text) => el("strong").child(text).into(),
        Inline::Link(to) => link(to),
    }
}

/// The host stands beside the link, so that its text cannot pose as another place, nor turn the host around.
fn link(Link { href, text, host }: Link) -> View {
    let link = el("a")
        .class("anchorlink")
        .attr("href", &href)
        .attr("rel", "noopener noreferrer")
        .attr_if("target", host.as_ref().map(|_| "_blank"))
        .child(el("bdi").child(text));
    let Some(host) = host else { return link.into() };
    let host = use_texts().with(Key::LinkNewWindow, "host", host);
    let host = el("span").class("ib-link-host").child(host);
    View::of([link.into(), " ".into(), host.into()])
}
