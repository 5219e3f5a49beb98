//! Lines in the encodings from before Unicode, VNI and TCVN3 (ABC): found, read, and only offered.
//!
//! Nothing is converted: a reading may be wrong, and TCVN3 loses letters on its way. The reading
//! is used to recognise labels and is shown to a person.
//!
//! ```text
//! Nôi nhaän:   →  Nơi nhận:     (VNI: a base letter is followed by the letter of its mark)
//! B¶o Th¾ng    →  Bảo Thắng     (TCVN3: one byte per letter, shown as Latin-1)
//! ```

use super::report::RepairKind;
use crate::plan::spelling::nfc;

/// The encoding and the reading of a line that is in one of them.
pub(super) fn read(line: &str) -> Option<(RepairKind, String)> {
    if is_vni(line) {
        return Some((RepairKind::Vni, vni(line)));
    }
    is_tcvn3(line).then(|| (RepairKind::Tcvn3, tcvn3(line)))
}

/// The reading where there is one, else the line itself: for recognising, never for keeping.
pub(super) fn readable(line: &str) -> String {
    read(line).map_or_else(|| line.to_owned(), |(_, reading)| reading)
}

/// Letters that Vietnamese does not have; VNI is full of them.
fn is_vni(line: &str) -> bool {
    line.split(|letter: char| !letter.is_alphabetic()).any(|word| {
        let letters: Vec<char> = word.chars().collect();
        letters.windows(2).any(|pair| {
            let (Some(base), Some(mark)) = (pair.first(), pair.get(1)) else { return false };
            "aeiouyôöAEIOUYÔÖ".contains(*base) && "äåëïøûüöÄÅËÏØÛÜÖ".contains(*mark)
        }) || (word.starts_with(['ñ', 'Ñ']) && letters.len() > 1)
    })
}

fn vni(line: &str) -> String {
    let mut out = String::new();
    let mut last: Option<char> = None;
    for letter in line.chars() {
        let marks = last.filter(|base| "aeiouyôöAEIOUYÔÖ".contains(*base)).and_then(|_| vni_marks(letter));
        match marks {
            Some(marks) => out.push_str(marks),
            None => out.push_str(&vni_letter(letter)),
        }
        last = if marks.is_some() { None } else { Some(letter) };
    }
    nfc(&out).into_owned()
}

/// What a letter of VNI adds to the vowel before it.
fn vni_marks(letter: char) -> Option<&'static str> {
    Some(match letter.to_lowercase().next().unwrap_or(letter) {
        'ù' => "\u{301}",
        'ø' => "\u{300}",
        'û' => "\u{309}",
        'õ' => "\u{303}",
        'ï' => "\u{323}",
        'â' => "\u{302}",
        'á' => "\u{302}\u{301}",
        'à' => "\u{302}\u{300}",
        'å' => "\u{302}\u{309}",
        'ã' => "\u{302}\u{303}",
        'ä' => "\u{302}\u{323}",
        'ê' => "\u{306}",
        'é' => "\u{306}\u{301}",
        'è' => "\u{306}\u{300}",
        'ú' => "\u{306}\u{309}",
        'ü' => "\u{306}\u{303}",
        'ë' => "\u{306}\u{323}",
        _ => return None,
    })
}

/// The letters that stand for themselves in VNI.
fn vni_letter(letter: char) -> String {
    let known = match letter.to_lowercase().next().unwrap_or(letter) {
        'ô' => 'ơ',
        'ö' => 'ư',
        'ñ' => 'đ',
        'æ' => 'ỉ',
        'ò' => 'ị',
        'ó' => 'ĩ',
        'î' => 'ỵ',
        _ => return letter.to_string(),
    };
    if letter.is_uppercase() { known.to_uppercase().collect() } else { known.to_string() }
}

/// Signs inside words that only TCVN3 puts there.
fn is_tcvn3(line: &str) -> bool {
    let letters: Vec<char> = line.chars().collect();
    let inside = letters.windows(3).filter(|three| {
        let [before, sign, after] = three else { return false };
        "¶·¸¹µ¬®»¼½¾¨©ª«".contains(*sign) && (before.is_alphabetic() || after.is_alphabetic())
    });
    inside.count() >= 1
}

fn tcvn3(line: &str) -> String {
    const FROM: &str = "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u{ad}õö÷øùúûüýþ¡¢§£¤¥¦";
    const TO: &str = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂĐÊÔƠƯ";
    let read = |letter: char| {
        FROM.chars().zip(TO.chars()).find(|(from, _)| *from == letter).map_or(letter, |(_, to)| to)
    };
    line.chars().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_and_reads_both_encodings_and_leaves_vietnamese_alone() {
        assert_eq!(read("Nôi nhaän:"), Some((RepairKind::Vni, "Nơi nhận:".into())));
        assert_eq!(read("Ñieåm yeáu"), Some((RepairKind::Vni, "Điểm yếu".into())));
        assert_eq!(read("B¶o Th¾ng"), Some((RepairKind::Tcvn3, "Bảo Thắng".into())));
        for good in [
            "Hoà bình, uỷ ban, toàn trường, quý, thuê, khoá",
            "Giấy phép số 5 ® 2020",
            "khoẻ khoắn, tuỳ, huỷ",
        ] {
            assert_eq!(read(good), None, "{good}");
        }
    }
}
