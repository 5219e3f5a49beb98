//! The deadlines of a plan as a calendar: one whole day for each action whose last day was understood, with a reminder
//! a week before.
//!
//! [door: ics]
//!
//! An event keeps its name (school, period, the item's id) from export to export, so that importing the calendar again
//! moves events instead of doubling them. What is done stays in the calendar without a reminder, what is given up is
//! marked as cancelled. What recurs has no last day: it is left out and counted. No clock is read: the same plan gives
//! the same calendar.

use std::collections::BTreeMap;

use ics::components::{Parameter, Property};
use ics::properties::{Categories, Description, DtEnd, DtStart, Status, Summary, Transp, Trigger};
use ics::{Alarm, Event, ICalendar, escape_text};

use super::rows::Source;
use super::{Word, Words};
use crate::date::Date;
use crate::deadline::{Deadline, deadlines};
use crate::plan::item::FieldKey;
use crate::plan::markdown::inline::inline;
use crate::plan::markdown::run::words;
use crate::plan::spelling::fold_words;
use crate::plan::{Entry, Field};
use crate::progress;

/// So long before the day a calendar reminds.
const BEFORE: &str = "-P7D";

/// A calendar, and what is not in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    pub text: String,
    pub events: usize,
    /// Actions that are done again and again.
    pub recurring: usize,
    /// Actions whose time names no last day that was understood.
    pub unread: usize,
}

/// The calendar of a plan.
pub fn calendar(source: &Source<'_>, words: Words<'_>) -> Calendar {
    let mut made = Calendar::default();
    let mut calendar = ICalendar::new("2.0", "-//caitien//caitien//VI");
    calendar.push(Property::new("CALSCALE", "GREGORIAN"));
    calendar.push(Property::new("METHOD", "PUBLISH"));
    if let Some(title) = &source.plan.front.title {
        calendar.push(Property::new("X-WR-CALNAME", plain(title)));
    }
    let maker = Maker { source, words, stamp: stamp(source) };
    let mut named: BTreeMap<String, usize> = BTreeMap::new();
    for one in deadlines(source.plan, source.progress, source.period) {
        match one.end() {
            Some(end) => {
                // Two actions without ids may share their words.
                let serial = named.entry(item_name(&one)).and_modify(|count| *count += 1).or_insert(1);
                calendar.add_event(maker.event(&one, end, &maker.name(&one, *serial)));
                made.events += 1;
            }
            None if one.schedule.recurring => made.recurring += 1,
            None => made.unread += 1,
        }
    }
    made.text = calendar.to_string();
    made
}

/// The moment that every event gives as its making: the plan's day, else the first day of its school year.
fn stamp(source: &Source<'_>) -> String {
    let first = source.period.and_then(|period| Date::new(period.first(), 9, 1));
    let day = source.plan.front.date.or(first).unwrap_or(Date { year: 2000, month: 1, day: 1 });
    format!("{}T000000Z", written(day))
}

fn written(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year, day.month, day.day)
}

struct Maker<'m> {
    source: &'m Source<'m>,
    words: Words<'m>,
    stamp: String,
}

impl Maker<'_> {
    /// The event's name, unlike that of any other.
    fn name(&self, one: &Deadline<'_>, serial: usize) -> String {
        let item = item_name(one);
        let serial = if serial > 1 { format!("--{serial}") } else { String::new() };
        let period = self.source.period.map(|period| period.to_string()).unwrap_or_default();
        format!("{item}{serial}.{period}.{}@caitien", self.source.school)
    }

    fn event(&self, one: &Deadline<'_>, end: Date, name: &str) -> Event<'static> {
        let mut event = Event::new(plain(name), self.stamp.clone());
        let done = one.last.is_some_and(|record| record.status.is_done());
        let text = plain(&words(&inline(&one.placed.item.text)));
        let summary = if done { format!("✓ {text}") } else { text.clone() };
        event.push(whole_day(DtStart::new(written(end)).into()));
        event.push(whole_day(DtEnd::new(written(end.day_after().unwrap_or(end))).into()));
        event.push(Summary::new(summary));
        event.push(Description::new(self.description(one)));
        if let Some(anchor) = one.placed.anchor {
            event.push(Categories::new(anchor.to_string()));
        }
        // A deadline takes nobody's day.
        event.push(Transp::transparent());
        match one.last.map(|record| record.status) {
            Some(progress::Status::Cancelled) => event.push(Status::cancelled()),
            _ => event.push(Status::confirmed()),
        }
        if !one.is_over() {
            let label = plain(&(self.words)(Word::Deadline));
            event.add_alarm(Alarm::display(
                Trigger::new(BEFORE),
                Description::new(format!("{label}: {text}")),
            ));
        }
        event
    }

    /// The time as written, and who does it.
    fn description(&self, one: &Deadline<'_>) -> String {
        let labels = [FieldKey::Schedule, FieldKey::Lead, FieldKey::Partners];
        let lines = labels.into_iter().filter_map(|key| field(one, key)).map(|field| {
            let label = if field.label.is_empty() { field.key.as_str() } else { field.label };
            format!("{label}: {}", words(&inline(&field.value)))
        });
        plain(&lines.collect::<Vec<_>>().join("\n"))
    }
}

/// An action's own field, or else the one that all actions of its criterion share.
fn field<'p>(one: &Deadline<'p>, key: FieldKey) -> Option<&'p Field> {
    let shared = one.placed.entries.iter().find_map(|entry| match entry {
        Entry::Shared(field) if field.key == key => Some(field),
        _ => None,
    });
    one.placed.item.field(key).or(shared)
}

fn whole_day(mut property: Property<'static>) -> Property<'static> {
    property.add(Parameter::new("VALUE", "DATE"));
    property
}

/// What an action is known by: its id, or else its place and its first words.
fn item_name(one: &Deadline<'_>) -> String {
    if let Some(id) = one.placed.item.id {
        return id.to_string();
    }
    let anchor = one.placed.anchor.map(|anchor| anchor.to_string()).unwrap_or_default();
    let words: String = fold_words(&one.placed.item.text).chars().take(80).collect();
    format!("{anchor} {words}").trim().replace(' ', "-")
}

/// A text that no line of the file can be made of: marks are escaped, what steers a program is a blank.
fn plain(text: &str) -> String {
    let tame = |letter: char| if letter.is_control() && letter != '\n' { ' ' } else { letter };
    escape_text(text.chars().map(tame).collect::<String>()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::super::rows::tests::PLAN;
    use super::*;
    use crate::plan::parse::parse;
    use crate::progress::Progress;

    fn check(text: &str, records: &str) -> Calendar {
        let (plan, progress) = (parse(text).plan, Progress::parse(records).unwrap());
        let period = plan.front.period();
        let source = Source { plan: &plan, progress: &progress, school: "th-a", name: "Trường A", period };
        calendar(&source, &crate::export::sheet::tests::words)
    }

    #[test]
    fn an_event_for_each_last_day_and_a_count_of_the_rest() {
        let made = check(PLAN, "");
        assert_eq!((made.events, made.recurring, made.unread), (2, 1, 0));
        for line in [
            "UID:a-1.10-2023-1.2023-2024.th-a@caitien\r\n",
            "DTSTAMP:20230901T000000Z\r\n",
            "DTSTART;VALUE=DATE:20240530\r\n",
            "DTEND;VALUE=DATE:20240531\r\n",
            "TRIGGER:-P7D\r\n",
            "DESCRIPTION:Thời gian: trước 30/5\\nChủ trì: Hiệu trưởng\r\n",
        ] {
            assert!(made.text.contains(line), "{line} in {}", made.text);
        }
        assert_eq!(made, check(PLAN, ""), "no clock");
    }

    #[test]
    fn what_is_over_reminds_nobody() {
        let record = |status: &str| {
            format!("[[record]]\nitem = \"a-3.2-2023-1\"\ndate = 2023-11-01\nstatus = \"{status}\"\n")
        };
        let (open, done) = (check(PLAN, "").text, check(PLAN, &record("done")).text);
        assert_eq!((open.matches("BEGIN:VALARM").count(), done.matches("BEGIN:VALARM").count()), (2, 1));
        assert!(done.contains("SUMMARY:✓ Sơn."), "{done}");
        assert!(check(PLAN, &record("cancelled")).text.contains("STATUS:CANCELLED"));
    }

    #[test]
    fn a_strangers_words_make_no_lines_of_their_own() {
        let hostile = "#### Tiêu chí 1.1: A\n\n**Giải pháp**\n\n- Một; hai, \\n ba\u{b}BEGIN:VEVENT\u{85}X.\n  - Thời gian: 10/2023\n\
            - Một; hai, \\n ba\u{b}BEGIN:VEVENT\u{85}X.\n  - Thời gian: 11/2023\n";
        let made = check(hostile, "");
        assert_eq!(made.text.matches("BEGIN:VEVENT\r\n").count(), 2, "{}", made.text);
        assert!(made.text.contains("SUMMARY:Một\\; hai\\, \\\\n ba BEGIN:VEVENT X."), "{}", made.text);
        assert_eq!(made.text.matches("UID:1.1-mot-hai-n-ba-begin-vevent-x--2.").count(), 1, "{}", made.text);
        assert!(made.text.split("\r\n").all(|line| line.len() <= 75), "{}", made.text);
    }
}
