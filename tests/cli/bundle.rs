//! Bundles: a file for the education office that is judged without the repository, and what becomes of one on which
//! somebody has laid hands.

use std::path::{Path, PathBuf};

use caitien::approval::Hash;
use caitien::approval::bundle::{Flaw, Head, MOST_TAGS, read, write};
use caitien::approval::hex::Hex;
use caitien::git::parcel::{self, Held, Packed};
use caitien::git::{ObjectId, ObjectKind};
use caitien::work::bundle::{Error, open};
use caitien::work::verify::Roots;

use super::approval_story::*;
use super::world::{Output, SCHOOL, Who, World, has_program};

const FILE: &str = "mn-hoa-sen-2024-2025-v1.caitien";

/// Makes the bundle of the plan and takes it out of the repository.
pub(crate) fn bundled(world: &World) -> PathBuf {
    world.run(["bundle", PERIOD, "--output", "../goi.caitien", "--force", "--quiet"]).ok();
    world.home().join("goi.caitien")
}

/// Runs `caitien` in a folder that is in no repository.
pub(crate) fn elsewhere(world: &World, arguments: &[&str]) -> Output {
    let folder = world.home().join("phong-giao-duc");
    std::fs::create_dir_all(&folder).unwrap();
    let mut with_folder = vec!["-C", folder.to_str().unwrap()];
    with_folder.extend(arguments);
    world.run(with_folder)
}

/// The verdict on a file, given the school's root.
#[track_caller]
pub(crate) fn judged(world: &World, file: &Path, root: Hash) -> (Option<i32>, String) {
    let out = elsewhere(
        world,
        &["verify", file.to_str().unwrap(), "--root", &root.to_string(), "--format", "json"],
    );
    let verdict = match out.code {
        Some(2) => String::new(),
        _ => out.json()["approvals"][0]["verdict"].as_str().unwrap().to_owned(),
    };
    (out.code, verdict)
}

/// The parts of a file, to be put together in another way.
pub(crate) fn parts(file: &Path) -> (Head, Vec<(ObjectId, Packed)>) {
    let bytes = std::fs::read(file).unwrap();
    let (head, objects) = read(&bytes).unwrap();
    let held: Held = parcel::read(objects).unwrap();
    let packed = |(id, (kind, bytes)): (ObjectId, (ObjectKind, std::sync::Arc<[u8]>))| {
        (id, Packed { kind, bytes: bytes.to_vec(), base: None })
    };
    let mut objects: Vec<(ObjectId, Packed)> = held.into_iter().map(packed).collect();
    objects.sort_by_key(|(id, _)| *id);
    (head, objects)
}

/// A file with a right checksum, as anybody can make one.
pub(crate) fn rebuilt(head: &Head, objects: &[(ObjectId, Packed)]) -> Vec<u8> {
    let objects: Vec<Packed> = objects.iter().map(|(_, object)| object.clone()).collect();
    write(head, &parcel::write(&objects)).unwrap()
}

pub(crate) fn roots(root: Hash) -> Roots {
    Roots { given: vec![root], ..Roots::default() }
}

/// Is this file good, to somebody who trusts the root and has no repository?
pub(crate) fn is_good(bytes: &[u8], root: Hash) -> Result<bool, Error> {
    let judged = open(bytes, None)?.examine(None, &roots(root))?.judged;
    Ok(judged.iter().all(|one| one.verdict.is_good()) && !judged.is_empty())
}

#[test]
fn the_office_verifies_a_file_without_the_repository() {
    let world = approved();
    let made = world.run(["bundle", PERIOD]).ok();
    assert!(made.stdout.contains("[valid]") && made.stdout.contains(FILE), "{}", made.stdout);
    let root = statement(&world, &tag(1)).root;
    let file = world.path(FILE);
    let file = file.to_str().unwrap();
    let out = elsewhere(&world, &["verify", file]).no();
    assert!(out.stdout.contains("[unpinned]") && out.stdout.contains(&root.syllables()), "{}", out.stdout);
    assert!(out.stderr.contains("--root") && out.stderr.contains("đúng đến lúc"), "{}", out.stderr);
    // The principal reads the root out over the telephone.
    let heard = caitien::plan::spelling::fold(&root.syllables());
    let out = elsewhere(&world, &["verify", file, "--root", &heard]).ok();
    assert!(out.stdout.contains("[valid]") && out.stdout.contains("Nguyễn Thị Mai ký"), "{}", out.stdout);
    elsewhere(&world, &["verify", file, "--root", &Hex([7; 32]).to_string()]).no();
    // Or it is written down for good in the person's own configuration.
    world.git(["config", "--global", &format!("caitien.{SCHOOL}.root"), &root.to_string()]);
    let json = elsewhere(&world, &["verify", file, "--format", "json"]).ok().json();
    assert_eq!(json["files"][0]["kind"], "bundle");
    assert_eq!(json["files"][0]["approval"], tag(1));
    assert_eq!((&json["good"], &json["approvals"][0]["verdict"]), (&true.into(), &"valid".into()));
}

#[test]
fn a_file_is_never_replaced_unasked() {
    let world = approved();
    world.run(["goi", PERIOD]).ok();
    let before = std::fs::read(world.path(FILE)).unwrap();
    world.write(FILE, "của người khác");
    let out = world.run(["bundle"]).no();
    assert!(out.stderr.contains("--force"), "{}", out.stderr);
    assert_eq!(world.read(FILE), "của người khác");
    world.run(["bundle", "--force"]).ok();
    assert_eq!(std::fs::read(world.path(FILE)).unwrap(), before, "the same state gives the same bytes");
    world.run(["bundle", "2030-2031"]).no();
    world.run(["bundle", "x"]).cannot();
    world.run(["bundle", "--school", "mn-khong-co"]).cannot();
}

#[test]
fn every_clone_makes_the_same_bytes() {
    let world = approved();
    let here = std::fs::read(bundled(&world)).unwrap();
    let bare = world.home().join("may-chu.git");
    world.git(["clone", "--quiet", "--bare", ".", bare.to_str().unwrap()]);
    let file = world.home().join("tu-may-chu.caitien");
    let made =
        world.run(["-C", bare.to_str().unwrap(), "bundle", "--school", SCHOOL, "-o", file.to_str().unwrap()]);
    assert!(made.ok().stdout.contains("[unpinned]"));
    assert_eq!(std::fs::read(file).unwrap(), here);
}

#[test]
fn what_is_not_in_order_is_not_bundled() {
    let world = with_plan();
    let out = world.run(["bundle"]).no();
    assert!(out.stderr.contains("chưa có kế hoạch nào được phê duyệt"), "{}", out.stderr);
    world.git(["tag", "-a", "-m", "Phê duyệt", &tag(1)]);
    let out = world.run(["bundle"]).no();
    assert!(out.stderr.contains("không có chữ ký"), "{}", out.stderr);
}

#[test]
fn nothing_of_another_schools_plans_goes_in() {
    let world = approved();
    let record = world.school_record().replace(SCHOOL, "th-ben-canh").replace("Hoa Sen", "Bên Cạnh");
    world.write("schools/th-ben-canh/school.toml", &record.replace("preschool", "primary"));
    world.git(["add", "."]);
    world.commit_signed("Trường bên cạnh", Who::Principal);
    let secret = "Chuyện riêng của trường bên cạnh.";
    world.write("schools/th-ben-canh/2024-2025/plan.md", &plan().replacen("Còn", secret, 1));
    world.write("schools/th-ben-canh/2024-2025/progress.toml", "schema = 1\n");
    world.write("schools/mn-hoa-sen/2024-2025/progress.toml", "schema = 1\n# riêng\n");
    world.commit_all("Kế hoạch của trường bên cạnh");
    edit_plan(&world, "Thêm một câu.");
    let key = world.key(Who::Principal);
    world.run(["approve", PERIOD, "--school", SCHOOL, "--yes", "--key", key.to_str().unwrap()]).ok();
    world.run(["bundle", PERIOD, "--output", "../goi.caitien", "--school", SCHOOL]).ok();
    let (head, objects) = parts(&world.home().join("goi.caitien"));
    assert_eq!(head.tags.iter().map(|(tag, _)| tag.clone()).collect::<Vec<_>>(), [tag(1), tag(2)]);
    for (id, object) in &objects {
        let text = String::from_utf8_lossy(&object.bytes);
        assert!(!text.contains(secret) && !text.contains("# riêng"), "{id}");
    }
    let blobs = objects.iter().filter(|(_, object)| object.kind == ObjectKind::Blob);
    let texts: Vec<String> = blobs.map(|(_, blob)| String::from_utf8(blob.bytes.clone()).unwrap()).collect();
    // Two versions of the plan, two records, the settings.
    assert_eq!(texts.len(), 5, "{texts:#?}");
}

#[test]
fn each_object_is_needed_and_none_can_be_another() {
    let world = approved();
    edit_plan(&world, "Thêm một câu.");
    approve(&world, PERIOD, Who::Principal);
    let root = statement(&world, &tag(1)).root;
    let (head, objects) = parts(&bundled(&world));
    assert!(is_good(&rebuilt(&head, &objects), root).unwrap());
    for at in 0..objects.len() {
        let mut without = objects.clone();
        let (id, object) = without.remove(at);
        match is_good(&rebuilt(&head, &without), root) {
            Ok(good) => assert!(!good, "without {id}, a {:?}", object.kind),
            Err(error) => assert!(matches!(error, Error::Flaw(_)), "without {id}: {error}"),
        }
        // Another object in its place: it has another name.
        let mut changed = objects.clone();
        let middle = changed[at].1.bytes.len() / 2;
        changed[at].1.bytes[middle] ^= 1;
        assert!(!matches!(is_good(&rebuilt(&head, &changed), root), Ok(true)), "{id}");
    }
    // One that nobody asked for does no harm.
    let more = Packed { kind: ObjectKind::Blob, bytes: b"x".to_vec(), base: None };
    let with_more = [objects.as_slice(), &[(ObjectId::new([0; 20]), more)]].concat();
    assert!(is_good(&rebuilt(&head, &with_more), root).unwrap());
}

#[test]
fn whatever_byte_is_flipped_it_is_never_valid() {
    let world = approved();
    let file = bundled(&world);
    let root = statement(&world, &tag(1)).root;
    let bytes = std::fs::read(&file).unwrap();
    assert!(is_good(&bytes, root).unwrap());
    for at in 0..bytes.len() {
        let mut flipped = bytes.clone();
        flipped[at] ^= 1 << (at % 8);
        assert!(matches!(open(&flipped, None), Err(Error::Flaw(_))), "byte {at}");
    }
    for end in (0..bytes.len()).step_by(97) {
        assert!(matches!(open(&bytes[..end], None), Err(Error::Flaw(_))), "cut off at {end}");
    }
    for at in [5, 40, 300, bytes.len() - 1] {
        let mut flipped = bytes.clone();
        flipped[at] ^= 4;
        std::fs::write(&file, flipped).unwrap();
        assert_eq!(judged(&world, &file, root), (Some(2), String::new()), "byte {at}");
    }
    std::fs::write(&file, &bytes[..bytes.len() / 2]).unwrap();
    let out = elsewhere(&world, &["verify", file.to_str().unwrap()]).cannot();
    assert!(out.stderr.contains("bị hỏng"), "{}", out.stderr);
}

#[test]
fn whatever_the_head_says_instead_it_is_never_valid() {
    let world = approved();
    edit_plan(&world, "Thêm một câu.");
    approve(&world, PERIOD, Who::Principal);
    let root = statement(&world, &tag(1)).root;
    let bytes = std::fs::read(bundled(&world)).unwrap();
    let (head, objects) = read(&bytes).unwrap();
    let start = bytes.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    let text = bytes[start..bytes.len() - objects.len()].to_vec();
    let mut judged = 0;
    for at in (0..text.len() * 8).step_by(5) {
        let mut flipped = text.clone();
        flipped[at / 8] ^= 1 << (at % 8);
        let rest = [format!(" {}\n", flipped.len()).as_bytes(), &flipped, objects].concat();
        let checksum = caitien::approval::digest::file("bundle", &rest);
        let file = [format!("# caitien bundle v1 {checksum}").as_bytes(), &rest].concat();
        match read(&file) {
            Ok((other, _)) if other != head => {
                judged += 1;
                let good = is_good(&file, root);
                assert!(!matches!(good, Ok(true)), "bit {at}: {other:?}");
            }
            _ => {}
        }
    }
    assert!(judged > 20, "{judged}");
}

#[test]
fn names_that_were_swapped_are_found() {
    let world = approved();
    edit_plan(&world, "Thêm một câu.");
    approve(&world, PERIOD, Who::Principal);
    let root = statement(&world, &tag(1)).root;
    let file = bundled(&world);
    let (head, objects) = parts(&file);
    assert_eq!(head.approval.to_string(), tag(2));
    let (first, second) = (head.tags[0].1, head.tags[1].1);
    let check = |change: &dyn Fn(&mut Head), expected: &str| {
        let mut changed = head.clone();
        change(&mut changed);
        std::fs::write(&file, rebuilt(&changed, &objects)).unwrap();
        let (code, verdict) = judged(&world, &file, root);
        assert_eq!((code, verdict.as_str()), (Some(1), expected));
    };
    check(&|head| (head.tags[0].1, head.tags[1].1) = (second, first), "renamed");
    check(&|head| head.tags[1].1 = first, "renamed");
    check(&|head| drop(head.tags.remove(0)), "broken-chain");
    // The older version as if it were the last: it is, in that file, and the file says that it knows no more.
    let mut older = head.clone();
    older.approval = tag(1).parse().unwrap();
    older.tags.truncate(1);
    std::fs::write(&file, rebuilt(&older, &objects)).unwrap();
    let out = elsewhere(&world, &["verify", file.to_str().unwrap(), "--root", &root.to_string()]).ok();
    assert!(out.stdout.contains("(v1)") && out.stderr.contains("đúng đến lúc"), "{}", out.said());
}

#[test]
fn another_schools_file_under_this_schools_name() {
    let world = approved();
    let root = statement(&world, &tag(1)).root;
    let (head, objects) = parts(&bundled(&world));
    let other = |text: &str| text.replace(SCHOOL, "th-khac");
    let renamed = Head {
        approval: other(&tag(1)).parse().unwrap(),
        tags: head.tags.iter().map(|(tag, id)| (other(tag), *id)).collect(),
        ..head
    };
    assert!(!is_good(&rebuilt(&renamed, &objects), root).unwrap());
    let file = world.home().join("khac.caitien");
    std::fs::write(&file, rebuilt(&renamed, &objects)).unwrap();
    assert_eq!(judged(&world, &file, root), (Some(1), "renamed".into()));
}

#[test]
fn bombs_and_crowds_are_turned_away_with_a_word() {
    let world = approved();
    let file = bundled(&world);
    let (head, _) = parts(&file);
    let cannot = |bytes: &[u8], word: &str| {
        std::fs::write(&file, bytes).unwrap();
        let out = elsewhere(&world, &["verify", file.to_str().unwrap()]).cannot();
        assert!(out.stderr.contains(word), "{}", out.stderr);
    };
    let zeros = Packed { kind: ObjectKind::Blob, bytes: vec![0; 100 << 20], base: None };
    cannot(&rebuilt(&head, &[(ObjectId::new([0; 20]), zeros)]), "quá mức");
    cannot(&vec![b' '; 40 << 20], "không phải gói");
    let mut large = b"# caitien bundle v1 ".to_vec();
    large.extend(vec![b' '; 40 << 20]);
    cannot(&large, "lớn hơn 32 MB");
    cannot(&rebuilt(&head, &[]), "gói thiếu");
    cannot(&write(&head, b"PACK").unwrap(), "không đọc được nội dung");
    let crowd = (0..10_000).map(|at| (format!("approved/{SCHOOL}/2024-2025/v{}", at + 1), Hex([1; 20])));
    let crowded = Head { tags: crowd.collect(), ..head.clone() };
    assert_eq!(write(&crowded, b""), Err(Flaw::TooMany { key: "tags", most: MOST_TAGS }));
}

#[test]
fn a_repository_remembers_what_was_in_order_in_a_bundle() {
    let world = approved();
    let root = statement(&world, &tag(1)).root;
    let first = bundled(&world);
    let first_bytes = std::fs::read(&first).unwrap();
    edit_plan(&world, "Thêm một câu.");
    approve(&world, PERIOD, Who::Principal);
    let second = std::fs::read(bundled(&world)).unwrap();
    // The office has a repository of its own, with nothing of the school in it.
    let office = world.home().join("so-nhan");
    world.git(["init", "--quiet", office.to_str().unwrap()]);
    let verify = |bytes: &[u8]| {
        let file = world.home().join("den.caitien");
        std::fs::write(&file, bytes).unwrap();
        let at = ["-C", office.to_str().unwrap(), "verify", file.to_str().unwrap()];
        world.run(at.into_iter().chain(["--root", &root.to_string()]))
    };
    assert!(verify(&first_bytes).ok().stdout.contains("[valid]"));
    assert!(verify(&second).ok().stdout.contains("[valid]"));
    // A stale copy, served after a newer one was seen.
    let out = verify(&first_bytes).ok();
    assert!(out.stdout.contains("[superseded]") && out.stdout.contains("v2"), "{}", out.stdout);
    // It is no part of that repository, so nothing has vanished from there.
    world.run(["-C", office.to_str().unwrap(), "verify"]).ok();
    // Two histories shown to two readers: another approval under a name that was seen.
    std::fs::remove_file(world.path(".git/caitien/seen")).unwrap();
    world.git(["tag", "-d", &tag(2)]);
    edit_plan(&world, "Một câu khác.");
    approve(&world, PERIOD, Who::Principal);
    let other = std::fs::read(bundled(&world)).unwrap();
    let out = verify(&other).no();
    assert!(out.stdout.contains("[broken-chain]") && out.stdout.contains("đã bị thay"), "{}", out.stdout);
}

#[test]
fn a_clone_judges_a_file_by_all_that_it_knows() {
    let world = approved();
    let root = statement(&world, &tag(1)).root;
    let file = bundled(&world);
    let verify = || world.run(["verify", file.to_str().unwrap(), "--format", "json"]).json();
    assert_eq!(verify()["approvals"][0]["verdict"], "valid");
    // Taken back since: the file cannot know, the clone does.
    let approval = world.git(["rev-parse", &tag(1)]).trim().parse().unwrap();
    let name = statement(&world, &tag(1)).name;
    let says = caitien::approval::notice::Says::Withdrawn { reason: "Sai số liệu".into() };
    let notice = caitien::approval::notice::Notice { name, root, approval, says };
    let withdrawn = tag(1).replace("approved/", "withdrawn/");
    sign(&world, &withdrawn, &notice.message("Trường"), Who::Principal);
    assert_eq!(verify()["approvals"][0]["verdict"], "withdrawn");
    assert_eq!(judged(&world, &file, root), (Some(0), "valid".into()));
    // And no file can hide it behind something else of that name.
    let (head, objects) = parts(&file);
    let mut hiding = head.clone();
    hiding.tags.push((withdrawn.clone(), head.tags[0].1));
    std::fs::write(&file, rebuilt(&hiding, &objects)).unwrap();
    assert_eq!(verify()["approvals"][0]["verdict"], "withdrawn");
    world.git(["tag", "-d", &withdrawn]);
    // Nor by being older than what was seen here.
    std::fs::write(&file, rebuilt(&head, &objects)).unwrap();
    let seen = verify();
    assert_eq!(seen["approvals"][0]["verdict"], "withdrawn");
    assert_eq!(seen["approvals"][0]["notices"].as_array().unwrap().len(), 0, "the file needs not have it");
    std::fs::remove_dir_all(world.path(".git/caitien")).unwrap();
    // A key that was retired since.
    let retired = status(&world, "status = \"retired\"\nfrom-sequence = 2");
    write_record(&world, &record(&world, 2, Who::FormerPrincipal, &retired));
    world.commit_signed("Bàn giao", Who::Principal);
    assert_eq!(verify()["approvals"][0]["verdict"], "valid-retired-key");
    // A new file says so by itself.
    assert_eq!(judged(&world, &bundled(&world), root), (Some(0), "valid-retired-key".into()));
}

#[test]
fn a_file_from_before_a_record_that_was_seen_is_too_old() {
    let world = approved();
    let root = statement(&world, &tag(1)).root;
    let before = std::fs::read(bundled(&world)).unwrap();
    let compromised = status(&world, "status = \"compromised\"\nfrom-sequence = 2");
    write_record(&world, &record(&world, 2, Who::FormerPrincipal, &compromised));
    world.commit_signed("Khóa bị lộ", Who::Principal);
    let office = world.home().join("so-nhan");
    world.git(["init", "--quiet", office.to_str().unwrap()]);
    let file = world.home().join("den.caitien");
    let verify = |bytes: &[u8]| {
        std::fs::write(&file, bytes).unwrap();
        let at = ["-C", office.to_str().unwrap(), "verify", file.to_str().unwrap()];
        world.run(at.into_iter().chain(["--root", &root.to_string()]))
    };
    assert!(verify(&before).ok().stdout.contains("[valid]"));
    let after = std::fs::read(bundled(&world)).unwrap();
    verify(&after).ok();
    // Whoever stole the key would show a file from before the theft was known.
    let out = verify(&before).no();
    assert!(out.stdout.contains("[trust-violation]"), "{}", out.stdout);
}

#[test]
fn lists_of_roots() {
    let world = approved();
    let root = statement(&world, &tag(1)).root;
    world.git(["config", "--unset", &format!("caitien.{SCHOOL}.root")]);
    world.run(["verify"]).no();
    world.write(
        "../goc.txt",
        &format!("# Phòng GDĐT\nth-khac {}\n{SCHOOL} {}  # đã gọi\n", Hex([1; 32]), root.syllables()),
    );
    world.run(["verify", "--roots", "../goc.txt"]).ok();
    let file = bundled(&world);
    elsewhere(&world, &["verify", file.to_str().unwrap(), "--roots", "../goc.txt"]).ok();
    world.write("../goc.txt", &format!("{SCHOOL} {}\n", Hex([1; 32])));
    let out = world.run(["verify", "--roots", "../goc.txt"]).no();
    assert!(out.stdout.contains("[foreign]"), "{}", out.stdout);
    world.write("../goc.txt", &format!("\n{SCHOOL} {}x\n", root));
    let out = world.run(["verify", "--roots", "../goc.txt"]).cannot();
    assert!(out.stderr.contains("goc.txt:2"), "{}", out.stderr);
    world.run(["verify", "--roots", "../khong-co.txt"]).cannot();
}

#[test]
fn everything_for_a_machine() {
    let world = approved();
    let out = world.run(["verify", "--all"]).ok();
    assert!(out.stdout.contains("✓ mn-hoa-sen: hồ sơ tin cậy đúng"), "{}", out.stdout);
    world.run(["verify", "--all", PERIOD]).cannot();
    // A school without approvals counts too.
    let fresh = World::with_school();
    fresh.run(["verify"]).ok();
    let json = fresh.run(["verify", "--all", "--format", "json"]).no().json();
    assert_eq!((&json["schools"][0]["problem"], &json["good"]), (&"unpinned".into(), &false.into()));
    fresh.pin_root();
    fresh.run(["verify", "--all"]).ok();
    write_record(&fresh, &record(&fresh, 2, Who::Stranger, ""));
    fresh.commit_signed("Đổi", Who::Stranger);
    let json = fresh.run(["verify", "--all", "--format", "json"]).no().json();
    assert_eq!(json["schools"][0]["problem"], "trust-violation");
    fresh.run(["verify"]).ok();
    // Nothing at all is not in order either.
    let empty = World::with_repository();
    empty.write("x", "x");
    empty.commit_all("x");
    empty.run(["verify"]).ok();
    let out = empty.run(["verify", "--all"]).no();
    assert!(out.stdout.contains("không có trường nào"), "{}", out.stdout);
}

#[test]
fn files_and_words_are_not_mixed() {
    let world = approved();
    let file = bundled(&world);
    let file = file.to_str().unwrap();
    world.run(["verify", file, PERIOD]).cannot();
    world.run(["verify", file, file]).ok();
    world.run(["verify", file, file, "--format", "html"]).cannot();
    world.write("gia.caitien", "gói giả");
    let out = world.run(["verify", "gia.caitien"]).cannot();
    assert!(out.stderr.contains("không phải gói"), "{}", out.stderr);
    world.run(["verify", "khong-co.caitien"]).cannot();
}

/// The page in which a stranger's plan stands.
#[test]
fn the_page_shows_the_plan_and_nothing_active() {
    let world = World::with_school();
    let hostile = "<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1)) ![y](http://x/y.png)";
    world.write_plan(PERIOD, &plan().replacen("\n## ", &format!("\n## Ghi thêm\n\n{hostile}\n\n## "), 1));
    world.commit_all("Kế hoạch");
    approve(&world, PERIOD, Who::Principal);
    world.run(["bundle", "--html", "../trang.html", "--output", "../goi.caitien"]).ok();
    let page = world.read("../trang.html");
    let root = statement(&world, &tag(1)).root;
    for wanted in [
        "[valid]",
        "Nguyễn Thị Mai",
        "15&#x2f;9&#x2f;2026",
        "tự nó không chứng minh",
        "caitien verify goi.caitien",
    ] {
        assert!(page.contains(wanted), "{wanted}");
    }
    assert!(root.syllables().split(", ").all(|group| page.contains(group)));
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{page}");
    for forbidden in ["<script", "<img", "<link", "<a ", "href=", "url(", "@import", "src=\""] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    // The receiver makes the same page, with a verdict of his own.
    let file = world.home().join("goi.caitien");
    let out = elsewhere(&world, &["verify", file.to_str().unwrap(), "--format", "html"]).no();
    assert!(out.stdout.contains("[unpinned]") && out.stdout.contains("Ghi thêm"), "{}", out.stdout);
    // What was not approved is not printed under the school's name.
    let (mut head, objects) = parts(&file);
    head.tags.push((tag(2), head.tags[0].1));
    head.approval = tag(2).parse().unwrap();
    std::fs::write(&file, rebuilt(&head, &objects)).unwrap();
    let out = elsewhere(&world, &["verify", file.to_str().unwrap(), "--format", "html"]).no();
    assert!(out.stdout.contains("[renamed]") && !out.stdout.contains("Ghi thêm"), "{}", out.stdout);
}

#[test]
fn the_code_on_paper_is_read_by_a_telephone_and_compared() {
    let world = approved();
    let file = bundled(&world);
    let file = file.to_str().unwrap();
    let json = world.run(["verify", file, "--format", "json"]).ok().json();
    let mark = json["files"][0]["mark"].as_str().unwrap().to_owned();
    assert!(world.run(["verify", &mark]).ok().stdout.contains("Mã trên giấy đúng"));
    world.run(["verify", file, &mark.to_lowercase()]).ok();
    let wrong = |from: &str, to: &str| mark.replacen(from, to, 1);
    let flipped = |word: &str| {
        let at = mark.find(word).unwrap() + word.len();
        let digit = if mark[at..].starts_with('0') { "1" } else { "0" };
        format!("{}{digit}{}", &mark[..at], &mark[at + 1..])
    };
    for (other, what) in [(flipped("TAG-"), "thẻ"), (flipped("PLAN-"), "kế hoạch"), (flipped("ROOT-"), "gốc")]
    {
        for words in [vec!["verify", other.as_str()], vec!["verify", file, other.as_str()]] {
            let out = world.run(words).no();
            assert!(out.stderr.contains(what), "{}", out.stderr);
        }
    }
    world.run(["verify", &wrong("PLAN-", "PLAN")]).cannot();
    world.run(["verify", &wrong("V1", "V2")]).cannot();
    if !has_program("zbarimg") {
        return;
    }
    // What a telephone sees: eight dots for each module.
    let modules = caitien::export::qr::modules(&mark).unwrap();
    let size = (modules.len() + 8) * 8;
    let mut picture = format!("P5 {size} {size} 255\n").into_bytes();
    for y in 0..size {
        for x in 0..size {
            let dark = |at: usize| (at / 8).checked_sub(4);
            let module = dark(y).zip(dark(x)).and_then(|(y, x)| modules.get(y)?.get(x));
            picture.push(if module == Some(&true) { 0 } else { 255 });
        }
    }
    let path = world.home().join("ma.pgm");
    std::fs::write(&path, picture).unwrap();
    let read = world.command("zbarimg").args(["--raw", "-q"]).arg(&path).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&read.stdout).trim(), mark);
}

/// `trust change` by this person.
fn change(world: &World, who: Who, words: &[&str]) {
    let key = world.key(who).display().to_string();
    world.run(["trust", "change", "--yes", "--key", &key].into_iter().chain(words.iter().copied())).ok();
}

#[test]
fn deputies_consents_and_a_new_principal_travel_along() {
    let world = approved();
    let public = |who: Who| world.key(who).with_extension("pub").display().to_string();
    let root = statement(&world, &tag(1)).root;
    let office = [
        "add-person",
        "Bà Hạnh",
        "--id",
        "ba-hanh",
        "--role",
        "office",
        "--public-key",
        &public(Who::Office),
    ];
    change(&world, Who::Principal, &office);
    change(&world, Who::Principal, &["recovery", "pho-hieu-truong", "ba-hanh", "--threshold", "2"]);
    change(&world, Who::Principal, &["mandate", "pho-hieu-truong", PERIOD]);
    edit_plan(&world, "Thêm.");
    approve(&world, PERIOD, Who::Deputy);
    let file = bundled(&world);
    let page = world.run(["verify", file.to_str().unwrap(), "--format", "html"]).ok().stdout;
    assert!(page.contains("KT. Trần Văn Bình"), "{page}");
    // The principal's key is lost: two people name another one.
    let lan = public(Who::FormerPrincipal);
    change(&world, Who::Deputy, &["hand-over", "Nguyễn Thị Lan", "--public-key", &lan, "--recover"]);
    world.run(["trust", "consent", "--yes", "--key", world.key(Who::Office).to_str().unwrap()]).ok();
    edit_plan(&world, "Thêm nữa.");
    approve(&world, PERIOD, Who::FormerPrincipal);
    let file = bundled(&world);
    assert_eq!(judged(&world, &file, root), (Some(0), "valid".into()));
    let (head, objects) = parts(&file);
    for at in 0..objects.len() {
        let mut without = objects.clone();
        let (id, object) = without.remove(at);
        let good = is_good(&rebuilt(&head, &without), root);
        assert!(!matches!(good, Ok(true)), "without {id}: {}", String::from_utf8_lossy(&object.bytes));
    }
}
