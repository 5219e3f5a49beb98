//! Where a conflict stands in the text: the words in place, the marker, and what each choice would write.

use std::ops::Range;

use super::place::{block_before, line_before, line_end, line_start, lines, with_gap};
use super::{Edits, Open, Ways, in_order};
use crate::plan::conflict::{
    BLOCK, FRONT, Found, HEADING, ITEM, LABEL, LEVEL, LINE, LINES, MARKER, Marker, PLACE,
};
use crate::plan::item::{Anchor, Field, FieldKey, Item};
use crate::plan::parse::Parsed;
use crate::plan::{Entries, Entry, Label, LabelKind, Plan};

/// What is known of one place.
#[derive(Default)]
struct Site {
    /// The words in place, for people.
    here: Option<String>,
    /// What puts the marker's version into the place of the other.
    swap: Option<Edits>,
    both: Option<Edits>,
}

/// A conflict with its ways out.
pub(super) fn open(text: &str, parsed: &Parsed, found: &Found) -> Open {
    let line = text.get(..found.span.start).unwrap_or_default().matches('\n').count() + 1;
    // Places are known only of the very text that was read.
    let known = parsed.text == text;
    let around = if known { around(&parsed.plan, found.span.start) } else { Around::default() };
    let Around { anchor, item, nth } = around;
    let bare = Open {
        what: String::new(),
        item: item.and_then(|item| item.id),
        sentence: item.map_or(String::new(), |item| item.text.clone()),
        anchor,
        mine: None,
        theirs: None,
        line,
        nth,
        ways: Ways::default(),
    };
    let Some(marker) = &found.marker else { return between_lines(text, found, bare) };
    let own = lines(text, found.span.start..found.span.end);
    let at = At { text, plan: &parsed.plan, item, marker, own: own.clone() };
    let site = if known { at.site() } else { Site::default() };
    let keep = vec![(at.gone(), String::new())];
    let (mine, theirs) = in_order(marker.version, marker.text.clone(), site.here);
    let (way_mine, way_theirs) = in_order(marker.version, site.swap, Some(keep));
    let ways = Ways { mine: way_mine, theirs: way_theirs, both: site.both };
    Open { what: marker.what.clone(), mine, theirs, ways, ..bare }
}

/// The criterion and the item in which a byte stands.
#[derive(Default)]
struct Around<'p> {
    anchor: Option<Anchor>,
    item: Option<&'p Item>,
    /// Which of the plan's items that is.
    nth: Option<usize>,
}

fn around(plan: &Plan, at: usize) -> Around<'_> {
    let mut items = plan.items().enumerate();
    let found = items.find(|(_, placed)| placed.item.span.start <= at && at < placed.item.span.end);
    if let Some((nth, placed)) = found {
        return Around { anchor: placed.anchor, item: Some(placed.item), nth: Some(nth) };
    }
    let criterion = plan.criteria().find(|one| one.span.start <= at && at < one.span.end);
    Around { anchor: criterion.map(|one| Anchor::Criterion(one.id)), ..Around::default() }
}

/// Lines that a merge of lines left between git's markers.
fn between_lines(text: &str, found: &Found, bare: Open) -> Open {
    let start = found.span.start;
    let rest = text.get(start..).unwrap_or_default();
    let parts = || {
        rest.strip_prefix(LINES)?;
        let (_, inside) = rest.split_once('\n')?;
        let (mine, other) =
            inside.split_once("=======\n").filter(|(mine, _)| mine.is_empty() || mine.ends_with('\n'))?;
        let (theirs, _) =
            other.split_once(">>>>>>> ").filter(|(theirs, _)| theirs.is_empty() || theirs.ends_with('\n'))?;
        let end = start + rest.len() - other.len() + theirs.len();
        Some((mine, theirs, line_end(text, end)))
    };
    let Some((mine, theirs, end)) = parts() else { return bare };
    let way = |new: String| Some(vec![(start..end, new)]);
    let ways = Ways {
        mine: way(mine.to_owned()),
        theirs: way(theirs.to_owned()),
        both: way(format!("{mine}{theirs}")),
    };
    Open { mine: Some(mine.to_owned()), theirs: Some(theirs.to_owned()), ways, ..bare }
}

/// A marker in its text.
struct At<'t> {
    text: &'t str,
    plan: &'t Plan,
    item: Option<&'t Item>,
    marker: &'t Marker,
    /// Its lines.
    own: Range<usize>,
}

impl At<'_> {
    fn lead(&self) -> &str {
        let line = self.text.get(self.own.clone()).unwrap_or_default();
        line.split(MARKER).next().unwrap_or_default()
    }

    /// The marker's lines, as they go when it goes.
    fn gone(&self) -> Range<usize> {
        if self.lead().contains('>') { with_gap(self.text, self.own.clone()) } else { self.own.clone() }
    }

    fn remove(&self) -> (Range<usize>, String) {
        (self.gone(), String::new())
    }

    fn site(&self) -> Site {
        let site = match self.marker.what.as_str() {
            PLACE | LABEL | FRONT => None,
            ITEM => self.whole_item(),
            LEVEL => self.level(),
            HEADING => self.heading(),
            BLOCK => self.block(),
            _ if self.lead().trim_start().starts_with('#') => self.front(),
            _ => self.field(),
        };
        site.unwrap_or_default()
    }

    fn whole_item(&self) -> Option<Site> {
        let item = self.item?;
        let here = Some(item.text.clone());
        let Some(text) = &self.marker.text else {
            let all = lines(self.text, item.span.start..item.span.end);
            return Some(Site { here, swap: Some(vec![(all, String::new())]), both: None });
        };
        let single = !text.contains('\n');
        let place = self.text.get(item.text_span.start..)?.find(&item.text)? + item.text_span.start;
        let place = place..place + item.text.len();
        let swap = single.then(|| vec![(place.clone(), text.clone()), self.remove()]);
        let both = single.then(|| vec![(place, format!("{} {text}", item.text)), self.remove()]);
        Some(Site { here, swap, both })
    }

    fn field(&self) -> Option<Site> {
        let field = self.nearest_field()?;
        let place = line_start(self.text, field.span.start)..self.own.start;
        let here = match field.more.as_str() {
            "" => field.value.clone(),
            more => format!("{}\n{more}", field.value),
        };
        let Some(text) = &self.marker.text else {
            let swap = vec![(place.start..self.own.end, String::new())];
            return Some(Site { here: Some(here), swap: Some(swap), both: None });
        };
        let Marker { what, version, .. } = self.marker;
        let head = format!("{MARKER} {what}, {} ghi:", version.wording());
        let raw = self.text.get(self.own.clone())?;
        let swap = raw
            .contains(&head)
            .then(|| vec![(place.start..self.own.end, raw.replacen(&head, &format!("{what}:"), 1))]);
        let is_plain =
            field.more.is_empty() && !text.contains('\n') && !text.is_empty() && !field.value.is_empty();
        let both = (is_plain && allows_two(field.key)).then(|| {
            let (mine, theirs) = in_order(*version, text.as_str(), field.value.as_str());
            vec![(field.value_span.start..field.value_span.end, format!("{mine}; {theirs}")), self.remove()]
        });
        Some(Site { here: Some(here), swap, both })
    }

    /// The last field of this label before the marker.
    fn nearest_field(&self) -> Option<&Field> {
        let is_it = |field: &&Field| field.label == self.marker.what && field.span.start < self.own.start;
        match self.item {
            Some(item) => item.fields().filter(is_it).last(),
            None => self
                .entries()
                .filter_map(|entry| match entry {
                    Entry::Shared(field) => Some(field),
                    _ => None,
                })
                .filter(is_it)
                .last(),
        }
    }

    /// All that stands under standards and criteria.
    fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.plan.standards().flat_map(|standard| {
            standard.entries.iter().chain(standard.criteria.iter().flat_map(|one| one.entries().iter()))
        })
    }

    fn level(&self) -> Option<Site> {
        let labels = self.entries().filter_map(|entry| match entry {
            Entry::Label(label) if label.kind == LabelKind::Level => Some(label),
            _ => None,
        });
        let label: &Label = labels.filter(|label| label.span.start < self.own.start).last()?;
        let text = self.marker.text.as_ref().filter(|text| !text.is_empty())?;
        let line = line_start(self.text, label.span.start)..line_end(self.text, label.span.start);
        let swap = self.reworded(line, &label.value, text);
        Some(Site { here: Some(label.value.clone()), swap, both: None })
    }

    fn heading(&self) -> Option<Site> {
        let text = self.marker.text.as_ref().filter(|text| !text.contains('\n'))?;
        let line = line_before(self.text, self.own.start)?;
        let heading = self.text.get(line.clone())?.trim_end();
        let words = heading.trim_start_matches('#').trim();
        let words = if heading.starts_with("###") { words.split_once(": ")?.1 } else { words };
        let swap = self.reworded(line, words, text);
        Some(Site { here: Some(words.to_owned()), swap, both: None })
    }

    /// A line with the last words of it replaced.
    fn reworded(&self, line: Range<usize>, old: &str, new: &str) -> Option<Edits> {
        let found = self.text.get(line.clone())?.rfind(old).filter(|_| !old.is_empty())?;
        let start = line.start + found;
        Some(vec![(start..start + old.len(), new.to_owned()), self.remove()])
    }

    fn block(&self) -> Option<Site> {
        let place = block_before(self.text, self.own.start)?;
        let indent = self.lead().split('>').next().unwrap_or_default();
        let held = self.text.get(place.clone())?;
        let here =
            held.lines().map(|line| line.strip_prefix(indent).unwrap_or(line)).collect::<Vec<_>>().join("\n");
        let Some(text) = &self.marker.text else {
            let swap = vec![(with_gap(self.text, place.start..self.own.end), String::new())];
            return Some(Site { here: Some(here), swap: Some(swap), both: None });
        };
        let new = text.lines().map(|line| match line {
            "" => "\n".to_owned(),
            line => format!("{indent}{line}\n"),
        });
        let new: String = new.collect();
        let (mine, theirs) = in_order(self.marker.version, new.as_str(), held);
        let both = vec![(place.start..self.own.end, format!("{mine}\n{theirs}"))];
        let swap = vec![(place.start..self.own.end, new.clone())];
        Some(Site { here: Some(here), swap: Some(swap), both: Some(both) })
    }

    fn front(&self) -> Option<Site> {
        let what = self.marker.what.as_str();
        let mut line = line_before(self.text, self.own.start)?;
        let begins =
            |line: &str| line.strip_prefix(what).is_some_and(|rest| rest.trim_start().starts_with('='));
        while what != LINE && !begins(self.text.get(line.clone())?) {
            line = line_before(self.text, line.start)?;
        }
        let place = line.start..self.own.start;
        let here = self.text.get(place.clone())?.trim_end().to_owned();
        let new = self.marker.text.as_ref().map_or(String::new(), |text| format!("{text}\n"));
        Some(Site { here: Some(here), swap: Some(vec![(place.start..self.own.end, new)]), both: None })
    }
}

/// May two values of this field stand side by side?
fn allows_two(key: FieldKey) -> bool {
    !matches!(key, FieldKey::Budget | FieldKey::Schedule | FieldKey::Status)
}
