//! How fast approvals are verified, against `git verify-tag` for each. Measured on demand:
//! `cargo test --release --test speed -- --ignored --nocapture`.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use caitien::approval::digest;
use caitien::approval::hex::Hex;
use caitien::approval::statement::{Account, SignedContent, Statement};
use caitien::approval::trust::root_fingerprint;
use caitien::git::Repo;
use caitien::git::tag::{Tagger, build};
use caitien::plan::parse::parse;
use caitien::signing::{KeyFile, Locked, Signer};
use caitien::work::verify::{Scope, examine};

const SCHOOLS: usize = 1000;
const YEARS: usize = 5;
const PLAN: &str = include_str!("../templates/samples/mn-ben-mo/2024-2025.md");

fn git(folder: &Path, arguments: &[&str], input: &[u8]) -> String {
    let mut command = Command::new("git");
    command.current_dir(folder).env("GIT_CONFIG_NOSYSTEM", "1").env("HOME", folder).args(arguments);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{arguments:?}");
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

fn school(number: usize) -> String {
    format!("th-{number:04}")
}

fn folder(number: usize) -> String {
    format!("schools/{:02}/{}", number % 87, school(number))
}

fn record(number: usize, key: &str) -> String {
    format!(
        "schema = 1\nserial = 1\n[school]\nid = \"{}\"\nname = \"Trường {number}\"\nlevel = \"preschool\"\n\
         [[person]]\nid = \"ht\"\nname = \"Mai\"\nrole = \"principal\"\nkeys = [\"{key}\"]\n",
        school(number)
    )
}

fn plan(number: usize, year: usize) -> String {
    let more = format!("Trường số {number}, năm thứ {year}. ").repeat(200);
    let text = PLAN.replace("mn-ben-mo", &school(number));
    text.replacen("\n## ", &format!("\n## Ghi thêm\n\n{more}\n\n## "), 1)
}

fn signer(folder: &Path) -> Signer {
    let path = folder.join("khoa");
    caitien::signing::generate(&path, "").unwrap();
    match KeyFile::read(&path).unwrap().open().unwrap() {
        Locked::Open(signer) => signer,
        _ => unreachable!(),
    }
}

/// The repository's commits, by git's own import: the schools in one signed commit, then one commit
/// for each plan.
fn import(folder: &Path, signer: &Signer) -> String {
    let key = signer.public_key().to_line();
    std::fs::write(folder.join("caitien.toml"), "schema = 1\n").unwrap();
    for number in 0..SCHOOLS {
        let path = folder.join(self::folder(number));
        std::fs::create_dir_all(&path).unwrap();
        std::fs::write(path.join("school.toml"), record(number, &key)).unwrap();
    }
    git(folder, &["add", "caitien.toml", "schools"], b"");
    let key = format!("user.signingkey={}", folder.join("khoa").display());
    let commit = ["-c", "gpg.format=ssh", "-c", &key, "commit", "--quiet", "-S", "-m", "Hồ sơ"];
    git(folder, &commit, b"");
    let root = git(folder, &["rev-parse", "HEAD"], b"");
    let mut stream = Vec::new();
    let mut from = format!("from {root}\n");
    for year in 0..YEARS {
        for number in 0..SCHOOLS {
            let text = plan(number, year);
            let period = format!("{}-{}", 2020 + year, 2021 + year);
            let path = format!("{}/{period}/plan.md", self::folder(number));
            writeln!(stream, "commit refs/heads/main\ncommitter x <x@x> {} +0700\ndata 1\nx\n{from}M 100644 inline {path}\ndata {}", 1_700_000_000 + year * SCHOOLS + number, text.len()).unwrap();
            stream.extend_from_slice(text.as_bytes());
            stream.push(b'\n');
            from.clear();
        }
    }
    git(folder, &["fast-import", "--quiet"], &stream);
    root
}

/// One approval for each school, of its last plan.
fn approve(repo: &Repo, folder: &Path, signer: &Signer, root: &str) {
    let (head, key) = (git(folder, &["rev-parse", "main"], b""), signer.public_key().to_line());
    for number in 0..SCHOOLS {
        let name = format!("approved/{}/2024-2025/v1", school(number));
        let plan = parse(&plan(number, YEARS - 1)).plan;
        let record = record(number, &key);
        let statement = Statement {
            name: name.parse().unwrap(),
            root: root_fingerprint(&school(number), root.parse().unwrap(), &record),
            sequence: 1,
            previous: None,
            trust_serial: 1,
            content: SignedContent {
                plan: digest::plan(&plan),
                items: digest::items(&plan),
                evidence: None,
                reviews: Vec::new(),
            },
            account: Account::default(),
            shown: Hex([0; 32]),
        };
        let tagger = Tagger { name: "Mai".into(), email: "x@x".into(), seconds: 1, offset: 0 };
        let payload = build(head.parse().unwrap(), &name, &tagger, &statement.message("Trường"));
        let signature = signer.sign(payload.as_bytes()).unwrap();
        repo.create_tag(&name, format!("{payload}{signature}").as_bytes()).unwrap();
        repo.pin(&school(number), statement.root).unwrap();
    }
}

#[test]
#[ignore = "a measurement, not a test"]
fn verify_a_thousand_approvals() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path();
    git(folder, &["init", "--quiet", "--initial-branch=main"], b"");
    std::fs::write(folder.join(".gitconfig"), "[user]\nname = x\nemail = x@x\n").unwrap();
    let signer = signer(folder);
    let root = import(folder, &signer);
    approve(&Repo::open(folder).unwrap(), folder, &signer, &root);
    git(folder, &["gc", "--quiet"], b"");
    let repo = Repo::open(folder).unwrap();
    let mut best = f64::MAX;
    for round in 0..5 {
        let start = Instant::now();
        let examined = examine(&repo, &Scope::All, &[]).unwrap();
        let took = start.elapsed().as_secs_f64();
        assert_eq!(examined.judged.len(), SCHOOLS);
        assert!(examined.judged.iter().all(|one| one.verdict.is_good()), "{:?}", examined.judged[0]);
        println!("verify, round {round}: {:.1} ms", took * 1000.0);
        best = best.min(took);
    }
    let allowed = folder.join("allowed");
    std::fs::write(&allowed, format!("x@x {}\n", signer.public_key().to_line())).unwrap();
    let setting = format!("gpg.ssh.allowedSignersFile={}", allowed.display());
    let start = Instant::now();
    for number in 0..50 {
        let name = format!("approved/{}/2024-2025/v1", school(number));
        git(folder, &["-c", &setting, "verify-tag", &name], b"");
    }
    let each = start.elapsed().as_secs_f64() / 50.0;
    println!("git verify-tag: {:.1} ms each; ratio 1/{:.0}", each * 1000.0, each * SCHOOLS as f64 / best);
}
