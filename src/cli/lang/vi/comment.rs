//! Comments, in Vietnamese.

use crate::cli::lang::Vi;
use crate::cli::show::comment::{Stop, Told};
use crate::date::Date;
use crate::period::Period;
use crate::review::Says;
use crate::work::review::Error;

impl Vi for Told {
    fn vi(&self) -> String {
        match self {
            Told::Head { period, open, resolved } => {
                format!("Góp ý cho kế hoạch {period}: {open} còn để ngỏ, {resolved} đã khép.")
            }
            Told::HeadOfItem { item, period, open, resolved } => {
                format!("Góp ý cho mục {item} của kế hoạch {period}: {open} còn để ngỏ, {resolved} đã khép.")
            }
            Told::None { period } => format!("Kế hoạch {period} chưa có góp ý nào."),
            Told::Whole => "Cả kế hoạch".into(),
            Told::Orphaned { item } => format!("{item}  (mục này không còn trong kế hoạch; góp ý vẫn giữ)"),
            Told::Changed { about } if about.is_empty() => "mục này đã sửa từ khi góp ý".into(),
            Told::Changed { about } => format!("mục này đã sửa từ khi góp ý; lúc ấy viết: “{about}”"),
            Told::PlanChanged => "kế hoạch đã sửa từ khi góp ý".into(),
            Told::GoneAbout { about } => format!("mục ấy viết: “{about}”"),
            Told::Who { name, date, source } => who(name, *date, source.as_deref()),
            Told::Resolved { name, date } => format!("khép lại: {}", who(name, *date, None)),
            Told::Claimed => "Tên là do người ghi tự khai; máy chưa kiểm chứng.".into(),
            Told::Next => {
                "Trả lời: `caitien comment --answer MÃ \"…\"`. Khép lại: `caitien comment --resolve MÃ`."
                    .into()
            }
            Told::Flawed { file, detail } => {
                format!(
                    "Tệp reviews/{file}.md viết sai nên chưa đọc được ({detail}); xem bằng `caitien check`."
                )
            }
            Told::Commented { item: Some(item), period, .. } => {
                format!("Đã ghi góp ý cho mục {item} của kế hoạch {period}.")
            }
            Told::Commented { item: None, period, .. } => format!("Đã ghi góp ý cho cả kế hoạch {period}."),
            Told::Answered { id } => format!("Đã ghi lời đáp cho góp ý {id}."),
            Told::ResolvedNow { id } => format!("Đã khép góp ý {id}."),
            Told::ResolvedBefore { id } => format!("Góp ý {id} đã khép từ trước; không ghi thêm."),
            Told::SaidBefore { id } => format!("Lời này đã có, mã {id}; không ghi thêm."),
            Told::WouldWrite { path } => format!("Chạy thử, chưa ghi gì. Sẽ ghi tệp {path}:"),
            Told::Save => "Việc tiếp theo: `caitien save`.".into(),
        }
    }
}

fn who(name: &str, date: Option<Date>, source: Option<&str>) -> String {
    let date = date.map(|date| format!(", {}", super::review::day(date))).unwrap_or_default();
    let source = source.map(|source| format!(" (theo tệp {source})")).unwrap_or_default();
    format!("{name}{source}{date}")
}

impl Vi for Stop {
    fn vi(&self) -> String {
        match self {
            Stop::NotAnId { word } => format!(
                "`{word}` không phải mã của một mục (như w-1.5-2021-1); xem mã bằng `caitien show`, rồi gõ lại"
            ),
            Stop::PlaceAfterOption { word, says } => {
                let option = option(*says);
                format!(
                    "`{word}` đứng sau `{option}` sẽ thành lý do; hãy ghi mã trước: `caitien review {word} {option}`"
                )
            }
        }
    }
}

fn option(says: Says) -> &'static str {
    match says {
        Says::Approve => "--approve",
        Says::RequestChanges => "--request-changes",
        Says::Seen => "--seen",
    }
}

impl Vi for Error {
    fn vi(&self) -> String {
        match self {
            Error::Choice(error) => error.vi(),
            Error::Folder(error) => error.vi(),
            Error::Git(error) => error.vi(),
            Error::Who(error) => error.vi(),
            Error::ReadSchool { path, source } => {
                format!("hồ sơ trường `{}` không đọc được: {}", path.display(), source.detail)
            }
            Error::NoPlan { school, period: None, .. } => {
                format!("trường {school} chưa có kế hoạch nào; lập bằng `caitien new`")
            }
            Error::NoPlan { period: Some(period), has, .. } => {
                format!("không có kế hoạch {period}; hiện có: {}", list(has))
            }
            Error::NoSuchItem { id, meant, period } => {
                let place = match period {
                    Some(period) => format!("kế hoạch {period} không có mục {id}"),
                    None => format!("không kế hoạch nào của trường có mục {id}"),
                };
                match meant {
                    Some(meant) => format!("{place}; có phải ý là {meant}?"),
                    None => format!("{place}; xem mã bằng `caitien show`"),
                }
            }
            Error::NoSuchComment { id } => {
                format!("không có góp ý nào mang mã `{id}`; xem mã bằng `caitien comment`")
            }
            Error::SeveralComments { id, ids } => {
                format!("`{id}` là phần đầu của nhiều góp ý: {}; hãy ghi đủ mã", ids.join(", "))
            }
            Error::Empty => {
                "chưa có lời nào; hãy ghi lời góp ý trong ngoặc kép: `caitien comment MÃ \"…\"`".into()
            }
            Error::NotSaved { path } => format!(
                "`{path}` còn sửa đổi chưa lưu, nên chưa rõ ý kiến là về bản nào; hãy `caitien save` rồi gõ lại"
            ),
        }
    }
}

fn list(periods: &[Period]) -> String {
    periods.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
