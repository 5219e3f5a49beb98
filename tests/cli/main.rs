//! The program as its users see it: one module per verb, each in a [`world::World`] of its own.

mod bad_repository;
mod diff;
mod export;
mod git_status;
mod history;
mod import;
mod import_word;
mod init;
mod life;
mod link;
mod new;
mod office;
mod report;
mod save;
mod school;
mod status;
mod word_file;
mod world;

mod join;
mod merge_driver;
mod resolve;
mod shared;
mod sync;

mod account;
mod approval_story;
mod approve;
mod assign;
mod bundle;
mod bundle_size;
mod comment;
mod issue;
mod notice_story;
mod openpgp;
mod publish;
mod receive;
mod recover;
mod remember;
mod review;
mod review_story;
mod ring;
mod submit;
mod token;
mod trust_change;
mod update;
mod verify;
mod withdraw;
mod x509;

mod budget;
mod due;
mod evidence;
mod petition;
mod progress;
mod year_story;

mod check;
mod coping;
mod demo;
mod documents;
mod guide;
mod help;
mod hook;
mod server;
mod util;
mod watch;
mod world_itself;

/// A forgotten file would be a test that never runs.
#[test]
fn every_file_of_this_folder_is_a_module() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli");
    let main = std::fs::read_to_string(folder.join("main.rs")).unwrap();
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let Some(module) = name.strip_suffix(".rs").filter(|module| *module != "main") else { continue };
        assert!(main.contains(&format!("mod {module};")), "`{name}` is not named in main.rs");
    }
}
mod format;
mod show;
