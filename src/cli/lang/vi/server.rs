//! What is wrong with a server's policy, in Vietnamese.

use crate::cli::lang::Vi;
use crate::server::{Error, Flaw, FlawKind};

impl Vi for Error {
    fn vi(&self) -> String {
        match self {
            Error::Read { path, .. } => format!("không đọc được `{}`", path.display()),
            Error::Write { path, .. } => format!("không ghi được `{}`", path.display()),
            Error::Flawed { path, flaws } => {
                let line = |flaw: &Flaw| format!("\n  {}:{}: {}", path.display(), flaw.line, flaw.kind.vi());
                let lines: String = flaws.iter().map(line).collect();
                format!(
                    "quy tắc của máy chủ có lỗi nên không nhận lần đẩy nào; người quản trị cần sửa:{lines}"
                )
            }
        }
    }
}

impl Vi for FlawKind {
    fn vi(&self) -> String {
        match self {
            FlawKind::Toml { detail } => format!("không đúng cú pháp TOML: {}", detail.trim()),
            FlawKind::Schema => "cần có `schema = 1`".into(),
            FlawKind::UnknownKey { key } => format!("không có mục nào tên `{key}`"),
            FlawKind::WrongType { key, expected } => format!("`{key}` cần có dạng {expected}"),
            FlawKind::Missing { key } => format!("mục [[may]] này thiếu `{key}`"),
            FlawKind::Identity { name } => {
                format!("`{name}` không phải là biến mà chỉ máy chủ đặt được; người đẩy có thể tự đặt")
            }
            FlawKind::NoIdentity => {
                "có ghi tên người nhưng thiếu `identity`: biến nào cho biết ai đang đẩy".into()
            }
            FlawKind::Pattern { pattern } => format!("`{pattern}` không khớp với tên nào có thể đẩy vào đây"),
        }
    }
}
