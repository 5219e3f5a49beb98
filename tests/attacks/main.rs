//! The attacks: one story for each, with people by name, that must be refused with the right verdict, and
//! beside it what plain `git verify-tag` says. `docs/attacks.md` is their table.
//!
//! The people: cô Mai is the principal (`Who::Principal`), thầy Bình the deputy (`Who::Deputy`), bà Hạnh
//! works in the education office (`Who::Office`), cô Lan takes the school over (`Who::FormerPrincipal`,
//! whose key is any other principal's), and Tùng is the stranger (`Who::Stranger`).

#[allow(dead_code)]
#[path = "../cli/approval_story.rs"]
mod approval_story;
#[path = "../cli/world.rs"]
mod world;

mod story;

mod bytes;
mod chain;
mod content;
mod keys;
mod names;
mod offices;
mod record;
mod replay;
mod rights;
mod scale;
mod store;
