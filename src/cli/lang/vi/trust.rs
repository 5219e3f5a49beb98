//! Who may sign for a school, in Vietnamese.

use crate::approval::change::{Right, TrustChange, What};
use crate::cli::lang::Vi;
use crate::cli::show::trust::{Line, RightName};
use crate::cli::show::verdict::RoleName;
use crate::school::{KeyState, KeyStatus, Mandate};
use crate::work::trust::TrustedMandate;

impl Vi for Line<'_> {
    fn vi(&self) -> String {
        match self {
            Line::School { id, name, serial } => format!("{name} ({id}), hồ sơ số {serial}"),
            Line::Root { fingerprint } => format!("gốc tin cậy: {}", fingerprint.grouped()),
            Line::RootSaid { fingerprint } => format!("đọc là: {}", fingerprint.syllables()),
            Line::NoRoot => "chưa có gốc tin cậy: hồ sơ đầu tiên không do hiệu trưởng ký".into(),
            Line::Pinned => "✓ đã ghim gốc này ở đây".into(),
            Line::NotPinned => {
                "? chưa ghim gốc ở đây; so mã với hiệu trưởng rồi gõ `caitien trust pin`".into()
            }
            Line::OtherPinned { pinned } => format!("✗ ở đây đã ghim gốc khác: {}", pinned.grouped()),
            Line::Person { name, role, may_change_trust, fingerprints } => {
                let right = if *may_change_trust { ", được sửa hồ sơ" } else { "" };
                format!("{name}, {}{right}: {}", RoleName(*role).vi(), keys(fingerprints))
            }
            Line::Mandate { mandate: TrustedMandate { name, mandate } } => self::mandate(name, mandate),
            Line::Status { status } => key_status(status),
            Line::Recovery { threshold, names } => {
                format!(
                    "khôi phục khi hiệu trưởng mất khóa: {threshold} trong {} người: {}",
                    names.len(),
                    names.join(", ")
                )
            }
            Line::Office { id, name, fingerprints } => {
                format!("{name} ({id}), cơ quan quản lý: {}", keys(fingerprints))
            }
            Line::Step { serial, commit, by } => format!("hồ sơ số {serial}: bản lưu {commit}, {by} ký"),
            Line::Change { change } => change.vi(),
            Line::Wrong { what } => format!("✗ {}", what.vi()),
        }
    }
}

fn keys(fingerprints: &[String]) -> String {
    if fingerprints.is_empty() { "chưa có khóa".into() } else { fingerprints.join(", ") }
}

fn key_status(status: &KeyStatus) -> String {
    let from = status.from_sequence.map(|from| format!(" từ lần phê duyệt thứ {from}")).unwrap_or_default();
    match status.status {
        KeyState::Retired => format!("khóa {} đã thôi dùng{from}", status.key),
        KeyState::Compromised => format!("khóa {} đã bị lộ{from}", status.key),
    }
}

impl Vi for TrustChange {
    fn vi(&self) -> String {
        match &self.what {
            What::SchoolRenamed { before, after } => format!("đổi tên trường: {before} → {after}"),
            What::LevelChanged => "đổi cấp học".into(),
            What::PersonAdded { name, role } => format!("thêm {name}, {}", RoleName(*role).vi()),
            What::PersonRemoved { name, role } => format!("bỏ {name}, {}", RoleName(*role).vi()),
            What::RoleChanged { name, before, after } => {
                format!("{name}: {} → {}", RoleName(*before).vi(), RoleName(*after).vi())
            }
            What::KeyAdded { name, fingerprint } => format!("thêm khóa của {name}: {fingerprint}"),
            What::KeyRenewed { name, fingerprint } => {
                format!("cập nhật khóa của {name}, vẫn là khóa {fingerprint}")
            }
            What::KeyRemoved { name, fingerprint } => format!("bỏ khóa của {name}: {fingerprint}"),
            What::KeyForgotten { name, fingerprint } => {
                format!(
                    "bỏ khóa đã ký của {name} ({fingerprint}) mà không ghi thôi dùng từ lần phê duyệt nào"
                )
            }
            What::RightGiven { name } => format!("cho {name} quyền sửa hồ sơ"),
            What::RightTaken { name } => format!("{name} không còn quyền sửa hồ sơ"),
            What::MandateGiven { name, mandate } => format!("giao {}", self::mandate(name, mandate)),
            What::MandateEnded { name, mandate } => format!("thôi giao {}", self::mandate(name, mandate)),
            What::MandateChanged { name, mandate } => {
                format!("đổi việc giao {}", self::mandate(name, mandate))
            }
            What::MandateForgotten { name, mandate } => {
                format!("xóa dòng đã giao {}", self::mandate(name, mandate))
            }
            What::KeyRetired { fingerprint, from_sequence } => {
                format!("khóa {fingerprint} thôi dùng từ lần phê duyệt thứ {from_sequence}")
            }
            What::KeyCompromised { fingerprint, from_sequence } => match from_sequence {
                Some(from) => format!("khóa {fingerprint} bị lộ, không tính từ lần phê duyệt thứ {from}"),
                None => format!("khóa {fingerprint} bị lộ, không tính lần phê duyệt nào"),
            },
            What::Reaffirmed { fingerprint, approval } => {
                format!("xác nhận lại thẻ {approval}, dù khóa {fingerprint} đã bị lộ")
            }
            What::ReaffirmationTaken { fingerprint, approval } => {
                format!("thôi xác nhận thẻ {approval} của khóa {fingerprint}")
            }
            What::StatusLifted { fingerprint, was: KeyState::Retired } => {
                format!("dùng lại khóa {fingerprint} đã thôi dùng")
            }
            What::StatusLifted { fingerprint, was: KeyState::Compromised } => {
                format!("coi khóa {fingerprint} đã bị lộ là còn tốt")
            }
            What::RecoverySet { threshold, names } => {
                format!(
                    "khôi phục trường cần {threshold} trong số {} người: {}",
                    names.len(),
                    names.join(", ")
                )
            }
            What::RecoveryDropped => "không còn ai khôi phục được trường".into(),
            What::WorkAssigned { name, standards, criteria } => match work(standards, criteria) {
                Some(work) => format!("{name} soạn {work}"),
                None => format!("{name} thôi soạn phần nào của kế hoạch"),
            },
            What::DetailsChanged { name } => format!("sửa thông tin của {name}"),
        }
    }
}

/// `Trần Văn Bình ký thay hiệu trưởng (KT.) kế hoạch 2024-2025, từ lần phê duyệt thứ 3`.
fn mandate(name: &str, mandate: &Mandate) -> String {
    let until = mandate.until_sequence.map(|until| format!(" đến hết lần thứ {until}")).unwrap_or_default();
    format!(
        "{name} ký thay hiệu trưởng (KT.) kế hoạch {}, từ lần phê duyệt thứ {}{until}",
        mandate.periods.join(", "),
        mandate.from_sequence
    )
}

impl Vi for RightName {
    fn vi(&self) -> String {
        match self.0 {
            Right::People => "hiệu trưởng, phó hiệu trưởng được sửa hồ sơ, hoặc cơ quan quản lý",
            Right::Authority => "hiệu trưởng, cơ quan quản lý, hoặc nhóm khôi phục",
            Right::Guardians => "cơ quan quản lý hoặc nhóm khôi phục",
            Right::Nobody => "không ai",
        }
        .into()
    }
}

/// What somebody drafts; None where it is nothing.
pub(super) fn work(standards: &[u8], criteria: &[String]) -> Option<String> {
    let standards: Vec<String> = standards.iter().map(u8::to_string).collect();
    let part =
        |name: &str, list: &[String]| (!list.is_empty()).then(|| format!("{name} {}", list.join(", ")));
    let (standards, criteria) = (part("tiêu chuẩn", &standards), part("tiêu chí", criteria));
    match (standards, criteria) {
        (Some(standards), Some(criteria)) => Some(format!("{standards} và {criteria}")),
        (one, other) => one.or(other),
    }
}
