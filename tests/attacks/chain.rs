//! The order of approvals: gaps and forks are told in `tests/cli/verify.rs`; here are loops and ends.

use super::approval_story::*;
use super::story::*;
use super::world::{SCHOOL, Who, World};

/// No hash can be in itself, so a loop can only be one by numbers: each names the other's place, one of them falsely.
#[test]
fn a_chain_that_bites_its_tail() {
    let world = approved();
    let first = id(&world, &tag(1));
    let link = |version: u32, sequence: u64, previous| {
        forge(&world, &tag(version), Who::Principal, |statement| {
            (statement.sequence, statement.previous) = (sequence, previous);
        });
        id(&world, &tag(version))
    };
    let third = link(3, 3, Some(first));
    link(2, 2, Some(third));
    refused(&world, &tag(3), "broken-chain", Git::Accepts);
    refused(&world, &tag(2), "broken-chain", Git::Accepts);
    // A second beginning; and one that names something that is no approval.
    link(4, 1, Some(third));
    refused(&world, &tag(4), "broken-chain", Git::Accepts);
    let commit = world.git(["rev-parse", "HEAD"]).trim().parse().unwrap();
    link(5, 2, Some(commit));
    refused(&world, &tag(5), "broken-chain", Git::Accepts);
    stands(&world, &tag(1), "valid");
}

/// The highest numbers there are: nothing comes after them, and nothing breaks.
#[test]
fn numbers_at_the_end_of_their_range() {
    let world = approved();
    let first = id(&world, &tag(1));
    forge(&world, &tag(2), Who::Principal, |statement| {
        (statement.sequence, statement.previous) = (i64::MAX as u64, Some(first));
    });
    refused(&world, &tag(2), "broken-chain", Git::Accepts);
    let end = tag(u32::MAX);
    forge(&world, &end, Who::Stranger, |statement| {
        (statement.sequence, statement.previous) = (i64::MAX as u64, Some(first));
        statement.trust_serial = u32::MAX;
    });
    refused(&world, &end, "trust-violation", Git::Accepts);
}

/// Tùng takes the highest version there is for a tag of his. Cô Mai can approve all the same.
#[test]
fn the_last_version_taken_by_a_stranger() {
    let world = approved();
    let first = id(&world, &tag(1)).to_string();
    world.git(["update-ref", &format!("refs/tags/{}", tag(u32::MAX)), &first]);
    world.git(["update-ref", &format!("refs/tags/{}", tag(2)), &first]);
    refused(&world, &tag(u32::MAX), "renamed", Git::Accepts);
    edit_plan(&world, "Thêm.");
    approve(&world, PERIOD, Who::Principal);
    stands(&world, &tag(3), "valid");
    stands(&world, &tag(1), "superseded");
}

/// Serials at the end of their range, brought in by cô Mai's own hand: the next record cannot be written, and nothing
/// else breaks.
#[test]
fn a_serial_at_the_end_of_its_range() {
    let world = World::with_school();
    write_record(&world, &record(&world, u32::MAX, Who::Principal, ""));
    world.commit_signed("Hồ sơ", Who::Principal);
    world.write(&format!("schools/{SCHOOL}/{PERIOD}/plan.md"), &plan());
    world.commit_all("Kế hoạch");
    let key = world.key(Who::Principal);
    world.run(["approve", PERIOD, "--yes", "--key", key.to_str().unwrap()]).no();
    world.run(["trust", "show"]);
}
