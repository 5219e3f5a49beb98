//! What checking came to, in English.

use crate::cli::lang::En;
use crate::cli::show::check::{Counts, NoContinuity};

impl En for Counts {
    fn en(&self) -> String {
        let Counts { plans, errors, warnings, hints, switched_off } = *self;
        let mut text = match (errors, warnings, hints) {
            (0, 0, 0) => format!("Plans checked: {plans}. Nothing to report."),
            _ => format!("Plans checked: {plans}. Errors: {errors}, warnings: {warnings}, hints: {hints}."),
        };
        if switched_off > 0 {
            text += &format!(" Switched off in caitien.toml: {switched_off}.");
        }
        if errors + warnings + hints > 0 {
            text += "\nTo understand one: caitien explain CODE (the code stands in square brackets).";
        }
        text
    }
}

impl En for NoContinuity {
    fn en(&self) -> String {
        format!("Continuity with the last approved plan was not checked: {}.", self.detail)
    }
}
