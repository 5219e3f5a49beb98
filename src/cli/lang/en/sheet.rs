//! The words of tables and calendars, in English.

use super::report::status;
use crate::cli::lang::En;
use crate::export::sheet::{Heading, SheetName, Word};

impl En for Word {
    fn en(&self) -> String {
        match self {
            Word::Sheet(name) => sheet(*name).into(),
            Word::Heading(heading) => self::heading(*heading).into(),
            Word::Kind(kind) => kind.en(),
            Word::Status(how) => status(*how).into(),
            Word::Became(status) => status.en(),
            Word::Trend(trend) => trend.en(),
            Word::NoSource => "(no source named)".into(),
            Word::NoStandard => "(under no standard)".into(),
            Word::Total => "Total".into(),
            Word::Yes => "yes".into(),
            Word::Deadline => "Due".into(),
        }
    }
}

fn sheet(name: SheetName) -> &'static str {
    match name {
        SheetName::Items => "Items",
        SheetName::Budget => "Budget",
        SheetName::Deadlines => "Deadlines",
        SheetName::Comparison => "Comparison",
        SheetName::Results => "Results",
        SheetName::Totals => "Totals",
        SheetName::Rest => "The rest",
    }
}

fn heading(heading: Heading) -> &'static str {
    match heading {
        Heading::School => "School",
        Heading::Period => "Period",
        Heading::Id => "Id",
        Heading::Kind => "Kind",
        Heading::Standard => "Standard",
        Heading::StandardName => "Name of the standard",
        Heading::Criterion => "Criterion",
        Heading::CriterionName => "Name of the criterion",
        Heading::Level => "Level",
        Heading::Text => "Text",
        Heading::Cause => "Cause",
        Heading::Targets => "Targets",
        Heading::Lead => "Lead",
        Heading::Partners => "Partners",
        Heading::Schedule => "Schedule (as written)",
        Heading::Start => "Start",
        Heading::End => "End",
        Heading::Recurring => "Recurring",
        Heading::Budget => "Budget (as written)",
        Heading::Amount => "Amount (VND)",
        Heading::Source => "Funding source",
        Heading::Conditions => "Conditions",
        Heading::Resources => "Resources",
        Heading::Evidence => "Evidence",
        Heading::Completion => "Degree of completion",
        Heading::Note => "Note",
        Heading::Status => "Progress",
        Heading::Percent => "Percent",
        Heading::RecordedOn => "Recorded on",
        Heading::Recorded => "Record",
        Heading::Actions => "Actions",
        Heading::Uncounted => "Not counted",
        Heading::Spent => "Spent (VND)",
        Heading::Rest => "Left (VND)",
        Heading::EarlierPlan => "Earlier plan",
        Heading::LaterPlan => "Later plan",
        Heading::Became => "Became",
        Heading::Trend => "Trend",
        Heading::IdBefore => "Id before",
        Heading::IdAfter => "Id after",
        Heading::Before => "Text before",
        Heading::After => "Text after",
        Heading::Years => "Years in a row",
        Heading::Figures => "Figures",
        Heading::Reason => "Reason",
        Heading::ScheduleBefore => "Schedule before",
        Heading::ScheduleAfter => "Schedule after",
        Heading::BudgetBefore => "Budget before",
        Heading::BudgetAfter => "Budget after",
        Heading::LeadBefore => "Lead before",
        Heading::LeadAfter => "Lead after",
        Heading::Place => "Criterion",
        Heading::Done => "What was done",
        Heading::Part => "Part",
        Heading::Told => "Text",
    }
}
