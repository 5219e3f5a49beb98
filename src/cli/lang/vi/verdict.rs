//! The verdicts on approvals and what to do next, in Vietnamese.

use crate::approval::record::RecordFlaw;
use crate::approval::statement::StatementFlaw;
use crate::approval::trust::Violation;
use crate::approval::verdict::{Break, Content, Disagreement, NoRight, Pointed, Stranger, Verdict};
use crate::cli::lang::Vi;
use crate::cli::show::trust::RightName;
use crate::cli::show::verdict::{NextStep, Note, RoleName};
use crate::school::Role;

impl Vi for Verdict {
    fn vi(&self) -> String {
        match self {
            Verdict::Valid => "hợp lệ: đúng kế hoạch đã ký, đúng khóa của hiệu trưởng".into(),
            Verdict::ValidRetiredKey { from_sequence } => {
                format!("hợp lệ: khóa đã thôi dùng từ lần phê duyệt thứ {from_sequence}, lần này ký trước đó")
            }
            Verdict::ValidExtract { items: 0 } => {
                "chữ ký và chuỗi phê duyệt đúng; tệp này không kèm nội dung kế hoạch".into()
            }
            Verdict::ValidExtract { items } => format!(
                "{items} mục được công khai đúng là của kế hoạch đã phê duyệt; phần còn lại không có trong tệp nên chưa được kiểm chứng"
            ),
            Verdict::Superseded { by } => format!("đã có bản phê duyệt mới hơn là v{}", by.version),
            Verdict::Unpinned { .. } => {
                "chưa thể gọi là hợp lệ: ở đây chưa ghim gốc tin cậy của trường".into()
            }
            Verdict::Unsigned => "không có chữ ký".into(),
            Verdict::BadSignature => "chữ ký không khớp: nội dung thẻ hoặc chữ ký đã bị sửa".into(),
            Verdict::UnknownKey { fingerprint: Some(key) } => {
                format!("ký bằng khóa lạ {key}, không có trong hồ sơ nào của trường")
            }
            Verdict::UnknownKey { fingerprint: None } => {
                "ký bằng khóa OpenPGP hoặc chứng thư số (X.509) không có trong hồ sơ nào".into()
            }
            Verdict::NotEntitled { name, why } => no_right(name, *why),
            Verdict::Renamed { what } => renamed(what),
            Verdict::Foreign { what } => foreign(what),
            Verdict::NotACommit { found } => pointed(*found).into(),
            Verdict::ContentMismatch { what } => content(what),
            Verdict::BrokenChain { what } => broken(what),
            Verdict::ForkedChain { other } => {
                format!("chuỗi phê duyệt bị rẽ nhánh: `{other}` cũng nối tiếp cùng một lần trước")
            }
            Verdict::KeyCompromised { fingerprint, from_sequence } => match from_sequence {
                Some(from) => format!("khóa {fingerprint} đã bị lộ; không tính từ lần phê duyệt thứ {from}"),
                None => format!("khóa {fingerprint} đã bị lộ; mọi lần ký bằng khóa này đều không tính"),
            },
            Verdict::TrustViolation { what } => what.vi(),
            Verdict::Withdrawn { reason } if reason.is_empty() => "đã được rút lại".into(),
            Verdict::Withdrawn { reason } => format!("đã được rút lại: {reason}"),
        }
    }
}

fn no_right(name: &str, why: NoRight) -> String {
    match why {
        NoRight::Role(role) => format!("{name} ({}) không có quyền phê duyệt", RoleName(role).vi()),
        NoRight::Office => format!("{name} là cơ quan quản lý, không phê duyệt thay hiệu trưởng"),
        NoRight::OtherRecord { serial } => {
            format!("{name} là hiệu trưởng theo hồ sơ số {serial}, không phải theo hồ sơ có hiệu lực lúc ký")
        }
        NoRight::Retired { from_sequence } => {
            format!("khóa của {name} đã thôi dùng từ lần phê duyệt thứ {from_sequence}")
        }
        NoRight::OutsideMandate { period, sequence } => {
            format!("{name} không được giao ký thay (KT.) kế hoạch {period} ở lần phê duyệt thứ {sequence}")
        }
        NoRight::MandateOver { until } => {
            format!("{name} chỉ được giao ký thay (KT.) đến hết lần phê duyệt thứ {until}")
        }
        NoRight::Capacity => {
            format!("nội dung đã ký không ghi đúng {name} ký với tư cách nào (KT. hay hiệu trưởng)")
        }
        NoRight::Dropped { serial } => format!(
            "hồ sơ số {serial} không còn khóa của {name} và không ghi khóa thôi dùng từ lần phê duyệt nào"
        ),
    }
}

fn renamed(what: &Disagreement) -> String {
    match what {
        Disagreement::NoName { tag } => format!("`{tag}` không phải tên của một lần phê duyệt"),
        Disagreement::Header { tag, header } => {
            format!("thẻ bị đổi tên: tên ngoài là `{tag}`, tên đã ký bên trong là `{header}`")
        }
        Disagreement::Statement { tag, statement } => {
            format!("tên thẻ `{tag}` không khớp nội dung đã ký, là của `{statement}`")
        }
    }
}

fn foreign(what: &Stranger) -> String {
    match what {
        Stranger::NoSuchSchool { school } => {
            format!("phê duyệt của trường `{school}`, không phải của kho này")
        }
        Stranger::OtherRoot { root, here } => {
            format!("phê duyệt dưới gốc tin cậy khác: {}, ở đây là {}", root.grouped(), here.grouped())
        }
        Stranger::NotPinned { root, pinned } => {
            format!("gốc tin cậy của kho là {}, khác với gốc đã ghim {}", root.grouped(), pinned.grouped())
        }
    }
}

fn pointed(found: Pointed) -> &'static str {
    match found {
        Pointed::Lightweight => "chỉ là một tên trỏ thẳng vào bản lưu, không có nội dung phê duyệt",
        Pointed::Tag => "thẻ trỏ vào một thẻ khác, không trỏ vào bản lưu",
        Pointed::Tree => "thẻ trỏ vào một thư mục, không trỏ vào bản lưu",
        Pointed::Blob => "thẻ trỏ vào một tệp, không trỏ vào bản lưu",
        Pointed::TooLong => "thẻ dài hơn mọi nội dung phê duyệt, nên không đọc",
        Pointed::Nothing => "thẻ hỏng, hoặc trỏ vào thứ không có trong kho",
    }
}

fn content(what: &Content) -> String {
    match what {
        Content::Statement(flaw) => format!("không đọc được nội dung phê duyệt: {}", statement(flaw)),
        Content::NoPlan => "bản lưu được ký không có kế hoạch này".into(),
        Content::Unreadable => "không đọc được kế hoạch trong bản lưu được ký".into(),
        Content::Plan => "kế hoạch trong bản lưu không phải kế hoạch đã ký".into(),
        Content::Item(id) => format!("mục `{id}` khác với mục đã ký"),
        Content::Items => "danh sách các mục khác với danh sách đã ký".into(),
        Content::Evidence => "danh mục minh chứng khác với danh mục đã ký".into(),
        Content::Reviews => "các góp ý khác với các góp ý đã ký".into(),
    }
}

pub(super) fn statement(flaw: &StatementFlaw) -> String {
    match flaw {
        StatementFlaw::Shape => "không đúng mẫu".into(),
        StatementFlaw::Schema { schema } => format!("mẫu số {schema}, chương trình này chưa biết"),
        StatementFlaw::Toml { detail } => detail.clone(),
        StatementFlaw::Value { key } => format!("giá trị của `{key}` không hợp lệ"),
    }
}

fn broken(what: &Break) -> String {
    match what {
        Break::FirstHasPredecessor => "là lần phê duyệt thứ 1 mà lại ghi có lần trước".into(),
        Break::NoPredecessor { sequence } => {
            format!("là lần phê duyệt thứ {sequence} mà không ghi lần trước là lần nào")
        }
        Break::Missing { sequence, previous } => {
            let before = sequence.saturating_sub(1);
            format!("chuỗi bị đứt: lần phê duyệt thứ {before} ({previous}) không có trong kho")
        }
        Break::Gap { sequence, previous } => {
            format!("chuỗi bị đứt: lần thứ {sequence} lại nối vào lần thứ {previous}")
        }
        Break::VersionOrder { earlier } => format!("trước đó đã có bản v{earlier} của kế hoạch này"),
        Break::Earlier { at } => format!("chuỗi đã bị đứt từ `{at}`"),
        Break::Beside { last } => {
            format!(
                "khóa đã thôi dùng, và đây không phải là một trong các lần phê duyệt tính đến {last}, lần cuối cùng"
            )
        }
        Break::Gone { id } => format!("từng có ở đây ({id}), nay đã mất"),
        Break::Changed { seen } => format!("trước đây ở đây là thẻ {seen}, nay đã bị thay bằng thẻ khác"),
        Break::Named { id } => format!("một lần phê duyệt sau có ghi thẻ {id}, nay không thấy ở đây"),
        Break::Received { id } => format!("cấp trên đã nhận thẻ {id}, nay thẻ đó đã mất hoặc bị thay"),
    }
}

impl Vi for Violation {
    fn vi(&self) -> String {
        match self {
            Violation::RootUnsigned { .. } => {
                "hồ sơ đầu tiên của trường (`school.toml`) được lưu mà không ký".into()
            }
            Violation::RootByStranger { fingerprint, .. } => {
                format!(
                    "hồ sơ đầu tiên của trường do khóa {fingerprint} ký, không phải khóa của hiệu trưởng trong đó"
                )
            }
            Violation::RootSerial { serial, .. } => {
                format!("hồ sơ đầu tiên của trường mang số {serial}, phải là 1")
            }
            Violation::Flawed { flaw, .. } => format!("hồ sơ của trường không hợp lệ: {}", flaw.vi()),
            Violation::Unsigned { serial, .. } => {
                format!("hồ sơ của trường bị sửa (số {serial}) mà không có chữ ký")
            }
            Violation::NotEmpowered { serial, fingerprint, name, .. } => {
                let who = name.as_ref().map_or_else(|| format!("khóa lạ {fingerprint}"), Clone::clone);
                format!("hồ sơ của trường bị sửa (số {serial}) bởi {who}, không có quyền sửa")
            }
            Violation::BeyondRight { serial, name, change, .. } => {
                let who = RightName(change.needs).vi();
                format!(
                    "hồ sơ số {serial} do {name} ký có thay đổi mà người ký không được làm ({}); được làm: {who}",
                    change.vi()
                )
            }
            Violation::Serial { before, after, .. } => {
                let next = before + 1;
                format!(
                    "hồ sơ của trường bị sửa mà số không tăng đúng một: trước là {before}, nay là {after}, phải là {next}"
                )
            }
            Violation::WentBack { before, after, .. } => {
                format!("hồ sơ của trường bị đưa lùi từ số {before} về số {after}")
            }
            Violation::Removed { .. } => "hồ sơ của trường đã bị bỏ đi".into(),
            Violation::TwoFolders { .. } => "có hai thư mục cùng mang mã trường này".into(),
            Violation::TwoLines { .. } => {
                "hai hồ sơ của trường được lập song song rồi bị nhập làm một".into()
            }
            Violation::Offices { fingerprint: Some(key), .. } => {
                format!(
                    "danh sách cơ quan quản lý trong `caitien.toml` bị khóa {key} sửa, không có quyền sửa"
                )
            }
            Violation::Offices { fingerprint: None, .. } => {
                "danh sách cơ quan quản lý trong `caitien.toml` bị sửa mà không có chữ ký".into()
            }
            Violation::OtherSerial { statement, record } => {
                format!(
                    "phê duyệt ghi theo hồ sơ số {statement}, nhưng bản lưu được ký mang hồ sơ số {record}"
                )
            }
            Violation::OtherLine { serial } => {
                format!("hồ sơ số {serial} mà phê duyệt dựa vào không thuộc dòng hồ sơ đang có hiệu lực")
            }
            Violation::OlderThanPredecessor { before, after } => {
                format!("lần trước ký theo hồ sơ số {before}, lần này lại theo hồ sơ cũ hơn, số {after}")
            }
            Violation::Forgotten { seen, now } => {
                format!("ở đây từng thấy hồ sơ số {seen} của trường, nay chỉ còn số {now}")
            }
        }
    }
}

impl Vi for RecordFlaw {
    fn vi(&self) -> String {
        match self {
            RecordFlaw::Toml { detail } => detail.clone(),
            RecordFlaw::Schema { schema } => format!("mẫu số {schema}, chương trình này chưa biết"),
            RecordFlaw::OtherSchool { school } => format!("ghi mã trường `{school}`, khác tên thư mục"),
            RecordFlaw::Principals { count } => format!("phải có đúng một hiệu trưởng, đang có {count}"),
            RecordFlaw::PrincipalWithoutKey => "hiệu trưởng chưa có khóa".into(),
            RecordFlaw::Key { person } => format!("một khóa của `{person}` không phải khóa đọc được"),
            RecordFlaw::SharedKey { fingerprint } => format!("hai dòng cùng dùng khóa {fingerprint}"),
            RecordFlaw::SamePerson { person } => format!("hai người cùng mang mã `{person}`"),
            RecordFlaw::Status { key } => format!("mục tình trạng của khóa `{key}` không hợp lệ"),
            RecordFlaw::Mandate { person } => format!("mục giao `{person}` ký thay không hợp lệ"),
            RecordFlaw::Recovery => {
                "mục `[recovery]` không hợp lệ: cần ít nhất hai người, đều có khóa, không phải hiệu trưởng"
                    .into()
            }
            RecordFlaw::RetiredFromWhen { key } => {
                format!("khóa `{key}` thôi dùng mà không ghi `from-sequence`")
            }
        }
    }
}

impl Vi for NextStep<'_> {
    fn vi(&self) -> String {
        match self.verdict {
            Verdict::Valid
            | Verdict::ValidRetiredKey { .. }
            | Verdict::ValidExtract { .. }
            | Verdict::Superseded { .. } => String::new(),
            Verdict::Unpinned { root } => format!(
                "hỏi hiệu trưởng hoặc phòng GDĐT mã gốc qua điện thoại, so với\n{}\n{}\nrồi gõ `caitien trust pin \"{root}\" --school {}`",
                root.syllables(),
                root.grouped(),
                self.school
            ),
            Verdict::Unsigned | Verdict::NotACommit { .. } => {
                "đề nghị hiệu trưởng phê duyệt lại bằng `caitien approve`".into()
            }
            Verdict::BadSignature | Verdict::Renamed { .. } | Verdict::ContentMismatch { .. } => {
                "đừng dùng bản này; tìm xem ai đã đưa thẻ vào, rồi đề nghị hiệu trưởng phê duyệt lại".into()
            }
            Verdict::UnknownKey { .. } => {
                "hỏi hiệu trưởng có đúng đã ký không; nếu dùng khóa mới, phải thêm khóa vào `school.toml` trước".into()
            }
            Verdict::NotEntitled { why: NoRight::Dropped { .. }, .. } => {
                "người có quyền ghi thêm `[[key-status]]` cho khóa cũ, với `from-sequence`, vào `school.toml`".into()
            }
            Verdict::NotEntitled { .. } => "đề nghị hiệu trưởng đương nhiệm phê duyệt".into(),
            Verdict::Foreign { .. } => "kiểm tra xem thẻ này đến từ kho nào; ở kho này nó không có giá trị".into(),
            Verdict::BrokenChain { .. } | Verdict::ForkedChain { .. } => {
                "lấy lại thẻ còn thiếu từ bản sao khác (`git fetch --tags`); nếu không có, báo phòng GDĐT".into()
            }
            Verdict::KeyCompromised { .. } => {
                "đề nghị hiệu trưởng phê duyệt lại bằng khóa mới, hoặc xác nhận lại lần này trong `school.toml`".into()
            }
            Verdict::TrustViolation { what: Violation::Forgotten { .. } } => {
                "lấy lại các bản lưu còn thiếu (`git fetch --all`), rồi kiểm chứng lại".into()
            }
            Verdict::TrustViolation { .. } => {
                "đưa hồ sơ về bản đúng gần nhất, hoặc nhờ người có quyền lưu và ký thay đổi; xem `caitien trust show`".into()
            }
            Verdict::Withdrawn { .. } => "kế hoạch cần được phê duyệt lại".into(),
        }
    }
}

impl Vi for Note {
    fn vi(&self) -> String {
        match self {
            Note::Internal => {
                "Đây là kiểm soát nội bộ trên kho git, không thay chữ ký và con dấu theo quy định.".into()
            }
            Note::NotRemembered => {
                "Không ghi nhớ được vào thư mục git: nếu sau này có thẻ bị mất, máy này sẽ không phát hiện ra.".into()
            }
            Note::Nothing => "Chưa có lần phê duyệt nào.".into(),
            Note::Total { good, all } => format!("{good}/{all} lần phê duyệt còn giá trị."),
            Note::Strays => "Ghi nhận sau phê duyệt:".into(),
            Note::Next => "việc cần làm:".into(),
            Note::ApprovedPlan { period, version } => format!("{period} (v{version})"),
            Note::SignedBy { name } => format!("{name} ký"),
        }
    }
}

impl Vi for RoleName {
    fn vi(&self) -> String {
        match self.0 {
            Role::Principal => "hiệu trưởng",
            Role::Deputy => "phó hiệu trưởng",
            Role::Council => "hội đồng",
            Role::Supervisor => "giám sát",
            Role::Clerk => "văn thư",
            Role::Staff => "nhân viên, giáo viên",
            Role::Office => "cơ quan quản lý",
        }
        .into()
    }
}
