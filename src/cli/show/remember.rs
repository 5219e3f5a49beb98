//! What was seen, for people.

use crate::cli::lang::Say;
use crate::cli::show::verdict::safe;
use crate::cli::ui::{Tone, Ui};
use crate::git::seen::Seen;
use crate::work::remember::Compared;

/// What `remember` tells.
#[derive(Clone, Debug)]
pub enum Told {
    /// So much is new, so much is known.
    New {
        count: usize,
    },
    Nothing {
        known: usize,
    },
    Known {
        count: usize,
    },
    /// Something that was seen here is gone, or another one now.
    Losses,
    Written {
        path: String,
        count: usize,
    },
    Alike,
    Differences {
        count: usize,
    },
    OnlyHere {
        count: usize,
    },
    OnlyThere {
        count: usize,
    },
}

/// One thing that was seen.
pub struct SeenLine<'s>(pub &'s Seen);

/// A list of what was seen.
pub fn list(seen: &[Seen], ui: &Ui) -> String {
    seen.iter().map(|one| format!("  {}\n", safe(&SeenLine(one).say(ui.lang)))).collect()
}

/// Two readers' memories held against each other.
pub fn compared(compared: &Compared, ui: &Ui) -> String {
    let mut text = String::new();
    let count = compared.differences.len();
    if count == 0 {
        text.push_str(&format!("{}\n", ui.paint(Tone::Good, &Told::Alike.say(ui.lang))));
    } else {
        text.push_str(&format!("{}\n", ui.paint(Tone::Bad, &Told::Differences { count }.say(ui.lang))));
    }
    for difference in &compared.differences {
        text.push_str(&format!("  {} {}\n", ui.paint(Tone::Bad, "✗"), safe(&difference.say(ui.lang))));
    }
    for (told, seen) in [
        (Told::OnlyHere { count: compared.only_here.len() }, &compared.only_here),
        (Told::OnlyThere { count: compared.only_there.len() }, &compared.only_there),
    ] {
        if !seen.is_empty() {
            text.push_str(&format!("{}\n{}", told.say(ui.lang), list(seen, ui)));
        }
    }
    text
}
