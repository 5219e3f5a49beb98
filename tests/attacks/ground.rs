//! The ground on which the model plays: two repositories, written through the library, because starting programs
//! would cost a hundred times as much.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use caitien::approval::statement::{Account, Authority, SignedContent};
use caitien::approval::{ApprovalName, Hash, Id, PublicKey, Statement, digest};
use caitien::git::Repo;
use caitien::git::tag::{Tagger, build};
use caitien::plan::parse::parse;
use caitien::signing::{KeyFile, Locked, Signer};
use caitien::work::verify::{Judged, Scope, verify};

/// A source of chances that is the same for the same seed.
#[derive(Clone)]
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        word ^ (word >> 31)
    }

    /// A number below this one.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    pub(crate) fn one_in(&mut self, chances: usize) -> bool {
        self.below(chances) == 0
    }

    pub(crate) fn pick<'l, T>(&mut self, list: &'l [T]) -> &'l T {
        &list[self.below(list.len())]
    }
}

/// Everybody's key, by the number of the person.
pub(crate) struct Keys(Vec<Signer>);

pub(crate) const MAI: usize = 0;
pub(crate) const LAN: usize = 1;
pub(crate) const BINH: usize = 2;
pub(crate) const HANH: usize = 3;
pub(crate) const TUNG: usize = 4;
pub(crate) const PEOPLE: [&str; 5] = ["Mai", "Lan", "Bình", "Hạnh", "Tùng"];

impl Keys {
    pub(crate) fn read() -> Keys {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/keys");
        let files = ["principal", "former-principal", "deputy", "office", "stranger"];
        let open = |file: &&str| match KeyFile::read(&folder.join(file)).unwrap().open().unwrap() {
            Locked::Open(signer) => signer,
            _ => panic!("`{file}` is locked"),
        };
        Keys(files.iter().map(open).collect())
    }

    pub(crate) fn of(&self, who: usize) -> &Signer {
        &self.0[who]
    }

    pub(crate) fn public(&self, who: usize) -> &PublicKey {
        self.0[who].public_key()
    }
}

/// One repository with a clone that has pinned the roots of its schools.
pub(crate) struct Ground {
    pub(crate) repo: git2::Repository,
    pub(crate) path: PathBuf,
    _folder: tempfile::TempDir,
    clock: std::cell::Cell<i64>,
}

/// What is written where; None takes a file away.
pub(crate) type Edits = Vec<(String, Option<String>)>;

impl Ground {
    pub(crate) fn new() -> Ground {
        let folder = tempfile::tempdir().unwrap();
        let mut options = git2::RepositoryInitOptions::new();
        let repo = git2::Repository::init_opts(folder.path(), options.initial_head("main")).unwrap();
        let path = repo.path().to_path_buf();
        Ground { repo, path, _folder: folder, clock: std::cell::Cell::new(1) }
    }

    /// A commit upon these parents, with the tree of the first one changed like this.
    pub(crate) fn commit(&self, parents: &[git2::Oid], edits: &Edits, signer: Option<&Signer>) -> git2::Oid {
        let base = parents.first().map(|id| self.repo.find_commit(*id).unwrap().tree().unwrap());
        let mut update = git2::build::TreeUpdateBuilder::new();
        for (path, text) in edits {
            let there = base.as_ref().is_some_and(|tree| tree.get_path(Path::new(path)).is_ok());
            match text {
                Some(text) => {
                    let blob = self.repo.blob(text.as_bytes()).unwrap();
                    update.upsert(path.as_str(), blob, git2::FileMode::Blob);
                }
                None if there => drop(update.remove(path.as_str())),
                None => {}
            }
        }
        let empty = || self.repo.find_tree(self.repo.treebuilder(None).unwrap().write().unwrap()).unwrap();
        let base = base.unwrap_or_else(empty);
        let tree = self.repo.find_tree(update.create_updated(&self.repo, &base).unwrap()).unwrap();
        self.commit_tree(parents, &tree, signer)
    }

    pub(crate) fn commit_tree(
        &self,
        parents: &[git2::Oid],
        tree: &git2::Tree<'_>,
        signer: Option<&Signer>,
    ) -> git2::Oid {
        self.clock.set(self.clock.get() + 1);
        let who = git2::Signature::new("x", "x@example.org", &git2::Time::new(self.clock.get(), 0)).unwrap();
        let parents: Vec<git2::Commit<'_>> =
            parents.iter().map(|id| self.repo.find_commit(*id).unwrap()).collect();
        let parents: Vec<&git2::Commit<'_>> = parents.iter().collect();
        let bytes = self.repo.commit_create_buffer(&who, &who, "x\n", tree, &parents).unwrap();
        let text = std::str::from_utf8(&bytes).unwrap();
        match signer {
            Some(signer) => {
                let signature = signer.sign(&bytes).unwrap();
                self.repo.commit_signed(text, signature.trim_end(), None).unwrap()
            }
            None => self.repo.odb().unwrap().write(git2::ObjectType::Commit, &bytes).unwrap(),
        }
    }

    pub(crate) fn head(&self) -> git2::Oid {
        self.repo.refname_to_id("refs/heads/main").unwrap()
    }

    pub(crate) fn move_to(&self, reference: &str, id: git2::Oid) {
        self.repo.reference(reference, id, true, "x").unwrap();
    }

    pub(crate) fn forget(&self, reference: &str) {
        if let Ok(mut reference) = self.repo.find_reference(reference) {
            reference.delete().unwrap();
        }
    }

    /// Stores a tag object of a commit, signed.
    pub(crate) fn tag_object(
        &self,
        name: &str,
        commit: git2::Oid,
        message: &str,
        signer: &Signer,
    ) -> git2::Oid {
        let tagger = Tagger { name: "x".into(), email: "x".into(), seconds: 1, offset: 0 };
        let payload = build(own(commit), name, &tagger, message);
        let signature = signer.sign(payload.as_bytes()).unwrap();
        self.store(format!("{payload}{signature}").as_bytes())
    }

    /// Stores any bytes as a tag object.
    pub(crate) fn store(&self, bytes: &[u8]) -> git2::Oid {
        self.repo.odb().unwrap().write(git2::ObjectType::Tag, bytes).unwrap()
    }

    /// An object's kind and bytes.
    pub(crate) fn raw(&self, id: git2::Oid) -> (git2::ObjectType, Vec<u8>) {
        let store = self.repo.odb().unwrap();
        let object = store.read(id).unwrap();
        (object.kind(), object.data().to_vec())
    }

    pub(crate) fn read(&self, commit: git2::Oid, path: &str) -> Option<String> {
        let tree = self.repo.find_commit(commit).ok()?.tree().ok()?;
        let entry = tree.get_path(Path::new(path)).ok()?;
        let blob = self.repo.find_blob(entry.id()).ok()?;
        String::from_utf8(blob.content().to_vec()).ok()
    }

    /// The tags below `approved/`, with what they name.
    pub(crate) fn tags(&self) -> BTreeMap<String, git2::Oid> {
        let found = self.repo.references_glob("refs/tags/approved/*").unwrap();
        let pair = |one: git2::Reference<'_>| {
            Some((one.name().ok()?.strip_prefix("refs/tags/")?.to_owned(), one.target()?))
        };
        found.filter_map(|one| pair(one.unwrap())).collect()
    }

    /// Every ref with what it names.
    pub(crate) fn refs(&self) -> BTreeMap<String, git2::Oid> {
        let pair = |one: git2::Reference<'_>| Some((one.name().ok()?.to_owned(), one.target()?));
        self.repo.references().unwrap().filter_map(|one| pair(one.unwrap())).collect()
    }

    /// Puts branches and tags back as they were.
    pub(crate) fn restore(&self, refs: &BTreeMap<String, git2::Oid>) {
        for name in self.refs().keys().filter(|name| !refs.contains_key(*name)) {
            self.forget(name);
        }
        for (name, id) in refs {
            self.move_to(name, *id);
        }
    }

    pub(crate) fn pin(&self, school: &str, root: Hash) {
        self.open().pin(school, root).unwrap();
    }

    pub(crate) fn open(&self) -> Repo {
        Repo::open(&self.path).unwrap()
    }

    /// Every approval with its verdict; an error is no answer.
    pub(crate) fn judge(&self) -> Result<Vec<Judged>, String> {
        verify(&self.open(), &Scope::All).map_err(|error| error.to_string())
    }

    pub(crate) fn root(&self, school: &str) -> Option<Hash> {
        caitien::work::trust::root_of(&self.open(), school).ok().flatten()
    }
}

pub(crate) fn own(id: git2::Oid) -> Id {
    caitien::git::ObjectId::from(id).into()
}

pub(crate) fn plan_path(school: &str, period: &str) -> String {
    format!("schools/{school}/{period}/plan.md")
}

/// A small plan with these words in it.
pub(crate) fn plan_text(school: &str, period: &str, words: &str) -> String {
    format!(
        "+++\nschema = 1\nschool = \"{school}\"\nperiod = \"{period}\"\n+++\n\n## III. Nội dung\n\n\
         ### Tiêu chuẩn 1: Tổ chức\n\n#### Tiêu chí 1.5: Lớp\n\n**Điểm yếu**\n\n- Còn {words} lớp ghép. {{#w-1.5-2024-1}}\n"
    )
}

/// What is signed of a plan's text.
pub(crate) fn content(text: &str) -> SignedContent {
    let plan = parse(text).plan;
    SignedContent {
        plan: digest::plan(&plan),
        items: digest::items(&plan),
        evidence: None,
        reviews: Vec::new(),
    }
}

/// Where a statement stands.
pub(crate) struct Standing {
    pub(crate) root: Hash,
    pub(crate) sequence: u64,
    pub(crate) previous: Option<Id>,
    pub(crate) serial: u32,
    pub(crate) deputy: bool,
}

pub(crate) fn statement(name: &str, content: SignedContent, at: &Standing) -> Option<Statement> {
    Some(Statement {
        name: name.parse::<ApprovalName>().ok()?,
        root: at.root,
        sequence: at.sequence,
        previous: at.previous,
        trust_serial: at.serial,
        withdrawn: Default::default(),
        authority: at.deputy.then_some(Authority::ForPrincipal),
        shown: content.plan,
        content,
        account: Account::default(),
    })
}
