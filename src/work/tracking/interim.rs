//! A review within the year: how the plan stood at the end of a day, for the report of a semester or of the year.

use super::desk::Desk;
use super::due::{Item, overdue};
use super::{Error, Where};
use crate::date::Date;
use crate::period::Period;
use crate::tracking::until;

/// Which review it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Review {
    /// At the end of the first semester.
    First,
    /// At the end of the year.
    Second,
}

impl Review {
    /// Its number, as it is typed.
    pub fn number(self) -> u8 {
        match self {
            Review::First => 1,
            Review::Second => 2,
        }
    }

    /// The last day whose records count, where nobody names another one: the end of January or of July. A day that has not
    /// come is today. None for a plan of several years: of which of them it is, has to be said.
    pub fn last_day(self, period: Period, today: Date) -> Option<Date> {
        let month = match self {
            Review::First => 1,
            Review::Second => 7,
        };
        let day = Date::last_of(period.last(), month).filter(|_| period.is_school_year())?;
        Some(day.min(today))
    }
}

/// How a plan stood.
#[derive(Clone, Debug)]
pub struct Interim {
    pub review: Review,
    /// The end of this day.
    pub day: Date,
    /// The plan with the records up to then.
    pub desk: Box<Desk>,
    pub overdue: Vec<Item>,
}

/// How the plan that is meant stood at the end of a day.
pub fn interim(at: &Where<'_>, review: Review, day: Date) -> Result<Interim, Error> {
    let mut desk = Desk::open(at, None)?;
    (desk.progress, desk.petitions) = until(&desk.progress, &desk.petitions, day);
    let overdue = overdue(&desk, day);
    Ok(Interim { review, day, desk: Box::new(desk), overdue })
}
