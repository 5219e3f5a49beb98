//! What is wrong with a file, in Vietnamese.

use crate::cli::lang::Vi;
use crate::date::Date;
use crate::finding::{Level, Problem};
use crate::period::Period;

impl Vi for Level {
    fn vi(&self) -> String {
        match self {
            Level::Error => "lỗi".into(),
            Level::Warning => "cảnh báo".into(),
            Level::Hint => "gợi ý".into(),
        }
    }
}

/// A day as Vietnamese write it in figures.
fn day(date: &Date) -> String {
    format!("{:02}/{:02}/{}", date.day, date.month, date.year)
}

impl Vi for Problem {
    fn vi(&self) -> String {
        use Problem as P;
        match self {
            P::MissingFrontMatter => "chưa có phần khai báo ở đầu tệp".into(),
            P::UnclosedFrontMatter => "phần khai báo mở bằng `+++` nhưng không có dòng `+++` đóng lại".into(),
            P::InvalidFrontMatter { detail } => format!("phần khai báo viết sai cú pháp: {detail}"),
            P::MissingKey { key } => format!("phần khai báo thiếu mục `{key}`"),
            P::UnknownKey { key, .. } => format!("không có mục nào tên là `{key}`"),
            P::WrongType { key, expected } => format!("mục `{key}` phải là {}", of_type(expected)),
            P::UnknownSchema { schema } => format!("phiên bản định dạng {schema} chưa được hỗ trợ"),
            P::InvalidPeriod { period } => format!("`{period}` không phải là năm học hay giai đoạn"),
            P::InvalidSchoolId { school } => format!("`{school}` không dùng làm mã trường được"),
            P::SchoolFolder { school, folder } => {
                format!("kế hoạch ghi trường `{school}` nhưng nằm trong thư mục của trường `{folder}`")
            }
            P::PeriodFolder { period, folder } => {
                format!("kế hoạch ghi năm học `{period}` nhưng nằm trong thư mục `{folder}`")
            }
            P::UnknownCatalog { catalog, .. } => format!("không có bộ tiêu chí nào tên là `{catalog}`"),
            P::CatalogNotInForce { catalog, from, until, day: made } => {
                let when = made.map_or("vào thời gian của kế hoạch".into(), |made| {
                    format!("vào ngày {}", day(&made))
                });
                let until = until.map_or(String::new(), |end| format!(", hết hiệu lực từ {}", day(&end)));
                format!(
                    "bộ tiêu chí `{catalog}` không có hiệu lực {when} (có hiệu lực từ {}{until})",
                    day(from)
                )
            }
            P::DateOutsidePeriod { date, period } => {
                format!("ngày {} nằm ngoài khoảng thời gian của kế hoạch {period}", day(date))
            }
            P::NumberSpacing { number, .. } => format!("số, ký hiệu `{number}` có khoảng trắng thừa"),
            P::MalformedId { id } => format!("`{{#{id}}}` không phải là mã hợp lệ"),
            P::Misplaced { heading } => format!("tiêu đề “{heading}” đặt không đúng chỗ"),
            P::NotFormatted => {
                "chưa định dạng lại được tệp này mà không làm mất chữ, nên tệp được giữ nguyên".into()
            }
            P::MissingContent => "kế hoạch chưa có phần nội dung cải tiến chất lượng".into(),
            P::MissingSection { section } => format!("kế hoạch chưa có phần “{section}”"),
            P::DuplicateSection { section, line } => format!("phần “{section}” đã có ở dòng {line}"),
            P::UnknownStandard { number, catalog } => {
                format!("bộ tiêu chí `{catalog}` không có tiêu chuẩn {number}")
            }
            P::UnknownCriterion { criterion, catalog } => {
                format!("bộ tiêu chí `{catalog}` không có tiêu chí {criterion}")
            }
            P::WrongName { anchor, written, .. } => {
                format!("tên của {} khác với văn bản quy định: “{written}”", named(anchor))
            }
            P::WrongStandard { criterion, standard } => {
                format!("tiêu chí {criterion} không thuộc tiêu chuẩn {standard}")
            }
            P::DuplicateCriterion { criterion, line } => format!("tiêu chí {criterion} đã có ở dòng {line}"),
            P::DuplicateStandard { number, line } => format!("tiêu chuẩn {number} đã có ở dòng {line}"),
            P::EmptyCriterion { criterion } => format!("tiêu chí {criterion} chưa có nội dung gì"),
            P::UnknownLevel { criterion, written, .. } => {
                format!("tiêu chí {criterion} không có mức “{written}”")
            }
            P::CoversEverything { criteria } => {
                format!(
                    "kế hoạch đưa vào cả {criteria} tiêu chí, trong khi mẫu năm 2026 chỉ chọn vấn đề trọng tâm"
                )
            }
            P::WeaknessWithoutAction { anchor } => {
                format!("điểm yếu ở {} chưa có giải pháp nào", named(anchor))
            }
            P::WeaknessWithoutTarget { anchor } => {
                format!("điểm yếu ở {} chưa có kết quả cần đạt", named(anchor))
            }
            P::ActionWithoutLead { actions: 1 } => "giải pháp chưa có người chủ trì".into(),
            P::ActionWithoutLead { actions } => format!("cả {actions} giải pháp ở đây chưa có người chủ trì"),
            P::ActionWithoutDeadline { actions: 1 } => "giải pháp chưa có thời gian thực hiện".into(),
            P::ActionWithoutDeadline { actions } => {
                format!("cả {actions} giải pháp ở đây chưa có thời gian thực hiện")
            }
            P::ScheduleOutsidePeriod { written, period } => {
                format!("thời gian “{written}” nằm ngoài kế hoạch {period}")
            }
            P::ScheduleReversed { written } => format!("thời gian “{written}” kết thúc trước khi bắt đầu"),
            P::UnreadableSchedule { written } => format!("chưa hiểu thời gian “{written}”"),
            P::UnmeasurableTarget => "kết quả cần đạt này khó đo được".into(),
            P::Undecided { written } => format!("“{written}”: chưa quyết định lại"),
            P::UnreadableMoney { written } => format!("chưa đọc được số tiền “{written}”"),
            P::MalformedEvidence { written, .. } => format!("mã minh chứng `{written}` chưa đúng mẫu"),
            P::OtherSchoolYear { written, own } => format!("ghi “{written}” trong kế hoạch {own}"),
            P::CopiedWeakness { anchor, years, .. } => format!(
                "điểm yếu và giải pháp ở {} giữ nguyên qua {} kế hoạch ({})",
                named(anchor),
                years.len(),
                listed(years)
            ),
            P::CopiedCriterion { anchor, years, .. } => {
                format!("cả {} chép nguyên qua {} kế hoạch ({})", named(anchor), years.len(), listed(years))
            }
            P::CopiedPlan { copied, criteria, from } => {
                format!("{copied}/{criteria} tiêu chí chép nguyên từ kế hoạch {from}")
            }
            P::OtherSchool { written, own } => format!("ghi “{written}” trong kế hoạch của {own}"),
            P::OtherPlace { written, own } => format!("ghi “{written}” trong kế hoạch của trường ở {own}"),
            P::NotNfc { lines } => {
                format!("chữ có dấu gõ theo kiểu tổ hợp hoặc dựng sẵn lẫn lộn ở {lines} dòng")
            }
            P::InvisibleCharacter { character } => {
                format!("có ký tự không nhìn thấy được (U+{:04X})", u32::from(*character))
            }
            P::BidiControl { character } => {
                format!(
                    "có ký tự đảo chiều chữ (U+{:04X}): chữ hiện ra khác với chữ trong tệp",
                    u32::from(*character)
                )
            }
            P::LostCharacter => "có chữ đã bị mất khi chuyển mã (�)".into(),
            P::LegacyEncoding { encoding } => format!("dòng này có vẻ gõ bằng bảng mã cũ {encoding}"),
            P::OthersPart { part, people } => format!("chỗ vừa sửa ở {part} thuộc phần của {people}"),
            P::MergeConflict { what } if what.is_empty() => {
                "hai bản ghi khác nhau ở đây, chưa chọn bản nào".into()
            }
            P::MergeConflict { what } => format!("hai bản ghi khác nhau về “{what}”, chưa chọn bản nào"),
            P::DuplicateId { id, line } => format!("mã `{id}` đã dùng ở dòng {line}"),
            P::WrongIdKind { id, wanted } => {
                format!("mã `{id}` không phải mã của mục này (phải bắt đầu bằng `{wanted}-`)")
            }
            P::IdFromLater { id, period } => format!("mã `{id}` ghi năm sau kế hoạch {period}"),
            P::ReusedId { id, before } => {
                format!("mã `{id}` ở kế hoạch đã duyệt trước là một việc khác: “{before}”")
            }
            P::MissingId { items } => format!("{items} mục chưa có mã"),
            P::UnaccountedWeakness { id: Some(id), text, since } => {
                let since = since.map_or(String::new(), |year| format!(", có từ năm {year},"));
                format!("điểm yếu `{id}` của kế hoạch đã duyệt trước{since} không được nhắc tới: “{text}”")
            }
            P::UnaccountedWeakness { id: None, text, .. } => {
                format!("một điểm yếu của kế hoạch đã duyệt trước không được nhắc tới: “{text}”")
            }
            P::UnexplainedWeakness { text, from, .. } => {
                format!("một điểm yếu của kế hoạch {from} không còn được nhắc tới: “{text}”")
            }
            P::RecordWithoutPlan { period } => {
                format!("ghi nhận này nói về kế hoạch {period}, nhưng trường không có kế hoạch ấy")
            }
            P::RecordWithoutItem { id, period } => {
                format!("kế hoạch {period} không có mục nào mang mã `{id}`")
            }
            P::ContradictedAccount { id, period } => {
                format!("điểm yếu `{id}` đã được giải trình là không còn, nhưng kế hoạch {period} vẫn nêu nó")
            }
            P::EmptyFile => "tệp trống".into(),
            P::BinaryFile => "đây không phải là tệp văn bản".into(),
            P::InvalidUtf8 => "tệp không theo bảng mã UTF-8".into(),
            P::FileTooLarge { size, limit } => {
                format!("tệp quá lớn ({} MB; nhiều nhất {} MB)", size.div_ceil(1 << 20), limit >> 20)
            }
            P::UnreadableFile { detail } => format!("không đọc được tệp: {detail}"),
            P::InvalidFile { detail } => format!("tệp viết sai: {detail}"),
            P::UnknownCode { code, .. } => format!("không có mã kiểm tra nào tên là `{code}`"),
            P::MissingReason { code } => format!("tắt `{code}` mà không nêu lý do"),
            P::DuplicatePerson { id } => format!("`{id}` đã có ở trên"),
            P::NoPrincipal => "chưa khai báo hiệu trưởng".into(),
            P::UnknownItem { id } => format!("kế hoạch không có mục nào mang mã `{id}`"),
            P::UnregisteredEvidence { code } => {
                format!("danh mục minh chứng của năm học này chưa có mã {code}")
            }
            P::DuplicateEvidence { code, other } => {
                format!("mã {code} đã đặt cho minh chứng khác: “{other}”")
            }
            P::OwnVerification { id } => format!("người xác nhận {id} cũng là người báo đã xong"),
            P::StrayReference { of } => format!("đoạn này nói về đoạn mang dấu {of}, mà trong tệp không có"),
            P::UnknownPerson { id } => format!("school.toml không có ai mang mã `{id}`"),
            P::UnknownComment { id } => format!("kế hoạch này không có góp ý nào mang mã `{id}`"),
            P::OpenComment { id, item, text } => {
                let of = item.as_ref().map_or_else(|| "cả kế hoạch".to_owned(), |item| format!("mục {item}"));
                format!("góp ý {id} cho {of} còn để ngỏ: {text}")
            }
        }
    }
}

/// `tiêu chí 1.5`, or `tiêu chuẩn 3` for `S3`.
pub(super) fn named(anchor: &str) -> String {
    match anchor.strip_prefix('S') {
        Some(number) => format!("tiêu chuẩn {number}"),
        None => format!("tiêu chí {anchor}"),
    }
}

/// Periods in a row; many of them as a span.
fn listed(years: &[Period]) -> String {
    match years {
        [first, _, _, .., last] if years.len() > 3 => format!("từ {first} đến {last}"),
        _ => years.iter().map(Period::to_string).collect::<Vec<_>>().join(", "),
    }
}

fn of_type(expected: &str) -> &str {
    match expected {
        "string" => "chữ, đặt trong dấu nháy kép",
        "integer" => "số nguyên",
        "date" => "ngày, viết như 2023-09-07",
        "table" => "nhóm, viết như { name = \"…\", title = \"…\" }",
        "array" => "danh sách, viết như [\"…\", \"…\"]",
        other => other,
    }
}
