//! Rules on what people said of a plan, one file at a time.

use std::collections::BTreeSet;

use super::record::value;
use crate::finding::{Finding, Problem};
use crate::review::Record;
use crate::school::School;

/// What is wrong with one file of `reviews/`; `comments` are the ids of all comments of the plan, `people` those of the
/// school's record, None where it could not be read.
pub fn review(
    text: &str,
    record: &Record,
    (comments, people): (&BTreeSet<&str>, Option<&School>),
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let (speaks_of, is_claimed) = match record {
        Record::Comment(comment) => (comment.answers.as_deref(), comment.claimed),
        Record::Resolution(resolution) => (Some(resolution.of.as_str()), false),
        Record::Verdict(_) => (None, false),
    };
    if let Some(id) = speaks_of.filter(|id| !comments.contains(id)) {
        findings.push(Finding::new(Problem::UnknownComment { id: id.to_owned() }, value(text, id)));
    }
    let author = record.author();
    // A name that a file claims is nobody's id.
    if !is_claimed && people.is_some_and(|people| people.person(author).is_none()) {
        findings.push(Finding::new(Problem::UnknownPerson { id: author.to_owned() }, value(text, author)));
    }
    findings.sort_by_key(|finding| finding.span);
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> Vec<(&'static str, String)> {
        let people = School::parse(
            "schema = 1\nserial = 1\n[school]\nid = \"a\"\nname = \"A\"\nlevel = \"primary\"\n\
             [[person]]\nid = \"mo\"\nname = \"Lê Thị Mơ\"\nrole = \"council\"\n",
        );
        let found = review(text, &Record::parse(text).unwrap(), (&["c-1"].into(), people.ok().as_ref()));
        found.iter().map(|one| (one.code().as_str(), one.span.of(text).to_owned())).collect()
    }

    #[test]
    fn what_speaks_of_nothing_and_who_is_nobody() {
        assert_eq!(check("+++\nschema = 1\nauthor = \"mo\"\nanswers = \"c-1\"\n+++\n\nVâng.\n"), []);
        assert_eq!(check("+++\nschema = 1\nauthor = \"Cô Tám\"\nclaimed = true\n+++\n\nVâng.\n"), []);
        let found = check("+++\nschema = 1\nkind = \"resolution\"\nof = \"c-2\"\nauthor = \"tam\"\n+++\n");
        let codes: Vec<&str> = found.iter().map(|one| one.0).collect();
        assert_eq!(codes, ["unknown-comment", "unknown-person"]);
        assert!(found[0].1.contains("c-2") && found[1].1.contains("tam"), "{found:?}");
    }
}
