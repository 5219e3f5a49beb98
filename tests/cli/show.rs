//! Stories of `caitien show`.

use crate::world::World;

const PLAN: &str = "+++\nschema = 1\nschool = \"mn-hoa-sen\"\nperiod = \"2025-2026\"\ncatalog = \"preschool-2024\"\n\
    number = \"12/KH-MNHS\"\ndate = 2025-09-05\nsigner = { name = \"Nguyễn Thị Mai\", title = \"Hiệu trưởng\" }\n\
    recipients = [\"UBND phường (để b/c)\", \"Lưu: VT\"]\n+++\n\n## I. Mục đích, yêu cầu\n\nSát thực tế.\n\n\
    ## III. Nội dung\n\n### Tiêu chuẩn 1: Tổ chức và quản lý nhà trường\n\n#### Tiêu chí 1.5: Lớp\n\n**Mức:** 2\n\n\
    **Điểm yếu**\n\n- Còn 02 lớp ghép. {#w-1.5-2024-1}\n\n**Giải pháp**\n\n- Vận động trẻ ra lớp. {#a-1.5-2025-1}\n  \
    - Thời gian: 9/2025 – 5/2026\n\n**Thực hiện chung**\n\n- Chủ trì: Hiệu trưởng\n- Kinh phí: 2.000.000 đ\n\nGhi thêm.\n";

fn world() -> World {
    let world = World::with_school();
    world.write_plan("2025-2026", PLAN);
    world
}

#[test]
fn the_newest_plan_is_shown_where_none_is_named() {
    let out = world().run(["xem"]).ok();
    for words in
        ["12/KH-MNHS", "Nguyễn Thị Mai (Hiệu trưởng)", "Tiêu chí 1.5. Lớp", "Còn 02 lớp ghép.", "Ghi thêm."]
    {
        assert!(out.stdout.contains(words), "{words} in {}", out.stdout);
    }
}

#[test]
fn one_item_or_criterion_can_be_asked_for() {
    let world = world();
    let out = world.run(["show", "w-1.5-2024-1"]).ok();
    assert_eq!(out.stdout.trim(), "• Còn 02 lớp ghép. [w-1.5-2024-1]");
    let out = world.run(["show", "2025-2026", "1.5", "--format", "markdown"]).ok();
    assert!(out.stdout.starts_with("### Tiêu chuẩn 1") && !out.stdout.contains("Mục đích"), "{}", out.stdout);
    let out = world.run(["show", "3.2"]).cannot();
    assert!(out.stderr.contains("3.2"), "{}", out.stderr);
}

#[test]
fn json_gives_the_whole_plan_as_written_and_as_understood() {
    let out = world().run(["show", "--format", "json"]).ok();
    let plan: serde_json::Value = serde_json::from_str(&out.stdout).unwrap();
    assert_eq!(plan["schema"], 1);
    assert_eq!(plan["signer"]["name"], "Nguyễn Thị Mai");
    assert_eq!(plan["recipients"][1], "Lưu: VT");
    assert_eq!(plan["sections"][0]["kind"], "purpose");
    let criterion = &plan["criteria"][0];
    assert_eq!(criterion["level"], 2);
    assert_eq!(criterion["weaknesses"][0]["id"], "w-1.5-2024-1");
    assert_eq!(criterion["notes"][0], "Ghi thêm.");
    let fields = criterion["actions"][0]["fields"].as_array().unwrap();
    let field = |key: &str| fields.iter().find(|field| field["key"] == key).unwrap();
    assert_eq!(field("lead")["shared"], true);
    assert_eq!(field("schedule")["value"], "9/2025 – 5/2026");
    assert_eq!(field("schedule")["schedule"]["end"], "2026-05-31");
    assert_eq!(field("budget")["money"]["amount"], 2_000_000);
}
