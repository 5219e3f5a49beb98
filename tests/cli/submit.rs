//! `submit`: a saved text is frozen for review, and whoever edits on is told.

use super::approval_story::*;
use super::review_story::*;
use super::world::{SCHOOL, Who, World};

fn tags(world: &World) -> Vec<String> {
    world.git(["tag", "--list", "submitted/*"]).lines().map(str::to_owned).collect()
}

fn codes(world: &World, arguments: &[&str]) -> Vec<String> {
    let json = world.run([&["submit", "--dry-run", "--format", "json"], arguments].concat()).json();
    json["obstacles"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_plan_is_handed_in_and_edits_since_are_told() {
    let world = with_people("");
    let out = world.run(["trinh", "--dry-run"]).ok();
    assert!(out.stdout.contains("Không có gì cản trở việc trình."), "{}", out.stdout);
    assert!(tags(&world).is_empty());
    let out = world.run(["trinh"]).ok();
    assert!(out.stdout.contains("Vũ Văn An đã trình kế hoạch 2024-2025, lần 1."), "{}", out.stdout);
    let first = format!("submitted/{SCHOOL}/{PERIOD}/v1");
    assert_eq!(tags(&world), [first.as_str()]);
    let text = raw(&world, &first);
    for words in [
        "type commit",
        "tagger Vũ Văn An <an@example.edu.vn>",
        "plan-sha256 = \"",
        "by = \"an\"",
        "version = 1",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    assert!(!text.contains("accepted") && !text.contains("SIGNATURE"), "{text}");
    let status = || world.run(["status"]).ok().stdout;
    assert!(status().contains("đã trình (lần 1)") && !status().contains("sửa từ đó"), "{}", status());
    assert_eq!(codes(&world, &[]), ["already-submitted"]);

    // Edits are noticed, saved or not, and stop nothing.
    let path = format!("schools/{SCHOOL}/{PERIOD}/plan.md");
    world.write(&path, &world.read(&path).replace("{#w-1.8-2024-1}", "Sửa lời. {#w-1.8-2024-1}"));
    let told = format!("đang trình lần 1, sửa từ đó: {WEAKNESS}");
    assert!(status().contains(&told), "{}", status());
    assert!(world.run(["check"]).ok().stderr.contains(&told));
    assert_eq!(codes(&world, &[]), ["not-saved"]);
    world.run(["submit"]).no();
    let saved = world.run(["save"]).ok();
    assert!(saved.stderr.contains(&told), "{}", saved.said());
    let json = world.run(["status", "--format", "json"]).ok().json();
    assert_eq!(json["schools"][0]["plans"][0]["in_review"]["edited"][0], WEAKNESS);

    // Handed in again: the name is the next one, and the reviewers are told which.
    world.run(["submit"]).ok();
    assert_eq!(tags(&world).len(), 2);
    assert!(world.run(["review", "--by", "mo"]).ok().stdout.contains("Bản trình gần nhất: lần 2."));
    assert!(!status().contains("sửa từ đó"));
    approve(&world, PERIOD, Who::Principal);
    assert!(!status().contains("đang trình"), "{}", status());
    assert_eq!(codes(&world, &[]), ["already-approved"]);
    edit(&world, "Sửa lời. ", "Sửa nữa. ");
    world.run(["submit"]).ok();
    assert!(status().contains("đang trình lần 3"), "{}", status());
}

#[test]
fn errors_stop_it_unless_somebody_says_why_they_stay() {
    let world = with_people("");
    // A weakness without an action: an error, and a plan that can be saved.
    let path = format!("schools/{SCHOOL}/{PERIOD}/plan.md");
    let text = world.read(&path);
    let more = "\n### Tiêu chuẩn 4: Quan hệ giữa nhà trường, gia đình và xã hội\n";
    assert!(text.contains(more) || text.contains("### Tiêu chuẩn"), "{text}");
    let at = text.find("### Tiêu chuẩn").unwrap();
    let broken = format!("{}{}", &text[..at], text[at..].replacen("{#w-", "{#w-0-", 1));
    world.write(&path, &broken);
    world.commit_all("Mã sai");
    let out = world.run(["submit"]).no();
    assert!(out.stdout.contains("Chưa trình được") && out.stdout.contains("--despite"), "{}", out.stdout);
    assert!(tags(&world).is_empty());
    world.run(["submit", "--despite", " "]).cannot();
    let out = world.run(["submit", "--despite", "Phòng cần xem trước hạn."]).ok();
    assert!(out.stdout.contains("lý do: Phòng cần xem trước hạn."), "{}", out.stdout);
    let text = raw(&world, &format!("submitted/{SCHOOL}/{PERIOD}/v1"));
    assert!(text.contains("reason = \"Phòng cần xem trước hạn.\""), "{text}");
    assert!(text.contains(&format!("accepted = [\"malformed-id {path}:")), "{text}");
}

#[test]
fn it_is_signed_where_a_key_is_given() {
    let world = with_people("");
    let key = world.key(Who::Clerk);
    world.run(["submit", "--by", "mo", "--key", key.to_str().unwrap()]).ok();
    let name = format!("submitted/{SCHOOL}/{PERIOD}/v1");
    assert!(raw(&world, &name).contains("-----BEGIN SSH SIGNATURE-----"));
    assert!(git_accepts(&world, &name));
    edit(&world, "{#w-1.8-2024-1}", "Sửa lời. {#w-1.8-2024-1}");
    for (name, value) in
        [("tag.gpgsign", "true"), ("gpg.format", "ssh"), ("user.signingkey", key.to_str().unwrap())]
    {
        world.git(["config", name, value]);
    }
    world.run(["submit"]).ok();
    assert!(git_accepts(&world, &format!("submitted/{SCHOOL}/{PERIOD}/v2")));
    assert_eq!(world.run(["submit", "2030-2031"]).cannot().code, Some(2));
    // It is nobody's approval.
    assert!(verdicts(&world).is_empty());
}
