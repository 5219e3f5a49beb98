//! Repositories, folders, disks and names as they should not be: a clear message, the documented
//! exit code, nothing lost, no panic.

use crate::world::{Output, SCHOOL, World};

const PLAN: &str = "+++\nschema = 1\nschool = \"mn-hoa-sen\"\nperiod = \"2025-2026\"\ncatalog = \"preschool-2024\"\n+++\n\n\
## III. Nội dung kế hoạch\n\n### Tiêu chuẩn 1: Tổ chức và quản lý nhà trường\n\n\
#### Tiêu chí 1.5: Tổ chức nhóm trẻ và lớp mẫu giáo\n\n**Điểm yếu**\n\n- Còn 02 lớp ghép.\n";

const PATH: &str = "schools/mn-hoa-sen/2025-2026/plan.md";

/// One saved plan, then an edit that is not saved.
fn edited() -> World {
    let world = World::with_school();
    world.write(PATH, PLAN);
    world.run(["save"]).ok();
    let text = world.read(PATH).replace("02 lớp", "01 lớp");
    world.write(PATH, &text);
    world
}

#[track_caller]
fn no_panic(output: Output) -> Output {
    assert!(output.code.is_some_and(|code| code != 101), "{output:?}");
    assert!(!output.said().contains("panicked"), "{output:?}");
    output
}

/// Runs `caitien` from a shell, with something done before it.
fn in_shell(world: &World, before: &str, arguments: &str) -> Output {
    let mut command = world.command("sh");
    command.args(["-c", &format!("{before}; exec \"$0\" {arguments}"), env!("CARGO_BIN_EXE_caitien")]);
    let output = command.output().unwrap();
    Output::of(&command, &output)
}

#[test]
fn outside_of_any_repository() {
    let world = World::new();
    for command in ["status", "save", "history"] {
        let out = world.run([command]).cannot();
        assert!(out.stderr.contains("caitien init"), "{}", out.stderr);
    }
    let out = world.run(["-C", "không/có", "status"]).cannot();
    assert!(!out.stderr.is_empty());
}

#[test]
fn a_repository_without_commits() {
    let world = World::with_repository();
    world.write(&format!("schools/{SCHOOL}/school.toml"), &world.school_record());
    let out = world.run(["status"]).ok();
    assert!(out.stdout.contains("chưa có lần lưu nào"), "{}", out.stdout);
    world.run(["history"]).cannot();
    world.run(["new", "2026-2027"]).ok();
    world.run(["save"]).ok();
    assert_eq!(world.git(["status", "--porcelain"]), "");
    world.run(["history"]).ok();
}

#[test]
fn a_bare_repository() {
    let world = edited();
    world.git(["clone", "-q", "--bare", ".", "../trần.git"]);
    let bare = |arguments: &[&str]| world.run(["-C", "../trần.git"].iter().chain(arguments));
    for arguments in
        [&["status"][..], &["save"], &["school", "add", "--name", "Trường Mầm non B", "--principal", "B"]]
    {
        let out = bare(arguments).cannot();
        assert!(out.stderr.contains("bare"), "{}", out.stderr);
    }
    bare(&["new", "2026-2027"]).cannot();
    bare(&["history"]).ok();
}

#[test]
fn a_shallow_clone() {
    let world = edited();
    world.run(["save"]).ok();
    let from = format!("file://{}", world.folder().display());
    world.git(["clone", "-q", "--depth=1", &from, "../nông"]);
    let shallow = |arguments: &[&str]| world.run(["-C", "../nông"].iter().chain(arguments));
    shallow(&["status"]).ok();
    let out = shallow(&["history"]).ok();
    assert!(out.stdout.contains("git fetch --unshallow"), "{}", out.stdout);
    let text = world.read(PATH).replace("01 lớp", "00 lớp");
    std::fs::write(world.home().join("nông").join(PATH), text).unwrap();
    shallow(&["save"]).ok();
}

#[test]
fn storage_that_is_not_supported() {
    let sha256 = World::new();
    sha256.git(["init", "-q", "--object-format=sha256"]);
    let out = sha256.run(["status"]).cannot();
    assert!(out.stderr.contains("SHA-256"), "{}", out.stderr);
    let reftable = World::new();
    if reftable.try_git(["init", "-q", "--ref-format=reftable"]).code == Some(0) {
        let out = reftable.run(["status"]).cannot();
        assert!(out.stderr.contains("reftable") && out.stderr.contains("git clone"), "{}", out.stderr);
    }
}

#[test]
fn objects_that_are_missing_or_damaged() {
    for damage in [Damage::Remove, Damage::Empty, Damage::Garbage] {
        for what in ["HEAD", "HEAD^{tree}", &format!("HEAD:{PATH}")] {
            let world = edited();
            damage.object(&world, what);
            let before = world.read(PATH);
            for arguments in
                [&["save"][..], &["status"], &["history"], &["new", "2026-2027", "--from", "2025-2026"]]
            {
                no_panic(world.run(arguments));
            }
            let now = world.read(PATH);
            assert!(now.contains("Còn 01 lớp ghép."), "{before} became {now}");
        }
    }
    let world = edited();
    Damage::Garbage.object(&world, &format!("HEAD:{PATH}"));
    let out = world.run(["save"]).cannot();
    assert!(out.stderr.contains("git fsck"), "{}", out.stderr);
}

#[derive(Clone, Copy)]
enum Damage {
    Remove,
    Empty,
    Garbage,
}

impl Damage {
    fn object(self, world: &World, revision: &str) {
        let id = world.git(["rev-parse", revision]);
        let (folder, file) = id.trim().split_at(2);
        let path = world.path(&format!(".git/objects/{folder}/{file}"));
        let bytes = std::fs::read(&path).unwrap();
        std::fs::remove_file(&path).unwrap();
        match self {
            Damage::Remove => {}
            Damage::Empty => std::fs::write(&path, b"").unwrap(),
            Damage::Garbage => std::fs::write(&path, vec![b'x'; bytes.len()]).unwrap(),
        }
    }
}

#[test]
fn a_damaged_git_directory() {
    for (file, text) in [
        ("HEAD", "rác\n"),
        ("HEAD", ""),
        ("index", "rác"),
        ("index", "DIRC\0\0\0\u{2}\0\0\0\u{9}"),
        ("config", "[core\n"),
        ("packed-refs", "rác\n\n"),
        ("refs/heads/main", "rác\n"),
        ("shallow", "rác\n"),
    ] {
        let world = edited();
        world.write(&format!(".git/{file}"), text);
        for arguments in [&["status"][..], &["save"], &["history"]] {
            no_panic(world.run(arguments));
        }
        assert!(world.read(PATH).contains("01 lớp"), "{file}");
    }
}

#[cfg(unix)]
#[test]
fn a_full_disk() {
    let world = edited();
    // Files cannot grow: every write to one fails, as on a full disk.
    let full = "trap '' XFSZ; ulimit -f 0";
    let text = world.read(PATH).replace("- Còn", "* Còn");
    world.write(PATH, &text);
    let head = world.git(["rev-parse", "HEAD"]);
    for arguments in ["save", "save --no-format", "new 2026-2027", "new 2026-2027 --from 2025-2026"] {
        let out = in_shell(&world, full, arguments).cannot();
        assert!(!out.stderr.is_empty(), "{arguments}");
        no_panic(out);
    }
    assert_eq!(world.read(PATH), text);
    assert_eq!(world.git(["rev-parse", "HEAD"]), head);
    let left = world.git(["ls-files", "--others"]);
    assert_eq!(left, "", "no half-written file stays");
    let out = in_shell(&world, "exec >/dev/full", "status").cannot();
    assert!(out.stderr.contains("không ghi được kết quả"), "{}", out.stderr);
    world.run(["save"]).ok();
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written() {
    use std::os::unix::fs::PermissionsExt;
    let world = edited();
    let is_root = world.command("id").arg("-u").output().unwrap().stdout == b"0\n";
    if is_root && !crate::world::has_program("setpriv") {
        return;
    }
    let config = std::fs::read_to_string(world.home().join(".gitconfig")).unwrap();
    std::fs::write(world.home().join(".gitconfig"), format!("{config}[safe]\n\tdirectory = *\n")).unwrap();
    set_modes(world.home(), 0o555, 0o444);
    let as_anybody = |arguments: &[&str]| {
        let mut command = world.command(if is_root { "setpriv" } else { env!("CARGO_BIN_EXE_caitien") });
        if is_root {
            command.args(["--reuid=65534", "--regid=65534", "--clear-groups", env!("CARGO_BIN_EXE_caitien")]);
        }
        command.args(arguments);
        let output = command.output().unwrap();
        no_panic(Output::of(&command, &output))
    };
    as_anybody(&["status"]).ok();
    as_anybody(&["history"]).ok();
    for arguments in [
        &["save"][..],
        &["save", "--no-format"],
        &["new", "2026-2027"],
        &["init", "x", "--name", "Trường Mầm non B", "--principal", "B"],
    ] {
        let out = as_anybody(arguments).cannot();
        assert!(!out.stderr.is_empty(), "{arguments:?}");
    }
    set_modes(world.home(), 0o755, 0o644);
    std::fs::set_permissions(world.home(), std::fs::Permissions::from_mode(0o700)).unwrap();
    assert!(world.read(PATH).contains("01 lớp"));
}

#[cfg(unix)]
fn set_modes(folder: &std::path::Path, folders: u32, files: u32) {
    use std::os::unix::fs::PermissionsExt;
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_dir() {
            std::fs::set_permissions(entry.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
            set_modes(&entry.path(), folders, files);
        } else {
            std::fs::set_permissions(entry.path(), std::fs::Permissions::from_mode(files)).unwrap();
        }
    }
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(folders)).unwrap();
}

#[test]
fn two_processes_at_once() {
    let world = World::with_school();
    let years: Vec<String> = (2010..2022).map(|year| format!("{year}-{}", year + 1)).collect();
    for period in &years {
        world.write_plan(period, &PLAN.replace("2025-2026", period));
    }
    let runs: Vec<_> = years
        .iter()
        .map(|period| {
            let mut command = world.command(env!("CARGO_BIN_EXE_caitien"));
            command
                .args(["save", period])
                .stdout(std::process::Stdio::piped())
                .stderr(std::process::Stdio::piped());
            command.spawn().unwrap()
        })
        .collect();
    for run in runs {
        let output = run.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(matches!(output.status.code(), Some(0 | 2)), "{said}");
        assert!(!said.contains("panicked"), "{said}");
    }
    world.run(["save"]).ok();
    assert_eq!(world.git(["status", "--porcelain"]), "");
    assert_eq!(world.git(["ls-files", "schools"]).lines().count(), years.len() + 1);
    world.git(["fsck", "--full"]);
}

#[test]
fn of_two_that_make_the_same_plan_one_wins() {
    let world = World::with_school();
    let start = || {
        let mut command = world.command(env!("CARGO_BIN_EXE_caitien"));
        command
            .args(["new", "2026-2027"])
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null());
        command.spawn().unwrap()
    };
    let runs: Vec<_> = (0..8).map(|_| start()).collect();
    let codes: Vec<_> = runs.into_iter().map(|mut run| run.wait().unwrap().code()).collect();
    assert_eq!(codes.iter().filter(|code| **code == Some(0)).count(), 1, "{codes:?}");
    assert_eq!(codes.iter().filter(|code| **code == Some(2)).count(), 7, "{codes:?}");
    assert!(world.read(&format!("schools/{SCHOOL}/2026-2027/plan.md")).starts_with("+++\n"));
}

#[test]
fn a_lock_that_was_left_behind() {
    let world = edited();
    world.write(".git/index.lock", "");
    let out = world.run(["save"]).cannot();
    assert!(out.stderr.contains("index.lock") && out.stderr.contains("lệnh git khác"), "{}", out.stderr);
    std::fs::remove_file(world.path(".git/index.lock")).unwrap();
    world.run(["save"]).ok();
}

#[test]
fn names_that_play_tricks() {
    let world = World::with_school();
    let odd = [
        "có cách",
        "'nháy\" kép",
        "dòng\nhai",
        "\u{202e}đảo\u{2066}",
        "-rf",
        "$(touch x)",
        "*?[a]",
        "\u{1b}[31mđỏ",
    ];
    for name in odd {
        world.write(&format!("schools/{name}/school.toml"), &world.school_record().replace(SCHOOL, "x"));
        world.write(&format!("schools/{name}/2025-2026/plan.md"), PLAN);
        world.write(&format!("schools/{SCHOOL}/2025-2026/reviews/{name}.md"), "góp ý\n");
    }
    let clean = |text: &str| {
        !text.chars().any(|letter| letter == '\u{202e}' || letter == '\u{1b}' || letter == '\u{2066}')
    };
    let out = world.run(["status", "--all"]).ok();
    assert!(clean(&out.said()), "{}", out.said());
    let out = world.run(["save"]).ok();
    assert!(clean(&out.said()), "{}", out.said());
    assert_eq!(world.git(["status", "--porcelain"]), "");
    let message = world.git(["log", "-1", "--format=%B"]);
    assert!(clean(&message), "{message}");
    for name in odd {
        let out = no_panic(world.run(["history", "--school", name]));
        assert!(clean(&out.said()), "{}", out.said());
        let out = no_panic(world.run(["status", "--", name]));
        assert!(clean(&out.said()), "{}", out.said());
        let out = no_panic(world.run(["save", "--", name]));
        assert!(clean(&out.said()), "{}", out.said());
    }
}

#[test]
fn plans_that_are_no_plans() {
    let deep = "> ".repeat(3000);
    let lists = (0..400).map(|depth| format!("{}- x\n", "  ".repeat(depth))).collect::<String>();
    for bytes in [
        &b""[..],
        b"\xff\xfe\0\x01",
        &[0; 5000],
        b"+++\n",
        deep.as_bytes(),
        lists.as_bytes(),
        b"\xef\xbb\xbf+++\r\n+++\r\n",
    ] {
        let world = World::with_school();
        world.write(PATH, "");
        std::fs::write(world.path(PATH), bytes).unwrap();
        no_panic(world.run(["status"])).ok();
        no_panic(world.run(["new", "2026-2027", "--from", "2025-2026", "--dry-run"]));
        no_panic(world.run(["save", "--no-format"])).ok();
        assert_eq!(std::fs::read(world.path(PATH)).unwrap(), bytes);
        no_panic(world.run(["history"])).ok();
        assert_eq!(world.git(["status", "--porcelain"]), "");
    }
}

#[cfg(unix)]
#[test]
fn links_are_neither_followed_nor_overwritten() {
    let world = edited();
    let outside = world.home().join("ngoài.md");
    std::fs::write(&outside, PLAN).unwrap();
    std::fs::remove_file(world.path(PATH)).unwrap();
    std::os::unix::fs::symlink(&outside, world.path(PATH)).unwrap();
    std::os::unix::fs::symlink("/", world.path("schools/gốc")).unwrap();
    no_panic(world.run(["status"])).ok();
    no_panic(world.run(["save"]));
    assert_eq!(std::fs::read_to_string(&outside).unwrap(), PLAN);
    assert!(std::fs::symlink_metadata(world.path(PATH)).unwrap().is_symlink());
}

#[cfg(unix)]
#[test]
fn a_repository_of_another_user() {
    let world = edited();
    let is_root = world.command("id").arg("-u").output().unwrap().stdout == b"0\n";
    if !is_root || !crate::world::has_program("chown") {
        eprintln!("skipped: only root can give a folder to somebody else");
        return;
    }
    world.command("chown").args(["-R", "65534:65534", "."]).status().unwrap();
    let out = world.run(["status"]).cannot();
    assert!(out.stderr.contains("safe.directory"), "{}", out.stderr);
}
