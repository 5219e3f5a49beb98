//! Labelled schools: their plans, and what became of each weakness.

use std::path::{Path, PathBuf};

use caitien::plan::Plan;
use caitien::plan::parse::parse;
use caitien::progress::Progress;
use serde_json::Value;

/// A weakness by its criterion and its text.
pub type Key = (String, String);

/// One labelled weakness, or one link of a split or a merge.
#[derive(Clone, Debug)]
pub struct Label {
    pub status: String,
    pub trend: Option<String>,
    pub kind: String,
    pub before: Option<Key>,
    pub after: Option<Key>,
}

/// One school: two plans or more in a row.
pub struct Case {
    pub name: String,
    pub plans: Vec<Plan>,
    pub progress: Progress,
    /// For each pair of neighbours.
    pub labels: Vec<Vec<Label>>,
    /// In how many plans each weakness of the last plan has stood.
    pub years: Vec<(Key, u64)>,
}

/// All schools of some folders, sorted by name.
pub fn cases(folders: &[PathBuf]) -> Vec<Case> {
    let entries = folders.iter().filter_map(|folder| std::fs::read_dir(folder).ok()).flatten().flatten();
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    found.retain(|case| case.join("labels.json").is_file());
    found.sort();
    found.iter().map(|folder| case(folder)).collect()
}

fn case(folder: &Path) -> Case {
    let labels: Value = serde_json::from_slice(&std::fs::read(folder.join("labels.json")).unwrap()).unwrap();
    let pairs = labels["pairs"].as_array().unwrap();
    let mut files: Vec<&str> = vec![pairs[0]["from"].as_str().unwrap()];
    files.extend(pairs.iter().map(|pair| pair["to"].as_str().unwrap()));
    let plans = files.iter().map(|file| parse(&std::fs::read_to_string(folder.join(file)).unwrap()).plan);
    let progress = std::fs::read_to_string(folder.join("progress.toml")).ok();
    let years = labels["years"].as_array().into_iter().flatten();
    Case {
        name: folder.file_name().unwrap().to_string_lossy().into_owned(),
        plans: plans.collect(),
        progress: progress.map(|text| Progress::parse(&text).unwrap()).unwrap_or_default(),
        labels: pairs
            .iter()
            .map(|pair| pair["weaknesses"].as_array().unwrap().iter().map(label).collect())
            .collect(),
        years: years.filter_map(|one| Some((key(one)?, one["years"].as_u64()?))).collect(),
    }
}

fn label(entry: &Value) -> Label {
    let text = |name: &str| entry[name].as_str().map(str::to_owned);
    Label {
        status: text("status").unwrap(),
        trend: text("trend"),
        kind: text("kind").unwrap_or_default(),
        before: key(&entry["before"]),
        after: key(&entry["after"]),
    }
}

fn key(side: &Value) -> Option<Key> {
    Some((side["criterion"].as_str()?.to_owned(), folded(side["text"].as_str()?)))
}

/// White space folded, an id left out.
pub fn folded(text: &str) -> String {
    let text = text.split("{#").next().unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
