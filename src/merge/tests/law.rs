//! The laws of merging, over generated plans and generated edits.
//!
//! Each edit brings a word that nobody else writes, so that what is lost is seen without knowing how merging works.

use proptest::prelude::*;

use super::super::*;

/// A plan as a person would think of it.
#[derive(Clone, Debug)]
struct Draft {
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
    fn text(&self) -> String {
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
enum Edit {
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
    let said = format!("Lời {word} mới hẳn.");
    match *edit {
        Edit::Sentence(at) => {
            if let Some((one, item)) = draft.item(at) {
                draft.criteria[one].items[item].text = said;
            }
        }
        Edit::Field(at, key) => {
            let Some((one, item)) = draft.item(at) else { return };
            let (fields, key) = (&mut draft.criteria[one].items[item].fields, FIELDS[key % FIELDS.len()]);
            match fields.iter_mut().find(|field| field.0 == key) {
                Some(field) => field.1 = word.into(),
                None => fields.push((key, word.into())),
            }
        }
        Edit::DropField(at, key) => {
            if let Some((one, item)) = draft.item(at) {
                draft.criteria[one].items[item].fields.retain(|field| field.0 != FIELDS[key % FIELDS.len()]);
            }
        }
        Edit::Add(at, kind) => {
            let count = draft.criteria.len();
            let Some(criterion) = draft.criteria.get_mut(at % count.max(1)) else { return };
            let (number, letter) = (criterion.number, LABELS[kind % LABELS.len()].1);
            // Both sides number what they add alike, as two clones do.
            let used = |serial: usize| {
                criterion.items.iter().any(|item| item.id == format!("{letter}-1.{number}-2023-{serial}"))
            };
            let serial = (20..).find(|serial| !used(*serial)).unwrap();
            let id = format!("{letter}-1.{number}-2023-{serial}");
            let fields = vec![("Chủ trì", format!("Người{word}"))];
            let place = kind % (criterion.items.len() + 1);
            criterion.items.insert(place, Item { id, text: said, fields });
        }
        Edit::Drop(at) => {
            if let Some((one, item)) = draft.item(at) {
                draft.criteria[one].items.remove(item);
            }
        }
        Edit::Move(at, to) => {
            let Some((one, item)) = draft.item(at) else { return };
            let to = to % draft.criteria.len();
            let item = draft.criteria[one].items.remove(item);
            draft.criteria[to].items.push(item);
        }
        Edit::Turn(at) => {
            let count = draft.criteria.len();
            if let Some(criterion) = draft.criteria.get_mut(at % count.max(1)) {
                criterion.items.reverse();
            }
        }
        Edit::Level(at) => {
            let count = draft.criteria.len();
            if let Some(criterion) = draft.criteria.get_mut(at % count.max(1)) {
                criterion.level = word.into();
            }
        }
        Edit::Note(at) => {
            let count = draft.criteria.len();
            if let Some(criterion) = draft.criteria.get_mut(at % count.max(1)) {
                criterion.note = format!("Ghi {word}.");
            }
        }
        Edit::Paragraph(at) => {
            let count = draft.prose.len();
            if let Some(paragraph) = draft.prose.get_mut(at % count.max(1)) {
                *paragraph = format!("{said} Câu thứ hai.");
            }
        }
        Edit::AddParagraph(at) => draft.prose.insert(at % (draft.prose.len() + 1), said),
        Edit::DropParagraph(at) => {
            if !draft.prose.is_empty() {
                draft.prose.remove(at % draft.prose.len());
            }
        }
        Edit::AddCriterion(number) => {
            if draft.criteria.iter().all(|criterion| criterion.number != number) {
                let place = draft.criteria.iter().take_while(|criterion| criterion.number < number).count();
                let id = format!("w-1.{number}-2023-1");
                let items = vec![Item { id, text: said, fields: Vec::new() }];
                let level = word.to_owned();
                draft.criteria.insert(place, Criterion { number, level, note: String::new(), items });
            }
        }
        Edit::DropCriterion(at) => {
            if !draft.criteria.is_empty() {
                draft.criteria.remove(at % draft.criteria.len());
            }
        }
        Edit::Place => draft.place = word.into(),
    }
}

fn edited(draft: &Draft, edits: &[Edit], who: &str) -> Draft {
    let mut draft = draft.clone();
    for (turn, edit) in edits.iter().enumerate() {
        apply(&mut draft, edit, &format!("{who}{turn}"));
    }
    draft
}

fn draft() -> impl Strategy<Value = Draft> {
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

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    prop::collection::vec(edit(), 0..7)
}

/// Merged by item, without any way around.
fn by_item(base: &str, ours: &str, theirs: &str) -> Merged {
    super::super::by_item(Texts { base, ours, theirs }, Grain::Keys, &BTreeSet::new()).unwrap()
}

fn is_canonical(text: &str) -> bool {
    format(text, &BTreeSet::new()).text == text
}

/// The words that one side alone brought.
fn new_words(text: &str, who: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| word.contains(who)).map(str::to_owned).collect()
}

fn sentences(text: &str) -> Vec<String> {
    let mut texts: Vec<String> = parse(text).plan.items().map(|placed| placed.item.text.clone()).collect();
    texts.sort();
    texts
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_sides_edits_are_taken_as_they_are(draft in draft(), edits in edits()) {
        let (base, text) = (draft.text(), edited(&draft, &edits, "Ta").text());
        prop_assume!(is_canonical(&base) && is_canonical(&text));
        for [base, ours, theirs] in [[&base, &base, &text], [&base, &text, &base], [&base, &text, &text]] {
            let merged = by_item(base, ours, theirs);
            prop_assert_eq!(&merged.text, &text);
            prop_assert_eq!((merged.conflicts, merged.lost), (vec![], vec![]));
        }
    }

    #[test]
    fn nothing_of_either_side_is_lost(draft in draft(), both in edits(), ours in edits(), theirs in edits()) {
        let shared = edited(&draft, &both[..both.len() / 3], "Chung");
        let base = draft.text();
        let (ours, theirs) = (edited(&shared, &ours, "Ta").text(), edited(&shared, &theirs, "Bạn").text());
        prop_assume!(is_canonical(&base) && is_canonical(&ours) && is_canonical(&theirs));
        let merged = by_item(&base, &ours, &theirs);
        prop_assert_eq!(&merged.lost, &vec![], "\n{}", merged.text);
        prop_assert!(is_canonical(&merged.text), "{}", merged.text);
        for word in new_words(&ours, "Ta").iter().chain(&new_words(&theirs, "Bạn")) {
            prop_assert!(merged.text.contains(word.as_str()), "{word} is lost in\n{}", merged.text);
        }
        for word in new_words(&ours, "Chung").iter().filter(|word| theirs.contains(word.as_str())) {
            prop_assert!(merged.text.contains(word.as_str()), "{word} is lost in\n{}", merged.text);
        }
        let marks = crate::plan::conflict::marks(&merged.text);
        prop_assert_eq!(marks.len(), merged.conflicts.len(), "{}", merged.text);
        prop_assert!(marks.iter().all(|found| found.mark.is_some()));

        let swapped = by_item(&base, &theirs, &ours);
        prop_assert_eq!(sentences_of(&merged), sentences_of(&swapped));
        let mut conflicts: Vec<Conflict> = merged.conflicts.clone();
        let mut mirrored: Vec<Conflict> =
            swapped.conflicts.into_iter().map(|one| Conflict { ours: one.theirs, theirs: one.ours, ..one }).collect();
        conflicts.sort();
        mirrored.sort();
        prop_assert_eq!(&conflicts, &mirrored);

        if merged.conflicts.is_empty() {
            prop_assert_eq!(&by_item(&base, &merged.text, &theirs).text, &merged.text);
        }
    }

    #[test]
    fn who_keeps_to_other_items_never_meets_a_conflict(draft in draft(), ours in edits(), theirs in edits()) {
        let base = draft.text();
        let ours = edited(&draft, &own(&ours, 0), "Ta").text();
        let theirs = edited(&draft, &own(&theirs, 1), "Bạn").text();
        let merged = by_item(&base, &ours, &theirs);
        prop_assert_eq!((&merged.conflicts, &merged.lost), (&vec![], &vec![]), "{}", merged.text);
    }

    #[test]
    fn any_texts_are_merged_without_loss(base in chaos(), ours in chaos(), theirs in chaos()) {
        let merged = merge(&base, &ours, &theirs);
        prop_assert_eq!(merged.lost, vec![], "\n{}", merged.text);
        let [ours, theirs] = [format!("{base}\n{ours}"), format!("{theirs}\n{base}")];
        let merged = merge(&base, &ours, &theirs);
        prop_assert_eq!(merged.lost, vec![], "\n{}", merged.text);
    }
}

/// Every sentence that stands in a merged plan as an item, or in a mark.
fn sentences_of(merged: &Merged) -> Vec<String> {
    let mut all = sentences(&merged.text);
    all.extend(crate::plan::conflict::marks(&merged.text).into_iter().filter_map(|found| {
        found.mark.filter(|mark| mark.what == crate::plan::conflict::ITEM).and_then(|mark| mark.text)
    }));
    all.sort();
    all
}

/// Only edits of items (and their fields) of one parity, and additions.
fn own(edits: &[Edit], parity: usize) -> Vec<Edit> {
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
fn chaos() -> impl Strategy<Value = String> {
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
