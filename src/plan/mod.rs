//! One plan: front matter, sections, standards, criteria, items. The front door of the format.
//!
//! [`parse::parse`] reads any text and never fails; [`format::format`] writes the one canonical
//! form. The contract is `docs/plan-format.md`.
//!
//! ```
//! let text = "+++\nschema = 1\n+++\n\n## III. Nội dung\n\n### Tiêu chuẩn 1: Tổ chức\n\n\
//!             #### Tiêu chí 1.5: Lớp\n\n**Điểm yếu**\n\n- Còn 02 lớp ghép.\n";
//! let parsed = caitien::plan::parse::parse(text);
//! let weakness = parsed.plan.items().next().unwrap();
//! assert_eq!(weakness.item.text, "Còn 02 lớp ghép.");
//! assert_eq!(weakness.anchor.unwrap().to_string(), "1.5");
//! ```

pub mod conflict;
mod entries;
pub mod format;
pub mod front_matter;
pub mod heading;
pub mod item;
pub mod label;
pub mod markdown;
pub mod parse;
mod plain;
mod source;
pub mod spelling;

pub use front_matter::{FrontMatter, Signer};
pub use item::{Anchor, CriterionId, Detail, Field, FieldKey, Item, ItemId, Kind, Note};
pub use label::{Label, LabelKind};

use crate::finding::Span;

/// A whole plan, with everything that its file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    pub front: FrontMatter,
    /// Markdown before the first section; mostly empty.
    pub preamble: String,
    pub sections: Vec<Section>,
}

/// What a section is about; known by the words of its heading, never by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SectionKind {
    /// Thông tin chung (2026).
    General,
    /// Mục đích, yêu cầu.
    Purpose,
    /// Căn cứ xây dựng kế hoạch.
    Basis,
    /// Tóm tắt các vấn đề trọng tâm cần cải tiến (2026).
    Priorities,
    /// Nội dung kế hoạch: the standards and criteria.
    Content,
    /// Theo dõi và đánh giá thực hiện (2026).
    Supervision,
    /// Tổ chức thực hiện.
    Implementation,
    /// Cơ chế đánh giá và báo cáo (2026).
    Reporting,
    Other,
}

impl SectionKind {
    /// The stable name in machine-readable answers.
    pub fn as_str(self) -> &'static str {
        match self {
            SectionKind::General => "general",
            SectionKind::Purpose => "purpose",
            SectionKind::Basis => "basis",
            SectionKind::Priorities => "priorities",
            SectionKind::Content => "content",
            SectionKind::Supervision => "supervision",
            SectionKind::Implementation => "implementation",
            SectionKind::Reporting => "reporting",
            SectionKind::Other => "other",
        }
    }
}

/// One `##` section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    pub kind: SectionKind,
    /// The heading's words as written, with its number, on one line.
    pub heading: String,
    /// Its Markdown before the first standard; of a section without standards, all of it.
    pub text: String,
    /// The standards of the content section; empty elsewhere.
    pub standards: Vec<Standard>,
    /// From its heading to the next section.
    pub span: Span,
    pub heading_span: Span,
}

/// One standard of the content section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standard {
    /// None for criteria that stand before the first standard's heading.
    pub number: Option<u8>,
    /// Its name without "Tiêu chuẩn N:"; empty where none is written.
    pub name: String,
    /// What stands under the standard itself, before its first criterion.
    pub entries: Vec<Entry>,
    pub criteria: Vec<Criterion>,
    pub heading_span: Span,
}

/// One criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Criterion {
    pub id: CriterionId,
    /// Its name without "Tiêu chí N.M:"; empty where none is written.
    pub name: String,
    pub entries: Vec<Entry>,
    /// From its heading to the next one.
    pub span: Span,
    pub heading_span: Span,
}

impl Section {
    /// A section that holds standards and has no heading of its own.
    pub(crate) fn unnamed(span: Span) -> Section {
        Section {
            kind: SectionKind::Content,
            heading: String::new(),
            text: String::new(),
            standards: Vec::new(),
            span,
            heading_span: span,
        }
    }
}

impl Standard {
    /// What holds the criteria that stand before the first standard's heading.
    pub(crate) fn unnamed(span: Span) -> Standard {
        let (entries, criteria) = (Vec::new(), Vec::new());
        Standard { number: None, name: String::new(), entries, criteria, heading_span: span }
    }
}

/// What stands under a criterion (or a standard), in the order in which it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A bold label; the items or fields after it belong to it.
    Label(Label),
    Item(Item),
    /// A field under `Thực hiện chung`, shared by every action of the criterion.
    Shared(Field),
    Note(Note),
}

/// Read access that standards and criteria share.
pub trait Entries {
    fn entries(&self) -> &[Entry];

    /// The items of one kind, in order.
    fn items_of(&self, kind: Kind) -> impl Iterator<Item = &Item> {
        self.entries().iter().filter_map(move |entry| match entry {
            Entry::Item(item) if item.kind == kind => Some(item),
            _ => None,
        })
    }

    /// The fields of `Thực hiện chung`.
    fn shared(&self) -> impl Iterator<Item = &Field> {
        self.entries().iter().filter_map(|entry| match entry {
            Entry::Shared(field) => Some(field),
            _ => None,
        })
    }

    /// What was written after `Mức:`, as written.
    fn level_text(&self) -> Option<&str> {
        self.entries().iter().find_map(|entry| match entry {
            Entry::Label(label) if label.kind == LabelKind::Level => Some(label.value.as_str()),
            _ => None,
        })
    }

    /// The level as a number from 1 to 4, where the text is one.
    fn level(&self) -> Option<u8> {
        let text = self.level_text()?.trim();
        let text = text.strip_prefix("Mức").unwrap_or(text).trim();
        text.parse().ok().filter(|level| (1..=4).contains(level))
    }

    /// An action's field: its own, or else the shared one.
    fn field_of<'a>(&'a self, action: &'a Item, key: FieldKey) -> Option<&'a Field> {
        action.field(key).or_else(|| self.shared().find(|field| field.key == key))
    }
}

impl Entries for Standard {
    fn entries(&self) -> &[Entry] {
        &self.entries
    }
}

impl Entries for Criterion {
    fn entries(&self) -> &[Entry] {
        &self.entries
    }
}

/// An item together with where it hangs.
#[derive(Clone, Copy, Debug)]
pub struct Placed<'p> {
    /// None under a standard's heading that carries no number.
    pub anchor: Option<Anchor>,
    pub item: &'p Item,
    /// All that stands under the same heading, for shared fields.
    pub entries: &'p [Entry],
}

impl Plan {
    /// Every standard, of every content section.
    pub fn standards(&self) -> impl Iterator<Item = &Standard> {
        self.sections.iter().flat_map(|section| &section.standards)
    }

    /// Every criterion, in the order of the file.
    pub fn criteria(&self) -> impl Iterator<Item = &Criterion> {
        self.standards().flat_map(|standard| &standard.criteria)
    }

    /// The first criterion of this number.
    pub fn criterion(&self, id: CriterionId) -> Option<&Criterion> {
        self.criteria().find(|criterion| criterion.id == id)
    }

    /// Every item of every kind with its place, in the order of the file.
    pub fn items(&self) -> impl Iterator<Item = Placed<'_>> {
        self.standards().flat_map(|standard| {
            let own = standard.number.map(Anchor::Standard);
            let groups = std::iter::once((own, standard.entries.as_slice())).chain(
                standard
                    .criteria
                    .iter()
                    .map(|criterion| (Some(Anchor::Criterion(criterion.id)), criterion.entries.as_slice())),
            );
            groups.flat_map(|(anchor, entries)| {
                entries.iter().filter_map(move |entry| match entry {
                    Entry::Item(item) => Some(Placed { anchor, item, entries }),
                    _ => None,
                })
            })
        })
    }

    /// The weaknesses with their places, in the order of the file.
    pub fn weaknesses(&self) -> impl Iterator<Item = Placed<'_>> {
        self.items().filter(|placed| placed.item.kind == Kind::Weakness)
    }

    /// The item with this id.
    pub fn item(&self, id: ItemId) -> Option<Placed<'_>> {
        self.items().find(|placed| placed.item.id == Some(id))
    }

    /// The first section of this kind.
    pub fn section(&self, kind: SectionKind) -> Option<&Section> {
        self.sections.iter().find(|section| section.kind == kind)
    }
}
