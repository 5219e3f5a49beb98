//! A world without weather: a temporary home, a cleared environment, an empty git configuration, a
//! fixed clock, and people with keys.
//!
//! ```ignore
//! let world = World::with_school();
//! world.write("schools/mn-hoa-sen/2024-2025/plan.md", text);
//! let out = world.run(["check"]).no();
//! assert!(out.stdout.contains("missing-key"));
//! ```

#![allow(dead_code)]

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The moment at which every story happens.
pub(crate) const NOW: &str = "2026-09-15T08:00:00+07:00[+07:00]";

/// The school of [`World::with_school`].
pub(crate) const SCHOOL: &str = "mn-hoa-sen";

/// People by name; each has a key pair in `tests/fixtures/keys`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    Principal,
    FormerPrincipal,
    Deputy,
    Office,
    Clerk,
    Stranger,
}

impl Who {
    pub(crate) const ALL: [Who; 6] =
        [Who::Principal, Who::FormerPrincipal, Who::Deputy, Who::Office, Who::Clerk, Who::Stranger];

    /// The name of the key file.
    pub(crate) fn file(self) -> &'static str {
        match self {
            Who::Principal => "principal",
            Who::FormerPrincipal => "former-principal",
            Who::Deputy => "deputy",
            Who::Office => "office",
            Who::Clerk => "clerk",
            Who::Stranger => "stranger",
        }
    }
}

pub(crate) struct World {
    home: tempfile::TempDir,
    folder: PathBuf,
    now: String,
    env: Vec<(String, String)>,
}

impl World {
    /// A home with keys and an empty work folder `kho` that is no repository.
    pub(crate) fn new() -> World {
        World::named("kho")
    }

    /// The same, with another name for the work folder.
    pub(crate) fn named(name: &str) -> World {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        let keys = home.path().join("keys");
        std::fs::create_dir_all(&keys).unwrap();
        for who in Who::ALL {
            let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/keys").join(who.file());
            let to = keys.join(who.file());
            std::fs::copy(&from, &to).unwrap();
            std::fs::copy(from.with_extension("pub"), to.with_extension("pub")).unwrap();
            private(&to);
        }
        let config = "[user]\n\tname = Nguyễn Thị Mai\n\temail = mai@example.edu.vn\n\
                      [init]\n\tdefaultBranch = main\n[gc]\n\tauto = 0\n[maintenance]\n\tauto = false\n";
        std::fs::write(home.path().join(".gitconfig"), config).unwrap();
        World { home, folder, now: NOW.into(), env: Vec::new() }
    }

    /// A git repository without commits.
    pub(crate) fn with_repository() -> World {
        let world = World::new();
        world.git(["init", "--quiet", "--initial-branch=main"]);
        world
    }

    /// A repository with one preschool, `mn-hoa-sen`, whose trust record is committed and signed by
    /// the principal.
    pub(crate) fn with_school() -> World {
        let world = World::with_repository();
        world.write("caitien.toml", "schema = 1\nlanguage = \"vi\"\n");
        world.write(&format!("schools/{SCHOOL}/school.toml"), &world.school_record());
        world.git(["add", "."]);
        world.commit_signed("Lập hồ sơ trường", Who::Principal);
        world
    }

    /// The trust record of `mn-hoa-sen`, serial 1: a principal and a deputy.
    pub(crate) fn school_record(&self) -> String {
        format!(
            "schema = 1\nserial = 1\n\n[school]\nid = \"{SCHOOL}\"\nname = \"Trường Mầm non Hoa Sen\"\n\
             level = \"preschool\"\n\n[[person]]\nid = \"hieu-truong\"\nname = \"Nguyễn Thị Mai\"\n\
             role = \"principal\"\nemail = \"mai@example.edu.vn\"\nkeys = [\"{}\"]\n\n\
             [[person]]\nid = \"pho-hieu-truong\"\nname = \"Trần Văn Bình\"\nrole = \"deputy\"\nkeys = [\"{}\"]\n",
            self.public_key(Who::Principal),
            self.public_key(Who::Deputy),
        )
    }

    /// Commits what is staged, signed by this person's key.
    pub(crate) fn commit_signed(&self, message: &str, who: Who) {
        let key = self.key(who);
        let signing = format!("user.signingkey={}", key.display());
        self.git(["-c", "gpg.format=ssh", "-c", &signing, "commit", "--quiet", "-S", "-m", message]);
    }

    /// Commits everything, unsigned.
    pub(crate) fn commit_all(&self, message: &str) {
        self.git(["add", "--all"]);
        self.git(["commit", "--quiet", "-m", message]);
    }

    /// The fingerprint of the school's root, as the principal would tell it.
    pub(crate) fn root(&self) -> String {
        let shown = self.run(["trust", "show", "--format", "json"]).ok().json().to_string();
        let at = shown.find("\"root\"").unwrap_or_else(|| panic!("{shown}"));
        let root = shown[at..].split('"').find(|word| word.len() == 64);
        root.unwrap_or_else(|| panic!("{shown}")).to_owned()
    }

    /// Trusts the school's root in this clone.
    pub(crate) fn pin_root(&self) {
        self.run(["trust", "pin", &self.root()]).ok();
    }

    /// Approves the committed plan of a period with the principal's key.
    pub(crate) fn approve(&self, period: &str) {
        let key = self.key(Who::Principal).display().to_string();
        self.run(["approve", period, "--key", &key, "--yes"]).ok();
    }

    /// Moves the clock, ours and git's.
    pub(crate) fn at(mut self, now: &str) -> World {
        self.now = now.into();
        self
    }

    /// Sets a variable for everything that runs from now on.
    pub(crate) fn set(&mut self, name: &str, value: &str) {
        self.env.push((name.into(), value.into()));
    }

    /// The private key file of a person.
    pub(crate) fn key(&self, who: Who) -> PathBuf {
        self.home.path().join("keys").join(who.file())
    }

    /// The public key line of a person.
    pub(crate) fn public_key(&self, who: Who) -> String {
        let text = std::fs::read_to_string(self.key(who).with_extension("pub")).unwrap();
        text.trim().to_owned()
    }

    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    /// The folder in which commands run.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn path(&self, inside: &str) -> PathBuf {
        self.folder.join(inside)
    }

    /// Writes a file and the folders above it.
    pub(crate) fn write(&self, inside: &str, text: &str) {
        let path = self.path(inside);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, inside: &str) -> String {
        std::fs::read_to_string(self.path(inside)).unwrap()
    }

    /// Writes the plan of `mn-hoa-sen` for a period.
    pub(crate) fn write_plan(&self, period: &str, text: &str) {
        self.write(&format!("schools/{SCHOOL}/{period}/plan.md"), text);
    }

    /// Runs `caitien` in the work folder.
    pub(crate) fn run<I: IntoIterator<Item = A>, A: AsRef<OsStr>>(&self, arguments: I) -> Output {
        let mut command = self.command(env!("CARGO_BIN_EXE_caitien"));
        command.args(arguments);
        self.finish(command)
    }

    /// Runs git in the work folder; it must succeed.
    pub(crate) fn git<I: IntoIterator<Item = A>, A: AsRef<OsStr>>(&self, arguments: I) -> String {
        self.try_git(arguments).ok().stdout
    }

    /// Runs git in the work folder, whatever comes of it.
    pub(crate) fn try_git<I: IntoIterator<Item = A>, A: AsRef<OsStr>>(&self, arguments: I) -> Output {
        let mut command = self.command("git");
        command.args(arguments);
        self.finish(command)
    }

    /// Any program in this world, without a terminal.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env_clear().current_dir(&self.folder).stdin(Stdio::null());
        let seconds = self.now.split('[').next().unwrap_or_default();
        let path = std::env::var("PATH").unwrap_or_default();
        // `git commit` inside hooks must find this build's `caitien` first.
        let here = Path::new(env!("CARGO_BIN_EXE_caitien")).parent().unwrap();
        command
            .env("PATH", format!("{}:{path}", here.display()))
            .env("HOME", self.home.path())
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_AUTHOR_DATE", seconds)
            .env("GIT_COMMITTER_DATE", seconds)
            .env("GIT_CEILING_DIRECTORIES", self.home.path())
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("CAITIEN_NOW", &self.now)
            .env("TZ", "Asia/Ho_Chi_Minh")
            .env("LC_ALL", "C.UTF-8");
        command.envs(self.env.iter().map(|(name, value)| (name, value)));
        command
    }

    fn finish(&self, mut command: Command) -> Output {
        let shown = format!("{command:?}");
        let output = command.output().unwrap_or_else(|error| panic!("{shown}: {error}"));
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Output {
            shown,
            code: output.status.code(),
            stdout: text(&output.stdout),
            stderr: text(&output.stderr),
        }
    }

    /// A text without what differs from run to run: the home folder's path and object ids.
    pub(crate) fn scrub(&self, text: &str) -> String {
        let home = self.home.path().display().to_string();
        let text = text.replace(&format!("/private{home}"), "~").replace(&home, "~");
        let mut scrubbed = String::new();
        for piece in text.split_inclusive(|letter: char| !letter.is_ascii_hexdigit()) {
            let digits = piece.trim_end_matches(|letter: char| !letter.is_ascii_hexdigit());
            let is_id =
                [7, 40, 64].contains(&digits.len()) && digits.bytes().any(|byte| byte.is_ascii_digit());
            scrubbed.push_str(&if is_id { piece.replacen(digits, "<id>", 1) } else { piece.to_owned() });
        }
        scrubbed
    }
}

/// What a program left behind.
#[derive(Debug)]
pub(crate) struct Output {
    shown: String,
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Output {
    /// What a finished command left.
    pub(crate) fn of(command: &Command, output: &std::process::Output) -> Output {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Output {
            shown: format!("{command:?}"),
            code: output.status.code(),
            stdout: text(&output.stdout),
            stderr: text(&output.stderr),
        }
    }

    /// It must have ended with 0: done, yes.
    #[track_caller]
    pub(crate) fn ok(self) -> Output {
        self.ended(0)
    }

    /// It must have ended with 1: the answer is no.
    #[track_caller]
    pub(crate) fn no(self) -> Output {
        self.ended(1)
    }

    /// It must have ended with 2: there can be no answer.
    #[track_caller]
    pub(crate) fn cannot(self) -> Output {
        self.ended(2)
    }

    #[track_caller]
    fn ended(self, code: i32) -> Output {
        assert_eq!(
            self.code,
            Some(code),
            "\n$ {}\n--- stdout\n{}\n--- stderr\n{}",
            self.shown,
            self.stdout,
            self.stderr
        );
        self
    }

    /// The answer as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error} in:\n{}", self.stdout))
    }

    /// Both outputs, for assertions about what was said anywhere.
    pub(crate) fn said(&self) -> String {
        format!("{}{}", self.stdout, self.stderr)
    }
}

/// Says that a test is skipped for want of a program; in CI that is a failure.
pub(crate) fn has_program(name: &str) -> bool {
    let found = Command::new(name).arg("-h").stdin(Stdio::null()).output().is_ok();
    if !found {
        assert!(std::env::var("CI").is_err(), "`{name}` is missing in CI");
        eprintln!("skipped: `{name}` is not installed");
    }
    found
}

#[cfg(unix)]
fn private(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600)).unwrap();
}

#[cfg(not(unix))]
fn private(_path: &Path) {}
