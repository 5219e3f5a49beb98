//! What a plan costs and what was spent, with the names of those whom it concerns.

use super::desk::Desk;
use super::{Error, Where};
use crate::tracking::money::Money;
use crate::work::choice::{self, Choice};

/// The money of every plan of the school, oldest first.
pub fn years(at: &Where<'_>) -> Result<Vec<(Desk, Money)>, Error> {
    let choice = Choice { here: at.here, words: &[], school: at.school };
    let (root, school) = choice::school(&choice)?;
    let mut years = Vec::new();
    for plan in school.plans()? {
        let desk = Desk::of(root.clone(), school.clone(), &Where { period: Some(plan.period), ..*at }, None)?;
        let money = Money::of(&desk.source());
        years.push((desk, money));
    }
    if years.is_empty() {
        return Err(Error::NoPlan { school: school.id, period: None, has: Vec::new() });
    }
    Ok(years)
}

/// The money of the plan that is meant.
pub fn budget(at: &Where<'_>) -> Result<(Desk, Money), Error> {
    let desk = Desk::open(at, None)?;
    let money = Money::of(&desk.source());
    Ok((desk, money))
}
