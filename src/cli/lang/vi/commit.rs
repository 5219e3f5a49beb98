//! Why nothing could be committed, in Vietnamese.

use crate::cli::lang::Vi;
use crate::git::commit::Error;

impl Vi for Error {
    fn vi(&self) -> String {
        match self {
            Error::NoGit => "máy này chưa cài chương trình git".into(),
            Error::RunGit { .. } => "không chạy được chương trình git".into(),
            Error::NoIdentity => "git chưa biết ai đang lưu (thiếu tên hoặc thư điện tử)".into(),
            Error::HookRefused { .. } => "chưa lưu: bước kiểm tra tự động của kho không chấp nhận".into(),
            Error::Locked { lock } => {
                format!("chưa lưu: một lệnh git khác đang làm việc trong kho (`{}`)", lock.display())
            }
            Error::NotSigned { .. } => "chưa lưu: git không ký được".into(),
            Error::GitRefused { .. } => "chưa lưu: git từ chối".into(),
            Error::ReadCommit { .. } => "đã lưu, nhưng không đọc lại được lần lưu vừa tạo".into(),
            Error::WriteMessage { .. } => "chưa lưu: không ghi được lời ghi của lần lưu".into(),
        }
    }
}
