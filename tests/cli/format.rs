//! Stories of `caitien format`.

use crate::world::{SCHOOL, World};

const MESSY: &str = "+++\nschema = 1\nschool = \"mn-hoa-sen\"\nperiod = \"2025-2026\"\ncatalog = \"preschool-2024\"\n+++\n\
    ## III. Nội dung\n### tieu chuan 1: Tổ chức và quản lý nhà trường\n#### tieu chi 1.5\n**diem yeu**\n* Còn 02 lớp ghép.\n";

#[test]
fn gives_ids_and_the_canonical_form_once() {
    let world = World::with_school();
    world.write_plan("2025-2026", MESSY);
    world.run(["format", "2025-2026", "--dry-run"]).no();
    assert_eq!(
        world.read(&format!("schools/{SCHOOL}/2025-2026/plan.md")),
        MESSY,
        "a dry run changes nothing"
    );
    world.run(["format", "2025-2026"]).ok();
    let text = world.read(&format!("schools/{SCHOOL}/2025-2026/plan.md"));
    assert!(
        text.ends_with("#### Tiêu chí 1.5\n\n**Điểm yếu**\n\n- Còn 02 lớp ghép. {#w-1.5-2025-1}\n"),
        "{text}"
    );
    world.run(["dinh-dang", "--dry-run"]).ok();
}

#[test]
fn an_id_of_another_year_is_never_given_again() {
    let world = World::with_school();
    let other = "+++\nschema = 1\nperiod = \"2024-2025\"\n+++\n\n## III. Nội dung\n\n#### Tiêu chí 1.5\n\n**Điểm yếu**\n\n\
                 - Chuyển từ bản nháp. {#w-1.5-2025-1}\n";
    world.write_plan("2024-2025", other);
    world.write_plan("2025-2026", MESSY);
    let out = world.run(["format", "2025-2026", "--stdout"]).ok();
    assert!(out.stdout.contains("{#w-1.5-2025-2}"), "{}", out.stdout);
}

#[test]
fn a_file_outside_any_repository_can_be_formatted() {
    let world = World::new();
    world.write("nháp một.md", MESSY);
    world.run(["format", "nháp một.md"]).ok();
    let out = world.run(["format", "nháp một.md", "--format", "json", "--dry-run"]).ok();
    assert!(out.stdout.contains("\"change\": \"unchanged\""), "{}", out.stdout);
}

#[test]
fn says_what_it_does_not_know() {
    let world = World::with_school();
    let out = world.run(["format", "mn-hoa-sem"]).cannot();
    assert!(out.stderr.contains("mn-hoa-sen"), "{}", out.stderr);
    let out = world.run(["format", "2019-2020", "--lang", "en"]).cannot();
    assert!(out.stderr.contains("there is no plan 2019-2020"), "{}", out.stderr);
    let outside = World::new();
    let out = outside.run(["format"]).cannot();
    assert!(out.stderr.contains("caitien init"), "{}", out.stderr);
}
