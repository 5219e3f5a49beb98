//! What the hooks say, in Vietnamese.

use crate::cli::lang::Vi;
use crate::cli::show::hook::Done;
use crate::cli::show::hook::{Talk, Word};
use crate::git::hooks::{Change, HookError};
use crate::work::hook::Refusal;

impl Vi for Done {
    fn vi(&self) -> String {
        let (hook, path) = (self.hook.as_str(), self.path.display());
        match self.change {
            Change::Installed => format!("{hook}: đã cài vào `{path}`"),
            Change::Chained => {
                format!("{hook}: đã cài; móc có sẵn được giữ lại ở `{path}.local` và chạy trước")
            }
            Change::Kept => format!("{hook}: đã có sẵn ở `{path}`, không thay đổi gì"),
            Change::Removed => format!("{hook}: đã gỡ `{path}`"),
            Change::Restored => format!("{hook}: đã gỡ; móc cũ trở lại ở `{path}`"),
            Change::Absent => format!("{hook}: không có móc nào của caitien ở `{path}`"),
        }
    }
}

impl Vi for Talk {
    fn vi(&self) -> String {
        match self {
            Talk::Shared { folder } => format!(
                "Lưu ý: git của bạn dùng chung thư mục móc `{}` cho nhiều kho; ở kho không có kế hoạch, các móc \
                 này không làm gì.",
                folder.display()
            ),
            Talk::NoneOfOurs => "Không có móc nào của caitien để gỡ.".into(),
        }
    }
}

impl Vi for Word {
    fn vi(&self) -> String {
        match self {
            Word::CommitStopped { errors, files } => {
                format!("chưa lưu vào kho: phần sắp lưu có {errors} lỗi trong {files} tệp")
            }
            Word::More { errors } => format!("… và {errors} lỗi nữa; xem hết bằng `caitien check`"),
            Word::CommitWay => {
                "Sửa các lỗi trên, `git add` lại rồi lưu lại. Nếu vẫn cần lưu bản đang viết dở: \
                                `git commit --no-verify`."
                    .into()
            }
            Word::PushRefused => "không nhận lần đẩy này:".into(),
        }
    }
}

impl Vi for Refusal {
    fn vi(&self) -> String {
        match self {
            Refusal::Moved { tag } => {
                format!("`{tag}` đã có và không được trỏ sang nội dung khác; hãy phê duyệt phiên bản kế tiếp")
            }
            Refusal::Deleted { tag } => {
                format!(
                    "`{tag}` không được xóa; muốn thôi dùng một bản phê duyệt thì rút lại bằng một thẻ mới"
                )
            }
            Refusal::NotGood { tag, verdict } => {
                format!("`{tag}` không đạt kiểm chứng ({verdict}): {}", verdict.vi())
            }
            Refusal::NoticeNotGood { tag, verdict } => {
                format!("`{tag}` không đạt kiểm chứng ({verdict}): {}", verdict.vi())
            }
            Refusal::Trust { school, what } => {
                format!("nhánh này làm sai hồ sơ tin cậy của trường `{school}`: {}", what.vi())
            }
            Refusal::Offices { what } => {
                format!("nhánh này sửa danh sách cơ quan quản lý trong `caitien.toml`: {}", what.vi())
            }
            Refusal::RecordLost { school } => format!(
                "nhánh này làm mất hồ sơ tin cậy đang có hiệu lực của trường `{school}`; hãy lấy bản mới nhất về rồi đẩy lại"
            ),
            Refusal::NoCommit { name } => format!("`{name}` không trỏ tới một lần lưu"),
            Refusal::NoApproval { tag } => {
                format!("`{tag}` nằm trong chỗ của các bản phê duyệt nhưng không phải là bản phê duyệt")
            }
        }
    }
}

impl Vi for HookError {
    fn vi(&self) -> String {
        match self {
            HookError::Foreign { path, .. } => {
                format!("không ghi đè: đã có một móc khác ở `{}`", path.display())
            }
            HookError::LocalTaken { path } => format!("không ghi đè: đã có `{}`", path.display()),
            HookError::Look { path, .. } => format!("không đọc được `{}`", path.display()),
            HookError::Write { path, .. } => format!("không ghi được `{}`", path.display()),
            HookError::Rename { path, .. } => format!("không đổi tên được `{}`", path.display()),
            HookError::Remove { path, .. } => format!("không xóa được `{}`", path.display()),
            HookError::RunChained { path, .. } => format!("không chạy được móc `{}`", path.display()),
        }
    }
}
