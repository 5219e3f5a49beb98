//! What is wrong with a file, in English. Words of the plan itself stay Vietnamese.

use crate::cli::lang::En;
use crate::finding::{Level, Problem};
use crate::period::Period;

impl En for Level {
    fn en(&self) -> String {
        self.as_str().into()
    }
}

impl En for Problem {
    fn en(&self) -> String {
        use Problem as P;
        match self {
            P::MissingFrontMatter => "the file does not begin with a front matter".into(),
            P::UnclosedFrontMatter => "the front matter is opened with `+++` and never closed".into(),
            P::InvalidFrontMatter { detail } => format!("the front matter is not TOML: {detail}"),
            P::MissingKey { key } => format!("the front matter lacks `{key}`"),
            P::UnknownKey { key, .. } => format!("there is no key `{key}`"),
            P::WrongType { key, expected } => format!("`{key}` must be of type {expected}"),
            P::UnknownSchema { schema } => format!("schema {schema} is not known"),
            P::InvalidPeriod { period } => format!("`{period}` is neither a school year nor a span of years"),
            P::InvalidSchoolId { school } => format!("`{school}` cannot be a school's id"),
            P::SchoolFolder { school, folder } => {
                format!("the plan names the school `{school}` but lies in the folder of `{folder}`")
            }
            P::PeriodFolder { period, folder } => {
                format!("the plan names the period `{period}` but lies in the folder `{folder}`")
            }
            P::UnknownCatalog { catalog, .. } => format!("no catalogue is called `{catalog}`"),
            P::CatalogNotInForce { catalog, from, until, day } => {
                let when = day.map_or("at the time of the plan".into(), |day| format!("on {day}"));
                let until = until.map_or(String::new(), |end| format!(", repealed from {end} on"));
                format!("the catalogue `{catalog}` was not in force {when} (in force from {from}{until})")
            }
            P::DateOutsidePeriod { date, period } => format!("{date} lies outside the plan's time {period}"),
            P::NumberSpacing { number, .. } => format!("the document number `{number}` has blanks in it"),
            P::MalformedId { id } => format!("`{{#{id}}}` is not a valid id"),
            P::Misplaced { heading } => format!("the heading “{heading}” is out of place"),
            P::NotFormatted => "formatting this file would lose words, so it was left as it is".into(),
            P::MissingContent => "the plan has no content section".into(),
            P::MissingSection { section } => format!("the plan has no section “{section}”"),
            P::DuplicateSection { section, line } => {
                format!("the section “{section}” stands at line {line} already")
            }
            P::UnknownStandard { number, catalog } => {
                format!("the catalogue `{catalog}` has no standard {number}")
            }
            P::UnknownCriterion { criterion, catalog } => {
                format!("the catalogue `{catalog}` has no criterion {criterion}")
            }
            P::WrongName { anchor, written, .. } => {
                format!("{} is called something else in the regulation: “{written}”", named(anchor))
            }
            P::WrongStandard { criterion, standard } => {
                format!("criterion {criterion} does not belong to standard {standard}")
            }
            P::DuplicateCriterion { criterion, line } => {
                format!("criterion {criterion} stands at line {line} already")
            }
            P::DuplicateStandard { number, line } => {
                format!("standard {number} stands at line {line} already")
            }
            P::EmptyCriterion { criterion } => format!("criterion {criterion} has nothing under it"),
            P::UnknownLevel { criterion, written, .. } => {
                format!("criterion {criterion} has no level “{written}”")
            }
            P::CoversEverything { criteria } => {
                format!(
                    "the plan covers all {criteria} criteria; the form of 2026 is for priority issues only"
                )
            }
            P::WeaknessWithoutAction { anchor } => {
                format!("no action answers this weakness of {}", named(anchor))
            }
            P::WeaknessWithoutTarget { anchor } => {
                format!("no target is set for this weakness of {}", named(anchor))
            }
            P::ActionWithoutLead { actions: 1 } => "nobody leads this action".into(),
            P::ActionWithoutLead { actions } => format!("nobody leads any of these {actions} actions"),
            P::ActionWithoutDeadline { actions: 1 } => "this action has no time".into(),
            P::ActionWithoutDeadline { actions } => format!("none of these {actions} actions has a time"),
            P::ScheduleOutsidePeriod { written, period } => {
                format!("the time “{written}” lies outside the plan {period}")
            }
            P::ScheduleReversed { written } => format!("the time “{written}” ends before it begins"),
            P::UnreadableSchedule { written } => format!("the time “{written}” cannot be read"),
            P::UnmeasurableTarget => "this target is hard to measure".into(),
            P::Undecided { written } => format!("“{written}” is not decided yet"),
            P::UnreadableMoney { written } => format!("the money “{written}” cannot be read"),
            P::MalformedEvidence { written, .. } => format!("the evidence code `{written}` is malformed"),
            P::OtherSchoolYear { written, own } => format!("“{written}” in the plan of {own}"),
            P::CopiedWeakness { anchor, years, .. } => format!(
                "a weakness and its actions at {} stand unchanged in {} plans ({})",
                named(anchor),
                years.len(),
                listed(years)
            ),
            P::CopiedCriterion { anchor, years, .. } => {
                format!(
                    "all of {} stands unchanged in {} plans ({})",
                    named(anchor),
                    years.len(),
                    listed(years)
                )
            }
            P::CopiedPlan { copied, criteria, from } => {
                format!("{copied} of {criteria} criteria were copied whole from the plan of {from}")
            }
            P::OtherSchool { written, own } => format!("“{written}” in the plan of {own}"),
            P::OtherPlace { written, own } => format!("“{written}” in the plan of a school at {own}"),
            P::NotNfc { lines } => format!("letters with loose or half-composed marks in {lines} lines"),
            P::InvisibleCharacter { character } => {
                format!("an invisible character (U+{:04X})", u32::from(*character))
            }
            P::BidiControl { character } => {
                let code = u32::from(*character);
                format!("a character that reorders text (U+{code:04X}): what is shown is not what is written")
            }
            P::LostCharacter => "a letter was lost in a conversion (�)".into(),
            P::LegacyEncoding { encoding } => format!("this line seems to be in the old encoding {encoding}"),
            P::OthersPart { part, people } => format!("the edit under {part} is in the part of {people}"),
            P::MergeConflict { what } if what.is_empty() => {
                "two versions differ here, and none is chosen".into()
            }
            P::MergeConflict { what } => format!("two versions differ about “{what}”, and none is chosen"),
            P::DuplicateId { id, line } => format!("the id `{id}` is used at line {line} already"),
            P::WrongIdKind { id, wanted } => {
                format!("the id `{id}` is of another kind (`{wanted}-…` is needed here)")
            }
            P::IdFromLater { id, period } => format!("the year of the id `{id}` is after the plan {period}"),
            P::ReusedId { id, before } => {
                format!("in the last approved plan the id `{id}` is something else: “{before}”")
            }
            P::MissingId { items } => format!("{items} items have no id yet"),
            P::UnaccountedWeakness { id: Some(id), text, since } => {
                let since = since.map_or(String::new(), |year| format!(" (there since {year})"));
                format!("nothing accounts for the weakness `{id}` of the last approved plan{since}: “{text}”")
            }
            P::UnaccountedWeakness { id: None, text, .. } => {
                format!("nothing accounts for a weakness of the last approved plan: “{text}”")
            }
            P::UnexplainedWeakness { text, from, .. } => {
                format!("nothing says what became of a weakness of the plan {from}: “{text}”")
            }
            P::RecordWithoutPlan { period } => {
                format!("this record is about the plan {period}, and the school has none")
            }
            P::RecordWithoutItem { id, period } => format!("the plan {period} has no item `{id}`"),
            P::ContradictedAccount { id, period } => {
                format!("the weakness `{id}` is accounted for as gone, and still stands in the plan {period}")
            }
            P::EmptyFile => "the file is empty".into(),
            P::BinaryFile => "this is not a text file".into(),
            P::InvalidUtf8 => "the file is not UTF-8".into(),
            P::FileTooLarge { size, limit } => {
                format!("the file is too large ({} MB; at most {} MB)", size.div_ceil(1 << 20), limit >> 20)
            }
            P::UnreadableFile { detail } => format!("the file cannot be read: {detail}"),
            P::InvalidFile { detail } => format!("the file is not of its form: {detail}"),
            P::UnknownCode { code, .. } => format!("no finding has the code `{code}`"),
            P::MissingReason { code } => format!("`{code}` is switched off without a reason"),
            P::DuplicatePerson { id } => format!("`{id}` stands above already"),
            P::NoPrincipal => "no principal is named".into(),
            P::UnknownItem { id } => format!("the plan has no item `{id}`"),
            P::UnregisteredEvidence { code } => format!("the register of evidence does not have {code}"),
            P::DuplicateEvidence { code, other } => {
                format!("{code} is the code of other evidence too: “{other}”")
            }
            P::OwnVerification { id } => format!("whoever verified {id} is the one who says that it is done"),
            P::StrayReference { of } => {
                format!("this speaks of a record with the mark {of}, which the file does not have")
            }
            P::UnknownPerson { id } => format!("nobody in school.toml has the id `{id}`"),
            P::UnknownComment { id } => format!("the plan has no comment `{id}`"),
            P::OpenComment { id, item, text } => {
                let of = item.as_deref().unwrap_or("the whole plan");
                format!("the comment {id} on {of} is open: {text}")
            }
        }
    }
}

/// Periods in a row; many of them as a span.
fn listed(years: &[Period]) -> String {
    match years {
        [first, _, _, .., last] if years.len() > 3 => format!("from {first} to {last}"),
        _ => years.iter().map(Period::to_string).collect::<Vec<_>>().join(", "),
    }
}

/// `criterion 1.5`, or `standard 3` for `S3`.
pub(super) fn named(anchor: &str) -> String {
    match anchor.strip_prefix('S') {
        Some(number) => format!("standard {number}"),
        None => format!("criterion {anchor}"),
    }
}
