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
            date: wanted.issued.map(|issued| issued.date).or(front.date),
        },
        standing: wanted.standing.clone(),
        sheets,
        origin: None,
    }
}
