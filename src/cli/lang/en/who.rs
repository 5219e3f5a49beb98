//! Who is at the keyboard, in English.

use crate::cli::lang::En;
use crate::work::who::Error;

impl En for Error {
    fn en(&self) -> String {
        match self {
            Error::Git(error) => error.en(),
            Error::NoSuchPerson { by, meant: Some(meant), .. } => {
                format!("nobody in school.toml has the id `{by}`; was `{meant}` meant?")
            }
            Error::NoSuchPerson { by, people, .. } => {
                format!("nobody in school.toml has the id `{by}`; there are: {}", names(people))
            }
            Error::WhoAreYou { email: Some(email), people } => format!(
                "refusing to guess who you are: nobody (or several) in school.toml with the address {email}; add `--by ID`, one of: {}",
                names(people)
            ),
            Error::WhoAreYou { email: None, people } => {
                format!("refusing to guess who you are; add `--by ID`, one of: {}", names(people))
            }
        }
    }
}

fn names(people: &[(String, String)]) -> String {
    people.iter().map(|(id, name)| format!("{id} ({name})")).collect::<Vec<_>>().join(", ")
}
