//! Where plans stand, in Vietnamese.

use crate::cli::command::save::visible;
use crate::cli::lang::Vi;
use crate::cli::show::status::{Counts, Line, NextStep};
use crate::git::status::ChangeKind;
use crate::work::status::{Error, Next, Notice, PlanStatus, Stage, Trust};
use crate::work::submission::InReview;

impl Vi for Line {
    fn vi(&self) -> String {
        match self {
            Line::Notice(notice) => notice.vi(),
            Line::NoSchools => "Kho chưa có trường nào: thêm bằng `caitien school add`".into(),
            Line::Others { paths } => {
                let shown: Vec<String> = paths.iter().take(5).map(|path| visible(path)).collect();
                let more = if paths.len() > 5 { ", …" } else { "" };
                format!("Tệp khác chưa lưu: {}{more} → caitien save", shown.join(", "))
            }
            Line::Missing { .. } => "chưa có kế hoạch".into(),
            Line::NextNew { period, previous, school } => {
                let from = previous.map(|previous| format!(" --from {previous}")).unwrap_or_default();
                let school = school.as_ref().map(|school| format!(" --school {school}")).unwrap_or_default();
                format!("caitien new {period}{from}{school}")
            }
            Line::Counts(counts) => counts.vi(),
            Line::Attention { count } => format!("Cần để ý ({count}):"),
            Line::NoAttention => "Không có kế hoạch nào cần để ý.".into(),
            Line::Due(due) => {
                let what = due.item.map_or_else(|| due.text.clone(), |id| format!("{id} {}", due.text));
                match due.days {
                    days if days < 0 => format!("quá hạn {} ngày ({}): {what}", -days, due.written),
                    0 => format!("đến hạn hôm nay ({}): {what}", due.written),
                    days => format!("còn {days} ngày đến hạn ({}): {what}", due.written),
                }
            }
            Line::MoreDue { count } => format!("… và {count} việc quá hạn hoặc sắp đến hạn nữa"),
            Line::More { count: 0 } => {
                "Thêm --all để xem mọi trường, hoặc ghi mã trường để xem một trường.".into()
            }
            Line::More { count } => {
                format!(
                    "… và {count} kế hoạch nữa. Thêm --all để xem mọi trường, hoặc ghi mã trường để xem một trường."
                )
            }
        }
    }
}

impl Vi for Counts {
    fn vi(&self) -> String {
        let mut parts = Vec::new();
        let named = [
            (self.drafts, "bản nháp"),
            (self.submitted, "đã trình"),
            (self.approved, "đã duyệt"),
            (self.rejected, "phê duyệt không kiểm chứng được"),
            (self.withdrawn, "đã rút phê duyệt"),
        ];
        parts.extend(
            named.iter().filter(|(count, _)| *count > 0).map(|(count, name)| format!("{count} {name}")),
        );
        let mut text = format!("{} trường, {} kế hoạch: {}", self.schools, self.plans, parts.join(", "));
        if self.unpinned > 0 {
            text.push_str(&format!(
                "\n  {} phê duyệt của trường chưa ghim gốc tin cậy ở máy này",
                self.unpinned
            ));
        }
        if self.uncommitted > 0 {
            text.push_str(&format!("\n  {} kế hoạch có sửa chưa lưu", self.uncommitted));
        }
        if self.missing > 0 {
            text.push_str(&format!("\n  {} trường chưa có kế hoạch cho năm học này", self.missing));
        }
        text
    }
}

impl Vi for Notice {
    fn vi(&self) -> String {
        match self {
            Notice::NoCommits => "Kho chưa có lần lưu nào.".into(),
            Notice::Detached => "Kho đang đứng ở một phiên bản cũ, ngoài mọi nhánh (`git switch main` để trở về).".into(),
            Notice::Unfinished(_) => "Có việc hợp nhất đang dở dang: xem `git status`.".into(),
            Notice::NotChecked { missing: Some(program) } => {
                format!("Chưa kiểm chứng được phê duyệt vì máy chưa cài `{program}` (`sudo apt install {}`).", program.package())
            }
            Notice::NotChecked { missing: None } => {
                "Chưa kiểm chứng được phê duyệt; xem `caitien verify`.".into()
            }
            Notice::Shallow => {
                "Bản sao này thiếu phần lịch sử cũ nên chưa kiểm chứng được phê duyệt: `git fetch --unshallow`.".into()
            }
        }
    }
}

impl Vi for PlanStatus {
    fn vi(&self) -> String {
        let mut parts = vec![stage(&self.stage)];
        if self.has_later_edits {
            parts.push("đã sửa sau khi duyệt".into());
        }
        if let Some(since) = self.in_review.as_ref().filter(|since| tells(&self.stage, since)) {
            parts.push(super::submit::edited(since));
        }
        if self.has_bad_notices {
            parts.push("có ghi nhận sau phê duyệt không kiểm chứng được".into());
        }
        match self.uncommitted {
            Some(ChangeKind::Added) => parts.push("chưa lưu lần nào".into()),
            Some(ChangeKind::Edited) => parts.push("có sửa chưa lưu".into()),
            Some(ChangeKind::Deleted) => parts.push("tệp đã bị xóa, chưa lưu".into()),
            Some(ChangeKind::Conflicted) => parts.push("hai người sửa cùng chỗ, chưa chọn".into()),
            None if self.uncommitted_beside > 0 => parts.push("kết quả hoặc góp ý chưa lưu".into()),
            None => {}
        }
        parts.join(", ")
    }
}

/// The stage says already that it was handed in; what was edited since, or that it was handed in again, it does not.
fn tells(stage: &Stage, since: &InReview) -> bool {
    since.is_edited() || !matches!(stage, Stage::Submitted { .. })
}

fn stage(stage: &Stage) -> String {
    match stage {
        Stage::Draft => "bản nháp".into(),
        Stage::Submitted { version } => format!("đã trình (lần {version})"),
        Stage::Approved { version, trust, issued, received } => {
            let trust = match trust {
                Trust::Verified => "đã kiểm chứng",
                Trust::Unpinned => "chưa ghim gốc tin cậy",
                Trust::Unknown => "chưa kiểm chứng được",
            };
            let issued = if *issued { ", đã ban hành" } else { "" };
            let received = if *received { ", đã có nơi nhận" } else { "" };
            format!("đã duyệt v{version} ({trust}){issued}{received}")
        }
        Stage::Rejected { version, verdict } => {
            format!("phê duyệt v{version} KHÔNG kiểm chứng được ({})", verdict.code())
        }
        Stage::Withdrawn { version } => format!("phê duyệt v{version} đã rút"),
    }
}

impl Vi for NextStep<'_> {
    fn vi(&self) -> String {
        let (period, school) = (self.plan.period, &self.plan.school);
        let with = if self.several { format!(" --school {school}") } else { String::new() };
        match self.plan.next() {
            Next::Resolve => format!("mở {} và chọn nội dung đúng", visible(&self.plan.path)),
            Next::Save if self.several => format!("caitien save {school}"),
            Next::Save => "caitien save".into(),
            Next::Approve => format!("caitien approve {period}{with}"),
            Next::ApproveAgain => format!("caitien approve {period}{with} (nếu bản sửa cần được duyệt)"),
            Next::Pin => "caitien trust --help".into(),
            Next::Verify => format!("caitien verify {period}{with}"),
            Next::Nothing => String::new(),
        }
    }
}

impl Vi for Error {
    fn vi(&self) -> String {
        match self {
            Error::Status(error) => error.vi(),
            Error::Git(error) => error.vi(),
            Error::NoSchool { id, meant: Some(meant) } => {
                format!("kho không có trường `{}`; có phải ý là `{meant}`?", visible(id))
            }
            Error::NoSchool { id, meant: None } => format!("kho không có trường `{}`", visible(id)),
        }
    }
}
