//! The generated repository: 1,000 schools, five years each, an approval of every fourth plan.
//!
//! Made once into `target/bench-repo` and kept. Every school's record came in a commit that its own
//! key signed; every approval is a real one that verifies. Plans are written with
//! `git fast-import`, one commit for each, and everything is packed, as in a clone.

use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use caitien::approval::statement::{Account, SignedContent, Statement};
use caitien::approval::{ApprovalName, Hash, Id, digest, trust};
use caitien::catalog::embedded;
use caitien::git::tag::{Tagger, build};
use caitien::plan::parse::parse;
use caitien::signing::{KeyFile, Locked, Signer, generate};

use crate::plans::School;

pub(crate) const YEARS: [u16; 5] = [2019, 2020, 2021, 2022, 2023];
/// The year whose plans are approved.
const APPROVED: u16 = 2022;
/// Schools in one folder: a commune's.
const GROUP: usize = 12;
/// The moment of the first commit; every commit is a minute later than the one before.
const START: i64 = 1_567_300_000;

/// Where everything lies.
pub(crate) struct Bench {
    pub(crate) root: PathBuf,
    pub(crate) signers: PathBuf,
    pub(crate) schools: usize,
}

struct Made {
    id: String,
    folder: String,
    name: String,
    signer: Signer,
    root: Hash,
    /// Of every year: the plan, and the records about the plan of the year before.
    plans: Vec<(u16, String, String)>,
}

/// The repository, made now if it is not there yet.
pub(crate) fn repository(target: &Path, schools: usize) -> Bench {
    let folder = target.join(format!("bench-repo-{schools}"));
    let (root, done) = (folder.join("repo"), folder.join("done"));
    let signers = folder.join("allowed_signers");
    let bench = Bench { root, signers, schools };
    if !done.exists() {
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("keys")).unwrap();
        eprintln!("making {} schools x {} years in {}", schools, YEARS.len(), folder.display());
        make(&bench, &folder);
        fs::write(done, "").unwrap();
    }
    bench
}

fn make(bench: &Bench, folder: &Path) {
    let root = &bench.root;
    git(folder, &["init", "--quiet", "--initial-branch=main", &root.display().to_string()]);
    for (key, value) in [("user.name", "Văn thư"), ("user.email", "vt@example.edu.vn"), ("gc.auto", "0")] {
        git(root, &["config", key, value]);
    }
    git(root, &["config", "maintenance.auto", "false"]);
    let mut made = found(bench, folder);
    write_plans(root, &mut made);
    let commits = git(root, &["log", "--reverse", "--format=%H", "main"]);
    let commits: Vec<&str> = commits.lines().skip(made.len()).collect();
    approve(root, &made, &commits);
    git(root, &["reset", "--quiet", "--hard", "main"]);
    git(root, &["pack-refs", "--all"]);
    git(root, &["repack", "--quiet", "-a", "-d", "-f", "--window=10"]);
    git(root, &["prune"]);
    git(root, &["commit-graph", "write", "--reachable"]);
    git(root, &["update-index", "--refresh", "-q"]);
    trust_here(bench, &made);
}

/// Brings in every school, each in a commit signed by its own key.
fn found(bench: &Bench, folder: &Path) -> Vec<Made> {
    let repo = git2::Repository::open(&bench.root).unwrap();
    let catalog = embedded("preschool-2018").unwrap();
    let mut made = Vec::new();
    let mut parent: Option<git2::Oid> = None;
    for number in 0..bench.schools {
        let mut school = School::new(number, catalog);
        let key = folder.join("keys").join(&school.id);
        generate(&key, &school.id).unwrap();
        let Locked::Open(signer) = KeyFile::read(&key).unwrap().open().unwrap() else { panic!("locked") };
        let record = record(&school, &signer);
        let inside = format!("schools/cum-{:03}/{}", number / GROUP, school.id);
        let mut files = vec![(format!("{inside}/school.toml"), record.clone())];
        if number == 0 {
            files.push(("caitien.toml".into(), "schema = 1\nlanguage = \"vi\"\n".into()));
        }
        let commit = signed_commit(&repo, parent, &files, (number as i64, &signer));
        let id: Id = commit.to_string().parse().unwrap();
        let root = trust::root_fingerprint(&school.id, id, &record);
        let plans = YEARS.iter().map(|year| (*year, school.plan(*year), school.resolved.clone())).collect();
        made.push(Made { id: school.id, folder: inside, name: school.name, signer, root, plans });
        parent = Some(commit);
    }
    repo.reference("refs/heads/main", parent.unwrap(), true, "").unwrap();
    made
}

fn record(school: &School<'_>, signer: &Signer) -> String {
    let key = signer.public_key().to_line();
    format!(
        "schema = 1\nserial = 1\n\n[school]\nid = \"{}\"\nname = \"{}\"\nlevel = \"preschool\"\n\n[[person]]\n\
         id = \"hieu-truong\"\nname = \"Lò Thị Ánh Mây\"\nrole = \"principal\"\nkeys = [\"{key}\"]\n",
        school.id, school.name
    )
}

fn signed_commit(
    repo: &git2::Repository,
    parent: Option<git2::Oid>,
    files: &[(String, String)],
    (minute, signer): (i64, &Signer),
) -> git2::Oid {
    let parent = parent.map(|parent| repo.find_commit(parent).unwrap());
    let empty = repo.treebuilder(None).unwrap().write().unwrap();
    let base =
        parent.as_ref().map_or_else(|| repo.find_tree(empty).unwrap(), |parent| parent.tree().unwrap());
    let mut update = git2::build::TreeUpdateBuilder::new();
    for (path, text) in files {
        update.upsert(path.as_str(), repo.blob(text.as_bytes()).unwrap(), git2::FileMode::Blob);
    }
    let tree = repo.find_tree(update.create_updated(repo, &base).unwrap()).unwrap();
    let time = git2::Time::new(START + minute * 60, 420);
    let person = git2::Signature::new("Lò Thị Ánh Mây", "ht@example.edu.vn", &time).unwrap();
    let parents: Vec<&git2::Commit<'_>> = parent.iter().collect();
    let payload = repo.commit_create_buffer(&person, &person, "Lập hồ sơ trường\n", &tree, &parents).unwrap();
    let signature = signer.sign(&payload).unwrap();
    let payload = std::str::from_utf8(&payload).unwrap();
    repo.commit_signed(payload, signature.trim_end(), Some("gpgsig")).unwrap()
}

/// One commit for each plan, year by year.
fn write_plans(root: &Path, made: &mut [Made]) {
    let mut import = Command::new("git");
    import.current_dir(root).args(["fast-import", "--quiet", "--depth=10"]).stdin(Stdio::piped());
    let mut child = import.spawn().unwrap();
    let mut pipe = BufWriter::new(child.stdin.take().unwrap());
    let mut minute = made.len() as i64;
    let mut first = true;
    for year in YEARS {
        for school in made.iter() {
            let (_, text, done) = school.plans.iter().find(|(of, ..)| *of == year).unwrap();
            let message = format!("{year}-{}: kế hoạch của {}", year + 1, school.name);
            let when = START + minute * 60;
            minute += 1;
            writeln!(pipe, "commit refs/heads/main\ncommitter Văn thư <vt@example.edu.vn> {when} +0700")
                .unwrap();
            writeln!(pipe, "data {}\n{message}", message.len()).unwrap();
            if first {
                writeln!(pipe, "from refs/heads/main^0").unwrap();
                first = false;
            }
            let path = format!("{}/{year}-{}/plan.md", school.folder, year + 1);
            writeln!(pipe, "M 100644 inline {path}\ndata {}\n{text}", text.len()).unwrap();
            if !done.is_empty() {
                let path = format!("{}/{}-{year}/progress.toml", school.folder, year - 1);
                writeln!(pipe, "M 100644 inline {path}\ndata {}\n{done}", done.len()).unwrap();
            }
        }
    }
    pipe.flush().unwrap();
    drop(pipe);
    assert!(child.wait().unwrap().success(), "git fast-import");
}

fn approve(root: &Path, made: &[Made], commits: &[&str]) {
    let repo = git2::Repository::open(root).unwrap();
    let store = repo.odb().unwrap();
    let at = YEARS.iter().position(|year| *year == APPROVED).unwrap();
    for (number, school) in made.iter().enumerate() {
        let text = &school.plans[at].1;
        let plan = parse(text).plan;
        let period = format!("{APPROVED}-{}", APPROVED + 1).parse().unwrap();
        let name = ApprovalName { school: school.id.clone(), period, version: 1 };
        let tag = format!("approved/{}/{period}/v1", school.id);
        let statement = Statement {
            name,
            root: school.root,
            sequence: 1,
            previous: None,
            trust_serial: 1,
            authority: None,
            content: SignedContent {
                plan: digest::plan(&plan),
                items: digest::items(&plan),
                evidence: None,
                reviews: Vec::new(),
            },
            account: Account { new: plan.weaknesses().count() as u32, ..Account::default() },
            shown: digest::canonical_text(text),
        };
        let commit = commits[at * made.len() + number].parse().unwrap();
        let seconds = START + 1_000_000 + number as i64;
        let tagger =
            Tagger {
                name: "Lò Thị Ánh Mây".into(), email: "ht@example.edu.vn".into(), seconds, offset: 420
            };
        let payload = build(commit, &tag, &tagger, &statement.message(&school.name));
        let bytes = format!("{payload}{}", school.signer.sign(payload.as_bytes()).unwrap());
        let id = store.write(git2::ObjectType::Tag, bytes.as_bytes()).unwrap();
        repo.reference(&format!("refs/tags/{tag}"), id, false, "").unwrap();
    }
}

/// Pins every root, and writes the key list that plain `git verify-tag` wants.
fn trust_here(bench: &Bench, made: &[Made]) {
    let mut config = fs::read_to_string(bench.root.join(".git/config")).unwrap();
    let mut signers = String::new();
    for school in made {
        config.push_str(&format!("[caitien \"{}\"]\n\troot = {}\n", school.id, school.root));
        signers.push_str(&format!(
            "{} namespaces=\"git\" {}\n",
            school.id,
            school.signer.public_key().to_line()
        ));
    }
    let file = bench.signers.display();
    config.push_str(&format!("[gpg]\n\tformat = ssh\n[gpg \"ssh\"]\n\tallowedSignersFile = {file}\n"));
    fs::write(bench.root.join(".git/config"), config).unwrap();
    fs::write(&bench.signers, signers).unwrap();
}

/// Runs git; it must succeed.
pub(crate) fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git").current_dir(folder).args(arguments).output().unwrap();
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}
