//! People with copies of one repository, and what they do.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use caitien::git::Repo;
use caitien::merge::choose::Pick;
use caitien::plan::format::format;
use caitien::plan::parse::parse;
use caitien::progress::Progress;
use caitien::review::Review;
use caitien::work::resolve::{Where, decided, waiting, write};
use caitien::work::save::{self, Formatting};
use caitien::work::sync::{Error, Request, State, Synced, Writing, sync};

use crate::edit::{Dice, PLAN, edited, word, words};

const FOLDER: &str = "schools/mn-ben-mo/2024-2025";

/// What happened in some runs.
#[derive(Debug, Default)]
pub(crate) struct Told {
    runs: usize,
    edits: usize,
    syncs: usize,
    joined: usize,
    conflicts: usize,
    renumbered: usize,
    kept: usize,
    resumed: usize,
    killed: usize,
    halves: usize,
    sticks: usize,
}

impl Told {
    pub(crate) fn add(&mut self, other: &Told) {
        self.runs += 1;
        self.edits += other.edits;
        self.syncs += other.syncs;
        self.joined += other.joined;
        self.conflicts += other.conflicts;
        self.renumbered += other.renumbered;
        self.kept += other.kept;
        self.resumed += other.resumed;
        self.killed += other.killed;
        self.halves += other.halves;
        self.sticks += other.sticks;
    }
}

impl std::fmt::Display for Told {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{self:?}")
    }
}

pub(crate) struct Run {
    seed: u64,
    home: tempfile::TempDir,
    dice: Dice,
    people: usize,
    counter: usize,
    written: BTreeSet<String>,
    /// What somebody took out who had it before him.
    given_up: BTreeSet<String>,
    told: Told,
}

fn git(folder: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new("git");
    command
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null");
    let out = command.output().unwrap();
    assert!(out.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

fn identify(folder: &Path, name: &str) {
    for (key, value) in [
        ("user.name", name),
        ("user.email", "nguoi@example.edu.vn"),
        ("commit.gpgsign", "false"),
        ("gc.auto", "0"),
        ("maintenance.auto", "false"),
        ("core.hooksPath", "/dev/null"),
        ("core.fsync", "none"),
    ] {
        git(folder, &["config", key, value]);
    }
}

impl Run {
    pub(crate) fn new(seed: u64) -> Run {
        let home = tempfile::tempdir().unwrap();
        let mut dice = Dice::new(seed);
        let people = 2 + dice.below(4);
        let first = home.path().join("0");
        std::fs::create_dir_all(first.join(FOLDER)).unwrap();
        git(&first, &["init", "--quiet", "--initial-branch=main"]);
        identify(&first, "Người 0");
        let record = "schema = 1\nserial = 1\n\n[school]\nid = \"mn-ben-mo\"\nname = \"Trường Mầm non Bến Mơ\"\n\
                      level = \"preschool\"\n\n[[person]]\nid = \"ht\"\nname = \"Hải Đường\"\nrole = \"principal\"\n";
        std::fs::write(first.join("schools/mn-ben-mo/school.toml"), record).unwrap();
        std::fs::write(first.join("caitien.toml"), "schema = 1\nlanguage = \"vi\"\n").unwrap();
        let plan = format(PLAN, &BTreeSet::new()).text;
        std::fs::write(first.join(FOLDER).join("plan.md"), plan).unwrap();
        git(&first, &["add", "--all"]);
        git(&first, &["commit", "--quiet", "-m", "Bắt đầu"]);
        git(home.path(), &["init", "--quiet", "--bare", "--initial-branch=main", "chung.git"]);
        git(&first, &["remote", "add", "origin", "../chung.git"]);
        git(&first, &["push", "--quiet", "-u", "origin", "main"]);
        for who in 1..people {
            git(home.path(), &["clone", "--quiet", "chung.git", &who.to_string()]);
            identify(&home.path().join(who.to_string()), &format!("Người {who}"));
        }
        let told = Told::default();
        Run {
            seed,
            home,
            dice,
            people,
            counter: 0,
            written: BTreeSet::new(),
            given_up: BTreeSet::new(),
            told,
        }
    }

    fn folder(&self, who: usize) -> PathBuf {
        self.home.path().join(who.to_string())
    }

    fn plan(&self, who: usize) -> PathBuf {
        self.folder(who).join(FOLDER).join("plan.md")
    }

    /// Lives through it and looks at the end.
    pub(crate) fn live(mut self) -> Told {
        let steps = 4 * self.people + self.dice.below(12);
        for _ in 0..steps {
            let who = self.dice.below(self.people);
            match self.dice.below(20) {
                0..=8 => self.edit(who),
                9 => self.record(who),
                10 => self.comment(who),
                11..=12 => self.save(who),
                13..=16 => drop(self.sync(who)),
                17 => self.half(who),
                18 if self.dice.below(3) == 0 => self.kill(who),
                18 => self.stick(who),
                _ => self.choose(who),
            }
        }
        self.meet();
        self.look();
        self.told
    }

    /// What a person does to a text: what is gone afterwards was given up.
    fn put(&mut self, path: &Path, before: &str, after: &str) {
        let left: BTreeSet<String> = words(after).into_iter().collect();
        self.written.extend(left.iter().cloned());
        self.given_up.extend(words(before).into_iter().filter(|word| !left.contains(word)));
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, after).unwrap();
    }

    fn edit(&mut self, who: usize) {
        self.choose(who);
        let path = self.plan(who);
        let Ok(before) = std::fs::read_to_string(&path) else { return };
        self.counter += 1;
        self.told.edits += 1;
        let after = edited(&mut self.dice, &before, self.counter);
        self.put(&path, &before, &after);
        if self.dice.below(3) > 0 {
            self.save(who);
        }
    }

    fn record(&mut self, who: usize) {
        let path = self.folder(who).join(FOLDER).join("progress.toml");
        let before = std::fs::read_to_string(&path).unwrap_or_default();
        self.counter += 1;
        let day = 1 + self.dice.below(28);
        let gap = if before.is_empty() { "" } else { "\n" };
        let after = format!(
            "{before}{gap}[[record]]\nitem = \"w-1.6-2024-1\"\ndate = 2025-01-{day:02}\nstatus = \"partial\"\nnote = \"Xong {}.\"\n",
            word(self.counter)
        );
        self.put(&path, &before, &after);
    }

    fn comment(&mut self, who: usize) {
        self.counter += 1;
        let name = format!("{FOLDER}/reviews/{}.md", word(self.counter));
        let text = format!("+++\nschema = 1\nauthor = \"Người {who}\"\n+++\n\nHỏi {}?\n", word(self.counter));
        self.put(&self.folder(who).join(name), "", &text);
    }

    fn save(&mut self, who: usize) {
        let folder = self.folder(who);
        let repo = Repo::open(&folder).unwrap();
        let request = save::Request { here: &folder, words: &[], formatting: Formatting::Write };
        let prepared =
            save::prepare(&repo, &request).unwrap_or_else(|error| panic!("seed {}: {error:?}", self.seed));
        if !prepared.files.is_empty() {
            save::commit(&repo, &prepared, "Lưu").unwrap();
        }
    }

    /// A stick that goes from hand to hand; there are two of them.
    fn stick(&mut self, who: usize) {
        self.choose(who);
        self.save(who);
        let stick = self.home.path().join(format!("usb-{}.bundle", self.dice.below(2)));
        self.told.sticks += 1;
        if let Err(error) = self.exchange(who, stick.to_str()) {
            panic!("seed {}, person {who}, at the stick: {error:?}", self.seed);
        }
    }

    fn try_sync(&mut self, who: usize) -> Result<Synced, Error> {
        self.exchange(who, None)
    }

    fn exchange(&mut self, who: usize, place: Option<&str>) -> Result<Synced, Error> {
        let folder = self.folder(who);
        let repo = Repo::open(&folder).unwrap();
        let message = |people: &[String]| format!("Đồng bộ: {}", people.join(", "));
        let result =
            sync(&repo, &Request { here: &folder, place, writing: Writing::Write, message: &message });
        self.told.syncs += 1;
        if let Ok(synced) = &result {
            self.told.joined += usize::from(!synced.came.is_empty());
            self.told.conflicts += synced.open.iter().map(|(_, open)| open.len()).sum::<usize>();
            self.told.renumbered += synced.renumbered.len();
            self.told.kept += synced.kept.len();
            self.told.resumed += usize::from(synced.resumed);
        }
        result
    }

    /// As a person does it: told that something is unsaved, he saves and tries again.
    fn sync(&mut self, who: usize) -> State {
        match self.try_sync(who) {
            Ok(synced) => synced.state,
            Err(Error::Unsaved { .. } | Error::Edited { .. }) => {
                self.save(who);
                match self.try_sync(who) {
                    Ok(synced) => synced.state,
                    Err(error) => panic!("seed {}, person {who}: {error:?}", self.seed),
                }
            }
            Err(error) => panic!("seed {}, person {who}: {error:?}", self.seed),
        }
    }

    /// Decides everything that waits.
    fn choose(&mut self, who: usize) {
        let folder = self.folder(who);
        loop {
            let all = waiting(&Where { here: &folder, school: None, period: None }).unwrap();
            let Some(plan) = all.first() else { return };
            let open = &plan.open[0];
            let ways: Vec<Pick> = [Pick::Mine, Pick::Theirs, Pick::Both]
                .into_iter()
                .filter(|pick| open.allows(*pick))
                .collect();
            let from = self.dice.below(ways.len().max(1));
            let ways: Vec<Pick> = ways[from..].iter().chain(&ways[..from]).copied().collect();
            let chosen = ways.iter().find_map(|pick| decided(plan, &[0], *pick).ok());
            let text =
                chosen.unwrap_or_else(|| panic!("seed {}: no way out of {open:?}\n{}", self.seed, plan.text));
            write(plan, &text).unwrap();
            let (path, before) = (plan.plan.path.clone(), plan.text.clone());
            self.put(&path, &before, &text);
        }
    }

    /// A move that was cut off: some files are new already, the branch is old.
    fn half(&mut self, who: usize) {
        let folder = self.folder(who);
        git(&folder, &["fetch", "--quiet", "origin"]);
        let id = |name: &str| git(&folder, &["rev-parse", name]).trim().to_owned();
        let (old, new) = (id("HEAD"), id("origin/main"));
        let is_clean = git(&folder, &["status", "--porcelain"]).is_empty();
        let is_before = git(&folder, &["merge-base", "HEAD", "origin/main"]).trim() == old;
        if !is_clean || !is_before || old == new {
            return;
        }
        std::fs::create_dir_all(folder.join(".git/caitien")).unwrap();
        std::fs::write(folder.join(".git/caitien/coming"), format!("{old} {new} .\n")).unwrap();
        for path in git(&folder, &["diff", "--name-only", &old, &new]).lines() {
            if self.dice.below(2) == 0 {
                let text = git(&folder, &["show", &format!("{new}:{path}")]);
                std::fs::create_dir_all(folder.join(path).parent().unwrap()).unwrap();
                std::fs::write(folder.join(path), text).unwrap();
            }
        }
        if self.dice.below(2) == 0 {
            std::fs::write(folder.join(".git/index.lock"), "").unwrap();
        }
        self.told.halves += 1;
        let synced = self.try_sync(who).unwrap_or_else(|error| panic!("seed {}: {error:?}", self.seed));
        assert!(synced.resumed, "seed {}", self.seed);
    }

    /// The program itself, killed with all that it started.
    #[cfg(unix)]
    fn kill(&mut self, who: usize) {
        use std::os::unix::process::CommandExt;
        self.choose(who);
        self.save(who);
        let mut command = Command::new(env!("CARGO_BIN_EXE_caitien"));
        command.arg("sync").current_dir(self.folder(who)).process_group(0);
        command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
        let mut child = command.spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(self.dice.below(160) as u64));
        let group = format!("-{}", child.id());
        let _ = Command::new("kill").args(["-9", "--", &group]).stderr(std::process::Stdio::null()).status();
        child.wait().unwrap();
        self.told.killed += 1;
        // The other end of a push goes on where only this machine dies; here it died too, and left its lock.
        let shared = self.home.path().join("chung.git");
        for lock in ["refs/heads/main.lock", "HEAD.lock", "packed-refs.lock"] {
            let _ = std::fs::remove_file(shared.join(lock));
        }
        match self.try_sync(who) {
            Ok(_) => {}
            Err(error) => panic!("seed {}, person {who}, after the kill: {error:?}", self.seed),
        }
    }

    #[cfg(not(unix))]
    fn kill(&mut self, _who: usize) {}

    /// Everybody decides, saves and syncs until all have the same.
    fn meet(&mut self) {
        for _ in 0..8 {
            let mut states = Vec::new();
            for who in 0..self.people {
                self.choose(who);
                self.save(who);
                states.push(self.sync(who));
            }
            let heads: BTreeSet<String> =
                (0..self.people).map(|who| git(&self.folder(who), &["rev-parse", "HEAD"])).collect();
            if heads.len() == 1 && states.iter().all(|state| *state == State::InStep) {
                return;
            }
        }
        panic!("seed {}: they never meet", self.seed);
    }

    fn look(&self) {
        let folder = self.folder(0);
        assert_eq!(git(&folder, &["status", "--porcelain"]), "", "seed {}", self.seed);
        let shared = git(&self.home.path().join("chung.git"), &["rev-parse", "main"]);
        assert_eq!(shared, git(&folder, &["rev-parse", "HEAD"]), "seed {}", self.seed);
        let mut found = Vec::new();
        for path in git(&folder, &["ls-files", "-z"]).split('\0').filter(|path| !path.is_empty()) {
            let text = std::fs::read_to_string(folder.join(path)).unwrap();
            // Who keeps both of two sentences has the words that they share twice, in one line.
            let lines = text.lines().map(|line| words(line).into_iter().collect::<BTreeSet<_>>());
            found.extend(lines.flatten());
            if path.ends_with("progress.toml") {
                Progress::parse(&text).unwrap_or_else(|error| panic!("seed {}: {error:?}", self.seed));
            } else if path.contains("/reviews/") {
                Review::parse(&text).unwrap();
            } else if path.ends_with("plan.md") {
                let plan = parse(&text).plan;
                let ids: Vec<_> = plan.items().filter_map(|placed| placed.item.id).collect();
                assert_eq!(
                    ids.len(),
                    ids.iter().collect::<BTreeSet<_>>().len(),
                    "seed {}: {ids:?}",
                    self.seed
                );
                assert_eq!(format(&text, &BTreeSet::new()).text, text, "seed {}", self.seed);
                assert!(!text.contains("XUNG ĐỘT") && !text.contains("<<<<"), "seed {}\n{text}", self.seed);
            }
        }
        let set: BTreeSet<&String> = found.iter().collect();
        let lost: Vec<&String> = self
            .written
            .iter()
            .filter(|word| !set.contains(word) && !self.given_up.contains(*word))
            .collect();
        assert!(lost.is_empty(), "seed {}: lost {lost:?}", self.seed);
        assert_eq!(found.len(), set.len(), "seed {}: doubled in {found:?}", self.seed);
    }
}
