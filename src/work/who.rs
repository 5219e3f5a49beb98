//! Who is at the keyboard: the person of the school who is named, else the one whose e-mail address git knows.
//!
//! This is a claim and no proof: git's address is whatever somebody typed.

use std::path::Path;

use crate::git::{self, Repo};
use crate::plan::spelling::nearest;
use crate::school::{Person, School};

/// Why nobody is known.
#[derive(Debug)]
pub enum Error {
    Git(git::Error),
    NoSuchPerson {
        by: String,
        meant: Option<String>,
        /// Ids and names of the school's people.
        people: Vec<(String, String)>,
    },
    /// Nobody of the school has the e-mail address that git knows, or several have.
    WhoAreYou {
        email: Option<String>,
        people: Vec<(String, String)>,
    },
}

impl From<git::Error> for Error {
    fn from(error: git::Error) -> Self {
        Error::Git(error)
    }
}

/// The person of the record with this id; without one, whoever has git's e-mail address at `here`.
pub fn who<'r>(here: &Path, record: &'r School, by: Option<&str>) -> Result<&'r Person, Error> {
    match by {
        Some(by) => named(record, by),
        None => myself(here, record),
    }
}

fn named<'r>(record: &'r School, by: &str) -> Result<&'r Person, Error> {
    if let Some(person) = record.person(by) {
        return Ok(person);
    }
    let ids: Vec<&str> = record.people.iter().map(|person| person.id.as_str()).collect();
    let meant = nearest(by, &ids).map(str::to_owned);
    Err(Error::NoSuchPerson { by: by.to_owned(), meant, people: people(record) })
}

fn myself<'r>(here: &Path, record: &'r School) -> Result<&'r Person, Error> {
    let email = match Repo::open(here) {
        Ok(repo) => repo.config("user.email")?,
        Err(git::Error::NoRepository { .. }) => None,
        Err(error) => return Err(error.into()),
    };
    let mut mine = record.people.iter().filter(|person| is_theirs(person, email.as_deref()));
    match (mine.next(), mine.next()) {
        (Some(person), None) => Ok(person),
        _ => Err(Error::WhoAreYou { email, people: people(record) }),
    }
}

/// Is this the person's address?
pub fn is_theirs(person: &Person, email: Option<&str>) -> bool {
    let same = |one: &str, other: &str| one.trim().to_lowercase() == other.trim().to_lowercase();
    person.email.as_deref().zip(email).is_some_and(|(one, other)| same(one, other))
}

fn people(record: &School) -> Vec<(String, String)> {
    record.people.iter().map(|person| (person.id.clone(), person.name.clone())).collect()
}
