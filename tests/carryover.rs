//! How well weaknesses are recognised from year to year: labelled pairs of plans, the program, and
//! the scorer that stands beside the labels.
//!
//! The project's own pairs are in `tests/fixtures/carryover/{choose,score}`; others are used where a folder
//! `shared/carryover` is found above the project.

use std::path::{Path, PathBuf};
use std::process::Command;

use caitien::compare::{Comparison, Pair, Side, Status, Trend, compare};
use serde_json::Value;

/// The pairs of a folder: each a folder with `labels.json`, `old.md`, `new.md`.
fn cases(folder: &Path) -> Vec<PathBuf> {
    let entries: Vec<std::fs::DirEntry> =
        std::fs::read_dir(folder).map(|entries| entries.flatten().collect()).unwrap_or_default();
    let mut cases: Vec<PathBuf> = entries.iter().map(|entry| entry.path()).collect();
    cases.retain(|case| case.join("labels.json").is_file());
    cases.sort();
    cases
}

fn compared(before: &Path, after: &Path) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_caitien"))
        .args([Path::new("diff"), before, after, Path::new("--format"), Path::new("json")])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

type Link = (String, String, String, String);

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// What is said of each weakness: status and both sides, and the trend.
fn told(weaknesses: &Value) -> Vec<(Link, Value)> {
    let side = |value: &Value| format!("{} {}", text(&value["criterion"]), text(&value["text"]));
    let one = |entry: &Value| {
        let link = (text(&entry["status"]), side(&entry["before"]), side(&entry["after"]), String::new());
        (link, entry["trend"].clone())
    };
    weaknesses.as_array().unwrap().iter().map(one).collect()
}

/// The share of labelled entries that the program tells alike, and of trends; prints the others.
fn quality(folder: &Path) -> (f64, f64) {
    let (mut right, mut all, mut trends, mut trends_right) = (0, 0, 0, 0);
    for case in cases(folder) {
        let labels: Value =
            serde_json::from_slice(&std::fs::read(case.join("labels.json")).unwrap()).unwrap();
        for pair in labels["pairs"].as_array().unwrap() {
            let [before, after] = ["from", "to"].map(|side| case.join(text(&pair[side])));
            let found = told(&compared(&before, &after)["weaknesses"]);
            for (link, trend) in told(&pair["weaknesses"]) {
                all += 1;
                match found.iter().find(|(other, _)| *other == link) {
                    Some((_, other)) => {
                        right += 1;
                        trends += 1;
                        trends_right += usize::from(*other == trend);
                        if *other != trend {
                            println!("{}: trend {trend} told as {other}: {link:?}", case.display());
                        }
                    }
                    None => println!("{}: not told: {link:?}", case.display()),
                }
            }
        }
    }
    let share = |part: usize, whole: usize| if whole == 0 { 1.0 } else { part as f64 / whole as f64 };
    println!("{}: {right} of {all} right, {trends_right} of {trends} trends", folder.display());
    (share(right, all), share(trends_right, trends))
}

fn shared() -> Option<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().map(|above| above.join("shared/carryover")).find(|folder| folder.is_dir())
}

#[test]
fn own_pairs_are_told_right() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/carryover/choose");
    assert!(cases(&own).len() >= 6);
    let (right, trends) = quality(&own);
    assert!(right >= OWN_RIGHT && trends >= 0.85, "{right:.3} {trends:.3}");
}

const OWN_RIGHT: f64 = 0.8;

/// A floor only: nothing is chosen from these, and nothing may be.
#[test]
fn pairs_that_are_only_scored_are_told_no_worse_than_before() {
    let scored = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/carryover/score");
    assert!(cases(&scored).len() >= 13);
    let (right, trends) = quality(&scored);
    assert!(right >= 0.75 && trends >= 0.85, "{right:.3} {trends:.3}");
}

#[test]
fn shared_pairs_are_told_right() {
    let Some(shared) = shared() else {
        eprintln!("skipped: no folder shared/carryover above the project");
        return;
    };
    let (right, trends) = quality(&shared);
    assert!(right >= 0.85 && trends >= 0.9, "{right:.3} {trends:.3}");
    score(&shared);
}

/// Runs the scorer of the labels and prints its table.
fn score(folder: &Path) {
    let outputs = tempfile::tempdir().unwrap();
    for case in cases(folder) {
        let out = outputs.path().join(case.file_name().unwrap());
        std::fs::create_dir_all(&out).unwrap();
        let told = compared(&case.join("old.md"), &case.join("new.md"));
        std::fs::write(out.join("old-new.json"), told.to_string()).unwrap();
    }
    let scorer =
        Command::new("python3").arg(folder.join("score.py")).arg(folder).arg(outputs.path()).output();
    match scorer {
        Ok(output) => println!("{}", String::from_utf8_lossy(&output.stdout)),
        Err(_) => eprintln!("skipped the scorer: no python3"),
    }
}

/// The plans of all own pairs, earlier and later.
fn own_plans() -> Vec<(caitien::plan::Plan, caitien::plan::Plan)> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/carryover/choose");
    let read = |case: &Path, name: &str| {
        caitien::plan::parse::parse(&std::fs::read_to_string(case.join(name)).unwrap()).plan
    };
    let pairs = |case: &PathBuf| {
        let labels: Value =
            serde_json::from_slice(&std::fs::read(case.join("labels.json")).unwrap()).unwrap();
        let pairs = labels["pairs"].as_array().unwrap().clone();
        let pair = |pair: &Value| (read(case, &text(&pair["from"])), read(case, &text(&pair["to"])));
        pairs.iter().map(pair).collect::<Vec<_>>()
    };
    cases(&own).iter().flat_map(pairs).collect()
}

fn both(before: &caitien::plan::Plan, after: &caitien::plan::Plan) -> Comparison {
    let progress = caitien::progress::Progress::default();
    let side = |plan| Side { plan, progress: &progress };
    compare(&Pair { before: side(before), after: side(after) })
}

#[test]
fn a_plan_and_itself_differ_in_nothing() {
    for (plan, other) in own_plans() {
        for plan in [&plan, &other] {
            let comparison = both(plan, plan);
            assert!(!comparison.has_differences());
            for one in &comparison.weaknesses {
                assert_eq!((one.status, one.similarity), (Status::Carried, Some(1.0)), "{one:?}");
                assert!(matches!(one.trend, None | Some(Trend::Unchanged)), "{one:?}");
            }
        }
    }
}

#[test]
fn with_the_sides_exchanged_new_and_gone_change_places() {
    for (mut before, mut after) in own_plans() {
        // What a plan tells of the year before it speaks for one direction only.
        before.sections.clear();
        after.sections.clear();
        let (there, back) = (both(&before, &after), both(&after, &before));
        let gone =
            |comparison: &Comparison| comparison.count(Status::Dropped) + comparison.count(Status::Resolved);
        assert_eq!(there.count(Status::New), gone(&back));
        assert_eq!(gone(&there), back.count(Status::New));
        assert_eq!(there.count(Status::Carried), back.count(Status::Carried));
    }
}
