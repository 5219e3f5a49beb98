//! Templates of a school: files in `templates/`, first in the school's own folder, then in the repository's.
//!
//! Only regular files inside these folders are read: a name that leads out of them (`../x`), and a symbolic link on the
//! way, are no template. What a template says is not read here.

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::{Error, SchoolFolder, read};

/// Larger than this no template is, and no logo.
const LARGEST: u64 = 4 * 1024 * 1024;

/// A template's text, with where it was found; None where neither the school nor the repository has it.
pub fn template(root: &Path, school: &SchoolFolder, name: &str) -> Result<Option<(PathBuf, String)>, Error> {
    let Some((path, bytes)) = template_bytes(root, school, name)? else { return Ok(None) };
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Some((path, text))),
        Err(_) => Err(Error::NotUtf8 { path }),
    }
}

/// The same of a file that is no text, such as a logo.
pub fn template_bytes(
    root: &Path,
    school: &SchoolFolder,
    name: &str,
) -> Result<Option<(PathBuf, Vec<u8>)>, Error> {
    for folder in [&school.path, root] {
        let Some((path, length)) = regular(&folder.join("templates"), name) else { continue };
        if length > LARGEST {
            return Err(Error::TooLarge { path });
        }
        let bytes = read(&path)?;
        return Ok(Some((path, bytes)));
    }
    Ok(None)
}

/// A regular file below a folder that is no link, by a name without tricks; with its length.
fn regular(folder: &Path, name: &str) -> Option<(PathBuf, u64)> {
    let mut path = folder.to_path_buf();
    let mut about = fs::symlink_metadata(&path).ok()?;
    for part in Path::new(name).components() {
        let Component::Normal(part) = part else { return None };
        if !about.is_dir() {
            return None;
        }
        path.push(part);
        about = fs::symlink_metadata(&path).ok()?;
    }
    about.is_file().then_some((path, about.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(files: &[&str], name: &str) -> Option<String> {
        let root = tempfile::tempdir().unwrap();
        for file in files {
            let path = root.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, file).unwrap();
        }
        let path = root.path().join("schools/th-a");
        let school = SchoolFolder { id: "th-a".into(), inside: "schools/th-a".into(), path };
        template(root.path(), &school, name).unwrap().map(|(_, text)| text)
    }

    #[test]
    fn the_schools_own_comes_first() {
        let (own, all) = ("schools/th-a/templates/paper.toml", "templates/paper.toml");
        assert_eq!(check(&[own, all], "paper.toml").as_deref(), Some(own));
        assert_eq!(check(&[all], "paper.toml").as_deref(), Some(all));
        assert_eq!(check(&[], "paper.toml"), None);
        let styles = "templates/docx/styles.xml";
        assert_eq!(check(&[styles], "docx/styles.xml").as_deref(), Some(styles));
    }

    #[test]
    fn a_name_leads_nowhere_else() {
        let files = ["templates/x", "schools/th-a/templates/x", "caitien.toml", "templates/docx/styles.xml"];
        for name in ["../caitien.toml", "/etc/passwd", "./x/../../caitien.toml", "docx", "", "x/y", "."] {
            assert_eq!(check(&files, name), None, "{name}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_no_template() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("templates");
        fs::create_dir_all(&folder).unwrap();
        fs::write(root.path().join("secret"), "x").unwrap();
        std::os::unix::fs::symlink(root.path().join("secret"), folder.join("paper.toml")).unwrap();
        assert_eq!(regular(&folder, "paper.toml"), None);
    }
}
