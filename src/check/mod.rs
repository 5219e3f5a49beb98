//! What is wrong with a plan: one file per family of rules.
