//! What `init` and `school add` say and ask, in Vietnamese.

use crate::cli::command::school::{Advice, Message};
use crate::cli::lang::Vi;
use crate::work::init::Error;

impl Vi for Message {
    fn vi(&self) -> String {
        match self {
            Message::AskName => "Tên đầy đủ của trường:".into(),
            Message::AskLevel => "Cấp học (mam-non, tieu-hoc, thcs, thpt):".into(),
            Message::AskPrincipal => "Họ và tên hiệu trưởng:".into(),
            Message::AskKey => "Tệp khóa của hiệu trưởng (để trống nếu chưa có):".into(),
            Message::NoLevel { typed } => {
                format!("không có cấp học `{typed}`; hãy ghi mam-non, tieu-hoc, thcs hoặc thpt")
            }
            Message::EmptyName => "tên trường không được để trống".into(),
            Message::MadeRepository { root } => format!("Đã lập kho kế hoạch tại {}", root.display()),
            Message::MadeSchool { name, id } => format!("Đã thêm {name}, mã trường: {id}"),
            Message::Root { fingerprint, key } => root(fingerprint, key.as_deref()),
            Message::RootUnsigned { has_key } => unsigned(*has_key),
            Message::Next { period } => {
                let period = period.map_or("2026-2027".to_owned(), |period| period.to_string());
                format!("Việc tiếp theo: `caitien new {period}` để lập kế hoạch")
            }
            Message::KeyMade { path } => format!(
                "Đã tạo khóa mới: {} (giữ kín, không gửi cho ai; nên sao lưu ở nơi an toàn)",
                path.display()
            ),
        }
    }
}

fn root(fingerprint: &str, key: Option<&str>) -> String {
    let key = key.map(|key| format!("\n  khóa của hiệu trưởng: {key}")).unwrap_or_default();
    format!(
        "Gốc tin cậy của trường (đã ký): {fingerprint}{key}\n  Hãy ghi lại dấu này và gửi cho nơi nhận kế hoạch: nhờ nó mà người khác kiểm chứng được."
    )
}

fn unsigned(has_key: bool) -> String {
    if has_key {
        "Lưu ý: hồ sơ trường chưa được ký vì không có nửa riêng của khóa ở máy này. \
         Các lần phê duyệt sẽ chưa kiểm chứng được cho đến khi hồ sơ được lập lại bằng chữ ký của hiệu trưởng."
            .into()
    } else {
        "Lưu ý: chưa có khóa của hiệu trưởng nên hồ sơ trường chưa được ký. Soạn và lưu kế hoạch vẫn được; \
         các lần phê duyệt sẽ chưa kiểm chứng được. Khi có khóa, xem `caitien trust --help`."
            .into()
    }
}

impl Vi for Advice {
    fn vi(&self) -> String {
        match self {
            Advice::AddSchool => "để thêm một trường vào kho này, dùng `caitien school add`".into(),
            Advice::GoElsewhere => "chọn một thư mục khác: `caitien init THƯ-MỤC`".into(),
            Advice::GiveId => {
                "ghi mã trường bằng `--id`, chỉ gồm chữ thường không dấu, số và gạch nối, ví dụ `--id mn-may-trang`"
                    .into()
            }
            Advice::PublicHalf { path } => {
                let path = path.display();
                format!("tạo nửa công khai bằng `ssh-keygen -y -f '{path}' > '{path}.pub'`")
            }
        }
    }
}

impl Vi for Error {
    fn vi(&self) -> String {
        match self {
            Error::MakeFolder { path, .. } => format!("không tạo được thư mục `{}`", path.display()),
            Error::InsideRepository { folder, root } => format!(
                "không lập kho: `{}` nằm bên trong một kho git khác (`{}`)",
                folder.display(),
                root.display()
            ),
            Error::Already { root } => {
                format!("không lập kho: `{}` đã là kho kế hoạch; mọi tệp giữ nguyên", root.display())
            }
            Error::Bare { folder } => {
                format!("`{}` là kho trên máy chủ (bare), không có tệp để soạn", folder.display())
            }
            Error::InvalidId { id } => format!("`{id}` không dùng làm mã trường được"),
            Error::NoId { name } => format!("không lấy được mã trường từ tên `{name}`"),
            Error::SchoolExists { path } => format!("đã có trường mang mã này: `{}`", path.display()),
            Error::NotAKey { path } => format!("`{}` không phải khóa công khai SSH", path.display()),
            Error::NoPublicHalf { path } => {
                format!("chỉ có nửa riêng của khóa `{}`, thiếu tệp `.pub` đi kèm", path.display())
            }
            Error::Git(error) => error.vi(),
            Error::Commit(error) => error.vi(),
            Error::Folder(error) => error.vi(),
        }
    }
}
