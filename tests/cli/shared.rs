//! What the stories about working together share: a school's repository in a shared folder, and two people who each have
//! a copy of it.
//!
//! Cô Mai has the world's own folder; thầy Bình's copy lies beside it.

use std::path::PathBuf;

use super::approval_story::{PERIOD, with_plan};
use super::world::{Output, SCHOOL, World};

/// The plan of the stories, from the repository's root.
pub(crate) fn plan() -> String {
    format!("schools/{SCHOOL}/{PERIOD}/plan.md")
}

pub(crate) struct Shared {
    pub(crate) world: World,
}

/// Whose copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whose {
    Mai,
    Binh,
}

pub(crate) use Whose::{Binh, Mai};

/// Both have the same, and the shared folder too.
pub(crate) fn shared() -> Shared {
    let world = with_plan();
    world.write(".gitattributes", include_str!("../../templates/gitattributes"));
    world.commit_all("Thuộc tính");
    of(world)
}

pub(crate) fn of(world: World) -> Shared {
    world.git(["init", "--quiet", "--bare", "--initial-branch=main", "../chung.git"]);
    world.run(["sync", "../chung.git"]).ok();
    world.git(["clone", "--quiet", "../chung.git", "../binh"]);
    let shared = Shared { world };
    shared.git(Binh, &["config", "user.name", "Trần Văn Bình"]);
    shared.git(Binh, &["config", "user.email", "binh@example.edu.vn"]);
    shared
}

impl Shared {
    pub(crate) fn folder(&self, copy: Whose) -> PathBuf {
        match copy {
            Mai => self.world.folder().to_path_buf(),
            Binh => self.world.home().join("binh"),
        }
    }

    pub(crate) fn run(&self, copy: Whose, arguments: &[&str]) -> Output {
        let folder = self.folder(copy).display().to_string();
        self.world.run([&["-C", &folder], arguments].concat())
    }

    pub(crate) fn git(&self, copy: Whose, arguments: &[&str]) -> String {
        self.try_git(copy, arguments).ok().stdout
    }

    pub(crate) fn try_git(&self, copy: Whose, arguments: &[&str]) -> Output {
        let folder = self.folder(copy).display().to_string();
        self.world.try_git([&["-C", &folder], arguments].concat())
    }

    pub(crate) fn read(&self, copy: Whose, inside: &str) -> String {
        std::fs::read_to_string(self.folder(copy).join(inside)).unwrap()
    }

    pub(crate) fn write(&self, copy: Whose, inside: &str, text: &str) {
        let path = self.folder(copy).join(inside);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// Changes words of the plan and saves.
    #[track_caller]
    pub(crate) fn edit(&self, copy: Whose, from: &str, to: &str) {
        let text = self.read(copy, &plan());
        assert!(text.contains(from), "{from} in\n{text}");
        self.write(copy, &plan(), &text.replacen(from, to, 1));
        self.save(copy);
    }

    pub(crate) fn save(&self, copy: Whose) {
        self.run(copy, &["save"]).ok();
    }

    /// The commit on which a copy stands; None is the shared folder.
    pub(crate) fn head(&self, copy: Option<Whose>) -> String {
        let told = match copy {
            Some(copy) => self.git(copy, &["rev-parse", "HEAD"]),
            None => self.world.git(["-C", "../chung.git", "rev-parse", "main"]),
        };
        told.trim().to_owned()
    }

    /// All three have the same, and nothing lies about unsaved.
    #[track_caller]
    pub(crate) fn in_step(&self) {
        assert_eq!(self.head(Some(Mai)), self.head(Some(Binh)));
        assert_eq!(self.head(Some(Mai)), self.head(None));
        for copy in [Mai, Binh] {
            assert_eq!(self.git(copy, &["status", "--porcelain"]), "");
            assert_eq!(self.git(copy, &["for-each-ref", "refs/caitien"]), "");
        }
    }
}
