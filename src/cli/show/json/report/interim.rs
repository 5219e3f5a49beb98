//! A review within the year, for programs.

use schemars::JsonSchema;
use serde::Serialize;

use crate::cli::show::json::{budget, due, tracking};
use crate::tracking::money::Money;
use crate::tracking::stands;
use crate::work::tracking::interim;

/// How the plan stood at the end of the report's last day.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Interim {
    /// 1: at the end of the first semester; 2: at the end of the year.
    pub review: u8,
    pub items: Vec<tracking::Item>,
    pub overdue: Vec<due::Item>,
    /// In đồng, of what could be read.
    pub money: budget::Amounts,
    pub petitions: Vec<tracking::Petition>,
}

impl Interim {
    pub(super) fn of(interim: &interim::Interim) -> Interim {
        let desk = &interim.desk;
        let stands = stands(&desk.plan, &desk.progress, &desk.petitions);
        let petitions = desk.petitions.petitions.iter();
        Interim {
            review: interim.review.number(),
            items: stands.iter().map(|stand| tracking::Item::of(desk, stand)).collect(),
            overdue: interim.overdue.iter().map(due::Item::of).collect(),
            money: budget::Amounts::of(&Money::of(&desk.source()).total),
            petitions: petitions.map(|one| tracking::Petition::of(desk, one, interim.day)).collect(),
        }
    }
}
