//! One school's trust record: who its people are and which keys are theirs (`school.toml`).
//!
//! This is only what the file says. Who may sign what, from record to record, is judged in
//! `approval/trust.rs`.
//!
//! ```
//! let text = "schema = 1\nserial = 1\n[school]\nid = \"th-song-cau\"\nname = \"Trường Tiểu học Sông Cầu\"\n\
//!             level = \"primary\"\n[[person]]\nid = \"hieu-truong\"\nname = \"Lê Thị An\"\nrole = \"principal\"\n";
//! let school = caitien::school::School::parse(text).unwrap();
//! assert_eq!(school.principal().unwrap().name, "Lê Thị An");
//! ```

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::plan::item::Anchor;
use crate::plan::spelling::fold_words;

/// The whole record. `serial` rises by one with every change of people, roles or keys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct School {
    pub schema: u32,
    pub serial: u32,
    pub school: Identity,
    #[serde(rename = "person", default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<Person>,
    #[serde(rename = "mandate", default, skip_serializing_if = "Vec::is_empty")]
    pub mandates: Vec<Mandate>,
    #[serde(rename = "key-status", default, skip_serializing_if = "Vec::is_empty")]
    pub key_statuses: Vec<KeyStatus>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recovery: Option<Recovery>,
}

/// Which school it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    /// The slug, equal to the folder's name.
    pub id: String,
    pub name: String,
    pub level: EducationLevel,
}

/// The level of education; it decides which catalogues fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EducationLevel {
    Preschool,
    Primary,
    /// Lower or upper secondary, and schools of several levels: one circular covers them.
    #[serde(alias = "lower-secondary", alias = "upper-secondary", alias = "general")]
    Secondary,
}

impl EducationLevel {
    pub const ALL: [EducationLevel; 3] =
        [EducationLevel::Preschool, EducationLevel::Primary, EducationLevel::Secondary];

    /// The stable name in files and machine-readable answers.
    pub fn as_str(self) -> &'static str {
        match self {
            EducationLevel::Preschool => "preschool",
            EducationLevel::Primary => "primary",
            EducationLevel::Secondary => "secondary",
        }
    }
}

/// A person of the school or of the office above it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    pub id: String,
    pub name: String,
    pub role: Role,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Public keys, as `approval::PublicKey` reads them. A person with several counts once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<String>,
    /// The standards that this person's group drafts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub standards: Vec<u8>,
    /// Single criteria beside these, by their numbers: `1.5`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<String>,
    /// A deputy whom the record gives the right to change the record.
    #[serde(rename = "may-change-trust", default, skip_serializing_if = "is_false")]
    pub may_change_trust: bool,
}

fn is_false(value: &bool) -> bool {
    !value
}

/// What a person is in the school.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    Principal,
    Deputy,
    Council,
    Supervisor,
    /// Enters what is issued: number, date, the signed PDF.
    Clerk,
    Staff,
    Office,
}

impl Role {
    pub const ALL: [Role; 7] = [
        Role::Principal,
        Role::Deputy,
        Role::Council,
        Role::Supervisor,
        Role::Clerk,
        Role::Staff,
        Role::Office,
    ];

    /// The stable name in files and machine-readable answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Principal => "principal",
            Role::Deputy => "deputy",
            Role::Council => "council",
            Role::Supervisor => "supervisor",
            Role::Clerk => "clerk",
            Role::Staff => "staff",
            Role::Office => "office",
        }
    }
}

/// A deputy signs for the principal (KT.). The mandate stays in the record for good: what was signed under it
/// is judged by it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mandate {
    /// The deputy's id; it may have left the record since.
    pub person: String,
    /// The plans that may be signed so: school years, or longer spans that cover them.
    pub periods: Vec<String>,
    /// Approvals from this sequence on; with the person it names the mandate.
    #[serde(rename = "from-sequence")]
    pub from_sequence: u64,
    /// The last one; absent while it goes on.
    #[serde(rename = "until-sequence", default, skip_serializing_if = "Option::is_none")]
    pub until_sequence: Option<u64>,
    /// The tag object of the approval before the end; see [`KeyStatus::last`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<String>,
}

/// Who may together give the school a new record when the principal cannot: `threshold` of these people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recovery {
    pub threshold: u32,
    /// Their ids in this record.
    pub people: Vec<String>,
}

/// A key that no longer signs for the principal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyStatus {
    /// The fingerprint, `SHA256:…`, `openpgp:…` or `x509:…`.
    pub key: String,
    pub status: KeyState,
    /// Approvals from this sequence on do not count with this key. For a compromised key it may
    /// be absent: then none counts.
    #[serde(rename = "from-sequence", default, skip_serializing_if = "Option::is_none")]
    pub from_sequence: Option<u64>,
    /// The tag object of the last approval before `from_sequence`. What the key signed counts only if it is that
    /// approval or leads to it: else whoever has the key today could make another past for those who never saw
    /// the true one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<String>,
    /// Tag object ids that count all the same.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reaffirmed: Vec<String>,
}

/// Why a key no longer signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeyState {
    Retired,
    Compromised,
}

impl Mandate {
    /// Does it hold for the approval of this sequence?
    pub fn covers(&self, sequence: u64) -> bool {
        sequence >= self.from_sequence && self.until_sequence.is_none_or(|until| sequence <= until)
    }
}

/// Why a text is not a school's record; `span` are bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidSchool {
    pub detail: String,
    pub span: Option<Range<usize>>,
}

impl Person {
    /// Is this part of the plan theirs to draft? A standard's criteria are; a standard is not by one of its criteria.
    pub fn drafts(&self, part: Anchor) -> bool {
        match part {
            Anchor::Standard(number) => self.standards.contains(&number),
            Anchor::Criterion(id) => {
                let is_it = |written: &String| written.parse() == Ok(id);
                self.standards.contains(&id.standard) || self.criteria.iter().any(is_it)
            }
        }
    }
}

impl School {
    /// Those who draft a part of the plan.
    pub fn drafters(&self, part: Anchor) -> impl Iterator<Item = &Person> {
        self.people.iter().filter(move |person| person.drafts(part))
    }

    /// Reads the file. Unlike a plan, a trust record is refused where it is flawed: a right must
    /// not hang on a guess.
    pub fn parse(text: &str) -> Result<School, InvalidSchool> {
        toml::from_str(text)
            .map_err(|error| InvalidSchool { detail: error.message().to_owned(), span: error.span() })
    }

    /// The file's text.
    pub fn to_toml(&self) -> String {
        toml::to_string_pretty(self).unwrap_or_default()
    }

    /// The principal: the first person of that role.
    pub fn principal(&self) -> Option<&Person> {
        self.people.iter().find(|person| person.role == Role::Principal)
    }

    pub fn person(&self, id: &str) -> Option<&Person> {
        self.people.iter().find(|person| person.id == id)
    }
}

/// Is this a slug: lower-case ASCII letters, digits and inner hyphens?
pub fn is_slug(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let bytes = text.as_bytes();
    let ends = bytes.first().copied().is_some_and(plain) && bytes.last().copied().is_some_and(plain);
    ends && bytes.len() <= 64 && bytes.iter().all(|byte| plain(*byte) || *byte == b'-')
}

/// Words of a school's name that are shortened in its id, longest first.
const SHORT: &[(&str, &str)] = &[
    ("tieu hoc va trung hoc co so", "th-thcs"),
    ("tieu hoc va thcs", "th-thcs"),
    ("pho thong dan toc noi tru", "ptdtnt"),
    ("pho thong dan toc ban tru", "ptdtbt"),
    ("trung hoc pho thong", "thpt"),
    ("trung hoc co so", "thcs"),
    ("mau giao", "mg"),
    ("mam non", "mn"),
    ("tieu hoc", "th"),
];

/// The usual id of a school of this name; None where the name has no letters for one.
///
/// ```
/// use caitien::school::slug_of;
/// assert_eq!(slug_of("Trường Mầm non Mây Trắng").as_deref(), Some("mn-may-trang"));
/// ```
pub fn slug_of(name: &str) -> Option<String> {
    let words = fold_words(name);
    let mut words = words.strip_prefix("truong ").unwrap_or(&words).to_owned();
    for (long, short) in SHORT {
        words = words.replacen(long, short, 1);
    }
    let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    let words: Vec<String> =
        words.split(' ').map(|word| word.chars().filter(|letter| plain(*letter)).collect()).collect();
    let mut slug = String::new();
    for word in words.iter().filter(|word| !word.is_empty()) {
        if slug.len() + word.len() < 60 {
            slug.push_str(if slug.is_empty() { "" } else { "-" });
            slug.push_str(word);
        }
    }
    is_slug(&slug).then_some(slug)
}

/// The level that a school's name tells, where it tells one.
pub fn level_of(name: &str) -> Option<EducationLevel> {
    let words = format!(" {} ", fold_words(name));
    let has = |known: &[&str]| known.iter().any(|known| words.contains(&format!(" {known} ")));
    if has(&["trung hoc", "thcs", "thpt", "pho thong"]) {
        Some(EducationLevel::Secondary)
    } else if has(&["mam non", "mau giao", "nha tre", "mn"]) {
        Some(EducationLevel::Preschool)
    } else if has(&["tieu hoc", "th"]) {
        Some(EducationLevel::Primary)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_come_from_names() {
        let cases = [
            ("Trường Mầm non Mây Trắng", "mn-may-trang"),
            ("Trường Tiểu học và THCS Đắk D’rông", "th-thcs-dak-d-rong"),
            ("TRƯỜNG PHỔ THÔNG DÂN TỘC NỘI TRÚ số 2", "ptdtnt-so-2"),
            ("mn-hoa-sen", "mn-hoa-sen"),
        ];
        for (name, slug) in cases {
            assert_eq!(slug_of(name).as_deref(), Some(slug), "{name}");
        }
        assert_eq!(slug_of("学校"), None);
        assert!(slug_of(&"Trường Mầm non rất dài ".repeat(9)).is_some_and(|slug| slug.len() < 64));
    }

    #[test]
    fn names_tell_the_level() {
        assert_eq!(level_of("Trường Mầm non Mây Trắng"), Some(EducationLevel::Preschool));
        assert_eq!(level_of("Trường Tiểu học và THCS A"), Some(EducationLevel::Secondary));
        assert_eq!(level_of("Trường Tiểu học Sông Cầu"), Some(EducationLevel::Primary));
        assert_eq!(level_of("Trường Hoa Sen"), None);
    }
}
