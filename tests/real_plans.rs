//! The real plans that lie beside the project, imported and held to what a person found in them.
//! Where they are not there, nothing is tested, and it says so.

use std::collections::HashMap;
use std::path::PathBuf;

use caitien::import::report::Topic;
use caitien::import::{ImportedPlan, Options, import};
use caitien::plan::item::{FieldKey, Kind};
use caitien::plan::{Criterion, Entries};
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

/// The folder of real plans: `CAITIEN_SHARED`, or `shared/` beside this project or above it.
fn real(name: &str) -> Option<String> {
    let given = std::env::var_os("CAITIEN_SHARED").map(PathBuf::from);
    let above = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let beside = above.ancestors().skip(1).map(|folder| folder.join("shared"));
    let found = given
        .into_iter()
        .chain(beside)
        .map(|folder| folder.join("plans").join(name))
        .find(|path| path.is_file());
    if found.is_none() {
        println!("skipped: no real plans beside the project");
    }
    found.map(|path| std::fs::read_to_string(path).unwrap())
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

#[test]
fn real_plans_give_what_a_person_found() {
    let Some(expected) = real("expected.json") else { return };
    let expected: Value = serde_json::from_str(&expected).unwrap();
    for (name, plan) in expected["plans"].as_object().unwrap() {
        let file = real(name).unwrap();
        let documents = import(&file, &Options::default()).documents;
        let wanted = plan["documents"].as_array().unwrap();
        assert_eq!(documents.len(), wanted.len(), "{name}");
        keeps_words(&file, &documents);
        for (document, wanted) in documents.iter().zip(wanted) {
            front_matter(document, wanted);
            structure(document, wanted);
            rows(document, wanted);
            offers(document, wanted);
        }
    }
}

fn front_matter(document: &ImportedPlan, wanted: &Value) {
    let front = &document.plan.front;
    let fact = |topic| document.report.fact(topic).map(|fact| fact.value.clone());
    assert_eq!(document.lines.0 as u64, wanted["lines"][0].as_u64().unwrap());
    assert_eq!(fact(Topic::SchoolName), text(&wanted["school"]["name"]));
    assert_eq!(front.number, text(&wanted["document_number"]["normalized"]));
    assert_eq!(front.place, text(&wanted["place"]));
    assert_eq!(front.date.map(|date| date.to_string()), text(&wanted["date"]["iso"]));
    assert_eq!(front.title, text(&wanted["title"]));
    assert_eq!(front.period_text, text(&wanted["period"]));
    assert_eq!(front.catalog, text(&wanted["catalog"]));
    assert_eq!(fact(Topic::Level), text(&wanted["level"]));
    let signer = front.signer.clone().unwrap_or_default();
    assert_eq!(Some(signer.name), text(&wanted["signer"]["name"]));
    assert_eq!(signer.title, text(&wanted["signer"]["title"]).unwrap_or_default());
    let recipients: Vec<String> = wanted["recipients"].as_array().unwrap().iter().filter_map(text).collect();
    assert_eq!(front.recipients, recipients);
}

fn structure(document: &ImportedPlan, wanted: &Value) {
    let found = document.report.sections.iter();
    let found: Vec<(String, u64, &str)> =
        found.map(|section| (section.printed.clone(), section.line as u64, section.kind.as_str())).collect();
    let sections: Vec<(String, u64, &str)> = wanted["sections"]
        .as_array()
        .unwrap()
        .iter()
        .map(|section| {
            (
                text(&section["printed"]).unwrap(),
                section["line"].as_u64().unwrap(),
                section["role"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(found, sections);
    let of = |what: &str| {
        let part = &wanted[what];
        let list = part["section_III"].as_array().or(part["section_II"].as_array()).unwrap();
        list.iter().map(|one| one.as_str().map_or_else(|| one.to_string(), str::to_owned)).collect::<Vec<_>>()
    };
    let criteria: Vec<String> = document.plan.criteria().map(|criterion| criterion.id.to_string()).collect();
    assert_eq!(criteria, of("criteria"));
    let standards: Vec<String> = document
        .plan
        .standards()
        .filter_map(|standard| standard.number)
        .map(|number| number.to_string())
        .collect();
    assert_eq!(standards, of("standards"));
    assert_eq!(document.plan.weaknesses().count(), wanted["weaknesses"].as_array().unwrap().len());
    let Some(actions) = wanted["actions"]["by_criterion"].as_object() else { return };
    for (id, count) in actions {
        let criterion = document.plan.criterion(id.parse().unwrap()).unwrap();
        assert_eq!(criterion.items_of(Kind::Action).count() as u64, count.as_u64().unwrap(), "{id}");
    }
}

fn rows(document: &ImportedPlan, wanted: &Value) {
    let Some(rows) = wanted["table"]["rows"].as_array() else { return };
    for row in rows {
        let id = row["criterion"].as_str().unwrap();
        let criterion = document.plan.criterion(id.parse().unwrap()).unwrap();
        assert_eq!(criterion.level().map(u64::from), row["level"].as_u64(), "{id}");
        for (key, name) in [
            (FieldKey::Lead, "lead"),
            (FieldKey::Schedule, "deadline"),
            (FieldKey::Budget, "budget"),
            (FieldKey::Conditions, "conditions"),
        ] {
            assert_eq!(shared(criterion, key), text(&row[name]), "{id} {name}");
        }
        for (kind, names) in [
            (Kind::Target, ["target_paragraphs", "target_items_inline"]),
            (Kind::Action, ["action_paragraphs", "action_items_inline"]),
        ] {
            if let Some(count) = names.iter().find_map(|name| row[*name].as_u64()) {
                assert_eq!(criterion.items_of(kind).count() as u64, count, "{id}");
            }
        }
    }
}

fn shared(criterion: &Criterion, key: FieldKey) -> Option<String> {
    criterion.shared().find(|field| field.key == key).map(|field| field.value.clone())
}

fn offers(document: &ImportedPlan, wanted: &Value) {
    for offer in wanted["unlabelled_weaknesses"].as_array().into_iter().flatten() {
        let start = offer["text_first_60_chars"].as_str().unwrap().trim_end_matches(',');
        let found = document
            .report
            .suggestions
            .iter()
            .find(|found| found.line as u64 == offer["line"].as_u64().unwrap());
        assert!(found.is_some_and(|found| found.text.starts_with(start)), "{start}: {found:?}");
    }
}

/// The words of a text, as often as they occur, counted by other code than the program's own.
fn words(text: &str) -> HashMap<String, i64> {
    let text: String = text.replace("<p>", " ").replace("</p>", " ").nfc().collect();
    let mut words = HashMap::new();
    for word in
        text.to_lowercase().split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
    {
        *words.entry(word.to_owned()).or_default() += 1;
    }
    words
}

/// Every word of the file is in its plans, but for the few that a field or a heading says.
fn keeps_words(file: &str, documents: &[ImportedPlan]) {
    let all: Vec<&str> = documents.iter().map(|document| document.text.as_str()).collect();
    let written = words(&all.join("\n"));
    let form = [
        "số", "ngày", "tháng", "năm", "nơi", "nhận", "chuẩn", "mức", "1", "2", "3", "4", "5", "31", "08",
        "2024", "8",
    ];
    for (word, count) in words(file) {
        let kept = written.get(&word).copied().unwrap_or_default();
        assert!(kept >= count || form.contains(&word.as_str()), "{word}: {count} in, {kept} out");
    }
    for document in documents {
        assert_eq!(document.report.words.lost(), 0);
    }
}
