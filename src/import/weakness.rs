//! Labelled weaknesses: those of the tables, those of the prose, and which of them are one.
//!
//! Only labelled weaknesses are asserted. One that stands in section II and again in the table is
//! one weakness with two lines. Phrases that sound like one are offered.

use super::content::Content;
use super::fill::{Filled, Found, Text, Unlabelled, fill};
use super::heading::{self, Numbered};
use super::ledger::Ledger;
use super::likeness::same_statement;
use super::pattern::{Pattern, group};
use super::report::{Certainty, RepairKind, WeaknessFound};
use super::sheet::Sheet;
use super::source::one_line;
use super::table::columns::{Column, Header};
use super::table::{Block, Row};
use crate::plan::item::{Anchor, CriterionId, Kind};

/// A weakness that is stated outside the content section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    pub(super) anchor: Option<Anchor>,
    pub(super) text: String,
    pub(super) line: usize,
    /// The number of its row in the table of priority issues.
    pub(super) serial: String,
    pub(super) cause: Vec<String>,
    pub(super) certainty: Certainty,
}

/// Notes weaknesses that were put into a sheet, and the labels that the plan spells its own way.
pub(super) fn note(ledger: &mut Ledger, anchor: Option<Anchor>, filled: Filled) {
    filled.labels.iter().for_each(|label| ledger.form(label));
    filled.weaknesses.into_iter().for_each(|found| record(ledger, anchor, found));
}

fn record(ledger: &mut Ledger, anchor: Option<Anchor>, (line, text, certainty): Found) {
    let weaknesses = &mut ledger.report.weaknesses;
    match weaknesses.iter_mut().find(|known| known.anchor == anchor && known.text == text) {
        Some(known) if !known.lines.contains(&line) => known.lines.push(line),
        Some(_) => {}
        None => weaknesses.push(WeaknessFound { anchor, text, lines: vec![line], certainty }),
    }
}

/// Adds the rest of a sentence that a page break cut to the weakness that was read last.
pub(super) fn lengthen(sheet: &mut Sheet, ledger: &mut Ledger, anchor: Anchor, words: &str) {
    let Some(item) = sheet.items.last_mut() else { return };
    let known = ledger
        .report
        .weaknesses
        .iter_mut()
        .find(|known| known.anchor == Some(anchor) && known.text == item.text);
    item.text = format!("{} {words}", item.text);
    if let Some(known) = known {
        known.text.clone_from(&item.text);
    }
}

/// The weaknesses that the prose of a section labels, each with the criterion under whose heading
/// it stands.
pub(super) fn in_prose(blocks: &[Block]) -> Vec<Mention> {
    let mut mentions = Vec::new();
    let mut anchor = None;
    let mut texts: Vec<Text> = Vec::new();
    for block in blocks {
        let Block::Line(line) = block else { continue };
        if let Some(found) = heading::numbered_line(&line.text) {
            mentions.extend(under(anchor, &std::mem::take(&mut texts)));
            anchor = match found.what {
                Numbered::Standard(number) => Some(Anchor::Standard(number)),
                Numbered::Criterion(id) => Some(Anchor::Criterion(id)),
                Numbered::Unread => None,
            };
            let pieces = super::labels::cut_inline(&found.rest);
            let rest = pieces.into_iter().filter(|piece| super::labels::read(piece).is_some());
            texts.extend(rest.map(|text| Text::new(line.number, text)));
        } else if !line.is_blank() {
            texts.push(Text::of(line));
        }
    }
    mentions.extend(under(anchor, &texts));
    mentions
}

fn under(anchor: Option<Anchor>, texts: &[Text]) -> Vec<Mention> {
    let mut sheet = Sheet::default();
    let filled = fill(&mut sheet, texts, Unlabelled::Note);
    filled
        .weaknesses
        .into_iter()
        .map(|(line, text, certainty)| {
            let own = sheet.items.iter().find(|item| item.kind == Kind::Weakness && item.text == text);
            let cause = own.map(|item| item.cause.clone()).unwrap_or_default();
            Mention { anchor, text, line, serial: String::new(), cause, certainty }
        })
        .collect()
}

/// The weaknesses of the table of priority issues of 2026.
pub(super) fn in_issues(rows: &[Row], header: &Header) -> Vec<Mention> {
    let mut mentions: Vec<Mention> = Vec::new();
    let mut last: Option<Anchor> = None;
    for row in rows.iter().skip(header.rows).filter(|row| !row.is_blank() && !row.is_rule()) {
        let cell = |column: Column| {
            header.at(column).and_then(|at| row.cells.get(at)).map_or("", |cell| cell.trim())
        };
        let anchor = issue_anchor(cell(Column::Criterion), cell(Column::Standard)).or(last);
        last = anchor;
        let cause = cell(Column::Cause);
        let cause: Vec<String> = Some(one_line(cause)).filter(|text| !text.is_empty()).into_iter().collect();
        let mut sheet = Sheet::default();
        sheet.add(Kind::Weakness, cell(Column::Weakness), row.line);
        for item in sheet.items {
            mentions.push(Mention {
                anchor,
                text: item.text,
                line: row.line,
                serial: cell(Column::Serial).to_owned(),
                cause: cause.clone(),
                certainty: Certainty::Certain,
            });
        }
    }
    mentions
}

fn issue_anchor(criterion: &str, standard: &str) -> Option<Anchor> {
    let bare = heading::bare_criterion(criterion).map(|found| found.what);
    match heading::numbered(criterion).map(|found| found.what).or(bare) {
        Some(Numbered::Criterion(id)) => return Some(Anchor::Criterion(id)),
        Some(Numbered::Standard(number)) => return Some(Anchor::Standard(number)),
        _ => {}
    }
    anchor_in(criterion).or_else(|| anchor_in(standard)).or_else(|| {
        let digits: String = standard.chars().take_while(char::is_ascii_digit).collect();
        digits.parse().ok().filter(|number| (1..=9).contains(number)).map(Anchor::Standard)
    })
}

/// The criterion or standard that a text names: "… (tiêu chí 1.3)".
pub(super) fn anchor_in(text: &str) -> Option<Anchor> {
    static CRITERION: Pattern = Pattern::new(r"(?i)(?:ti[êe]u ch[íi]|\bTC|^|\()\s*(\d)\.(\d{1,2})\b");
    static STANDARD: Pattern = Pattern::new(r"(?i)ti[êe]u chu[ẩa]n\s*(\d)\b");
    if let Some(found) = CRITERION.captures(text) {
        let (standard, serial) = (group(&found, 1).parse().ok()?, group(&found, 2).parse().ok()?);
        return Some(Anchor::Criterion(CriterionId { standard, serial }));
    }
    STANDARD.captures(text).and_then(|found| group(&found, 1).parse().ok()).map(Anchor::Standard)
}

/// The place of the issue that a row without a criterion speaks of: the same words, or else the
/// same number.
pub(super) fn issue_for(issues: &[Mention], serial: &str, subject: &str) -> Option<Anchor> {
    let by_text = issues.iter().find(|issue| same_statement(&issue.text, subject));
    let by_number = issues.iter().find(|issue| !serial.is_empty() && issue.serial == serial);
    by_text.or(by_number).and_then(|issue| issue.anchor)
}

/// Joins what the prose states with what the content section has: the same statement becomes one
/// weakness with two lines; what only the prose states is added to its criterion.
pub(super) fn join(mentions: &[Mention], content: &mut Content, ledger: &mut Ledger) {
    for mention in mentions {
        if let Some(known) = known(ledger, mention) {
            if !known.lines.contains(&mention.line) {
                known.lines.push(mention.line);
            }
            let (anchor, text) = (known.anchor, known.text.clone());
            add_cause(content, anchor, &text, mention);
            continue;
        }
        let Some(anchor) = mention.anchor else {
            // A label without a criterion: the text stands in its section, and is offered.
            ledger.suggest(None, mention.line, &mention.text);
            continue;
        };
        match anchor {
            Anchor::Standard(number) => content.open_standard(number, "", mention.line),
            Anchor::Criterion(id) if content.sheet(anchor).is_none() => {
                content.open_criterion(id, "", mention.line, ledger)
            }
            Anchor::Criterion(_) => {}
        }
        let modern = !mention.serial.is_empty() || !mention.cause.is_empty();
        if let Some(sheet) = content.sheet(anchor) {
            sheet.modern = sheet.modern || modern;
            sheet.add_one(Kind::Weakness, &mention.text, mention.line);
            mention.cause.iter().for_each(|cause| sheet.cause(cause));
        }
        if !modern {
            ledger.repair(RepairKind::FromProse, mention.line, &mention.text, &anchor.to_string());
        }
        record(ledger, Some(anchor), (mention.line, mention.text.clone(), mention.certainty));
    }
    ledger.report.weaknesses.iter_mut().for_each(|weakness| weakness.lines.sort_unstable());
}

fn known<'l>(ledger: &'l mut Ledger, mention: &Mention) -> Option<&'l mut WeaknessFound> {
    ledger.report.weaknesses.iter_mut().find(|known| {
        (mention.anchor.is_none() || known.anchor == mention.anchor)
            && same_statement(&known.text, &mention.text)
    })
}

fn add_cause(content: &mut Content, anchor: Option<Anchor>, text: &str, mention: &Mention) {
    let Some(sheet) = anchor.and_then(|anchor| content.sheet(anchor)) else { return };
    let item = sheet.items.iter_mut().find(|item| item.kind == Kind::Weakness && item.text == text);
    if let Some(item) = item.filter(|item| item.cause.is_empty()) {
        item.cause = mention.cause.clone();
    }
}

/// Offers the sentences of targets and actions that sound like a weakness.
pub(super) fn offer(content: &Content, ledger: &mut Ledger) {
    static SOUNDS: Pattern = Pattern::new(
        r"(?i)(?:^|[\s(;,.])(còn (?:thiếu|\d+|chưa|hạn chế|yếu|ít|thấp|nhiều bất cập)|chưa (?:đạt|có|đủ|được|đảm bảo|bảo đảm|đồng (?:đều|bộ)|đáp ứng|thường xuyên)|xuống cấp|hư hỏng|thiếu \d+)",
    );
    for (anchor, sheet) in content.sheets() {
        for item in &sheet.items {
            let other = matches!(item.kind, Kind::Target | Kind::Action);
            let found = SOUNDS.captures(&item.text).filter(|_| other);
            if let Some(start) = found.and_then(|found| found.get(1)).map(|phrase| phrase.start())
                && !is_target_figure(&item.text, start)
            {
                ledger.suggest(anchor, item.line, &phrase(&item.text, start));
            }
        }
    }
}

/// "Giảm còn 02 lớp": what is to be reached, no lack.
fn is_target_figure(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or_default().to_lowercase();
    ["giảm", "chỉ", "xuống", "không"].iter().any(|word| before.trim_end().ends_with(word))
}

/// The clause in which a phrase stands, up to the next full stop or closing bracket.
fn phrase(text: &str, start: usize) -> String {
    let tail = text.get(start..).unwrap_or(text);
    let end = tail.find(['.', ';', ')', ':']).unwrap_or(tail.len());
    tail.get(..end).unwrap_or(tail).trim().to_owned()
}
