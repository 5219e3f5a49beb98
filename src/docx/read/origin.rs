//! Which plan a document was made of, as the document says: a claim that its reader checks.
//!
//! The properties survive more editors than the text does, so each is read for itself.

use super::Error;
use super::xml::Pull;
use crate::docx::Document;
use crate::docx::write::{ORIGIN, PREFIX};
use crate::export::paper::PlanOrigin;

/// The plan that a document says it was made of; None where it says nothing.
pub fn origin(document: &Document) -> Option<PlanOrigin> {
    let kept = document.custom.iter().find_map(|text| plan(text).ok().flatten());
    let mut origin = kept.unwrap_or_default();
    for (name, value) in &document.properties {
        match name.strip_prefix(PREFIX) {
            Some("school") => origin.school.clone_from(value),
            Some("period") => origin.period.clone_from(value),
            Some("blob") => origin.blob.clone_from(value),
            _ => {}
        }
    }
    (origin != PlanOrigin::default()).then_some(origin)
}

/// What the pages say at the foot, as the document says it was made; None where it does not say.
pub fn line(document: &Document) -> Option<&str> {
    let mut own = document.properties.iter().filter(|(name, _)| name.strip_prefix(PREFIX) == Some("line"));
    own.next().map(|(_, value)| value.as_str())
}

/// The plan's text in the XML that we put into a document.
fn plan(text: &str) -> Result<Option<PlanOrigin>, Error> {
    if !text.contains(ORIGIN) {
        return Ok(None);
    }
    let mut pull = Pull::new(text, "customXml");
    let Some(element) = pull.child()? else { return Ok(None) };
    if element.name() != "plan" {
        return Ok(None);
    }
    let value = |name| element.get(name).unwrap_or_default();
    let (school, period, blob) = (value("school"), value("period"), value("blob"));
    Ok(Some(PlanOrigin { school, period, blob, text: pull.text()? }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_survived_is_read() {
        let text = format!(
            "<plan xmlns=\"{ORIGIN}\" school=\"mn-a\" period=\"2025-2026\" blob=\"00\">## I. &lt;A&gt;\n\n- b\n</plan>"
        );
        let whole = Document { custom: vec!["<x/>".into(), text], ..Document::default() };
        let found = origin(&whole).unwrap();
        assert_eq!((found.school.as_str(), found.text.as_str()), ("mn-a", "## I. <A>\n\n- b\n"));
        let property = |name: &str, value: &str| (format!("{PREFIX}{name}"), value.to_owned());
        let bare = Document { properties: vec![property("school", "mn-b")], ..Document::default() };
        assert_eq!(origin(&bare).unwrap().school, "mn-b");
        assert_eq!(origin(&Document::default()), None);
    }
}
