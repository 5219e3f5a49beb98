//! Comparing two plans, in Vietnamese.

use crate::cli::command::diff::Note;
use crate::cli::lang::Vi;
use crate::work::diff::Error;

impl Vi for Error {
    fn vi(&self) -> String {
        match self {
            Error::Choice(error) => error.vi(),
            Error::Folder(error) => error.vi(),
            Error::Git(error) => error.vi(),
            Error::NotAtRevision { period, revision } => {
                format!("ở phiên bản `{revision}` chưa có kế hoạch {period}")
            }
            Error::NotApproved { school, period } => {
                format!("kế hoạch {period} của `{school}` chưa được phê duyệt lần nào")
            }
            Error::DoesNotHold { tag, verdict } => {
                format!("lần phê duyệt `{tag}` không còn giá trị: {}", verdict.vi())
            }
            Error::Verify(error) => error.vi(),
            Error::NoSuchWeakness { word } => {
                format!("cả hai kế hoạch đều không có điểm yếu nào mang mã hay có câu chữ `{word}`")
            }
            Error::NotAPeriod { word } => {
                format!("`{word}` không phải năm học; trước dấu `@` cần một năm học như `2023-2024`")
            }
        }
    }
}

impl Vi for Note {
    fn vi(&self) -> String {
        match self {
            Note::Unread { path, detail } => {
                format!("lưu ý: không đọc được `{path}` nên bỏ qua các ghi nhận tiến độ trong đó ({detail})")
            }
        }
    }
}
