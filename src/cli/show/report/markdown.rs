//! The report as Markdown: for an e-mail, a wiki, or a converter to Word.

use crate::export::report::{Paper, Part, Place, Text, Voice};

/// The whole report.
pub fn markdown(paper: &Paper) -> String {
    let mut page = Page(String::new());
    page.head(paper);
    page.totals(paper);
    if !paper.groups.is_empty() {
        page.paragraph(&format!("## {}", escape(&paper.heading)));
    }
    for group in &paper.groups {
        page.paragraph(&format!("### {}", escape(&group.heading)));
        for place in &group.places {
            page.place(place, &paper.columns);
        }
    }
    for part in &paper.parts {
        page.paragraph(&format!("## {}", escape(&part.heading)));
        page.entries(part);
    }
    page.foot(paper);
    page.0
}

struct Page(String);

impl Page {
    fn paragraph(&mut self, text: &str) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.0.push_str(text);
        self.0.push('\n');
    }

    fn head(&mut self, paper: &Paper) {
        let head = &paper.head;
        let lines = [&head.authority, &head.school, &head.number];
        self.paragraph(&lines.map(|line| escape(line)).join("  \n"));
        let nation = head.nation.iter().chain([&head.place_and_date]);
        self.paragraph(&nation.map(|line| escape(line)).collect::<Vec<_>>().join("  \n"));
        self.paragraph(&format!("# {} {}", escape(&head.kind), escape(&head.subject.join(" "))));
        if !head.addressees.is_empty() {
            let list = head.addressees.iter().map(|one| format!("- {}\n", escape(one)));
            self.paragraph(&format!(
                "{}\n\n{}",
                escape(&head.addressee),
                list.collect::<String>().trim_end()
            ));
        }
        for sentence in &paper.opening {
            self.paragraph(&escape(sentence));
        }
        for alert in &paper.alerts {
            self.paragraph(&format!("**⚠ {}**", escape(alert)));
        }
    }

    fn totals(&mut self, paper: &Paper) {
        let totals = &paper.totals;
        self.paragraph(&format!("## {}", escape(&totals.heading)));
        for sentence in &totals.sentences {
            self.paragraph(&escape(sentence));
        }
        if totals.rows.is_empty() {
            return;
        }
        let mut table = header(&totals.columns, 2);
        for row in &totals.rows {
            let numbers = row.numbers.iter().map(ToString::to_string);
            let cells = [escape(&row.whose), escape(&row.what)].into_iter().chain(numbers);
            table.push_str(&format!("| {} |\n", cells.collect::<Vec<_>>().join(" | ")));
        }
        self.paragraph(table.trim_end());
    }

    fn place(&mut self, place: &Place, columns: &[String]) {
        if !place.heading.is_empty() {
            self.paragraph(format!("#### {} {}", escape(&place.heading), escape(&place.facts)).trim_end());
        }
        if !place.lines.is_empty() {
            let mut table = header(columns, columns.len());
            for line in &place.lines {
                let cells =
                    line.cells.iter().map(|cell| cell.iter().map(said).collect::<Vec<_>>().join("<br>"));
                let cells = std::iter::once(line.number.to_string()).chain(cells);
                table.push_str(&format!("| {} |\n", cells.collect::<Vec<_>>().join(" | ")));
            }
            self.paragraph(table.trim_end());
        }
        if !place.actions.entries.is_empty() {
            self.paragraph(&format!("**{}**", escape(&place.actions.heading)));
            self.entries(&place.actions);
        }
    }

    fn entries(&mut self, part: &Part) {
        if !part.intro.is_empty() {
            self.paragraph(&escape(&part.intro));
        }
        // Two blanks at a line's end break it inside a list item.
        let items = part
            .entries
            .iter()
            .map(|entry| format!("- {}\n", entry.iter().map(said).collect::<Vec<_>>().join("  \n  ")));
        self.paragraph(items.collect::<String>().trim_end());
    }

    fn foot(&mut self, paper: &Paper) {
        let foot = &paper.foot;
        if !foot.recipients.is_empty() {
            let list = foot.recipients.iter().map(|one| format!("{}  \n", escape(one)));
            let list = list.collect::<String>().replace("- ", "– ");
            self.paragraph(&format!("***{}***  \n{}", escape(&foot.label), list.trim_end()));
        }
        self.paragraph(
            format!("**{}**  \n**{}**", escape(&foot.title), escape(&foot.name)).trim_end_matches("  \n****"),
        );
        let notes = paper.notes.iter().map(|note| format!("*{}*  \n", escape(note)));
        self.paragraph(&format!("---\n\n{}", notes.collect::<String>().trim_end()));
    }
}

/// The head of a table; from the given column on, numbers stand to the right.
fn header(columns: &[String], numbers_from: usize) -> String {
    let names = columns.iter().map(|column| escape(column)).collect::<Vec<_>>().join(" | ");
    let rule = (0..columns.len()).map(|at| if at < numbers_from { "---" } else { "---:" });
    format!("| {names} |\n| {} |\n", rule.collect::<Vec<_>>().join(" | "))
}

fn said(text: &Text) -> String {
    match text.voice {
        Voice::Plain => escape(&text.text),
        Voice::Soft => format!("*{}*", escape(&text.text)),
        Voice::Alarm => format!("**⚠ {}**", escape(&text.text)),
        Voice::Badge(_) => format!("**{}**", escape(&text.text)),
    }
}

/// What people wrote must not become a mark.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '*' | '_' | '`' | '[' | ']' | '<' | '>' | '#' | '~' | '|' | '\\' => {
                escaped.extend(['\\', letter])
            }
            letter if letter.is_control() => escaped.push(' '),
            letter => escaped.push(letter),
        }
    }
    escaped
}
