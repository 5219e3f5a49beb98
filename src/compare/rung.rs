//! The ladder of evidence, from the strongest to the weakest.

/// The rung of the ladder of evidence on which two items met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Match {
    /// The same id on both sides.
    Id,
    /// A person recorded that they are the same.
    Link,
    /// The same words in the same place.
    SameText,
    /// The same meaning in the same place.
    SameMeaning,
    /// The same meaning under another criterion of the same edition.
    OtherCriterion,
    /// The same meaning in another edition of the catalogue, where a number is no identity.
    OtherEdition,
}

impl Match {
    /// `id` or `text`, as the contract has it, and `link` for what a person recorded.
    pub fn as_str(self) -> &'static str {
        match self {
            Match::Id => "id",
            Match::Link => "link",
            Match::SameText | Match::SameMeaning | Match::OtherCriterion | Match::OtherEdition => "text",
        }
    }

    /// The stable name of the rung in machine-readable answers.
    pub fn rung(self) -> &'static str {
        match self {
            Match::Id => "id",
            Match::Link => "link",
            Match::SameText => "same-text",
            Match::SameMeaning => "same-meaning",
            Match::OtherCriterion => "other-criterion",
            Match::OtherEdition => "other-edition",
        }
    }
}
