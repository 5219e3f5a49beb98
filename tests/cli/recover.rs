//! What was never saved comes back: kept by `watch --autosave`, listed and brought back by `recover`.

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::world::{SCHOOL, World};

const PERIOD: &str = "2024-2025";
const PATIENCE: Duration = Duration::from_secs(30);

fn plan(weakness: &str) -> String {
    format!(
        "+++\nschema = 1\nschool = \"{SCHOOL}\"\nperiod = \"{PERIOD}\"\ncatalog = \"preschool-2018\"\n+++\n\n\
         ## III. Nội dung kế hoạch cải tiến chất lượng giáo dục\n\n### Tiêu chuẩn 1: Tổ chức và quản lý nhà trường\n\n\
         #### Tiêu chí 1.5: Tổ chức nhóm trẻ và lớp mẫu giáo\n\n**Điểm yếu**\n\n- {weakness} {{#w-1.5-2024-1}}\n"
    )
}

fn file() -> String {
    format!("schools/{SCHOOL}/{PERIOD}/plan.md")
}

fn world() -> World {
    let world = World::with_school();
    world.write_plan(PERIOD, &plan("Hai lớp còn ghép ba độ tuổi."));
    world.commit_all("Kế hoạch năm học 2024-2025");
    world
}

/// A `watch --autosave` that has begun to keep.
struct Watching(Child);

impl Watching {
    fn start(world: &World) -> Watching {
        let mut command = world.command(env!("CARGO_BIN_EXE_caitien"));
        command.args(["watch", "--autosave", "--poll", "--interval", "20"]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        let mut lines = stderr.lines();
        while !lines.next().expect("it keeps").unwrap().contains("recover") {}
        std::thread::spawn(move || lines.for_each(drop));
        Watching(child)
    }
}

impl Drop for Watching {
    /// Killed like a computer that is switched off.
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

fn kept(world: &World) -> Vec<serde_json::Value> {
    world.run(["recover", "--all", "--format", "json"]).ok().json()["versions"].as_array().unwrap().clone()
}

/// Writes a text and waits until it is kept.
fn type_in(world: &World, text: &str) {
    let before = kept(world).len();
    world.write(&file(), text);
    let start = Instant::now();
    while kept(world).len() == before {
        assert!(start.elapsed() < PATIENCE, "not kept");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn words_that_were_never_saved_come_back() {
    let world = world();
    let (first, second) = (plan("Ba lớp còn ghép hai độ tuổi."), plan("Lỡ tay xóa mất."));
    {
        let _watching = Watching::start(&world);
        type_in(&world, &first);
        type_in(&world, &second);
    }
    // Nobody saved: the branch shows nothing of it.
    let log = world.git(["log", "--format=%s", "main"]);
    assert_eq!(log.lines().count(), 2, "{log}");
    assert!(world.git(["branch", "--all"]).lines().count() == 1 && world.git(["tag"]).is_empty());

    let out = world.run(["recover"]).ok();
    assert!(
        out.stdout.contains("đang nằm trong tệp") && out.stdout.contains("tiêu chí 1.5"),
        "{}",
        out.stdout
    );
    let versions = kept(&world);
    assert_eq!(versions.len(), 2);
    assert_eq!(
        (&versions[0]["standing"], &versions[1]["standing"]),
        (&"on-disk".into(), &"only-kept".into())
    );

    let shown = world.run(["recover", "2", "--to", "-"]).ok();
    assert_eq!(shown.stdout, first);
    world.run(["recover", "2", "--dry-run"]).ok();
    assert_eq!(world.read(&file()), second);
    let name = versions[1]["name"].as_str().unwrap();
    world.run(["recover", &name[..10]]).ok();
    assert_eq!(world.read(&file()), first);
    // And back again.
    world.run(["khoi-phuc", versions[0]["name"].as_str().unwrap()]).ok();
    assert_eq!(world.read(&file()), second);
}

#[test]
fn what_stands_in_the_file_is_kept_before_it_is_replaced() {
    let world = world();
    let first = plan("Ba lớp còn ghép hai độ tuổi.");
    {
        let _watching = Watching::start(&world);
        type_in(&world, &first);
    }
    // Typed while nobody watched.
    let unseen = plan("Viết khi không ai theo dõi.");
    world.write(&file(), &unseen);
    world.run(["recover", "1"]).ok();
    assert_eq!(world.read(&file()), first);
    let versions = kept(&world);
    assert_eq!(versions.len(), 2);
    let shown = world.run(["recover", "1", "--to", "cu.md"]).ok();
    assert!(shown.stdout.contains("cu.md"));
    assert_eq!(world.read("cu.md"), unseen);
    // A file that is there is never written over.
    world.run(["recover", "2", "--to", "cu.md"]).cannot();
    assert_eq!(world.read("cu.md"), unseen);
}

#[test]
fn a_plan_that_was_deleted_comes_back() {
    let world = world();
    let first = plan("Ba lớp còn ghép hai độ tuổi.");
    {
        let _watching = Watching::start(&world);
        type_in(&world, &first);
    }
    std::fs::remove_dir_all(world.path(&format!("schools/{SCHOOL}/{PERIOD}"))).unwrap();
    world.run(["recover", "1"]).ok();
    assert_eq!(world.read(&file()), first);
}

#[test]
fn what_is_not_there_is_said() {
    let world = world();
    let out = world.run(["recover"]).ok();
    assert!(out.stdout.contains("watch --autosave"), "{}", out.stdout);
    let out = world.run(["recover", "1"]).cannot();
    assert!(out.stderr.contains("watch --autosave"), "{}", out.stderr);
    {
        let _watching = Watching::start(&world);
        type_in(&world, &plan("Ba lớp."));
    }
    let out = world.run(["recover", "9"]).cannot();
    assert!(out.stderr.contains("không có bản `9`"), "{}", out.stderr);
    world.run(["recover", "--file", "2031", "1"]).cannot();
}

#[test]
fn a_copy_that_is_pushed_does_not_show_it() {
    let world = world();
    {
        let _watching = Watching::start(&world);
        type_in(&world, &plan("Ba lớp."));
    }
    let remote = world.path("../xa.git");
    let remote = remote.to_str().unwrap();
    world.git(["init", "--quiet", "--bare", remote]);
    world.git(["push", "--quiet", remote, "main", "--tags"]);
    assert!(!world.git(["ls-remote", remote]).contains("unsaved"));
    // Git's cleaning leaves it alone.
    world.git(["gc", "--quiet", "--prune=now"]);
    assert_eq!(kept(&world).len(), 1);
}
