//! What the later plan itself says of the year before: sentences of the basis section that tell a
//! result, and whether one of them tells that a weakness is gone.

use super::entry::Entry;
use super::likeness::{covered, likeness};
use super::words::Words;
use crate::plan::{Plan, SectionKind};
use crate::reading::quantity::{Kind, Quantity, quantities};

/// One sentence that tells a result.
#[derive(Clone, Debug)]
pub(super) struct Account {
    pub(super) sentence: String,
    words: Words,
    quantities: Vec<Quantity>,
}

/// The sentences of the basis sections that say that something was achieved.
pub(super) fn accounts(plan: &Plan) -> Vec<Account> {
    let basis = plan.sections.iter().filter(|section| section.kind == SectionKind::Basis);
    let sentences = basis.flat_map(|section| section.text.lines()).flat_map(sentences);
    let achieved = sentences.filter(|sentence| tells_achievement(sentence));
    let account = achieved.map(|sentence| Account {
        sentence: sentence.to_owned(),
        words: Words::new(sentence),
        quantities: quantities(sentence),
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
    let now = ["nay đã", "hiện đã", "đến nay đã"].iter().any(&has);
    (now || !NOT_DONE.iter().any(&has)) && DONE.iter().any(&has)
}

/// Lower case, with one blank in the place of everything that is no letter or digit.
fn spaced(text: &str) -> String {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// The sentence that tells best that this weakness is gone, if one does.
pub(super) fn told_resolved<'a>(weakness: &Entry<'_>, accounts: &'a [Account]) -> Option<&'a Account> {
    let told = accounts.iter().filter_map(|account| {
        let alike = likeness(&weakness.words, &account.words);
        let share = covered(&weakness.words, &account.words);
        let enough = share >= 0.5 && !alike.other_object && shares_two_things(weakness, account);
        (enough && !is_partial(&weakness.quantities, account)).then_some((share, account))
    });
    told.max_by(|one, other| one.0.total_cmp(&other.0)).map(|(_, account)| account)
}

/// One common word is no evidence, however much of a short sentence it makes.
fn shares_two_things(weakness: &Entry<'_>, account: &Account) -> bool {
    let shared = weakness.words.content().filter(|token| account.words.has(token.concept));
    let syllables: usize = shared.map(|token| token.to - token.from).sum();
    syllables >= 3
}

/// "Được bổ sung 01 giáo viên" does not end a lack of three; "đã lắp 5/12 phòng" is not all.
fn is_partial(weakness: &[Quantity], account: &Account) -> bool {
    let part = |one: &Quantity| one.kind == Kind::Share && one.whole.is_some_and(|whole| one.value < whole);
    let fewer = |told: &Quantity| {
        weakness.iter().any(|lack| {
            let counts = lack.kind == Kind::Number && told.kind == Kind::Number;
            counts && lack.lacking && told.value < lack.value && same_noun(&lack.noun, &told.noun)
        })
    };
    account.quantities.iter().any(|told| part(told) || fewer(told))
}

fn same_noun(one: &str, other: &str) -> bool {
    let first = |noun: &str| Words::new(noun).tokens.first().map(|token| token.concept);
    first(one).is_some() && first(one) == first(other)
}
