//! What stands before the first section: agency, motto, number, place and date, title.
//!
//! Two columns flattened into one, blanks where a clerk writes the number later, digits that OCR
//! broke: what cannot be read is left empty and shown. The rest (the bases, the opening sentence)
//! is the plan's preamble.

use super::ledger::Ledger;
use super::legacy::readable;
use super::likeness::contains_nearly;
use super::pattern::{Pattern, group};
use super::report::{Basis, Certainty, Fact, LeftoverKind, Missing, Topic};
use super::school_name;
use super::source::{Line, is_capitals, one_line, plain};
use crate::date::Date;
use crate::plan::FrontMatter;
use crate::plan::spelling::{distance, fold, fold_words};

/// What a piece of the head is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// The country's name and motto.
    Motto,
    School,
    Authority,
    Number(Reading<String>),
    Date(Option<String>, Reading<Date>),
    Text,
}

/// A value, or that it cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reading<T> {
    Read(T, Certainty),
    Unreadable,
}

/// The pieces of a line whose columns were flattened.
pub(super) fn split(text: &str) -> Vec<String> {
    static GAP: Pattern = Pattern::new(r"\s{4,}");
    // The blanks where a clerk writes number and day are no gaps between columns.
    static BLANK: Pattern = Pattern::new(r"(?i)(\bsố\s*[:.;]?|ngày|tháng|năm)\s{2,}");
    static BEFORE: Pattern = Pattern::new(r"(?i)\s{2,}(tháng|năm|/)");
    static BOTH: Pattern = Pattern::new(
        r"^(\S{2}\s*[:.;]?\s*\S*\s*/\s*[^\s,]+(?:\s\d{1,2}/\d{1,2})?)\s+(\p{Lu}[^,]{1,40},\s*ng\S{1,2}y\b.*|ng\S{1,2}y\s.*)$",
    );
    let mut pieces: Vec<String> = Vec::new();
    for part in text.split(['\t', '|']) {
        let tight = BEFORE.replace(&BLANK.replace(part.trim(), "$1 "), " $1");
        for piece in GAP.replace(&tight, "\t").split('\t').map(str::trim).filter(|piece| !piece.is_empty()) {
            match BOTH.captures(piece).filter(|_| number_label(piece).is_some()) {
                Some(both) => pieces.extend([group(&both, 1).to_owned(), group(&both, 2).to_owned()]),
                None => pieces.push(piece.to_owned()),
            }
        }
    }
    pieces
}

/// What a piece is.
pub(super) fn read(piece: &str) -> Piece {
    let text = plain(&readable(piece));
    let folded = fold_words(&text);
    if contains_nearly(&folded, "cong hoa xa hoi chu nghia viet nam")
        || contains_nearly(&folded, "doc lap tu do hanh phuc")
    {
        return Piece::Motto;
    }
    if let Some((place, reading)) = date(&text) {
        return Piece::Date(place, reading);
    }
    if let Some(reading) = number(&text) {
        return Piece::Number(reading);
    }
    if school_name::is_agency(&text) && is_capitals(&text) {
        return Piece::School;
    }
    let office =
        ["phong gd", "phong giao duc", "so gd", "so giao duc", "ubnd", "uy ban nhan dan", "bo giao duc"];
    let above = office.iter().any(|office| folded.starts_with(office) || fold(&text).starts_with(office));
    if above && is_capitals(&text) { Piece::Authority } else { Piece::Text }
}

/// Does every piece of a line belong to a head?
pub(super) fn is_head(line: &Line) -> bool {
    let pieces = split(&line.text);
    let short = |text: &str| text.chars().all(|letter| !letter.is_alphanumeric());
    !pieces.is_empty() && pieces.iter().all(|piece| short(piece) || read(piece) != Piece::Text)
}

/// What follows "Số", if a piece begins with it; the flag says that the word itself is damaged.
fn number_label(text: &str) -> Option<(&str, bool)> {
    static LABEL: Pattern = Pattern::new(r"^(?:(Số|SỐ)|[Ss][oóô06])\s*([:.;]?)\s*(.*)$");
    let found = LABEL.captures(text)?;
    let rest = found.get(3).map_or("", |rest| rest.as_str());
    let valued = rest.starts_with(|letter: char| letter.is_ascii_digit() || letter == '/');
    let marked = !group(&found, 2).is_empty();
    (valued || (marked && (rest.is_empty() || rest.contains('/')))).then_some((rest, found.get(1).is_none()))
}

/// The number of the document. Only plain figures before the stroke are a number.
fn number(text: &str) -> Option<Reading<String>> {
    static NUMBER: Pattern = Pattern::new(
        r"^(\d{1,4})\s*/\s*([\p{Lu}][\p{L}&.\-–]*(?:\s*[-–]\s*[\p{L}]+)*(?:\s?\d{1,2}/\d{1,2})?)",
    );
    let (rest, damaged) = number_label(text)?;
    let found = NUMBER.captures(rest);
    Some(match found {
        Some(found) => {
            let symbol = group(&found, 2).trim();
            let certainty = if damaged { Certainty::Likely } else { Certainty::Certain };
            Reading::Read(format!("{}/{}", group(&found, 1), one_line(symbol)), certainty)
        }
        None => Reading::Unreadable,
    })
}

/// Place and day: "Đồi Thông, ngày 07 tháng 9 năm 2023".
fn date(text: &str) -> Option<(Option<String>, Reading<Date>)> {
    static DATE: Pattern = Pattern::new(
        r"^(.*?)[,;.]?\s*\bng[a-z]y\b\s*(.*?)\s*\W?\bt[hb][a-z]{2,3}\b\s*(.*?)\s*\bn[a-z]m\b\s*(\S*)\s*\W*$",
    );
    let text = one_line(text);
    let folded = fold(&text);
    if folded.chars().count() > 90 || folded.starts_with("can cu") {
        return None;
    }
    let found = DATE.captures(&folded)?;
    let before = group(&found, 1).chars().count();
    let place: String = text.chars().take(before).collect();
    let place = place.trim_matches([',', ' ', '*', '_', '.']).to_owned();
    let figures = |at: usize| group(&found, at).trim_matches(['.', ',', ' ', '*', '_']).parse::<u16>().ok();
    let small = |at: usize| figures(at).and_then(|number| u8::try_from(number).ok());
    let read = figures(4)
        .filter(|year| (1990..2100).contains(year))
        .and_then(|year| Date::new(year, small(3)?, small(2)?));
    let named = !place.is_empty() && place.split(' ').count() <= 6 && !fold(&place).contains(" so ");
    let capital = place.chars().next().is_some_and(char::is_uppercase);
    let reading = read.map_or(Reading::Unreadable, |date| Reading::Read(date, Certainty::Certain));
    (place.is_empty() || (named && capital)).then(|| (Some(place).filter(|place| !place.is_empty()), reading))
}

/// Where a title begins: "KẾ HOẠCH" above "Cải tiến chất lượng …", or both on one line.
pub(super) fn is_title(lines: &[Line], at: usize) -> bool {
    let Some(line) = lines.get(at) else { return false };
    let raw = line.text.trim();
    let text = plain(raw);
    let folded = fold_words(&text);
    let loud = is_capitals(&text) || raw.starts_with('#') || raw.starts_with("**");
    if !loud || text.contains('\t') {
        return false;
    }
    let whole = |text: &str| {
        text.starts_with("ke hoach cai tien chat luong")
            || contains_nearly(text, "ke hoach cai tien chat luong")
    };
    if whole(&folded) && folded.starts_with("ke") {
        return true;
    }
    let next =
        lines.iter().skip(at + 1).find(|line| !line.is_blank()).map(|line| fold_words(&plain(&line.text)));
    distance(&folded, "ke hoach") <= 1
        && next.is_some_and(|next| contains_nearly(&next, "cai tien chat luong"))
}

/// Reads the head into the front matter; what is neither is the preamble's text.
pub(super) fn take(lines: &[Line], front: &mut FrontMatter, ledger: &mut Ledger) -> Vec<Line> {
    let title = (0..lines.len()).find(|at| is_title(lines, *at));
    let title_end = title.map_or(0, |at| take_title(lines, at, front, ledger));
    let mut rest = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if title.is_some_and(|start| (start..title_end).contains(&at)) {
            continue;
        }
        let pieces = split(&line.text);
        let known = pieces.iter().any(|piece| read(piece) != Piece::Text);
        if known || pieces.len() > 1 {
            pieces.iter().for_each(|piece| take_piece(piece, line.number, front, ledger));
        } else {
            rest.push(line.clone());
        }
    }
    rest
}

/// Joins the title's lines; returns where it ends.
fn take_title(lines: &[Line], at: usize, front: &mut FrontMatter, ledger: &mut Ledger) -> usize {
    let mut words: Vec<String> = Vec::new();
    let mut end = at;
    for (place, line) in lines.iter().enumerate().skip(at).filter(|(_, line)| !line.is_blank()) {
        let text = plain(&line.text);
        let folded = fold_words(&text);
        let years = ["nam hoc", "giai doan", "cai tien"].iter().any(|start| folded.starts_with(start));
        let known = split(&line.text).iter().any(|piece| read(piece) != Piece::Text);
        let rule = !text.contains(char::is_alphanumeric);
        if words.len() >= 5 || !(words.is_empty() || rule || (!known && (years || is_capitals(&text)))) {
            break;
        }
        if !rule {
            words.push(text);
        }
        end = place + 1;
    }
    let title = one_line(&words.join(" "));
    let line = lines.get(at).map(|line| line.number);
    ledger.fact(Fact {
        topic: Topic::Title,
        value: title.clone(),
        line,
        certainty: Certainty::Certain,
        basis: Basis::Printed,
    });
    front.title = Some(title);
    end
}

/// One piece of head or foot into the front matter, or to the leftovers.
pub(super) fn take_piece(piece: &str, line: usize, front: &mut FrontMatter, ledger: &mut Ledger) {
    match read(piece) {
        Piece::Motto | Piece::School => ledger.leftover(line, piece, LeftoverKind::Form),
        Piece::Authority => {
            ledger.fact(fact(Topic::Authority, piece, line, Certainty::Certain));
            ledger.leftover(line, piece, LeftoverKind::Form);
        }
        Piece::Number(Reading::Read(number, certainty)) if front.number.is_none() => {
            let basis = if certainty == Certainty::Certain { Basis::Printed } else { Basis::DamagedLabel };
            ledger.fact(Fact { basis, ..fact(Topic::Number, &number, line, certainty) });
            keep_rest(piece, &format!("Số {number}"), line, ledger);
            front.number = Some(number);
        }
        Piece::Number(_) => unreadable(Topic::Number, piece, line, ledger),
        Piece::Date(place, reading) => take_date(piece, line, (place, reading), front, ledger),
        Piece::Text => ledger.leftover(line, piece, LeftoverKind::Unplaced),
    }
}

fn take_date(
    piece: &str,
    line: usize,
    (place, reading): (Option<String>, Reading<Date>),
    front: &mut FrontMatter,
    ledger: &mut Ledger,
) {
    if let Some(place) = place.filter(|_| front.place.is_none()) {
        ledger.fact(fact(Topic::Place, &place, line, Certainty::Certain));
        front.place = Some(place);
    }
    match reading {
        Reading::Read(date, certainty) if front.date.is_none() => {
            ledger.fact(fact(Topic::Date, &date.to_string(), line, certainty));
            front.date = Some(date);
            ledger.form("ngày tháng năm");
            ledger.form(
                &piece.chars().filter(|letter| letter.is_ascii_digit() || *letter == ' ').collect::<String>(),
            );
        }
        _ => unreadable(Topic::Date, piece, line, ledger),
    }
}

fn unreadable(topic: Topic, piece: &str, line: usize, ledger: &mut Ledger) {
    ledger.report.missing.push(Missing { topic, printed: Some((line, one_line(piece))) });
    ledger.leftover(line, piece, LeftoverKind::Unplaced);
}

/// Words beside the value that was read are kept.
fn keep_rest(piece: &str, read: &str, line: usize, ledger: &mut Ledger) {
    ledger.form("Số");
    let mut known = super::words::Bag::of(read);
    if super::words::words(piece).iter().any(|word| !known.take(word)) {
        ledger.leftover(line, piece, LeftoverKind::Unplaced);
    }
}

fn fact(topic: Topic, value: &str, line: usize, certainty: Certainty) -> Fact {
    Fact { topic, value: value.to_owned(), line: Some(line), certainty, basis: Basis::Printed }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numbers_as_printed_and_invents_none() {
        let check = |text: &str, expected: Option<Option<&str>>| {
            let shown = match read(text) {
                Piece::Number(Reading::Read(number, _)) => Some(Some(number)),
                Piece::Number(Reading::Unreadable) => Some(None),
                _ => None,
            };
            assert_eq!(shown, expected.map(|number| number.map(str::to_owned)), "{text}");
        };
        check("Số : 109 /KH-MNTX", Some(Some("109/KH-MNTX")));
        check("Số: 06/KH-MNTU", Some(Some("06/KH-MNTU")));
        check("Số: 15/KH-TrMN 7/5", Some(Some("15/KH-TrMN 7/5")));
        check("Số:        /KHKTr-THBA", Some(None));
        check("S6: 1S/KH-MN", Some(None));
        check("S6: 15/KH-MN", Some(Some("15/KH-MN")));
        check("Số lượng giáo viên: 20", None);
    }

    #[test]
    fn columns_come_apart_and_blanks_for_the_clerk_do_not() {
        let check = |text: &str, expected: &[&str]| assert_eq!(split(text), expected);
        check(
            "Số: 21/KH-A      Sông Lô, ngày 20 tháng 8 năm 2026",
            &["Số: 21/KH-A", "Sông Lô, ngày 20 tháng 8 năm 2026"],
        );
        check(
            "Số: 21/KH-A  Sông Lô, ngày 20 tháng 8 năm 2026",
            &["Số: 21/KH-A", "Sông Lô, ngày 20 tháng 8 năm 2026"],
        );
        check("Số:        /KH-A", &["Số: /KH-A"]);
        check("A, ngày      tháng 11  năm 2021", &["A, ngày tháng 11 năm 2021"]);
        check("UBND XÃ A\tCỘNG HÒA", &["UBND XÃ A", "CỘNG HÒA"]);
    }

    #[test]
    fn reads_place_and_day_and_leaves_what_is_damaged() {
        let check = |text: &str, place: Option<&str>, day: Option<&str>| {
            let Piece::Date(found, reading) = read(text) else { panic!("{text}: {:?}", read(text)) };
            let read = match reading {
                Reading::Read(date, _) => Some(date.to_string()),
                Reading::Unreadable => None,
            };
            assert_eq!((found.as_deref(), read.as_deref()), (place, day), "{text}");
        };
        check("TPHCM, ngày 31 tháng 08 năm 2024", Some("TPHCM"), Some("2024-08-31"));
        check("*Sông Cầu, ngày 7 tháng 9 năm 2023*", Some("Sông Cầu"), Some("2023-09-07"));
        check("Suối Reo, ngày      tháng 11  năm 2021", Some("Suối Reo"), None);
        check("Quan 3, ngay J &thdng 9 nam 2023", Some("Quan 3"), None);
        check("ngày 31 tháng 02 năm 2024", None, None);
        assert_eq!(read("Căn cứ kết quả ngày 10 tháng 10 năm 2020"), Piece::Text);
    }
}
