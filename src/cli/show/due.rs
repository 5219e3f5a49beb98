//! What is due, for people: by how near it is, or by whoever leads it.

use std::collections::BTreeMap;

use super::tracking::{Told, plain};
use super::verdict::safe;
use crate::cli::lang::Say;
use crate::cli::ui::{Tone, Ui};
use crate::date::Date;
use crate::plan::item::ItemId;
use crate::plan::spelling::fold_words;
use crate::tracking::due::Class;
use crate::work::tracking::due::{Item, School};

/// In which order it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    Day,
    Person,
}

/// What is told.
#[derive(Clone, Debug)]
pub enum Line {
    Class {
        class: Class,
        days: i64,
        count: usize,
    },
    /// Of one lead; nobody where the words are empty.
    Lead {
        words: String,
        people: Vec<String>,
    },
    When {
        class: Class,
        days: Option<i64>,
        end: Option<Date>,
        written: String,
    },
    Waiting {
        to: String,
        since: Date,
        days: i64,
    },
    Item {
        id: Option<ItemId>,
        text: String,
    },
    Nothing,
    /// What has a day after those, and what recurs.
    Besides {
        later: usize,
        recurring: usize,
    },
    Whose(String),
    NoSchools,
    Schools {
        schools: usize,
        overdue: usize,
    },
}

/// The whole answer.
pub fn human(schools: &[School], (order, days): (Order, i64), ui: &Ui) -> String {
    let several = schools.len() != 1;
    let mut text = String::new();
    if several {
        let overdue = schools.iter().flat_map(|school| &school.items);
        let overdue = overdue.filter(|item| item.class == Class::Overdue).count();
        let line = if schools.is_empty() {
            Line::NoSchools
        } else {
            Line::Schools { schools: schools.len(), overdue }
        };
        text.push_str(&format!("{}\n", line.say(ui.lang)));
    }
    for school in schools {
        let told: Vec<&Item> = school.items.iter().filter(|item| is_told(item.class)).collect();
        if several && told.is_empty() {
            continue;
        }
        if several {
            text.push('\n');
        }
        let page = Page { ui, days };
        text.push_str(&page.head(school));
        match order {
            _ if told.is_empty() => text.push_str(&format!("{}\n", Line::Nothing.say(ui.lang))),
            Order::Day => text.push_str(&page.by_day(&told)),
            Order::Person => text.push_str(&page.by_person(&told)),
        }
        text.push_str(&page.besides(&school.items));
    }
    text
}

/// What lies further off is only counted.
fn is_told(class: Class) -> bool {
    !matches!(class, Class::Later | Class::Recurring)
}

struct Page<'u> {
    ui: &'u Ui,
    days: i64,
}

impl Page<'_> {
    fn head(&self, school: &School) -> String {
        let head = Told::Head { school: safe(&school.name), period: school.period };
        let mut text = self.ui.paint(Tone::Heading, &head.say(self.ui.lang)) + "\n";
        if let Some(whose) = &school.whose {
            text.push_str(&format!("{}\n", Line::Whose(safe(whose)).say(self.ui.lang)));
        }
        text
    }

    fn by_day(&self, items: &[&Item]) -> String {
        let mut text = String::new();
        for class in Class::ALL.into_iter().filter(|class| is_told(*class)) {
            let of: Vec<&&Item> = items.iter().filter(|item| item.class == class).collect();
            if of.is_empty() {
                continue;
            }
            let heading = Line::Class { class, days: self.days, count: of.len() }.say(self.ui.lang);
            text.push_str(&format!("\n{}\n", self.ui.paint(tone(class), &heading)));
            text.extend(of.iter().map(|item| self.item(item, &self.lead(item))));
        }
        text
    }

    fn by_person(&self, items: &[&Item]) -> String {
        let mut of: BTreeMap<(bool, String), Vec<&Item>> = BTreeMap::new();
        for item in items {
            of.entry((item.lead.is_empty(), fold_words(&item.lead))).or_default().push(item);
        }
        let mut text = String::new();
        for items in of.values() {
            let Some(first) = items.first() else { continue };
            text.push_str(&format!("\n{}\n", self.ui.paint(Tone::Heading, &self.lead(first))));
            text.extend(items.iter().map(|item| self.item(item, "")));
        }
        text
    }

    fn lead(&self, item: &Item) -> String {
        let people = item.people.iter().map(|name| safe(name)).collect();
        Line::Lead { words: plain(&item.lead), people }.say(self.ui.lang)
    }

    fn item(&self, item: &Item, lead: &str) -> String {
        let line = Line::Item { id: item.id, text: plain(&item.text) }.say(self.ui.lang);
        let (class, days, end) = (item.class, item.days, item.end);
        let when = match &item.waiting {
            Some(waiting) => {
                let to = safe(&waiting.to);
                Line::Waiting { to, since: waiting.since, days: waiting.days }.say(self.ui.lang)
            }
            None => Line::When { class, days, end, written: plain(&item.written) }.say(self.ui.lang),
        };
        let when = self.ui.paint(tone(class), &when);
        let lead = if lead.is_empty() { String::new() } else { format!(" · {lead}") };
        format!("  {line}\n      {when}{lead}\n")
    }

    fn besides(&self, items: &[Item]) -> String {
        let count = |class: Class| items.iter().filter(|item| item.class == class).count();
        let (later, recurring) = (count(Class::Later), count(Class::Recurring));
        if later + recurring == 0 {
            return String::new();
        }
        let line = Line::Besides { later, recurring }.say(self.ui.lang);
        format!("\n{}\n", self.ui.paint(Tone::Quiet, &line))
    }
}

fn tone(class: Class) -> Tone {
    match class {
        Class::Overdue => Tone::Bad,
        Class::Week | Class::Waiting => Tone::Warn,
        _ => Tone::Quiet,
    }
}
