//! The use cases: collect facts, judge, act.

pub mod approve;
pub mod approved;
pub mod check;
pub mod choice;
pub mod clean;
pub mod continuity;
pub mod demo;
pub mod diff;
pub mod edits;
pub mod facts;
pub mod format;
pub mod history;
pub mod hook;
pub mod import;
pub mod init;
pub mod new;
pub mod recall;
pub mod rehearsal;
pub mod report;
pub mod samples;
pub mod save;
pub mod show;
pub mod status;
pub mod trust;
pub mod verify;
pub mod watch;
