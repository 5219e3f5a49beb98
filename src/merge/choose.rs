//! The conflicts that stand open in a plan's text, and the text with one of them decided.
//!
//! The markers ([`crate::plan::conflict`]) are made for people who delete lines in an editor; this does the same for them:
//! only the lines of the conflict change, everything else keeps its bytes. Where it cannot be told what to replace, the
//! place is still shown, and a person decides in the editor. A result is looked at before it is given out: no other
//! item may have changed.
//!
//! ```
//! use caitien::merge::choose::{Pick, choose, open};
//! let text = "## III. Nội dung\n\n#### Tiêu chí 1.5\n\n**Giải pháp**\n\n- Mở lớp. {#a-1.5-2023-1}\n\
//!             \x20 - Chủ trì: An\n  - [XUNG ĐỘT] Chủ trì, bản kia ghi: Bình\n";
//! assert_eq!(open(text)[0].theirs.as_deref(), Some("Bình"));
//! assert!(choose(text, 0, Pick::Theirs).unwrap().ends_with("  - Chủ trì: Bình\n"));
//! ```

mod place;
mod site;

use std::ops::Range;

use crate::plan::conflict::{Version, markers};
use crate::plan::item::{Anchor, Detail, Item, ItemId};
use crate::plan::parse::{Parsed, parse};

/// One conflict that stands open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// A field's label, a key, or one of the words of [`crate::plan::conflict`]; empty for lines between git's markers.
    pub what: String,
    pub item: Option<ItemId>,
    /// The sentence of the item in which it stands; empty outside of items.
    pub sentence: String,
    pub anchor: Option<Anchor>,
    /// What the plan here says; None where it deleted the thing.
    pub mine: Option<String>,
    /// What the plan that came says.
    pub theirs: Option<String>,
    /// The line in the file, from 1.
    pub line: usize,
    /// Which of the plan's items it stands in.
    nth: Option<usize>,
    ways: Ways,
}

/// What is to be replaced by what.
type Edits = Vec<(Range<usize>, String)>;

/// How each choice is written; None where only a person can.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Ways {
    mine: Option<Edits>,
    theirs: Option<Edits>,
    both: Option<Edits>,
}

/// What a person wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    Mine,
    Theirs,
    Both,
}

/// Why a choice cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stuck {
    /// There is no such conflict.
    Nothing,
    /// Two values of this kind cannot stand side by side.
    NotBoth,
    /// It cannot be told which words to replace.
    Unclear,
}

impl Open {
    /// Can both stand?
    pub fn allows_both(&self) -> bool {
        self.ways.both.is_some()
    }

    /// Can this be chosen for the person?
    pub fn allows(&self, pick: Pick) -> bool {
        self.ways.of(pick).is_some()
    }
}

impl Ways {
    fn of(&self, pick: Pick) -> Option<&Edits> {
        match pick {
            Pick::Mine => self.mine.as_ref(),
            Pick::Theirs => self.theirs.as_ref(),
            Pick::Both => self.both.as_ref(),
        }
    }
}

/// The open conflicts of a plan, in order.
pub fn open(text: &str) -> Vec<Open> {
    let parsed = parse(text);
    let found = markers(text);
    found.iter().map(|found| site::open(text, &parsed, found)).collect()
}

/// The text with the conflict at this place of the list decided.
pub fn choose(text: &str, at: usize, pick: Pick) -> Result<String, Stuck> {
    let all = open(text);
    let one = all.get(at).ok_or(Stuck::Nothing)?;
    let unwritten = if pick == Pick::Both { Stuck::NotBoth } else { Stuck::Unclear };
    let edits = one.ways.of(pick).ok_or(unwritten)?;
    let chosen = written(text, edits).ok_or(Stuck::Unclear)?;
    let is_decided = markers(&chosen).len() < all.len();
    if is_decided && others_stand(&parse(text), &parse(&chosen), one.nth) {
        Ok(chosen)
    } else {
        Err(Stuck::Unclear)
    }
}

fn written(text: &str, edits: &Edits) -> Option<String> {
    let mut edits: Vec<&(Range<usize>, String)> = edits.iter().collect();
    edits.sort_by_key(|(range, _)| range.start);
    let (mut written, mut at) = (String::new(), 0);
    for (range, new) in edits {
        written.push_str(text.get(at..range.start)?);
        written.push_str(new);
        at = range.end;
    }
    written.push_str(text.get(at..)?);
    Some(written)
}

/// Does every item but this one say what it said? That one may be gone.
fn others_stand(before: &Parsed, after: &Parsed, nth: Option<usize>) -> bool {
    let all = |parsed: &Parsed| -> Vec<String> {
        let items = parsed.plan.items();
        items.map(|placed| format!("{:?} {}", placed.anchor, said(placed.item))).collect()
    };
    let (mut before, mut after) = (all(before), all(after));
    if let Some(nth) = nth.filter(|nth| *nth < before.len()) {
        if after.len() == before.len() {
            after.remove(nth);
        }
        before.remove(nth);
    }
    before == after
}

fn said(item: &Item) -> String {
    let detail = |detail: &Detail| match detail {
        Detail::Field(field) => format!("\n{}: {} {}", field.label, field.value, field.more),
        Detail::Note(note) => format!("\n{}", note.markdown),
    };
    format!("{:?} {}{}", item.id, item.text, item.details.iter().map(detail).collect::<String>())
}

/// The words of the two versions, in the order mine, theirs: `held` stands in a marker of this version.
fn in_order<T>(version: Version, held: T, here: T) -> (T, T) {
    match version {
        Version::This => (held, here),
        Version::Other => (here, held),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::merge::merge;
    use crate::plan::format::format;

    fn plan(body: &str) -> String {
        let text = format!(
            "+++\nschema = 1\nschool = \"mn-hoa-sen\"\nplace = \"Sông Cầu\"\n+++\n\n## I. Mục đích\n\nMột đoạn.\n\n\
             ## III. Nội dung\n\n### Tiêu chuẩn 1: Tổ chức\n\n#### Tiêu chí 1.5: Lớp\n\n**Mức:** 2\n\n**Giải pháp**\n\n\
             - Mở lớp. {{#a-1.5-2023-1}}\n  - Chủ trì: An\n  - Kinh phí: 2 triệu\n- Giữ. {{#a-1.5-2023-2}}\n{body}"
        );
        format(&text, &BTreeSet::new()).text
    }

    /// Both sides change one plan; the choices give exactly what each side has, and both where that is possible.
    fn check(ours: (&str, &str), theirs: (&str, &str), both: Option<&str>) {
        let base = plan("");
        let side = |(old, new): (&str, &str)| {
            assert!(base.contains(old), "{old}");
            base.replacen(old, new, 1)
        };
        let (ours, theirs) = (side(ours), side(theirs));
        let merged = merge(&base, &ours, &theirs);
        assert_eq!((merged.conflicts.len(), merged.lost.len()), (1, 0), "{}", merged.text);
        let shown = open(&merged.text);
        assert_eq!(shown.len(), 1, "{}", merged.text);
        let tidy = |text: &str| format(text, &BTreeSet::new()).text;
        assert_eq!(choose(&merged.text, 0, Pick::Mine).map(|text| tidy(&text)), Ok(ours), "{}", merged.text);
        assert_eq!(
            choose(&merged.text, 0, Pick::Theirs).map(|text| tidy(&text)),
            Ok(theirs),
            "{}",
            merged.text
        );
        match both {
            Some(words) => {
                let text = choose(&merged.text, 0, Pick::Both).unwrap();
                assert!(text.contains(words), "{text}");
            }
            None => assert_eq!(choose(&merged.text, 0, Pick::Both), Err(Stuck::NotBoth)),
        }
    }

    #[test]
    fn fields() {
        check(("trì: An", "trì: Bình"), ("trì: An", "trì: Cúc"), Some("  - Chủ trì: Bình; Cúc\n"));
        check(("phí: 2 triệu", "phí: 3 triệu"), ("phí: 2 triệu", "phí: 4 triệu"), None);
        check(("  - Chủ trì: An\n", ""), ("trì: An", "trì: Cúc"), None);
        check(("trì: An", "trì: Cúc"), ("  - Chủ trì: An\n", ""), None);
        check(("trì: An\n", "trì: Bình\n    - tổ 1\n"), ("trì: An\n", "trì: Cúc\n    - tổ 2\n"), None);
    }

    #[test]
    fn items() {
        check(
            ("Mở lớp.", "Mở hai lớp."),
            ("Mở lớp.", "Mở lớp mới."),
            Some("Mở hai lớp. Mở lớp mới. {#a-1.5-2023-1}"),
        );
        let whole = "- Mở lớp. {#a-1.5-2023-1}\n  - Chủ trì: An\n  - Kinh phí: 2 triệu\n";
        check((whole, ""), ("trì: An", "trì: Cúc"), None);
        check(("trì: An", "trì: Cúc"), (whole, ""), None);
    }

    #[test]
    fn what_is_no_item() {
        check(("**Mức:** 2", "**Mức:** 3"), ("**Mức:** 2", "**Mức:** 1"), None);
        check(("Một đoạn.", "Hai đoạn."), ("Một đoạn.", "Ba đoạn."), Some("Hai đoạn.\n\nBa đoạn."));
        check(("Sông Cầu", "Sông Đà"), ("Sông Cầu", "Sông Mã"), None);
        check(("1.5: Lớp", "1.5: Lớp học"), ("1.5: Lớp", "1.5: Nhóm lớp"), None);
    }

    #[test]
    fn lines_between_gits_markers() {
        let text = "a\n<<<<<<< bản này\nb\n=======\nc\n>>>>>>> bản kia\nd\n";
        let picked = [Pick::Mine, Pick::Theirs, Pick::Both].map(|pick| choose(text, 0, pick).unwrap());
        assert_eq!(picked, ["a\nb\nd\n", "a\nc\nd\n", "a\nb\nc\nd\n"]);
        assert_eq!(choose(text, 1, Pick::Mine), Err(Stuck::Nothing));
    }
}
