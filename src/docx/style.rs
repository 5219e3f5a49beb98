//! The styles of our Word files: which id stands for which style of a paper.
//!
//! The ids are those of `templates/docx/styles.xml`; a school's own file keeps them. Word's built-in styles are used
//! where there is one, so that the navigation pane, the list of headings and a screen reader know what they see.
//! How a style looks is not said here but in that file.
//!
//! ```
//! use caitien::docx::style;
//! use caitien::export::paper::Style;
//! assert_eq!(style::id(Style::Section, 0), "Heading1");
//! assert_eq!(style::style("Heading3"), Some(Style::Heading));
//! ```

use crate::export::paper::Style;

/// Every style with its id; headings further in have the ids of [`DEEPER`].
const IDS: &[(Style, &str)] = &[
    (Style::Body, "BodyText"),
    (Style::Nation, "Nation"),
    (Style::Motto, "Motto"),
    (Style::Authority, "Authority"),
    (Style::Agency, "Agency"),
    (Style::Number, "Number"),
    (Style::PlaceAndDate, "PlaceAndDate"),
    (Style::Kind, "Title"),
    (Style::Subject, "Subtitle"),
    (Style::Basis, "Basis"),
    (Style::Section, "Heading1"),
    (Style::Heading, "Heading2"),
    (Style::ListItem, "ListParagraph"),
    (Style::Code, "Code"),
    (Style::Quote, "Quote"),
    (Style::TableHeader, "TableHeader"),
    (Style::TableGroup, "TableGroup"),
    (Style::TableCell, "TableCell"),
    (Style::TableLabel, "TableLabel"),
    (Style::TableCentre, "TableCentre"),
    (Style::RecipientsLabel, "RecipientsLabel"),
    (Style::Recipient, "Recipient"),
    (Style::SignerTitle, "SignerTitle"),
    (Style::SignerName, "SignerName"),
    (Style::SignatureRoom, "SignatureRoom"),
    (Style::Seal, "Seal"),
    (Style::Small, "Small"),
];

/// What LibreOffice makes of the ids that are looked for again: it names styles anew after what they are called.
const RENAMED: [(Style, &str); 3] =
    [(Style::Seal, "Khungphduyt"), (Style::Number, "Skhiu"), (Style::PlaceAndDate, "Adanhngythng")];

/// Headings of depth 1, and of any greater depth.
const DEEPER: [&str; 2] = ["Heading3", "Heading4"];

/// Code inside a sentence.
pub const CODE_WORDS: &str = "CodeWords";
/// Words that lead somewhere.
pub const LINK: &str = "Hyperlink";
/// The empty paragraph that is the rule below the motto, the agency and the title.
pub const LINE: &str = "Line";
/// The empty paragraph that Word wants between two tables, after a table, and at the end of a section.
pub const GAP: &str = "Gap";

/// The id of a paragraph's style.
pub fn id(style: Style, depth: u8) -> &'static str {
    match (style, depth) {
        (Style::Heading, 1) => DEEPER[0],
        (Style::Heading, 2..) => DEEPER[1],
        _ => IDS.iter().find(|(known, _)| *known == style).map_or("Normal", |(_, id)| *id),
    }
}

/// The style of an id; None for an id that is not one of ours.
pub fn style(id: &str) -> Option<Style> {
    if DEEPER.contains(&id) {
        return Some(Style::Heading);
    }
    IDS.iter().chain(&RENAMED).find(|(_, known)| *known == id).map(|(style, _)| *style)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_style_has_an_id_of_its_own_in_the_template() {
        let template = include_str!("../../templates/docx/styles.xml");
        for (style, id) in IDS {
            assert_eq!(super::style(id), Some(*style), "{id}");
            assert_eq!(super::id(*style, 0), *id);
        }
        let others = [LINE, GAP, CODE_WORDS, LINK, "Header", "Footer", "BandDraft", "BandWithdrawn"];
        for id in IDS.iter().map(|(_, id)| id).chain(&DEEPER).chain(&others) {
            assert!(template.contains(&format!("w:styleId=\"{id}\"")), "{id} is not in the template");
        }
    }

    #[test]
    fn headings_go_down_to_the_fourth() {
        let ids = [0, 1, 2, 9].map(|depth| id(Style::Heading, depth));
        assert_eq!(ids, ["Heading2", "Heading3", "Heading4", "Heading4"]);
        assert_eq!(style("Heading4"), Some(Style::Heading));
        assert_eq!(style("Normal"), None);
    }
}
