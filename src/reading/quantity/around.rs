//! What the words round a figure say about it: what is counted, whether it is lacking, whether a
//! rule set it.

use crate::reading::token::Word;

/// Up to three words of the same clause; what follows a slash belongs to the noun.
pub(super) fn noun(words: &[Word<'_>], from: usize) -> String {
    let mut noun = String::new();
    for (taken, word) in words.iter().skip(from).enumerate() {
        let slash = word.gap.trim() == "/";
        noun.push_str(word.text);
        if taken >= 2 && !slash || word.ends_clause() || taken > 5 {
            break;
        }
        noun.push(if slash { '/' } else { ' ' });
    }
    noun.trim_end().to_lowercase()
}

/// Does the word before it, or none at all, tell that a shortcoming is counted?
pub(super) fn lacking(words: &[Word<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|place| words.get(place)).map(|word| word.folded.as_str());
    matches!(before, None | Some("thieu" | "con" | "co" | "khuyet" | "hut"))
}

/// Is it a rule's figure: "vượt mức 45 em", "quy định là 35", "tối thiểu 8 m²", "45 em theo Điều lệ"?
pub(super) fn required(words: &[Word<'_>], at: usize, length: usize) -> bool {
    let before = words.get(at.saturating_sub(3)..at).unwrap_or_default();
    let clause = before.iter().rev().take_while(|word| !word.ends_clause() || word.gap.contains('('));
    let row: Vec<&str> = clause.map(|word| word.folded.as_str()).collect();
    let said = |last: &str, first: &str| row.windows(2).any(|two| two == [last, first]);
    let rule = row.first() == Some(&"muc")
        || said("dinh", "quy")
        || said("thieu", "toi")
        || said("da", "toi")
        || said("muc", "dinh")
        || said("chuan", "quy")
        || said("cau", "yeu")
        || said("tieu", "chi");
    let after: Vec<&str> = words.iter().skip(at + length).take(6).map(|word| word.folded.as_str()).collect();
    let open = words.iter().skip(at + length).take(5).take_while(|word| !word.ends_clause()).count();
    let by_rule = after.windows(3).take(open + 1).any(|three| {
        matches!(
            three,
            ["theo", "quy", "dinh"]
                | ["theo", "dieu", "le"]
                | ["theo", "dinh", "muc"]
                | ["theo", "tieu", "chuan"]
        )
    });
    // "thiếu 3 phòng theo quy định" states a lack, not the rule; "tối thiểu" lacks nothing.
    let lack = row.iter().enumerate().any(|(at, word)| match *word {
        "thieu" => row.get(at + 1) != Some(&"toi"),
        word => matches!(word, "con" | "chi" | "moi"),
    });
    (rule || by_rule) && !lack
}
