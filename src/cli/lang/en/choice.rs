//! Which plan was meant, in English.

use crate::cli::lang::En;
use crate::work::choice::Error;

impl En for Error {
    fn en(&self) -> String {
        match self {
            Error::NoRepository { here } => {
                format!("there is no repository of plans at `{}`", here.display())
            }
            Error::Unknown { word, meant: Some(meant) } => {
                format!("`{word}` is no file, school or period; did you mean `{meant}`?")
            }
            Error::Unknown { word, meant: None } => format!("`{word}` is no file, school or period"),
            Error::NoPlan { period, has } if has.is_empty() => {
                format!("there is no plan {period}; the repository has none yet")
            }
            Error::NoPlan { period, has } => {
                let has: Vec<String> = has.iter().map(ToString::to_string).collect();
                format!("there is no plan {period}; there are: {}", has.join(", "))
            }
            Error::Several { schools } => {
                format!("several schools have it ({}); choose with `--school ID`", few(schools))
            }
            Error::SeveralSchools { ids } => {
                format!("there are several schools ({}); choose one with `--school ID`", few(ids))
            }
            Error::NoSchool { root } => {
                format!("`{}` has no school yet; add one with `caitien school add`", root.display())
            }
            Error::Folder(error) => error.en(),
        }
    }
}

/// The first names of a long list.
fn few(names: &[String]) -> String {
    match names {
        [a, b, c, _, ..] => format!("{a}, {b}, {c}, …"),
        _ => names.join(", "),
    }
}
