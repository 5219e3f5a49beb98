//! The attacks: one story for each, with people by name, that must be refused with the right verdict, and
//! beside it what plain `git verify-tag` says. `docs/attacks.md` is their table.
//!
//! The people: cô Mai is the principal (`Who::Principal`), thầy Bình the deputy (`Who::Deputy`), bà Hạnh
//! works in the education office (`Who::Office`), cô Lan takes the school over (`Who::FormerPrincipal`,
//! whose key is any other principal's), and Tùng is the stranger (`Who::Stranger`).

#[allow(dead_code)]
#[path = "../cli/approval_story.rs"]
mod approval_story;
#[path = "../cli/world.rs"]
mod world;

mod ground;
mod model;
mod story;
mod table;

mod bytes;
mod chain;
mod content;
mod keys;
mod names;
mod offices;
mod record;
mod replay;
mod rights;
mod scale;
mod store;

/// A forgotten file would be stories that are never told.
#[test]
fn every_file_of_this_folder_is_a_module() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/attacks");
    let main = std::fs::read_to_string(folder.join("main.rs")).unwrap();
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let Some(module) = name.strip_suffix(".rs").filter(|module| *module != "main") else { continue };
        assert!(main.contains(&format!("mod {module};")), "`{name}` is not named in main.rs");
    }
}
