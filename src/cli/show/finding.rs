//! Findings as people read them: reason, place, the line with a caret, remedy. In the manner of
//! a good compiler.
//!
//! Lines of a plan are often longer than a screen; an excerpt shows the part around the place.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level as Mark, Origin, Renderer, Snippet};

use crate::cli::lang::{Lang, Say};
use crate::compare::wording::{Piece, PieceSide, words};
use crate::finding::{Finding, Level, Lines, Problem};

/// What to do about a problem; its sentences stand beside the problem's own.
pub struct Remedy<'p>(pub &'p Problem);

/// A file that findings speak of.
pub struct Source<'t> {
    /// As the person knows it.
    pub path: &'t str,
    /// The text that the spans refer to.
    pub text: &'t str,
    pub lines: Lines<'t>,
}

impl<'t> Source<'t> {
    pub fn new(path: &'t str, text: &'t str) -> Self {
        Source { path, text, lines: Lines::new(text) }
    }
}

/// The widest line that is shown; a longer one is cut around the place.
const WIDE: usize = 110;

/// One finding as a block of text, with styles that the terminal may strip.
pub fn render(finding: &Finding, source: &Source<'_>, lang: Lang) -> String {
    let level = finding.level();
    let name = level.say(lang);
    let message = finding.problem.say(lang);
    let remedy = Remedy(&finding.problem).say(lang);
    let place = source.lines.place(finding.span.start);
    let title = mark(level).with_name(name).primary_title(message).id(finding.code().as_str());
    let excerpt = Excerpt::of(finding, source);
    let group = if excerpt.line.trim().is_empty() {
        title.element(Origin::path(source.path).line(place.line).char_column(place.column))
    } else {
        let caret = AnnotationKind::Primary.span(excerpt.start..excerpt.end);
        let snippet = Snippet::source(excerpt.line).path(source.path).line_start(place.line);
        title.element(snippet.annotation(caret))
    };
    let advice = match lang {
        Lang::Vi => "cách sửa",
        Lang::En => "help",
    };
    let beside: Vec<(String, String)> = beside(&finding.problem, lang);
    let notes =
        beside.iter().map(|(label, text)| Mark::NOTE.with_name(label.as_str()).message(text.as_str()));
    let group = group.elements(notes);
    let group = group.element(Mark::HELP.with_name(advice).message(remedy));
    let renderer = Renderer::styled().decor_style(DecorStyle::Ascii).term_width(WIDE);
    renderer.render(&[group])
}

/// More sentences than these are not shown side by side on a terminal.
const SHOWN: usize = 4;

/// What stands unchanged, as it stood in the year before and as it stands, with the words that differ marked.
fn beside(problem: &Problem, lang: Lang) -> Vec<(String, String)> {
    let (Problem::CopiedWeakness { years, sides, .. } | Problem::CopiedCriterion { years, sides, .. }) =
        problem
    else {
        return Vec::new();
    };
    let [.., before, after] = years.as_slice() else { return Vec::new() };
    let mut lines = Vec::new();
    for sides in sides.iter().take(SHOWN) {
        if sides.before == sides.after {
            lines.push((Unchanged.say(lang), sides.after.clone()));
        } else {
            let pieces = words(&sides.before, &sides.after);
            lines.push((before.to_string(), marked(&pieces, PieceSide::Before, ["[-", "-]"])));
            lines.push((after.to_string(), marked(&pieces, PieceSide::After, ["{+", "+}"])));
        }
    }
    lines
}

/// One side of a sentence, its own words between marks.
fn marked(pieces: &[Piece], own: PieceSide, [open, close]: [&str; 2]) -> String {
    let shown = pieces.iter().filter(|piece| piece.side == own || piece.side == PieceSide::Both);
    let text = shown.map(|piece| match piece.text.trim_end() {
        text if piece.side == own && !text.is_empty() => {
            format!("{open}{text}{close}{}", piece.text.strip_prefix(text).unwrap_or_default())
        }
        _ => piece.text.clone(),
    });
    text.collect()
}

/// Before a sentence that stands word for word, to be said.
pub struct Unchanged;

fn mark(level: Level) -> Mark<'static> {
    match level {
        Level::Error => Mark::ERROR,
        Level::Warning => Mark::WARNING,
        Level::Hint => Mark::INFO,
    }
}

/// One line, and the bytes in it that the caret marks.
struct Excerpt<'t> {
    line: &'t str,
    start: usize,
    end: usize,
}

impl<'t> Excerpt<'t> {
    fn of(finding: &Finding, source: &Source<'t>) -> Excerpt<'t> {
        let place = source.lines.place(finding.span.start);
        let begin = source.lines.start(place.line);
        let line = source.text.get(begin..).and_then(|rest| rest.lines().next()).unwrap_or("");
        let start = finding.span.start.saturating_sub(begin).min(line.len());
        let end = finding.span.end.saturating_sub(begin).clamp(start, line.len());
        Excerpt { line, start, end }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Span;

    fn plain(text: &str, marked: &str, lang: Lang) -> String {
        let start = text.find(marked).unwrap();
        let problem = Problem::UnreadableMoney { written: marked.to_owned() };
        let finding = Finding::new(problem, Span::new(start, start + marked.len()));
        anstream::adapter::strip_str(&render(&finding, &Source::new("plan.md", text), lang)).to_string()
    }

    #[test]
    fn shows_the_line_with_a_caret() {
        insta::assert_snapshot!(plain("một\n- Kinh phí: ít thôi\n", "ít thôi", Lang::Vi), @r"
        cảnh báo[unreadable-money]: chưa đọc được số tiền “ít thôi”
         --> plan.md:2:13
          |
        2 | - Kinh phí: ít thôi
          |             ^^^^^^^
          |
          = cách sửa: viết như `2.000.000 đ`, `15 triệu đồng` hoặc `Không`
        ");
    }

    #[test]
    fn cuts_a_long_line_around_the_place_and_keeps_its_column() {
        let text = format!("{}đúng chỗ này{}", "trước đó ".repeat(40), " sau đó".repeat(40));
        insta::assert_snapshot!(plain(&text, "đúng chỗ này", Lang::En), @r"
        warning[unreadable-money]: the money “đúng chỗ này” cannot be read
         --> plan.md:1:361
          |
        1 | ...rước đó trước đó trước đó trước đó trước đó đúng chỗ này sau đó sau đó sau đó sau đó sau đó sau đó s...
          |                                                ^^^^^^^^^^^^
          |
          = help: write `2.000.000 đ`, `15 triệu đồng` or `Không`
        ");
    }
}
