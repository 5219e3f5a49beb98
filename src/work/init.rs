//! Makes a repository with its first school, or adds a school to one.
//!
//! The commit that brings a school's record in is the root of all trust in that school, so it is
//! signed with the principal's key where that key is at hand. Files that are there already are
//! never touched; what was made is taken back where the commit does not come about.

use std::fs;
use std::path::{Path, PathBuf};

use crate::approval::{Hash, KeyKind, PublicKey};
use crate::folder;
use crate::git::commit::{self, CommitKey, Order, Others};
use crate::git::{self, CommitId, Repo};
use crate::school::{EducationLevel, Identity, Person, Role, School, is_slug};

use super::trust;

/// A school that is to be made.
#[derive(Clone, Debug)]
pub struct NewSchool {
    pub id: String,
    pub name: String,
    pub level: EducationLevel,
    pub principal: String,
    pub email: Option<String>,
    /// The principal's public key, as an entry of `school.toml`.
    pub key: Option<String>,
}

/// What was made.
#[derive(Clone, Debug)]
pub struct Made {
    pub root: PathBuf,
    pub school: String,
    /// From the repository's root, in order.
    pub files: Vec<String>,
    pub commit: CommitId,
    /// Was the commit signed by us? Git's own configuration may sign it besides.
    pub signed: bool,
    /// The fingerprint of the principal's key.
    pub key: Option<String>,
    /// The school's root of trust, where the commit was signed by somebody with the right; it is
    /// pinned in this clone.
    pub trust_root: Option<Hash>,
}

/// Why nothing was made.
#[derive(Debug)]
pub enum Error {
    MakeFolder {
        path: PathBuf,
        source: std::io::Error,
    },
    /// The folder lies inside another repository.
    InsideRepository {
        folder: PathBuf,
        root: PathBuf,
    },
    /// There is a plan repository already.
    Already {
        root: PathBuf,
    },
    /// A bare repository holds no files to edit.
    Bare {
        folder: PathBuf,
    },
    /// Not lower-case letters, digits and hyphens.
    InvalidId {
        id: String,
    },
    /// No id can be made of this name.
    NoId {
        name: String,
    },
    /// A school of this id is there already.
    SchoolExists {
        path: PathBuf,
    },
    /// The file holds no public key.
    NotAKey {
        path: PathBuf,
    },
    /// There is only a private key file; its public half is wanted too.
    NoPublicHalf {
        path: PathBuf,
    },
    Git(git::Error),
    Commit(commit::Error),
    Folder(folder::Error),
}

impl From<git::Error> for Error {
    fn from(error: git::Error) -> Self {
        Error::Git(error)
    }
}

impl From<commit::Error> for Error {
    fn from(error: commit::Error) -> Self {
        Error::Commit(error)
    }
}

impl From<folder::Error> for Error {
    fn from(error: folder::Error) -> Self {
        Error::Folder(error)
    }
}

/// A principal's key as it lies on disk.
#[derive(Clone, Debug)]
pub struct KeyFile {
    /// The public half, one line.
    pub public: String,
    /// What git signs with: the private file, or the public one where an agent has the rest.
    pub sign_with: CommitKey,
    /// Is the private half at hand, as a file or in the person's keyring?
    pub is_private: bool,
}

impl KeyFile {
    /// A key of the person's `gpg` or `gpgsm`.
    pub fn of_keyring(key: PublicKey) -> KeyFile {
        KeyFile { public: key.to_line(), sign_with: CommitKey::Public(key), is_private: true }
    }
}

/// Reads a key from the path of either half, or of an exported OpenPGP key or certificate.
pub fn read_key(path: &Path) -> Result<KeyFile, Error> {
    let exported = fs::read(path).ok().and_then(|bytes| PublicKey::from_export(&bytes));
    if let Some(key) = exported.filter(|key| key.kind() != KeyKind::Ssh) {
        return Ok(KeyFile { is_private: false, ..KeyFile::of_keyring(key) });
    }
    let is_public = path.extension().is_some_and(|extension| extension == "pub");
    let (private, public) = if is_public {
        (path.with_extension(""), path.to_path_buf())
    } else {
        let mut name = path.as_os_str().to_owned();
        name.push(".pub");
        (path.to_path_buf(), PathBuf::from(name))
    };
    if !public.exists() && private.exists() {
        return Err(Error::NoPublicHalf { path: private });
    }
    let text = folder::read_text(&public)?;
    let line = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    if PublicKey::parse(line).is_none() {
        return Err(Error::NotAKey { path: public });
    }
    let is_private = private.exists();
    let sign_with = if is_private { private } else { public };
    Ok(KeyFile { public: line.to_owned(), sign_with: CommitKey::File(sign_with), is_private })
}

/// Makes a repository in a folder, with its first school.
pub fn init(folder: &Path, school: &NewSchool, sign: Option<&CommitKey>) -> Result<Made, Error> {
    check_id(&school.id)?;
    fs::create_dir_all(folder).map_err(|source| Error::MakeFolder { path: folder.to_path_buf(), source })?;
    let repo = repository(folder)?;
    commit::identity(&repo)?;
    let mut files = vec![
        ("caitien.toml".to_owned(), include_str!("../../templates/caitien.toml").to_owned()),
        ("README.md".to_owned(), include_str!("../../templates/README.md").to_owned()),
        (".gitattributes".to_owned(), include_str!("../../templates/gitattributes").to_owned()),
    ];
    // Somebody's own README stays as it is.
    files.retain(|(inside, _)| fs::symlink_metadata(repo.root().join(inside)).is_err());
    files.push((format!("schools/{}/school.toml", school.id), record(school)));
    let message = format!("Lập kho kế hoạch cải tiến chất lượng: {}", school.name);
    make(&repo, &Plan { files, message, school, sign })
}

/// Adds a school to a repository.
pub fn add_school(repo: &Repo, school: &NewSchool, sign: Option<&CommitKey>) -> Result<Made, Error> {
    check_id(&school.id)?;
    if repo.is_bare() {
        return Err(Error::Bare { folder: repo.root().to_path_buf() });
    }
    let schools = folder::find_schools(repo.root())?;
    if let Some(there) = schools.iter().find(|there| there.id == school.id) {
        return Err(Error::SchoolExists { path: there.path.clone() });
    }
    commit::identity(repo)?;
    let files = vec![(format!("schools/{}/school.toml", school.id), record(school))];
    let message = format!("Thêm trường: {}", school.name);
    make(repo, &Plan { files, message, school, sign })
}

fn check_id(id: &str) -> Result<(), Error> {
    if is_slug(id) { Ok(()) } else { Err(Error::InvalidId { id: id.to_owned() }) }
}

/// The repository of exactly this folder; made where there is none.
fn repository(folder: &Path) -> Result<Repo, Error> {
    let repo = match Repo::open(folder) {
        Ok(repo) => repo,
        Err(git::Error::NoRepository { .. }) => {
            commit::init(folder)?;
            Repo::open(folder)?
        }
        Err(error) => return Err(error.into()),
    };
    let (root, folder) = (repo.root().to_path_buf(), folder.to_path_buf());
    if repo.is_bare() {
        return Err(Error::Bare { folder });
    }
    if fs::canonicalize(&root).ok() != fs::canonicalize(&folder).ok() {
        return Err(Error::InsideRepository { folder, root });
    }
    let ours = ["caitien.toml", "schools"];
    if ours.iter().any(|name| fs::symlink_metadata(root.join(name)).is_ok()) {
        return Err(Error::Already { root });
    }
    Ok(repo)
}

/// What is about to be made.
struct Plan<'p> {
    files: Vec<(String, String)>,
    message: String,
    school: &'p NewSchool,
    sign: Option<&'p CommitKey>,
}

fn make(repo: &Repo, plan: &Plan<'_>) -> Result<Made, Error> {
    let mut made = Vec::new();
    let result = write_and_commit(repo, plan, &mut made);
    if result.is_err() {
        take_back(repo, &made);
    }
    let commit = result?;
    let key = plan.school.key.as_deref().and_then(PublicKey::parse);
    Ok(Made {
        root: repo.root().to_path_buf(),
        school: plan.school.id.clone(),
        files: made,
        commit,
        signed: plan.sign.is_some(),
        key: key.map(|key| key.fingerprint()),
        trust_root: pin_root(repo, &plan.school.id),
    })
}

/// Whoever made the root on this machine needs nobody to vouch for it. That it could not be pinned
/// takes nothing back: `trust pin` does it later.
fn pin_root(repo: &Repo, school: &str) -> Option<Hash> {
    let root = trust::root_of(repo, school).ok()??;
    repo.pin(school, root).ok()?;
    Some(root)
}

fn write_and_commit(repo: &Repo, plan: &Plan<'_>, made: &mut Vec<String>) -> Result<CommitId, Error> {
    for (inside, text) in &plan.files {
        folder::create(&repo.root().join(inside), text.as_bytes())?;
        made.push(inside.clone());
    }
    let order = Order { message: &plan.message, paths: made, others: Others::MayBeStaged, key: plan.sign };
    Ok(commit::commit(repo, &order)?.id)
}

/// Removes the files that this run made, and the folders that are empty then.
fn take_back(repo: &Repo, made: &[String]) {
    // What cannot be removed stays: it is nobody's work, and the error is told.
    let _ = commit::unstage(repo, made);
    for inside in made {
        let path = repo.root().join(inside);
        let _ = fs::remove_file(&path);
        for folder in path.ancestors().skip(1).take_while(|folder| *folder != repo.root()) {
            let _ = fs::remove_dir(folder);
        }
    }
}

fn record(school: &NewSchool) -> String {
    let principal = Person {
        id: "hieu-truong".into(),
        name: school.principal.clone(),
        role: Role::Principal,
        email: school.email.clone(),
        keys: school.key.iter().cloned().collect(),
        standards: Vec::new(),
        criteria: Vec::new(),
        may_change_trust: false,
    };
    let record = School {
        schema: 1,
        serial: 1,
        school: Identity { id: school.id.clone(), name: school.name.clone(), level: school.level },
        people: vec![principal],
        mandates: Vec::new(),
        key_statuses: Vec::new(),
        recovery: None,
    };
    format!("{}{}", include_str!("../../templates/school.toml"), record.to_toml())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_record_reads_back() {
        let school = NewSchool {
            id: "mn-may-trang".into(),
            name: "Trường Mầm non \"Mây Trắng\"".into(),
            level: EducationLevel::Preschool,
            principal: "Lê Thị\nAn".into(),
            email: None,
            key: None,
        };
        let read = School::parse(&record(&school)).unwrap();
        assert_eq!(read.school.name, school.name);
        assert_eq!(read.principal().unwrap().name, school.principal);
        assert_eq!(read.serial, 1);
    }
}
