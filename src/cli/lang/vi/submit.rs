//! Handing in, in Vietnamese.

use crate::cli::lang::Vi;
use crate::cli::show::submit::{EditedInReview, Remedy, Stop, Told};
use crate::work::submission::InReview;
use crate::work::submit::{Error, Obstacle};

impl Vi for Told {
    fn vi(&self) -> String {
        match self {
            Told::Head { period, version, school } => {
                format!("Trình kế hoạch {period}, {school}, lần {version}")
            }
            Told::Made { period, version, name } => {
                format!(
                    "{name} đã trình kế hoạch {period}, lần {version}. Bản này đã được giữ nguyên để xem xét."
                )
            }
            Told::Despite { count, reason } => format!("Trình khi còn {count} lỗi, lý do: {reason}"),
            Told::Ready => "Không có gì cản trở việc trình.".into(),
            Told::Stopped { count } => format!("Chưa trình được, còn {count} việc:"),
            Told::Push => "Người xem xét gõ `caitien review`. Gửi lên kho chung: `caitien sync`.".into(),
        }
    }
}

impl Vi for Stop {
    fn vi(&self) -> String {
        match self {
            Stop::NoReason => {
                "chưa nêu lý do; hãy ghi `--despite \"…\"`: người xem xét sẽ đọc lời này".into()
            }
        }
    }
}

impl Vi for Obstacle {
    fn vi(&self) -> String {
        match self {
            Obstacle::NotSaved { path } => format!("`{path}` còn sửa đổi chưa lưu"),
            Obstacle::AlreadySubmitted { version } => format!("đúng bản này đã trình rồi, lần {version}"),
            Obstacle::AlreadyApproved { version } => format!("đúng bản này đã được phê duyệt, v{version}"),
            Obstacle::Findings { path, count } => format!("`{path}` còn {count} lỗi"),
        }
    }
}

impl Vi for Remedy<'_> {
    fn vi(&self) -> String {
        match self.0 {
            Obstacle::NotSaved { .. } => "lưu bằng `caitien save`".into(),
            Obstacle::AlreadySubmitted { .. } | Obstacle::AlreadyApproved { .. } => "không cần trình lại".into(),
            Obstacle::Findings { .. } => {
                "xem bằng `caitien check`, sửa rồi `caitien save`; nếu vẫn phải trình, thêm `--despite \"lý do\"`".into()
            }
        }
    }
}

impl Vi for EditedInReview {
    fn vi(&self) -> String {
        format!("Kế hoạch {} của {} {}.", self.plan.period, self.plan.school, edited(&self.since))
    }
}

/// That a plan is in review, and which items were edited since.
pub(super) fn edited(since: &InReview) -> String {
    if !since.is_edited() {
        return format!("đang trình lần {}", since.version);
    }
    let mut what: Vec<String> = since.edited.iter().take(4).map(ToString::to_string).collect();
    if since.edited.len() > 4 {
        what.push(format!("và {} mục nữa", since.edited.len() - 4));
    }
    if since.rest_edited {
        what.push("phần lời ngoài các mục".into());
    }
    format!("đang trình lần {}, sửa từ đó: {}", since.version, what.join(", "))
}

impl Vi for Error {
    fn vi(&self) -> String {
        match self {
            Error::Review(error) => error.vi(),
            Error::Choice(error) => error.vi(),
            Error::Git(error) => error.vi(),
            Error::Status(error) => error.vi(),
            Error::Verify(error) => error.vi(),
            Error::Moved => {
                "trong lúc đó kho đã có bản lưu hoặc lần trình khác; hãy xem lại rồi chạy lại".into()
            }
            Error::Tag(error) => error.vi(),
        }
    }
}
