//! From values to what people and programs read: terminal text, JSON, Markdown, HTML.

pub mod approval;
pub mod bundle;
pub mod check;
pub mod comparison;
pub mod continuity;
pub(in crate::cli) mod excerpt;
pub mod explain;
pub mod export;
pub mod finding;
pub mod formatting;
pub mod history;
pub mod hook;
pub mod import;
pub mod json;
pub mod life;
pub mod matching;
pub mod notice;
pub mod page;
pub mod paper;
pub mod plan;
pub mod remember;
pub mod report;
pub mod status;
pub mod trust;
pub mod trust_change;
pub mod verdict;
pub mod watch;
