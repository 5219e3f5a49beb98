//! `watch` with real files and the ways in which editors save them. Nothing here asks how fast.

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::Value;

use crate::world::{SCHOOL, World};

/// Long enough for any machine; reached only where a test fails.
const PATIENCE: Duration = Duration::from_secs(30);
/// Within this a second answer to the same save would have come.
const SILENCE: Duration = Duration::from_millis(700);

const PLAN: &str = "\
+++
schema = 1
school = \"mn-hoa-sen\"
period = \"2024-2025\"
catalog = \"preschool-2018\"
title = \"Kế hoạch cải tiến chất lượng giáo dục năm học 2024–2025\"
+++

## I. Mục đích, yêu cầu

Khắc phục từng bước những điểm yếu đã nêu trong báo cáo tự đánh giá.

## III. Nội dung kế hoạch cải tiến chất lượng giáo dục

### Tiêu chuẩn 1: Tổ chức và quản lý nhà trường

#### Tiêu chí 1.5: Tổ chức nhóm trẻ và lớp mẫu giáo

**Mức:** 2

**Điểm yếu**

- Hai lớp mẫu giáo ở điểm trường Khe Vàng còn ghép ba độ tuổi. {#w-1.5-2021-1}

**Kết quả cần đạt**

- Còn 01 lớp ghép vào tháng 5/2025. {#t-1.5-2024-1}

**Giải pháp**

- Dồn dịch trẻ năm tuổi về điểm trường trung tâm. {#a-1.5-2024-1}
  - Chủ trì: Phó hiệu trưởng
  - Thời gian: 9/2024 – 12/2024
";

/// A running `watch`, with its answers as they come.
struct Running {
    child: Child,
    answers: Receiver<Value>,
    talk: Receiver<String>,
}

impl Running {
    fn start(world: &World, arguments: &[&str]) -> Running {
        let mut command = world.command(env!("CARGO_BIN_EXE_caitien"));
        command.args(["watch", "--format", "json"]).args(arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (send_answer, answers) = channel();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        std::thread::spawn(move || {
            for line in stdout.lines() {
                let _ = send_answer.send(serde_json::from_str(&line.unwrap()).unwrap());
            }
        });
        let (send_talk, talk) = channel();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        std::thread::spawn(move || stderr.lines().for_each(|line| drop(send_talk.send(line.unwrap()))));
        let first = talk.recv_timeout(PATIENCE).unwrap();
        assert!(first.starts_with("Following") || first.starts_with("Đang theo dõi"), "{first}");
        Running { child, answers, talk }
    }

    #[track_caller]
    fn next(&self) -> Value {
        self.answers.recv_timeout(PATIENCE).expect("an answer")
    }

    /// One answer to the save, and no second one.
    #[track_caller]
    fn only(&self) -> Value {
        let answer = self.next();
        self.nothing();
        answer
    }

    #[track_caller]
    fn nothing(&self) {
        if let Ok(more) = self.answers.recv_timeout(SILENCE) {
            panic!("one answer too many: {more:#}");
        }
    }

    fn wait(&mut self) -> Option<i32> {
        self.child.wait().unwrap().code()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A school with a committed and approved-looking plan.
fn world() -> World {
    let world = World::with_school();
    world.write_plan("2024-2025", PLAN);
    world.commit_all("Kế hoạch năm học 2024-2025");
    world
}

fn path(world: &World) -> std::path::PathBuf {
    world.path(&format!("schools/{SCHOOL}/2024-2025/plan.md"))
}

fn flawed() -> String {
    PLAN.replace("title = ", "titel = \"x\"\ntitle = ")
}

fn codes(answer: &Value, list: &str) -> Vec<String> {
    let entries = answer[list].as_array().unwrap().iter();
    entries.map(|entry| entry["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_save_in_place_tells_what_appeared_and_what_went_away() {
    let world = world();
    let running = Running::start(&world, &[]);
    std::fs::write(path(&world), flawed()).unwrap();
    let answer = running.only();
    assert_eq!(answer["schema"], 1);
    assert_eq!(answer["file"], format!("schools/{SCHOOL}/2024-2025/plan.md"));
    assert_eq!(codes(&answer, "appeared"), ["unknown-key"]);
    std::fs::write(path(&world), PLAN).unwrap();
    let answer = running.only();
    assert_eq!(codes(&answer, "disappeared"), ["unknown-key"]);
    assert_eq!(codes(&answer, "appeared"), [""; 0]);
}

#[test]
fn a_weakness_that_lost_its_last_action_is_told_against_the_approved_version() {
    let world = world();
    world.pin_root();
    world.approve("2024-2025");
    world.write_plan("2024-2025", &PLAN.replace("**Mức:** 2", "**Mức:** 3"));
    world.commit_all("Sửa sau phê duyệt");
    let running = Running::start(&world, &["--lang", "vi"]);
    let (without, _) = PLAN.split_once("**Giải pháp**").unwrap();
    std::fs::write(path(&world), without.replace("**Mức:** 2", "**Mức:** 3")).unwrap();
    let answer = running.only();
    assert_eq!(answer["against"], "approved");
    assert_eq!(answer["tag"], format!("approved/{SCHOOL}/2024-2025/v1"));
    let meaning = answer["meaning"].as_array().unwrap();
    let lost = meaning.iter().find(|shift| shift["code"] == "without-action").unwrap();
    assert_eq!(lost["message"], "điểm yếu w-1.5-2021-1 không còn giải pháp nào");
    assert_eq!(lost["fresh"], true);
    // The level differed before this save already.
    let level = meaning.iter().find(|shift| shift["code"] == "level").unwrap();
    assert_eq!(level["fresh"], false);
}

#[test]
fn a_save_by_rename_is_answered_once() {
    let world = world();
    let running = Running::start(&world, &[]);
    let beside = path(&world).with_file_name(".plan.md.swx");
    std::fs::write(&beside, flawed()).unwrap();
    std::fs::rename(&beside, path(&world)).unwrap();
    assert_eq!(codes(&running.only(), "appeared"), ["unknown-key"]);
}

#[test]
fn a_save_as_vim_does_it_is_answered_once() {
    let world = world();
    let running = Running::start(&world, &[]);
    let backup = path(&world).with_file_name("plan.md~");
    std::fs::rename(path(&world), &backup).unwrap();
    std::fs::write(path(&world), flawed()).unwrap();
    std::fs::remove_file(&backup).unwrap();
    assert_eq!(codes(&running.only(), "appeared"), ["unknown-key"]);
}

#[test]
fn a_save_in_pieces_is_answered_once() {
    use std::io::Write;
    let world = world();
    let running = Running::start(&world, &[]);
    let text = flawed();
    let mut file = std::fs::File::create(path(&world)).unwrap();
    for piece in text.as_bytes().chunks(200) {
        file.write_all(piece).unwrap();
        file.flush().unwrap();
    }
    drop(file);
    assert_eq!(codes(&running.only(), "appeared"), ["unknown-key"]);
}

#[test]
fn touching_and_saving_the_same_text_say_nothing() {
    let world = world();
    let running = Running::start(&world, &[]);
    std::fs::write(path(&world), PLAN).unwrap();
    running.nothing();
}

#[test]
fn several_files_at_once_are_answered_each() {
    let world = world();
    for year in 2018..2023 {
        let period = format!("{year}-{}", year + 1);
        world.write_plan(&period, &PLAN.replace("2024-2025", &period));
    }
    world.commit_all("Các năm trước");
    let running = Running::start(&world, &[]);
    for year in 2018..2023 {
        let period = format!("{year}-{}", year + 1);
        world.write_plan(&period, &flawed().replace("2024-2025", &period));
    }
    let mut periods: Vec<String> =
        (0..5).map(|_| running.next()["period"].as_str().unwrap().to_owned()).collect();
    periods.sort();
    assert_eq!(periods, ["2018-2019", "2019-2020", "2020-2021", "2021-2022", "2022-2023"]);
    running.nothing();
}

#[test]
fn folders_that_appear_later_are_followed() {
    let world = World::with_repository();
    world.write("caitien.toml", "schema = 1\n");
    world.commit_all("Lập kho");
    let running = Running::start(&world, &[]);
    // The whole tree at once, from `schools/` down.
    world.write("schools/cum-1/th-moi/2024-2025/plan.md", &PLAN.replace("mn-hoa-sen", "th-moi"));
    let answer = running.only();
    assert_eq!(answer["school"], "th-moi");
    assert_eq!(answer["against"], "nothing");
    // And a folder that is moved in, with its file in it.
    world.write("tam/2023-2024/plan.md", PLAN);
    std::fs::rename(world.path("tam/2023-2024"), world.path("schools/cum-1/th-moi/2023-2024")).unwrap();
    assert_eq!(running.only()["period"], "2023-2024");
}

#[test]
fn a_file_that_is_gone_is_told_and_so_is_its_return() {
    let world = world();
    let running = Running::start(&world, &[]);
    std::fs::remove_file(path(&world)).unwrap();
    assert_eq!(running.only()["gone"], true);
    std::fs::write(path(&world), flawed()).unwrap();
    assert_eq!(running.only()["gone"], false);
}

#[test]
fn edits_from_before_the_watch_are_not_told_as_new() {
    let world = world();
    std::fs::write(path(&world), flawed()).unwrap();
    let running = Running::start(&world, &[]);
    std::fs::write(path(&world), format!("{}\n\nThêm một dòng.\n", flawed())).unwrap();
    assert_eq!(codes(&running.only(), "appeared"), [""; 0]);
}

#[test]
fn progress_beside_a_plan_is_read_too() {
    let world = world();
    let running = Running::start(&world, &[]);
    world.write(&format!("schools/{SCHOOL}/2024-2025/progress.toml"), "[[record]]\nitem = \"x\"\n");
    assert_eq!(codes(&running.only(), "appeared"), ["invalid-file"]);
}

#[test]
fn an_account_settles_what_the_newest_plan_owes() {
    let world = crate::approval_story::approved();
    let next = include_str!("../../templates/samples/mn-ben-mo/2025-2026.md").replace("mn-ben-mo", SCHOOL);
    world.write_plan("2025-2026", &next);
    world.commit_all("Kế hoạch năm sau");
    let running = Running::start(&world, &[]);
    world.write_plan("2025-2026", &next.replacen("\n## ", "\n## Ghi thêm\n\nMột dòng.\n\n## ", 1));
    running.only();
    world.run(["account", "w-3.1-2024-1", "--dropped", "--reason", "Đã trồng cây."]).ok();
    assert_eq!(running.next()["file"], format!("schools/{SCHOOL}/continuity.toml"));
    let answer = running.next();
    assert_eq!(answer["file"], format!("schools/{SCHOOL}/2025-2026/plan.md"));
    assert_eq!(codes(&answer, "disappeared"), ["unaccounted-weakness"]);
}

#[test]
fn polling_finds_saves_too() {
    let world = world();
    let running = Running::start(&world, &["--poll", "--interval", "50"]);
    std::thread::sleep(Duration::from_millis(20));
    std::fs::write(path(&world), flawed()).unwrap();
    assert_eq!(codes(&running.only(), "appeared"), ["unknown-key"]);
    world.write("schools/th-moi/2024-2025/plan.md", &PLAN.replace("mn-hoa-sen", "th-moi"));
    assert_eq!(running.only()["school"], "th-moi");
}

#[test]
fn once_ends_after_the_first_save() {
    let world = world();
    let mut running = Running::start(&world, &["--once"]);
    std::fs::write(path(&world), flawed()).unwrap();
    assert_eq!(codes(&running.next(), "appeared"), ["unknown-key"]);
    assert_eq!(running.wait(), Some(0));
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_cleanly() {
    let world = world();
    let mut running = Running::start(&world, &["--lang", "vi"]);
    let id = running.child.id().to_string();
    assert!(std::process::Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    assert_eq!(running.wait(), Some(0));
    assert_eq!(running.talk.recv_timeout(PATIENCE).unwrap(), "Đã dừng theo dõi.");
}

#[test]
fn without_a_repository_there_is_nothing_to_follow() {
    let world = World::new();
    world.run(["watch", "--once"]).cannot();
}
