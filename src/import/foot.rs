//! What stands behind the last section: recipients and signer, often two columns flattened.

use super::head;
use super::ledger::Ledger;
use super::legacy::readable;
use super::report::{Basis, Certainty, Fact, LeftoverKind, Topic};
use super::source::{Line, bullet, is_capitals, one_line, plain};
use crate::plan::spelling::{distance, fold_words};
use crate::plan::{FrontMatter, Signer};

/// Is a line, or its first piece, the label of the recipients?
pub(super) fn is_recipients_label(text: &str) -> bool {
    head::split(text).first().is_some_and(|piece| is_label(piece))
}

fn is_label(piece: &str) -> bool {
    let words = fold_words(&plain(&readable(piece)));
    let near = |text: &str| distance(text, "noi nhan") <= 1;
    near(&words)
        || (words.len() < 30 && words.starts_with("noi nhan "))
        || (words.len() > 8 && words.starts_with("noi nhan") && piece.contains(':'))
}

/// Where the foot begins among the lines of the last section.
pub(super) fn start(lines: &[Line]) -> Option<usize> {
    let label = lines.iter().rposition(|line| is_recipients_label(&line.text));
    let title = lines.iter().rposition(|line| head::split(&line.text).iter().any(|piece| is_title(piece)));
    match (label, title) {
        (Some(label), Some(title)) if title < label && label - title < 25 => Some(title),
        (Some(label), _) => Some(label),
        (None, title) => title,
    }
}

/// The post of the one who signs, in capitals.
fn is_title(piece: &str) -> bool {
    let text = plain(piece);
    let words = fold_words(&text);
    let known = [
        "hieu truong",
        "pho hieu truong",
        "kt hieu truong",
        "q hieu truong",
        "quyen hieu truong",
        "chu tich hoi dong",
        "thu truong don vi",
        "tm hoi dong",
        "hieu pho",
    ];
    let bold = piece.trim().starts_with("**");
    (is_capitals(&text) || bold) && words.len() < 60 && known.iter().any(|known| words.starts_with(known))
}

/// Reads the foot into the front matter.
pub(super) fn take(lines: &[Line], front: &mut FrontMatter, ledger: &mut Ledger) {
    let mut foot = Foot::default();
    for line in lines.iter().filter(|line| !line.is_blank()) {
        for piece in head::split(&line.text) {
            foot.piece(&piece, line.number, front, ledger);
        }
    }
    foot.finish(front, ledger);
}

#[derive(Default)]
struct Foot {
    recipients: Vec<String>,
    recipients_line: usize,
    titles: Vec<String>,
    name: Option<(String, usize)>,
}

impl Foot {
    fn piece(&mut self, piece: &str, line: usize, front: &mut FrontMatter, ledger: &mut Ledger) {
        if is_label(piece) {
            return self.label(piece, line, ledger);
        }
        if is_title(piece) {
            return self.titles.push(plain(piece));
        }
        let labelled = self.recipients_line > 0;
        let text = plain(piece);
        match bullet(&text) {
            Some((_, rest)) if labelled => self.recipient(rest),
            _ if labelled && self.goes_on_as_recipient(&text) => self.recipient(&text),
            _ if is_name(&text) && self.name.is_none() => self.name = Some((text, line)),
            _ if matches!(head::read(piece), head::Piece::Date(..)) => {
                head::take_piece(piece, line, front, ledger)
            }
            _ => ledger.leftover(line, piece, kind_of_rest(&text)),
        }
    }

    /// The label itself, and what stands behind it on its line.
    fn label(&mut self, piece: &str, line: usize, ledger: &mut Ledger) {
        self.recipients_line = line;
        let text = plain(piece);
        match readable(&text) == text {
            true => {
                let rest = text.split_once(':').map_or("", |(_, rest)| rest).trim();
                let label = text.strip_suffix(rest).unwrap_or(&text);
                ledger.form(label);
                if !rest.is_empty() {
                    self.recipient(bullet(rest).map_or(rest, |(_, rest)| rest));
                }
            }
            // In a legacy encoding the label's letters are nowhere else.
            false => ledger.leftover(line, piece, LeftoverKind::Form),
        }
    }

    /// A line without a bullet is a recipient where it looks like one of the list.
    fn goes_on_as_recipient(&self, text: &str) -> bool {
        text.ends_with(';') || fold_words(text).starts_with("luu vt") || text.starts_with("Lưu:")
    }

    fn recipient(&mut self, text: &str) {
        let text = one_line(text.trim_end_matches(['.', ';', ',', ' ', '/']));
        if !text.is_empty() {
            self.recipients.push(text);
        }
    }

    fn finish(self, front: &mut FrontMatter, ledger: &mut Ledger) {
        if !self.recipients.is_empty() {
            let value = self.recipients.join("; ");
            let line = Some(self.recipients_line);
            ledger.fact(Fact {
                topic: Topic::Recipients,
                value,
                line,
                certainty: Certainty::Certain,
                basis: Basis::Printed,
            });
            front.recipients = self.recipients;
        }
        let title = self.titles.join(" ");
        if let Some((name, line)) = self.name {
            let certainty = if title.is_empty() { Certainty::Likely } else { Certainty::Certain };
            ledger.fact(Fact {
                topic: Topic::Signer,
                value: name.clone(),
                line: Some(line),
                certainty,
                basis: Basis::Printed,
            });
            front.signer = Some(Signer { name, title });
        } else if !title.is_empty() {
            front.signer = Some(Signer { name: String::new(), title });
        }
    }
}

/// "(Đã ký)" and the like are only form.
fn kind_of_rest(text: &str) -> LeftoverKind {
    let words = fold_words(text);
    let form = ["da ky", "ky ten", "ky va ghi", "ky dong dau", "da ky va dong dau"]
        .iter()
        .any(|form| words.starts_with(form));
    if form { LeftoverKind::Form } else { LeftoverKind::Unplaced }
}

/// Two to six words with capitals, nothing else.
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let capital = |word: &&str| {
        word.chars().next().is_some_and(char::is_uppercase)
            && word.chars().all(|letter| letter.is_alphabetic() || letter == '.')
    };
    let named = (2..=6).contains(&words.len()) && words.iter().all(capital);
    named && !matches!(head::read(text), head::Piece::School | head::Piece::Authority | head::Piece::Motto)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, recipients: &[&str], signer: Option<(&str, &str)>) {
        let (lines, _) = super::super::source::lines(text);
        let start = start(&lines).unwrap();
        let (mut front, mut ledger) = (FrontMatter::default(), Ledger::default());
        take(&lines[start..], &mut front, &mut ledger);
        assert_eq!(front.recipients, recipients);
        let found = front.signer.as_ref().map(|signer| (signer.name.as_str(), signer.title.as_str()));
        assert_eq!(found, signer);
    }

    #[test]
    fn reads_one_column_and_two() {
        check(
            "Hết.\nNơi nhận:\n\n- Phòng GDĐT (để b/c);\n- Lưu VT.\n\nHIỆU TRƯỞNG\n\nLÊ THỊ AN\n",
            &["Phòng GDĐT (để b/c)", "Lưu VT"],
            Some(("LÊ THỊ AN", "HIỆU TRƯỞNG")),
        );
        check(
            "Nơi nhận:\tKT. HIỆU TRƯỞNG\n- UBND xã;\tPHÓ HIỆU TRƯỞNG\n- Lưu: VT.\n\t(Đã ký)\n\tLê An\n",
            &["UBND xã", "Lưu: VT"],
            Some(("Lê An", "KT. HIỆU TRƯỞNG PHÓ HIỆU TRƯỞNG")),
        );
        check("Nôi nhaän:\n   Nguyễn Văn An\n", &[], Some(("Nguyễn Văn An", "")));
    }
}
