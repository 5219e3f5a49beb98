//! What a plan costs and what was spent, with the names of those whom it concerns.

use super::desk::Desk;
use super::{Error, Where};
use crate::tracking::money::Money;

/// The money of the plan that is meant.
pub fn budget(at: &Where<'_>) -> Result<(Desk, Money), Error> {
    let desk = Desk::open(at, None)?;
    let money = Money::of(&desk.source());
    Ok((desk, money))
}
