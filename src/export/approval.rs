//! An approval on paper: the plan, the verdict, and the fingerprints by which anybody can check both. One
//! self-contained page without script or network.
//!
//! Its sentences are made up already, in the reader's language, by whoever asks (`cli/show/page`). The page is
//! `templates/approval.html`; whatever people wrote is escaped there, and the plan's Markdown is rendered by
//! [`crate::plan::markdown::html`], in which nothing is active.

use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, Value, context};

use super::{Error, Tone, qr};
use crate::plan::markdown::html;

const TEMPLATE: &str = include_str!("../../templates/approval.html");

/// The page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// The language tag: `vi`.
    pub lang: &'static str,
    pub title: String,
    pub school: String,
    pub tone: Tone,
    pub mark: &'static str,
    pub verdict: String,
    pub code: &'static str,
    /// What the reader must know before believing the rest.
    pub alerts: Vec<String>,
    /// Facts about the approval, each with its label.
    pub facts: Vec<(String, String)>,
    pub root: Root,
    /// What the QR code says.
    pub code_label: String,
    pub code_text: String,
    /// That the page proves nothing, and how to check.
    pub check: Vec<String>,
    pub plan_heading: String,
    /// The plan's Markdown, without front matter.
    pub plan: String,
    pub footer: String,
}

/// The root of trust, to be compared by telephone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Root {
    pub label: String,
    /// Groups of four syllables.
    pub syllables: Vec<String>,
    pub digits: String,
}

/// The whole page.
pub fn page(page: &Page) -> Result<String, Error> {
    let failed = |error: minijinja::Error| Error::Template { detail: error.to_string() };
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().map_err(failed)?;
    let mut templates = Environment::new();
    templates.set_syntax(syntax);
    templates.add_template("approval.html", TEMPLATE).map_err(failed)?;
    let fact = |(label, value): &(String, String)| context! { label => label, value => value };
    let value = context! {
        lang => page.lang,
        title => page.title.as_str(),
        school => page.school.as_str(),
        tone => page.tone.as_str(),
        mark => page.mark,
        verdict => page.verdict.as_str(),
        code => page.code,
        alerts => &page.alerts,
        facts => page.facts.iter().map(fact).collect::<Vec<Value>>(),
        root => context! {
            label => page.root.label.as_str(),
            syllables => &page.root.syllables,
            digits => page.root.digits.as_str(),
        },
        code_label => page.code_label.as_str(),
        code_text => page.code_text.as_str(),
        qr => Value::from_safe_string(qr::svg(&page.code_text)),
        check => &page.check,
        plan_heading => page.plan_heading.as_str(),
        plan => Value::from_safe_string(html(&page.plan)),
        footer => page.footer.as_str(),
    };
    templates.get_template("approval.html").and_then(|template| template.render(value)).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_wrote_is_escaped_and_nothing_is_fetched() {
        let hostile =
            "<script>alert(1)</script> [x](javascript:alert(1)) ![y](http://x/y.png) <img src=x onerror=y>";
        let text = || hostile.to_owned();
        let filled = Page {
            lang: "vi",
            title: text(),
            school: text(),
            verdict: text(),
            alerts: vec![text()],
            facts: vec![(text(), text())],
            root: Root { label: text(), syllables: vec![text()], digits: text() },
            code_label: text(),
            code_text: text(),
            check: vec![text()],
            plan_heading: text(),
            plan: text(),
            footer: text(),
            ..Page::default()
        };
        let page = page(&filled).unwrap();
        assert!(page.starts_with("<!doctype html>") && page.contains("&lt;script&gt;"));
        for forbidden in
            ["<script", "<img", "<link", "<a ", "href=", "src=\"", "@import", "url(", " onerror=y>"]
        {
            assert!(!page.contains(forbidden), "{forbidden}\n{page}");
        }
        assert!(page.contains("default-src 'none'"));
    }
}
