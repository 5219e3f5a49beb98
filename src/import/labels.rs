//! Labels at the beginning of a line or of a cell's paragraph: `Điểm yếu: …`, `Giải pháp`,
//! `Chủ trì: …`, `Mức 2`.
//!
//! Only a label makes a weakness. The same words inside a sentence, or in lower case in the middle
//! of one, make none.

use super::legacy::readable;
use super::pattern::{Pattern, group};
use super::report::Certainty;
use super::source::{bullet, one_line, plain};
use crate::plan::item::{FieldKey, Kind};
use crate::plan::label::{self, LabelKind};
use crate::plan::spelling::{distance, fold_words};

/// What a label announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Announced {
    Items(Kind),
    Field(FieldKey, &'static str),
    Level,
    /// `Thực hiện chung`, or a label of the criterion sheet that is no item of a plan.
    Other,
}

/// A label and what follows it on its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Labelled {
    pub(super) announced: Announced,
    pub(super) rest: String,
    pub(super) certainty: Certainty,
    /// The label as written, where something else than its canonical wording was.
    pub(super) written: String,
    /// The bullet in front of it.
    pub(super) mark: Option<char>,
}

/// Wordings beside those of the plan's format.
const MORE: &[(&str, Announced)] = &[
    ("cac diem yeu", Announced::Items(Kind::Weakness)),
    ("nhung diem yeu", Announced::Items(Kind::Weakness)),
    ("diem yeu can khac phuc", Announced::Items(Kind::Weakness)),
    ("cac diem han che", Announced::Items(Kind::Weakness)),
    ("ton tai han che", Announced::Items(Kind::Weakness)),
    ("han che ton tai", Announced::Items(Kind::Weakness)),
    ("diem ton tai", Announced::Items(Kind::Weakness)),
    ("ton tai", Announced::Items(Kind::Weakness)),
    ("han che", Announced::Items(Kind::Weakness)),
    ("cac diem manh", Announced::Items(Kind::Strength)),
    ("ket qua can dat so voi hien trang", Announced::Items(Kind::Target)),
    ("giai phap thuc hien", Announced::Items(Kind::Action)),
    ("giai phap khac phuc", Announced::Items(Kind::Action)),
    ("giai phap cai tien", Announced::Items(Kind::Action)),
    ("bien phap", Announced::Items(Kind::Action)),
    ("bien phap thuc hien", Announced::Items(Kind::Action)),
    ("bien phap khac phuc", Announced::Items(Kind::Action)),
    ("bien phap cai tien", Announced::Items(Kind::Action)),
    ("cong viec giai phap", Announced::Items(Kind::Action)),
    ("ke hoach cai tien", Announced::Items(Kind::Action)),
    ("ke hoach cai tien chat luong", Announced::Items(Kind::Action)),
    ("chu tri va phoi hop thuc hien", Announced::Field(FieldKey::Lead, "Chủ trì")),
    ("chu tri va phoi hop", Announced::Field(FieldKey::Lead, "Chủ trì")),
    ("chu tri phoi hop", Announced::Field(FieldKey::Lead, "Chủ trì")),
    ("nguoi thuc hien", Announced::Field(FieldKey::Lead, "Chủ trì")),
    ("nguoi chu tri", Announced::Field(FieldKey::Lead, "Chủ trì")),
    ("don vi phoi hop", Announced::Field(FieldKey::Partners, "Phối hợp")),
    ("nguoi phoi hop", Announced::Field(FieldKey::Partners, "Phối hợp")),
    ("du kien thoi gian", Announced::Field(FieldKey::Schedule, "Thời gian")),
    ("hien trang", Announced::Other),
    ("mo ta hien trang", Announced::Other),
    ("tu danh gia", Announced::Other),
];

/// The label with which a text begins.
pub(super) fn read(text: &str) -> Option<Labelled> {
    let clean = plain(text);
    let (mark, body) = match bullet(&clean) {
        Some((mark, rest)) => (Some(mark), rest.to_owned()),
        None => (None, clean),
    };
    let body = without_numbering(&body);
    let shown = readable(&body);
    let found = with_colon(&shown).or_else(|| alone(&shown)).or_else(|| before_capital(&shown))?;
    let rest = rest_in(&body, &shown, found.rest.len());
    Some(Labelled { mark, rest, ..found })
}

/// What follows the label, in the spelling of the file even where the label was only readable
/// after decoding.
fn rest_in(body: &str, shown: &str, rest: usize) -> String {
    if body == shown {
        return one_line(body.get(body.len() - rest..).unwrap_or_default());
    }
    one_line(body.split_once(':').map_or("", |(_, rest)| rest))
}

/// "a) Điểm yếu", "2. Điểm yếu": the number belongs to the label.
fn without_numbering(text: &str) -> String {
    static NUMBERING: Pattern = Pattern::new(r"^(?:\d{1,2}|[a-zđ])\s*[.)]\s+");
    NUMBERING.replace(text, "")
}

fn with_colon(text: &str) -> Option<Labelled> {
    let (words, rest) = text.split_once(':')?;
    if words.chars().count() > 60 {
        return None;
    }
    let announced = known(words).map(|found| (found, Certainty::Certain)).or_else(|| damaged(words))?;
    let (announced, certainty) = weaker(announced, words);
    let rest = rest.trim_start_matches([' ', '-', '–', '\t']).to_owned();
    Some(Labelled { announced, rest, certainty, written: words.to_owned(), mark: None })
}

/// Nothing but the label stands on the line.
fn alone(text: &str) -> Option<Labelled> {
    let announced = known(text.trim_end_matches(['.', ';', ' ']))?;
    let (announced, certainty) = weaker((announced, Certainty::Certain), text);
    // A field or a level without a value says nothing, and "Kinh phí" may be a word of a list.
    let items = matches!(announced, Announced::Items(_));
    items.then(|| Labelled {
        announced,
        rest: String::new(),
        certainty,
        written: text.to_owned(),
        mark: None,
    })
}

/// "Điểm yếu Nhà trường còn …": the colon is missing, the capital says that a sentence begins.
fn before_capital(text: &str) -> Option<Labelled> {
    static LABEL: Pattern =
        Pattern::new(r"^(Điểm\s+(?:yếu|hạn chế)|ĐIỂM\s+(?:YẾU|HẠN CHẾ))\s*[-–.]?\s+(\p{Lu}\p{Ll}.*|\d.*)$");
    let found = LABEL.captures(text)?;
    let (written, rest) = (group(&found, 1).to_owned(), group(&found, 2).to_owned());
    Some(Labelled {
        announced: Announced::Items(Kind::Weakness),
        rest,
        certainty: Certainty::Likely,
        written,
        mark: None,
    })
}

/// The words of the law are `Điểm yếu` and `Điểm hạn chế`; the others are read as such, less surely.
fn weaker((announced, certainty): (Announced, Certainty), words: &str) -> (Announced, Certainty) {
    let official = fold_words(words).contains("diem");
    let weak = announced == Announced::Items(Kind::Weakness) && !official;
    (announced, if weak { Certainty::Likely } else { certainty })
}

fn known(words: &str) -> Option<Announced> {
    // A label begins with a capital; "điểm yếu" in lower case is a word of a sentence that was cut.
    if words.trim_start().chars().next().is_some_and(char::is_lowercase) {
        return None;
    }
    let folded = fold_words(words);
    let more = MORE.iter().find(|(wording, _)| *wording == folded).map(|(_, announced)| *announced);
    let label = label::label(words).map(|(_, kind)| match kind {
        LabelKind::Items(kind) => Announced::Items(kind),
        LabelKind::Level => Announced::Level,
        LabelKind::Shared => Announced::Other,
    });
    let field = || label::field(words).map(|(wording, key)| Announced::Field(key, wording));
    more.or(label).or_else(field)
}

/// A label with one letter broken, before a colon.
fn damaged(words: &str) -> Option<(Announced, Certainty)> {
    let folded = fold_words(words);
    let capital = words.trim_start().chars().next().is_some_and(char::is_uppercase);
    let near = |known: &str| {
        folded.len() >= known.len() && distance(&folded, known) == 1 || distance(&folded, known) == 1
    };
    let found = ["diem yeu", "diem han che"].iter().any(|known| near(known));
    (capital && found).then_some((Announced::Items(Kind::Weakness), Certainty::Likely))
}

/// Cuts a text before every label in its middle: "Đối với nhân viên Điểm yếu: …".
pub(super) fn cut_inline(text: &str) -> Vec<String> {
    static INLINE: Pattern = Pattern::new(
        r"(?:^|[\s.;,)–-])(\**(?:Điểm yếu|Điểm hạn chế|Điểm mạnh|Nguyên nhân|Giải pháp|Kết quả cần đạt)\**\s*:)",
    );
    let mut pieces = Vec::new();
    let mut start = 0;
    for found in INLINE.all(text) {
        let at = found.get(1).map_or(0, |label| label.start());
        // The bullet in front of a label belongs to it.
        if !text.get(start..at).unwrap_or_default().contains(char::is_alphanumeric) {
            continue;
        }
        pieces.push(text.get(start..at).unwrap_or_default());
        start = at;
    }
    pieces.push(text.get(start..).unwrap_or_default());
    let trimmed =
        pieces.into_iter().map(|piece| piece.trim().trim_end_matches(['-', '–', '*', '+']).trim().to_owned());
    trimmed.filter(|piece| !piece.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(Announced, &str)>) {
        let found = read(text);
        assert_eq!(found.as_ref().map(|found| (found.announced, found.rest.as_str())), expected, "{text}");
    }

    #[test]
    fn reads_every_form_of_the_weakness_label() {
        let weakness = Announced::Items(Kind::Weakness);
        check("- Điểm yếu", Some((weakness, "")));
        check("- Điểm yếu:", Some((weakness, "")));
        check("- **Điểm yếu:** Còn ghép.", Some((weakness, "Còn ghép.")));
        check("**Điểm yếu**: Còn ghép.", Some((weakness, "Còn ghép.")));
        check("<p>Điểm yếu: Còn ghép.</p>", Some((weakness, "Còn ghép.")));
        check("ĐIỂM YẾU: Còn ghép.", Some((weakness, "Còn ghép.")));
        check("Diem yeu: Còn ghép.", Some((weakness, "Còn ghép.")));
        check("Diém yéu: Còn ghép.", Some((weakness, "Còn ghép.")));
        check("2. Điểm yếu: Còn ghép.", Some((weakness, "Còn ghép.")));
        check("Điểm hạn chế: Còn ghép.", Some((weakness, "Còn ghép.")));
        check("Điểm yếu Nhà trường còn ghép.", Some((weakness, "Nhà trường còn ghép.")));
        check("Ñieåm yeáu: Coøn gheùp.", Some((weakness, "Coøn gheùp.")));
    }

    #[test]
    fn prose_is_no_label() {
        check("Phát huy điểm mạnh, khắc phục điểm yếu: ba việc.", None);
        check("điểm yếu: của cả trường", None);
        check("Điểm yếu của nhà trường là thiếu giáo viên.", None);
        check("Kinh phí", None);
        check("Thời gian: tháng 9", Some((Announced::Field(FieldKey::Schedule, "Thời gian"), "tháng 9")));
    }

    #[test]
    fn cuts_before_labels_in_the_middle() {
        assert_eq!(
            cut_inline("Đối với nhân viên - Điểm yếu: Thiếu người. Nguyên nhân: ít chỉ tiêu."),
            ["Đối với nhân viên", "Điểm yếu: Thiếu người.", "Nguyên nhân: ít chỉ tiêu."]
        );
        assert_eq!(cut_inline("khắc phục điểm yếu: một"), ["khắc phục điểm yếu: một"]);
    }
}
