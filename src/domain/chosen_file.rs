//! Files that a citizen chooses to send along: what is taken, and why one is not.

use super::file::FileKind;

/// Largest file, in bytes.
pub const MAX_FILE: u64 = 5 * 1024 * 1024;
/// Largest sum of a draft's files, in bytes.
pub const MAX_ALL: u64 = 25 * 1024 * 1024;
/// Most files of one draft.
pub const MAX_COUNT: usize = 100;
/// Longest name, in characters.
pub const MAX_NAME: usize = 255;

/// Why a file cannot be sent along.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// There is nothing in it.
    Empty,
    /// It is no JPEG, PNG or PDF, whatever it is called.
    WrongType,
    /// It is larger than one file may be.
    TooLarge,
    /// With the others, it is more than a message may hold.
    AllTooLarge,
    /// The device does not give it.
    Unreadable,
    /// It is a picture, and not whole: what tells where it was taken cannot be found to be removed.
    Damaged,
    /// Stopped by the virus scan.
    Infected,
}

/// What a file is by its first bytes, when it is one that may be sent along.
///
/// It is what it begins as, and only that counts: a picture or a program with a PDF further in is no PDF, and a PDF with
/// a web page further in is one, since it is stored, and later handed out, as nothing else.
///
/// # Errors
/// Empty, or another type.
pub fn kind_of(first: &[u8]) -> Result<FileKind, Refusal> {
    if first.is_empty() {
        return Err(Refusal::Empty);
    }
    [FileKind::Jpeg, FileKind::Png, FileKind::Pdf]
        .into_iter()
        .find(|kind| kind.check(first).is_ok())
        .ok_or(Refusal::WrongType)
}

/// May a file of this size join others of `others` bytes in all?
///
/// # Errors
/// Why not.
pub fn check_size(size: u64, others: u64) -> Result<(), Refusal> {
    if size == 0 {
        Err(Refusal::Empty)
    } else if size > MAX_FILE {
        Err(Refusal::TooLarge)
    } else if others.saturating_add(size) > MAX_ALL {
        Err(Refusal::AllTooLarge)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_it_begins_as_whatever_it_is_called() {
        let late_pdf = b"\xef\xbb\xbf\r\n%PDF-1.7\n<html><script>".as_slice();
        for (first, kind) in [
            (b"\xff\xd8\xff\xe0\0\x10JFIF".as_slice(), Ok(FileKind::Jpeg)),
            (b"\xff\xd8\xff\xfe\0\x09%PDF-1.7", Ok(FileKind::Jpeg)),
            (b"\x89PNG\r\n\x1a\n", Ok(FileKind::Png)),
            (b"%PDF-1.7\n<html><script>", Ok(FileKind::Pdf)),
            (late_pdf, Ok(FileKind::Pdf)),
            (b"", Err(Refusal::Empty)),
            (b"MZ\x90\0 %PDF-1.7", Err(Refusal::WrongType)),
            (b"<!doctype html>%PDF-1.7", Err(Refusal::WrongType)),
            (b"<svg>", Err(Refusal::WrongType)),
            (b"GIF89a", Err(Refusal::WrongType)),
            (b"PK\x03\x04", Err(Refusal::WrongType)),
            (b"\0\0\0\x18ftypheic", Err(Refusal::WrongType)),
        ] {
            assert_eq!(kind_of(first), kind, "{first:?}");
        }
    }

    #[test]
    fn the_limits_are_the_last_that_is_taken() {
        assert_eq!(check_size(0, 0), Err(Refusal::Empty));
        assert_eq!(check_size(MAX_FILE, 0), Ok(()));
        assert_eq!(check_size(MAX_FILE + 1, 0), Err(Refusal::TooLarge));
        assert_eq!(check_size(MAX_FILE, MAX_ALL - MAX_FILE), Ok(()));
        assert_eq!(check_size(MAX_FILE, MAX_ALL - MAX_FILE + 1), Err(Refusal::AllTooLarge));
        assert_eq!(check_size(1, u64::MAX), Err(Refusal::AllTooLarge));
    }
}
