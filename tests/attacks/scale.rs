//! Much of it: a tag of 100 MB, ten thousand tags.

use std::io::Write;
use std::process::Stdio;
use std::time::{Duration, Instant};

use caitien::git::tag::{Tagger, build};

use super::approval_story::*;
use super::story::*;
use super::world::{Who, World};

/// What a run of the program took at most, in megabytes of memory.
#[cfg(target_os = "linux")]
fn run_with_little_memory(world: &World, arguments: &str, megabytes: u64) -> super::world::Output {
    let mut command = world.command("sh");
    let limit = megabytes * 1024;
    command.args([
        "-c",
        &format!("ulimit -v {limit}; exec \"$0\" {arguments}"),
        env!("CARGO_BIN_EXE_caitien"),
    ]);
    let output = command.output().unwrap();
    super::world::Output::of(&command, &output)
}

/// Stores a big object of this kind; returns its id.
fn store(world: &World, kind: &str, parts: &[&[u8]]) -> String {
    let mut command = world.command("git");
    command.args(["-c", "core.compression=1", "hash-object", "-t", kind, "-w", "--literally", "--stdin"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    parts.iter().for_each(|part| input.write_all(part).unwrap());
    drop(input);
    String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap().trim().to_owned()
}

const BIG: usize = 100_000_000;

/// A hundred megabytes in one tag: of nothing, of lines, of a statement's keys, signed or not.
#[cfg(target_os = "linux")]
#[test]
fn a_tag_of_100_megabytes() {
    let world = approved();
    let commit = world.git(["rev-parse", "HEAD"]).trim().to_owned();
    let head = format!("object {commit}\ntype commit\ntag {}\ntagger x <x> 1 +0700\n\n", tag(2));
    let signed = raw(&world, &tag(1));
    let signature = &signed[signed.find("-----BEGIN SSH").unwrap()..];
    for filling in ["x", "a = 1\n"] {
        let body = filling.repeat(BIG / filling.len());
        let begin = format!("{head}x\n\n+++\nschema = 1\n");
        let id = store(&world, "tag", &[begin.as_bytes(), body.as_bytes(), b"+++\n", signature.as_bytes()]);
        world.write(&format!(".git/refs/tags/{}", tag(2)), &id);
        let start = Instant::now();
        let out = run_with_little_memory(&world, "verify --format json", 500).no();
        let took = start.elapsed();
        assert!(took < Duration::from_secs(10), "{filling:?}: {took:?}");
        let json = out.json();
        let codes: Vec<&str> = json["approvals"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["verdict"].as_str().unwrap())
            .collect();
        assert_eq!(codes, ["valid", "not-a-commit"], "{filling:?}");
    }
}

/// A record, a file of settings, a plan of a hundred megabytes.
#[cfg(target_os = "linux")]
#[test]
fn files_of_100_megabytes() {
    let world = approved();
    let id = store(&world, "blob", &["# x\n".repeat(BIG / 4).as_bytes()]);
    for (path, code) in [
        ("schools/mn-hoa-sen/school.toml", "trust-violation"),
        ("caitien.toml", "trust-violation"),
        ("schools/mn-hoa-sen/2024-2025/plan.md", "content-mismatch"),
        ("schools/mn-hoa-sen/2024-2025/reviews/x.md", "content-mismatch"),
    ] {
        world.git(["update-index", "--add", "--cacheinfo", &format!("100644,{id},{path}")]);
        world.git(["commit", "--quiet", "-m", "To"]);
        follow(&world, 2, Who::Principal, 1);
        let start = Instant::now();
        let out = run_with_little_memory(&world, &format!("verify {} --format json", tag(2)), 500).no();
        let took = start.elapsed();
        assert!(took < Duration::from_secs(10), "{path}: {took:?}");
        assert_eq!(out.json()["approvals"][0]["verdict"], code, "{path}");
        world.git(["reset", "--quiet", "--hard", "HEAD~1"]);
    }
}

/// Tùng pushes ten thousand tags beside the one that is good, each with the statement of that one and his signature.
#[test]
fn ten_thousand_tags() {
    let world = approved();
    let commit = world.git(["rev-parse", "HEAD"]).trim().parse().unwrap();
    let tagger = Tagger { name: "x".into(), email: "x".into(), seconds: 1, offset: 0 };
    let (message, own) = (statement(&world, &tag(1)).message("Trường"), signer(&world, Who::Stranger));
    let mut stream = String::new();
    for version in 2..10_001 {
        let payload = build(commit, &tag(version), &tagger, &message);
        let signature = own.sign(payload.as_bytes()).unwrap();
        let data = format!("{message}{signature}");
        let name = tag(version);
        stream
            .push_str(&format!("tag {name}\nfrom {commit}\ntagger {tagger}\ndata {}\n{data}\n", data.len()));
    }
    let mut command = world.command("git");
    let mut import = command.args(["fast-import", "--quiet"]).stdin(Stdio::piped()).spawn().unwrap();
    import.stdin.take().unwrap().write_all(stream.as_bytes()).unwrap();
    assert!(import.wait().unwrap().success());
    let start = Instant::now();
    let out = world.run(["verify", "--format", "json"]).no();
    let took = start.elapsed();
    eprintln!("ten thousand tags: {took:?}");
    let json = out.json();
    let judged = json["approvals"].as_array().unwrap();
    let good: Vec<_> = judged.iter().filter(|one| one["good"].as_bool().unwrap()).collect();
    assert_eq!((judged.len(), good.len()), (10_000, 1));
    assert_eq!(good[0]["tag"], tag(1));
    assert!(took < Duration::from_secs(60), "{took:?}");
    let version = tag(9_999);
    assert!(judged.iter().any(|one| one["tag"] == version.as_str() && one["verdict"] == "renamed"));
    assert!(git_accepts(&world, &version));
}
