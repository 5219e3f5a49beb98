//! Plans and edits that are made up, for the laws: a plan as a person thinks of it, and what people do to one.
//!
//! Each edit brings a word that nobody else writes, so that what is lost is seen without knowing how merging works.

use proptest::prelude::*;

/// A plan as a person would think of it.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    place: String,
    prose: Vec<String>,
    criteria: Vec<Criterion>,
}

#[derive(Clone, Debug)]
struct Criterion {
    number: u8,
    level: String,
    note: String,
    items: Vec<Item>,
}

#[derive(Clone, Debug)]
struct Item {
    id: String,
    text: String,
    fields: Vec<(&'static str, String)>,
}

const FIELDS: [&str; 4] = ["Chủ trì", "Thời gian", "Kinh phí", "Ghi chú"];
const LABELS: [(&str, char); 3] = [("Điểm yếu", 'w'), ("Kết quả cần đạt", 't'), ("Giải pháp", 'a')];

impl Draft {
    pub(super) fn text(&self) -> String {
        let mut text = format!(
            "+++\nschema = 1\nperiod = \"2023-2024\"\nplace = \"{}\"\n+++\n\n## I. Mục đích, yêu cầu\n\n",
            self.place
        );
        for paragraph in &self.prose {
            text += &format!("{paragraph}\n\n");
        }
        text += "## III. Nội dung kế hoạch\n\n### Tiêu chuẩn 1: Tổ chức\n";
        for criterion in &self.criteria {
            text += &format!(
                "\n#### Tiêu chí 1.{}: Một việc\n\n**Mức:** {}\n",
                criterion.number, criterion.level
            );
            for (label, letter) in LABELS {
                let mut items = criterion.items.iter().filter(|item| item.id.starts_with(letter)).peekable();
                if items.peek().is_some() {
                    text += &format!("\n**{label}**\n\n");
                }
                for item in items {
                    text += &format!("- {} {{#{}}}\n", item.text, item.id);
                    for (key, value) in &item.fields {
                        text += &format!("  - {key}: {value}\n");
                    }
                }
            }
            if !criterion.note.is_empty() && criterion.items.iter().any(|item| item.id.starts_with('a')) {
                text += &format!("\n{}\n", criterion.note);
            }
        }
        text
    }

    /// The `at`th item of all, and its criterion.
    fn item(&self, at: usize) -> Option<(usize, usize)> {
        let places = self
            .criteria
            .iter()
            .enumerate()
            .flat_map(|(one, criterion)| (0..criterion.items.len()).map(move |item| (one, item)));
        let places: Vec<(usize, usize)> = places.collect();
        places.get(at % places.len().max(1)).copied()
    }
}

/// What a person does to a plan; numbers choose where.
#[derive(Clone, Debug)]
pub(super) enum Edit {
    Sentence(usize),
    Field(usize, usize),
    DropField(usize, usize),
    Add(usize, usize),
    Drop(usize),
    Move(usize, usize),
    Turn(usize),
    Level(usize),
    Note(usize),
    Paragraph(usize),
    AddParagraph(usize),
    DropParagraph(usize),
    AddCriterion(u8),
    DropCriterion(usize),
    Place,
}

/// Applies an edit; `word` is new in the world.
fn apply(draft: &mut Draft, edit: &Edit, word: &str) {
    match *edit {
        Edit::Paragraph(_) | Edit::AddParagraph(_) | Edit::DropParagraph(_) => prose(draft, edit, word),
        Edit::AddCriterion(number) => add_criterion(draft, number, word),
        Edit::DropCriterion(at) if !draft.criteria.is_empty() => {
            draft.criteria.remove(at % draft.criteria.len());
        }
        Edit::DropCriterion(_) => {}
        Edit::Place => draft.place = word.into(),
        Edit::Add(at, _) | Edit::Turn(at) | Edit::Level(at) | Edit::Note(at) => {
            let count = draft.criteria.len().max(1);
            if let Some(criterion) = draft.criteria.get_mut(at % count) {
                in_criterion(criterion, edit, word);
            }
        }
        Edit::Sentence(at)
        | Edit::Field(at, _)
        | Edit::DropField(at, _)
        | Edit::Drop(at)
        | Edit::Move(at, _) => {
            if let Some(place) = draft.item(at) {
                item(draft, place, edit, word);
            }
        }
    }
}

fn said(word: &str) -> String {
    format!("Lời {word} mới hẳn.")
}

fn item(draft: &mut Draft, (one, at): (usize, usize), edit: &Edit, word: &str) {
    let count = draft.criteria.len();
    let items = &mut draft.criteria[one].items;
    match *edit {
        Edit::Sentence(_) => items[at].text = said(word),
        Edit::Field(_, key) => {
            let key = FIELDS[key % FIELDS.len()];
            match items[at].fields.iter_mut().find(|field| field.0 == key) {
                Some(field) => field.1 = word.into(),
                None => items[at].fields.push((key, word.into())),
            }
        }
        Edit::DropField(_, key) => items[at].fields.retain(|field| field.0 != FIELDS[key % FIELDS.len()]),
        Edit::Move(_, to) => {
            let item = items.remove(at);
            draft.criteria[to % count].items.push(item);
        }
        _ => drop(items.remove(at)),
    }
}

fn in_criterion(criterion: &mut Criterion, edit: &Edit, word: &str) {
    match *edit {
        Edit::Add(_, kind) => {
            let (number, letter) = (criterion.number, LABELS[kind % LABELS.len()].1);
            let id = |serial: usize| format!("{letter}-1.{number}-2023-{serial}");
            // Both sides number what they add alike, as two clones do.
            let is_free = |serial: &usize| criterion.items.iter().all(|item| item.id != id(*serial));
            let id = id((20..).find(is_free).unwrap());
            let fields = vec![("Chủ trì", format!("Người{word}"))];
            let place = kind % (criterion.items.len() + 1);
            criterion.items.insert(place, Item { id, text: said(word), fields });
        }
        Edit::Turn(_) => criterion.items.reverse(),
        Edit::Level(_) => criterion.level = word.into(),
        _ => criterion.note = format!("Ghi {word}."),
    }
}

fn prose(draft: &mut Draft, edit: &Edit, word: &str) {
    let count = draft.prose.len();
    match *edit {
        Edit::AddParagraph(at) => draft.prose.insert(at % (count + 1), said(word)),
        Edit::Paragraph(at) if count > 0 => draft.prose[at % count] = format!("{} Câu thứ hai.", said(word)),
        Edit::DropParagraph(at) if count > 0 => drop(draft.prose.remove(at % count)),
        _ => {}
    }
}

fn add_criterion(draft: &mut Draft, number: u8, word: &str) {
    if draft.criteria.iter().any(|criterion| criterion.number == number) {
        return;
    }
    let place = draft.criteria.iter().take_while(|criterion| criterion.number < number).count();
    let id = format!("w-1.{number}-2023-1");
    let items = vec![Item { id, text: said(word), fields: Vec::new() }];
    let (level, note) = (word.to_owned(), String::new());
    draft.criteria.insert(place, Criterion { number, level, note, items });
}

pub(super) fn edited(draft: &Draft, edits: &[Edit], who: &str) -> Draft {
    let mut draft = draft.clone();
    for (turn, edit) in edits.iter().enumerate() {
        apply(&mut draft, edit, &format!("{who}{turn}"));
    }
    draft
}

pub(super) fn draft() -> impl Strategy<Value = Draft> {
    let criterion = prop::collection::vec((0..LABELS.len(), 0..FIELDS.len() + 1), 0..5);
    (prop::collection::vec(criterion, 1..4), 0..4usize, any::<bool>()).prop_map(|(criteria, prose, noted)| {
        let criterion = |(at, items): (usize, &Vec<(usize, usize)>)| {
            let number = 2 * at as u8 + 1;
            let item = |(serial, (kind, fields)): (usize, &(usize, usize))| Item {
                id: format!("{}-1.{number}-2023-{}", LABELS[*kind].1, serial + 1),
                text: format!("Việc số {serial} của tiêu chí {number}."),
                fields: FIELDS
                    .iter()
                    .take(*fields)
                    .map(|key| (*key, format!("Cũ {number} {serial}")))
                    .collect(),
            };
            Criterion {
                number,
                level: "2".into(),
                note: if noted { "Ghi chú cũ.".into() } else { String::new() },
                items: items.iter().enumerate().map(item).collect(),
            }
        };
        let criteria = criteria.iter().enumerate().map(criterion).collect();
        let prose = (0..prose).map(|at| format!("Đoạn {at} nói điều {at}. Câu thứ hai.")).collect();
        Draft { place: "Bến Mơ".into(), prose, criteria }
    })
}

fn edit() -> impl Strategy<Value = Edit> {
    let n = 0..12usize;
    prop_oneof![
        n.clone().prop_map(Edit::Sentence),
        (n.clone(), n.clone()).prop_map(|(at, key)| Edit::Field(at, key)),
        (n.clone(), n.clone()).prop_map(|(at, key)| Edit::DropField(at, key)),
        (n.clone(), n.clone()).prop_map(|(at, kind)| Edit::Add(at, kind)),
        n.clone().prop_map(Edit::Drop),
        (n.clone(), n.clone()).prop_map(|(at, to)| Edit::Move(at, to)),
        n.clone().prop_map(Edit::Turn),
        n.clone().prop_map(Edit::Level),
        n.clone().prop_map(Edit::Note),
        n.clone().prop_map(Edit::Paragraph),
        n.clone().prop_map(Edit::AddParagraph),
        n.clone().prop_map(Edit::DropParagraph),
        (1..8u8).prop_map(Edit::AddCriterion),
        n.prop_map(Edit::DropCriterion),
        Just(Edit::Place),
    ]
}

pub(super) fn edits() -> impl Strategy<Value = Vec<Edit>> {
    prop::collection::vec(edit(), 0..7)
}

/// Only edits of items (and their fields) of one parity, and additions.
pub(super) fn own(edits: &[Edit], parity: usize) -> Vec<Edit> {
    let to = |at: usize| at / 2 * 2 + parity;
    edits
        .iter()
        .filter_map(|edit| match *edit {
            // One edits sentences and fields of items, the other prose: whose item an index means must not shift.
            Edit::Sentence(at) if parity == 0 => Some(Edit::Sentence(at)),
            Edit::Field(at, key) => Some(Edit::Field(at, to(key))),
            Edit::Paragraph(at) if parity == 1 => Some(Edit::Paragraph(at)),
            Edit::AddParagraph(at) if parity == 0 => Some(Edit::AddParagraph(at)),
            Edit::Level(at) if parity == 1 => Some(Edit::Level(at)),
            Edit::Note(at) if parity == 0 => Some(Edit::Note(at)),
            Edit::Place if parity == 1 => Some(Edit::Place),
            _ => None,
        })
        .collect()
}

/// Pieces that mean something to a reader of plans, in any order.
pub(super) fn chaos() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "\n",
        "\n\n",
        "  ",
        "    ",
        "\t",
        "- ",
        "1. ",
        "> ",
        "## ",
        "### Tiêu chuẩn 1\n",
        "#### Tiêu chí 1.1\n\n",
        "**Điểm yếu**\n\n",
        "**Giải pháp:**\n",
        "**Mức:** 2\n\n",
        "- Chủ trì: A\n",
        "- Mở lớp. {#w-1.1-2023-1}\n",
        "- Sửa sân. {#a-1.1-2023-1}\n",
        "  - Thời gian: 5/2024\n",
        "{#",
        "}",
        "```\n",
        "<!-- ",
        "| a | b |\n| - | - |\n",
        "---\n",
        "+++\n",
        "\\",
        "[x]: y\n",
        "từ ",
        "hai. ",
        "ba\n\n",
        "\u{a0}",
        "\0",
        "\r\n",
        "*",
        "a = 1\n",
        "e\u{302}",
        "> [XUNG ĐỘT] mức, bản kia ghi:\n",
    ]);
    let head = prop::sample::select(vec![
        "+++\nperiod = \"2023-2024\"\n+++\n## III. Nội dung\n\n",
        "",
        "+++\na = 1\n+++\n\n## I. A\n\n",
    ]);
    (head, prop::collection::vec(piece, 0..24))
        .prop_map(|(head, pieces)| format!("{head}{}", pieces.concat()))
}
