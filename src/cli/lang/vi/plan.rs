//! The parts of a plan, in Vietnamese.

use super::report::short;
use crate::cli::lang::Vi;
use crate::cli::show::plan::{HeadLine, OpenComments, Tally, Understood, Waiting};
use crate::plan::item::{Anchor, Kind};
use crate::work::show::Error;

impl Vi for Kind {
    fn vi(&self) -> String {
        match self {
            Kind::Strength => "điểm mạnh",
            Kind::Weakness => "điểm yếu",
            Kind::Target => "kết quả cần đạt",
            Kind::Measure => "chỉ số đánh giá",
            Kind::Action => "giải pháp",
        }
        .into()
    }
}

impl Vi for Anchor {
    fn vi(&self) -> String {
        match self {
            Anchor::Standard(number) => format!("Tiêu chuẩn {number}."),
            Anchor::Criterion(id) => format!("Tiêu chí {id}."),
        }
    }
}

impl Vi for HeadLine {
    fn vi(&self) -> String {
        match self {
            HeadLine::School => "Trường:",
            HeadLine::Period => "Năm học:",
            HeadLine::Catalog => "Bộ tiêu chí:",
            HeadLine::Number => "Số:",
            HeadLine::Date => "Ngày:",
            HeadLine::Signer => "Người ký:",
            HeadLine::Recipients => "Nơi nhận:",
        }
        .into()
    }
}

impl Vi for OpenComments {
    fn vi(&self) -> String {
        let OpenComments { item, count } = self;
        format!("{count} góp ý để ngỏ: `caitien comment {item}`")
    }
}

impl Vi for Tally {
    fn vi(&self) -> String {
        let Tally { errors, warnings, hints } = self;
        format!("Kiểm tra: {errors} lỗi, {warnings} cảnh báo, {hints} gợi ý. Xem bằng `caitien check`.")
    }
}

impl Vi for Error {
    fn vi(&self) -> String {
        match self {
            Error::Choice(error) => error.vi(),
            Error::Folder(error) => error.vi(),
            Error::Several { names } => {
                format!("có {} kế hoạch như vậy; hãy nêu rõ năm học và trường", names.len())
            }
            Error::NoPart { part, plan } => format!("`{plan}` không có `{part}`"),
        }
    }
}

impl Vi for Waiting {
    fn vi(&self) -> String {
        format!("ngoài quyền của trường: chờ {} trả lời từ {}", self.to, short(self.since))
    }
}

impl Vi for Understood {
    fn vi(&self) -> String {
        match self {
            Understood::As(text) => text.clone(),
            Understood::Not => "chưa hiểu được".into(),
        }
    }
}
