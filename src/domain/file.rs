//! Files of messages: what they are called, and what they are.

/// Whether an attachment can be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttachmentState {
    /// Can be downloaded.
    Available,
    /// Kept no longer.
    Expired,
    /// Holds something harmful.
    Infected,
    /// A value this version does not know: not downloaded.
    Unknown,
}

impl AttachmentState {
    /// Reads the contract's word.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        match word {
            "available" => Self::Available,
            "expired" => Self::Expired,
            "infected" => Self::Infected,
            _ => Self::Unknown,
        }
    }
}

/// A file that came with a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Opaque id.
    pub id: String,
    /// File name, safe to show: see [`readable_file_name`].
    pub name: String,
    /// What its sender says it is.
    pub kind: FileKind,
    /// Size in bytes.
    pub size: u64,
    /// Whether it can be had.
    pub state: AttachmentState,
}

/// What a file is said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A PDF.
    Pdf,
    /// A JPEG picture.
    Jpeg,
    /// A PNG picture.
    Png,
    /// A web page, or another kind of markup that a browser may run.
    Markup,
    /// Something else: its name ends as it does.
    Other,
}

/// What the first bytes of a file say against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// It is not what it is said to be.
    Differs,
    /// It is a program, or a web page said to be something else.
    Harmful,
}

/// So many bytes tell what a file is.
pub const FIRST_BYTES: i32 = 1024;

impl FileKind {
    /// Reads a media type.
    #[must_use]
    pub fn parse(media_type: &str) -> Self {
        match media_type {
            "application/pdf" => Self::Pdf,
            "image/jpeg" => Self::Jpeg,
            "image/png" => Self::Png,
            "text/html" | "application/xhtml+xml" | "image/svg+xml" => Self::Markup,
            _ => Self::Other,
        }
    }

    /// Holds the file's first bytes against what it is said to be. A program is one whatever it is said to be.
    ///
    /// # Errors
    /// Why it must not be saved unasked.
    pub fn check(self, first: &[u8]) -> Result<(), Doubt> {
        if is_program(first) || self != Self::Markup && is_markup(first) {
            return Err(Doubt::Harmful);
        }
        let is_so = match self {
            // Readers take a PDF that begins a little later.
            Self::Pdf => first.windows(5).any(|bytes| bytes == b"%PDF-"),
            Self::Jpeg => first.starts_with(b"\xff\xd8\xff"),
            Self::Png => first.starts_with(b"\x89PNG\r\n\x1a\n"),
            Self::Markup | Self::Other => true,
        };
        if is_so { Ok(()) } else { Err(Doubt::Differs) }
    }

    /// The name of a file that was made into another kind: its end changes with it.
    #[must_use]
    pub fn renamed(self, name: &str, kind: Self) -> String {
        let without = [".png", ".PNG"].into_iter().find_map(|end| name.strip_suffix(end));
        match (self, kind, without) {
            (Self::Png, Self::Jpeg, Some(name)) => format!("{name}.jpg"),
            _ => name.to_owned(),
        }
    }

    /// The name to save it by: the device opens a file by the end of its name, so a file said to be a PDF
    /// is saved as one, and opens as nothing else, whatever it is called.
    #[must_use]
    pub fn saved_name(self, name: &str) -> String {
        let ends: &[&str] = match self {
            Self::Pdf => &[".pdf"],
            Self::Jpeg => &[".jpg", ".jpeg"],
            Self::Png => &[".png"],
            Self::Markup | Self::Other => &[""],
        };
        let lower = name.to_ascii_lowercase();
        if ends.iter().any(|end| lower.ends_with(end)) {
            return name.to_owned();
        }
        format!("{name}{}", ends.first().copied().unwrap_or_default())
    }
}

/// For Windows, Linux and macOS, and scripts of the last two.
fn is_program(first: &[u8]) -> bool {
    let starts: [&[u8]; 6] =
        [b"MZ", b"\x7fELF", b"#!", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa\xcf", b"\xca\xfe\xba\xbe"];
    starts.iter().any(|start| first.starts_with(start))
}

/// As browsers look for it: after a byte order mark and white space, in any case.
fn is_markup(first: &[u8]) -> bool {
    let text = first.strip_prefix(b"\xef\xbb\xbf").unwrap_or(first).trim_ascii_start();
    let starts: [&[u8]; 7] =
        [b"<!doctype html", b"<html", b"<head", b"<body", b"<script", b"<iframe", b"<svg"];
    starts
        .iter()
        .any(|start| text.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start)))
}

/// Makes every character of a file name visible that steers the text or is not seen, one for one, so that
/// «gpj.exe» cannot pose as «exe.jpg», nor two names as the same.
#[must_use]
pub fn readable_file_name(name: &str) -> String {
    name.chars().map(|c| if is_hidden(c) { '\u{fffd}' } else { c }).collect()
}

/// Separates paths, is a control character or a line's end, or is one that Unicode lets a font leave out
/// (`Default_Ignorable_Code_Point`: direction marks, zero widths, fillers, variations, tags), or looks blank.
fn is_hidden(c: char) -> bool {
    matches!(
        c,
        '/' | '\\'
            | '\0'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{2800}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    const JPEG: &[u8] = b"\xff\xd8\xff\xe0\0\x10JFIF";
    const PDF: &[u8] = b"%PDF-1.7\n";

    #[test]
    fn a_file_name_cannot_pose_as_another() {
        assert_eq!(readable_file_name("prøve\u{202e}fdp.exe"), "prøve\u{fffd}fdp.exe");
        assert_eq!(readable_file_name("../a\\b\n.pdf"), "..\u{fffd}a\u{fffd}b\u{fffd}.pdf");
        assert_eq!(readable_file_name("Blåbær – svar (2).pdf"), "Blåbær – svar (2).pdf");
        assert_eq!(readable_file_name("مرفق ملف.pdf 日本 😀"), "مرفق ملف.pdf 日本 😀");
    }

    #[test]
    fn what_is_not_seen_in_a_file_name_is_shown_one_for_one() {
        let hidden = [
            '\0',
            '\t',
            '\u{7f}',
            '\u{85}',
            '\u{ad}',
            '\u{34f}',
            '\u{61c}',
            '\u{115f}',
            '\u{1160}',
            '\u{17b4}',
            '\u{17b5}',
            '\u{180b}',
            '\u{180f}',
            '\u{200b}',
            '\u{200d}',
            '\u{200f}',
            '\u{2028}',
            '\u{2029}',
            '\u{202a}',
            '\u{2060}',
            '\u{2064}',
            '\u{2066}',
            '\u{206f}',
            '\u{2800}',
            '\u{3164}',
            '\u{fe00}',
            '\u{fe0f}',
            '\u{feff}',
            '\u{ffa0}',
            '\u{fff0}',
            '\u{fff9}',
            '\u{fffb}',
            '\u{1bca0}',
            '\u{1bca3}',
            '\u{1d173}',
            '\u{1d17a}',
            '\u{e0000}',
            '\u{e0001}',
            '\u{e0041}',
            '\u{e0100}',
            '\u{e0fff}',
        ];
        for c in hidden {
            assert_eq!(readable_file_name(&format!("a{c}.pdf")), "a\u{fffd}.pdf", "{c:?}");
        }
        let seen = [
            ' ',
            '~',
            '\u{a0}',
            '\u{ac}',
            '\u{ae}',
            '\u{34e}',
            '\u{350}',
            '\u{61b}',
            '\u{2010}',
            '\u{2027}',
            '\u{202f}',
            '\u{205f}',
            '\u{2070}',
            '\u{fffd}',
            '\u{1bc9f}',
            '\u{1d17b}',
        ];
        for c in seen {
            assert_eq!(readable_file_name(&c.to_string()), c.to_string(), "{c:?}");
        }
    }

    #[test]
    fn a_media_type_is_one_of_those_that_are_known_or_another() {
        for (media_type, kind) in [
            ("application/pdf", FileKind::Pdf),
            ("image/jpeg", FileKind::Jpeg),
            ("image/png", FileKind::Png),
            ("text/html", FileKind::Markup),
            ("image/svg+xml", FileKind::Markup),
            ("text/plain", FileKind::Other),
            ("application/pdfx", FileKind::Other),
            ("", FileKind::Other),
        ] {
            assert_eq!(FileKind::parse(media_type), kind, "{media_type}");
        }
    }

    #[test]
    fn a_file_that_is_what_it_is_said_to_be_is_saved() {
        let late: Vec<u8> = [b"\0junk\n".as_slice(), PDF].concat();
        for (kind, first) in [
            (FileKind::Pdf, PDF),
            (FileKind::Pdf, &late),
            (FileKind::Jpeg, JPEG),
            (FileKind::Png, PNG),
            (FileKind::Markup, b"<!DOCTYPE html>"),
            (FileKind::Other, b"PK\x03\x04"),
            (FileKind::Other, b""),
            (FileKind::Other, b"< html"),
        ] {
            assert_eq!(kind.check(first), Ok(()), "{kind:?} {first:?}");
        }
    }

    #[test]
    fn a_file_of_another_kind_than_it_is_said_to_be_differs() {
        for (kind, first) in [
            (FileKind::Pdf, PNG),
            (FileKind::Pdf, b"%PDF"),
            (FileKind::Pdf, b""),
            (FileKind::Jpeg, PDF),
            (FileKind::Jpeg, b"\xff\xd8"),
            (FileKind::Png, JPEG),
            (FileKind::Png, b"\x89PNG"),
        ] {
            assert_eq!(kind.check(first), Err(Doubt::Differs), "{kind:?} {first:?}");
        }
    }

    #[test]
    fn programs_and_hidden_web_pages_are_harmful_whatever_they_are_said_to_be() {
        let programs: [&[u8]; 6] = [
            b"MZ\x90\0",
            b"\x7fELF\x02",
            b"#!/bin/sh\n",
            b"\xcf\xfa\xed\xfe",
            b"\xfe\xed\xfa\xcf",
            b"\xca\xfe\xba\xbe",
        ];
        let pages: [&[u8]; 8] = [
            b"<!doctype html>",
            b"\xef\xbb\xbf \r\n<HTML>",
            b"<script>%PDF-1.7",
            b"<svg xmlns",
            b"<Head>",
            b"<body>",
            b"<iframe src",
            b"\t<html",
        ];
        let kinds = [FileKind::Pdf, FileKind::Jpeg, FileKind::Png, FileKind::Other];
        for kind in kinds {
            for first in programs.iter().chain(&pages) {
                assert_eq!(kind.check(first), Err(Doubt::Harmful), "{kind:?} {first:?}");
            }
        }
        for first in programs {
            assert_eq!(FileKind::Markup.check(first), Err(Doubt::Harmful));
        }
    }

    #[test]
    fn a_drawing_that_became_a_photo_is_called_one() {
        let renamed = |name| FileKind::Png.renamed(name, FileKind::Jpeg);
        assert_eq!(renamed("skjerm.PNG"), "skjerm.jpg");
        assert_eq!(renamed("skjerm"), "skjerm");
        assert_eq!(FileKind::Jpeg.renamed("a.png", FileKind::Jpeg), "a.png");
        assert_eq!(FileKind::Other.renamed("a.png", FileKind::Png), "a.png");
    }

    #[test]
    fn a_file_is_saved_under_a_name_that_opens_it_as_what_it_is_said_to_be() {
        for (kind, name, saved) in [
            (FileKind::Pdf, "Svar.pdf", "Svar.pdf"),
            (FileKind::Pdf, "Svar.PDF", "Svar.PDF"),
            (FileKind::Pdf, "Svar\u{fffd}fdp.exe", "Svar\u{fffd}fdp.exe.pdf"),
            (FileKind::Jpeg, "a.jpeg", "a.jpeg"),
            (FileKind::Jpeg, "a.JPG", "a.JPG"),
            (FileKind::Jpeg, "a.html", "a.html.jpg"),
            (FileKind::Png, "png", "png.png"),
            (FileKind::Other, "a.zip", "a.zip"),
        ] {
            assert_eq!(kind.saved_name(name), saved);
        }
    }
}
