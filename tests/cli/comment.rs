//! `comment`: what people say of a plan stays with what they say it of, and nobody's word is lost.

use super::approval_story::*;
use super::review_story::*;
use super::world::{SCHOOL, Who, World};

fn threads(world: &World) -> Vec<(String, bool, String)> {
    let json = world.run(["comment", "--format", "json"]).ok().json();
    let one = |one: &serde_json::Value| {
        let text = |key: &str| one[key].as_str().unwrap().to_owned();
        (text("id"), one["open"].as_bool().unwrap(), text("place"))
    };
    json["threads"].as_array().unwrap().iter().map(one).collect()
}

#[test]
fn mo_asks_an_answers_and_mo_closes_it() {
    let world = with_people("");
    mo(&world);
    let out = world.run(["gop-y", WEAKNESS, "Số liệu này", "lấy từ đâu?"]).ok();
    assert!(
        out.stdout.contains(&format!("Đã ghi góp ý cho mục {WEAKNESS} của kế hoạch {PERIOD}.")),
        "{}",
        out.stdout
    );
    assert!(out.stderr.contains("caitien save"), "{}", out.stderr);
    let name = files(&world).pop().unwrap();
    let id = name.trim_end_matches(".md");
    let text = world.read(&format!("{}/{name}", reviews()));
    for words in
        ["item = \"w-1.8-2024-1\"", "author = \"mo\"", "date = \"2026-09-15T08:00:00+07:00\"", "sha256 = "]
    {
        assert!(text.contains(words), "{words}\n{text}");
    }
    assert!(text.ends_with("+++\n\nSố liệu này lấy từ đâu?\n"), "{text}");
    let saved = world.run(["save"]).ok();
    assert!(saved.stdout.contains("góp ý"), "{}", saved.stdout);

    an(&world);
    // The beginning of an id is enough.
    let out = world.run(["comment", "--answer", &id[..6], "Từ sổ theo dõi trẻ."]).ok();
    assert!(out.stdout.contains("↳") && out.stdout.contains("Vũ Văn An, 15/9/2026"), "{}", out.stdout);
    let listed = world.run(["comment"]).ok().stdout;
    for words in ["1 còn để ngỏ, 0 đã khép", "Lê Thị Mơ", "Từ sổ theo dõi trẻ.", "máy chưa kiểm chứng"]
    {
        assert!(listed.contains(words), "{words}\n{listed}");
    }

    mo(&world);
    world.run(["comment", "--resolve", id, "Đã rõ."]).ok();
    assert_eq!(threads(&world), [(id.to_owned(), false, "stands".to_owned())]);
    assert_eq!(files(&world).len(), 3, "the comment itself was not touched");
    assert_eq!(world.read(&format!("{}/{name}", reviews())), text);
    let again = world.run(["comment", "--resolve", id]).ok();
    assert!(again.stdout.contains("đã khép từ trước"), "{}", again.stdout);
    assert_eq!(files(&world).len(), 3);
    // Who answers after that is heard.
    an(&world);
    world.run(["comment", "--answer", id, "Có thêm số liệu mới."]).ok();
    assert!(threads(&world)[0].1);
    world.run(["check"]).ok();
}

#[test]
fn two_people_say_something_of_one_item_at_once_and_git_joins_them() {
    let world = with_people("");
    let base = world.git(["rev-parse", "HEAD"]);
    mo(&world);
    let first = say(&world, &[WEAKNESS, "Số liệu lấy từ đâu?"]);
    world.run(["review", WEAKNESS, "--request-changes", "Chưa rõ số liệu."]).ok();
    world.run(["save"]).ok();
    world.git(["branch", "mo"]);
    world.git(["reset", "--quiet", "--hard", base.trim()]);
    an(&world);
    let second = say(&world, &[WEAKNESS, "Nên nêu rõ lớp nào."]);
    world.run(["review", WEAKNESS, "--approve"]).ok();
    world.run(["save"]).ok();
    world.git(["merge", "--quiet", "--no-edit", "mo"]);
    let ids: Vec<String> = threads(&world).into_iter().map(|thread| thread.0).collect();
    assert!(ids.contains(&first) && ids.contains(&second), "{ids:?}");
    // The same thread closed by both, and answered meanwhile.
    let base = world.git(["rev-parse", "HEAD"]);
    world.run(["comment", "--resolve", &first]).ok();
    world.run(["save"]).ok();
    world.git(["branch", "an"]);
    world.git(["reset", "--quiet", "--hard", base.trim()]);
    mo(&world);
    world.run(["comment", "--answer", &first, "Xin thêm một ngày."]).ok();
    world.run(["comment", "--resolve", &second]).ok();
    world.run(["save"]).ok();
    world.git(["merge", "--quiet", "--no-edit", "an"]);
    let open: Vec<(String, bool)> = threads(&world).into_iter().map(|one| (one.0, one.1)).collect();
    assert_eq!(open, [(first, true), (second, false)], "an answer that nobody had read opens it again");
}

#[test]
fn a_comment_outlives_the_words_and_the_item() {
    let world = with_people("");
    let item = say(&world, &[WEAKNESS, "Số liệu lấy từ đâu?"]);
    let whole = say(&world, &["Kế hoạch gọn, dễ đọc."]);
    assert_eq!(
        threads(&world),
        [(whole.clone(), true, "stands".into()), (item.clone(), true, "stands".into())]
    );
    edit(&world, "{#w-1.8-2024-1}", "Sửa lời. {#w-1.8-2024-1}");
    assert_eq!(
        threads(&world),
        [(whole.clone(), true, "changed".into()), (item.clone(), true, "changed".into())]
    );
    let listed = world.run(["comment", WEAKNESS]).ok().stdout;
    assert!(listed.contains("mục này đã sửa từ khi góp ý; lúc ấy viết: “"), "{listed}");
    let text = world.read(&format!("schools/{SCHOOL}/{PERIOD}/plan.md"));
    let line = text.lines().find(|line| line.contains("{#w-1.8-2024-1}")).unwrap();
    edit(&world, &format!("{line}\n"), "");
    assert_eq!(threads(&world), [(whole, true, "changed".into()), (item, true, "gone".into())]);
    let listed = world.run(["comment"]).ok().stdout;
    assert!(listed.contains("mục này không còn trong kế hoạch; góp ý vẫn giữ"), "{listed}");
    let seen = world.run(["review"]).ok().stdout;
    assert!(seen.contains("Số liệu lấy từ đâu?"), "{seen}");
}

#[test]
fn old_files_and_those_of_word_are_read_on() {
    let world = with_people("");
    let write = |name: &str, text: &str| world.write(&format!("{}/{name}.md", reviews()), text);
    write(
        "word-1",
        "+++\nschema = 1\nitem = \"w-1.8-2024-1\"\nabout = \"phiếu\"\nauthor = \"Cô Tám\"\nclaimed = true\nsource = \"gop-y.docx\"\n+++\n\nPhiếu nào?\n",
    );
    write(
        "word-2",
        "+++\nschema = 1\nauthor = \"Cô Tám\"\nclaimed = true\nanswers = \"word-1\"\nsource = \"gop-y.docx\"\nresolved = \"Cô Tám\"\n+++\n\nĐã rõ.\n",
    );
    write(
        "word-3",
        "+++\nschema = 1\nauthor = \"Cô Tám\"\nclaimed = true\nresolved = \"Cô Tám\"\n+++\n\nresolved = không phải dòng này\n",
    );
    let told: Vec<(String, bool)> = threads(&world).into_iter().map(|one| (one.0, one.1)).collect();
    assert_eq!(told, [("word-1".to_owned(), true), ("word-3".to_owned(), false)]);
    let listed = world.run(["comment"]).ok().stdout;
    assert!(listed.contains("Cô Tám (theo tệp gop-y.docx)"), "{listed}");
    world.run(["save"]).ok();
    approve(&world, PERIOD, Who::Principal);
    assert_eq!(statement(&world, &tag(1)).account.open_comments, 1);
}

#[test]
fn what_cannot_be_said_is_refused() {
    let world = with_people("");
    let says = |arguments: &[&str], words: &str| {
        let out = world.run([&["comment"], arguments].concat()).cannot();
        assert!(out.stderr.contains(words), "{arguments:?}: {}", out.said());
    };
    says(&["w-9.9-2024-1", "Gì đây?"], "không kế hoạch nào của trường có mục w-9.9-2024-1");
    says(&["w-1.8-2024-7", "Gì đây?"], "có phải ý là w-1.8-2024-1?");
    says(&["w-1.8-2024", "Gì đây?"], "không phải mã của một mục");
    says(&["1.8", "Gì đây?"], "không phải mã của một mục");
    says(&[WEAKNESS, "  "], "chưa có lời nào");
    says(&["2031-2032", "Gì đây?"], "không có kế hoạch 2031-2032; hiện có: 2024-2025");
    says(&["--answer", "c-0", "Gì đây?"], "không có góp ý nào mang mã `c-0`");
    says(&["--resolve", "c-0"], "caitien comment");
    says(&[WEAKNESS, "Gì đây?", "--by", "ong-nao"], "ong-nao");
    says(&[WEAKNESS, "Gì đây?", "--school", "mn-khac"], "mn-khac");
    sits_down(&world, "Người lạ", "la@example.org");
    says(&[WEAKNESS, "Gì đây?"], "la@example.org");
    assert!(files(&world).is_empty(), "nothing was written");
    an(&world);
    let (one, other) = (say(&world, &["Một."]), say(&world, &["Hai."]));
    says(&["--answer", "c-", "Cái nào?"], "hãy ghi đủ mã");
    assert_ne!(one, other);
    let out = world.run(["comment", "Một."]).ok();
    assert!(out.stdout.contains("Lời này đã có"), "{}", out.stdout);
    assert_eq!(files(&world).len(), 2);
    let out = world.run(["comment", "Ba.", "--dry-run"]).ok();
    assert!(out.stdout.contains("Chạy thử") && out.stdout.contains("author = \"an\""), "{}", out.stdout);
    assert_eq!(files(&world).len(), 2);
}

#[test]
fn a_flawed_file_is_found_and_stops_nothing_but_approving() {
    let world = with_people("");
    world.write(&format!("{}/c-1.md", reviews()), "+++\nschema = 1\nauthor = \"mo\"\nmuc = 3\n+++\n\nAi?\n");
    world.write(
        &format!("{}/r-1.md", reviews()),
        "+++\nschema = 1\nkind = \"resolution\"\nof = \"c-9\"\nauthor = \"ong-nao\"\n+++\n",
    );
    let out = world.run(["check"]).no();
    assert!(out.stdout.contains(&format!("--> {}/c-1.md:4", reviews())), "{}", out.stdout);
    assert!(
        out.stdout.contains("unknown-person") && out.stdout.contains("unknown-comment"),
        "{}",
        out.stdout
    );
    let listed = world.run(["comment"]).ok().stdout;
    assert!(listed.contains("Tệp reviews/c-1.md viết sai"), "{listed}");
    world.commit_all("Sai mẫu");
    assert!(obstacles(&world).iter().any(|(code, message)| code == "findings" && message.contains("c-1.md")));
}

#[test]
fn check_reminds_of_open_comments() {
    let world = with_people("");
    let id = say(&world, &[WEAKNESS, "Số liệu lấy từ đâu?"]);
    let out = world.run(["check"]).ok();
    assert!(out.stdout.contains("open-comment") && out.stdout.contains(&id), "{}", out.stdout);
    let shown = world.run(["show", WEAKNESS]).ok().stdout;
    assert!(shown.contains(&format!("1 góp ý để ngỏ: `caitien comment {WEAKNESS}`")), "{shown}");
    world.run(["comment", "--resolve", &id]).ok();
    assert!(!world.run(["check"]).ok().stdout.contains("open-comment"));
}
