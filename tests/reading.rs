//! What is understood of dates, money and quantities: a phrase a line, as people write them, and
//! laws that hold for any text.

use caitien::plan::spelling::{fold, nfc};
use caitien::reading::date::{self, Certainty, Schedule};
use caitien::reading::money::{self, Money};
use caitien::reading::quantity::{self, Bound, Kind, Quantity, quantities};
use proptest::prelude::*;

/// Reads a table of `phrase => reading` and tells every line that reads otherwise.
fn check(table: &str, least: usize, read: impl Fn(&str) -> String) {
    let rows: Vec<(&str, &str)> = table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split_once("=>").unwrap_or_else(|| panic!("no arrow: {line}")))
        .collect();
    assert!(rows.len() >= least, "{} phrases", rows.len());
    let wrong = rows.iter().filter_map(|(phrase, wanted)| {
        let found = read(phrase.trim());
        (found != wanted.trim())
            .then(|| format!("{}\n  wanted {}\n  found  {found}\n", phrase.trim(), wanted.trim()))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{} of {} read otherwise:\n{}", wrong.len(), rows.len(), wrong.concat());
}

fn schedule(text: &str) -> Schedule {
    date::read(text, "2023-2024".parse().ok())
}

fn told_schedule(one: &Schedule) -> String {
    let day = |date: Option<caitien::date::Date>| date.map(|date| date.to_string()).unwrap_or_default();
    let mut told = one.kind.as_str().to_owned();
    if one.recurring {
        told.push('*');
    }
    if one.start.is_some() || one.end.is_some() {
        told += &format!(" {}..{}", day(one.start), day(one.end));
    }
    if one.certainty != Certainty::Stated {
        told += &format!(" {}", one.certainty.as_str());
    }
    told + &one.every.map(|every| format!(" every {}", every.as_str())).unwrap_or_default()
}

fn told_money(one: &Money) -> String {
    let mut told = one.kind.as_str().to_owned();
    if let Some(amount) = one.amount {
        told += &format!(" {amount}");
    }
    if let Some((low, high)) = one.range {
        told += &format!(" {low}..{high}");
    }
    if one.bound != Bound::Exact {
        told += &format!(" {}", one.bound.as_str());
    }
    told + &one.per.as_ref().map(|per| format!(" per {per}")).unwrap_or_default()
}

fn told_quantity(one: &Quantity) -> String {
    let mut told = match (one.kind, one.whole) {
        (Kind::Share, Some(whole)) => format!("share {}/{whole}", one.value),
        (kind, _) => format!("{} {}", kind.as_str(), one.value),
    };
    if let Some((low, high)) = one.range {
        told += &format!(" ({low}..{high})");
    }
    if one.bound != Bound::Exact {
        told += &format!(" {}", one.bound.as_str());
    }
    let noun =
        if one.noun.contains('/') { one.noun.as_str() } else { one.noun.split(' ').next().unwrap_or("") };
    told += &format!(" {noun}");
    if one.required { format!("{told} required") } else { told.trim_end().to_owned() }
}

#[test]
fn schedules_are_read_as_people_write_them() {
    check(include_str!("fixtures/reading/dates.txt"), 140, |text| told_schedule(&schedule(text)));
}

#[test]
fn money_is_read_as_people_write_it() {
    check(include_str!("fixtures/reading/money.txt"), 70, |text| told_money(&money::read(text)));
}

#[test]
fn quantities_are_read_as_people_write_them() {
    check(include_str!("fixtures/reading/quantities.txt"), 120, |text| {
        quantities(text).iter().map(told_quantity).collect::<Vec<_>>().join("; ")
    });
}

/// Without diacritics, and in capitals, a schedule or an amount says the same.
#[test]
fn diacritics_and_capitals_do_not_matter_to_dates_and_money() {
    let phrases = |table: &'static str| {
        let lines = table.lines().filter(|line| !line.starts_with('#'));
        lines.filter_map(|line| Some(line.split_once(" =>")?.0))
    };
    for phrase in phrases(include_str!("fixtures/reading/dates.txt")) {
        let told = told_schedule(&schedule(phrase));
        assert_eq!(told_schedule(&schedule(&fold(phrase))), told, "{phrase}");
        assert_eq!(told_schedule(&schedule(&phrase.to_uppercase())), told, "{phrase}");
    }
    for phrase in phrases(include_str!("fixtures/reading/money.txt")) {
        let (told, bare) = (money::read(phrase), money::read(&fold(phrase)));
        assert_eq!((told.kind, told.amount, told.range), (bare.kind, bare.amount, bare.range), "{phrase}");
    }
}

fn obeys_laws(text: &str) -> Result<(), TestCaseError> {
    let read = schedule(text);
    prop_assert!(read.span.as_ref().is_none_or(|span| text.get(span.clone()).is_some()), "{:?}", text);
    if let Some(written) = read.canonical() {
        let again = schedule(&written);
        let same = (again.kind, again.start, again.end, again.recurring, again.every)
            == (read.kind, read.start, read.end, read.recurring, read.every);
        let told = (&written, told_schedule(&read), told_schedule(&again));
        prop_assert!(same, "{:?}: {:?}", text, told);
    }
    let composed = nfc(text);
    let read = money::read(text);
    prop_assert!(read.span.as_ref().is_none_or(|span| composed.get(span.clone()).is_some()), "{:?}", text);
    if let Some(written) = read.canonical() {
        let again = money::read(&written);
        let same = (again.kind, again.amount, again.range, again.bound, &again.per)
            == (read.kind, read.amount, read.range, read.bound, &read.per);
        prop_assert!(same, "{:?}: {} {:?} {:?}", text, written, read, again);
    }
    for one in quantities(text) {
        prop_assert!(
            composed.get(one.span.clone()).is_some_and(|part| !part.is_empty()),
            "{:?}: {:?}",
            text,
            one
        );
        let written = one.canonical();
        let again = quantities(&written);
        let key = |one: &Quantity| (one.kind, one.value, one.whole, one.range, one.bound);
        prop_assert_eq!(again.first().map(key), Some(key(&one)), "{:?}: {}", text, written);
    }
    Ok(())
}

/// Pieces of what people write, in any order.
fn phrase() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "tháng",
        "9",
        "/2023",
        "5/2024",
        "–",
        "-",
        " đến ",
        "từ",
        "trước",
        "năm học",
        "2023-2024",
        "hằng",
        "quý",
        "II",
        "học kỳ",
        "I",
        "cuối",
        "đầu",
        "tuần",
        "ngày",
        "15/10",
        "triệu",
        "nghìn",
        "đồng",
        "đ",
        "2.000.000",
        "1,5",
        "tỷ",
        "rưỡi",
        "%",
        "6/15",
        "lớp",
        "trẻ",
        "m²/trẻ",
        "hai",
        "mươi",
        "lăm",
        "một phần ba",
        "gần",
        "trên",
        "dưới",
        "khoảng",
        "không",
        "nửa",
        "số",
        "trong",
        "8",
        "35",
        "em",
        ",",
        ".",
        "=",
        "+",
        "x",
        "2tr5",
        "500k",
        "năm",
        "2025",
        "giai đoạn",
        "hè",
        "HK1",
        "thường xuyên",
        "lần",
        "/",
        "mỗi",
        "trở lên",
        "99999",
        "ke\u{302}\u{301}",
        "lớp 5A",
        "trăm",
        "linh",
        "chục",
        "sau",
        "hết",
        "31/12",
        "phần",
        "tối đa",
    ]);
    prop::collection::vec((pieces, prop::sample::select(vec![" ", "", "  "])), 0..9)
        .prop_map(|pieces| pieces.into_iter().map(|(piece, gap)| format!("{piece}{gap}")).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_people_might_write_obeys_the_laws(text in phrase()) {
        obeys_laws(&text)?;
    }

    #[test]
    fn any_text_obeys_the_laws(text in "\\PC{0,40}") {
        obeys_laws(&text)?;
    }
}

#[test]
fn what_is_comparable_has_one_unit() {
    use std::cmp::Ordering::{Equal, Greater, Less};
    let one = |text: &str| quantities(text).remove(0);
    for (before, after, order) in [
        ("gần 40 em", "35 em", Some(Greater)),
        ("3–5 lớp", "6 lớp", Some(Less)),
        ("3–5 lớp", "4 lớp", None),
        ("3–5 lớp", "3–6 lớp", Some(Less)),
        ("3 lớp", "3 phòng", None),
        ("6/15 lớp", "40%", Some(Equal)),
        ("một phần ba số lớp", "50% số lớp", Some(Less)),
        ("1,2 m²/trẻ", "1,5 m²/trẻ", Some(Less)),
        ("1,2 m²/trẻ", "1,5 m²", None),
        ("2 triệu rưỡi đồng", "2.500.000 đồng", Some(Equal)),
    ] {
        assert_eq!(one(before).compare(&one(after)), order, "{before} ? {after}");
    }
    let order = |before: &str, after: &str| money::read(before).compare(&money::read(after));
    assert_eq!(order("Không", "500k"), Some(Less));
    assert_eq!(order("500k/tháng", "500k"), None);
    assert_eq!(order("5 – 7 triệu", "8 triệu"), Some(Less));
    assert_eq!(order("5 – 7 triệu", "6 triệu"), None);
    assert_eq!(quantity::quantities("gần 40 em").iter().filter(|one| one.is_approximate()).count(), 1);
}
