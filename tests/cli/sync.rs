//! `sync`: two people work on one plan, each in a copy; nothing of either is lost, whatever happens on the way.

use super::approval_story::{PERIOD, approve, verdict};
use super::shared::{Binh, Mai, Shared, of, plan, shared};
use super::world::{SCHOOL, Who};

const MAI: (&str, &str) = ("  - Chủ trì: Kế toán\n", "  - Chủ trì: Kế toán và văn thư\n");
const BINH: (&str, &str) = ("  - Chủ trì: Tổ trưởng tổ nhà trẻ\n", "  - Chủ trì: Tổ phó tổ nhà trẻ\n");

/// A new weakness under the sample's criterion 1.6, with no id yet.
fn new_weakness(shared: &Shared, who: super::shared::Whose, sentence: &str) {
    shared.edit(
        who,
        "**Kết quả cần đạt**\n\n- 14 thiết bị",
        &format!("- {sentence}\n\n**Kết quả cần đạt**\n\n- 14 thiết bị"),
    );
}

fn id_of(text: &str, sentence: &str) -> String {
    let line =
        text.lines().find(|line| line.contains(sentence)).unwrap_or_else(|| panic!("{sentence} in\n{text}"));
    line.split("{#").nth(1).unwrap().trim_end_matches('}').to_owned()
}

fn progress() -> String {
    format!("schools/{SCHOOL}/{PERIOD}/progress.toml")
}

fn record(item: &str, date: &str) -> String {
    format!("[[record]]\nitem = \"{item}\"\ndate = {date}\nstatus = \"partial\"\nby = \"hieu-truong\"\n")
}

#[test]
fn two_people_change_different_items() {
    let shared = shared();
    shared.edit(Mai, MAI.0, MAI.1);
    shared.edit(Binh, BINH.0, BINH.1);
    shared.run(Mai, &["sync"]).ok();
    let told = shared.run(Binh, &["dong-bo"]).ok().stdout;
    for words in ["Đã đồng bộ", "Nguyễn Thị Mai", "Kế toán và văn thư", "Gửi đi:", "Trần Văn Bình", "Tổ phó"]
    {
        assert!(told.contains(words), "{words} in\n{told}");
    }
    let message = shared.git(Binh, &["log", "-1", "--format=%s"]);
    assert_eq!(message.trim(), "Đồng bộ: nhận phần của Nguyễn Thị Mai");
    let told = shared.run(Mai, &["sync", "--format", "json"]).ok().json();
    assert_eq!(told["came"][0]["person"], "Trần Văn Bình");
    assert_eq!(told["came"][0]["files"][0]["changes"][0]["item"], "a-1.8-2024-1");
    assert_eq!((told["state"].as_str(), told["written"].as_bool()), (Some("in-step"), Some(true)));
    shared.in_step();
    let text = shared.read(Mai, &plan());
    assert!(text.contains(MAI.1) && text.contains(BINH.1), "{text}");
    let told = shared.run(Mai, &["sync"]).ok().stdout;
    assert!(told.contains("hai bên giống nhau") && told.contains("Không có gì mới"), "{told}");
}

#[test]
fn what_two_people_recorded_in_the_year_meets() {
    let shared = shared();
    let add = |who, code: &str, name: &str, by: &str| {
        let place = "Tủ hồ sơ số 2";
        shared.run(who, &["evidence", "add", code, "--name", name, "--place", place, "--by", by]).ok();
        shared
            .run(who, &["progress", "a-1.6-2024-1", "--status", "dang-lam", "--note", name, "--by", by])
            .ok();
        shared.run(who, &["petition", "w-1.6-2024-1", "--to", name, "--about", "Xin kinh phí", "--by", by]);
        shared.save(who);
    };
    add(Mai, "H1-1.6-01", "Sổ quỹ", "hieu-truong");
    add(Binh, "H1-1.6-02", "Biên bản kiểm kê", "pho-hieu-truong");
    shared.run(Mai, &["sync"]).ok();
    shared.run(Binh, &["sync"]).ok();
    shared.run(Mai, &["sync"]).ok();
    shared.in_step();
    for file in ["evidence.toml", "progress.toml"] {
        let text = shared.read(Mai, &format!("schools/{SCHOOL}/{PERIOD}/{file}"));
        assert!(text.contains("Sổ quỹ") && text.contains("Biên bản kiểm kê"), "{file}: {text}");
    }
    let listed = shared.run(Mai, &["evidence", "--format", "json"]).ok().json();
    assert_eq!(listed["entries"].as_array().map(Vec::len), Some(2), "{listed}");
}

#[test]
fn the_place_is_remembered_once() {
    let shared = shared();
    assert!(shared.git(Mai, &["remote", "get-url", "origin"]).contains("chung.git"));
    assert_eq!(shared.git(Mai, &["rev-parse", "--abbrev-ref", "@{upstream}"]).trim(), "origin/main");
    shared.world.git(["init", "--quiet", "--bare", "--initial-branch=main", "../khac.git"]);
    let told = shared.run(Mai, &["sync", "../khac.git"]).ok().stdout;
    assert!(told.contains("chưa có gì"), "{told}");
    assert!(shared.git(Mai, &["remote", "get-url", "origin"]).contains("chung.git"));
}

#[test]
fn two_new_items_with_one_id_are_two_items() {
    let shared = shared();
    new_weakness(&shared, Mai, "Kho chưa có khóa riêng.");
    new_weakness(&shared, Binh, "Sổ quỹ ghi chậm một tháng.");
    let (mai, binh) = (
        id_of(&shared.read(Mai, &plan()), "Kho chưa có khóa riêng."),
        id_of(&shared.read(Binh, &plan()), "Sổ quỹ ghi chậm"),
    );
    assert_eq!(mai, binh);
    let review = format!("schools/{SCHOOL}/{PERIOD}/reviews/r1.md");
    shared.write(Binh, &progress(), &record(&binh, "2024-10-01"));
    shared.write(
        Binh,
        &review,
        &format!("+++\nschema = 1\nitem = \"{binh}\"\nauthor = \"Bình\"\n+++\n\nTừ bao giờ?\n"),
    );
    shared.save(Binh);
    shared.run(Mai, &["sync"]).ok();
    let told = shared.run(Binh, &["sync"]).ok().stdout;
    assert!(told.contains(&format!("Hai người cùng dùng mã {binh}")), "{told}");
    shared.run(Mai, &["sync"]).ok();
    shared.in_step();
    let text = shared.read(Mai, &plan());
    // What others have seen keeps its id; what was said of the other item goes with it.
    assert_eq!(id_of(&text, "Kho chưa có khóa riêng."), mai);
    let new = id_of(&text, "Sổ quỹ ghi chậm");
    assert_ne!(new, mai);
    assert!(shared.read(Mai, &progress()).contains(&new), "{}", shared.read(Mai, &progress()));
    assert!(shared.read(Mai, &review).contains(&new));
}

#[test]
fn what_both_changed_waits_for_a_choice_and_is_not_sent() {
    let shared = shared();
    shared.edit(Mai, MAI.0, MAI.1);
    shared.run(Mai, &["sync"]).ok();
    shared.edit(Binh, MAI.0, "  - Chủ trì: Tổ văn phòng\n");
    let before = shared.head(None);
    let told = shared.run(Binh, &["sync"]).no().stdout;
    for words in [
        "1 chỗ hai người cùng sửa",
        "chưa gửi gì",
        "a-1.6-2024-1",
        "Tổ văn phòng",
        "Kế toán và văn thư",
        "caitien resolve",
    ] {
        assert!(told.contains(words), "{words} in\n{told}");
    }
    assert_eq!(shared.head(None), before);
    let again = shared.run(Binh, &["sync"]).no().stdout;
    assert!(again.contains("Tổ văn phòng"), "{again}");
    assert!(shared.run(Binh, &["check"]).no().stdout.contains("merge-conflict"));
    shared.run(Binh, &["resolve", "a-1.6-2024-1", "--theirs"]).ok();
    let refused = shared.run(Binh, &["sync"]).no();
    assert!(refused.stderr.contains("caitien save"), "{}", refused.stderr);
    shared.save(Binh);
    shared.run(Binh, &["sync"]).ok();
    shared.run(Mai, &["sync"]).ok();
    shared.in_step();
    assert!(shared.read(Mai, &plan()).contains(MAI.1));
}

#[test]
fn a_preview_changes_nothing() {
    let shared = shared();
    shared.edit(Mai, MAI.0, MAI.1);
    shared.run(Mai, &["sync"]).ok();
    shared.edit(Binh, BINH.0, BINH.1);
    let before = (shared.head(Some(Binh)), shared.head(None), shared.read(Binh, &plan()));
    let told = shared.run(Binh, &["sync", "--dry-run"]).ok().stdout;
    for words in ["Sẽ nhận về", "Kế toán và văn thư", "Sẽ gửi đi", "Tổ phó"] {
        assert!(told.contains(words), "{words} in\n{told}");
    }
    assert_eq!((shared.head(Some(Binh)), shared.head(None), shared.read(Binh, &plan())), before);
    assert_eq!(shared.git(Binh, &["for-each-ref", "refs/caitien"]), "");
}

#[test]
fn what_cannot_be_reached_leaves_everything_as_it_was() {
    let shared = shared();
    shared.edit(Mai, MAI.0, MAI.1);
    let told = shared.run(Mai, &["sync", "../khong-co.git"]).cannot().stderr;
    assert!(told.contains("không thấy kho nào") && told.contains("còn nguyên"), "{told}");
    let told = shared.run(Mai, &["sync", "http://127.0.0.1:1/kho.git"]).cannot().stderr;
    assert!(told.contains("không nối được") && told.contains("caitien save"), "{told}");
    shared.world.git(["init", "--quiet", "--initial-branch=main", "../rieng"]);
    shared.world.git(["-C", "../rieng", "commit", "--quiet", "--allow-empty", "-m", "khác"]);
    let told = shared.run(Mai, &["sync", "../rieng"]).no().stderr;
    assert!(told.contains("một kho khác"), "{told}");
    shared.run(Mai, &["sync"]).ok();
}

#[test]
fn a_server_that_refuses_is_told_in_its_own_words() {
    let shared = shared();
    let hook = shared.world.home().join("chung.git/hooks/pre-receive");
    std::fs::write(&hook, "#!/bin/sh\necho 'Nhánh này đã khóa sổ.' >&2\nexit 1\n").unwrap();
    std::process::Command::new("chmod").arg("+x").arg(&hook).status().unwrap();
    shared.edit(Mai, MAI.0, MAI.1);
    let told = shared.run(Mai, &["sync"]).no().stderr;
    assert!(told.contains("Nhánh này đã khóa sổ.") && told.contains("không nhận"), "{told}");
    std::fs::remove_file(&hook).unwrap();
    shared.run(Mai, &["sync"]).ok();
}

#[test]
fn a_lock_that_somebody_left_in_the_shared_folder_is_named() {
    let shared = shared();
    let lock = shared.world.home().join("chung.git/refs/heads/main.lock");
    std::fs::write(&lock, "").unwrap();
    shared.edit(Mai, MAI.0, MAI.1);
    let told = shared.run(Mai, &["sync"]).no().stderr;
    assert!(told.contains("main.lock") && told.contains("còn nguyên"), "{told}");
    std::fs::remove_file(&lock).unwrap();
    shared.run(Mai, &["sync"]).ok();
}

#[test]
fn somebody_was_faster() {
    let shared = shared();
    shared.edit(Mai, MAI.0, MAI.1);
    shared.edit(Binh, BINH.0, BINH.1);
    // Mai sends in the moment in which Bình is about to.
    let hook = shared.folder(Binh).join(".git/hooks/pre-push");
    let mai = shared.folder(Mai);
    let script = format!(
        "#!/bin/sh\nrm -f \"$0\"\nunset GIT_DIR GIT_PREFIX\ngit -C '{}' push --quiet origin main\n",
        mai.display()
    );
    std::fs::write(&hook, script).unwrap();
    std::process::Command::new("chmod").arg("+x").arg(&hook).status().unwrap();
    let told = shared.run(Binh, &["sync"]).ok().stdout;
    assert!(told.contains("Kế toán và văn thư"), "{told}");
    shared.run(Mai, &["sync"]).ok();
    shared.in_step();
}

#[test]
fn approvals_travel_and_none_is_overwritten() {
    let shared = shared();
    shared.world.pin_root();
    approve(&shared.world, PERIOD, Who::Principal);
    let root = shared.world.root();
    let told = shared.run(Mai, &["sync"]).ok().stdout;
    assert!(told.contains("Gửi 1 chứng cứ"), "{told}");
    let told = shared.run(Binh, &["sync"]).ok().stdout;
    assert!(told.contains("Nhận 1 chứng cứ"), "{told}");
    let tag = format!("approved/{SCHOOL}/{PERIOD}/v1");
    let json = shared.run(Binh, &["verify", &tag, "--root", &root, "--format", "json"]).ok().json();
    assert_eq!(json["approvals"][0]["verdict"], "valid");
    // Somebody puts the name on something else.
    shared.git(Binh, &["tag", "-f", &tag, "HEAD"]);
    shared.edit(Binh, BINH.0, BINH.1);
    let told = shared.run(Binh, &["sync"]).no().stdout;
    assert!(told.contains("CẢNH BÁO") && told.contains(&tag), "{told}");
    assert_eq!(shared.world.git(["-C", "../chung.git", "cat-file", "-t", &tag]).trim(), "tag");
    shared.run(Mai, &["sync"]).ok();
    assert_eq!(verdict(&shared.world, &tag), "valid");
    assert!(shared.read(Mai, &plan()).contains(BINH.1), "the work came all the same");
}

#[test]
fn a_signed_change_of_rights_comes_through_and_two_are_never_joined() {
    let shared = shared();
    shared.world.pin_root();
    approve(&shared.world, PERIOD, Who::Principal);
    shared.run(Mai, &["sync"]).ok();
    let key = shared.world.key(Who::Principal).display().to_string();
    shared
        .run(Mai, &["trust", "change", "--yes", "--key", &key, "mandate", "pho-hieu-truong", "2025-2026"])
        .ok();
    shared.run(Mai, &["sync"]).ok();
    shared.edit(Binh, BINH.0, BINH.1);
    shared.run(Binh, &["sync"]).ok();
    shared.run(Mai, &["sync"]).ok();
    shared.in_step();
    assert_eq!(verdict(&shared.world, &format!("approved/{SCHOOL}/{PERIOD}/v1")), "valid");

    let record = format!("schools/{SCHOOL}/school.toml");
    for (copy, words) in [(Mai, "# một\n"), (Binh, "# hai\n")] {
        let text = shared.read(copy, &record);
        shared.write(copy, &record, &format!("{text}{words}"));
        shared.git(copy, &["commit", "--quiet", "-am", "Sửa hồ sơ"]);
    }
    shared.run(Mai, &["sync"]).ok();
    let before = shared.head(Some(Binh));
    let told = shared.run(Binh, &["sync"]).no().stderr;
    assert!(told.contains("school.toml") && told.contains("không được đoán"), "{told}");
    assert_eq!(shared.head(Some(Binh)), before);
    assert_eq!(shared.git(Binh, &["status", "--porcelain"]), "");
}

#[test]
fn what_one_deleted_and_the_other_edited_stays() {
    let shared = shared();
    std::fs::remove_file(shared.folder(Mai).join(plan())).unwrap();
    shared.save(Mai);
    shared.run(Mai, &["sync"]).ok();
    shared.edit(Binh, BINH.0, BINH.1);
    let told = shared.run(Binh, &["sync"]).ok().stdout;
    assert!(told.contains("Giữ lại") && told.contains("plan.md"), "{told}");
    shared.run(Mai, &["sync"]).ok();
    assert!(shared.read(Mai, &plan()).contains(BINH.1));
}

#[test]
fn nothing_unsaved_and_nothing_of_others_is_overwritten() {
    let shared = shared();
    let text = shared.read(Binh, &plan());
    shared.write(Binh, &plan(), &text.replacen(BINH.0, BINH.1, 1));
    let told = shared.run(Binh, &["sync"]).no().stderr;
    assert!(told.contains("chưa lưu") && told.contains("caitien save"), "{told}");
    shared.save(Binh);
    // A file that git does not know stands where a new one belongs.
    shared.write(Mai, "lich-truc.txt", "Của cô Mai\n");
    shared.git(Mai, &["add", "lich-truc.txt"]);
    shared.git(Mai, &["commit", "--quiet", "-m", "Lịch trực"]);
    shared.run(Mai, &["sync"]).ok();
    shared.write(Binh, "lich-truc.txt", "Của thầy Bình\n");
    let before = shared.head(Some(Binh));
    let told = shared.run(Binh, &["sync"]).no().stderr;
    assert!(told.contains("lich-truc.txt") && told.contains("chuyển các tệp ấy"), "{told}");
    assert_eq!(shared.read(Binh, "lich-truc.txt"), "Của thầy Bình\n");
    assert_eq!(shared.head(Some(Binh)), before);
}

/// Bình's copy as it lies after an interruption in the midst of moving: the branch is old, the plan is new already.
fn interrupted() -> (Shared, String) {
    let shared = shared();
    shared.edit(Mai, MAI.0, MAI.1);
    shared.write(Mai, &progress(), &record("w-1.6-2024-1", "2024-12-20"));
    shared.save(Mai);
    shared.run(Mai, &["sync"]).ok();
    let (old, new) = (shared.head(Some(Binh)), shared.head(None));
    shared.git(Binh, &["fetch", "--quiet"]);
    let noted = format!("{old} {new} .\n");
    shared.write(Binh, ".git/caitien/coming", &noted);
    let text = shared.read(Mai, &plan());
    shared.write(Binh, &plan(), &text);
    shared.write(Binh, ".git/index.lock", "");
    (shared, new)
}

#[test]
fn an_interrupted_move_is_finished_by_the_next_sync() {
    let (shared, new) = interrupted();
    let told = shared.run(Binh, &["sync"]).ok().stdout;
    assert!(told.contains("bị ngắt"), "{told}");
    assert_eq!(shared.head(Some(Binh)), new);
    shared.in_step();
}

#[test]
fn a_file_that_was_cut_off_in_the_midst_is_made_whole() {
    for left in [Some(500), Some(0), None] {
        let (shared, new) = interrupted();
        let path = shared.folder(Binh).join(plan());
        match left {
            Some(bytes) => std::fs::write(&path, &std::fs::read(&path).unwrap()[..bytes]).unwrap(),
            None => std::fs::remove_file(&path).unwrap(),
        }
        shared.run(Binh, &["sync"]).ok();
        assert_eq!(shared.head(Some(Binh)), new);
        shared.in_step();
    }
}

#[test]
fn what_was_edited_after_an_interruption_is_never_overwritten() {
    let (shared, _) = interrupted();
    let text = shared.read(Binh, &plan()).replacen(BINH.0, BINH.1, 1);
    shared.write(Binh, &plan(), &text);
    let told = shared.run(Binh, &["sync"]).no().stderr;
    assert!(told.contains("plan.md") && told.contains("caitien save"), "{told}");
    assert_eq!(shared.read(Binh, &plan()), text);
    shared.save(Binh);
    shared.run(Binh, &["sync"]).ok();
    shared.run(Mai, &["sync"]).ok();
    shared.in_step();
    let text = shared.read(Mai, &plan());
    assert!(text.contains(MAI.1) && text.contains(BINH.1), "{text}");
    assert_eq!(shared.read(Mai, &progress()).matches("[[record]]").count(), 1);
}

#[test]
fn a_stick_goes_from_hand_to_hand() {
    let shared = of(super::approval_story::with_plan());
    for copy in [Mai, Binh] {
        shared.git(copy, &["remote", "remove", "origin"]);
    }
    let stick = shared.world.home().join("usb/truong.bundle");
    let stick = stick.to_str().unwrap();
    new_weakness(&shared, Mai, "Kho chưa có khóa riêng.");
    let told = shared.run(Mai, &["sync", stick]).ok().stdout;
    assert!(told.contains("Đã nhớ nơi này"), "{told}");
    new_weakness(&shared, Binh, "Sổ quỹ ghi chậm một tháng.");
    let told = shared.run(Binh, &["sync", stick]).ok().stdout;
    assert!(told.contains("Kho chưa có khóa riêng.") && told.contains("Hai người cùng dùng mã"), "{told}");
    // Mai has gone on meanwhile, and needs no address any more.
    shared.edit(Mai, MAI.0, MAI.1);
    shared.run(Mai, &["sync"]).ok();
    shared.run(Binh, &["sync"]).ok();
    assert_eq!(shared.head(Some(Mai)), shared.head(Some(Binh)));
    let text = shared.read(Binh, &plan());
    for words in ["Kho chưa có khóa riêng.", "Sổ quỹ ghi chậm", MAI.1] {
        assert_eq!(text.matches(words).count(), 1, "{words} in\n{text}");
    }
    let copy = shared.world.run(["join", stick, "../lan"]).ok().stdout;
    assert!(copy.contains(SCHOOL), "{copy}");
    assert_eq!(shared.world.git(["-C", "../lan", "rev-parse", "HEAD"]).trim(), shared.head(Some(Mai)));
}

#[test]
fn two_who_join_each_others_work_at_once_meet_again() {
    let shared = of(super::approval_story::with_plan());
    let (one, other) = (shared.world.home().join("mai.bundle"), shared.world.home().join("binh.bundle"));
    let (one, other) = (one.to_str().unwrap(), other.to_str().unwrap());
    new_weakness(&shared, Mai, "Kho chưa có khóa riêng.");
    new_weakness(&shared, Binh, "Sổ quỹ ghi chậm một tháng.");
    shared.run(Mai, &["sync", one]).ok();
    shared.run(Binh, &["sync", other]).ok();
    // Each takes in the other's stick, as it was.
    let keep = std::fs::read(one).unwrap();
    shared.run(Mai, &["sync", other]).ok();
    std::fs::write(other, keep).unwrap();
    shared.run(Binh, &["sync", other]).ok();
    shared.edit(Mai, "Sổ quỹ ghi chậm một tháng.", "Sổ quỹ ghi chậm hai tháng.");
    shared.run(Mai, &["sync"]).ok();
    shared.run(Binh, &["sync"]).ok();
    shared.run(Mai, &["sync"]).ok();
    shared.in_step();
    let text = shared.read(Mai, &plan());
    for words in ["Kho chưa có khóa riêng.", "Sổ quỹ ghi chậm hai tháng."] {
        assert_eq!(text.matches(words).count(), 1, "{words} in\n{text}");
    }
    assert!(!text.contains("chậm một tháng"), "{text}");
}

#[test]
fn where_there_is_nothing_to_sync_it_says_what_to_do() {
    let world = super::world::World::with_repository();
    let told = world.run(["sync"]).cannot().stderr;
    assert!(told.contains("chưa lưu lần nào") && told.contains("caitien join"), "{told}");
    let world = super::approval_story::with_plan();
    let told = world.run(["sync"]).cannot().stderr;
    assert!(told.contains("chưa biết đồng bộ với nơi nào") && told.contains(".bundle"), "{told}");
    world.git(["checkout", "--quiet", "--detach"]);
    let told = world.run(["sync", "../x"]).cannot().stderr;
    assert!(told.contains("ngoài mọi nhánh"), "{told}");
}
