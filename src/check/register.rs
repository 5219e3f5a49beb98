//! Rules on the register of evidence, on petitions, and on what names a code or another record.

use std::collections::HashSet;

use super::substance::{FORM_2018, FORM_2026};
use crate::catalog::Catalog;
use crate::evidence::{Entry, Form, Register};
use crate::finding::{Finding, Problem, Span};
use crate::petition::Petitions;
use crate::plan::item::ItemId;
use crate::plan::{CriterionId, Plan};
use crate::progress::Progress;
use crate::school::School;
use crate::tracking::{evidence, mark};

/// What is wrong with a register. Without a catalogue no form is asked of the codes.
pub fn register(
    text: &str,
    register: &Register,
    catalog: Option<&Catalog>,
    people: Option<&School>,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let doubled = evidence::doubled(register);
    let names: HashSet<String> = register.entries.iter().map(|entry| mark(&entry.written(""))).collect();
    for (entry, place) in register.entries.iter().zip(Register::places(text)) {
        let mut report = |problem| findings.push(Finding::new(problem, Span::new(place.start, place.end)));
        if let Some(catalog) = catalog {
            code(entry, catalog).into_iter().for_each(&mut report);
        }
        if doubled.iter().any(|one| std::ptr::eq(*one, entry)) {
            let first = evidence::live(register).into_iter().find(|other| other.code == entry.code);
            let other = first.map(|first| first.name.clone()).unwrap_or_default();
            report(Problem::DuplicateEvidence { code: entry.code.clone(), other });
        }
        if let Some(of) = entry.replaces.as_ref().filter(|of| !names.contains(*of)) {
            report(Problem::StrayReference { of: of.clone() });
        }
        if people.is_some_and(|people| people.person(&entry.by).is_none()) {
            report(Problem::UnknownPerson { id: entry.by.clone() });
        }
    }
    findings
}

/// A code is of the edition's form, and its criterion is in the edition.
fn code(entry: &Entry, catalog: &Catalog) -> Option<Problem> {
    let wanted = evidence::form(catalog, CriterionId { standard: 1, serial: 1 });
    let read = entry.read_code().filter(|code| evidence::is_same_form(code.form, wanted));
    let Some(code) = read else {
        let form = if wanted == Form::Of2026 { FORM_2026 } else { FORM_2018 };
        return Some(Problem::MalformedEvidence { written: entry.code.clone(), form });
    };
    let criterion = code.criterion.to_string();
    let is_known = catalog.criterion(code.criterion).is_some();
    (!is_known).then(|| Problem::UnknownCriterion { criterion, catalog: catalog.id.clone() })
}

/// What is wrong with petitions.
pub fn petitions(text: &str, petitions: &Petitions, plan: &Plan, people: Option<&School>) -> Vec<Finding> {
    let mut teller = Teller { text, said: HashSet::new(), findings: Vec::new() };
    let items: HashSet<ItemId> = plan.items().filter_map(|placed| placed.item.id).collect();
    let names: HashSet<String> = petitions.petitions.iter().map(|one| mark(&one.written(""))).collect();
    let asked = petitions.petitions.iter().map(|one| (one.item, &one.by));
    let answered = petitions.answers.iter().map(|one| (one.item, &one.by));
    for (item, by) in asked.chain(answered) {
        let id = item.to_string();
        if !items.contains(&item) {
            teller.report(&id, Problem::UnknownItem { id: id.clone() });
        }
        if people.is_some_and(|people| people.person(by).is_none()) {
            teller.report(by, Problem::UnknownPerson { id: by.clone() });
        }
    }
    for answer in petitions.answers.iter().filter(|answer| !names.contains(&answer.of)) {
        teller.report(&answer.of, Problem::StrayReference { of: answer.of.clone() });
    }
    teller.findings
}

/// What is wrong with the verifications among progress records.
pub fn verifications(text: &str, progress: &Progress, people: Option<&School>) -> Vec<Finding> {
    let mut teller = Teller { text, said: HashSet::new(), findings: Vec::new() };
    for word in &progress.verifications {
        let record = progress.of(word.item).find(|record| mark(&record.written("")) == word.of);
        match record {
            None => teller.report(&word.of, Problem::StrayReference { of: word.of.clone() }),
            Some(record) if record.by.as_ref() == Some(&word.by) => {
                teller.report(&word.of, Problem::OwnVerification { id: word.item.to_string() });
            }
            Some(_) => {}
        }
        if people.is_some_and(|people| people.person(&word.by).is_none()) {
            teller.report(&word.by, Problem::UnknownPerson { id: word.by.clone() });
        }
    }
    teller.findings
}

/// The codes of progress records that the register lacks; a school that keeps none has nothing to register.
pub fn unregistered(text: &str, progress: &Progress, register: &Register) -> Vec<Finding> {
    let mut teller = Teller { text, said: HashSet::new(), findings: Vec::new() };
    let codes = progress.records.iter().flat_map(|record| &record.evidence);
    for written in codes.filter(|code| lacks(register, code)) {
        teller.report(written, Problem::UnregisteredEvidence { code: crate::evidence::bare(written) });
    }
    teller.findings
}

/// The same of a plan's own fields.
pub fn unregistered_in_plan(plan: &Plan, register: &Register) -> Vec<Finding> {
    let mut findings = Vec::new();
    for field in evidence::fields(plan) {
        for (at, code) in evidence::codes(&field.value) {
            let code = code.to_string();
            if lacks(register, &code) {
                let start = field.value_span.start + at;
                let span = Span::new(start, (start + code.len()).min(field.value_span.end));
                findings.push(Finding::new(Problem::UnregisteredEvidence { code }, span));
            }
        }
    }
    findings
}

/// Does somebody keep the register, and is the code not in it?
pub fn lacks(register: &Register, code: &str) -> bool {
    let code = crate::evidence::bare(code);
    !register.entries.is_empty() && !register.entries.iter().any(|entry| entry.code == code)
}

/// Tells each thing once, where its value first stands.
struct Teller<'t> {
    text: &'t str,
    said: HashSet<String>,
    findings: Vec<Finding>,
}

impl Teller<'_> {
    fn report(&mut self, value: &str, problem: Problem) {
        if self.said.insert(format!("{} {value}", problem.code())) {
            let quoted = format!("\"{value}\"");
            let at = self.text.find(&quoted);
            let span = at.map_or(Span::default(), |at| Span::new(at, at + quoted.len()));
            self.findings.push(Finding::new(problem, span));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DONE: &str = "[[record]]\nitem = \"a-1.5-2023-1\"\ndate = 2024-05-20\nstatus = \"done\"\nevidence = [\"H1-1.5-03\"]\nby = \"hoa\"\n";

    fn codes(findings: &[Finding]) -> Vec<&'static str> {
        findings.iter().map(|finding| finding.code().as_str()).collect()
    }

    fn entry(code: &str, name: &str, more: &str) -> String {
        format!(
            "[[evidence]]\ncode = \"{code}\"\nname = \"{name}\"\n{more}date = 2024-05-20\nby = \"hoa\"\n\n"
        )
    }

    fn check_register(text: &str) -> Vec<&'static str> {
        let read = Register::parse(text).unwrap();
        codes(&register(text, &read, crate::catalog::embedded("preschool-2018"), None))
    }

    #[test]
    fn codes_of_the_register_are_of_the_edition_and_stand_once() {
        assert_eq!(check_register(&entry("H1-1.5-03", "Biên bản", "")), [""; 0]);
        assert_eq!(check_register(&entry("MC.1.5.03", "Biên bản", "")), ["malformed-evidence"]);
        assert_eq!(check_register(&entry("H1-1.50-03", "Biên bản", "")), ["unknown-criterion"]);
        let two = [entry("H1-1.5-03", "Biên bản", ""), entry("H1-1.5-03", "Quyết định", "")].concat();
        assert_eq!(check_register(&two), ["duplicate-evidence"]);
        assert_eq!(
            check_register(&entry("H1-1.5-03", "Biên bản", "replaces = \"0a\"\n")),
            ["stray-reference"]
        );
    }

    #[test]
    fn verifications_name_a_record_of_another_person() {
        let word = |of: &str, by: &str| {
            let text = format!(
                "{DONE}\n[[verification]]\nitem = \"a-1.5-2023-1\"\nof = \"{of}\"\ndate = 2024-05-22\nby = \"{by}\"\n"
            );
            codes(&verifications(&text, &Progress::parse(&text).unwrap(), None))
        };
        let name = mark(&Progress::parse(DONE).unwrap().records[0].written(""));
        assert_eq!(word(&name, "mo"), [""; 0]);
        assert_eq!(word(&name, "hoa"), ["own-verification"]);
        assert_eq!(word("00000000", "mo"), ["stray-reference"]);
    }

    #[test]
    fn codes_are_asked_for_only_where_a_register_is_kept() {
        let check = |text: &str| {
            codes(&unregistered(DONE, &Progress::parse(DONE).unwrap(), &Register::parse(text).unwrap()))
        };
        assert_eq!(check(""), [""; 0]);
        assert_eq!(check(&entry("H1-1.5-03", "Biên bản", "")), [""; 0]);
        assert_eq!(check(&entry("H1-1.5-04", "Biên bản", "")), ["unregistered-evidence"]);
        let plan = "#### Tiêu chí 1.5: Lớp\n\n**Giải pháp**\n\n- Họp.\n  - Minh chứng: [H1-1.5-03]; sổ họp\n";
        let register = Register::parse(&entry("H1-1.5-04", "Biên bản", "")).unwrap();
        let found = unregistered_in_plan(&crate::plan::parse::parse(plan).plan, &register);
        assert_eq!(found[0].span.of(plan), "H1-1.5-03");
    }

    #[test]
    fn petitions_speak_of_what_there_is() {
        let text = "[[petition]]\nitem = \"a-1.5-2023-9\"\nto = \"UBND xã\"\ndate = 2023-10-02\nby = \"hoa\"\n\n\
            [[answer]]\nitem = \"a-1.5-2023-9\"\nof = \"0a\"\nanswer = \"Đã duyệt\"\ndate = 2023-12-01\nby = \"hoa\"\n";
        let found = petitions(text, &Petitions::parse(text).unwrap(), &Plan::default(), None);
        assert_eq!(codes(&found), ["unknown-item", "stray-reference"]);
    }
}
