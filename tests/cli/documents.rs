//! The documents that are interfaces say what the code does.

use caitien::cli::exit::Exit;

fn page(name: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The cells of every table row of a page.
fn rows(page: &str) -> Vec<Vec<&str>> {
    let rows = page.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    rows.map(|row| row.split(" | ").collect()).collect()
}

#[test]
fn every_exit_code_is_documented_and_no_other() {
    let all = [Exit::Yes, Exit::No, Exit::Cannot, Exit::Bug, Exit::Halt];
    // A new code does not compile until it stands in the list above.
    let named = |exit: &Exit| match exit {
        Exit::Yes | Exit::No | Exit::Cannot | Exit::Bug | Exit::Halt => format!("`{exit:?}`"),
    };
    let expected: Vec<(String, String)> =
        all.iter().map(|exit| ((*exit as u8).to_string(), named(exit))).collect();
    let text = page("exit-codes.md");
    let found: Vec<(String, String)> = rows(&text)
        .iter()
        .filter(|cells| cells[0].parse::<u8>().is_ok())
        .map(|cells| (cells[0].to_owned(), cells[1].to_owned()))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn the_glossary_names_only_modules_that_exist() {
    let src = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let text = page("glossary.md");
    for row in rows(&text) {
        for name in row[1].split(", ").map(|name| name.trim_matches('`')) {
            let module = name.split("::").next().unwrap_or_default();
            let is_module = module.starts_with(char::is_lowercase) && name.contains("::");
            let exists = src.join(module).is_dir() || src.join(format!("{module}.rs")).is_file();
            assert!(!is_module || exists, "`{name}` in docs/glossary.md: no module `{module}`");
        }
    }
}

/// `UPDATE_DOCS=1 cargo test --test cli findings` writes the page anew.
#[test]
fn the_findings_are_documented() {
    let expected = caitien::cli::show::explain::reference(caitien::cli::lang::Lang::En);
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/findings.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &expected).unwrap();
    }
    assert!(page("findings.md") == expected, "docs/findings.md is not current");
    for code in caitien::finding::Code::ALL {
        assert!(expected.contains(&format!("\n### `{code}` (")), "{code} has no topic");
    }
}
