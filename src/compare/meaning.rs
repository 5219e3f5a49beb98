//! What an edit changed in meaning: the same plan before and after, said as single facts.
//!
//! A comparison of two years tells what became of everything, the unchanged included. Here one
//! plan is held against an earlier state of itself (the approved one), and only what differs is
//! told, each fact once: a weakness that lost its last action, a deadline that moved.
//!
//! ```
//! use caitien::compare::{Pair, Side, meaning::{Shift, shifts}};
//! use caitien::{plan::parse::parse, progress::Progress};
//! let text = "+++\nschema = 1\n+++\n\n## III. Nội dung\n\n### Tiêu chuẩn 1: Tổ chức\n\n\
//!             #### Tiêu chí 1.5: Lớp\n\n**Mức:** 3\n";
//! let (before, after) = (parse(text).plan, parse(&text.replace("3\n", "2\n")).plan);
//! let progress = Progress::default();
//! let side = |plan| Side { plan, progress: &progress };
//! let told = shifts(&Pair { before: side(&before), after: side(&after) });
//! assert!(matches!(told[..], [Shift::Level { .. }]));
//! ```
//!
//! What it does not do: it does not match items (that is [`compare`]), and it does not judge.

use std::cmp::Ordering;

use super::{Change, Comparison, ItemChange, Pair, Ref, SectionStatus, Slip, Trend, compare};
use crate::plan::item::{Anchor, CriterionId, Kind};
use crate::plan::{Entries, FrontMatter, Plan};

/// One thing that means something else now.
#[derive(Clone, Debug, PartialEq)]
pub enum Shift {
    /// An item that was not there before.
    Added { kind: Kind, item: Ref },
    /// An item that is gone.
    Removed { kind: Kind, item: Ref },
    /// The item says it in other words; a weakness may have got better or worse by its figures.
    Reworded { kind: Kind, item: Ref, before: String, trend: Option<Trend> },
    /// The item hangs elsewhere.
    Moved { kind: Kind, item: Ref, from: Option<Anchor> },
    /// Actions stood beside the weakness, and none does any more.
    WithoutAction { weakness: Ref },
    /// An action's deadline or span of time, as written.
    Deadline { action: Ref, before: String, after: String, later: Option<bool> },
    /// An action's money, as written.
    Budget { action: Ref, before: String, after: String, trend: Option<Ordering> },
    /// Who leads an action, as written.
    Lead { action: Ref, before: String, after: String },
    /// A target asks for more or for less.
    Aim { target: Ref, before: String, after: String, raised: bool },
    /// The level of a criterion, as written; empty where none is.
    Level { criterion: CriterionId, before: String, after: String },
    /// A key of the front matter that people and offices read.
    Front { key: &'static str, before: String, after: String },
    /// A section was added, removed or reads differently.
    Section { heading: String, status: SectionStatus },
}

impl Shift {
    /// The stable name in machine-readable answers.
    pub fn code(&self) -> &'static str {
        match self {
            Shift::Added { .. } => "added",
            Shift::Removed { .. } => "removed",
            Shift::Reworded { .. } => "reworded",
            Shift::Moved { .. } => "moved",
            Shift::WithoutAction { .. } => "without-action",
            Shift::Deadline { .. } => "deadline",
            Shift::Budget { .. } => "budget",
            Shift::Lead { .. } => "lead",
            Shift::Aim { .. } => "aim",
            Shift::Level { .. } => "level",
            Shift::Front { .. } => "front-matter",
            Shift::Section { .. } => "section",
        }
    }
}

/// Everything that the later state means differently, weaknesses first.
pub fn shifts(pair: &Pair<'_>) -> Vec<Shift> {
    if pair.before.plan == pair.after.plan {
        return Vec::new();
    }
    let comparison = compare(pair);
    let (before, after) = (pair.before.plan, pair.after.plan);
    let mut found = Vec::new();
    weaknesses(&comparison, before, after, &mut found);
    for target in &comparison.targets {
        item(Kind::Target, target, &mut found);
    }
    for action in &comparison.actions {
        item(Kind::Action, action, &mut found);
    }
    levels(before, after, &mut found);
    front(&before.front, &after.front, &mut found);
    let changed = comparison.sections.iter().filter(|section| section.status != SectionStatus::Same);
    found.extend(
        changed.map(|section| Shift::Section { heading: section.heading.clone(), status: section.status }),
    );
    found
}

fn weaknesses(comparison: &Comparison, before: &Plan, after: &Plan, found: &mut Vec<Shift>) {
    let kind = Kind::Weakness;
    for entry in &comparison.weaknesses {
        match (&entry.before, &entry.after) {
            (Some(old), Some(new)) => {
                place_and_words(kind, old, new, entry.trend, found);
                if has_action(before, old.criterion) && !has_action(after, new.criterion) {
                    found.push(Shift::WithoutAction { weakness: new.clone() });
                }
            }
            (Some(old), None) => found.push(Shift::Removed { kind, item: old.clone() }),
            (None, Some(new)) => found.push(Shift::Added { kind, item: new.clone() }),
            (None, None) => {}
        }
    }
}

fn item(kind: Kind, entry: &ItemChange, found: &mut Vec<Shift>) {
    let (old, new) = match (&entry.before, &entry.after) {
        (Some(old), Some(new)) => (old, new),
        (Some(old), None) => return found.push(Shift::Removed { kind, item: old.clone() }),
        (None, Some(new)) => return found.push(Shift::Added { kind, item: new.clone() }),
        (None, None) => return,
    };
    let aims = entry.changes.iter().any(|change| matches!(change, Change::Aim { .. }));
    if aims {
        // The new figure is the news; the sentence around it is not told a second time.
        place(kind, old, new, found);
    } else {
        place_and_words(kind, old, new, None, found);
    }
    found.extend(entry.changes.iter().filter_map(|change| of_change(change, new)));
}

fn place(kind: Kind, old: &Ref, new: &Ref, found: &mut Vec<Shift>) {
    if old.criterion != new.criterion {
        found.push(Shift::Moved { kind, item: new.clone(), from: old.criterion });
    }
}

fn place_and_words(kind: Kind, old: &Ref, new: &Ref, trend: Option<Trend>, found: &mut Vec<Shift>) {
    place(kind, old, new, found);
    if old.text != new.text {
        found.push(Shift::Reworded { kind, item: new.clone(), before: old.text.clone(), trend });
    }
}

fn of_change(change: &Change, item: &Ref) -> Option<Shift> {
    let item = item.clone();
    match change.clone() {
        // Told from the two sides already.
        Change::Text | Change::Criterion => None,
        Change::Deadline { before, after, slip } => {
            let later = slip.map(Slip::is_later);
            Some(Shift::Deadline { action: item, before, after, later })
        }
        Change::Budget { before, after, trend, .. } => {
            Some(Shift::Budget { action: item, before, after, trend })
        }
        Change::Lead { before, after } => Some(Shift::Lead { action: item, before, after }),
        Change::Aim { before, after, raised } => Some(Shift::Aim { target: item, before, after, raised }),
    }
}

fn has_action(plan: &Plan, anchor: Option<Anchor>) -> bool {
    plan.items().any(|placed| placed.item.kind == Kind::Action && placed.anchor == anchor)
}

fn levels(before: &Plan, after: &Plan, found: &mut Vec<Shift>) {
    for criterion in after.criteria() {
        let Some(earlier) = before.criterion(criterion.id) else { continue };
        let (old, new) = (earlier.level_text().unwrap_or(""), criterion.level_text().unwrap_or(""));
        if old.trim() != new.trim() {
            found.push(Shift::Level {
                criterion: criterion.id,
                before: old.to_owned(),
                after: new.to_owned(),
            });
        }
    }
}

fn front(before: &FrontMatter, after: &FrontMatter, found: &mut Vec<Shift>) {
    let (old, new) = (told(before), told(after));
    for ((key, before), (_, after)) in old.into_iter().zip(new) {
        if before != after {
            found.push(Shift::Front { key, before, after });
        }
    }
}

/// The keys that a reader of the signed paper sees, as words.
fn told(front: &FrontMatter) -> [(&'static str, String); 6] {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let signer = front.signer.as_ref().map(|signer| signer.name.clone()).unwrap_or_default();
    [
        ("catalog", text(&front.catalog)),
        ("title", text(&front.title)),
        ("place", text(&front.place)),
        ("number", text(&front.number)),
        ("date", front.date.map(|date| date.to_string()).unwrap_or_default()),
        ("signer", signer),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::Side;
    use super::*;
    use crate::plan::parse::parse;
    use crate::progress::Progress;

    const PLAN: &str = "\
+++
schema = 1
number = \"12/KH\"
+++

## III. Nội dung kế hoạch cải tiến chất lượng giáo dục

### Tiêu chuẩn 1: Tổ chức và quản lý nhà trường

#### Tiêu chí 1.5: Tổ chức nhóm trẻ

**Mức:** 2

**Điểm yếu**

- Còn 02 lớp mẫu giáo ghép ba độ tuổi. {#w-1.5-2021-1}

**Giải pháp**

- Mở thêm một phòng học ở điểm trường bản Co. {#a-1.5-2023-1}
  - Chủ trì: Hiệu trưởng
  - Thời gian: 9/2023 – 5/2024
";

    fn check(edit: impl Fn(&str) -> String) -> Vec<String> {
        let (before, after) = (parse(PLAN).plan, parse(&edit(PLAN)).plan);
        let progress = Progress::default();
        let side = |plan| Side { plan, progress: &progress };
        let told = shifts(&Pair { before: side(&before), after: side(&after) });
        told.iter().map(|shift| shift.code().to_owned()).collect()
    }

    #[test]
    fn the_same_plan_means_the_same() {
        assert_eq!(check(str::to_owned), [""; 0]);
        assert_eq!(check(|plan| plan.replace("- Còn", "*  Còn")), [""; 0]);
    }

    #[test]
    fn front_matter_and_level_are_told() {
        assert_eq!(check(|plan| plan.replace("12/KH", "13/KH")), ["front-matter"]);
        assert_eq!(check(|plan| plan.replace("**Mức:** 2", "**Mức:** 3")), ["level"]);
    }
}
