//! The rules below the motto, the agency and the title, as long as the decree says.
//!
//! Nghị định 30 wants a drawn line as long as the words (motto), or a third to a half of them (agency, title), and no
//! underlining. Such a line is the lower border of an empty paragraph that is set in on both sides; for that the width
//! of the words must be known, so this file holds the widths of the letters of Times New Roman Bold. It lays out
//! nothing: a school that chooses another font gets a line that is a little longer or shorter.

use crate::export::paper::{Paragraph, Style};
use crate::plan::markdown::run;
use crate::plan::spelling::taken_apart;

use super::pen::Pen;
use crate::docx::style;

/// From the blank to the tilde, in thousandths of the size of the type.
#[rustfmt::skip]
const WIDTHS: [u32; 95] = [
    250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278,
    500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 333, 333, 570, 570, 570, 500,
    930, 722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944, 722, 778,
    611, 778, 722, 556, 667, 722, 722, 1000, 722, 722, 667, 333, 278, 333, 581, 500,
    333, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556, 278, 833, 556, 500,
    556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520,
];

/// Writes the rule that a paragraph of this style has below it, in a room of so many twips; most have none.
pub(super) fn below(pen: &mut Pen, paragraph: &Paragraph, room: u32) {
    let words = run::words(&paragraph.runs);
    let length = match paragraph.style {
        Style::Motto => width(&words, 14).min(room),
        Style::Agency => width(&words.to_uppercase(), 13).min(room) * 2 / 5,
        Style::Subject => width(&words, 14).min(room) * 2 / 5,
        _ => return,
    };
    let side = (room.saturating_sub(length) / 2).to_string();
    pen.xml.open("w:p", &[]);
    pen.xml.open("w:pPr", &[]);
    pen.xml.value("w:pStyle", style::LINE);
    pen.xml.empty("w:ind", &[("w:left", &side), ("w:right", &side)]);
    pen.xml.close("w:pPr");
    pen.xml.close("w:p");
}

/// How wide bold words of so many points are, in twips.
fn width(words: &str, points: u32) -> u32 {
    let letter = |letter: char| match letter {
        // Marks stand above or below their letter.
        '\u{300}'..='\u{36f}' => 0,
        'đ' => 556,
        'Đ' => 722,
        '—' => 1000,
        letter => (u32::from(letter).checked_sub(u32::from(' ')))
            .and_then(|at| WIDTHS.get(usize::try_from(at).ok()?).copied())
            .unwrap_or(500),
    };
    let thousandths = taken_apart(words).map(letter).fold(0u32, u32::saturating_add);
    (thousandths / 50).saturating_mul(points)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_width_is_that_of_the_letters_without_their_marks() {
        // A: 722, n: 556.
        assert_eq!(width("An", 14), 1278 / 50 * 14);
        assert_eq!(width("Ấn", 14), width("An", 14));
        assert_eq!(width("", 14), 0);
        // Measured in an office suite with the same font: 63 mm.
        let motto = f64::from(width("Độc lập - Tự do - Hạnh phúc", 14)) / 56.7;
        assert!((60.0..66.0).contains(&motto), "{motto} mm");
    }
}
