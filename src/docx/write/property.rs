//! What a Word file says about itself: properties, settings, fonts, and the plan that it was made of.
//!
//! No date and no name of a machine is in it: the same plan gives the same file.

use crate::export::paper::{PlanOrigin, Properties};

use super::Error;
use super::xml::Xml;

/// The namespace of what we keep in `customXml/item1.xml`.
pub const ORIGIN: &str = "urn:caitien:plan:1";
/// What the custom properties begin with; they also survive a trip through `.odt`, which the XML does not.
pub const PREFIX: &str = "caitien.";

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006";
const WORDS: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// That a property is one of a person's own choosing: this id is the same in all files.
const CUSTOM: &str = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";
/// Any id does, as long as it is alone in the file.
const STORE: &str = "{6B1C8A52-0B7E-4E0B-9C0E-5A6C61697469}";

/// `docProps/core.xml`.
pub(super) fn core(properties: &Properties, language: &str) -> Result<Vec<u8>, Error> {
    let mut xml = Xml::new();
    xml.open(
        "cp:coreProperties",
        &[
            ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ],
    );
    let keywords = properties.keywords.join(", ");
    let language = if language == "en" { "en-GB" } else { "vi-VN" };
    for (name, value) in [
        ("dc:title", &*properties.title),
        ("dc:subject", &properties.subject),
        ("dc:creator", &properties.author),
        ("cp:keywords", &keywords),
        ("dc:language", language),
    ] {
        if !value.is_empty() {
            xml.element(name, value);
        }
    }
    xml.close("cp:coreProperties");
    xml.finish()
}

/// `docProps/app.xml`.
pub(super) fn app(properties: &Properties) -> Result<Vec<u8>, Error> {
    let mut xml = Xml::new();
    xml.open("Properties", &[("xmlns", &format!("{OFFICE}/extended-properties"))]);
    xml.element("Application", "caitien");
    if !properties.author.is_empty() {
        xml.element("Company", &properties.author);
    }
    xml.close("Properties");
    xml.finish()
}

/// `docProps/custom.xml`: which plan it is, and what its pages say at the foot, so that words typed there are noticed.
pub(super) fn custom(origin: &PlanOrigin, line: &str) -> Result<Vec<u8>, Error> {
    let mut xml = Xml::new();
    xml.open(
        "Properties",
        &[
            ("xmlns", &format!("{OFFICE}/custom-properties")),
            ("xmlns:vt", &format!("{OFFICE}/docPropsVTypes")),
        ],
    );
    let values =
        [("school", &*origin.school), ("period", &origin.period), ("blob", &origin.blob), ("line", line)];
    for (at, (name, value)) in values.into_iter().enumerate() {
        // The first two numbers are the format's own.
        let (number, name) = ((at + 2).to_string(), format!("{PREFIX}{name}"));
        xml.open("property", &[("fmtid", CUSTOM), ("pid", &number), ("name", &name)]);
        xml.element("vt:lpwstr", value);
        xml.close("property");
    }
    xml.close("Properties");
    xml.finish()
}

/// `customXml/item1.xml`: the plan's text, for who has no repository that holds it.
pub(super) fn plan(origin: &PlanOrigin) -> Result<Vec<u8>, Error> {
    let mut xml = Xml::new();
    let PlanOrigin { school, period, blob, text } = origin;
    xml.open("plan", &[("xmlns", ORIGIN), ("school", school), ("period", period), ("blob", blob)]);
    xml.text(text);
    xml.close("plan");
    xml.finish()
}

/// `customXml/itemProps1.xml`: without it Word takes no notice of the item.
pub(super) fn plan_store() -> Result<Vec<u8>, Error> {
    let mut xml = Xml::new();
    let space = format!("{OFFICE}/customXml");
    xml.open("ds:datastoreItem", &[("ds:itemID", STORE), ("xmlns:ds", &space)]);
    xml.open("ds:schemaRefs", &[]);
    xml.empty("ds:schemaRef", &[("ds:uri", ORIGIN)]);
    xml.close("ds:schemaRefs");
    xml.close("ds:datastoreItem");
    xml.finish()
}

/// `word/settings.xml`: a file of today's Word, not of an older one.
pub(super) fn settings(language: &str) -> Result<Vec<u8>, Error> {
    let mut xml = Xml::new();
    xml.open("w:settings", &[("xmlns:w", WORDS)]);
    xml.empty("w:zoom", &[("w:percent", "100")]);
    xml.value("w:defaultTabStop", "720");
    xml.value("w:characterSpacingControl", "doNotCompress");
    xml.open("w:compat", &[]);
    for (name, value) in [
        ("compatibilityMode", "15"),
        ("overrideTableStyleFontSizeAndJustification", "1"),
        ("enableOpenTypeFeatures", "1"),
        ("doNotFlipMirrorIndents", "1"),
        ("differentiateMultirowTableHeaders", "1"),
    ] {
        let uri = "http://schemas.microsoft.com/office/word";
        xml.empty("w:compatSetting", &[("w:name", name), ("w:uri", uri), ("w:val", value)]);
    }
    xml.close("w:compat");
    let language = if language == "en" { "en-GB" } else { "vi-VN" };
    xml.empty("w:themeFontLang", &[("w:val", language)]);
    xml.value("w:decimalSymbol", ",");
    xml.value("w:listSeparator", ";");
    xml.close("w:settings");
    xml.finish()
}

/// `word/fontTable.xml`: what a machine without the font is to look for instead.
pub(super) fn fonts() -> Result<Vec<u8>, Error> {
    let mut xml = Xml::new();
    xml.open("w:fonts", &[("xmlns:w", WORDS)]);
    for (name, panose, family, pitch) in [
        ("Times New Roman", "02020603050405020304", "roman", "variable"),
        ("Courier New", "02070309020205020404", "modern", "fixed"),
    ] {
        xml.open("w:font", &[("w:name", name)]);
        xml.value("w:panose1", panose);
        // 163 is Vietnamese.
        xml.value("w:charset", "A3");
        xml.value("w:family", family);
        xml.value("w:pitch", pitch);
        xml.close("w:font");
    }
    xml.close("w:fonts");
    xml.finish()
}
