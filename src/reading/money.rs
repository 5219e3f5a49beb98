//! Money as people write it: `50.500.000đ`, `15 triệu đồng`, `Không`, `Từ nguồn ngân sách`.
//!
//! ```
//! use caitien::reading::money::{Kind, read};
//! assert_eq!(read("2.000.000đ").amount, Some(2_000_000));
//! assert_eq!(read("1,5 triệu đồng").amount, Some(1_500_000));
//! assert_eq!(read("Không").kind, Kind::None);
//! assert_eq!(read("Từ nguồn ngân sách").kind, Kind::SourceOnly);
//! assert_eq!(read("50.5000 đ").kind, Kind::Unread);
//! ```

/// Money: as written, and as far as it was understood. "Không", nothing and unknown are three
/// different things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Money {
    /// The text as it stands in the plan.
    pub written: String,
    pub kind: Kind,
    /// In đồng.
    pub amount: Option<u64>,
    /// Where it comes from, as written.
    pub source: Option<String>,
}

/// What sort of entry it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Nothing was written.
    Empty,
    /// An amount in đồng.
    Amount,
    /// It says that no money is needed.
    None,
    /// It says only where the money comes from.
    SourceOnly,
    /// It cannot be read.
    Unread,
}

impl Kind {
    /// The stable name in machine-readable answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Empty => "empty",
            Kind::Amount => "amount",
            Kind::None => "none",
            Kind::SourceOnly => "source-only",
            Kind::Unread => "unread",
        }
    }
}

/// Reads the money of a budget field.
pub fn read(text: &str) -> Money {
    let kind = if text.trim().is_empty() { Kind::Empty } else { Kind::Unread };
    Money { written: text.to_owned(), kind, amount: None, source: None }
}
