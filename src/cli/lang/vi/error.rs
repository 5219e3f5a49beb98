//! What any command can run into, in Vietnamese.

use crate::cli::error::Trouble;
use crate::cli::lang::Vi;

impl Vi for Trouble {
    fn vi(&self) -> String {
        match self {
            Trouble::Output => "không ghi được kết quả ra".into(),
            Trouble::Usage(text) => text.clone(),
            Trouble::Format { format } => format!("lệnh này không có dạng kết quả `{format}`"),
            Trouble::NotInteractive { flag } => {
                format!("cần hỏi thêm nhưng đây không phải cửa sổ dòng lệnh; hãy dùng `{flag}`")
            }
            Trouble::OneFile => "chỉ in được một tệp mỗi lần; hãy nêu rõ tệp nào".into(),
            Trouble::UnknownFinding { code, meant: Some(meant) } => {
                format!("không có mã kiểm tra nào là `{code}`; có phải ý là `{meant}`?")
            }
            Trouble::UnknownFinding { code, meant: None } => {
                format!("không có mã kiểm tra nào là `{code}`; xem danh sách bằng `caitien explain`")
            }
            Trouble::NotBuilt { command } => format!("lệnh `{command}` chưa có trong bản này"),
        }
    }
}
