//! The properties of a document, and the XML that other programs put into it: where a plan's origin is kept.

use super::Error;
use super::limit::{LISTED, LONG, NAME, cut};
use super::package::Package;
use super::xml::Pull;
use crate::docx::Document;

/// Reads `docProps/custom.xml`, the names of `docProps/core.xml` and the texts of `customXml/item*.xml`.
pub(super) fn read(package: &mut Package<'_>, document: &mut Document) -> Result<(), Error> {
    if let Some(text) = package.text("docProps/custom.xml")? {
        document.properties.extend(custom(&text)?);
    }
    if let Some(text) = package.text("docProps/core.xml")? {
        document.properties.extend(core(&text)?);
    }
    let mut items: Vec<String> = package.names().filter(|name| is_item(name)).map(str::to_owned).collect();
    items.sort();
    for item in items {
        document.custom.extend(package.text(&item)?);
    }
    Ok(())
}

fn is_item(name: &str) -> bool {
    let number = name.strip_prefix("customxml/item").and_then(|rest| rest.strip_suffix(".xml"));
    number.is_some_and(|number| number.chars().all(|letter| letter.is_ascii_digit()))
}

fn custom(text: &str) -> Result<Vec<(String, String)>, Error> {
    let mut pull = Pull::new(text, "docProps/custom.xml");
    let mut found = Vec::new();
    pull.child()?;
    while let Some(element) = pull.child()? {
        let name = cut(&element.get("name").unwrap_or_default(), NAME);
        let value = pull.text()?;
        if found.len() < LISTED {
            found.push((name, value.trim().to_owned()));
        }
    }
    Ok(found)
}

fn core(text: &str) -> Result<Vec<(String, String)>, Error> {
    let mut pull = Pull::new(text, "docProps/core.xml");
    let mut found = Vec::new();
    pull.child()?;
    while let Some(element) = pull.child()? {
        let name = element.name().to_owned();
        let value = pull.text()?;
        if matches!(name.as_str(), "title" | "creator") {
            found.push((name, cut(value.trim(), LONG)));
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_have_names_and_values() {
        let text = "<Properties><property name=\"caitien\"><vt:lpwstr>mn-a &amp; b</vt:lpwstr></property></Properties>";
        assert_eq!(custom(text).unwrap(), [("caitien".to_owned(), "mn-a & b".to_owned())]);
        let text = "<cp:coreProperties><dc:title>Kế hoạch</dc:title><cp:revision>2</cp:revision></cp:coreProperties>";
        assert_eq!(core(text).unwrap(), [("title".to_owned(), "Kế hoạch".to_owned())]);
        assert!(is_item("customxml/item12.xml") && !is_item("customxml/itemprops1.xml"));
    }
}
