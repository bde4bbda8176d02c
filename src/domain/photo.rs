//! What a picture tells beside the picture: where and when it was taken, by what, thumbnails, comments. None of that
//! leaves the device. The picture itself stays as it is, byte for byte.

use super::file::FileKind;

const PNG_SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
/// Chunks of a PNG that draw the picture: its data, colours, what is seen through, the size of the dots, movement.
/// Any other may tell something.
const PNG_DRAWN: [&[u8]; 18] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"bKGD", b"cHRM", b"gAMA", b"iCCP", b"sBIT",
    b"sRGB", b"cICP", b"mDCV", b"cLLI", b"pHYs", b"acTL", b"fcTL", b"fdAT",
];
/// The length of a JFIF segment's content without its thumbnail, whose width and height are the last two bytes.
const JFIF: usize = 14;
/// The length of Adobe's.
const ADOBE: usize = 12;

/// The same file without what it tells beside the picture. A JPEG keeps which way it is turned.
///
/// `None` when a picture's parts cannot be told from each other. Anything but a picture is left as it is.
#[must_use]
pub fn without_traces(kind: FileKind, bytes: &[u8]) -> Option<Vec<u8>> {
    match kind {
        FileKind::Jpeg => jpeg(bytes),
        FileKind::Png => png(bytes),
        FileKind::Pdf | FileKind::Markup | FileKind::Other => Some(bytes.to_vec()),
    }
}

/// A JPEG is segments up to its end; what cameras put behind that, more pictures with places of their own, goes too.
fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes.strip_prefix(b"\xff\xd8")?;
    let mut clean = b"\xff\xd8".to_vec();
    let mut is_turned = false;
    let mut has_picture = false;
    loop {
        let (marker, after) = match *rest {
            // Any number of 0xff may stand before a marker.
            [0xff, 0xff, ..] => {
                rest = rest.get(1..)?;
                continue;
            }
            [0xff, marker, ref after @ ..] => (marker, after),
            // Cut off: what there is can be seen.
            [] | [0xff] if has_picture => return Some(clean),
            _ => return None,
        };
        match marker {
            // End of the picture.
            0xd9 => {
                clean.extend([0xff, 0xd9]);
                return has_picture.then_some(clean);
            }
            // A second beginning, a stuffed byte, or one that stands alone where none may.
            0x00 | 0x01 | 0xd0..=0xd8 => return None,
            _ => {}
        }
        let length = usize::from(u16::from_be_bytes(after.first_chunk().copied()?));
        let content = after.get(2..length)?;
        if let Some(kept) = kept(marker, content) {
            clean.extend([0xff, marker]);
            clean.extend(u16::try_from(kept.len() + 2).ok()?.to_be_bytes());
            clean.extend(kept);
        } else if !is_turned && let Some(turn) = orientation(content) {
            is_turned = true;
            clean.extend(turned(turn));
        }
        rest = after.get(length..)?;
        if marker == 0xda {
            has_picture = true;
            let end = end_of_scan(rest);
            clean.extend(rest.get(..end)?);
            rest = rest.get(end..)?;
        }
    }
}

/// What draws the picture. Of the segments for applications (0xe0 to 0xef): the size of the dots, without the
/// thumbnail behind it, the colours (ICC), and how colours are stored (Adobe). No comments.
fn kept(marker: u8, content: &[u8]) -> Option<Vec<u8>> {
    match marker {
        0xc0..=0xdf => Some(content.to_vec()),
        0xe0 if content.starts_with(b"JFIF\0") => {
            Some([content.get(..JFIF - 2)?, &[0, 0]].concat())
        }
        0xe2 if content.starts_with(b"ICC_PROFILE\0") => Some(content.to_vec()),
        0xee if content.starts_with(b"Adobe") => content.get(..ADOBE).map(<[u8]>::to_vec),
        _ => None,
    }
}

/// How far the picture's data go: to the next marker that is neither a stuffed byte nor a restart.
fn end_of_scan(data: &[u8]) -> usize {
    let is_end = |pair: &[u8]| matches!(*pair, [0xff, next] if !matches!(next, 0 | 0xd0..=0xd7));
    data.windows(2).position(is_end).unwrap_or(data.len())
}

/// Which way the picture is turned, 2 to 8, by the first directory of an Exif segment.
fn orientation(content: &[u8]) -> Option<u8> {
    let exif = content.strip_prefix(b"Exif\0\0")?;
    let is_little = match exif.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let two = exif.get(at..)?.first_chunk().copied()?;
        Some(if is_little { u16::from_le_bytes(two) } else { u16::from_be_bytes(two) })
    };
    let four = exif.get(4..)?.first_chunk().copied()?;
    let start = if is_little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) };
    let start = usize::try_from(start).ok()?;
    let count = usize::from(short(start)?);
    let entries = (0..count).map_while(|index| start.checked_add(2 + 12 * index));
    let turn = entries
        .map_while(|entry| Some((short(entry)?, short(entry.checked_add(8)?)?)))
        .find_map(|(tag, value)| (tag == 0x0112).then_some(value))?;
    u8::try_from(turn).ok().filter(|turn| (2..=8).contains(turn))
}

/// An Exif segment that says which way the picture is turned, and nothing else.
fn turned(turn: u8) -> Vec<u8> {
    let mut segment =
        b"\xff\xe1\0\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    segment.extend([turn, 0, 0, 0, 0, 0, 0]);
    segment
}

/// A PNG is chunks: length, name, content, checksum. What stands behind the last goes.
fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes.strip_prefix(PNG_SIGNATURE)?;
    let mut clean = PNG_SIGNATURE.to_vec();
    loop {
        let length = u32::from_be_bytes(rest.first_chunk().copied()?);
        let whole = usize::try_from(length).ok()?.checked_add(12)?;
        let chunk = rest.get(..whole)?;
        let name = chunk.get(4..8)?;
        if PNG_DRAWN.contains(&name) {
            clean.extend(chunk);
        } else if name.first()?.is_ascii_uppercase() {
            // Nobody could draw it without this one, which nobody knows.
            return None;
        }
        if name == b"IEND" {
            return Some(clean);
        }
        rest = rest.get(whole..)?;
    }
}

#[cfg(test)]
mod tests;
