//! Rules on the text itself: bytes that are no text, letters outside NFC, characters that nobody
//! sees, lines in an encoding from before Unicode.
//!
//! Nothing is converted here. Which letters an old encoding stood for is shown by `import`.

use super::Look;
use crate::finding::{Finding, Problem, Span};

/// More findings of this family than this say nothing new.
const ENOUGH: usize = 20;

/// Bytes that cannot be read as a plan: why, and the text before the place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undecodable<'b> {
    pub finding: Finding,
    pub readable: &'b str,
}

/// The text of a file, or why there is none.
pub fn decode(bytes: &[u8]) -> Result<&str, Undecodable<'_>> {
    let stop = |problem, readable: &'static str| {
        Err(Undecodable { finding: Finding::new(problem, Span::default()), readable })
    };
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return stop(Problem::EmptyFile, "");
    }
    let wide = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    if !wide && bytes.iter().take(8192).any(|byte| *byte == 0) {
        return stop(Problem::BinaryFile, "");
    }
    simdutf8::compat::from_utf8(bytes).map_err(|error| {
        let readable = bytes.get(..error.valid_up_to()).and_then(|part| std::str::from_utf8(part).ok());
        let readable = readable.unwrap_or_default();
        let span = Span::new(readable.len(), readable.len());
        Undecodable { finding: Finding::new(Problem::InvalidUtf8, span), readable }
    })
}

pub(super) fn check(look: &mut Look<'_>) {
    normal_form(look);
    let before = look.findings.len();
    let mut line_done = 0;
    let mut bytes = look.text.bytes().enumerate().peekable();
    while let Some((at, byte)) = bytes.next() {
        // The commonest letters of Vietnamese begin with this byte: one look at the next settles them.
        let common = byte == 0xc3 && bytes.peek().is_some_and(|(_, next)| !is_foreign_tail(*next));
        if common || is_plain(byte) {
            continue;
        }
        let Some(character) = look.text.get(at..).and_then(|rest| rest.chars().next()) else { continue };
        let span = Span::new(at, at + character.len_utf8());
        if let Some(problem) = odd(character, at) {
            look.report(problem, span);
        } else if at >= line_done && is_foreign(character) {
            line_done = legacy(look, at);
        }
        if look.findings.len() >= before + ENOUGH {
            return;
        }
    }
}

/// Bytes that begin no character that the rules look for; nearly all of a plan.
fn is_plain(byte: u8) -> bool {
    !matches!(byte, 0..=8 | 0x0b | 0x0c | 0x0e..=0x1f | 0x7f | 0xc2 | 0xc3 | 0xe2 | 0xef)
}

/// Letters of the file that are not in NFC: the first place, and how many lines have some.
fn normal_form(look: &mut Look<'_>) {
    let Some(original) = look.subject.original.filter(|original| *original != look.text) else { return };
    let original = original.strip_prefix('\u{feff}').unwrap_or(original);
    let (mut lines, mut first, mut start) = (0, None, 0);
    for (written, normal) in original.lines().zip(look.text.split_inclusive('\n')) {
        let end = start + normal.len();
        let normal = normal.trim_end_matches('\n');
        if written != normal && written.trim_end_matches('\r') != normal {
            lines += 1;
            let same = written.chars().zip(normal.chars()).take_while(|(one, other)| one == other);
            let at = start + same.map(|(letter, _)| letter.len_utf8()).sum::<usize>();
            first.get_or_insert(at);
        }
        start = end;
    }
    if let Some(at) = first {
        let letter = look.text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        look.report(Problem::NotNfc { lines }, Span::new(at, at + letter));
    }
}

/// A character that does not belong into a text that people read; `at` 0 is a file's beginning.
fn odd(character: char, at: usize) -> Option<Problem> {
    match character {
        '\u{fffd}' => Some(Problem::LostCharacter),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' => {
            Some(Problem::BidiControl { character })
        }
        '\u{feff}' if at == 0 => None,
        '\u{ad}'
        | '\u{200b}'..='\u{200d}'
        | '\u{2060}'..='\u{2064}'
        | '\u{feff}'
        | '\u{2028}'
        | '\u{2029}' => Some(Problem::InvisibleCharacter { character }),
        _ if character.is_control() => Some(Problem::InvisibleCharacter { character }),
        _ => None,
    }
}

/// Latin letters and signs that Vietnamese has no use for inside a word.
fn is_foreign(character: char) -> bool {
    is_vni_mark(character) || is_tcvn_letter(character) || matches!(character, 'ñ' | 'Ñ')
}

/// The second bytes of the letters after `0xc3` that are foreign; a test holds this to
/// [`is_foreign`].
fn is_foreign_tail(byte: u8) -> bool {
    matches!(
        byte,
        0x84 | 0x85
            | 0x8b
            | 0x8f
            | 0x91
            | 0x98
            | 0x9b
            | 0x9c
            | 0xa4
            | 0xa5
            | 0xab
            | 0xaf
            | 0xb1
            | 0xb8
            | 0xbb
            | 0xbc
    )
}

/// VNI writes a vowel, then a letter that stands for its marks.
fn is_vni_mark(character: char) -> bool {
    matches!(character, 'ä' | 'å' | 'ë' | 'ï' | 'ü' | 'û' | 'ø' | 'Ä' | 'Å' | 'Ë' | 'Ï' | 'Ü' | 'Û' | 'Ø')
}

/// Is this a vowel with its mark as VNI writes them? `oë` is not, so that Citroën is spared.
fn is_vni_pair(vowel: char, mark: char) -> bool {
    let vowel = vowel.to_ascii_lowercase();
    match mark {
        'ë' | 'ü' | 'Ë' | 'Ü' => vowel == 'a',
        'ä' | 'å' | 'Ä' | 'Å' => matches!(vowel, 'a' | 'e' | 'o'),
        mark => is_vni_mark(mark) && matches!(vowel, 'a' | 'e' | 'o' | 'u' | 'y' | 'ô' | 'ö'),
    }
}

/// TCVN3 shows as signs of Latin-1 between letters.
fn is_tcvn_letter(character: char) -> bool {
    matches!(character, '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{bf}')
}

/// Looks at the whole line around a foreign letter; gives the line's end.
fn legacy(look: &mut Look<'_>, at: usize) -> usize {
    let start = look.text.get(..at).and_then(|head| head.rfind('\n')).map_or(0, |end| end + 1);
    let rest = look.text.get(start..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default();
    if let Some(encoding) = encoding(line) {
        let indent = line.len() - line.trim_start().len();
        look.report(
            Problem::LegacyEncoding { encoding },
            Span::new(start + indent, start + line.trim_end().len()),
        );
    }
    start + line.len()
}

fn encoding(line: &str) -> Option<&'static str> {
    let (mut vni, mut strokes, mut tcvn) = (0, 0, 0);
    let mut letters = [' ', ' '];
    for next in line.chars().chain([' ']) {
        let [before, letter] = letters;
        vni += usize::from(is_vni_pair(before, letter));
        strokes += usize::from(matches!(letter, 'ñ' | 'Ñ'));
        tcvn += usize::from(is_tcvn_letter(letter) && before.is_ascii_alphabetic() && next.is_alphabetic());
        letters = [letter, next];
    }
    match (vni, strokes, tcvn) {
        (_, _, 2..) => Some("TCVN3 (ABC)"),
        (1.., _, _) | (_, 2.., _) => Some("VNI"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::decode;
    use crate::check::tests::codes;

    fn check(text: &str) -> Vec<&'static str> {
        codes(text, super::check)
    }

    #[test]
    fn vietnamese_text_is_fine() {
        assert_eq!(
            check("## Đánh giá\n\n“Ưu điểm” – 25 °C, 10 m², tỷ lệ 8,3 % … Ngoãn Ý Ỹ ỵ\r\n\tmục\n"),
            [""; 0]
        );
        assert_eq!(check("\u{feff}Kế hoạch\n"), [""; 0]);
        assert_eq!(check("Công ty Häfele, Citroën, São Paulo, Peña\n"), [""; 0]);
    }

    #[test]
    fn the_quick_look_knows_every_foreign_letter() {
        for letter in '\u{c0}'..='\u{ff}' {
            let tail = letter.to_string().as_bytes()[1];
            assert_eq!(super::is_foreign_tail(tail), super::is_foreign(letter), "{letter}");
        }
    }

    #[test]
    fn finds_letters_outside_nfc() {
        assert_eq!(check("Kế hoạch\nđie\u{302}\u{309}m ye\u{302}\u{301}u\n"), ["not-nfc"]);
        assert_eq!(check("k\u{ea}\u{301} hoạch\n"), ["not-nfc"]);
    }

    #[test]
    fn finds_what_nobody_sees() {
        assert_eq!(check("Kế\u{200b} hoạch\n"), ["invisible-character"]);
        assert_eq!(check("Kế\u{ad}hoạch \u{1}\n"), ["invisible-character"; 2]);
        assert_eq!(check("Kế \u{202e}hoạch\n"), ["bidi-control"]);
        assert_eq!(check("Kế ho\u{fffd}ch\n"), ["lost-character"]);
        assert_eq!(check(&"a\u{200b}".repeat(1000)).len(), super::ENOUGH);
    }

    #[test]
    fn finds_old_encodings() {
        assert_eq!(check("Nôi nhaän:\n"), ["legacy-encoding"]);
        assert_eq!(check("Kế hoạch\n\nHuyÖn B¶o Th¾ng, tØnh Lµo Cai\n"), ["legacy-encoding"]);
        assert_eq!(check("Diện tích 5 m² × 3, giá 10 £\n"), [""; 0]);
    }

    #[test]
    fn says_why_bytes_are_no_text() {
        let code = |bytes: &[u8]| decode(bytes).map_err(|stop| stop.finding.code().as_str()).err();
        assert_eq!(code("Kế hoạch".as_bytes()), None);
        assert_eq!(code(b""), Some("empty-file"));
        assert_eq!(code(b" \n\t"), Some("empty-file"));
        assert_eq!(code(b"PK\x03\x04\x00\x00"), Some("binary-file"));
        assert_eq!(code(b"K\xff ho"), Some("invalid-utf8"));
        assert_eq!(code(b"\xff\xfeK\x00"), Some("invalid-utf8"));
    }
}
