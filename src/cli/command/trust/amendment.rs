//! What can be asked of a trust record on the command line, and its way into an [`Amendment`].

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::approval::amend::{Amendment, ChangeRight, Former, Successor};
use crate::approval::{Id, PublicKey};
use crate::cli::Context;
use crate::cli::error::CliError;
use crate::cli::key::public;
use crate::cli::show::trust_change::Stop;
use crate::git::Repo;
use crate::period::Period;
use crate::plan::item::{Anchor, CriterionId};
use crate::school::{Person, Role, School, is_slug, slug_of};
use crate::work::trust::proposal::How;
use crate::work::verify::{Scope, verify};

/// What is to be changed.
#[derive(Debug, clap::Subcommand)]
pub enum Asked {
    /// Add a person who works with the school's plans
    #[command(visible_alias = "them-nguoi")]
    AddPerson(AddPerson),
    /// Take a person out; keys that have signed retire, mandates end
    #[command(visible_alias = "bo-nguoi")]
    RemovePerson(OnePerson),
    /// Hand the school over to a new principal
    #[command(visible_alias = "ban-giao")]
    HandOver(HandOver),
    /// Give a person a further key
    #[command(visible_alias = "them-khoa")]
    AddKey(AddKey),
    /// A key no longer signs, from the next approval on; what it has signed stays good
    #[command(visible_alias = "thoi-khoa")]
    RetireKey(RetireKey),
    /// A key was stolen or lost: approvals from then on do not count
    #[command(visible_alias = "khoa-lo")]
    CompromiseKey(CompromiseKey),
    /// Approvals of a stolen key that were honest count all the same
    #[command(visible_alias = "xac-nhan-lai")]
    Reaffirm(Reaffirm),
    /// A deputy signs these plans for the principal (KT.)
    #[command(visible_alias = "giao-ky-thay")]
    Mandate(Mandate),
    /// A deputy no longer signs for the principal
    #[command(visible_alias = "thoi-ky-thay")]
    EndMandate(OnePerson),
    /// Let a deputy change the record of people who do not sign
    #[command(visible_alias = "cho-sua")]
    Allow(OnePerson),
    /// Take that right away
    #[command(visible_alias = "thoi-sua")]
    Forbid(OnePerson),
    /// Say what a person drafts: standards and criteria
    #[command(visible_alias = "phan-cong")]
    Assign(Assign),
    /// Name the people of whom some together may recover the school
    #[command(visible_alias = "khoi-phuc")]
    Recovery(Recovery),
    /// Sign what was changed in school.toml by hand
    #[command(visible_alias = "sua-tay")]
    Edited,
}

/// A new person.
#[derive(Debug, clap::Args)]
pub struct AddPerson {
    /// The person's full name
    #[arg(value_name = "NAME")]
    pub name: String,
    /// deputy (pho-hieu-truong), council (hoi-dong), supervisor (giam-sat), staff (nhan-vien), office (co-quan)
    #[arg(long, value_name = "ROLE", default_value = "staff", value_parser = role)]
    pub role: Role,
    /// The person's short name in files; else made of the name
    #[arg(long, value_name = "ID")]
    pub id: Option<String>,
    /// The person's e-mail address
    #[arg(long, value_name = "EMAIL")]
    pub email: Option<String>,
    /// The person's public key: a file, or `openpgp:` or `x509:` with a fingerprint
    #[arg(long, value_name = "KEY")]
    pub public_key: Option<PathBuf>,
}

/// Somebody of the record.
#[derive(Debug, clap::Args)]
pub struct OnePerson {
    /// The person's id in school.toml
    #[arg(value_name = "PERSON")]
    pub person: String,
}

/// A handover.
#[derive(Debug, clap::Args)]
pub struct HandOver {
    /// The new principal: an id of school.toml, or the full name of somebody new
    #[arg(value_name = "PERSON")]
    pub to: String,
    /// The new principal's public key: a file, or `openpgp:` or `x509:` with a fingerprint
    #[arg(long, value_name = "KEY")]
    pub public_key: Option<PathBuf>,
    /// The new principal's e-mail address
    #[arg(long, value_name = "EMAIL")]
    pub email: Option<String>,
    /// The former principal stays in this role instead of leaving the record
    #[arg(long, value_name = "ROLE", value_parser = role)]
    pub stays_as: Option<Role>,
}

/// A further key.
#[derive(Debug, clap::Args)]
pub struct AddKey {
    /// The person's id in school.toml
    #[arg(value_name = "PERSON")]
    pub person: String,
    /// The public key: a file, or `openpgp:` or `x509:` with a fingerprint
    #[arg(value_name = "KEY")]
    pub file: PathBuf,
}

/// A key that retires.
#[derive(Debug, clap::Args)]
pub struct RetireKey {
    /// The key: its fingerprint, its public file, or the id of somebody with one key
    #[arg(value_name = "KEY")]
    pub which: String,
    /// The first approval that does not count any more: its tag or its sequence; else the next one
    #[arg(long, value_name = "TAG|N")]
    pub from: Option<String>,
}

/// A stolen key.
#[derive(Debug, clap::Args)]
pub struct CompromiseKey {
    /// The key: its fingerprint, its public file, or the id of somebody with one key
    #[arg(value_name = "KEY")]
    pub which: String,
    /// The first approval that the thief may have made: its tag or its sequence
    #[arg(long, value_name = "TAG|N", required_unless_present = "unknown")]
    pub from: Option<String>,
    /// Nobody knows since when: no approval of this key counts until it is reaffirmed
    #[arg(long, conflicts_with = "from")]
    pub unknown: bool,
}

/// Honest approvals of a stolen key.
#[derive(Debug, clap::Args)]
pub struct Reaffirm {
    /// The tags of the approvals
    #[arg(value_name = "TAG", required = true)]
    pub tags: Vec<String>,
}

/// A deputy's mandate.
#[derive(Debug, clap::Args)]
pub struct Mandate {
    /// The deputy's id in school.toml
    #[arg(value_name = "PERSON")]
    pub person: String,
    /// The school years (or longer spans) whose plans the deputy signs
    #[arg(value_name = "PERIOD", required = true)]
    pub periods: Vec<String>,
}

/// What a person drafts.
#[derive(Debug, clap::Args)]
pub struct Assign {
    /// The person's id in school.toml
    #[arg(value_name = "PERSON")]
    pub person: String,
    /// Standards (1) and criteria (1.5) that are added to what the person drafts
    #[arg(value_name = "PART", required = true)]
    pub parts: Vec<String>,
    /// Take these away from the person instead
    #[arg(long)]
    pub take: bool,
}

/// The recovery group.
#[derive(Debug, clap::Args)]
pub struct Recovery {
    /// The ids of people in school.toml, none of them the principal
    #[arg(value_name = "PERSON", required = true, num_args = 2..)]
    pub people: Vec<String>,
    /// How many of them it takes
    #[arg(long, value_name = "N", default_value_t = 2)]
    pub threshold: u32,
}

/// A role as it is typed.
fn role(text: &str) -> Result<Role, String> {
    const NAMES: [(Role, &str); 6] = [
        (Role::Deputy, "pho-hieu-truong"),
        (Role::Council, "hoi-dong"),
        (Role::Supervisor, "giam-sat"),
        (Role::Clerk, "van-thu"),
        (Role::Staff, "nhan-vien"),
        (Role::Office, "co-quan"),
    ];
    let known = NAMES.iter().find(|(role, name)| role.as_str() == text || *name == text);
    let names = || NAMES.map(|(role, name)| format!("{} ({name})", role.as_str())).join(", ");
    known.map(|(role, _)| *role).ok_or_else(names)
}

/// Where what was typed is looked up.
pub struct Lookup<'l> {
    pub context: &'l Context,
    pub repo: &'l Repo,
    pub school: &'l str,
}

impl Asked {
    /// The amendment that is meant; None where the file was changed by hand.
    pub fn amendment(&self, at: &Lookup<'_>) -> Result<Option<Amendment>, CliError> {
        let person = |one: &OnePerson| one.person.clone();
        let right = |one, right| Amendment::SetChangeRight { person: person(one), right };
        Ok(Some(match self {
            Asked::AddPerson(args) => {
                let key = args.public_key.as_deref();
                let new = at.new_person(&args.name, args.id.clone(), (args.email.clone(), key))?;
                Amendment::AddPerson { person: Person { role: args.role, ..new } }
            }
            Asked::RemovePerson(one) => Amendment::RemovePerson { id: person(one) },
            Asked::HandOver(args) => at.handover(args)?,
            Asked::AddKey(args) => {
                Amendment::AddKey { person: args.person.clone(), key: public(at.context, &args.file)? }
            }
            Asked::RetireKey(args) => {
                let from_sequence = at.sequence(args.from.as_deref())?;
                Amendment::RetireKey { fingerprint: at.fingerprint(&args.which)?, from_sequence }
            }
            Asked::CompromiseKey(args) => {
                let from_sequence = at.sequence(args.from.as_deref())?;
                Amendment::CompromiseKey { fingerprint: at.fingerprint(&args.which)?, from_sequence }
            }
            Asked::Reaffirm(args) => at.reaffirm(&args.tags)?,
            Asked::Mandate(args) => {
                let read = |text: &String| {
                    text.parse::<Period>().map_err(|_| CliError::usage(Stop::NoPeriod { text: text.clone() }))
                };
                let periods = args.periods.iter().map(read).collect::<Result<_, _>>()?;
                Amendment::GiveMandate { person: args.person.clone(), periods }
            }
            Asked::EndMandate(one) => Amendment::EndMandate { person: person(one) },
            Asked::Allow(one) => right(one, ChangeRight::Given),
            Asked::Forbid(one) => right(one, ChangeRight::Taken),
            Asked::Assign(args) => at.assign(args)?,
            Asked::Recovery(args) => {
                Amendment::SetRecovery { threshold: args.threshold, people: args.people.clone() }
            }
            Asked::Edited => return Ok(None),
        }))
    }
}

/// How the record is changed by what was meant.
pub fn how(amendment: Option<&Amendment>) -> How<'_> {
    amendment.map_or(How::ByHand, How::Amendment)
}

impl Lookup<'_> {
    fn new_person(
        &self,
        name: &str,
        id: Option<String>,
        (email, key): (Option<String>, Option<&Path>),
    ) -> Result<Person, CliError> {
        let id = id.or_else(|| slug_of(name)).filter(|id| is_slug(id));
        let id = id.ok_or_else(|| CliError::usage(Stop::NoId { name: name.to_owned() }))?;
        let keys = key.map(|path| public(self.context, path)).transpose()?;
        let keys = keys.iter().map(PublicKey::to_line).collect();
        let (name, role) = (name.trim().to_owned(), Role::Staff);
        Ok(Person {
            id,
            name,
            role,
            email,
            keys,
            standards: Vec::new(),
            criteria: Vec::new(),
            may_change_trust: false,
        })
    }

    fn handover(&self, args: &HandOver) -> Result<Amendment, CliError> {
        let former = args.stays_as.map_or(Former::Leaves, |role| Former::Stays { role });
        let is_known = self.record()?.person(&args.to).is_some();
        let to = if is_known {
            Successor::Known { id: args.to.clone() }
        } else {
            let Some(key) = args.public_key.as_deref() else {
                return Err(CliError::usage(Stop::NewPrincipalWithoutKey { name: args.to.clone() }));
            };
            Successor::New { person: self.new_person(&args.to, None, (args.email.clone(), Some(key)))? }
        };
        Ok(Amendment::HandOver { to, former })
    }

    /// What the person drafts then, all of it.
    fn assign(&self, args: &Assign) -> Result<Amendment, CliError> {
        let record = self.record()?;
        let known = record.person(&args.person);
        let mut standards: BTreeSet<u8> = known.iter().flat_map(|person| person.standards.clone()).collect();
        let criteria = known.iter().flat_map(|person| &person.criteria);
        let mut criteria: BTreeSet<CriterionId> = criteria.filter_map(|text| text.parse().ok()).collect();
        for text in &args.parts {
            let part = text.parse::<u8>().map(Anchor::Standard).or_else(|_| text.parse());
            match (part.map_err(|()| CliError::usage(Stop::NoPart { text: text.clone() }))?, args.take) {
                (Anchor::Standard(number), false) => _ = standards.insert(number),
                (Anchor::Standard(number), true) => _ = standards.remove(&number),
                (Anchor::Criterion(id), false) => _ = criteria.insert(id),
                (Anchor::Criterion(id), true) => _ = criteria.remove(&id),
            }
        }
        let (standards, criteria) = (standards.into_iter().collect(), criteria.into_iter().collect());
        Ok(Amendment::Assign { person: args.person.clone(), standards, criteria })
    }

    /// The record on disk: for looking up what was typed only.
    fn record(&self) -> Result<School, CliError> {
        let choice =
            crate::work::choice::Choice { here: &self.context.folder, words: &[], school: Some(self.school) };
        let (_, place) = crate::work::choice::school(&choice)?;
        let text = crate::folder::read_text(&place.record())?;
        let none =
            |flaw: crate::school::InvalidSchool| CliError::usage(Stop::NoRecord { detail: flaw.detail });
        School::parse(&text).map_err(none)
    }

    /// The fingerprint of the key that is meant.
    fn fingerprint(&self, which: &str) -> Result<String, CliError> {
        if crate::approval::key::is_fingerprint(which) {
            return Ok(which.to_owned());
        }
        let record = self.record()?;
        if let Some(person) = record.person(which) {
            let used =
                |key: &PublicKey| !record.key_statuses.iter().any(|status| status.key == key.fingerprint());
            let keys = person.keys.iter().filter_map(|line| PublicKey::parse(line)).filter(used);
            let keys: Vec<String> = keys.map(|key| key.fingerprint()).collect();
            return match keys.as_slice() {
                [one] => Ok(one.clone()),
                _ => Err(CliError::usage(Stop::WhichKey { person: which.to_owned(), keys })),
            };
        }
        if self.context.folder.join(which).exists() {
            return Ok(public(self.context, Path::new(which))?.fingerprint());
        }
        Err(CliError::usage(Stop::NoSuchKey { which: which.to_owned() }))
    }

    /// A sequence, typed as such or as the tag that has it.
    fn sequence(&self, typed: Option<&str>) -> Result<Option<u64>, CliError> {
        let Some(typed) = typed else { return Ok(None) };
        if let Ok(number) = typed.parse::<u64>() {
            return Ok(Some(number));
        }
        let judged = verify(self.repo, &Scope::Tag(typed.to_owned()))?;
        let sequence = judged.first().and_then(|one| one.sequence);
        sequence.map(Some).ok_or_else(|| CliError::usage(Stop::NoSequence { tag: typed.to_owned() }))
    }

    /// The approvals that are meant; all of one key.
    fn reaffirm(&self, tags: &[String]) -> Result<Amendment, CliError> {
        let mut fingerprints = Vec::new();
        let mut approvals = Vec::new();
        for tag in tags {
            let judged = verify(self.repo, &Scope::Tag(tag.clone()))?;
            let signed = judged.first().and_then(|one| Some((one.signer.clone()?.fingerprint, one.id)));
            let Some((fingerprint, id)) = signed else {
                return Err(CliError::usage(Stop::NoSequence { tag: tag.clone() }));
            };
            fingerprints.push(fingerprint);
            approvals.push(Id::from(id));
        }
        fingerprints.dedup();
        match fingerprints.as_slice() {
            [fingerprint] => Ok(Amendment::Reaffirm { fingerprint: fingerprint.clone(), approvals }),
            _ => Err(CliError::usage(Stop::SeveralKeys)),
        }
    }
}
