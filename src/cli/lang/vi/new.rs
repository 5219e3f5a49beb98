//! What `new` says, in Vietnamese.

use crate::cli::command::new::Message;
use crate::cli::lang::Vi;
use crate::plan::label::UNDECIDED;
use crate::school::EducationLevel;
use crate::work::new::Error;
use crate::work::new::carry::Carried;

impl Vi for Message {
    fn vi(&self) -> String {
        match self {
            Message::NoPeriod { typed } => {
                format!(
                    "`{typed}` không phải năm học; hãy ghi như 2026-2027 (hoặc 2026-2031 cho cả giai đoạn)"
                )
            }
            Message::Made { path, catalog } => format!("Đã lập {path} theo danh mục {catalog}"),
            Message::Carried { from, carried } => carried_over(&from.to_string(), carried),
            Message::WithoutId { from, count } => format!(
                "Kế hoạch {from} có {count} mục chưa ghi mã; hãy gõ `caitien format {from}` để hai kế hoạch khớp mã với nhau"
            ),
            Message::CouldCarry { period, previous } => format!(
                "Đã có kế hoạch {previous}. Nếu muốn chuyển tiếp những gì chưa giải quyết: xóa tệp vừa lập rồi gõ \
                 `caitien new {period} --from {previous}`"
            ),
            Message::Next { path } => {
                format!("Việc tiếp theo: mở {path} để điền, rồi `caitien check` và `caitien save`")
            }
        }
    }
}

fn carried_over(from: &str, carried: &Carried) -> String {
    let Carried { weaknesses, targets, actions, resolved, unplaced, undecided } = *carried;
    let mut text = format!(
        "Chuyển từ kế hoạch {from}: {weaknesses} điểm yếu, {targets} mục tiêu, {actions} giải pháp; {resolved} mục đã xong để lại"
    );
    if undecided > 0 {
        text.push_str(&format!("\n  {undecided} chỗ ghi “{UNDECIDED}”: thời gian, kinh phí, mức"));
    }
    if unplaced > 0 {
        text.push_str(&format!(
            "\n  {unplaced} tiêu chí cũ không có trong danh mục mới: tìm dòng “cần xếp vào tiêu chí mới” và chuyển từng điểm yếu về đúng chỗ"
        ));
    }
    text
}

impl Vi for Error {
    fn vi(&self) -> String {
        match self {
            Error::Exists { place } => format!("không ghi đè: đã có kế hoạch `{}`", place.inside),
            Error::NoSource { period, has } if has.is_empty() => {
                format!("không có kế hoạch {period} để chuyển tiếp; trường chưa có kế hoạch nào")
            }
            Error::NoSource { period, has } => {
                let has: Vec<String> = has.iter().map(ToString::to_string).collect();
                format!("không có kế hoạch {period} để chuyển tiếp; hiện có: {}", has.join(", "))
            }
            Error::SourceNotEarlier { from, period } => {
                format!("kế hoạch {from} không trước kế hoạch {period}")
            }
            Error::UnknownCatalog { id, known } => {
                format!("không có danh mục tiêu chí `{id}`; hiện có: {}", known.join(", "))
            }
            Error::NoCatalog { level, day } => format!(
                "không có danh mục tiêu chí nào cho cấp {} còn hiệu lực ngày {day}; hãy chọn bằng `--catalog MÃ`",
                level_name(*level)
            ),
            Error::ReadSchool { path, source } => {
                format!("hồ sơ trường `{}` không đọc được: {}", path.display(), source.detail)
            }
            Error::ReadProgress { path, source } => {
                format!("kết quả thực hiện `{}` không đọc được: {}", path.display(), source.detail)
            }
            Error::Folder(error) => error.vi(),
        }
    }
}

fn level_name(level: EducationLevel) -> &'static str {
    match level {
        EducationLevel::Preschool => "mầm non",
        EducationLevel::Primary => "tiểu học",
        EducationLevel::Secondary => "trung học",
    }
}
