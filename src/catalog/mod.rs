//! The regulations' standards and criteria, by edition, as data.
//!
//! Eight editions are embedded; a repository may add its own files of the same form. A criterion's
//! number means nothing without its edition: `3.2` is three different things in three editions.
//!
//! ```
//! use caitien::catalog;
//! let edition = catalog::embedded("preschool-2018").unwrap();
//! assert_eq!(edition.criteria().count(), 25);
//! ```

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::date::Date;
use crate::plan::item::CriterionId;
use crate::school::EducationLevel;

/// One edition of one regulation's criteria.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Catalog {
    pub id: String,
    /// `preschool`, `primary`, `secondary`, `general`; another regulation may have its own.
    pub level: String,
    pub edition: String,
    pub regulation: String,
    /// In force from this day on.
    pub effective: Date,
    /// No longer in force from this day on; None while it is.
    pub repealed_from: Option<Date>,
    pub standards: Vec<CatalogStandard>,
}

/// One standard of an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogStandard {
    pub number: u8,
    pub name: String,
    pub criteria: Vec<CatalogCriterion>,
}

/// One criterion of an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogCriterion {
    pub id: CriterionId,
    pub name: String,
    /// The levels at which it has requirements.
    pub levels: Vec<u8>,
    pub mandatory: bool,
}

/// Why a text is not a catalogue; `span` are bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidCatalog {
    pub detail: String,
    pub span: Option<Range<usize>>,
}

const EMBEDDED: [(&str, &str); 8] = [
    ("preschool-2018", include_str!("preschool-2018.toml")),
    ("primary-2018", include_str!("primary-2018.toml")),
    ("secondary-2018", include_str!("secondary-2018.toml")),
    ("preschool-2024", include_str!("preschool-2024.toml")),
    ("primary-2024", include_str!("primary-2024.toml")),
    ("secondary-2024", include_str!("secondary-2024.toml")),
    ("preschool-2026", include_str!("preschool-2026.toml")),
    ("general-2026", include_str!("general-2026.toml")),
];

/// An embedded edition by its id, parsed once.
pub fn embedded(id: &str) -> Option<&'static Catalog> {
    static PARSED: [OnceLock<Option<Catalog>>; 8] = [const { OnceLock::new() }; 8];
    let at = EMBEDDED.iter().position(|(known, _)| *known == id)?;
    let (_, text) = EMBEDDED.get(at)?;
    PARSED.get(at)?.get_or_init(|| Catalog::parse(text).ok()).as_ref()
}

/// The ids of the embedded editions, oldest first.
pub fn embedded_ids() -> impl Iterator<Item = &'static str> {
    EMBEDDED.iter().map(|(id, _)| *id)
}

/// The catalogues that a plan may name: the embedded ones and the repository's own.
#[derive(Clone, Debug, Default)]
pub struct Catalogs {
    own: BTreeMap<String, Catalog>,
}

impl Catalogs {
    /// Adds a repository's own catalogue; it wins over an embedded one of the same id.
    pub fn add(&mut self, catalog: Catalog) {
        self.own.insert(catalog.id.clone(), catalog);
    }

    pub fn get(&self, id: &str) -> Option<&Catalog> {
        self.own.get(id).or_else(|| embedded(id))
    }

    /// Every known id.
    pub fn ids(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = self.own.keys().map(String::as_str).collect();
        ids.extend(EMBEDDED.iter().map(|(id, _)| *id).filter(|id| !self.own.contains_key(*id)));
        ids
    }

    /// The edition in force for a school of this level on this day; own catalogues come first.
    pub fn in_force(&self, level: EducationLevel, day: Date) -> Option<&Catalog> {
        let fits = |catalog: &&Catalog| catalog.is_for(level) && catalog.is_in_force(day);
        let newest = |catalog: &&Catalog| catalog.effective;
        let own = self.own.values().filter(fits).max_by_key(newest);
        own.or_else(|| embedded_ids().filter_map(embedded).filter(fits).max_by_key(newest))
    }
}

impl Catalog {
    /// Reads a catalogue file.
    pub fn parse(text: &str) -> Result<Catalog, InvalidCatalog> {
        let file: WrittenCatalog = toml::from_str(text)
            .map_err(|error| InvalidCatalog { detail: error.message().to_owned(), span: error.span() })?;
        file.read()
    }

    pub fn is_for(&self, level: EducationLevel) -> bool {
        self.level == level.as_str() || (self.level == "general" && level != EducationLevel::Preschool)
    }

    pub fn is_in_force(&self, day: Date) -> bool {
        self.effective <= day && self.repealed_from.is_none_or(|end| day < end)
    }

    pub fn standard(&self, number: u8) -> Option<&CatalogStandard> {
        self.standards.iter().find(|standard| standard.number == number)
    }

    pub fn criteria(&self) -> impl Iterator<Item = &CatalogCriterion> {
        self.standards.iter().flat_map(|standard| &standard.criteria)
    }

    pub fn criterion(&self, id: CriterionId) -> Option<&CatalogCriterion> {
        self.criteria().find(|criterion| criterion.id == id)
    }
}

#[derive(Deserialize)]
struct WrittenCatalog {
    id: String,
    level: String,
    #[serde(default)]
    edition: String,
    #[serde(default)]
    regulation: String,
    effective: toml::value::Datetime,
    repealed_from: Option<toml::value::Datetime>,
    #[serde(default)]
    standard: Vec<WrittenStandard>,
}

#[derive(Deserialize)]
struct WrittenStandard {
    number: u8,
    name: String,
    #[serde(default)]
    criterion: Vec<WrittenCriterion>,
}

#[derive(Deserialize)]
struct WrittenCriterion {
    id: String,
    name: String,
    #[serde(default)]
    levels: Vec<u8>,
    #[serde(default)]
    mandatory: bool,
}

impl WrittenCatalog {
    fn read(self) -> Result<Catalog, InvalidCatalog> {
        let day = |time: toml::value::Datetime, key: &str| {
            let day = time.date.and_then(|day| Date::new(day.year, day.month, day.day));
            day.ok_or_else(|| InvalidCatalog { detail: format!("{key}: no such day"), span: None })
        };
        let standards = self.standard.into_iter().map(WrittenStandard::read).collect::<Result<_, _>>()?;
        Ok(Catalog {
            effective: day(self.effective, "effective")?,
            repealed_from: self.repealed_from.map(|time| day(time, "repealed_from")).transpose()?,
            id: self.id,
            level: self.level,
            edition: self.edition,
            regulation: self.regulation,
            standards,
        })
    }
}

impl WrittenStandard {
    fn read(self) -> Result<CatalogStandard, InvalidCatalog> {
        let read = |criterion: WrittenCriterion| {
            let id = criterion.id.parse().map_err(|()| InvalidCatalog {
                detail: format!("`{}` is not a number such as 1.5", criterion.id),
                span: None,
            })?;
            let WrittenCriterion { name, levels, mandatory, .. } = criterion;
            Ok(CatalogCriterion { id, name, levels, mandatory })
        };
        let criteria = self.criterion.into_iter().map(read).collect::<Result<_, _>>()?;
        Ok(CatalogStandard { number: self.number, name: self.name, criteria })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_embedded_edition_is_whole() {
        let counts: Vec<(&str, usize)> =
            embedded_ids().map(|id| (id, embedded(id).unwrap().criteria().count())).collect();
        assert_eq!(
            counts,
            [
                ("preschool-2018", 25),
                ("primary-2018", 27),
                ("secondary-2018", 28),
                ("preschool-2024", 22),
                ("primary-2024", 24),
                ("secondary-2024", 25),
                ("preschool-2026", 15),
                ("general-2026", 15),
            ]
        );
    }

    #[test]
    fn the_edition_in_force_follows_the_day() {
        let catalogs = Catalogs::default();
        let on = |level, day: &str| {
            catalogs.in_force(level, day.parse().unwrap()).map(|catalog| catalog.id.as_str())
        };
        assert_eq!(on(EducationLevel::Preschool, "2023-09-07"), Some("preschool-2018"));
        assert_eq!(on(EducationLevel::Preschool, "2025-01-25"), Some("preschool-2024"));
        assert_eq!(on(EducationLevel::Secondary, "2026-07-07"), Some("general-2026"));
        assert_eq!(on(EducationLevel::Primary, "2018-10-09"), None);
    }
}
