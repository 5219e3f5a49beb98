//! `caitien`: school quality-improvement plans over the years, on git.
//!
//! The code map, from the ground up. A module names only modules above it in this list; the table
//! of floors and of the doors to outside libraries is in `docs/architecture.md`, and a test holds
//! the code to it.
//!
//! | floor | modules | what |
//! | --- | --- | --- |
//! | 0 words | [`finding`] [`date`] [`period`] [`plan`] [`school`] [`progress`] [`catalog`] [`reading`] [`review`] [`ledger`] [`evidence`] [`petition`] | pure values |
//! | 1 judgement | [`check`] [`compare`] [`deadline`] [`life`] [`merge`] [`report`] [`approval`] [`vetting`] [`docx`] [`import`] [`export`] [`tracking`] | pure functions over them |
//! | 2 the world | [`config`] [`git`] [`signing`] [`folder`] [`watch`] [`server`] [`office`] | one door each |
//! | 3 work | [`work`] | one file per use case |
//! | 4 the door | [`cli`] | arguments in, answers out |
//!
//! The shortest tour: [`plan`] is what a file says, [`check`] finds what is wrong with it,
//! [`compare`] says what became of each weakness, [`approval`] judges who signed what.

#![forbid(unsafe_code)]
#![warn(unreachable_pub)]
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::string_slice
    )
)]

// floor 0 · words
pub mod catalog;
pub mod continuity;
pub mod date;
pub mod evidence;
pub mod finding;
pub mod ledger;
pub mod period;
pub mod petition;
pub mod plan;
pub mod progress;
pub mod reading;
pub mod review;
pub mod school;

// floor 1 · judgement
pub mod approval;
pub mod check;
pub mod compare;
pub mod deadline;
pub mod docx;
pub mod export;
pub mod import;
pub mod life;
pub mod merge;
pub mod report;
pub mod tracking;
pub mod vetting;

// floor 2 · the world
pub mod config;
pub mod folder;
pub mod git;
pub mod office;
pub mod server;
pub mod signing;
pub mod watch;

// floor 3 · work
pub mod work;

// floor 4 · the door
pub mod cli;
