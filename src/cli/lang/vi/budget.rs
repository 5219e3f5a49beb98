//! Money planned, spent and left, in Vietnamese.

use crate::cli::lang::Vi;
use crate::cli::show::budget::Line;
use crate::tracking::money::By;

impl Vi for Line {
    fn vi(&self) -> String {
        match self {
            Line::Title { period } => format!("Kinh phí thực hiện kế hoạch cải tiến chất lượng {period}"),
            Line::Columns => "|Dự kiến|Đã chi|Còn lại".into(),
            Line::By(By::Source) => "Theo nguồn".into(),
            Line::By(By::Standard) => "Theo tiêu chuẩn".into(),
            Line::Source(source) if source.is_empty() => "(không ghi nguồn)".into(),
            Line::Source(source) => source.clone(),
            Line::Standard(Some(number), name) if name.is_empty() => format!("Tiêu chuẩn {number}"),
            Line::Standard(Some(number), name) => format!("{number}. {name}"),
            Line::Standard(None, _) => "(không thuộc tiêu chuẩn nào)".into(),
            Line::Total => "Cộng".into(),
            Line::Nothing => "Kế hoạch không ghi khoản tiền nào, cũng chưa ai ghi khoản đã chi.".into(),
            Line::Unread { count } => format!("Chưa cộng được ({count}), vì không ghi một số tiền rõ ràng:"),
            Line::UnreadItem { id, text, written } => {
                let id = id.map(|id| format!("{id} ")).unwrap_or_default();
                format!("{id}{text} (ghi: “{written}”)")
            }
            Line::OnlyRead => {
                "Cột dự kiến chỉ cộng những khoản đọc được thành một số tiền; cột đã chi là những gì đã ghi bằng `caitien progress … --spent`."
                    .into()
            }
            Line::Unknown => "chưa rõ".into(),
            Line::Incomplete => "* Còn khoản dự kiến chưa cộng được, nên chưa biết còn lại bao nhiêu.".into(),
            Line::Overspent => "Có chỗ đã chi vượt dự kiến (số âm ở cột còn lại).".into(),
        }
    }
}
