//! `petition`: what is beyond the school's power has its trail, and is not the school's delay.

use super::world::World;
use super::year_story::{PERIOD, file, joined, refused, school, text};

const NURSE: &str = "a-2.3-2024-1";
const FENCE: &str = "a-1.10-2024-1";

fn overdue(world: &World, id: &str) -> bool {
    let json = world.run(["due", "--format", "json"]).ok().json();
    let items = json["schools"][0]["items"].as_array().unwrap().clone();
    items.iter().any(|one| one["item"] == id && one["class"] == "overdue")
}

#[test]
fn a_petition_waits_is_answered_and_then_the_day_counts_again() {
    let world = school().at("2025-08-20T08:00:00+07:00[+07:00]");
    assert!(overdue(&world, FENCE));
    let ask =
        ["--to", "UBND xã", "--about", "Dự toán 60 m hàng rào", "--date", "2/10/2024", "--by", "hieu-truong"];
    let out = world.run([&["kien-nghi", FENCE], &ask[..]].concat()).ok();
    assert!(out.stdout.contains("Đã ghi: kiến nghị UBND xã về a-1.10-2024-1."), "{}", out.said());
    assert!(!overdue(&world, FENCE));
    let told = world.run(["due"]).ok().stdout;
    assert!(told.contains("Ngoài quyền của trường, đang chờ trả lời (1)"), "{told}");
    assert!(told.contains("chờ UBND xã trả lời từ 02/10/2024 (322 ngày)"), "{told}");
    assert!(!world.run(["status"]).ok().stdout.contains(FENCE));
    let shown = world.run(["show", PERIOD, FENCE]).ok().stdout;
    assert!(shown.contains("chờ UBND xã trả lời từ 02/10/2024"), "{shown}");
    let json = world.run(["show", PERIOD, FENCE, "--format", "json"]).ok().stdout;
    assert!(json.contains("\"to\": \"UBND xã\""), "{json}");
    let listed = world.run(["petition"]).ok().stdout;
    for words in [
        "1 kiến nghị đang chờ trả lời, 0 đã được trả lời",
        "về việc: Dự toán 60 m hàng rào",
        "đã chờ 322 ngày",
    ] {
        assert!(listed.contains(words), "{words}\n{listed}");
    }
    let before = text(&world, "petitions.toml");
    world.run(["petition", FENCE, "--answer", "Đồng ý, cấp năm 2026.", "--by", "hieu-truong"]).ok();
    assert!(text(&world, "petitions.toml").starts_with(&before), "every earlier byte stays");
    assert!(overdue(&world, FENCE), "it is the school's own again");
    let listed = world.run(["petition"]).ok().stdout;
    assert!(listed.contains("trả lời ngày 20/08/2025: Đồng ý, cấp năm 2026."), "{listed}");
    let saved = world.run(["save"]).ok();
    assert!(saved.said().contains("ghi 1 kiến nghị, 1 trả lời kiến nghị"), "{}", saved.said());
    world.run(["check", PERIOD]).ok();
}

#[test]
fn what_is_missing_or_not_asked_is_refused() {
    let world = school();
    let by = ["--by", "hoa"];
    let says = |arguments: &[&str], words: &str| {
        refused(&world, &[&["petition"], arguments, &by[..]].concat(), words);
    };
    says(&[NURSE], "--answer");
    says(&[NURSE, "--to", "  "], "đã kiến nghị với ai");
    says(&[NURSE, "--answer", "Được"], "không có kiến nghị nào");
    says(&[NURSE, "--to", "UBND xã", "--date", "1/1/2026"], "chưa tới");
    says(&["a-2.3-2024-9", "--to", "UBND xã"], "có phải ý là");
    assert_eq!(text(&world, "petitions.toml"), "");
    world.run(["petition", NURSE, "--to", "UBND xã", "--by", "hoa"]).ok();
    world.run(["petition", NURSE, "--to", "Sở Y tế", "--by", "hoa"]).ok();
    says(&[NURSE, "--answer", "Chưa có người"], "UBND xã, Sở Y tế");
    says(&[NURSE, "--answer", "  "], "trả lời thế nào");
    let before = text(&world, "petitions.toml");
    let again = world.run(["petition", NURSE, "--to", "Sở Y tế", "--by", "hoa"]).ok();
    assert!(again.stdout.contains("đã được ghi từ trước"), "{}", again.said());
    assert_eq!(text(&world, "petitions.toml"), before);
    world.run(["petition", NURSE, "--answer", "Chưa có người", "--to", "sở y tế", "--by", "hoa"]).ok();
    let json = world.run(["petition", "--format", "json"]).ok().json();
    assert_eq!(json["petitions"][1]["answers"][0]["answer"], "Chưa có người", "{json}");
    assert_eq!(json["petitions"][0]["waiting_days"], 0);
    // Whoever has answered may do so again.
    world.run(["petition", NURSE, "--answer", "Đã có người", "--to", "Sở Y tế", "--by", "hoa"]).ok();
    let json = world.run(["petition", "--format", "json"]).ok().json();
    assert_eq!(json["petitions"][1]["answers"][1]["answer"], "Đã có người", "{json}");
    let out = world.run(["petition", FENCE, "--to", "UBND xã", "--by", "hoa", "--dry-run"]).ok();
    assert!(out.stdout.contains("[[petition]]"), "{}", out.stdout);
    assert!(!text(&world, "petitions.toml").contains(FENCE));
    world.write(&file("petitions.toml"), "[[petition]]\nitem = 3\n");
    says(&[NURSE, "--to", "UBND xã"], "caitien check");
    let out = world.run(["check", PERIOD]).no();
    assert!(out.stdout.contains("petitions.toml:2"), "{}", out.stdout);
}

#[test]
fn two_peoples_petitions_join_into_both() {
    let world = school();
    let merged = joined(
        &world,
        "petitions.toml",
        &["petition", NURSE, "--to", "UBND xã", "--by", "hoa"],
        &["petition", FENCE, "--to", "UBND xã", "--by", "hieu-truong"],
    );
    assert_eq!(merged.matches("[[petition]]  # ").count(), 2, "{merged}");
    let json = world.run(["petition", "--format", "json"]).ok().json();
    assert_eq!(json["petitions"].as_array().unwrap().len(), 2);
}
