//! What the stories about notices share: a school with a clerk and an education office, and an approved plan.

use std::path::PathBuf;

use caitien::approval::ApprovalName;
use caitien::approval::name::TagKind;
use caitien::approval::notice::{Notice, Says};
use serde_json::Value;

use super::approval_story::*;
use super::world::{Output, SCHOOL, Who, World};

/// The line of `school.toml` for the clerk.
pub(crate) fn clerk(world: &World) -> String {
    format!(
        "\n[[person]]\nid = \"van-thu\"\nname = \"Lò Thị Pản\"\nrole = \"clerk\"\nkeys = [\"{}\"]\n",
        world.public_key(Who::Clerk)
    )
}

/// A school with a principal, a deputy and a clerk, an education office, and a committed plan.
pub(crate) fn with_people() -> World {
    let world = World::with_repository();
    let office = format!(
        "schema = 1\nlanguage = \"vi\"\n\n[[office]]\nid = \"pgd\"\nname = \"Phòng GDĐT Điện Biên\"\nkeys = [\"{}\"]\n",
        world.public_key(Who::Office)
    );
    world.write("caitien.toml", &office);
    world.write(&format!("schools/{SCHOOL}/school.toml"), &(world.school_record() + &clerk(&world)));
    world.git(["add", "."]);
    world.commit_signed("Lập hồ sơ trường", Who::Principal);
    world.write_plan(PERIOD, &plan());
    world.commit_all("Kế hoạch");
    world
}

/// The same, approved by the principal.
pub(crate) fn approved_here() -> World {
    let world = with_people();
    approve(&world, PERIOD, Who::Principal);
    world
}

/// The tag of a kind about a version of the plan.
pub(crate) fn notice_tag(kind: TagKind, version: u32) -> String {
    tag(version).parse::<ApprovalName>().unwrap().tag(kind)
}

/// Runs `withdraw`, `receive` or `issue` for the plan with somebody's key.
pub(crate) fn say(world: &World, verb: &str, who: Who, more: &[&str]) -> Output {
    let key = world.key(who).display().to_string();
    let mut arguments = vec![verb, PERIOD, "--yes", "--key", &key];
    arguments.extend(more);
    world.run(arguments)
}

/// Takes the newest approval back.
pub(crate) fn withdraw(world: &World, who: Who) -> Output {
    say(world, "withdraw", who, &["--reason", "Sai số liệu"])
}

/// The codes of what stands in the way, by a rehearsal with somebody's key.
pub(crate) fn stops(world: &World, verb: &str, who: Who, more: &[&str]) -> Vec<String> {
    let mut all = vec!["--dry-run", "--format", "json"];
    all.extend(more);
    let out = say(world, verb, who, &all);
    let json = out.json();
    let codes = json["obstacles"].as_array().unwrap().iter();
    let codes: Vec<String> = codes.map(|one| one["code"].as_str().unwrap().to_owned()).collect();
    assert_eq!(out.code, Some(i32::from(!codes.is_empty())), "{}", out.said());
    assert_eq!(json["ready"], codes.is_empty());
    codes
}

/// The verdict's code for a notice by its tag; the exit code must agree with it.
#[track_caller]
pub(crate) fn heard(world: &World, tag: &str) -> String {
    let out = world.run(["verify", tag, "--format", "json"]);
    let json = out.json();
    let notice = &json["notices"][0];
    let good = notice["good"].as_bool().unwrap_or_else(|| panic!("{}", out.stdout));
    assert_eq!(out.code, Some(i32::from(!good)), "{}", out.stdout);
    notice["verdict"].as_str().unwrap().to_owned()
}

/// The notices under an approval: kind and verdict.
pub(crate) fn under(world: &World, tag: &str) -> Vec<(String, String)> {
    let json = world.run(["verify", tag, "--format", "json"]).json();
    let notices = json["approvals"][0]["notices"].as_array().unwrap().clone();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    notices.iter().map(|one| (text(&one["kind"]), text(&one["verdict"]))).collect()
}

/// Where the plan stands, by `status`.
pub(crate) fn standing(world: &World) -> Value {
    let json = world.run(["status", "--format", "json"]).ok().json();
    json["schools"][0]["plans"][0].clone()
}

/// A true notice about an approval, to be bent.
pub(crate) fn notice(world: &World, version: u32, says: Says) -> Notice {
    let statement = statement(world, &tag(version));
    let approval = world.git(["rev-parse", &tag(version)]).trim().parse().unwrap();
    Notice { name: statement.name, root: statement.root, approval, says }
}

/// Somebody's own withdrawal of a version, made without our program.
pub(crate) fn forged_withdrawal(world: &World, version: u32, who: Who) -> String {
    let says = Says::Withdrawn { reason: "Rút".into() };
    let notice = notice(world, version, says);
    let back = world.git(["rev-parse", "HEAD"]);
    // Notices are attached to the approved commit.
    world.git(["checkout", "--quiet", &format!("{}^{{commit}}", tag(version))]);
    let name = notice_tag(TagKind::Withdrawn, version);
    let id = sign(world, &name, &notice.message("Trường"), who);
    world.git(["checkout", "--quiet", "-B", "main", back.trim()]);
    id
}

/// A file of some bytes that stands for the signed PDF.
pub(crate) fn pdf(world: &World, name: &str, bytes: usize) -> PathBuf {
    let path = world.home().join(name);
    let text: Vec<u8> = (0..bytes).map(|at| u8::try_from(at % 251).unwrap()).collect();
    std::fs::write(&path, text).unwrap();
    path
}
