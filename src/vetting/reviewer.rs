//! One reviewer: what has changed since this person last looked, and which of what was said still is of the text.

use std::collections::BTreeSet;

use super::look::Look;
use crate::plan::item::ItemId;
use crate::review::{Says, Verdict};

/// A person with all that this person said, the earliest first.
#[derive(Clone, Debug)]
pub struct Reviewer<'b> {
    pub author: &'b str,
    records: Vec<(&'b str, &'b Verdict)>,
}

/// How an item stands against what the reviewer last looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Since {
    /// Never looked at.
    New,
    Changed,
    /// It stands as it stood; a weakness or target that it hangs on does not.
    Footing,
    Same,
}

/// Why a verdict is out of date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stale {
    /// The item, or something of the plan, reads otherwise now.
    Changed,
    /// What the action hangs on reads otherwise now.
    Footing,
    /// Items that were looked at are gone.
    Gone,
}

/// What a reviewer says, with whether it still is of this text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position<'b> {
    /// The record's id.
    pub id: &'b str,
    pub verdict: &'b Verdict,
    /// None while it is of the very text.
    pub stale: Option<Stale>,
}

impl Position<'_> {
    /// Does it say this, of this very text?
    pub fn holds(&self, says: Says) -> bool {
        self.verdict.says == says && self.stale.is_none()
    }
}

impl<'b> Reviewer<'b> {
    pub(super) fn new(author: &'b str, mut records: Vec<(&'b str, &'b Verdict)>) -> Reviewer<'b> {
        records.sort_by(|one, other| order(one).cmp(&order(other)));
        Reviewer { author, records }
    }

    /// The number of the next record.
    pub fn next_turn(&self) -> u32 {
        self.records.iter().map(|(_, verdict)| verdict.turn).max().unwrap_or(0).saturating_add(1)
    }

    /// The ids of all records.
    pub fn ids(&self) -> impl Iterator<Item = &'b str> {
        self.records.iter().map(|(id, _)| *id)
    }

    /// The last record of any kind.
    pub fn last(&self) -> Option<&'b Verdict> {
        self.records.last().map(|(_, verdict)| *verdict)
    }

    /// The last record in which this item was looked at.
    pub fn last_of(&self, id: ItemId) -> Option<&'b Verdict> {
        self.records
            .iter()
            .rev()
            .find(|(_, verdict)| verdict.items.contains_key(&id))
            .map(|(_, verdict)| *verdict)
    }

    /// How an item stands now against that.
    pub fn since(&self, id: ItemId, look: &Look) -> Since {
        let Some(verdict) = self.last_of(id) else { return Since::New };
        match stale(verdict, id, look) {
            None => Since::Same,
            Some(Stale::Footing) => Since::Footing,
            Some(_) => Since::Changed,
        }
    }

    /// The items that were looked at and are gone, unless the whole was looked at without them.
    pub fn gone(&self, look: &Look) -> BTreeSet<ItemId> {
        let mut gone = BTreeSet::new();
        for (_, verdict) in &self.records {
            if verdict.item.is_none() {
                gone.clear();
            }
            gone.extend(verdict.items.keys().filter(|id| !look.items.contains_key(id)).copied());
        }
        gone
    }

    /// Does the plan outside of its items read otherwise than when this person last looked at the whole? None where
    /// that never was.
    pub fn rest_changed(&self, look: &Look) -> Option<bool> {
        Some(self.last_whole()?.rest.as_ref() != Some(&look.rest))
    }

    /// The last record of a look at the whole.
    pub fn last_whole(&self) -> Option<&'b Verdict> {
        self.records.iter().rev().find(|(_, verdict)| verdict.item.is_none()).map(|(_, verdict)| *verdict)
    }

    /// What the reviewer says of an item: the last verdict on it, or on the whole.
    pub fn item(&self, id: ItemId, look: &Look) -> Option<Position<'b>> {
        let spoken =
            |(_, verdict): &&(&str, &Verdict)| verdict.says != Says::Seen && verdict.items.contains_key(&id);
        let (record, verdict) = *self.records.iter().rev().find(spoken)?;
        // Who asks for changes to the whole asks for no more once it was changed.
        let stale = match (verdict.says, verdict.item) {
            (Says::RequestChanges, None) => (verdict.plan != look.plan).then_some(Stale::Changed),
            _ => stale(verdict, id, look),
        };
        Some(Position { id: record, verdict, stale })
    }

    /// What the reviewer says of the whole.
    pub fn whole(&self, look: &Look) -> Option<Position<'b>> {
        let spoken = |(_, verdict): &&(&str, &Verdict)| verdict.says != Says::Seen && verdict.item.is_none();
        let (record, verdict) = *self.records.iter().rev().find(spoken)?;
        let stale = match verdict.says {
            Says::Approve => self.stale_whole(verdict, look),
            _ => (verdict.plan != look.plan).then_some(Stale::Changed),
        };
        Some(Position { id: record, verdict, stale })
    }

    /// A yes to the whole lasts as long as each item has a yes that is of its text: that one, or a later one to the
    /// item alone.
    fn stale_whole(&self, verdict: &Verdict, look: &Look) -> Option<Stale> {
        if verdict.items.keys().any(|id| !look.items.contains_key(id)) {
            return Some(Stale::Gone);
        }
        if verdict.rest.as_ref() != Some(&look.rest) {
            return Some(Stale::Changed);
        }
        let says_no = |id: &ItemId| match self.item(*id, look) {
            Some(position) if position.holds(Says::Approve) => None,
            Some(position) => Some(position.stale.unwrap_or(Stale::Changed)),
            None => Some(Stale::Changed),
        };
        look.items.keys().find_map(says_no)
    }

    /// Does this person stand behind the plan as it reads now?
    pub fn approves(&self, look: &Look) -> bool {
        self.whole(look).is_some_and(|position| position.holds(Says::Approve))
    }

    /// The requests for changes that are of this very text, of the whole first.
    pub fn requests(&self, look: &Look) -> Vec<Position<'b>> {
        let whole = self.whole(look).into_iter();
        let items = look.items.keys().filter_map(|id| self.item(*id, look));
        let items = items.filter(|position| position.verdict.item.is_some());
        whole.chain(items).filter(|position| position.holds(Says::RequestChanges)).collect()
    }

    /// The last word on each item and on the whole that is out of date.
    pub fn stale(&self, look: &Look) -> Vec<Position<'b>> {
        let whole = self.whole(look).into_iter();
        let items = look.items.keys().filter_map(|id| self.item(*id, look));
        let own = items.filter(|position| position.verdict.item.is_some());
        whole.chain(own).filter(|position| position.stale.is_some()).collect()
    }
}

fn order<'k>((id, verdict): &(&'k str, &'k Verdict)) -> (u32, &'k str, &'k str) {
    (verdict.turn, verdict.date.as_str(), id)
}

/// Is what a verdict says of an item still of the text that stands there?
fn stale(verdict: &Verdict, id: ItemId, look: &Look) -> Option<Stale> {
    match (verdict.items.get(&id), look.items.get(&id)) {
        (_, None) => Some(Stale::Gone),
        (then, now) if then != now => Some(Stale::Changed),
        _ if verdict.footing.get(&id) != look.footing.get(&id) => Some(Stale::Footing),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Book;
    use super::*;
    use crate::plan::Kind;
    use crate::plan::parse::parse;
    use crate::review::Record;

    const PLAN: &str = include_str!("../../templates/samples/mn-ben-mo/2024-2025.md");

    fn look(text: &str) -> Look {
        Look::of(&parse(text).plan)
    }

    /// Verdicts of one person, given one after the other.
    fn book(verdicts: Vec<(Says, Verdict)>) -> Book {
        let mut book = Book::default();
        for (at, (says, verdict)) in verdicts.into_iter().enumerate() {
            let turn = u32::try_from(at).unwrap() + 1;
            let verdict = Verdict { says, turn, author: "mo".into(), ..verdict };
            // Ids in the other order than turns: the turn decides.
            book.add(format!("v-{}", 100 - at), Record::Verdict(verdict));
        }
        book
    }

    /// The items whose yes is out of date after a change, and the reason of the whole's.
    fn check(after: &str) -> (BTreeSet<ItemId>, Option<Stale>) {
        let book = book(vec![(Says::Approve, look(PLAN).verdict(None))]);
        let (mo, after) = (book.reviewer("mo"), look(after));
        let stale = |id: &&ItemId| mo.item(**id, &after).is_some_and(|position| position.stale.is_some());
        (after.items.keys().filter(stale).copied().collect(), mo.whole(&after).unwrap().stale)
    }

    #[test]
    fn a_changed_item_makes_itself_and_its_dependents_stale_and_nothing_else() {
        let plan = parse(PLAN).plan;
        assert_eq!(check(PLAN), (BTreeSet::new(), None));
        let mut hung = 0;
        for placed in plan.items().filter(|placed| placed.item.id.is_some()) {
            let line = PLAN.lines().find(|line| line.contains(&format!("{{#{}}}", placed.item.id.unwrap())));
            let changed = PLAN.replacen(line.unwrap(), &line.unwrap().replacen(" {#", " Sửa lại. {#", 1), 1);
            let mut expected: BTreeSet<ItemId> = placed.item.id.into_iter().collect();
            if matches!(placed.item.kind, Kind::Weakness | Kind::Target) {
                let actions =
                    plan.items().filter(|one| one.item.kind == Kind::Action && one.anchor == placed.anchor);
                expected.extend(actions.filter_map(|one| one.item.id));
                hung += expected.len() - 1;
            }
            let (stale, whole) = check(&changed);
            assert_eq!(stale, expected, "{}", line.unwrap());
            assert!(whole.is_some());
        }
        assert!(hung > 5, "the sample has actions that hang on something");
    }

    #[test]
    fn what_is_taken_away_or_added_moves_what_hangs_on_it() {
        let line = PLAN.lines().find(|line| line.contains("{#w-1.8-2024-1}")).unwrap();
        let (stale, whole) = check(&PLAN.replacen(&format!("{line}\n"), "", 1));
        assert!(stale.iter().all(|id| id.kind == Kind::Action) && !stale.is_empty(), "{stale:?}");
        assert_eq!(whole, Some(Stale::Gone));
        let more = format!("- Thêm một điểm yếu nữa. {{#w-1.8-2024-9}}\n{line}");
        let (stale, whole) = check(&PLAN.replacen(line, &more, 1));
        assert!(stale.iter().all(|id| id.kind == Kind::Action) && !stale.is_empty(), "{stale:?}");
        assert!(whole.is_some());
        // Words outside of items: no item is touched, and the whole is.
        let (stale, whole) = check(&PLAN.replacen("\n## ", "\n## Ghi thêm\n\nMột câu.\n\n## ", 1));
        assert_eq!((stale, whole), (BTreeSet::new(), Some(Stale::Changed)));
    }

    #[test]
    fn a_later_word_on_the_item_mends_the_whole() {
        let changed = PLAN.replacen(" {#w-1.8-2024-1}", " Sửa lại. {#w-1.8-2024-1}", 1);
        let after = look(&changed);
        let mut said = vec![(Says::Approve, look(PLAN).verdict(None))];
        assert!(!book(said.clone()).reviewer("mo").approves(&after));
        for id in check(&changed).0 {
            said.push((Says::Approve, after.verdict(Some(id))));
        }
        let mended = book(said.clone());
        assert!(mended.reviewer("mo").approves(&after));
        assert_eq!(mended.reviewer("mo").next_turn(), u32::try_from(said.len()).unwrap() + 1);
        said.push((Says::RequestChanges, after.verdict("w-1.8-2024-1".parse().ok())));
        let asked = book(said.clone());
        assert!(!asked.reviewer("mo").approves(&after));
        assert_eq!(asked.reviewer("mo").requests(&after).len(), 1);
        // Looking says nothing, and what was asked for an earlier text is asked no more.
        said.push((Says::Seen, after.verdict(None)));
        assert_eq!(book(said.clone()).reviewer("mo").requests(&after).len(), 1);
        assert_eq!(book(said).reviewer("mo").requests(&look(PLAN)).len(), 0);
    }

    #[test]
    fn tells_what_is_new_since_the_last_look() {
        let seen = book(vec![(Says::Seen, look(PLAN).verdict(None))]);
        let mo = seen.reviewer("mo");
        let line = PLAN.lines().find(|line| line.contains("{#w-1.8-2024-1}")).unwrap();
        let after = look(&PLAN.replacen(line, "- Câu khác hẳn. {#w-1.8-2024-1}\n- Mới. {#w-1.8-2024-9}", 1));
        let id = |text: &str| text.parse::<ItemId>().unwrap();
        assert_eq!(mo.since(id("w-1.8-2024-1"), &after), Since::Changed);
        assert_eq!(mo.since(id("w-1.8-2024-9"), &after), Since::New);
        let actions: Vec<Since> = after.footing.keys().map(|id| mo.since(*id, &after)).collect();
        assert!(actions.contains(&Since::Footing) && actions.contains(&Since::Same));
        let gone = look(&PLAN.replacen(&format!("{line}\n"), "", 1));
        assert_eq!(mo.gone(&gone), [id("w-1.8-2024-1")].into());
        let again = book(vec![(Says::Seen, look(PLAN).verdict(None)), (Says::Seen, gone.verdict(None))]);
        assert!(again.reviewer("mo").gone(&gone).is_empty());
        assert_eq!(seen.reviewer("an").since(id("w-1.8-2024-1"), &after), Since::New);
    }
}
