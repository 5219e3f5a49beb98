//! What `join` says, in Vietnamese.

use crate::cli::command::join::Told;
use crate::cli::command::save::visible;
use crate::cli::lang::Vi;
use crate::work::join::Error;

impl Vi for Told {
    fn vi(&self) -> String {
        match self {
            Told::Joined { root } => format!("Đã lấy kho về `{}`.", root.display()),
            Told::Schools { schools, plans } => match schools.as_slice() {
                [school] => format!("Trường {}, {plans} kế hoạch.", visible(school)),
                many => format!("{} trường, {plans} kế hoạch.", many.len()),
            },
            Told::NoSchools => "Lưu ý: trong kho này chưa có trường nào; hãy xem lại có đúng nơi không.".into(),
            Told::Next { root } => format!(
                "Việc tiếp theo: vào thư mục ấy (`cd '{}'`), xem `caitien status`; sửa xong thì `caitien save` rồi `caitien sync`.",
                root.display()
            ),
            Told::WhoAreYou => "Máy chưa biết ai đang làm. Gõ hai lệnh này một lần: \
                `git config --global user.name \"Họ và tên\"` rồi `git config --global user.email \"ten@truong.edu.vn\"`"
                .into(),
            Told::OtherFolder => "ghi tên một thư mục khác sau lệnh: `caitien join NƠI THƯ-MỤC-MỚI`".into(),
            Told::SendFirst => {
                "người đang giữ kế hoạch cần gửi bản đầu tiên: ở máy người ấy, `caitien sync NƠI`; rồi chạy lại"
                    .into()
            }
        }
    }
}

impl Vi for Error {
    fn vi(&self) -> String {
        match self {
            Error::NotEmpty { folder } => {
                format!("chưa lấy về: trong `{}` đã có tệp, máy không ghi đè", folder.display())
            }
            Error::NoName { place } => format!("không đặt được tên thư mục theo `{}`", visible(place)),
            Error::Empty { place } => format!("{} chưa có gì", visible(place)),
            Error::Remote(error) => error.vi(),
            Error::Git(error) => error.vi(),
            Error::Folder(error) => error.vi(),
        }
    }
}
