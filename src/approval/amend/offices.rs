//! Amending the list of education offices in `caitien.toml`: comments and other settings stay.

use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, value};

use super::AmendFlaw;
use crate::approval::key::PublicKey;
use crate::approval::record::read_offices;

/// What is wanted of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OfficeAmendment {
    /// A new office, or a further key of one that is there.
    Add {
        id: String,
        name: String,
        key: PublicKey,
    },
    Remove {
        id: String,
    },
}

/// The settings' new text.
pub fn amend_offices(text: &str, amendment: &OfficeAmendment) -> Result<String, AmendFlaw> {
    let mut document: DocumentMut = text.parse().map_err(|_| AmendFlaw::Layout)?;
    if document.get("office").is_some_and(|item| !item.is_array_of_tables()) {
        return Err(AmendFlaw::Layout);
    }
    let offices = document.entry("office").or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    let offices = offices.as_array_of_tables_mut().ok_or(AmendFlaw::Layout)?;
    let place = |id: &str, offices: &ArrayOfTables| {
        offices.iter().position(|table| table.get("id").and_then(Item::as_str) == Some(id))
    };
    match amendment {
        OfficeAmendment::Remove { id } => {
            let Some(place) = place(id, offices) else {
                return Err(AmendFlaw::NoSuchPerson { id: id.clone() });
            };
            offices.remove(place);
        }
        OfficeAmendment::Add { id, name, key } => match place(id, offices) {
            Some(place) => {
                let table = offices.get_mut(place).ok_or(AmendFlaw::Layout)?;
                let keys = table.entry("keys").or_insert_with(|| value(Array::new()));
                keys.as_array_mut().ok_or(AmendFlaw::Layout)?.push(key.to_line());
            }
            None => offices.push(office(id, name, key)),
        },
    }
    let text = document.to_string();
    // A list that cannot be read gives nobody a right, and takes everybody's.
    read_offices(&text).map(|_| text).ok_or(AmendFlaw::Layout)
}

fn office(id: &str, name: &str, key: &PublicKey) -> Table {
    let mut table = Table::new();
    table.decor_mut().set_prefix("\n");
    table.insert("id", value(id));
    table.insert("name", value(name));
    table.insert("keys", value([key.to_line()].iter().collect::<Array>()));
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBuq2cgZvDGjr2ob94jGhSZZsAjsYQUhcJEkzCxlb7Qo";

    #[test]
    fn offices_come_and_go_and_comments_stay() {
        let text = include_str!("../../../templates/caitien.toml");
        let key = PublicKey::parse(KEY).unwrap();
        let add = OfficeAmendment::Add { id: "pgd".into(), name: "Phòng GDĐT".into(), key: key.clone() };
        let once = amend_offices(text, &add).unwrap();
        assert_eq!(read_offices(&once).unwrap()[0].keys, [key]);
        assert!(text.lines().all(|line| once.contains(line)), "{once}");
        assert!(
            crate::approval::record::read_offices(&amend_offices(&once, &add).unwrap()).unwrap()[0]
                .keys
                .len()
                == 2
        );
        let remove = |id: &str| OfficeAmendment::Remove { id: id.into() };
        assert_eq!(read_offices(&amend_offices(&once, &remove("pgd")).unwrap()), Some(Vec::new()));
        assert!(amend_offices(&once, &remove("so")).is_err());
    }
}
