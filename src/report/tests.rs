//! Stories of what came of a plan: a plan, its records and the plan after it in; lines out.

use super::*;
use crate::compare::{Prepared, Side};
use crate::continuity::Continuity;
use crate::plan::parse::parse;
use crate::progress::Progress;

const PLAN: &str = "\
+++
schema = 1
school = \"mn-suoi-mo\"
period = \"2023-2024\"
catalog = \"preschool-2018\"
+++

## III. Nội dung kế hoạch cải tiến chất lượng giáo dục

### Tiêu chuẩn 1: Tổ chức và quản lý nhà trường

#### Tiêu chí 1.5: Tổ chức nhóm trẻ và lớp mẫu giáo

**Điểm yếu**

- Còn 04 lớp mẫu giáo ghép. {#w-1.5-2023-1}

**Kết quả cần đạt**

- Giảm còn 02 lớp mẫu giáo ghép. {#t-1.5-2023-1}

**Giải pháp**

- Vận động cha mẹ đưa trẻ về điểm chính. {#a-1.5-2023-1}
";

/// The criterion 1.5 with this in the place of all its labels.
fn criterion(body: &str) -> String {
    let at = PLAN.find("**Điểm yếu**").unwrap();
    format!("{}{body}", &PLAN[..at])
}

fn record(item: &str, date: &str, more: &str) -> String {
    format!("[[record]]\nitem = \"{item}\"\ndate = {date}\n{more}\n")
}

/// The year after, with other words.
fn later(plan: &str, changes: &[(&str, &str)]) -> String {
    let mut text = plan.replace("2023-2024", "2024-2025");
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    text
}

#[derive(Default)]
struct Story<'t> {
    plan: &'t str,
    records: &'t str,
    later: Option<&'t str>,
    decided: &'t str,
    until: Option<&'t str>,
}

impl Story<'_> {
    fn report(&self) -> Report {
        let (plan, after) = (parse(self.plan).plan, self.later.map(|text| parse(text).plan));
        let (progress, none) = (Progress::parse(self.records).unwrap(), Progress::default());
        let mut prepared = vec![Prepared::new(Side { plan: &plan, progress: &progress })];
        prepared.extend(after.as_ref().map(|plan| Prepared::new(Side { plan, progress: &none })));
        let decided = Continuity::parse(self.decided).unwrap();
        let chain = Chain::new(&prepared.iter().collect::<Vec<_>>(), &decided);
        let until = self.until.map(|day| day.parse().unwrap());
        Report::of(&Source { chain: &chain, at: 0, until })
    }

    fn check(&self, expected: &[&str]) {
        let told: Vec<String> = self.report().rows().map(line).collect();
        assert_eq!(told, expected);
    }
}

/// `w+1 partial by record, 60% (record), next carried; why 1; doubts done-yet-carried`.
fn line(row: &Row) -> String {
    let weakness = if row.weakness.is_some() { "w" } else { "-" };
    let percent = match &row.percent {
        Percent::Recorded { percent, .. } => format!("{percent}%"),
        Percent::Derived { percent, .. } => format!("~{percent}%"),
        Percent::Unknown => "?".to_owned(),
    };
    let (outcome, basis, next) = (row.outcome.as_str(), row.basis.as_str(), row.next().as_str());
    let doubts: Vec<&str> = row.items().flat_map(|told| &told.doubts).map(Doubt::code).collect();
    let mut line = format!("{weakness}+{} {outcome} by {basis}, {percent}, {next}", row.aims.len());
    if !row.reasons.is_empty() {
        line.push_str(&format!("; why {}", row.reasons.len()));
    }
    if !doubts.is_empty() {
        line.push_str(&format!("; {}", doubts.join(", ")));
    }
    line
}

#[test]
fn what_nobody_recorded_is_unknown() {
    Story { plan: PLAN, ..Story::default() }.check(&["w+1 unknown by nobody, ?, no-plan"]);
}

#[test]
fn the_newest_record_says_how_it_stands() {
    let records = record("w-1.5-2023-1", "2024-01-10", "status = \"done\"\npercent = 100")
        + &record(
            "w-1.5-2023-1",
            "2024-05-20",
            "status = \"partial\"\npercent = 50\nnote = \"Chưa xong do thiếu phòng.\"",
        );
    let story = Story { plan: PLAN, records: &records, ..Story::default() };
    story.check(&["w+1 partial by record, 50%, no-plan; why 1"]);
    let half = Story { until: Some("2024-01-31"), ..story };
    half.check(&["w+1 done by record, 100%, within"]);
    assert_eq!(half.report().left_out, 1);
    Story { until: Some("2023-10-01"), ..half }.check(&["w+1 unknown by nobody, ?, within"]);
}

#[test]
fn an_action_that_was_done_is_no_weakness_that_is_gone() {
    let records = record("a-1.5-2023-1", "2024-05-20", "status = \"done\"");
    let story = Story { plan: PLAN, records: &records, ..Story::default() };
    story.check(&["w+1 unknown by nobody, ?, no-plan"]);
    let report = story.report();
    let action = &report.places().next().unwrap().actions[0];
    assert_eq!((action.outcome, action.records.len()), (Outcome::Done, 1));
}

#[test]
fn the_only_weaknesss_targets_speak_for_it() {
    let records = record("t-1.5-2023-1", "2024-05-20", "status = \"done\"");
    let story = Story { plan: PLAN, records: &records, ..Story::default() };
    story.check(&["w+1 done by targets, ~100%, no-plan"]);
    // The target is met, and the weakness goes on: that must not be told as done.
    let after = later(PLAN, &[("Còn 04 lớp", "Còn 02 lớp")]);
    Story { later: Some(&after), ..story }.check(&["w+1 partial by targets, ~100%, carried"]);
}

#[test]
fn targets_of_several_weaknesses_are_paired_with_none() {
    let plan = criterion(
        "**Điểm yếu**\n\n- Trẻ ghép lớp nhiều. {#w-1.5-2023-1}\n- Sổ theo dõi trẻ ghi muộn. {#w-1.5-2023-2}\n\n\
         **Kết quả cần đạt**\n\n- Giảm còn 02 lớp mẫu giáo ghép. {#t-1.5-2023-1}\n- Sổ ghi trong ngày. {#t-1.5-2023-2}\n",
    );
    let records = record("t-1.5-2023-2", "2024-05-20", "status = \"done\"");
    Story { plan: &plan, records: &records, ..Story::default() }.check(&[
        "w+0 unknown by nobody, ?, no-plan",
        "w+0 unknown by nobody, ?, no-plan",
        "-+1 unknown by nobody, ?, no-plan",
        "-+1 done by record, ~100%, no-plan",
    ]);
}

#[test]
fn a_target_that_says_the_words_of_one_weakness_stands_beside_it() {
    let plan = criterion(
        "**Điểm yếu**\n\n- Còn 04 lớp mẫu giáo ghép. {#w-1.5-2023-1}\n- Huy động trẻ nhà trẻ ra lớp mới đạt 31%. {#w-1.5-2023-2}\n\n\
         **Kết quả cần đạt**\n\n- Huy động trẻ nhà trẻ ra lớp đạt từ 40% trở lên. {#t-1.5-2023-1}\n- Có thêm phòng. {#t-1.5-2023-2}\n",
    );
    let after = later(&plan, &[("mới đạt 31%", "mới đạt 36%")]);
    let records = record("t-1.5-2023-1", "2024-05-20", "status = \"done\"");
    // The target's record does not make the weakness done: another target may be its own too.
    Story { plan: &plan, records: &records, later: Some(&after), ..Story::default() }.check(&[
        "w+0 not-reached by later-plan, ?, carried",
        "w+1 partial by later-plan, ~90%, carried",
        "-+1 unknown by nobody, ?, carried",
    ]);
}

#[test]
fn a_plan_without_weaknesses_is_told_by_its_targets() {
    let plan = criterion(
        "**Kết quả cần đạt**\n\n- 95% trẻ đi học đều. {#t-1.5-2023-1}\n- Có sân chơi. {#t-1.5-2023-2}\n",
    );
    let note = "status = \"partial\"\nnote = \"Đạt 90% trẻ đi học đều.\"";
    let records = record("t-1.5-2023-1", "2024-05-20", note);
    let story = Story { plan: &plan, records: &records, ..Story::default() };
    story.check(&["-+1 partial by record, ~94%, no-plan", "-+1 unknown by nobody, ?, no-plan"]);
    assert_eq!(story.report().counted(), [Counted::Targets]);
    let after = later(&plan, &[("- Có sân chơi. {#t-1.5-2023-2}\n", "")]);
    Story { later: Some(&after), ..story }
        .check(&["-+1 partial by record, ~94%, carried", "-+1 unknown by nobody, ?, not-repeated"]);
}

#[test]
fn the_later_plan_says_what_no_record_does() {
    let same = later(PLAN, &[]);
    let story = Story { plan: PLAN, later: Some(&same), ..Story::default() };
    story.check(&["w+1 not-reached by later-plan, ?, carried"]);
    let better = later(
        PLAN,
        &[(
            "Còn 04 lớp mẫu giáo ghép. {#w-1.5-2023-1}",
            "Còn 03 lớp mẫu giáo ghép. {#w-1.5-2023-1}\n  - Nguyên nhân: đường xa.",
        )],
    );
    Story { later: Some(&better), ..story }.check(&["w+1 partial by later-plan, ~50%, carried; why 1"]);
}

#[test]
fn what_is_gone_is_explained_or_said_not_to_be() {
    let gone = later(
        PLAN,
        &[("Còn 04 lớp mẫu giáo ghép. {#w-1.5-2023-1}", "Bếp chưa có chỗ sơ chế. {#w-1.5-2024-1}")],
    );
    let story = Story { plan: PLAN, later: Some(&gone), ..Story::default() };
    story.check(&["w+1 unknown by nobody, ?, dropped"]);
    let report = story.report();
    assert_eq!(report.tally(Counted::Weaknesses).unexplained, 1);
    assert_eq!(report.later.unwrap().added[0].item.text, "Bếp chưa có chỗ sơ chế.");
    let account = |outcome: &str| {
        format!(
            "[[account]]\nitem = \"w-1.5-2023-1\"\nfrom = \"2023-2024\"\nto = \"2024-2025\"\noutcome = \"{outcome}\"\n\
             reason = \"Điểm trường đã sáp nhập.\"\nevidence = [\"H1-1.5-09\"]\ndate = 2024-09-01\nby = \"ht\"\n"
        )
    };
    let (dropped, resolved) = (account("dropped"), account("resolved"));
    Story { decided: &dropped, ..story }.check(&["w+1 unknown by nobody, ?, dropped; why 1"]);
    let story = Story { decided: &resolved, plan: PLAN, later: Some(&gone), ..Story::default() };
    story.check(&["w+1 done by account, ~100%, resolved"]);
    assert_eq!(story.report().rows().next().unwrap().evidence, ["H1-1.5-09"]);
}

#[test]
fn contradictions_are_told() {
    let same = later(PLAN, &[]);
    let done = record("w-1.5-2023-1", "2024-05-20", "status = \"done\"\npercent = 80");
    let story = Story { plan: PLAN, records: &done, later: Some(&same), ..Story::default() };
    story.check(&["w+1 done by record, 80%, carried; done-yet-carried, done-with-less"]);
    let given_up = record("w-1.5-2023-1", "2024-05-20", "status = \"cancelled\"\nnote = \"Không có đất.\"");
    Story { records: &given_up, ..story }
        .check(&["w+1 cancelled by record, ?, carried; why 1; given-up-yet-carried"]);
    let full = record("w-1.5-2023-1", "2024-05-20", "status = \"partial\"\npercent = 100");
    Story { records: &full, later: None, plan: PLAN, ..Story::default() }
        .check(&["w+1 partial by record, 100%, no-plan; full-yet-open"]);
}

#[test]
fn what_was_given_up_and_left_the_plan_has_its_reason_once() {
    let gone = later(
        PLAN,
        &[("Còn 04 lớp mẫu giáo ghép. {#w-1.5-2023-1}", "Bếp chưa có chỗ sơ chế. {#w-1.5-2024-1}")],
    );
    let records =
        record("w-1.5-2023-1", "2024-05-20", "status = \"cancelled\"\nnote = \"Điểm trường giải thể.\"");
    Story { plan: PLAN, records: &records, later: Some(&gone), ..Story::default() }
        .check(&["w+1 cancelled by record, ?, dropped; why 1"]);
}

#[test]
fn a_weakness_on_a_standard_alone_and_the_plans_own_column_count() {
    let plan = "+++\nschema = 1\nperiod = \"2026-2027\"\n+++\n\n## I. Thông tin chung\n\nTrường.\n\n\
        ## V. Kế hoạch cải tiến chất lượng\n\n### Tiêu chuẩn 3: Giáo dục\n\n**Điểm hạn chế**\n\n\
        - Trẻ ít nói. {#w-S3-2026-1}\n\n**Hoạt động/giải pháp**\n\n- Đọc sách mỗi ngày. {#a-S3-2026-1}\n  \
        - Mức độ thực hiện: Hoàn thành\n\n**Chỉ số đánh giá kết quả**\n\n- Số trẻ tự kể chuyện. {#m-S3-2026-1}\n";
    let story = Story { plan, ..Story::default() };
    story.check(&["w+1 unknown by nobody, ?, no-plan"]);
    let report = story.report();
    assert_eq!(report.form, Form::Of2026);
    let place = report.places().next().unwrap();
    assert_eq!(place.anchor.unwrap().to_string(), "S3");
    assert_eq!((place.actions[0].outcome, place.actions[0].stated.as_str()), (Outcome::Done, "Hoàn thành"));
    let half = Story { until: Some("2027-01-15"), plan, ..Story::default() };
    assert_eq!(half.report().items().last().unwrap().outcome, Outcome::Unknown, "the column has no day");
}

#[test]
fn records_about_what_the_plan_lacks_and_empty_plans_are_told_too() {
    let records = record("w-9.9-2020-1", "2024-05-20", "status = \"done\"");
    let story = Story { plan: "", records: &records, ..Story::default() };
    let report = story.report();
    assert_eq!((report.strays.len(), report.places().count()), (1, 0));
    assert!(report.counted().is_empty());
}

#[test]
fn equal_weaknesses_without_ids_are_told_apart() {
    let plan = criterion("**Điểm yếu**\n\n- Sân trơn.\n- Sân trơn.\n");
    let after = later(&plan, &[("- Sân trơn.\n- Sân trơn.\n", "- Sân trơn.\n")]);
    let report = Story { plan: &plan, later: Some(&after), ..Story::default() }.report();
    let fates: Vec<&str> = report.rows().map(|row| row.next().as_str()).collect();
    assert_eq!(fates.len(), 2);
    assert!(!fates.contains(&"not-followed"), "{fates:?}");
}

#[test]
fn a_semester_is_known_by_its_day() {
    let of = |period: &str, day: &str| Span::of(period.parse().ok(), day.parse().ok()).as_str();
    assert_eq!(of("2023-2024", "2024-01-31"), "first-semester");
    assert_eq!(of("2023-2024", "2024-04-30"), "until");
    assert_eq!(of("2024-2029", "2025-01-31"), "until");
    assert_eq!(Span::of(None, None), Span::Whole);
}
