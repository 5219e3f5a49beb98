//! What is told about bundles and publications, and why there is none.

use std::path::PathBuf;

use crate::approval::ApprovalName;
use crate::approval::bundle::Kind;
use crate::approval::roots;
use crate::cli::lang::Say;
use crate::cli::show::verdict::safe;
use crate::cli::ui::{Tone, Ui};
use crate::plan::item::ItemId;
use crate::work::everything::{Problem, Standing};
use crate::work::verify::Judged;

/// What is told on the way.
#[derive(Clone, Debug)]
pub enum Told {
    Made {
        kind: Kind,
        path: String,
        bytes: usize,
    },
    Page {
        path: String,
    },
    /// What the receiver does with the file.
    Send {
        path: String,
    },
    /// A publication keeps the plan back, and not everything about it.
    Withheld {
        shown: usize,
        all: usize,
    },
    /// Above the verdict on a file.
    File {
        path: String,
        kind: Kind,
        name: ApprovalName,
    },
    /// How to trust a root without a repository.
    GiveRoot,
    /// What no bundle can say.
    OnlyThen,
    /// What is shown of a publication.
    Shown {
        items: usize,
        all: usize,
    },
    /// The code on paper is that of the approval.
    SamePaper,
}

/// Why it stops.
#[derive(Clone, Debug)]
pub enum Stop {
    NotAPeriod {
        word: String,
    },
    NotAnItem {
        word: String,
    },
    /// A file is there already.
    Exists {
        path: String,
    },
    /// A file and something else were named.
    FilesOnly {
        word: String,
    },
    /// The file has the ending of a bundle and is none.
    NotABundle {
        path: String,
    },
    /// A page is of one file.
    OneFile {
        count: usize,
    },
    Roots {
        path: PathBuf,
        flaw: roots::Flaw,
    },
    /// One code is held against one thing.
    OnePaper,
    /// What was typed is no code of an approval.
    NotAMark,
    /// The paper shows another approval than is here.
    OtherPaper {
        name: ApprovalName,
        what: Differs,
    },
}

/// In what a code on paper differs from what is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Differs {
    Tag,
    Plan,
    Root,
}

/// A school's trust, or that there is nothing at all.
#[derive(Clone, Debug)]
pub enum Trusted<'s> {
    School(&'s Standing),
    Nothing,
}

/// The words of the page.
#[derive(Clone, Debug)]
pub enum PageWord {
    Title {
        period: crate::period::Period,
        version: u32,
    },
    ExtractTitle {
        period: crate::period::Period,
        version: u32,
    },
    Signer,
    Verified,
    Tag,
    PlanHash,
    Items,
    /// What was said about the approval afterwards.
    Since,
    Root,
    Code,
    ProvesNothing,
    HowToCheck {
        file: String,
    },
    Call,
    Plan,
    Extract {
        shown: usize,
        all: usize,
    },
    NotShown,
    Unsigned,
}

/// The ids that were not found, as one text.
pub fn ids(ids: &[ItemId]) -> String {
    ids.iter().map(ItemId::to_string).collect::<Vec<_>>().join(", ")
}

/// How each school's trust stands, one line each.
pub fn standings(standings: &[Standing], judged: &[Judged], ui: &Ui) -> String {
    let line = |(mark, tone): (&str, Tone), what: &Trusted<'_>| {
        format!("{} {}\n", ui.paint(tone, mark), safe(&what.say(ui.lang)))
    };
    if standings.is_empty() && judged.is_empty() {
        return line(("✗", Tone::Bad), &Trusted::Nothing);
    }
    let look = |one: &Standing| match &one.problem {
        None => ("✓", Tone::Good),
        Some(Problem::Unpinned) => ("?", Tone::Warn),
        Some(_) => ("✗", Tone::Bad),
    };
    standings.iter().map(|one| line(look(one), &Trusted::School(one))).collect()
}
