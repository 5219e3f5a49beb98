//! The records of a plan's year, in Vietnamese.

use super::report::{short, status};
use crate::cli::lang::Vi;
use crate::cli::show::tracking::{Stop, Told};
use crate::period::Period;
use crate::work::tracking::Error;

impl Vi for Stop {
    fn vi(&self) -> String {
        match self {
            Stop::NotAStatus { typed } => format!(
                "`{typed}` không phải một tình trạng; hãy chọn: chua-lam, dang-lam, mot-phan, xong, huy"
            ),
            Stop::NotAPercent { typed } => format!("`{typed}` không phải tỷ lệ; hãy ghi một số từ 0 đến 100"),
            Stop::NoCode => "hãy nêu mã minh chứng, hoặc `--criterion 1.5` để máy đề xuất mã".into(),
            Stop::NoPetition { item } => format!(
                "chưa rõ ghi gì cho {item}: đã kiến nghị thì `--to \"UBND xã\"`, đã có trả lời thì `--answer \"…\"`"
            ),
            Stop::School { id, detail } => format!("lưu ý: bỏ qua trường {id}: {detail}"),
        }
    }
}

impl Vi for Told {
    fn vi(&self) -> String {
        match self {
            Told::Head { school, period } if period.is_school_year() => {
                format!("{school} · năm học {period}")
            }
            Told::Head { school, period } => format!("{school} · giai đoạn {period}"),
            Told::Anchor(Some(anchor)) => anchor.vi().trim_end_matches('.').to_owned(),
            Told::Anchor(None) => "Chưa rõ tiêu chuẩn".into(),
            Told::KnownAlready => "Điều này đã được ghi từ trước; không ghi thêm.".into(),
            Told::WouldWrite { path } => format!("Chạy thử, chưa ghi gì. Sẽ ghi thêm vào {path}:"),
            Told::Save => "Việc tiếp theo: `caitien save`.".into(),
            Told::NoUnion { file } => format!(
                "Để phần ghi của nhiều người tự ghép được với nhau, hãy thêm dòng `{file} merge=union` vào tệp .gitattributes."
            ),
            Told::Unread { path, detail } => {
                format!(
                    "lưu ý: không đọc được `{path}` nên chưa tính những gì ghi trong đó ({detail}); xem `caitien check`"
                )
            }
            Told::WithoutIds { count, period } => {
                format!(
                    "{count} mục chưa có mã nên chưa ghi tiến độ được: gõ `caitien format {period}` để đặt mã."
                )
            }
        }
    }
}

impl Vi for Error {
    fn vi(&self) -> String {
        match self {
            Error::Choice(error) => error.vi(),
            Error::Folder(error) => error.vi(),
            Error::Who(error) => error.vi(),
            Error::ReadSchool { path, detail } => {
                format!("hồ sơ trường `{}` không đọc được: {detail}", path.display())
            }
            Error::Flawed { path, detail } => format!(
                "không ghi thêm vào `{path}` vì tệp đang viết sai ({detail}); xem chỗ sai bằng `caitien check`, sửa rồi chạy lại"
            ),
            Error::NoPlan { school, period: None, .. } => {
                format!(
                    "trường {school} chưa có kế hoạch nào; lập bằng `caitien new`, hoặc nhập bằng `caitien import`"
                )
            }
            Error::NoPlan { period: Some(period), has, .. } => {
                format!("không có kế hoạch {period}; hiện có: {}", list(has))
            }
            Error::NotAnId { word } => {
                format!(
                    "`{word}` không phải mã của một mục (như a-1.5-2023-1); xem mã bằng `caitien progress`"
                )
            }
            Error::NoSuchItem { id, meant, period, lacks_ids } => {
                let meant = meant.as_ref().map(|meant| format!("; có phải ý là {meant}?"));
                let lacks = if *lacks_ids {
                    format!(" Vài mục chưa có mã: đặt mã bằng `caitien format {period}`.")
                } else {
                    String::new()
                };
                format!("kế hoạch {period} không có mục {id}{}{lacks}", meant.unwrap_or_else(|| ".".into()))
            }
            Error::Future { day, today } => {
                format!("ngày {} chưa tới (hôm nay là {}); chỉ ghi việc đã có", short(*day), short(*today))
            }
            Error::UnknownCatalog { catalog } if catalog.is_empty() => {
                "kế hoạch chưa ghi bộ tiêu chí (`catalog`) nên chưa biết mã minh chứng theo mẫu nào".into()
            }
            Error::UnknownCatalog { catalog } => {
                format!("không có bộ tiêu chí `{catalog}`; xem `caitien check`")
            }
            Error::Contradiction { status: how, percent } => format!(
                "chưa ghi: {} mà lại {percent}%; hãy bỏ `--percent`, hoặc ghi `--status mot-phan`",
                status(*how)
            ),
            Error::WhyCancelled { item } => format!(
                "chưa ghi: vì sao thôi thực hiện {item}? Hãy ghi `--note \"…\"`; người đọc báo cáo sẽ đọc lời này"
            ),
            Error::Earlier { item, day, newest } => format!(
                "chưa ghi: {item} đã có ghi nhận ngày {}, mới hơn ngày {}; hãy bỏ `--date` và nêu ngày trong `--note`",
                short(*newest),
                short(*day)
            ),
            Error::SaidBefore { item } => format!(
                "chưa ghi: hôm ấy đã ghi y như vậy về {item}, rồi có ghi nhận khác; hãy nói rõ hơn bằng `--note \"…\"`"
            ),
            Error::NotMoney { written } => format!(
                "chưa ghi: `{written}` không rõ là bao nhiêu tiền; hãy ghi một số, như `--spent \"2.000.000 đ\"`"
            ),
            _ => refused(self),
        }
    }
}

fn refused(error: &Error) -> String {
    match error {
        Error::NoSuchEvidence { code, meant: Some(meant), .. } => format!(
            "chưa ghi: danh mục minh chứng không có mã {code}; có phải ý là {meant}? Nếu là minh chứng mới: `caitien evidence add {code} --name \"…\"`"
        ),
        Error::NoSuchEvidence { code, has_any, .. } => {
            let why = if *has_any { "không có mã" } else { "còn trống, chưa có mã" };
            format!(
                "chưa ghi: danh mục minh chứng {why} {code}; thêm trước bằng `caitien evidence add {code} --name \"…\"`"
            )
        }
        Error::NotDone { item, status: None } => {
            format!(
                "chưa xác nhận được: chưa ai báo {item} đã xong. Báo xong bằng `caitien progress {item} --status xong`"
            )
        }
        Error::NotDone { item, status: Some(how) } => {
            format!("chưa xác nhận được: ghi nhận mới nhất của {item} là {}, chưa phải đã xong", status(*how))
        }
        Error::OwnClaim { item, name } => format!(
            "chưa xác nhận: {name} là người báo {item} đã xong, nên phải để người khác xác nhận (tốt nhất là tổ giám sát); \
             người ấy gõ `caitien progress {item} --verify \"…\" --by MÃ`"
        ),
        Error::OwnItem { item, name, lead } => format!(
            "chưa xác nhận: {name} chủ trì {item} (“{lead}”), nên phải để người khác xác nhận (tốt nhất là tổ giám sát); \
             người ấy gõ `caitien progress {item} --verify \"…\" --by MÃ`"
        ),
        Error::NotACode { written, example } => {
            format!("`{written}` không phải mã minh chứng của kế hoạch này; mã viết như {example}")
        }
        Error::NotACriterion { written } => format!("`{written}` không phải số tiêu chí; hãy ghi như 1.5"),
        Error::NoSuchCriterion { criterion, catalog } => {
            format!("bộ tiêu chí {catalog} của kế hoạch này không có tiêu chí {criterion}")
        }
        Error::Registered { code, name } => format!(
            "chưa thêm: mã {code} đã có (“{name}”); nếu là bản mới của minh chứng ấy thì thêm `--replace`, nếu là minh chứng khác \
             thì để máy đề xuất mã bằng `--criterion`"
        ),
        Error::NotRegistered { code, meant } => {
            let meant = meant.as_ref().map(|meant| format!("; có phải ý là {meant}?"));
            format!("danh mục chưa có mã {code} nên không có gì để thay{}", meant.unwrap_or_default())
        }
        Error::NoName => "minh chứng phải có tên; hãy ghi `--name \"…\"`".into(),
        Error::NoFile { path } => format!("không có tệp `{}`", path.display()),
        Error::Taken { path } => format!(
            "chưa thêm: `{path}` đã có và là một tệp khác; không ghi đè. Hãy dùng mã khác, hoặc bỏ `--keep`"
        ),
        Error::NoPetition { item } => {
            format!("chưa ghi: không có kiến nghị nào về {item} đang chờ trả lời; xem `caitien petition`")
        }
        Error::WhoAnswered { item, to } => {
            format!("{item} đang chờ nhiều nơi trả lời; hãy ghi rõ `--to` một trong: {}", to.join(", "))
        }
        Error::NobodyAsked => "đã kiến nghị với ai? Hãy ghi `--to \"UBND xã\"`".into(),
        Error::NoAnswer => "trả lời thế nào? Hãy ghi `--answer \"…\"`".into(),
        _ => String::new(),
    }
}

fn list(periods: &[Period]) -> String {
    periods.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
