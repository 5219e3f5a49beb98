//! What became of targets and actions: matched like weaknesses, then compared field by field.

use std::cmp::Ordering;

use super::aim::aims;
use super::course::{Course, slip};
use super::pairing::{Pairing, Rows};
use super::promise::Promise;
use super::slip::Slips;
use super::{Change, ItemChange, Ref, Status, standing};
use crate::plan::item::Kind;

/// What became of each item from plan `at` of a chain to the next one.
pub(super) fn changes(rows: &Rows<'_, '_, '_>, course: &Course, at: usize) -> Vec<ItemChange> {
    let pairs = course.pairs.get(at).map_or(&[][..], Vec::as_slice);
    let mut linked = vec![false; rows.after.len()];
    let mut told = Vec::with_capacity(rows.after.len());
    let mut next = pairs.iter().peekable();
    for (place, before) in rows.before.iter().enumerate() {
        let pairing = next.next_if(|pairing| pairing.before == place);
        match pairing.and_then(|pairing| Some((pairing, rows.after.get(pairing.after)?))) {
            Some((pairing, after)) => {
                if let Some(place) = linked.get_mut(pairing.after) {
                    *place = true;
                }
                let mut change = carried(rows, (before, after), pairing);
                stand(&mut change, course, (at + 1, pairing.after));
                told.push(change);
            }
            None => told.push(gone(rows, before)),
        }
    }
    for (place, after) in
        rows.after.iter().enumerate().filter(|(place, _)| linked.get(*place) == Some(&false))
    {
        let mut change = one_sided(Status::New, after);
        stand(&mut change, course, (at + 1, place));
        told.push(change);
    }
    told.sort_by_key(|change| change.criterion.map(standing));
    told
}

/// Fills in what all years say of it.
fn stand(change: &mut ItemChange, course: &Course, (plan, place): (usize, usize)) {
    let years = course.stood.get(plan).and_then(|plan| plan.get(place));
    let slips = course.slips.get(plan).and_then(|plan| plan.get(place));
    change.years = years.copied().unwrap_or(1);
    change.slips = slips.copied().unwrap_or_default();
    change.repeated &= change.years > 1;
}

fn carried(rows: &Rows<'_, '_, '_>, sides: (&Promise<'_>, &Promise<'_>), pairing: &Pairing) -> ItemChange {
    let (before, after) = sides;
    ItemChange {
        status: Status::Carried,
        criterion: after.placed.anchor,
        // As far as it has stood word for word.
        repeated: after.placed.item.kind == Kind::Action,
        years: 2,
        slips: Slips::default(),
        matched: Some(pairing.matched),
        similarity: Some(f64::from((pairing.score * 100.0).round()) / 100.0),
        before: Some(Ref::of(&before.placed)),
        after: Some(Ref::of(&after.placed)),
        changes: what_changed(rows, before, after),
    }
}

fn gone(rows: &Rows<'_, '_, '_>, promise: &Promise<'_>) -> ItemChange {
    let record = promise.placed.item.id.and_then(|id| rows.plans.0.side.progress.last(id));
    let done = record.is_some_and(|record| record.status.is_done());
    one_sided(if done { Status::Resolved } else { Status::Dropped }, promise)
}

fn what_changed(rows: &Rows<'_, '_, '_>, before: &Promise<'_>, after: &Promise<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    if before.placed.anchor != after.placed.anchor {
        changes.push(Change::Criterion);
    }
    if before.text() != after.text() {
        let target = after.placed.item.kind == Kind::Target;
        let aims = if target { aims(before, after) } else { Vec::new() };
        if aims.is_empty() {
            changes.push(Change::Text);
        }
        changes.extend(aims);
    }
    if before.schedule != after.schedule {
        changes.push(Change::Deadline {
            before: before.schedule.to_owned(),
            after: after.schedule.to_owned(),
            slip: slip(rows.plans, before, after),
        });
    }
    changes.extend((before.budget != after.budget).then(|| budget(before, after)).flatten());
    if before.lead != after.lead {
        changes.push(Change::Lead { before: before.lead.to_owned(), after: after.lead.to_owned() });
    }
    changes
}

/// None where the same money is only written otherwise.
fn budget(before: &Promise<'_>, after: &Promise<'_>) -> Option<Change> {
    let (old, new) = (before.money(), after.money());
    let trend = old.compare(new).map(Ordering::reverse);
    let amounts = old.amount.zip(new.amount).filter(|_| trend.is_some());
    let (before, after) = (before.budget.to_owned(), after.budget.to_owned());
    (trend != Some(Ordering::Equal)).then_some(Change::Budget { before, after, trend, amounts })
}

fn one_sided(status: Status, promise: &Promise<'_>) -> ItemChange {
    let here = Some(Ref::of(&promise.placed));
    let (before, after) = if status == Status::New { (None, here) } else { (here, None) };
    ItemChange {
        status,
        criterion: promise.placed.anchor,
        repeated: false,
        years: 1,
        slips: Slips::default(),
        matched: None,
        similarity: None,
        before,
        after,
        changes: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Chain, DeadlineMove, Match, Prepared, Side};
    use super::*;
    use crate::continuity::Continuity;
    use crate::plan::Plan;
    use crate::plan::parse::parse;
    use crate::progress::Progress;

    /// A plan with something under criterion 1.5.
    fn plan(period: &str, body: &str) -> Plan {
        let front = format!("+++\nschema = 1\nperiod = \"{period}\"\ncatalog = \"preschool-2018\"\n+++\n\n");
        let head = "## III. Nội dung\n\n### Tiêu chuẩn 1: Tổ chức\n\n#### Tiêu chí 1.5: Nhóm, lớp\n\n";
        parse(&format!("{front}{head}{body}")).plan
    }

    fn changes_of(bodies: &[(&str, String)]) -> (Vec<ItemChange>, Vec<ItemChange>) {
        let plans: Vec<Plan> = bodies.iter().map(|(period, body)| plan(period, body)).collect();
        let progress = Progress::default();
        let ready: Vec<Prepared<'_>> =
            plans.iter().map(|plan| Prepared::new(Side { plan, progress: &progress })).collect();
        let refs: Vec<&Prepared<'_>> = ready.iter().collect();
        let last = Chain::new(&refs, &Continuity::default()).last();
        (last.targets, last.actions)
    }

    /// What is told of one target that changed, and whether it asks for more.
    fn target(before: &str, after: &str) -> Vec<(String, String, bool)> {
        let body = |text: &str| format!("**Kết quả cần đạt**\n\n- {text} {{#t-1.5-2022-1}}\n");
        let (targets, _) = changes_of(&[("2022-2023", body(before)), ("2023-2024", body(after))]);
        let aims = targets.into_iter().flat_map(|one| one.changes).filter_map(|change| match change {
            Change::Aim { before, after, raised } => Some((before, after, raised)),
            _ => None,
        });
        aims.collect()
    }

    #[test]
    fn a_target_is_raised_or_lowered_by_its_meaning() {
        for (before, after, raised) in [
            ("Giảm còn 02 lớp ghép.", "Giảm còn 01 lớp ghép.", true),
            ("Còn một lớp ghép.", "Chỉ còn hai lớp ghép.", false),
            ("Đạt 85% trẻ chuyên cần.", "Đạt 90% trẻ chuyên cần.", true),
            ("Ít nhất 5 giáo viên giỏi.", "Tối thiểu 3 giáo viên giỏi.", false),
            ("Tỷ lệ suy dinh dưỡng dưới 8%.", "Tỷ lệ suy dinh dưỡng dưới 5%.", true),
            ("Giảm tỷ lệ trẻ béo phì xuống 6%.", "Giảm tỷ lệ trẻ béo phì xuống còn 7%.", false),
            ("Giảm 2% trẻ thấp còi.", "Giảm 3% trẻ thấp còi.", true),
            ("Tăng từ 60% lên 75% lớp có ti vi.", "Tăng từ 70% lên 80% lớp có ti vi.", true),
            ("Từ 90% trẻ trở lên ăn bán trú.", "Từ 85% trẻ trở lên ăn bán trú.", false),
            ("Mua 12 bộ bàn ghế.", "Mua mười lăm bộ bàn ghế.", true),
            ("Đạt 6/15 lớp có ti vi.", "Đạt 80% lớp có ti vi.", true),
            ("Sĩ số không quá 30 trẻ/lớp.", "Sĩ số không quá 35 trẻ/lớp.", false),
        ] {
            let told = target(before, after);
            assert!(matches!(told[..], [(_, _, found)] if found == raised), "{before} → {after}: {told:?}");
        }
        for (before, after) in [
            ("Mua 12 bộ bàn ghế.", "Mua 3 máy tính."),
            ("Đạt 85% trẻ chuyên cần.", "Bảo đảm 85% trẻ chuyên cần."),
            ("Trẻ 5 tuổi ra lớp đầy đủ.", "Trẻ 4 tuổi ra lớp đầy đủ."),
        ] {
            assert_eq!(target(before, after), [], "{before} → {after}");
        }
    }

    fn action(fields: &str) -> String {
        format!("**Giải pháp**\n\n- Sửa mái nhà kho ở điểm trường. {{#a-1.5-2021-1}}\n{fields}")
    }

    #[test]
    fn a_deadline_is_told_with_how_far_and_how_often_it_was_put_off() {
        let due = |text: &str| action(&format!("  - Thời gian: {text}\n"));
        let (_, actions) = changes_of(&[
            ("2020-2021", due("trước 31/12/2020")),
            ("2021-2022", due("trước 31/5/2021")),
            ("2022-2023", due("tháng 5")),
            ("2023-2024", due("tháng 5")),
        ]);
        let [one] = &actions[..] else { panic!("{actions:?}") };
        // From December 2020 to May 2021, then to May 2023, then to May 2024.
        assert_eq!((one.slips.times, one.slips.months), (3, 5 + 24 + 12));
        assert!(one.changes.is_empty(), "the words are the same: {:?}", one.changes);
        let (_, actions) = changes_of(&[
            ("2022-2023", due("trước 30/5 hằng năm")),
            ("2023-2024", due("Trước 30/5 hàng năm")),
        ]);
        assert_eq!(actions[0].slips.times, 0, "what is done every year is not put off");
        let (_, actions) =
            changes_of(&[("2022-2023", due("tháng 5/2023")), ("2023-2024", due("tháng 5/2024"))]);
        let moves = actions[0].changes.iter().map(|change| match change {
            Change::Deadline { slip: Some(slip), .. } => slip.direction(),
            other => panic!("{other:?}"),
        });
        assert_eq!(moves.collect::<Vec<_>>(), [DeadlineMove::YearOn]);
    }

    #[test]
    fn money_is_held_against_money_for_the_same_thing() {
        let cost = |text: &str| action(&format!("  - Kinh phí: {text}\n"));
        let told = |before: &str, after: &str| {
            let (_, actions) = changes_of(&[("2022-2023", cost(before)), ("2023-2024", cost(after))]);
            let change = actions[0].changes.first().cloned();
            change.map(|change| match change {
                Change::Budget { trend, amounts, .. } => (trend, amounts),
                other => panic!("{other:?}"),
            })
        };
        use Ordering::{Greater, Less};
        assert_eq!(told("2.000.000đ", "2 triệu đồng"), None);
        assert_eq!(told("2.000.000đ", "3 triệu rưỡi"), Some((Some(Greater), Some((2_000_000, 3_500_000)))));
        assert_eq!(told("5 – 7 triệu", "4 triệu"), Some((Some(Less), None)));
        assert_eq!(told("500k/tháng", "500k"), Some((None, None)));
        assert_eq!(told("2.000.000đ", "tùy tình hình"), Some((None, None)));
    }

    #[test]
    fn one_is_recognised_in_another_criterion_only_by_words_that_tell() {
        let under = |criterion: &str, text: &str| {
            format!("#### Tiêu chí {criterion}: Khác\n\n**Giải pháp**\n\n- {text}\n")
        };
        let pair = |before: &str, after: &str| {
            let (before, after) = (under("1.6", before), under("1.8", after));
            let (_, actions) = changes_of(&[("2022-2023", before), ("2023-2024", after)]);
            actions.first().and_then(|one| one.matched)
        };
        let text = "Lắp máy lọc nước uống cho trẻ ở ba điểm trường xa.";
        assert_eq!(pair(text, text), Some(Match::OtherCriterion));
        assert_eq!(
            pair(text, "Lắp máy lọc nước uống cho trẻ tại ba điểm trường xa trung tâm."),
            Some(Match::OtherCriterion)
        );
        assert_eq!(pair("Tham mưu với cấp trên hỗ trợ.", "Tiếp tục tham mưu với cấp trên."), None);
    }

    #[test]
    fn all_pairs_together_are_the_best_ones() {
        let body = |texts: [&str; 2]| format!("**Giải pháp**\n\n- {}\n- {}\n", texts[0], texts[1]);
        let (_, actions) = changes_of(&[
            ("2022-2023", body(["Mua tủ sách cho lớp lá.", "Mua tủ sách và bàn đọc cho thư viện."])),
            ("2023-2024", body(["Mua bàn đọc và tủ sách mới cho thư viện.", "Mua thêm tủ sách cho lớp lá."])),
        ]);
        assert!(actions.iter().all(|one| one.status == Status::Carried), "{actions:?}");
        let after = |at: usize| actions[at].after.as_ref().unwrap().text.clone();
        assert_eq!((after(0), after(1)).0, "Mua thêm tủ sách cho lớp lá.");
        assert_eq!(after(1), "Mua bàn đọc và tủ sách mới cho thư viện.");
    }
}
