//! Headings as they come: sections, standards and criteria, numbered wrongly, without diacritics,
//! with letters broken by OCR.
//!
//! A heading is known by its words. `N.M` is always a criterion, whatever stands before it. A
//! criterion's number that cannot be read is not guessed here.

use regex::Captures;

use super::legacy::readable;
use super::pattern::{Pattern, group};
use super::report::Certainty;
use super::source::{is_capitals, one_line, plain};
use crate::plan::SectionKind;
use crate::plan::item::CriterionId;
use crate::plan::spelling::{distance, fold_words, likeness};

/// A section's heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SectionHeading {
    /// The number as printed; empty where there is none.
    pub(super) printed: String,
    /// All of it, as printed, on one line.
    pub(super) text: String,
    pub(super) kind: SectionKind,
    pub(super) certainty: Certainty,
}

/// The words of the two forms, in folded spelling. The first of a kind is its canonical wording.
const NAMES: &[(&str, SectionKind)] = &[
    ("muc dich yeu cau", SectionKind::Purpose),
    ("muc dich va yeu cau", SectionKind::Purpose),
    ("muc dich", SectionKind::Purpose),
    ("muc tieu yeu cau", SectionKind::Purpose),
    ("can cu xay dung ke hoach", SectionKind::Basis),
    ("can cu lap ke hoach", SectionKind::Basis),
    ("can cu phap ly", SectionKind::Basis),
    ("can cu", SectionKind::Basis),
    ("noi dung ke hoach cai tien chat luong giao duc", SectionKind::Content),
    ("noi dung ke hoach cai tien chat luong", SectionKind::Content),
    ("noi dung ke hoach cai tien", SectionKind::Content),
    ("noi dung va giai phap thuc hien", SectionKind::Content),
    ("noi dung cai tien chat luong", SectionKind::Content),
    ("noi dung thuc hien", SectionKind::Content),
    ("noi dung ke hoach", SectionKind::Content),
    ("noi dung", SectionKind::Content),
    ("ke hoach cai tien chat luong giao duc", SectionKind::Content),
    ("ke hoach cai tien chat luong", SectionKind::Content),
    ("thong tin chung", SectionKind::General),
    ("tom tat cac van de trong tam can cai tien", SectionKind::Priorities),
    ("tom tat cac van de trong tam", SectionKind::Priorities),
    ("theo doi va danh gia thuc hien giam sat noi bo", SectionKind::Supervision),
    ("theo doi va danh gia thuc hien", SectionKind::Supervision),
    ("to chuc thuc hien", SectionKind::Implementation),
    ("co che danh gia va bao cao", SectionKind::Reporting),
];

/// The wording that a damaged heading gets, so that readers of plans know it.
pub(super) fn canonical(kind: SectionKind) -> &'static str {
    match kind {
        SectionKind::General => "Thông tin chung",
        SectionKind::Purpose => "Mục đích, yêu cầu",
        SectionKind::Basis => "Căn cứ xây dựng kế hoạch",
        SectionKind::Priorities => "Tóm tắt các vấn đề trọng tâm cần cải tiến",
        SectionKind::Content => "Nội dung kế hoạch cải tiến chất lượng giáo dục",
        SectionKind::Supervision => "Theo dõi và đánh giá thực hiện",
        SectionKind::Implementation => "Tổ chức thực hiện",
        SectionKind::Reporting => "Cơ chế đánh giá và báo cáo",
        SectionKind::Other => "",
    }
}

/// How a line is set off from the text around it.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Look {
    roman: bool,
    arabic: bool,
    /// Capitals, bold, or a Markdown heading.
    loud: bool,
    /// A Markdown heading of the first two levels.
    marked: bool,
}

/// The section's heading that a line is.
pub(super) fn section(line: &str) -> Option<SectionHeading> {
    static ROMAN: Pattern =
        Pattern::new(r"^\(?\s*([IVXLivxl1|!]{1,6}|[IVX]+\s[IVX]+)\s*[.,:;)/\-–]+\s*(\p{L}.*)$");
    static ROMAN_BARE: Pattern = Pattern::new(r"^([IVX]{1,5})\s+(\p{Lu}.*)$");
    static ARABIC: Pattern = Pattern::new(r"^(\d{1,2})\s*[.,:;)/\-–]+\s*(\p{L}.*)$");
    if line.contains('|') || line.trim().contains('\t') {
        return None;
    }
    let text = plain(&readable(line));
    if text.is_empty() || text.chars().count() > 130 {
        return None;
    }
    let raw = line.trim();
    let is_bold = raw.starts_with("**") && raw.trim_end_matches([':', '.', ' ']).ends_with("**");
    let marked = raw.starts_with("# ") || raw.starts_with("## ");
    let (roman, arabic) =
        (ROMAN.captures(&text).or_else(|| ROMAN_BARE.captures(&text)), ARABIC.captures(&text));
    let words = roman.as_ref().or(arabic.as_ref()).map_or(text.as_str(), |found| group(found, 2));
    let loud = is_bold || raw.starts_with('#') || is_capitals(words);
    let look = Look { roman: roman.is_some(), arabic: arabic.is_some() && roman.is_none(), loud, marked };
    let (kind, certainty) = kind(words, look)?;
    let printed = roman.as_ref().or(arabic.as_ref()).map_or("", |found| group(found, 1)).to_owned();
    Some(SectionHeading { printed, text, kind, certainty })
}

/// What the words are, as far as the look allows it: the weaker the look, the nearer the words
/// must be.
fn kind(words: &str, look: Look) -> Option<(SectionKind, Certainty)> {
    let folded = fold_words(words);
    let (kind, likeness) = nearest(&folded);
    let wanted = match look {
        Look { roman: true, loud: true, .. } => 0.72,
        Look { roman: true, .. } => 0.85,
        Look { loud: true, .. } => 0.88,
        Look { arabic: true, .. } => 0.97,
        _ => return None,
    };
    // A title such as "KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG GIÁO DỤC" has the words of the content
    // section of 2026 and no number.
    let titled = folded.starts_with("ke hoach cai tien") && !look.roman && !look.arabic;
    if likeness >= wanted && !titled {
        let certainty = if likeness > 0.97 { Certainty::Certain } else { Certainty::Likely };
        return Some((kind, certainty));
    }
    let own = (look.roman && look.loud) || (look.marked && numbered(words).is_none());
    let long_enough = folded.len() >= 6 && !titled && !folded.starts_with("ke hoach");
    (own && long_enough && !folded.starts_with("cai tien")).then_some((SectionKind::Other, Certainty::Likely))
}

fn nearest(folded: &str) -> (SectionKind, f64) {
    let score = |name: &str| {
        // More words may follow those of the form: "… NĂM HỌC 2023-2024", "(giám sát nội bộ)".
        let begins = name.len() > 8
            && folded.strip_prefix(name).is_some_and(|rest| rest.starts_with(' ') && rest.len() < 60);
        let whole = likeness(folded, name);
        if begins { whole.max(0.98) } else { whole }
    };
    let best = NAMES.iter().map(|(name, kind)| (*kind, score(name)));
    best.max_by(|one, other| one.1.total_cmp(&other.1)).unwrap_or((SectionKind::Other, 0.0))
}

/// The number of a Roman numeral in the right spelling; None for one that OCR broke.
pub(super) fn roman(printed: &str) -> Option<usize> {
    const NUMERALS: &[&str] = &["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
    NUMERALS.iter().position(|numeral| *numeral == printed).map(|at| at + 1)
}

/// What a heading with a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numbered {
    Standard(u8),
    Criterion(CriterionId),
    /// "Tiêu chí" followed by something that is no number.
    Unread,
}

/// A standard's or criterion's heading, or the beginning of a cell that names one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NumberedHeading {
    pub(super) what: Numbered,
    /// The word in front is "Tiêu chuẩn" where the number is a criterion's.
    pub(super) called_standard: bool,
    /// The number was repaired: "1,5" for 1.5.
    pub(super) repaired: bool,
    /// What follows the number, without the mark between.
    pub(super) rest: String,
}

/// Reads "Tiêu chuẩn 2: …", "Tiêu chí 1.5. …", "Tiêu chuẩn 5.2: …", "TIEU CHI 1,5 …".
pub(super) fn numbered(text: &str) -> Option<NumberedHeading> {
    // A letter here is whatever ASCII does not say to be none: `word` looks closer, and repeating the class of all
    // letters would take longer to compile than a whole document takes to read.
    static WORDED: Pattern = Pattern::new(
        r"^(?s)(?:[-+*•]\s*)?([^\x00-@\[-`{-\x7f]{3,5})\s+([^\x00-@\[-`{-\x7f][^\x00-/:-@\[-`{-\x7f]{1,4})(?:\s+số)?\s*[:.]?\s*(\d{1,2}\s*[.,]\s*\d{1,2}|\d{1,2}|[IVXl1|O0]{1,3}\s*[.,]\s*[\dIlO|]{1,3}|[IVX]{1,3})(?:[^\p{L}\d]|$)(.*)$",
    );
    static ANY: Pattern =
        Pattern::new(r"^(?s)([^\x00-@\[-`{-\x7f]{3,5})\s+([^\x00-@\[-`{-\x7f]{2,5})\s+(\S*)(.*)$");
    let found = WORDED.captures(text).filter(|found| word(group(found, 1), group(found, 2)).is_some());
    let Some(found) = found else {
        let any = ANY.captures(text)?;
        let damaged = word(group(&any, 1), group(&any, 2)) == Some(Word::Criterion)
            && !group(&any, 3).chars().all(char::is_alphabetic)
            && group(&any, 3).chars().any(|letter| letter.is_ascii_digit() || letter == '.');
        let rest = format!("{}{}", group(&any, 3), group(&any, 4));
        return damaged.then_some(heading(Numbered::Unread, &rest));
    };
    let called = word(group(&found, 1), group(&found, 2))?;
    let number = group(&found, 3).replace(char::is_whitespace, "");
    let rest = rest_of(text, &found, 3);
    let what = match (number.split_once(['.', ',']), called) {
        (Some((standard, serial)), _) => {
            criterion(standard, serial).map_or(Numbered::Unread, Numbered::Criterion)
        }
        (None, Word::Standard) => standard_number(&number).map_or(Numbered::Unread, Numbered::Standard),
        (None, Word::Criterion) => Numbered::Unread,
    };
    let unread = what == Numbered::Unread;
    let from = found.get(3).map_or(0, |number| number.start());
    let full = if unread { text.get(from..).unwrap_or_default().trim().to_owned() } else { rest };
    Some(NumberedHeading {
        what,
        called_standard: matches!(what, Numbered::Criterion(_)) && called == Word::Standard,
        repaired: !unread && number.contains(','),
        rest: full,
    })
}

/// Reads "1.5. Tổ chức …" at the beginning of a cell, where no word stands in front.
pub(super) fn bare_criterion(text: &str) -> Option<NumberedHeading> {
    static BARE: Pattern = Pattern::new(r"^(?s)(\d{1,2})\.(\d{1,2})(?:[^\p{L}\d%]|$)(.*)$");
    let found = BARE.captures(text)?;
    let rest = group(&found, 3);
    // "1.5 triệu đồng", "2.5.2024" and "10.5%" are no criteria.
    if rest.starts_with(|letter: char| letter.is_ascii_digit() || letter.is_lowercase()) {
        return None;
    }
    let id = criterion(group(&found, 1), group(&found, 2))?;
    Some(heading(Numbered::Criterion(id), &rest_of(text, &found, 2)))
}

fn rest_of(text: &str, found: &Captures<'_>, number: usize) -> String {
    let end = found.get(number).map_or(0, |number| number.end());
    let rest = text.get(end..).unwrap_or_default();
    rest.trim_start_matches([':', '.', ')', ' ', '\t', '*', ',']).trim_start().to_owned()
}

fn heading(what: Numbered, rest: &str) -> NumberedHeading {
    NumberedHeading { what, called_standard: false, repaired: false, rest: rest.trim().to_owned() }
}

fn criterion(standard: &str, serial: &str) -> Option<CriterionId> {
    let small = |text: &str| text.parse::<u8>().ok().filter(|number| (1..=20).contains(number));
    Some(CriterionId { standard: small(standard).filter(|number| *number <= 9)?, serial: small(serial)? })
}

fn standard_number(text: &str) -> Option<u8> {
    let read = text.parse().ok().or_else(|| roman(text).and_then(|number| u8::try_from(number).ok()));
    read.filter(|number| (1..=9).contains(number))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    Standard,
    Criterion,
}

/// "Tiêu chuẩn" or "Tiêu chí", also with one letter broken in each word.
fn word(first: &str, second: &str) -> Option<Word> {
    let near = |text: &str, word: &str| distance(&fold_words(text), word) <= 1;
    if !near(first, "tieu") || !fold_words(first).starts_with('t') {
        return None;
    }
    match () {
        () if near(second, "chuan") => Some(Word::Standard),
        () if near(second, "chi") && second.starts_with(['c', 'C']) => Some(Word::Criterion),
        () => None,
    }
}

/// The whole heading of a line, if the line is one: cells and sentences may only begin like it.
pub(super) fn numbered_line(line: &str) -> Option<NumberedHeading> {
    let text = plain(&readable(line));
    let text = super::source::bullet(&text).map_or(text.as_str(), |(_, rest)| rest);
    let found = numbered(text)?;
    // "Tiêu chí 1.5 đã hoàn thành …" is a sentence about a criterion, not its heading.
    let first = found.rest.chars().next();
    let unread = found.what == Numbered::Unread;
    let begins = unread || first.is_none_or(|letter| !letter.is_lowercase());
    let marked = line.trim_start().starts_with('#') || line.trim_start().starts_with("**");
    (begins || marked).then_some(NumberedHeading { rest: one_line(&found.rest), ..found })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_sections_whatever_their_number_and_state() {
        let check = |line: &str, expected: Option<(&str, SectionKind)>| {
            let found = section(line);
            let shown = found.as_ref().map(|found| (found.printed.as_str(), found.kind));
            assert_eq!(shown, expected, "{line}");
        };
        check("I. MỤC ĐÍCH, YÊU CẦU", Some(("I", SectionKind::Purpose)));
        check("VI. TỔ CHỨC THỰC HIỆN", Some(("VI", SectionKind::Implementation)));
        check("**II. Căn cứ xây dựng kế hoạch**", Some(("II", SectionKind::Basis)));
        check("## III. Nội dung kế hoạch cải tiến chất lượng giáo dục", Some(("III", SectionKind::Content)));
        check("IIL. NQI DUNG KE HOACH CAI TIEN CHAT LUQNG GIAO DUC", Some(("IIL", SectionKind::Content)));
        check("I1. CAN CU XAY DUNG KE HOACH", Some(("I1", SectionKind::Basis)));
        check("V. Kế hoạch cải tiến chất lượng", Some(("V", SectionKind::Content)));
        check("VI. Theo dõi và đánh giá thực hiện (giám sát nội bộ)", Some(("VI", SectionKind::Supervision)));
        check("V. PHỤ LỤC KÈM THEO", Some(("V", SectionKind::Other)));
        check("TỔ CHỨC THỰC HIỆN", Some(("", SectionKind::Implementation)));
        check("KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG GIÁO DỤC", None);
        check("Căn cứ Thông tư số 17/2018/TT-BGDĐT", None);
        check("1. Báo cáo tự đánh giá", None);
        check("- Nội dung", None);
        check("Nội dung", None);
    }

    #[test]
    fn reads_numbers_of_standards_and_criteria() {
        let check = |line: &str, expected: Option<(Numbered, &str)>| {
            let found = numbered_line(line);
            let shown = found.as_ref().map(|found| (found.what, found.rest.as_str()));
            assert_eq!(shown, expected, "{line}");
        };
        let criterion = |standard, serial| Numbered::Criterion(CriterionId { standard, serial });
        check("Tiêu chuẩn 1: Tổ chức", Some((Numbered::Standard(1), "Tổ chức")));
        check("Tiêu chí 1.10: An ninh", Some((criterion(1, 10), "An ninh")));
        check("Tiêu chuẩn 5.2. Thực hiện", Some((criterion(5, 2), "Thực hiện")));
        check("**Tiêu chí 1.5.**", Some((criterion(1, 5), "")));
        check("Tiéu chi 1,5: Lop", Some((criterion(1, 5), "Lop")));
        check("- Tiêu chí 2.3", Some((criterion(2, 3), "")));
        check("Tiêu chí I.S: Lớp học", Some((Numbered::Unread, "I.S: Lớp học")));
        check("Tiêu chí 1.5 đã hoàn thành tốt.", None);
        check("Tiêu chí chưa đạt", None);
        check("Tiêu đề 1.5", None);
        assert!(bare_criterion("1.5. Tổ chức lớp").is_some());
        assert!(bare_criterion("1.5 triệu đồng").is_none());
        assert!(bare_criterion("01.10.2024 họp").is_none());
    }
}
