//! Who reports to whom, and who signs: from the plan, with dots for what is not known.

use super::interim::subject;
use super::{Phrase, Teller};
use crate::export::report::{Foot, Head};
use crate::plan::spelling::fold;

impl Teller<'_> {
    pub(super) fn head(&self) -> Head {
        let front = &self.report().front;
        let years = Phrase::Years { period: self.reported.period, span: self.span() };
        let symbol = symbol(front.number.as_deref()).unwrap_or_else(|| "BC-…".to_owned());
        Head {
            authority: self.say(Phrase::Blank),
            school: self.school().to_uppercase(),
            number: self.say(Phrase::NumberLine { symbol }),
            nation: [self.say(Phrase::Nation), self.say(Phrase::Motto)],
            place_and_date: self.say(Phrase::PlaceAndDate { place: front.place.clone() }),
            kind: self.say(Phrase::Kind),
            subject: vec![self.say(subject(self.reported.interim.as_ref())), self.say(years)],
            addressee: self.say(Phrase::Addressee),
            addressees: self.addressees(),
        }
    }

    /// The school's name, or its id, or dots.
    pub(super) fn school(&self) -> String {
        let known = self.reported.name.clone().or(self.reported.school.clone());
        known.unwrap_or_else(|| self.say(Phrase::Blank))
    }

    /// The plan's recipients to which one reports; else the offices that the repository names.
    fn addressees(&self) -> Vec<String> {
        let recipients = self.report().front.recipients.iter();
        let above: Vec<String> = recipients.filter(|one| is_above(one)).map(|one| bare(one)).collect();
        match (above.is_empty(), self.reported.offices.is_empty()) {
            (false, _) => above,
            (true, false) => self.reported.offices.clone(),
            (true, true) => vec![self.say(Phrase::Blank)],
        }
    }

    pub(super) fn opening(&self) -> Vec<String> {
        let front = &self.report().front;
        let (number, date) = (front.number.clone(), front.date);
        vec![self.say(Phrase::Opening { number, date, school: self.school() })]
    }

    pub(super) fn foot(&self) -> Foot {
        let front = &self.report().front;
        let mut recipients = vec![self.say(Phrase::AsAbove)];
        recipients.extend(front.recipients.iter().filter(|one| !is_above(one)).map(|one| trimmed(one)));
        let last = recipients.len();
        let ended = recipients.into_iter().enumerate().map(|(at, one)| {
            let end = if at + 1 == last { '.' } else { ';' };
            format!("- {one}{end}")
        });
        let signer = front.signer.clone().unwrap_or_default();
        let title =
            if signer.title.is_empty() { self.say(Phrase::Blank) } else { signer.title.to_uppercase() };
        Foot { label: self.say(Phrase::Copies), recipients: ended.collect(), title, name: signer.name }
    }
}

/// Is it one to whom the plan was sent to report?
fn is_above(recipient: &str) -> bool {
    let words = fold(recipient);
    words.contains("b/c") || words.contains("bao cao")
}

/// Without the "(để b/c)" at its end.
fn bare(recipient: &str) -> String {
    let cut = recipient.rfind('(').and_then(|at| recipient.split_at_checked(at));
    match cut {
        Some((name, reason)) if is_above(reason) => trimmed(name),
        _ => trimmed(recipient),
    }
}

fn trimmed(recipient: &str) -> String {
    recipient.trim().trim_start_matches('-').trim_end_matches([';', '.']).trim().to_owned()
}

/// The symbol of a report by the same school: `BC-MNBM` where the plan is `27/KH-MNBM`.
fn symbol(number: Option<&str>) -> Option<String> {
    let (_, symbol) = number?.split_once('/')?;
    let (_, school) = symbol.split_once('-')?;
    Some(format!("BC-{}", school.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_symbol_follows_the_plans() {
        assert_eq!(symbol(Some("27/KH-MNBM")).as_deref(), Some("BC-MNBM"));
        assert_eq!(symbol(Some("05/KH-TrMN 7/5")).as_deref(), Some("BC-TrMN 7/5"));
        assert_eq!(symbol(Some("27")), None);
    }

    #[test]
    fn those_above_are_told_from_the_others() {
        assert_eq!(
            bare("UBND xã Bến Mơ (Phòng Văn hóa - Xã hội) (để b/c);"),
            "UBND xã Bến Mơ (Phòng Văn hóa - Xã hội)"
        );
        assert!(is_above("Sở GDĐT (để báo cáo)"));
        assert!(!is_above("Các tổ chuyên môn (để t/h)"));
    }
}
