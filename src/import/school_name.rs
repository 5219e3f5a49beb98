//! The school's name where one is printed, its level, and the slug that its folder gets.
//!
//! ```text
//! TRƯỜNG TIỂU HỌC SUỐI REO  →  Trường Tiểu học Suối Reo, primary, th-suoi-reo
//! Điều lệ Trường tiểu học  →  no name
//! ```

use std::collections::BTreeMap;

use super::pattern::{Pattern, group};
use super::source::{Line, is_capitals, one_line, plain};
use crate::plan::spelling::{fold, fold_words, same_words};

/// A name that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SchoolName {
    pub(super) name: String,
    pub(super) line: usize,
    /// It stands in the head, where the school's name belongs.
    pub(super) in_head: bool,
    pub(super) level: &'static str,
}

/// The words for a kind of school, and its level.
const KINDS: &[(&str, &str)] = &[
    ("trung hoc co so va trung hoc pho thong", "secondary"),
    ("tieu hoc va trung hoc co so", "lower-secondary"),
    ("trung hoc co so", "lower-secondary"),
    ("trung hoc pho thong", "upper-secondary"),
    ("pho thong dan toc noi tru", "secondary"),
    ("pho thong dan toc ban tru", "secondary"),
    ("thcs va thpt", "secondary"),
    ("thcs thpt", "secondary"),
    ("th va thcs", "lower-secondary"),
    ("th thcs", "lower-secondary"),
    ("mam non", "preschool"),
    ("mau giao", "preschool"),
    ("tieu hoc", "primary"),
    ("thcs", "lower-secondary"),
    ("thpt", "upper-secondary"),
    ("mn", "preschool"),
    ("mg", "preschool"),
    ("th", "primary"),
];

const NAMED: &str = r"(?:Mầm [Nn]on|[Mm]ầm non|Mẫu [Gg]iáo|[Mm]ẫu giáo|Tiểu [Hh]ọc(?: và (?:THCS|Trung học cơ sở))?|[Tt]iểu học|Trung [Hh]ọc [Cc]ơ [Ss]ở(?: và (?:THPT|Trung học phổ thông))?|[Tt]rung học cơ sở|Trung [Hh]ọc [Pp]hổ [Tt]hông|[Tt]rung học phổ thông|THCS(?:\s*(?:-|&|và)\s*THPT)?|THPT|TH(?:\s*(?:-|&|và)\s*THCS)?|MN|MG|PTDT(?:BT|NT)[^\s]*)";

/// The name in the head, or else the one that the body uses most.
pub(super) fn find(head: &[Line], body: &[Line]) -> Option<SchoolName> {
    let printed = head.iter().find_map(in_head);
    let used = most_used(head, body);
    match (printed, used) {
        // The body's spelling of a name in capitals says where its small letters are.
        (Some(printed), Some(used)) if same_words(&printed.name, &used.name) => {
            Some(SchoolName { name: used.name, ..printed })
        }
        (Some(printed), _) => Some(printed),
        (None, used) => used,
    }
}

fn in_head(line: &Line) -> Option<SchoolName> {
    let pieces = super::head::split(&line.text).into_iter().map(|piece| plain(&piece));
    pieces.filter(|piece| is_agency(piece)).find_map(|piece| {
        let running = || names_in(&piece).into_iter().next();
        let name = if is_capitals(&piece) { Some(in_small_letters(&piece)) } else { running() };
        let name = name?;
        let level = level(&name)?;
        Some(SchoolName { name, line: line.number, in_head: true, level })
    })
}

/// Is a piece of the head the school's own line?
pub(super) fn is_agency(piece: &str) -> bool {
    let folded = fold_words(piece);
    let named = folded.strip_prefix("truong ").is_some_and(|rest| kind_of(rest).is_some());
    named && piece.starts_with('T') && piece.chars().count() < 90 && !piece.contains([';', ':'])
}

/// "TRƯỜNG TIỂU HỌC SUỐI REO" in the spelling of running text.
fn in_small_letters(piece: &str) -> String {
    let piece = one_line(piece.trim_end_matches(['.', ',', ' ']));
    if !is_capitals(&piece) {
        return piece;
    }
    let words: Vec<&str> = piece.split(' ').collect();
    let folded = fold_words(&piece);
    let count = kind_of(folded.strip_prefix("truong ").unwrap_or(&folded))
        .map_or(0, |found| found.0.split(' ').count());
    let small = |at: usize, word: &str| -> String {
        let short = matches!(fold(word).as_str(), "thcs" | "thpt" | "th" | "mn" | "mg")
            || word.chars().any(char::is_numeric);
        match at {
            _ if short => word.to_owned(),
            0 | 1 => capitalised(word),
            at if at <= count => word.to_lowercase(),
            _ => capitalised(word),
        }
    };
    words.iter().enumerate().map(|(at, word)| small(at, word)).collect::<Vec<_>>().join(" ")
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    let first: String = letters.next().map(|letter| letter.to_uppercase().collect()).unwrap_or_default();
    first + &letters.as_str().to_lowercase()
}

/// Names such as "trường Mầm non Mây Trắng" in running text; the most frequent one is the school's.
fn most_used(head: &[Line], body: &[Line]) -> Option<SchoolName> {
    let mut counts: BTreeMap<String, (usize, usize, String)> = BTreeMap::new();
    for line in head.iter().chain(body) {
        for name in names_in(&line.text) {
            let entry = counts.entry(fold_words(&name)).or_insert((0, line.number, name));
            entry.0 += 1;
        }
    }
    let (_, line, name) =
        counts.into_values().max_by(|one, other| one.0.cmp(&other.0).then(other.1.cmp(&one.1)))?;
    let level = level(&name)?;
    Some(SchoolName { name, line, in_head: false, level })
}

/// Every "trường <kind> <Name>" of a text, the name being words with capitals or figures.
fn names_in(text: &str) -> Vec<String> {
    static NAME: std::sync::LazyLock<Option<regex::Regex>> = std::sync::LazyLock::new(|| {
        regex::Regex::new(&format!(
            r"[Tt]rường\s+({NAMED})((?:\s+(?:\p{{Lu}}[\p{{L}}]*|\d{{1,3}}(?:/\d{{1,3}})?|số|thị trấn|xã|phường))+)"
        ))
        .ok()
    });
    let Some(pattern) = NAME.as_ref() else { return Vec::new() };
    let mut names = Vec::new();
    for found in pattern.captures_iter(text) {
        let own: Vec<&str> = group(&found, 2).split_whitespace().collect();
        let named =
            own.iter().any(|word| word.chars().next().is_some_and(char::is_uppercase) || word.contains('/'));
        if named {
            names.push(format!("Trường {} {}", one_line(group(&found, 1)), own.join(" ")));
        }
    }
    names
}

/// The level that a text speaks of as its own: "cấp Trung học cơ sở".
pub(super) fn level_in(text: &str) -> Option<&'static str> {
    static LEVEL: Pattern =
        Pattern::new(r"cấp\s+([Tt]rung học cơ sở|THCS|[Tt]rung học phổ thông|THPT|[Tt]iểu học|[Mm]ầm non)");
    let found = LEVEL.captures(text)?;
    kind_of(&fold_words(group(&found, 1))).map(|(_, level)| level)
}

fn level(name: &str) -> Option<&'static str> {
    let folded = fold_words(name);
    kind_of(folded.strip_prefix("truong ")?).map(|(_, level)| level)
}

fn kind_of(folded: &str) -> Option<(&'static str, &'static str)> {
    KINDS
        .iter()
        .find(|(words, _)| {
            folded == *words || folded.strip_prefix(words).is_some_and(|rest| rest.starts_with(' '))
        })
        .copied()
}

/// The slug of a school's folder: the kind in short, then the name.
pub(super) fn slug(name: &str) -> Option<String> {
    let folded = fold_words(name);
    let rest = folded.strip_prefix("truong ")?;
    let (words, _) = kind_of(rest)?;
    let own = rest.strip_prefix(words)?.trim();
    if own.is_empty() { None } else { crate::school::slug_of(name) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<Line> {
        text.lines().enumerate().map(|(at, text)| Line { number: at + 1, text: text.to_owned() }).collect()
    }

    fn check(head: &str, body: &str, expected: Option<(&str, &str)>) {
        let found = find(&lines(head), &lines(body));
        let shown = found.as_ref().map(|found| (found.name.as_str(), found.level));
        assert_eq!(shown, expected);
    }

    #[test]
    fn finds_names_and_not_the_words_of_the_law() {
        check(
            "UBND XÃ RỪNG\tCỘNG HÒA\nTRƯỜNG MẦM NON RỪNG NGÂU\tĐộc lập",
            "",
            Some(("Trường Mầm non Rừng Ngâu", "preschool")),
        );
        check(
            "TRƯỜNG THPT HOÀNG HOA            Độc lập - Tự do - Hạnh phúc",
            "",
            Some(("Trường THPT Hoàng Hoa", "upper-secondary")),
        );
        check(
            "Trường THCS Lê Lợi, số 15/KH ngày 10 tháng 9",
            "",
            Some(("Trường THCS Lê Lợi", "lower-secondary")),
        );
        check("TRƯỜNG THCS SỐ 2 SÔNG CẦU", "", Some(("Trường THCS Số 2 Sông Cầu", "lower-secondary")));
        check(
            "",
            "kế hoạch của trường Mầm non Hoa Sim. Trường Mầm non Hoa Sim có",
            Some(("Trường Mầm non Hoa Sim", "preschool")),
        );
        check(
            "",
            "Điều lệ Trường tiểu học; đối với trường trung học cơ sở, trường trung học phổ thông",
            None,
        );
        check("", "cấp Trung học cơ sở năm học 2023", None);
    }

    #[test]
    fn makes_slugs() {
        assert_eq!(slug("Trường Mầm non Mây Trắng").as_deref(), Some("mn-may-trang"));
        assert_eq!(slug("Trường Tiểu học Suối Reo").as_deref(), Some("th-suoi-reo"));
        assert_eq!(slug("Trường THCS Ngô Sĩ Liên").as_deref(), Some("thcs-ngo-si-lien"));
        assert_eq!(slug("Trường Mầm non 7/5").as_deref(), Some("mn-7-5"));
        assert_eq!(slug("Trường"), None);
    }
}
