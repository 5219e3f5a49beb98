//! Git's own merges with our merge of plans: `git merge`, `git rebase`, `git cherry-pick`, `git pull`.

use super::shared::{Binh, Mai, Shared, plan, shared};

const MAI: (&str, &str) = ("  - Phối hợp: Giáo viên các lớp\n", "  - Phối hợp: Giáo viên, bảo vệ\n");
/// The line below: a merge of lines calls that a conflict.
const BINH: (&str, &str) = ("  - Thời gian: 10/2024 – 12/2024\n", "  - Thời gian: 10/2024 – 1/2025\n");

/// Mai's work is in the shared folder, Bình's in his copy; his git knows ours.
fn apart() -> Shared {
    let shared = shared();
    shared.run(Binh, &["hook", "install"]).ok();
    shared.edit(Mai, MAI.0, MAI.1);
    shared.run(Mai, &["sync"]).ok();
    shared.edit(Binh, BINH.0, BINH.1);
    shared.git(Binh, &["fetch", "--quiet"]);
    shared
}

#[track_caller]
fn has_both(shared: &Shared) {
    let text = shared.read(Binh, &plan());
    assert!(text.contains(MAI.1) && text.contains(BINH.1) && !text.contains("<<<<"), "{text}");
    assert_eq!(shared.git(Binh, &["status", "--porcelain"]), "");
}

#[test]
fn without_us_git_sees_a_conflict_of_lines() {
    let shared = apart();
    shared.run(Binh, &["hook", "remove"]).ok();
    let out = shared.try_git(Binh, &["merge", "--quiet", "--no-edit", "origin/main"]);
    assert_eq!(out.code, Some(1), "{}", out.said());
}

#[test]
fn merge_rebase_and_cherry_pick_know_items() {
    let shared = apart();
    shared.git(Binh, &["merge", "--quiet", "--no-edit", "origin/main"]);
    has_both(&shared);
    let shared = apart();
    shared.git(Binh, &["rebase", "--quiet", "origin/main"]);
    has_both(&shared);
    let shared = apart();
    shared.git(Binh, &["cherry-pick", "origin/main"]);
    has_both(&shared);
    let shared = apart();
    shared.git(Binh, &["pull", "--quiet", "--no-rebase", "--no-edit"]);
    has_both(&shared);
}

#[test]
fn both_versions_of_a_conflict_stay_and_git_says_so() {
    for way in [
        &["merge", "--no-edit", "origin/main"][..],
        &["rebase", "origin/main"],
        &["cherry-pick", "origin/main"],
    ] {
        let shared = apart();
        shared.edit(Binh, MAI.0, "  - Phối hợp: Tổ văn phòng\n");
        let out = shared.try_git(Binh, way);
        assert_eq!(out.code, Some(1), "{way:?} {}", out.said());
        let text = shared.read(Binh, &plan());
        assert!(text.contains("Giáo viên, bảo vệ") && text.contains("Tổ văn phòng"), "{text}");
        assert_eq!(text.matches("[XUNG ĐỘT]").count(), 1, "{text}");
        assert!(shared.git(Binh, &["status", "--porcelain"]).contains("UU "));
        shared.run(Binh, &["resolve", "a-1.6-2024-1", "--both"]).ok();
        assert!(!shared.read(Binh, &plan()).contains("[XUNG ĐỘT]"));
        shared.git(Binh, &["add", &plan()]);
    }
}

#[test]
fn records_of_two_people_are_joined() {
    let shared = apart();
    let progress = plan().replace("plan.md", "progress.toml");
    let record = |item: &str| {
        format!(
            "[[record]]\nitem = \"{item}\"\ndate = 2024-12-20\nstatus = \"partial\"\nby = \"hieu-truong\"\n"
        )
    };
    shared.write(Mai, &progress, &record("w-1.6-2024-1"));
    shared.save(Mai);
    shared.run(Mai, &["sync"]).ok();
    shared.write(Binh, &progress, &record("w-1.8-2024-1"));
    shared.save(Binh);
    shared.git(Binh, &["pull", "--quiet", "--no-rebase", "--no-edit"]);
    let text = shared.read(Binh, &progress);
    assert_eq!(text.matches("[[record]]").count(), 2, "{text}");
    assert!(text.contains("w-1.6-2024-1") && text.contains("w-1.8-2024-1"), "{text}");
}

#[test]
fn what_cannot_be_merged_stops_git() {
    let shared = apart();
    let files = ["o", "a", "b"].map(|name| shared.folder(Binh).join(name));
    for file in &files {
        std::fs::write(file, [0xff, 0xfe]).unwrap();
    }
    let out = shared.run(Binh, &["hook", "run", "merge", "o", "a", "b", &plan()]);
    assert_eq!(out.code, Some(129), "{}", out.said());
    assert_eq!(std::fs::read(&files[1]).unwrap(), [0xff, 0xfe]);
    assert_eq!(shared.run(Binh, &["hook", "run", "merge", "o"]).code, Some(129));
}

#[test]
fn missing_attributes_are_told_and_added_on_wish_only() {
    let world = super::approval_story::with_plan();
    world.write(".gitattributes", "*.md text");
    let told = world.run(["hook", "install"]).ok().stderr;
    assert!(told.contains("plan.md merge=caitien") && told.contains("--attributes"), "{told}");
    assert_eq!(world.read(".gitattributes"), "*.md text");
    let told = world.run(["hook", "install", "--attributes"]).ok().stderr;
    assert!(told.contains("Đã thêm"), "{told}");
    assert_eq!(
        world.read(".gitattributes"),
        "*.md text\nplan.md merge=caitien\nprogress.toml merge=caitien\n"
    );
    assert!(!world.run(["hook", "install"]).ok().stderr.contains("--attributes"));
}
