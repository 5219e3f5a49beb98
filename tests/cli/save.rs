//! `save`: commits in words, through git, and nothing lost where it refuses.

use crate::world::{SCHOOL, World};

const PLAN: &str = "+++\nschema = 1\nschool = \"mn-hoa-sen\"\nperiod = \"2023-2024\"\ncatalog = \"preschool-2018\"\n+++\n\n\
## III. Nội dung kế hoạch\n\n### Tiêu chuẩn 1: Tổ chức và quản lý nhà trường\n\n\
#### Tiêu chí 1.5: Tổ chức nhóm trẻ và lớp mẫu giáo\n\n**Mức:** 2\n\n**Điểm yếu**\n\n- Còn 02 lớp ghép. {#w-1.5-2021-1}\n\n\
**Giải pháp**\n\n- Giao chỉ tiêu huy động trẻ. {#a-1.5-2023-1}\n  - Chủ trì: Hiệu trưởng\n";

fn saved_world() -> World {
    let world = World::with_school();
    world.write_plan("2023-2024", PLAN);
    world.run(["save"]).ok();
    world
}

fn plan_path(period: &str) -> String {
    format!("schools/{SCHOOL}/{period}/plan.md")
}

fn subject(world: &World) -> String {
    world.git(["log", "-1", "--format=%s"]).trim().to_owned()
}

#[test]
fn a_new_plan_is_saved_under_its_name() {
    let world = saved_world();
    assert_eq!(subject(&world), "Lập kế hoạch 2023-2024 (1 điểm yếu, 1 giải pháp)");
    assert_eq!(world.git(["status", "--porcelain"]), "");
    assert_eq!(world.git(["log", "-1", "--format=%an"]).trim(), "Nguyễn Thị Mai");
}

#[test]
fn the_message_says_what_changed_and_new_items_get_ids() {
    let world = saved_world();
    let text = PLAN
        .replace("\n\n**Giải pháp**", "\n- Lớp lớn quá đông.\n\n**Giải pháp**")
        .replace("Mức:** 2", "Mức:** 3");
    world.write_plan("2023-2024", &text);
    let out = world.run(["save"]).ok();
    assert_eq!(subject(&world), "2023-2024: 1 điểm yếu mới ở tiêu chí 1.5; mức của tiêu chí 1.5: 2 → 3");
    assert!(out.stdout.contains("Đã lưu (") && out.stdout.contains("định dạng"), "{}", out.stdout);
    assert!(world.read(&plan_path("2023-2024")).contains("Lớp lớn quá đông. {#w-1.5-2023-1}"));
    let again = world.run(["save"]).ok();
    assert!(again.stdout.contains("Không có gì mới"), "{}", again.stdout);
}

#[test]
fn a_dry_run_and_no_format_leave_files_alone() {
    let world = saved_world();
    let text = PLAN.replace("- Còn 02", "* Còn 03");
    world.write_plan("2023-2024", &text);
    let head = world.git(["rev-parse", "HEAD"]);
    let out = world.run(["save", "--dry-run"]).ok();
    assert!(out.stdout.contains("sửa 1 điểm yếu ở tiêu chí 1.5"), "{}", out.stdout);
    assert_eq!(world.git(["rev-parse", "HEAD"]), head);
    assert_eq!(world.read(&plan_path("2023-2024")), text);
    world.run(["save", "--no-format", "-m", "# lời của tôi"]).ok();
    assert_eq!(subject(&world), "# lời của tôi");
    assert_eq!(world.read(&plan_path("2023-2024")), text);
}

#[test]
fn only_what_belongs_to_plans_and_was_named_is_saved() {
    let world = saved_world();
    world.write("ghi chú riêng.txt", "x");
    world.git(["add", "ghi chú riêng.txt"]);
    world.write_plan("2024-2025", &PLAN.replace("2023-2024", "2024-2025"));
    world.write_plan("2025-2026", &PLAN.replace("2023-2024", "2025-2026"));
    world.run(["save", "2024-2025"]).ok();
    assert!(subject(&world).starts_with("Lập kế hoạch 2024-2025"));
    let left = world.git(["-c", "core.quotePath=false", "status", "--porcelain"]);
    assert_eq!(left, format!("A  \"ghi chú riêng.txt\"\n?? schools/{SCHOOL}/2025-2026/\n"));
    let out = world.run(["save", "2030-2031"]).cannot();
    assert!(out.stderr.contains("2030-2031"), "{}", out.stderr);
    std::fs::remove_file(world.path(&plan_path("2024-2025"))).unwrap();
    let json = world.run(["save", "--format", "json"]).ok().json();
    assert_eq!(json["files"][0]["story"], "removed-plan");
    assert_eq!(json["files"][1]["story"], "new-plan");
    assert_eq!(json["commit"].as_str().unwrap(), world.git(["rev-parse", "HEAD"]).trim());
}

#[test]
fn progress_and_many_plans_are_summed_up() {
    let world = saved_world();
    let record = "[[record]]\nitem = \"w-1.5-2021-1\"\ndate = 2024-05-20\nstatus = \"partial\"\n";
    world.write(&format!("schools/{SCHOOL}/2023-2024/progress.toml"), record);
    world.run(["save"]).ok();
    assert_eq!(subject(&world), "2023-2024: ghi 1 kết quả thực hiện");
    for year in 2000..2012 {
        let period = format!("{year}-{}", year + 1);
        world.write_plan(&period, &PLAN.replace("2023-2024", &period));
    }
    world.run(["save"]).ok();
    assert_eq!(subject(&world), "Lập 12 kế hoạch");
    assert!(world.git(["log", "-1", "--format=%b"]).contains("- Lập kế hoạch 2011-2012"));
}

#[cfg(unix)]
fn hook(world: &World, name: &str, script: &str) {
    use std::os::unix::fs::PermissionsExt;
    let path = world.path(".git/hooks").join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, script).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
}

#[cfg(unix)]
#[test]
fn hooks_hold_and_a_refusal_loses_nothing() {
    let world = saved_world();
    hook(&world, "pre-commit", "#!/bin/sh\necho 'còn lỗi ở dòng 3' >&2\nexit 1\n");
    let text = PLAN.replace("02 lớp", "01 lớp");
    world.write_plan("2023-2024", &text);
    let head = world.git(["rev-parse", "HEAD"]);
    let out = world.run(["save"]).no();
    assert!(
        out.stderr.contains("không chấp nhận") && out.stderr.contains("còn lỗi ở dòng 3"),
        "{}",
        out.stderr
    );
    assert!(out.stderr.contains("không có gì bị mất"), "{}", out.stderr);
    assert_eq!(world.read(&plan_path("2023-2024")), text);
    assert_eq!(world.git(["rev-parse", "HEAD"]), head);
    hook(&world, "pre-commit", "#!/bin/sh\nexit 0\n");
    hook(&world, "commit-msg", "#!/bin/sh\nprintf '\\nĐã soát.\\n' >> \"$1\"\n");
    world.run(["save"]).ok();
    assert!(world.git(["log", "-1", "--format=%b"]).contains("Đã soát."));
}

#[test]
fn commit_gpgsign_holds() {
    let world = saved_world();
    let key = world.key(crate::world::Who::Deputy);
    world.git(["config", "gpg.format", "ssh"]);
    world.git(["config", "user.signingkey", key.to_str().unwrap()]);
    world.git(["config", "commit.gpgsign", "true"]);
    world.write_plan("2023-2024", &PLAN.replace("02 lớp", "01 lớp"));
    world.run(["save"]).ok();
    assert!(world.git(["cat-file", "commit", "HEAD"]).contains("BEGIN SSH SIGNATURE"));
    world.git(["config", "user.signingkey", "/không/có"]);
    world.write_plan("2023-2024", &PLAN.replace("02 lớp", "00 lớp"));
    let out = world.run(["save"]).cannot();
    assert!(out.stderr.contains("không ký được"), "{}", out.stderr);
    assert!(world.read(&plan_path("2023-2024")).contains("00 lớp"));
}

#[test]
fn refuses_in_the_middle_of_a_merge_and_warns_off_a_branch() {
    let world = saved_world();
    world.git(["checkout", "-q", "-b", "khác"]);
    world.write_plan("2023-2024", &PLAN.replace("02 lớp", "05 lớp"));
    world.run(["save"]).ok();
    world.git(["checkout", "-q", "main"]);
    world.write_plan("2023-2024", &PLAN.replace("02 lớp", "01 lớp"));
    world.run(["save"]).ok();
    world.try_git(["merge", "khác"]).no();
    let out = world.run(["save"]).no();
    assert!(out.stderr.contains("hợp nhất") && out.stderr.contains("git merge --abort"), "{}", out.stderr);
    world.git(["merge", "--abort"]);
    world.git(["checkout", "-q", "--detach"]);
    world.write_plan("2023-2024", &PLAN.replace("02 lớp", "07 lớp"));
    let out = world.run(["save"]).ok();
    assert!(out.stderr.contains("git switch -c"), "{}", out.stderr);
}

#[test]
fn without_an_identity_it_says_what_to_type() {
    let world = saved_world();
    std::fs::write(world.home().join(".gitconfig"), "[user]\n\tuseConfigOnly = true\n").unwrap();
    world.write_plan("2023-2024", &PLAN.replace("02 lớp", "01 lớp"));
    let out = world.run(["save"]).cannot();
    assert!(out.stderr.contains("git config --global user.name"), "{}", out.stderr);
}

#[test]
fn a_change_of_rights_is_not_saved_without_a_signature() {
    let world = World::with_school();
    let path = "schools/mn-hoa-sen/school.toml";
    world.write(path, &world.read(path).replace("Trần Văn Bình", "Trần Thanh Bình"));
    let out = world.run(["save"]).no();
    assert!(out.stderr.contains("caitien trust change edited"), "{}", out.stderr);
    world.write("schools/mn-hoa-sen/2024-2025/plan.md", "## I. Mục đích\n\nMột câu.\n");
    world.run(["save", "--no-format"]).ok();
    assert_eq!(world.git(["status", "--porcelain"]).trim(), format!("M {path}"), "only the plan was saved");
    // Settings that give no right are saved as ever; offices are not.
    world.write("caitien.toml", "schema = 1\nlanguage = \"en\"\n");
    world.run(["save", "caitien.toml"]).ok();
    let key = world.public_key(crate::world::Who::Office);
    let office = format!("schema = 1\n[[office]]\nid = \"pgd\"\nname = \"x\"\nkeys = [\"{key}\"]\n");
    world.write("caitien.toml", &office);
    world.run(["save", "caitien.toml"]).no();
}
