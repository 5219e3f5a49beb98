//! The working tree: where the schools and their plans lie, and how files are replaced safely.
//!
//! A school is a folder with a `school.toml`, known by its last name; folders may group schools
//! (`schools/song-can/th-suoi-reo/`). Symbolic links are not followed: what lies behind one is not
//! in the repository. What the files say is not read here.
//!
//! ```no_run
//! let root = std::path::Path::new("/home/mai/ke-hoach");
//! for school in caitien::folder::find_schools(root).unwrap() {
//!     for plan in school.plans().unwrap() {
//!         println!("{} {}: {}", school.id, plan.period, plan.inside);
//!     }
//! }
//! ```

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::catalog::{Catalog, Catalogs, InvalidCatalog};

mod pieces;
mod place;
mod template;

pub use pieces::in_pieces;
pub use place::{Inside, PlanFile, SchoolFolder};
pub use template::{template, template_bytes};

/// Deeper than this no school is looked for: province, district, commune, school.
const DEPTH: usize = 6;

/// Larger than this no file of ours is.
pub const LARGEST: u64 = 256 * 1024 * 1024;

/// Why something could not be done with the working tree; named after what was attempted.
#[derive(Debug)]
pub enum Error {
    List {
        path: PathBuf,
        source: io::Error,
    },
    Read {
        path: PathBuf,
        source: io::Error,
    },
    NotUtf8 {
        path: PathBuf,
    },
    TooLarge {
        path: PathBuf,
    },
    Write {
        path: PathBuf,
        source: io::Error,
    },
    /// To be made anew, and already there.
    Exists {
        path: PathBuf,
    },
    /// Somebody else changed it after it was read.
    Changed {
        path: PathBuf,
    },
    /// Writing through a link could reach any file.
    Link {
        path: PathBuf,
    },
    /// The file is marked read-only.
    ReadOnly {
        path: PathBuf,
    },
    /// Two folders carry the same school's name.
    SameSchool {
        one: PathBuf,
        other: PathBuf,
    },
}

/// Every school of a working tree, in order of its name.
pub fn find_schools(root: &Path) -> Result<Vec<SchoolFolder>, Error> {
    let mut schools = Vec::new();
    let top = root.join("schools");
    if fs::symlink_metadata(&top).is_ok_and(|top| top.is_dir()) {
        look_for_schools(&top, "schools", DEPTH, &mut schools)?;
    }
    schools.sort();
    for pair in schools.windows(2) {
        if let [one, other] = pair
            && one.id == other.id
        {
            return Err(Error::SameSchool { one: one.path.clone(), other: other.path.clone() });
        }
    }
    Ok(schools)
}

fn look_for_schools(
    folder: &Path,
    inside: &str,
    depth: usize,
    found: &mut Vec<SchoolFolder>,
) -> Result<(), Error> {
    for (name, path) in folders(folder)? {
        let inside = format!("{inside}/{name}");
        if fs::symlink_metadata(path.join("school.toml")).is_ok_and(|file| file.is_file()) {
            found.push(SchoolFolder { id: name, inside, path });
        } else if depth > 1 {
            look_for_schools(&path, &inside, depth - 1, found)?;
        }
    }
    Ok(())
}

/// The real folders in a folder, by name; hidden ones and names that are not UTF-8 are not ours.
fn folders(folder: &Path) -> Result<Vec<(String, PathBuf)>, Error> {
    let failed = |source| Error::List { path: folder.to_path_buf(), source };
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let is_folder = entry.file_type().map_err(failed)?.is_dir();
        if let (true, Ok(name)) = (is_folder, entry.file_name().into_string())
            && !name.starts_with('.')
        {
            found.push((name, entry.path()));
        }
    }
    Ok(found)
}

/// The embedded catalogues and the repository's own `catalogs/*.toml`, with those that could not be
/// understood.
pub fn catalogs(root: &Path) -> Result<(Catalogs, Vec<(PathBuf, InvalidCatalog)>), Error> {
    let folder = root.join("catalogs");
    let (mut catalogs, mut invalid) = (Catalogs::default(), Vec::new());
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok((catalogs, invalid)),
        Err(source) => return Err(Error::List { path: folder, source }),
    };
    for entry in entries {
        let path = entry.map_err(|source| Error::List { path: folder.clone(), source })?.path();
        if path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        match Catalog::parse(&read_text(&path)?) {
            Ok(catalog) => catalogs.add(catalog),
            Err(flaw) => invalid.push((path, flaw)),
        }
    }
    Ok((catalogs, invalid))
}

/// The text of `caitien.toml`; None where there is none.
pub fn config_text(root: &Path) -> Result<Option<String>, Error> {
    read_text_if_there(&root.join("caitien.toml"))
}

/// A file's bytes; refuses what is absurdly large.
pub fn read(path: &Path) -> Result<Vec<u8>, Error> {
    let failed = |source| Error::Read { path: path.to_path_buf(), source };
    if fs::metadata(path).map_err(failed)?.len() > LARGEST {
        return Err(Error::TooLarge { path: path.to_path_buf() });
    }
    fs::read(path).map_err(failed)
}

/// A file's text.
pub fn read_text(path: &Path) -> Result<String, Error> {
    let bytes = read(path)?;
    if simdutf8::basic::from_utf8(&bytes).is_err() {
        return Err(Error::NotUtf8 { path: path.to_path_buf() });
    }
    String::from_utf8(bytes).map_err(|_| Error::NotUtf8 { path: path.to_path_buf() })
}

/// A file's text; None where there is no such file.
pub fn read_text_if_there(path: &Path) -> Result<Option<String>, Error> {
    match read_text(path) {
        Ok(text) => Ok(Some(text)),
        Err(Error::Read { source, .. }) if source.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Makes a folder of its own among the temporary ones; it stays until somebody removes it.
pub fn fresh(prefix: &str) -> Result<PathBuf, Error> {
    let folder = tempfile::Builder::new().prefix(prefix).tempdir();
    let made = folder.map_err(|source| Error::Write { path: std::env::temp_dir(), source })?;
    Ok(made.keep())
}

/// Makes a file, and the folders above it; refuses where one is there already.
pub fn create(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    put(path, bytes, &Expected::Nothing)
}

/// Replaces a file whole or not at all, whatever it holds now. Its permissions stay.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    put(path, bytes, &Expected::Anything)
}

/// Replaces a file only if it still holds what was read: somebody else's edit is never lost.
pub fn replace_read(path: &Path, read: &[u8], bytes: &[u8]) -> Result<(), Error> {
    put(path, bytes, &Expected::These(read))
}

/// What must be at the place for a file to be put there.
enum Expected<'b> {
    Nothing,
    Anything,
    These(&'b [u8]),
}

fn put(path: &Path, bytes: &[u8], expected: &Expected<'_>) -> Result<(), Error> {
    let failed = |source| Error::Write { path: path.to_path_buf(), source };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(failed)?;
    let permissions = writable_permissions(path)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".caitien-").suffix(".tmp");
    if let Some(permissions) = permissions.clone().or_else(usual_permissions) {
        builder.permissions(permissions);
    }
    let mut temporary = builder.tempfile_in(folder).map_err(failed)?;
    temporary.write_all(bytes).map_err(failed)?;
    if let Some(permissions) = permissions {
        temporary.as_file().set_permissions(permissions).map_err(failed)?;
    }
    temporary.as_file().sync_all().map_err(failed)?;
    // Two of our own processes take turns between looking and renaming. A file system without
    // locks still has the look itself.
    let turn = File::open(folder).map_err(failed)?;
    let _ = turn.lock();
    look_again(path, expected)?;
    if matches!(expected, Expected::Nothing) {
        temporary.persist_noclobber(path).map_err(|error| failed(error.error))?;
    } else {
        temporary.persist(path).map_err(|error| failed(error.error))?;
    }
    // The rename itself must survive a power cut; where folders cannot be synced, it may not.
    let _ = turn.sync_all();
    Ok(())
}

fn look_again(path: &Path, expected: &Expected<'_>) -> Result<(), Error> {
    match expected {
        Expected::Anything => Ok(()),
        Expected::Nothing if fs::symlink_metadata(path).is_ok() => {
            Err(Error::Exists { path: path.to_path_buf() })
        }
        Expected::Nothing => Ok(()),
        Expected::These(bytes) => match read(path) {
            Ok(now) if now == *bytes => Ok(()),
            _ => Err(Error::Changed { path: path.to_path_buf() }),
        },
    }
}

/// The permissions of the file that is to be replaced; None where there is none.
fn writable_permissions(path: &Path) -> Result<Option<fs::Permissions>, Error> {
    match fs::symlink_metadata(path) {
        Ok(file) if file.is_symlink() => Err(Error::Link { path: path.to_path_buf() }),
        Ok(file) if file.permissions().readonly() => Err(Error::ReadOnly { path: path.to_path_buf() }),
        Ok(file) => Ok(Some(file.permissions())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(source) => Err(Error::Read { path: path.to_path_buf(), source }),
    }
}

/// What a new file would have: the process's mask decides, not the temporary file's caution.
#[cfg(unix)]
fn usual_permissions() -> Option<fs::Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Some(fs::Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn usual_permissions() -> Option<fs::Permissions> {
    None
}

impl std::fmt::Display for Error {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Error::List { path, .. } => write!(out, "cannot list `{}`", path.display()),
            Error::Read { path, .. } => write!(out, "cannot read `{}`", path.display()),
            Error::NotUtf8 { path } => write!(out, "`{}` is not UTF-8 text", path.display()),
            Error::TooLarge { path } => write!(out, "`{}` is too large", path.display()),
            Error::Write { path, .. } => write!(out, "cannot write `{}`", path.display()),
            Error::Exists { path } => write!(out, "`{}` is there already", path.display()),
            Error::Changed { path } => write!(out, "`{}` was changed meanwhile", path.display()),
            Error::Link { path } => write!(out, "`{}` is a symbolic link", path.display()),
            Error::ReadOnly { path } => write!(out, "`{}` is read-only", path.display()),
            Error::SameSchool { one, other } => {
                write!(out, "`{}` and `{}` carry one name", one.display(), other.display())
            }
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::List { source, .. } | Error::Read { source, .. } | Error::Write { source, .. } => {
                Some(source)
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(files: &[&str]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for file in files {
            create(&root.path().join(file), b"").unwrap();
        }
        root
    }

    #[test]
    fn finds_schools_in_groups_and_passes_by_the_rest() {
        let root = tree(&[
            "schools/mn-a/school.toml",
            "schools/mn-a/2023-2024/plan.md",
            "schools/mn-a/2022-2023/plan.md",
            "schools/mn-a/2023–2024 bản nháp/plan.md",
            "schools/song-can/th-b/school.toml",
            "schools/.tam/x/school.toml",
            "schools/empty/readme.md",
        ]);
        let schools = find_schools(root.path()).unwrap();
        let inside: Vec<&str> = schools.iter().map(|school| school.inside.as_str()).collect();
        assert_eq!(inside, ["schools/mn-a", "schools/song-can/th-b"]);
        let plans: Vec<String> =
            schools[0].plans().unwrap().iter().map(|plan| plan.period.to_string()).collect();
        assert_eq!(plans, ["2022-2023", "2023-2024"]);
    }

    #[test]
    fn refuses_two_schools_of_one_name() {
        let root = tree(&["schools/x/mn-a/school.toml", "schools/y/mn-a/school.toml"]);
        assert!(matches!(find_schools(root.path()), Err(Error::SameSchool { .. })));
    }

    #[test]
    fn replaces_only_what_was_read() {
        let root = tree(&[]);
        let path = root.path().join("plan.md");
        create(&path, b"one").unwrap();
        assert!(matches!(create(&path, b"two"), Err(Error::Exists { .. })));
        replace_read(&path, b"one", b"two").unwrap();
        assert!(matches!(replace_read(&path, b"one", b"three"), Err(Error::Changed { .. })));
        assert_eq!(fs::read(&path).unwrap(), b"two");
        let left = fs::read_dir(root.path()).unwrap().count();
        assert_eq!(left, 1, "no temporary file stays behind");
    }

    #[cfg(unix)]
    #[test]
    fn keeps_permissions_and_refuses_links() {
        use std::os::unix::fs::PermissionsExt;
        let root = tree(&[]);
        let path = root.path().join("plan.md");
        create(&path, b"one").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        replace(&path, b"two").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        let link = root.path().join("link.md");
        std::os::unix::fs::symlink(&path, &link).unwrap();
        assert!(matches!(replace(&link, b"three"), Err(Error::Link { .. })));
    }
}
