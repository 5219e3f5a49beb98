//! Pictures: the school's logo, and the QR code of an approval. [doors: imagesize, png]

use crate::export::paper::Picture;
use crate::export::qr;

use super::Error;
use super::body::Room;
use super::pen::Pen;

/// English metric units, the unit of drawings, in a millimetre.
const MILLIMETRE: u64 = 36_000;
/// And in a twip.
const TWIP: u64 = 635;
/// Nothing on a page is higher or wider than this, in millimetres.
const LARGEST: u64 = 240;
/// Pixels for one module of a code, and the quiet zone in modules.
const MODULE: usize = 8;
const QUIET: usize = 4;

/// Writes a picture into the current paragraph, no wider than its room. The bytes of what is no picture are left out,
/// and its words are said.
pub(super) fn picture(pen: &mut Pen, picture: &Picture, room: Room) {
    let Picture { bytes, width, words } = picture;
    let Some((ending, pixels_wide, pixels_high)) = known(bytes) else {
        return pen.run(words, Default::default(), None);
    };
    let most = u64::from(room.width) * TWIP;
    let mut wide = (u64::from(*width).clamp(1, LARGEST) * MILLIMETRE).min(most).max(1);
    let mut high = wide.saturating_mul(pixels_high) / pixels_wide;
    if high > LARGEST * MILLIMETRE {
        high = LARGEST * MILLIMETRE;
        wide = high.saturating_mul(pixels_wide) / pixels_high;
    }
    let name = format!("image{}.{ending}", pen.media.len() + 1);
    pen.media.push((name.clone(), bytes.clone()));
    drawing(pen, &name, words, (wide.max(1), high.max(1)));
}

/// The QR code of a text, so many millimetres wide; nothing where the text is too long for one.
pub(super) fn code(pen: &mut Pen, text: &str, width: u16, room: Room) -> Result<(), Error> {
    if let Some(rows) = qr::modules(text) {
        let words = text.to_owned();
        picture(pen, &Picture { bytes: png(&rows)?, width, words }, room);
    }
    Ok(())
}

/// The kind of a picture, as the ending of its name, and its size in pixels.
fn known(bytes: &[u8]) -> Option<(&'static str, u64, u64)> {
    let ending = match bytes {
        [0x89, b'P', b'N', b'G', ..] => "png",
        [0xff, 0xd8, 0xff, ..] => "jpeg",
        _ => return None,
    };
    let size = imagesize::blob_size(bytes).ok()?;
    let (wide, high) = (u64::try_from(size.width).ok()?, u64::try_from(size.height).ok()?);
    (wide > 0 && high > 0).then_some((ending, wide, high))
}

/// Dark and light modules as a picture of two colours.
pub(super) fn png(rows: &[Vec<bool>]) -> Result<Vec<u8>, Error> {
    let side = (rows.len() + 2 * QUIET) * MODULE;
    let mut grey = vec![0xff; side * side];
    for (y, line) in grey.chunks_mut(side).enumerate() {
        let row = (y / MODULE).checked_sub(QUIET).and_then(|at| rows.get(at));
        for (x, pixel) in line.iter_mut().enumerate() {
            let module = (x / MODULE).checked_sub(QUIET).and_then(|at| row?.get(at));
            if module == Some(&true) {
                *pixel = 0;
            }
        }
    }
    let failed = |source| Error::Picture { source };
    let mut bytes = Vec::new();
    let size = u32::try_from(side).unwrap_or(u32::MAX);
    let mut encoder = png::Encoder::new(&mut bytes, size, size);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header().map_err(failed)?;
    writer.write_image_data(&grey).map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(bytes)
}

fn drawing(pen: &mut Pen, name: &str, words: &str, size: (u64, u64)) {
    let number = pen.media.len().to_string();
    let relation = pen.relations.part("image", &format!("media/{name}"));
    let (wide, high) = (size.0.to_string(), size.1.to_string());
    let extent = [("cx", &*wide), ("cy", &*high)];
    let named = [("id", &*number), ("name", name), ("descr", words)];
    let xml = &mut pen.xml;
    for element in ["w:r", "w:drawing"] {
        xml.open(element, &[]);
    }
    xml.open("wp:inline", &[("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")]);
    xml.empty("wp:extent", &extent);
    xml.empty("wp:docPr", &named);
    xml.open("a:graphic", &[]);
    xml.open("a:graphicData", &[("uri", "http://schemas.openxmlformats.org/drawingml/2006/picture")]);
    for element in ["pic:pic", "pic:nvPicPr"] {
        xml.open(element, &[]);
    }
    xml.empty("pic:cNvPr", &named);
    xml.empty("pic:cNvPicPr", &[]);
    xml.close("pic:nvPicPr");
    xml.open("pic:blipFill", &[]);
    xml.empty("a:blip", &[("r:embed", &relation)]);
    xml.open("a:stretch", &[]);
    xml.empty("a:fillRect", &[]);
    xml.close("a:stretch");
    xml.close("pic:blipFill");
    for element in ["pic:spPr", "a:xfrm"] {
        xml.open(element, &[]);
    }
    xml.empty("a:off", &[("x", "0"), ("y", "0")]);
    xml.empty("a:ext", &extent);
    xml.close("a:xfrm");
    xml.open("a:prstGeom", &[("prst", "rect")]);
    xml.empty("a:avLst", &[]);
    for element in
        ["a:prstGeom", "pic:spPr", "pic:pic", "a:graphicData", "a:graphic", "wp:inline", "w:drawing", "w:r"]
    {
        xml.close(element);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: Room = Room { width: 9_000, height: 9_000 };

    fn written(draw: impl Fn(&mut Pen)) -> (String, usize) {
        let mut pen = Pen::new("vi");
        draw(&mut pen);
        (String::from_utf8(pen.xml.finish().unwrap()).unwrap(), pen.media.len())
    }

    #[test]
    fn a_code_is_a_square_picture_that_says_its_text() {
        let (text, pictures) = written(|pen| code(pen, "CAITIEN:V1", 28, ROOM).unwrap());
        assert_eq!(pictures, 1);
        assert!(text.contains("cx=\"1008000\" cy=\"1008000\""), "{text}");
        assert!(text.contains("descr=\"CAITIEN:V1\""), "{text}");
        let bytes = png(&qr::modules("CAITIEN:V1").unwrap()).unwrap();
        let side = qr::modules("CAITIEN:V1").unwrap().len() + 8;
        assert_eq!(known(&bytes), Some(("png", (side * 8) as u64, (side * 8) as u64)));
    }

    #[test]
    fn a_picture_is_no_wider_than_its_room() {
        let bytes = png(&[vec![true]]).unwrap();
        let narrow = Room { width: 100, ..ROOM };
        let shown = Picture { bytes, width: 50, words: String::new() };
        let (text, _) = written(|pen| picture(pen, &shown, narrow));
        assert!(text.contains("cx=\"63500\" cy=\"63500\""), "{text}");
    }

    #[test]
    fn what_is_no_picture_is_said_in_words() {
        let words = "Biểu trưng".to_owned();
        for bytes in [b"GIF89a".to_vec(), b"\x89PNG".to_vec(), Vec::new()] {
            let (text, pictures) = written(|pen| {
                picture(pen, &Picture { bytes: bytes.clone(), width: 20, words: words.clone() }, ROOM)
            });
            assert_eq!(pictures, 0);
            assert!(text.contains("Biểu trưng"));
        }
    }
}
