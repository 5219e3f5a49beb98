//! How exactly something was said: "gần 40", "trên 90%", "tối đa 3", "80% trở lên".

use super::number::joined;
use super::token::Word;

/// How exactly it was said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Bound {
    #[default]
    Exact,
    /// "gần 40", "khoảng 40".
    About,
    /// "hơn 20", "trên 90%", "ít nhất 3", "từ 80% trở lên".
    AtLeast,
    /// "dưới 10%", "không quá 35", "tối đa 3".
    AtMost,
}

impl Bound {
    /// The stable name in machine-readable answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Bound::Exact => "exact",
            Bound::About => "about",
            Bound::AtLeast => "at-least",
            Bound::AtMost => "at-most",
        }
    }

    /// "~ 40": a mark before the figure that is no word.
    pub(super) fn or_tilde(self, text: &str, start: usize) -> Bound {
        let head = text.get(..start).unwrap_or_default().trim_end();
        if self == Bound::Exact && head.ends_with(['~', '≈']) { Bound::About } else { self }
    }

    /// Written anew, so that it reads the same.
    pub(super) fn words(self) -> &'static str {
        match self {
            Bound::Exact => "",
            Bound::About => "khoảng ",
            Bound::AtLeast => "ít nhất ",
            Bound::AtMost => "tối đa ",
        }
    }
}

/// What the words before a number, or right after it, say about how exact it is.
pub(super) fn bound(words: &[Word<'_>], at: usize, end: usize) -> Bound {
    let folded = |place: Option<usize>| {
        place.and_then(|place| words.get(place)).map_or("", |word| word.folded.as_str())
    };
    let onward = (0..3).find(|step| folded(Some(end + step)) == "tro");
    match onward.map(|step| folded(Some(end + step + 1))) {
        Some("len") => return Bound::AtLeast,
        Some("xuong") => return Bound::AtMost,
        _ => {}
    }
    let Some(before) = at.checked_sub(1).filter(|before| joined(words, *before)) else {
        return Bound::Exact;
    };
    match (folded(before.checked_sub(1)), folded(Some(before))) {
        ("it", "nhat") | ("toi", "thieu") | ("khong", "duoi") => Bound::AtLeast,
        ("nhieu", "nhat") | ("toi", "da") | ("khong" | "chua", "qua" | "vuot" | "hon") => Bound::AtMost,
        ("chua", "den" | "toi" | "day") => Bound::AtMost,
        ("xap", "xi" | "sap") | ("uoc", "chung" | "tinh" | "dat") | ("du", "kien") => Bound::About,
        (_, "gan" | "khoang" | "chung" | "tam") => Bound::About,
        (_, "hon" | "tren" | "qua" | "vuot") => Bound::AtLeast,
        (_, "duoi") => Bound::AtMost,
        _ => Bound::Exact,
    }
}
