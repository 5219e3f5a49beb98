//! The results report, in English.

use crate::cli::command::report::Note;
use crate::cli::lang::En;
use crate::cli::show::report::{Added, Column, Fact, Phrase};
use crate::compare::{Evidence, Trend};
use crate::date::Date;
use crate::period::Period;
use crate::plan::item::Anchor;
use crate::progress::{Record, Status};
use crate::report::{Basis, Counted, Derivation, Doubt, Outcome, Percent, Reason, Span, Tally};
use crate::work::report::Error;
use crate::work::tracking::interim::Review;

impl En for Error {
    fn en(&self) -> String {
        match self {
            Error::Choice(error) => error.en(),
            Error::Folder(error) => error.en(),
            Error::Tracking(error) => error.en(),
            Error::NoRecords { path } => format!(
                "`{}` lies in no school's folder, so there are no records to review; name a period",
                path.display()
            ),
            Error::WhichDay { period } => format!(
                "the plan {period} spans several years; say up to which day with `--until {}-01-31`",
                period.first() + 1
            ),
            Error::Several { names } => {
                let names: Vec<&str> = names.iter().take(3).map(String::as_str).collect();
                format!(
                    "a report is about one plan, and there are several: {}; name the period",
                    names.join(", ")
                )
            }
        }
    }
}

impl En for Note {
    fn en(&self) -> String {
        match self {
            Note::Unread { path, detail } => {
                format!(
                    "note: `{path}` cannot be read, so the report lacks what is recorded there ({detail})"
                )
            }
            Note::NotADay { word } => format!("`{word}` is no day; write it as `2024-01-31` or `31/01/2024`"),
        }
    }
}

impl En for Phrase {
    fn en(&self) -> String {
        match self {
            Phrase::Blank => "……………………".into(),
            Phrase::NumberLine { symbol } => format!("No.: ……/{symbol}"),
            Phrase::Nation => "SOCIALIST REPUBLIC OF VIET NAM".into(),
            Phrase::Motto => "Independence - Freedom - Happiness".into(),
            Phrase::PlaceAndDate { place } => {
                format!("{}, ….. / ….. / ………", place.as_deref().unwrap_or("………………"))
            }
            Phrase::Kind => "REPORT".into(),
            Phrase::Subject => "Results of the plan for improving the quality of education".into(),
            Phrase::ReviewSubject(Review::First) => {
                "Review at the end of the first semester: the plan for improving the quality of education"
                    .into()
            }
            Phrase::ReviewSubject(Review::Second) => {
                "Review at the end of the year: the plan for improving the quality of education".into()
            }
            Phrase::Interim(part) => match part {
                Added::Items => "How each item stands",
                Added::Overdue => "Overdue",
                Added::Money => "Money",
                Added::Petitions => "Beyond the school's power, put to others",
            }
            .into(),
            Phrase::Amounts { planned, spent, rest } => {
                format!("planned {planned}, spent {spent}, left {rest}")
            }
            Phrase::Years { period, span } => years(*period, *span),
            Phrase::Addressee => "To:".into(),
            Phrase::Opening { number, date, school } => opening(number.as_deref(), *date, school),
            Phrase::Unread { path, detail } => {
                format!(
                    "The file {path} cannot be read ({detail}): this report lacks what is recorded there."
                )
            }
            Phrase::Copies => "Copies:".into(),
            Phrase::AsAbove => "As above".into(),
            Phrase::OwnLayout => {
                "The layout and columns are caitien's own; no official form of the results report is \
                known. Where the authority has one, that one counts."
                    .into()
            }
            Phrase::DerivedNote => {
                "A percentage marked “worked out” was not recorded but follows from what stands below it."
                    .into()
            }
            Phrase::LeftOut { count, until } => {
                format!("Records after {until} that do not count here: {count}.")
            }
            Phrase::OtherCatalog { catalog } => format!(
                "The later plan follows another edition of the criteria ({catalog}); its numbers are that edition's."
            ),
            _ => table(self),
        }
    }
}

fn table(phrase: &Phrase) -> String {
    match phrase {
        Phrase::TotalsHeading => "Results at large".into(),
        Phrase::Whose => "Scope".into(),
        Phrase::What => "What".into(),
        Phrase::All => "All".into(),
        Phrase::Outcome(outcome) => capital(word(*outcome)),
        Phrase::GoesOn => "In the later plan".into(),
        Phrase::School => "Whole school".into(),
        Phrase::Standard { number: Some(number), name } => with_name(format!("Standard {number}"), name),
        Phrase::Standard { number: None, name } if name.is_empty() => "Standard unknown".into(),
        Phrase::Standard { number: None, name } => name.clone(),
        Phrase::Counted(counted, _) => capital(noun(*counted)),
        Phrase::Lead { counted, tally, .. } => lead(*counted, tally),
        Phrase::LeadNext { later, carried, unexplained } => lead_next(*later, *carried, *unexplained),
        Phrase::NoLaterPlan => "There is no later plan yet, so what goes on is not known.".into(),
        Phrase::NotRecorded(kinds, _) => {
            let kinds: Vec<&str> = kinds.iter().map(|kind| noun(*kind)).collect();
            format!("Nothing was recorded about: {}.", kinds.join(", "))
        }
        Phrase::Nothing => "The plan names no weakness, target or action.".into(),
        Phrase::TableHeading => "Results by criterion".into(),
        Phrase::Column(column, _) => self::column(*column).into(),
        Phrase::NextColumn { span: Span::Whole, later: Some(later) } => format!("Goes on in {later}"),
        Phrase::NextColumn { .. } => "Goes on".into(),
        Phrase::Criterion { anchor: Some(Anchor::Criterion(id)), name } => {
            with_name(format!("Criterion {id}"), name)
        }
        Phrase::Criterion { anchor: Some(Anchor::Standard(_)), .. } => "The standard as a whole".into(),
        Phrase::Criterion { anchor: None, name } => name.clone(),
        Phrase::Level(level) => format!("level {level}"),
        Phrase::Short { counted, tally, .. } => {
            format!("{} {}: {}", tally.total(), noun(*counted), counts(tally))
        }
        Phrase::ActionsSilent => "The plan's actions (nothing was recorded about them)".into(),
        Phrase::ActionsHeading => "What was done of the plan's actions".into(),
        _ => after(phrase),
    }
}

fn after(phrase: &Phrase) -> String {
    let of = |later: &Option<Period>| {
        later.map_or("the later plan".to_owned(), |later| format!("the plan {later}"))
    };
    match phrase {
        Phrase::MovedHeading { later } => format!("What goes on in {}", of(later)),
        Phrase::MovedIntro => "What the later plan names again.".into(),
        Phrase::UnexplainedHeading => "Not named again, and nobody said why".into(),
        Phrase::UnexplainedIntro => {
            "No record says that it was done, the later plan does not have it, and no reason was written."
                .into()
        }
        Phrase::AddedHeading { later } => format!("Weaknesses that are new in {}", of(later)),
        Phrase::DoubtsHeading => "To be looked at again".into(),
        Phrase::DoubtsIntro => "The sources differ; the report does not choose between them.".into(),
        Phrase::StraysHeading => "Other records".into(),
        Phrase::StraysIntro => "Recorded about ids that the plan does not have.".into(),
        _ => String::new(),
    }
}

fn with_name(number: String, name: &str) -> String {
    if name.is_empty() { number } else { format!("{number}: {name}") }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn years(period: Option<Period>, span: Span) -> String {
    let years = match period {
        Some(period) if period.is_school_year() => format!("school year {period}"),
        Some(period) => format!("years {period}"),
        None => String::new(),
    };
    let text = match span {
        Span::Whole => years,
        Span::FirstSemester(day) => format!("first semester, {years} (up to {day})"),
        Span::Until(day) => format!("{years} (up to {day})"),
    };
    capital(text.trim())
}

fn opening(number: Option<&str>, date: Option<Date>, school: &str) -> String {
    let number = number.map(|number| format!(" no. {number}")).unwrap_or_default();
    let date = date.map(|date| format!(" of {date}")).unwrap_or_default();
    format!("On its quality improvement plan{number}{date}, {school} reports as follows:")
}

fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Done => "done",
        Outcome::Partial => "partly reached",
        Outcome::InProgress => "in progress",
        Outcome::NotReached => "not reached",
        Outcome::Cancelled => "given up",
        Outcome::Unknown => "nothing known",
    }
}

fn noun(counted: Counted) -> &'static str {
    match counted {
        Counted::Weaknesses => "weaknesses",
        Counted::Targets => "targets",
        Counted::Measures => "measures",
        Counted::Actions => "actions",
    }
}

fn counts(tally: &Tally) -> String {
    let there = Outcome::ALL.map(|outcome| (tally.count(outcome), word(outcome)));
    let there = there.iter().filter(|(count, _)| *count > 0);
    there.map(|(count, word)| format!("{count} {word}")).collect::<Vec<_>>().join(", ")
}

fn lead(counted: Counted, tally: &Tally) -> String {
    let (total, done) = (tally.total(), tally.count(Outcome::Done));
    let share = if counted == Counted::Weaknesses && tally.is_known() {
        format!(" Done: {done} of {total} ({}%).", 100 * done / total)
    } else {
        String::new()
    };
    format!("Of {total} {} in the plan: {}.{share}", noun(counted), counts(tally))
}

fn lead_next(later: Option<Period>, carried: usize, unexplained: usize) -> String {
    let later = later.map_or("the later plan".to_owned(), |later| format!("the plan {later}"));
    let silent = match unexplained {
        0 => String::new(),
        count => format!("; {count} are not, and nobody said why"),
    };
    format!("Weaknesses named again in {later}: {carried}{silent}.")
}

fn column(column: Column) -> &'static str {
    match column {
        Column::Number => "No.",
        Column::Weakness => "Weakness",
        Column::Target => "Target",
        Column::Result => "Result",
        Column::Percent => "Percent",
        Column::Reason => "Why not reached",
        Column::Evidence => "Evidence",
    }
}

impl En for Fact {
    fn en(&self) -> String {
        match self {
            Fact::Cause(text) => format!("Cause (as the plan has it): {text}"),
            Fact::Consecutive(years) => format!("Named in {years} consecutive plans."),
            Fact::SharedByCriterion => "For all weaknesses of the criterion.".into(),
            Fact::NoWeakness(_) => "The plan names no weakness.".into(),
            Fact::NoTarget => "The plan names none.".into(),
            Fact::TargetsBelow => "Named for the whole criterion, in the lines below.".into(),
            Fact::Paired => "Put beside this weakness by its words.".into(),
            Fact::Measure(text) => format!("Measure: {text}"),
            Fact::Basis(basis) => self::basis(basis),
            Fact::Recorded { record, by, about } => recorded(record, by.as_deref(), about.as_deref()),
            Fact::Stated(text) => format!("The plan states: {text}"),
            Fact::Figures { figures, later } => {
                let unit = if figures.unit.is_empty() { String::new() } else { format!(" {}", figures.unit) };
                let (before, after) = (&figures.before, &figures.after);
                format!("{}: {before} → {after}{unit} ({})", by_plan(*later), trend(figures.trend))
            }
            Fact::Ended { evidence, by, later } => ended(evidence, by.as_deref(), *later),
            Fact::Percent(percent) => match percent.value() {
                Some(value) => format!("{value}%"),
                None => "not known".into(),
            },
            Fact::PercentFrom(percent) => percent_from(percent),
            Fact::Reason { reason, by } => self::reason(reason, by.as_deref()),
            Fact::NoReason => "no reason written".into(),
            Fact::Lead(lead) => format!("Lead: {lead}"),
            Fact::Schedule(schedule) => format!("when: {schedule}"),
            Fact::Codes(codes) => format!("Evidence: {}", codes.join("; ")),
            Fact::NothingRecorded => "Nothing recorded.".into(),
            Fact::Doubt(doubt) => self::doubt(doubt),
            Fact::Place(Anchor::Criterion(id)) => format!("Criterion {id}"),
            Fact::Place(Anchor::Standard(number)) => format!("Standard {number}"),
            Fact::TargetAt(anchor, _) => format!("{}, target", Fact::Place(*anchor).en()),
            Fact::Reopened { period, before } => {
                let when = period.map(|period| format!(" {period}")).unwrap_or_default();
                format!("It stood in the plan{when} and is back: “{}”", before.text)
            }
            Fact::Stray(record, by) => format!("{}: {}", record.item, recorded(record, by.as_deref(), None)),
            _ => next(self),
        }
    }
}

fn next(fact: &Fact) -> String {
    match fact {
        Fact::Yes | Fact::Continue => "Yes".into(),
        Fact::No => "No".into(),
        Fact::Resolved => "resolved".into(),
        Fact::Explained => "with a reason".into(),
        Fact::Perhaps(sentence) => {
            format!("The later plan says: “{sentence}”; perhaps done, please confirm.")
        }
        Fact::Unexplained => "Not named again, no reason known".into(),
        Fact::NoPlanYet => "no later plan yet".into(),
        Fact::NotRepeated => "not named again".into(),
        Fact::Now(text) => format!("now: “{text}”"),
        Fact::MovedTo(Anchor::Criterion(id)) => format!("under criterion {id}"),
        Fact::MovedTo(Anchor::Standard(number)) => format!("under standard {number}"),
        _ => String::new(),
    }
}

fn by_plan(later: Option<Period>) -> String {
    later.map_or("By the later plan".to_owned(), |later| format!("By the plan {later}"))
}

fn basis(basis: &Basis) -> String {
    match basis {
        Basis::Aims { of: 1, .. } => "By what was recorded about the target.".into(),
        Basis::Aims { done, of } => format!("By what was recorded about the targets: {done} of {of} done."),
        Basis::Stated => "By the degree of completion that the plan states.".into(),
        Basis::Later => "Nothing recorded during the year; read from the later plan.".into(),
        Basis::Record(_) | Basis::Account(_) | Basis::Nobody => String::new(),
    }
}

fn recorded(record: &Record, by: Option<&str>, about: Option<&str>) -> String {
    let about = about.map(|about| format!("On “{about}”: ")).unwrap_or_default();
    let percent = record.percent.map(|percent| format!(", {percent}%")).unwrap_or_default();
    let note = record.note.as_deref().map(str::trim).filter(|note| !note.is_empty());
    let note = note.map(|note| format!(": {note}")).unwrap_or_default();
    let by = by.map(|by| format!(" (recorded by {by})")).unwrap_or_default();
    format!("{about}{} {}{percent}{note}{by}", record.date, status(record.status))
}

/// How an item stands by a record.
pub(super) fn status(status: Status) -> &'static str {
    match status {
        Status::NotStarted => "not started",
        Status::InProgress => "in progress",
        Status::Partial => "partly done",
        Status::Done => "done",
        Status::Cancelled => "given up",
    }
}

fn trend(trend: Trend) -> &'static str {
    match trend {
        Trend::Improved => "better",
        Trend::Worsened => "worse",
        Trend::Unchanged => "unchanged",
    }
}

fn ended(evidence: &Evidence, by: Option<&str>, later: Option<Period>) -> String {
    match evidence {
        Evidence::Progress { date, note: Some(note) } => format!("{date} done: {note}"),
        Evidence::Progress { date, note: None } => format!("{date} done"),
        Evidence::Account { sentence } => format!("{}: “{sentence}”", by_plan(later)),
        Evidence::Recorded(signed) => {
            let by = by.map(|by| format!(" by {by}")).unwrap_or_default();
            format!("{} confirmed{by} as resolved: {}", signed.date, signed.reason)
        }
    }
}

fn percent_from(percent: &Percent) -> String {
    match percent {
        Percent::Recorded { date, .. } => format!("recorded on {date}"),
        Percent::Derived { from: Derivation::Done, .. } => "worked out: it is done".into(),
        Percent::Derived { from: Derivation::Reached { aim, reached }, .. } => {
            format!("worked out: {reached} of {aim} to be reached")
        }
        Percent::Derived { from: Derivation::Fallen { start, aim, reached }, .. } => {
            format!("worked out: {start} → {reached}, to fall to {aim}")
        }
        Percent::Unknown => String::new(),
    }
}

fn reason(reason: &Reason, by: Option<&str>) -> String {
    match reason {
        Reason::GivenUp { date, note } => format!("{note} ({date})"),
        Reason::Note { date, clause } => format!("{clause} ({date})"),
        Reason::Cause { text } => format!("{text} (the cause in the later plan)"),
        Reason::Account(signed) => {
            let by = by.map(|by| format!(", {by}")).unwrap_or_default();
            format!("{} ({}{by})", signed.reason, signed.date)
        }
    }
}

fn doubt(doubt: &Doubt) -> String {
    match doubt {
        Doubt::DoneYetCarried { date, trend: moved, figures } => {
            let figures = figures.iter().map(|pair| format!("{} → {}", pair.before, pair.after));
            let figures = figures.collect::<Vec<_>>().join(", ");
            let how = match moved {
                Some(Trend::Unchanged) => format!(" with the same figures ({figures})"),
                Some(trend) => format!(" ({figures}, {})", self::trend(*trend)),
                None => String::new(),
            };
            format!("Recorded as done on {date}, but the later plan still names it{how}.")
        }
        Doubt::GivenUpYetCarried { date } => {
            format!("Recorded as given up on {date}, but the later plan still names it.")
        }
        Doubt::ToldDoneYetOpen { date, status, sentence } => format!(
            "The later plan says “{sentence}”, but the newest record ({date}) is: {}.",
            self::status(*status)
        ),
        Doubt::DoneWithLess { date, percent } => format!("Recorded as done on {date}, with only {percent}%."),
        Doubt::FullYetOpen { date, status } => {
            format!("Recorded with 100% on {date}, and yet as {}.", self::status(*status))
        }
    }
}
