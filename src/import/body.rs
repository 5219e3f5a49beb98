//! The sections of one plan: cut at their headings, each read as its kind needs.

use super::content::Content;
use super::criterion_cell;
use super::fill::{Text, Unlabelled, fill};
use super::heading::{self, Numbered, NumberedHeading, SectionHeading};
use super::ledger::Ledger;
use super::pattern::Pattern;
use super::prose;
use super::report::{Certainty, LeftoverKind, RepairKind, SectionFound};
use super::source::{Line, bullet, is_capitals, one_line, plain};
use super::table::columns::{self, FORM_2018, Header};
use super::table::rows::{self, Carried};
use super::table::{Block, Row};
use super::weakness::{self, Mention};
use crate::finding::Span;
use crate::plan::item::{Anchor, Kind};
use crate::plan::{Section, SectionKind, label};

/// One section as it was cut.
#[derive(Clone, Debug)]
pub(super) struct RawSection {
    pub(super) heading: SectionHeading,
    /// 0 where the heading is not in the file.
    pub(super) line: usize,
    pub(super) blocks: Vec<Block>,
}

/// The blocks before the first section, and the sections.
pub(super) fn cut(blocks: Vec<Block>) -> (Vec<Block>, Vec<RawSection>) {
    let mut head = Vec::new();
    let mut sections: Vec<RawSection> = Vec::new();
    for block in blocks {
        let found = match &block {
            Block::Line(line) => heading::section(&line.text),
            Block::Table(_) => None,
        };
        match (found, sections.last_mut()) {
            (Some(heading), _) => {
                sections.push(RawSection { heading, line: block.line(), blocks: Vec::new() })
            }
            (None, Some(section)) => section.blocks.push(block),
            (None, None) => head.push(block),
        }
    }
    with_content(&mut head, &mut sections);
    (head, sections)
}

/// Makes sure that standards and criteria stand in a content section, even where its heading is
/// lost: a table of criteria in a section that is none, or the first standard's heading.
fn with_content(head: &mut Vec<Block>, sections: &mut Vec<RawSection>) {
    let has_content = sections.iter().any(|section| section.heading.kind == SectionKind::Content);
    let begins = |block: &Block| match block {
        Block::Table(rows) => columns::header(rows).is_some_and(|header| header.is_improvement()),
        Block::Line(line) if !has_content => heading::numbered_line(&line.text)
            .is_some_and(|found| matches!(found.what, Numbered::Standard(_))),
        Block::Line(_) => false,
    };
    if !has_content && let Some(at) = head.iter().position(begins) {
        let blocks = head.split_off(at);
        sections.insert(0, lost(blocks));
        return;
    }
    let mut at = 0;
    while let Some(section) = sections.get_mut(at) {
        let kind = section.heading.kind;
        let may = !matches!(kind, SectionKind::Content | SectionKind::Priorities);
        let only_tables = matches!(kind, SectionKind::Basis | SectionKind::Purpose) && has_content;
        if let Some(place) = section.blocks.iter().position(begins).filter(|_| may && !only_tables) {
            if kind == SectionKind::Other {
                section.heading.kind = SectionKind::Content;
            } else {
                let blocks = section.blocks.split_off(place);
                sections.insert(at + 1, lost(blocks));
            }
            return;
        }
        at += 1;
    }
}

/// A content section whose heading is not in the file.
fn lost(blocks: Vec<Block>) -> RawSection {
    let text = heading::canonical(SectionKind::Content).to_owned();
    let heading = SectionHeading {
        printed: String::new(),
        text,
        kind: SectionKind::Content,
        certainty: Certainty::Unsure,
    };
    RawSection { heading, line: 0, blocks }
}

/// Every block of tables as lines again, cells between tabs: head and foot may be tables.
pub(super) fn as_lines(blocks: Vec<Block>) -> Vec<Line> {
    let mut lines = Vec::new();
    for block in blocks {
        match block {
            Block::Line(line) => lines.push(line),
            Block::Table(rows) => {
                for row in rows.iter().filter(|row| !row.is_rule()) {
                    // Two columns side by side, each with lines of its own.
                    for cell in row.texts() {
                        lines.extend(
                            cell.lines().map(|text| Line { number: row.line, text: text.to_owned() }),
                        );
                    }
                }
            }
        }
    }
    lines
}

/// Reads all sections. Weaknesses that prose states are joined with those of the content.
pub(super) fn read(sections: Vec<RawSection>, ledger: &mut Ledger) -> Vec<Section> {
    let mut mentions: Vec<Mention> = Vec::new();
    let mut read: Vec<(RawSection, Option<Content>)> = Vec::new();
    let mut carried = Carried::default();
    for section in sections {
        let content = match section.heading.kind {
            SectionKind::Content => Some(content(&section.blocks, &mut carried, ledger)),
            _ => {
                mentions.extend(stated(&section.blocks));
                carried.issues = mentions.clone();
                None
            }
        };
        read.push((section, content));
    }
    let main = read
        .iter()
        .enumerate()
        .filter_map(|(at, (_, content))| Some((at, content.as_ref()?.sheets().count())));
    let main = main.max_by_key(|(_, count)| *count).map(|(at, _)| at);
    match main.and_then(|at| read.get_mut(at)).and_then(|(_, content)| content.as_mut()) {
        Some(content) => {
            weakness::join(&mentions, content, ledger);
            weakness::offer(content, ledger);
        }
        None => {
            mentions.iter().for_each(|mention| ledger.suggest(mention.anchor, mention.line, &mention.text))
        }
    }
    let mut place = 0;
    let finished = read.into_iter().map(|(section, content)| {
        place += usize::from(!section.heading.printed.is_empty());
        let heading = heading_text(&section, place, ledger);
        place =
            heading::roman(&section.heading.printed).filter(|_| !slipped(&section, place)).unwrap_or(place);
        match content {
            Some(content) => content.into_section(heading),
            None => prose_section(&section, heading, ledger),
        }
    });
    finished.collect()
}

/// The weaknesses that a section other than the content states.
fn stated(blocks: &[Block]) -> Vec<Mention> {
    let mut mentions = weakness::in_prose(blocks);
    for block in blocks {
        if let Block::Table(rows) = block
            && let Some(header) = columns::header(rows).filter(Header::is_priorities)
        {
            mentions.extend(weakness::in_issues(rows, &header));
        }
    }
    mentions
}

fn prose_section(section: &RawSection, heading: String, ledger: &mut Ledger) -> Section {
    let text = prose::markdown(&section.blocks, ledger);
    let (span, standards) = (Span::default(), Vec::new());
    Section { kind: section.heading.kind, heading, text, standards, span, heading_span: span }
}

/// Is a printed number so far from its place that it is a slip, and not a gap before it?
fn slipped(section: &RawSection, place: usize) -> bool {
    heading::roman(&section.heading.printed).is_none_or(|printed| printed != place)
        && section.heading.kind == SectionKind::Implementation
}

/// The heading as typed, unless readers of plans would not know it.
fn heading_text(section: &RawSection, place: usize, ledger: &mut Ledger) -> String {
    let SectionHeading { printed, text, kind, certainty } = &section.heading;
    let found = SectionFound {
        line: section.line,
        printed: printed.clone(),
        heading: text.clone(),
        kind: *kind,
        certainty: *certainty,
    };
    ledger.report.sections.push(found);
    if !printed.is_empty() && heading::roman(printed) != Some(place) {
        ledger.repair(RepairKind::SectionNumber, section.line, printed, &numeral(place));
    }
    if section.line > 0 && label::section(text) != *kind && *kind != SectionKind::Other {
        let canonical = heading::canonical(*kind);
        ledger.repair(RepairKind::Heading, section.line, text, canonical);
        ledger.leftover(section.line, text, LeftoverKind::Form);
        return canonical.to_owned();
    }
    text.clone()
}

fn numeral(place: usize) -> String {
    const NUMERALS: &[&str] = &["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"];
    place
        .checked_sub(1)
        .and_then(|at| NUMERALS.get(at))
        .map_or_else(|| place.to_string(), |text| (*text).to_owned())
}

/// Reads a content section: tables, and lines under headings.
fn content(blocks: &[Block], carried: &mut Carried, ledger: &mut Ledger) -> Content {
    let mut reader = Reader {
        content: Content::default(),
        texts: Vec::new(),
        plain: Vec::new(),
        after_table: false,
        ledger,
    };
    for block in blocks {
        match block {
            Block::Line(line) => reader.line(line),
            Block::Table(rows) => reader.table(rows, carried),
        }
    }
    reader.flush();
    reader.content
}

struct Reader<'l> {
    content: Content,
    /// Lines under the open heading that are still to be read.
    texts: Vec<Text>,
    /// Lines and tables before any heading.
    plain: Vec<Block>,
    after_table: bool,
    ledger: &'l mut Ledger,
}

impl Reader<'_> {
    fn line(&mut self, line: &Line) {
        static PAGE: Pattern = Pattern::new(r"^\W*(?:[Tt]rang\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?\W*$");
        if line.is_blank() {
            if self.content.at().is_none() {
                self.plain.push(Block::Line(line.clone()));
            }
            return;
        }
        if let Some(found) = self.numbered(line) {
            return self.open(line, &found);
        }
        if PAGE.is_match(&line.text) {
            return self.ledger.leftover(line.number, &line.text, LeftoverKind::Form);
        }
        match self.content.at() {
            None => self.plain.push(Block::Line(line.clone())),
            Some(_) => self.texts.push(Text::of(line)),
        }
    }

    /// A heading with its word in front, or a bare "1.5. Tên" that stands out or has a known name.
    fn numbered(&self, line: &Line) -> Option<NumberedHeading> {
        if let Some(found) = heading::numbered_line(&line.text) {
            return Some(found);
        }
        let text = plain(&line.text);
        let found = heading::bare_criterion(&text)?;
        let loud = line.text.trim_start().starts_with(['#', '*']) || is_capitals(&text);
        let Numbered::Criterion(id) = found.what else { return None };
        let known = criterion_cell::read(&found.rest, id, self.ledger.catalog, false).sure_name;
        (loud || known).then_some(found)
    }

    fn open(&mut self, line: &Line, found: &NumberedHeading) {
        self.flush();
        self.after_table = false;
        match found.what {
            Numbered::Standard(number) => {
                self.ledger.heading_words(&line.text, &["tiêu", "chuẩn"]);
                self.content.open_standard(number, found.rest.trim_end_matches(':'), line.number);
            }
            Numbered::Criterion(id) => {
                self.ledger.heading_words(&line.text, &["tiêu", "chí"]);
                if found.called_standard {
                    self.ledger.repair(RepairKind::CriterionCalledStandard, line.number, &line.text, "");
                }
                if found.repaired {
                    self.ledger.repair(RepairKind::CriterionNumber, line.number, &line.text, &id.to_string());
                    self.ledger.form(&id.to_string());
                }
                let cell = criterion_cell::read(&found.rest, id, self.ledger.catalog, false);
                self.content.open_criterion(id, &cell.name, line.number, self.ledger);
                let below = cell.lines.into_iter().map(|text| Text::new(line.number, text));
                self.texts.extend(below);
            }
            Numbered::Unread => self.unread(line),
        }
    }

    /// A criterion whose number is no number: its name may tell; else its text stays a note of its
    /// standard, so that it is not taken for the criterion before it.
    fn unread(&mut self, line: &Line) {
        let text = plain(&line.text);
        if let Some((id, name)) = criterion_cell::by_name(&text, self.ledger.catalog) {
            self.ledger.repair(RepairKind::CriterionNumber, line.number, &text, &format!("{id}: {name}"));
            self.content.open_criterion(id, &name, line.number, self.ledger);
            return self.ledger.leftover(line.number, &text, LeftoverKind::Unplaced);
        }
        self.ledger.repair(RepairKind::UnreadCriterion, line.number, &text, "");
        self.content.leave();
        self.plain.push(Block::Line(Line { number: line.number, text: format!("**{text}**") }));
    }

    fn table(&mut self, rows: &[Row], carried: &mut Carried) {
        self.flush();
        let found = columns::header(rows).or_else(|| self.assumed(rows, carried));
        match found {
            Some(header) if header.is_improvement() || header.is_priorities() => {
                self.ledger.repairs(header.repairs.clone());
                let words: Vec<&str> =
                    header.words.iter().map(String::as_str).filter(|words| !words.is_empty()).collect();
                if header.rows > 0 {
                    let line = rows.first().map_or(0, |row| row.line);
                    self.ledger.leftover(line, &words.join(" · "), LeftoverKind::Form);
                    self.numbering(rows, header.rows);
                }
                self.tags(rows);
                rows::read(rows, header, &mut self.content, self.ledger, carried);
                self.content.leave();
                self.after_table = true;
            }
            _ => self.plain.push(Block::Table(rows.to_vec())),
        }
    }

    /// "(1) (2) …" below the header.
    fn numbering(&mut self, rows: &[Row], header: usize) {
        for row in rows.iter().take(header).filter(|row| columns::is_numbering(row)) {
            self.ledger.leftover(row.line, &row.texts().join(" "), LeftoverKind::Form);
        }
    }

    fn tags(&mut self, rows: &[Row]) {
        if let Some(row) = rows.iter().find(|row| row.cells.iter().any(|cell| cell.contains('\n'))) {
            self.ledger.repair(RepairKind::Tags, row.line, "", "");
        }
    }

    /// The columns of a table without a header: those of the table before it, or the usual form.
    fn assumed(&mut self, rows: &[Row], carried: &Carried) -> Option<Header> {
        if !rows.iter().any(rows::is_data) {
            return None;
        }
        let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let line = rows.first().map_or(0, |row| row.line);
        let header = match &carried.header {
            Some(header) if width <= header.columns.len() + 1 => {
                Header { rows: 0, repairs: Vec::new(), ..header.clone() }
            }
            _ if (6..=9).contains(&width) => Header { columns: FORM_2018.to_vec(), ..Header::default() },
            _ => return None,
        };
        self.ledger.repair(RepairKind::AssumedColumns, line, "", "");
        Some(header)
    }

    /// Reads the lines that stand under the open heading.
    fn flush(&mut self) {
        let texts = std::mem::take(&mut self.texts);
        let plain = std::mem::take(&mut self.plain);
        let markdown = prose::markdown(&plain, self.ledger);
        if !markdown.is_empty() {
            self.content.intro.push(markdown);
        }
        let Some(anchor) = self.content.at() else { return };
        self.missing_criterion(anchor, &texts);
        let Some(sheet) = self.content.sheet(anchor) else { return };
        let found = fill(sheet, &texts, Unlabelled::Item(Kind::Action));
        weakness::note(self.ledger, Some(anchor), found);
    }

    /// Text directly under a standard often belongs to a criterion whose heading was forgotten.
    fn missing_criterion(&mut self, anchor: Anchor, texts: &[Text]) {
        if let (Anchor::Standard(_), Some(first)) = (anchor, texts.first()) {
            let text = bullet(&first.text).map_or(first.text.as_str(), |(_, rest)| rest);
            self.ledger.repair(
                RepairKind::TextUnderStandard,
                first.line,
                &one_line(text),
                &anchor.to_string(),
            );
        }
    }
}
