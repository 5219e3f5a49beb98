//! What this clone has seen, in Vietnamese.

use crate::approval::name::TagKind;
use crate::cli::lang::Vi;
use crate::cli::show::remember::{SeenLine, Told};
use crate::git::seen::Seen;
use crate::work::remember::{Difference, Error};

impl Vi for Told {
    fn vi(&self) -> String {
        match self {
            Told::New { count } => format!("Vừa ghi nhớ {count} điều mới:"),
            Told::Nothing { known } => format!("Không có gì mới; máy này đang nhớ {known} điều."),
            Told::Known { count } => format!("Máy này đang nhớ {count} điều:"),
            Told::Losses => "Có thứ từng thấy ở đây nay đã mất hoặc bị thay: xem `caitien verify`.".into(),
            Told::Written { path, count } => format!("Đã ghi {count} điều vào `{path}`."),
            Told::Alike => "Hai bên không có gì mâu thuẫn.".into(),
            Told::Differences { count } => {
                format!("Hai bên đã được cho xem hai lịch sử khác nhau, ở {count} chỗ:")
            }
            Told::OnlyHere { count } => format!("Chỉ bên này từng thấy ({count}):"),
            Told::OnlyThere { count } => {
                format!(
                    "Chỉ bên kia từng thấy ({count}); nên lấy về (`git fetch --tags`) rồi kiểm chứng lại:"
                )
            }
        }
    }
}

impl Vi for SeenLine<'_> {
    fn vi(&self) -> String {
        match self.0 {
            Seen::Approval { tag, id, sequence, .. } => {
                format!("phê duyệt `{tag}`, lần thứ {sequence}, thẻ {id}")
            }
            Seen::Notice { tag, id, .. } => {
                let what = match TagKind::of(tag) {
                    Some(TagKind::Withdrawn) => "rút lại",
                    Some(TagKind::Received) => "nơi nhận xác nhận",
                    Some(TagKind::Issued) => "ban hành",
                    Some(TagKind::Approved) | None => "thẻ",
                };
                format!("{what} `{tag}`, thẻ {id}")
            }
            Seen::Record { school, serial, blob, .. } => {
                format!("hồ sơ số {serial} của trường `{school}`, tệp {blob}")
            }
        }
    }
}

impl Vi for Difference {
    fn vi(&self) -> String {
        match self {
            Difference::Root { school, here, there } => format!(
                "trường `{school}` có hai gốc tin cậy: bên này {}, bên kia {}",
                here.grouped(),
                there.grouped()
            ),
            Difference::Name { tag, here, there } => {
                format!("cùng tên `{tag}` mà là hai thẻ khác nhau: bên này {here}, bên kia {there}")
            }
            Difference::Successor { sequence, here, there } => format!(
                "hai lần phê duyệt khác nhau cùng đứng ở vị trí thứ {sequence}: bên này `{}` ({}), bên kia `{}` ({})",
                here.0, here.1, there.0, there.1
            ),
            Difference::Record { school, serial, here, there } => format!(
                "hồ sơ số {serial} của trường `{school}` có hai nội dung: bên này {here}, bên kia {there}"
            ),
        }
    }
}

impl Vi for Error {
    fn vi(&self) -> String {
        match self {
            Error::Verify(source) => source.vi(),
            Error::Folder(source) => source.vi(),
            Error::NotSeen { path, line } => {
                format!("`{path}` không phải tệp do `caitien remember --write` ghi (dòng {line})")
            }
            Error::NotWritten => "không ghi được vào thư mục git nên không ghi nhớ được gì".into(),
        }
    }
}
