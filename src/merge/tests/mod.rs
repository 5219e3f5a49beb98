//! Stories and laws of merging: whole texts in, whole texts out.

mod clash;
mod draft;
mod law;
mod story;

use super::*;
use crate::plan::conflict::markers;

const HEAD: &str = "+++\nschema = 1\nschool = \"mn-hoa-sen\"\nperiod = \"2023-2024\"\nplace = \"Bến Mơ\"\n+++\n\n## I. Mục đích, yêu cầu\n\n\
                    Nâng chất lượng chăm sóc trẻ.\n\n## III. Nội dung kế hoạch\n\n### Tiêu chuẩn 1: Tổ chức\n\n";

/// A whole plan around the body of its criterion 1.5.
fn plan(body: &str) -> String {
    format!("{HEAD}#### Tiêu chí 1.5: Lớp học\n\n**Mức:** 2\n\n{body}")
}

const WEAK: &str = "**Điểm yếu**\n\n- Còn 02 lớp ghép. {#w-1.5-2023-1}\n  - Nguyên nhân: ít trẻ.\n\n";
const TWO: &str = "**Giải pháp**\n\n- Mở thêm một lớp. {#a-1.5-2023-1}\n  - Chủ trì: Hiệu trưởng\n  - Thời gian: 9/2023\n- Sửa sân chơi. {#a-1.5-2023-2}\n  - Chủ trì: Bảo vệ\n";

fn base() -> String {
    plan(&format!("{WEAK}{TWO}"))
}

/// The merged text; the parts in conflict as they are debug-printed, shortened.
#[track_caller]
fn check(base: &str, ours: &str, theirs: &str, expected: &str) -> Merged {
    for text in [base, ours, theirs] {
        assert_eq!(format(text, &BTreeSet::new()).text, text, "the story is told in canonical texts");
    }
    let merged = merge(base, ours, theirs);
    assert_eq!(merged.text, expected);
    assert_eq!(merged.lost, []);
    assert_eq!(format(&merged.text, &BTreeSet::new()).text, merged.text, "the answer is canonical");
    assert_eq!(markers(&merged.text).len(), merged.conflicts.len(), "each conflict has its marker");
    merged
}

/// Changes of the base as `(from, to)`, ours and theirs, and the merged text as more of them.
#[track_caller]
fn agree(ours: &[(&str, &str)], theirs: &[(&str, &str)]) -> Merged {
    let (one, other) = (edited(&base(), ours), edited(&base(), theirs));
    let expected = edited(&one, theirs);
    let merged = check(&base(), &one, &other, &expected);
    assert_eq!(merged.conflicts, []);
    merged
}

#[track_caller]
fn edited(text: &str, edits: &[(&str, &str)]) -> String {
    let mut text = text.to_owned();
    for (from, to) in edits {
        assert!(text.contains(from), "{from:?} in\n{text}");
        text = text.replacen(from, to, 1);
    }
    text
}

/// One conflict: its part, and the merged text as edits of ours.
#[track_caller]
fn clash(ours: &[(&str, &str)], theirs: &[(&str, &str)], marked: &[(&str, &str)]) -> Conflict {
    let (one, other) = (edited(&base(), ours), edited(&base(), theirs));
    let merged = check(&base(), &one, &other, &edited(&one, marked));
    let [conflict] = merged.conflicts.as_slice() else { panic!("{:?}", merged.conflicts) };
    // Seen from the other side it is the same conflict.
    let swapped = merge(&base(), &other, &one);
    let reverse =
        Conflict { ours: conflict.theirs.clone(), theirs: conflict.ours.clone(), ..conflict.clone() };
    assert_eq!(swapped.conflicts, [reverse]);
    assert_eq!(swapped.lost, []);
    conflict.clone()
}

fn item(id: &str, text: &str) -> Named {
    Named { id: id.parse().ok(), text: text.into() }
}
