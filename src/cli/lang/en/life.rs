//! The lives of weaknesses, in English.

use super::history::recorded;
use super::save::noun;
use crate::cli::command::save::visible;
use crate::cli::lang::En;
use crate::cli::show::life::{Counts, Course, End, Heading, Phrase};
use crate::compare::Match;
use crate::export::chart::{Line, Shape};
use crate::life::Slip;
use crate::plan::item::{Anchor, Kind};
use crate::work::history::{Approval, Standing};

impl En for Phrase {
    fn en(&self) -> String {
        match self {
            Phrase::Title(heading) => title(heading),
            Phrase::Counts(counts) => self::counts(counts),
            Phrase::Dragging { count } => {
                format!("{count} of those that stand have stood for three consecutive years or more.")
            }
            Phrase::Unexplained { count } => {
                format!("{count} are no longer mentioned, and nobody has said why.")
            }
            Phrase::Chronic { count, least } => {
                format!(
                    "{count} weaknesses of the newest plan have stood for {least} consecutive years or more."
                )
            }
            Phrase::NoWeakness => "No saved plan names a weakness here.".into(),
            Phrase::NoneSoLong { least } => {
                format!("No weakness that stands has stood for {least} consecutive years or more.")
            }
            Phrase::Course(course) => self::course(course),
            Phrase::Slips { count, months } => {
                let times = if *count == 1 { "once".to_owned() } else { format!("{count} times") };
                let months = if *months > 0 { format!(", {months} months in all") } else { String::new() };
                format!("Its deadline was put off {times}{months}.")
            }
            Phrase::Group { anchor, name, edition } => group(*anchor, name, edition.as_deref()),
            Phrase::Year { period, place } => match place {
                Some((anchor, name)) => format!("{period} · {}", group(Some(*anchor), name, None)),
                None => period.clone(),
            },
            Phrase::Approved(approval) => approved(approval),
            Phrase::Word(shape) => word(*shape).into(),
            Phrase::Meaning(shape) => meaning(*shape).into(),
            Phrase::LineMeaning(line) => line_meaning(*line).into(),
            Phrase::Mark { period, shape, figures } if figures.is_empty() => {
                format!("{period} {}", meaning(*shape))
            }
            Phrase::Mark { period, figures, .. } => format!("{period} {}", figures.join(", ")),
            Phrase::Years { count, yearly } => {
                let noun = if *yearly { "year" } else { "plan" };
                let plural = if *count == 1 { "" } else { "s" };
                format!("{count} {noun}{plural}")
            }
            _ => detail(self),
        }
    }
}

fn detail(phrase: &Phrase) -> String {
    match phrase {
        Phrase::Consecutive { count } => format!("in {count} consecutive plans"),
        Phrase::Recognised { matched, percent } => recognised(*matched, *percent),
        Phrase::Linked { signed, by } => {
            format!("{by} recorded on {} that it is the same: {}", signed.date, signed.reason)
        }
        Phrase::SplitFrom { texts } => format!("Split off from: {}", quoted(texts)),
        Phrase::SplitInto { texts } => format!("The next plan also splits off: {}", quoted(texts)),
        Phrase::MergedFrom { texts } => format!("Takes in: {}", quoted(texts)),
        Phrase::MergedInto { texts } => format!("Merged into: {}", quoted(texts)),
        Phrase::Slip(slip) => self::slip(*slip),
        Phrase::Noun(kind) => noun(*kind, 1).into(),
        Phrase::Lead(lead) => lead.clone(),
        Phrase::Schedule(schedule) => schedule.clone(),
        Phrase::Record { record, by } => {
            let mut said = format!("{}: {}", record.date, recorded(record.status, record.percent));
            said.extend(record.note.as_ref().map(|note| format!(". {}", note.trim_end_matches('.'))));
            said.extend(by.as_ref().map(|by| format!(" (by {by})")));
            if !record.evidence.is_empty() {
                said.push_str(&format!("; evidence {}", record.evidence.join(", ")));
            }
            said
        }
        Phrase::Explained { signed, by } => {
            format!("Reason: {} ({by}, {})", signed.reason.trim_end_matches('.'), signed.date)
        }
        Phrase::NotExplained => "Nobody has said why: no record that it is done, and no reason.".into(),
        Phrase::PerhapsResolved { sentence } => {
            format!("Perhaps resolved, please confirm; the later plan says: “{sentence}”")
        }
        Phrase::YearByYear => "Year by year".into(),
        Phrase::NotThere => "not in this plan".into(),
        Phrase::Level { level } => format!("Level: {}", visible(level)),
        Phrase::RowHead => "Weakness".into(),
        Phrase::CountHead { yearly: true } => "Consecutive years".into(),
        Phrase::CountHead { yearly: false } => "Consecutive plans".into(),
        Phrase::Gap => "years without a plan between two columns".into(),
        Phrase::Legend => "Legend".into(),
        Phrase::Picture => "Picture: years from left to right, one line for each weakness".into(),
        Phrase::Table => "Table: the same as the picture".into(),
        Phrase::Newest { count } => {
            format!("Only the newest {count} plans are drawn; the html form has all years.")
        }
        Phrase::Footer => {
            "Made by caitien from the saved plans. Weaknesses without a common id are recognised \
            by their words; put right what was recognised wrongly."
                .into()
        }
        Phrase::Unread { path, detail } => {
            format!("{} cannot be read and was left out: {}", visible(path), visible(detail))
        }
        _ => String::new(),
    }
}

fn title(heading: &Heading) -> String {
    match heading {
        Heading::Weaknesses => "Weaknesses over the years".into(),
        Heading::Chronic(least) => format!("Weaknesses that have stood for {least} years or more"),
        Heading::Place { anchor, name } => format!("{} over the years", group(Some(*anchor), name, None)),
        Heading::Item(id) if id.kind == Kind::Weakness => format!("Weakness {id} over the years"),
        Heading::Item(id) => format!("Item {id} over the years"),
    }
}

fn counts(counts: &Counts) -> String {
    let Counts { plans, from, to, all, standing, resolved, dropped, merged } = counts;
    let merged = if *merged > 0 { format!(", {merged} merged into others") } else { String::new() };
    let span = if from == to { from.clone() } else { format!("{from} to {to}") };
    format!(
        "{all} weaknesses in {plans} plans ({span}): {standing} standing, {resolved} resolved, \
         {dropped} no longer mentioned{merged}."
    )
}

fn course(course: &Course) -> String {
    let Course { since, longest, end } = course;
    let is_said = matches!(end, End::Standing { stood, .. } if stood == longest);
    let end = match end {
        End::Standing { stood: 1, period } => format!("stands in the plan {period}"),
        End::Standing { stood, period } => {
            format!("still stands in the plan {period}, in {stood} consecutive plans")
        }
        End::RecordedDone { period, date } => {
            format!("recorded as done on {date}, in {period}; the next plan will tell")
        }
        End::Resolved { period } => format!("resolved by the plan {period}"),
        End::Dropped { period, explained: true } => format!("dropped from the plan {period}, with a reason"),
        End::Dropped { period, explained: false } => {
            format!("no longer mentioned from the plan {period} on, and nobody has said why")
        }
        End::Merged { period } => format!("merged into another one in the plan {period}"),
    };
    let longest = if *longest > 1 && !is_said {
        format!(" Longest run: {longest} consecutive plans.")
    } else {
        String::new()
    };
    format!("Since {since}; {end}.{longest}")
}

fn group(anchor: Option<Anchor>, name: &str, edition: Option<&str>) -> String {
    let Some(anchor) = anchor else { return "Criterion unknown".into() };
    let number = match anchor {
        Anchor::Standard(number) => format!("Standard {number}"),
        Anchor::Criterion(id) => format!("Criterion {id}"),
    };
    let name = if name.is_empty() { number } else { format!("{number}: {}", visible(name)) };
    match edition {
        Some(edition) => format!("{name} (criteria {})", visible(edition)),
        None => name,
    }
}

fn approved(approval: &Approval) -> String {
    let Approval { version, standing, by, day, has_later_edits } = approval;
    let who = by.as_ref().map(|by| format!(" by {}", visible(by))).unwrap_or_default();
    let when = day.map(|day| format!(" on {day}")).unwrap_or_default();
    let said = match standing {
        Standing::Unknown => format!("approval v{version}{who}{when}, could not be judged here"),
        Standing::Judged(verdict) => match verdict.code() {
            "valid" | "valid-retired-key" | "superseded" => format!("v{version} approved{who}{when}"),
            "unpinned" => format!("v{version} approved{who}{when}, root not pinned"),
            "withdrawn" => format!("approval v{version} withdrawn"),
            code => format!("approval v{version} does NOT verify ({code})"),
        },
    };
    if *has_later_edits { format!("{said}, edited since") } else { said }
}

fn word(shape: Shape) -> &'static str {
    match shape {
        Shape::Begun => "new",
        Shape::Parted => "split off",
        Shape::Going => "stands",
        Shape::Same => "same",
        Shape::Better => "better",
        Shape::Worse => "worse",
        Shape::Back => "back",
        Shape::Solved => "resolved",
        Shape::Gone => "gone",
        Shape::GoneExplained => "dropped",
        Shape::Joined => "merged",
    }
}

fn meaning(shape: Shape) -> &'static str {
    match shape {
        Shape::Begun => "named for the first time",
        Shape::Parted => "split off from another one",
        Shape::Going => "still stands",
        Shape::Same => "still stands, same figures",
        Shape::Better => "still stands, better figures",
        Shape::Worse => "still stands, worse figures",
        Shape::Back => "had left the plans and is back",
        Shape::Solved => "resolved",
        Shape::Gone => "no longer mentioned, nobody said why",
        Shape::GoneExplained => "dropped, with a reason",
        Shape::Joined => "merged into another one",
    }
}

fn line_meaning(line: Line) -> &'static str {
    match line {
        Line::Thin => "less than three consecutive years",
        Line::Thick => "from the third consecutive year on",
        Line::Away => "not in the plan",
        Line::Tie => "split off or merged",
    }
}

fn recognised(matched: Match, percent: Option<u8>) -> String {
    let percent = percent.map(|percent| format!(" ({percent}%)")).unwrap_or_default();
    match matched {
        Match::Id => "same id".into(),
        Match::Link => "recorded as the same".into(),
        Match::SameText => "same words".into(),
        Match::SameMeaning => format!("recognised by meaning{percent}"),
        Match::OtherCriterion => format!("recognised in another criterion{percent}"),
        Match::OtherEdition => format!("recognised in another edition{percent}"),
    }
}

fn slip(slip: Slip) -> String {
    let by = match slip.months() {
        0 => String::new(),
        1 => ", one month".to_owned(),
        months => format!(", {months} months"),
    };
    format!("Deadline put off from {} to {}{by}.", slip.before, slip.after)
}

fn quoted(texts: &[String]) -> String {
    texts.iter().map(|text| format!("“{text}”")).collect::<Vec<_>>().join(", ")
}
