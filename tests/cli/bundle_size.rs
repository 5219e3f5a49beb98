//! How large the bundle of a school becomes over the years.

use std::io::Write;
use std::process::Stdio;

use caitien::approval::hex::Hex;
use caitien::approval::statement::{Account, SignedContent, Statement};
use caitien::approval::{ApprovalName, digest};
use caitien::catalog::embedded;
use caitien::git::tag::{Tagger, build};
use caitien::plan::parse::parse;

use super::approval_story::{place, signer};
use super::bundle::{is_good, parts};
use super::world::{SCHOOL, Who, World};

#[path = "../bench/plans.rs"]
#[allow(dead_code)]
mod plans;

const YEARS: std::ops::Range<u16> = 2006..2026;

/// How often a plan is saved before it is approved, and a record of what was done after it.
const SAVED: usize = 15;

/// Twenty plans, each saved fifteen times on its way and approved by the same principal.
fn twenty_years(world: &World) {
    let mut school = plans::School::new(1, embedded("preschool-2018").unwrap());
    let mut import = world.command("git");
    let mut child = import.args(["fast-import", "--quiet"]).stdin(Stdio::piped()).spawn().unwrap();
    let mut pipe = child.stdin.take().unwrap();
    let mut minute = 1_700_000_000;
    let mut texts = Vec::new();
    for year in YEARS {
        let text = school.plan(year).replace(&school.id, SCHOOL);
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        for at in 1..=SAVED {
            // Written from the top down.
            let so_far = lines[..lines.len() * at / SAVED].concat();
            let message = format!("{year}-{}: sửa kế hoạch, lần {at}", year + 1);
            minute += 60;
            write!(pipe, "commit refs/heads/main\ncommitter Mai <mai@example.edu.vn> {minute} +0700\n")
                .unwrap();
            write!(pipe, "data {}\n{message}\n", message.len()).unwrap();
            if texts.is_empty() && at == 1 {
                writeln!(pipe, "from refs/heads/main^0").unwrap();
            }
            let path = format!("schools/{SCHOOL}/{year}-{}/plan.md", year + 1);
            write!(pipe, "M 100644 inline {path}\ndata {}\n{so_far}\n", so_far.len()).unwrap();
        }
        texts.push((year, text));
    }
    drop(pipe);
    assert!(child.wait().unwrap().success());
    world.git(["reset", "--quiet", "--hard"]);
    approve_all(world, &texts);
}

fn approve_all(world: &World, texts: &[(u16, String)]) {
    let commits = world.git(["rev-list", "--reverse", "main"]);
    let commits: Vec<&str> = commits.lines().collect();
    let root = world.root().parse().unwrap();
    let tagger = Tagger { name: "Mai".into(), email: "mai@example.edu.vn".into(), seconds: 1, offset: 420 };
    let mut previous = None;
    for (at, (year, text)) in texts.iter().enumerate() {
        let name: ApprovalName = format!("approved/{SCHOOL}/{year}-{}/v1", year + 1).parse().unwrap();
        let plan = parse(text).plan;
        let content = SignedContent {
            plan: digest::plan(&plan),
            items: digest::items(&plan),
            evidence: None,
            reviews: Vec::new(),
        };
        let (tag, sequence) = (name.to_string(), at as u64 + 1);
        let statement = Statement {
            name,
            root,
            sequence,
            previous,
            withdrawn: Default::default(),
            trust_serial: 1,
            content,
            authority: None,
            account: Account::default(),
            shown: Hex([0; 32]),
        };
        // The record's commit comes first.
        let commit = commits[(at + 1) * SAVED].parse().unwrap();
        let payload = build(commit, &tag, &tagger, &statement.message("Trường Mầm non Hoa Sen"));
        let signature = signer(world, Who::Principal).sign(payload.as_bytes()).unwrap();
        previous = Some(place(world, &tag, &format!("{payload}{signature}")).parse().unwrap());
    }
}

#[test]
fn twenty_years_of_a_school_go_by_mail() {
    let world = World::with_school();
    twenty_years(&world);
    world.pin_root();
    world.run(["verify", "--quiet"]).ok();
    let made = world.run(["bundle", "--format", "json", "--output", "../goi.caitien"]).ok().json();
    let bytes = made["bytes"].as_u64().unwrap();
    let file = world.home().join("goi.caitien");
    let (_, objects) = parts(&file);
    let plain: usize = objects.iter().map(|(_, object)| object.bytes.len()).sum();
    println!("{bytes} bytes hold {} objects of {plain} bytes", objects.len());
    assert!(bytes < 400_000, "{bytes} bytes");
    assert!(is_good(&std::fs::read(file).unwrap(), world.root().parse().unwrap()).unwrap());
}
