//! The sections in the order of the plan, on sheets of their orientation: prose upright, wide tables across.
//!
//! Numerals are corrected by place: the fourth section is IV, whatever the plan prints. A section of a kind that the form
//! does not know has a numeral only where the plan gave it one.

use super::form_2018;
use super::form_2026::{Form2026, Priorities};
use super::ground::body;
use super::order::{Group, Place, groups};
use super::plan::{Form, Wanted};
use super::print::Press;
use super::{Block, Orientation, Paragraph, Part, Sheet, Style};
use crate::finding::Span;
use crate::plan::markdown::prose::{Prose, ProseKind};
use crate::plan::markdown::run;
use crate::plan::spelling::fold;
use crate::plan::{Section, SectionKind};

/// The body of the letter, without head and foot.
pub(super) fn sheets(wanted: &Wanted<'_>) -> Vec<Sheet> {
    let body = Body::new(wanted);
    let mut sheets: Vec<Sheet> = Vec::new();
    let preamble = body.preamble();
    if !preamble.is_empty() {
        add(&mut sheets, Orientation::Portrait, preamble);
    }
    let mut numeral = 0;
    for (at, section) in wanted.plan.sections.iter().enumerate() {
        let mut blocks: Vec<Block> = Vec::new();
        blocks.extend(body.heading(at, section, &mut numeral).map(Block::Paragraph));
        blocks.extend(body.content(at, section));
        add(&mut sheets, body.orientation(at, section), blocks);
    }
    sheets
}

fn add(sheets: &mut Vec<Sheet>, orientation: Orientation, mut blocks: Vec<Block>) {
    match sheets.last_mut() {
        Some(last) if last.orientation == orientation => last.blocks.append(&mut blocks),
        _ => sheets.push(Sheet { orientation, blocks }),
    }
}

struct Body<'w> {
    wanted: &'w Wanted<'w>,
    press: Press<'w>,
    /// The standards of each section.
    groups: Vec<Vec<Group<'w>>>,
    /// The section in which table IV is made.
    issues: Option<usize>,
}

impl<'w> Body<'w> {
    fn new(wanted: &'w Wanted<'w>) -> Self {
        let press = Press { ground: wanted.ground() };
        let mut body = Body { wanted, press, groups: groups(wanted.plan), issues: None };
        body.issues = body.issues();
        body
    }

    /// The first section of its kind, unless the school drew a table there itself.
    fn issues(&self) -> Option<usize> {
        let sections = &self.wanted.plan.sections;
        let at = sections.iter().position(|section| section.kind == SectionKind::Priorities)?;
        let drawn = self.prose(sections.get(at)?).iter().any(is_table);
        let mut places = self.groups.iter().flatten().flat_map(Group::places);
        (self.wanted.form == Form::Modern && !drawn && places.any(Place::has_weaknesses)).then_some(at)
    }

    fn standards(&self, at: usize) -> &[Group<'_>] {
        self.groups.get(at).map(Vec::as_slice).unwrap_or_default()
    }

    /// Tables of many columns lie across, with what belongs to them.
    fn orientation(&self, at: usize, section: &Section) -> Orientation {
        let wide = matches!(section.kind, SectionKind::Priorities | SectionKind::Supervision);
        let across = !self.standards(at).is_empty() || (wide && self.wanted.form == Form::Modern);
        if across { Orientation::Landscape } else { Orientation::Portrait }
    }

    fn preamble(&self) -> Vec<Block> {
        let text = self.wanted.text;
        let end = self.wanted.plan.sections.first().map_or(text.len(), |section| section.span.start);
        let prose = self.press.ground.prose(&self.wanted.plan.preamble, Span::new(body(text), end));
        let blocks = prose.into_iter().enumerate().filter_map(|(block, prose)| {
            let style = style(&prose, SectionKind::Other);
            self.press.block(prose, style, |cell| match cell {
                None => Part::Preamble { block },
                Some(_) => Part::Repeated,
            })
        });
        blocks.collect()
    }

    /// `IV. Tổ chức thực hiện`: the numeral by place, the words as written.
    fn heading(&self, at: usize, section: &Section, numeral: &mut usize) -> Option<Paragraph> {
        if section.heading.is_empty() {
            return None;
        }
        let span = self.press.ground.last(&section.heading, section.heading_span);
        let typed = numeral_length(self.press.ground.of(span));
        let bare = Span::new(span.start + typed, span.end);
        let has_number = typed > 0 || section.kind != SectionKind::Other;
        *numeral += usize::from(has_number);
        let label = if has_number { format!("{}.", roman(*numeral)) } else { String::new() };
        let part = Part::SectionHeading(section.kind, at);
        Some(Paragraph { label, ..self.press.words(Style::Section, part, bare) })
    }

    fn content(&self, at: usize, section: &Section) -> Vec<Block> {
        let own = self.prose(section);
        let has_table = own.iter().any(is_table);
        let mut blocks = self.printed(at, section, own);
        let priorities = if self.issues.is_some() { Priorities::Printed } else { Priorities::NotPrinted };
        let form = Form2026::new(self.wanted, priorities);
        let standards = self.standards(at);
        match (self.wanted.form, section.kind) {
            (Form::Old, _) if !standards.is_empty() => {
                blocks.push(Block::Table(form_2018::table(self.wanted, standards)));
            }
            (Form::Modern, _) if !standards.is_empty() => blocks.push(Block::Table(form.plan(standards))),
            (Form::Modern, SectionKind::Priorities) if self.issues == Some(at) => {
                blocks.push(Block::Table(form.issues(self.groups.iter().flatten())));
            }
            (Form::Modern, SectionKind::Supervision) if !has_table => {
                blocks.push(Block::Table(form.supervision()));
            }
            _ => {}
        }
        blocks
    }

    /// The blocks of a section's own text.
    fn prose(&self, section: &Section) -> Vec<Prose> {
        let first = section.standards.first().map(|standard| standard.heading_span.start);
        let end = first.unwrap_or(section.span.end);
        self.press.ground.prose(&section.text, Span::new(section.heading_span.end, end))
    }

    fn printed(&self, at: usize, section: &Section, prose: Vec<Prose>) -> Vec<Block> {
        let mut blocks = Vec::new();
        for (block, prose) in prose.into_iter().enumerate() {
            let style = style(&prose, section.kind);
            let printed = self.press.block(prose, style, |cell| match cell {
                None => Part::Prose { section: at, block },
                Some((row, column)) => Part::ProseCell { section: at, block, row, column },
            });
            blocks.extend(printed.map(|block| self.captioned(block, section)));
        }
        blocks
    }

    /// A table in the text is called what its section is called.
    fn captioned(&self, block: Block, section: &Section) -> Block {
        let Block::Table(mut table) = block else { return block };
        let wording = &self.wanted.wording;
        table.caption = match (self.wanted.form, section.kind) {
            (Form::Modern, SectionKind::Supervision) => wording.supervision.caption.clone(),
            (Form::Modern, SectionKind::Priorities) => wording.priorities.caption.clone(),
            _ => {
                let typed = numeral_length(&section.heading);
                section.heading.get(typed..).unwrap_or_default().to_owned()
            }
        };
        Block::Table(table)
    }
}

fn is_table(block: &Prose) -> bool {
    matches!(block.kind, ProseKind::Table(_))
}

fn style(block: &Prose, kind: SectionKind) -> Style {
    let is_basis = kind == SectionKind::Basis && fold(&run::words(&block.runs)).starts_with("can cu");
    match block.kind {
        ProseKind::Paragraph | ProseKind::Item if is_basis => Style::Basis,
        ProseKind::Heading { .. } => Style::Heading,
        ProseKind::Item => Style::ListItem,
        ProseKind::Code => Style::Code,
        ProseKind::Quote => Style::Quote,
        ProseKind::Paragraph | ProseKind::Html | ProseKind::Rule | ProseKind::Table(_) => Style::Body,
    }
}

/// The bytes of a numeral at a heading's beginning, with what stands behind it: `III. `, `3) `, `IV `.
fn numeral_length(heading: &str) -> usize {
    let marks = heading.len() - heading.trim_start_matches(['*', '_']).len();
    let rest = heading.get(marks..).unwrap_or_default();
    let end = rest.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(rest.len());
    let number = rest.get(..end).unwrap_or_default();
    let is_number = !number.is_empty()
        && (number.bytes().all(|byte| byte.is_ascii_digit())
            || number.bytes().all(|byte| b"IVXL".contains(&byte)));
    let behind = rest.get(end..).unwrap_or_default();
    let words = behind.trim_start_matches(['.', ')', ':', '-', '–', '/', ' ', '\t', '\u{a0}']);
    let separated = words.len() < behind.len() && !words.is_empty();
    if is_number && separated && marks == 0 { heading.len() - words.len() } else { 0 }
}

/// A number as Roman numerals have it.
fn roman(number: usize) -> String {
    const SIGNS: [(usize, &str); 9] =
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut left = number.min(3_999);
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while left >= value {
            text.push_str(sign);
            left -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_are_told_from_words() {
        for (heading, bare) in [
            ("VI. Tổ chức", "Tổ chức"),
            ("III.Nội dung", "Nội dung"),
            ("IV TỔ CHỨC", "TỔ CHỨC"),
            ("2) Hai", "Hai"),
            ("Mục đích", "Mục đích"),
            ("Phụ lục", "Phụ lục"),
            ("I", "I"),
            ("2024", "2024"),
            ("XL", "XL"),
        ] {
            assert_eq!(heading.get(numeral_length(heading)..), Some(bare));
        }
        assert_eq!(["IV", "IX", "XIV", "XL"], [4, 9, 14, 40].map(roman).each_ref().map(String::as_str));
    }
}
