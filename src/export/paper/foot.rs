//! The foot of the letter: who gets it on the left, who signs on the right.
//!
//! A deputy signs for the head: `KT. HIỆU TRƯỞNG` stands above the deputy's own title. Names are set in ordinary letters,
//! recipients end with a semicolon and the last one with a full stop, as the decree has it. Where a deputy is given, the
//! name in the plan, which is the head's, is not printed.

use super::head::{LEFT, capitalised, front};
use super::plan::Wanted;
use super::{Block, Paragraph, Style};
use crate::plan::spelling::fold;

/// The two columns at the end.
pub(super) fn block(wanted: &Wanted<'_>) -> Block {
    Block::Columns { left: paragraphs(recipients(wanted)), right: paragraphs(signer(wanted)), share: LEFT }
}

fn paragraphs(list: Vec<Paragraph>) -> Vec<Block> {
    list.into_iter().map(Block::Paragraph).collect()
}

fn recipients(wanted: &Wanted<'_>) -> Vec<Paragraph> {
    let named = wanted.plan.front.recipients.iter().enumerate();
    let mut lines: Vec<Paragraph> = named
        .map(|(at, name)| front(wanted, Style::Recipient, ("recipients", at), recipient(name)))
        .filter(|line| line.runs.iter().any(|run| !run.text.is_empty()))
        .collect();
    let archived = wanted.plan.front.recipients.iter().any(|name| fold(name).starts_with("luu"));
    if !archived && !wanted.wording.archive.is_empty() {
        lines.push(Paragraph::form(Style::Recipient, recipient(&wanted.wording.archive)));
    }
    let last = lines.len().saturating_sub(1);
    for (at, line) in lines.iter_mut().enumerate() {
        line.label = "-".into();
        if let Some(run) = line.runs.last_mut() {
            run.text.push(if at == last { '.' } else { ';' });
        }
    }
    lines.insert(0, Paragraph::form(Style::RecipientsLabel, wanted.wording.recipients.as_str()));
    lines
}

/// Without what the decree sets at the ends, and with the colon behind "Lưu".
fn recipient(name: &str) -> String {
    let name = name.trim().trim_start_matches(['-', '–', ' ']).trim_end_matches([';', '.', ' ']);
    match name.split_once(' ') {
        Some((first, rest)) if fold(first) == "luu" => format!("{first}: {}", rest.trim_start()),
        _ => name.to_owned(),
    }
}

fn signer(wanted: &Wanted<'_>) -> Vec<Paragraph> {
    let own = wanted.plan.front.signer.clone().unwrap_or_default();
    let title = own.title.trim().to_uppercase();
    let head = Paragraph::form(Style::SignerTitle, wanted.wording.signer.as_str());
    let titled = |text: String| front(wanted, Style::SignerTitle, ("signer.title", 0), text);
    let mut lines = Vec::new();
    match (&wanted.deputy, title.as_str()) {
        (Some(deputy), title) => {
            lines.push(match title {
                title if title.is_empty() || title.starts_with(DEPUTY) => {
                    Paragraph::form(Style::SignerTitle, wanted.wording.for_head.as_str())
                }
                title if title.starts_with("KT.") => titled(title.to_owned()),
                title => titled(format!("KT. {title}")),
            });
            lines.push(Paragraph::form(Style::SignerTitle, deputy.title.to_uppercase()));
        }
        (None, "") => lines.push(head),
        (None, title) => match title.find(DEPUTY) {
            // Typed in one: "KT. HIỆU TRƯỞNG PHÓ HIỆU TRƯỞNG".
            Some(at) if at > 0 => {
                lines.push(titled(title.get(..at).unwrap_or_default().trim().to_owned()));
                lines.push(titled(title.get(at..).unwrap_or_default().to_owned()));
            }
            Some(_) => {
                lines.push(Paragraph::form(Style::SignerTitle, wanted.wording.for_head.as_str()));
                lines.push(titled(title.to_owned()));
            }
            None => lines.push(titled(title.to_owned())),
        },
    }
    lines.push(Paragraph { style: Style::SignatureRoom, ..Paragraph::default() });
    let typed = ordinary(own.name.trim());
    lines.push(match &wanted.deputy {
        Some(deputy) => Paragraph::form(Style::SignerName, ordinary(deputy.name.trim())),
        None => front(wanted, Style::SignerName, ("signer.name", 0), typed),
    });
    lines
}

/// How a deputy's title begins.
const DEPUTY: &str = "PHÓ ";

/// A name typed in capitals, in ordinary letters.
fn ordinary(name: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    let words: Vec<String> = name.split_whitespace().map(|word| capitalised(&word.to_lowercase())).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::plan::{Deputy, Form};
    use super::super::wording::Wording;
    use super::super::words;
    use super::*;
    use crate::plan::markdown::run;
    use crate::plan::parse::parse;

    fn check(front: &str, deputy: Option<Deputy<'_>>, expected: &str) {
        let parsed = parse(&format!("+++\n{front}\n+++\n"));
        let wording = Wording::default();
        let wanted = Wanted { deputy, ..Wanted::new(&parsed, "Trường", Form::Old, &wording) };
        let blocks = [block(&wanted)];
        let mut found = Vec::new();
        words::collect(&blocks, &mut found);
        let shown: Vec<String> = found
            .iter()
            .map(|one| format!("{} {}", one.label, run::words(&one.runs)).trim().to_owned())
            .collect();
        assert_eq!(shown.join("|"), expected);
    }

    #[test]
    fn the_head_signs() {
        check(
            "signer = { name = \"TẠ QUANG DƯƠNG\", title = \"Hiệu trưởng\" }\nrecipients = [\"UBND xã (để b/c);\", \"Lưu VT.\"]",
            None,
            "Nơi nhận:|- UBND xã (để b/c);|- Lưu: VT.|HIỆU TRƯỞNG||Tạ Quang Dương",
        );
        check("schema = 1", None, "Nơi nhận:|- Lưu: VT.|HIỆU TRƯỞNG||");
    }

    #[test]
    fn a_deputy_signs_for_the_head() {
        let end = "|KT. HIỆU TRƯỞNG|PHÓ HIỆU TRƯỞNG||Lê An";
        let head = "Nơi nhận:|- Lưu: VT.";
        let deputy = Deputy { title: "Phó hiệu trưởng", name: "Lê An" };
        let principal = "signer = { name = \"Tạ Dương\", title = \"Hiệu trưởng\" }";
        check(principal, Some(deputy), &format!("{head}{end}"));
        check("schema = 1", Some(deputy), &format!("{head}{end}"));
        let typed = "signer = { name = \"Lê An\", title = \"Phó hiệu trưởng\" }";
        check(typed, None, &format!("{head}{end}"));
        let typed = "signer = { name = \"Lê An\", title = \"KT. Hiệu trưởng Phó hiệu trưởng\" }";
        check(typed, None, &format!("{head}{end}"));
    }
}
