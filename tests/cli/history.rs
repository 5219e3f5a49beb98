//! `history`: what happened, in words; and one criterion or item over the years.

use crate::world::{SCHOOL, World};

fn plan(period: &str, catalog: &str, criterion: &str, weakness: &str) -> String {
    format!(
        "+++\nschema = 1\nschool = \"mn-hoa-sen\"\nperiod = \"{period}\"\ncatalog = \"{catalog}\"\n+++\n\n## III. Nội dung kế hoạch\n\n\
         ### Tiêu chuẩn {}: T\n\n#### Tiêu chí {criterion}\n\n**Mức:** 2\n\n**Điểm yếu**\n\n- {weakness}\n",
        &criterion[..1]
    )
}

/// Three years of one weakness, with a change of edition before the last.
fn three_years() -> World {
    let world = World::with_school();
    let name = "1.5: Tổ chức nhóm trẻ và lớp mẫu giáo";
    world.write_plan(
        "2023-2024",
        &plan("2023-2024", "preschool-2018", name, "Còn 03 lớp ghép. {#w-1.5-2023-1}"),
    );
    world.run(["save"]).ok();
    world.write(
        &format!("schools/{SCHOOL}/2023-2024/progress.toml"),
        "[[record]]\nitem = \"w-1.5-2023-1\"\ndate = 2024-05-20\nstatus = \"partial\"\npercent = 70\n",
    );
    world.run(["save"]).ok();
    world.write_plan(
        "2024-2025",
        &plan("2024-2025", "preschool-2024", name, "Còn 02 lớp ghép. {#w-1.5-2023-1}"),
    );
    world.run(["save"]).ok();
    let other = "1.3: Quản lý kế hoạch, nguồn lực, thông tin và dữ liệu";
    world.write_plan(
        "2026-2027",
        &plan("2026-2027", "preschool-2026", other, "Còn 01 lớp ghép. {#w-1.5-2023-1}"),
    );
    world.run(["save"]).ok();
    world
}

#[test]
fn events_are_told_in_words_newest_first() {
    let world = three_years();
    let out = world.run(["history", "2023-2024"]).ok();
    let lines: Vec<&str> = out.stdout.lines().collect();
    assert_eq!(
        lines,
        [
            "2026-09-15  Nguyễn Thị Mai  2023-2024: ghi 1 kết quả thực hiện",
            "2026-09-15  Nguyễn Thị Mai  Lập kế hoạch 2023-2024 (1 điểm yếu, 0 giải pháp)",
        ]
    );
    world.git(["tag", "-a", "-m", "x", "approved/mn-hoa-sen/2023-2024/v1"]);
    let out = world.run(["history", "2023-2024"]).ok();
    assert!(
        out.stdout
            .lines()
            .next()
            .unwrap()
            .ends_with("phê duyệt kế hoạch 2023-2024 v1 (KHÔNG kiểm chứng được: unsigned)"),
        "{}",
        out.stdout
    );
    let all = world.run(["history", "--format", "json"]).ok().json();
    assert_eq!(all["events"].as_array().unwrap().len(), 6, "{all}");
    assert_eq!(all["events"][5]["files"][0]["story"], "record");
    assert_eq!(world.run(["history", "-n", "2"]).ok().stdout.lines().count(), 2);
}

#[test]
fn an_item_is_followed_by_its_id() {
    let world = three_years();
    let json = world.run(["history", "w-1.5-2023-1", "--format", "json"]).ok().json();
    let years = json["years"].as_array().unwrap();
    let texts: Vec<&str> = years.iter().map(|year| year["items"][0]["text"].as_str().unwrap()).collect();
    assert_eq!(texts, ["Còn 03 lớp ghép.", "Còn 02 lớp ghép.", "Còn 01 lớp ghép."]);
    assert_eq!(years[0]["items"][0]["percent"], 70);
    assert_eq!(years[2]["criterion"], "1.3");
    let out = world.run(["history", "w-1.5-2023-1"]).ok();
    assert!(out.stdout.contains("20/5/2024: xong một phần 70%"), "{}", out.stdout);
}

#[test]
fn a_criterion_is_followed_by_name_between_editions() {
    let world = three_years();
    let json = world.run(["history", "1.5", "--format", "json"]).ok().json();
    let present: Vec<bool> =
        json["years"].as_array().unwrap().iter().map(|year| year["present"] == true).collect();
    assert_eq!(present, [true, true, false]);
    let out = world.run(["history", "1.5"]).ok();
    assert!(out.stdout.contains("không có trong kế hoạch này"), "{}", out.stdout);
    let json = world.run(["history", "1.3", "--format", "json"]).ok().json();
    let present: Vec<bool> =
        json["years"].as_array().unwrap().iter().map(|year| year["present"] == true).collect();
    assert_eq!(present, [false, false, true], "1.3 means another thing in each edition");
}

#[test]
fn a_merge_is_not_told_twice() {
    let world = three_years();
    world.git(["checkout", "-q", "-b", "khác", "HEAD~1"]);
    world.write("caitien.toml", "schema = 1\n");
    world.run(["save"]).ok();
    world.git(["checkout", "-q", "main"]);
    world.git(["merge", "-q", "--no-edit", "khác"]);
    assert_eq!(world.run(["history"]).ok().stdout.lines().count(), 5);
}

#[test]
fn a_bare_repository_has_a_history_too() {
    let world = three_years();
    world.git(["clone", "-q", "--bare", ".", "../trần.git"]);
    let out = world.run(["-C", "../trần.git", "history", "2024-2025"]).ok();
    assert!(out.stdout.contains("Lập kế hoạch 2024-2025"), "{}", out.stdout);
}

#[test]
fn what_is_nowhere_is_said() {
    let world = three_years();
    let said = |word: &str| world.run(["history", word]).cannot().stderr;
    assert!(said("2030-2031").contains("chưa lưu gì về kế hoạch 2030-2031"));
    assert!(said("5.1").contains("tiêu chí 5.1"));
    assert!(said("a-1.1-2020-1").contains("a-1.1-2020-1"));
    assert!(said("hôm qua").contains("hôm qua"));
    let empty = World::with_repository();
    assert!(empty.run(["history"]).cannot().stderr.contains("chưa có lần lưu nào"));
}
