//! By when each action of a plan is to be done: by the one reading of its times and by what was recorded of it.
//!
//! What recurs has no last day that could be missed, and work that is done or given up is over. Whether a day has
//! passed is for the callers to say: no clock is read here.
//!
//! ```
//! use caitien::{deadline::deadlines, plan::parse::parse, progress::Progress};
//! let plan = parse("#### Tiêu chí 1.5: Lớp\n\n**Giải pháp**\n\n- Sửa mái.\n  - Thời gian: trước 30/5\n").plan;
//! let progress = Progress::default();
//! let all = deadlines(&plan, &progress, "2023-2024".parse().ok());
//! assert_eq!(all[0].end().unwrap().to_string(), "2024-05-30");
//! ```

use crate::date::Date;
use crate::period::Period;
use crate::plan::item::{self, FieldKey};
use crate::plan::label::is_undecided;
use crate::plan::{Entry, Placed, Plan};
use crate::progress::{Progress, Record, Status};
use crate::reading::date::{Kind, Schedule, read};

/// An action whose time was written, by itself or for all actions of its criterion.
#[derive(Clone, Debug)]
pub struct Deadline<'p> {
    pub placed: Placed<'p>,
    pub schedule: Schedule,
    /// The newest record: it says how the action stands.
    pub last: Option<&'p Record>,
}

impl Deadline<'_> {
    /// The last day, where one was understood and it is not done again and again.
    pub fn end(&self) -> Option<Date> {
        self.schedule.end.filter(|_| !self.schedule.recurring)
    }

    /// Is it done or given up?
    pub fn is_over(&self) -> bool {
        self.last.is_some_and(|record| record.status.is_done() || record.status == Status::Cancelled)
    }
}

/// The actions whose time was written, in the order of the plan.
pub fn deadlines<'p>(plan: &'p Plan, progress: &'p Progress, period: Option<Period>) -> Vec<Deadline<'p>> {
    let actions = plan.items().filter(|placed| placed.item.kind == item::Kind::Action);
    let deadline = |placed: Placed<'p>| {
        let schedule = schedule(&placed, period)?;
        let last = placed.item.id.and_then(|id| progress.last(id));
        Some(Deadline { placed, schedule, last })
    };
    actions.filter_map(deadline).collect()
}

/// An action's own time, or else the one that all actions of its criterion share.
pub fn schedule(placed: &Placed<'_>, period: Option<Period>) -> Option<Schedule> {
    let shared = || {
        placed.entries.iter().find_map(|entry| match entry {
            Entry::Shared(field) if field.key == FieldKey::Schedule => Some(field),
            _ => None,
        })
    };
    let field = placed.item.field(FieldKey::Schedule).or_else(shared)?;
    if is_undecided(&field.value) {
        // Last year's day is nobody's deadline.
        let written = field.value.clone();
        return Some(Schedule { written, kind: Kind::Unread, ..read("", period) });
    }
    Some(read(&field.value, period))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::parse::parse;

    const PLAN: &str = "#### Tiêu chí 1.5: Lớp\n\n**Giải pháp**\n\n- Sửa mái. {#a-1.5-2023-1}\n  - Thời gian: 10/2023\n\
        - Trực đêm. {#a-1.5-2023-2}\n  - Thời gian: hằng tháng\n- Họp. {#a-1.5-2023-3}\n- Mua ghế. {#a-1.5-2023-4}\n  \
        - Thời gian: khi có điều kiện\n\n**Thực hiện chung**\n\n- Thời gian: trước 30/5\n\n#### Tiêu chí 1.6: Của\n\n\
        **Giải pháp**\n\n- Việc không hẹn ngày.\n";

    /// Each action with its last day and whether it is over, one a line.
    fn check(records: &str) -> Vec<String> {
        let (plan, progress) = (parse(PLAN).plan, Progress::parse(records).unwrap());
        let told = |one: &Deadline<'_>| {
            let end = one.end().map_or("-".to_owned(), |end| end.to_string());
            format!("{} {end} {}", one.placed.item.text, one.is_over())
        };
        deadlines(&plan, &progress, "2023-2024".parse().ok()).iter().map(told).collect()
    }

    #[test]
    fn own_times_come_before_shared_ones_and_what_recurs_has_no_end() {
        assert_eq!(
            check(""),
            ["Sửa mái. 2023-10-31 false", "Trực đêm. - false", "Họp. 2024-05-30 false", "Mua ghế. - false"]
        );
    }

    #[test]
    fn a_day_that_was_carried_over_and_not_decided_is_none() {
        let text = PLAN
            .replace("Thời gian: 10/2023", "Thời gian: (cần quyết định lại; kế hoạch 2022-2023: 10/2022)");
        let (plan, progress) = (parse(&text).plan, Progress::default());
        let all = deadlines(&plan, &progress, "2023-2024".parse().ok());
        assert!(all[0].end().is_none() && all[0].schedule.written.contains("10/2022"));
    }

    #[test]
    fn done_and_given_up_are_over() {
        let record = |status: &str| {
            format!("[[record]]\nitem = \"a-1.5-2023-1\"\ndate = 2023-11-01\nstatus = \"{status}\"\n")
        };
        for (status, over) in
            [("done", true), ("cancelled", true), ("partial", false), ("in-progress", false)]
        {
            assert!(check(&record(status))[0].ends_with(&over.to_string()), "{status}");
        }
    }
}
