//! Bundles and publications, in Vietnamese.

use crate::approval::bundle::{Flaw, Kind};
use crate::approval::roots::LineFlaw;
use crate::cli::lang::Vi;
use crate::cli::show::bundle::{Differs, PageWord, Stop, Told, Trusted, ids};
use crate::work::bundle::Error;
use crate::work::everything::Problem;

impl Vi for Told {
    fn vi(&self) -> String {
        match self {
            Told::Made { kind: Kind::Bundle, path, bytes } => format!("Đã đóng gói: `{path}` ({})", size(*bytes)),
            Told::Made { kind: Kind::Publication, path, bytes } => {
                format!("Đã lập bản công khai: `{path}` ({})", size(*bytes))
            }
            Told::Page { path } => format!("Đã ghi trang để in: `{path}`"),
            Told::Send { path } => format!("Nơi nhận kiểm chứng, không cần kho: `caitien verify {path}`"),
            Told::Withheld { shown, all } => format!(
                "Công khai {shown}/{all} mục. Tệp vẫn cho biết mã của mọi mục, hồ sơ tin cậy của trường và lời ghi các lần lưu; \
                 ai đoán trúng từng chữ của một mục khác thì kiểm được là đoán trúng."
            ),
            Told::File { path, kind: Kind::Bundle, name } => format!("Gói `{path}`: {name}"),
            Told::File { path, kind: Kind::Publication, name } => format!("Bản công khai `{path}`: {name}"),
            Told::GiveRoot => {
                "Không có kho thì sau khi so dấu gốc, gõ lại với `--root \"DẤU GỐC\"`, hoặc giữ một danh sách và dùng `--roots TỆP`.".into()
            }
            Told::OnlyThen => {
                "Tệp này nói đúng đến lúc nó được lập; việc rút lại hay phê duyệt mới hơn về sau thì tệp không biết.".into()
            }
            Told::Shown { items, all } => format!(
                "Chỉ {items} mục dưới đây (trong {all} mục của kế hoạch) được chứng minh; phần còn lại không có trong tệp."
            ),
            Told::SamePaper => "Mã trên giấy đúng là của lần phê duyệt này.".into(),
        }
    }
}

fn size(bytes: usize) -> String {
    if bytes < 10_000 { format!("{bytes} byte") } else { format!("{} KB", bytes.div_ceil(1024)) }
}

impl Vi for Stop {
    fn vi(&self) -> String {
        match self {
            Stop::NotAPeriod { word } => format!("`{word}` không phải năm học (viết như 2025-2026)"),
            Stop::NotAnItem { word } => format!("`{word}` không phải mã của một mục (viết như w-1.5-2021-1)"),
            Stop::Exists { path } => format!("đã có tệp `{path}`; muốn thay thì thêm `--force`"),
            Stop::FilesOnly { word } => {
                format!(
                    "`{word}` không phải tệp gói; kiểm chứng tệp và kiểm chứng trong kho là hai lệnh riêng"
                )
            }
            Stop::NotABundle { path } => format!("`{path}` không phải gói do `caitien bundle` lập"),
            Stop::OneFile { count } => {
                format!("mỗi trang là của một gói, ở đây có {count}; hãy nêu đúng một tệp")
            }
            Stop::Roots { path, flaw } => {
                let place = format!("{}:{}", path.display(), flaw.line);
                match &flaw.what {
                    LineFlaw::NotASchool { word } => format!("{place}: `{word}` không phải mã trường"),
                    LineFlaw::NotAFingerprint { text } => {
                        format!("{place}: `{text}` không phải mã gốc tin cậy")
                    }
                    LineFlaw::Twice { school, earlier } => {
                        format!("{place}: trường `{school}` đã có gốc khác ở dòng {earlier}")
                    }
                }
            }
            Stop::OnePaper => "mỗi lần so một mã trên giấy, với kho hoặc với một gói".into(),
            Stop::NotAMark => {
                "mã trên giấy đọc chưa đủ: phải là `CAITIEN:TRƯỜNG/NĂM-HỌC/V1:TAG-…:PLAN-…:ROOT-…`".into()
            }
            Stop::OtherPaper { name, what } => {
                let what = match what {
                    Differs::Tag => "thẻ phê duyệt",
                    Differs::Plan => "kế hoạch",
                    Differs::Root => "gốc tin cậy",
                };
                format!("mã trên giấy không phải của `{name}` ở đây: khác {what}")
            }
        }
    }
}

impl Vi for Trusted<'_> {
    fn vi(&self) -> String {
        let Trusted::School(standing) = self else {
            return "không có trường nào, lần phê duyệt nào để kiểm chứng".into();
        };
        let school = &standing.school;
        match &standing.problem {
            None => format!("{school}: hồ sơ tin cậy đúng, gốc đã được tin"),
            Some(Problem::NoRoot) => {
                format!("{school}: chưa có gốc tin cậy, hồ sơ đầu tiên không do hiệu trưởng ký")
            }
            Some(Problem::Unpinned) => {
                let root = standing.root.map(|root| root.grouped()).unwrap_or_default();
                format!("{school}: gốc chưa được ghim và không có trong danh sách: {root}")
            }
            Some(Problem::Violated(what)) => format!("{school}: {}", what.vi()),
        }
    }
}

impl Vi for PageWord {
    fn vi(&self) -> String {
        match self {
            PageWord::Title { period, version } => {
                format!("Kế hoạch cải tiến chất lượng giáo dục {period}, bản phê duyệt v{version}")
            }
            PageWord::ExtractTitle { period, version } => {
                format!("Trích kế hoạch cải tiến chất lượng giáo dục {period}, bản phê duyệt v{version}")
            }
            PageWord::Signer => "Người ký".into(),
            PageWord::Verified => "Kiểm chứng ngày".into(),
            PageWord::Tag => "Lần phê duyệt".into(),
            PageWord::PlanHash => "Mã của kế hoạch".into(),
            PageWord::Items => "Số mục".into(),
            PageWord::Since => "Sau phê duyệt".into(),
            PageWord::Root => "Dấu gốc của trường, để đọc qua điện thoại".into(),
            PageWord::Code => "Chụp mã này, rồi gõ caitien verify '…' với lời đọc được, để so với kho; thêm tên tệp gói để so với gói.".into(),
            PageWord::ProvesNothing => {
                "Trang này tự nó không chứng minh điều gì: ai cũng in được một trang giống thế.".into()
            }
            PageWord::HowToCheck { file } => format!("Muốn chắc chắn, hãy kiểm chứng tệp gói: caitien verify {file}"),
            PageWord::Call => {
                "Dấu gốc phải trùng từng tiếng với dấu mà hiệu trưởng đọc, hoặc mà phòng giáo dục đã ghi nhận.".into()
            }
            PageWord::Plan => "Toàn văn kế hoạch đã phê duyệt".into(),
            PageWord::Extract { shown, all } => {
                format!("Chỉ trích {shown} trong {all} mục của kế hoạch; phần còn lại không được công khai ở đây.")
            }
            PageWord::NotShown => "Không in kế hoạch, vì lần phê duyệt này không đúng.".into(),
            PageWord::Unsigned => "không rõ".into(),
        }
    }
}

impl Vi for Flaw {
    fn vi(&self) -> String {
        match self {
            Flaw::NotABundle => "đây không phải gói do `caitien bundle` lập".into(),
            Flaw::TooLarge { most } => {
                format!("gói lớn hơn {} MB, không phải gói của một trường", most >> 20)
            }
            Flaw::Damaged => "gói bị hỏng: bị cắt cụt hoặc bị sửa dọc đường; hãy xin gửi lại".into(),
            Flaw::Head { detail } => format!("không đọc được phần đầu của gói: {detail}"),
            Flaw::Value { key } => format!("trong phần đầu của gói, `{key}` không hợp lệ"),
            Flaw::TooMany { key, most } => format!("trong phần đầu của gói, `{key}` vượt quá {most}"),
            Flaw::Objects => "không đọc được nội dung của gói".into(),
            Flaw::Bomb => "nội dung của gói lớn quá mức của một trường; không mở".into(),
            Flaw::Missing { id } => format!("gói thiếu `{id}`, nên không kiểm chứng được; hãy xin gói khác"),
        }
    }
}

impl Vi for Error {
    fn vi(&self) -> String {
        match self {
            Error::Verify(source) => source.vi(),
            Error::Flaw(flaw) => flaw.vi(),
            Error::NotApproved { school, period: Some(period) } => {
                format!("kế hoạch {period} của trường `{school}` chưa được phê duyệt")
            }
            Error::NotApproved { school, period: None } => {
                format!("trường `{school}` chưa có kế hoạch nào được phê duyệt")
            }
            Error::NotInOrder { name, verdict } => {
                format!("`{name}` không đúng nên không đóng gói: {}", verdict.vi())
            }
            Error::NoSuchItems { ids: unknown } => {
                format!("kế hoạch đã phê duyệt không có mục {}", ids(unknown))
            }
            Error::NoPlan { name } => format!("không đọc được kế hoạch của `{name}`"),
            Error::NotTheSame { before, after } => {
                format!(
                    "gói vừa lập cho kết luận {after}, trong kho là {before}: lỗi của chương trình, chưa ghi gì"
                )
            }
        }
    }
}
