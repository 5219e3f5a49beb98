//! Git's own merges (`merge`, `rebase`, `cherry-pick`, `pull`) with our merge of plans: the setting in a clone that names our
//! program, and what `.gitattributes` says of a file.
//!
//! A clone without the setting merges by line, as git always does: the attribute alone does no harm.

use std::path::Path;

use git2::{AttrCheckFlags, AttrValue, ErrorCode};

use super::{Error, Repo};

/// The name in `merge=…`.
pub const NAME: &str = "caitien";

const DRIVER: &str = "merge.caitien.driver";
const TITLE: &str = "merge.caitien.name";

/// What became of the setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Set {
    Now,
    /// It was so already.
    Before,
    Removed,
    Absent,
}

/// The lines of `.gitattributes` that make git ask us.
pub const LINES: [(&str, &str); 2] = [
    ("schools/truong/2024-2025/plan.md", "plan.md merge=caitien"),
    ("schools/truong/2024-2025/progress.toml", "progress.toml merge=caitien"),
];

fn command(program: Option<&Path>) -> String {
    let program = match program {
        None => "caitien".to_owned(),
        Some(path) => format!("'{}'", path.display().to_string().replace('\'', "'\\''")),
    };
    format!("{program} hook run merge %O %A %B %P")
}

impl Repo {
    /// Tells git how to ask us. `program` is the path where the word `caitien` would not be found.
    pub fn set_merge_driver(&self, program: Option<&Path>) -> Result<Set, Error> {
        let command = command(program);
        if self.config(DRIVER)?.as_deref() == Some(command.as_str()) {
            return Ok(Set::Before);
        }
        self.set_config(TITLE, "gộp kế hoạch từng mục một")?;
        self.set_config(DRIVER, &command)?;
        Ok(Set::Now)
    }

    /// Takes the setting away.
    pub fn remove_merge_driver(&self) -> Result<Set, Error> {
        let config = self.inner.config().and_then(|config| config.open_level(git2::ConfigLevel::Local));
        let mut config = config.map_err(|source| Error::write_config(DRIVER, &source))?;
        let mut set = Set::Absent;
        for key in [DRIVER, TITLE] {
            match config.remove(key) {
                Ok(()) => set = Set::Removed,
                Err(error) if error.code() == ErrorCode::NotFound => {}
                Err(source) => return Err(Error::write_config(key, &source)),
            }
        }
        Ok(set)
    }

    /// The lines that `.gitattributes` lacks.
    pub fn missing_attributes(&self) -> Vec<&'static str> {
        let is_ours = |path: &str| {
            let value = self.inner.get_attr(Path::new(path), "merge", AttrCheckFlags::default());
            value.is_ok_and(|value| matches!(AttrValue::from_string(value), AttrValue::String(NAME)))
        };
        LINES.iter().filter(|(path, _)| !is_ours(path)).map(|(_, line)| *line).collect()
    }

    /// Is a rebase at work? Then "ours" is what others have seen, and "theirs" the person's own.
    pub fn is_rebasing(&self) -> bool {
        ["rebase-merge", "rebase-apply"].iter().any(|name| self.git_dir().join(name).exists())
    }
}
