//! What a figure counts, and whether two words count the same: "GV" and "cô giáo" do, "phòng" and
//! "máy" do not, and "người" may count anybody.

use super::words::Words;

/// What is counted.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Unit {
    /// As written: "phòng học", "em/hố xí".
    pub(super) words: String,
    pub(super) sort: Sort,
    /// What the word means, where it is one that is known.
    concept: Option<u64>,
    pub(super) head: String,
    /// How many syllables the word has.
    shown_words: usize,
    /// Of an average, to one of what: "lớp" of "em/lớp".
    per: Option<String>,
}

/// What kind of thing a word counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Pupil,
    Teacher,
    Parent,
    /// "người": anybody.
    Person,
    Room,
    /// "cái", "chỗ": any thing.
    Thing,
    /// "vụ", "lượt": something that happened.
    Event,
    /// Nothing is named.
    None,
    Other,
}

impl Unit {
    pub(super) fn new(noun: &str) -> Unit {
        let (above, per) =
            noun.split_once('/').map_or((noun, None), |(above, per)| (above.trim(), Some(per)));
        let per = per.map(|per| per.trim().split(' ').next().unwrap_or_default().to_owned());
        let head = above.split(' ').next().unwrap_or_default().replace("m2", "m²");
        let words = Words::new(above);
        let concept = words.tokens.first().map(|token| token.concept);
        let shown_words = words.tokens.first().map_or(1, |token| token.to - token.from);
        let two = above.split(' ').take(2).collect::<Vec<_>>().join(" ");
        let sort = match (head.as_str(), two.as_str()) {
            (_, "học sinh" | "hoc sinh" | "trẻ em")
            | ("em" | "cháu" | "trẻ" | "hs" | "bé" | "chau" | "tre", _) => Sort::Pupil,
            (_, "giáo viên" | "giao vien" | "thầy cô" | "cô giáo" | "nhà giáo")
            | ("gv" | "cô" | "thầy" | "gvmn", _) => Sort::Teacher,
            (_, "phụ huynh" | "phu huynh" | "cha mẹ" | "gia đình" | "cha me")
            | ("ph" | "phhs" | "cmhs" | "hộ", _) => Sort::Parent,
            ("người" | "nguoi", _) => Sort::Person,
            ("phòng" | "phong" | "lớp" | "lop" | "gian" | "nhóm", _) => Sort::Room,
            ("cái" | "chiếc" | "bộ" | "chỗ" | "nơi" | "suất" | "cai" | "chiec" | "cho", _) => {
                Sort::Thing
            }
            (_, "trường hợp" | "truong hop")
            | ("vụ" | "ca" | "lượt" | "lần" | "giấy" | "đơn" | "lỗi" | "vu" | "luot" | "lan", _) => {
                Sort::Event
            }
            ("", _) => Sort::None,
            _ => Sort::Other,
        };
        Unit { words: noun.to_owned(), sort, concept, head, shown_words, per }
    }

    /// The word that is counted: "lớp" of "lớp mẫu giáo ghép", "giáo viên" of "giáo viên so với".
    pub(super) fn shown(&self) -> String {
        if self.words.contains('/') {
            return self.words.clone();
        }
        let count = if self.shown_words == 0 { 1 } else { self.shown_words };
        self.words.split(' ').take(count).collect::<Vec<_>>().join(" ")
    }

    /// Is it not plain that they count different things?
    pub(super) fn may_fit(&self, other: &Unit) -> bool {
        let loose =
            |sort: Sort| matches!(sort, Sort::Other | Sort::Thing | Sort::Event | Sort::None | Sort::Person);
        loose(self.sort) || loose(other.sort)
    }

    /// How surely two words count the same; None where they do not.
    pub(super) fn fits(&self, other: &Unit) -> Option<f32> {
        use Sort::{None as Nothing, Person, Room, Thing};
        if self.per.as_deref().zip(other.per.as_deref()).is_some_and(|(one, other)| !same_per(one, other)) {
            return None;
        }
        if self.concept.is_some() && self.concept == other.concept
            || self.head == other.head && !self.head.is_empty()
        {
            return Some(1.0);
        }
        match (self.sort, other.sort) {
            (one, same) if one == same && !matches!(one, Sort::Other | Room) => Some(0.9),
            (Room, Room) => Some(0.5),
            (Nothing, _) | (_, Nothing) => Some(0.3),
            (Person, Sort::Pupil | Sort::Teacher | Sort::Parent | Sort::Other)
            | (Sort::Pupil | Sort::Teacher | Sort::Parent | Sort::Other, Person) => Some(0.5),
            (Sort::Event, Person | Sort::Pupil | Sort::Teacher | Sort::Parent)
            | (Person | Sort::Pupil | Sort::Teacher | Sort::Parent, Sort::Event) => Some(0.4),
            (Thing, Sort::Other | Room) | (Sort::Other | Room, Thing) => Some(0.5),
            _ => None,
        }
    }
}

/// "em" and "học sinh" are the same one to have so much each.
fn same_per(one: &str, other: &str) -> bool {
    let person = |word: &str| {
        matches!(
            word,
            "em" | "cháu"
                | "trẻ"
                | "học"
                | "hs"
                | "bé"
                | "đầu"
                | "người"
                | "gv"
                | "giáo"
                | "cô"
                | "cbql"
                | "đồng"
                | "thầy"
        )
    };
    one == other || person(one) && person(other)
}
