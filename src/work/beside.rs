//! The records beside a plan that `check` looks at: the register of evidence and the petitions.

use super::check::{Checked, FileKind, Shared, invalid};
use super::flaw::unreadable;
use super::tracking;
use crate::check;
use crate::evidence::Register;
use crate::finding::Finding;
use crate::folder::{self, PlanFile};
use crate::petition::Petitions;
use crate::plan::Plan;
use crate::school::School;

/// The files of records that may lie beside a plan.
pub(super) const BESIDE: [(&str, FileKind); 3] = [
    ("progress.toml", FileKind::Progress),
    ("evidence.toml", FileKind::Evidence),
    ("petitions.toml", FileKind::Petitions),
];

/// The register and the petitions beside a plan.
#[derive(Default)]
pub(super) struct Beside {
    pub(super) register: Register,
    pub(super) files: Vec<Checked>,
}

impl Beside {
    pub(super) fn read(
        place: &PlanFile,
        shared: &Shared,
        (plan, people): (&Plan, Option<&School>),
    ) -> Beside {
        let mut beside = Beside::default();
        for (name, kind) in BESIDE.into_iter().filter(|(_, kind)| *kind != FileKind::Progress) {
            let checked = |text, findings| Checked::new(place.beside_inside(name), text, findings, kind);
            let text = match folder::read_text_if_there(&place.beside(name)) {
                Ok(None) => continue,
                Ok(Some(text)) => text,
                Err(error) => {
                    beside.files.push(checked(String::new(), vec![unreadable(&error)]));
                    continue;
                }
            };
            let flawed = tracking::flaw(name, &text).map(|(detail, span)| vec![invalid(detail, span)]);
            let findings = flawed.unwrap_or_else(|| beside.judge(&text, kind, shared, (plan, people)));
            beside.files.push(checked(text, findings));
        }
        beside
    }

    fn judge(
        &mut self,
        text: &str,
        kind: FileKind,
        shared: &Shared,
        (plan, people): (&Plan, Option<&School>),
    ) -> Vec<Finding> {
        if kind == FileKind::Petitions {
            let petitions = Petitions::parse(text).unwrap_or_default();
            return check::register::petitions(text, &petitions, plan, people);
        }
        self.register = Register::parse(text).unwrap_or_default();
        let catalog = plan.front.catalog.as_deref().and_then(|id| shared.catalogs.get(id));
        check::register::register(text, &self.register, catalog, people)
    }
}
