//! Figures on both sides of a carried weakness: which belong together, and where they lead.
//!
//! The direction follows the meaning: fewer missing teachers is better, a greater share that was
//! reached is better. Figures of different things are not compared.

use std::ops::Range;

use super::lexicon::{Spelling, longest};
use super::syllable::Syllable;
use super::words::Words;
use super::{Figures, Trend};
use crate::plan::spelling::nfc;
use crate::reading::quantity::{Kind, Quantity};

/// One side of a comparison of figures.
#[derive(Clone, Copy)]
pub(super) struct Stated<'t> {
    pub(super) text: &'t str,
    pub(super) quantities: &'t [Quantity],
}

/// The figures that both texts state about the same thing, in the order of the earlier text.
pub(super) fn figures(before: Stated<'_>, after: Stated<'_>) -> Vec<Figures> {
    let (old, new): (Vec<&Quantity>, Vec<&Quantity>) = (stated(before).collect(), stated(after).collect());
    let mut fits: Vec<(f32, usize, usize)> = Vec::new();
    for (at, one) in old.iter().enumerate() {
        for (place, other) in new.iter().enumerate() {
            let fit = fitness((before.text, one), (after.text, other));
            fits.extend(fit.map(|fit| (fit, at, place)));
        }
    }
    // The best fit first; among equals in the order of the texts.
    fits.sort_by(|one, other| other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
    let mut chosen: Vec<(usize, usize)> = Vec::new();
    for (_, at, place) in fits {
        if !chosen.iter().any(|pair| pair.0 == at || pair.1 == place) {
            chosen.push((at, place));
        }
    }
    chosen.sort_unstable();
    let written =
        |text: &str, span: &Range<usize>| nfc(text).get(span.clone()).unwrap_or_default().to_owned();
    let pairs = chosen.iter().filter_map(|(at, place)| {
        let (one, other) = (old.get(*at)?, new.get(*place)?);
        let trend = trend((before.text, one), (after.text, other))?;
        Some(Figures {
            before: written(before.text, &one.span),
            after: written(after.text, &other.span),
            unit: unit(other),
            trend,
        })
    });
    pairs.collect()
}

/// The word that is counted: "lớp" of "lớp mẫu giáo ghép", "giáo viên" of "giáo viên so với".
fn unit(quantity: &Quantity) -> String {
    let noun = quantity.noun.as_str();
    if quantity.kind == Kind::Percent || noun.contains('/') {
        return if quantity.kind == Kind::Percent { String::new() } else { noun.to_owned() };
    }
    let syllables = Syllable::all(noun);
    let length = longest(&syllables, Spelling::Marked).map_or(1, |meaning| meaning.syllables);
    let end = syllables.get(length - 1).map_or(0, |last| last.end);
    noun.get(..end).unwrap_or_default().to_owned()
}

fn stated(side: Stated<'_>) -> impl Iterator<Item = &Quantity> {
    side.quantities.iter().filter(|one| !one.required)
}

/// Where several figures lead together: the first that moved decides.
pub(super) fn overall(figures: &[Figures]) -> Option<Trend> {
    let moved = figures.iter().map(|pair| pair.trend).find(|trend| *trend != Trend::Unchanged);
    moved.or_else(|| figures.first().map(|pair| pair.trend))
}

/// How well two figures belong together; None where they count different things.
fn fitness(before: (&str, &Quantity), after: (&str, &Quantity)) -> Option<f32> {
    let ((one_text, one), (other_text, other)) = (before, after);
    let shares = one.share().is_some() && other.share().is_some();
    // "hỏng 6 máy" and "hỏng 9/25 máy" count the same.
    let numbers = one.kind != Kind::Percent
        && other.kind != Kind::Percent
        && (one.kind == Kind::Number || other.kind == Kind::Number);
    let (one_noun, other_noun) = (Words::new(&one.noun), Words::new(&other.noun));
    let first = |words: &Words| words.tokens.first().map(|token| token.concept);
    let same_head = first(&one_noun).is_some() && first(&one_noun) == first(&other_noun);
    let shared_noun = one_noun.tokens.iter().any(|token| other_noun.has(token.concept));
    if !(shares || numbers && (same_head || shared_noun)) {
        return None;
    }
    let around = context_overlap(&context(one_text, one), &context(other_text, other));
    let same_kind = if one.kind == other.kind { 0.5 } else { 0.0 };
    let same_sense = if sense(one_text, one) == sense(other_text, other) { 0.3 } else { 0.0 };
    Some(around + same_kind + same_sense + if same_head { 1.0 } else { 0.0 })
}

/// The words round a figure: its own clause, from the figure before it on.
fn context(text: &str, quantity: &Quantity) -> Words {
    let (before, after) = round(text, quantity);
    Words::new(&format!("{before} {after}"))
}

fn context_overlap(one: &Words, other: &Words) -> f32 {
    let shared = one.tokens.iter().filter(|token| other.has(token.concept)).map(|token| token.weight);
    let all: f32 = one.tokens.iter().chain(&other.tokens).map(|token| token.weight).sum();
    if all > 0.0 { 2.0 * shared.sum::<f32>() / all } else { 0.0 }
}

/// The text of the clause before and after a figure.
fn round(text: &str, quantity: &Quantity) -> (String, String) {
    let text = nfc(text);
    let stop = |letter: char| ",;:()!?\n".contains(letter);
    let before = text.get(..quantity.span.start).unwrap_or_default();
    let before = before.rsplit(stop).next().unwrap_or_default();
    let after = text.get(quantity.span.end..).unwrap_or_default().trim_start_matches('%');
    let after = after.split(stop).next().unwrap_or_default();
    (before.to_lowercase(), after.to_lowercase())
}

fn trend(before: (&str, &Quantity), after: (&str, &Quantity)) -> Option<Trend> {
    let (was, is) = (sense(before.0, before.1), sense(after.0, after.1));
    let (was, is) = (was.or(is).unwrap_or(Sense::Lack), is.or(was).unwrap_or(Sense::Lack));
    let (old, new) = match (before.1.share(), after.1.share()) {
        (Some(old), Some(new)) => (good_share(old, was), good_share(new, is)),
        _ if was != is => return None,
        _ if was == Sense::Lack => (-before.1.value, -after.1.value),
        _ => (before.1.value, after.1.value),
    };
    let change = new - old;
    Some(if change.abs() < 1e-9 {
        Trend::Unchanged
    } else if change > 0.0 {
        Trend::Improved
    } else {
        Trend::Worsened
    })
}

/// "8/19 lớp chưa có" is 11/19 that have.
fn good_share(share: f64, sense: Sense) -> f64 {
    if sense == Sense::Lack { 1.0 - share } else { share }
}

/// Does a figure count what is reached or what is lacking?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sense {
    Reached,
    Lack,
}

const LACK: [&str; 48] = [
    "thiếu",
    "chưa",
    "không",
    "khuyết",
    "hỏng",
    "hư",
    "xuống cấp",
    "lưu ban",
    "ở lại lớp",
    "bỏ học",
    "thôi học",
    "suy dinh dưỡng",
    "sdd",
    "nhẹ cân",
    "thấp còi",
    "thừa cân",
    "béo phì",
    "yếu",
    "kém",
    "nghỉ học",
    "vắng",
    "sâu răng",
    "cận thị",
    "vi phạm",
    "tai nạn",
    "sĩ số",
    "vượt",
    "đông",
    "quá tải",
    "lớp ghép",
    "ghép",
    "học nhờ",
    "mượn",
    "tạm",
    "cũ",
    "dột",
    "trễ",
    "muộn",
    "chậm",
    "dưới chuẩn",
    "không đạt",
    "chưa đạt",
    "chưa hoàn thành",
    "chưa được",
    "chưa có",
    "nghỉ việc",
    "ngại",
    "nặng",
];

const REACHED: [&str; 27] = [
    "đạt",
    "mới có",
    "chỉ có",
    "mới được",
    "lắp được",
    "đáp ứng",
    "nhận được",
    "có được",
    "huy động",
    "chuyên cần",
    "trên chuẩn",
    "giỏi",
    "tốt",
    "khá",
    "tham gia",
    "hoàn thành",
    "mới",
    "mới chỉ",
    "chỉ",
    "giải",
    "được công nhận",
    "mới lắp",
    "trang bị được",
    "thu được",
    "biết",
    "thành thạo",
    "đọc",
];

/// What a figure counts: the words after it say so, else the last words before it, else its unit,
/// else the sentence as a whole.
fn sense(text: &str, quantity: &Quantity) -> Option<Sense> {
    let (before, after) = round(text, quantity);
    let unit = quantity.noun.as_str();
    if unit.contains('/') && ["học sinh/", "trẻ/", "em/", "cháu/"].iter().any(|crowd| unit.starts_with(crowd))
    {
        return Some(Sense::Lack);
    }
    // A share's predicate may stand behind a comma: "8/19 nhóm, lớp chưa có camera".
    let after = match quantity.kind {
        Kind::Share => nfc(text).get(quantity.span.end..).unwrap_or_default().to_lowercase(),
        _ => after,
    };
    if let Some((_, sense)) = cues(&after).first().filter(|(_, sense)| *sense == Sense::Lack) {
        return Some(*sense);
    }
    if let Some((_, sense)) = cues(&before).last() {
        return Some(*sense);
    }
    if let Some((_, sense)) = cues(&after).first() {
        return Some(*sense);
    }
    if unit.starts_with("m²") || unit.starts_with("m2") || unit.starts_with("phút") {
        return Some(Sense::Reached);
    }
    let whole = cues(&nfc(text).to_lowercase());
    whole.first().map(|(_, sense)| *sense)
}

/// The words of either list in a text, by place; where two overlap the longer one counts.
fn cues(text: &str) -> Vec<(usize, Sense)> {
    let lists = [(&LACK[..], Sense::Lack), (&REACHED[..], Sense::Reached)];
    let mut found: Vec<(usize, usize, Sense)> = Vec::new();
    for (list, sense) in lists {
        for cue in list {
            let hits = text.match_indices(cue).filter(|(at, _)| is_whole_word(text, *at, cue.len()));
            found.extend(hits.map(|(at, _)| (at, at + cue.len(), sense)));
        }
    }
    found.sort_by_key(|(start, end, _)| (*start, std::cmp::Reverse(*end)));
    let mut reached = 0;
    let mut cues = Vec::new();
    for (start, end, sense) in found {
        if start >= reached {
            cues.push((start, sense));
            reached = end;
        }
    }
    cues
}

fn is_whole_word(text: &str, at: usize, length: usize) -> bool {
    let before = text.get(..at).and_then(|head| head.chars().next_back());
    let after = text.get(at + length..).and_then(|tail| tail.chars().next());
    ![before, after].iter().flatten().any(|letter| letter.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::quantity::quantities;

    fn check(before: &str, after: &str, expected: Option<Trend>) {
        let (old, new) = (quantities(before), quantities(after));
        let pairs =
            figures(Stated { text: before, quantities: &old }, Stated { text: after, quantities: &new });
        assert_eq!(overall(&pairs), expected, "{before} → {after}: {pairs:?}");
    }

    #[test]
    fn the_direction_follows_the_meaning() {
        use Trend::{Improved, Unchanged, Worsened};
        check("Còn 03 lớp ghép.", "Còn hai lớp ghép.", Some(Improved));
        check("Thiếu 4 giáo viên.", "Còn thiếu năm cô giáo.", Some(Worsened));
        check("Mới đạt 60% trẻ ra lớp.", "Tỷ lệ trẻ ra lớp mới đạt 75%.", Some(Improved));
        check("Trẻ béo phì chiếm 6,1%.", "Tỷ lệ béo phì là 7,4%.", Some(Worsened));
        check("Mới lắp camera ở 8/20 lớp.", "Còn 8/20 nhóm, lớp chưa có camera.", Some(Improved));
        check("Bình quân 46,8 học sinh/lớp.", "Bình quân 45,9 em, vượt mức 45 em.", Some(Improved));
        check("Chỉ đạt 4,1 m²/học sinh.", "Khuôn viên chỉ còn 4,0 m² mỗi em.", Some(Worsened));
        check("Chỉ đạt 7 giải.", "Chỉ đạt 5 giải.", Some(Worsened));
        check("12/40 máy hỏng.", "12 trong số 40 máy không dùng được.", Some(Unchanged));
    }

    #[test]
    fn different_things_are_not_compared() {
        check("Thiếu 3 phòng học.", "Thiếu 2 giáo viên.", None);
        check("Kế hoạch 2021–2025 sắp hết.", "Đã sang năm 2026.", None);
        check("Học sinh lớp 8 còn yếu.", "Học sinh lớp 9 còn yếu.", None);
    }
}
