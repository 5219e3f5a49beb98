//! Stories and laws of merging.

mod law;
mod story;
