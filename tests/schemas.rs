//! The JSON Schemas in `docs/schema/` are made from the wire types; here they are held to them.
//! `UPDATE_DOCS=1 cargo test --test schemas` writes them anew.

use std::path::Path;

use caitien::cli::show::json;
use schemars::{JsonSchema, schema_for};

fn check<T: JsonSchema>(name: &str) {
    let schema = serde_json::to_string_pretty(&schema_for!(T)).unwrap() + "\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("docs/schema/{name}.schema.json"));
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &schema).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(written, schema, "{} is not current: UPDATE_DOCS=1 cargo test --test schemas", path.display());
}

#[test]
fn show() {
    check::<json::plan::Answer>("show");
}

#[test]
fn format() {
    check::<json::formatting::Answer>("format");
}

#[test]
fn check_answers() {
    check::<json::check::Answer>("check");
}

#[test]
fn explain_answers() {
    check::<json::check::Explanations>("explain");
}

#[test]
fn export_answers() {
    check::<json::export::Answer>("export");
}

#[test]
fn import_answers() {
    check::<json::import::Answer>("import");
    check::<json::update::Answer>("import-update");
}

#[test]
fn approve_answers() {
    check::<json::approval::Answer>("approve");
}

#[test]
fn bundle_and_publish_answers() {
    check::<json::bundle::Answer>("bundle");
    check::<json::bundle::Answer>("publish");
}

#[test]
fn diff_answers() {
    check::<json::comparison::Answer>("diff");
    check::<json::matching::Answer>("diff-explain");
}

#[test]
fn link_and_account_answers() {
    check::<json::continuity::Linked>("link");
    check::<json::continuity::Linked>("unlink");
    check::<json::continuity::Accounted>("account");
}

#[test]
fn history_answers() {
    check::<json::history::Answer>("history");
}

#[test]
fn report_answers() {
    check::<json::report::Answer>("report");
}

#[test]
fn save_answers() {
    check::<json::save::Answer>("save");
}

#[test]
fn sync_answers() {
    check::<json::sync::Answer>("sync");
    check::<json::resolve::Answer>("resolve");
    check::<json::join::Answer>("join");
}

#[test]
fn answers_about_the_course_of_a_year() {
    check::<json::tracking::Progress>("progress");
    check::<json::tracking::Evidence>("evidence");
    check::<json::tracking::Petitions>("petition");
    check::<json::due::Answer>("due");
    check::<json::due::Calendar>("due-calendar");
    check::<json::budget::Answer>("budget");
    check::<json::budget::File>("budget-file");
    check::<json::budget::Years>("budget-years");
}

#[test]
fn status_answers() {
    check::<json::status::Answer>("status");
}

#[test]
fn trust_answers() {
    check::<json::trust::Answer>("trust");
    check::<json::trust_proposal::Answer>("trust-change");
    check::<json::trust_proposal::Consent>("trust-consent");
    check::<json::trust_proposal::OfficeAnswer>("trust-office");
    check::<json::trust_key::Answer>("trust-key");
}

#[test]
fn verify_answers() {
    check::<json::verdict::Answer>("verify");
}

#[test]
fn notice_answers() {
    check::<json::notice::Answer>("notice");
    check::<json::remember::Answer>("remember");
}

#[test]
fn answers_about_parts() {
    check::<json::parts::Answer>("assign");
    check::<json::parts::Own>("status-mine");
}

#[test]
fn unsaved_answers() {
    check::<json::unsaved::Answer>("recover");
}

#[test]
fn watch_answers() {
    check::<json::watch::Answer>("watch");
}

#[test]
fn init_answers() {
    check::<json::init::Made>("init");
}

#[test]
fn new_answers() {
    check::<json::new::Made>("new");
}

#[test]
fn hook_answers() {
    check::<json::hook::Hooks>("hook");
}

#[test]
fn review_answers() {
    check::<json::comment::Answer>("comment");
    check::<json::review::Answer>("review");
    check::<json::submit::Answer>("submit");
}
