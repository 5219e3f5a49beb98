//! A period's register of evidence: which entry of a code counts, which codes are used, which one is free.

use super::mark;
use crate::catalog::Catalog;
use crate::evidence::{Code, Entry, Form, Register};
use crate::plan::Plan;
use crate::plan::item::{CriterionId, Field, FieldKey};
use crate::progress::Progress;

/// The entries that no other entry takes the place of.
pub fn live(register: &Register) -> Vec<&Entry> {
    let replaced: Vec<&str> = register.entries.iter().filter_map(|entry| entry.replaces.as_deref()).collect();
    let is_live =
        |entry: &&Entry| replaced.is_empty() || !replaced.contains(&mark(&entry.written("")).as_str());
    register.entries.iter().filter(is_live).collect()
}

/// The entry of a code that counts: the newest one.
pub fn find<'r>(register: &'r Register, code: &str) -> Option<&'r Entry> {
    live(register).into_iter().rev().find(|entry| entry.code == code)
}

/// The entries whose code an earlier entry has too.
pub fn doubled(register: &Register) -> Vec<&Entry> {
    let mut seen: Vec<&Entry> = Vec::new();
    let mut doubled = Vec::new();
    for entry in live(register) {
        if seen.iter().any(|earlier| earlier.code == entry.code) {
            doubled.push(entry);
        }
        seen.push(entry);
    }
    doubled
}

/// How a catalogue's edition writes codes; the number of a box is the standard's where no other is known.
pub fn form(catalog: &Catalog, criterion: CriterionId) -> Form {
    match catalog.edition.parse::<u16>() {
        Ok(edition) if edition >= 2026 => Form::Of2026,
        _ => Form::Box(criterion.standard),
    }
}

/// Do two codes belong to one form?
pub fn is_same_form(one: Form, other: Form) -> bool {
    matches!((one, other), (Form::Of2026, Form::Of2026) | (Form::Box(_), Form::Box(_)))
}

/// The next free code of a criterion. It goes into the box of the criterion's last code, or else of the standard's.
pub fn next(used: &[Code], criterion: CriterionId, form: Form) -> Code {
    let alike = || used.iter().filter(|code| is_same_form(code.form, form));
    let of_criterion = || alike().filter(|code| code.criterion == criterion);
    let last = of_criterion().max_by_key(|code| code.serial);
    let beside = || alike().filter(|code| code.criterion.standard == criterion.standard).max();
    let form = last.or_else(beside).map_or(form, |code| code.form);
    let serial = last.map_or(0, |code| code.serial).saturating_add(1);
    Code { form, criterion, serial }
}

/// Every code that stands in a register, in records and in a plan's fields.
pub fn used(register: &Register, progress: &Progress, plan: &Plan) -> Vec<Code> {
    let registered = register.entries.iter().filter_map(Entry::read_code);
    let recorded = progress.records.iter().flat_map(|record| &record.evidence);
    let recorded = recorded.filter_map(|code| code.parse().ok());
    let planned = fields(plan).flat_map(|field| codes(&field.value)).map(|(_, code)| code);
    let mut all: Vec<Code> = registered.chain(recorded).chain(planned).collect();
    all.sort();
    all.dedup();
    all
}

/// The evidence fields of a plan's items.
pub fn fields(plan: &Plan) -> impl Iterator<Item = &Field> {
    plan.items().flat_map(|placed| placed.item.fields()).filter(|field| field.key == FieldKey::Evidence)
}

/// The codes in a text, each with the bytes at which it begins.
pub fn codes(text: &str) -> Vec<(usize, Code)> {
    let ends = [',', ';', ' ', '(', ')', '[', ']', '`', '\n'];
    let mut found = Vec::new();
    let mut at = 0;
    for piece in text.split(ends) {
        if let Ok(code) = piece.trim_end_matches(['.', ':']).parse() {
            found.push((at, code));
        }
        at += piece.len() + 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(code: &str, name: &str, more: &str) -> String {
        format!(
            "[[evidence]]\ncode = \"{code}\"\nname = \"{name}\"\n{more}date = 2024-05-20\nby = \"ht\"\n\n"
        )
    }

    #[test]
    fn the_newest_entry_counts_and_two_that_do_not_replace_each_other_are_doubled() {
        let first = entry("H1-1.5-01", "Biên bản", "");
        let register = Register::parse(&first).unwrap();
        let name = mark(&register.entries[0].written(""));
        let again = entry("H1-1.5-01", "Biên bản, bản ký lại", &format!("replaces = \"{name}\"\n"));
        let replaced = Register::parse(&format!("{first}{again}")).unwrap();
        assert_eq!(find(&replaced, "H1-1.5-01").unwrap().name, "Biên bản, bản ký lại");
        assert!(doubled(&replaced).is_empty());
        let both = Register::parse(&format!("{first}{}", entry("H1-1.5-01", "Quyết định", ""))).unwrap();
        assert_eq!(doubled(&both)[0].name, "Quyết định");
    }

    #[test]
    fn the_next_code_is_free_and_in_the_box_of_the_last_one() {
        let codes = |text: &str| -> Vec<Code> { codes(text).into_iter().map(|(_, code)| code).collect() };
        let next = |used: &str, criterion: &str, form| {
            next(&codes(used), criterion.parse().unwrap(), form).to_string()
        };
        assert_eq!(next("", "2.3", Form::Box(2)), "H2-2.3-01");
        assert_eq!(next("[H1-1.5-01]; [H3-1.5-04]", "1.5", Form::Box(1)), "H3-1.5-05");
        assert_eq!(next("H3-1.5-04", "1.6", Form::Box(1)), "H3-1.6-01");
        assert_eq!(next("H1-1.5-09, MC.1.5.02", "1.5", Form::Of2026), "MC.1.5.03");
    }
}
