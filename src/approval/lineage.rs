//! The line of a school's trust records through the history, along every parent.
