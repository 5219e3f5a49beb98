//! `cargo bench --bench matching`: chooses what each sign weighs, and says how good it is.
//!
//! The weights come from `tests/fixtures/carryover/choose` alone. They are judged twice: on the
//! schools of that part, each by weights that were chosen without it, and on those of
//! `tests/fixtures/carryover/score`, which nothing is ever chosen from. `-- --write` keeps the
//! weights and the table of frequencies; `-- --mistakes` tells everything that was wrong.

mod cases;
mod learn;
mod tally;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use caitien::compare::explain::{DoneSign, PieceSign, Seen, Sign, items, seen, vocabulary};
use caitien::compare::{Chain, Prepared, Side, Weights};
use caitien::continuity::Continuity;
use cases::{Case, Key, cases};
use learn::{Example, learn};
use tally::{Mistake, Scored, by_kind, head, key, row, score};

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).collect();
    let wanted = |name: &str| asked.iter().any(|word| word == name);
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/carryover");
    let extra = std::env::var("CAITIEN_PAIRS").ok().map(PathBuf::from);
    let choosing = cases(&std::iter::once(here.join("choose")).chain(extra).collect::<Vec<_>>());
    let scored = cases(&[here.join("score")]);
    let ready: Vec<Ready<'_>> = choosing.iter().map(Ready::new).collect();
    if wanted("--frequency") {
        write(&frequencies(&choosing), "frequency.txt");
        return;
    }
    if wanted("--signs") {
        dump(&ready);
        return;
    }
    if let Some(text) = asked.iter().find_map(|word| word.strip_prefix("--words=")) {
        println!("{}", vocabulary(text).join(" | "));
        return;
    }
    let mut without: Vec<Weights> = (0..ready.len())
        .map(|at| {
            let others = ready.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, one)| one);
            choose(&others.collect::<Vec<_>>())
        })
        .collect();
    let (enough, enough_done) = thresholds(&ready, &mut without);
    println!("choosing part, each school by weights that were chosen without it");
    let mut total = Scored::default();
    head();
    for (one, weights) in ready.iter().zip(&mut without) {
        (weights.enough, weights.enough_done) = (enough, enough_done);
        let told = one.told(weights);
        row(&one.case.name, &told.tally);
        total.merge(told);
    }
    row("CHOOSING", &total.tally);
    report(&total, wanted("--mistakes"));
    let weights = Weights { enough, enough_done, ..choose(&ready.iter().collect::<Vec<_>>()) };
    println!("\nthe weights\n{}", weights.lines());
    if wanted("--write") {
        write(
            &format!(
                "# What each sign weighs; written by `cargo bench --bench matching -- --write`.\n{}",
                weights.lines()
            ),
            "weights.txt",
        );
    }
    if !scored.is_empty() {
        println!("\nscored part, by the weights of the choosing part");
        let mut total = Scored::default();
        head();
        for case in &scored {
            let told = Ready::new(case).told(&weights);
            row(&case.name, &told.tally);
            total.merge(told);
        }
        row("SCORED", &total.tally);
        report(&total, wanted("--mistakes"));
    }
}

/// The thresholds under which most is right, all schools by weights that were chosen without them.
fn thresholds(ready: &[Ready<'_>], without: &mut [Weights]) -> (f32, f32) {
    let mut best = (0.0, (0.0, 0.5));
    head();
    for enough in [-0.25, 0.0, 0.25, 0.5] {
        for enough_done in [0.1, 0.2, 0.3] {
            let mut total = Scored::default();
            for (one, weights) in ready.iter().zip(without.iter_mut()) {
                (weights.enough, weights.enough_done) = (enough, enough_done);
                total.merge(one.told(weights));
            }
            row(&format!("enough {enough} {enough_done}"), &total.tally);
            let worth = total.tally.f1() + total.tally.rate("status") + total.tally.rate("dropped recall");
            if worth > best.0 {
                best = (worth, (enough, enough_done));
            }
        }
    }
    best.1
}

fn report(total: &Scored, mistakes: bool) {
    println!("\nby kind (carried: links found; others: status right)");
    by_kind(total);
    if mistakes {
        for Mistake { case, pair, what, before, after } in &total.mistakes {
            println!("{case} {pair}: {what}");
            for (mark, side) in [("-", before), ("+", after)] {
                if let Some((criterion, text)) = side {
                    println!("    {mark} {criterion} {text}");
                }
            }
        }
    }
}

fn write(text: &str, file: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/compare").join(file);
    std::fs::write(path, text).unwrap();
}

/// A school with its plans prepared.
struct Ready<'c> {
    case: &'c Case,
    plans: Vec<Prepared<'c>>,
}

impl<'c> Ready<'c> {
    fn new(case: &'c Case) -> Ready<'c> {
        let plans = case.plans.iter().map(|plan| Prepared::new(Side { plan, progress: &case.progress }));
        Ready { case, plans: plans.collect() }
    }

    /// What is told of it by these weights, held against the labels.
    fn told(&self, weights: &Weights) -> Scored {
        let (plans, continuity): (Vec<&Prepared<'_>>, _) =
            (self.plans.iter().collect(), Continuity::default());
        let chain = Chain::weighed(&plans, &continuity, weights);
        let mut scored = Scored::default();
        for pair in 0..self.case.labels.len() {
            scored.merge(score(self.case, pair, &chain.comparison(pair)));
        }
        let last = self.plans.last().map(items).unwrap_or_default();
        for (weakness, years) in &self.case.years {
            let at = last.iter().position(|one| key(one) == *weakness);
            let stood = at.and_then(|at| chain.stood.last()?.get(at)).copied().unwrap_or_default();
            scored.tally.add("years", u64::from(stood) == *years);
        }
        scored
    }

    /// What is seen of each pair, with the labelled links as positions.
    fn seen(&self, weights: &Weights) -> Vec<(Seen, Gold)> {
        let pairs = self.plans.windows(2).zip(&self.case.labels);
        let found = pairs.map(|(plans, labels)| {
            let place = |plan: &Prepared<'_>, side: &Option<Key>| {
                let side = side.as_ref()?;
                items(plan).iter().position(|one| key(one) == *side)
            };
            let mut gold = Gold::default();
            for label in labels {
                let (before, after) = (place(&plans[0], &label.before), place(&plans[1], &label.after));
                if let Some(before) = before {
                    gold.status.insert(before, (label.status.clone(), label.kind.clone()));
                }
                gold.links.extend(before.zip(after));
            }
            (seen(&plans[0], &plans[1], weights), gold)
        });
        found.collect()
    }
}

#[derive(Default)]
struct Gold {
    links: Vec<(usize, usize)>,
    status: BTreeMap<usize, (String, String)>,
}

/// How strongly weights are pulled towards nothing.
const PULL: f64 = 1.0;

/// The weights that fit these schools.
fn choose(ready: &[&Ready<'_>]) -> Weights {
    let mut weights = Weights::chosen().clone();
    let all =
        |weights: &Weights| -> Vec<(Seen, Gold)> { ready.iter().flat_map(|one| one.seen(weights)).collect() };
    let seen = all(&weights);
    for _ in 0..3 {
        weights.done_first = done(&seen, &weights.done_first, DoneSign::Rival as usize);
    }
    let seen = all(&weights);
    for _ in 0..3 {
        weights.done = done(&seen, &weights.done, DoneSign::ALL.len());
    }
    let pairs = |seen: &[(Seen, Gold)], last: usize| -> Vec<Example> {
        let rows = seen.iter().flat_map(|(seen, gold)| seen.candidates.iter().map(move |one| (one, gold)));
        rows.filter(|(one, _)| one.refused.is_none())
            .map(|(one, gold)| {
                let mut signs = one.signs.0.to_vec();
                signs.truncate(last);
                Example { signs, is: gold.links.contains(&(one.before, one.after)) }
            })
            .collect()
    };
    let seen = all(&weights);
    weights.first = learn(&pairs(&seen, Sign::Rival as usize), PULL);
    weights.first.resize(Sign::ALL.len(), 0.0);
    let seen = all(&weights);
    weights.second = learn(&pairs(&seen, Sign::ALL.len()), PULL);
    let seen = all(&weights);
    let pieces = seen.iter().flat_map(|(seen, gold)| seen.pieces.iter().map(move |one| (one, gold)));
    let pieces: Vec<Example> = pieces
        .map(|((before, after, signs), gold)| Example {
            signs: signs.clone(),
            is: gold.links.contains(&(*before, *after)),
        })
        .collect();
    weights.piece = learn(&pieces, PULL);
    assert_eq!(weights.piece.len(), PieceSign::ALL.len());
    weights
}

/// Of the sentences that may tell that a resolved weakness is gone, the likeliest is taken to.
fn done(seen: &[(Seen, Gold)], weights: &[f32], last: usize) -> Vec<f32> {
    let mut examples = Vec::new();
    for (seen, gold) in seen {
        for (at, accounts) in seen.done.iter().enumerate() {
            let (status, kind) = gold.status.get(&at).cloned().unwrap_or_default();
            let score = |signs: &[f32]| -> f32 {
                signs.iter().zip(weights).map(|(sign, weight)| sign * weight).sum()
            };
            if status == "resolved" && !kind.contains("progress") {
                let best = accounts.iter().max_by(|one, other| score(one).total_cmp(&score(other)));
                examples.extend(
                    best.map(|signs| Example { signs: signs.iter().take(last).copied().collect(), is: true }),
                );
            } else if status != "resolved" {
                examples.extend(
                    accounts.iter().map(|signs| Example {
                        signs: signs.iter().take(last).copied().collect(),
                        is: false,
                    }),
                );
            }
        }
    }
    let mut learned = learn(&examples, PULL);
    learned.resize(DoneSign::ALL.len(), 0.0);
    learned
}

/// In how many of a thousand weaknesses each word stands, the frequent ones.
fn frequencies(cases: &[Case]) -> String {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut all = 0;
    for item in
        cases.iter().flat_map(|case| &case.plans).flat_map(|plan| plan.weaknesses().collect::<Vec<_>>())
    {
        let mut words = vocabulary(&item.item.text);
        words.sort();
        words.dedup();
        all += 1;
        for word in words {
            *counts.entry(word).or_default() += 1;
        }
    }
    let mut rows: Vec<(usize, String)> = counts.into_iter().map(|(word, count)| (count, word)).collect();
    rows.retain(|(count, word)| *count >= 4 && !word.is_empty());
    rows.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
    let lines =
        rows.iter().map(|(count, word)| format!("{:.1} {word}\n", 1000.0 * *count as f64 / all as f64));
    format!(
        "# How many of a thousand weaknesses have a word; written by `tests/matching`.\n{}",
        lines.collect::<String>()
    )
}

/// Every open pair with its signs, for looking into: separated by tabs.
fn dump(ready: &[Ready<'_>]) {
    println!(
        "case\tpair\tis\t{}\tbefore\tafter",
        Sign::ALL.iter().map(|sign| sign.as_str()).collect::<Vec<_>>().join("\t")
    );
    for one in ready {
        for (pair, (seen, gold)) in one.seen(Weights::chosen()).iter().enumerate() {
            for candidate in &seen.candidates {
                let signs: Vec<String> = candidate.signs.0.iter().map(|sign| format!("{sign:.2}")).collect();
                let is = gold.links.contains(&(candidate.before, candidate.after));
                let text = |plan: usize, at: usize| key(&items(&one.plans[plan])[at]).1;
                println!(
                    "{}\t{pair}\t{is}\t{}\t{}\t{}",
                    one.case.name,
                    signs.join("\t"),
                    text(pair, candidate.before),
                    text(pair + 1, candidate.after)
                );
            }
        }
    }
}
