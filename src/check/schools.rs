//! The name or the place of another school, left in the text from the plan that was copied.
//!
//! Most other schools in a plan are meant: the one that is visited, that children go on to, with which a
//! hall is shared. So a name is reported only where it is a school of the same repository and level and nothing in its
//! sentence speaks of dealings between schools; or, whatever school it is, where the sentence speaks of the plan's
//! own people and papers.

use std::collections::HashMap;

use super::Look;
use super::around::{line_before, sentence_after, sentence_before};
use super::mention::{KIND_NAMES, Mention, begins_as_name, has_words, mentions, name_of, one_line, words};
use crate::finding::{Problem, Span};
use crate::plan::spelling::{fold_words, likeness};
use crate::school::{EducationLevel, slug_of};

/// What is known of one school of the repository.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct KnownSchool {
    /// The name of its folder.
    pub id: String,
    pub name: String,
    pub level: EducationLevel,
    /// The place in its newest plan's front matter.
    pub place: Option<String>,
}

/// The schools of a repository, by their names.
#[derive(Clone, Debug, Default)]
pub struct Schools {
    by_id: HashMap<String, KnownSchool>,
    /// The usual id of a name, and the levels of the schools that carry it.
    by_name: HashMap<String, Vec<EducationLevel>>,
    /// Folded places, without `xã` or `phường`.
    places: HashMap<String, String>,
}

impl Schools {
    pub fn new(schools: impl IntoIterator<Item = KnownSchool>) -> Schools {
        let mut all = Schools::default();
        for school in schools {
            if let Some(slug) = slug_of(&school.name).filter(|slug| slug.contains('-')) {
                all.by_name.entry(slug).or_default().push(school.level);
            }
            if let Some(place) = &school.place {
                all.places.insert(bare_place(place), place.clone());
            }
            all.by_id.insert(school.id.clone(), school);
        }
        all
    }
}

/// The folded name of a commune, without what it is.
fn bare_place(place: &str) -> String {
    let folded = fold_words(place);
    let unit = UNITS.iter().find_map(|unit| folded.strip_prefix(unit)?.strip_prefix(' '));
    unit.unwrap_or(&folded).to_owned()
}

const UNITS: &[&str] = &["xa", "phuong", "thi tran", "dac khu"];

/// More than this says nothing new.
const ENOUGH: usize = 20;

pub(super) fn check(look: &mut Look<'_>) {
    let subject = look.subject;
    let Some((schools, id)) = subject.schools.zip(subject.school) else { return };
    let Some(own) = schools.by_id.get(id) else { return };
    let Some(slug) = slug_of(&own.name) else { return };
    let search = Search { schools, own, slug };
    let body = look.plan.sections.first().map_or(look.text.len(), |section| section.span.start);
    let title = look.plan.front.title.as_ref().map(|_| look.plan.front.span("title"));
    let text = look.text;
    let named = mentions(text).filter(|mention| {
        mention.span.start >= body || title.is_some_and(|title| holds(title, mention.span.start))
    });
    let other: Vec<Span> = named.filter_map(|mention| search.other(text, &mention)).take(ENOUGH).collect();
    for span in other {
        let written = one_line(span.of(text));
        look.report(Problem::OtherSchool { written, own: own.name.clone() }, span);
    }
    let Some(place) = look.plan.front.place.clone().or_else(|| own.place.clone()) else { return };
    for span in search.other_places(text, (body, &place)) {
        look.report(Problem::OtherPlace { written: one_line(span.of(text)), own: place.clone() }, span);
    }
}

fn holds(span: Span, at: usize) -> bool {
    span.start <= at && at < span.end
}

/// Dealings between schools: another school's name is meant.
const DEALINGS: &[&str] = &[
    "giao luu",
    "hoc tap kinh nghiem",
    "hoc hoi",
    "tham quan",
    "phoi hop",
    "ket nghia",
    "so voi",
    "sap nhap",
    "tach",
    "ban giao",
    "tiep nhan",
    "chuyen",
    "muon",
    "cum",
    "lien truong",
    "lan can",
    "truong ban",
    "cung dia ban",
    "don vi ban",
    "quyet dinh",
    "cong van",
    "dieu dong",
    "biet phai",
    "thinh giang",
    "lop 1",
    "lop mot",
    "lop 6",
    "lop 10",
    "cuu hoc sinh",
    "thi dua",
    "hoi thi",
    "kinh nghiem cua",
    "diem truong cu",
    "truoc day",
    "cu cua",
    "chuan bi",
    "doi tac",
    "ho tro",
];

/// Words right before `trường` that lead to another one.
const LEADING: &[&str] = &[
    "voi", "sang", "tu", "den", "tai", "o", "vao", "len", "cung", "va", "cac", "nhu", "hoac", "giua", "ve",
    "qua",
];

/// Words right before `trường` that speak of the plan's own people and papers.
const OWN: &[&str] = &[
    "hieu truong",
    "hoi dong tu danh gia",
    "hoi dong truong",
    "tap the",
    "can bo giao vien nhan vien",
    "chi bo",
    "cong doan",
    "bao cao tu danh gia",
    "bao cao tu danh gia cua",
    "ke hoach cua",
    "ke hoach cai tien chat luong cua",
    "thuc te cua",
    "tinh hinh thuc te cua",
    "tinh hinh cua",
    "dieu kien cua",
    "chien luoc phat trien cua",
    "ke hoach cai tien chat luong giao duc cua",
    "hoi dong tu danh gia cua",
    "hoi dong truong cua",
    "ke hoach nam hoc cua",
];

/// Words right after a name that begins a sentence about the plan's own school.
const DOES: &[&str] = &["xay dung ke hoach", "ban hanh", "lap ke hoach", "de ra", "phan dau", "xay dung"];

struct Search<'a> {
    schools: &'a Schools,
    own: &'a KnownSchool,
    /// The usual id of the school's name.
    slug: String,
}

impl Search<'_> {
    /// The span of the name, where it is another school's and the own one is meant.
    fn other(&self, text: &str, mention: &Mention<'_>) -> Option<Span> {
        let before = fold_words(sentence_before(text, mention.span.start));
        let is_heading = line_before(text, mention.span.start).trim_start().starts_with('#');
        let (end, known) = match self.known(mention) {
            Named::Own => return None,
            Named::Other(end) => (end, true),
            Named::Unknown => (self.unknown(mention)?, false),
        };
        let after = fold_words(sentence_after(text, end));
        let dealings = DEALINGS.iter().any(|words| has_words(&before, words) || has_words(&after, words));
        let led = LEADING.iter().any(|word| before == *word || before.ends_with(&format!(" {word}")));
        if dealings || led {
            return None;
        }
        let begins = before.is_empty() || before.bytes().all(|byte| !byte.is_ascii_alphabetic());
        let own_matter = is_heading
            || OWN.iter().any(|words| before.ends_with(words))
            || (begins && DOES.iter().any(|words| after.starts_with(words)));
        (known || own_matter).then(|| Span::new(mention.span.start, end))
    }

    /// Whose name it is, if a school of the repository has it; the longest one that fits.
    fn known(&self, mention: &Mention<'_>) -> Named {
        let said: Vec<&str> = mention.words.iter().map(|(word, _)| *word).collect();
        for (at, (_, end)) in mention.words.iter().enumerate().skip(1).rev() {
            let count = at + 1;
            let Some(slug) = said.get(..count).and_then(|words| slug_of(&words.join(" "))) else { continue };
            if slug == self.slug {
                return Named::Own;
            }
            let Some(levels) = self.schools.by_name.get(&slug) else { continue };
            // A short form of the own name, or the beginning of a longer one, is nobody else's.
            let goes_on = said.get(count).is_some_and(|next| begins_as_name(next, said.get(at)));
            let is_short = contains_words(&self.slug, name_of(&slug));
            let is_meant = !goes_on && !is_short && levels.contains(&self.own.level);
            return if is_meant { Named::Other(*end) } else { Named::Own };
        }
        Named::Unknown
    }

    /// Where the name of a school ends that nobody here knows; None where it may be the own one.
    fn unknown(&self, mention: &Mention<'_>) -> Option<usize> {
        let said: Vec<&str> = mention.words.iter().map(|(word, _)| *word).collect();
        let kind = (1..=said.len().min(8)).rev().find(|count| {
            let words = said.get(..*count).map(|words| fold_words(&words.join(" ")));
            words.is_some_and(|words| KIND_NAMES.contains(&words.as_str()))
        })?;
        let is_name = |word: &&str| {
            let mut letters = word.chars();
            letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
        };
        let count = said.get(kind..)?.iter().take_while(|word| is_name(word)).count();
        if count < 2 {
            return None;
        }
        let name = fold_words(&said.get(kind..kind + count)?.join(" ")).replace(' ', "-");
        let own = name_of(&self.slug);
        let shares = name.split('-').any(|word| own.split('-').any(|other| other == word));
        let is_other = !shares && likeness(&name, own) < 0.7;
        is_other.then(|| mention.words.get(kind + count - 1).map(|(_, end)| *end)).flatten()
    }

    /// Places of other schools' plans where the own commune is meant.
    fn other_places(&self, text: &str, (body, own): (usize, &str)) -> Vec<Span> {
        let own = bare_place(own);
        let mut found = Vec::new();
        for unit in [
            "xã ",
            "Xã ",
            "XÃ ",
            "xa ",
            "Xa ",
            "phường ",
            "Phường ",
            "PHƯỜNG ",
            "thị trấn ",
            "Thị trấn ",
            "đặc khu ",
        ] {
            for (at, _) in text.match_indices(unit).filter(|(at, _)| *at >= body) {
                if found.len() >= ENOUGH {
                    return found;
                }
                found.extend(self.other_place(text, (at, unit), &own));
            }
        }
        found
    }

    fn other_place(&self, text: &str, (at, unit): (usize, &str), own: &str) -> Option<Span> {
        let before = fold_words(sentence_before(text, at));
        if !AUTHORITIES.iter().any(|words| before.ends_with(words)) {
            return None;
        }
        let start = at + unit.len();
        let words = words(text.get(start..)?.lines().next()?, start);
        let said: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let longest = (1..=said.len().min(5)).rev().find_map(|count| {
            let name = fold_words(&said.get(..count)?.join(" "));
            (name == own || self.schools.places.contains_key(&name)).then_some((count, name))
        });
        let (count, name) = longest.filter(|(_, name)| name != own)?;
        let goes_on = said.get(count).is_some_and(|next| begins_as_name(next, said.get(count - 1)));
        let end = words.get(count - 1).map(|(_, end)| *end)?;
        let around = format!("{before} {}", fold_words(sentence_after(text, end)));
        let is_meant = DEALINGS.iter().any(|words| has_words(&around, words)) || has_words(&around, own);
        (!goes_on && !is_meant && !name.is_empty()).then(|| Span::new(at, end))
    }
}

/// Before the name of the own commune.
const AUTHORITIES: &[&str] = &[
    "ubnd",
    "uy ban nhan dan",
    "hdnd",
    "hoi dong nhan dan",
    "dang uy",
    "dang bo",
    "tram y te",
    "tren dia ban",
];

/// Whose name was met.
enum Named {
    /// The plan's own school, or one whose name says nothing here.
    Own,
    /// Another school's; where the name ends.
    Other(usize),
    Unknown,
}

/// Does one id have all words of another name, in a row?
fn contains_words(slug: &str, name: &str) -> bool {
    format!("-{slug}-").contains(&format!("-{name}-"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalogs;
    use crate::check::Subject;
    use crate::plan::parse::parse;
    use crate::plan::spelling::taken_apart;
    use crate::progress::Progress;

    fn known(id: &str, name: &str, place: &str) -> KnownSchool {
        let level = crate::school::level_of(name).unwrap();
        KnownSchool { id: id.into(), name: name.into(), level, place: Some(place.into()) }
    }

    /// What is found in the plan of `mn-hoa-sen`, as it is written.
    fn found_in(own: &str, text: &str) -> Vec<String> {
        let schools = Schools::new([
            known("mn-hoa-sen", own, "Đồi Chè"),
            known("mn-suoi-trong", "Trường Mầm non Suối Trong", "xã Nà Pheo"),
            known("mn-hoa-sen-2", "Trường Mầm non Hoa Sen 2", "Đồi Chè"),
            known("th-khe-la", "Trường Tiểu học Khe Lá", "Khe Lá"),
        ]);
        let parsed = parse(text);
        let (catalogs, progress) = (Catalogs::default(), Progress::default());
        let subject = Subject {
            school: Some("mn-hoa-sen"),
            schools: Some(&schools),
            ..Subject::of(&parsed, &catalogs, &progress)
        };
        let mut look = Look::new(&subject, &[]);
        super::check(&mut look);
        let found = look.finish();
        found.iter().map(|finding| format!("{} {}", finding.code(), finding.span.of(&parsed.text))).collect()
    }

    fn check(sentence: &str) -> Vec<String> {
        let front = "+++\nschema = 1\nperiod = \"2023-2024\"\ntitle = \"Kế hoạch\"\n+++\n\n";
        found_in("Trường Mầm non Hoa Sen", &format!("{front}## I. Mục đích\n\n{sentence}\n"))
    }

    #[test]
    fn another_school_of_the_repository_is_left_over() {
        for (sentence, name) in [
            ("Kế hoạch của Trường Mầm non Suối Trong nhằm nâng chất lượng.", "Trường Mầm non Suối Trong"),
            ("Cán bộ trường MN Suối Trong thực hiện đúng hạn.", "trường MN Suối Trong"),
            ("1. HIỆU TRƯỞNG TRƯỜNG MẦM NON SUỐI TRONG", "TRƯỜNG MẦM NON SUỐI TRONG"),
            ("Giao vien truong mam non suoi trong du hop du.", "truong mam non suoi trong"),
            ("Trẻ của trường Mầm non Hoa Sen 2 ăn bán trú.", "trường Mầm non Hoa Sen 2"),
        ] {
            assert_eq!(check(sentence), [format!("other-school {name}")], "{sentence}");
        }
        let apart: String = taken_apart("Nhân viên trường Mầm non Suối Trong trực hè.").collect();
        assert_eq!(check(&apart), ["other-school trường Mầm non Suối Trong"]);
    }

    #[test]
    fn dealings_with_other_schools_are_meant() {
        for sentence in [
            "Giao lưu với trường Mầm non Suối Trong mỗi học kỳ.",
            "Tổ chức cho giáo viên đi học tập kinh nghiệm trường Mầm non Suối Trong.",
            "Đưa trẻ 5 tuổi thăm trường Tiểu học Khe Lá.",
            "Trẻ điểm lẻ chuyển đến từ trường Mầm non Suối Trong.",
            "Cán bộ trường Mầm non Hoa Sen thực hiện đúng hạn.",
            "Cán bộ trường Mầm non Suối Trong Xanh thực hiện đúng hạn.",
            "Điều lệ trường mầm non; trường mầm non suối nguồn.",
            "Trường Mầm non tư thục Ánh Sao mở thêm 01 lớp trên địa bàn.",
            "Nhà trường phân công Suối Trong.",
        ] {
            assert_eq!(check(sentence), [""; 0], "{sentence}");
        }
    }

    #[test]
    fn the_own_name_in_short_is_the_own_name() {
        let front = "+++\nschema = 1\nperiod = \"2023-2024\"\n+++\n\n## I. Mục đích\n\n";
        let text = format!("{front}Cán bộ trường Mầm non Suối Trong dự họp đủ.\n");
        assert_eq!(found_in("Trường Mầm non Suối Trong số 3", &text), [""; 0]);
    }

    #[test]
    fn an_unknown_name_counts_only_where_the_own_one_belongs() {
        for sentence in [
            "Hiệu trưởng Trường Mầm non Ánh Sao chỉ đạo chung.",
            "Căn cứ báo cáo tự đánh giá của trường Mầm non Ánh Sao.",
            "Trường Mầm non Ánh Sao xây dựng kế hoạch như sau:",
        ] {
            assert_eq!(check(sentence).len(), 1, "{sentence}");
        }
        for sentence in [
            "Hiệu trưởng Trường Mầm non Sen Hoa chỉ đạo chung.",
            "Bếp ăn của trường Mầm non Ánh Sao đã khang trang.",
            "Hiệu trưởng trường mầm non chỉ đạo chung.",
        ] {
            assert_eq!(check(sentence), [""; 0], "{sentence}");
        }
        let title = "+++\nschema = 1\ntitle = \"Kế hoạch của Trường Mầm non Ánh Sao\"\nrecipients = [\"Trường Mầm non Suối Trong\"]\n+++\n\n## I. Mục đích\n";
        let found = found_in("Trường Mầm non Hoa Sen", title);
        assert_eq!(found, ["other-school Trường Mầm non Ánh Sao"]);
    }

    #[test]
    fn the_place_of_another_school_is_left_over_before_its_authorities() {
        assert_eq!(check("Tham mưu với UBND xã Nà Pheo cấp kinh phí."), ["other-place xã Nà Pheo"]);
        assert_eq!(check("Tham muu UBND xa Na Pheo cap kinh phi."), ["other-place xa Na Pheo"]);
        for sentence in [
            "Tham mưu với UBND xã Đồi Chè cấp kinh phí.",
            "Phối hợp với UBND xã Nà Pheo vận động trẻ ra lớp.",
            "Trẻ xã Nà Pheo học nhờ 02 lớp.",
            "Tham mưu với UBND xã Nà Pheo Thượng cấp kinh phí.",
            "Tham mưu với UBND xã Nà Pheo và xã Đồi Chè.",
        ] {
            assert_eq!(check(sentence), [""; 0], "{sentence}");
        }
    }
}
