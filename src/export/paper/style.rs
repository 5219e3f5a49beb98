//! What styles, standings and orientations are called in templates: the class in a page, the word in a Typst source.
//!
//! A school's templates hang on these names, so they do not change.

use super::{Block, Orientation, Paragraph, StandingKind, Style};

impl Style {
    /// The name of the style.
    pub fn as_str(self) -> &'static str {
        match self {
            Style::Body => "body",
            Style::Nation => "nation",
            Style::Motto => "motto",
            Style::Authority => "authority",
            Style::Agency => "agency",
            Style::Number => "number",
            Style::PlaceAndDate => "place-and-date",
            Style::Kind => "kind",
            Style::Subject => "subject",
            Style::Basis => "basis",
            Style::Section => "section",
            Style::Heading => "heading",
            Style::ListItem => "list-item",
            Style::Code => "code",
            Style::Quote => "quote",
            Style::TableHeader => "table-header",
            Style::TableGroup => "table-group",
            Style::TableCell => "table-cell",
            Style::TableLabel => "table-label",
            Style::TableCentre => "table-centre",
            Style::RecipientsLabel => "recipients-label",
            Style::Recipient => "recipient",
            Style::SignerTitle => "signer-title",
            Style::SignerName => "signer-name",
            Style::SignatureRoom => "signature-room",
            Style::Seal => "seal",
            Style::Small => "small",
        }
    }
}

impl StandingKind {
    /// The name of the standing.
    pub fn as_str(self) -> &'static str {
        match self {
            StandingKind::None => "none",
            StandingKind::Draft => "draft",
            StandingKind::Approved => "approved",
            StandingKind::Withdrawn => "withdrawn",
        }
    }
}

impl Orientation {
    /// The name of the orientation.
    pub fn as_str(self) -> &'static str {
        match self {
            Orientation::Portrait => "portrait",
            Orientation::Landscape => "landscape",
        }
    }
}

impl Block {
    /// A line of the document's subject; the last one of them has a rule below it.
    pub fn is_subject(&self) -> bool {
        matches!(self, Block::Paragraph(Paragraph { style: Style::Subject, .. }))
    }
}
