//! `util`: completions, manual pages, the reference of all commands.

use crate::world::World;

#[test]
fn completions_know_every_command() {
    let world = World::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let out = world.run(["util", "completions", shell]).ok();
        assert!(out.stdout.contains("approve") && out.stdout.contains("so-sanh"), "{shell}");
    }
}

#[test]
fn manual_pages_go_into_a_folder_or_to_the_terminal() {
    let world = World::new();
    let out = world.run(["util", "man", "trang"]).ok();
    assert!(out.stdout.is_empty() && out.stderr.contains("trang hướng dẫn"), "{}", out.said());
    assert!(world.read("trang/caitien-check.1").contains(".SH \"CÁCH DÙNG\""));
    assert!(world.path("trang/caitien-util-man.1").is_file());
    let out = world.run(["--lang", "en", "util", "man", "-"]).ok();
    assert!(out.stdout.contains(".SH SYNOPSIS"));
}

/// `docs/cli.md` is what the program prints. `CAITIEN_BLESS=1 cargo test` writes it anew.
#[test]
fn the_reference_in_the_docs_is_current() {
    let printed = World::new().run(["--lang", "vi", "util", "reference"]).ok().stdout;
    let page = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/cli.md");
    if std::env::var_os("CAITIEN_BLESS").is_some() {
        std::fs::write(&page, &printed).unwrap();
    }
    let kept = std::fs::read_to_string(&page).unwrap_or_default();
    assert!(
        kept == printed,
        "docs/cli.md is out of date: `CAITIEN_BLESS=1 cargo test --test cli util` writes it anew"
    );
}
