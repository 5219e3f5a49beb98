//! Rules on ids: each once, of its item's kind, not from the future, and never for another thing
//! than in the last approved plan.

use std::collections::HashMap;

use super::Look;
use super::likeness::{overlap, words};
use crate::finding::{Problem, Span};
use crate::plan::{Item, ItemId};

/// Under this share of common words, two sentences of some length are two things.
const OTHER_THING: f64 = 0.2;

/// Shorter sentences than this say too little to call them another thing.
const ENOUGH_WORDS: usize = 4;

pub(super) fn check(look: &mut Look<'_>) {
    let mut seen: HashMap<ItemId, Span> = HashMap::new();
    let (mut missing, mut first_missing) = (0, None);
    for placed in look.plan.items() {
        let item = placed.item;
        match (item.id, item.kind.letter()) {
            (Some(id), _) => {
                one_id(look, item, id);
                duplicate(look, item, seen.get(&id).copied());
                seen.entry(id).or_insert(item.span);
            }
            (None, Some(_)) => {
                missing += 1;
                first_missing.get_or_insert(item.text_span);
            }
            (None, None) => {}
        }
    }
    if let Some(span) = first_missing {
        look.report(Problem::MissingId { items: missing }, span);
    }
    reused(look, &seen);
}

/// Where the id itself stands: at the item's end, in its first line.
fn place(look: &Look<'_>, item: &Item, id: ItemId) -> Span {
    let written = format!("{{#{id}}}");
    let found = item.span.of(look.text).find(&written);
    found.map_or(item.text_span, |at| Span::new(item.span.start + at, item.span.start + at + written.len()))
}

fn one_id(look: &mut Look<'_>, item: &Item, id: ItemId) {
    if let Some(wanted) = item.kind.letter().filter(|_| id.kind != item.kind) {
        let span = place(look, item, id);
        look.report(Problem::WrongIdKind { id: id.to_string(), wanted }, span);
    }
    if let Some(period) = look.period.filter(|period| id.year > period.first()) {
        let span = place(look, item, id);
        look.report(Problem::IdFromLater { id: id.to_string(), period }, span);
    }
}

fn duplicate(look: &mut Look<'_>, item: &Item, first: Option<Span>) {
    let (Some(first), Some(id)) = (first, item.id) else { return };
    let (line, span) = (look.line(first.start), place(look, item, id));
    look.report(Problem::DuplicateId { id: id.to_string(), line }, span);
}

/// An id is for life: what carries it must still be the thing that it was.
fn reused(look: &mut Look<'_>, seen: &HashMap<ItemId, Span>) {
    let Some(before) = look.subject.before else { return };
    let earlier: HashMap<ItemId, &Item> = before
        .items()
        .filter_map(|placed| Some((placed.item.id.filter(|id| seen.contains_key(id))?, placed.item)))
        .collect();
    for placed in look.plan.items() {
        let Some((id, was)) = placed.item.id.and_then(|id| Some((id, *earlier.get(&id)?))) else { continue };
        if placed.item.text == was.text || is_confirmed(look, id) {
            continue;
        }
        let (now, then) = (words(&placed.item.text), words(&was.text));
        let telling = now.len() >= ENOUGH_WORDS && then.len() >= ENOUGH_WORDS;
        if telling && overlap(&now, &then) < OTHER_THING {
            let span = place(look, placed.item, id);
            look.report(Problem::ReusedId { id: id.to_string(), before: was.text.clone() }, span);
        }
    }
}

/// Did a person say that it is the same thing in other words?
fn is_confirmed(look: &Look<'_>, id: ItemId) -> bool {
    let mut records = look.subject.continuity.links.iter().rev();
    records.find(|record| record.before == id && record.after == id).is_some_and(|record| record.same)
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{FRONT, codes, codes_after};

    fn plan(items: &str) -> String {
        format!("{FRONT}## III. Nội dung\n\n### Tiêu chuẩn 1\n\n#### Tiêu chí 1.5\n\n**Điểm yếu**\n\n{items}")
    }

    fn check(items: &str) -> Vec<&'static str> {
        codes(&plan(items), super::check)
    }

    #[test]
    fn ids_are_unique_and_of_their_kind() {
        assert_eq!(check("- Một. {#w-1.5-2021-1}\n- Hai. {#w-1.5-2021-2}\n"), [""; 0]);
        assert_eq!(check("- Một. {#w-1.5-2021-1}\n- Hai. {#w-1.5-2021-1}\n"), ["duplicate-id"]);
        assert_eq!(check("- Một. {#a-1.5-2021-1}\n"), ["wrong-id-kind"]);
        assert_eq!(check("- Một. {#w-1.5-2023-1}\n"), [""; 0]);
        assert_eq!(check("- Một. {#w-1.5-2024-1}\n"), ["id-from-later"]);
        assert_eq!(check("- Một.\n- Hai.\n"), ["missing-id"]);
    }

    #[test]
    fn an_id_stays_with_its_thing() {
        let after = |now: &str, then: &str| {
            codes_after(
                &plan(&format!("- {now} {{#w-1.5-2021-1}}\n")),
                &plan(&format!("- {then} {{#w-1.5-2021-1}}\n")),
                super::check,
            )
        };
        let then = "Nhà trường còn 02 lớp mẫu giáo ghép chưa phân chia theo độ tuổi.";
        assert_eq!(after("Nhà trường còn 01 lớp mẫu giáo ghép.", then), [""; 0]);
        assert_eq!(after("Còn một lớp ghép ở điểm lẻ.", then), [""; 0]);
        assert_eq!(after("Thiết bị phòng máy hỏng, chưa thay.", then), ["reused-id"]);
    }
}
