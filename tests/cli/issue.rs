//! Issuing: number, date and the signed PDF come after the approval, and nothing in the plan changes.

use caitien::approval::name::TagKind;
use caitien::approval::notice::Says;

use super::approval_story::*;
use super::notice_story::*;
use super::world::{Output, Who, World};

fn issued() -> String {
    notice_tag(TagKind::Issued, 1)
}

fn issue(world: &World, who: Who, more: &[&str]) -> Output {
    let mut all = vec!["--number", "109/KH-MNTX", "--date", "7/9/2024"];
    all.extend(more);
    say(world, "issue", who, &all)
}

#[test]
fn the_clerk_records_number_date_and_the_signed_file() {
    let world = approved_here();
    let before = (world.git(["rev-parse", "HEAD", &tag(1)]), world.git(["status", "--porcelain"]));
    let signed = pdf(&world, "ky.pdf", 200_000);
    let out = issue(&world, Who::Clerk, &["--pdf", signed.to_str().unwrap()]).ok();
    assert!(out.stdout.contains(&issued()), "{}", out.stdout);
    assert_eq!((world.git(["rev-parse", "HEAD", &tag(1)]), world.git(["status", "--porcelain"])), before);
    assert_eq!(heard(&world, &issued()), "good");
    assert_eq!(verdict(&world, &tag(1)), "valid");
    assert!(git_accepts(&world, &issued()));
    let said = world.run(["verify", PERIOD]).ok().stdout;
    assert!(said.contains("đã phát hành: số 109/KH-MNTX ngày 7/9/2024, do Lò Thị Pản ghi"), "{said}");
    let json = world.run(["verify", "--format", "json"]).ok().json();
    let notice = &json["approvals"][0]["notices"][0];
    assert_eq!((&notice["kind"], &notice["date"]), (&"issued".into(), &"2024-09-07".into()));
    assert_eq!(notice["signer"]["name"], "Lò Thị Pản");
    let sum = notice["pdf_sha256"].as_str().unwrap();
    assert!(raw(&world, &issued()).contains(&format!("date = 2024-09-07\npdf-sha256 = \"{sum}\"\n+++\n")));
    assert_eq!(standing(&world)["issued"], true);
    let told = world.run(["history", PERIOD]).ok().stdout;
    assert!(told.contains("ban hành kế hoạch 2024-2025 v1: số 109/KH-MNTX ngày 7/9/2024"), "{told}");
    // The sum is what any other program computes.
    let other = world.command("sha256sum").arg(&signed).output();
    if let Ok(other) = other {
        assert!(String::from_utf8_lossy(&other.stdout).starts_with(sum));
    }
}

#[test]
fn is_this_the_file_that_was_recorded() {
    let world = approved_here();
    let signed = pdf(&world, "ky.pdf", 70_000);
    let ask = |file: &std::path::Path| {
        let out = world.run(["verify", PERIOD, "--format", "json", "--pdf", file.to_str().unwrap()]);
        let answer = out.json()["pdf"]["answer"].as_str().unwrap().to_owned();
        assert_eq!(out.code, Some(i32::from(answer != "yes")), "{}", out.stdout);
        answer
    };
    assert_eq!(ask(&signed), "none-recorded");
    issue(&world, Who::Clerk, &["--pdf", signed.to_str().unwrap()]).ok();
    assert_eq!(ask(&signed), "yes");
    let other = pdf(&world, "khac.pdf", 70_001);
    assert_eq!(ask(&other), "no");
    let said = world.run(["verify", PERIOD, "--pdf", other.to_str().unwrap()]).no().stdout;
    assert!(said.contains("KHÔNG: đây không phải tệp PDF đã ghi"), "{said}");
    let said = world.run(["verify", PERIOD, "--pdf", signed.to_str().unwrap()]).ok().stdout;
    assert!(said.contains("Đúng: đây là tệp PDF đã ghi khi ban hành kế hoạch 2024-2025 (v1)"), "{said}");
    world.run(["verify", PERIOD, "--pdf", "khong-co.pdf"]).cannot();
    // The right file of an approval that was taken back is no comfort.
    withdraw(&world, Who::Principal).ok();
    world.run(["verify", PERIOD, "--pdf", signed.to_str().unwrap()]).no();
}

#[test]
fn a_record_without_a_file_cannot_be_compared() {
    let world = approved_here();
    let out = say(&world, "ban-hanh", Who::Principal, &["--number", "1", "--date", "2024-09-07"]).ok();
    assert!(out.stderr.contains("Không kèm tệp PDF"), "{}", out.stderr);
    assert_eq!(heard(&world, &issued()), "good", "the principal may do it too");
    let file = pdf(&world, "ky.pdf", 10);
    let out = world.run(["verify", "--pdf", file.to_str().unwrap()]).no();
    assert!(out.stdout.contains("Không so được"), "{}", out.stdout);
}

#[test]
fn days_are_read_as_people_write_them() {
    let world = approved_here();
    let date = |typed: &str| {
        let out =
            world.run(["issue", PERIOD, "--number", "1", "--date", typed, "--dry-run", "--format", "json"]);
        match out.code {
            Some(0) => out.json()["statement"]
                .as_str()
                .unwrap()
                .lines()
                .find(|line| line.starts_with("date"))
                .unwrap()
                .to_owned(),
            code => format!("{code:?} {}", out.stderr),
        }
    };
    for typed in ["7/9/2024", "07-09-2024", "2024-09-07", "ngày 07 tháng 9 năm 2024", "7.9.2024"] {
        assert_eq!(date(typed), "date = 2024-09-07", "{typed}");
    }
    for typed in ["", "tháng 9/2024", "hằng tháng", "31/2/2024", "7/9/2024 – 8/9/2024", "hôm qua"] {
        assert!(date(typed).starts_with("Some(2)"), "{typed}: {}", date(typed));
    }
}

#[test]
fn what_stops_it() {
    let world = approved_here();
    for who in [Who::Deputy, Who::Office, Who::Stranger] {
        let out = issue(&world, who, &[]).no();
        assert!(out.stdout.contains("Lò Thị Pản") && out.stdout.contains("Nguyễn Thị Mai"), "{}", out.stdout);
        let date = "2024-09-07".parse().unwrap();
        let says = Says::Issued { number: "1".into(), date, pdf: None };
        sign(&world, &issued(), &notice(&world, 1, says).message("Trường"), who);
        let expected = if who == Who::Stranger { "unknown-key" } else { "not-entitled" };
        assert_eq!(heard(&world, &issued()), expected);
        assert!(git_accepts(&world, &issued()));
        assert_eq!(standing(&world)["issued"], false);
        let out = issue(&world, Who::Clerk, &[]).no();
        assert!(out.stdout.contains(&format!("git tag -d {}", issued())), "{}", out.stdout);
        world.git(["tag", "-d", &issued()]);
    }
    issue(&world, Who::Clerk, &["--pdf", "khong-co.pdf"]).cannot();
    assert_eq!(stops(&world, "issue", Who::Clerk, &["--number", "", "--date", "7/9/2024"]), ["words"]);
    issue(&world, Who::Clerk, &[]).ok();
    issue(&world, Who::Clerk, &[]).no();
    assert_eq!(
        stops(&world, "issue", Who::Clerk, &["--number", "2", "--date", "7/9/2024"]),
        ["already-said"]
    );
    let draft = with_people();
    draft.run(["issue", PERIOD, "--number", "1", "--date", "7/9/2024", "--dry-run"]).cannot();
}

#[test]
fn a_retired_and_a_stolen_clerks_key() {
    let world = approved_here();
    issue(&world, Who::Clerk, &[]).ok();
    let words = |state: &str| {
        let key = fingerprint(&world, Who::Clerk);
        format!("\n[[key-status]]\nkey = \"{key}\"\nstatus = \"{state}\"\nfrom-sequence = 2\n")
    };
    write_record(&world, &record(&world, 2, Who::Principal, &(clerk(&world) + &words("retired"))));
    world.commit_signed("Văn thư đổi khóa", Who::Principal);
    assert_eq!(heard(&world, &issued()), "good", "it is about an approval that came before");
    edit_plan(&world, "Thêm.");
    approve(&world, PERIOD, Who::Principal);
    assert_eq!(stops(&world, "issue", Who::Clerk, &["--number", "2", "--date", "7/9/2024"]), ["no-right"]);
    write_record(&world, &record(&world, 3, Who::Principal, &(clerk(&world) + &words("compromised"))));
    world.commit_signed("Khóa văn thư bị lộ", Who::Principal);
    assert_eq!(heard(&world, &issued()), "key-compromised");
    assert_eq!(verdict(&world, &tag(1)), "superseded");
}

#[test]
fn a_former_clerk_issues_nothing_that_was_approved_later() {
    let world = approved_here();
    write_record(&world, &record(&world, 2, Who::Principal, ""));
    world.commit_signed("Văn thư chuyển trường", Who::Principal);
    edit_plan(&world, "Thêm.");
    approve(&world, PERIOD, Who::Principal);
    let date = "2024-09-07".parse().unwrap();
    let says = Says::Issued { number: "1".into(), date, pdf: None };
    let later = notice_tag(TagKind::Issued, 2);
    sign(&world, &later, &notice(&world, 2, says).message("Trường"), Who::Clerk);
    assert_eq!(heard(&world, &later), "not-entitled");
    assert!(git_accepts(&world, &later));
    let old = say(&world, "issue", Who::Clerk, &["--number", "1", "--date", "7/9/2024", "--version", "1"]);
    assert_eq!(old.ok().code, Some(0), "of what was approved in this clerk's time");
}

#[test]
fn a_bundle_that_is_older_than_the_issue_lacks_nothing() {
    let world = approved_here();
    world.run(["bundle", PERIOD, "--output", "../goi.caitien", "--quiet"]).ok();
    let file = world.home().join("goi.caitien").display().to_string();
    issue(&world, Who::Clerk, &[]).ok();
    let judged = |count: usize| {
        let one = world.run(["verify", &file, "--format", "json"]).ok().json()["approvals"][0].clone();
        assert_eq!(one["verdict"], "valid");
        assert_eq!(one["notices"].as_array().unwrap().len(), count);
    };
    // The clone knows of it, and a file that has not it needs not; only the clone itself misses it.
    judged(1);
    let page = world.run(["verify", &file, "--format", "html"]).ok().stdout;
    assert!(
        page.contains("Sau phê duyệt") && page.contains("số 109&#x2f;KH-MNTX ngày 7&#x2f;9&#x2f;2024"),
        "{page}"
    );
    world.git(["tag", "-d", &issued()]);
    judged(0);
    assert_eq!(heard(&world, &issued()), "broken-chain");
}
