//! `due`: what is overdue, what comes next, what names no day, and what waits for others.

use super::world::{SCHOOL, World};
use super::year_story::{PERIOD, file, refused, school};

/// The ids in each class.
fn classes(world: &World, arguments: &[&str]) -> Vec<(String, String)> {
    let json = world.run([&["due", "--format", "json"], arguments].concat()).ok().json();
    let items = json["schools"][0]["items"].as_array().unwrap().clone();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or("-").to_owned();
    items.iter().map(|one| (text(&one["class"]), text(&one["item"]))).collect()
}

fn is_in(world: &World, class: &str, id: &str) -> bool {
    classes(world, &[]).contains(&(class.to_owned(), id.to_owned()))
}

#[test]
fn each_action_stands_where_its_day_puts_it() {
    // The sample's plan, on 26 March 2025: `10/2024 – 3/2025` ends in five days.
    let world = school().at("2025-03-26T08:00:00+07:00[+07:00]");
    for (class, id) in [("overdue", "a-1.5-2024-1"), ("week", "a-2.2-2024-2"), ("later", "a-1.10-2024-1")] {
        assert!(is_in(&world, class, id), "{id}: {:?}", classes(&world, &[]));
    }
    let told = world.run(["den-han"]).ok().stdout;
    for words in [
        "Quá hạn (",
        "a-1.5-2024-1",
        "Trong 7 ngày tới (1)",
        "còn 5 ngày (hạn 31/03/2025)",
        "việc hạn còn xa",
    ] {
        assert!(told.contains(words), "{words}\n{told}");
    }
    assert!(!told.contains("a-1.10-2024-1"), "what is far off is only counted\n{told}");
    assert!(world.run(["due", "--days", "90"]).ok().stdout.contains("a-1.10-2024-1"));
    // Done and given up are not due.
    world.run(["progress", "a-1.5-2024-1", "--status", "xong", "--by", "hoa"]).ok();
    world.run(["progress", "a-2.2-2024-2", "--status", "huy", "--note", "Thiếu người.", "--by", "hoa"]).ok();
    let told = world.run(["due"]).ok().stdout;
    assert!(!told.contains("a-1.5-2024-1") && !told.contains("a-2.2-2024-2"), "{told}");
}

#[test]
fn the_work_of_one_person_is_told_alone() {
    let world = school();
    let of = |arguments: &[&str]| -> Vec<String> {
        classes(&world, arguments).into_iter().map(|(_, id)| id).collect()
    };
    assert_eq!(of(&["--lead", "hòa"]), ["a-3.1-2024-1"]);
    assert_eq!(of(&["--mine", "--by", "hoa"]), ["a-3.1-2024-1"]);
    // Mai is the principal, by git's address.
    let mine = of(&["--mine"]);
    assert!(
        mine.contains(&"a-1.10-2024-1".to_owned()) && !mine.contains(&"a-3.1-2024-1".to_owned()),
        "{mine:?}"
    );
    let told = world.run(["due", "--by-person"]).ok().stdout;
    assert!(told.contains("Cô Đỗ Thị Hòa (Đỗ Thị Hòa)") && told.contains("Kế toán"), "{told}");
    refused(&world, &["due", "--mine", "--by", "ai-do"], "school.toml").cannot();
    refused(&world, &["due", "--mine", "--lead", "Hòa"], "--lead");
    refused(&world, &["due", "--period", "2019-2020"], "hiện có").cannot();
}

#[test]
fn a_calendar_reminds_of_what_is_due_only() {
    let world = school();
    world.run(["progress", "a-1.5-2024-1", "--status", "xong", "--by", "hoa"]).ok();
    let text = world.run(["due", "--to", "ics", "-o", "-"]).ok().stdout;
    assert!(text.starts_with("BEGIN:VCALENDAR") && text.contains("UID:a-3.1-2024-1"), "{text}");
    assert!(!text.contains("a-1.5-2024-1"), "{text}");
    let mine = world.run(["due", "--to", "ics", "-o", "-", "--lead", "Hòa"]).ok().stdout;
    assert_eq!(mine.matches("BEGIN:VEVENT").count(), 1, "{mine}");
    let out = world.run(["due", "--to", "ics", "-o", "lich.ics"]).ok();
    assert!(out.stdout.contains("lich.ics"), "{}", out.said());
    assert_eq!(world.read("lich.ics"), text);
    world.write("lich.ics", "của tôi");
    refused(&world, &["due", "--to", "ics", "-o", "lich.ics"], "không ghi đè").no();
    assert_eq!(world.read("lich.ics"), "của tôi");
}

#[test]
fn all_schools_are_told_and_one_that_cannot_be_read_is_named() {
    let world = school();
    let record = world.school_record().replace(SCHOOL, "mn-hoa-mai").replace("Hoa Sen", "Hoa Mai");
    world.write("schools/mn-hoa-mai/school.toml", &record);
    world.write(
        &format!("schools/mn-hoa-mai/{PERIOD}/plan.md"),
        &world.read(&file("plan.md")).replace(SCHOOL, "mn-hoa-mai"),
    );
    refused(&world, &["due"], "--school").cannot();
    let out = world.run(["due", "--all"]).ok();
    assert!(
        out.stdout.contains("2 trường;") && out.stdout.contains("Trường Mầm non Hoa Mai"),
        "{}",
        out.stdout
    );
    world.write("schools/mn-hoa-mai/school.toml", "schema = 1\n");
    let out = world.run(["due", "--all"]).cannot();
    assert!(out.stdout.contains("Hoa Sen") && out.stderr.contains("mn-hoa-mai"), "{}", out.said());
}
