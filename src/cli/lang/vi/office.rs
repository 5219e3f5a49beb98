//! What the programs of others and the PDF engine could not do, in Vietnamese.

use crate::cli::lang::Vi;
use crate::export::pdf;
use crate::office::{Error, Program};

impl Vi for Error {
    fn vi(&self) -> String {
        match self {
            Error::Missing { program } => match program.package() {
                Some(package) => format!("máy này chưa có {program}; hãy cài gói `{package}` rồi làm lại"),
                None => format!("máy này chưa có {program}"),
            },
            Error::TimedOut { program, seconds } => {
                format!("đã dừng {program} vì chạy quá {seconds} giây mà chưa xong")
            }
            Error::TooMuch { program, megabytes } => {
                format!("đã dừng {program} vì kết quả lớn quá {megabytes} MB")
            }
            Error::Failed { program: Program::LibreOffice, detail } => {
                format!("LibreOffice không đọc được tệp này{}", told(detail))
            }
            Error::Failed { program, detail } => format!("{program} không làm được{}", told(detail)),
            Error::Run { program, .. } => format!("không chạy được {program}"),
            Error::Read { path, .. } => format!("không đọc được `{}`", path.display()),
            Error::Prepare { .. } => "không ghi được vào thư mục tạm của máy".into(),
        }
    }
}

impl Vi for pdf::Error {
    fn vi(&self) -> String {
        match self {
            pdf::Error::NotBuiltIn => "bản này không có sẵn phần tạo PDF".into(),
            pdf::Error::Compile { detail } => {
                format!("không tạo được PDF; nếu trường dùng mẫu riêng thì hãy xem lại mẫu{}", told(detail))
            }
            pdf::Error::TimedOut => "đã dừng vì tạo PDF quá lâu; hãy xem lại mẫu riêng của trường".into(),
        }
    }
}

/// The program's own words behind a sentence.
fn told(detail: &str) -> String {
    if detail.is_empty() { String::new() } else { format!(": {detail}") }
}
