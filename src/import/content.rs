//! The content section as it is read: its standards and criteria in the order in which they first
//! appear, each with its sheet.

use super::ledger::Ledger;
use super::report::RepairKind;
use super::sheet::Sheet;
use crate::finding::Span;
use crate::plan::item::{Anchor, CriterionId};
use crate::plan::{Criterion, Section, SectionKind, Standard};

/// One standard with its criteria.
#[derive(Clone, Debug, Default)]
pub(super) struct StandardDraft {
    /// None for criteria that stand before any standard.
    pub(super) number: Option<u8>,
    pub(super) sheet: Sheet,
    pub(super) criteria: Vec<(CriterionId, Sheet)>,
}

/// The content section.
#[derive(Clone, Debug, Default)]
pub(super) struct Content {
    /// Markdown before the first standard.
    pub(super) intro: Vec<String>,
    pub(super) standards: Vec<StandardDraft>,
    at: Option<Anchor>,
}

impl Content {
    /// Where what comes next belongs.
    pub(super) fn at(&self) -> Option<Anchor> {
        self.at
    }

    /// Goes back to a criterion that was opened.
    pub(super) fn return_to(&mut self, id: CriterionId) {
        self.at = Some(Anchor::Criterion(id));
    }

    /// What comes next belongs to nothing that was opened.
    pub(super) fn leave(&mut self) {
        self.at = None;
    }

    /// Goes to a standard, making it where it is new.
    pub(super) fn open_standard(&mut self, number: u8, name: &str, line: usize) {
        self.at = Some(Anchor::Standard(number));
        let known = self.standards.iter_mut().find(|standard| standard.number == Some(number));
        match known {
            Some(standard) if standard.sheet.name.is_empty() => standard.sheet.name = name.to_owned(),
            Some(_) => {}
            None => {
                let sheet = Sheet::named(name, line);
                self.standards.push(StandardDraft { number: Some(number), sheet, criteria: Vec::new() });
            }
        }
    }

    /// Goes to a criterion, making it, and its standard without a name, where they are new.
    pub(super) fn open_criterion(&mut self, id: CriterionId, name: &str, line: usize, ledger: &mut Ledger) {
        if !self.standards.iter().any(|standard| standard.number == Some(id.standard)) {
            self.open_standard(id.standard, "", line);
        }
        self.at = Some(Anchor::Criterion(id));
        let Some(standard) = self.standards.iter_mut().find(|known| known.number == Some(id.standard)) else {
            return;
        };
        match standard.criteria.iter_mut().find(|(known, _)| *known == id) {
            Some((_, sheet)) => {
                ledger.repair(RepairKind::RepeatedCriterion, line, &id.to_string(), "");
                if sheet.name.is_empty() {
                    sheet.name = name.to_owned();
                }
            }
            None => {
                let sheet = Sheet::named(name, line);
                standard.criteria.push((id, sheet));
            }
        }
    }

    /// The sheet of a place that was opened.
    pub(super) fn sheet(&mut self, anchor: Anchor) -> Option<&mut Sheet> {
        match anchor {
            Anchor::Standard(number) => {
                let standard = self.standards.iter_mut().find(|known| known.number == Some(number))?;
                Some(&mut standard.sheet)
            }
            Anchor::Criterion(id) => {
                let standard = self.standards.iter_mut().find(|known| known.number == Some(id.standard))?;
                standard.criteria.iter_mut().find(|(known, _)| *known == id).map(|(_, sheet)| sheet)
            }
        }
    }

    /// Every place with its sheet, in order.
    pub(super) fn sheets(&self) -> impl Iterator<Item = (Option<Anchor>, &Sheet)> {
        self.standards.iter().flat_map(|standard| {
            let own = (standard.number.map(Anchor::Standard), &standard.sheet);
            let criteria = standard.criteria.iter().map(|(id, sheet)| (Some(Anchor::Criterion(*id)), sheet));
            std::iter::once(own).chain(criteria)
        })
    }

    /// The plan's section.
    pub(super) fn into_section(self, heading: String) -> Section {
        let standards = self.standards.into_iter().map(|standard| Standard {
            number: standard.number,
            name: standard.sheet.name.clone(),
            entries: standard.sheet.into_entries(),
            criteria: standard.criteria.into_iter().map(|(id, sheet)| criterion(id, sheet)).collect(),
            heading_span: Span::default(),
        });
        Section {
            kind: SectionKind::Content,
            heading,
            text: self.intro.join("\n\n"),
            standards: standards.collect(),
            span: Span::default(),
            heading_span: Span::default(),
        }
    }
}

fn criterion(id: CriterionId, sheet: Sheet) -> Criterion {
    let (span, name) = (Span::default(), sheet.name.clone());
    Criterion { id, name, entries: sheet.into_entries(), span, heading_span: span }
}
