//! What the hooks say, in Vietnamese.

use crate::cli::lang::Vi;
use crate::cli::show::hook::Done;
use crate::cli::show::hook::{Talk, Word};
use crate::git::driver::Set;
use crate::git::hooks::{Change, HookError};

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
            Change::Left => {
                format!("{hook}: giữ nguyên móc của phần mềm khác ở `{path}`; `pre-receive` đã đủ")
            }
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
            Talk::PolicyWritten { path } => format!(
                "Quy tắc của máy chủ (ai được đẩy gì) nằm ở `{}`; hiện chỉ bảo vệ nhánh mặc định.",
                path.display()
            ),
            Talk::Driver { set } => match set {
                Set::Now => {
                    "`git merge`, `git rebase` trong kho này từ nay gộp kế hoạch từng mục một.".into()
                }
                Set::Before => {
                    "`git merge`, `git rebase` trong kho này vẫn gộp kế hoạch từng mục một.".into()
                }
                Set::Removed | Set::Absent => "`git merge`, `git rebase` trở lại gộp theo từng dòng.".into(),
            },
            Talk::NoAttributes { lines } => format!(
                "Tệp .gitattributes chưa có {}; thêm bằng `caitien hook install --attributes`, rồi lưu tệp ấy vào kho.",
                lines.iter().map(|line| format!("`{line}`")).collect::<Vec<_>>().join(", ")
            ),
            Talk::AttributesAdded { lines } => format!(
                "Đã thêm vào .gitattributes: {}. Hãy lưu tệp ấy: `git add .gitattributes`, `git commit -m \"Gộp kế hoạch từng mục\"`.",
                lines.iter().map(|line| format!("`{line}`")).collect::<Vec<_>>().join(", ")
            ),
            Talk::MergeConflicts { path, count } => format!(
                "{path}: {count} chỗ hai người cùng sửa; cả hai bản đều còn trong tệp. Chọn bằng `caitien resolve`, rồi `git add {path}`."
            ),
            Talk::MergeRefused { path, why } => {
                format!("không gộp {path}, chưa đổi gì: {}", super::sync::clash(why))
            }
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
            Word::PushRefused { refs } => {
                format!("không nhận lần đẩy này, cả những phần không có lỗi; {refs} chỗ cần sửa:")
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
