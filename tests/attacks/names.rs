//! Names: of tags, of refs, of schools.

use super::approval_story::*;
use super::story::*;
use super::world::{SCHOOL, Who, World};

/// Nothing that a terminal would obey.
fn is_plain(text: &str) -> bool {
    let unsafe_letter = |letter: char| {
        (letter.is_control() && letter != '\n')
            || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    !text.chars().any(unsafe_letter)
}

/// Tùng hides what a tag is called: letters that turn the direction of writing round, and a control character
/// that git itself would not have written.
#[test]
fn a_tag_name_with_control_and_bidi_characters() {
    let world = approved();
    let first = id(&world, &tag(1)).to_string();
    let turned = format!("{}\u{202e}1v\u{2066}", tag(1));
    world.git(["update-ref", &format!("refs/tags/{turned}"), &first]);
    refused(&world, &turned, "renamed", Git::Accepts);
    world.write(&format!(".git/refs/tags/{}\u{1b}[31m", tag(1)), &format!("{first}\n"));
    for arguments in [&["verify"][..], &["verify", &turned], &["status"], &["trust", "show"]] {
        let out = world.run(arguments);
        assert!(out.code != Some(101) && is_plain(&out.said()), "{arguments:?}: {:?}", out.said());
    }
}

/// … and what people are called: the names in a record and the reason of a withdrawal are anybody's words.
#[test]
fn names_of_people_with_control_and_bidi_characters() {
    let world = World::with_repository();
    world.write("caitien.toml", "schema = 1\n");
    let odd = "Mai\\u001b[8m\\u001b[2J\\u202e\\u0007";
    let text = world.school_record().replace("Nguyễn Thị Mai", odd).replace("Trần Văn Bình", odd);
    write_record(&world, &text.replace("Trường Mầm non Hoa Sen", odd));
    world.commit_signed("Hồ sơ", Who::Principal);
    world.write_plan(PERIOD, &plan());
    world.commit_all("Kế hoạch");
    approve(&world, PERIOD, Who::Principal);
    forge(&world, &tag(2), Who::Deputy, |statement| statement.sequence = 2);
    for arguments in [&["verify"][..], &["verify", &tag(2)], &["status"], &["trust", "show"]] {
        let out = world.run(arguments);
        assert!(is_plain(&out.said()), "{arguments:?}: {:?}", out.said());
    }
    refused(&world, &tag(2), "not-entitled", Git::Accepts);
    let statement = statement(&world, &tag(1));
    let (name, root, approval) = (statement.name, statement.root, id(&world, &tag(1)));
    let withdrawal = tag(1).replace("approved/", "withdrawn/");
    for (reason, code) in [("sai\u{1b}]0;x\u{7}\u{202e}", "[content-mismatch]"), ("sai", "[withdrawn]")] {
        let says = caitien::approval::notice::Says::Withdrawn { reason: reason.to_owned() };
        let (name, school) = (name.clone(), "Trường");
        let notice = caitien::approval::notice::Notice { name, root, approval, says };
        sign(&world, &withdrawal, &notice.message(school), Who::Principal);
        let out = world.run(["verify", &tag(1)]);
        assert!(is_plain(&out.said()) && out.stdout.contains(code), "{:?}", out.said());
        assert_eq!(out.code, Some(i32::from(reason == "sai")));
    }
}

/// Tùng gives a branch the name of an approval. Only tags are approvals, and a tag's name never means the branch.
#[test]
fn a_branch_with_the_name_of_an_approval() {
    let world = approved();
    world.git(["branch", &tag(1)]);
    world.git(["branch", &tag(2)]);
    stands(&world, &tag(1), "valid");
    world.run(["verify", &tag(2)]).cannot();
    world.run(["verify", &format!("refs/heads/{}", tag(2))]).cannot();
    assert!(!git_accepts(&world, &tag(2)));
    // Git refuses to name a tag object by a branch; a file does it all the same. Plain git takes it for good.
    let first = id(&world, &tag(1));
    world.write(&format!(".git/refs/heads/{}", tag(3)), &format!("{first}\n"));
    assert!(git_accepts(&world, &tag(3)));
    world.run(["verify", &tag(3)]).cannot();
}

/// Two refs of one short name, a tag that is called like the path of another.
#[test]
fn ambiguous_refs() {
    let world = approved();
    let first = id(&world, &tag(1)).to_string();
    let message = statement(&world, &tag(1)).message("Trường");
    sign(&world, "x", &message, Who::Stranger);
    let other = id(&world, "x").to_string();
    world.git(["update-ref", &format!("refs/tags/refs/tags/{}", tag(1)), &other]);
    world.git(["update-ref", &format!("refs/remotes/{}", tag(1)), "HEAD"]);
    world.git(["update-ref", &format!("refs/{}", tag(1)), "HEAD"]);
    // Plain git takes the ref that has no place in its rules first, and judges a commit.
    assert!(!git_accepts(&world, &tag(1)));
    assert_eq!(verdict(&world, &tag(1)), "valid");
    let out = world.run(["verify", &format!("refs/tags/{}", tag(1)), "--format", "json"]).ok();
    assert_eq!(out.json()["approvals"][0]["id"], first);
    refused(&world, "x", "renamed", Git::Accepts);
}

/// A tag that is no name of an object but of another ref, which anybody may move later.
#[test]
fn a_symbolic_ref_in_place_of_an_approval() {
    let world = approved();
    let message = statement(&world, &tag(1)).message("Trường");
    sign(&world, "tung", &message, Who::Stranger);
    world.git(["symbolic-ref", &format!("refs/tags/{}", tag(2)), "refs/tags/tung"]);
    refused(&world, &tag(2), "renamed", Git::Accepts);
    world.git(["symbolic-ref", &format!("refs/tags/{}", tag(3)), "refs/heads/main"]);
    refused(&world, &tag(3), "not-a-commit", Git::Refuses);
    // One that leads nowhere is no approval, and hides none.
    world.write(&format!(".git/refs/tags/{}", tag(4)), "ref: refs/tags/khong-co\n");
    world.run(["verify", &tag(4)]).cannot();
    assert_eq!(verdicts(&world)[0], (tag(1), "valid".into()));
    // Put in place of the approval that was seen here, it is not that approval.
    world.git(["update-ref", "-d", &format!("refs/tags/{}", tag(1))]);
    world.git(["symbolic-ref", &format!("refs/tags/{}", tag(1)), "refs/tags/tung"]);
    refused(&world, &tag(1), "renamed", Git::Accepts);
}

/// Lines that git would not have written, in the file of all refs.
#[test]
fn packed_refs_with_odd_lines() {
    let world = approved();
    world.git(["pack-refs", "--all"]);
    let packed = world.read(".git/packed-refs");
    let first = id(&world, &tag(1)).to_string();
    let message = statement(&world, &tag(1)).message("Trường");
    let stranger = sign(&world, "tung", &message, Who::Stranger);
    for line in [
        // The same name twice: whatever is read, it is one of the two, and judged.
        format!("{stranger} refs/tags/{}\n", tag(1)),
        format!("{first} refs/tags/../../{}\n", tag(1)),
        format!("{first} refs/tags/{}\0v2\n", tag(1)),
        "rác\n".to_owned(),
        format!("^{first}\n"),
        "# peeled fully-peeled sorted\n".to_owned(),
    ] {
        world.write(".git/packed-refs", &format!("{packed}{line}"));
        let out = world.run(["verify", "--format", "json"]);
        assert!(out.code != Some(101), "{line}: {}", out.said());
        if out.code != Some(2) {
            let judged = out.json();
            for one in judged["approvals"].as_array().unwrap() {
                let is_first = one["id"] == first.as_str() && one["tag"] == tag(1);
                assert_eq!(one["good"].as_bool().unwrap(), is_first, "{line}: {one}");
            }
        }
    }
    world.write(".git/packed-refs", &packed);
    stands(&world, &tag(1), "valid");
}

/// Tùng founds a school that looks like the real one, with letters of another alphabet or another case.
#[test]
fn a_school_with_a_name_that_looks_alike() {
    let world = approved();
    let own =
        world.school_record().replace(&world.public_key(Who::Principal), &world.public_key(Who::Stranger));
    for (alike, code) in [
        ("mn-hoa-s\u{435}n", "renamed"),
        ("MN-hoa-sen", "renamed"),
        ("mn-hoa-sen\u{301}", "renamed"),
        ("mn_hoa_sen", "renamed"),
        // Plain letters: another school, with a root that nobody vouched for.
        ("mn-hoa-sem", "unpinned"),
    ] {
        world.write(&format!("schools/{alike}/school.toml"), &own.replace(SCHOOL, alike));
        world.write(&format!("schools/{alike}/{PERIOD}/plan.md"), &plan().replace(SCHOOL, alike));
        world.git(["add", "."]);
        world.commit_signed("Trường", Who::Stranger);
        let name = format!("approved/{alike}/{PERIOD}/v1");
        imitate(&world, alike, &name);
        refused(&world, &name, code, Git::Accepts);
        stands(&world, &tag(1), "valid");
    }
}

/// An approval of the school that looks alike, as true as Tùng can make it.
fn imitate(world: &World, alike: &str, name: &str) {
    let repo = caitien::git::Repo::open(world.folder()).unwrap();
    let root = caitien::work::trust::root_of(&repo, alike).unwrap();
    let mut statement = statement(world, &tag(1));
    let text = world.read(&format!("schools/{alike}/{PERIOD}/plan.md"));
    let parsed = caitien::plan::parse::parse(&text).plan;
    statement.content.plan = caitien::approval::digest::plan(&parsed);
    statement.content.items = caitien::approval::digest::items(&parsed);
    statement.root = root.unwrap_or(statement.root);
    statement.name.school = alike.to_owned();
    sign(world, name, &statement.message("Trường"), Who::Stranger);
}
