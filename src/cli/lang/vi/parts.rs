//! Who drafts what, and what is left for one person, in Vietnamese.

use super::trust::work;
use crate::cli::command::assign::Told;
use crate::cli::lang::Vi;
use crate::cli::show::mine;
use crate::plan::item::Anchor;
use crate::work::mine::{Error, Part};

impl Vi for Told {
    fn vi(&self) -> String {
        match self {
            Told::Head { school } => format!("Phân công soạn kế hoạch của {school}:"),
            Told::Nothing => {
                "  Chưa phân công ai. Để giao tiêu chuẩn 1 và tiêu chí 2.3: `caitien assign NGƯỜI 1 2.3 --key KHÓA`.".into()
            }
            Told::Person { id, name, standards, criteria } => {
                format!("  {name} ({id}): {}", work(standards, criteria).unwrap_or_default())
            }
            Told::Nobodys { period, criteria } => {
                let criteria: Vec<String> = criteria.iter().map(|(id, _)| id.to_string()).collect();
                format!("  Kế hoạch {period} còn chưa giao ai: {}", criteria.join(", "))
            }
        }
    }
}

impl Vi for mine::Told {
    fn vi(&self) -> String {
        match self {
            mine::Told::Head { name, period, left, parts } => {
                format!("{name}, kế hoạch {period}: còn {left} trong {parts} phần phải làm tiếp")
            }
            mine::Told::NoParts { id } => {
                format!("  Chưa được giao phần nào. Hiệu trưởng giao bằng `caitien assign {id} TIÊU-CHUẨN`.")
            }
            mine::Told::AllDone => "  Các phần được giao đều đã viết, kiểm tra không còn nhắc gì.".into(),
            mine::Told::Part(part) => format!("  {}: {}", place(part), state(part)),
        }
    }
}

fn place(part: &Part) -> String {
    match part.anchor {
        Anchor::Standard(number) => format!("Tiêu chuẩn {number} ({})", part.name),
        Anchor::Criterion(id) => format!("Tiêu chí {id} ({})", part.name),
    }
}

fn state(part: &Part) -> String {
    let count = |count: usize, what: &str| (count > 0).then(|| format!("{count} {what}"));
    let empty = (part.items == 0).then(|| "chưa viết mục nào".to_owned());
    let told = [empty, count(part.errors, "lỗi"), count(part.warnings, "cảnh báo")];
    told.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

impl Vi for Error {
    fn vi(&self) -> String {
        match self {
            Error::Choice(error) => error.vi(),
            Error::Folder(error) => error.vi(),
            Error::Who(error) => error.vi(),
            Error::ReadSchool { path, source } => {
                format!("hồ sơ trường `{}` không đọc được: {}", path.display(), source.detail)
            }
            Error::NoPlan { school } => {
                format!("trường {school} chưa có kế hoạch nào; lập bằng `caitien new NĂM-HỌC`")
            }
        }
    }
}
