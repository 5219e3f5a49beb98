//! The use cases: collect facts, judge, act.
