//! The slip that real plans are full of: another school year where the plan's own is meant, left
//! over from the plan that was copied.
//!
//! Most other years in a plan are meant: last year's results, a decree, a comparison, work that
//! goes on. So a year is reported only where the words around it speak of work to be done, in a
//! place that speaks of the plan's own time, and nothing near it looks back: in work to be done, in a
//! heading, in what a target is to reach. Where the plan of the year before is known, a sentence that named
//! that plan's own year, and stands here word for word, was left over whatever it speaks of.

use std::collections::BTreeSet;

use super::around::{Around, NEAR, sentence};
use super::coping::Year;
use super::{Look, coping, floor};
use crate::finding::{Problem, Span};
use crate::period::Period;
use crate::plan::spelling::fold;
use crate::plan::{Detail, Entry, Kind, SectionKind};
use crate::reading::years::{Years, school_years};

/// More slips than this say nothing new.
const ENOUGH: usize = 50;

pub(super) fn check(look: &mut Look<'_>) {
    let Some(own) = look.period else { return };
    title(look, own);
    let body = look.text;
    let before = coping::year_before(look);
    let mut slips = 0;
    for year in school_years(body) {
        let past = year.last <= own.first();
        let future = year.first >= own.last();
        if !past && !future {
            continue;
        }
        // The words are looked at first: to find a place means to walk the plan.
        let span = Span::new(year.span.start, year.span.end);
        let around = Around::new(body, span);
        let (slip, stale, heads) = (around.is_slip(), past && around.is_goal(), past && around.is_heading());
        let named = |(last, before): (Period, &Year)| {
            year.first == last.first() && before.dated.contains(&sentence(body, span))
        };
        let left = past && around.may_be_left_over() && before.is_some_and(named);
        if !(left || slip || stale || heads) {
            continue;
        }
        slips += 1;
        if slips > ENOUGH {
            return;
        }
        let Some(place) = place(look, span.start) else { continue };
        // Work of later years may be announced; only the plan's purpose is never about them.
        let elsewhere = matches!(place, Place::Elsewhere | Place::Stated | Place::Field);
        let slip = slip && if past { !elsewhere } else { place == Place::Purpose };
        let stale = stale && place == Place::Goal;
        let left = left && !matches!(place, Place::Stated | Place::Field);
        if slip || stale || left || (heads && !elsewhere) {
            let span = with_words_before(body, span);
            look.report(Problem::OtherSchoolYear { written: one_line(span.of(body)), own }, span);
        }
    }
}

/// The sentences of a plan that name its own school year.
pub(super) fn dated(text: &str, own: Period) -> BTreeSet<String> {
    if !own.is_school_year() {
        return BTreeSet::new();
    }
    let year = own.first().to_string();
    let named = text.match_indices(&year).filter_map(|(at, _)| {
        // `năm học` stands before it: most years of a plan are those of schedules.
        let before = text.get(..at)?.trim_end();
        before.ends_with(['c', 'C', ':']).then_some(())?;
        let pair = school_years(text.get(at..floor(text, at.saturating_add(24)))?).next()?;
        let span = Span::new(at, at + pair.span.end);
        (pair.span.start == 0 && pair.first == own.first()).then(|| sentence(text, span))
    });
    named.collect()
}

/// What a place in the file speaks of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Purpose,
    /// Work to be done, and how it is organised.
    Work,
    /// What is to be reached.
    Goal,
    /// How things are: weaknesses and strengths, whose years are as they were found.
    Stated,
    /// The fields of an item: a schedule in another year is reported by its own rule.
    Field,
    Elsewhere,
}

/// Which section, and in the content section which item, a place lies in.
fn place(look: &Look<'_>, at: usize) -> Option<Place> {
    let section = look.plan.sections.iter().find(|section| holds(section.span, at))?;
    match section.kind {
        SectionKind::Purpose => Some(Place::Purpose),
        SectionKind::Implementation | SectionKind::Supervision | SectionKind::Reporting => Some(Place::Work),
        SectionKind::Content => Some(place_in_content(look, at)),
        _ => Some(Place::Elsewhere),
    }
}

fn place_in_content(look: &Look<'_>, at: usize) -> Place {
    for entry in super::groups(look.plan).flat_map(|group| group.entries) {
        match entry {
            Entry::Item(item) if holds(item.span, at) => {
                let in_field = item.details.iter().any(|detail| match detail {
                    Detail::Field(field) => holds(field.span, at),
                    Detail::Note(_) => false,
                });
                return match item.kind {
                    Kind::Strength | Kind::Weakness => Place::Stated,
                    _ if in_field => Place::Field,
                    Kind::Target | Kind::Measure => Place::Goal,
                    Kind::Action => Place::Work,
                };
            }
            Entry::Shared(field) if holds(field.span, at) => return Place::Field,
            Entry::Note(note) if holds(note.span, at) => return Place::Work,
            _ => {}
        }
    }
    Place::Work
}

fn holds(span: Span, at: usize) -> bool {
    span.start <= at && at < span.end
}

/// The years with the words `năm học` before them.
fn with_words_before(text: &str, year: Span) -> Span {
    let from = floor(text, year.start.saturating_sub(NEAR));
    let head = text.get(from..year.start).unwrap_or_default();
    let mut start = year.start;
    for word in head.trim_end().rsplitn(3, char::is_whitespace).take(2) {
        if matches!(fold(word).trim_start_matches(|letter: char| !letter.is_alphabetic()), "nam" | "hoc") {
            let at = word.as_ptr().addr() - text.as_ptr().addr();
            let letters = word.len() - word.trim_start_matches(|letter: char| !letter.is_alphabetic()).len();
            start = at + letters;
        }
    }
    Span::new(start, year.end)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The title names a school year, and it is not the plan's.
fn title(look: &mut Look<'_>, own: Period) {
    let Some(title) = &look.plan.front.title else { return };
    let mut years = school_years(title).peekable();
    let Some(first) = years.peek().map(|year| Span::new(year.span.start, year.span.end)) else { return };
    let agrees = |year: Years| year.first >= own.first() && year.last <= own.last();
    if !years.any(agrees) {
        let written = one_line(with_words_before(title, first).of(title));
        look.report(Problem::OtherSchoolYear { written, own }, look.plan.front.span("title"));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{FRONT, codes};

    fn found(text: &str) -> bool {
        codes(&format!("{FRONT}{text}"), super::check) == ["other-school-year"]
    }

    fn purpose(sentence: &str) -> bool {
        found(&format!("## I. Mục đích, yêu cầu\n\n{sentence}\n"))
    }

    fn action(sentence: &str) -> bool {
        let head = "## III. Nội dung\n\n### Tiêu chuẩn 1\n\n#### Tiêu chí 1.5\n\n**Giải pháp**\n\n";
        found(&format!("{head}- {sentence}\n"))
    }

    #[test]
    fn finds_the_year_of_the_plan_that_was_copied() {
        assert!(purpose("Đề ra giải pháp để thực hiện trong năm học 2022-2023, nhằm giữ vững nền nếp."));
        assert!(purpose("Đề ra giải pháp để thực hiện trong năm học 2024 – 2025."));
        assert!(action("Năm học 2022-2023 và những năm tiếp theo, nhà trường mời cha mẹ cùng tham gia."));
        assert!(action("Năm học 2021 - 2022 nhà trường tiếp tục hợp đồng với nhân viên y tế."));
        assert!(action("Tổ chức 02 chuyên đề trong năm học 2022-2023."));
        assert!(found("## IV. Tổ chức thực hiện\n\nCác tổ lập kế hoạch cho năm học 2022-2023.\n"));
    }

    #[test]
    fn leaves_years_that_are_meant() {
        assert!(!purpose("Đề ra giải pháp để thực hiện trong năm học 2023-2024."));
        assert!(!purpose("Phát huy kết quả đã đạt được trong năm học 2022-2023."));
        assert!(!action("Năm học 2022-2023 nhà trường đã có 02 chuyên đề."));
        assert!(!action("Tăng 02 lớp so với năm học 2022-2023."));
        assert!(!action("Khắc phục hạn chế trong năm học 2022-2023."));
        assert!(!action("Thay mới bàn ghế mua từ năm học 2019-2020."));
        assert!(!action("Chuẩn bị nội dung cho năm học 2024-2025."));
        assert!(!action("Thực hiện giai đoạn 2020-2021 của đề án."));
        assert!(!found(
            "## II. Căn cứ xây dựng kế hoạch\n\nCông tác trọng tâm thực hiện trong năm học 2022-2023.\n"
        ));
        let weakness = "## III. Nội dung\n\n### Tiêu chuẩn 1\n\n**Điểm yếu**\n\n- Trong năm học 2022-2023, 02 trẻ bỏ học.\n";
        assert!(!found(weakness));
    }

    #[test]
    fn headings_and_targets_speak_of_the_plans_own_time() {
        let target = |sentence: &str| {
            let head = "## III. Nội dung\n\n### Tiêu chuẩn 1\n\n#### Tiêu chí 1.5\n\n**Kết quả cần đạt**\n\n";
            found(&format!("{head}- {sentence}\n"))
        };
        assert!(found("## IV. Tổ chức thực hiện năm học 2022-2023\n\nMỗi quý họp một lần.\n"));
        assert!(found("## III. Nội dung\n\n### Tiêu chuẩn 1: Công việc năm học 2021-2022\n"));
        assert!(target("Đến cuối năm học 2022-2023, 95% trẻ ăn hết suất."));
        assert!(target("Hết năm học 2022-2023 có 02 phòng học mới."));
        assert!(!target("Đến cuối năm học 2023-2024, 95% trẻ ăn hết suất."));
        assert!(!target("Đến cuối năm học 2024-2025 có 02 phòng học mới."));
        assert!(!target("Tăng 5% so với cuối năm học 2022-2023."));
        assert!(!target("Giảm còn 3% (cuối năm học 2022-2023: 5%)."));
        assert!(!found("## Kết quả năm học 2022-2023\n\nTốt.\n"));
        assert!(!found(
            "## II. Căn cứ xây dựng kế hoạch\n\n### 4. Kết quả đạt được trong năm học 2022-2023\n"
        ));
    }

    #[test]
    fn the_title_names_the_plans_own_time() {
        let titled = |title: &str| {
            let front = FRONT.replace("schema = 1", &format!("schema = 1\ntitle = \"{title}\""));
            codes(&front, super::check)
        };
        assert_eq!(titled("Kế hoạch năm học 2023–2024"), [""; 0]);
        assert_eq!(titled("Kế hoạch"), [""; 0]);
        assert_eq!(titled("Kế hoạch năm học 2022-2023"), ["other-school-year"]);
    }

    #[test]
    fn a_plan_of_several_years_holds_its_years() {
        let front = FRONT.replace("2023-2024", "2024-2029");
        let text = format!("{front}## I. Mục đích\n\nThực hiện trong năm học 2026-2027.\n");
        assert_eq!(codes(&text, super::check), [""; 0]);
        let text = format!("{front}## I. Mục đích\n\nThực hiện trong năm học 2022-2023.\n");
        assert_eq!(codes(&text, super::check), ["other-school-year"]);
    }

    /// The sentences of the real plans are read where they lie; they are not ours to copy.
    #[test]
    fn finds_the_slips_of_real_plans() {
        for (name, own, slips) in [
            ("tan-binh-2023-2024.txt", "2023-2024", &[9][..]),
            ("binh-an-2020.txt", "2020-2021", &[151, 171, 568]),
        ] {
            let Some(text) = real_plan(name) else {
                assert!(std::env::var_os("CI").is_none(), "{name} is not there");
                eprintln!("skipped: {name} is not there");
                continue;
            };
            let text = crate::plan::spelling::nfc(&text).into_owned();
            let lines = crate::finding::Lines::new(&text);
            let own: crate::period::Period = own.parse().unwrap();
            let found: Vec<usize> = super::school_years(&text)
                .filter(|year| {
                    let span = crate::finding::Span::new(year.span.start, year.span.end);
                    year.last <= own.first() && super::Around::new(&text, span).is_slip()
                })
                .map(|year| lines.place(year.span.start).line)
                .collect();
            assert_eq!(found, slips, "{name}");
        }
    }

    fn real_plan(name: &str) -> Option<String> {
        let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        here.ancestors().find_map(|above| std::fs::read_to_string(above.join("shared/plans").join(name)).ok())
    }
}
