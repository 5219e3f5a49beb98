//! Where the files of a school lie, from its folder down to a plan and what stands beside it.
//!
//! These are names and paths; whether anything lies there is for the callers to find out, save for the list of
//! plans.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::{Error, folders};
use crate::period::Period;

/// The folder of one school.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SchoolFolder {
    /// The folder's last name.
    pub id: String,
    /// From the repository's root, with `/`: `schools/song-can/th-suoi-reo`.
    pub inside: String,
    pub path: PathBuf,
}

/// One plan's place; the file may not exist yet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PlanFile {
    pub school: String,
    pub period: Period,
    /// From the repository's root, with `/`: `schools/mn-may-trang/2024-2025/plan.md`.
    pub inside: String,
    pub path: PathBuf,
}

impl SchoolFolder {
    /// The school's trust record.
    pub fn record(&self) -> PathBuf {
        self.path.join("school.toml")
    }

    /// What people decided from year to year; the file may not exist.
    pub fn continuity(&self) -> PathBuf {
        self.path.join("continuity.toml")
    }

    /// The same from the repository's root.
    pub fn continuity_inside(&self) -> String {
        format!("{}/continuity.toml", self.inside)
    }

    /// Where the plan of a period belongs.
    pub fn plan(&self, period: Period) -> PlanFile {
        PlanFile {
            school: self.id.clone(),
            period,
            inside: format!("{}/{period}/plan.md", self.inside),
            path: self.path.join(period.to_string()).join("plan.md"),
        }
    }

    /// The plans that are there, oldest first.
    pub fn plans(&self) -> Result<Vec<PlanFile>, Error> {
        let mut plans = Vec::new();
        for (name, path) in folders(&self.path)? {
            let Ok(period) = name.parse::<Period>() else { continue };
            let is_plan = fs::symlink_metadata(path.join("plan.md")).is_ok_and(|file| file.is_file());
            if is_plan && name == period.to_string() {
                plans.push(self.plan(period));
            }
        }
        plans.sort_by_key(|plan| plan.period);
        Ok(plans)
    }
}

impl PlanFile {
    /// The school's folder, in which the plan's own lies.
    pub fn school_folder(&self) -> SchoolFolder {
        let inside = self.inside.strip_suffix(&format!("/{}/plan.md", self.period));
        let path = self.path.parent().and_then(Path::parent).unwrap_or(&self.path);
        SchoolFolder {
            id: self.school.clone(),
            inside: inside.unwrap_or(&self.inside).to_owned(),
            path: path.to_path_buf(),
        }
    }

    /// The progress records beside the plan; the file may not exist.
    pub fn progress(&self) -> PathBuf {
        self.path.with_file_name("progress.toml")
    }

    /// The same from the repository's root.
    pub fn progress_inside(&self) -> String {
        self.beside_inside("progress.toml")
    }

    /// Another file of the period; it may not exist.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.path.with_file_name(name)
    }

    /// The same from the repository's root.
    pub fn beside_inside(&self, name: &str) -> String {
        format!("{}{name}", self.inside.strip_suffix("plan.md").unwrap_or(&self.inside))
    }
}

/// What people say of a plan lies in a folder beside it, one file each.
impl PlanFile {
    /// The file of a review; it may not exist.
    pub fn review(&self, id: &str) -> PathBuf {
        self.path.with_file_name("reviews").join(format!("{id}.md"))
    }

    /// The folder of the reviews from the repository's root, with `/` at its end.
    pub fn reviews_inside(&self) -> String {
        format!("{}reviews/", self.inside.strip_suffix("plan.md").unwrap_or(&self.inside))
    }

    /// The reviews that are there, by their ids, with their texts. Links are passed over.
    pub fn reviews(&self) -> Result<Vec<(String, String)>, Error> {
        let folder = self.path.with_file_name("reviews");
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(source) => return Err(Error::List { path: folder, source }),
        };
        let mut found = Vec::new();
        for entry in entries {
            let entry = entry.map_err(|source| Error::List { path: folder.clone(), source })?;
            let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
            let Ok(name) = entry.file_name().into_string() else { continue };
            if let (true, Some(id)) = (is_file, name.strip_suffix(".md")) {
                let text = String::from_utf8_lossy(&super::read(&entry.path())?).into_owned();
                found.push((id.to_owned(), text));
            }
        }
        found.sort();
        Ok(found)
    }
}

/// The school, period and kind of file that a path in the repository speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inside<'p> {
    pub school: &'p str,
    /// None for what lies in the school's folder itself.
    pub period: Option<Period>,
    /// The last name: `plan.md`, `progress.toml`, `school.toml`, `continuity.toml`.
    pub file: &'p str,
}

impl<'p> Inside<'p> {
    /// None for a path that lies in no school's folder.
    pub fn of(path: &'p str) -> Option<Inside<'p>> {
        let (folder, file) = path.strip_prefix("schools/")?.rsplit_once('/')?;
        let folder = folder.strip_suffix("/reviews").unwrap_or(folder);
        // A school may be called so; the copies lie in the folder of a period.
        let of_period =
            |folder: &&str| folder.rsplit('/').next().is_some_and(|last| last.parse::<Period>().is_ok());
        let folder = folder.strip_suffix("/evidence").filter(of_period).unwrap_or(folder);
        let (above, last) = folder.rsplit_once('/').unwrap_or(("", folder));
        match last.parse::<Period>() {
            Ok(period) if !above.is_empty() => {
                let school = above.rsplit('/').next().unwrap_or(above);
                Some(Inside { school, period: Some(period), file })
            }
            _ => Some(Inside { school: last, period: None, file }),
        }
    }

    pub fn is_plan(&self) -> bool {
        self.period.is_some() && self.file == "plan.md"
    }

    pub fn is_continuity(&self) -> bool {
        self.period.is_none() && self.file == "continuity.toml"
    }
}
