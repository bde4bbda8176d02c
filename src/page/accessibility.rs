//! The accessibility statement.

use super::about::{paragraph, part};
use super::links;
use super::title::title;
use crate::i18n::{Key, use_texts};
use crate::ui::dom::{El, View, el};

/// What is known not to hold yet.
const MISSING: [Key; 6] = [
    Key::AccessibilityMissingFiles,
    Key::AccessibilityMissingLetters,
    Key::AccessibilityMissingReaders,
    Key::AccessibilityMissingUndo,
    Key::AccessibilityMissingNynorsk,
    Key::AccessibilityMissingSami,
];

/// What was tried, and how.
const TESTED: [Key; 4] = [
    Key::AccessibilityTestedRules,
    Key::AccessibilityTestedKeyboard,
    Key::AccessibilityTestedReader,
    Key::AccessibilityTestedLooks,
];

/// What holds and what does not, how that is known, and whom to tell or complain to.
pub fn page() -> View {
    let texts = use_texts();
    let feedback = el("p").child(texts.text(Key::AccessibilityFeedback)).child(" ");
    let feedback = part(Key::AccessibilityFeedbackTitle)
        .child(feedback.child(links::number()))
        .child(paragraph(Key::AccessibilityQuestion));
    let complaint = part(Key::AccessibilityComplaintTitle)
        .child(paragraph(Key::AccessibilityComplaint))
        .child(outside(Key::AccessibilityComplaintLink, "www.diskrimineringsnemnda.no"))
        .child(paragraph(Key::AccessibilitySupervision))
        .child(outside(Key::AccessibilitySupervisionLink, "www.uutilsynet.no"));
    el("div")
        .class("ib-stack ib-about")
        .child(title(Key::AccessibilityTitle))
        .child(paragraph(Key::AccessibilityIntro))
        .child(paragraph(Key::AccessibilityStatus))
        .child(part(Key::AccessibilityMissingTitle).child(list(&MISSING)))
        .child(part(Key::AccessibilityTestedTitle).child(list(&TESTED)))
        .child(feedback)
        .child(complaint)
        .child(el("p").class("ib-hint").child(texts.text(Key::AccessibilityDated)))
        .into()
}

fn list(keys: &[Key]) -> El {
    let item = |key: &Key| el("li").child(use_texts().text(*key)).into();
    el("ul").class("ib-marked").children(keys.iter().map(item))
}

/// A link to a place that is not Helsenorge's, with its host.
fn outside(label: Key, host: &str) -> El {
    let texts = use_texts();
    let link = el("a")
        .class("anchorlink")
        .attr("href", &format!("https://{host}/"))
        .attr("rel", "noopener noreferrer")
        .attr("target", "_blank")
        .child(texts.text(label));
    let host = texts.with(Key::LinkNewWindow, "host", host.to_owned());
    el("p").child(link).child(" ").child(el("span").class("ib-link-host").child(host))
}
