//! Generated plans in canonical form, with everything that a plan can hold. Each sentence says a word that no other
//! says, so that what is lost or moved is seen without knowing how reading works.

use std::collections::BTreeSet;

use caitien::export::paper::plan::Form;
use caitien::plan::format::format;
use proptest::prelude::*;

/// A sentence as shapes of words; the words are numbered when the text is written.
type Sentence = Vec<u8>;

/// A plan as a person would think of it.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) form: Form,
    front: u8,
    purpose: Vec<Prose>,
    basis: Vec<Prose>,
    standards: Vec<(Entries, Vec<(u8, Entries)>)>,
    ending: Vec<Prose>,
}

/// A block of a section's text.
#[derive(Clone, Debug)]
enum Prose {
    Paragraph(Sentence),
    Bullets(Vec<Sentence>),
    Numbers(Vec<Sentence>),
    /// Items with an item below each.
    Nested(Vec<(Sentence, Sentence)>),
    Table(Vec<[Sentence; 2]>),
    Quote(Sentence),
    Heading(Sentence),
}

/// Which of [`FIELDS`], and its value.
type Field = (usize, Sentence);

/// Which label, the sentence, its fields, a remark below it.
type Item = (usize, Sentence, Vec<Field>, Option<Sentence>);

/// What stands under a standard or a criterion.
#[derive(Clone, Debug, Default)]
struct Entries {
    items: Vec<Item>,
    shared: Vec<Field>,
    note: Option<Sentence>,
}

const LABELS: [[&str; 2]; 5] = [
    ["Điểm mạnh", "Điểm mạnh"],
    ["Điểm yếu", "Điểm hạn chế"],
    ["Kết quả cần đạt", "Mục tiêu cải tiến"],
    ["Chỉ số đánh giá kết quả", "Chỉ số đánh giá kết quả"],
    ["Giải pháp", "Hoạt động/giải pháp"],
];
const WEAKNESS: usize = 1;
const ACTION: usize = 4;
const FIELDS: [&str; 9] = [
    "Chủ trì",
    "Phối hợp",
    "Thời gian",
    "Kinh phí",
    "Nguồn",
    "Điều kiện",
    "Nguồn lực",
    "Minh chứng",
    "Ghi chú",
];

impl Draft {
    /// The canonical text, as formatting writes it.
    pub(crate) fn text(&self) -> String {
        let mut writer = Writer { form: self.form, text: String::new(), count: 0 };
        writer.front(self.front);
        writer.text.push_str("## I. Mục đích, yêu cầu\n\n");
        writer.prose(&self.purpose);
        writer.text.push_str("## II. Căn cứ xây dựng kế hoạch\n\n");
        writer.prose(&self.basis);
        let content = match self.form {
            Form::Old => "## III. Nội dung kế hoạch cải tiến chất lượng giáo dục\n\n",
            Form::Modern => "## V. Kế hoạch cải tiến chất lượng\n\n",
        };
        writer.text.push_str(content);
        for (at, (own, criteria)) in self.standards.iter().enumerate() {
            let number = at + 1;
            writer.text.push_str(&format!("### Tiêu chuẩn {number}: Chuẩn{number} chung\n\n"));
            writer.entries(own);
            for (serial, (level, entries)) in criteria.iter().enumerate() {
                let serial = serial + 1;
                writer
                    .text
                    .push_str(&format!("#### Tiêu chí {number}.{serial}: Chí{number}x{serial} riêng\n\n"));
                if let Some(level) = ["1", "2", "3", "1, 2"].get(usize::from(*level)) {
                    writer.text.push_str(&format!("**Mức:** {level}\n\n"));
                }
                writer.entries(entries);
            }
        }
        writer.text.push_str("## VI. Tổ chức thực hiện\n\n");
        writer.prose(&self.ending);
        format(&writer.text, &BTreeSet::new()).text
    }
}

struct Writer {
    form: Form,
    text: String,
    count: usize,
}

impl Writer {
    fn front(&mut self, bits: u8) {
        let catalog = match self.form {
            Form::Old => "primary-2024",
            Form::Modern => "general-2026",
        };
        self.text.push_str(&format!(
            "+++\nschema = 1\nschool = \"th-van-may\"\nperiod = \"2026-2027\"\ncatalog = \"{catalog}\"\n"
        ));
        let keys = [
            "title = \"Kế hoạch cải tiến chất lượng giáo dục năm học 2026–2027\"\n",
            "place = \"Vạn Mây\"\n",
            "number = \"44/KH-THVM\"\n",
            "date = 2026-09-15\n",
            "signer = { name = \"Tạ Quang Dương\", title = \"Hiệu trưởng\" }\n",
            "recipients = [\"UBND xã (để b/c)\", \"Lưu: VT\"]\n",
        ];
        for (at, key) in keys.iter().enumerate().filter(|(at, _)| bits & (1 << at) != 0) {
            let _ = at;
            self.text.push_str(key);
        }
        self.text.push_str("+++\n\n");
    }

    fn sentence(&mut self, shapes: &[u8]) -> String {
        let mut words = Vec::new();
        for shape in shapes {
            self.count += 1;
            let n = self.count;
            words.push(match shape {
                0 => format!("**đậm{n} chữ**"),
                1 => format!("*nghiêng{n}*"),
                2 => format!("[nối{n}](https://a.vn/{n})"),
                3 => format!("`mã{n}`"),
                4 => format!("~~bỏ{n}~~"),
                5 => format!("a\\*b{n}"),
                6 => format!("\\<c{n}> & d\\_{n}"),
                7 => format!("8,3% ngày 5/2024 – lần{n}"),
                8 => format!("***cả hai{n}***"),
                _ => format!("việc{n}"),
            });
        }
        self.count += 1;
        format!("Câu{} {}.", self.count, words.join(" "))
    }

    fn prose(&mut self, blocks: &[Prose]) {
        for block in blocks {
            let text = match block {
                Prose::Paragraph(words) => self.sentence(words),
                Prose::Quote(words) => format!("> {}", self.sentence(words)),
                Prose::Heading(words) => format!("### {}", self.sentence(words)),
                Prose::Bullets(items) => {
                    items.iter().map(|words| format!("- {}\n", self.sentence(words))).collect()
                }
                Prose::Numbers(items) => {
                    let items = items.iter().enumerate();
                    items.map(|(at, words)| format!("{}. {}\n", at + 1, self.sentence(words))).collect()
                }
                Prose::Nested(items) => {
                    let items = items.iter();
                    items
                        .map(|(one, two)| format!("- {}\n  - {}\n", self.sentence(one), self.sentence(two)))
                        .collect()
                }
                Prose::Table(rows) => {
                    let head = "| Việc | Hạn |\n| --- | --- |\n".to_owned();
                    let row = |[one, two]: &[Sentence; 2]| {
                        format!("| {} | {} |\n", self.sentence(one), self.sentence(two))
                    };
                    head + &rows.iter().map(row).collect::<String>()
                }
            };
            self.text.push_str(text.trim_end());
            self.text.push_str("\n\n");
        }
    }

    fn entries(&mut self, entries: &Entries) {
        for (kind, label) in LABELS.iter().enumerate() {
            let items: Vec<_> = entries.items.iter().filter(|item| item.0 == kind).collect();
            if items.is_empty() {
                continue;
            }
            self.text.push_str(&format!("**{}**\n\n", label[usize::from(self.form == Form::Modern)]));
            for (_, words, fields, remark) in items {
                let line = format!("- {}\n", self.sentence(words));
                self.text.push_str(&line);
                self.fields(kind, fields);
                if let Some(remark) = remark {
                    let line = format!("  - {}\n", self.sentence(remark));
                    self.text.push_str(&line);
                }
            }
            self.text.push('\n');
        }
        if !entries.shared.is_empty() {
            self.text.push_str("**Thực hiện chung**\n\n");
            for (key, words) in &entries.shared {
                let line = format!("- {}: {}\n", FIELDS[*key], self.sentence(words));
                self.text.push_str(&line);
            }
            self.text.push('\n');
        }
        if let Some(note) = &entries.note {
            let line = format!("{}\n\n", self.sentence(note));
            self.text.push_str(&line);
        }
    }

    fn fields(&mut self, kind: usize, fields: &[Field]) {
        for (key, words) in fields {
            let label = match kind {
                WEAKNESS => "Nguyên nhân",
                ACTION => FIELDS[*key],
                _ => continue,
            };
            let line = format!("  - {label}: {}\n", self.sentence(words));
            self.text.push_str(&line);
        }
    }
}

fn sentence() -> impl Strategy<Value = Sentence> {
    prop::collection::vec(0..14u8, 1..5)
}

fn prose() -> impl Strategy<Value = Vec<Prose>> {
    let many = || prop::collection::vec(sentence(), 1..4);
    let block = prop_oneof![
        4 => sentence().prop_map(Prose::Paragraph),
        1 => many().prop_map(Prose::Bullets),
        1 => many().prop_map(Prose::Numbers),
        1 => prop::collection::vec((sentence(), sentence()), 1..3).prop_map(Prose::Nested),
        1 => prop::collection::vec((sentence(), sentence()), 1..3)
            .prop_map(|rows| Prose::Table(rows.into_iter().map(|(one, two)| [one, two]).collect())),
        1 => sentence().prop_map(Prose::Quote),
        1 => sentence().prop_map(Prose::Heading),
    ];
    prop::collection::vec(block, 0..4)
}

fn entries(most: usize) -> impl Strategy<Value = Entries> {
    let fields = |most| {
        let keys = prop::collection::btree_map(0..FIELDS.len(), sentence(), 0..most);
        keys.prop_map(|keys| keys.into_iter().collect::<Vec<_>>())
    };
    let kind = prop_oneof![1 => Just(0usize), 3 => Just(1), 2 => Just(2), 1 => Just(3), 4 => Just(4)];
    let item = (kind, sentence(), fields(5), prop::option::weighted(0.1, sentence()));
    let note = prop::option::weighted(0.2, sentence());
    (prop::collection::vec(item, 0..=most), prop_oneof![3 => Just(Vec::new()), 1 => fields(3)], note)
        .prop_map(|(items, shared, note)| {
            let shared = if items.iter().any(|item| item.0 == ACTION) { shared } else { Vec::new() };
            Entries { items, shared, note }
        })
}

/// Any plan.
pub(crate) fn draft() -> impl Strategy<Value = Draft> {
    let own = prop_oneof![3 => Just(Entries::default()), 1 => entries(4)];
    let criteria = prop::collection::vec((0..5u8, entries(6)), 0..4);
    let form = prop::sample::select(vec![Form::Old, Form::Modern]);
    (form, any::<u8>(), prose(), prose(), prop::collection::vec((own, criteria), 1..4), prose()).prop_map(
        |(form, front, purpose, basis, standards, ending)| Draft {
            form,
            front,
            purpose,
            basis,
            standards,
            ending,
        },
    )
}
