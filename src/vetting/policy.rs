//! What a school asks of a review before its plan is approved, and what of that is lacking.
//!
//! The policy is the repository's own (`[review]` in `caitien.toml`) and only stops an approval from being made; whether
//! one that was made is valid never hangs on it.

use std::collections::BTreeSet;

use super::look::Look;
use super::reviewer::Reviewer;
use super::thread::Thread;
use crate::plan::item::ItemId;
use crate::review::Says;
use crate::school::{Person, Role, School};

/// What is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// So many people must stand behind the plan as it reads.
    pub reviewers: u32,
    /// Whoever edited the plan last does not count.
    pub not_last_editor: bool,
    pub no_open_comments: bool,
    /// Each item must have a yes of somebody who counts.
    pub all_items_reviewed: bool,
    /// Only these count; all where it is empty.
    pub roles: Vec<Role>,
}

/// The people of a school, and who edited the plan last.
#[derive(Clone, Debug)]
pub struct People<'p> {
    pub record: &'p School,
    /// The ids of whoever may have edited the plan last.
    pub last_editors: BTreeSet<String>,
}

/// What is lacking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lack {
    Reviewers {
        needed: u32,
        counted: Vec<String>,
        left_out: Vec<(String, LeftOut)>,
    },
    /// Somebody who counts asks for changes to the very text.
    ChangesRequested {
        by: String,
        item: Option<ItemId>,
        why: String,
    },
    OpenComments {
        count: usize,
    },
    NotReviewed {
        items: Vec<ItemId>,
    },
}

/// Why somebody's yes does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    LastEditor,
    Role,
    /// Nobody of the school's record.
    Stranger,
    /// It was said of an earlier text.
    Stale,
}

impl Policy {
    /// Everything that is lacking.
    pub fn lacks(
        &self,
        reviewers: &[Reviewer<'_>],
        (look, threads): (&Look, &[Thread]),
        people: &People<'_>,
    ) -> Vec<Lack> {
        let mut lacks = Vec::new();
        let counting: Vec<&Reviewer<'_>> =
            reviewers.iter().filter(|one| self.left_out(one.author, people).is_none()).collect();
        lacks.extend(self.too_few((reviewers, look), people));
        if self.reviewers > 0 || self.all_items_reviewed {
            for one in &counting {
                lacks.extend(one.requests(look).iter().map(|request| Lack::ChangesRequested {
                    by: one.author.to_owned(),
                    item: request.verdict.item,
                    why: request.verdict.text.clone(),
                }));
            }
        }
        let open = threads.iter().filter(|thread| thread.is_open).count();
        if self.no_open_comments && open > 0 {
            lacks.push(Lack::OpenComments { count: open });
        }
        if self.all_items_reviewed {
            let has_yes = |id: &ItemId| {
                counting.iter().any(|one| one.item(*id, look).is_some_and(|said| said.holds(Says::Approve)))
            };
            let items: Vec<ItemId> = look.items.keys().filter(|id| !has_yes(id)).copied().collect();
            lacks.extend((!items.is_empty()).then_some(Lack::NotReviewed { items }));
        }
        lacks
    }

    fn too_few(&self, (reviewers, look): (&[Reviewer<'_>], &Look), people: &People<'_>) -> Option<Lack> {
        let (mut counted, mut left_out) = (Vec::new(), Vec::new());
        for one in reviewers {
            let Some(whole) = one.whole(look).filter(|whole| whole.verdict.says == Says::Approve) else {
                continue;
            };
            let stale = whole.stale.map(|_| LeftOut::Stale);
            match self.left_out(one.author, people).or(stale) {
                None => counted.push(one.author.to_owned()),
                Some(why) => left_out.push((one.author.to_owned(), why)),
            }
        }
        let is_enough = counted.len() >= self.reviewers as usize;
        (!is_enough).then_some(Lack::Reviewers { needed: self.reviewers, counted, left_out })
    }

    /// Why a person does not count, whatever this person says.
    pub fn left_out(&self, author: &str, people: &People<'_>) -> Option<LeftOut> {
        let Some(person) = people.record.person(author) else { return Some(LeftOut::Stranger) };
        if !self.roles.is_empty() && !self.roles.contains(&person.role) {
            return Some(LeftOut::Role);
        }
        let is_last = self.not_last_editor && people.last_editors.contains(author);
        is_last.then_some(LeftOut::LastEditor)
    }
}

/// The people of a record who go by this name or address.
pub fn known_as(record: &School, name: &str, email: &str) -> BTreeSet<String> {
    let same = |one: &str, other: &str| {
        !one.trim().is_empty() && one.trim().to_lowercase() == other.trim().to_lowercase()
    };
    let is_theirs = |person: &&Person| {
        person.email.as_deref().is_some_and(|own| same(own, email)) || same(&person.name, name)
    };
    record.people.iter().filter(is_theirs).map(|person| person.id.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::Book;
    use super::super::thread::threads;
    use super::*;
    use crate::plan::parse::parse;
    use crate::review::{Record, Review, Verdict};

    const PLAN: &str = include_str!("../../templates/samples/mn-ben-mo/2024-2025.md");
    const SCHOOL: &str = "schema = 1\nserial = 1\n[school]\nid = \"a\"\nname = \"A\"\nlevel = \"preschool\"\n\
        [[person]]\nid = \"mo\"\nname = \"Lê Thị Mơ\"\nrole = \"council\"\nemail = \"Mo@example.edu.vn\"\n\
        [[person]]\nid = \"an\"\nname = \"Vũ An\"\nrole = \"staff\"\n";

    fn check(policy: &Policy, records: &[Record], last: &[&str]) -> Vec<Lack> {
        let mut book = Book::default();
        for (at, record) in records.iter().enumerate() {
            book.add(format!("r{at}"), record.clone());
        }
        let plan = parse(PLAN).plan;
        let look = Look::of(&plan);
        let record = School::parse(SCHOOL).unwrap();
        let last_editors = last.iter().map(|id| (*id).to_owned()).collect();
        let threads = threads(&book, &plan, &look);
        policy.lacks(&book.reviewers(), (&look, &threads), &People { record: &record, last_editors })
    }

    fn says(says: Says, author: &str) -> Record {
        let look = Look::of(&parse(PLAN).plan);
        Record::Verdict(Verdict { says, author: author.into(), turn: 1, ..look.verdict(None) })
    }

    #[test]
    fn each_demand_is_told_when_it_is_not_met() {
        let one = Policy { reviewers: 1, ..Policy::default() };
        let lack = |left_out: &[(&str, LeftOut)]| {
            let left_out = left_out.iter().map(|(id, why)| ((*id).to_owned(), *why)).collect();
            vec![Lack::Reviewers { needed: 1, counted: Vec::new(), left_out }]
        };
        assert_eq!(check(&Policy::default(), &[], &[]), []);
        assert_eq!(check(&one, &[], &[]), lack(&[]));
        assert_eq!(check(&one, &[says(Says::Seen, "mo")], &[]), lack(&[]));
        assert_eq!(check(&one, &[says(Says::Approve, "mo")], &["mo"]), []);
        let own = Policy { not_last_editor: true, ..one.clone() };
        assert_eq!(check(&own, &[says(Says::Approve, "mo")], &["mo"]), lack(&[("mo", LeftOut::LastEditor)]));
        let council = Policy { roles: vec![Role::Council], ..one.clone() };
        assert_eq!(check(&council, &[says(Says::Approve, "an")], &[]), lack(&[("an", LeftOut::Role)]));
        assert_eq!(check(&one, &[says(Says::Approve, "la")], &[]), lack(&[("la", LeftOut::Stranger)]));
        let asked = check(&one, &[says(Says::Approve, "mo"), says(Says::RequestChanges, "an")], &[]);
        assert!(matches!(asked.as_slice(), [Lack::ChangesRequested { by, .. }] if by == "an"), "{asked:?}");
        let none_open = Policy { no_open_comments: true, ..Policy::default() };
        let comment = Record::Comment(Review { author: "an".into(), ..Review::default() });
        assert_eq!(check(&none_open, &[comment], &[]), [Lack::OpenComments { count: 1 }]);
        let all = Policy { all_items_reviewed: true, ..Policy::default() };
        assert!(
            matches!(check(&all, &[], &[]).as_slice(), [Lack::NotReviewed { items }] if items.len() > 10)
        );
        assert_eq!(check(&all, &[says(Says::Approve, "mo")], &[]), []);
    }

    #[test]
    fn people_are_known_by_address_or_name() {
        let record = School::parse(SCHOOL).unwrap();
        assert_eq!(known_as(&record, "x", "mo@example.edu.vn "), ["mo".to_owned()].into());
        assert_eq!(known_as(&record, "vũ an", ""), ["an".to_owned()].into());
        assert!(known_as(&record, "", "").is_empty());
    }
}
