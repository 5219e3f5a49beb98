//! What `join` says, in English.

use crate::cli::command::join::Told;
use crate::cli::command::save::visible;
use crate::cli::lang::En;
use crate::work::join::Error;

impl En for Told {
    fn en(&self) -> String {
        match self {
            Told::Joined { root } => format!("The repository is at `{}` now.", root.display()),
            Told::Schools { schools, plans } => match schools.as_slice() {
                [school] => format!("School {}, plans: {plans}.", visible(school)),
                many => format!("Schools: {}, plans: {plans}.", many.len()),
            },
            Told::NoSchools => "Note: there is no school in it; is it the right place?".into(),
            Told::Next { root } => format!(
                "Next: go there (`cd '{}'`), look with `caitien status`; after editing, `caitien save` and `caitien sync`.",
                root.display()
            ),
            Told::WhoAreYou => "Git does not know who you are. Type these two once: \
                `git config --global user.name \"Name\"` and `git config --global user.email \"name@school.edu.vn\"`"
                .into(),
            Told::OtherFolder => "name another folder: `caitien join WHERE NEW-FOLDER`".into(),
            Told::SendFirst => {
                "whoever has the plans sends the first copy, `caitien sync WHERE` there; then try again".into()
            }
        }
    }
}

impl En for Error {
    fn en(&self) -> String {
        match self {
            Error::NotEmpty { folder } => {
                format!("no copy made: there are files in `{}` already", folder.display())
            }
            Error::NoName { place } => format!("no folder can be named after `{}`", visible(place)),
            Error::Empty { place } => format!("there is nothing at {} yet", visible(place)),
            Error::Remote(error) => error.en(),
            Error::Git(error) => error.en(),
            Error::Folder(error) => error.en(),
        }
    }
}
