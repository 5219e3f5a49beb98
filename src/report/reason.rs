//! Why something was not reached, as far as somebody wrote why.
//!
//! Records have no field for it: a reason is the note of what was given up, a clause of a note that
//! says why, a person's account, or the cause that the later plan gives for what still stands.

use super::next::Next;
use super::outcome::is_open;
use super::{Outcome, Row};
use crate::continuity::Signed;
use crate::date::Date;
use crate::progress::{Record, Status};

/// One reason and who gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The note with which it was given up.
    GivenUp { date: Date, note: String },
    /// What a record's note says of why.
    Note { date: Date, clause: String },
    /// The cause that the later plan gives for the same weakness.
    Cause { text: String },
    /// Why it left the plan, as a person recorded it.
    Account(Signed),
}

/// The reasons of a line that was not wholly reached.
pub(super) fn reasons(row: &Row) -> Vec<Reason> {
    if row.outcome == Outcome::Done {
        return Vec::new();
    }
    let mut reasons = Vec::new();
    for told in row.items().filter(|told| is_open(told)) {
        reasons.extend(told.records.iter().flat_map(of_record));
    }
    match row.next() {
        Next::Carried(pieces) => {
            let causes = pieces.iter().map(|piece| piece.cause.clone()).filter(|cause| !cause.is_empty());
            reasons.extend(causes.map(|text| Reason::Cause { text }));
        }
        Next::Dropped { explained: Some(signed), .. } => {
            // A record with which it was given up is such an account too; it is told once.
            let told = reasons.iter().any(|reason| {
                matches!(reason, Reason::GivenUp { date, note } if (date, note) == (&signed.date, &signed.reason))
            });
            reasons.extend((!told).then(|| Reason::Account(signed.clone())));
        }
        _ => {}
    }
    reasons
}

fn of_record(record: &Record) -> Vec<Reason> {
    let Some(note) = record.note.as_deref().map(str::trim).filter(|note| !note.is_empty()) else {
        return Vec::new();
    };
    let date = record.date;
    match record.status {
        Status::Cancelled => vec![Reason::GivenUp { date, note: note.to_owned() }],
        Status::Done => Vec::new(),
        _ => clauses(note).map(|clause| Reason::Note { date, clause: clause.to_owned() }).collect(),
    }
}

/// Words with which a reason begins.
const BECAUSE: [&str; 8] = ["do", "vì", "bởi", "nguyên nhân", "lý do", "lí do", "vướng", "tại"];

/// The sentences of a note that say why.
fn clauses(note: &str) -> impl Iterator<Item = &str> {
    let sentences = note.split_inclusive(". ").flat_map(|part| part.split(';')).map(str::trim);
    sentences.filter(|sentence| says_why(sentence))
}

fn says_why(sentence: &str) -> bool {
    let words = sentence.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let row = words.map(str::to_lowercase).collect::<Vec<_>>().join(" ");
    let row = format!(" {row} ").replace(" tự do ", " ").replace(" do đó ", " ").replace(" vì vậy ", " ");
    BECAUSE.iter().any(|word| match *word {
        // "tại khu Trung tâm" says where; only at the beginning does it say why, and then with "vì".
        "tại" => row.contains(" tại vì "),
        word => row.contains(&format!(" {word} ")),
    })
}

#[cfg(test)]
mod tests {
    use super::clauses;

    fn check(note: &str, expected: &[&str]) {
        assert_eq!(clauses(note).collect::<Vec<_>>(), expected, "{note}");
    }

    #[test]
    fn only_what_says_why_is_a_reason() {
        check(
            "Đã tách một lớp; chưa tách lớp thứ hai do thiếu phòng.",
            &["chưa tách lớp thứ hai do thiếu phòng."],
        );
        check("Mới xây 20 m. Vướng mặt bằng phía suối.", &["Vướng mặt bằng phía suối."]);
        check("Trẻ hoạt động tự do ngoài sân. Họp tại nhà văn hóa thôn.", &[]);
        check("Đã mua đủ, vì vậy không xin thêm.", &[]);
    }
}
