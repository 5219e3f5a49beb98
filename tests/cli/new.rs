//! `new`: the next plan, from the template or carried over; never over an existing one.

use crate::world::{SCHOOL, World};

const OLD: &str = "+++\nschema = 1\nschool = \"mn-hoa-sen\"\nperiod = \"2025-2026\"\ncatalog = \"preschool-2024\"\n\
place = \"Hoa Sen\"\nrecipients = [\"Lưu: VT\"]\n+++\n\n## I. Mục đích, yêu cầu\n\nGiữ lời hứa.\n\n## III. Nội dung kế hoạch\n\n\
### Tiêu chuẩn 3: Cơ sở vật chất và thiết bị dạy học\n\n#### Tiêu chí 3.1: Địa điểm, quy mô, diện tích\n\n**Mức:** 2\n\n\
**Điểm yếu**\n\n- Sân còn thiếu bóng mát. {#w-3.1-2023-1}\n- Cổng hẹp. {#w-3.1-2024-1}\n\n**Giải pháp**\n\n\
- Trồng 06 cây. {#a-3.1-2025-1}\n  - Chủ trì: Hiệu trưởng\n  - Thời gian: 10/2025\n  - Kinh phí: 3.000.000 đ\n";

const DONE: &str = "[[record]]\nitem = \"w-3.1-2024-1\"\ndate = 2026-05-20\nstatus = \"partial\"\n\n\
[[record]]\nitem = \"w-3.1-2024-1\"\ndate = 2026-06-01\nstatus = \"done\"\n";

fn old_world() -> World {
    let world = World::with_school();
    world.write_plan("2025-2026", OLD);
    world.write(&format!("schools/{SCHOOL}/2025-2026/progress.toml"), DONE);
    world
}

fn plan(world: &World, period: &str) -> String {
    world.read(&format!("schools/{SCHOOL}/{period}/plan.md"))
}

#[test]
fn the_template_follows_the_edition_in_force_on_the_first_of_september() {
    let world = World::with_school();
    for (period, catalog, weakness) in [
        ("2023-2024", "preschool-2018", "**Điểm yếu**"),
        ("2025-2026", "preschool-2024", "**Điểm yếu**"),
        ("2026-2031", "preschool-2026", "**Điểm hạn chế**"),
    ] {
        let out = world.run(["new", period]).ok();
        assert!(out.stdout.contains(catalog), "{}", out.stdout);
        let text = plan(&world, period);
        assert!(text.contains(&format!("catalog = \"{catalog}\"")) && text.contains(weakness), "{text}");
        assert!(text.contains("Nguyễn Thị Mai") && text.contains("<!--"), "{text}");
        assert_eq!(world.run(["format", "--check", period]).code, Some(0), "the template is canonical");
    }
    let out = world.run(["new", "2024-2025", "--catalog", "preschool-2024"]).ok();
    assert!(out.stdout.contains("--from 2023-2024"), "{}", out.stdout);
    assert!(plan(&world, "2024-2025").contains("preschool-2024"));
}

#[test]
fn carries_over_what_is_unsolved_with_its_ids() {
    let world = old_world();
    world.run(["new", "2026-2027", "--from", "2025-2026", "--catalog", "preschool-2024"]).ok();
    let text = plan(&world, "2026-2027");
    assert!(text.contains("Sân còn thiếu bóng mát. {#w-3.1-2023-1}"), "{text}");
    assert!(!text.contains("Cổng hẹp"), "{text}");
    assert!(text.contains("Thời gian: (cần quyết định lại; kế hoạch 2025-2026: 10/2025)"), "{text}");
    assert!(text.contains("**Mức:** (cần quyết định lại; kế hoạch 2025-2026: 2)"), "{text}");
    assert!(text.contains("Chủ trì: Hiệu trưởng") && text.contains("place = \"Hoa Sen\""), "{text}");
    assert!(text.contains("Giữ lời hứa."), "{text}");
    assert_eq!(plan(&world, "2025-2026"), OLD, "the old plan stays");
    // A year later the marks name the plan before, not both.
    world.run(["new", "2027-2028", "--from", "2026-2027", "--catalog", "preschool-2024"]).ok();
    let text = plan(&world, "2027-2028");
    assert!(text.contains("Thời gian: (cần quyết định lại; kế hoạch 2026-2027: 10/2025)"), "{text}");
}

#[test]
fn another_edition_never_inherits_by_number() {
    let world = old_world();
    let json = world.run(["new", "2026-2027", "--from", "2025-2026", "--format", "json"]).ok().json();
    assert_eq!(json["catalog"], "preschool-2026");
    assert_eq!(json["carried"]["weaknesses"], 1);
    assert_eq!(json["carried"]["resolved"], 1);
    assert_eq!(json["carried"]["unplaced"], 1);
    let text = plan(&world, "2026-2027");
    assert!(!text.contains("Tiêu chí 3.1"), "{text}");
    assert!(text.contains("*Chuyển từ tiêu chí 3.1 (Địa điểm, quy mô, diện tích)"), "{text}");
    assert!(text.contains("**Điểm hạn chế**\n\n- Sân còn thiếu bóng mát. {#w-3.1-2023-1}"), "{text}");
}

#[test]
fn never_overwrites() {
    let world = old_world();
    let out = world.run(["new", "2025-2026"]).cannot();
    assert!(out.stderr.contains("không ghi đè"), "{}", out.stderr);
    assert_eq!(plan(&world, "2025-2026"), OLD);
}

#[test]
fn a_dry_run_writes_nothing() {
    let world = old_world();
    let out = world.run(["new", "2026-2027", "--from", "2025-2026", "--dry-run"]).ok();
    assert!(out.stdout.starts_with("+++\n"), "{}", out.stdout);
    assert!(!world.path(&format!("schools/{SCHOOL}/2026-2027")).exists());
}

#[test]
fn refuses_what_cannot_be() {
    let world = old_world();
    let said = |arguments: &[&str]| world.run(arguments).cannot().stderr;
    assert!(said(&["new", "2026"]).contains("không phải năm học"));
    assert!(said(&["new", "2026-2027", "--from", "2020-2021"]).contains("hiện có: 2025-2026"));
    assert!(said(&["new", "2024-2025", "--from", "2025-2026"]).contains("không trước"));
    assert!(said(&["new", "2026-2027", "--catalog", "x"]).contains("preschool-2018"));
    assert!(said(&["new", "2010-2011"]).contains("--catalog"));
    assert!(said(&["new", "2026-2027", "--school", "mn-hoa-sem"]).contains("mn-hoa-sen"));
    world.write(&format!("schools/{SCHOOL}/2025-2026/progress.toml"), "[[record]]\nitem = 1\n");
    assert!(said(&["new", "2026-2027", "--from", "2025-2026"]).contains("progress.toml"));
    assert!(!world.path(&format!("schools/{SCHOOL}/2026-2027")).exists());
}

#[test]
fn several_schools_need_a_choice() {
    let world = World::with_school();
    world.run(["school", "add", "--name", "Trường Tiểu học B", "--principal", "B"]).ok();
    let out = world.run(["new", "2026-2027"]).cannot();
    assert!(out.stderr.contains("th-b") && out.stderr.contains("--school"), "{}", out.stderr);
    world.run(["new", "2026-2027", "--school", "th-b"]).ok();
    assert!(world.read("schools/th-b/2026-2027/plan.md").contains("general-2026"));
}
