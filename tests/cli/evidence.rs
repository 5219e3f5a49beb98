//! `evidence`: the register of what proves something; a code is one thing, a file is what it was.

use super::approval_story::{approve, statement, verdict};
use super::world::{SCHOOL, Who};
use super::year_story::{PERIOD, file, joined, refused, school, text};

#[test]
fn an_entry_is_added_listed_and_its_file_checked() {
    let world = school();
    std::fs::write(world.home().join("bien-ban.pdf"), b"%PDF bien ban").unwrap();
    let pdf = world.home().join("bien-ban.pdf").display().to_string();
    let out = world
        .run([
            "minh-chung",
            "them",
            "[h1-1.6-04]",
            "--name",
            "Biên bản thanh lý",
            "--file",
            &pdf,
            "--place",
            "Tủ 2",
        ])
        .ok();
    assert!(out.stdout.contains("Đã thêm minh chứng [H1-1.6-04]: Biên bản thanh lý"), "{}", out.said());
    assert!(out.stderr.contains("caitien save"), "{}", out.said());
    let listed = world.run(["evidence"]).ok().stdout;
    for words in ["[H1-1.6-04] Biên bản thanh lý", "nơi cất: Tủ 2", "dấu SHA-256", "Nguyễn Thị Mai ghi"]
    {
        assert!(listed.contains(words), "{words}\n{listed}");
    }
    let out = world.run(["evidence", "check"]).ok();
    assert!(out.stdout.contains("Đã soát 1 tệp: tất cả còn nguyên"), "{}", out.stdout);
    std::fs::write(&pdf, b"%PDF khac").unwrap();
    let out = world.run(["evidence", "check"]).no();
    assert!(out.stdout.contains("tệp đã bị sửa") && out.stdout.contains("--replace"), "{}", out.stdout);
    world
        .run(["evidence", "add", "H1-1.6-04", "--replace", "--name", "Biên bản ký lại", "--file", &pdf])
        .ok();
    world.run(["evidence", "check"]).ok();
    let json = world.run(["evidence", "--format", "json"]).ok().json();
    assert_eq!(json["entries"].as_array().unwrap().len(), 1, "{json}");
    assert_eq!(json["entries"][0]["name"], "Biên bản ký lại");
    std::fs::remove_file(&pdf).unwrap();
    let out = world.run(["evidence", "check", "--format", "json"]).no();
    assert_eq!(out.json()["entries"][0]["state"], "missing");
    world.run(["check", PERIOD]).ok();
}

#[test]
fn a_copy_is_kept_beside_the_plan_and_never_replaced() {
    let world = school();
    world.write("anh.JPG", "anh 1");
    let out =
        world.run(["evidence", "add", "H3-3.1-01", "--name", "Ảnh", "--file", "anh.JPG", "--keep"]).ok();
    assert!(out.stdout.contains("Đã chép một bản"), "{}", out.said());
    assert_eq!(world.read(&file("evidence/H3-3.1-01.JPG")), "anh 1");
    world.write("anh.JPG", "anh 2");
    let again = ["evidence", "add", "H3-3.1-01", "--name", "Ảnh", "--file", "anh.JPG", "--keep", "--replace"];
    refused(&world, &again, "không ghi đè").no();
    assert_eq!(world.read(&file("evidence/H3-3.1-01.JPG")), "anh 1");
    world.run(["evidence", "check"]).ok();
    let saved = world.run(["save"]).ok();
    assert!(saved.said().contains("giữ bản chép của minh chứng"), "{}", saved.said());
}

#[test]
fn codes_are_of_the_edition_and_the_next_one_is_proposed() {
    let world = school();
    refused(&world, &["evidence", "add", "MC.1.5.03", "--name", "Sổ"], "mã viết như H1-1.1-01").cannot();
    refused(&world, &["evidence", "add", "H1-1.50-03", "--name", "Sổ"], "không có tiêu chí 1.50").cannot();
    refused(&world, &["evidence", "add", "H1-1.5-03", "--name", "  "], "phải có tên").cannot();
    refused(&world, &["evidence", "add", "H1-1.5-03"], "--name");
    refused(
        &world,
        &["evidence", "add", "H1-1.5-03", "--name", "Sổ", "--file", "khong-co.pdf"],
        "khong-co.pdf",
    );
    refused(&world, &["evidence", "add", "H1-1.5-03", "--name", "Sổ", "--replace"], "chưa có mã").cannot();
    refused(&world, &["evidence", "add", "--criterion", "1.99"], "không có tiêu chí 1.99").cannot();
    assert_eq!(text(&world, "evidence.toml"), "");
    let out = world.run(["evidence", "add", "--criterion", "1.5"]).ok();
    assert!(out.stdout.contains("Mã còn trống: H1-1.5-01"), "{}", out.stdout);
    assert_eq!(text(&world, "evidence.toml"), "", "only proposed");
    // A code that a record uses is not free.
    world.write(
        &file("progress.toml"),
        "[[record]]\nitem = \"w-1.5-2022-1\"\ndate = 2025-01-10\nstatus = \"partial\"\nevidence = [\"H2-1.5-02\"]\n",
    );
    let out = world.run(["evidence", "add", "--criterion", "1.5", "--name", "Sổ điểm danh"]).ok();
    assert!(out.stdout.contains("[H2-1.5-03]: Sổ điểm danh"), "{}", out.stdout);
    refused(&world, &["evidence", "add", "H2-1.5-03", "--name", "Sổ khác"], "“Sổ điểm danh”").no();
    let out = world.run(["evidence", "add", "H1-1.5-01", "--name", "Sổ", "--dry-run"]).ok();
    assert!(out.stdout.contains("[[evidence]]"), "{}", out.stdout);
    assert_eq!(text(&world, "evidence.toml").matches("[[evidence]]  # ").count(), 1);
}

#[test]
fn the_edition_of_2026_has_its_own_codes() {
    let world = school().at("2026-10-01T08:00:00+07:00[+07:00]");
    let plan = include_str!("../../templates/samples/mn-ben-mo/2026-2027.md").replace("mn-ben-mo", SCHOOL);
    world.write_plan("2026-2027", &plan);
    let out = world.run(["evidence", "add", "--criterion", "1.3"]).ok();
    assert!(out.stdout.contains("MC.1.3.01"), "{}", out.stdout);
    world.run(["evidence", "add", "(mc.1.3.01)", "--name", "Báo cáo"]).ok();
    refused(&world, &["evidence", "add", "H1-1.3-01", "--name", "Sổ"], "MC.1.1.01").cannot();
    assert!(world.run(["evidence"]).ok().stdout.contains("(MC.1.3.01) Báo cáo"));
}

#[test]
fn codes_that_nobody_registered_are_told_where_a_register_is_kept() {
    let world = school();
    let records = include_str!("../../templates/samples/mn-ben-mo/2024-2025.progress.toml");
    world.write(&file("progress.toml"), records);
    let told = || world.run(["check", PERIOD]).stdout.matches("unregistered-evidence").count();
    assert_eq!(told(), 0);
    world.run(["evidence", "add", "H1-1.6-04", "--name", "Biên bản"]).ok();
    assert_eq!(told(), 4);
    let twice = text(&world, "evidence.toml").replace("Biên bản", "Quyết định");
    world.write(&file("evidence.toml"), &(text(&world, "evidence.toml") + "\n" + &twice));
    let out = world.run(["check", PERIOD]);
    assert!(out.stdout.contains("duplicate-evidence"), "{}", out.stdout);
    world.write(&file("evidence.toml"), "[[evidence]]\ncode = 3\n");
    let out = world.run(["check", PERIOD]).no();
    assert!(out.stdout.contains("evidence.toml:2"), "{}", out.stdout);
    refused(&world, &["evidence", "add", "H1-1.6-05", "--name", "Sổ"], "caitien check").cannot();
    world.run(["hook", "install"]).ok();
    world.run(["save"]).no();
}

#[test]
fn two_peoples_entries_join_into_both() {
    let world = school();
    let merged = joined(
        &world,
        "evidence.toml",
        &["evidence", "add", "H1-1.5-01", "--name", "Sổ điểm danh", "--by", "hoa"],
        &["evidence", "add", "H1-1.5-02", "--name", "Sổ điểm danh", "--by", "mo"],
    );
    assert_eq!(merged.matches("[[evidence]]  # ").count(), 2, "{merged}");
    let json = world.run(["evidence", "--format", "json"]).ok().json();
    assert_eq!(json["entries"].as_array().unwrap().len(), 2);
}

#[test]
fn what_is_approved_covers_the_register() {
    let world = super::approval_story::with_plan();
    world.pin_root();
    world.run(["evidence", "add", "H1-1.5-01", "--name", "Sổ điểm danh", "--period", PERIOD]).ok();
    world.run(["save"]).ok();
    approve(&world, PERIOD, Who::Principal);
    let tag = super::approval_story::tag(1);
    assert!(statement(&world, &tag).content.evidence.is_some());
    assert_eq!(verdict(&world, &tag), "valid");
    // What is registered later is not covered, and harms nothing.
    world.run(["evidence", "add", "H1-1.5-02", "--name", "Biên bản", "--period", PERIOD]).ok();
    world.run(["save"]).ok();
    assert_eq!(verdict(&world, &tag), "valid");
}
