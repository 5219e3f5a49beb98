//! Text to plan; never fails, loses nothing.
//!
//! Every line of the text ends up in the plan: in a typed place where the contract knows one, else
//! as Markdown kept where it stands. What is odd is told in findings.

use super::entries::{self, Region};
use super::heading::{self, Heading};
use super::markdown::{self, Block, BlockKind};
use super::plain;
use super::source::{self, Source};
use super::{Criterion, FrontMatter, Plan, Section, SectionKind, Standard, label};
use crate::finding::{Finding, Problem, Span};

/// What reading a text gives.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    pub plan: Plan,
    pub findings: Vec<Finding>,
    /// The text that all spans refer to: the file's, in NFC with LF, without a byte order mark.
    /// It has the same lines as the file.
    pub text: String,
}

/// Reads a plan. Whatever the text, there is a plan; what is wrong with it is in the findings.
pub fn parse(text: &str) -> Parsed {
    let text = source::normalise(text);
    let (front, body, mut findings) = front_matter(&text);
    let outline = |body: &str| plain::outline(body).unwrap_or_else(|| markdown::outline(body));
    let source = Source::new(&text, body, outline);
    let mut builder = Builder::new(&source);
    for block in source.blocks() {
        builder.block(block);
    }
    let plan = builder.finish(front);
    findings.extend(source.into_findings());
    findings.sort_by_key(|finding| finding.span);
    Parsed { plan, findings, text }
}

/// The front matter, where the body begins, and what is wrong with the block.
fn front_matter(text: &str) -> (FrontMatter, usize, Vec<Finding>) {
    let blank = text.len() - text.trim_start_matches(['\n', ' ', '\t']).len();
    let rest = text.get(blank..).unwrap_or_default();
    let first = rest.lines().next().unwrap_or_default();
    if first.trim_end() != "+++" {
        let findings = vec![Finding::new(Problem::MissingFrontMatter, Span::new(0, 0))];
        return (FrontMatter::default(), 0, findings);
    }
    let start = blank + first.len() + 1;
    let mut at = start;
    for line in text.get(start..).unwrap_or_default().split_inclusive('\n') {
        if line.trim_end() == "+++" {
            let (front, findings) = FrontMatter::parse(text.get(start..at).unwrap_or_default(), start);
            return (front, at + line.len(), findings);
        }
        at += line.len();
    }
    let span = Span::new(blank, blank + first.len());
    (FrontMatter::default(), 0, vec![Finding::new(Problem::UnclosedFrontMatter, span)])
}

/// Walks the top-level blocks. Headings open sections, standards and criteria; what stands between
/// two of them is one region, read when the next one opens.
struct Builder<'s, 't> {
    source: &'s Source<'t>,
    plan: Plan,
    /// The first line of the region that is open.
    from: usize,
    /// The blocks of the open region.
    open: Vec<&'s Block>,
}

impl<'s, 't> Builder<'s, 't> {
    fn new(source: &'s Source<'t>) -> Self {
        Builder { source, plan: Plan::default(), from: 0, open: Vec::new() }
    }

    fn block(&mut self, block: &'s Block) {
        let BlockKind::Heading { level } = block.kind else {
            return self.open.push(block);
        };
        let words = self.source.heading(block);
        match heading::read(&words) {
            Some(found) if self.may_hold_standards(level) => self.numbered(found, block),
            Some(_) if level > 2 => {
                self.source.report(Problem::Misplaced { heading: words }, self.source.block_span(block));
                self.open.push(block);
            }
            _ if level == 2 => self.section(words, block),
            _ => self.open.push(block),
        }
    }

    /// Standards and criteria belong to the content section; one whose heading nobody knows
    /// becomes the content section by holding them.
    fn may_hold_standards(&self, level: u8) -> bool {
        match self.plan.sections.last().map(|section| section.kind) {
            Some(SectionKind::Content) => true,
            Some(SectionKind::Other) | None => level > 2,
            Some(_) => false,
        }
    }

    fn section(&mut self, heading: String, block: &Block) {
        self.close(block.lines.start);
        self.from = block.lines.end;
        let span = self.source.block_span(block);
        self.plan.sections.push(Section {
            kind: label::section(&heading),
            heading,
            text: String::new(),
            standards: Vec::new(),
            span,
            heading_span: span,
        });
    }

    fn numbered(&mut self, heading: Heading, block: &Block) {
        self.close(block.lines.start);
        self.from = block.lines.end;
        let span = self.source.block_span(block);
        if self.plan.sections.is_empty() {
            self.plan.sections.push(Section::unnamed(span));
        }
        let Some(section) = self.plan.sections.last_mut() else { return };
        section.kind = SectionKind::Content;
        match heading {
            Heading::Standard { number, name } => section.standards.push(Standard {
                number: Some(number),
                name,
                entries: Vec::new(),
                criteria: Vec::new(),
                heading_span: span,
            }),
            Heading::Criterion { id, name } => {
                if section.standards.is_empty() {
                    section.standards.push(Standard::unnamed(span));
                }
                if let Some(standard) = section.standards.last_mut() {
                    let entries = Vec::new();
                    standard.criteria.push(Criterion { id, name, entries, span, heading_span: span });
                }
            }
        }
    }

    /// Ends the open region at a line and puts it where it belongs.
    fn close(&mut self, end: usize) {
        let lines = self.from..end.max(self.from);
        let blocks = std::mem::take(&mut self.open);
        let span = self.source.lines_span(&lines);
        let Some(section) = self.plan.sections.last_mut() else {
            self.plan.preamble = self.source.tidy(lines);
            return;
        };
        section.span.end = section.span.end.max(span.end);
        let Some(standard) = section.standards.last_mut() else {
            section.text = self.source.tidy(lines);
            return;
        };
        let region = Region { source: self.source, lines, blocks };
        match standard.criteria.last_mut() {
            Some(criterion) => {
                criterion.span.end = criterion.span.end.max(span.end);
                criterion.entries = entries::entries(&region);
            }
            None => standard.entries = entries::entries(&region),
        }
    }

    fn finish(mut self, front: FrontMatter) -> Plan {
        self.close(self.source.line_count());
        self.plan.front = front;
        self.plan
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Entries, FieldKey, Kind};
    use super::*;

    const HEAD: &str = "+++\nschema = 1\nperiod = \"2023-2024\"\n+++\n\n## III. Nội dung\n\n";

    /// The items under criterion 1.5 of a body, one a line: kind, id, text, fields.
    fn check(body: &str, expected: &str) {
        let parsed = parse(&format!("{HEAD}### Tiêu chuẩn 1: Tổ chức\n\n#### Tiêu chí 1.5: Lớp\n\n{body}"));
        let shown: Vec<String> = parsed
            .plan
            .items()
            .map(|placed| {
                let item = placed.item;
                let id = item.id.map(|id| format!(" [{id}]")).unwrap_or_default();
                let fields: Vec<String> =
                    item.fields().map(|field| format!(" {}={}", field.key.as_str(), field.value)).collect();
                format!("{}{id}: {}{}", item.kind.as_str(), item.text, fields.concat())
            })
            .collect();
        assert_eq!(shown.join("\n"), expected);
    }

    #[test]
    fn reads_the_contract_form() {
        check(
            "**Điểm yếu**\n\n- Còn 02 lớp ghép. {#w-1.5-2021-1}\n  - Nguyên nhân: ít trẻ.\n\n**Giải pháp**\n\n\
             - Giao chỉ tiêu.\n  - Chủ trì: Hiệu trưởng\n  - Thời gian: 9/2023 – 5/2024\n- Tuyên truyền. {#a-1.5-2023-2}\n",
            "weakness [w-1.5-2021-1]: Còn 02 lớp ghép. cause=ít trẻ.\n\
             action: Giao chỉ tiêu. lead=Hiệu trưởng schedule=9/2023 – 5/2024\n\
             action [a-1.5-2023-2]: Tuyên truyền.",
        );
    }

    #[test]
    fn reads_what_people_really_type() {
        check(
            "**diem yeu:**\n* Một.\n+ Hai,\n  dài hai dòng.\n",
            "weakness: Một.\nweakness: Hai, dài hai dòng.",
        );
        check("**Điểm yếu:** Một câu trên dòng.\n", "weakness: Một câu trên dòng.");
        check("**Điểm yếu**: - Có gạch đầu dòng.\n", "weakness: Có gạch đầu dòng.");
        check("**Mức:** 2\n**Điểm yếu**\nKhông có gạch.\n", "weakness: Không có gạch.");
        check("Điểm yếu:\n\n- {#w-1.5-2021-1} Mã đứng trước.\n", "weakness [w-1.5-2021-1]: Mã đứng trước.");
        check(
            "**Giải pháp**\n\n- Làm.\n  Chủ trì: HT\n  Kinh phí: 2 triệu\n",
            "action: Làm. lead=HT budget=2 triệu",
        );
        check("**Điểm yếu**\n\n1. Một.\n2. Hai.\n", "weakness: Một.\nweakness: Hai.");
        check("**Điểm yếu của lớp** rất nhiều.\n\n- Không phải mục.\n", "");
    }

    #[test]
    fn shared_fields_and_level_are_read() {
        let parsed = parse(&format!(
            "{HEAD}### Tiêu chuẩn 1\n\n#### Tiêu chí 1.5\n\n**Mức:** 3\n\n**Giải pháp**\n\n- A.\n  - Chủ trì: Tổ trưởng\n- B.\n\n\
             **Thực hiện chung**\n\n- Chủ trì: Hiệu trưởng\n- Lạ: giữ nguyên\n"
        ));
        let criterion = parsed.plan.criteria().next().unwrap();
        assert_eq!(criterion.level(), Some(3));
        let leads: Vec<&str> = criterion
            .items_of(Kind::Action)
            .filter_map(|action| criterion.field_of(action, FieldKey::Lead))
            .map(|field| field.value.as_str())
            .collect();
        assert_eq!(leads, ["Tổ trưởng", "Hiệu trưởng"]);
        assert_eq!(parsed.findings, []);
    }

    #[test]
    fn what_is_nothing_particular_stays_in_place() {
        let parsed = parse(&format!(
            "{HEAD}Lời dẫn.\n\n### Tiêu chuẩn 1\n\n#### Tiêu chí 1.5\n\nĐoạn văn.\n\n| a |\n| - |\n| b |\n\n[x]: http://y\n\n## IV. Khác\n\nHết.\n"
        ));
        let plan = &parsed.plan;
        assert_eq!(plan.sections[0].text, "Lời dẫn.");
        let notes: Vec<_> = plan.criteria().next().unwrap().entries.iter().collect();
        assert_eq!(notes.len(), 3, "{notes:?}");
        assert_eq!(plan.sections[1].text, "Hết.");
        assert_eq!(plan.sections[1].kind, SectionKind::Other);
    }

    #[test]
    fn spans_point_at_the_words() {
        let text =
            format!("{HEAD}### Tiêu chuẩn 1\n\n#### Tiêu chí 1.5\n\n**Điểm yếu**\n\n- Một. {{#w-1}}\n");
        let parsed = parse(&text);
        let [finding] = parsed.findings.as_slice() else { panic!("{:?}", parsed.findings) };
        assert_eq!(finding.span.of(&parsed.text), "Một. {#w-1}");
    }

    #[test]
    fn odd_texts_give_a_plan() {
        for text in [
            "",
            "+++",
            "+++\n",
            "+++\n+++",
            "\u{feff}+++\r\nschema = 1\r\n+++\r\n## I. A\r\n",
            "#### 1.1\n- x",
            "\0",
        ] {
            parse(text);
        }
        assert_eq!(parse("\u{feff}+++\r\nschema = 1\r\n+++\r\n").plan.front.schema, Some(1));
    }
}
