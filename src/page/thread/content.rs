//! Message bodies as nodes: text is text, whatever it looks like.

use leptos::prelude::*;

use crate::domain::rich_text::{Block, Body, Inline, Link};
use crate::i18n::{Key, use_texts};

/// What a message says.
pub fn body(body: Body) -> AnyView {
    match body {
        Body::Text(text) => view! { <p class="ib-pre">{text}</p> }.into_any(),
        Body::Blocks(blocks) => blocks.into_iter().map(block).collect_view().into_any(),
    }
}

fn block(block: Option<Block>) -> AnyView {
    match block {
        Some(Block::Paragraph(text)) => view! { <p>{inlines(text)}</p> }.into_any(),
        Some(Block::Heading(text)) => view! { <h3>{inlines(text)}</h3> }.into_any(),
        Some(Block::List { ordered, items }) => list(ordered, items),
        Some(Block::Table { caption, header, rows }) => table(caption, header, rows),
        None => view! { <p>{use_texts().text(Key::ThreadUnknownContent)}</p> }.into_any(),
    }
}

fn list(ordered: bool, items: Vec<Vec<Inline>>) -> AnyView {
    let items = items.into_iter().map(|item| view! { <li>{inlines(item)}</li> }).collect_view();
    if ordered { view! { <ol>{items}</ol> }.into_any() } else { view! { <ul>{items}</ul> }.into_any() }
}

fn table(caption: Option<String>, header: Vec<Vec<Inline>>, rows: Vec<Vec<Vec<Inline>>>) -> AnyView {
    let label = caption.clone();
    let caption = caption.map(|caption| view! { <caption>{caption}</caption> });
    let heads = header.into_iter().map(|cell| view! { <th scope="col">{inlines(cell)}</th> }).collect_view();
    let row = |cells: Vec<Vec<Inline>>| {
        let cells = cells.into_iter().map(|cell| view! { <td>{inlines(cell)}</td> }).collect_view();
        view! { <tr>{cells}</tr> }
    };
    let rows = rows.into_iter().map(row).collect_view();
    // A wide table scrolls by itself, and so must be reachable by keyboard.
    view! {
        <div class="ib-table" role="region" tabindex="0" aria-label=move || table_label(label.clone())>
            <table>
                {caption} <thead>
                    <tr>{heads}</tr>
                </thead> <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn table_label(caption: Option<String>) -> String {
    caption.unwrap_or_else(|| use_texts().now(Key::ThreadTable, &[]))
}

fn inlines(runs: Vec<Inline>) -> AnyView {
    runs.into_iter().map(inline).collect_view().into_any()
}

fn inline(run: Inline) -> AnyView {
    match run {
        Inline::Text(text) => text.into_any(),
        Inline::Emphasis(text) => view! { <em>{text}</em> }.into_any(),
        Inline::Strong(text) => view! { <strong>{text}</strong> }.into_any(),
        Inline::Link(link) => self::link(link),
    }
}

/// The host stands beside the link, so that its text cannot pose as another place.
fn link(Link { href, text, host }: Link) -> AnyView {
    let opens_tab = host.is_some().then_some("_blank");
    let host = host.map(|host| {
        view! {
            " "
            <span class="ib-link-host">
                {use_texts().with(Key::LinkNewWindow, "host", host)}
            </span>
        }
    });
    view! {
        <a class="anchorlink" href=href rel="noopener noreferrer" target=opens_tab>
            {text}
        </a>
        {host}
    }
    .into_any()
}
