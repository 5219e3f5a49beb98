//! Stories of `caitien check` and `caitien explain`.

use crate::world::{SCHOOL, Who, World};

/// A plan in which nothing is wrong.
const GOOD: &str = "+++\nschema = 1\nschool = \"mn-hoa-sen\"\nperiod = \"2025-2026\"\ncatalog = \"preschool-2024\"\n+++\n\n\
    ## I. Mục đích, yêu cầu\n\nNâng dần chất lượng nuôi dạy trẻ.\n\n\
    ## II. Căn cứ xây dựng kế hoạch\n\nBáo cáo tự đánh giá của trường.\n\n\
    ## III. Nội dung kế hoạch cải tiến chất lượng giáo dục\n\n\
    ### Tiêu chuẩn 1: Tổ chức và quản lý nhà trường\n\n#### Tiêu chí 1.5\n\n\
    **Điểm yếu**\n\n- Còn 02 lớp ghép ở điểm lẻ. {#w-1.5-2025-1}\n\n\
    **Kết quả cần đạt**\n\n- Còn 01 lớp ghép. {#t-1.5-2025-1}\n\n\
    **Giải pháp**\n\n- Vận động cha mẹ đưa trẻ ra điểm trung tâm. {#a-1.5-2025-1}\n  - Chủ trì: Hiệu trưởng\n  \
    - Thời gian: 9/2025 – 12/2025\n\n## IV. Tổ chức thực hiện\n\nMỗi quý họp một lần.\n";

fn plan(replace: &str, with: &str) -> String {
    assert!(GOOD.contains(replace), "{replace}");
    GOOD.replace(replace, with)
}

/// The codes of an answer in JSON, with their lines.
fn codes(world: &World, arguments: &[&str]) -> Vec<(String, u64)> {
    let out = world.run(["check", "--format", "json"].iter().chain(arguments));
    let answer: serde_json::Value = serde_json::from_str(&out.stdout).unwrap();
    assert_eq!(answer["schema"], 1);
    let findings = answer["findings"].as_array().unwrap().iter();
    findings.map(|one| (one["code"].as_str().unwrap().to_owned(), one["line"].as_u64().unwrap())).collect()
}

fn code(name: &str, line: u64) -> (String, u64) {
    (name.to_owned(), line)
}

#[test]
fn a_good_plan_is_passed_in_silence() {
    let world = World::with_school();
    world.write_plan("2025-2026", GOOD);
    let out = world.run(["check"]).ok();
    assert_eq!(out.stdout, "");
    assert!(out.stderr.contains("không có vấn đề gì"), "{}", out.stderr);
    world.run(["kiem-tra", "--strict", "--quiet"]).ok();
}

#[test]
fn an_error_is_shown_like_a_compiler_does() {
    let world = World::with_school();
    world.write_plan("2025-2026", &plan("Tiêu chí 1.5", "Tiêu chí 1.99"));
    let out = world.run(["check", "--lang", "en"]).no();
    insta::assert_snapshot!(out.stdout, @r#"
    error[unknown-criterion]: the catalogue `preschool-2024` has no criterion 1.99
      --> schools/mn-hoa-sen/2025-2026/plan.md:20:1
       |
    20 | #### Tiêu chí 1.99
       | ^^^^^^^^^^^^^^^^^^
       |
       = help: check the number, or correct `catalog` where the plan follows another circular
    "#);
    assert!(out.stderr.contains("caitien explain"), "{}", out.stderr);
}

#[test]
fn warnings_stop_nobody_unless_asked_to() {
    let world = World::with_school();
    world.write_plan("2025-2026", &plan("Thời gian: 9/2025 – 12/2025", "Thời gian: 9/2024"));
    assert_eq!(codes(&world, &[]), [code("schedule-outside-period", 34)]);
    world.run(["check"]).ok();
    world.run(["check", "--strict"]).no();
}

#[test]
fn github_gets_one_line_for_each() {
    let world = World::with_school();
    world.write_plan("2025-2026", &plan("{#t-1.5-2025-1}", "{#w-1.5-2025-1}"));
    let out = world.run(["check", "--format", "github", "--lang", "en"]).no();
    let lines: Vec<&str> = out.stdout.lines().collect();
    assert_eq!(lines.len(), 2, "{}", out.stdout);
    assert!(lines[0].starts_with("::error file=schools/mn-hoa-sen/2025-2026/plan.md,line=28,col=20,title="));
}

#[test]
fn findings_are_switched_off_with_a_reason_only() {
    let world = World::with_school();
    world.write_plan("2025-2026", &plan("Còn 01 lớp ghép.", "Bớt lớp ghép."));
    assert_eq!(codes(&world, &[]), [code("unmeasurable-target", 28)]);
    let settings = "schema = 1\n[[allow]]\ncode = \"unmeasurable-target\"\n";
    world.write("caitien.toml", settings);
    assert_eq!(codes(&world, &[]), [code("missing-reason", 3), code("unmeasurable-target", 28)]);
    world.write("caitien.toml", &format!("{settings}reason = \"Mục tiêu định tính.\"\n"));
    let out = world.run(["check"]).ok();
    assert!(out.stderr.contains("1 nhắc nhở đã tắt"), "{}", out.stderr);
}

#[test]
fn files_outside_any_repository_are_checked_too() {
    let world = World::new();
    world.write("nháp.md", &plan("2025-2026", "2025"));
    assert_eq!(codes(&world, &["nháp.md"]), [code("invalid-period", 4)]);
    world.run(["check", "không có.md"]).cannot();
    world.run(["check"]).cannot();
}

#[test]
fn the_folder_decides_school_and_period() {
    let world = World::with_school();
    world.write_plan("2024-2025", GOOD);
    world.write_plan("2025-2026", &plan("school = \"mn-hoa-sen\"", "school = \"mn-hoa-mai\""));
    assert_eq!(codes(&world, &["2025-2026"]), [code("school-folder", 3)]);
    assert_eq!(codes(&world, &["2024-2025"])[0], code("period-folder", 4));
}

#[test]
fn the_files_beside_a_plan_are_checked() {
    let world = World::with_school();
    world.write_plan("2025-2026", GOOD);
    let record =
        "[[record]]\nitem = \"w-1.5-2025-9\"\ndate = 2026-05-20\nstatus = \"done\"\nby = \"ai-do\"\n";
    world.write(&format!("schools/{SCHOOL}/2025-2026/progress.toml"), record);
    assert_eq!(codes(&world, &[]), [code("unknown-item", 2), code("unknown-person", 5)]);
    world.write(&format!("schools/{SCHOOL}/2025-2026/progress.toml"), "[[record]\n");
    assert_eq!(codes(&world, &[]), [code("invalid-file", 1)]);
    world.write(&format!("schools/{SCHOOL}/2025-2026/progress.toml"), "");
    world.write("caitien.toml", "schema = 1\nlanguge = \"vi\"\n");
    world.write("catalogs/tinh.toml", "id = \"tinh\"\n");
    let found = codes(&world, &[]);
    assert_eq!(found[0], code("unknown-key", 2));
    assert_eq!(found[1].0, "invalid-file");
    assert_eq!(found.len(), 2);
}

#[test]
fn a_repository_may_have_a_catalogue_of_its_own() {
    let world = World::with_school();
    let catalog = "id = \"tinh-2025\"\nlevel = \"preschool\"\nedition = \"2025\"\neffective = 2025-01-01\n\
        [[standard]]\nnumber = 1\nname = \"Tổ chức\"\n[[standard.criterion]]\nid = \"1.5\"\nname = \"Lớp\"\n";
    world.write("catalogs/tinh.toml", catalog);
    let text = plan("preschool-2024", "tinh-2025");
    world.write_plan("2025-2026", &text);
    assert_eq!(codes(&world, &[]), [code("wrong-name", 18)]);
}

#[test]
fn bad_files_are_told_apart_and_stop_nothing() {
    let world = World::with_school();
    for period in ["2020-2021", "2021-2022", "2022-2023", "2023-2024", "2025-2026"] {
        world.write_plan(period, GOOD);
    }
    let place = |period: &str| world.path(&format!("schools/{SCHOOL}/{period}/plan.md"));
    std::fs::write(place("2020-2021"), b"").unwrap();
    std::fs::write(place("2021-2022"), b"PK\x03\x04\x00\x00\x00").unwrap();
    std::fs::write(place("2022-2023"), b"K\xe1\xba ho\xff").unwrap();
    let large = std::fs::File::create(place("2023-2024")).unwrap();
    large.set_len(100 * 1024 * 1024).unwrap();
    let found = codes(&world, &[]);
    let names: Vec<&str> = found.iter().map(|one| one.0.as_str()).collect();
    assert_eq!(names, ["empty-file", "binary-file", "invalid-utf8", "file-too-large"]);
    world.run(["check"]).no();
}

#[test]
fn deep_markdown_is_only_text() {
    let world = World::new();
    for (name, text) in [
        ("quotes.md", "> ".repeat(50_000)),
        ("lists.md", (0..2_000).map(|depth| format!("{}- a\n", "  ".repeat(depth))).collect()),
        ("brackets.md", "[".repeat(100_000)),
        ("stars.md", "*a_ ".repeat(50_000)),
    ] {
        world.write(name, &text);
        let found = codes(&world, &[name]);
        assert!(found.iter().any(|one| one.0 == "missing-front-matter"), "{name}: {found:?}");
    }
}

#[test]
fn every_code_is_explained() {
    let world = World::new();
    let out = world.run(["explain"]).ok();
    for code in caitien::finding::Code::ALL {
        assert!(out.stdout.contains(code.as_str()), "{code}");
        for lang in ["vi", "en"] {
            let page = world.run(["explain", code.as_str(), "--lang", lang]).ok();
            assert!(page.stdout.contains("[[allow]]"), "{}", page.stdout);
        }
    }
    let out = world.run(["giai-thich", "not-nfd"]).cannot();
    assert!(out.stderr.contains("not-nfc"), "{}", out.stderr);
    let out = world.run(["explain", "not-nfc", "--format", "json"]).ok();
    let answer: serde_json::Value = serde_json::from_str(&out.stdout).unwrap();
    assert_eq!(answer["codes"][0]["level"], "warning");
}

#[test]
fn what_was_approved_before_is_accounted_for() {
    let world = World::with_school();
    world.write_plan("2025-2026", GOOD);
    world.commit_all("Kế hoạch 2025-2026");
    let key = world.key(Who::Principal);
    world.run(["approve", "2025-2026", "--yes", "--key", key.to_str().unwrap()]).ok();
    let next = GOOD.replace("2025-2026", "2026-2027").replace("preschool-2024", "preschool-2026");
    world.write_plan("2026-2027", &next);
    let names = |world: &World| -> Vec<String> { codes(world, &[]).into_iter().map(|one| one.0).collect() };
    assert!(!names(&world).contains(&"unaccounted-weakness".to_owned()), "it was carried over");
    world.write_plan(
        "2026-2027",
        &next.replace("Còn 02 lớp ghép ở điểm lẻ. {#w-1.5-2025-1}", "Chưa có nhà xe."),
    );
    assert!(names(&world).contains(&"unaccounted-weakness".to_owned()));
    world.run(["check", "2026-2027"]).no();
    let record = "[[record]]\nitem = \"w-1.5-2025-1\"\ndate = 2026-05-20\nstatus = \"done\"\n";
    world.write(&format!("schools/{SCHOOL}/2025-2026/progress.toml"), record);
    assert!(!names(&world).contains(&"unaccounted-weakness".to_owned()), "a record says that it was done");
}

#[test]
fn what_was_clean_is_checked_anew_when_anything_changes() {
    let world = World::with_school();
    let path = format!("schools/{SCHOOL}/2025-2026");
    world.write(&format!("{path}/plan.md"), GOOD);
    world.commit_all("Kế hoạch");
    for _ in 0..2 {
        world.run(["check"]).ok();
    }
    world
        .write(&format!("{path}/plan.md"), &GOOD.replace("catalog = \"preschool-2024\"", "catalog = \"lạ\""));
    world.run(["check"]).no();
    world.write(&format!("{path}/plan.md"), GOOD);
    world.run(["check"]).ok();
    world.write(&format!("{path}/progress.toml"), "[[record]]\nitem = \"sai\"\n");
    world.run(["check"]).no();
    std::fs::remove_file(world.path(&format!("{path}/progress.toml"))).unwrap();
    world.write(".git/caitien/clean", "không phải bộ nhớ");
    world.run(["check"]).ok();
    world.write(
        "catalogs/rieng.toml",
        "id = \"preschool-2024\"\nlevel = \"preschool\"\neffective = 2025-01-25\n",
    );
    world.run(["check"]).no();
}
