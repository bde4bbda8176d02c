use leptos::prelude::untrack;

use super::Opened;
use crate::api;
use crate::domain::access::Reason;
use crate::domain::archive::{Archive, ArchiveCopy};
use crate::i18n::{Key, Text, date_time, use_texts};
use crate::page::access;
use crate::page::waiting::{failed, not_fetched};
use crate::reactive::RwSignal;
use crate::state::{PersonScope, Remote, load, use_scope};
use crate::ui::dom::{View, el, keyed, live};
use crate::ui::{
    Busy, ButtonKind, NoticeKind, button, checkbox, focus_in, notice, skeleton, small_icon,
};

/// Keeping a message with its files in the personal health archive (R36). What is there already is asked
/// for when one opens this, once for the thread.
pub fn part(thread: &Opened, message: String) -> View {
    let (scope, thread) = (use_scope(), *thread);
    let verdict = move || thread.summary.with_value(|thread| scope.archive_access(thread));
    if !matches!(verdict(), Ok(()) | Err(Reason::TermsNotAccepted | Reason::NeedsArchiveConsent)) {
        return View::none();
    }
    let is_open = RwSignal::new(false);
    let saving = RwSignal::new(Remote::Idle);
    let of = message.clone();
    let copy = move || {
        thread.archive.with(|archive| {
            archive.ready()?.copies.iter().find(|copy| copy.message == message).cloned()
        })
    };
    keyed(copy, move |copy| {
        if let Some(copy) = copy {
            let piece = saved(copy);
            if saving.with_untracked(|saving| !matches!(saving, Remote::Idle)) {
                // The button that had it is gone.
                focus_in(&piece, "[tabindex]");
            }
            return piece;
        }
        let message = of.clone();
        let content = live(move || {
            if !is_open.get() {
                return View::none();
            }
            let archive = thread.archive.get();
            untrack(|| match (verdict(), archive) {
                (Err(reason), _) => access::why(scope, reason),
                (_, Remote::Ready(archive)) => form(scope, thread, &message, saving, archive),
                (_, Remote::Failed(error)) => {
                    let title = use_texts().text(Key::ArchiveNotFetched);
                    not_fetched(title, error, move || fetch(scope, thread))
                }
                (_, Remote::Slow) => skeleton(),
                _ => View::none(),
            })
        });
        let toggle = el("button")
            .attr("type", "button")
            .class("ib-link-button")
            .attr_live("aria-expanded", move || Some(is_open.get().to_string()))
            .on("click", move |_| {
                let is_asked = thread.archive.with_untracked(|it| !matches!(it, Remote::Idle));
                if !is_asked && verdict().is_ok() {
                    fetch(scope, thread);
                }
                is_open.update(|is_open| *is_open = !*is_open);
            })
            .child(use_texts().text(Key::ArchiveSave));
        el("div").class("ib-archive").child(toggle).child(content).into()
    })
}

fn fetch(scope: PersonScope, thread: Opened) {
    let id = thread.id.get_value();
    load(scope, thread.archive, async move { api::archive::open(&scope.client(), &id).await });
}

fn form(
    scope: PersonScope,
    thread: Opened,
    message: &str,
    saving: RwSignal<Remote<()>>,
    archive: Archive,
) -> View {
    let texts = use_texts();
    let person = scope.person();
    let whose = match person.is_own() {
        true => texts.text(Key::ArchiveOwn),
        false => texts.with(Key::ArchiveOf, "name", person.name),
    };
    // `Some(false)` once one has tried without.
    let accepts = RwSignal::new(None);
    let Archive { terms, terms_link, is_accepted, .. } = archive;
    let accept = (!is_accepted).then(|| {
        let link = el("a")
            .class("anchorlink")
            .attr("href", &terms_link)
            .attr("target", "_blank")
            .attr("rel", "noopener noreferrer")
            .child(texts.text(Key::ArchiveTerms));
        let is = move || accepts.get() == Some(true);
        let tick = checkbox(texts.text(Key::ArchiveAccept), is, move |on| accepts.set(Some(on)));
        let missing = live(move || match accepts.get() {
            Some(false) => notice(NoticeKind::Error, None, texts.text(Key::ArchiveAcceptFirst)),
            _ => View::none(),
        });
        View::of([el("p").child(link).into(), tick.into(), missing])
    });
    let message = message.to_owned();
    let save = move || {
        if !is_accepted && accepts.get_untracked() != Some(true) {
            accepts.set(Some(false));
            return;
        }
        let (id, message) = (thread.id.get_value(), message.clone());
        let terms = (!is_accepted).then(|| terms.clone());
        load(scope, saving, async move {
            let saved = api::archive::save(&scope.client(), &id, &message, terms.as_deref()).await;
            if let Err(error) = &saved
                && matches!(error.status(), Some(403 | 422))
            {
                // Other terms by now, or none that may be accepted.
                fetch(scope, thread);
            }
            let copy = saved?;
            thread.archive.update(|archive| {
                if let Remote::Ready(archive) = archive {
                    archive.is_accepted = true;
                    archive.copies.push(copy);
                }
            });
            Ok(())
        });
    };
    let is_saving = move || saving.with(Remote::is_waiting);
    let label = Text::live(move || {
        texts.now(if is_saving() { Key::ArchiveSaving } else { Key::ArchiveSaveNow }, &[])
    });
    let failed = failed(saving, Some(Key::ArchiveFailed));
    let button = button(ButtonKind::Secondary, label, Busy::while_(is_saving), save);
    el("div")
        .class("ib-form")
        .child(el("p").child(whose))
        .child(accept)
        .child(failed)
        .child(el("div").class("ib-actions").child(button))
        .into()
}

fn saved(copy: ArchiveCopy) -> View {
    let texts = use_texts();
    let at = copy.saved_at;
    let text = Text::live(move || {
        let at = date_time(texts.language(), at);
        texts.now(Key::ArchiveSaved, &[("time", &at)])
    });
    let link = copy.link.map(|href| {
        el("a").class("anchorlink").attr("href", &href).child(texts.text(Key::ArchiveGo))
    });
    let text = el("span").attr("tabindex", "-1").child(text);
    let line = el("p").class("ib-delivery ib-delivery--ok").child(small_icon("CheckOutline"));
    let line = line.child(text);
    el("div").class("ib-archive").child(line).child(link).into()
}
