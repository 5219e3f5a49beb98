//! The job texts for hosting services in `docs/ci/`: their form, and what their commands do in a clone as the
//! services make it. The services themselves are not here.

use std::process::{Command, Stdio};

use super::{TAG, school};
use crate::world::{Output, SCHOOL};

const JOBS: [(&str, &str); 3] = [
    ("github.yml", include_str!("../../../docs/ci/github.yml")),
    ("gitlab.yml", include_str!("../../../docs/ci/gitlab.yml")),
    ("forgejo.yml", include_str!("../../../docs/ci/forgejo.yml")),
];

/// The command that fetches everything, as the job's shell gets it.
fn fetching(text: &str) -> &str {
    let line = text.lines().find(|line| line.contains("git fetch")).unwrap();
    &line[line.find("git fetch").unwrap()..]
}

#[test]
fn every_job_fetches_everything_and_trusts_roots_from_outside() {
    for (name, text) in JOBS {
        assert!(!text.contains('\t') && text.ends_with('\n'), "{name}");
        let indents = text.lines().map(|line| line.len() - line.trim_start().len());
        assert!(indents.into_iter().all(|blanks| blanks % 2 == 0), "{name}");
        assert!(text.contains("fetch-depth: 0\n") || text.contains("GIT_DEPTH: \"0\"\n"), "{name}");
        let lines = || text.lines().filter(|line| !line.trim_start().starts_with('#'));
        assert_eq!(lines().filter(|line| line.contains(" verify --all --roots ")).count(), 1, "{name}");
        assert!(lines().any(|line| line.contains("sha256sum --check --strict")), "{name}");
        assert!(lines().any(|line| line.contains("test -") && line.contains("$CAITIEN_ROOTS")), "{name}");
        assert!(!lines().any(|line| line.contains("schools/")), "{name}: roots come from the repository");
        assert_eq!(fetching(text), fetching(JOBS[0].1), "{name}");
    }
}

#[test]
fn every_job_is_yaml() {
    let has_yaml = Command::new("python3").args(["-c", "import yaml"]).stderr(Stdio::null()).status();
    if !has_yaml.is_ok_and(|status| status.success()) {
        eprintln!("skipped: python3 has no yaml here; the form was checked by the other test");
        return;
    }
    for (name, _) in JOBS {
        let path = format!("{}/docs/ci/{name}", env!("CARGO_MANIFEST_DIR"));
        let read = "import sys, yaml; assert isinstance(yaml.safe_load(open(sys.argv[1])), dict)";
        let output = Command::new("python3").args(["-c", read, &path]).output().unwrap();
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn a_checkout_that_flattened_its_tag_is_made_whole() {
    let world = school();
    world.approve("2024-2025");
    let (clone, root) = (world.home().join("ban-ci"), world.root());
    let shown = clone.display().to_string();
    let here = world.folder().display().to_string();
    // As the checkout does it for a job that a tag set off: no branch, and the tag on its commit.
    world.git(["init", "--quiet", &shown]);
    let git = |arguments: &[&str]| world.git(["-C", &shown].iter().chain(arguments));
    git(&["remote", "add", "origin", &here]);
    let commit = world.git(["rev-parse", &format!("{TAG}^{{commit}}")]);
    git(&["fetch", "--quiet", "--no-tags", "origin", &format!("+{}:{TAG}", commit.trim())]);
    git(&["checkout", "--quiet", "--detach", TAG]);
    // The list of roots lies outside of the clone.
    let roots = world.home().join("roots");
    std::fs::write(&roots, format!("{SCHOOL} {root}\n")).unwrap();
    let roots = roots.display().to_string();
    let verify = || world.run(["-C", &shown, "verify", "--all", "--roots", &roots]);
    assert!(verify().no().stdout.contains("not-a-commit"));
    for (_, text) in JOBS {
        let mut command = world.command("sh");
        command.current_dir(&clone).args(["-e", "-c", fetching(text)]);
        let output = command.output().unwrap();
        Output::of(&command, &output).ok();
    }
    verify().ok();
    std::fs::write(&roots, format!("{SCHOOL} {}\n", "0".repeat(64))).unwrap();
    verify().no();
}
