//! One school that has approved a plan a year for twenty years, made by the program itself.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::repository::git;

const PLAN: &str = include_str!("../../templates/samples/mn-ben-mo/2024-2025.md");
const SCHOOL: &str = "mn-ben-mo";
pub(crate) const FIRST: u16 = 2005;
pub(crate) const YEARS: u16 = 20;

/// The repository, made now if it is not there yet; with the list of keys that git wants.
pub(crate) fn twenty(target: &Path, ours: &str) -> (PathBuf, PathBuf) {
    let folder = target.join("bench-twenty-years");
    let (root, signers, done) = (folder.join("repo"), folder.join("allowed_signers"), folder.join("done"));
    if !done.exists() {
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&root).unwrap();
        let key = folder.join("key");
        git(&folder, &["init", "--quiet", "--initial-branch=main", &root.display().to_string()]);
        for (name, value) in [("user.name", "Văn thư"), ("user.email", "vt@example.edu.vn"), ("gc.auto", "0")]
        {
            git(&root, &["config", name, value]);
        }
        let name = ["--name", "Trường Mầm non Bến Mơ", "--id", SCHOOL, "--principal", "Lò Thị Ánh"];
        run(&root, ours, &[&["init", ".", "--new-key", &key.display().to_string()], &name[..]].concat());
        for year in FIRST..FIRST + YEARS {
            approve(&root, ours, (&key, year));
        }
        git(&root, &["gc", "--quiet"]);
        let public = fs::read_to_string(key.with_extension("pub")).unwrap();
        fs::write(&signers, format!("vt@example.edu.vn {public}")).unwrap();
        git(&root, &["config", "gpg.ssh.allowedSignersFile", &signers.display().to_string()]);
        fs::write(done, "").unwrap();
    }
    (root, signers)
}

fn approve(root: &Path, ours: &str, (key, year): (&Path, u16)) {
    let period = format!("{year}-{}", year + 1);
    let plan = PLAN.replace("2024-2025", &period).replace("2024–2025", &period.replace('-', "–"));
    let path = root.join(format!("schools/{SCHOOL}/{period}/plan.md"));
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, plan).unwrap();
    run(root, ours, &["save", "--quiet"]);
    run(root, ours, &["approve", &period, "--yes", "--quiet", "--key", &key.display().to_string()]);
}

fn run(root: &Path, program: &str, arguments: &[&str]) {
    let output = Command::new(program).current_dir(root).args(arguments).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{arguments:?}: {said}{}", String::from_utf8_lossy(&output.stderr));
}
