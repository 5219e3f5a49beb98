//! Two plans of a school and what became of each weakness: carried, resolved, dropped, new.
//!
//! [`compare`] is a pure function of two plans and what was recorded about the earlier one. Each
//! weakness gets exactly one status, and each match says by what it was recognised. Targets and
//! actions are compared likewise; prose is compared word by word.
//!
//! ```
//! use caitien::compare::{Pair, Side, Status, compare};
//! use caitien::{plan::parse::parse, progress::Progress};
//! let text = "+++\nschema = 1\n+++\n\n## III. Nội dung\n\n### Tiêu chuẩn 1: Tổ chức\n\n\
//!             #### Tiêu chí 1.5: Lớp\n\n**Điểm yếu**\n\n- Còn 02 lớp ghép.\n";
//! let (plan, progress) = (parse(text).plan, Progress::default());
//! let side = Side { plan: &plan, progress: &progress };
//! let comparison = compare(&Pair { before: side, after: side });
//! assert_eq!(comparison.count(Status::Carried), 1);
//! ```
//!
//! A caller that walks through many years prepares each plan once ([`Prepared`]) and uses it as
//! the later side and then as the earlier one. What is not here: reading files, and sentences for
//! people (`cli/lang`, `cli/show`).

mod account;
mod aim;
mod assign;
mod chain;
mod changes;
mod comeback;
pub mod copying;
mod course;
mod done;
mod entry;
pub mod explain;
mod figures;
mod frequency;
mod imprint;
mod lexicon;
mod likeness;
mod matching;
pub mod meaning;
mod measure;
mod meet;
mod named;
mod pairing;
mod piece;
mod place;
mod polarity;
mod prepared;
mod promise;
mod rung;
mod sections;
mod sense;
mod signs;
mod slip;
mod syllable;
mod unit;
mod weaknesses;
mod weights;
pub mod wording;
mod words;

use std::collections::BTreeSet;

use crate::continuity::{Continuity, Signed};
use crate::period::Period;
use crate::plan::item::{Anchor, Item, ItemId};
use crate::plan::{Placed, Plan, SectionKind};
use crate::progress::Progress;

pub use chain::{Chain, Comeback, Courses};
pub use matching::Link;
pub use prepared::Prepared;
pub use rung::Match;
pub use slip::{DeadlineMove, Slip, Slips};
pub use weights::Weights;
pub use wording::{Piece, PieceSide};

/// One plan with what was recorded about it.
#[derive(Clone, Copy, Debug)]
pub struct Side<'p> {
    pub plan: &'p Plan,
    pub progress: &'p Progress,
}

/// The two plans of a comparison.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'p> {
    pub before: Side<'p>,
    pub after: Side<'p>,
}

/// What became of a weakness, a target or an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// It stands in both plans.
    Carried,
    /// Only in the earlier plan, and something says that it was done.
    Resolved,
    /// Only in the earlier plan, and nothing says that it was done.
    Dropped,
    /// Only in the later plan.
    New,
}

impl Status {
    /// All of them, in the order in which they are told.
    pub const ALL: [Status; 4] = [Status::Carried, Status::Resolved, Status::Dropped, Status::New];

    /// The stable name in machine-readable answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Carried => "carried",
            Status::Resolved => "resolved",
            Status::Dropped => "dropped",
            Status::New => "new",
        }
    }
}

/// Where the figures of both sides lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Trend {
    Improved,
    Worsened,
    Unchanged,
}

impl Trend {
    /// The stable name in machine-readable answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Trend::Improved => "improved",
            Trend::Worsened => "worsened",
            Trend::Unchanged => "unchanged",
        }
    }
}

/// Why a weakness counts as resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// The last progress record about it says done.
    Progress { date: crate::date::Date, note: Option<String> },
    /// The later plan's own account of results says so, in this sentence.
    Account { sentence: String },
    /// A person accounted for it.
    Recorded(Signed),
}

/// A weakness of an earlier year that had left the plans and is there again.
#[derive(Clone, Debug, PartialEq)]
pub struct Return {
    /// The last plan in which it had stood.
    pub period: Option<Period>,
    /// As it stood there.
    pub before: Ref,
    pub matched: Match,
    pub similarity: f64,
}

/// One item of one plan, as the plan has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ref {
    pub id: Option<ItemId>,
    pub criterion: Option<Anchor>,
    pub text: String,
}

impl Ref {
    /// What a comparison tells of a placed item.
    pub fn of(placed: &Placed<'_>) -> Ref {
        let item: &Item = placed.item;
        Ref { id: item.id, criterion: placed.anchor, text: item.text.clone() }
    }
}

/// How a carried weakness was divided or joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// One of several later weaknesses that were one before.
    Split,
    /// One of several earlier weaknesses that are one now.
    Merge,
}

/// A pair of figures that a trend was read from, as they are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    pub before: String,
    pub after: String,
    /// What the later figure counts, as written; empty for a percentage.
    pub unit: String,
    pub trend: Trend,
}

/// What became of one weakness; for a split or a merge, one entry per link.
#[derive(Clone, Debug, PartialEq)]
pub struct Weakness {
    pub status: Status,
    /// Where it stands: in the later plan if it is there, else in the earlier one.
    pub criterion: Option<Anchor>,
    pub trend: Option<Trend>,
    /// The figures that both sides state, in the order of the earlier text.
    pub figures: Vec<Figures>,
    /// In how many consecutive plans it has stood, the later one included (for a carried or new
    /// one), as far as the plans that were handed in tell.
    pub years: u16,
    /// By what it was recognised; None unless carried.
    pub matched: Option<Match>,
    /// 0 to 1; None unless carried.
    pub similarity: Option<f64>,
    /// Who said that the two are one, and why; None unless a person recorded it.
    pub linked: Option<Signed>,
    pub before: Option<Ref>,
    pub after: Option<Ref>,
    pub part: Option<Part>,
    /// The other pieces of a split or a merge.
    pub counterparts: Vec<Ref>,
    /// What says that it was done; None unless resolved.
    pub evidence: Option<Evidence>,
    /// Same id, but another sentence altogether: somebody should look.
    pub reused_id: bool,
    /// For a new one: it had stood in an earlier year, was gone, and is back.
    pub reopened: Option<Return>,
    /// For a dropped one: why, as a person wrote it.
    pub explained: Option<Signed>,
    /// For a dropped one: a sentence of the later plan that says the opposite of it, so that it may
    /// have been resolved without anybody saying so.
    pub perhaps_resolved: Option<String>,
}

/// What changed in a target or an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The wording changed.
    Text,
    /// It stands under another criterion.
    Criterion,
    /// The deadline or time span was moved; the values as written, and by how much where both say it.
    Deadline { before: String, after: String, slip: Option<Slip> },
    /// The budget changed; the values as written, and the amounts in đồng where both say them.
    Budget { before: String, after: String, trend: Option<std::cmp::Ordering>, amounts: Option<(u64, u64)> },
    /// The lead changed; the values as written.
    Lead { before: String, after: String },
    /// A target asks for more or less than before.
    Aim { before: String, after: String, raised: bool },
}

/// What became of one target or action.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemChange {
    pub status: Status,
    pub criterion: Option<Anchor>,
    /// An action that stands word for word in plan after plan.
    pub repeated: bool,
    pub years: u16,
    /// How often its deadline was put off over all plans that were handed in.
    pub slips: Slips,
    pub matched: Option<Match>,
    pub similarity: Option<f64>,
    pub before: Option<Ref>,
    pub after: Option<Ref>,
    pub changes: Vec<Change>,
}

/// What changed in one prose section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionChange {
    pub kind: SectionKind,
    /// The later heading, or else the earlier one.
    pub heading: String,
    pub status: SectionStatus,
    /// The paragraphs that differ; equal ones are left out.
    pub paragraphs: Vec<Vec<Piece>>,
}

/// Whether a section stands on both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SectionStatus {
    Same,
    Changed,
    Added,
    Removed,
}

impl SectionStatus {
    /// The stable name in machine-readable answers.
    pub fn as_str(self) -> &'static str {
        match self {
            SectionStatus::Same => "same",
            SectionStatus::Changed => "changed",
            SectionStatus::Added => "added",
            SectionStatus::Removed => "removed",
        }
    }
}

/// All that a comparison says, each list in the order of criteria.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    pub weaknesses: Vec<Weakness>,
    pub targets: Vec<ItemChange>,
    pub actions: Vec<ItemChange>,
    pub sections: Vec<SectionChange>,
    /// What stands as in the year before; None unless the one plan follows on the other.
    pub copied: Option<copying::Copied>,
}

impl Comparison {
    /// How many weaknesses have this status; a split or merged one counts once for each link.
    pub fn count(&self, status: Status) -> usize {
        self.weaknesses.iter().filter(|weakness| weakness.status == status).count()
    }

    /// How many weaknesses, each counted once: a split one is one.
    pub fn tally(&self, status: Status) -> usize {
        let of_status = self.weaknesses.iter().filter(|weakness| weakness.status == status);
        let sides = of_status.map(|weakness| match &weakness.before {
            Some(before) => (before.criterion, before.id, before.text.as_str()),
            None => weakness
                .after
                .as_ref()
                .map_or((None, None, ""), |after| (after.criterion, after.id, after.text.as_str())),
        });
        sides.collect::<BTreeSet<_>>().len()
    }

    /// Does anything differ at all?
    pub fn has_differences(&self) -> bool {
        let text = |before: &Option<Ref>, after: &Option<Ref>| match (before, after) {
            (Some(before), Some(after)) => before.text != after.text || before.criterion != after.criterion,
            _ => true,
        };
        self.weaknesses.iter().any(|entry| text(&entry.before, &entry.after))
            || self.targets.iter().chain(&self.actions).any(|entry| {
                entry.status != Status::Carried
                    || !entry.changes.is_empty()
                    || text(&entry.before, &entry.after)
            })
            || self.sections.iter().any(|section| section.status != SectionStatus::Same)
    }
}

/// Compares two plans of a school.
pub fn compare(pair: &Pair<'_>) -> Comparison {
    let (before, after) = (Prepared::new(pair.before), Prepared::new(pair.after));
    compare_chain(&[&before, &after], &Continuity::default())
}

/// Compares the last two plans of a chain (consecutive, oldest first) and counts the years over
/// all of it. A weakness that left and came back starts again at one.
pub fn compare_chain(plans: &[&Prepared<'_>], continuity: &Continuity) -> Comparison {
    Chain::new(plans, continuity).last()
}

/// The order in which places are told: by standard, what hangs on the standard alone first.
fn standing(anchor: Anchor) -> (u8, u8) {
    match anchor {
        Anchor::Standard(number) => (number, 0),
        Anchor::Criterion(id) => (id.standard, id.serial),
    }
}
