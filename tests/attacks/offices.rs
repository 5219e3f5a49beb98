//! Whoever names the education offices has power over every school: the ways in to that list.

use super::approval_story::*;
use super::story::*;
use super::world::{Who, World};

/// Tùng starts a branch before the first school was there, when nobody's right was at stake, names his own
/// key as an office's, and merges it.
#[test]
fn an_office_named_before_the_first_school_and_merged() {
    let world = settings_first();
    world.git(["checkout", "--quiet", "-b", "tung", "HEAD~2"]);
    world.write("caitien.toml", &settings_with_office(&world, Who::Stranger));
    world.git(["add", "."]);
    world.commit_signed("Cơ quan", Who::Stranger);
    world.git(["checkout", "--quiet", "main"]);
    world.git(["merge", "--quiet", "--no-ff", "-m", "Nhập", "tung"]);
    take_over(&world, Who::Stranger);
    world.commit_signed("Bàn giao", Who::Stranger);
    follow(&world, 2, Who::Stranger, 2);
    refused(&world, &tag(2), "trust-violation", Git::Accepts);
}

#[test]
fn an_office_from_an_unrelated_history() {
    let world = World::with_repository();
    world.write(&format!("schools/{}/school.toml", super::world::SCHOOL), &world.school_record());
    world.git(["add", "."]);
    world.commit_signed("Hồ sơ", Who::Principal);
    world.write_plan(PERIOD, &plan());
    world.commit_all("Kế hoạch");
    approve(&world, PERIOD, Who::Principal);
    world.git(["checkout", "--quiet", "--orphan", "tung"]);
    world.git(["rm", "-rfq", "."]);
    world.write("caitien.toml", &settings_with_office(&world, Who::Stranger));
    world.git(["add", "."]);
    world.commit_signed("Cơ quan", Who::Stranger);
    world.git(["checkout", "--quiet", "main"]);
    world.git(["merge", "--quiet", "--no-ff", "--allow-unrelated-histories", "-m", "Nhập", "tung"]);
    take_over(&world, Who::Stranger);
    world.commit_signed("Bàn giao", Who::Stranger);
    follow(&world, 2, Who::Stranger, 2);
    refused(&world, &tag(2), "trust-violation", Git::Accepts);
}

#[test]
fn a_founders_power_that_a_school_of_the_thief_brings_back() {
    let world = approved();
    let status = status(&world, "status = \"compromised\"\nfrom-sequence = 2");
    write_record(&world, &record(&world, 2, Who::FormerPrincipal, &status));
    world.commit_signed("Khóa bị lộ", Who::Principal);
    let own = world.school_record().replace("mn-hoa-sen", "th-ma");
    world.write("schools/th-ma/school.toml", &own);
    world.git(["add", "."]);
    world.commit_signed("Trường ma", Who::Principal);
    world.write("caitien.toml", &settings_with_office(&world, Who::Stranger));
    world.git(["add", "."]);
    world.commit_signed("Cơ quan", Who::Principal);
    let text = record(&world, 3, Who::Stranger, &status);
    write_record(&world, &text);
    world.commit_signed("Bàn giao", Who::Stranger);
    follow(&world, 2, Who::Stranger, 3);
    refused(&world, &tag(2), "trust-violation", Git::Accepts);
}

/// The same list, refused at the merge, must not be in force behind the refusal either: Tùng would change the
/// record meanwhile, and then put the settings back.
#[test]
fn an_office_that_is_refused_and_taken_back_again() {
    let world = settings_first();
    let settings = world.read("caitien.toml");
    world.git(["checkout", "--quiet", "-b", "tung", "HEAD~2"]);
    let own = world.school_record().replace("mn-hoa-sen", "th-ma");
    world.write(
        "schools/th-ma/school.toml",
        &own.replace(&world.public_key(Who::Principal), &world.public_key(Who::Stranger)),
    );
    world.git(["add", "."]);
    world.commit_signed("Trường ma", Who::Stranger);
    world.write("caitien.toml", &settings_with_office(&world, Who::Stranger));
    world.git(["add", "."]);
    world.commit_signed("Cơ quan", Who::Stranger);
    world.git(["merge", "--quiet", "--no-ff", "-m", "Nhập", "main"]);
    refused(&world, &tag(1), "trust-violation", Git::Accepts);
    take_over(&world, Who::Stranger);
    world.commit_signed("Bàn giao", Who::Stranger);
    world.write("caitien.toml", &settings);
    world.git(["add", "."]);
    world.commit_signed("Trả lại", Who::Stranger);
    follow(&world, 2, Who::Stranger, 2);
    refused(&world, &tag(2), "trust-violation", Git::Accepts);
}
