//! What the later plan itself says of the year before: sentences of the basis section that tell a
//! result, and whether one of them tells that a weakness is gone.

use super::words::Words;
use crate::plan::{Plan, SectionKind};
use crate::reading::quantity::{Quantity, quantities};

/// One sentence that tells a result.
#[derive(Clone, Debug)]
pub(super) struct Account {
    pub(super) sentence: String,
    pub(super) words: Words,
    pub(super) quantities: Vec<Quantity>,
    /// Does it say so in plain words?
    pub(super) plainly: bool,
}

/// The sentences of the basis sections that say that something was achieved.
pub(super) fn accounts(plan: &Plan) -> Vec<Account> {
    let basis = plan.sections.iter().filter(|section| section.kind == SectionKind::Basis);
    let sentences = basis.flat_map(|section| section.text.lines()).flat_map(sentences);
    let achieved = sentences.filter(|sentence| !tells_failure(sentence));
    let account = achieved.map(|sentence| {
        let mut words = Words::new(sentence);
        words.weigh(|_| 1.0);
        let plainly = tells_achievement(sentence);
        Account { sentence: sentence.to_owned(), words, quantities: quantities(sentence), plainly }
    });
    account.collect()
}

/// A line without its bullet, cut where a sentence or a clause of its own begins.
fn sentences(line: &str) -> impl Iterator<Item = &str> {
    let line = line.trim().trim_start_matches(['-', '*', '+', '•', '>']).trim_start();
    let number = line.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(0);
    let line = match line.get(number..) {
        Some(rest) if number > 0 && rest.starts_with(['.', ')']) => {
            rest.get(1..).unwrap_or(rest).trim_start()
        }
        _ => line,
    };
    line.split_inclusive(". ").flat_map(|part| part.split(';')).map(str::trim).filter(|part| part.len() > 8)
}

/// Words after which something is not done, or not wholly.
const NOT_DONE: [&str; 31] = [
    "chưa",
    "mới chỉ",
    "chỉ mới",
    "mới được",
    "mới có",
    "mới đạt",
    "mới xong",
    "mới dừng",
    "đang",
    "sẽ",
    "dự kiến",
    "tiếp tục",
    "chuyển sang",
    "không thực hiện",
    "không hoàn thành",
    "không đạt",
    "không được",
    "không tuyển",
    "tạm dừng",
    "tạm hoãn",
    "hoãn",
    "còn lại",
    "vẫn còn",
    "một phần",
    "bước đầu",
    "đã gửi",
    "đã đề nghị",
    "đã trình",
    "đã tham mưu",
    "lập tờ trình",
    "đề xuất",
];

/// Words with which something is done.
const DONE: [&str; 21] = [
    "đã",
    "hoàn thành",
    "xong",
    "đạt",
    "không còn",
    "được",
    "có thêm",
    "bổ sung",
    "đủ",
    "khắc phục",
    "giải quyết",
    "toàn bộ",
    "100",
    "đưa vào sử dụng",
    "chấm dứt",
    "hết",
    "cả",
    "không để",
    "tất cả",
    "ổn định",
    "nghiệm thu",
];

/// Does a sentence tell that something was brought to its end?
pub(super) fn tells_achievement(sentence: &str) -> bool {
    let said = format!(" {} ", spaced(sentence));
    let has = |cue: &&str| said.contains(&format!(" {cue} "));
    DONE.iter().any(&has)
}

/// Does it tell that something was not done, or not wholly?
fn tells_failure(sentence: &str) -> bool {
    let said = format!(" {} ", spaced(sentence));
    let has = |cue: &&str| said.contains(&format!(" {cue} "));
    let now = ["nay đã", "hiện đã", "đến nay đã"].iter().any(&has);
    !now && NOT_DONE.iter().any(&has)
}

/// Lower case, with one blank in the place of everything that is no letter or digit.
fn spaced(text: &str) -> String {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
