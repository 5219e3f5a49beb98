//! The order of a school's approvals: gaps and forks.
