//! The canonical encoding of what is signed, and its hashes.
//!
//! Every hash is a SHA-256 over one encoding: the domain `caitien-digest-1/<domain>` first, then
//! each value with its length as eight bytes before it (texts in NFC, lists with their count), so
//! that no two different contents have the same encoding. The version is in the domain.
//!
//! ```
//! use caitien::approval::digest::Encoder;
//! let mut one = Encoder::new("example");
//! one.text("ab");
//! one.text("c");
//! let mut other = Encoder::new("example");
//! other.text("a");
//! other.text("bc");
//! assert_ne!(one.hash(), other.hash());
//! ```

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::hex::{Hash, Hex};
use crate::compare::{Comparison, Evidence, Ref};
use crate::continuity::Signed;
use crate::plan::item::{Detail, Item, ItemId};
use crate::plan::spelling::nfc;
use crate::plan::{Placed, Plan, format};

/// Builds one encoding and hashes it on the way.
pub struct Encoder {
    sha: Sha256,
}

impl Encoder {
    /// An encoding of one domain.
    pub fn new(domain: &str) -> Encoder {
        let mut encoder = Encoder { sha: Sha256::new() };
        encoder.bytes(format!("caitien-digest-1/{domain}").as_bytes());
        encoder
    }

    /// Bytes as they are.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.sha.update(bytes);
    }

    /// A text, in NFC.
    pub fn text(&mut self, text: &str) {
        self.bytes(nfc(text).as_bytes());
    }

    /// A number, such as the count before a list.
    pub fn number(&mut self, number: u64) {
        self.sha.update(number.to_be_bytes());
    }

    /// A text that may be absent: absence and emptiness differ.
    pub fn maybe(&mut self, text: Option<&str>) {
        self.number(u64::from(text.is_some()));
        self.text(text.unwrap_or(""));
    }

    pub fn hash(self) -> Hash {
        Hex(self.sha.finalize().into())
    }
}

/// The SHA-256 of a file's bytes as they are, as any other program computes it: for files that are not ours,
/// such as a signed PDF.
///
/// ```
/// use caitien::approval::digest::Plain;
/// let mut plain = Plain::default();
/// plain.add(b"a");
/// plain.add(b"bc");
/// assert!(plain.hash().to_string().starts_with("ba7816bf8f01cfea"));
/// ```
#[derive(Default)]
pub struct Plain {
    sha: Sha256,
}

impl Plain {
    /// The next bytes.
    pub fn add(&mut self, bytes: &[u8]) {
        self.sha.update(bytes);
    }

    pub fn hash(self) -> Hash {
        Hex(self.sha.finalize().into())
    }
}

/// The hash of a plan's canonical file, given as that very text.
pub fn canonical_text(text: &str) -> Hash {
    let mut encoder = Encoder::new("plan");
    encoder.text(text);
    encoder.hash()
}

/// The hash of a plan's canonical file.
pub fn plan(plan: &Plan) -> Hash {
    canonical_text(&format::write(plan))
}

/// One hash for each item that has an id: where it hangs, its sentence, and all that stands inside
/// it. What the criterion's actions share is in the plan's hash.
pub fn items(plan: &Plan) -> BTreeMap<ItemId, Hash> {
    let mut items = BTreeMap::new();
    for placed in plan.items() {
        if let Some(id) = placed.item.id {
            let hash = item(id, &placed);
            // An id that stands twice: both count, so that neither can be changed unseen.
            items.entry(id).and_modify(|first| *first = pair(*first, hash)).or_insert(hash);
        }
    }
    items
}

fn pair(first: Hash, second: Hash) -> Hash {
    let mut encoder = Encoder::new("items-of-one-id");
    encoder.bytes(&first.0);
    encoder.bytes(&second.0);
    encoder.hash()
}

fn item(id: ItemId, placed: &Placed<'_>) -> Hash {
    let Item { kind, text, details, .. } = placed.item;
    let mut encoder = Encoder::new("item");
    encoder.text(&id.to_string());
    encoder.text(kind.as_str());
    encoder.maybe(placed.anchor.map(|anchor| anchor.to_string()).as_deref());
    encoder.text(text);
    encoder.number(details.len() as u64);
    for detail in details {
        match detail {
            Detail::Field(field) => {
                encoder.text("field");
                encoder.text(field.key.as_str());
                encoder.text(field.label);
                encoder.text(&field.value);
                encoder.text(&field.more);
            }
            Detail::Note(note) => {
                encoder.text("note");
                encoder.text(&note.markdown);
            }
        }
    }
    encoder.hash()
}

/// The hash of a file that goes with a plan, as its bytes are: `evidence` or `review`.
pub fn file(domain: &str, bytes: &[u8]) -> Hash {
    let mut encoder = Encoder::new(domain);
    encoder.bytes(bytes);
    encoder.hash()
}

/// The hash of the comparison that the principal was shown: what became of each weakness, and what people
/// wrote about it. Earlier statements have the domain `shown`, without what people wrote.
pub fn shown(comparison: &Comparison) -> Hash {
    let mut encoder = Encoder::new("shown-2");
    encoder.number(comparison.weaknesses.len() as u64);
    for weakness in &comparison.weaknesses {
        encoder.text(weakness.status.as_str());
        encoder.maybe(weakness.trend.map(|trend| trend.as_str()));
        encoder.maybe(weakness.matched.map(|matched| matched.as_str()));
        side(&mut encoder, weakness.before.as_ref());
        side(&mut encoder, weakness.after.as_ref());
        signed(&mut encoder, weakness.linked.as_ref());
        signed(&mut encoder, weakness.explained.as_ref());
        evidence(&mut encoder, weakness.evidence.as_ref());
    }
    encoder.hash()
}

fn evidence(encoder: &mut Encoder, evidence: Option<&Evidence>) {
    match evidence {
        None => encoder.text("none"),
        Some(Evidence::Progress { date, note }) => {
            encoder.text("progress");
            encoder.text(&date.to_string());
            encoder.maybe(note.as_deref());
        }
        Some(Evidence::Account { sentence }) => {
            encoder.text("account");
            encoder.text(sentence);
        }
        Some(Evidence::Recorded(record)) => {
            encoder.text("record");
            signed(encoder, Some(record));
        }
    }
}

fn signed(encoder: &mut Encoder, signed: Option<&Signed>) {
    encoder.number(u64::from(signed.is_some()));
    if let Some(signed) = signed {
        encoder.text(&signed.reason);
        encoder.text(&signed.date.to_string());
        encoder.text(&signed.by);
    }
}

fn side(encoder: &mut Encoder, side: Option<&Ref>) {
    encoder.maybe(side.and_then(|side| side.id).map(|id| id.to_string()).as_deref());
    encoder.maybe(side.map(|side| side.text.as_str()));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::parse::parse;

    const PLAN: &str = "+++\nschema = 1\nschool = \"th-a\"\nperiod = \"2023-2024\"\n+++\n\n## III. Nội dung\n\n\
        ### Tiêu chuẩn 1: Tổ chức\n\n#### Tiêu chí 1.5: Lớp\n\n**Điểm yếu**\n\n\
        - Còn 02 lớp ghép. {#w-1.5-2021-1}\n  - Nguyên nhân: xa.\n";

    #[test]
    fn spelling_does_not_matter_and_words_do() {
        use unicode_normalization::UnicodeNormalization;
        let hash = |text: &str| plan(&parse(text).plan);
        let decomposed: String = PLAN.nfd().collect();
        assert_eq!(hash(PLAN), hash(&decomposed));
        assert_eq!(hash(PLAN), hash(&PLAN.replace('\n', "\r\n")));
        assert_ne!(hash(PLAN), hash(&PLAN.replace("02 lớp", "03 lớp")));
        assert_eq!(hash(PLAN), canonical_text(&format::write(&parse(PLAN).plan)));
    }

    #[test]
    fn an_items_hash_covers_what_is_inside_it() {
        let items = |text: &str| items(&parse(text).plan);
        let before = items(PLAN);
        assert_eq!(before.len(), 1);
        assert_ne!(before, items(&PLAN.replace("xa.", "gần.")));
        assert_ne!(before, items(&PLAN.replace("1.5: Lớp", "1.6: Lớp")));
        assert_eq!(before, items(&PLAN.replace("Lớp\n", "Nhóm lớp\n")));
    }

    #[test]
    fn the_encoding_is_fixed() {
        // These hashes stand in signed tags: they must never change.
        let empty = canonical_text("").to_string();
        let mut by_hand = Sha256::new();
        by_hand.update(23_u64.to_be_bytes());
        by_hand.update(b"caitien-digest-1/plan");
        assert_ne!(empty, Hex::<32>(by_hand.finalize().into()).to_string(), "21 bytes, not 23");
        let mut by_hand = Sha256::new();
        by_hand.update(21_u64.to_be_bytes());
        by_hand.update(b"caitien-digest-1/plan");
        by_hand.update(0_u64.to_be_bytes());
        assert_eq!(empty, Hex::<32>(by_hand.finalize().into()).to_string());
    }
}
