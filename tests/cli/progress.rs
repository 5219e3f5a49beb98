//! `progress`: what is done is claimed by one person and verified by another, and nothing that was recorded is lost.

use super::world::World;
use super::year_story::{PERIOD, file, joined, refused, school, text};

const GARDEN: &str = "a-3.1-2024-1";

fn item(world: &World, id: &str) -> serde_json::Value {
    let json = world.run(["progress", id, "--format", "json"]).ok().json();
    json["items"][0].clone()
}

fn register(world: &World, code: &str) {
    world.run(["evidence", "add", code, "--name", "Ảnh vườn rau"]).ok();
}

#[test]
fn hoa_says_that_it_is_done_and_mo_verifies_it() {
    let world = school();
    register(&world, "H3-3.1-01");
    let done =
        ["--status", "xong", "--percent", "100%", "--note", "Đủ 11 luống.", "--evidence", "[h3-3.1-01]"];
    let out = world.run([&["tien-do", GARDEN, "--by", "hoa"], &done[..]].concat()).ok();
    assert!(out.stdout.contains("đã xong, 100% (chờ người khác xác nhận)"), "{}", out.said());
    assert!(out.stderr.contains(&format!("caitien progress {GARDEN} --verify")), "{}", out.said());
    let now = item(&world, GARDEN);
    assert_eq!((now["status"].as_str(), now["standing"].as_str()), (Some("done"), Some("claimed")));
    assert_eq!(now["records"][0]["evidence"][0], "H3-3.1-01");
    let before = text(&world, "progress.toml");
    // Hòa cannot verify what is hers, by name or by git's address.
    refused(&world, &["progress", GARDEN, "--verify", "--by", "hoa"], "Đỗ Thị Hòa là người báo").no();
    world.git(["config", "user.email", "hoa@example.edu.vn"]);
    refused(&world, &["progress", GARDEN, "--verify", "Tôi xem rồi."], "để người khác xác nhận").no();
    assert_eq!(text(&world, "progress.toml"), before);
    let out = world.run(["progress", GARDEN, "--verify", "Đã đếm luống.", "--by", "mo"]).ok();
    assert!(out.stdout.contains("Lê Thị Mơ xác nhận ngày 10/03/2025: Đã đếm luống."), "{}", out.said());
    let now = item(&world, GARDEN);
    assert_eq!((now["standing"].as_str(), now["verified"]["by"].as_str()), (Some("verified"), Some("mo")));
    assert!(text(&world, "progress.toml").starts_with(&before), "every earlier byte stays");
    // Once more says nothing new.
    let verified = text(&world, "progress.toml");
    let out = world.run(["progress", GARDEN, "--verify", "--by", "mo"]).ok();
    assert!(out.stdout.contains("đã được ghi từ trước"), "{}", out.said());
    assert_eq!(text(&world, "progress.toml"), verified);
    let out = world.run(["progress"]).ok();
    assert!(out.stdout.contains("1 đã xong (1 đã xác nhận, 0 chờ xác nhận)"), "{}", out.stdout);
    let saved = world.run(["save"]).ok();
    assert!(saved.said().contains("thêm 1 minh chứng"), "{}", saved.said());
}

#[test]
fn a_lead_does_not_verify_the_own_work_whoever_claims_it() {
    let world = school();
    world.run(["progress", GARDEN, "--status", "done", "--by", "pho-hieu-truong"]).ok();
    refused(&world, &["progress", GARDEN, "--verify", "--by", "hoa"], "Đỗ Thị Hòa chủ trì a-3.1-2024-1").no();
    // The principal leads by the post.
    world.run(["progress", "a-1.10-2024-1", "--status", "done", "--by", "hoa"]).ok();
    refused(
        &world,
        &["progress", "a-1.10-2024-1", "--verify", "--by", "hieu-truong"],
        "Nguyễn Thị Mai chủ trì",
    )
    .no();
    // Somebody else may, though supervisors are there for it.
    let out = world.run(["progress", "a-1.10-2024-1", "--verify", "--by", "pho-hieu-truong"]).ok();
    assert!(out.stderr.contains("tổ giám sát (Lê Thị Mơ)"), "{}", out.said());
}

#[test]
fn what_is_recorded_later_is_not_verified() {
    let world = school();
    world.run(["progress", GARDEN, "--status", "done", "--by", "hoa", "--date", "1/3/2025"]).ok();
    world.run(["progress", GARDEN, "--verify", "--by", "mo"]).ok();
    let out = world.run(["progress", GARDEN, "--note", "Trồng lại hai luống.", "--by", "hoa"]).ok();
    assert!(out.stderr.contains("phải xác nhận lại"), "{}", out.said());
    assert_eq!(item(&world, GARDEN)["standing"], "claimed");
    world.run(["progress", GARDEN, "--verify", "--by", "mo"]).ok();
    assert_eq!(item(&world, GARDEN)["standing"], "verified");
    // A record that is edited by hand is not what Mơ saw.
    let edited = text(&world, "progress.toml").replace("Trồng lại hai luống.", "Trồng lại cả.");
    world.write(&file("progress.toml"), &edited);
    assert_eq!(item(&world, GARDEN)["standing"], "claimed");
    let out = world.run(["check", PERIOD]);
    assert!(out.stdout.contains("stray-reference"), "{}", out.stdout);
    // Whoever writes it by hand into the file does not verify the own claim.
    let own = text(&world, "progress.toml").replace("by = \"mo\"", "by = \"hoa\"");
    world.write(&file("progress.toml"), &own);
    assert!(world.run(["check", PERIOD]).stdout.contains("own-verification"));
}

#[test]
fn what_contradicts_itself_or_cannot_be_is_refused() {
    let world = school();
    let by = ["--by", "hoa"];
    let says = |arguments: &[&str], words: &str| {
        refused(&world, &[&["progress"], arguments, &by[..]].concat(), words);
    };
    says(&[GARDEN, "--status", "gần xong"], "chua-lam, dang-lam");
    says(&[GARDEN, "--percent", "120"], "từ 0 đến 100");
    says(&[GARDEN, "--status", "xong", "--percent", "60"], "mot-phan");
    says(&[GARDEN, "--status", "chua-lam", "--percent", "20"], "20%");
    says(&[GARDEN, "--status", "huy"], "vì sao thôi thực hiện");
    says(&[GARDEN, "--spent", "khoảng 2 triệu"], "--spent");
    says(&[GARDEN, "--spent", "500k/tháng"], "500k/tháng");
    says(&[GARDEN, "--note", "x", "--date", "11/3/2025"], "chưa tới");
    says(&[GARDEN, "--note", "x", "--date", "hôm qua"], "không phải một ngày");
    says(&[GARDEN, "--note", "x", "--period", "2019-2020"], "hiện có: 2024-2025");
    says(&["a-3.1-2024-7", "--note", "x"], "có phải ý là");
    says(&["vườn rau", "--note", "x"], "không phải mã");
    says(&[GARDEN, "--verify"], "chưa ai báo");
    says(&[GARDEN, "--verify", "--status", "done"], "--verify");
    says(&[GARDEN, "--note", "x", "--evidence", "H3-3.1-01"], "caitien evidence add H3-3.1-01");
    register(&world, "H3-3.1-01");
    says(&[GARDEN, "--note", "x", "--evidence", "H3-3.1-02"], "có phải ý là H3-3.1-01?");
    refused(&world, &["progress", GARDEN, "--note", "x", "--by", "ho"], "school.toml");
    assert_eq!(text(&world, "progress.toml"), "", "nothing was written");
    world.run(["progress", GARDEN, "--percent", "30", "--by", "hoa"]).ok();
    says(&[GARDEN, "--verify"], "đang thực hiện, chưa phải đã xong");
    says(&[GARDEN, "--percent", "20", "--date", "1/2/2025"], "mới hơn ngày 01/02/2025");
    assert_eq!(item(&world, GARDEN)["status"], "in-progress");
}

#[test]
fn the_same_is_said_once() {
    let world = school();
    let spent = ["progress", GARDEN, "--status", "done", "--spent", "500000", "--by", "hoa"];
    world.run(spent).ok();
    let first = text(&world, "progress.toml");
    let out = world.run(spent).ok();
    assert!(out.stderr.contains("chỉ tính một lần"), "{}", out.said());
    assert_eq!(text(&world, "progress.toml"), first);
    world.run(["progress", GARDEN, "--verify", "--by", "mo"]).ok();
    world.run(["progress", GARDEN, "--status", "mot-phan", "--by", "hoa"]).ok();
    refused(&world, &spent, "nói rõ hơn");
    assert_eq!(item(&world, GARDEN)["standing"], "open");
}

#[test]
fn every_answer_is_said_in_english_too() {
    let world = school();
    world.run(["evidence", "add", "H3-3.1-01", "--name", "Ảnh"]).ok();
    world.run(["progress", GARDEN, "--status", "done", "--spent", "2 triệu", "--by", "hoa"]).ok();
    world.run(["progress", GARDEN, "--verify", "--by", "mo"]).ok();
    world.run(["petition", "a-2.3-2024-1", "--to", "UBND xã", "--by", "hoa"]).ok();
    for (command, words) in [
        ("progress", "1 done (1 verified, 0 claimed)"),
        ("evidence", "Codes in the register: 1."),
        ("due", "Beyond the school's power, waiting for an answer (1)"),
        ("petition", "Waiting for an answer: 1; answered: 0."),
        ("budget", "Planned"),
    ] {
        let out = world.run(["--lang", "en", command]).ok();
        assert!(out.stdout.contains(words), "{words}\n{}", out.stdout);
        for vietnamese in ["ghi", "chưa", "đã "] {
            let ours = out.stdout.lines().filter(|line| !line.contains("2024-1") && !line.starts_with("  "));
            assert!(ours.clone().all(|line| !line.contains(vietnamese)), "{}", out.stdout);
        }
    }
    let out = world.run(["--lang", "en", "report", PERIOD, "--interim", "2"]).ok().stdout;
    assert!(out.contains("HOW EACH ITEM STANDS") && out.contains("verified by Lê Thị Mơ"), "{out}");
    let out = world.run(["--lang", "en", "progress", GARDEN, "--verify", "--by", "hoa"]).no();
    assert!(out.stderr.contains("another person has to verify it"), "{}", out.stderr);
}

#[test]
fn a_flawed_file_is_left_alone_and_told() {
    let world = school();
    world.write(&file("progress.toml"), "[[record]]\nitem = 3\n");
    refused(&world, &["progress", GARDEN, "--note", "x", "--by", "hoa"], "caitien check").cannot();
    let out = world.run(["progress"]).ok();
    assert!(out.stderr.contains("progress.toml"), "{}", out.said());
    assert_eq!(text(&world, "progress.toml"), "[[record]]\nitem = 3\n");
}

#[test]
fn a_dry_run_writes_nothing() {
    let world = school();
    let out = world.run(["progress", GARDEN, "--status", "done", "--by", "hoa", "--dry-run"]).ok();
    assert!(out.stdout.contains("[[record]]") && out.stdout.contains("Chạy thử"), "{}", out.stdout);
    assert_eq!(text(&world, "progress.toml"), "");
}

#[test]
fn what_stood_there_stays_to_the_last_byte_whoever_wrote_it() {
    let world = school();
    // Written by hand, without marks and without a line end.
    let by_hand =
        "# sổ tay\r\n[[record]]\nitem = \"w-1.6-2024-1\"\ndate = 2024-12-20\nstatus = \"done\"\nby = \"hoa\"";
    world.write(&file("progress.toml"), by_hand);
    world.run(["progress", "w-1.6-2024-1", "--verify", "--by", "mo"]).ok();
    assert!(text(&world, "progress.toml").starts_with(by_hand));
    assert_eq!(item(&world, "w-1.6-2024-1")["standing"], "verified");
    world.run(["check", PERIOD]).ok();
}

#[test]
fn two_peoples_records_join_into_both() {
    let world = school();
    world.write(".gitattributes", "*.toml merge=union\n");
    world.run(["progress", GARDEN, "--status", "done", "--note", "Một.", "--by", "hoa"]).ok();
    world.commit_all("Trước");
    let merged = joined(
        &world,
        "progress.toml",
        &["progress", GARDEN, "--verify", "--by", "mo"],
        &["progress", "w-1.6-2024-1", "--status", "done", "--note", "Hai.", "--by", "pho-hieu-truong"],
    );
    assert!(merged.contains("Một.") && merged.contains("Hai."), "{merged}");
    assert_eq!(item(&world, GARDEN)["standing"], "verified");
    assert_eq!(item(&world, "w-1.6-2024-1")["standing"], "claimed");
}

#[test]
fn many_at_once_lose_nothing() {
    let world = school();
    let running: Vec<_> = (0..6)
        .map(|serial| {
            let mut command = world.command(env!("CARGO_BIN_EXE_caitien"));
            command.args(["progress", GARDEN, "--by", "hoa", "--note", &format!("Lần {serial}.")]);
            command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
            command.spawn().unwrap()
        })
        .collect();
    for mut one in running {
        assert!(one.wait().unwrap().success());
    }
    assert_eq!(item(&world, GARDEN)["records"].as_array().unwrap().len(), 6);
}

#[test]
fn reports_and_comparisons_believe_a_claim_as_before() {
    let world = school();
    world.run(["progress", "w-1.6-2024-1", "--status", "xong", "--by", "hoa"]).ok();
    world.run(["progress", "w-1.6-2024-1", "--verify", "--by", "mo"]).ok();
    let json = world.run(["report", PERIOD, "--format", "json"]).ok().json();
    let done = json["totals"][0]["done"].as_u64().unwrap();
    assert_eq!(done, 1, "{json}");
}

#[test]
fn the_item_of_another_year_is_found_in_its_plan() {
    let world = school();
    let later =
        include_str!("../../templates/samples/mn-ben-mo/2025-2026.md").replace("mn-ben-mo", "mn-hoa-sen");
    world.write_plan("2025-2026", &later);
    // In both plans: the year that has begun.
    world.run(["progress", "w-1.5-2022-1", "--percent", "50", "--by", "hoa"]).ok();
    assert!(text(&world, "progress.toml").contains("w-1.5-2022-1"));
    // Only in the plan of the coming year.
    let out =
        world.run(["progress", "w-1.10-2025-1", "--percent", "5", "--by", "hoa", "--format", "json"]).ok();
    assert_eq!(out.json()["period"], "2025-2026");
}
