//! What the stories about approvals share: a school with an approved plan, and the means to forge.

use std::io::Write;
use std::process::Stdio;

use caitien::approval::statement::Statement;
use caitien::git::tag::{Tagger, build, split};
use caitien::signing::{KeyFile, Locked, Signer};

use super::world::{SCHOOL, Who, World};

/// The plan of an invented preschool that passes every check.
pub(crate) const PLAN: &str = include_str!("../../templates/samples/mn-ben-mo/2024-2025.md");

pub(crate) const PERIOD: &str = "2024-2025";

/// The tag of a version of that plan.
pub(crate) fn tag(version: u32) -> String {
    format!("approved/{SCHOOL}/{PERIOD}/v{version}")
}

/// The plan as this school's.
pub(crate) fn plan() -> String {
    PLAN.replace("mn-ben-mo", SCHOOL)
}

/// A school with a committed plan.
pub(crate) fn with_plan() -> World {
    let world = World::with_school();
    world.write_plan(PERIOD, &plan());
    world.commit_all("Kế hoạch");
    world
}

/// The same, approved by the principal.
pub(crate) fn approved() -> World {
    let world = with_plan();
    approve(&world, PERIOD, Who::Principal);
    world
}

pub(crate) fn approve(world: &World, period: &str, who: Who) {
    let key = world.key(who);
    world.run(["approve", period, "--yes", "--key", key.to_str().unwrap()]).ok();
}

/// Edits the plan a little and commits it.
pub(crate) fn edit_plan(world: &World, words: &str) {
    let text = plan().replacen("\n## ", &format!("\n## Ghi thêm\n\n{words}\n\n## "), 1);
    world.write_plan(PERIOD, &text);
    world.commit_all("Sửa kế hoạch");
}

/// The verdict's code for every approval, by tag.
pub(crate) fn verdicts(world: &World) -> Vec<(String, String)> {
    let json = world.run(["verify", "--format", "json"]).json();
    let approvals = json["approvals"].as_array().unwrap();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    approvals.iter().map(|one| (text(&one["tag"]), text(&one["verdict"]))).collect()
}

/// The verdict on one tag; the exit code must agree with it.
#[track_caller]
pub(crate) fn verdict(world: &World, tag: &str) -> String {
    let out = world.run(["verify", tag, "--format", "json"]);
    let json = out.json();
    let good = json["approvals"][0]["good"].as_bool().unwrap();
    assert_eq!(out.code, Some(i32::from(!good)), "{}", out.stdout);
    json["approvals"][0]["verdict"].as_str().unwrap().to_owned()
}

/// What plain git says of a tag, with every person's key allowed.
pub(crate) fn git_accepts(world: &World, tag: &str) -> bool {
    let lines: Vec<String> =
        Who::ALL.iter().map(|who| format!("someone@example.org {}", world.public_key(*who))).collect();
    let allowed = world.home().join("allowed_signers");
    std::fs::write(&allowed, lines.join("\n") + "\n").unwrap();
    let setting = format!("gpg.ssh.allowedSignersFile={}", allowed.display());
    world.try_git(["-c", &setting, "verify-tag", tag]).code == Some(0)
}

pub(crate) fn signer(world: &World, who: Who) -> Signer {
    match KeyFile::read(&world.key(who)).unwrap().open().unwrap() {
        Locked::Open(signer) => signer,
        _ => panic!("the key of {who:?} is locked"),
    }
}

/// The raw bytes of a tag object.
pub(crate) fn raw(world: &World, tag: &str) -> String {
    world.git(["cat-file", "tag", tag])
}

/// The statement of an approval.
pub(crate) fn statement(world: &World, tag: &str) -> Statement {
    Statement::parse(&split(raw(world, tag).as_bytes()).unwrap().message).unwrap()
}

/// Stores a tag object and lets a ref name it; returns its id.
pub(crate) fn place(world: &World, tag: &str, bytes: &str) -> String {
    let mut command = world.command("git");
    command.args(["hash-object", "-t", "tag", "-w", "--stdin"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(bytes.as_bytes()).unwrap();
    let id = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap().trim().to_owned();
    world.git(["update-ref", &format!("refs/tags/{tag}"), &id]);
    id
}

/// A tag of HEAD with this message, signed by this person.
pub(crate) fn sign(world: &World, tag: &str, message: &str, who: Who) -> String {
    let commit = world.git(["rev-parse", "HEAD"]).trim().parse().unwrap();
    let tagger = Tagger { name: "x".into(), email: "x@example.org".into(), seconds: 1, offset: 420 };
    let payload = build(commit, tag, &tagger, message);
    let signature = signer(world, who).sign(payload.as_bytes()).unwrap();
    place(world, tag, &format!("{payload}{signature}"))
}

/// An approval of HEAD's commit like the first one, changed and signed by this person.
pub(crate) fn forge(world: &World, tag: &str, who: Who, change: impl FnOnce(&mut Statement)) -> String {
    let mut statement = statement(world, &self::tag(1));
    statement.name = tag.parse().unwrap();
    change(&mut statement);
    sign(world, tag, &statement.message("Trường Mầm non Hoa Sen"), who)
}

/// A trust record with this principal, and lines at its end.
pub(crate) fn record(world: &World, serial: u32, principal: Who, more: &str) -> String {
    let first = world.school_record();
    let own = world.public_key(Who::Principal);
    let other = world.public_key(principal);
    first.replace("serial = 1", &format!("serial = {serial}")).replace(&own, &other) + more
}

pub(crate) fn fingerprint(world: &World, who: Who) -> String {
    caitien::approval::PublicKey::parse(&world.public_key(who)).unwrap().fingerprint()
}

pub(crate) fn write_record(world: &World, text: &str) {
    world.write(&format!("schools/{SCHOOL}/school.toml"), text);
    world.git(["add", "--all"]);
}

/// `[[key-status]]` lines for the principal's key.
pub(crate) fn status(world: &World, words: &str) -> String {
    format!("\n[[key-status]]\nkey = \"{}\"\n{words}\n", fingerprint(world, Who::Principal))
}
