//! The right statement over the wrong plan.

use super::approval_story::*;
use super::story::*;
use super::world::{SCHOOL, Who, World};

/// The plan's folder, from the repository's root.
fn folder() -> String {
    format!("schools/{SCHOOL}/{PERIOD}")
}

/// The statement of the first approval, signed once more by cô Mai over what HEAD holds now.
#[track_caller]
fn is_mismatch(world: &World, version: u32, what: &str) {
    follow(world, version, Who::Principal, 1);
    refused(world, &tag(version), "content-mismatch", Git::Accepts);
    stands(world, &tag(1), "valid");
    assert!(!what.is_empty());
}

/// A comment that was settled.
fn said(words: &str) -> String {
    format!("+++\nschema = 1\nauthor = \"Lê Thị Mơ\"\nresolved = \"Lò Thị Hòa\"\n+++\n\n{words}\n")
}

/// After the review was signed with the plan: its words are changed, it is renamed, it is gone, there is another one.
#[test]
fn a_review_changed_after_the_approval() {
    let world = with_plan();
    let review = format!("{}/reviews/gop-y.md", folder());
    world.write(&review, &said("Nên nói rõ kinh phí."));
    world.commit_all("Góp ý");
    approve(&world, PERIOD, Who::Principal);
    let approved = world.git(["rev-parse", "HEAD"]);
    let changes: [(&str, &dyn Fn()); 4] = [
        ("words", &|| world.write(&review, &said("Không có ý kiến."))),
        ("name", &|| drop(world.git(["mv", &review, &format!("{}/reviews/gop-y-2.md", folder())]))),
        ("gone", &|| drop(world.git(["rm", "-q", &review]))),
        ("another", &|| world.write(&format!("{}/reviews/khac.md", folder()), &said("Khác."))),
    ];
    for (version, (what, change)) in (2..).zip(changes) {
        change();
        world.commit_all("Sửa góp ý");
        is_mismatch(&world, version, what);
        world.git(["reset", "--quiet", "--hard", approved.trim()]);
    }
    // Evidence that comes later is another thing than was signed.
    world.write(&format!("{}/evidence.toml", folder()), "schema = 1\n");
    world.commit_all("Minh chứng");
    is_mismatch(&world, 9, "evidence");
}

/// Where the plan lay there is a file of nearly its name, a link to it, a repository, or a folder; on some systems
/// they are the same file.
#[test]
fn a_file_that_is_nearly_the_plan() {
    let world = approved();
    let plan = format!("{}/plan.md", folder());
    let blob = world.git(["rev-parse", &format!("HEAD:{plan}")]).trim().to_owned();
    let head = world.git(["rev-parse", "HEAD"]).trim().to_owned();
    let case = format!("{}/Plan.md", folder());
    let upper = format!("schools/{SCHOOL}/2024-2025/PLAN.MD");
    let other_case = format!("Schools/{SCHOOL}/{PERIOD}/plan.md");
    let inside = format!("{plan}/plan.md");
    let blank = format!("{} /plan.md", folder());
    let dash = format!("schools/{SCHOOL}/2024\u{2013}2025/plan.md");
    let hidden = format!("{}/plan.md\u{200b}", folder());
    for (version, (mode, object, path)) in (2..).zip([
        ("100644", &blob, &case),
        ("100644", &blob, &upper),
        ("100644", &blob, &other_case),
        ("100644", &blob, &inside),
        ("100644", &blob, &blank),
        ("100644", &blob, &dash),
        ("100644", &blob, &hidden),
        ("120000", &blob, &plan),
        ("160000", &head, &plan),
    ]) {
        world.git(["rm", "-q", "--cached", &plan]);
        world.git(["update-index", "--add", "--cacheinfo", &format!("{mode},{object},{path}")]);
        world.git(["commit", "--quiet", "-m", "Đổi tên"]);
        is_mismatch(&world, version, path);
        world.git(["reset", "--quiet", "--hard", &head]);
    }
    // Beside the plan they change nothing of what was signed.
    world.git(["update-index", "--add", "--cacheinfo", &format!("100644,{blob},{case}")]);
    world.git(["commit", "--quiet", "-m", "Thêm"]);
    follow(&world, 20, Who::Principal, 1);
    stands(&world, &tag(20), "valid");
}

/// Words in the other Unicode form are the same words, and the same plan; one more letter is another one. A review's
/// name in the other form is another name.
#[test]
fn nfc_and_nfd() {
    use unicode_normalization::UnicodeNormalization;
    let world = with_plan();
    let review = format!("{}/reviews/góp-ý.md", folder());
    world.write(&review, &said("Được."));
    world.commit_all("Góp ý");
    approve(&world, PERIOD, Who::Principal);
    let decomposed: String = plan().nfd().collect();
    assert_ne!(decomposed, plan());
    world.write_plan(PERIOD, &decomposed);
    world.commit_all("Dạng khác");
    follow(&world, 2, Who::Principal, 1);
    stands(&world, &tag(2), "valid");
    world.git(["tag", "-d", &tag(2)]);
    std::fs::remove_dir_all(world.path(".git/caitien")).unwrap();
    world.write_plan(PERIOD, &decomposed.replacen("lớp".nfd().collect::<String>().as_str(), "lơp", 1));
    world.commit_all("Sửa");
    is_mismatch(&world, 3, "one letter");
    world.write_plan(PERIOD, &plan());
    let other: String = review.nfd().collect();
    world.git(["mv", &review, &other]);
    world.commit_all("Tên khác");
    is_mismatch(&world, 4, "the review's name");
}

/// A tree with two files of one name, which git would never write: which of them was signed? Nobody can say.
#[test]
fn a_tree_with_two_plans() {
    let world = approved();
    let lines = world.git(["ls-tree", &format!("HEAD:{}", folder())]);
    let other = world.home().join("other.md");
    std::fs::write(&other, plan().replacen("03 lớp", "00 lớp", 1)).unwrap();
    let other = world.git(["hash-object", "-w", other.to_str().unwrap()]).trim().to_owned();
    let own = lines.split_whitespace().nth(2).unwrap().to_owned();
    for pair in [[&own, &other], [&other, &own]] {
        let tree = bare_tree(&world, &pair.map(|id| ("100644", "plan.md", id.as_str())));
        let tree = above(&world, &tree);
        let commit = world.git(["commit-tree", &tree, "-p", "HEAD", "-m", "Hai kế hoạch"]);
        world.git(["update-ref", "refs/heads/main", commit.trim()]);
        follow(&world, 2, Who::Principal, 1);
        let out = world.run(["verify", &tag(2)]).cannot();
        assert!(out.stderr.contains(&tree_of(&world)[..7]), "{}", out.stderr);
        assert!(git_accepts(&world, &tag(2)));
        world.git(["update-ref", "refs/heads/main", "HEAD~1"]);
    }
}

/// The tree of the period's folder at HEAD.
fn tree_of(world: &World) -> String {
    world.git(["rev-parse", &format!("HEAD:{}", folder())]).trim().to_owned()
}

/// A tree object with these entries, in this order.
fn bare_tree(world: &World, entries: &[(&str, &str, &str)]) -> String {
    let mut bytes = Vec::new();
    for (mode, name, id) in entries {
        bytes.extend(format!("{mode} {name}\0").into_bytes());
        bytes.extend(id.parse::<caitien::approval::Id>().unwrap().0);
    }
    let path = world.home().join("tree");
    std::fs::write(&path, bytes).unwrap();
    let arguments = ["hash-object", "-w", "-t", "tree", "--literally", path.to_str().unwrap()];
    world.git(arguments).trim().to_owned()
}

/// HEAD's tree with another tree for the period's folder.
fn above(world: &World, period: &str) -> String {
    let school = format!("HEAD:schools/{SCHOOL}");
    let record = world.git(["rev-parse", &format!("{school}/school.toml")]);
    let entries = [("40000", PERIOD, period), ("100644", "school.toml", record.trim())];
    let school = bare_tree(world, &entries);
    let schools = bare_tree(world, &[("40000", SCHOOL, &school)]);
    let settings = world.git(["rev-parse", "HEAD:caitien.toml"]);
    bare_tree(world, &[("100644", "caitien.toml", settings.trim()), ("40000", "schools", &schools)])
}
