//! Publications: a few items of an approved plan, each with its proof, and nothing of the rest.

use caitien::approval::Hash;
use caitien::approval::bundle::{Head, Kind};
use caitien::approval::digest;
use caitien::git::ObjectKind;
use caitien::plan::parse::parse;

use super::approval_story::*;
use super::bundle::{elsewhere, is_good, judged, parts, rebuilt};
use super::world::{Who, World};

/// A school with an approved plan, and two of its ids.
fn story() -> (World, Vec<String>, Hash) {
    let world = approved();
    let ids = digest::items(&parse(&plan()).plan).into_keys().map(|id| id.to_string());
    let root = statement(&world, &tag(1)).root;
    let ids: Vec<String> = ids.filter(|id| id.starts_with("w-")).take(2).collect();
    (world, ids, root)
}

fn published(world: &World, ids: &[String]) -> std::path::PathBuf {
    world.run(["publish", PERIOD, "--items", &ids.join(","), "-o", "../trich.caitien", "--force", "-q"]).ok();
    world.home().join("trich.caitien")
}

/// The sentence of an item of the plan.
fn sentence(id: &str) -> String {
    parse(&plan()).plan.item(id.parse().unwrap()).unwrap().item.text.clone()
}

#[test]
fn each_item_proves_that_it_belongs_to_the_approved_plan() {
    let (world, ids, root) = story();
    let made = world.run(["cong-khai", PERIOD, "--items", &ids.join(",")]).ok();
    assert!(made.stdout.contains("v1-cong-khai.caitien"), "{}", made.stdout);
    assert!(made.stderr.contains("mã của mọi mục"), "{}", made.stderr);
    let file = published(&world, &ids);
    let at = file.to_str().unwrap();
    let out = elsewhere(&world, &["verify", at, "--root", &root.to_string()]).ok();
    assert!(out.stdout.contains("[valid-extract]") && !out.stdout.contains("[valid]"), "{}", out.stdout);
    assert!(
        out.stdout.contains("Chỉ 2 mục") && out.stdout.contains("chưa được kiểm chứng"),
        "{}",
        out.stdout
    );
    for id in &ids {
        assert!(out.stdout.contains(&sentence(id)), "{id}");
    }
    let json =
        elsewhere(&world, &["verify", at, "--root", &root.to_string(), "--format", "json"]).ok().json();
    assert_eq!(json["files"][0]["kind"], "publication");
    assert_eq!(json["files"][0]["items"].as_array().unwrap().len(), 2);
    assert!(json["files"][0]["markdown"].as_str().unwrap().contains(&sentence(&ids[0])));
    // Nobody has compared the root: nothing is said to be proved.
    let out = elsewhere(&world, &["verify", at]).no();
    assert!(out.stdout.contains("[unpinned]") && !out.stdout.contains(&sentence(&ids[0])), "{}", out.stdout);
}

#[test]
fn what_was_not_chosen_is_nowhere_in_the_file() {
    let (world, ids, _) = story();
    let file = published(&world, &ids[..1]);
    let (head, objects) = parts(&file);
    let mut all = head.items.clone().unwrap();
    for (_, object) in &objects {
        all.push_str(&String::from_utf8_lossy(&object.bytes));
    }
    assert!(all.contains(&sentence(&ids[0])));
    let plan = parse(&plan()).plan;
    let others: Vec<String> = plan
        .items()
        .filter(|placed| placed.item.id.is_none_or(|id| id.to_string() != ids[0]))
        .map(|placed| placed.item.text.clone())
        .collect();
    assert!(others.len() > 10);
    for text in others {
        assert!(!all.contains(&text), "{text}");
    }
    let blobs = objects.iter().filter(|(_, object)| object.kind == ObjectKind::Blob);
    assert_eq!(blobs.count(), 2, "the record and the settings");
}

#[test]
fn a_changed_item_is_found() {
    let (world, ids, root) = story();
    let file = published(&world, &ids);
    let (head, objects) = parts(&file);
    let text = head.items.clone().unwrap();
    let check = |items: String, expected: &str| {
        assert_ne!(items, text);
        let changed = Head { items: Some(items), ..head.clone() };
        std::fs::write(&file, rebuilt(&changed, &objects)).unwrap();
        let out = elsewhere(&world, &["verify", file.to_str().unwrap(), "--root", &root.to_string()]);
        assert!(out.stdout.contains(&format!("[{expected}]")), "{}", out.stdout);
        out
    };
    let words = sentence(&ids[0]);
    check(text.replacen(&words, &format!("{words} Không."), 1), "content-mismatch").no();
    check(text.replacen(&format!("{{#{}}}", ids[0]), &format!("{{#{}}}", ids[1]), 1), "content-mismatch")
        .no();
    check(text.replacen(&ids[0], "w-1.1-1999-1", 1), "content-mismatch").no();
    let moved = text.replacen("#### Tiêu chí ", "#### Tiêu chí 9", 1);
    check(moved, "content-mismatch").no();
    check(format!("{text}\n**Giải pháp**\n\n- Việc bịa ra. {{#a-1.5-2024-9}}\n"), "content-mismatch").no();
    // Words around the items prove nothing and are not repeated.
    let out = check(
        format!("Trường ta rất tốt.\n\n{text}\nLời thêm vào.\n\n**Điểm mạnh**\n\n- Bịa.\n"),
        "valid-extract",
    )
    .ok();
    for invented in ["rất tốt", "Lời thêm", "Bịa"] {
        assert!(!out.stdout.contains(invented), "{}", out.stdout);
    }
    // No items, no proof of any.
    let out = check(String::new(), "valid-extract").ok();
    assert!(out.stdout.contains("không kèm nội dung"), "{}", out.stdout);
}

#[test]
fn it_is_never_taken_for_the_whole_plan() {
    let (world, ids, root) = story();
    let file = published(&world, &ids);
    let (head, objects) = parts(&file);
    let whole = Head { kind: Kind::Bundle, items: None, ..head.clone() };
    assert!(is_good(&rebuilt(&whole, &objects), root).is_err());
    // Nor does a clone that has seen the approval call it valid.
    world.run(["verify"]).ok();
    let out = world.run(["verify", file.to_str().unwrap()]).ok();
    assert!(out.stdout.contains("[valid-extract]"), "{}", out.stdout);
    // What was seen of a publication does not stand for the plan either.
    let fresh = world.home().join("moi");
    world.git(["clone", "--quiet", ".", fresh.to_str().unwrap()]);
    let at = ["-C", fresh.to_str().unwrap()];
    world.run(at.into_iter().chain(["trust", "pin", &root.to_string()])).ok();
    world.run(at.into_iter().chain(["verify", file.to_str().unwrap()])).ok();
    let seen = std::fs::read_to_string(fresh.join(".git/caitien/bundles")).unwrap();
    assert!(seen.contains(&tag(1)), "{seen}");
    let plan = fresh.join(".git");
    let blob = world.git(["rev-parse", "HEAD:schools/mn-hoa-sen/2024-2025/plan.md"]);
    let loose = plan.join("objects").join(&blob[..2]).join(blob[2..].trim());
    if loose.exists() {
        std::fs::remove_file(&loose).unwrap();
        world.run(at.into_iter().chain(["verify"])).cannot();
    }
}

#[test]
fn a_later_version_shows_and_still_only_the_items_are_proved() {
    let (world, ids, root) = story();
    let (first, objects) = parts(&published(&world, &ids));
    edit_plan(&world, "Thêm một câu.");
    approve(&world, PERIOD, Who::Principal);
    let file = published(&world, &ids);
    assert_eq!(judged(&world, &file, root), (Some(0), "valid-extract".into()));
    let (second, more) = parts(&file);
    let older = Head { approval: first.approval.clone(), ..second };
    let file = world.home().join("cu.caitien");
    std::fs::write(&file, rebuilt(&older, &[objects, more].concat())).unwrap();
    let out = elsewhere(&world, &["verify", file.to_str().unwrap(), "--root", &root.to_string()]).ok();
    assert!(out.stdout.contains("[superseded]") && out.stdout.contains("Chỉ 2 mục"), "{}", out.stdout);
}

#[test]
fn ids_that_are_none_and_the_page_of_a_few_items() {
    let (world, ids, root) = story();
    world.run(["publish", PERIOD, "--items", "w-9.9-1999-1"]).cannot();
    world.run(["publish", PERIOD, "--items", "điểm yếu"]).cannot();
    world.run(["publish", PERIOD]).cannot();
    world.run(["publish", "2030-2031", "--items", &ids[0]]).no();
    let file = published(&world, &ids[..1]);
    let arguments = ["verify", file.to_str().unwrap(), "--root", &root.to_string(), "--format", "html"];
    let page = elsewhere(&world, &arguments).ok().stdout;
    assert!(page.contains("Chỉ trích 1 trong") && page.contains("[valid-extract]"), "{page}");
    assert!(!page.contains(&sentence(&ids[1])), "{page}");
}
