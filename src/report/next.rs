//! What becomes of each item in the plan after.

use super::Source;
use crate::compare::{Evidence, Figures, ItemChange, Ref, Status, Trend, Weakness};
use crate::continuity::Signed;
use crate::plan::item::{FieldKey, Kind};
use crate::plan::{Placed, Plan};

/// Whether an item goes on.
#[derive(Clone, Debug, PartialEq)]
pub enum Next {
    /// The year is not over: a report up to a day.
    Within,
    /// There is no later plan yet.
    NoPlan,
    /// It stands in the later plan, perhaps in pieces.
    Carried(Vec<Carried>),
    /// It is gone, and something says that it was resolved.
    Resolved(Evidence),
    /// A weakness that is gone; why, where a person wrote it, or what may have resolved it.
    Dropped { explained: Option<Signed>, perhaps: Option<String> },
    /// A target or an action that the later plan does not have.
    NotRepeated,
    /// The comparison does not follow what it is (measures).
    NotFollowed,
}

impl Next {
    /// The stable name in machine-readable answers.
    pub fn as_str(&self) -> &'static str {
        match self {
            Next::Within => "within",
            Next::NoPlan => "no-plan",
            Next::Carried(_) => "carried",
            Next::Resolved(_) => "resolved",
            Next::Dropped { .. } => "dropped",
            Next::NotRepeated => "not-repeated",
            Next::NotFollowed => "not-followed",
        }
    }
}

/// An item as it stands in the later plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Carried {
    pub after: Ref,
    pub trend: Option<Trend>,
    /// The figures that both plans state, for a weakness.
    pub figures: Vec<Figures>,
    /// Why it still stands, as the later plan has it.
    pub cause: String,
}

/// What becomes of the items of a plan; asked once for each, in the order of the plan.
pub(super) enum Fates {
    Same(Next),
    Compared { weaknesses: Vec<(Ref, Next)>, others: Vec<(Ref, Next)> },
}

impl Fates {
    pub(super) fn of(source: &Source<'_, '_, '_>) -> Fates {
        let Some(later) = source.later() else {
            return Fates::Same(if source.until.is_some() { Next::Within } else { Next::NoPlan });
        };
        let comparison = source.chain.comparison(source.at);
        let changes = comparison.targets.iter().chain(&comparison.actions);
        let others = changes.filter_map(|change| Some((change.before.clone()?, of_change(change)?)));
        Fates::Compared {
            weaknesses: weaknesses(source, comparison.weaknesses, later.side.plan),
            others: others.collect(),
        }
    }

    /// What becomes of this item. Equal items are told apart by their order.
    pub(super) fn take(&mut self, placed: &Placed<'_>) -> Next {
        let row = match self {
            Fates::Same(next) => return next.clone(),
            Fates::Compared { weaknesses, .. } if placed.item.kind == Kind::Weakness => weaknesses,
            Fates::Compared { others, .. } => others,
        };
        let item = Ref::of(placed);
        match row.iter().position(|(before, _)| *before == item) {
            Some(at) => row.remove(at).1,
            None => Next::NotFollowed,
        }
    }
}

/// One answer for each weakness of the plan, also where it went on in pieces.
fn weaknesses(source: &Source<'_, '_, '_>, mut told: Vec<Weakness>, later: &Plan) -> Vec<(Ref, Next)> {
    let links = source.chain.links.get(source.at).map_or(&[][..], Vec::as_slice);
    let own = source.chain.plans.get(source.at).map(|prepared| prepared.side.plan);
    let mut fates = Vec::new();
    for (at, placed) in own.into_iter().flat_map(Plan::weaknesses).enumerate() {
        let item = Ref::of(&placed);
        let pieces = links.iter().filter(|link| link.before == at).count().max(1);
        let mut mine = Vec::new();
        told.retain(|one| {
            let is_mine = mine.len() < pieces && one.before.as_ref() == Some(&item);
            if is_mine {
                mine.push(one.clone());
            }
            !is_mine
        });
        fates.push((item, of_weakness(mine, later)));
    }
    fates
}

fn of_weakness(mine: Vec<Weakness>, later: &Plan) -> Next {
    let Some(first) = mine.first() else { return Next::NotFollowed };
    match (first.status, &first.evidence) {
        (Status::Resolved, Some(evidence)) => Next::Resolved(evidence.clone()),
        (Status::Carried, _) => {
            let pieces = mine.into_iter().filter_map(|one| {
                let after = one.after?;
                let cause = cause(later, &after);
                Some(Carried { after, trend: one.trend, figures: one.figures, cause })
            });
            Next::Carried(pieces.collect())
        }
        _ => Next::Dropped { explained: first.explained.clone(), perhaps: first.perhaps_resolved.clone() },
    }
}

fn cause(later: &Plan, item: &Ref) -> String {
    let same = later.weaknesses().find(|placed| Ref::of(placed) == *item);
    let field = same.and_then(|placed| placed.item.field(FieldKey::Cause));
    field.map(|field| field.value.trim().to_owned()).unwrap_or_default()
}

fn of_change(change: &ItemChange) -> Option<Next> {
    Some(match change.status {
        Status::New => return None,
        Status::Resolved | Status::Dropped => Next::NotRepeated,
        Status::Carried => {
            let after = change.after.clone()?;
            Next::Carried(vec![Carried { after, trend: None, figures: Vec::new(), cause: String::new() }])
        }
    })
}
