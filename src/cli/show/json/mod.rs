//! The wire types: what programs read after `--format json`. One file per subject; every answer
//! carries `"schema": 1` at its top.

pub mod approval;
pub mod bundle;
mod change;
pub mod check;
pub mod comment;
pub mod comparison;
pub mod continuity;
pub mod export;
pub mod finding;
pub mod formatting;
pub mod history;
pub mod hook;
pub mod import;
pub mod init;
pub mod life;
pub mod matching;
pub mod new;
pub mod notice;
pub mod plan;
mod reading;
pub mod remember;
pub mod report;
pub mod review;
pub mod save;
pub mod status;
pub mod submit;
pub mod trust;
pub mod trust_change;
pub mod trust_key;
pub mod trust_proposal;
pub mod update;
pub mod verdict;
pub mod watch;
pub mod word;
