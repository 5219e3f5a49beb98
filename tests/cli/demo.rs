//! `demo`: the whole job once around, on any machine with git.

use crate::world::World;

/// A world in which git knows nobody: no identity, no agent, nothing to write in the home.
fn bare_world() -> World {
    let world = World::new();
    std::fs::remove_file(world.home().join(".gitconfig")).unwrap();
    world
}

#[test]
fn the_whole_job_is_done_and_forgeries_are_refused() {
    let world = bare_world();
    let out = world.run(["demo", "--into", "thu"]).ok();
    let scenes = out
        .stdout
        .lines()
        .filter(|line| line.split_once(". ").is_some_and(|(number, _)| number.parse::<u8>().is_ok()));
    assert!(scenes.count() >= 14, "{}", out.stdout);
    for told in ["content-mismatch", "renamed", "caitien verify", "w-4.1-2024-1"] {
        assert!(out.stdout.contains(told), "`{told}` is not told:\n{}", out.stdout);
    }
    assert!(out.stdout.contains(&world.path("thu/kho").display().to_string()));
    // What it leaves behind is in order, judged by the commands themselves.
    world.run(["-C", "thu/kho", "verify"]).ok();
    assert!(!world.home().join(".gitconfig").exists());
}

#[test]
fn it_speaks_english_too_and_fits_the_terminal() {
    let world = bare_world();
    let out = world.run(["--lang", "en", "demo", "--into", "try"]).ok();
    assert!(out.stdout.contains("Compare the two years"));
    let wide: Vec<&str> = out
        .stdout
        .lines()
        .filter(|line| unicode_width::UnicodeWidthStr::width(*line) > 80 && !line.contains('/'))
        .collect();
    assert!(wide.is_empty(), "{wide:#?}");
}

#[test]
fn a_folder_in_use_is_left_alone() {
    let world = bare_world();
    world.write("day/ghi-chu.txt", "của tôi\n");
    let out = world.run(["demo", "--into", "day"]).no();
    assert!(out.stderr.contains("mọi thứ giữ nguyên"), "{}", out.said());
    assert_eq!(std::fs::read_dir(world.path("day")).unwrap().count(), 1);
}

/// What the demo offers to try next is really there to be tried.
#[test]
fn what_it_offers_to_try_next_works() {
    let world = bare_world();
    let out = world.run(["demo", "--into", "thu"]).ok();
    let (_, offers) = out.stdout.split_once("$ cd ").unwrap();
    let commands = offers.lines().filter_map(|line| line.trim().strip_prefix("$ caitien "));
    let mut tried = 0;
    for command in commands.filter(|command| *command != "watch") {
        let words = ["-C", "thu/kho"].into_iter().chain(command.split(' '));
        world.run(words).ok();
        tried += 1;
    }
    assert!(tried >= 4, "{offers}");
}
