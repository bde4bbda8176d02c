//! Small real files for the seeds' attachments, always the same bytes for the same name.

use std::fmt::Write as _;

const PHOTO: &[u8] = include_bytes!("../web/photo.jpg");
/// A small PNG.
pub const DRAWING: &[u8] = include_bytes!("../web/drawing.png");

/// How a Windows program begins.
pub const PROGRAM: &[u8] =
    b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0\xb8\0\0\0\0\0\0\0\x40\0\0\0\0\0\0\0\
    \0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80\0\0\0\
    This program cannot be run in DOS mode.\r\n$";

/// The bytes of a file of this type.
#[must_use]
pub fn bytes(media_type: &str, name: &str) -> Vec<u8> {
    match media_type {
        "application/pdf" => pdf(name),
        "image/jpeg" => PHOTO.to_vec(),
        "image/png" => DRAWING.to_vec(),
        _ => name.as_bytes().to_vec(),
    }
}

/// A page of A4 with the file's name on it.
fn pdf(name: &str) -> Vec<u8> {
    let shown: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ' ') { c } else { '_' })
        .collect();
    let drawing = format!("BT /F1 18 Tf 72 760 Td ({shown}) Tj ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{drawing}\nendstream", drawing.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut file = "%PDF-1.4\n".to_owned();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    // Writing to a String cannot fail.
    for (number, object) in (1..).zip(&objects) {
        let _ = writeln!(table, "{:010} 00000 n ", file.len());
        let _ = write!(file, "{number} 0 obj\n{object}\nendobj\n");
    }
    let start = file.len();
    let size = objects.len() + 1;
    let _ =
        write!(file, "{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
    file.into_bytes()
}
