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

/// What criteria are about, as their official names say it; a bit each.
const TOPICS: [&[&str]; 21] = [
    &["phuong huong", "quan tri nha truong", "chien luoc", "tam nhin", "ke hoach phat trien"],
    &["hoi dong truong", "quan tri nha truong", "co cau to chuc"],
    &["doan the", "to chuc dang", "cong san", "co cau to chuc"],
    &["can bo quan ly", "hieu truong"],
    &["to chuyen mon", "quan tri nha truong", "to van phong", "co cau to chuc", "phan cong nhiem vu"],
    &[
        "lop hoc",
        "to chuc thuc hien chuong trinh",
        "nhom tre",
        "tuyen sinh",
        "lop mau giao",
        "quan ly theo doi ho tro",
        "hoa nhap",
    ],
    &[
        "hanh chinh tai chinh",
        "quan tri nha truong",
        "tai san",
        "nguon luc",
        "thong tin va du lieu",
        "thong tin du lieu",
    ],
    &["can bo giao vien", "giao vien", "doi ngu"],
    &["nhan vien", "nhan su"],
    &[
        "hoat dong giao duc",
        "chuong trinh",
        "ke hoach giao duc",
        "phuong phap",
        "nuoi duong cham soc va giao duc",
        "doi voi giao vien",
        "giao duc khac",
        "giao duc dia phuong",
        "trai nghiem",
        "ky nang song",
    ],
    &["an ninh", "an toan", "suc khoe va hanh phuc"],
    &[
        "dien tich",
        "dieu kien giao duc",
        "moi truong giao duc an toan",
        "dia diem",
        "khuon vien",
        "san vuon",
        "san choi",
        "co so vat chat",
        "quy mo",
    ],
    &[
        "phong hoc",
        "dieu kien giao duc",
        "hanh chinh quan tri",
        "khoi phong",
        "hang muc",
        "phong bo mon",
        "co so vat chat",
        "ha tang",
    ],
    &["thiet bi", "dieu kien giao duc", "do dung", "do choi", "hoc lieu", "co so vat chat"],
    &["thu vien", "dieu kien giao duc", "hoc lieu", "hang muc", "co so vat chat"],
    &[
        "ve sinh",
        "dieu kien giao duc",
        "cap thoat nuoc",
        "ha tang",
        "hang muc",
        "to chuc an",
        "co so vat chat",
    ],
    &["cha me", "phoi hop xa hoi", "gia dinh"],
    &["cap uy", "phoi hop xa hoi", "chinh quyen", "to chuc ca nhan", "cong dong", "to chuc lien quan"],
    &["ket qua", "tien bo", "phat trien cua tre", "cham soc suc khoe", "pho cap"],
    &["cong khai", "quan tri nha truong", "dan chu", "tu danh gia", "giai trinh", "thi dua"],
    &["doi voi hoc sinh", "quan ly theo doi ho tro", "ket qua", "ho tro phat trien"],
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
                if shared != 0 || self.is_part_of(other) || other.is_part_of(self) {
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

    /// Does this criterion belong to that standard, where things hang on the standard alone?
    fn is_part_of(&self, other: &Place) -> bool {
        match (self.anchor, other.anchor) {
            (Some(Anchor::Criterion(id)), Some(Anchor::Standard(number))) => id.standard == number,
            _ => false,
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
