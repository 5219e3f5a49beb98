//! What nobody has accounted for: the weaknesses of the plan that was approved last, or of the plan before, that
//! the newest plan does not have.

use super::desk::{Desk, Year};
use super::{Error, Where};
use crate::check::unaccounted;
use crate::compare::Weakness;
use crate::folder;
use crate::period::Period;
use crate::work::approved::Approvals;
use crate::work::verify;

/// What is to be accounted for in a school.
#[derive(Clone, Debug)]
pub struct Pending {
    pub school: String,
    /// The plan that lacks the weaknesses; None where the school has no plan.
    pub to: Option<Period>,
    pub from: Option<Period>,
    pub standing: Standing,
    pub open: Vec<Weakness>,
    /// The earlier plan has items without ids, which cannot be named.
    pub without_ids: bool,
}

/// What the newest plan is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The plan that was approved last: approving waits for the accounts.
    Approved,
    /// The plan before, which nobody approved.
    Draft,
    /// There is nothing before it, or it stands as it was approved.
    Nothing,
}

/// What is open between the last approved plan (or else the one before) and the newest one.
pub fn pending(at: &Where<'_>) -> Result<Pending, Error> {
    let desk = Desk::open(at, None)?;
    let to = match at.to {
        Some(period) => Some(desk.year(period)?),
        None => desk.years.last(),
    };
    let school = desk.school.id.clone();
    let nothing = Pending {
        school,
        to: None,
        from: None,
        standing: Standing::Nothing,
        open: Vec::new(),
        without_ids: false,
    };
    let Some(to) = to else { return Ok(nothing) };
    let (approved, standing) = bases(&desk, to)?;
    let draft = desk.years.iter().rfind(|year| year.place.period < to.place.period);
    let earlier: Vec<&Year> = match standing {
        Standing::Approved => approved.iter().collect(),
        Standing::Draft => draft.into_iter().collect(),
        Standing::Nothing => Vec::new(),
    };
    let text = folder::read_text(&to.place.path)?;
    let mut open: Vec<Weakness> = Vec::new();
    for from in &earlier {
        let told = desk.compare((from, to), &desk.decided).weaknesses;
        let found =
            unaccounted(&told, &text).filter(|one| !open.iter().any(|known| known.before == one.before));
        let found: Vec<Weakness> = found.cloned().collect();
        open.extend(found);
    }
    let without_ids = open.iter().any(|one| one.before.as_ref().is_some_and(|side| side.id.is_none()));
    let from = earlier.first().map(|year| year.place.period);
    Ok(Pending { to: Some(to.place.period), from, standing, open, without_ids, ..nothing })
}

/// The approved plans against which a plan is held: its own last version, and the plan before it.
pub(super) fn approved(desk: &Desk, to: Option<Period>) -> Result<Vec<Year>, Error> {
    let to = desk.years.iter().rfind(|year| to.is_none_or(|to| to == year.place.period));
    to.map_or(Ok(Vec::new()), |to| Ok(bases(desk, to)?.0))
}

fn bases(desk: &Desk, to: &Year) -> Result<(Vec<Year>, Standing), Error> {
    let approvals = match Approvals::read(&desk.root, Some(&desk.school.id)) {
        // Where history is cut off nobody can tell what was approved; the plan before will do.
        Err(verify::Error::Shallow) => Approvals::default(),
        read => read?,
    };
    let text = folder::read_text(&to.place.path)?;
    if !approvals.has_any(&to.place, &text) {
        let before = desk.years.iter().any(|year| year.place.period < to.place.period);
        return Ok((Vec::new(), if before { Standing::Draft } else { Standing::Nothing }));
    }
    let found = approvals.bases(&to.place, &text).into_iter();
    let years = found.map(|(period, approved)| Year {
        place: desk.school.plan(period),
        plan: approved.plan,
        progress: approved.progress,
    });
    let years: Vec<Year> = years.collect();
    let standing = if years.is_empty() { Standing::Nothing } else { Standing::Approved };
    Ok((years, standing))
}
