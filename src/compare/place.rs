//! Where a weakness stands, and how near two such places are: by number within an edition, by what
//! the criteria are about between editions (there a number is no identity).

use crate::plan::Plan;
use crate::plan::item::Anchor;
use crate::plan::spelling::fold_words;

/// A criterion, or a standard alone, of one plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) anchor: Option<Anchor>,
    /// The name as the plan has it, folded.
    name: String,
    topics: u32,
}

/// How near two places are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Nearness {
    Far,
    /// About the same matter.
    Near,
    /// The same criterion.
    Same,
}

/// What criteria are about, as their names say it; a bit each.
const TOPICS: [&[&str]; 20] = [
    &["phuong huong", "chien luoc", "tam nhin", "ke hoach phat trien"],
    &["hoi dong truong"],
    &["doan the", "to chuc dang", "cong san"],
    &["can bo quan ly", "hieu truong"],
    &["to chuyen mon", "to van phong"],
    &[
        "lop hoc",
        "nhom tre",
        "tuyen sinh",
        "lop mau giao",
        "quan ly theo doi ho tro",
        "ho tro hoc sinh",
        "ho tro tre",
    ],
    &["hanh chinh", "tai chinh", "tai san", "nguon luc", "thong tin va du lieu", "thong tin du lieu"],
    &["can bo giao vien", "giao vien", "doi ngu"],
    &["nhan vien"],
    &["hoat dong giao duc", "chuong trinh", "phuong phap", "hoat dong nuoi duong", "doi moi"],
    &["an ninh", "an toan", "suc khoe va hanh phuc"],
    &["dien tich", "dia diem", "khuon vien", "san vuon", "san choi", "co so vat chat", "quy mo"],
    &["phong hoc", "khoi phong", "hang muc", "phong bo mon", "co so vat chat", "ha tang"],
    &["thiet bi", "do dung", "do choi", "hoc lieu"],
    &["thu vien", "hoc lieu"],
    &["ve sinh", "cap thoat nuoc", "ha tang"],
    &["cha me", "gia dinh"],
    &["cap uy", "chinh quyen", "to chuc ca nhan", "cong dong", "to chuc lien quan"],
    &["ket qua", "tien bo", "phat trien cua tre", "cham soc suc khoe", "suc khoe"],
    &["cong khai", "dan chu", "tu danh gia", "giai trinh", "thi dua"],
];

impl Place {
    /// Every criterion and standard of a plan that something can hang on.
    pub(super) fn all(plan: &Plan) -> Vec<Place> {
        let mut places = Vec::new();
        for standard in plan.standards() {
            if let Some(number) = standard.number {
                places.push(Place::new(Some(Anchor::Standard(number)), &standard.name));
            }
            let criteria = standard.criteria.iter();
            places.extend(criteria.map(|one| Place::new(Some(Anchor::Criterion(one.id)), &one.name)));
        }
        places
    }

    pub(super) fn new(anchor: Option<Anchor>, name: &str) -> Place {
        let name = fold_words(name);
        let bits =
            TOPICS.iter().enumerate().filter(|(_, words)| words.iter().any(|word| name.contains(word)));
        let topics = bits.fold(0, |bits, (at, _)| bits | 1 << at);
        Place { anchor, name, topics }
    }

    /// How near this place of the earlier plan is to one of the later plan.
    pub(super) fn nearness(&self, other: &Place, editions: Editions) -> Nearness {
        let same_number = self.anchor == other.anchor;
        let shared = self.topics & other.topics;
        match editions {
            Editions::Same if same_number => Nearness::Same,
            Editions::Same => {
                if shared != 0 {
                    Nearness::Near
                } else {
                    Nearness::Far
                }
            }
            // A criterion that kept its number and its name is the same one.
            Editions::Different if same_number && self.same_matter(other) => Nearness::Same,
            Editions::Different => {
                if shared != 0 {
                    Nearness::Near
                } else {
                    Nearness::Far
                }
            }
        }
    }

    fn same_matter(&self, other: &Place) -> bool {
        let named = !self.name.is_empty() && self.name == other.name;
        named || self.topics == other.topics && self.topics != 0
    }
}

/// Do both plans follow one edition of a catalogue?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Editions {
    Same,
    Different,
}

impl Editions {
    /// A plan that names no edition is taken to follow the other's.
    pub(super) fn of(before: &Plan, after: &Plan) -> Editions {
        match (&before.front.catalog, &after.front.catalog) {
            (Some(before), Some(after)) if before != after => Editions::Different,
            _ => Editions::Same,
        }
    }
}
