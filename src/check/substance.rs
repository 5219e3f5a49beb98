//! Rules on what a plan promises: does each weakness have an action and a target, each action a
//! lead and a time, and can times, money, targets and evidence be read?

use super::{Group, Look, floor, groups};
use crate::date::Date;
use crate::finding::{Problem, Span};
use crate::period::Period;
use crate::plan::label::is_undecided;
use crate::plan::spelling::fold;
use crate::plan::{Entry, Field, FieldKey, Item, Kind};
use crate::reading::date::{self, Schedule};
use crate::reading::money;

pub(super) fn check(look: &mut Look<'_>) {
    for group in groups(look.plan) {
        weaknesses(look, group);
        actions(look, group);
        // In the form of 2026 the measures say how a target is measured.
        let measured = group.items(Kind::Measure).next().is_some();
        for entry in group.entries {
            match entry {
                Entry::Item(item) => {
                    if !measured {
                        target(look, item);
                    }
                    item.fields().for_each(|field| self::field(look, field));
                }
                Entry::Shared(field) => self::field(look, field),
                Entry::Label(label) if is_undecided(&label.value) => {
                    undecided(look, &label.value, label.span)
                }
                Entry::Label(_) | Entry::Note(_) => {}
            }
        }
    }
    evidence_in_text(look);
}

impl<'a> Group<'a> {
    fn items(&self, kind: Kind) -> impl Iterator<Item = &'a Item> {
        self.entries.iter().filter_map(move |entry| match entry {
            Entry::Item(item) if item.kind == kind => Some(item),
            _ => None,
        })
    }

    fn shares(&self, key: FieldKey) -> bool {
        self.entries.iter().any(|entry| matches!(entry, Entry::Shared(field) if is_given(field, key)))
    }
}

fn is_given(field: &Field, key: FieldKey) -> bool {
    field.key == key && !(field.value.trim().is_empty() && field.more.trim().is_empty())
}

fn weaknesses(look: &mut Look<'_>, group: Group<'_>) {
    let answered = group.items(Kind::Action).next().is_some();
    let aimed = group.items(Kind::Target).next().is_some();
    if answered && aimed {
        return;
    }
    let anchor = group.anchor.map(|anchor| anchor.to_string()).unwrap_or_default();
    for weakness in group.items(Kind::Weakness).filter(|weakness| !says_none(&weakness.text)) {
        if !answered {
            look.report(Problem::WeaknessWithoutAction { anchor: anchor.clone() }, weakness.text_span);
        }
        if !aimed {
            look.report(Problem::WeaknessWithoutTarget { anchor: anchor.clone() }, weakness.text_span);
        }
    }
}

/// "Không", "Không có": the label is there and says that there is no weakness.
fn says_none(text: &str) -> bool {
    text.len() < 24 && matches!(fold(text).trim_end_matches('.'), "khong" | "khong co" | "khong co diem yeu")
}

fn actions(look: &mut Look<'_>, group: Group<'_>) {
    lacking(look, group, FieldKey::Lead);
    lacking(look, group, FieldKey::Schedule);
}

/// The actions that lack a field. Where all of a heading's do, it is one finding: then the field
/// belongs under `Thực hiện chung`, and a list of them would only hide the rest.
fn lacking(look: &mut Look<'_>, group: Group<'_>, key: FieldKey) {
    if group.shares(key) {
        return;
    }
    let all = group.items(Kind::Action).count();
    let lacks = |action: &&Item| !action.fields().any(|field| is_given(field, key));
    let found: Vec<Span> = group.items(Kind::Action).filter(lacks).map(|action| action.text_span).collect();
    let (shown, actions) = if found.len() == all { (1, all) } else { (found.len(), 1) };
    for span in found.into_iter().take(shown) {
        look.report(
            match key {
                FieldKey::Lead => Problem::ActionWithoutLead { actions },
                _ => Problem::ActionWithoutDeadline { actions },
            },
            span,
        );
    }
}

fn target(look: &mut Look<'_>, item: &Item) {
    if item.kind == Kind::Target && !has_figure(&item.text) && !names_state(&item.text) {
        look.report(Problem::UnmeasurableTarget, item.text_span);
    }
}

/// Is there a figure other than a year?
fn has_figure(text: &str) -> bool {
    text.split(|letter: char| !letter.is_ascii_digit()).any(|digits| {
        !digits.is_empty() && !(digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20")))
    })
}

/// Does it name a state that anybody can see: reached or not?
fn names_state(text: &str) -> bool {
    const STATES: &[&str] = &[
        "khong con",
        "khong de",
        "khong co",
        "toan bo",
        "tat ca",
        "day du",
        "du so luong",
        "hoan thanh",
        "cong nhan",
        "dat muc",
        "dat chuan",
        "dat yeu cau",
        "xep loai",
        "moi lop",
        "moi nhom",
        "moi giao vien",
        "moi thang",
        "moi hoc ky",
        "cham dut",
        "ban hanh",
        "duoc phe duyet",
        "duoc trang bi",
        "duoc sua chua",
        "duoc xay",
        "duoc bo tri",
    ];
    let folded = fold(text);
    STATES.iter().any(|state| folded.contains(state))
}

fn field(look: &mut Look<'_>, field: &Field) {
    if field.value.trim().is_empty() {
        return;
    }
    if is_undecided(&field.value) {
        return undecided(look, &field.value, field.value_span);
    }
    match field.key {
        FieldKey::Schedule => schedule(look, field),
        FieldKey::Budget if money::read(&field.value).kind == money::Kind::Unread => {
            look.report(Problem::UnreadableMoney { written: field.value.clone() }, field.value_span);
        }
        FieldKey::Evidence => evidence(look, field),
        _ => {}
    }
}

fn undecided(look: &mut Look<'_>, value: &str, span: Span) {
    look.report(Problem::Undecided { written: value.to_owned() }, span);
}

fn schedule(look: &mut Look<'_>, field: &Field) {
    let schedule = date::read(&field.value, look.period);
    let written = field.value.clone();
    if schedule.kind == date::Kind::Unread {
        return look.report(Problem::UnreadableSchedule { written }, field.value_span);
    }
    if let (Some(start), Some(end)) = (schedule.start, schedule.end)
        && end < start
    {
        return look.report(Problem::ScheduleReversed { written }, field.value_span);
    }
    if let Some(period) = look.period.filter(|period| is_outside(&schedule, *period)) {
        look.report(Problem::ScheduleOutsidePeriod { written, period }, field.value_span);
    }
}

/// Does the work lie before the plan's time, or end after it? What reaches over the whole period on
/// both sides is the frame that the plan works in; a calendar year may reach over one end.
fn is_outside(schedule: &Schedule, period: Period) -> bool {
    let first = Date { year: period.first(), month: 6, day: 1 };
    let last = Date { year: period.last(), month: 8, day: 31 };
    let late = schedule.end.is_some_and(|end| end > last);
    let framed = schedule.start.is_some_and(|start| start < first) && late;
    let calendar_year = schedule.start.is_some_and(|start| {
        (start.month, start.day) == (1, 1) && schedule.end == Date::new(start.year, 12, 31) && start <= last
    });
    let before = schedule.end.is_some_and(|end| end < first);
    let after = schedule.start.is_some_and(|start| start > last);
    before || after || (late && !framed && !calendar_year)
}

/// No code is longer, brackets included; more wrong ones than this in prose say nothing new.
const LONGEST_CODE: usize = 28;
const ENOUGH: usize = 50;

/// How evidence codes of the two eras look.
pub(super) const FORM_2018: &str = "[H1-1.5-03]";
pub(super) const FORM_2026: &str = "MC.1.5.03";

fn evidence(look: &mut Look<'_>, field: &Field) {
    let pieces = field.value.split([',', ';', ' ', '(', ')', '[', ']']);
    for piece in pieces.map(|piece| piece.trim_matches(['.', ':', '`'])).filter(|piece| is_like_code(piece)) {
        evidence_code(look, piece, field.value_span);
    }
}

/// Codes in brackets anywhere in the text; those of evidence fields are looked at there.
fn evidence_in_text(look: &mut Look<'_>) {
    let text = look.text;
    let before = look.findings.len();
    for (at, _) in text.match_indices("[H") {
        let end = floor(text, at + LONGEST_CODE);
        let Some((code, rest)) = text.get(at + 1..end).and_then(|rest| rest.split_once(']')) else {
            continue;
        };
        // `[H1](…)` is a link.
        if is_like_code(code) && !rest.starts_with('(') {
            evidence_code(look, code, Span::new(at + 1, at + 1 + code.len()));
        }
        if look.findings.len() > before + ENOUGH {
            return;
        }
    }
}

fn evidence_code(look: &mut Look<'_>, code: &str, span: Span) {
    let of_2026 = look.is_of_2026();
    let good = if of_2026 { is_code_2026(code) } else { is_code_2018(code) };
    let form = if of_2026 { FORM_2026 } else { FORM_2018 };
    if !good {
        // A field knows only where its whole value stands; the code is somewhere in it.
        let inner = span.of(look.text).find(code).map(|at| span.start + at);
        let span = inner.map_or(span, |start| Span::new(start, start + code.len()));
        let problem = Problem::MalformedEvidence { written: code.to_owned(), form };
        look.report(problem, span);
    }
}

/// Does somebody mean a code here, rather than a document's name?
fn is_like_code(piece: &str) -> bool {
    let digits = piece.bytes().any(|byte| byte.is_ascii_digit());
    let rest =
        piece.strip_prefix(['H', 'h']).filter(|rest| rest.starts_with(|next: char| next.is_ascii_digit()));
    digits && (rest.is_some() || piece.starts_with("MC.") || piece.starts_with("MC-"))
}

/// `H1-1.5-03`: box, criterion, serial of two digits.
fn is_code_2018(code: &str) -> bool {
    let mut parts = code.split('-');
    let figures = |part: Option<&str>| part.is_some_and(|part| is_number(part, 1..=2));
    let box_number = figures(parts.next().and_then(|part| part.strip_prefix('H')));
    let criterion = parts.next().and_then(|part| part.split_once('.'));
    let criterion =
        criterion.is_some_and(|(standard, serial)| figures(Some(standard)) && figures(Some(serial)));
    let serial = parts.next().is_some_and(|part| is_number(part, 2..=3));
    box_number && criterion && serial && parts.next().is_none()
}

/// `MC.1.5.03`: criterion, serial of two digits.
fn is_code_2026(code: &str) -> bool {
    let mut parts = code.split('.');
    let kind = parts.next() == Some("MC");
    let mut figures = |digits| parts.next().is_some_and(|part| is_number(part, digits));
    kind && figures(1..=2) && figures(1..=2) && figures(2..=3) && parts.next().is_none()
}

fn is_number(part: &str, digits: std::ops::RangeInclusive<usize>) -> bool {
    digits.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{FRONT, codes};

    /// The codes of one criterion's text.
    fn check(criterion: &str) -> Vec<&'static str> {
        let head = "## III. Nội dung\n\n### Tiêu chuẩn 1\n\n#### Tiêu chí 1.5\n\n";
        codes(&format!("{FRONT}{head}{criterion}"), super::check)
    }

    fn action(fields: &str) -> Vec<&'static str> {
        check(&format!("**Giải pháp**\n\n- Làm việc.\n  - Chủ trì: Hiệu trưởng\n{fields}"))
    }

    #[test]
    fn a_weakness_has_an_action_and_a_target() {
        let whole = "**Điểm yếu**\n\n- Còn 02 lớp ghép.\n\n**Kết quả cần đạt**\n\n- Còn 01 lớp ghép.\n\n";
        let works = "**Giải pháp**\n\n- Vận động.\n  - Chủ trì: Hiệu trưởng\n  - Thời gian: 9/2023\n";
        assert_eq!(check(&format!("{whole}{works}")), [""; 0]);
        assert_eq!(check(whole), ["weakness-without-action"]);
        assert_eq!(check(&format!("**Điểm yếu**\n\n- Còn 02 lớp.\n\n{works}")), ["weakness-without-target"]);
        assert_eq!(check("**Điểm yếu**\n\n- Không có.\n"), [""; 0]);
        assert_eq!(check("**Điểm mạnh**\n\n- Đoàn kết.\n"), [""; 0]);
    }

    #[test]
    fn an_action_has_a_lead_and_a_time() {
        assert_eq!(check("**Giải pháp**\n\n- Làm.\n"), ["action-without-lead", "action-without-deadline"]);
        assert_eq!(action("  - Thời gian: cả năm học\n"), [""; 0]);
        assert_eq!(action("  - Thời gian:\n"), ["action-without-deadline"]);
        let many = check("**Giải pháp**\n\n- Làm.\n- Làm nữa.\n- Làm mãi.\n");
        assert_eq!(many, ["action-without-lead", "action-without-deadline"], "all of them are one finding");
        let one = "- Làm.\n  - Chủ trì: Hiệu trưởng\n  - Thời gian: 9/2023\n";
        assert_eq!(check(&format!("**Giải pháp**\n\n- Làm.\n- Làm.\n{one}")).len(), 4);
        let shared = "\n**Thực hiện chung**\n\n- Chủ trì: Hiệu trưởng\n- Thời gian: cả năm học\n";
        assert_eq!(check(&format!("**Giải pháp**\n\n- Làm.\n- Làm nữa.\n{shared}")), [""; 0]);
    }

    #[test]
    fn times_lie_in_the_period() {
        let time = |text: &str| action(&format!("  - Thời gian: {text}\n"));
        for good in [
            "9/2023 – 5/2024",
            "hè 2024",
            "năm 2024",
            "giai đoạn 2021-2025",
            "Năm học 2023-2024 và những năm học tiếp theo",
            "hằng tháng",
            "tháng 8/2023",
        ] {
            assert_eq!(time(good), [""; 0], "{good}");
        }
        for bad in
            ["9/2022", "năm học 2022-2023", "trước 31/12/2026", "năm học 2024-2025", "9/2023 – 12/2024"]
        {
            assert_eq!(time(bad), ["schedule-outside-period"], "{bad}");
        }
        assert_eq!(time("5/2024 – 9/2023"), ["schedule-reversed"]);
        assert_eq!(time("khi có kinh phí"), ["unreadable-schedule"]);
    }

    #[test]
    fn targets_can_be_measured() {
        let target = |text: &str| check(&format!("**Kết quả cần đạt**\n\n- {text}\n"));
        assert_eq!(target("Giảm còn 01 lớp ghép."), [""; 0]);
        assert_eq!(target("Không còn lớp ghép."), [""; 0]);
        assert_eq!(target("Nâng cao chất lượng."), ["unmeasurable-target"]);
        assert_eq!(target("Nâng cao chất lượng trong năm 2024."), ["unmeasurable-target"]);
        let measured = "**Mục tiêu cải tiến**\n\n- Nâng cao chất lượng.\n\n**Chỉ số đánh giá kết quả**\n\n- Tỷ lệ đạt.\n";
        assert_eq!(check(measured), [""; 0]);
    }

    #[test]
    fn money_can_be_read() {
        let budget = |text: &str| action(&format!("  - Thời gian: 9/2023\n  - Kinh phí: {text}\n"));
        for good in ["2.000.000 đ", "Không", "", "Từ nguồn ngân sách", "15 triệu đồng"] {
            assert_eq!(budget(good), [""; 0], "{good}");
        }
        assert_eq!(budget("2.00.000 đ"), ["unreadable-money"]);
    }

    #[test]
    fn what_came_from_last_year_must_be_decided() {
        let budget = |text: &str| action(&format!("  - Thời gian: 9/2023\n  - Kinh phí: {text}\n"));
        assert_eq!(budget("(cần quyết định lại; kế hoạch 2022-2023: 2.000.000 đ)"), ["undecided"]);
        assert_eq!(budget("2.000.000 đ"), [""; 0]);
    }

    #[test]
    fn evidence_codes_are_of_the_editions_form() {
        let evidence = |text: &str| action(&format!("  - Thời gian: 9/2023\n  - Minh chứng: {text}\n"));
        for good in
            ["[H1-1.5-03]", "[H1-1.5-01]; [H1-1.10-02]", "Biên bản họp", "H2-1.5-03", "Hồ sơ năm 2023"]
        {
            assert_eq!(evidence(good), [""; 0], "{good}");
        }
        for bad in ["[H1-1.5-3]", "[H5.5.02.01]", "MC.1.5.03", "[H1-15-03]"] {
            assert_eq!(evidence(bad), ["malformed-evidence"], "{bad}");
        }
        assert_eq!(check("Đã lưu [H1.1.05] trong hộp.\n"), ["malformed-evidence"]);
        assert_eq!(check("Xem [H1](https://example.org) và [Hướng dẫn 1].\n"), [""; 0]);
    }
}
