//! Who drafts which part: given out by the principal, shown to each person, and a word where somebody edits another's.

use crate::world::{SCHOOL, Who, World};

const PERIOD: &str = "2026-2027";

const PLAN: &str = "\
+++
schema = 1
school = \"mn-hoa-sen\"
period = \"2026-2027\"
catalog = \"preschool-2018\"
title = \"Kế hoạch cải tiến chất lượng giáo dục năm học 2026–2027\"
+++

## I. Mục đích, yêu cầu

Khắc phục từng bước những điểm yếu đã nêu.

## III. Nội dung kế hoạch cải tiến chất lượng giáo dục

### Tiêu chuẩn 1: Tổ chức và quản lý nhà trường

#### Tiêu chí 1.5: Tổ chức nhóm trẻ và lớp mẫu giáo

**Điểm yếu**

- Hai lớp ở điểm trường Khe Vàng còn ghép ba độ tuổi. {#w-1.5-2026-1}

**Kết quả cần đạt**

- Còn 01 lớp ghép vào tháng 5/2027. {#t-1.5-2026-1}

**Giải pháp**

- Dồn trẻ năm tuổi về điểm trường trung tâm. {#a-1.5-2026-1}
  - Chủ trì: Lò Thị Hòa
  - Thời gian: trước 20/9/2026

### Tiêu chuẩn 2: Cán bộ quản lý, giáo viên, nhân viên

#### Tiêu chí 2.2: Đối với giáo viên

**Điểm yếu**

- Ba giáo viên chưa sử dụng được bảng tương tác. {#w-2.2-2026-1}
";

/// A school whose staff are Hòa and Mơ; whoever sits at the computer has git's address.
fn world() -> World {
    let world = World::with_school();
    for (name, email) in [("Lò Thị Hòa", "hoa@example.edu.vn"), ("Lê Thị Mơ", "mo@example.edu.vn")] {
        let key = world.key(Who::Principal).display().to_string();
        world.run(["trust", "change", "add-person", name, "--email", email, "--key", &key, "--yes"]).ok();
    }
    world.write_plan(PERIOD, PLAN);
    world.commit_all("Kế hoạch năm học 2026-2027");
    world
}

fn sits_here(world: &World, email: &str) {
    world.git(["config", "user.email", email]);
}

fn assign(world: &World, arguments: &[&str]) -> crate::world::Output {
    let key = world.key(Who::Principal).display().to_string();
    let mut all = vec!["assign"];
    all.extend(arguments);
    all.extend(["--key", &key, "--yes"]);
    world.run(all)
}

#[test]
fn the_principal_gives_out_work_and_everybody_sees_it() {
    let world = world();
    let out = world.run(["assign"]).ok();
    assert!(out.stdout.contains("Chưa phân công ai"), "{}", out.stdout);
    let out = assign(&world, &["lo-thi-hoa", "1"]).ok();
    assert!(out.stdout.contains("Lò Thị Hòa soạn tiêu chuẩn 1"), "{}", out.stdout);
    assign(&world, &["le-thi-mo", "2.2", "1.5"]).ok();
    let out = world.run(["phan-cong"]).ok();
    assert!(out.stdout.contains("Lê Thị Mơ (le-thi-mo): tiêu chí 1.5, 2.2"), "{}", out.stdout);
    assert!(!out.stdout.contains("chưa giao ai"), "{}", out.stdout);
    assign(&world, &["le-thi-mo", "2.2", "--take"]).ok();
    let json = world.run(["assign", "--format", "json"]).ok().json();
    assert_eq!(json["unassigned"], serde_json::json!(["2.2"]));
    assert_eq!(json["people"][1]["criteria"], serde_json::json!(["1.5"]));
    // It is the record's own history: signed, and one serial each.
    let record = world.read(&format!("schools/{SCHOOL}/school.toml"));
    assert!(record.contains("serial = 6") && record.contains("standards = [1]"), "{record}");
    world.run(["trust", "show"]).ok();
}

#[test]
fn nobody_gives_out_work_without_the_right() {
    let world = world();
    let record = world.read(&format!("schools/{SCHOOL}/school.toml"));
    let stranger = world.key(Who::Stranger).display().to_string();
    let out = world.run(["assign", "lo-thi-hoa", "1", "--key", &stranger, "--yes"]).no();
    assert!(!out.stdout.is_empty());
    assign(&world, &["khong-co", "1"]);
    let out = assign(&world, &["lo-thi-hoa", "năm"]).cannot();
    assert!(out.stderr.contains("không phải tiêu chuẩn"), "{}", out.stderr);
    world.run(["assign", "lo-thi-hoa"]).cannot();
    let dry = world.run(["assign", "lo-thi-hoa", "1", "--dry-run"]).ok();
    assert!(dry.stdout.contains("soạn tiêu chuẩn 1"), "{}", dry.stdout);
    assert_eq!(world.read(&format!("schools/{SCHOOL}/school.toml")), record);
}

#[test]
fn each_sees_what_is_left() {
    let world = world();
    assign(&world, &["lo-thi-hoa", "1"]).ok();
    assign(&world, &["le-thi-mo", "2.2"]).ok();
    sits_here(&world, "HOA@example.edu.vn ");
    let out = world.run(["status", "--mine"]).ok();
    assert!(out.stdout.starts_with("Lò Thị Hòa, kế hoạch 2026-2027"), "{}", out.stdout);
    assert!(out.stdout.contains("20/9/2026") && !out.stdout.contains("Tiêu chí 2.2"), "{}", out.stdout);
    let json = world.run(["status", "--mine", "--by", "le-thi-mo", "--format", "json"]).ok().json();
    assert_eq!(json["parts"][0]["part"], "2.2");
    assert_eq!(json["parts"][0]["done"], false);
    assert_eq!(json["due"], serde_json::json!([]));
    let out = world.run(["status", "--mine", "--by", "hieu-truong"]).ok();
    assert!(out.stdout.contains("Chưa được giao phần nào"), "{}", out.stdout);
    sits_here(&world, "la@example.edu.vn");
    let out = world.run(["status", "--mine"]).cannot();
    assert!(out.stderr.contains("--by") && out.stderr.contains("le-thi-mo"), "{}", out.stderr);
}

#[test]
fn an_edit_in_anothers_part_is_pointed_out() {
    let world = world();
    assign(&world, &["lo-thi-hoa", "1"]).ok();
    assign(&world, &["le-thi-mo", "2.2"]).ok();
    let edited = PLAN.replace("Hai lớp", "Ba lớp");
    let warned = |email: &str, text: &str| {
        sits_here(&world, email);
        world.write_plan(PERIOD, text);
        let json = world.run(["check", "--format", "json"]).json();
        json.to_string().contains("others-part")
    };
    assert!(warned("mo@example.edu.vn", &edited));
    let out = world.run(["check"]);
    assert!(out.stdout.contains("1.5") && out.stdout.contains("thuộc phần của Lò Thị Hòa"), "{}", out.stdout);
    // Her own part, the owner herself, the principal: nobody is bothered.
    assert!(!warned("mo@example.edu.vn", &PLAN.replace("Ba giáo viên", "Bốn giáo viên")));
    assert!(!warned("hoa@example.edu.vn", &edited));
    assert!(!warned("mai@example.edu.vn", &edited));
    assert!(!warned("la@example.edu.vn", &edited));
    // Saved, it is everybody's.
    sits_here(&world, "mo@example.edu.vn");
    world.run(["save"]).ok();
    assert!(!world.run(["check"]).stdout.contains("others-part"));
}
