//! Why two weaknesses were, or were not, taken for one, in English.

use crate::cli::lang::En;
use crate::cli::show::matching::Phrase;
use crate::compare::Match;
use crate::compare::explain::{Refusal, Sign};

impl En for Phrase<'_> {
    fn en(&self) -> String {
        match self {
            Phrase::Head { period, criterion, id } => {
                let place = criterion.as_ref().map(|one| format!(", criterion {one}")).unwrap_or_default();
                let id = id.as_ref().map(|id| format!(" · {id}")).unwrap_or_default();
                format!("Plan {period}{place}{id}")
            }
            Phrase::NoCandidate { period } => {
                format!("The plan {period} has no weakness that is near this one.")
            }
            Phrase::Met { percent, matched } => match matched {
                Match::Id | Match::Link | Match::SameText => format!("Matched: {}", matched.en()),
                _ => format!("Matched: {}; chance of being one: {percent} %", matched.en()),
            },
            Phrase::NotMet { percent } => format!("Not matched; chance of being one: {percent} %"),
            Phrase::Refused(refusal) => format!("Not matched: {}", refusal.en()),
            Phrase::Shared(words) => format!("Both say: {words}"),
            Phrase::Akin(words) => format!("Of one matter: {words}"),
            Phrase::OnlyItem(words) => format!("Only the weakness in question says: {words}"),
            Phrase::OnlyOther(words) => format!("Only the other one says: {words}"),
            Phrase::For(signs) => format!("For: {signs}"),
            Phrase::Against(signs) => format!("Against: {signs}"),
            Phrase::More(count) => format!("{count} more, less likely still."),
            Phrase::Correct => {
                "A wrong match? `caitien link` joins, `caitien unlink` parts; what a person decides is \
                always respected.\n"
                    .into()
            }
            Phrase::Sign(sign) => sign.as_str().replace('-', " "),
        }
    }
}

impl En for Match {
    fn en(&self) -> String {
        match self {
            Match::Id => "the same id",
            Match::Link => "a person recorded that they are one",
            Match::SameText => "the same words in the same criterion",
            Match::SameMeaning => "the same meaning in the same criterion",
            Match::OtherCriterion => "the same meaning in another criterion",
            Match::OtherEdition => "the same meaning between two editions of the catalogue",
        }
        .into()
    }
}

impl En for Refusal {
    fn en(&self) -> String {
        match self {
            Refusal::Recorded => "a person recorded that they are two",
            Refusal::OtherObject => {
                "the same sentence about another subject, room, post, body, place or grade"
            }
            Refusal::OtherFilling => "the same frame with something else put in",
            Refusal::Reached => "what the one laments the other says is there; perhaps it was resolved",
            Refusal::Boilerplate => "a sentence that fits anything, standing under two criteria",
        }
        .into()
    }
}

impl En for Sign {
    fn en(&self) -> String {
        self.as_str().replace('-', " ")
    }
}
