//! What is wrong with a school's own wording of the paper, in Vietnamese.

use crate::cli::lang::Vi;
use crate::export::paper::wording::{Flaw, FlawKind};

impl Vi for Flaw {
    fn vi(&self) -> String {
        format!("dòng {}: {}", self.line, self.kind.vi())
    }
}

impl Vi for FlawKind {
    fn vi(&self) -> String {
        match self {
            FlawKind::Syntax { detail } => format!("không đọc được ({detail})"),
            FlawKind::UnknownKey { key, meant: Some(meant) } => {
                format!("không có mục `{key}`; có phải ý là `{meant}`?")
            }
            FlawKind::UnknownKey { key, meant: None } => format!("không có mục `{key}`"),
            FlawKind::NoText { key } => format!("`{key}` phải là chữ, đặt trong dấu nháy"),
            FlawKind::NoList { key } => {
                format!("`{key}` phải là danh sách chữ: [\"…\", \"…\"]")
            }
            FlawKind::Count { key, expected, found } => {
                format!("`{key}` cần đúng {expected} mục, đang có {found}")
            }
            FlawKind::NoNumber { key, least, most } => {
                format!("`{key}` phải là số từ {least} đến {most}")
            }
            FlawKind::TooLong { key, most } => format!("`{key}` quá dài (trên {most} byte)"),
        }
    }
}
