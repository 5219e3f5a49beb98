//! `status`: where each plan stands, derived from git.

use crate::world::{SCHOOL, World};

const PLAN: &str = "+++\nschema = 1\nschool = \"mn-hoa-sen\"\nperiod = \"2026-2027\"\ncatalog = \"preschool-2026\"\n+++\n\n\
## V. Kế hoạch cải tiến chất lượng\n\n### Tiêu chuẩn 2: Phát triển đội ngũ\n\n#### Tiêu chí 2.2: Giáo viên\n\n**Mức:** 1\n";

fn row(world: &World, period: &str) -> serde_json::Value {
    let json = world.run(["status", "--format", "json"]).ok().json();
    let plans = json["schools"][0]["plans"].as_array().unwrap().clone();
    plans.into_iter().find(|plan| plan["period"] == period).unwrap_or_default()
}

#[test]
fn a_plan_goes_from_missing_to_draft_to_saved() {
    let world = World::with_school();
    let out = world.run(["status"]).ok();
    assert!(
        out.stdout.contains("chưa có kế hoạch") && out.stdout.contains("caitien new 2026-2027"),
        "{}",
        out.stdout
    );
    world.write_plan("2026-2027", PLAN);
    let out = world.run(["status"]).ok();
    assert!(
        out.stdout.contains("bản nháp, chưa lưu lần nào") && out.stdout.contains("caitien save"),
        "{}",
        out.stdout
    );
    assert_eq!(row(&world, "2026-2027")["uncommitted"], "added");
    world.run(["save"]).ok();
    let now = row(&world, "2026-2027");
    assert_eq!(
        (&now["state"], &now["uncommitted"], &now["next"]),
        (&"draft".into(), &serde_json::Value::Null, &"approve".into())
    );
    world.write_plan("2026-2027", &PLAN.replace("Mức:** 1", "Mức:** 2"));
    assert_eq!(row(&world, "2026-2027")["uncommitted"], "edited");
    world.write(&format!("schools/{SCHOOL}/2026-2027/progress.toml"), "");
    assert_eq!(row(&world, "2026-2027")["uncommitted_beside"], 1);
    std::fs::remove_file(world.path(&format!("schools/{SCHOOL}/2026-2027/plan.md"))).unwrap();
    assert_eq!(row(&world, "2026-2027")["uncommitted"], "deleted");
}

#[test]
fn an_approval_tag_that_does_not_verify_is_no_approval() {
    let world = World::with_school();
    world.write_plan("2026-2027", PLAN);
    world.run(["save"]).ok();
    world.git(["tag", "submitted/mn-hoa-sen/2026-2027/v1"]);
    assert_eq!(row(&world, "2026-2027")["state"], "submitted");
    world.git(["tag", "-a", "-m", "x", "approved/mn-hoa-sen/2026-2027/v1"]);
    let now = row(&world, "2026-2027");
    assert_eq!((&now["state"], &now["next"]), (&"rejected".into(), &"verify".into()), "{now}");
    let out = world.run(["status"]).ok();
    assert!(out.stdout.contains("KHÔNG kiểm chứng được"), "{}", out.stdout);
}

#[test]
fn many_schools_are_summed_up() {
    let world = World::with_school();
    for number in 1..9 {
        let record = world.school_record().replace("mn-hoa-sen", &format!("mn-{number}"));
        world.write(&format!("schools/nhom/mn-{number}/school.toml"), &record);
        let plan = PLAN.replace("mn-hoa-sen", &format!("mn-{number}"));
        world.write(&format!("schools/nhom/mn-{number}/2026-2027/plan.md"), &plan);
    }
    world.commit_all("x");
    let out = world.run(["status"]).ok();
    assert!(out.stdout.contains("9 trường, 8 kế hoạch: 8 bản nháp"), "{}", out.stdout);
    assert!(out.stdout.contains("1 trường chưa có kế hoạch"), "{}", out.stdout);
    assert!(!out.stdout.contains("mn-3"), "{}", out.stdout);
    world.write("schools/nhom/mn-3/2026-2027/plan.md", "x");
    let out = world.run(["status"]).ok();
    assert!(
        out.stdout.contains("mn-3 2026-2027") && out.stdout.contains("caitien save mn-3"),
        "{}",
        out.stdout
    );
    let out = world.run(["status", "--all"]).ok();
    assert!(out.stdout.contains("mn-8"), "{}", out.stdout);
    let out = world.run(["status", "mn-8"]).ok();
    assert!(out.stdout.contains("mn-8") && !out.stdout.contains("mn-3"), "{}", out.stdout);
    let out = world.run(["status", "mn-99"]).cannot();
    assert!(out.stderr.contains("mn-99"), "{}", out.stderr);
}

#[test]
fn edits_that_belong_to_no_plan_are_named() {
    let world = World::with_school();
    world.write("caitien.toml", "schema = 1\n");
    let out = world.run(["status"]).ok();
    assert!(out.stdout.contains("caitien.toml"), "{}", out.stdout);
}

#[test]
fn the_state_of_the_repository_is_told_first() {
    let world = World::with_repository();
    let out = world.run(["status"]).ok();
    assert!(
        out.stdout.contains("chưa có lần lưu nào") && out.stdout.contains("school add"),
        "{}",
        out.stdout
    );
    let world = World::with_school();
    world.git(["checkout", "-q", "--detach"]);
    assert!(world.run(["status"]).ok().stdout.contains("git switch main"));
}

#[test]
fn deadlines_that_passed_are_told_until_the_work_is_recorded_as_done() {
    let world = World::with_school();
    let actions = "\n**Giải pháp**\n\n- Cử giáo viên đi học. {#a-2.2-2026-1}\n  - Thời gian: trước 01/6/2026\n\
        - Mở lớp tập huấn. {#a-2.2-2026-2}\n  - Thời gian: hằng tháng\n";
    world.write_plan("2026-2027", &format!("{PLAN}{actions}"));
    let due = || world.run(["status", "--format", "json"]).ok().json()["schools"][0]["due"].clone();
    let told = due();
    assert_eq!((&told[0]["item"], &told[0]["end"]), (&"a-2.2-2026-1".into(), &"2026-06-01".into()), "{told}");
    assert!(told[0]["days"].as_i64().unwrap() < 0 && told.as_array().unwrap().len() == 1, "{told}");
    let out = world.run(["status"]).ok();
    assert!(out.stdout.contains("quá hạn") && out.stdout.contains("Cử giáo viên đi học."), "{}", out.stdout);
    let record = "[[record]]\nitem = \"a-2.2-2026-1\"\ndate = 2026-06-01\nstatus = \"done\"\n";
    world.write(&format!("schools/{SCHOOL}/2026-2027/progress.toml"), record);
    assert_eq!(due(), serde_json::json!([]));
}
