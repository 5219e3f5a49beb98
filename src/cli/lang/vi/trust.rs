//! Who may sign for a school, in Vietnamese.

use crate::approval::trust::TrustChange;
use crate::cli::lang::Vi;
use crate::cli::show::trust::Line;
use crate::cli::show::verdict::RoleName;
use crate::school::{KeyState, KeyStatus};

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
            Line::Status { status } => key_status(status),
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
        match self {
            TrustChange::SchoolRenamed { before, after } => format!("đổi tên trường: {before} → {after}"),
            TrustChange::LevelChanged => "đổi cấp học".into(),
            TrustChange::PersonAdded { name, role } => format!("thêm {name}, {}", RoleName(*role).vi()),
            TrustChange::PersonRemoved { name, role } => format!("bỏ {name}, {}", RoleName(*role).vi()),
            TrustChange::RoleChanged { name, before, after } => {
                format!("{name}: {} → {}", RoleName(*before).vi(), RoleName(*after).vi())
            }
            TrustChange::KeyAdded { name, fingerprint } => format!("thêm khóa của {name}: {fingerprint}"),
            TrustChange::KeyRemoved { name, fingerprint } => format!("bỏ khóa của {name}: {fingerprint}"),
            TrustChange::RightGiven { name } => format!("cho {name} quyền sửa hồ sơ"),
            TrustChange::RightTaken { name } => format!("{name} không còn quyền sửa hồ sơ"),
            TrustChange::KeyRetired { fingerprint, from_sequence } => {
                format!("khóa {fingerprint} thôi dùng từ lần phê duyệt thứ {from_sequence}")
            }
            TrustChange::KeyCompromised { fingerprint, from_sequence } => match from_sequence {
                Some(from) => format!("khóa {fingerprint} bị lộ, không tính từ lần phê duyệt thứ {from}"),
                None => format!("khóa {fingerprint} bị lộ, không tính lần phê duyệt nào"),
            },
            TrustChange::StatusLifted { fingerprint } => {
                format!("bỏ ghi chú tình trạng của khóa {fingerprint}")
            }
            TrustChange::DetailsChanged { name } => format!("sửa thông tin của {name}"),
        }
    }
}
