//! Figures as the scorer that stands beside the labels counts them.

use std::collections::{BTreeMap, BTreeSet};

use caitien::compare::{Comparison, Ref, Status};

use crate::cases::{Case, Key, folded};

/// Hits and of how many, by name.
#[derive(Clone, Debug, Default)]
pub struct Tally(pub BTreeMap<String, (usize, usize)>);

impl Tally {
    pub fn add(&mut self, name: &str, hit: bool) {
        let place = self.0.entry(name.to_owned()).or_default();
        place.0 += usize::from(hit);
        place.1 += 1;
    }

    pub fn merge(&mut self, other: &Tally) {
        for (name, (hits, of)) in &other.0 {
            let place = self.0.entry(name.clone()).or_default();
            place.0 += hits;
            place.1 += of;
        }
    }

    pub fn rate(&self, name: &str) -> f64 {
        match self.0.get(name) {
            Some((hits, of)) if *of > 0 => *hits as f64 / *of as f64,
            _ => f64::NAN,
        }
    }

    pub fn f1(&self) -> f64 {
        let (precision, recall) = (self.rate("link precision"), self.rate("link recall"));
        2.0 * precision * recall / (precision + recall)
    }
}

/// A thing that was told wrong, with its place.
#[derive(Clone, Debug)]
pub struct Mistake {
    pub case: String,
    pub pair: usize,
    pub what: String,
    pub before: Option<Key>,
    pub after: Option<Key>,
}

/// What was counted, by kind too, and what was wrong.
#[derive(Default)]
pub struct Scored {
    pub tally: Tally,
    pub kinds: BTreeMap<(String, String), (usize, usize)>,
    pub mistakes: Vec<Mistake>,
}

impl Scored {
    pub fn merge(&mut self, other: Scored) {
        self.tally.merge(&other.tally);
        for (kind, (hits, of)) in other.kinds {
            let place = self.kinds.entry(kind).or_default();
            place.0 += hits;
            place.1 += of;
        }
        self.mistakes.extend(other.mistakes);
    }

    fn kind(&mut self, status: &str, kind: &str, hit: bool) {
        let place = self.kinds.entry((status.to_owned(), kind.to_owned())).or_default();
        place.0 += usize::from(hit);
        place.1 += 1;
    }
}

pub fn key(side: &Ref) -> Key {
    (side.criterion.map(|anchor| anchor.to_string()).unwrap_or_default(), folded(&side.text))
}

/// Holds one comparison against the labels.
pub fn score(case: &Case, pair: usize, told: &Comparison) -> Scored {
    let mut scored = Scored::default();
    let mut status: BTreeMap<(bool, Key), &'static str> = BTreeMap::new();
    let mut links: BTreeMap<(Key, Key), Option<&'static str>> = BTreeMap::new();
    for one in &told.weaknesses {
        for (later, side) in [(false, &one.before), (true, &one.after)] {
            if let Some(side) = side {
                let place = status.entry((later, key(side))).or_insert(one.status.as_str());
                if one.status == Status::Carried {
                    *place = "carried";
                }
            }
        }
        if let (Status::Carried, Some(before), Some(after)) = (one.status, &one.before, &one.after) {
            links.insert((key(before), key(after)), one.trend.map(|trend| trend.as_str()));
        }
    }
    let mut mistake = |what: String, before: Option<Key>, after: Option<Key>| {
        scored.mistakes.push(Mistake { case: case.name.clone(), pair, what, before, after });
    };
    let labels = &case.labels[pair];
    let mut kinds = Vec::new();
    let mut gold: BTreeSet<(Key, Key)> = BTreeSet::new();
    let mut units: BTreeMap<(bool, Key), &str> = BTreeMap::new();
    let mut tally = Tally::default();
    for label in labels {
        for (later, side) in [(false, &label.before), (true, &label.after)] {
            let Some(side) = side else { continue };
            if units.insert((later, side.clone()), &label.status).is_some() {
                continue;
            }
            let got = status.get(&(later, side.clone())).copied();
            let right = got == Some(label.status.as_str());
            tally.add("status", right);
            if label.status != "carried" {
                tally.add(&format!("{} recall", label.status), right);
                kinds.push((label.status.clone(), label.kind.clone(), right));
                if !right && got != Some("carried") {
                    mistake(
                        format!("{} told as {} ({})", label.status, got.unwrap_or("nothing"), label.kind),
                        label.before.clone(),
                        label.after.clone(),
                    );
                }
            }
        }
        let (Some(before), Some(after), "carried") = (&label.before, &label.after, label.status.as_str())
        else {
            continue;
        };
        let link = (before.clone(), after.clone());
        let trend = links.get(&link);
        tally.add("link recall", trend.is_some());
        kinds.push(("carried".to_owned(), label.kind.clone(), trend.is_some()));
        gold.insert(link);
        let Some(trend) = trend else {
            mistake(format!("missed link ({})", label.kind), label.before.clone(), label.after.clone());
            if label.trend.is_some() {
                tally.add("trend strict", false);
            }
            continue;
        };
        let right = *trend == label.trend.as_deref();
        tally.add("trend", right);
        if label.trend.is_some() {
            tally.add("trend with figures", right);
            tally.add("trend strict", right);
        }
        if !right {
            mistake(
                format!("trend {:?} told as {trend:?} ({})", label.trend, label.kind),
                label.before.clone(),
                label.after.clone(),
            );
        }
    }
    for ((later, side), got) in &status {
        if *got != "carried" {
            tally.add(&format!("{got} precision"), units.get(&(*later, side.clone())) == Some(got));
        }
    }
    for link in links.keys() {
        tally.add("link precision", gold.contains(link));
        if !gold.contains(link) {
            mistake("wrong link".to_owned(), Some(link.0.clone()), Some(link.1.clone()));
        }
    }
    for (status, kind, hit) in kinds {
        scored.kind(&status, &kind, hit);
    }
    scored.tally = tally;
    scored
}

const COLUMNS: [(&str, &str); 11] = [
    ("status", "status"),
    ("link precision", "link P"),
    ("link recall", "link R"),
    ("", "link F1"),
    ("dropped recall", "drop R"),
    ("dropped precision", "drop P"),
    ("resolved recall", "resol R"),
    ("new recall", "new R"),
    ("trend", "trend"),
    ("trend with figures", "tr.fig"),
    ("years", "years"),
];

pub fn head() {
    println!("{:22}{}", "per cent", COLUMNS.map(|(_, short)| format!("{short:>9}")).concat());
}

pub fn row(name: &str, tally: &Tally) {
    let cell =
        |rate: f64| if rate.is_nan() { format!("{:>9}", "–") } else { format!("{:9.1}", 100.0 * rate) };
    let cells = COLUMNS.map(|(key, _)| cell(if key.is_empty() { tally.f1() } else { tally.rate(key) }));
    println!("{name:22}{}", cells.concat());
}

/// The figures by kind: links found for carried ones, status right for the others.
pub fn by_kind(scored: &Scored) {
    for ((status, kind), (hits, of)) in &scored.kinds {
        println!("  {status:9} {kind:24} {hits:3} of {of:3}");
    }
}
