//! What the stories about working together share: a school with people who each have their own address, and a plan.

use super::approval_story::{PERIOD, plan};
use super::world::{SCHOOL, Who, World};

/// Where the plan's reviews lie.
pub(crate) fn reviews() -> String {
    format!("schools/{SCHOOL}/{PERIOD}/reviews")
}

/// A weakness of the sample, with an action and a target under the same heading.
pub(crate) const WEAKNESS: &str = "w-1.8-2024-1";

/// The school's record with Mơ of the council, and An who drafts.
pub(crate) fn record(world: &World) -> String {
    world.school_record()
        + &format!(
            "\n[[person]]\nid = \"mo\"\nname = \"Lê Thị Mơ\"\nrole = \"council\"\nemail = \"mo@example.edu.vn\"\nkeys = [\"{}\"]\n\
             \n[[person]]\nid = \"an\"\nname = \"Vũ Văn An\"\nrole = \"staff\"\nemail = \"an@example.edu.vn\"\n",
            world.public_key(Who::Clerk)
        )
}

/// The school with a saved plan that passes every check; An is at the keyboard.
pub(crate) fn with_people(settings: &str) -> World {
    let world = World::with_repository();
    world.write("caitien.toml", &format!("schema = 1\nlanguage = \"vi\"\n{settings}"));
    world.write(&format!("schools/{SCHOOL}/school.toml"), &record(&world));
    world.git(["add", "."]);
    world.commit_signed("Lập hồ sơ trường", Who::Principal);
    sits_down(&world, "Vũ Văn An", "an@example.edu.vn");
    world.write_plan(PERIOD, &plan());
    world.run(["save"]).ok();
    world
}

/// Somebody else sits down at the machine.
pub(crate) fn sits_down(world: &World, name: &str, email: &str) {
    world.git(["config", "user.name", name]);
    world.git(["config", "user.email", email]);
}

pub(crate) fn mo(world: &World) {
    sits_down(world, "Lê Thị Mơ", "mo@example.edu.vn");
}

pub(crate) fn an(world: &World) {
    sits_down(world, "Vũ Văn An", "an@example.edu.vn");
}

/// Edits words of the plan, and saves.
pub(crate) fn edit(world: &World, from: &str, to: &str) {
    let path = format!("schools/{SCHOOL}/{PERIOD}/plan.md");
    let text = world.read(&path);
    assert_eq!(text.matches(from).count(), 1, "{from} in\n{text}");
    world.write(&path, &text.replace(from, to));
    world.run(["save"]).ok();
}

/// The names of the files in `reviews/`.
pub(crate) fn files(world: &World) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(world.path(&reviews())) else { return Vec::new() };
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// The id of what was said just now.
pub(crate) fn say(world: &World, arguments: &[&str]) -> String {
    let json = world.run([&["comment"], arguments, &["--format", "json"]].concat()).ok().json();
    assert_eq!(json["said"]["written"], true, "{json:#}");
    json["said"]["id"].as_str().unwrap().to_owned()
}

/// The codes of what stops the approval, with what is said of each.
pub(crate) fn obstacles(world: &World) -> Vec<(String, String)> {
    let key = world.key(Who::Principal);
    let out = world.run(["approve", PERIOD, "--dry-run", "--format", "json", "--key", key.to_str().unwrap()]);
    let json = out.json();
    let text = |one: &serde_json::Value, key: &str| one[key].as_str().unwrap().to_owned();
    json["obstacles"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (text(one, "code"), text(one, "message")))
        .collect()
}
