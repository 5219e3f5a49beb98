//! The working tree: find schools, periods and plans.
