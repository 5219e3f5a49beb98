//! What could not be done with the repository, in Vietnamese.

use crate::cli::lang::Vi;
use crate::git::{Error, Unsupported};

impl Vi for Error {
    fn vi(&self) -> String {
        match self {
            Error::NoRepository { folder } => {
                format!("thư mục `{}` không nằm trong kho kế hoạch nào", folder.display())
            }
            Error::NotOwned { folder } => {
                format!("kho `{}` thuộc về người dùng khác của máy này nên git không mở", folder.display())
            }
            Error::Unsupported { folder, what } => {
                format!("kho `{}` {}", folder.display(), unsupported(*what))
            }
            Error::Open { folder, .. } => format!("không mở được kho `{}`", folder.display()),
            Error::NoSuchRevision { revision } => format!("trong kho không có phiên bản `{revision}`"),
            Error::AmbiguousRevision { revision } => {
                format!("`{revision}` có thể chỉ nhiều phiên bản; hãy ghi dài hơn")
            }
            Error::WriteRef { name, .. } => format!("không ghi được `{name}` vào kho"),
            Error::ReadRef { name, .. } => format!("không đọc được `{name}` của kho"),
            Error::ReadObject { what, .. } => {
                format!("không đọc được `{what}` trong kho: dữ liệu bị thiếu hoặc bị hỏng")
            }
            Error::WriteObject { .. } => "không ghi được vào kho".into(),
            Error::WriteConfig { key, .. } => format!("không ghi được thiết lập `{key}` của kho"),
        }
    }
}

fn unsupported(what: Unsupported) -> &'static str {
    match what {
        Unsupported::Reftable => "lưu tên nhánh và thẻ ở dạng reftable, chương trình chưa đọc được",
        Unsupported::Sha256 => "dùng mã băm SHA-256 cho dữ liệu git, chương trình chưa đọc được",
        Unsupported::Other => "được lưu theo cách mà chương trình chưa đọc được",
    }
}
