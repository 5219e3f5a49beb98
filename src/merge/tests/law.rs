//! The laws of merging, over generated plans and generated edits.
