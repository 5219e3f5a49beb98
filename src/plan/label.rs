//! The words by which sections, labels and fields are known, in one table each.
//!
//! Readers accept every wording with or without diacritics, in any case; the formatter writes the
//! wording that was meant, spelled canonically. Which wording it is (`Điểm yếu` or, from 2026,
//! `Điểm hạn chế`) stays as the author chose it.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::SectionKind;
use super::item::{FieldKey, Kind};
use super::spelling::fold_words;
use crate::finding::Span;

/// What stands before a value of last year that somebody must decide anew: `(cần quyết định lại; …)`.
pub const UNDECIDED: &str = "cần quyết định lại";

/// Is this a value that is not decided yet?
pub fn is_undecided(value: &str) -> bool {
    value.strip_prefix('(').is_some_and(|inside| inside.starts_with(UNDECIDED))
}

/// A bold paragraph that says what follows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    pub kind: LabelKind,
    /// The canonical spelling of the wording that was typed.
    pub wording: &'static str,
    /// What follows on the same line: the level's value; empty for the other labels, whose value
    /// becomes their first item.
    pub value: String,
    pub span: Span,
}

/// What a label announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LabelKind {
    Level,
    /// Strengths, weaknesses, targets, measures or actions.
    Items(Kind),
    /// `Thực hiện chung`: fields that every action of the criterion shares.
    Shared,
}

const LABELS: &[(&str, LabelKind)] = &[
    ("Mức", LabelKind::Level),
    ("Điểm mạnh", LabelKind::Items(Kind::Strength)),
    ("Điểm yếu", LabelKind::Items(Kind::Weakness)),
    ("Điểm hạn chế", LabelKind::Items(Kind::Weakness)),
    ("Kết quả cần đạt", LabelKind::Items(Kind::Target)),
    ("Mục tiêu cải tiến", LabelKind::Items(Kind::Target)),
    ("Mục tiêu", LabelKind::Items(Kind::Target)),
    ("Chỉ số đánh giá kết quả", LabelKind::Items(Kind::Measure)),
    ("Chỉ số đánh giá", LabelKind::Items(Kind::Measure)),
    ("Giải pháp", LabelKind::Items(Kind::Action)),
    ("Công việc/giải pháp", LabelKind::Items(Kind::Action)),
    ("Công việc/giải pháp cần thực hiện", LabelKind::Items(Kind::Action)),
    ("Hoạt động/giải pháp", LabelKind::Items(Kind::Action)),
    ("Thực hiện chung", LabelKind::Shared),
];

const FIELDS: &[(&str, FieldKey)] = &[
    ("Nguyên nhân", FieldKey::Cause),
    ("Nguyên nhân của hạn chế", FieldKey::Cause),
    ("Chủ trì", FieldKey::Lead),
    ("Phụ trách", FieldKey::Lead),
    ("Người phụ trách", FieldKey::Lead),
    ("Đơn vị/cá nhân phụ trách", FieldKey::Lead),
    ("Phối hợp", FieldKey::Partners),
    ("Thời gian", FieldKey::Schedule),
    ("Thời gian thực hiện", FieldKey::Schedule),
    ("Thời gian hoàn thành", FieldKey::Schedule),
    ("Thời hạn", FieldKey::Schedule),
    ("Thời gian thực hiện và hoàn thành", FieldKey::Schedule),
    ("Kinh phí", FieldKey::Budget),
    ("Dự kiến kinh phí", FieldKey::Budget),
    ("Nguồn", FieldKey::FundingSource),
    ("Nguồn kinh phí", FieldKey::FundingSource),
    ("Điều kiện", FieldKey::Conditions),
    ("Điều kiện hỗ trợ", FieldKey::Conditions),
    ("Điều kiện hỗ trợ khác", FieldKey::Conditions),
    ("Nguồn lực", FieldKey::Resources),
    ("Nguồn lực bảo đảm", FieldKey::Resources),
    ("Minh chứng", FieldKey::Evidence),
    ("Minh chứng dự kiến", FieldKey::Evidence),
    ("Thông tin, dữ liệu hoặc minh chứng dự kiến", FieldKey::Evidence),
    ("Mức độ thực hiện", FieldKey::Status),
    ("Ghi chú", FieldKey::Note),
];

/// Words that make a section's heading; the first row that fits wins, so the longer come first.
const SECTIONS: &[(&str, SectionKind)] = &[
    ("thong tin chung", SectionKind::General),
    ("muc dich", SectionKind::Purpose),
    ("can cu xay dung", SectionKind::Basis),
    ("can cu", SectionKind::Basis),
    ("tom tat cac van de", SectionKind::Priorities),
    ("van de trong tam", SectionKind::Priorities),
    ("noi dung", SectionKind::Content),
    ("ke hoach cai tien chat luong", SectionKind::Content),
    ("theo doi va danh gia", SectionKind::Supervision),
    ("giam sat", SectionKind::Supervision),
    ("to chuc thuc hien", SectionKind::Implementation),
    ("co che danh gia", SectionKind::Reporting),
];

type Known<T> = HashMap<String, (&'static str, T)>;

fn by_words<T: Copy>(table: &'static [(&'static str, T)]) -> Known<T> {
    table.iter().map(|(wording, kind)| (fold_words(wording), (*wording, *kind))).collect()
}

/// The label that these words are, without its colon.
pub fn label(words: &str) -> Option<(&'static str, LabelKind)> {
    static KNOWN: LazyLock<Known<LabelKind>> = LazyLock::new(|| by_words(LABELS));
    KNOWN.get(&fold_words(words)).copied()
}

/// The field that these words are, without its colon.
pub fn field(words: &str) -> Option<(&'static str, FieldKey)> {
    static KNOWN: LazyLock<Known<FieldKey>> = LazyLock::new(|| by_words(FIELDS));
    KNOWN.get(&fold_words(words)).copied()
}

/// The canonical wording of a label, for those who write plans.
pub fn wording(kind: LabelKind) -> &'static str {
    LABELS.iter().find(|(_, known)| *known == kind).map_or("", |(wording, _)| wording)
}

/// The canonical wording of a field, for those who write plans.
pub fn field_wording(key: FieldKey) -> &'static str {
    FIELDS.iter().find(|(_, known)| *known == key).map_or("", |(wording, _)| wording)
}

/// The kind of a section, from its heading with or without a number in front.
pub fn section(heading: &str) -> SectionKind {
    let words = fold_words(heading);
    let words = without_number(&words);
    SECTIONS.iter().find(|(start, _)| words.starts_with(start)).map_or(SectionKind::Other, |(_, kind)| *kind)
}

/// Drops a leading Roman or Arabic number (or a single letter) from folded words.
fn without_number(words: &str) -> &str {
    match words.split_once(' ') {
        Some((first, rest))
            if first.bytes().all(|byte| byte.is_ascii_digit() || b"ivxl".contains(&byte))
                || first.len() == 1 =>
        {
            rest
        }
        _ => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_labels_as_people_type_them() {
        assert_eq!(label("DIEM YEU"), Some(("Điểm yếu", LabelKind::Items(Kind::Weakness))));
        assert_eq!(
            label("hoạt động / giải pháp"),
            Some(("Hoạt động/giải pháp", LabelKind::Items(Kind::Action)))
        );
        assert_eq!(label("Điểm yếu của lớp"), None);
        assert_eq!(field("chu tri").map(|found| found.1), Some(FieldKey::Lead));
    }

    #[test]
    fn knows_sections_by_their_words() {
        assert_eq!(section("VI. TỔ CHỨC THỰC HIỆN"), SectionKind::Implementation);
        assert_eq!(section("V. Kế hoạch cải tiến chất lượng"), SectionKind::Content);
        assert_eq!(section("II. NỘI DUNG VÀ GIẢI PHÁP THỰC HIỆN"), SectionKind::Content);
        assert_eq!(section("IV. Tóm tắt các vấn đề trọng tâm cần cải tiến"), SectionKind::Priorities);
        assert_eq!(section("VIII. Cơ chế đánh giá và báo cáo"), SectionKind::Reporting);
        assert_eq!(section("Phụ lục"), SectionKind::Other);
    }
}
