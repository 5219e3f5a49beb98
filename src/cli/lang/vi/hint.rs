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
            Hint::InstallGit => "cài git (trên Debian, Ubuntu: `sudo apt install git`; máy khác: https://git-scm.com/downloads)".into(),
            Hint::InstallProgram { program } => format!(
                "cài rồi chạy lại (trên Debian, Ubuntu: `sudo apt install {}`)",
                program.package()
            ),
            Hint::SayWhoYouAre => "gõ hai lệnh này một lần, với tên và thư điện tử của mình: \
                `git config --global user.name \"Họ và tên\"` rồi `git config --global user.email \"ten@truong.edu.vn\"`"
                .into(),
            Hint::MendAndSave => "không có gì bị mất; hãy sửa những chỗ trên rồi chạy lại `caitien save`".into(),
            Hint::Unlock { lock } => format!(
                "đợi lệnh kia xong rồi chạy lại; nếu chắc chắn không còn lệnh git nào đang chạy, hãy xóa `{}`",
                lock.display()
            ),
            Hint::SigningKey => "kiểm tra khóa ký (`git config user.signingkey`), mật khẩu của khóa và `ssh-add -l`".into(),
            Hint::CallFromHook { line } => format!(
                "thêm dòng `{line}` vào móc đó, hoặc gõ `caitien hook install --chain` để móc đó chạy trước, rồi đến caitien"
            ),
            Hint::SaveAsUtf8 { path } => {
                format!(
                    "mở bằng trình soạn thảo và lưu lại với mã UTF-8, hoặc dùng `caitien import '{}'`",
                    path.display()
                )
            }
        }
    }
}
