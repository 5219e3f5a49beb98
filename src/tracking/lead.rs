//! Whom a plan names as the lead of an action, as far as that can be told.
//!
//! Plans name posts ("Phó hiệu trưởng"), hardly ever people. A post is somebody only where the school has one person of it.

use crate::plan::item::{FieldKey, Kind};
use crate::plan::spelling::fold_words;
use crate::plan::{Entry, Placed};
use crate::school::{Person, Role, School};

/// The lead as written: an action's own, or else the one that all actions of its criterion share.
pub fn lead(placed: &Placed<'_>) -> Option<String> {
    let shared = || {
        placed.entries.iter().find_map(|entry| match entry {
            Entry::Shared(field) if field.key == FieldKey::Lead && placed.item.kind == Kind::Action => {
                Some(field)
            }
            _ => None,
        })
    };
    let field = placed.item.field(FieldKey::Lead).or_else(shared)?;
    Some(field.value.trim().to_owned()).filter(|lead| !lead.is_empty())
}

/// Is this person named, by name or by a post that is theirs alone?
pub fn leads(person: &Person, school: &School, lead: &str) -> bool {
    let said = format!(" {} ", fold_words(lead));
    let has = |words: &str| said.contains(&format!(" {words} "));
    let name = fold_words(&person.name);
    if !name.is_empty() && has(&name) {
        return true;
    }
    if school.people.iter().filter(|other| other.role == person.role).count() != 1 {
        return false;
    }
    match person.role {
        Role::Principal => {
            let without = said.replace(" pho hieu truong ", " - ");
            without.contains(" hieu truong ")
        }
        Role::Deputy => has("pho hieu truong") || has("pho ht"),
        Role::Clerk => has("van thu"),
        Role::Council | Role::Supervisor | Role::Staff | Role::Office => false,
    }
}

/// The people of the school who are named.
pub fn people<'s>(school: &'s School, lead: &str) -> Vec<&'s Person> {
    school.people.iter().filter(|person| leads(person, school, lead)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lead: &str, more: &str) -> String {
        let head =
            "schema = 1\nserial = 1\n[school]\nid = \"mn-a\"\nname = \"Trường A\"\nlevel = \"preschool\"\n";
        let person = |id: &str, name: &str, role: &str| {
            format!("[[person]]\nid = \"{id}\"\nname = \"{name}\"\nrole = \"{role}\"\n")
        };
        let text = [
            person("ht", "Trần Thị Mây", "principal"),
            person("pht", "Lê Văn Suối", "deputy"),
            person("hoa", "Đỗ Thị Hòa", "staff"),
            more.to_owned(),
        ];
        let school = School::parse(&format!("{head}{}", text.concat())).unwrap();
        people(&school, lead).iter().map(|person| person.id.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_post_is_somebody_where_one_person_has_it() {
        assert_eq!(check("Hiệu trưởng", ""), "ht");
        assert_eq!(check("Phó hiệu trưởng phụ trách giáo dục", ""), "pht");
        assert_eq!(check("Hiệu trưởng, phó HT", ""), "ht pht");
        let second = "[[person]]\nid = \"pht-2\"\nname = \"Hà Thị Nắng\"\nrole = \"deputy\"\n";
        assert_eq!(check("Phó hiệu trưởng", second), "");
        assert_eq!(check("Phó hiệu trưởng Hà Thị Nắng", second), "pht-2");
        assert_eq!(check("Cô đỗ thị hoà, tổ trưởng", ""), "hoa");
        assert_eq!(check("Tổ trưởng tổ nhà trẻ", ""), "");
    }
}
