//! What could not be done with the working tree, in Vietnamese.

use crate::cli::lang::Vi;
use crate::folder::Error;

impl Vi for Error {
    fn vi(&self) -> String {
        match self {
            Error::List { path, .. } => format!("không xem được thư mục `{}`", path.display()),
            Error::Read { path, .. } => format!("không đọc được `{}`", path.display()),
            Error::NotUtf8 { path } => format!("`{}` không phải văn bản UTF-8", path.display()),
            Error::TooLarge { path } => format!("`{}` quá lớn (trên 256 MB)", path.display()),
            Error::Write { path, .. } => {
                format!("không ghi được `{}`; nội dung cũ vẫn nguyên vẹn", path.display())
            }
            Error::Exists { path } => format!("không ghi đè: đã có `{}`", path.display()),
            Error::Changed { path } => {
                format!("không ghi đè: `{}` vừa được người khác sửa", path.display())
            }
            Error::Link { path } => {
                format!("không ghi qua liên kết: `{}` trỏ tới nơi khác", path.display())
            }
            Error::ReadOnly { path } => format!("`{}` được đánh dấu chỉ đọc", path.display()),
            Error::SameSchool { one, other } => format!(
                "hai trường trùng mã: `{}` và `{}`; mỗi trường cần một mã riêng",
                one.display(),
                other.display()
            ),
        }
    }
}
