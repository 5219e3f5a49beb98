//! What the sides of a comparison are called: criteria, standards, the school.

use std::collections::BTreeMap;

use crate::folder::{self, PlanFile};
use crate::plan::Plan;
use crate::plan::item::Anchor;
use crate::school::School;

/// What a plan calls its standards and criteria.
pub type Names = BTreeMap<Anchor, String>;

/// What a plan calls its criteria and standards.
pub(super) fn names(plan: &Plan) -> Names {
    let mut names = Names::new();
    for standard in plan.standards() {
        names.extend(standard.number.map(|number| (Anchor::Standard(number), standard.name.clone())));
        let criteria = standard.criteria.iter();
        names.extend(criteria.map(|one| (Anchor::Criterion(one.id), one.name.clone())));
    }
    names
}

/// The school's record, for its name and its people's; a report is readable without it.
pub(super) fn school_record(place: &PlanFile) -> Option<School> {
    let text = folder::read_text_if_there(&place.school_folder().record()).ok()??;
    School::parse(&text).ok()
}
