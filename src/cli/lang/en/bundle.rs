//! Bundles and publications, in English.

use crate::approval::bundle::{Flaw, Kind};
use crate::approval::roots::LineFlaw;
use crate::cli::lang::En;
use crate::cli::show::bundle::{Differs, PageWord, Stop, Told, Trusted, ids};
use crate::work::bundle::Error;
use crate::work::everything::Problem;

impl En for Told {
    fn en(&self) -> String {
        match self {
            Told::Made { kind: Kind::Bundle, path, bytes } => format!("Bundled: `{path}` ({bytes} bytes)"),
            Told::Made { kind: Kind::Publication, path, bytes } => {
                format!("Publication made: `{path}` ({bytes} bytes)")
            }
            Told::Page { path } => format!("A page to print: `{path}`"),
            Told::Send { path } => format!("The receiver needs no repository: `caitien verify {path}`"),
            Told::Withheld { shown, all } => format!(
                "{shown} of {all} items are shown. The file still tells the ids of all items, the school's trust record and \
                 the messages of its commits; whoever guesses another item to the letter can see that the guess is right."
            ),
            Told::File { path, kind: Kind::Bundle, name } => format!("Bundle `{path}`: {name}"),
            Told::File { path, kind: Kind::Publication, name } => format!("Publication `{path}`: {name}"),
            Told::GiveRoot => {
                "Without a repository, compare the root and call again with `--root \"FINGERPRINT\"`, or keep a list and use `--roots FILE`.".into()
            }
            Told::OnlyThen => {
                "The file says how things stood when it was made; a later withdrawal or approval is not in it.".into()
            }
            Told::Shown { items, all } => {
                format!("Only these {items} items (of the plan's {all}) are proved; the rest is not in the file.")
            }
            Told::SamePaper => "The code on paper is that of this approval.".into(),
        }
    }
}

impl En for Stop {
    fn en(&self) -> String {
        match self {
            Stop::NotAPeriod { word } => format!("`{word}` is no period (such as 2025-2026)"),
            Stop::NotAnItem { word } => format!("`{word}` is no item's id (such as w-1.5-2021-1)"),
            Stop::Exists { path } => format!("`{path}` exists already; add `--force` to replace it"),
            Stop::FilesOnly { word } => {
                format!(
                    "`{word}` is no bundle; files and what is in the repository are verified by two calls"
                )
            }
            Stop::NotABundle { path } => format!("`{path}` is no bundle made by `caitien bundle`"),
            Stop::OneFile { count } => format!("a page is of one bundle, and {count} were named; name one"),
            Stop::Roots { path, flaw } => {
                let place = format!("{}:{}", path.display(), flaw.line);
                match &flaw.what {
                    LineFlaw::NotASchool { word } => format!("{place}: `{word}` is no school's id"),
                    LineFlaw::NotAFingerprint { text } => {
                        format!("{place}: `{text}` is no root's fingerprint")
                    }
                    LineFlaw::Twice { school, earlier } => {
                        format!("{place}: `{school}` has another root on line {earlier}")
                    }
                }
            }
            Stop::OnePaper => {
                "one code on paper is compared at a time, with the repository or with one bundle".into()
            }
            Stop::NotAMark => {
                "the code on paper was not read in full: `CAITIEN:SCHOOL/PERIOD/V1:TAG-…:PLAN-…:ROOT-…`"
                    .into()
            }
            Stop::OtherPaper { name, what } => {
                let what = match what {
                    Differs::Tag => "tag",
                    Differs::Plan => "plan",
                    Differs::Root => "root",
                };
                format!("the code on paper is not that of `{name}` here: another {what}")
            }
        }
    }
}

impl En for Trusted<'_> {
    fn en(&self) -> String {
        let Trusted::School(standing) = self else {
            return "there is no school and no approval to verify".into();
        };
        let school = &standing.school;
        match &standing.problem {
            None => format!("{school}: the trust record is in order, its root is trusted"),
            Some(Problem::NoRoot) => {
                format!("{school}: no root of trust, the first record was not signed by its principal")
            }
            Some(Problem::Unpinned) => {
                let root = standing.root.map(|root| root.grouped()).unwrap_or_default();
                format!("{school}: the root is neither pinned nor in the list: {root}")
            }
            Some(Problem::Violated(what)) => format!("{school}: {}", what.en()),
        }
    }
}

impl En for PageWord {
    fn en(&self) -> String {
        match self {
            PageWord::Title { period, version } => format!("Improvement plan {period}, approved version v{version}"),
            PageWord::ExtractTitle { period, version } => {
                format!("From the improvement plan {period}, approved version v{version}")
            }
            PageWord::Signer => "Signed by".into(),
            PageWord::Verified => "Verified on".into(),
            PageWord::Tag => "Approval".into(),
            PageWord::PlanHash => "Hash of the plan".into(),
            PageWord::Items => "Items".into(),
            PageWord::Since => "Since then".into(),
            PageWord::Root => "The school's root, to be read out over the telephone".into(),
            PageWord::Code => {
                "Photograph the code and type caitien verify '…' with its words, to compare it with a repository; name the bundle too to compare it with that."
                    .into()
            }
            PageWord::ProvesNothing => "This page proves nothing by itself: anybody can print one like it.".into(),
            PageWord::HowToCheck { file } => format!("To be sure, verify the bundle: caitien verify {file}"),
            PageWord::Call => {
                "The root must agree, syllable by syllable, with what the principal reads out or the office keeps.".into()
            }
            PageWord::Plan => "The approved plan in full".into(),
            PageWord::Extract { shown, all } => {
                format!("Only {shown} of the plan's {all} items are shown; the rest is not made public here.")
            }
            PageWord::NotShown => "The plan is not printed, because this approval is not in order.".into(),
            PageWord::Unsigned => "unknown".into(),
        }
    }
}

impl En for Flaw {
    fn en(&self) -> String {
        match self {
            Flaw::NotABundle => "this is no bundle made by `caitien bundle`".into(),
            Flaw::TooLarge { most } => format!("larger than {} MB: no school's bundle", most >> 20),
            Flaw::Damaged => "the bundle is damaged: cut off, or changed on the way; ask for it again".into(),
            Flaw::Head { detail } => format!("the bundle's head cannot be read: {detail}"),
            Flaw::Value { key } => format!("`{key}` in the bundle's head is not valid"),
            Flaw::TooMany { key, most } => format!("`{key}` in the bundle's head is over {most}"),
            Flaw::Objects => "what the bundle holds cannot be read".into(),
            Flaw::Bomb => "what the bundle holds is larger than any school's history; not opened".into(),
            Flaw::Missing { id } => {
                format!("the bundle lacks `{id}` and cannot be verified; ask for another one")
            }
        }
    }
}

impl En for Error {
    fn en(&self) -> String {
        match self {
            Error::Verify(source) => source.en(),
            Error::Flaw(flaw) => flaw.en(),
            Error::NotApproved { school, period: Some(period) } => {
                format!("the plan {period} of `{school}` is not approved")
            }
            Error::NotApproved { school, period: None } => format!("no plan of `{school}` is approved"),
            Error::NotInOrder { name, verdict } => {
                format!("`{name}` is not in order and was not bundled: {}", verdict.en())
            }
            Error::NoSuchItems { ids: unknown } => format!("the approved plan has no item {}", ids(unknown)),
            Error::NoPlan { name } => format!("the plan of `{name}` cannot be read"),
            Error::NotTheSame { before, after } => {
                format!("the bundle is {after} where the repository is {before}: a bug; nothing was written")
            }
        }
    }
}
