//! What the stories of a school year share: Hòa who leads, Mơ who supervises, and a plan in the middle of its year.

use super::world::{Output, SCHOOL, World};

pub(crate) const PERIOD: &str = "2024-2025";

/// A school with two more people and the sample's plan, on 10 March 2025.
pub(crate) fn school() -> World {
    let world = World::with_school().at("2025-03-10T08:00:00+07:00[+07:00]");
    let people = "\n[[person]]\nid = \"hoa\"\nname = \"Đỗ Thị Hòa\"\nrole = \"staff\"\nemail = \"hoa@example.edu.vn\"\n\n\
        [[person]]\nid = \"mo\"\nname = \"Lê Thị Mơ\"\nrole = \"supervisor\"\nemail = \"mo@example.edu.vn\"\n";
    world.write(&format!("schools/{SCHOOL}/school.toml"), &(world.school_record() + people));
    let plan = include_str!("../../templates/samples/mn-ben-mo/2024-2025.md").replace("mn-ben-mo", SCHOOL);
    let plan = plan.replace("Chủ trì: Giáo viên chủ nhiệm các lớp", "Chủ trì: Cô Đỗ Thị Hòa");
    world.write_plan(PERIOD, &plan);
    world.write(".gitattributes", include_str!("../../templates/gitattributes"));
    world.commit_all("Kế hoạch");
    world
}

/// A file beside the plan.
pub(crate) fn file(name: &str) -> String {
    format!("schools/{SCHOOL}/{PERIOD}/{name}")
}

/// The text of a file beside the plan; empty where there is none.
pub(crate) fn text(world: &World, name: &str) -> String {
    std::fs::read_to_string(world.path(&file(name))).unwrap_or_default()
}

/// The command must fail with these words.
#[track_caller]
pub(crate) fn refused(world: &World, arguments: &[&str], words: &str) -> Output {
    let out = world.run(arguments);
    assert_ne!(out.code, Some(0), "{arguments:?}: {}", out.said());
    assert!(out.stderr.contains(words), "{arguments:?}: {words}\n{}", out.said());
    out
}

/// Two people add to one file on two branches, and git joins them by the attributes; the merged text.
pub(crate) fn joined(world: &World, name: &str, one: &[&str], other: &[&str]) -> String {
    world.git(["branch", "kia"]);
    world.run(one).ok();
    world.commit_all("Bên này");
    let ours = text(world, name);
    world.git(["checkout", "--quiet", "kia"]);
    world.run(other).ok();
    world.commit_all("Bên kia");
    world.git(["checkout", "--quiet", "main"]);
    world.git(["merge", "--quiet", "-m", "Ghép", "kia"]);
    let merged = text(world, name);
    assert!(ours.lines().all(|line| merged.contains(line)), "{merged}");
    merged
}
