//! What of last year's plan goes into the next one: everything unsolved, with its ids.
//!
//! An item is solved when the last progress record about it says done. Fields that must be decided
//! anew (deadline, money, level) keep last year's value in sight behind [`UNDECIDED`]. Between two
//! editions of a catalogue nothing is matched by number: a criterion goes on where the new edition
//! has one of the same name, and what finds no such place stands under a standard, marked.

use crate::catalog::{Catalog, CatalogCriterion};
use crate::finding::Span;
use crate::period::Period;
use crate::plan::item::{Detail, Field, FieldKey, Item, Kind, Note};
use crate::plan::label::{Label, LabelKind, UNDECIDED};
use crate::plan::spelling::{fold_words, same_words};
use crate::plan::{Criterion, Entry, Plan, Section, SectionKind, Standard};
use crate::progress::Progress;

use super::skeleton::Form;

/// Last year's plan and what was recorded about it.
pub struct Earlier<'p> {
    pub plan: &'p Plan,
    pub progress: &'p Progress,
    pub period: Period,
    /// Its catalogue's edition; None where nobody knows it.
    pub catalog: Option<&'p Catalog>,
}

/// What was carried over, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    pub weaknesses: usize,
    pub targets: usize,
    pub actions: usize,
    /// Items that are done, and left out.
    pub resolved: usize,
    /// Criteria that the new edition does not have under the same name.
    pub unplaced: usize,
    /// Fields that are marked for a new decision.
    pub undecided: usize,
}

/// Puts what is unsolved into the skeleton of the next plan.
pub fn carry(earlier: &Earlier<'_>, next: &mut Plan, catalog: &Catalog) -> Carried {
    let mut carrier = Carrier {
        earlier,
        catalog,
        form: Form::of(catalog),
        is_same: earlier.plan.front.catalog.as_deref() == Some(catalog.id.as_str()),
        carried: Carried::default(),
    };
    carrier.prose(next);
    for standard in earlier.plan.standards() {
        let entries = carrier.unsolved(&standard.entries);
        if !entries.is_empty() {
            let origin = Origin {
                number: standard.number.map(|number| format!("tiêu chuẩn {number}")),
                name: &standard.name,
            };
            let is_known = carrier.is_same && standard.number.is_some();
            let at = carrier.standard_for(standard);
            carrier.under_standard(next, at, entries, (!is_known).then_some(origin));
        }
        for criterion in &standard.criteria {
            carrier.criterion(next, standard, criterion);
        }
    }
    carrier.carried
}

/// Where entries come from, for the note above them.
struct Origin<'p> {
    number: Option<String>,
    name: &'p str,
}

struct Carrier<'p> {
    earlier: &'p Earlier<'p>,
    catalog: &'p Catalog,
    form: Form,
    /// Do both plans name the same edition?
    is_same: bool,
    carried: Carried,
}

impl Carrier<'_> {
    /// Purpose and organisation mostly stay; they are copied, with a word to look at them again.
    fn prose(&self, next: &mut Plan) {
        let kinds =
            [SectionKind::General, SectionKind::Purpose, SectionKind::Implementation, SectionKind::Reporting];
        for section in &mut next.sections {
            let before =
                kinds.contains(&section.kind).then(|| self.earlier.plan.section(section.kind)).flatten();
            if let Some(before) = before.filter(|before| !before.text.trim().is_empty()) {
                let period = self.earlier.period;
                section.text = format!("<!-- Chép từ kế hoạch {period}: cần xem lại. -->\n\n{}", before.text);
            }
        }
    }

    fn criterion(&mut self, next: &mut Plan, standard: &Standard, criterion: &Criterion) {
        let entries = self.unsolved(&criterion.entries);
        if !holds_items(&entries) {
            return;
        }
        match self.same_criterion(criterion) {
            Some(found) => place(next, found, entries, self.catalog),
            None => {
                self.carried.unplaced += 1;
                let mut entries = entries;
                // The level belonged to the criterion that is no more.
                entries
                    .retain(|entry| !matches!(entry, Entry::Label(label) if label.kind == LabelKind::Level));
                let known = self.earlier.catalog.and_then(|catalog| catalog.criterion(criterion.id));
                let name = known.map_or(criterion.name.as_str(), |known| known.name.as_str());
                let origin = Origin { number: Some(format!("tiêu chí {}", criterion.id)), name };
                let at = self.standard_for(standard);
                self.under_standard(next, at, entries, Some(origin));
            }
        }
    }

    /// The criterion of the new edition that means the same: by number within one edition, by name
    /// between two.
    fn same_criterion(&self, criterion: &Criterion) -> Option<CatalogCriterion> {
        if self.is_same {
            return self.catalog.criterion(criterion.id).cloned();
        }
        let old = self.earlier.catalog.and_then(|catalog| catalog.criterion(criterion.id));
        let name = fold_words(old.map_or(criterion.name.as_str(), |old| old.name.as_str()));
        let mut found = self.catalog.criteria().filter(|new| fold_words(&new.name) == name);
        let first = found.next().cloned();
        first.filter(|_| !name.is_empty() && found.next().is_none())
    }

    /// The standard under which entries without a criterion stand: the one of the same name, else
    /// the first.
    fn standard_for(&self, standard: &Standard) -> u8 {
        let same = |new: &&crate::catalog::CatalogStandard| {
            (self.is_same && Some(new.number) == standard.number) || same_words(&new.name, &standard.name)
        };
        let found = self.catalog.standards.iter().find(same).or(self.catalog.standards.first());
        found.map_or(1, |found| found.number)
    }

    fn under_standard(&self, next: &mut Plan, at: u8, entries: Vec<Entry>, origin: Option<Origin<'_>>) {
        let Some(section) = content(next) else { return };
        let Some(standard) = section.standards.iter_mut().find(|standard| standard.number == Some(at)) else {
            return;
        };
        if let Some(origin) = origin {
            let name = if origin.name.is_empty() { String::new() } else { format!(" ({})", origin.name) };
            let number = origin.number.unwrap_or_else(|| "phần không ghi tiêu chuẩn".into());
            let period = self.earlier.period;
            let markdown =
                format!("*Chuyển từ {number}{name} của kế hoạch {period}; cần xếp vào tiêu chí mới:*");
            standard.entries.push(Entry::Note(Note { markdown, span: Span::default() }));
        }
        standard.entries.extend(entries);
    }

    /// The entries without what is solved; labels without items are left out.
    fn unsolved(&mut self, entries: &[Entry]) -> Vec<Entry> {
        let mut kept: Vec<Entry> = Vec::new();
        let mut label: Option<Entry> = None;
        for entry in entries {
            match entry {
                Entry::Label(found) if found.kind == LabelKind::Level => {
                    kept.push(Entry::Label(Label { value: self.anew(&found.value), ..found.clone() }));
                }
                Entry::Label(found) => label = Some(Entry::Label(self.reworded(found))),
                Entry::Item(item) if self.is_solved(item) => self.carried.resolved += 1,
                Entry::Item(item) => {
                    kept.extend(label.take());
                    kept.push(Entry::Item(self.item(item)));
                }
                Entry::Shared(field) => {
                    kept.extend(label.take());
                    kept.push(Entry::Shared(self.field(field)));
                }
                Entry::Note(note) if note.markdown.trim_start().starts_with("<!--") => {}
                // A note after a label whose items are all solved would be read as an item.
                Entry::Note(note) if label.is_none() => kept.push(Entry::Note(note.clone())),
                Entry::Note(_) => {}
            }
        }
        kept
    }

    fn is_solved(&self, item: &Item) -> bool {
        // Strengths say how things were; another edition's form has no place for them.
        if item.kind == Kind::Strength {
            return !self.is_same;
        }
        let record = item.id.and_then(|id| self.earlier.progress.last(id));
        record.is_some_and(|record| record.status.is_done())
    }

    fn reworded(&self, label: &Label) -> Label {
        let wording = if self.is_same { label.wording } else { self.form.wording(label.kind) };
        Label { wording, ..label.clone() }
    }

    fn item(&mut self, item: &Item) -> Item {
        match item.kind {
            Kind::Weakness => self.carried.weaknesses += 1,
            Kind::Target => self.carried.targets += 1,
            Kind::Action => self.carried.actions += 1,
            Kind::Measure | Kind::Strength => {}
        }
        let details = item.details.iter().map(|detail| match detail {
            Detail::Field(field) => Detail::Field(self.field(field)),
            Detail::Note(note) => Detail::Note(note.clone()),
        });
        Item { details: details.collect(), ..item.clone() }
    }

    fn field(&mut self, field: &Field) -> Field {
        match field.key {
            FieldKey::Schedule | FieldKey::Budget | FieldKey::Resources | FieldKey::Status => {
                Field { value: self.anew(&field.value), ..field.clone() }
            }
            _ => field.clone(),
        }
    }

    /// A value that somebody must decide anew, with last year's in sight.
    fn anew(&mut self, value: &str) -> String {
        if value.is_empty() {
            return String::new();
        }
        self.carried.undecided += 1;
        let last = value.strip_prefix(&format!("({UNDECIDED}; ")).and_then(|rest| rest.strip_suffix(')'));
        let last = last.and_then(|rest| rest.split_once(": ")).map_or(value, |(_, value)| value);
        format!("({UNDECIDED}; kế hoạch {}: {last})", self.earlier.period)
    }
}

fn holds_items(entries: &[Entry]) -> bool {
    entries.iter().any(|entry| matches!(entry, Entry::Item(_) | Entry::Shared(_) | Entry::Note(_)))
}

fn content(plan: &mut Plan) -> Option<&mut Section> {
    plan.sections.iter_mut().find(|section| section.kind == SectionKind::Content)
}

/// Puts entries under a criterion, in the catalogue's order.
fn place(next: &mut Plan, found: CatalogCriterion, entries: Vec<Entry>, catalog: &Catalog) {
    let home = catalog.standards.iter().find(|standard| standard.criteria.contains(&found));
    let number = home.map(|standard| standard.number);
    let Some(section) = content(next) else { return };
    let standard = section.standards.iter_mut().find(|standard| standard.number == number);
    let Some(standard) = standard else { return };
    if let Some(there) = standard.criteria.iter_mut().find(|there| there.id == found.id) {
        return there.entries.extend(entries);
    }
    let at = standard.criteria.partition_point(|there| there.id < found.id);
    let (id, span) = (found.id, Span::default());
    standard.criteria.insert(at, Criterion { id, name: found.name, entries, span, heading_span: span });
}

#[cfg(test)]
mod tests {
    use super::super::skeleton::{Criteria, Head, skeleton};
    use super::*;
    use crate::plan::format::write;
    use crate::plan::parse::parse;

    fn check(text: &str, progress: &str, edition: &str, expected: &str) {
        let earlier = parse(text).plan;
        let progress = Progress::parse(progress).unwrap();
        let period = earlier.front.period().unwrap();
        let catalog = crate::catalog::embedded(edition).unwrap();
        let old = earlier.front.catalog.as_deref().and_then(crate::catalog::embedded);
        let head = Head { school: "mn-a".into(), ..Head::default() };
        let mut next = parse(&skeleton(&head, period.next(), catalog, Criteria::LeftOut)).plan;
        let before = Earlier { plan: &earlier, progress: &progress, period, catalog: old };
        carry(&before, &mut next, catalog);
        let written = write(&next);
        let content = written.split("-->\n\n### ").nth(1).unwrap().split("\n## ").next().unwrap();
        assert_eq!(format!("### {content}"), expected);
        assert_eq!(write(&parse(&written).plan), written, "stable");
    }

    const HEAD: &str = "+++\nschool = \"mn-a\"\nperiod = \"2025-2026\"\ncatalog = \"preschool-2024\"\n+++\n\n## III. Nội dung\n\n";

    #[test]
    fn the_solved_is_left_out_and_decisions_are_marked() {
        let text = format!(
            "{HEAD}### Tiêu chuẩn 1: T\n\n#### Tiêu chí 1.5: Lớp\n\n**Mức:** 2\n\n**Điểm yếu**\n\n- Một. {{#w-1.5-2023-1}}\n\
             - Hai. {{#w-1.5-2023-2}}\n\n**Giải pháp**\n\n- Làm. {{#a-1.5-2025-1}}\n  - Thời gian: 9/2025\n  - Chủ trì: HT\n"
        );
        let done = "[[record]]\nitem = \"w-1.5-2023-1\"\ndate = 2026-05-20\nstatus = \"done\"\n";
        check(
            &text,
            done,
            "preschool-2024",
            "### Tiêu chuẩn 1: Tổ chức và quản lý nhà trường\n\n#### Tiêu chí 1.5: Tổ chức nhóm trẻ và lớp mẫu giáo\n\n\
             **Mức:** (cần quyết định lại; kế hoạch 2025-2026: 2)\n\n**Điểm yếu**\n\n- Hai. {#w-1.5-2023-2}\n\n**Giải pháp**\n\n\
             - Làm. {#a-1.5-2025-1}\n  - Thời gian: (cần quyết định lại; kế hoạch 2025-2026: 9/2025)\n  - Chủ trì: HT\n\n\
             ### Tiêu chuẩn 2: Cán bộ quản lý, giáo viên, nhân viên\n\n### Tiêu chuẩn 3: Cơ sở vật chất và thiết bị dạy học\n\n\
             ### Tiêu chuẩn 4: Quan hệ giữa nhà trường, gia đình và xã hội\n\n\
             ### Tiêu chuẩn 5: Hoạt động và kết quả nuôi dưỡng, chăm sóc, giáo dục trẻ\n",
        );
    }

    #[test]
    fn another_edition_is_matched_by_name_never_by_number() {
        let text = format!(
            "{HEAD}### Tiêu chuẩn 2: Cán bộ\n\n#### Tiêu chí 2.2: Đối với giáo viên\n\n**Điểm yếu**\n\n- Thiếu. {{#w-2.2-2023-1}}\n\n\
             #### Tiêu chí 1.3: X\n\n**Điểm mạnh**\n\n- Tốt.\n"
        );
        check(
            &text,
            "",
            "preschool-2026",
            "### Tiêu chuẩn 1: Quản trị nhà trường và bảo đảm chất lượng\n\n\
             *Chuyển từ tiêu chí 2.2 (Đối với giáo viên) của kế hoạch 2025-2026; cần xếp vào tiêu chí mới:*\n\n\
             **Điểm hạn chế**\n\n- Thiếu. {#w-2.2-2023-1}\n\n### Tiêu chuẩn 2: Phát triển đội ngũ\n\n\
             ### Tiêu chuẩn 3: Thực hiện chương trình, đổi mới phương pháp giáo dục và phát triển trẻ em\n\n\
             ### Tiêu chuẩn 4: Điều kiện giáo dục, môi trường an toàn và phối hợp xã hội\n",
        );
    }
}
