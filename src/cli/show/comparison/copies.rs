//! What was copied from the year before, in the report: whole criteria, and weaknesses with their actions.

use super::{Phrase, Teller};
use crate::compare::PieceSide;
use crate::compare::copying::Copied;
use crate::compare::wording::words;
use crate::export::{Entry, Group, Line, Part, Run, Tone};
use crate::finding::Sides;
use crate::period::Period;
use crate::plan::item::Anchor;

/// How much was copied, for the summary; nothing where nothing was.
pub(super) fn share(teller: &Teller<'_>) -> Option<String> {
    let copied = teller.comparison().copied.as_ref().filter(|copied| !copied.whole.is_empty())?;
    Some(teller.say(Phrase::CopiedShare { copied: copied.whole.len(), criteria: copied.criteria }))
}

/// The part that tells what was copied, by criterion.
pub(super) fn part(teller: &Teller<'_>) -> Part {
    let nothing = Copied::default();
    let copied = teller.comparison().copied.as_ref().unwrap_or(&nothing);
    let whole = copied.whole.iter().map(|one| {
        // What stands word for word need not be read again: the weaknesses say what it is about.
        let differ: Vec<&Sides> = one.sides.iter().filter(|sides| sides.before != sides.after).collect();
        let shown = if differ.is_empty() { one.sides.iter().take(1).collect() } else { differ };
        (one.anchor, entry(teller, Phrase::CopiedWhole, (&one.years, shown)))
    });
    let weaknesses = copied.weaknesses.iter().map(|one| {
        (one.anchor, entry(teller, Phrase::CopiedWeakness, (&one.years, one.sides.iter().collect())))
    });
    let mut groups: Vec<(Anchor, Group)> = Vec::new();
    for (anchor, entry) in whole.chain(weaknesses) {
        match groups.iter_mut().find(|(known, _)| *known == anchor) {
            Some((_, group)) => group.entries.push(entry),
            None => {
                let heading = teller.criterion(Some(anchor), false);
                groups.push((anchor, Group { heading, entries: vec![entry] }));
            }
        }
    }
    groups.sort_by_key(|(anchor, _)| super::place(*anchor));
    Part {
        heading: teller.say(Phrase::Copied),
        intro: teller.say(Phrase::CopiedIntro),
        groups: groups.into_iter().map(|(_, group)| group).collect(),
    }
}

fn entry(teller: &Teller<'_>, label: Phrase, (years, sides): (&[Period], Vec<&Sides>)) -> Entry {
    Entry {
        tone: Tone::Open,
        mark: "=",
        label: teller.say(label),
        facts: vec![teller.say(Phrase::CopiedYears(years.to_vec()))],
        lines: sides.into_iter().flat_map(|sides| lines(teller, sides)).collect(),
        notes: Vec::new(),
    }
}

fn lines(teller: &Teller<'_>, sides: &Sides) -> Vec<Line> {
    if sides.before == sides.after {
        return vec![Line::plain(teller.say(Phrase::SameWords), &sides.after)];
    }
    let pieces = words(&sides.before, &sides.after);
    let side = |label: Phrase, own: PieceSide| {
        let own = pieces.iter().filter(|piece| piece.side == PieceSide::Both || piece.side == own);
        let runs = own.map(|piece| Run { side: piece.side.as_str(), text: piece.text.clone() }).collect();
        Line { label: teller.say(label), runs }
    };
    vec![side(Phrase::Before, PieceSide::Before), side(Phrase::Now, PieceSide::After)]
}
