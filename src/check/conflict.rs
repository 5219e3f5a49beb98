//! Rules on what a merge left open: a plan that says two things at once is not finished.

use super::Look;
use crate::finding::Problem;
use crate::plan::conflict::markers;

/// More of them than this say nothing new.
const ENOUGH: usize = 50;

pub(super) fn check(look: &mut Look<'_>) {
    for found in markers(look.text).into_iter().take(ENOUGH) {
        let what = found.marker.map(|marker| marker.what).unwrap_or_default();
        look.report(Problem::MergeConflict { what }, found.span);
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{FRONT, codes};

    fn check(body: &str) -> usize {
        let found = codes(&format!("{FRONT}## I. Mục đích\n\n{body}"), super::check);
        assert!(found.iter().all(|code| *code == "merge-conflict"));
        found.len()
    }

    #[test]
    fn what_a_merge_left_open_is_an_error_until_somebody_chose() {
        assert_eq!(check("Một.\n\n> [XUNG ĐỘT] đoạn ngay trên, bản kia ghi:\n>\n> Hai.\n"), 1);
        assert_eq!(
            check("- A.\n  - [XUNG ĐỘT] Chủ trì, bản kia ghi: B\n  - [XUNG ĐỘT] mục này, bản kia đã xóa\n"),
            2
        );
        assert_eq!(check("<<<<<<< bản này\nA\n=======\nB\n>>>>>>> bản kia\n"), 1);
        assert_eq!(check("Hai tổ có [XUNG ĐỘT] về lịch.\n"), 0);
    }
}
