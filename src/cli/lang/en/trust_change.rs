//! Changing who signs for a school, in English.

use crate::approval::amend::{AmendFlaw, OfficeAmendment};
use crate::approval::change::Signatory;
use crate::cli::lang::En;
use crate::cli::show::trust::RightName;
use crate::cli::show::trust_change::{Message, OfficeMessage, Question, Remedy, Stop};
use crate::work::trust::change;
use crate::work::trust::office;
use crate::work::trust::proposal::Obstacle;
use crate::work::trust::recovery;

impl En for Stop {
    fn en(&self) -> String {
        match self {
            Stop::Declined => "nothing was changed".into(),
            Stop::NoPeriod { text } => format!("`{text}` is no period (such as 2024-2025)"),
            Stop::NoId { name } => format!("no id can be made of `{name}`; add `--id`"),
            Stop::NewPrincipalWithoutKey { name } => format!(
                "`{name}` is not in the record; a new principal needs a key: add `--public-key FILE.pub`"
            ),
            Stop::NoSuchKey { which } => format!("no key is `{which}`"),
            Stop::WhichKey { person, keys } if keys.is_empty() => format!("`{person}` has no key in use"),
            Stop::WhichKey { person, keys } => {
                format!("`{person}` has several keys; say which: {}", keys.join(", "))
            }
            Stop::NoRecord { detail } => format!("the school's record cannot be read: {detail}"),
            Stop::NoPart { text } => format!("`{text}` is neither a standard (1) nor a criterion (1.5)"),
            Stop::NoSequence { tag } => format!("`{tag}` is no approval that was signed"),
            Stop::SeveralKeys => "these approvals were signed with several keys; reaffirm key by key".into(),
        }
    }
}

impl En for Question {
    fn en(&self) -> String {
        match self {
            Question::Change => "Sign and save this change? (yes/no)".into(),
            Question::Consent => "Do you consent to this new record? (yes/no)".into(),
        }
    }
}

fn signatory(signatory: Signatory) -> &'static str {
    match signatory {
        Signatory::Principal => "the principal",
        Signatory::Deputy => "a deputy with the right to change the record",
        Signatory::Office => "an education office",
        Signatory::Recovery => "the recovery group (enough of them)",
    }
}

impl En for Message {
    fn en(&self) -> String {
        match self {
            Message::Commit { name, serial } => format!("Trust record {serial}: {name}"),
            Message::Heading { name, serial } => format!("{name}: record {serial} would change"),
            Message::NothingChanges => "only the layout: no people, rights or keys".into(),
            Message::WhoSigns { signatories } => {
                let who: Vec<&str> = signatories.iter().map(|one| signatory(*one)).collect();
                format!("to be signed by: {}", who.join(", or "))
            }
            Message::Falls { count } => format!(
                "{count} approvals would no longer count (reaffirm the honest ones with `caitien trust change reaffirm TAG`):"
            ),
            Message::Ready => "Nothing stands in the way.".into(),
            Message::Obstacles { count } => format!("{count} things stand in the way:"),
            Message::Changed { serial, commit } => {
                format!("Record {serial} is signed and saved ({}).", commit.short())
            }
            Message::Send => {
                "Send it to everybody: `caitien sync`. Whoever lacks the new record still judges by the old one."
                    .into()
            }
            Message::Group { threshold, names } => {
                format!("{threshold} of {} people must consent: {}", names.len(), names.join(", "))
            }
            Message::Consenting { names } if names.is_empty() => "nobody has consented yet".into(),
            Message::Consenting { names } => format!("consenting: {}", names.join(", ")),
            Message::Consented { name, count, threshold } => {
                format!("{name} consents ({count} of {threshold}).")
            }
            Message::More { school } => format!(
                "The next one of the group fetches this and types `caitien trust consent --school {school} --key KEY`."
            ),
        }
    }
}

impl En for Obstacle {
    fn en(&self) -> String {
        match self {
            Obstacle::NoRecord => "the school has no trust record that was granted".into(),
            Obstacle::Bare => "a bare repository has no file to change".into(),
            Obstacle::Unfinished { .. } => "a merge or the like is unfinished".into(),
            Obstacle::Edited { path } => format!("`{path}` has changes that are not saved"),
            Obstacle::Trust { what } => what.en(),
            Obstacle::Amend { flaw } => flaw.en(),
            Obstacle::Nobody { change } => format!("nobody may do this: {}", change.en()),
            Obstacle::NoRight { fingerprint, name, change } => {
                let who = name.as_ref().unwrap_or(fingerprint);
                match change {
                    Some(change) => format!(
                        "{who} may not do this: {}; who may: {}",
                        change.en(),
                        RightName(change.needs).en()
                    ),
                    None => format!("{who} has no right to change the record"),
                }
            }
        }
    }
}

impl En for AmendFlaw {
    fn en(&self) -> String {
        match self {
            AmendFlaw::Before(flaw) => format!("the record as it stands is not valid: {}", flaw.en()),
            AmendFlaw::After(flaw) => format!("the new record would not be valid: {}", flaw.en()),
            AmendFlaw::NoSuchPerson { id } => format!("nobody in the record has the id `{id}`"),
            AmendFlaw::PersonExists { id } => format!("somebody in the record has the id `{id}` already"),
            AmendFlaw::NoSuchKey { fingerprint } => format!("the record has no key {fingerprint}"),
            AmendFlaw::AlreadyPrincipal { id } => format!("`{id}` is the principal already"),
            AmendFlaw::WantsHandover => "a principal changes by a handover only".into(),
            AmendFlaw::NotADeputy { id } => format!("`{id}` is no deputy"),
            AmendFlaw::NoMandate { id } => format!("`{id}` has no mandate"),
            AmendFlaw::NotCompromised { fingerprint } => {
                format!("key {fingerprint} is not compromised: nothing to reaffirm")
            }
            AmendFlaw::Compromised { fingerprint } => {
                format!("key {fingerprint} is compromised and cannot merely be retired")
            }
            AmendFlaw::Layout => "`school.toml` is written in a way that cannot be amended".into(),
            AmendFlaw::Nothing => "nothing changes".into(),
        }
    }
}

impl En for Remedy<'_> {
    fn en(&self) -> String {
        match self.0 {
            Obstacle::NoRecord => "make the school with `caitien school add` and the principal's key".into(),
            Obstacle::Bare => "do this in a clone with files (`git clone`)".into(),
            Obstacle::Unfinished { .. } => "see `git status`, finish it and try again".into(),
            Obstacle::Edited { .. } => "to sign just that: `caitien trust change edited`; else undo it first".into(),
            Obstacle::Trust { .. } => "bring the record back to the last good one, or fetch the newest; see `caitien trust show`".into(),
            Obstacle::Amend { flaw: AmendFlaw::Layout } | Obstacle::Amend { flaw: AmendFlaw::After(_) } => "change `school.toml` by hand, then `caitien trust change edited`".into(),
            Obstacle::Amend { flaw: AmendFlaw::WantsHandover } => "type `caitien trust change hand-over PERSON`".into(),
            Obstacle::Amend { .. } => "see people and keys with `caitien trust show`".into(),
            Obstacle::Nobody { .. } => "retire a key that has signed (`trust change retire-key`), end a mandate (`trust change end-mandate`)".into(),
            Obstacle::NoRight { .. } => "ask somebody who may; where the principal's key is lost, add `--recover` for the recovery group".into(),
        }
    }
}

impl En for change::Error {
    fn en(&self) -> String {
        match self {
            change::Error::Lock { .. } => "git's directory cannot be written".into(),
            change::Error::Moved => "something else was saved meanwhile; look again and try again".into(),
            change::Error::OtherKey { fingerprint } => {
                format!("the key {fingerprint} may not sign this change")
            }
            change::Error::NotGranted { what } => {
                format!("nothing was changed, because the change would have no right: {}", what.en())
            }
            change::Error::Folder(source) => source.en(),
            change::Error::Commit(source) => source.en(),
            change::Error::Verify(source) => source.en(),
        }
    }
}

impl En for recovery::Error {
    fn en(&self) -> String {
        use recovery::Error;
        match self {
            Error::NothingProposed => "no new record lies before the recovery people".into(),
            Error::NoGroup => "the school's record names no recovery people".into(),
            Error::NotOfTheGroup { fingerprint } => {
                format!("the key {fingerprint} is nobody's of the recovery group")
            }
            Error::Already { name } => format!("{name} has consented already; a person counts once"),
            Error::Stopped { obstacle } => obstacle.en(),
            Error::Beyond { change } => format!("the recovery group may not do this: {}", change.en()),
            Error::Sign(source) => source.en(),
            Error::Change(source) => source.en(),
            Error::Verify(source) => source.en(),
        }
    }
}

impl En for OfficeMessage {
    fn en(&self) -> String {
        match self {
            OfficeMessage::Change { amendment: OfficeAmendment::Add { id, name, key } } => {
                format!("education office {name} ({id}) added, key {}", key.fingerprint())
            }
            OfficeMessage::Change { amendment: OfficeAmendment::Remove { id } } => {
                format!("education office {id} removed")
            }
            OfficeMessage::WhoSigns => {
                "to be signed by: an office that is there, or the founder while no school has a recovery group".into()
            }
            OfficeMessage::Saved { commit } => format!("Signed and saved ({}).", commit.short()),
        }
    }
}

impl En for office::Error {
    fn en(&self) -> String {
        match self {
            office::Error::Stopped { obstacle } => obstacle.en(),
            office::Error::Change(source) => source.en(),
        }
    }
}
