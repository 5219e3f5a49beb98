//! The commented skeleton of a plan: the form of the edition in force, with the headings of its
//! criteria.
//!
//! The forms are files in `templates/`; what is filled in are words between braces. They are plans
//! like any other: parsing and formatting them loses nothing.

use crate::catalog::{Catalog, CatalogStandard};
use crate::date::Date;
use crate::period::Period;
use crate::plan::item::Kind;
use crate::plan::label::LabelKind;

/// Which of the two forms of plans an edition asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The nine-column form of the circulars of 2018.
    Of2018,
    /// The ten-column form of 57/2026/TT-BGDĐT.
    Of2026,
}

/// The day on which the form of 2026 came into force.
const SINCE: Date = Date { year: 2026, month: 7, day: 7 };

impl Form {
    pub fn of(catalog: &Catalog) -> Form {
        if catalog.effective >= SINCE { Form::Of2026 } else { Form::Of2018 }
    }

    fn template(self) -> &'static str {
        match self {
            Form::Of2018 => include_str!("../../../templates/plan-2018.md"),
            Form::Of2026 => include_str!("../../../templates/plan-2026.md"),
        }
    }

    /// The wording of a label in this form.
    pub fn wording(self, kind: LabelKind) -> &'static str {
        match (self, kind) {
            (_, LabelKind::Level) => "Mức",
            (_, LabelKind::Shared) => "Thực hiện chung",
            (_, LabelKind::Items(Kind::Strength)) => "Điểm mạnh",
            (Form::Of2018, LabelKind::Items(Kind::Weakness)) => "Điểm yếu",
            (Form::Of2018, LabelKind::Items(Kind::Target)) => "Kết quả cần đạt",
            (Form::Of2018, LabelKind::Items(Kind::Action)) => "Giải pháp",
            (Form::Of2026, LabelKind::Items(Kind::Weakness)) => "Điểm hạn chế",
            (Form::Of2026, LabelKind::Items(Kind::Target)) => "Mục tiêu cải tiến",
            (Form::Of2026, LabelKind::Items(Kind::Action)) => "Hoạt động/giải pháp",
            (_, LabelKind::Items(Kind::Measure)) => "Chỉ số đánh giá kết quả",
        }
    }

    /// The labels that the form has under each criterion, in order.
    fn labels(self) -> &'static [Kind] {
        match self {
            Form::Of2018 => &[Kind::Weakness, Kind::Target, Kind::Action],
            Form::Of2026 => &[Kind::Weakness, Kind::Target, Kind::Action, Kind::Measure],
        }
    }
}

/// What the head of a plan says.
#[derive(Clone, Debug, Default)]
pub struct Head {
    pub school: String,
    /// The school's full name.
    pub name: String,
    pub place: Option<String>,
    pub signer: String,
    pub recipients: Vec<String>,
}

/// Whether the criteria of the catalogue are listed for filling in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Criteria {
    /// Every one, with its empty labels.
    Listed,
    /// Standards only: what is carried over brings its criteria along.
    LeftOut,
}

/// The skeleton's text.
pub fn skeleton(head: &Head, period: Period, catalog: &Catalog, criteria: Criteria) -> String {
    let form = Form::of(catalog);
    let place = match &head.place {
        Some(place) => format!("place = {}", quoted(place)),
        None => "# place = \"…\"                     # địa danh, ví dụ \"Mây Trắng\"".into(),
    };
    let recipients = if head.recipients.is_empty() {
        "recipients = [\"Lưu: VT\"]              # nơi nhận, ví dụ \"UBND xã … (để b/c)\"".into()
    } else {
        let list: Vec<String> = head.recipients.iter().map(|text| quoted(text)).collect();
        format!("recipients = [{}]", list.join(", "))
    };
    let standards = catalog.standards.iter().map(|standard| self::standard(standard, form, criteria));
    let content = standards.collect::<Vec<_>>().join("\n\n");
    let filled = [
        ("{school}", quoted(&head.school)),
        ("{period}", quoted(&period.to_string())),
        ("{catalog}", quoted(&catalog.id)),
        ("{title}", quoted(&title(period))),
        ("{place}", place),
        ("{signer}", quoted(&head.signer)),
        ("{recipients}", recipients),
        ("{name}", head.name.clone()),
        ("{first}", period.first().to_string()),
        ("{last}", period.last().to_string()),
        ("{content}", content),
    ];
    fill(form.template(), &filled)
}

/// One pass over the template: what was filled in is never looked at again.
fn fill(template: &str, words: &[(&str, String)]) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        let (before, from) = rest.split_at(at);
        text.push_str(before);
        let found = words.iter().find_map(|(name, word)| Some((word, from.strip_prefix(name)?)));
        rest = match found {
            Some((word, after)) => {
                text.push_str(word);
                after
            }
            None => {
                text.push('{');
                from.strip_prefix('{').unwrap_or_default()
            }
        };
    }
    text.push_str(rest);
    text
}

fn standard(standard: &CatalogStandard, form: Form, criteria: Criteria) -> String {
    let mut blocks = vec![format!("### Tiêu chuẩn {}: {}", standard.number, standard.name)];
    if criteria == Criteria::Listed {
        for criterion in &standard.criteria {
            blocks.push(format!("#### Tiêu chí {}: {}", criterion.id, criterion.name));
            blocks.push("**Mức:**".into());
            let labels = form.labels().iter();
            blocks.extend(labels.map(|kind| format!("**{}**", form.wording(LabelKind::Items(*kind)))));
        }
    }
    blocks.join("\n\n")
}

/// The usual title of a plan.
pub fn title(period: Period) -> String {
    let span = if period.is_school_year() { "năm học" } else { "giai đoạn" };
    format!("Kế hoạch cải tiến chất lượng giáo dục {span} {}–{}", period.first(), period.last())
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::plan::format::format;
    use crate::plan::parse::parse;

    #[test]
    fn every_edition_has_a_skeleton_that_formatting_leaves_alone() {
        for id in crate::catalog::embedded_ids() {
            let catalog = crate::catalog::embedded(id).unwrap();
            let head = Head {
                school: "mn-a".into(),
                name: "Trường {content} \"A\"".into(),
                signer: "Lê\nAn".into(),
                ..Head::default()
            };
            let period = "2026-2027".parse().unwrap();
            let text = skeleton(&head, period, catalog, Criteria::Listed);
            let parsed = parse(&text);
            assert_eq!(parsed.findings, [], "{id}");
            assert_eq!(parsed.plan.criteria().count(), catalog.criteria().count(), "{id}");
            assert_eq!(parsed.plan.items().count(), 0, "{id}");
            assert_eq!(parsed.plan.front.signer.as_ref().unwrap().name, "Lê\nAn");
            let formatted = format(&text, &BTreeSet::new());
            assert_eq!(formatted.findings, [], "{id}");
            assert_eq!(format(&formatted.text, &BTreeSet::new()).text, formatted.text, "{id}");
        }
    }
}
