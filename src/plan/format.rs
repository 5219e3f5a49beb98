//! Plan to the one canonical text; assigns ids; idempotent.
//!
//! Two laws hold for every text, and the formatter proves both on its own answer before it gives
//! it: each word of the input is in the output, and formatting the output again changes nothing.
//! Where a proof fails, the text comes back as it was, with a finding.

use std::collections::{BTreeSet, HashMap};

use super::item::{Detail, Field, Item, ItemId, Kind, Note};
use super::label::{Label, LabelKind};
use super::parse::parse;
use super::spelling::fold;
use super::{Anchor, Entry, FrontMatter, Plan, Section};
use crate::finding::{Finding, Problem, Span};

/// What formatting a text gives.
#[derive(Clone, Debug, Default)]
pub struct Formatted {
    pub text: String,
    pub findings: Vec<Finding>,
}

/// The canonical text of a file, with ids given to items that lack one. `taken` are ids that other
/// plans of the school use. Where formatting would lose a word, the text comes back unchanged
/// with a finding.
pub fn format(text: &str, taken: &BTreeSet<ItemId>) -> Formatted {
    let parsed = parse(text);
    let mut plan = parsed.plan;
    assign_ids(&mut plan, taken);
    let mut written = write(&plan);
    // Rewriting one construct can uncover another; what is canonical is the point of rest.
    for _ in 0..4 {
        let mut again = parse(&written).plan;
        assign_ids(&mut again, taken);
        let rewritten = write(&again);
        if rewritten == written && keeps_words(&parsed.text, &written) {
            return Formatted { text: written, findings: parsed.findings };
        }
        written = rewritten;
    }
    let mut findings = parsed.findings;
    findings.push(Finding::new(Problem::NotFormatted, Span::default()));
    Formatted { text: parsed.text, findings }
}

/// Is every word of one text in the other, as often as there?
fn keeps_words(before: &str, after: &str) -> bool {
    let mut count: HashMap<String, i64> = HashMap::new();
    for word in words(after) {
        *count.entry(word).or_default() += 1;
    }
    words(before).into_iter().all(|word| {
        let left = count.entry(word).or_default();
        *left -= 1;
        *left >= 0
    })
}

/// The words of a text without diacritics, because labels get theirs; "Tiêu chuẩn 5.2" may become
/// "Tiêu chí 5.2", so the two words count as one.
fn words(text: &str) -> Vec<String> {
    fold(text)
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| if word == "chuan" { "chi".to_owned() } else { word.to_owned() })
        .collect()
}

/// Gives every weakness, target, measure and action that lacks an id a new one: the year is the
/// plan's first, the serial the next that is free both in the plan and in `taken`. Without a
/// period in the front matter no id can be made, and none is.
pub fn assign_ids(plan: &mut Plan, taken: &BTreeSet<ItemId>) {
    let Some(period) = plan.front.period() else { return };
    let mut used = taken.clone();
    used.extend(plan.items().filter_map(|placed| placed.item.id));
    for standard in plan.sections.iter_mut().flat_map(|section| &mut section.standards) {
        if let Some(number) = standard.number {
            give_ids(&mut standard.entries, Anchor::Standard(number), period.first(), &mut used);
        }
        for criterion in &mut standard.criteria {
            let anchor = Anchor::Criterion(criterion.id);
            give_ids(&mut criterion.entries, anchor, period.first(), &mut used);
        }
    }
}

fn give_ids(entries: &mut [Entry], anchor: Anchor, year: u16, used: &mut BTreeSet<ItemId>) {
    // Where the search for a free serial went on last, so that long lists stay cheap.
    let mut next: HashMap<Kind, u16> = HashMap::new();
    for entry in entries {
        let Entry::Item(item) = entry else { continue };
        let claims_one = item.text.ends_with('}') && item.text.contains("{#");
        if item.id.is_some() || item.kind.letter().is_none() || item.text.is_empty() || claims_one {
            continue;
        }
        let first = ItemId { kind: item.kind, anchor, year, serial: 1 };
        let from = next.entry(item.kind).or_insert(1);
        let free = (*from..u16::MAX).map(|serial| ItemId { serial, ..first }).find(|id| !used.contains(id));
        *from = free.map_or(u16::MAX, |id| id.serial);
        item.id = free;
        used.extend(free);
    }
}

/// The canonical text of a plan as it is, without giving ids.
pub fn write(plan: &Plan) -> String {
    let mut writer = Writer::default();
    writer.front(plan);
    writer.block(&plan.preamble);
    for section in &plan.sections {
        writer.section(section);
    }
    writer.text
}

/// Writes blocks with one blank line between them.
#[derive(Default)]
struct Writer {
    text: String,
}

impl Writer {
    fn front(&mut self, plan: &Plan) {
        if plan.front == FrontMatter::default() {
            return;
        }
        let source = match plan.front.source.as_str() {
            "" => plan.front.to_toml(),
            written => written.to_owned(),
        };
        let lines: Vec<&str> = source.lines().map(|line| line.trim_end_matches([' ', '\t'])).collect();
        self.block(&format!("+++\n{}\n+++", lines.join("\n")));
    }

    fn block(&mut self, block: &str) {
        if block.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(block);
        self.text.push('\n');
    }

    /// A line that follows the one before it without a blank line between.
    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end_matches([' ', '\t']));
        self.text.push('\n');
    }

    fn section(&mut self, section: &Section) {
        if !section.heading.is_empty() || section.standards.is_empty() {
            self.block(format!("## {}", section.heading).trim_end());
        }
        self.block(&section.text);
        for standard in &section.standards {
            if let Some(number) = standard.number {
                self.block(&named(&format!("### Tiêu chuẩn {number}"), &standard.name));
            }
            self.entries(&standard.entries);
            for criterion in &standard.criteria {
                self.block(&named(&format!("#### Tiêu chí {}", criterion.id), &criterion.name));
                self.entries(&criterion.entries);
            }
        }
    }

    fn entries(&mut self, entries: &[Entry]) {
        let mut in_list = false;
        for entry in entries {
            match entry {
                Entry::Label(label) => self.block(&label_line(label)),
                Entry::Note(note) => self.block(&note.markdown),
                Entry::Item(item) => self.item(item, in_list),
                Entry::Shared(field) => self.field(field, "", in_list),
            }
            in_list = matches!(entry, Entry::Item(_) | Entry::Shared(_));
        }
    }

    fn open_list(&mut self, in_list: bool) {
        if !in_list && !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    fn item(&mut self, item: &Item, in_list: bool) {
        self.open_list(in_list);
        let marker = item.ordinal.as_deref().unwrap_or("-");
        let indent = " ".repeat(marker.len() + 1);
        let id = item.id.map(|id| format!("{{#{id}}}")).unwrap_or_default();
        let words: Vec<&str> =
            [item.text.as_str(), &id].into_iter().filter(|text| !text.is_empty()).collect();
        let mut details = item.details.as_slice();
        match (words.is_empty(), details) {
            (true, [Detail::Note(note), rest @ ..]) => {
                self.note_behind(marker, note);
                details = rest;
            }
            _ => self.line(&format!("{marker} {}", words.join(" "))),
        }
        let mut after_field = true;
        for detail in details {
            match detail {
                Detail::Field(field) => self.field(field, &indent, after_field),
                Detail::Note(note) => self.note(note, &indent, after_field),
            }
            after_field = matches!(detail, Detail::Field(_)) || is_bullet(detail);
        }
    }

    /// An item without a sentence of its own begins with its first block.
    fn note_behind(&mut self, marker: &str, note: &Note) {
        let indent = " ".repeat(marker.len() + 1);
        let text = indented(&note.markdown, &indent);
        self.line(&format!("{marker} {}", text.trim_start_matches(' ')));
    }

    fn field(&mut self, field: &Field, indent: &str, tight: bool) {
        self.open_list(tight);
        self.line(&format!("{indent}- {}: {}", field.label, field.value));
        if !field.more.is_empty() {
            self.text.push_str(if is_list(&field.more) { "" } else { "\n" });
            let more = indented(&field.more, &format!("{indent}  "));
            self.line(&more);
        }
    }

    fn note(&mut self, note: &Note, indent: &str, tight: bool) {
        self.open_list(tight && is_list(&note.markdown));
        self.line(&indented(&note.markdown, indent));
    }
}

fn is_bullet(detail: &Detail) -> bool {
    matches!(detail, Detail::Note(note) if is_list(&note.markdown))
}

fn is_list(markdown: &str) -> bool {
    markdown.starts_with("- ") || markdown.starts_with("* ") || markdown.starts_with("+ ")
}

fn indented(markdown: &str, indent: &str) -> String {
    let lines = markdown.lines().map(|line| match line.is_empty() {
        true => String::new(),
        false => format!("{indent}{line}"),
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn named(heading: &str, name: &str) -> String {
    if name.is_empty() { heading.to_owned() } else { format!("{heading}: {name}") }
}

fn label_line(label: &Label) -> String {
    match (label.kind, label.value.as_str()) {
        (LabelKind::Level, "") => format!("**{}:**", label.wording),
        (LabelKind::Items(_), _) | (_, "") => format!("**{}**", label.wording),
        (_, value) => format!("**{}:** {value}", label.wording),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let formatted = format(text, &BTreeSet::new());
        assert_eq!(formatted.text, expected);
        assert_eq!(format(&formatted.text, &BTreeSet::new()).text, formatted.text, "idempotent");
    }

    #[test]
    fn writes_the_canonical_form_and_gives_ids() {
        check(
            "\u{feff}+++\r\nschema = 1   # số\r\nperiod = \"2023-2024\"\r\n+++\r\n\r\n## III. Nội dung\r\n### TIEU CHUAN 1: Tổ chức\r\n\
             #### Tieu chi 1.5. Lớp\r\n**muc**: 3\r\n**diem yeu:** Còn ghép.\r\n\r\n* Hai. {#w-1.5-2021-1}\r\n    * Nguyen nhan: xa\r\n\r\n\r\n\r\nGhi  chú.\r\n",
            "+++\nschema = 1   # số\nperiod = \"2023-2024\"\n+++\n\n## III. Nội dung\n\n### Tiêu chuẩn 1: Tổ chức\n\n\
             #### Tiêu chí 1.5: Lớp\n\n**Mức:** 3\n\n**Điểm yếu**\n\n- Còn ghép. {#w-1.5-2023-1}\n- Hai. {#w-1.5-2021-1}\n  - Nguyên nhân: xa\n\nGhi  chú.\n",
        );
    }

    #[test]
    fn serials_go_on_after_those_that_other_plans_use() {
        let text = "+++\nperiod = \"2023-2024\"\n+++\n\n## III. Nội dung\n\n#### Tiêu chí 1.1\n\n**Giải pháp**\n\n- A.\n";
        let taken = BTreeSet::from(["a-1.1-2023-1".parse().unwrap()]);
        assert!(format(text, &taken).text.contains("- A. {#a-1.1-2023-2}\n"));
    }

    #[test]
    fn a_malformed_id_is_left_for_a_person_to_mend() {
        let text = "+++\nperiod = \"2023-2024\"\n+++\n\n## III. Nội dung\n\n#### Tiêu chí 1.1\n\n**Giải pháp**\n\n- A. {#hai}\n";
        check(text, text);
    }

    #[test]
    fn nested_notes_keep_their_nesting() {
        let text = "## III. Nội dung\n\n#### Tiêu chí 1.1\n\n**Giải pháp**\n\n1. A.\n   - Chủ trì: HT\n     - và phó\n   - việc\n     - con\n\n   ```\n   mã\n\n\n   x\n   ```\n2. B.\n";
        check(text, text);
    }
}
