//! How a plan stands in the course of its year: what is claimed and what another person verified, what is due, what waits
//! for somebody else's decision, which evidence is registered, what the money became.
//!
//! ```
//! use caitien::progress::Progress;
//! use caitien::tracking::{Claim, claim};
//! let text = "[[record]]\nitem = \"a-1.5-2023-1\"\ndate = 2024-05-20\nstatus = \"done\"\nby = \"hoa\"\n";
//! let progress = Progress::parse(text).unwrap();
//! assert_eq!(claim(&progress, &progress.records[0]), Claim::Claimed);
//! ```
//!
//! A verification names the record that somebody looked at by a hash of what it says. So it holds in whatever order git
//! joined the records of several people, and ends by itself as soon as a newer record of the item stands.
//!
//! What is not here: reading files and the clock (`work/tracking`), and every sentence.

pub mod due;
pub mod evidence;
pub mod lead;
pub mod money;

use crate::approval::digest;
use crate::date::Date;
use crate::petition::{Answer, Petition, Petitions};
use crate::plan::item::{ItemId, Kind};
use crate::plan::{Placed, Plan};
use crate::progress::{Progress, Record, Verification};

/// The mark that keeps the lines of a record apart from those of another, and by which other records name it: a hash of
/// what it says.
pub fn mark(says: &str) -> String {
    digest::file("record", says.as_bytes()).to_string().chars().take(8).collect()
}

/// What a record of work that is done is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim<'p> {
    /// It does not say that anything is done.
    Open,
    /// Whoever recorded it says so.
    Claimed,
    /// Another person looked.
    Verified(&'p Verification),
}

impl Claim<'_> {
    /// The stable name in machine-readable answers.
    pub fn as_str(&self) -> &'static str {
        match self {
            Claim::Open => "open",
            Claim::Claimed => "claimed",
            Claim::Verified(_) => "verified",
        }
    }
}

/// Is it claimed, or verified by another person?
pub fn claim<'p>(progress: &'p Progress, record: &Record) -> Claim<'p> {
    if !record.status.is_done() {
        return Claim::Open;
    }
    let name = mark(&record.written(""));
    // Who said the very same twice, with something else in between: nobody knows which of the two was looked at.
    if progress.of(record.item).filter(|other| *other == record).count() > 1 {
        return Claim::Claimed;
    }
    let is_meant = |word: &&Verification| word.item == record.item && word.of == name;
    // Nobody verifies a claim of their own, whatever a file says.
    let is_others = |word: &&Verification| record.by.as_ref() != Some(&word.by);
    let found = progress.verifications.iter().rev().filter(is_meant).find(is_others);
    found.map_or(Claim::Claimed, Claim::Verified)
}

/// How one item stands.
#[derive(Clone, Copy, Debug)]
pub struct Stand<'p> {
    pub placed: Placed<'p>,
    pub id: ItemId,
    /// The newest record; it alone says how the item stands.
    pub last: Option<&'p Record>,
    pub claim: Claim<'p>,
    /// Somebody outside the school has been asked and has not answered.
    pub waiting: Option<&'p Petition>,
}

/// How every item with an id stands, in the order of the plan.
pub fn stands<'p>(plan: &'p Plan, progress: &'p Progress, petitions: &'p Petitions) -> Vec<Stand<'p>> {
    let stand = |placed: Placed<'p>| {
        let id = placed.item.id.filter(|_| placed.item.kind != Kind::Strength)?;
        let last = progress.last(id);
        let claim = last.map_or(Claim::Open, |record| self::claim(progress, record));
        Some(Stand { placed, id, last, claim, waiting: waiting(petitions, id) })
    };
    plan.items().filter_map(stand).collect()
}

/// The newest petition about an item that nobody has answered.
pub fn waiting(petitions: &Petitions, item: ItemId) -> Option<&Petition> {
    let open = |petition: &&Petition| petition.item == item && answers(petitions, petition).next().is_none();
    petitions.petitions.iter().rev().find(open)
}

/// What was answered to a petition, oldest first.
pub fn answers<'p>(petitions: &'p Petitions, petition: &Petition) -> impl Iterator<Item = &'p Answer> {
    let (item, name) = (petition.item, mark(&petition.written("")));
    petitions.answers.iter().filter(move |answer| answer.item == item && answer.of == name)
}

/// The same records as they stood at the end of a day.
pub fn until(progress: &Progress, petitions: &Petitions, day: Date) -> (Progress, Petitions) {
    let (mut progress, mut petitions) = (progress.clone(), petitions.clone());
    progress.records.retain(|record| record.date <= day);
    progress.verifications.retain(|word| word.date <= day);
    petitions.petitions.retain(|petition| petition.date <= day);
    petitions.answers.retain(|answer| answer.date <= day);
    (progress, petitions)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DONE: &str =
        "[[record]]\nitem = \"a-1.5-2023-1\"\ndate = 2024-05-20\nstatus = \"done\"\nby = \"hoa\"\n";

    fn verified(of: &str, by: &str) -> String {
        format!(
            "[[verification]]\nitem = \"a-1.5-2023-1\"\nof = \"{of}\"\ndate = 2024-05-22\nby = \"{by}\"\n"
        )
    }

    /// How the item stands by these records.
    fn check(text: &str) -> &'static str {
        let progress = Progress::parse(text).unwrap();
        let last = progress.last("a-1.5-2023-1".parse().unwrap()).unwrap();
        claim(&progress, last).as_str()
    }

    fn name(text: &str) -> String {
        mark(&Progress::parse(text).unwrap().records[0].written(""))
    }

    #[test]
    fn a_claim_is_verified_by_another_person_only() {
        let of = name(DONE);
        assert_eq!(check(DONE), "claimed");
        assert_eq!(check(&format!("{DONE}\n{}", verified(&of, "mo"))), "verified");
        assert_eq!(check(&format!("{}\n{DONE}", verified(&of, "mo"))), "verified", "in any order");
        assert_eq!(check(&format!("{DONE}\n{}", verified(&of, "hoa"))), "claimed");
        assert_eq!(check(&format!("{DONE}\n{}", verified("00000000", "mo"))), "claimed");
    }

    #[test]
    fn a_newer_or_edited_record_is_not_verified() {
        let word = verified(&name(DONE), "mo");
        let newer = DONE.replace("2024-05-20", "2024-05-25");
        assert_eq!(check(&format!("{DONE}\n{word}\n{newer}")), "claimed");
        assert_eq!(check(&format!("{}\n{word}", DONE.replace("2024-05-20", "2024-05-21"))), "claimed");
        assert_eq!(check(&format!("{DONE}\n{word}\n{}", newer.replace("done", "partial"))), "open");
    }

    #[test]
    fn what_was_said_twice_is_not_verified_by_what_stood_between() {
        let word = verified(&name(DONE), "mo");
        let between = DONE.replace("done", "partial");
        assert_eq!(check(&format!("{DONE}\n{word}\n{between}\n{DONE}")), "claimed");
    }

    #[test]
    fn a_petition_waits_until_it_is_answered() {
        let asked =
            "[[petition]]\nitem = \"a-1.5-2023-1\"\nto = \"UBND xã\"\ndate = 2023-10-02\nby = \"ht\"\n";
        let petitions = Petitions::parse(asked).unwrap();
        let item = "a-1.5-2023-1".parse().unwrap();
        assert_eq!(waiting(&petitions, item).map(|one| one.to.as_str()), Some("UBND xã"));
        let of = mark(&petitions.petitions[0].written(""));
        let answer = format!(
            "[[answer]]\nitem = \"a-1.5-2023-1\"\nof = \"{of}\"\nanswer = \"Đã duyệt\"\ndate = 2023-12-01\nby = \"ht\"\n"
        );
        let answered = Petitions::parse(&format!("{asked}\n{answer}")).unwrap();
        assert!(waiting(&answered, item).is_none());
        let earlier = until(&Progress::default(), &answered, "2023-11-30".parse().unwrap()).1;
        assert!(waiting(&earlier, item).is_some());
        let again = asked.replace("2023-10-02", "2024-02-02");
        assert!(waiting(&Petitions::parse(&format!("{asked}\n{answer}\n{again}")).unwrap(), item).is_some());
    }
}
