//! A plan as an official letter, to decree 30/2020/NĐ-CP: head, sections, tables, foot.
//!
//! Every word of the plan is on the paper, and every paragraph with words of the plan says where they stand in its text;
//! what the form adds stands in labels or in paragraphs of the form. How it looks is for the formats. Nothing is checked
//! here: a plan with flaws is printed as it is.
//!
//! ```
//! use caitien::export::paper::plan::{Form, Wanted, paper};
//! use caitien::export::paper::{words::words, wording::Wording};
//! let parsed = caitien::plan::parse::parse("+++\nplace = \"Vạn Mây\"\n+++\n\n## VI. Tổ chức thực hiện\n\nMột câu.\n");
//! let wording = Wording::default();
//! let paper = paper(&Wanted::new(&parsed, "Trường Tiểu học Vạn Mây", Form::Old, &wording));
//! let words = words(&paper).join(" ");
//! assert!(words.contains("TRƯỜNG TIỂU HỌC VẠN MÂY") && words.contains("I. Tổ chức thực hiện Một câu."));
//! ```

use super::body;
use super::foot;
use super::ground::Ground;
use super::head;
use super::wording::Wording;
use super::{Paper, Picture, Properties, Sheet, Standing};
use crate::date::Date;
use crate::plan::Plan;
use crate::plan::parse::Parsed;

/// What is to be printed.
#[derive(Clone, Debug)]
pub struct Wanted<'a> {
    pub plan: &'a Plan,
    /// The text that the plan was read from: its spans are of this text.
    pub text: &'a str,
    /// The school's name.
    pub school: &'a str,
    pub form: Form,
    pub wording: &'a Wording,
    /// Number and date that the clerk gave after approval.
    pub issued: Option<Issued<'a>>,
    /// Who signs for the head.
    pub deputy: Option<Deputy<'a>>,
    pub standing: Standing,
    pub logo: Option<Picture>,
}

/// Which form the plan is printed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Nine columns: the editions of 2018 and 2024.
    Old,
    /// Ten columns and the tables IV and VI: the edition of 2026.
    Modern,
}

impl Form {
    /// The edition decides the form; where none is named, the old one.
    pub fn of(plan: &Plan) -> Form {
        let edition = plan.front.catalog.as_deref().and_then(|id| id.rsplit('-').next());
        match edition.and_then(|year| year.parse::<u16>().ok()) {
            Some(2026..) => Form::Modern,
            _ => Form::Old,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Issued<'a> {
    /// `109/KH-MNTX`.
    pub number: &'a str,
    pub date: Date,
}

/// A deputy who signs for the head (KT.).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deputy<'a> {
    pub title: &'a str,
    pub name: &'a str,
}

impl<'a> Wanted<'a> {
    /// A draft without number, deputy or logo.
    pub fn new(parsed: &'a Parsed, school: &'a str, form: Form, wording: &'a Wording) -> Wanted<'a> {
        Wanted {
            plan: &parsed.plan,
            text: &parsed.text,
            school,
            form,
            wording,
            issued: None,
            deputy: None,
            standing: Standing::default(),
            logo: None,
        }
    }

    pub(super) fn ground(&self) -> Ground<'a> {
        Ground { text: self.text }
    }
}

/// The printed plan. Where it comes from ([`Paper::origin`]) is for whoever knows the repository.
pub fn paper(wanted: &Wanted<'_>) -> Paper {
    let front = &wanted.plan.front;
    let mut sheets = body::sheets(wanted);
    let mut first = head::blocks(wanted);
    match sheets.first_mut() {
        Some(sheet) if sheet.orientation == super::Orientation::Portrait => {
            first.append(&mut sheet.blocks);
            sheet.blocks = first;
        }
        _ => sheets.insert(0, Sheet { blocks: first, ..Sheet::default() }),
    }
    let foot = foot::block(wanted);
    match sheets.last_mut() {
        Some(sheet) if sheet.orientation == super::Orientation::Portrait => sheet.blocks.push(foot),
        _ => sheets.push(Sheet { blocks: vec![foot], ..Sheet::default() }),
    }
    let keywords = [&front.period_text, &front.catalog];
    Paper {
        lang: "vi",
        properties: Properties {
            title: front.title.clone().unwrap_or_default(),
            subject: wanted.wording.kind.clone(),
            author: wanted.school.to_owned(),
            keywords: keywords.into_iter().flatten().cloned().collect(),
            date: front.date.or(wanted.issued.map(|issued| issued.date)),
        },
        standing: wanted.standing.clone(),
        sheets,
        origin: None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::super::words::{paragraphs, words};
    use super::super::{Block, Cell, Orientation, Paragraph, Part, Reach, Style, Table};
    use super::*;
    use crate::plan::format::format;
    use crate::plan::item::Detail;
    use crate::plan::markdown::inline::{cell, inline};
    use crate::plan::markdown::prose::{ProseKind, prose};
    use crate::plan::markdown::run;
    use crate::plan::parse::parse;
    use crate::plan::spelling::fold_words;
    use crate::plan::{Entry, Field};

    const OLD: &str = include_str!("../../../templates/samples/th-van-may/2025-2026.md");
    const MODERN: &str = include_str!("../../../templates/samples/mn-ben-mo/2026-2027.md");

    fn print(text: &str, form: Form) -> (Parsed, Paper) {
        let parsed = parse(text);
        let wording = Wording::default();
        let paper = paper(&Wanted::new(&parsed, "Trường", form, &wording));
        (parsed, paper)
    }

    /// The words of a plan that must be on paper, each as often as it is said.
    fn said(plan: &Plan) -> Vec<String> {
        let (mut said, mut levels) = (Vec::new(), BTreeSet::new());
        let front = &plan.front;
        said.extend([&front.title, &front.place].into_iter().flatten().cloned());
        said.extend(front.signer.iter().flat_map(|signer| [signer.name.clone(), signer.title.clone()]));
        said.extend(front.recipients.iter().cloned());
        let blocks = |markdown: &str| {
            let mut all = String::new();
            for block in prose(markdown) {
                all.push_str(&format!(" {} {}", block.label, run::words(&block.runs)));
                if let ProseKind::Table(rows) = block.kind {
                    rows.iter()
                        .flatten()
                        .for_each(|cell| all.push_str(&format!(" {}", run::words(&cell.runs))));
                }
            }
            all
        };
        let field = |field: &Field| format!("{} {}", run::words(&inline(&field.value)), blocks(&field.more));
        said.push(blocks(&plan.preamble));
        for section in &plan.sections {
            said.push(section.heading.trim_start_matches(['I', 'V', 'X', '.']).to_owned());
            said.push(blocks(&section.text));
        }
        for standard in plan.standards() {
            said.push(run::words(&inline(&standard.name)));
            said.extend(standard.criteria.iter().map(|criterion| run::words(&inline(&criterion.name))));
            let criteria = standard.criteria.iter().flat_map(|criterion| &criterion.entries);
            for entry in standard.entries.iter().chain(criteria) {
                match entry {
                    // A level is said once for all criteria that have it.
                    Entry::Label(label) if levels.insert(&label.value) => said.push(label.value.clone()),
                    Entry::Label(_) => {}
                    Entry::Shared(shared) => said.push(field(shared)),
                    Entry::Note(note) => said.push(blocks(&note.markdown)),
                    Entry::Item(item) => {
                        said.push(run::words(&inline(&item.text)));
                        said.extend(item.details.iter().map(|detail| match detail {
                            Detail::Field(one) => field(one),
                            Detail::Note(note) => blocks(&note.markdown),
                        }));
                    }
                }
            }
        }
        said.iter()
            .flat_map(|text| fold_words(text).split(' ').map(str::to_owned).collect::<Vec<_>>())
            .collect()
    }

    fn check_laws(text: &str, form: Form) -> Result<(), TestCaseError> {
        let (parsed, paper) = print(text, form);
        let mut printed: Vec<String> = words(&paper)
            .iter()
            .flat_map(|word| fold_words(word).split(' ').map(str::to_owned).collect::<Vec<_>>())
            .collect();
        printed.sort();
        for word in said(&parsed.plan).into_iter().filter(|word| !word.is_empty()) {
            match printed.binary_search(&word) {
                Ok(at) => drop(printed.remove(at)),
                Err(_) => prop_assert!(false, "lost {:?} of {:?}", word, text),
            }
        }
        for paragraph in paragraphs(&paper) {
            check_source(&parsed, paragraph)?;
        }
        for block in paper.sheets.iter().flat_map(|sheet| &sheet.blocks) {
            if let Block::Table(table) = block {
                check_table(table)?;
            }
        }
        Ok(())
    }

    fn check_source(parsed: &Parsed, paragraph: &Paragraph) -> Result<(), TestCaseError> {
        let typed = paragraph.source.span.of(&parsed.text);
        match paragraph.source.part {
            Part::Form | Part::Front(..) | Part::Repeated => return Ok(()),
            Part::ProseCell { .. } => prop_assert_eq!(cell(typed), paragraph.runs.clone()),
            _ if paragraph.style == Style::Code => prop_assert!(!typed.is_empty()),
            Part::Note(_) if paragraph.runs != inline(typed) => {
                prop_assert_eq!(cell(typed), paragraph.runs.clone(), "{:?}", parsed.text)
            }
            _ => prop_assert_eq!(inline(typed), paragraph.runs.clone(), "{:?} {:?}", typed, parsed.text),
        }
        Ok(())
    }

    /// The cells of a row fill the table, and what is covered has a cell above that covers it.
    fn check_table(table: &Table) -> Result<(), TestCaseError> {
        let columns = table.widths.len();
        let mut open = vec![false; columns];
        for row in &table.rows {
            let mut at = 0;
            for cell in &row.cells {
                let Cell { across, reach, blocks } = cell;
                prop_assert!(*reach != Reach::Continues || (open[at] && blocks.is_empty()));
                open[at..at + across].fill(*reach != Reach::One);
                at += across;
            }
            prop_assert_eq!(at, columns);
        }
        Ok(())
    }

    #[test]
    fn the_samples_are_printed_whole() {
        for (text, form) in
            [(OLD, Form::Old), (MODERN, Form::Modern), (OLD, Form::Modern), (MODERN, Form::Old)]
        {
            check_laws(text, form).unwrap();
        }
    }

    #[test]
    fn tables_lie_across_and_prose_stands_upright() {
        for (text, form) in [(OLD, Form::Old), (MODERN, Form::Modern)] {
            let paper = print(text, form).1;
            let sheets: Vec<Orientation> = paper.sheets.iter().map(|sheet| sheet.orientation).collect();
            assert_eq!(sheets, [Orientation::Portrait, Orientation::Landscape, Orientation::Portrait]);
        }
    }

    #[test]
    fn the_fourth_section_is_the_fourth() {
        let text = "## I. Mục đích\n\n## II. Căn cứ\n\nCăn cứ luật;\n\n## III. Nội dung\n\n## VI. TỔ CHỨC THỰC HIỆN\n\n## Phụ lục\n";
        let paper = print(text, Form::Old).1;
        let headings: Vec<String> = paragraphs(&paper)
            .into_iter()
            .filter(|one| one.style == Style::Section)
            .map(|one| format!("{} {}", one.label, run::words(&one.runs)))
            .collect();
        assert_eq!(
            headings,
            ["I. Mục đích", "II. Căn cứ", "III. Nội dung", "IV. TỔ CHỨC THỰC HIỆN", " Phụ lục"]
        );
        assert!(paragraphs(&paper).iter().any(|one| one.style == Style::Basis));
    }

    #[test]
    fn what_table_iv_says_is_repeated_in_table_v() {
        let paper = print(MODERN, Form::Modern).1;
        let sentence = "Khu Khe Lá còn 01 lớp mẫu giáo ghép hai độ tuổi.";
        let parts: Vec<&Part> = paragraphs(&paper)
            .into_iter()
            .filter(|one| run::words(&one.runs) == sentence)
            .map(|one| &one.source.part)
            .collect();
        assert!(matches!(parts.as_slice(), [Part::Item { id: Some(_), .. }, Part::Repeated]), "{parts:?}");
        let tables = |text: &str| {
            let paper = print(text, Form::Modern).1;
            let blocks = paper.sheets.iter().flat_map(|sheet| &sheet.blocks);
            blocks.filter(|block| matches!(block, Block::Table(_))).count()
        };
        assert_eq!(tables(MODERN), 3);
        let drawn = MODERN.replace("Hội đồng tự đánh giá chọn", "| a |\n| - |\n| b |\n\nHội đồng");
        assert_eq!(tables(&drawn), 3);
        assert_eq!(tables("## VI. Theo dõi và đánh giá thực hiện\n\nHai lần.\n"), 1);
    }

    fn sentence() -> impl Strategy<Value = String> {
        let word = prop::sample::select(vec![
            "Nhà",
            "trường",
            "còn",
            "02",
            "lớp",
            "8,3%",
            "**đậm**",
            "`mã`",
            "[nối](u)",
            "1.5",
            "–",
            "a*b",
            "<b>x</b>",
            "\\*",
            "|",
            "#",
            "C:",
            "<!-- ẩn -->",
            "_n_",
            "[x]",
        ]);
        prop::collection::vec(word, 1..6).prop_map(|words| words.join(" "))
    }

    fn item() -> impl Strategy<Value = String> {
        let bullet = prop::sample::select(vec!["- ", "* ", "1. "]);
        let id = prop::sample::select(vec!["", "", " {#w-1.5-2021-1}", " {#a-1.5-2020-3}", " {#sai}"]);
        let field = prop::sample::select(vec![
            "- Chủ trì: ",
            "- phoi hop: ",
            "- Thời hạn: ",
            "- Kinh phí: ",
            "- Nguyên nhân: ",
            "- Ghi chú: ",
            "- Điều kiện: ",
            "- Lạ: ",
            "- Mức độ thực hiện: ",
            "- Chủ trì: A\n    - sâu ",
            "  tiếp ",
            "```\n  ",
            "\n  đoạn ",
            "| a |\n  | - |\n  | b ",
            "> trích ",
        ]);
        let fields = prop::collection::vec((field, sentence()), 0..3);
        (bullet, sentence(), id, fields).prop_map(|(bullet, text, id, fields)| {
            let lines = fields.iter().map(|(label, value)| format!("  {label}{value}\n"));
            format!("{bullet}{text}{id}\n{}", lines.collect::<String>())
        })
    }

    fn block() -> impl Strategy<Value = String> {
        let label = prop::sample::select(vec![
            "**Mức:** 2",
            "**Mức:** 1",
            "**Mức:** chưa",
            "**Điểm yếu**",
            "**Điểm hạn chế**:",
            "**Giải pháp**",
            "**Giải pháp**",
            "**Kết quả cần đạt:** Đủ",
            "**Thực hiện chung**",
            "Điểm mạnh:",
            "**Chỉ số đánh giá**",
        ]);
        prop_oneof![
            3 => label.prop_map(str::to_owned),
            4 => prop::collection::vec(item(), 1..4).prop_map(|items| items.concat()),
            1 => sentence(),
        ]
    }

    fn plan() -> impl Strategy<Value = String> {
        let heading = prop::sample::select(vec![
            "#### Tiêu chí 1.5: Lớp **ghép**",
            "#### tieu chi 2.1",
            "### Tiêu chuẩn 3: CSVC",
            "### Tiêu chuẩn 1",
            "### Ghi chú",
            "## IV. Tóm tắt các vấn đề trọng tâm",
            "## V. Kế hoạch cải tiến chất lượng",
            "## VI. Theo dõi và đánh giá",
        ]);
        let part = (heading, prop::collection::vec(block(), 0..6))
            .prop_map(|(heading, blocks)| format!("{heading}\n\n{}\n", blocks.join("\n\n")));
        (prop::collection::vec(part, 0..7), sentence(), prop::collection::vec(item(), 0..3)).prop_map(
            |(parts, prose, items)| {
                let head = "+++\nschema = 1\nperiod = \"2023-2024\"\ntitle = \"Kế hoạch cải tiến\"\nplace = \"Vạn Mây\"\n+++\n";
                format!("{head}{prose}\n\n## I. Mục đích\n\n{}\n\n{prose}\n\n{}", items.concat(), parts.concat())
            },
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_word_is_on_paper_and_knows_its_place(text in plan(), modern in any::<bool>()) {
            let form = if modern { Form::Modern } else { Form::Old };
            check_laws(&text, form)?;
            check_laws(&format(&text, &BTreeSet::new()).text, form)?;
        }
    }
}
