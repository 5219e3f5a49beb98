//! What any command can run into, in English.

use crate::cli::error::Trouble;
use crate::cli::lang::En;

impl En for Trouble {
    fn en(&self) -> String {
        match self {
            Trouble::Output => "cannot write the output".into(),
            Trouble::Usage(text) => text.clone(),
            Trouble::Format { format } => format!("this command has no `{format}` format"),
            Trouble::NotInteractive { flag } => {
                format!("a question had to be asked and this is not a terminal; use `{flag}`")
            }
            Trouble::OneFile => "exactly one file can be printed; name it".into(),
            Trouble::UnknownFinding { code, meant: Some(meant) } => {
                format!("no finding has the code `{code}`; did you mean `{meant}`?")
            }
            Trouble::UnknownFinding { code, meant: None } => {
                format!("no finding has the code `{code}`; `caitien explain` lists them")
            }
            Trouble::NotBuilt { command } => format!("`{command}` is not in this version yet"),
        }
    }
}
