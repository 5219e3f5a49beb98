//! `budget`: money planned, spent and left; only what was read is added up.

use super::year_story::{PERIOD, file, refused, school, text};

#[test]
fn what_was_spent_is_held_against_what_is_planned() {
    let world = school();
    let plan = world.read(&file("plan.md"));
    world.write(&file("plan.md"), &plan.replace("Kinh phí: 3.000.000 đ", "Kinh phí: tùy tình hình"));
    world.run(["progress", "a-3.1-2024-1", "--spent", "2.000.000 đ", "--by", "hoa"]).ok();
    world.run(["progress", "a-3.1-2024-1", "--spent", "1 triệu rưỡi", "--by", "hoa"]).ok();
    // Mistyped: put right, not taken away.
    world.run(["progress", "a-3.1-2024-1", "--spent", "-500.000 đ", "--by", "hoa"]).ok();
    let told = world.run(["kinh-phi"]).ok().stdout;
    for words in [
        "Theo nguồn",
        "hỗ trợ tự nguyện của cha mẹ trẻ",
        "27.000.000 đ",
        "3.000.000 đ",
        "24.000.000 đ",
        "Chưa cộng được (1)",
        "tùy tình hình",
        "chưa rõ",
    ] {
        assert!(told.contains(words), "{words}\n{told}");
    }
    let json = world.run(["budget", PERIOD, "--format", "json"]).ok().json();
    assert_eq!(json["total"]["spent"], 3_000_000);
    assert_eq!(json["total"]["planned"], 110_000_000);
    assert_eq!(json["unread"][0]["item"], "a-5.4-2024-1");
    let third =
        json["standards"].as_array().unwrap().iter().find(|one| one["standard"] == 3).unwrap().clone();
    assert_eq!((third["planned"].as_u64(), third["rest"].as_i64()), (Some(40_500_000), Some(37_500_000)));
    assert_eq!(text(&world, "progress.toml").matches("spent = ").count(), 3);
    assert!(world.run(["progress", "a-3.1-2024-1"]).ok().stdout.contains("đã chi: 3.000.000 đ"));
}

#[test]
fn every_year_is_a_line() {
    let world = school();
    let later =
        world.read(&file("plan.md")).replace("2024-2025\"", "2025-2026\"").replace("45.000.000", "5.000.000");
    world.write("schools/mn-hoa-sen/2025-2026/plan.md", &later);
    world.run(["progress", "a-3.1-2024-1", "--spent", "500000", "--by", "hoa"]).ok();
    let told = world.run(["budget", "--years"]).ok().stdout;
    assert!(told.contains("2024-2025  113.000.000 đ  500.000 đ"), "{told}");
    let json = world.run(["budget", "--years", "--format", "json"]).ok().json();
    assert_eq!(json["years"][1]["planned"], 73_000_000, "{json}");
    refused(&world, &["budget", PERIOD, "--years"], "--years");
}

#[test]
fn the_table_is_written_for_people_who_count() {
    let world = school();
    let text = world.run(["budget", "--to", "csv", "-o", "-"]).ok().stdout;
    assert!(text.contains("Đã chi (đồng)") && text.contains("Cộng"), "{text}");
    let out = world.run(["budget", "--to", "xlsx"]).ok();
    assert!(out.stdout.contains("kinh-phi-mn-hoa-sen-2024-2025.xlsx"), "{}", out.said());
    assert!(std::fs::read(world.path("kinh-phi-mn-hoa-sen-2024-2025.xlsx")).unwrap().starts_with(b"PK"));
    world.write("k.csv", "của tôi");
    refused(&world, &["budget", "--to", "csv", "-o", "k.csv"], "không ghi đè").no();
    refused(&world, &["budget", "2019-2020"], "hiện có").cannot();
}
