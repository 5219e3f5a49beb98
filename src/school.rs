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

/// The whole record. `serial` rises by one with every change of people, roles or keys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct School {
    pub schema: u32,
    pub serial: u32,
    pub school: Identity,
    #[serde(rename = "person", default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<Person>,
    #[serde(rename = "key-status", default, skip_serializing_if = "Vec::is_empty")]
    pub key_statuses: Vec<KeyStatus>,
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
    /// SSH public keys, as in an `authorized_keys` line. A person with several counts once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<String>,
    /// The standards that this person's group drafts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub standards: Vec<u8>,
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
    Staff,
    Office,
}

/// A key that no longer signs for the principal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyStatus {
    /// The fingerprint, `SHA256:…`.
    pub key: String,
    pub status: KeyState,
    /// Approvals from this sequence on do not count with this key. For a compromised key it may
    /// be absent: then none counts.
    #[serde(rename = "from-sequence", default, skip_serializing_if = "Option::is_none")]
    pub from_sequence: Option<u64>,
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

/// Why a text is not a school's record; `span` are bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidSchool {
    pub detail: String,
    pub span: Option<Range<usize>>,
}

impl School {
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
