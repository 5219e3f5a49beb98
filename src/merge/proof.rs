//! Is everything that either side wrote in a merged plan? Asked of the four texts, without knowing how they were merged.
//!
//! A sentence, a value, a line of prose of one side must stand in the merged plan, in a marker of a conflict at least; or
//! it stood in the base and the other side took it out. Whether it stands in the right *order* is not asked.

use std::collections::{HashMap, HashSet};

use super::three::Three;
use crate::plan::conflict::{Version, markers};
use crate::plan::item::{Detail, Field, FieldKey, Item, ItemId};
use crate::plan::parse::{Parsed, parse};
use crate::plan::{Anchor, Entry, Plan};

/// Words of one side that are not in the merged text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Missing {
    /// Whose words they are.
    pub version: Version,
    pub text: String,
}

/// What of both sides is missing in a merged text, and nobody took it out; empty for a merge that lost nothing.
///
/// ```
/// use caitien::merge::proof;
/// let plan = |body: &str| format!("## I. Mục đích\n\n{body}\n");
/// let (base, theirs) = (plan("Một."), plan("Một.\n\nHai."));
/// assert_eq!(proof(&base, &base, &theirs, &theirs), []);
/// assert_eq!(proof(&base, &base, &theirs, &base)[0].text, "Hai.");
/// ```
pub fn proof(base: &str, ours: &str, theirs: &str, merged: &str) -> Vec<Missing> {
    let [base, ours, theirs] = [base, ours, theirs].map(parse);
    of_plans(Three::new(&base, &ours, &theirs), &parse(merged))
}

/// The same of texts that are read already.
pub(super) fn of_plans(sides: Three<&Parsed>, merged: &Parsed) -> Vec<Missing> {
    let plans = sides.map(|parsed| &parsed.plan);
    let told = plans.map(|plan| said(plan, |item| item.id));
    let known: HashSet<ItemId> =
        [plans.base, plans.ours, plans.theirs].iter().flat_map(|plan| ids(plan)).collect();
    let brought: HashMap<&str, Option<ItemId>> = plans
        .ours
        .items()
        .chain(plans.theirs.items())
        .map(|placed| (placed.item.text.as_str(), placed.item.id))
        .collect();
    // An item that got another id is asked for under the one that it came with.
    let owner = |item: &Item| match item.id {
        Some(id) if !known.contains(&id) => brought.get(item.text.as_str()).copied().flatten().or(Some(id)),
        id => id,
    };
    let asked = Asked {
        told,
        merged: said(&merged.plan, owner),
        words: Words::of(&merged.text, sides.map(|parsed| parsed.text.as_str())),
    };
    let mut missing = asked.missing();
    missing.extend(items(plans, &merged.plan, &asked.words));
    missing.sort();
    missing.dedup();
    missing
}

/// What of the lines of both sides is missing, for texts that are no plans.
pub(super) fn of_lines(texts: Three<&str>, merged: &str) -> Vec<Missing> {
    fn lines(text: &str) -> Said<'_> {
        let mut said = Said::default();
        said.lines(Owner::Nobody, text);
        said
    }
    Asked { told: texts.map(lines), merged: lines(merged), words: Words::of(merged, texts) }.missing()
}

fn ids(plan: &Plan) -> impl Iterator<Item = ItemId> {
    plan.items().filter_map(|placed| placed.item.id)
}

/// Whose words they are: two items may say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Owner {
    Nobody,
    Anchor(Anchor),
    Item(ItemId),
    Field(ItemId, FieldKey),
}

impl Owner {
    fn id(self) -> Option<ItemId> {
        match self {
            Owner::Item(id) | Owner::Field(id, _) => Some(id),
            _ => None,
        }
    }
}

/// How often each owner says each thing.
#[derive(Clone, Debug, Default)]
struct Said<'p> {
    times: HashMap<(Owner, &'p str), usize>,
}

impl<'p> Said<'p> {
    fn add(&mut self, owner: Owner, text: &'p str) {
        let text = text.trim();
        if text.chars().any(char::is_alphanumeric) {
            *self.times.entry((owner, text)).or_default() += 1;
        }
    }

    fn lines(&mut self, owner: Owner, text: &'p str) {
        text.lines().for_each(|line| self.add(owner, line));
    }

    fn field(&mut self, owner: Owner, field: &'p Field) {
        self.add(owner, &field.value);
        self.lines(Owner::Nobody, &field.more);
    }

    fn item(&mut self, item: &'p Item, id: Option<ItemId>) {
        self.add(id.map_or(Owner::Nobody, Owner::Item), &item.text);
        for detail in &item.details {
            match detail {
                Detail::Field(field) => {
                    self.field(id.map_or(Owner::Nobody, |id| Owner::Field(id, field.key)), field);
                }
                Detail::Note(note) => self.lines(Owner::Nobody, &note.markdown),
            }
        }
    }

    fn entries(
        &mut self,
        anchor: Option<Anchor>,
        entries: &'p [Entry],
        owner: &dyn Fn(&Item) -> Option<ItemId>,
    ) {
        let place = anchor.map_or(Owner::Nobody, Owner::Anchor);
        for entry in entries {
            match entry {
                Entry::Label(label) => self.add(place, &label.value),
                Entry::Item(item) => self.item(item, owner(item)),
                Entry::Shared(field) => self.field(place, field),
                Entry::Note(note) => self.lines(Owner::Nobody, &note.markdown),
            }
        }
    }

    fn count(&self, key: &(Owner, &'p str)) -> usize {
        self.times.get(key).copied().unwrap_or_default()
    }
}

/// All that a plan says. `owner` names the id under which an item is asked for.
fn said(plan: &Plan, owner: impl Fn(&Item) -> Option<ItemId>) -> Said<'_> {
    let mut said = Said::default();
    let owner = &owner;
    said.lines(Owner::Nobody, &plan.front.source);
    said.lines(Owner::Nobody, &plan.preamble);
    for section in &plan.sections {
        said.add(Owner::Nobody, &section.heading);
        said.lines(Owner::Nobody, &section.text);
        for standard in &section.standards {
            let anchor = standard.number.map(Anchor::Standard);
            said.add(anchor.map_or(Owner::Nobody, Owner::Anchor), &standard.name);
            said.entries(anchor, &standard.entries, owner);
            for criterion in &standard.criteria {
                let anchor = Anchor::Criterion(criterion.id);
                said.add(Owner::Anchor(anchor), &criterion.name);
                said.entries(Some(anchor), &criterion.entries, owner);
            }
        }
    }
    said
}

/// Where else the words of the merged text may stand.
struct Words {
    marked: Vec<String>,
    /// Lines that neither side has so.
    new: Vec<String>,
}

impl Words {
    fn of(text: &str, sides: Three<&str>) -> Words {
        let marked = markers(text).into_iter().filter_map(|found| found.marker?.text).collect();
        let known: HashSet<&str> =
            [sides.base, sides.ours, sides.theirs].into_iter().flat_map(str::lines).map(str::trim).collect();
        let new = text.lines().filter(|line| !known.contains(line.trim()));
        Words { marked, new: new.map(str::to_owned).collect() }
    }

    fn is_marked(&self, text: &str) -> bool {
        self.marked.iter().any(|marked| marked.contains(text))
    }

    /// Both sides changed one line: does a line that neither has so hold all its words, save those that the other
    /// side took out?
    fn are_woven(&self, text: &str, out: &HashSet<&str>) -> bool {
        let changed: HashSet<&str> = each_word(text).filter(|word| !out.contains(word)).collect();
        let holds = |line: &String| {
            let words: HashSet<&str> = each_word(line).collect();
            changed.is_subset(&words)
        };
        !changed.is_empty() && self.new.iter().any(holds)
    }
}

fn each_word(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The question as a whole.
struct Asked<'p> {
    told: Three<Said<'p>>,
    merged: Said<'p>,
    words: Words,
}

/// More things than these are not looked for in markers and word by word: they are missing.
const MOST_SOUGHT: usize = 1_000;

impl<'p> Asked<'p> {
    fn missing(&self) -> Vec<Missing> {
        let mut open = self.open();
        open.sort_unstable();
        let taken_out = if open.is_empty() { Three::default() } else { self.taken_out() };
        let mut missing = Vec::new();
        for (sought, (version, owner, text)) in open.into_iter().enumerate() {
            let out = match version {
                Version::This => &taken_out.theirs,
                Version::Other => &taken_out.ours,
            };
            let woven = || owner == Owner::Nobody && self.words.are_woven(text, out);
            if sought >= MOST_SOUGHT || !self.words.is_marked(text) && !woven() {
                missing.push(Missing { version, text: text.to_owned() });
            }
        }
        missing
    }

    /// What does not stand in the merged plan as it should.
    fn open(&self) -> Vec<(Version, Owner, &'p str)> {
        let Three { base, ours, theirs } = &self.told;
        let ids: HashSet<ItemId> = base.times.keys().filter_map(|(owner, _)| owner.id()).collect();
        let texts: HashSet<&str> = self.merged.times.keys().map(|(_, text)| *text).collect();
        // An item may have got an id, or another one than a side gave it; then the words count.
        let elsewhere =
            |key: &(Owner, &str)| key.0.id().is_none_or(|id| !ids.contains(&id)) && texts.contains(key.1);
        let mut open = Vec::new();
        let others = theirs.times.keys().filter(|key| !ours.times.contains_key(*key));
        for key in ours.times.keys().chain(others) {
            let count = self.told.as_ref().map(|said| said.count(key));
            if self.merged.count(key) < needed(key.0, count) && !elsewhere(key) {
                let version = if count.ours > count.base { Version::This } else { Version::Other };
                open.push((version, key.0, key.1));
            }
        }
        open
    }

    /// The words of what each side took out.
    fn taken_out(&self) -> Three<HashSet<&'p str>> {
        let base = &self.told.base;
        self.told.as_ref().map(|side| {
            let out = base.times.keys().filter(|key| side.count(key) < base.count(key));
            out.flat_map(|key| each_word(key.1)).collect()
        })
    }
}

/// How often a thing must be there: what one side took out is not needed, what one added is.
fn needed(owner: Owner, count: Three<usize>) -> usize {
    let Three { base, ours, theirs } = count;
    let needed =
        if ours >= base && theirs >= base { ours.max(theirs) } else { (ours + theirs).saturating_sub(base) };
    // Words that are nobody's in particular may stand in many places; that they stand is what counts.
    if owner.id().is_some() { needed } else { needed.min(1) }
}

/// Items that are missing as a whole.
fn items(plans: Three<&Plan>, merged: &Plan, words: &Words) -> Vec<Missing> {
    let stands: Names<'_> = Names::of(merged);
    let was = Names::of(plans.base);
    let sides = [(Version::This, plans.ours, plans.theirs), (Version::Other, plans.theirs, plans.ours)];
    let mut missing = Vec::new();
    for (version, side, other) in sides {
        let other = Names::of(other);
        for item in side.items().map(|placed| placed.item) {
            let unchanged = was.has(item) && was.says(item);
            let taken_out = unchanged && !(other.has(item) && other.says(item));
            if !stands.has(item) && !taken_out && !words.is_marked(&item.text) {
                missing.push(Missing { version, text: item.text.clone() });
            }
        }
    }
    missing
}

/// The items of a plan, by id and by sentence.
struct Names<'p> {
    ids: HashSet<ItemId>,
    texts: HashSet<&'p str>,
}

impl<'p> Names<'p> {
    fn of(plan: &'p Plan) -> Names<'p> {
        Names {
            ids: ids(plan).collect(),
            texts: plan.items().map(|placed| placed.item.text.as_str()).collect(),
        }
    }

    fn has(&self, item: &Item) -> bool {
        item.id.is_some_and(|id| self.ids.contains(&id)) || self.says(item)
    }

    fn says(&self, item: &Item) -> bool {
        self.texts.contains(item.text.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(body: &str) -> String {
        format!("## III. Nội dung\n\n#### Tiêu chí 1.1\n\n**Giải pháp**\n\n{body}")
    }

    fn check(bodies: [&str; 4], expected: &[&str]) {
        let [base, ours, theirs, merged] = bodies.map(plan);
        let missing = proof(&base, &ours, &theirs, &merged);
        let texts: Vec<&str> = missing.iter().map(|one| one.text.as_str()).collect();
        assert_eq!(texts, expected);
    }

    const ONE: &str = "- Mở lớp. {#a-1.1-2023-1}\n  - Chủ trì: HT\n";

    #[test]
    fn what_one_side_wrote_must_be_there() {
        let added = format!("{ONE}- Sửa sân. {{#a-1.1-2023-2}}\n");
        check([ONE, ONE, &added, &added], &[]);
        check([ONE, ONE, &added, ONE], &["Sửa sân."]);
        check([ONE, "", ONE, ""], &[]);
        check([ONE, "", &ONE.replace("HT", "Tổ trưởng"), ""], &["Tổ trưởng"]);
    }

    #[test]
    fn a_value_of_another_item_does_not_stand_for_it() {
        let base = format!("{ONE}- Sửa sân. {{#a-1.1-2023-2}}\n  - Chủ trì: A\n");
        let theirs = base.replace("Chủ trì: A", "Chủ trì: HT");
        check([&base, &base, &theirs, &base], &["HT"]);
        let marked = base.clone() + "  - [XUNG ĐỘT] Chủ trì, bản kia ghi: HT\n";
        check([&base, &base, &theirs, &marked], &[]);
    }

    #[test]
    fn an_item_under_another_id_is_known_by_its_words() {
        let ours = format!("{ONE}- Hai. {{#a-1.1-2023-2}}\n");
        let theirs = format!("{ONE}- Ba. {{#a-1.1-2023-2}}\n  - Chủ trì: B\n");
        let merged = format!("{ours}- Ba. {{#a-1.1-2023-3}}\n  - Chủ trì: B\n");
        check([ONE, &ours, &theirs, &merged], &[]);
        check([ONE, &ours, &theirs, &ours], &["B", "Ba."]);
    }
}
