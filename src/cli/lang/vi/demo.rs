//! The story that `demo` tells, in Vietnamese.

use crate::cli::command::demo::{Next, Said, Scene};
use crate::cli::lang::Vi;
use crate::work::demo::Error;

impl Vi for Said {
    fn vi(&self) -> String {
        match self {
            Said::Welcome => WELCOME.into(),
            Said::Heading(scene) => heading(*scene).into(),
            Said::Why(scene) => why(*scene).into(),
            Said::Meanwhile(scene) => meanwhile(*scene).into(),
            Said::LeftOut { lines } => format!("… (còn {lines} dòng)"),
            Said::Farewell { stage } => format!(
                "\nHết. Toàn bộ nằm trong thư mục này, muốn xóa lúc nào cũng được:\n\n  {}\n\n\
                 Để tự tay thử tiếp, vào kho rồi gõ:\n\n  $ cd {}",
                stage.display(),
                stage.join(crate::work::demo::REPOSITORY).display()
            ),
            Said::Try(next) => next_step(*next).into(),
            Said::Unexpected { command } => {
                format!("phần chạy thử dừng ở đây: `{command}` không trả lời như câu chuyện cần")
            }
            Said::NoForgery => "không dựng được cảnh giả mạo".into(),
            Said::OtherFolder => "chọn thư mục khác, hoặc bỏ `--into` để dùng thư mục tạm".into(),
        }
    }
}

const WELCOME: &str = "\
Chạy thử trọn một vòng công việc, với những trường không có thật. Dòng bắt đầu bằng $ là lệnh mà \
thầy cô sẽ gõ; bên dưới là câu trả lời thật của lệnh ấy, chỗ nào dài thì lược bớt. Không tệp nào \
ngoài thư mục chạy thử bị đụng đến.";

fn heading(scene: Scene) -> &'static str {
    match scene {
        Scene::Init => "Lập kho và hồ sơ trường",
        Scene::Years => "Đưa kế hoạch hai năm học trước vào kho",
        Scene::Import => "Nhập một bản kế hoạch lấy từ Word",
        Scene::Check => "Soát lỗi",
        Scene::FirstApproval => "Hiệu trưởng phê duyệt",
        Scene::CarryOver => "Lập kế hoạch năm học mới từ năm cũ",
        Scene::Compare => "So sánh hai năm học",
        Scene::Rehearse => "Diễn tập trước khi ký",
        Scene::Approve => "Ký duyệt kế hoạch năm học mới",
        Scene::Verify => "Kiểm chứng",
        Scene::LaterEdit => "Có người sửa kế hoạch sau khi đã duyệt",
        Scene::Forged => "Có người tráo bản kế hoạch dưới chữ ký",
        Scene::Renamed => "Có người đem chữ ký sang năm học khác",
        Scene::Repaired => "Gỡ thứ giả mạo ra",
    }
}

fn why(scene: Scene) -> &'static str {
    match scene {
        Scene::Init => {
            "Kho là một thư mục có nhớ lịch sử. Hồ sơ trường ghi ai là hiệu trưởng và khóa ký nào \
             của ai; chữ ký đầu tiên này là gốc để sau này ai cũng kiểm chứng được."
        }
        Scene::Years => {
            "Trường Mầm non Bến Mơ đã có kế hoạch hai năm. Hai năm ấy theo hai bản thông tư khác \
             nhau (2018 và bản sửa đổi 2024), nên cùng một số tiêu chí có thể là hai chuyện khác."
        }
        Scene::Import => {
            "Trường bạn gửi sang một bản chép ra từ Word: bảng dính thẻ, dấu tách rời, phần IV đánh \
             số VI. Không chữ nào bị mất, và chỗ nào phải đoán thì nói là đoán."
        }
        Scene::Check => "Máy đọc kỹ như một đồng nghiệp khó tính: nói rõ chỗ nào, vì sao, sửa thế nào.",
        Scene::FirstApproval => {
            "Phê duyệt là ký vào đúng từng chữ của bản đang có. Sau này sửa một dấu phẩy cũng lộ."
        }
        Scene::CarryOver => {
            "Năm học 2026-2027 dùng bộ tiêu chí mới. Điểm yếu chưa xong được chuyển sang, giữ nguyên \
             mã; điểm yếu đã xong thì ở lại năm cũ."
        }
        Scene::Compare => "Câu hỏi quan trọng nhất: những điểm yếu năm ngoái đã đi đến đâu?",
        Scene::Rehearse => {
            "Bản mới lặng lẽ bỏ mất một điểm yếu năm ngoái. Diễn tập cho biết trước mọi điều sẽ chặn \
             việc ký, mà không động đến khóa."
        }
        Scene::Approve => {
            "Ghi một dòng vào sổ theo dõi, nói rõ vì sao điểm yếu ấy không đưa vào nữa. Bây giờ ký được."
        }
        Scene::Verify => {
            "Ai có kho đều kiểm chứng được, không cần hỏi trường: ai ký, ký cái gì, còn nguyên không."
        }
        Scene::LaterEdit => {
            "Sau khi duyệt, một con số được sửa cho đẹp rồi lưu như thường. Bản đã duyệt không đổi; \
             tình trạng cho thấy bản đang có đã khác bản được duyệt."
        }
        Scene::Forged => {
            "Tệ hơn: có kẻ lấy được khóa, ký lại lời phê duyệt cũ đặt lên bản đã sửa. Lệnh \
             `git verify-tag` thường vẫn bảo chữ ký tốt. Ở đây thì không qua được."
        }
        Scene::Renamed => "Hoặc đơn giản hơn: chép chữ ký thật sang tên của một năm học chưa hề được duyệt.",
        Scene::Repaired => "Bỏ hai thứ giả mạo đi, đặt lại bản thật: mọi thứ lại như trước.",
    }
}

fn meanwhile(scene: Scene) -> &'static str {
    match scene {
        Scene::Check => "(Sửa hai chỗ ấy trong tệp: năm học chép nhầm, và kết quả cần đạt cho đo được.)",
        Scene::CarryOver => {
            "(Cô phó hiệu trưởng mở tệp ấy và điền trong hai buổi chiều. Ở đây bản điền sẵn được chép vào.)"
        }
        Scene::Approve => "(Thêm một bản ghi vào sổ theo dõi `progress.toml` của năm học 2025-2026.)",
        Scene::LaterEdit => "(Sửa trong tệp: «còn thiếu 03 giáo viên» thành «còn thiếu 01 giáo viên».)",
        Scene::Forged => "(Kẻ gian ký lại và đặt thẻ đè lên thẻ thật.)",
        Scene::Renamed => "(Kẻ gian chép thẻ thật sang tên `approved/mn-ben-mo/2027-2028/v1`.)",
        _ => "",
    }
}

fn next_step(next: Next) -> &'static str {
    match next {
        Next::Status => "mỗi kế hoạch đang ở bước nào",
        Next::History => "một điểm yếu đã đi qua những năm nào",
        Next::Page => "trang so sánh để in hoặc đọc trên điện thoại",
        Next::Explain => "vì sao lại có một nhắc nhở, và sửa thế nào",
        Next::Watch => "để chạy bên cạnh lúc soạn: mỗi lần lưu, báo ngay điều gì vừa đổi",
    }
}

impl Vi for Error {
    fn vi(&self) -> String {
        match self {
            Error::NotEmpty { path } => {
                format!("không chạy thử ở đây: `{}` đang có tệp; mọi thứ giữ nguyên", path.display())
            }
            Error::MakeFolder { path, .. } => format!("không tạo được thư mục `{}`", path.display()),
            Error::NoSuchText { text } => format!("bản mẫu không có đoạn `{text}`"),
            Error::NoSuchTag { tag } => format!("không có thẻ phê duyệt `{tag}`"),
            Error::Tag(error) => error.to_string(),
            Error::Sign(error) => error.to_string(),
            Error::Folder(error) => error.vi(),
            Error::Git(error) => error.vi(),
            Error::Commit(error) => error.vi(),
        }
    }
}
