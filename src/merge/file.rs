//! Two people's versions of any file of a plan repository, merged as what the file is.
//!
//! Where one side alone changed a file, that side has it; where one deleted what the other edited, the edited one stays.
//! Where both changed it: a plan by item, records one by one, other texts by line, and a trust record not at all: who may
//! sign is never guessed. Before a result is given out it is held against all three versions ([`proof`]).

use super::lines::by_line;
use super::part::{Conflict, Renumbered};
use super::proof::{Missing, of_lines};
use super::three::Three;
use super::{Among, Texts, merge_among, records};
use crate::plan::conflict::Version;

/// What a file is, for merging.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Plan,
    /// Append-only records.
    Records,
    /// Rights hang on it.
    Trust,
    Text,
}

/// The three versions of a file; None where there is no such file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sides<'f> {
    pub base: Option<&'f [u8]>,
    pub ours: Option<&'f [u8]>,
    pub theirs: Option<&'f [u8]>,
}

/// What becomes of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// As this side has it, or gone where it is gone there.
    Of(Version),
    /// As this side edited it; the other had deleted it.
    Kept(Version),
    Merged(Text),
    Refused(Refusal),
}

/// A text that was merged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    pub text: String,
    pub conflicts: Vec<Conflict>,
    pub renumbered: Vec<Renumbered>,
}

/// Why a file cannot be merged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Both sides changed who may do what.
    Trust,
    /// Both sides changed the same lines.
    Lines,
    /// Both sides changed a file that is no text.
    NotText,
    /// So much would be missing.
    Lost(usize),
}

/// Merges one file.
pub fn merge(form: Form, sides: Sides<'_>, among: Among<'_>) -> Outcome {
    let Sides { base, ours, theirs } = sides;
    if ours == theirs || theirs == base {
        return Outcome::Of(Version::This);
    }
    if ours == base {
        return Outcome::Of(Version::Other);
    }
    let (Some(own), Some(other)) = (ours, theirs) else {
        return Outcome::Kept(if ours.is_some() { Version::This } else { Version::Other });
    };
    if form == Form::Trust {
        return Outcome::Refused(Refusal::Trust);
    }
    let [Ok(base), Ok(own), Ok(other)] = [base.unwrap_or_default(), own, other].map(std::str::from_utf8)
    else {
        return Outcome::Refused(Refusal::NotText);
    };
    let texts = Texts { base, ours: own, theirs: other };
    match form {
        Form::Plan => plan(texts, among),
        Form::Records => match records::merge(base, own, other) {
            Some(merged) => settled(merged.lost, Text { text: merged.text, ..Text::default() }),
            None => lines(texts),
        },
        Form::Trust | Form::Text => lines(texts),
    }
}

fn settled(lost: Vec<Missing>, text: Text) -> Outcome {
    if lost.is_empty() { Outcome::Merged(text) } else { Outcome::Refused(Refusal::Lost(lost.len())) }
}

fn plan(texts: Texts<'_>, among: Among<'_>) -> Outcome {
    let merged = merge_among(among, texts.base, texts.ours, texts.theirs);
    let text = Text { text: merged.text, conflicts: merged.conflicts, renumbered: merged.renumbered };
    settled(merged.lost, text)
}

fn lines(texts: Texts<'_>) -> Outcome {
    let merged = by_line(texts);
    if !merged.conflicts.is_empty() {
        return Outcome::Refused(Refusal::Lines);
    }
    settled(merged.lost, Text { text: merged.text, ..Text::default() })
}

/// A text merged by line, with both versions of what both changed between git's own markers.
pub fn marked_lines(base: &str, ours: &str, theirs: &str) -> Text {
    let merged = by_line(Texts { base, ours, theirs });
    Text { text: merged.text, conflicts: merged.conflicts, ..Text::default() }
}

/// What of both sides a merged file lacks, though nobody took it out; asked without knowing how it was merged.
pub fn proof(form: Form, sides: Sides<'_>, merged: Option<&[u8]>) -> Vec<Missing> {
    let Sides { base, ours, theirs } = sides;
    let whole = |version, wanted: Option<&[u8]>| {
        let text = || String::from_utf8_lossy(wanted.unwrap_or_default()).into_owned();
        if merged == wanted { Vec::new() } else { vec![Missing { version, text: text() }] }
    };
    if ours == theirs || theirs == base {
        return whole(Version::This, ours);
    }
    if ours == base {
        return whole(Version::Other, theirs);
    }
    let (Some(own), Some(other)) = (ours, theirs) else {
        return if ours.is_some() { whole(Version::This, ours) } else { whole(Version::Other, theirs) };
    };
    let [base, own, other, merged] =
        [base.unwrap_or_default(), own, other, merged.unwrap_or_default()].map(String::from_utf8_lossy);
    match form {
        Form::Plan => super::proof(&base, &own, &other, &merged),
        Form::Records if records::merge(&base, &own, &other).is_some() => {
            records::proof(&base, &own, &other, &merged)
        }
        Form::Records | Form::Trust | Form::Text => of_lines(Three::new(&base, &own, &other), &merged),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::part::Yields;
    use super::*;

    fn check(form: Form, [base, ours, theirs]: [Option<&str>; 3], expected: &Outcome) {
        let sides = Sides {
            base: base.map(str::as_bytes),
            ours: ours.map(str::as_bytes),
            theirs: theirs.map(str::as_bytes),
        };
        let outcome = merge(form, sides, Among { taken: &BTreeSet::new(), yields: Yields::This });
        assert_eq!(&outcome, expected);
        let merged = match &outcome {
            Outcome::Of(Version::This) | Outcome::Kept(Version::This) => sides.ours,
            Outcome::Of(Version::Other) | Outcome::Kept(Version::Other) => sides.theirs,
            Outcome::Merged(merged) => Some(merged.text.as_bytes()),
            Outcome::Refused(_) => return,
        };
        assert_eq!(proof(form, sides, merged), []);
    }

    #[test]
    fn who_changed_a_file_has_it() {
        let (a, b, c) = (Some("a\n"), Some("b\n"), Some("c\n"));
        check(Form::Trust, [a, b, a], &Outcome::Of(Version::This));
        check(Form::Trust, [a, a, b], &Outcome::Of(Version::Other));
        check(Form::Trust, [a, b, b], &Outcome::Of(Version::This));
        check(Form::Text, [a, None, a], &Outcome::Of(Version::This));
        check(Form::Text, [None, None, a], &Outcome::Of(Version::Other));
        check(Form::Text, [a, None, b], &Outcome::Kept(Version::Other));
        check(Form::Text, [a, b, None], &Outcome::Kept(Version::This));
        check(Form::Text, [a, b, c], &Outcome::Refused(Refusal::Lines));
        let all = [Some("a\nb\nc\n"), Some("x\nb\nc\n"), Some("a\nb\ny\n")];
        let merged = Text { text: "x\nb\ny\n".into(), ..Text::default() };
        check(Form::Text, all, &Outcome::Merged(merged));
        check(Form::Trust, all, &Outcome::Refused(Refusal::Trust));
    }

    #[test]
    fn the_side_that_yields_gives_its_item_another_id() {
        let plan = |item: &str| {
            format!(
                "## III. Nội dung\n\n#### Tiêu chí 1.5\n\n**Điểm yếu**\n\n- Cũ. {{#w-1.5-2023-1}}\n{item}"
            )
        };
        let (ours, theirs) = (plan("- Của ta. {#w-1.5-2023-2}\n"), plan("- Của bạn. {#w-1.5-2023-2}\n"));
        let ids = |yields, ours: &str, theirs: &str| {
            let merged = merge_among(Among { taken: &BTreeSet::new(), yields }, &plan(""), ours, theirs);
            assert_eq!(merged.lost, []);
            let line = merged.text.lines().find(|line| line.contains("Của ta.")).unwrap().to_owned();
            (line, merged.renumbered.first().map(|one| one.version))
        };
        let (this, other) = (Some(Version::This), Some(Version::Other));
        assert_eq!(ids(Yields::This, &ours, &theirs), ("- Của ta. {#w-1.5-2023-3}".into(), this));
        assert_eq!(ids(Yields::Other, &ours, &theirs), ("- Của ta. {#w-1.5-2023-2}".into(), other));
        assert_eq!(ids(Yields::Words, &ours, &theirs), ("- Của ta. {#w-1.5-2023-3}".into(), this));
        assert_eq!(ids(Yields::Words, &theirs, &ours), ("- Của ta. {#w-1.5-2023-3}".into(), other));
    }

    #[test]
    fn a_proof_finds_what_is_missing() {
        let sides = Sides { base: Some(b"a\n"), ours: Some(b"a\n"), theirs: Some(b"b\n") };
        assert_eq!(proof(Form::Text, sides, Some(b"a\n")).len(), 1);
        assert_eq!(proof(Form::Text, sides, None).len(), 1);
    }
}
