//! Work that was kept unsaved, in Vietnamese.

use super::save::edit;
use crate::cli::command::recover::Told;
use crate::cli::command::save::visible;
use crate::cli::lang::Vi;
use crate::cli::minute;
use crate::work::unsaved::{Error, Standing};

impl Vi for Told {
    fn vi(&self) -> String {
        match self {
            Told::Head => "Những bản chưa lưu đã được giữ lại, bản mới nhất trước:".into(),
            Told::Nothing => {
                "Chưa giữ bản nào. Muốn giữ những gì chưa lưu, hãy để `caitien watch --autosave` chạy trong lúc sửa.".into()
            }
            Told::More { count } => format!("… và {count} bản cũ hơn; xem hết bằng `caitien recover --all`"),
            Told::How => {
                "Xem một bản: `caitien recover SỐ --to -`; đưa về chỗ cũ: `caitien recover SỐ` (bản đang có cũng được giữ lại)."
                    .into()
            }
            Told::Standing(Standing::OnDisk) => "đang nằm trong tệp".into(),
            Told::Standing(Standing::Saved) => "đã lưu".into(),
            Told::Standing(Standing::OnlyKept) => "chỉ còn ở đây".into(),
            Told::Edits(edits) => {
                format!("so với bản đã lưu: {}", edits.iter().map(edit).collect::<Vec<_>>().join("; "))
            }
            Told::Recovered { path, moment } => {
                format!("Đã đưa {} về như lúc {}. Chưa lưu: xem lại rồi gõ `caitien save`.", visible(path), minute(*moment))
            }
            Told::WouldRecover { path, moment } => {
                format!("Chạy thử, chưa ghi gì. Sẽ đưa {} về như lúc {}.", visible(path), minute(*moment))
            }
            Told::WrittenTo { path, moment } => {
                format!("Đã ghi bản lúc {} ra {}.", minute(*moment), path.display())
            }
            Told::KeptBefore => "Nội dung vừa được thay cũng đã giữ lại: xem bằng `caitien recover`.".into(),
        }
    }
}

impl Vi for Error {
    fn vi(&self) -> String {
        match self {
            Error::Git(error) => error.vi(),
            Error::Folder(error) => error.vi(),
            Error::NothingKept => {
                "chưa giữ bản chưa lưu nào; muốn giữ, hãy để `caitien watch --autosave` chạy trong lúc sửa"
                    .into()
            }
            Error::NoSuchVersion { word, count } => {
                format!("không có bản `{word}`; có {count} bản, xem bằng `caitien recover --all`")
            }
            Error::Several { word } => {
                format!("nhiều bản có mã bắt đầu bằng `{word}`; hãy ghi thêm vài chữ của mã")
            }
        }
    }
}
