//! What formatting came to, in English.

use crate::cli::lang::En;
use crate::cli::show::formatting::{Formatted, Total};
use crate::work::format::{Change, Mode};

impl En for Formatted {
    fn en(&self) -> String {
        let name = &self.outcome.name;
        let ids = match self.outcome.new_ids {
            0 => String::new(),
            count => format!(" ({count} new ids)"),
        };
        match (self.outcome.change, self.mode) {
            (Change::None, _) => format!("{name}: canonical"),
            (Change::Rewritten, Mode::Write) => format!("{name}: rewritten{ids}"),
            (Change::Rewritten, Mode::Judge) => format!("{name}: not canonical{ids}"),
            (Change::LeftAlone, _) => {
                format!("{name}: left alone, rewriting might lose words; mend the unusual Markdown by hand")
            }
        }
    }
}

impl En for Total {
    fn en(&self) -> String {
        match (self.files, self.changed, self.mode) {
            (0, _, _) => "No plans.".into(),
            (files, 0, _) => format!("{files} plans, all canonical."),
            (files, changed, Mode::Write) => format!("{files} plans, {changed} rewritten."),
            (files, changed, Mode::Judge) => {
                format!("{files} plans, {changed} not canonical; nothing changed.")
            }
        }
    }
}
