//! Lines in the encodings from before Unicode, VNI and TCVN3 (ABC): found, read, and only offered.
//!
//! In a plain text nothing is converted: a reading may be wrong, and TCVN3 loses letters on its way. The reading
//! is used to recognise labels and is shown to a person. In a Word file the font says what the letters are, or all of
//! a paragraph looks the same way: there [`convert`] makes Unicode of it, and every conversion is reported.
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
    convert(&[line], Encoding::Vni).concat()
}

/// How letters were written before Unicode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Encoding {
    Vni,
    Tcvn3,
    /// TCVN3 in a font that has only capitals (`.VnTimeH`).
    Tcvn3Capitals,
}

impl Encoding {
    /// The encoding of the text in a font of this name.
    pub(super) fn of_font(font: &str) -> Option<Encoding> {
        if font.starts_with("VNI-") || font.starts_with("VNI ") {
            return Some(Encoding::Vni);
        }
        let own = font.starts_with(".Vn") || font.starts_with(".VN");
        own.then(|| if font.ends_with('H') { Encoding::Tcvn3Capitals } else { Encoding::Tcvn3 })
    }

    /// The encoding of a text of which no font says it: only where the whole text has letters of no other kind, and
    /// where what comes out ends its words as Vietnamese does.
    pub(super) fn by_look(text: &str) -> Option<Encoding> {
        if text.chars().any(is_vietnamese) {
            return None;
        }
        let found = if is_vni(text) {
            Encoding::Vni
        } else if text.chars().filter(|letter| TCVN3_SIGNS.contains(*letter)).count() > 1 && is_tcvn3(text) {
            Encoding::Tcvn3
        } else {
            return None;
        };
        let after = convert(&[text], found).concat();
        let words = |text: &str| -> Vec<String> {
            text.split(|letter: char| !letter.is_alphabetic()).map(str::to_owned).collect()
        };
        let before = words(text);
        words(&after).iter().all(|word| before.contains(word) || ends_well(word)).then_some(found)
    }

    /// What the report calls it.
    pub(super) fn kind(self) -> RepairKind {
        match self {
            Encoding::Vni => RepairKind::VniConverted,
            Encoding::Tcvn3 | Encoding::Tcvn3Capitals => RepairKind::Tcvn3Converted,
        }
    }
}

/// Letters that only Unicode text has: with them a font's name is a leftover of other days.
pub(super) fn is_vietnamese(letter: char) -> bool {
    matches!(
        letter,
        'ă' | 'Ă' | 'đ' | 'Đ' | 'ĩ' | 'Ĩ' | 'ũ' | 'Ũ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | '\u{1ea0}'..='\u{1ef9}'
    )
}

/// Does a word end as words of Vietnamese do?
fn ends_well(word: &str) -> bool {
    let folded = crate::plan::spelling::fold_words(word);
    let last = folded.chars().last();
    last.is_none_or(|last| "aeiouycmnptgh0123456789".contains(last))
}

/// Unicode of pieces that stand side by side; a mark at the beginning of a piece belongs to the letter before it.
pub(super) fn convert(pieces: &[&str], encoding: Encoding) -> Vec<String> {
    let mut out: Vec<String> = Vec::with_capacity(pieces.len());
    let mut last: Option<char> = None;
    for piece in pieces {
        out.push(String::new());
        for letter in piece.chars().map(lowered) {
            let marks = last.filter(|base| encoding == Encoding::Vni && "aeiouyôöAEIOUYÔÖ".contains(*base));
            let marks = marks.and_then(|_| vni_marks(letter));
            // The letter may stand in an earlier piece, with empty ones between.
            let owner = match marks {
                Some(_) => out.iter().rposition(|text| !text.is_empty()).unwrap_or(0),
                None => out.len() - 1,
            };
            let Some(text) = out.get_mut(owner) else { continue };
            match (marks, encoding) {
                (Some(marks), _) => text.push_str(marks),
                (None, Encoding::Vni) => text.push_str(&vni_letter(letter)),
                (None, Encoding::Tcvn3) => text.push(tcvn3_letter(letter)),
                (None, Encoding::Tcvn3Capitals) => text.extend(tcvn3_letter(letter).to_uppercase()),
            }
            last = if marks.is_some() { None } else { Some(letter) };
        }
    }
    out.iter().map(|text| nfc(text).into_owned()).collect()
}

/// Letters that a program put where symbols are, back where the encoding has them.
fn lowered(letter: char) -> char {
    match u32::from(letter) {
        code @ 0xf020..=0xf0ff => char::from_u32(code - 0xf000).unwrap_or(letter),
        _ => letter,
    }
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

/// Signs that stand for letters in TCVN3.
const TCVN3_SIGNS: &str = "¶·¸¹µ¬®»¼½¾¨©ª«";

/// Signs inside words that only TCVN3 puts there.
fn is_tcvn3(line: &str) -> bool {
    let letters: Vec<char> = line.chars().collect();
    let inside = letters.windows(3).filter(|three| {
        let [before, sign, after] = three else { return false };
        TCVN3_SIGNS.contains(*sign) && (before.is_alphabetic() || after.is_alphabetic())
    });
    inside.count() >= 1
}

fn tcvn3(line: &str) -> String {
    convert(&[line], Encoding::Tcvn3).concat()
}

/// The letter that a letter of TCVN3 shows. The last row holds capitals with marks: only some fonts have them.
fn tcvn3_letter(letter: char) -> char {
    const FROM: &str = "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u{ad}õö÷øùúûüýþ¡¢§£¤¥¦\
        ¯ºÀÁÂÃÄÅÍÙÚÛàð";
    const TO: &str = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂĐÊÔƠƯ\
        ẰẲẮẦẨẪẤỀỂỄẾỒỔỖ";
    FROM.chars().zip(TO.chars()).find(|(from, _)| *from == letter).map_or(letter, |(_, to)| to)
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

    /// A letter in VNI: its vowel, and a letter for its marks.
    fn in_vni(letter: char) -> String {
        let alone = match letter {
            'đ' => "ñ",
            'Đ' => "Ñ",
            'ì' | 'í' | 'Ì' | 'Í' => return letter.to_string(),
            'ỉ' => "æ",
            'Ỉ' => "Æ",
            'ĩ' => "ó",
            'Ĩ' => "Ó",
            'ị' => "ò",
            'Ị' => "Ò",
            'ỵ' => "î",
            'Ỵ' => "Î",
            _ => "",
        };
        if !alone.is_empty() {
            return alone.to_owned();
        }
        use unicode_normalization::UnicodeNormalization as _;
        let parts: Vec<char> = letter.to_string().nfd().collect();
        let upper = letter.is_uppercase();
        let horn = parts.contains(&'\u{31b}');
        let base = match (parts[0], horn) {
            ('o', true) => 'ô',
            ('O', true) => 'Ô',
            ('u', true) => 'ö',
            ('U', true) => 'Ö',
            (base, _) => base,
        };
        let tone = "\u{301}\u{300}\u{309}\u{303}\u{323}".chars().position(|tone| parts.contains(&tone));
        let row = match (parts.contains(&'\u{302}'), parts.contains(&'\u{306}')) {
            (true, _) => "áàåãäâ",
            (_, true) => "éèúüëê",
            _ => "ùøûõï",
        };
        let mark = row.chars().nth(tone.unwrap_or(5));
        let mark = mark.map(|mark| if upper { mark.to_uppercase().next().unwrap() } else { mark });
        base.to_string() + &mark.map(String::from).unwrap_or_default()
    }

    /// All letters of Vietnamese that ASCII does not have, small and capital.
    fn letters() -> Vec<char> {
        let small = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ";
        assert_eq!(small.chars().count(), 67);
        small.chars().chain(small.to_uppercase().chars()).collect()
    }

    #[test]
    fn every_letter_comes_back_from_vni() {
        for letter in letters() {
            assert_eq!(vni(&in_vni(letter)), letter.to_string(), "{}", in_vni(letter));
        }
        let check = |written: &str, read: &str| assert_eq!(vni(written), read);
        check("Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc");
        check("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
        check(
            "Tröôøng Maãm non, naêm hoïc, kyõ naêng, quyù, lyù, kyø",
            "Trường Mẫm non, năm học, kỹ năng, quý, lý, kỳ",
        );
        check("söûa chöõa nhaø veä sinh, ñöôïc, nghieäp vuï", "sửa chữa nhà vệ sinh, được, nghiệp vụ");
    }

    #[test]
    fn every_letter_comes_back_from_tcvn3() {
        // The bytes that the standard gives the small letters, in the order of the alphabet above.
        let bytes: &[u8] = b"\xb5\xb6\xb7\xb8\xb9\xa8\xbb\xbc\xbd\xbe\xc6\xa9\xc7\xc8\xc9\xca\xcb\xae\xcc\xce\xcf\xd0\xd1\xaa\xd2\xd3\xd4\xd5\xd6\xd7\xd8\xdc\xdd\xde\xdf\xe1\xe2\xe3\xe4\xab\xe5\xe6\xe7\xe8\xe9\xac\xea\xeb\xec\xed\xee\xef\xf1\xf2\xf3\xf4\xad\xf5\xf6\xf7\xf8\xf9\xfa\xfb\xfc\xfd\xfe";
        for (byte, letter) in bytes.iter().zip(letters()) {
            assert_eq!(tcvn3_letter(char::from(*byte)), letter);
        }
        assert_eq!(tcvn3("Céng hßa x· héi chñ nghÜa ViÖt Nam"), "Cộng hòa xã hội chủ nghĩa Việt Nam");
        let capitals = convert(&["tr\u{ad}êng mÇm non"], Encoding::Tcvn3Capitals);
        assert_eq!(capitals, ["TRƯỜNG MẦM NON"]);
    }

    #[test]
    fn marks_cross_the_border_between_pieces_and_symbols_come_back() {
        assert_eq!(convert(&["Nôi nha", "", "än: ", "x"], Encoding::Vni), ["Nơi nhậ", "", "n: ", "x"]);
        assert_eq!(convert(&["\u{f0ae}\u{f0d2}n"], Encoding::Tcvn3), ["đền"]);
    }

    #[test]
    fn looks_are_believed_only_where_all_of_it_is_vietnamese() {
        assert_eq!(Encoding::by_look("Nôi nhaän: caùc toå"), Some(Encoding::Vni));
        assert_eq!(Encoding::by_look("B¶o Th¾ng"), Some(Encoding::Tcvn3));
        for other in ["Lễ Noël", "Noël", "5 µm", "Hoà bình", "© 2024 a®b", "Nôi nhaän và các tổ"]
        {
            assert_eq!(Encoding::by_look(other), None, "{other}");
        }
        assert_eq!(Encoding::of_font("VNI-Times"), Some(Encoding::Vni));
        assert_eq!(Encoding::of_font(".VnTimeH"), Some(Encoding::Tcvn3Capitals));
        assert_eq!(Encoding::of_font("Vnet"), None);
    }
}
