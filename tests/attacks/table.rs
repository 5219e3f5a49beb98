//! `docs/attacks.md` and the stories are the same list.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

/// Files of this folder that hold no stories.
const NO_STORIES: [&str; 5] = ["ground", "main", "model", "story", "table"];

/// Each story of a file, `file::name`, with its text.
fn stories(path: &Path) -> BTreeMap<String, String> {
    let file = path.file_stem().unwrap().to_str().unwrap().to_owned();
    let text = std::fs::read_to_string(path).unwrap();
    let tests = text.split("#[test]\nfn ").skip(1);
    tests.map(|test| (format!("{file}::{}", test.split('(').next().unwrap()), test.to_owned())).collect()
}

/// The rows of all tables: attack, story, verdict, git.
fn rows() -> Vec<[String; 4]> {
    let page = std::fs::read_to_string(project().join("docs/attacks.md")).unwrap();
    let lines = page.lines().filter(|line| line.starts_with('|') && line.contains("::"));
    let row = |line: &str| {
        let mut cells = line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned());
        std::array::from_fn(|_| cells.next().unwrap_or_else(|| panic!("four cells: {line}")))
    };
    lines.map(row).collect()
}

fn all_stories() -> BTreeMap<String, String> {
    let folder = project().join("tests/attacks");
    let mut all = BTreeMap::new();
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if !NO_STORIES.contains(&path.file_stem().unwrap().to_str().unwrap()) {
            all.extend(stories(&path));
        }
    }
    all
}

#[test]
fn every_story_has_its_row_and_every_row_its_story() {
    let own = all_stories();
    let cli = std::fs::read_dir(project().join("tests/cli")).unwrap().map(|entry| entry.unwrap().path());
    let files = cli.filter(|path| path.extension().is_some_and(|end| end == "rs"));
    let elsewhere: BTreeMap<String, String> = files.flat_map(|path| stories(&path)).collect();
    let named: Vec<String> =
        rows().into_iter().map(|[_, story, ..]| story.trim_matches('`').to_owned()).collect();
    let unknown: Vec<_> =
        named.iter().filter(|story| !own.contains_key(*story) && !elsewhere.contains_key(*story)).collect();
    assert!(unknown.is_empty(), "no such stories: {unknown:?}");
    let once: BTreeSet<&String> = named.iter().collect();
    assert_eq!(once.len(), named.len(), "a story in two rows");
    let untold: Vec<_> = own.keys().filter(|story| !once.contains(story)).collect();
    assert!(untold.is_empty(), "not in docs/attacks.md: {untold:?}");
}

/// The words of a row stand in the story, or in the file that it is in.
#[test]
fn rows_say_what_the_stories_say() {
    let own = all_stories();
    for [_, story, verdict, git] in rows() {
        let story = story.trim_matches('`');
        if !own.contains_key(story) {
            continue;
        }
        let file = project().join(format!("tests/attacks/{}.rs", story.split("::").next().unwrap()));
        let text = std::fs::read_to_string(file).unwrap();
        for code in verdict.split('`').skip(1).step_by(2).filter(|code| !code.starts_with("--")) {
            assert!(
                text.contains(&format!("\"{code}\"")) || text.contains(&format!("[{code}]")),
                "{story}: {code}"
            );
        }
        let accepts =
            text.contains("Git::Accepts") || text.contains("git_accepts(") || text.contains("git()");
        assert!(!git.starts_with("accepts") || accepts, "{story}: git {git}");
        assert!(!git.starts_with("refuses") || text.contains("Git::Refuses"), "{story}: git {git}");
        assert!(
            !verdict.contains("no answer") || text.contains(".cannot()") || text.contains("Some(2)"),
            "{story}"
        );
    }
}
