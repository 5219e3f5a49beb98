//! Stories and laws of merging: whole texts in, whole texts out.

mod law;
mod story;
