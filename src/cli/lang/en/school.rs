//! What `init` and `school add` say and ask, in English.

use crate::cli::command::school::{Advice, Message};
use crate::cli::lang::En;
use crate::work::init::Error;

impl En for Message {
    fn en(&self) -> String {
        match self {
            Message::AskName => "The school's full name:".into(),
            Message::AskLevel => "Level (preschool, primary, secondary):".into(),
            Message::AskPrincipal => "The principal's full name:".into(),
            Message::AskKey => "The principal's key file (empty if there is none yet):".into(),
            Message::NoLevel { typed } => {
                format!("there is no level `{typed}`; write preschool, primary or secondary")
            }
            Message::EmptyName => "the school's name must not be empty".into(),
            Message::MadeRepository { root } => format!("Made a plan repository in {}", root.display()),
            Message::MadeSchool { name, id } => format!("Added {name}, id: {id}"),
            Message::Root { fingerprint, key } => root(fingerprint, key.as_deref()),
            Message::RootUnsigned { has_key } => unsigned(*has_key),
            Message::Next { period } => {
                let period = period.map_or("2026-2027".to_owned(), |period| period.to_string());
                format!("Next: `caitien new {period}` makes the plan")
            }
            Message::KeyMade { path } => {
                format!(
                    "Made a new key: {} (keep it secret, and keep a copy in a safe place)",
                    path.display()
                )
            }
        }
    }
}

fn root(fingerprint: &str, key: Option<&str>) -> String {
    let key = key.map(|key| format!("\n  the principal's key: {key}")).unwrap_or_default();
    format!(
        "Root of trust of this school (signed): {fingerprint}{key}\n  Write it down and give it to those who receive the plans: they verify by it."
    )
}

fn unsigned(has_key: bool) -> String {
    if has_key {
        "Note: the record is not signed, because the key's private half is not on this machine. \
         Approvals will not verify until the record is made anew with the principal's signature."
            .into()
    } else {
        "Note: the principal has no key yet, so the record is not signed. Plans can be written and saved; \
         approvals will not verify. When there is a key, see `caitien trust --help`."
            .into()
    }
}

impl En for Advice {
    fn en(&self) -> String {
        match self {
            Advice::AddSchool => "to add a school to this repository, use `caitien school add`".into(),
            Advice::GoElsewhere => "choose another folder: `caitien init DIR`".into(),
            Advice::GiveId => {
                "give an id with `--id`: lower-case letters, digits and hyphens, such as `--id mn-may-trang`"
                    .into()
            }
            Advice::PublicHalf { path } => {
                let path = path.display();
                format!("make the public half with `ssh-keygen -y -f '{path}' > '{path}.pub'`")
            }
        }
    }
}

impl En for Error {
    fn en(&self) -> String {
        match self {
            Error::MakeFolder { path, .. } => format!("cannot make the folder `{}`", path.display()),
            Error::InsideRepository { folder, root } => format!(
                "refusing to make a repository: `{}` lies inside another one (`{}`)",
                folder.display(),
                root.display()
            ),
            Error::Already { root } => format!(
                "refusing to make a repository: `{}` is one already; all its files stay",
                root.display()
            ),
            Error::Bare { folder } => format!("`{}` is bare: it holds no files to edit", folder.display()),
            Error::InvalidId { id } => format!("`{id}` cannot be a school's id"),
            Error::NoId { name } => format!("no id can be made of the name `{name}`"),
            Error::SchoolExists { path } => format!("a school has this id already: `{}`", path.display()),
            Error::NotAKey { path } => format!("`{}` holds no public key", path.display()),
            Error::NoPublicHalf { path } => {
                format!("the key `{}` has no `.pub` file beside it", path.display())
            }
            Error::Git(error) => error.en(),
            Error::Commit(error) => error.en(),
            Error::Folder(error) => error.en(),
        }
    }
}
