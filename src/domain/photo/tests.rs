use super::*;

const SCAN: &[u8] = b"\x11\xff\0\x22\xff\xd0\x33\xff\xd7";

fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).expect("a short segment").to_be_bytes();
    [&[0xff, marker], length.as_slice(), content].concat()
}

/// Exif with a turn, and a place behind it.
fn exif(turn: u8, is_little: bool) -> Vec<u8> {
    let short = |value: u16| if is_little { value.to_le_bytes() } else { value.to_be_bytes() };
    let long = |value: u32| if is_little { value.to_le_bytes() } else { value.to_be_bytes() };
    let mut exif = b"Exif\0\0".to_vec();
    exif.extend(if is_little { b"II*\0" } else { b"MM\0*" });
    exif.extend(long(8));
    exif.extend(short(2));
    for (tag, kind, value) in [(0x0112, 3, short(turn.into())), (0x8825, 4, short(38))] {
        exif.extend([short(tag), short(kind)].concat());
        exif.extend(long(1));
        exif.extend([value, [0, 0]].concat());
    }
    exif.extend(long(0));
    exif.extend(b"GPS 60.3913 N 5.3221 E");
    segment(0xe1, &exif)
}

fn xmp() -> Vec<u8> {
    segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta exif:GPSLatitude='60,23N'/>")
}

/// What draws the picture, around what tells more.
fn photo(told: &[Vec<u8>]) -> Vec<u8> {
    let scan = [segment(0xda, b"\x01\x01\0\0\x3f\0"), SCAN.to_vec()].concat();
    [
        b"\xff\xd8".to_vec(),
        segment(0xe0, b"JFIF\0\x01\x02\0\0\x48\0\x48\0\0"),
        told.concat(),
        segment(0xe2, b"ICC_PROFILE\0\x01\x01colours"),
        segment(0xdb, &[7; 65]),
        segment(0xc2, b"\x08\0\x10\0\x10\x01\x01\x11\0"),
        segment(0xc4, &[3; 20]),
        scan.clone(),
        // A second scan, as a progressive picture has.
        segment(0xc4, &[4; 20]),
        scan,
        b"\xff\xd9".to_vec(),
    ]
    .concat()
}

fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    without_traces(FileKind::Jpeg, bytes)
}

#[test]
fn the_place_goes_and_the_picture_stays_byte_for_byte() {
    let told = [
        exif(1, false),
        xmp(),
        segment(0xe2, b"MPF\0GPS"),
        segment(0xed, b"Photoshop 3.0\0GPS"),
        segment(0xfe, b"GPS"),
    ];
    for one in &told {
        assert_eq!(clean(&photo(std::slice::from_ref(one))), Some(photo(&[])));
    }
    assert_eq!(clean(&photo(&told)), Some(photo(&[])));
}

#[test]
fn a_picture_keeps_the_way_it_is_turned() {
    for is_little in [true, false] {
        for turn in 2..=8 {
            let kept = clean(&photo(&[exif(turn, is_little), xmp()])).expect("a picture");
            assert_eq!(kept, photo(&[turned(turn)]));
            // What is written is read as it was.
            assert_eq!(clean(&kept), Some(kept));
        }
        for turn in [0, 1, 9, 255] {
            assert_eq!(clean(&photo(&[exif(turn, is_little)])), Some(photo(&[])));
        }
    }
}

#[test]
fn pictures_behind_the_picture_go_with_their_places() {
    let hidden = [photo(&[]), photo(&[exif(6, true)])].concat();
    assert_eq!(clean(&hidden), Some(photo(&[])));
}

#[test]
fn a_picture_that_breaks_off_in_its_data_is_kept_as_far_as_it_goes() {
    let whole = photo(&[exif(1, true)]);
    let cut = clean(&whole[..whole.len() - 2]).expect("a picture");
    assert_eq!(cut, photo(&[])[..photo(&[]).len() - 2]);
}

#[test]
fn segments_that_lie_about_their_length_are_told_as_damage() {
    let start = b"\xff\xd8".as_slice();
    for broken in [
        b"".as_slice(),
        b"\xff",
        b"\xff\xe1",
        b"\xff\xe1\0",
        b"\xff\xe1\0\0",
        b"\xff\xe1\0\x01",
        b"\xff\xe1\xff\xffExif\0\0",
        b"\xff\xe1\0\x08Exi",
        b"\xff\xd9",
        b"\xff\xd8\xff\xd8",
        b"\xff\0\0\0",
        b"\x12\x34",
        b"\xff\xff\xff\xff",
    ] {
        assert_eq!(clean(&[start, broken].concat()), None, "{broken:?}");
    }
    assert_eq!(clean(b""), None);
}

#[test]
fn an_exif_segment_that_leads_nowhere_is_dropped() {
    for told in [
        b"Exif\0\0".as_slice(),
        b"Exif\0\0II*\0\xff\xff\xff\xff",
        b"Exif\0\0MM\0*\xff\xff\xff\xf8\xff\xff",
        b"Exif\0\0II*\0\x08\0\0\0\xff\xff\x12\x01",
        b"Exif\0\0XX*\0\x08\0\0\0",
    ] {
        assert_eq!(clean(&photo(&[segment(0xe1, told)])), Some(photo(&[])), "{told:?}");
    }
}

fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).expect("a short chunk").to_be_bytes();
    [length.as_slice(), name, content, b"\xaa\xbb\xcc\xdd"].concat()
}

#[test]
fn a_drawing_loses_its_place_and_texts_and_keeps_the_rest() {
    let drawing = |told: &[Vec<u8>]| {
        let parts = [chunk(b"IHDR", &[1; 13]), told.concat(), chunk(b"IDAT", b"gps")];
        [PNG_SIGNATURE.to_vec(), parts.concat(), chunk(b"IEND", b"")].concat()
    };
    let told = [
        chunk(b"eXIf", b"MM\0*GPS"),
        chunk(b"iTXt", b"XML:com.adobe.xmp\0GPS"),
        chunk(b"tEXt", b"Comment\0GPS"),
        chunk(b"zTXt", b"Comment\0GPS"),
        chunk(b"tIME", b"1234567"),
        // As tools of drawing and editing write their own.
        chunk(b"prVW", b"GPS"),
        chunk(b"mkBF", b"GPS"),
        chunk(b"caBX", b"GPS"),
        chunk(b"dSIG", b"GPS"),
    ];
    let clean = |bytes: &[u8]| without_traces(FileKind::Png, bytes);
    assert_eq!(clean(&drawing(&told)), Some(drawing(&[])));
    assert_eq!(clean(&[drawing(&told), b"GPS".to_vec()].concat()), Some(drawing(&[])));
    let whole = drawing(&[]);
    for end in 0..whole.len() {
        assert_eq!(clean(&whole[..end]), None, "{end}");
    }
    for hostile in [b"\xff\xff\xff\xffIHDR".as_slice(), b"\x7f\xff\xff\xfftEXt", b"\0\0\0\x01"] {
        assert_eq!(clean(&[PNG_SIGNATURE, hostile].concat()), None, "{hostile:?}");
    }
    // Without a part that must be known it is another picture.
    assert_eq!(clean(&drawing(&[chunk(b"CgBI", b"1234")])), None);
}

#[test]
fn a_drawing_keeps_all_that_draws_it() {
    let parts = PNG_DRAWN.map(|name| chunk(&name.try_into().expect("four letters"), b"1234"));
    let (last, others) = parts.split_at(4).0.split_last().expect("four parts");
    let drawing =
        [PNG_SIGNATURE.to_vec(), others.concat(), parts[4..].concat(), last.clone()].concat();
    assert_eq!(without_traces(FileKind::Png, &drawing), Some(drawing));
}

#[test]
fn a_photo_keeps_the_size_of_its_dots_and_no_small_picture() {
    let jfif = |content: &[u8]| {
        let mut picture = photo(&[]);
        picture.splice(2..20, segment(0xe0, content));
        picture
    };
    let with_thumbnail = [b"JFIF\0\x01\x02\0\0\x48\0\x48\x02\x01".as_slice(), b"GPSGPS"].concat();
    assert_eq!(clean(&jfif(&with_thumbnail)), Some(photo(&[])));
    // A size that is not true.
    assert_eq!(clean(&jfif(b"JFIF\0\x01\x02\0\0\x48\0\x48\xff\xff")), Some(photo(&[])));
    assert_eq!(clean(&photo(&[segment(0xe0, b"JFXX\0\x10GPS")])), Some(photo(&[])));
    // Cut off, it says nothing.
    let without = [b"\xff\xd8".to_vec(), photo(&[])[20..].to_vec()].concat();
    assert_eq!(clean(&jfif(b"JFIF\0\x01")), Some(without));
}

#[test]
fn segments_that_draw_nothing_are_dropped_and_colours_tell_no_more_than_colours() {
    for told in [segment(0xf3, b"GPS"), segment(0x4f, b"GPS"), segment(0xee, b"AdobeGPS")] {
        assert_eq!(clean(&photo(&[told])), Some(photo(&[])));
    }
    let adobe = segment(0xee, b"Adobe\0\x64\0\0\0\0\x01");
    let told = segment(0xee, b"Adobe\0\x64\0\0\0\0\x01GPS");
    assert_eq!(clean(&photo(&[told])), Some(photo(&[adobe])));
}

#[test]
fn a_pdf_is_left_as_it_is() {
    assert_eq!(without_traces(FileKind::Pdf, b"%PDF-1.7 GPS"), Some(b"%PDF-1.7 GPS".to_vec()));
}

#[cfg(not(target_arch = "wasm32"))]
mod generated {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_bytes_make_it_fail_or_grow(bytes in prop::collection::vec(any::<u8>(), 0..400), at in 0usize..400) {
            let mut picture = photo(&[exif(6, true), xmp()]);
            let at = at.min(picture.len());
            picture.truncate(at);
            picture.extend(&bytes);
            for kind in [FileKind::Jpeg, FileKind::Png] {
                if let Some(clean) = without_traces(kind, &picture) {
                    // A turn is written in 36 bytes, and stood in as many before.
                    prop_assert!(clean.len() <= picture.len() + 36);
                }
            }
        }

        #[test]
        fn what_is_clean_stays_as_it_is(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let picture = [b"\xff\xd8".as_slice(), &exif(3, false), &bytes].concat();
            if let Some(clean) = without_traces(FileKind::Jpeg, &picture) {
                prop_assert_eq!(without_traces(FileKind::Jpeg, &clean), Some(clean));
            }
        }
    }
}
