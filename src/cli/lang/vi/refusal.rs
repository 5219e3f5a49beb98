//! Why a push is refused, in Vietnamese.

use crate::cli::lang::Vi;
use crate::server::name::NameFlaw;
use crate::work::hook::{NoNotice, PlanLost, Refusal};

impl Vi for Refusal {
    fn vi(&self) -> String {
        match self {
            Refusal::Moved => {
                "đã có và không được trỏ sang nội dung khác; hãy phê duyệt phiên bản kế tiếp".into()
            }
            Refusal::Deleted => {
                "không được xóa; muốn thôi dùng một bản phê duyệt thì rút lại bằng một thẻ mới".into()
            }
            Refusal::NotGood { verdict } => format!("không đạt kiểm chứng ({verdict}): {}", verdict.vi()),
            Refusal::NoApproval => {
                "nằm trong chỗ của các bản phê duyệt nhưng không phải là bản phê duyệt".into()
            }
            Refusal::NoticeNotGood { verdict } => {
                format!("không đạt kiểm chứng ({verdict}): {}", verdict.vi())
            }
            Refusal::NoNotice { why } => why.vi(),
            Refusal::Trust { school, what } => {
                format!("nhánh này làm sai hồ sơ tin cậy của trường `{school}`: {}", what.vi())
            }
            Refusal::Offices { what } => {
                format!("nhánh này sửa danh sách cơ quan quản lý trong `caitien.toml`: {}", what.vi())
            }
            Refusal::RecordLost { school } => format!(
                "lần đẩy này làm mất hồ sơ tin cậy đang có hiệu lực của trường `{school}`; hãy lấy bản mới nhất về rồi đẩy lại"
            ),
            Refusal::OtherRoot { school } => {
                format!(
                    "lần đẩy này lập lại từ đầu hồ sơ tin cậy của trường `{school}`, khác gốc đang được tin ở đây"
                )
            }
            Refusal::NoCommit => "không trỏ tới một lần lưu".into(),
            Refusal::Name { flaw } => flaw.vi(),
            Refusal::Twice => "lần đẩy này đổi cùng một chỗ nhiều lần".into(),
            Refusal::StandsFor { target } => format!("chỉ là tên khác của `{target}`; hãy đẩy thẳng vào đó"),
            Refusal::Unknown => "máy chủ không cho biết ai đang đẩy, nên không thể cho phép".into(),
            Refusal::NoRight { who } => format!("`{who}` không được giao quyền đẩy vào đây"),
            Refusal::ProtectedDeleted => "nhánh được bảo vệ, không được xóa".into(),
            Refusal::ProtectedRewritten => {
                "nhánh được bảo vệ, không được viết lại lịch sử; hãy lấy bản mới nhất về, gộp vào rồi đẩy lại"
                    .into()
            }
            Refusal::PlanLost { school, period, why } => {
                format!(
                    "kế hoạch {period} đã phê duyệt của trường `{school}` không còn nguyên chỗ: {}",
                    why.vi()
                )
            }
        }
    }
}

impl Vi for NoNotice {
    fn vi(&self) -> String {
        let why = match self {
            NoNotice::Name => "tên phải có dạng `<loại>/<trường>/<năm học>/v<số>`",
            NoNotice::NoTag => "không phải là thẻ có nội dung",
            NoNotice::Unsigned => "không có chữ ký",
            NoNotice::BadSignature => "chữ ký không đúng",
            NoNotice::Header => "tên ghi bên trong thẻ là một tên khác",
        };
        format!("nằm trong chỗ của các thông báo đã ký nhưng {why}")
    }
}

impl Vi for PlanLost {
    fn vi(&self) -> String {
        match self {
            PlanLost::Gone => "tệp không còn".into(),
            PlanLost::NoFile => "thay vào đó là một liên kết hoặc một thư mục, không phải tệp".into(),
            PlanLost::Twin { name } => {
                format!("bên cạnh có `{name}`, mà nhiều máy coi là cùng một tên")
            }
            PlanLost::Unreadable => "tệp không phải là văn bản UTF-8".into(),
            PlanLost::OtherPlan { school, period } => {
                format!("trong tệp lại ghi trường `{school}`, năm học `{period}`")
            }
        }
    }
}

impl Vi for NameFlaw {
    fn vi(&self) -> String {
        match self {
            NameFlaw::Elsewhere => {
                "máy chủ chỉ nhận nhánh, thẻ và ghi chú (refs/heads, refs/tags, refs/notes)".into()
            }
            NameFlaw::Hidden => "tên có ký tự không nhìn thấy được".into(),
            NameFlaw::Ambiguous => "tên này dễ bị git hiểu thành thứ khác; hãy đặt tên khác".into(),
            NameFlaw::Lookalike { folder } => format!("tên này dễ nhầm với các thẻ đã ký `{folder}/…`"),
            NameFlaw::Shadow { branch } => format!("tên này dễ nhầm với nhánh được bảo vệ `{branch}`"),
        }
    }
}
