//! What is due, held against a day: overdue, in the next seven days, in the next thirty, later; what has no day that could
//! be understood, what recurs, and what waits for somebody outside the school.
//!
//! What is done or given up is not due. What was put to somebody who has not answered is not the school's delay: it stands
//! in a class of its own, whatever its day.

use super::lead::lead;
use super::waiting;
use crate::date::Date;
use crate::deadline::{Deadline, schedule};
use crate::period::Period;
use crate::petition::{Petition, Petitions};
use crate::plan::item::Kind;
use crate::plan::{Placed, Plan};
use crate::progress::Progress;
use crate::reading::date::Schedule;

/// An action that is not over.
#[derive(Clone, Debug)]
pub struct Due<'p> {
    pub placed: Placed<'p>,
    /// Whoever leads it, as written; empty where nobody is named.
    pub lead: String,
    /// The time as written; empty where none is.
    pub written: String,
    pub end: Option<Date>,
    /// Until the last day; negative once it has passed.
    pub days: Option<i64>,
    pub class: Class,
    pub waiting: Option<&'p Petition>,
}

/// How near it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    Overdue,
    Week,
    Month,
    /// After the last day that was asked for.
    Later,
    NoDate,
    Recurring,
    Waiting,
}

impl Class {
    pub const ALL: [Class; 7] = [
        Class::Overdue,
        Class::Week,
        Class::Month,
        Class::Later,
        Class::NoDate,
        Class::Recurring,
        Class::Waiting,
    ];

    /// The stable name in machine-readable answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Class::Overdue => "overdue",
            Class::Week => "week",
            Class::Month => "month",
            Class::Later => "later",
            Class::NoDate => "no-date",
            Class::Recurring => "recurring",
            Class::Waiting => "waiting",
        }
    }
}

/// From which day it is looked, and how far.
#[derive(Clone, Copy, Debug)]
pub struct Horizon {
    pub period: Option<Period>,
    pub today: Date,
    /// So many days ahead; thirty where nobody asks for another number.
    pub days: i64,
}

/// The actions that are not over, the nearest first.
pub fn due<'p>(
    plan: &'p Plan,
    progress: &'p Progress,
    petitions: &'p Petitions,
    horizon: Horizon,
) -> Vec<Due<'p>> {
    let actions = plan.items().filter(|placed| placed.item.kind == Kind::Action);
    let mut found: Vec<Due<'p>> =
        actions.filter_map(|placed| one(placed, progress, petitions, horizon)).collect();
    found.sort_by_key(|due| (due.class, due.end.is_none(), due.end));
    found
}

fn one<'p>(
    placed: Placed<'p>,
    progress: &'p Progress,
    petitions: &'p Petitions,
    horizon: Horizon,
) -> Option<Due<'p>> {
    let schedule = schedule(&placed, horizon.period);
    let written = schedule.as_ref().map(|schedule| schedule.written.clone()).unwrap_or_default();
    let recurs = schedule.as_ref().is_some_and(|schedule| schedule.recurring);
    let last = placed.item.id.and_then(|id| progress.last(id));
    let deadline = Deadline { placed, schedule: schedule.unwrap_or_else(unwritten), last };
    if deadline.is_over() {
        return None;
    }
    let end = deadline.end();
    let days = end.map(|end| horizon.today.days_until(end));
    let waiting = placed.item.id.and_then(|id| waiting(petitions, id));
    let class = match days {
        _ if waiting.is_some() => Class::Waiting,
        None if recurs => Class::Recurring,
        None => Class::NoDate,
        Some(days) if days < 0 => Class::Overdue,
        Some(days) if days > horizon.days => Class::Later,
        Some(days) if days <= 7 => Class::Week,
        Some(_) => Class::Month,
    };
    Some(Due { placed, lead: lead(&placed).unwrap_or_default(), written, end, days, class, waiting })
}

/// The reading of no words at all.
fn unwritten() -> Schedule {
    crate::reading::date::read("", None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::parse::parse;

    const PLAN: &str = "#### Tiêu chí 1.5: Lớp\n\n**Giải pháp**\n\n- Sửa mái. {#a-1.5-2023-1}\n  - Thời gian: 10/2023\n\
        - Sơn tường. {#a-1.5-2023-2}\n  - Thời gian: trước 5/11/2023\n- Mua ghế. {#a-1.5-2023-3}\n  - Thời gian: trước 25/11/2023\n\
        - Trực đêm. {#a-1.5-2023-4}\n  - Thời gian: hằng tháng\n- Họp. {#a-1.5-2023-5}\n- Xây rào. {#a-1.5-2023-6}\n  \
        - Thời gian: trước 30/5/2024\n- Xin đất. {#a-1.5-2023-7}\n  - Thời gian: trước 1/10/2023\n";

    fn check(records: &str, days: i64) -> String {
        let asked =
            "[[petition]]\nitem = \"a-1.5-2023-7\"\nto = \"UBND xã\"\ndate = 2023-09-02\nby = \"ht\"\n";
        let (plan, progress) = (parse(PLAN).plan, Progress::parse(records).unwrap());
        let petitions = Petitions::parse(asked).unwrap();
        let today = "2023-11-01".parse().unwrap();
        let horizon = Horizon { period: "2023-2024".parse().ok(), today, days };
        let all = due(&plan, &progress, &petitions, horizon);
        let told =
            |due: &Due<'_>| format!("{}:{}", due.placed.item.text.trim_end_matches('.'), due.class.as_str());
        all.iter().map(told).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn each_action_is_in_one_class() {
        assert_eq!(
            check("", 30),
            "Sửa mái:overdue, Sơn tường:week, Mua ghế:month, Xây rào:later, Họp:no-date, Trực đêm:recurring, Xin đất:waiting"
        );
        assert!(check("", 3).contains("Sơn tường:later, Mua ghế:later"));
        assert!(check("", 365).contains("Xây rào:month"));
    }

    #[test]
    fn what_is_over_is_not_due() {
        let record = |status: &str| {
            format!("[[record]]\nitem = \"a-1.5-2023-1\"\ndate = 2023-10-20\nstatus = \"{status}\"\n")
        };
        for (status, there) in [("done", false), ("cancelled", false), ("partial", true)] {
            assert_eq!(check(&record(status), 30).contains("Sửa mái"), there, "{status}");
        }
    }
}
