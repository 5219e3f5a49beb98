//! `school.toml` as a text that can be changed in places. [door: toml_edit]
//!
//! Nothing here knows what a change means; a place that is not there, or is written otherwise than as tables
//! of their own, gives None.

use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, value};

use super::ChangeRight;
use crate::approval::PublicKey;
use crate::approval::hex::Id;
use crate::period::Period;
use crate::plan::item::CriterionId;
use crate::school::{KeyState, Person, Role};

/// The first sequence that does not count any more, and the approval before it.
type End = (u64, Option<Id>);

/// The file with its comments.
pub(super) struct Document {
    document: DocumentMut,
}

impl Document {
    /// None where people, mandates or statuses are not tables of their own.
    pub(super) fn read(text: &str) -> Option<Document> {
        let document: DocumentMut = text.parse().ok()?;
        let tables = ["person", "mandate", "key-status"];
        let amendable = |name: &&str| document.get(name).is_none_or(Item::is_array_of_tables);
        let recovery = document.get("recovery").is_none_or(Item::is_table);
        (recovery && tables.iter().all(amendable)).then_some(Document { document })
    }

    pub(super) fn text(&self) -> String {
        self.document.to_string()
    }

    /// Keeps what stands after the number on its line.
    pub(super) fn set_serial(&mut self, serial: u32) {
        let mut new = value(i64::from(serial));
        let old = self.document.get("serial").and_then(Item::as_value);
        if let (Some(old), Some(new)) = (old, new.as_value_mut()) {
            *new.decor_mut() = old.decor().clone();
        }
        self.document.insert("serial", new);
    }

    fn tables(&mut self, name: &str) -> Option<&mut ArrayOfTables> {
        let new = || Item::ArrayOfTables(ArrayOfTables::new());
        self.document.entry(name).or_insert_with(new).as_array_of_tables_mut()
    }

    /// The table of this name in which all of these keys have these values.
    fn table(&mut self, name: &str, wanted: &[(&str, Item)]) -> Option<&mut Table> {
        let is_it = |table: &&mut Table| {
            wanted.iter().all(|(key, wanted)| {
                let found = table.get(key);
                let text = found.and_then(Item::as_str).zip(wanted.as_str());
                let number = found.and_then(Item::as_integer).zip(wanted.as_integer());
                text.is_some_and(|(one, other)| one == other)
                    || number.is_some_and(|(one, other)| one == other)
            })
        };
        self.document.get_mut(name)?.as_array_of_tables_mut()?.iter_mut().find(is_it)
    }

    fn person(&mut self, id: &str) -> Option<&mut Table> {
        self.table("person", &[("id", value(id))])
    }

    pub(super) fn push_person(&mut self, person: &Person) {
        let mut table = Table::new();
        table.insert("id", value(&person.id));
        table.insert("name", value(&person.name));
        table.insert("role", value(person.role.as_str()));
        if let Some(email) = &person.email {
            table.insert("email", value(email));
        }
        if !person.keys.is_empty() {
            table.insert("keys", value(person.keys.iter().collect::<Array>()));
        }
        self.push("person", table);
    }

    fn push(&mut self, name: &str, mut table: Table) {
        table.decor_mut().set_prefix("\n");
        if let Some(tables) = self.tables(name) {
            tables.push(table);
        }
    }

    pub(super) fn remove_person(&mut self, id: &str) -> Option<()> {
        let people = self.document.get_mut("person")?.as_array_of_tables_mut()?;
        let place = people.iter().position(|table| table.get("id").and_then(Item::as_str) == Some(id))?;
        people.remove(place);
        Some(())
    }

    pub(super) fn set_role(&mut self, id: &str, role: Role) -> Option<()> {
        let person = self.person(id)?;
        person.insert("role", value(role.as_str()));
        // The principal has this right anyway, and nobody but a deputy can be given it.
        person.remove("may-change-trust");
        Some(())
    }

    pub(super) fn push_key(&mut self, id: &str, line: &str) -> Option<()> {
        let person = self.person(id)?;
        let keys = person.entry("keys").or_insert_with(|| value(Array::new()));
        keys.as_array_mut()?.push(line);
        Some(())
    }

    /// Writes an entry anew that names this very key.
    pub(super) fn renew_key(&mut self, id: &str, key: &PublicKey) -> Option<()> {
        let keys = self.person(id)?.get_mut("keys")?.as_array_mut()?;
        let names = |line: Option<&str>| line.and_then(PublicKey::parse).as_ref() == Some(key);
        let at = keys.iter().position(|line| names(line.as_str()))?;
        keys.replace(at, key.to_line());
        Some(())
    }

    pub(super) fn set_change_right(&mut self, id: &str, right: ChangeRight) -> Option<()> {
        let person = self.person(id)?;
        match right {
            ChangeRight::Given => person.insert("may-change-trust", value(true)),
            ChangeRight::Taken => person.remove("may-change-trust"),
        };
        Some(())
    }

    pub(super) fn set_work(&mut self, id: &str, standards: &[u8], criteria: &[CriterionId]) -> Option<()> {
        let person = self.person(id)?;
        let standards: Array = standards.iter().map(|number| i64::from(*number)).collect();
        let criteria: Array = criteria.iter().map(CriterionId::to_string).collect();
        for (key, list) in [("standards", standards), ("criteria", criteria)] {
            if list.is_empty() {
                person.remove(key);
            } else {
                person.insert(key, value(list));
            }
        }
        Some(())
    }

    /// `end`: the first sequence that does not count, and the approval before it.
    pub(super) fn set_status(&mut self, fingerprint: &str, state: KeyState, end: Option<End>) {
        let state = match state {
            KeyState::Retired => "retired",
            KeyState::Compromised => "compromised",
        };
        if self.table("key-status", &[("key", value(fingerprint))]).is_none() {
            let mut table = Table::new();
            table.insert("key", value(fingerprint));
            self.push("key-status", table);
        }
        let Some(table) = self.table("key-status", &[("key", value(fingerprint))]) else { return };
        table.insert("status", value(state));
        match end {
            Some((from, _)) => table.insert("from-sequence", number(from)),
            None => table.remove("from-sequence"),
        };
        set_last(table, end.and_then(|(_, last)| last));
    }

    pub(super) fn reaffirm(&mut self, fingerprint: &str, approvals: &[Id]) -> Option<()> {
        let table = self.table("key-status", &[("key", value(fingerprint))])?;
        let list = table.entry("reaffirmed").or_insert_with(|| value(Array::new())).as_array_mut()?;
        for approval in approvals.iter().map(Id::to_string) {
            if !list.iter().any(|known| known.as_str() == Some(&approval)) {
                list.push(approval);
            }
        }
        Some(())
    }

    pub(super) fn push_mandate(&mut self, person: &str, periods: &[Period], from: u64) {
        let mut table = Table::new();
        table.insert("person", value(person));
        table.insert("periods", value(periods.iter().map(Period::to_string).collect::<Array>()));
        table.insert("from-sequence", number(from));
        self.push("mandate", table);
    }

    pub(super) fn end_mandate(&mut self, (person, from): (&str, u64), until: u64, last: Option<Id>) {
        let wanted = [("person", value(person)), ("from-sequence", number(from))];
        if let Some(table) = self.table("mandate", &wanted) {
            table.insert("until-sequence", number(until));
            set_last(table, last);
        }
    }

    pub(super) fn set_recovery(&mut self, threshold: u32, people: &[String]) {
        let new = || Item::Table(Table::new());
        let Some(table) = self.document.entry("recovery").or_insert_with(new).as_table_mut() else { return };
        table.insert("threshold", value(i64::from(threshold)));
        table.insert("people", value(people.iter().collect::<Array>()));
    }
}

/// Names the approval to which all that counts must lead.
fn set_last(table: &mut Table, last: Option<Id>) {
    match last {
        Some(last) => table.insert("last", value(last.to_string())),
        None => table.remove("last"),
    };
}

/// TOML's numbers have a sign; a sequence that does not fit is none that anybody reaches.
fn number(number: u64) -> Item {
    value(i64::try_from(number).unwrap_or(i64::MAX))
}
