//! `cargo bench`: what a person waits for, as a ratio to what git needs for the like, in one run.
//!
//! Ratios are firm, absolute times are not: the machine may be shared. The repository is made once
//! and kept in `target/`. `cargo bench -- check verify` measures only these.

mod measure;
mod plans;
mod repository;
mod twenty;
mod word;

use std::cell::LazyCell;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use caitien::compare::{Chain, Prepared, Side};
use caitien::continuity::Continuity;
use caitien::git::Repo;
use caitien::plan::parse::parse;
use caitien::progress::Progress;
use measure::{Row, Times, alternate, time};
use plans::Dice;
use rayon::prelude::*;
use repository::{Bench, YEARS, git, repository};
use word::Length;

/// The program under measurement: the one of this build.
static OURS: std::sync::LazyLock<String> = std::sync::LazyLock::new(|| {
    let beside = || std::env::current_exe().unwrap().ancestors().nth(2).unwrap().join("caitien");
    option_env!("CARGO_BIN_EXE_caitien").map_or_else(|| beside().display().to_string(), str::to_owned)
});
const SCHOOLS: usize = 1000;
/// Programs of which one is started for each thing are sampled, and the time is scaled.
const SAMPLE: usize = 50;

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let wanted = |name: &str| asked.is_empty() || asked.iter().any(|word| word == name);
    let target = Path::new(OURS.as_str()).ancestors().nth(2).unwrap().to_path_buf();
    // Made only for who asks for them: the large one takes a while.
    let small = LazyCell::new(|| repository(&target, 1));
    let large = LazyCell::new(|| repository(&target, SCHOOLS));
    let word = |length, kind| word::out(&target, &OURS, (length, kind));
    let stories: [(&str, &dyn Fn() -> Option<Row>); 25] = [
        ("start", &|| start("start, small repository", &small, 1.1)),
        ("start", &|| start("start, large repository", &large, 1.2)),
        ("check", &|| check(&large)),
        ("verify", &|| verify(&large, Memory::Kept)),
        ("verify", &|| verify(&large, Memory::Deleted)),
        ("verify", &|| verify_school(&target, Memory::Kept)),
        ("verify", &|| verify_school(&target, Memory::Deleted)),
        ("compare", &|| compare_two(&small)),
        ("compare", &|| compare_years(&target)),
        ("compare", &|| compare_all(&large)),
        ("merge", &|| merge(&target)),
        ("save", &|| save(&large)),
        ("watch", &|| watch(&large)),
        ("daily", &|| daily(&large, &["due", "--school", "mn-0500"])),
        ("daily", &|| daily(&large, &["progress", "--school", "mn-0500"])),
        ("daily", &|| daily(&large, &["review", "--school", "mn-0500", "--by", "hieu-truong"])),
        ("daily", &|| daily(&large, &["status", "mn-0500", "--mine", "--by", "hieu-truong"])),
        ("daily", &|| daily(&large, &["status"])),
        ("word", &|| word(Length::Short, "docx")),
        ("word", &|| word(Length::Long, "docx")),
        ("word", &|| word(Length::Short, "html")),
        ("word", &|| word(Length::Long, "html")),
        ("word", &|| word::back(&target, &OURS, Length::Short)),
        ("word", &|| word::back(&target, &OURS, Length::Long)),
        ("pdf", &|| word::pdf(&target, &OURS)),
    ];
    Row::head();
    for (name, story) in stories {
        if !wanted(name) {
            continue;
        }
        if (name == "word" && !word::has_pandoc()) || (name == "pdf" && !caitien::export::pdf::is_built_in())
        {
            println!("{name:<34} skipped: there is no pandoc, or no engine for PDF in this build");
            continue;
        }
        match story() {
            Some(row) => row.print(),
            None => println!("{name:<34} could not be measured: a program failed"),
        }
    }
}

fn start(what: &str, bench: &Bench, goal: f64) -> Option<Row> {
    let root = &bench.root;
    let (ours, theirs) =
        alternate(40, || time(root, &OURS, &["status"], None), || time(root, "git", &["status"], None))?;
    Some(Row { what: what.into(), ours, theirs, goal, note: "`status` : `git status`".into() })
}

/// What people ask day by day, of one school among all.
fn daily(bench: &Bench, arguments: &[&str]) -> Option<Row> {
    let root = &bench.root;
    let (ours, theirs) =
        alternate(20, || time(root, &OURS, arguments, None), || time(root, "git", &["status"], None))?;
    let what = format!("{}, {} schools", arguments[0], bench.schools);
    let note = format!("`{}` : `git status`", arguments.join(" "));
    Some(Row { what, ours, theirs, goal: 2.0, note })
}

fn check(bench: &Bench) -> Option<Row> {
    let root = &bench.root;
    let list = bench.signers.with_file_name("blobs");
    let blobs = git(root, &["ls-tree", "-r", "HEAD", "--format=%(objectname) %(path)"]);
    let blobs = blobs.lines().filter(|line| line.ends_with("/plan.md"));
    let ids: Vec<&str> = blobs.filter_map(|line| line.split(' ').next()).collect();
    fs::write(&list, ids.join("\n") + "\n").unwrap();
    let (ours, theirs) = alternate(
        5,
        || time(root, &OURS, &["check"], None),
        || time(root, "git", &["cat-file", "--batch", "--buffer"], Some(&list)),
    )?;
    let note = format!("{} plans : `git cat-file --batch --buffer`", ids.len());
    Some(Row { what: "check everything".into(), ours, theirs, goal: 2.0, note })
}

/// What was found out before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Memory {
    Kept,
    /// Everything is checked anew.
    Deleted,
}

impl Memory {
    fn prepare(self, root: &Path) {
        if self == Memory::Deleted {
            let _ = fs::remove_dir_all(root.join(".git/caitien"));
        }
    }

    fn name(self) -> &'static str {
        match self {
            Memory::Kept => "checked before",
            Memory::Deleted => "nothing remembered",
        }
    }
}

fn verify(bench: &Bench, memory: Memory) -> Option<Row> {
    let root = &bench.root;
    let tags = git(root, &["tag", "--list", "approved/*"]);
    let tags: Vec<&str> = tags.lines().collect();
    let step = tags.len() / SAMPLE;
    let sample: Vec<&str> = tags.iter().step_by(step.max(1)).take(SAMPLE).copied().collect();
    let (ours, theirs) = alternate(
        5,
        || {
            memory.prepare(root);
            time(root, &OURS, &["verify"], None)
        },
        || sample.iter().map(|tag| time(root, "git", &["verify-tag", tag], None)).sum(),
    )?;
    let note = format!("{} approvals : `git verify-tag` each, {} of them timed", tags.len(), sample.len());
    let what = format!("verify every approval, {}", memory.name());
    let row = Row { what, ours, theirs, goal: 0.01, note };
    Some(row.scale_theirs(tags.len() as f64 / sample.len() as f64))
}

/// A school with twenty years of approvals, against `git verify-tag` of all of them in one process.
fn verify_school(target: &Path, memory: Memory) -> Option<Row> {
    let (root, _) = twenty::twenty(target, &OURS);
    let tags = git(&root, &["tag", "--list", "approved/*"]);
    let arguments: Vec<&str> = std::iter::once("verify-tag").chain(tags.lines()).collect();
    let (ours, theirs) = alternate(
        20,
        || {
            memory.prepare(&root);
            time(&root, &OURS, &["verify"], None)
        },
        || time(&root, "git", &arguments, None),
    )?;
    let what = format!("verify 20 years of a school, {}", memory.name());
    let note = format!("{} approvals : one `git verify-tag` of all; wanted: 10 ms", tags.lines().count());
    Some(Row { what, ours, theirs, goal: 0.05, note })
}

/// The plans of each school with their blob ids, oldest first.
fn chains(root: &Path) -> Vec<Vec<(String, String)>> {
    let listed = git(root, &["ls-tree", "-r", "HEAD", "--format=%(objectname) %(path)"]);
    let mut chains: Vec<Vec<(String, String)>> = Vec::new();
    for line in listed.lines().filter(|line| line.ends_with("/plan.md")) {
        let (id, path) = line.split_once(' ').unwrap();
        let school = path.rsplitn(3, '/').nth(2).unwrap().to_owned();
        match chains.last_mut() {
            Some(chain) if chain[0].1 == school => chain.push((id.to_owned(), school)),
            _ => chains.push(vec![(id.to_owned(), school)]),
        }
    }
    chains
}

fn compare_all(bench: &Bench) -> Option<Row> {
    let root = &bench.root;
    let chains = chains(root);
    let pairs: Vec<(&str, &str)> = chains
        .iter()
        .flat_map(|chain| chain.windows(2).map(|pair| (pair[0].0.as_str(), pair[1].0.as_str())))
        .collect();
    let sample: Vec<&(&str, &str)> =
        pairs.iter().step_by((pairs.len() / SAMPLE).max(1)).take(SAMPLE).collect();
    let (ours, theirs) = alternate(
        3,
        || Some(compare_chains(root, &chains)),
        || {
            let one =
                |(old, new): &&(&str, &str)| time(root, "git", &["diff", "--word-diff", old, new], None);
            sample.iter().map(one).sum()
        },
    )?;
    let note =
        format!("{} pairs, in process : `git diff --word-diff` each, {} timed", pairs.len(), sample.len());
    let row = Row { what: "compare all adjacent years".into(), ours, theirs, goal: 0.05, note };
    Some(row.scale_theirs(pairs.len() as f64 / sample.len() as f64))
}

/// The whole program for two plans of one school.
fn compare_two(bench: &Bench) -> Option<Row> {
    let root = &bench.root;
    let [.., before, after] = YEARS;
    let periods = [before, after].map(|year| format!("{year}-{}", year + 1));
    let chain = chains(root).pop()?;
    let [.., (old, _), (new, _)] = chain.as_slice() else { return None };
    let (ours, theirs) = alternate(
        20,
        || time(root, &OURS, &["diff", &periods[0], &periods[1], "--format", "json"], None),
        || time(root, "git", &["diff", "--word-diff", old, new], None),
    )?;
    let note = "`diff` with the years before : `git diff --word-diff`; wanted: at most 5 ms".into();
    Some(Row { what: "compare two plans".into(), ours, theirs, goal: 1.0, note })
}

/// Twenty years of one school, read and compared in process.
fn compare_years(target: &Path) -> Option<Row> {
    let folder = target.join("bench-years");
    fs::create_dir_all(&folder).unwrap();
    let mut school = plans::School::new(7, caitien::catalog::embedded("preschool-2018")?);
    let texts: Vec<String> = (2000..2020).map(|year| school.plan(year)).collect();
    for (at, text) in texts.iter().enumerate() {
        fs::write(folder.join(format!("{at}.md")), text).unwrap();
    }
    let (ours, theirs) = alternate(
        10,
        || {
            let start = Instant::now();
            assert!(compared(&texts.iter().map(|text| parse(text).plan).collect::<Vec<_>>()) > 0);
            Some(start.elapsed())
        },
        || {
            let names: Vec<String> = (0..texts.len()).map(|at| format!("{at}.md")).collect();
            let one = |pair: &[String]| {
                let start = Instant::now();
                let arguments = ["diff", "--no-index", "--word-diff", &pair[0], &pair[1]];
                let mut git = Command::new("git");
                git.args(arguments).current_dir(&folder).stdout(Stdio::null()).status().ok()?;
                Some(start.elapsed())
            };
            names.windows(2).map(one).sum()
        },
    )?;
    let note = "in process, one thread : `git diff --word-diff` each; wanted: at most 100 ms".into();
    Some(Row { what: "compare 20 years of a school".into(), ours, theirs, goal: 1.0, note })
}

/// Compares all neighbours; how many weaknesses were told of.
fn compared(plans: &[caitien::plan::Plan]) -> usize {
    let (progress, continuity) = (Progress::default(), Continuity::default());
    let prepared: Vec<Prepared<'_>> =
        plans.iter().map(|plan| Prepared::new(Side { plan, progress: &progress })).collect();
    let chain = Chain::new(&prepared.iter().collect::<Vec<_>>(), &continuity);
    (1..plans.len()).map(|at| chain.comparison(at - 1).weaknesses.len()).sum()
}

/// Two people's versions of one plan, in process, against git's merge by line.
fn merge(target: &Path) -> Option<Row> {
    let folder = target.join("bench-merge");
    fs::create_dir_all(&folder).unwrap();
    let base = plans::School::new(11, caitien::catalog::embedded("preschool-2018")?).plan(2020);
    let mut dice = Dice::new(3);
    let ours = edited(&base, &mut dice);
    let theirs = base.replacen("Chủ trì: ", "Chủ trì: Tổ trưởng, ", 8);
    for (name, text) in [("base.md", &base), ("ours.md", &ours), ("theirs.md", &theirs)] {
        fs::write(folder.join(name), text).unwrap();
    }
    let (ours, theirs) = alternate(
        40,
        || {
            let start = Instant::now();
            let merged = caitien::merge::merge(&base, &ours, &theirs);
            assert!(merged.conflicts.is_empty() && merged.lost.is_empty());
            Some(start.elapsed())
        },
        || time(&folder, "git", &["merge-file", "-p", "ours.md", "base.md", "theirs.md"], None),
    )?;
    let note = format!("{} KB, in process : `git merge-file`; wanted: at most 10 ms", base.len() / 1024);
    Some(Row { what: "merge two versions of a plan".into(), ours, theirs, goal: 10.0, note })
}

/// Reads, parses and compares, on all processors.
fn compare_chains(root: &Path, chains: &[Vec<(String, String)>]) -> Duration {
    let start = Instant::now();
    caitien::git::trust_stored_hashes();
    let weaknesses: usize = chains
        .par_iter()
        .map_init(
            || Repo::open(root).unwrap(),
            |repo, chain| {
                let read = |(id, _): &(String, String)| {
                    let bytes = repo.blob(id.parse().unwrap()).unwrap();
                    parse(std::str::from_utf8(&bytes).unwrap()).plan
                };
                compared(&chain.iter().map(read).collect::<Vec<_>>())
            },
        )
        .sum();
    assert!(weaknesses > 0);
    start.elapsed()
}

/// A plan of the large repository, another one each time.
fn some_plan(bench: &Bench, dice: &mut Dice) -> PathBuf {
    let number = dice.below(bench.schools);
    let year = YEARS[YEARS.len() - 1];
    let folder = format!("schools/cum-{:03}/mn-{number:04}/{year}-{}", number / 12, year + 1);
    bench.root.join(folder).join("plan.md")
}

/// Changes one figure in the middle of a plan.
fn edited(text: &str, dice: &mut Dice) -> String {
    let figure = format!("còn {:02} ", 20 + dice.below(60));
    let (before, after) = text.split_once("còn ").unwrap();
    format!("{before}{figure}{}", after.split_once(' ').map_or("", |(_, rest)| rest))
}

fn save(bench: &Bench) -> Option<Row> {
    let root = &bench.root;
    let head = git(root, &["rev-parse", "HEAD"]);
    let mut dice = Dice::new(77);
    let mut edit = || {
        let path = some_plan(bench, &mut dice);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, edited(&text, &mut dice)).unwrap();
    };
    let edit = std::cell::RefCell::new(&mut edit);
    let measured = alternate(
        15,
        || {
            (edit.borrow_mut())();
            time(root, &OURS, &["save"], None)
        },
        || {
            (edit.borrow_mut())();
            time(root, "git", &["commit", "--quiet", "-a", "-m", "Sửa số liệu"], None)
        },
    );
    git(root, &["reset", "--quiet", "--hard", head.trim()]);
    let (ours, theirs) = measured?;
    let note = "`save` : `git commit -a`".into();
    Some(Row { what: "save one plan, large repository".into(), ours, theirs, goal: 1.0, note })
}

/// How long after a save its answer comes; against the 25 ms that are allowed.
fn watch(bench: &Bench) -> Option<Row> {
    let mut command = Command::new(OURS.as_str());
    command.current_dir(&bench.root).args(["watch", "--format", "json"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut ready = String::new();
    BufReader::new(child.stderr.take().unwrap()).read_line(&mut ready).unwrap();
    let (send, answers) = std::sync::mpsc::channel();
    let stdout = BufReader::new(child.stdout.take().unwrap());
    std::thread::spawn(move || stdout.lines().for_each(|line| drop(send.send((Instant::now(), line)))));
    let (mut times, mut extra, mut dice) = (Times::default(), 0, Dice::new(5));
    for turn in 0..80 {
        let path = some_plan(bench, &mut dice);
        let text = edited(&fs::read_to_string(&path).unwrap(), &mut dice);
        let saved = save_as(turn % 3, &path, &text);
        let Ok((came, _)) = answers.recv_timeout(Duration::from_secs(10)) else { break };
        times.add(came.saturating_duration_since(saved));
        std::thread::sleep(Duration::from_millis(120));
        extra += answers.try_iter().count();
    }
    let _ = child.kill();
    let _ = child.wait();
    git(&bench.root, &["checkout", "--quiet", "--", "schools"]);
    let mut allowed = Times::default();
    allowed.add(Duration::from_millis(25));
    let mut p95 = Times::default();
    p95.add(Duration::from_secs_f64(times.at(0.95) / 1e3));
    let note = format!(
        "95th percentile of 80 saves (min {:.1}, median {:.1}, max {:.1}); answers too many: {extra}",
        times.min(),
        times.median(),
        times.at(1.0)
    );
    Some(Row { what: "watch: save to answer".into(), ours: p95, theirs: allowed, goal: 1.0, note })
}

/// Saves as different editors do, and tells when the save was complete.
fn save_as(way: usize, path: &Path, text: &str) -> Instant {
    let beside = path.with_file_name("plan.md~");
    match way {
        0 => fs::write(path, text).unwrap(),
        1 => {
            fs::write(&beside, text).unwrap();
            fs::rename(&beside, path).unwrap();
        }
        _ => {
            fs::rename(path, &beside).unwrap();
            fs::write(path, text).unwrap();
        }
    }
    let saved = Instant::now();
    let _ = fs::remove_file(&beside);
    saved
}
