//! `import --update`: a Word file that `export` made comes back with what was edited in it, and with nothing else.
//!
//! The file is edited as Word would leave it, in its XML; real editors are the business of the office stories.

use std::io::{Cursor, Read, Write};

use super::approval_story::{PERIOD, plan, with_plan};
use super::world::{Output, SCHOOL, World};

fn file() -> String {
    format!("ke-hoach-{SCHOOL}-{PERIOD}.docx")
}

fn inside() -> String {
    format!("schools/{SCHOOL}/{PERIOD}/plan.md")
}

/// A school whose plan was exported to Word.
fn exported() -> World {
    let world = with_plan();
    world.run(["export", PERIOD, "--to", "docx"]).ok();
    world
}

/// Rewrites the document part of the Word file.
fn edit(world: &World, change: impl Fn(&str) -> String) {
    let path = world.path(&file());
    let mut zip = zip::ZipArchive::new(Cursor::new(std::fs::read(&path).unwrap())).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).unwrap();
        let (name, mut bytes) = (part.name().unwrap().to_string(), Vec::new());
        part.read_to_end(&mut bytes).unwrap();
        if name == "word/document.xml" {
            let text = String::from_utf8(bytes).unwrap();
            let changed = change(&text);
            assert_ne!(changed, text, "nothing was edited");
            bytes = changed.into_bytes();
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(&bytes).unwrap();
    }
    std::fs::write(path, out.finish().unwrap().into_inner()).unwrap();
}

fn update(world: &World, more: &[&str]) -> Output {
    let file = file();
    let mut all = vec!["import", "--update", &file];
    all.extend(more);
    world.run(all)
}

/// A sentence of the plan that stands in it once.
fn sentence() -> String {
    let text = plan();
    let item = caitien::plan::parse::parse(&text).plan;
    let weakness = item.weaknesses().next().unwrap().item.text.clone();
    assert_eq!(text.matches(&weakness).count(), 1);
    weakness
}

#[test]
fn unedited_nothing_changes() {
    let world = exported();
    let out = update(&world, &["--yes"]).ok();
    assert!(out.stdout.contains("không phải ghi"), "{}", out.stdout);
    assert_eq!(world.read(&inside()), plan());
}

#[test]
fn an_edited_sentence_is_shown_and_then_written() {
    let (world, old) = (exported(), sentence());
    edit(&world, |text| text.replacen(&old, "Câu đã sửa trong Word.", 1));
    let out = update(&world, &["--dry-run"]).ok();
    assert!(out.stdout.contains(&old) && out.stdout.contains("Câu đã sửa trong Word."), "{}", out.stdout);
    assert_eq!(world.read(&inside()), plan(), "a preview");
    update(&world, &["--yes"]).ok();
    assert_eq!(world.read(&inside()), plan().replacen(&old, "Câu đã sửa trong Word.", 1));
    assert_eq!(world.run(["format", "--check", PERIOD]).code, Some(0));
}

#[test]
fn what_others_edited_meanwhile_stays() {
    let (world, old) = (exported(), sentence());
    let theirs = plan().replacen("\n## ", "\n## Ghi thêm\n\nViệc của người khác.\n\n## ", 1);
    world.write_plan(PERIOD, &theirs);
    edit(&world, |text| text.replacen(&old, "Câu đã sửa trong Word.", 1));
    update(&world, &["--yes"]).ok();
    assert_eq!(world.read(&inside()), theirs.replacen(&old, "Câu đã sửa trong Word.", 1));
}

#[test]
fn both_edited_one_sentence_and_nothing_is_written() {
    let (world, old) = (exported(), sentence());
    let here = plan().replacen(&old, "Câu sửa ở đây.", 1);
    world.write_plan(PERIOD, &here);
    edit(&world, |text| text.replacen(&old, "Câu sửa trong Word.", 1));
    let out = update(&world, &["--yes"]).no();
    for said in ["xung đột", "Câu sửa ở đây.", "Câu sửa trong Word.", "--mark-conflicts"] {
        assert!(out.stdout.contains(said), "no {said} in {}", out.stdout);
    }
    assert_eq!(world.read(&inside()), here);
    update(&world, &["--yes", "--mark-conflicts"]).ok();
    let text = world.read(&inside());
    assert!(text.contains("Câu sửa ở đây.") && text.contains("Câu sửa trong Word."), "{text}");
    let check = world.run(["check", PERIOD]).no();
    assert!(check.stdout.contains("merge-conflict"), "{}", check.stdout);
}

#[test]
fn without_a_terminal_nobody_is_asked() {
    let (world, old) = (exported(), sentence());
    edit(&world, |text| text.replacen(&old, "Câu đã sửa.", 1));
    let out = update(&world, &[]).cannot();
    assert!(out.stderr.contains("--yes"), "{}", out.stderr);
    assert_eq!(world.read(&inside()), plan());
}

#[test]
fn tracked_changes_wait_for_a_decision() {
    let (world, old) = (exported(), sentence());
    let tracked = |text: &str| {
        let run = text.find(&old).unwrap();
        let start = text[..run].rfind("<w:r>").or_else(|| text[..run].rfind("<w:r ")).unwrap();
        let end = run + text[run..].find("</w:r>").unwrap() + "</w:r>".len();
        let deleted = text[start..end].replace("<w:t", "<w:delText").replace("</w:t>", "</w:delText>");
        let by = "w:author=\"Lê Hoa\" w:date=\"2026-01-05T08:00:00Z\"";
        format!(
            "{}<w:del w:id=\"901\" {by}>{deleted}</w:del><w:ins w:id=\"902\" {by}><w:r><w:t>Câu thay.</w:t></w:r></w:ins>{}",
            &text[..start],
            &text[end..]
        )
    };
    edit(&world, tracked);
    let out = update(&world, &["--yes"]).no();
    assert!(out.stderr.contains("Lê Hoa") && out.stderr.contains("--changes accept"), "{}", out.stderr);
    assert_eq!(world.read(&inside()), plan());
    update(&world, &["--yes", "--changes", "reject"]).ok();
    assert_eq!(world.read(&inside()), plan());
    update(&world, &["--yes", "--changes", "accept"]).ok();
    assert_eq!(world.read(&inside()), plan().replacen(&old, "Câu thay.", 1));
}

#[test]
fn a_file_of_another_plan_is_refused() {
    let world = exported();
    let out = update(&world, &["--period", "2019-2020", "--yes"]).cannot();
    assert!(out.stderr.contains(PERIOD) && out.stderr.contains("2019-2020"), "{}", out.stderr);
    let fixture = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/docx/plan.docx");
    std::fs::copy(fixture, world.path("la.docx")).unwrap();
    let out = world.run(["import", "--update", "la.docx", "--yes"]).cannot();
    assert!(out.stderr.contains("--period"), "{}", out.stderr);
    let out = world.run(["import", "--update", "la.docx", "--period", PERIOD, "--yes"]).no();
    assert!(out.stderr.contains("xóa nhầm"), "{}", out.stderr);
    assert_eq!(world.read(&inside()), plan());
}

#[test]
fn programs_are_told_everything() {
    let (world, old) = (exported(), sentence());
    edit(&world, |text| text.replacen(&old, "Câu đã sửa.", 1));
    let answer = update(&world, &["--dry-run", "--format", "json"]).ok().json();
    assert_eq!((&answer["base"], &answer["written"]), (&"repository".into(), &false.into()));
    assert_eq!(answer["found"], answer["printed"]);
    let change = &answer["changes"][0];
    assert_eq!((change["kind"].as_str(), change["after"].as_str()), (Some("changed"), Some("Câu đã sửa.")));
    assert!(change["item"].as_str().unwrap().starts_with("w-"));
}

#[test]
fn where_the_plan_is_not_yet_the_file_brings_it_along() {
    let world = exported();
    std::fs::remove_file(world.path(&inside())).unwrap();
    world.run(["import", &file()]).ok();
    assert_eq!(world.read(&inside()), plan());
}
