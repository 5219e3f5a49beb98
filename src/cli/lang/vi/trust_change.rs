//! Changing who signs for a school, in Vietnamese.

use crate::approval::amend::{AmendFlaw, OfficeAmendment};
use crate::approval::change::Signatory;
use crate::cli::lang::Vi;
use crate::cli::show::trust::RightName;
use crate::cli::show::trust_change::{Message, OfficeMessage, Question, Remedy, Stop};
use crate::work::trust::change;
use crate::work::trust::office;
use crate::work::trust::proposal::Obstacle;
use crate::work::trust::recovery;

impl Vi for Stop {
    fn vi(&self) -> String {
        match self {
            Stop::Declined => "chưa thay đổi gì".into(),
            Stop::NoPeriod { text } => format!("`{text}` không phải năm học (như 2024-2025)"),
            Stop::NoId { name } => format!("không lấy được mã từ tên `{name}`; hãy ghi thêm `--id`"),
            Stop::NewPrincipalWithoutKey { name } => {
                format!("`{name}` chưa có trong hồ sơ; hiệu trưởng mới cần khóa: thêm `--public-key TỆP.pub`")
            }
            Stop::NoSuchKey { which } => format!("không có khóa nào là `{which}`"),
            Stop::WhichKey { person, keys } if keys.is_empty() => {
                format!("`{person}` không có khóa nào đang dùng")
            }
            Stop::WhichKey { person, keys } => {
                format!("`{person}` có nhiều khóa, hãy ghi rõ khóa nào: {}", keys.join(", "))
            }
            Stop::NoRecord { detail } => format!("không đọc được hồ sơ của trường: {detail}"),
            Stop::NoPart { text } => {
                format!("`{text}` không phải tiêu chuẩn (như 1) hay tiêu chí (như 1.5)")
            }
            Stop::NoSequence { tag } => format!("`{tag}` không phải một lần phê duyệt có chữ ký"),
            Stop::SeveralKeys => {
                "các lần phê duyệt này ký bằng nhiều khóa; hãy xác nhận lại theo từng khóa".into()
            }
        }
    }
}

impl Vi for Question {
    fn vi(&self) -> String {
        match self {
            Question::Change => "Ký và lưu thay đổi này? (có/không)".into(),
            Question::Consent => "Anh/chị đồng ý với hồ sơ mới này? (có/không)".into(),
        }
    }
}

fn signatory(signatory: Signatory) -> &'static str {
    match signatory {
        Signatory::Principal => "hiệu trưởng",
        Signatory::Deputy => "phó hiệu trưởng được sửa hồ sơ",
        Signatory::Office => "cơ quan quản lý",
        Signatory::Recovery => "nhóm khôi phục (đủ số người)",
    }
}

impl Vi for Message {
    fn vi(&self) -> String {
        match self {
            Message::Commit { name, serial } => format!("Hồ sơ tin cậy số {serial}: {name}"),
            Message::Heading { name, serial } => format!("{name}: hồ sơ số {serial} sẽ thay đổi"),
            Message::NothingChanges => "chỉ đổi cách trình bày, không đổi người, quyền hay khóa".into(),
            Message::WhoSigns { signatories } => {
                let who: Vec<&str> = signatories.iter().map(|one| signatory(*one)).collect();
                format!("cần chữ ký của: {}", who.join(", hoặc "))
            }
            Message::Falls { count } => format!(
                "{count} lần phê duyệt sẽ không còn giá trị (lần nào đúng là của mình thì xác nhận lại bằng `caitien trust change reaffirm THẺ`):"
            ),
            Message::Ready => "Không có gì cản trở thay đổi này.".into(),
            Message::Obstacles { count } => format!("Chưa thay đổi được, vì {count} điều:"),
            Message::Changed { serial, commit } => {
                format!("Đã lưu và ký hồ sơ số {serial} ({}).", commit.short())
            }
            Message::Send => {
                "Hãy gửi cho mọi người: `caitien sync`. Ai chưa có hồ sơ mới thì vẫn kiểm chứng theo hồ sơ cũ."
                    .into()
            }
            Message::Group { threshold, names } => {
                format!("cần {threshold} trong số {} người đồng ý: {}", names.len(), names.join(", "))
            }
            Message::Consenting { names } if names.is_empty() => "chưa ai đồng ý".into(),
            Message::Consenting { names } => format!("đã đồng ý: {}", names.join(", ")),
            Message::Consented { name, count, threshold } => {
                format!("{name} đã đồng ý ({count}/{threshold}).")
            }
            Message::More { school } => format!(
                "Người tiếp theo trong nhóm lấy bản mới về rồi gõ `caitien trust consent --school {school} --key KHÓA`."
            ),
        }
    }
}

impl Vi for Obstacle {
    fn vi(&self) -> String {
        match self {
            Obstacle::NoRecord => "trường này chưa có hồ sơ tin cậy nào được ký".into(),
            Obstacle::Bare => "kho trên máy chủ (bare) không có tệp để sửa".into(),
            Obstacle::Unfinished { .. } => "kho đang có việc dở dang (hợp nhất hoặc tương tự)".into(),
            Obstacle::Edited { path } => format!("`{path}` có chỗ sửa chưa lưu"),
            Obstacle::Trust { what } => what.vi(),
            Obstacle::Amend { flaw } => flaw.vi(),
            Obstacle::Nobody { change } => format!("không ai được làm điều này: {}", change.vi()),
            Obstacle::NoRight { fingerprint, name, change } => {
                let who = name.as_ref().unwrap_or(fingerprint);
                match change {
                    Some(change) => format!(
                        "{who} không được làm điều này: {}; được làm: {}",
                        change.vi(),
                        RightName(change.needs).vi()
                    ),
                    None => format!("{who} không có quyền sửa hồ sơ"),
                }
            }
        }
    }
}

impl Vi for AmendFlaw {
    fn vi(&self) -> String {
        match self {
            AmendFlaw::Before(flaw) => format!("hồ sơ hiện nay không hợp lệ: {}", flaw.vi()),
            AmendFlaw::After(flaw) => format!("hồ sơ mới sẽ không hợp lệ: {}", flaw.vi()),
            AmendFlaw::NoSuchPerson { id } => format!("hồ sơ không có ai mang mã `{id}`"),
            AmendFlaw::PersonExists { id } => format!("hồ sơ đã có người mang mã `{id}`"),
            AmendFlaw::NoSuchKey { fingerprint } => format!("hồ sơ không có khóa {fingerprint}"),
            AmendFlaw::AlreadyPrincipal { id } => format!("`{id}` đang là hiệu trưởng"),
            AmendFlaw::WantsHandover => "hiệu trưởng chỉ thay bằng cách bàn giao".into(),
            AmendFlaw::NotADeputy { id } => format!("`{id}` không phải phó hiệu trưởng"),
            AmendFlaw::NoMandate { id } => format!("`{id}` không được giao ký thay"),
            AmendFlaw::NotCompromised { fingerprint } => {
                format!("khóa {fingerprint} không bị ghi là lộ, nên không cần xác nhận lại")
            }
            AmendFlaw::Compromised { fingerprint } => {
                format!("khóa {fingerprint} đã bị ghi là lộ, không thể coi là chỉ thôi dùng")
            }
            AmendFlaw::Layout => "tệp `school.toml` viết theo cách chương trình không tự sửa được".into(),
            AmendFlaw::Nothing => "hồ sơ không có gì thay đổi".into(),
        }
    }
}

impl Vi for Remedy<'_> {
    fn vi(&self) -> String {
        match self.0 {
            Obstacle::NoRecord => "lập trường bằng `caitien school add` với khóa của hiệu trưởng".into(),
            Obstacle::Bare => "làm việc này trong một bản sao có tệp (`git clone`)".into(),
            Obstacle::Unfinished { .. } => "xem `git status`, làm cho xong rồi chạy lại".into(),
            Obstacle::Edited { .. } => "nếu muốn ký chính chỗ sửa đó: `caitien trust change edited`; nếu không, hoàn lại tệp trước".into(),
            Obstacle::Trust { .. } => "đưa hồ sơ về bản đúng gần nhất, hoặc lấy bản mới nhất về; xem `caitien trust show`".into(),
            Obstacle::Amend { flaw: AmendFlaw::Layout } | Obstacle::Amend { flaw: AmendFlaw::After(_) } => "sửa tay `school.toml` rồi gõ `caitien trust change edited`".into(),
            Obstacle::Amend { flaw: AmendFlaw::WantsHandover } => "gõ `caitien trust change hand-over NGƯỜI`".into(),
            Obstacle::Amend { .. } => "xem người và khóa trong hồ sơ bằng `caitien trust show`".into(),
            Obstacle::Nobody { .. } => "khóa đã ký thì ghi thôi dùng (`trust change retire-key`), việc ký thay thì ghi thôi giao (`trust change end-mandate`)".into(),
            Obstacle::NoRight { .. } => "nhờ người có quyền ký; hiệu trưởng mất khóa thì thêm `--recover` để nhóm khôi phục đồng ý".into(),
        }
    }
}

impl Vi for change::Error {
    fn vi(&self) -> String {
        match self {
            change::Error::Lock { .. } => "không ghi được vào thư mục git nên không sửa được hồ sơ".into(),
            change::Error::Moved => "trong lúc đó kho đã có bản lưu khác; hãy xem lại rồi chạy lại".into(),
            change::Error::OtherKey { fingerprint } => {
                format!("khóa {fingerprint} không được ký thay đổi này")
            }
            change::Error::NotGranted { what } => {
                format!("chưa đổi gì, vì thay đổi này sẽ không có hiệu lực: {}", what.vi())
            }
            change::Error::Folder(source) => source.vi(),
            change::Error::Commit(source) => source.vi(),
            change::Error::Verify(source) => source.vi(),
        }
    }
}

impl Vi for recovery::Error {
    fn vi(&self) -> String {
        use recovery::Error;
        match self {
            Error::NothingProposed => "chưa có hồ sơ mới nào được đưa ra cho nhóm khôi phục".into(),
            Error::NoGroup => "hồ sơ của trường không nêu nhóm khôi phục".into(),
            Error::NotOfTheGroup { fingerprint } => {
                format!("khóa {fingerprint} không phải của ai trong nhóm khôi phục")
            }
            Error::Already { name } => format!("{name} đã đồng ý rồi; mỗi người chỉ tính một lần"),
            Error::Stopped { obstacle } => obstacle.vi(),
            Error::Beyond { change } => format!("nhóm khôi phục không được làm điều này: {}", change.vi()),
            Error::Sign(source) => source.vi(),
            Error::Change(source) => source.vi(),
            Error::Verify(source) => source.vi(),
        }
    }
}

impl Vi for OfficeMessage {
    fn vi(&self) -> String {
        match self {
            OfficeMessage::Change { amendment: OfficeAmendment::Add { id, name, key } } => {
                format!("thêm cơ quan quản lý {name} ({id}), khóa {}", key.fingerprint())
            }
            OfficeMessage::Change { amendment: OfficeAmendment::Remove { id } } => {
                format!("bỏ cơ quan quản lý {id}")
            }
            OfficeMessage::WhoSigns => {
                "cần chữ ký của: một cơ quan quản lý đang có, hoặc người lập kho khi chưa trường nào có nhóm khôi phục".into()
            }
            OfficeMessage::Saved { commit } => format!("Đã ký và lưu ({}).", commit.short()),
        }
    }
}

impl Vi for office::Error {
    fn vi(&self) -> String {
        match self {
            office::Error::Stopped { obstacle } => obstacle.vi(),
            office::Error::Change(source) => source.vi(),
        }
    }
}
