//! The house rules as tests: floors and doors (read from `docs/architecture.md`'s own tables), sizes, module docs,
//! names, and dependencies with a reason.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file under a folder, with its path from the project's root.
fn sources(folder: &str) -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|end| end == "rs") {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&project().join(folder), &mut found);
    found.sort();
    let name = |path: &Path| path.strip_prefix(project()).unwrap().to_str().unwrap().replace('\\', "/");
    found.iter().map(|path| (name(path), std::fs::read_to_string(path).unwrap())).collect()
}

/// The code of a file without its tests and without comments.
fn code(text: &str) -> String {
    let body = text.split("\n#[cfg(test)]\nmod tests").next().unwrap();
    body.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The rows of the table that follows a heading of the architecture's page, as cells.
fn table(heading: &str) -> Vec<Vec<String>> {
    let page = std::fs::read_to_string(project().join("docs/architecture.md")).unwrap();
    let part = page.split(&format!("## {heading}\n")).nth(1).unwrap().split("\n## ").next().unwrap();
    let rows = part.lines().filter(|line| line.starts_with('|')).skip(2);
    rows.map(|row| row.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()).collect()
}

/// The words after `prefix` in a text: `crate::plan` gives `plan`.
fn names_after(text: &str, prefix: &str) -> BTreeSet<String> {
    let names = text.match_indices(prefix).map(|(at, _)| &text[at + prefix.len()..]);
    let grouped = names.flat_map(|rest| match rest.strip_prefix('{') {
        Some(group) => {
            let group = group.split("};").next().unwrap_or(group);
            let mut depth = 0;
            let mut parts = vec![String::new()];
            for letter in group.chars() {
                match letter {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    ',' if depth == 0 => parts.push(String::new()),
                    letter => parts.last_mut().unwrap().push(letter),
                }
            }
            parts
        }
        None => vec![rest.to_owned()],
    });
    let word = |text: String| {
        text.trim().chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect()
    };
    grouped.map(word).filter(|name: &String| !name.is_empty()).collect()
}

/// The top-level module of a file: `src/plan/item.rs` and `src/plan.rs` are `plan`.
fn module(path: &str) -> Option<&str> {
    let inside = path.strip_prefix("src/")?;
    let first = inside.split('/').next()?;
    Some(first.strip_suffix(".rs").unwrap_or(first)).filter(|name| *name != "main" && *name != "lib")
}

#[test]
fn dependencies_point_down() {
    let rows = table("Floors");
    let floor: BTreeMap<&str, u8> =
        rows.iter().map(|row| (row[1].as_str(), row[0].parse().unwrap())).collect();
    let beside: BTreeSet<(&str, &str)> =
        rows.iter().flat_map(|row| row[2].split(", ").map(|to| (row[1].as_str(), to))).collect();
    for pair in &beside {
        assert!(!beside.contains(&(pair.1, pair.0)), "{pair:?} is a two-way pair");
    }
    let mut wrong = Vec::new();
    for (path, text) in sources("src") {
        let Some(from) = module(&path) else { continue };
        let own = *floor.get(from).unwrap_or_else(|| panic!("`{from}` has no floor in docs/architecture.md"));
        for to in names_after(&code(&text), "crate::") {
            let Some(other) = floor.get(to.as_str()) else { continue };
            if to != from && *other >= own && !beside.contains(&(from, to.as_str())) {
                wrong.push(format!("{path} names `{to}`"));
            }
        }
    }
    assert!(wrong.is_empty(), "upward or sideways:\n{}", wrong.join("\n"));
}

#[test]
fn each_library_has_one_door() {
    let doors: BTreeMap<String, String> =
        table("Doors").into_iter().map(|row| (row[0].clone(), row[1].clone())).collect();
    let mut wrong = Vec::new();
    for (path, text) in sources("src") {
        let code = code(&text);
        for (library, door) in &doors {
            let named = [
                format!(" {library}::"),
                format!("({library}::"),
                format!("<{library}::"),
                format!("&{library}::"),
            ];
            if named.iter().any(|name| code.contains(name.as_str()))
                && !door.split(", ").any(|door| path.starts_with(door))
            {
                wrong.push(format!("{path} names `{library}`, whose door is {door}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_dependency_has_a_reason() {
    let manifest = std::fs::read_to_string(project().join("Cargo.toml")).unwrap();
    let section = manifest.split("[dependencies]").nth(1).unwrap().split("\n[").next().unwrap();
    let names = section.lines().filter_map(|line| Some(line.split_once(" = ")?.0.trim()));
    let reasons: String = std::fs::read_dir(project().join("docs/decisions"))
        .unwrap()
        .map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap())
        .collect();
    let missing: Vec<&str> = names.filter(|name| !reasons.contains(&format!("`{name}`"))).collect();
    assert!(missing.is_empty(), "no reason in docs/decisions for {missing:?}");
}

#[test]
fn files_and_functions_stay_short() {
    let mut wrong = Vec::new();
    for (path, text) in sources("src") {
        let body = text.split("\n#[cfg(test)]\nmod tests").next().unwrap();
        // Sentences and tables of data are read by looking up, not from the top.
        let is_table = path.starts_with("src/cli/lang/");
        let lines = body.lines().count();
        if lines > 400 && !is_table {
            wrong.push(format!("{path}: {lines} lines"));
        }
        if !is_table {
            wrong.extend(long_functions(&path, body));
        }
    }
    assert!(wrong.is_empty(), "too long:\n{}", wrong.join("\n"));
}

/// Functions of over 60 lines, from their first line to the brace at the same indentation.
fn long_functions(path: &str, body: &str) -> Vec<String> {
    let lines: Vec<&str> = body.lines().collect();
    let mut long = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let bare = line.trim_start();
        let is_function = ["fn ", "pub fn ", "pub(crate) fn ", "pub(super) fn "]
            .iter()
            .any(|begin| bare.starts_with(begin));
        if !is_function || bare.ends_with(';') || bare.ends_with("{}") {
            continue;
        }
        let close = format!("{}}}", &line[..line.len() - bare.len()]);
        let length = lines[start..].iter().position(|line| *line == close).unwrap_or(0) + 1;
        if length > 60 {
            long.push(format!("{path}:{}: {length} lines: {bare}", start + 1));
        }
    }
    long
}

#[test]
fn every_module_says_what_it_is_for() {
    let silent: Vec<String> = sources("src")
        .into_iter()
        .filter(|(_, text)| !text.starts_with("//! "))
        .map(|(path, _)| path)
        .collect();
    assert!(silent.is_empty(), "no module documentation: {silent:?}");
}

#[test]
fn names_say_what_a_thing_is() {
    let empty_words = ["util", "utils", "helper", "helpers", "common", "manager", "misc", "handler"];
    for (path, text) in sources("src") {
        // `caitien util` is a command; its words are in files of its name.
        if path.starts_with("src/cli/") && path.ends_with("/util.rs") {
            continue;
        }
        let name = path.rsplit('/').next().unwrap().trim_end_matches(".rs");
        assert!(!empty_words.contains(&name), "{path}: a name that says nothing");
        for line in text.lines() {
            assert!(!line.trim_start().starts_with("fn get_"), "{path}: `get_` says nothing: {line}");
        }
    }
}

#[test]
fn the_contracts_name_every_field_of_the_schema() {
    let contract = std::fs::read_to_string(project().join("docs/plan-format.md")).unwrap();
    for key in caitien::plan::front_matter::KEYS {
        assert!(contract.contains(&format!("{key} = ")), "`{key}` is not in docs/plan-format.md");
    }
}

/// Licences under which a dependency may come; at least one alternative of its expression must fit.
const LICENCES: &[&str] = &[
    "MIT",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "ISC",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
    "0BSD",
    "BSL-1.0",
    "MIT-0",
];

/// More than this many packages in the lock file wants a decision, not a habit.
const MOST_PACKAGES: usize = 515;

#[test]
fn every_dependency_is_free_and_they_are_not_too_many() {
    let lock = std::fs::read_to_string(project().join("Cargo.lock")).unwrap();
    let packages = lock.matches("[[package]]").count();
    assert!(packages <= MOST_PACKAGES, "{packages} packages in Cargo.lock, the cap is {MOST_PACKAGES}");

    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let metadata = std::process::Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--locked", "--offline"])
        .current_dir(project())
        .output()
        .unwrap();
    // Without the registry's index of other platforms' crates there is nothing to read.
    if !metadata.status.success() {
        assert!(std::env::var_os("CI").is_none(), "{}", String::from_utf8_lossy(&metadata.stderr));
        return eprintln!("skipped: cargo metadata needs crates that are not on this machine");
    }
    let metadata: serde_json::Value = serde_json::from_slice(&metadata.stdout).unwrap();
    for package in metadata["packages"].as_array().unwrap() {
        let expression = package["license"].as_str().unwrap_or_default().replace('/', " OR ");
        let alternatives = expression.split(" OR ").map(|one| one.trim_matches(['(', ')', ' ']).to_owned());
        let fits = |one: String| {
            let mut all = one.split(" AND ").map(|part| part.trim_matches(['(', ')', ' ']).to_owned());
            all.all(|part| {
                LICENCES.iter().any(|known| part == *known || part.starts_with(&format!("{known} WITH")))
            })
        };
        assert!(alternatives.into_iter().any(fits), "{}: licence {expression:?}", package["name"]);
    }
}
