//! Approving and pinning, in Vietnamese.

use crate::cli::lang::Vi;
use crate::cli::show::approval::{Question, Remedy, Stop, Told};
use crate::compare::Status;
use crate::git::tag::TagError;
use crate::work::rehearsal::{Obstacle, Proof};
use crate::{signing, work};

impl Vi for Obstacle {
    fn vi(&self) -> String {
        match self {
            Obstacle::NoCommit => "kho chưa có bản lưu nào".into(),
            Obstacle::NotCommitted { period, .. } => format!("kế hoạch {period} chưa được lưu vào kho"),
            Obstacle::Edited { path } => format!("`{path}` còn sửa đổi chưa lưu"),
            Obstacle::Unreadable { path } => format!("`{path}` trong bản lưu không phải tệp chữ UTF-8"),
            Obstacle::Findings { path, count } => format!("`{path}` còn {count} lỗi"),
            Obstacle::NoIds { count } => format!("{count} mục chưa có mã `{{#…}}`"),
            Obstacle::AlreadyApproved { name } => format!("đúng bản này đã được phê duyệt: `{name}`"),
            Obstacle::Unaccounted { weakness, before } => {
                let id = weakness.id.map(|id| format!(" ({id})")).unwrap_or_default();
                format!(
                    "điểm yếu của {} v{} không còn trong kế hoạch mà không rõ vì sao: “{}”{id}",
                    before.period, before.version, weakness.text
                )
            }
            Obstacle::NoRecord { school } => format!("trường `{school}` chưa có hồ sơ hợp lệ trong kho"),
            Obstacle::Trust { what } => what.vi(),
            Obstacle::Unpinned { .. } => "kho này chưa ghim gốc tin cậy của trường".into(),
            Obstacle::OtherRoot { root, pinned } => {
                format!("gốc của kho là {}, khác gốc đã ghim {}", root.grouped(), pinned.grouped())
            }
            Obstacle::NotPrincipal { fingerprint, principal } => {
                format!(
                    "khóa {fingerprint} không phải khóa của hiệu trưởng {principal} trong hồ sơ đang có hiệu lực"
                )
            }
            Obstacle::KeyWithoutRight { verdict } => verdict.vi(),
            Obstacle::Chain { tag, verdict } => format!("`{tag}`: {}", verdict.vi()),
            Obstacle::Review { lack } => lack.vi(),
        }
    }
}

impl Vi for Remedy<'_> {
    fn vi(&self) -> String {
        match self.0 {
            Obstacle::NoCommit | Obstacle::NotCommitted { .. } | Obstacle::Edited { .. } => {
                "lưu bằng `caitien save`".into()
            }
            Obstacle::Unreadable { .. } => "lưu lại tệp với mã UTF-8 rồi `caitien save`".into(),
            Obstacle::Findings { .. } => "xem bằng `caitien check`, sửa rồi `caitien save`".into(),
            Obstacle::NoIds { .. } => "cấp mã bằng `caitien format`, rồi `caitien save`".into(),
            Obstacle::AlreadyApproved { .. } => "không cần phê duyệt lại".into(),
            Obstacle::Unaccounted { weakness, .. } => {
                let id = weakness.id.map(|id| id.to_string()).unwrap_or_default();
                format!(
                    "đưa lại vào kế hoạch nếu còn; nếu không còn thì giải trình rồi `caitien save`: \
                     `caitien account {id} --resolved --reason \"…\"` (đã khắc phục) hoặc `--dropped` (thôi không theo dõi)"
                )
            }
            Obstacle::NoRecord { .. } => "bản lưu đưa `school.toml` vào phải do hiệu trưởng ký; xem `caitien trust show`".into(),
            Obstacle::Trust { .. } => {
                "đưa hồ sơ về bản đúng gần nhất, hoặc nhờ người có quyền lưu và ký thay đổi; xem `caitien trust show`".into()
            }
            Obstacle::Unpinned { school, root } => format!(
                "so mã gốc {} với người đã lập kho, rồi gõ `caitien trust pin {root} --school {school}`",
                root.grouped()
            ),
            Obstacle::OtherRoot { .. } => "đừng phê duyệt trong kho này; hỏi phòng GDĐT kho nào là thật".into(),
            Obstacle::NotPrincipal { .. } | Obstacle::KeyWithoutRight { .. } => {
                "dùng khóa của hiệu trưởng đương nhiệm, hoặc cập nhật `school.toml` trước".into()
            }
            Obstacle::Review { lack } => super::review::remedy(lack),
            Obstacle::Chain { .. } => "lấy lại thẻ còn thiếu từ bản sao khác (`git fetch --tags`); xem `caitien verify`".into(),
        }
    }
}

impl Vi for Told {
    fn vi(&self) -> String {
        match self {
            Told::Plan { name, school } => {
                format!("Phê duyệt kế hoạch {}, {school}, bản v{}", name.period, name.version)
            }
            Told::Against { before: Some(before) } => {
                format!("So với bản đã phê duyệt gần nhất ({} v{}):", before.period, before.version)
            }
            Told::Against { before: None } => "Đây là kế hoạch đầu tiên được phê duyệt:".into(),
            Told::Counts { carried, resolved, dropped, new } => {
                format!("{carried} điểm yếu chuyển tiếp, {resolved} đã khắc phục, {dropped} bỏ ra, {new} mới")
            }
            Told::Weakness { status, text } => format!("{} {text}", word(*status)),
            Told::Reason { reason } => format!("lý do: {reason}"),
            Told::More { count } => format!("… và {count} điểm yếu nữa"),
            Told::Obstacles { count } => format!("Chưa phê duyệt được, còn {count} việc:"),
            Told::Ready => "Không có gì cản trở việc phê duyệt.".into(),
            Told::Statement => "Nội dung sẽ được ký:".into(),
            Told::Items { count } => format!("… {count} mục; xem đủ bằng `--format json`"),
            Told::Made { name, sequence } => {
                format!("Đã phê duyệt: `{name}`, lần phê duyệt thứ {sequence} của trường.")
            }
            Told::Pinned { root } => format!("Đã ghim gốc tin cậy của trường: {}", root.grouped()),
            Told::KeyLine { fingerprint } => {
                format!(
                    "Dấu khóa: {fingerprint}. Dòng trên là dòng ghi vào `keys` của người ấy trong `school.toml`."
                )
            }
            Told::AlreadyPinned => "Gốc này đã được ghim từ trước.".into(),
            Told::OpenComments { count } => format!("{count} góp ý còn để ngỏ:"),
            Told::OpenComment { item, text } => {
                format!("{}: {text}", item.map_or_else(|| "cả kế hoạch".to_owned(), |item| item.to_string()))
            }
            Told::Reviewers => "Ai đã xem xét:".into(),
            Told::Reviewer { name, says, item, date, stale, proof } => {
                let date = date.map(|date| format!(", {}", super::review::day(date))).unwrap_or_default();
                let of = item.map(|item| format!(" {item}")).unwrap_or_default();
                let proof = match proof {
                    Proof::Verified => "đã kiểm chứng bằng chữ ký",
                    Proof::Claimed => "tự khai",
                };
                let (word, old) = (super::review::word(*says, *item), super::review::old(*stale));
                format!("{name} ({proof}){date}: {word}{of}{old}")
            }
            Told::StaleItems { items } => {
                let items: Vec<String> = items.iter().map(ToString::to_string).collect();
                format!("ý kiến về bản trước, mục đã sửa từ đó: {}", items.join(", "))
            }
            Told::Push => "Gửi đi bằng `caitien sync`.".into(),
        }
    }
}

fn word(status: Status) -> &'static str {
    match status {
        Status::Carried => "= chuyển tiếp:",
        Status::Resolved => "✓ đã khắc phục:",
        Status::Dropped => "− bỏ ra:",
        Status::New => "+ mới:",
    }
}

impl Vi for Question {
    fn vi(&self) -> String {
        match self {
            Question::Approve { name } => {
                format!("Phê duyệt kế hoạch {} (v{})? [c/K]", name.period, name.version)
            }
            Question::Passphrase { path } => format!("Mật khẩu của khóa `{path}`:"),
        }
    }
}

impl Vi for Stop {
    fn vi(&self) -> String {
        match self {
            Stop::NotAFingerprint { text } => {
                format!("`{text}` không phải mã gốc tin cậy (64 chữ số và chữ a–f, hoặc 32 tiếng)")
            }
            Stop::NotAKeyName { typed } => format!(
                "`{typed}` chưa đủ chữ số của dấu khóa: `openpgp:` cần 40 chữ số, `x509:` cần 40 hoặc 64"
            ),
            Stop::NoKey => "chưa rõ ký bằng khóa nào; hãy thêm `--key TỆP`, `--key agent`, `--key openpgp:…` hoặc `--key x509:…`".into(),
            Stop::Declined => "chưa phê duyệt gì".into(),
            Stop::OnePlan { count: 0 } => "không có kế hoạch nào để phê duyệt".into(),
            Stop::OnePlan { count } => {
                format!("có {count} kế hoạch; mỗi lần chỉ phê duyệt một, hãy ghi rõ năm học và `--school`")
            }
            Stop::NoPlace => "tệp này không nằm trong kho, nên không phê duyệt được".into(),
            Stop::OtherRootPinned { pinned } => {
                format!(
                    "đã ghim gốc khác: {}; muốn đổi, phải tự xóa gốc cũ bằng `git config --unset`",
                    pinned.grouped()
                )
            }
            Stop::NotTheRoot { here: Some(here) } => {
                format!("kho này có gốc khác: {}; không ghim gì", here.grouped())
            }
            Stop::NotTheRoot { here: None } => {
                "kho này chưa có gốc tin cậy nào của trường ấy; không ghim gì".into()
            }
        }
    }
}

impl Vi for signing::Error {
    fn vi(&self) -> String {
        use signing::Error;
        match self {
            Error::ReadKey { path, .. } => format!("không đọc được khóa `{}`", path.display()),
            Error::NotAKey { path } => format!("`{}` không phải tệp khóa đọc được", path.display()),
            Error::WrongPassphrase { path } => format!("sai mật khẩu của khóa `{}`", path.display()),
            Error::NoAgent => "máy chưa chạy ssh-agent (không có SSH_AUTH_SOCK)".into(),
            Error::ReachAgent { socket, .. } => format!("không dùng được ssh-agent ở `{}`", socket.display()),
            Error::NotInAgent { wanted } => {
                format!("ssh-agent không giữ khóa nào của hiệu trưởng ({})", wanted.join(", "))
            }
            Error::Sign { .. } => "không ký được".into(),
            Error::RunKeygen { .. } => "khóa này cần chương trình `ssh-keygen` mà máy không có".into(),
            Error::Keygen { detail } => format!("`ssh-keygen` không ký: {detail}"),
            Error::Generate { .. } => "không tạo được khóa".into(),
            Error::Exists { path } => format!("đã có tệp `{}`; không ghi đè", path.display()),
            Error::WriteKey { path, .. } => format!("không ghi được `{}`", path.display()),
            Error::NoProgram { program } => {
                format!("chữ ký này cần chương trình `{program}` mà máy chưa cài, nên chưa kết luận được gì")
            }
            Error::RunProgram { program, .. } => format!("không chạy được chương trình `{program}`"),
            Error::ProgramRefused { program, detail } => format!("`{program}` không làm được: {detail}"),
            Error::NotInKeyring { key } => format!("máy này không có khóa {key}"),
            Error::UnfitKey { key } => {
                format!("khóa {key} không dùng được: đã bị thu hồi, hoặc thuộc loại chưa nhận")
            }
            Error::PrepareRoom { .. } => "không tạo được thư mục tạm để kiểm tra chữ ký".into(),
        }
    }
}

impl Vi for work::verify::Error {
    fn vi(&self) -> String {
        use work::verify::Error;
        match self {
            Error::Git(source) => source.vi(),
            Error::Signature(source) => source.vi(),
            Error::Shallow => "bản sao này thiếu phần lịch sử cũ nên không kiểm chứng được từ gốc; gõ `git fetch --unshallow`".into(),
            Error::NoSuchTag { tag } => format!("không có thẻ `{tag}`"),
            Error::NoSuchSchool { school } => format!("không có trường `{school}`"),
        }
    }
}

impl Vi for work::approve::Error {
    fn vi(&self) -> String {
        use work::approve::Error;
        match self {
            Error::Lock { .. } => "không ghi được vào thư mục git nên không phê duyệt được".into(),
            Error::Moved => {
                "trong lúc đó kho đã có bản lưu hoặc lần phê duyệt khác; hãy xem lại rồi chạy lại".into()
            }
            Error::OtherKey { fingerprint } => format!("khóa {fingerprint} không được phép phê duyệt"),
            Error::Tag(source) => source.vi(),
            Error::Verify(source) => source.vi(),
        }
    }
}

impl Vi for work::signed_tag::Error {
    fn vi(&self) -> String {
        use work::signed_tag::Error;
        match self {
            Error::Sign(source) => source.vi(),
            Error::BadSignature => "chữ ký vừa tạo không khớp khóa trong hồ sơ trường; chưa ghi gì".into(),
            Error::Write(TagError::Exists { tag }) => {
                format!("đã có thẻ `{tag}`; tên đã dùng thì không dùng lại")
            }
            Error::Write(TagError::Write { tag, .. }) => format!("không ghi được thẻ `{tag}` vào kho"),
        }
    }
}
