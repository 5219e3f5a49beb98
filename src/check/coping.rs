//! What auditors call coping: criteria and weaknesses that were copied from the year before.
//!
//! ```text
//! Năm học 2022-2023, 2023-2024:  Điểm yếu: Còn 03 phòng học tạm.  Giải pháp: Tham mưu xã sửa chữa.
//! →  copied-criterion, at the heading of the criterion
//! ```
//!
//! What is copied is judged in `compare::copying`; here it is reported, at its place. Names and years of another
//! plan that were left in the text are found in `schools` and `years`.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Look, years};
use crate::compare::Side;
use crate::compare::copying::{Copied, Imprint, copied, follows};
use crate::finding::{Problem, Span};
use crate::period::Period;
use crate::plan::SectionKind;
use crate::plan::parse::Parsed;
use crate::progress::Progress;

/// One year of a school, as the years after it are held against it.
#[derive(Clone, Debug)]
pub struct Year {
    imprint: Imprint,
    /// Its sentences that name its own school year.
    pub(super) dated: BTreeSet<String>,
}

impl Year {
    /// A plan and what was recorded beside it; `period` is what its folder says.
    pub fn new(parsed: &Parsed, progress: &Progress, period: Period) -> Year {
        let imprint = Imprint::new(Side { plan: &parsed.plan, progress }).within(period);
        let own = imprint.period().unwrap_or(period);
        Year { imprint, dated: years::dated(&parsed.text, own) }
    }

    /// The plan's period.
    pub fn period(&self) -> Option<Period> {
        self.imprint.period()
    }
}

/// Does something stand unchanged through all these years, newest first? Then the one before them tells more.
pub fn reaches_back(years: &[Arc<Year>]) -> bool {
    years.len() == 1 || of(years).is_some_and(|copied| copied.longest() == years.len())
}

fn of(years: &[Arc<Year>]) -> Option<Copied> {
    let (own, before) = years.split_first()?;
    copied(&own.imprint, |back| before.get(back).map(|year| &year.imprint))
}

pub(super) fn check(look: &mut Look<'_>) {
    let Some(copied) = of(look.subject.lineage) else { return };
    let before = look.subject.lineage.get(1).and_then(|year| year.period());
    if let Some(from) = before.filter(|_| is_mostly_copied(&copied)) {
        let content = look.plan.section(SectionKind::Content).map(|section| section.heading_span);
        let problem = Problem::CopiedPlan { copied: copied.whole.len(), criteria: copied.criteria, from };
        look.report(problem, content.unwrap_or_default());
    }
    for one in copied.whole {
        let (anchor, span): (String, Span) = (one.anchor.to_string(), one.span);
        look.report(Problem::CopiedCriterion { anchor, years: one.years, sides: one.sides }, span);
    }
    for one in copied.weaknesses {
        let (anchor, span): (String, Span) = (one.anchor.to_string(), one.span);
        look.report(Problem::CopiedWeakness { anchor, years: one.years, sides: one.sides }, span);
    }
}

/// At least half of the criteria; one alone says nothing of the plan, unless it has no other.
fn is_mostly_copied(copied: &Copied) -> bool {
    let whole = copied.whole.len();
    whole * 2 >= copied.criteria && (whole > 1 || whole == 1 && copied.criteria == 1)
}

/// The year before a plan's own, where its plan is known.
pub(super) fn year_before<'a>(look: &Look<'a>) -> Option<(Period, &'a Year)> {
    let before = look.subject.lineage.get(1)?;
    let period = before.period()?;
    look.period.filter(|own| follows(period, *own)).map(|_| (period, before.as_ref()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalogs;
    use crate::check::{Subject, check};
    use crate::plan::parse::parse;
    use crate::plan::spelling::taken_apart;

    const NEWS: [&str; 4] = ["copied-criterion", "copied-plan", "copied-weakness", "other-school-year"];

    /// A plan of a period; its own school year is `NAY`, and the year in which it begins `DAU`.
    fn plan(period: &str, text: &str) -> String {
        let first = period.split('-').next().unwrap();
        let front = format!("+++\nschema = 1\nperiod = \"{period}\"\ncatalog = \"preschool-2018\"\n+++\n\n");
        front + &text.replace("NAY", period).replace("DAU", first)
    }

    /// What is found in the last of several plans of a school: code, marked words, years.
    fn found(texts: &[String], records: &[&str]) -> Vec<String> {
        let parsed: Vec<Parsed> = texts.iter().map(|text| parse(text)).collect();
        let records = records.iter().copied().chain(std::iter::repeat(""));
        let years = parsed.iter().zip(records).map(|(parsed, records)| {
            let period = parsed.plan.front.period().unwrap();
            Arc::new(Year::new(parsed, &Progress::parse(records).unwrap(), period))
        });
        let mut lineage: Vec<Arc<Year>> = years.collect();
        lineage.reverse();
        let last = parsed.last().unwrap();
        let (catalogs, progress) = (Catalogs::default(), Progress::default());
        let subject = Subject { lineage: &lineage, ..Subject::of(last, &catalogs, &progress) };
        let found = check(&subject, &[]);
        let found = found.iter().filter(|finding| NEWS.contains(&finding.code().as_str()));
        found
            .map(|finding| {
                let marked = finding.span.of(&last.text);
                let years = match &finding.problem {
                    Problem::CopiedWeakness { years, .. } | Problem::CopiedCriterion { years, .. } => {
                        years.len()
                    }
                    Problem::CopiedPlan { copied, criteria, .. } => copied * 100 / criteria,
                    _ => 0,
                };
                format!("{} {marked} {years}", finding.code())
            })
            .collect()
    }

    /// The same for the text of one criterion in the years 2021-2022 and on.
    fn check_years(criteria: &[&str]) -> Vec<String> {
        let texts = criteria.iter().enumerate().map(|(at, text)| {
            let head = "## III. Nội dung\n\n### Tiêu chuẩn 1: Tổ chức\n\n#### Tiêu chí 1.5: Lớp\n\n";
            plan(&format!("{}-{}", 2021 + at, 2022 + at), &format!("{head}{text}"))
        });
        found(&texts.collect::<Vec<_>>(), &[])
    }

    const ROOMS: &str = "**Điểm yếu**\n\n- Điểm Suối Cạn còn 02 phòng học mượn của thôn.\n\n\
        **Kết quả cần đạt**\n\n- Đến tháng 5/DAU có thêm 01 phòng học riêng.\n\n\
        **Giải pháp**\n\n- Xin xã giao đất cạnh nhà văn hóa, làm hồ sơ trong tháng 9/DAU.\n  - Chủ trì: Hiệu trưởng\n  - Thời gian: 9/DAU\n";

    #[test]
    fn a_criterion_that_stands_as_it_stood_is_copied() {
        assert_eq!(check_years(&[ROOMS]), [""; 0]);
        assert_eq!(
            check_years(&[ROOMS, ROOMS]),
            ["copied-plan ## III. Nội dung 100", "copied-criterion #### Tiêu chí 1.5: Lớp 2"]
        );
        let with_ids = ROOMS.replace("của thôn.", "cua thon; {#w-1.5-2021-1}");
        let apart: String = taken_apart(ROOMS).collect();
        let bare = apart.replace('đ', "d").replace('Đ', "D");
        let bare: String = bare.chars().filter(|letter| !('\u{300}'..='\u{36f}').contains(letter)).collect();
        let found = check_years(&[ROOMS, &with_ids, &apart, &bare]);
        assert!(found[1].ends_with(" 4"), "spelling is no change: {found:?}");
    }

    #[test]
    fn a_weakness_with_its_actions_is_copied_where_the_rest_moves() {
        let aimed = ROOMS.replace("có thêm 01", "có thêm 02");
        let marked = "Điểm Suối Cạn còn 02 phòng học mượn của thôn.";
        assert_eq!(check_years(&[ROOMS, &aimed]), [format!("copied-weakness {marked} 2")]);
        // The weakness has stood longer than the criterion as a whole.
        let longer = check_years(&[ROOMS, &aimed, &aimed]);
        assert_eq!(longer.len(), 3, "{longer:?}");
        assert_eq!(longer[2], format!("copied-weakness {marked} 3"));
        let other_figure = aimed.replace("hồ sơ trong", "3 bộ hồ sơ trong");
        let same_but_figure = other_figure.replace("3 bộ", "4 bộ");
        assert_eq!(
            check_years(&[&other_figure, &same_but_figure.replace("02 phòng học riêng", "kho")]).len(),
            1
        );
    }

    #[test]
    fn what_moves_is_not_copied() {
        for (was, is) in [
            ("còn 02 phòng", "còn 01 phòng"),
            ("Xin xã giao đất cạnh nhà văn hóa", "Thuê 02 gian nhà của hợp tác xã"),
            ("mượn của thôn", "mượn của thôn, mái đã dột"),
        ] {
            assert_eq!(check_years(&[ROOMS, &ROOMS.replace(was, is)]), [""; 0], "{is}");
        }
        let more = format!("{ROOMS}- Mời cha mẹ trẻ cùng đi khảo sát đất.\n");
        assert_eq!(check_years(&[ROOMS, &more]), [""; 0], "an action was added");
        let led = ROOMS.replace("Hiệu trưởng", "Phó hiệu trưởng");
        assert_eq!(check_years(&[ROOMS, &led]).len(), 1, "only the weakness with its action");
        let waits =
            ROOMS.replace("Thời gian: 9/DAU", "Thời gian: (cần quyết định lại; kế hoạch 2021-2022: 9/2021)");
        assert_eq!(check_years(&[ROOMS, &waits]), [""; 0], "a draft that waits for decisions");
    }

    #[test]
    fn a_streak_ends_where_it_was_broken() {
        let other = ROOMS.replace("02 phòng", "03 phòng");
        let found = check_years(&[ROOMS, &other, ROOMS, ROOMS]);
        assert_eq!(found[1], "copied-criterion #### Tiêu chí 1.5: Lớp 2");
    }

    #[test]
    fn recorded_progress_is_no_standstill() {
        let with_id = ROOMS.replace("của thôn.", "của thôn. {#w-1.5-2021-1}");
        let head = "## III. Nội dung\n\n### Tiêu chuẩn 1\n\n#### Tiêu chí 1.5\n\n";
        let text = format!("{head}{with_id}");
        let texts = [plan("2021-2022", &text), plan("2022-2023", &text)];
        let record = |status: &str| {
            format!("[[record]]\nitem = \"w-1.5-2021-1\"\ndate = 2022-05-20\nstatus = \"{status}\"\n")
        };
        assert_eq!(found(&texts, &[&record("partial")]), [""; 0]);
        assert_eq!(found(&texts, &[&record("not-started")]).len(), 2);
    }

    #[test]
    fn general_duties_and_missing_weaknesses_are_no_copies() {
        let duties = "**Điểm mạnh**\n\n- Tập thể đoàn kết.\n\n**Giải pháp**\n\n- Tiếp tục duy trì nền nếp sinh hoạt.\n";
        assert_eq!(check_years(&[duties, duties]), [""; 0]);
        let none = format!("**Điểm yếu**\n\n- Không có điểm yếu.\n\n{duties}");
        assert_eq!(check_years(&[&none, &none]), [""; 0]);
        let weak = format!("**Điểm yếu**\n\n- Hồ sơ của tổ nhà trẻ còn thiếu.\n\n{duties}");
        assert_eq!(check_years(&[&weak, &weak]).len(), 2, "a weakness is nobody's general duty");
    }

    #[test]
    fn a_plan_of_several_years_is_not_compared_with_the_years_inside_it() {
        let head = "## III. Nội dung\n\n### Tiêu chuẩn 1\n\n#### Tiêu chí 1.5\n\n";
        let text = format!("{head}{ROOMS}");
        for (one, other, count) in [
            ("2024-2029", "2024-2025", 0),
            ("2024-2029", "2025-2026", 0),
            ("2019-2024", "2024-2029", 2),
            ("2021-2022", "2023-2024", 0),
        ] {
            assert_eq!(found(&[plan(one, &text), plan(other, &text)], &[]).len(), count, "{one} {other}");
        }
    }

    #[test]
    fn another_edition_has_other_numbers_for_the_same_copy() {
        let head = "## III. Nội dung\n\n### Tiêu chuẩn 1\n\n#### Tiêu chí 1.5\n\n";
        let later = format!("{head}{ROOMS}").replace("1.5", "1.4");
        let later = plan("2025-2026", &later).replace("preschool-2018", "preschool-2026");
        let found = found(&[plan("2024-2025", &format!("{head}{ROOMS}")), later], &[]);
        assert_eq!(found, ["copied-plan ## III. Nội dung 100", "copied-criterion #### Tiêu chí 1.4 2"]);
    }

    #[test]
    fn a_sentence_that_named_last_years_year_is_left_over() {
        let head = "## I. Mục đích\n\nLời dẫn.\n\n## II. Căn cứ xây dựng kế hoạch\n\n";
        let check = |was: &str, is: &str| {
            let texts =
                [plan("2022-2023", &format!("{head}{was}\n")), plan("2023-2024", &format!("{head}{is}\n"))];
            found(&texts, &[]).len()
        };
        let tasks = "- Kế hoạch nhiệm vụ năm học 2022-2023 của nhà trường.";
        assert_eq!(check(tasks, tasks), 1);
        assert_eq!(check(tasks, &tasks.replace("2022-2023", "2023-2024")), 0);
        assert_eq!(check("- Văn bản khác.", tasks), 0, "not copied");
        for meant in [
            "- Kết quả thực hiện năm học 2022-2023.",
            "- Công văn số 12/SGDĐT-MN về nhiệm vụ năm học 2022-2023.",
            "- Thông tư áp dụng từ năm học 2022-2023.",
            "- Báo cáo tự đánh giá năm học 2022-2023.",
        ] {
            assert_eq!(check(meant, meant), 0, "{meant}");
        }
    }
}
