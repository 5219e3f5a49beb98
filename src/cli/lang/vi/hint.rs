//! Ways forward from what the world around did not allow, in Vietnamese.

use crate::cli::error::Hint;
use crate::cli::lang::Vi;

impl Vi for Hint {
    fn vi(&self) -> String {
        match self {
            Hint::Init => {
                "lập kho mới bằng `caitien init`, hoặc chỉ tới kho đã có bằng `caitien -C THƯ-MỤC …`".into()
            }
            Hint::TrustFolder { folder } => format!(
                "nếu tin thư mục này, hãy gõ `git config --global --add safe.directory '{}'`",
                folder.display()
            ),
            Hint::StoreAsFiles => {
                "tạo bản sao ở dạng thường rồi làm việc trong đó: `git clone --ref-format=files KHO BẢN-SAO`"
                    .into()
            }
            Hint::ListRevisions => "xem các lần lưu bằng `caitien history`".into(),
            Hint::RepairObjects => {
                "xem chỗ hỏng bằng `git fsck --full`; nếu kho có bản ở nơi khác, `git fetch` từ đó sẽ bù lại"
                    .into()
            }
            Hint::Again => "mở xem nội dung mới rồi chạy lại lệnh".into(),
            Hint::MoveAway => "nếu không cần tệp đó nữa, hãy tự chuyển nó đi nơi khác rồi chạy lại".into(),
            Hint::SaveAsUtf8 { path } => {
                format!(
                    "mở bằng trình soạn thảo và lưu lại với mã UTF-8, hoặc dùng `caitien import '{}'`",
                    path.display()
                )
            }
        }
    }
}
