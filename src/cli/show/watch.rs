//! One save's answer as people read it: what appeared (`+`), what went away (`-`), and what the
//! plan means differently.

use crate::cli::lang::Say;
use crate::cli::ui::{Tone, Ui};
use crate::compare::meaning::Shift;
use crate::finding::{Finding, Level, Lines};
use crate::work::watch::{Against, Answer, Tally};

/// The words around an answer.
#[derive(Clone, Copy, Debug)]
pub enum Word<'a> {
    /// The file is gone.
    Gone,
    /// Nothing that is told has changed.
    Nothing,
    /// The heading over the changes of meaning.
    Against(&'a Against),
    /// So many changes that stood before this save.
    Still(usize),
    /// What is left to mend in the file.
    Standing(Tally),
    /// Before a change that was taken back.
    Undone(&'a Shift),
}

/// One answer as lines of text.
pub fn render(answer: &Answer, ui: &Ui) -> String {
    let say = |word: Word<'_>| word.say(ui.lang);
    let mut lines = vec![ui.paint(Tone::Heading, &answer.path)];
    if answer.gone {
        lines.push(format!("  {}", ui.paint(Tone::Bad, &say(Word::Gone))));
    } else if !answer.says_something() {
        lines.push(format!("  {}", ui.paint(Tone::Quiet, &say(Word::Nothing))));
    }
    findings(&answer.disappeared, &answer.text_before, ("-", ui), &mut lines);
    findings(&answer.appeared, &answer.text, ("+", ui), &mut lines);
    if !answer.fresh.is_empty() || !answer.undone.is_empty() {
        lines.push(format!("  {}", say(Word::Against(&answer.against))));
        lines.extend(answer.fresh.iter().map(|shift| format!("    {}", shift.say(ui.lang))));
        let undone = answer.undone.iter().map(|shift| say(Word::Undone(shift)));
        lines.extend(undone.map(|text| format!("    {}", ui.paint(Tone::Quiet, &text))));
    }
    if !answer.still.is_empty() && answer.says_something() {
        lines.push(format!("    {}", ui.paint(Tone::Quiet, &say(Word::Still(answer.still.len())))));
    }
    if !answer.gone {
        lines.push(format!("  {}", ui.paint(tone(answer.standing), &say(Word::Standing(answer.standing)))));
    }
    lines.join("\n") + "\n"
}

fn findings(findings: &[Finding], text: &str, (mark, ui): (&str, &Ui), lines: &mut Vec<String>) {
    let places = Lines::new(text);
    for finding in findings {
        let level = finding.level();
        let tone = match (mark, level) {
            ("-", _) => Tone::Good,
            (_, Level::Error) => Tone::Bad,
            (_, Level::Warning) => Tone::Warn,
            (_, Level::Hint) => Tone::Quiet,
        };
        let place = places.place(finding.span.start);
        let head = format!("{mark} {}[{}]", level.say(ui.lang), finding.code());
        let (line, column) = (place.line, place.column);
        lines.push(format!("  {} {line}:{column}: {}", ui.paint(tone, &head), finding.problem.say(ui.lang)));
    }
}

fn tone(tally: Tally) -> Tone {
    match tally {
        Tally { errors: 0, warnings: 0, .. } => Tone::Good,
        Tally { errors: 0, .. } => Tone::Warn,
        _ => Tone::Bad,
    }
}
