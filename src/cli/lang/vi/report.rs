//! The results report, in Vietnamese.

use crate::cli::command::report::Note;
use crate::cli::lang::Vi;
use crate::cli::show::report::{Added, Column, Fact, Phrase};
use crate::compare::{Evidence, Trend};
use crate::date::Date;
use crate::period::Period;
use crate::plan::item::Anchor;
use crate::progress::{Record, Status};
use crate::report::{Basis, Counted, Derivation, Doubt, Form, Outcome, Percent, Reason, Span, Tally};
use crate::work::report::Error;
use crate::work::tracking::interim::Review;

impl Vi for Error {
    fn vi(&self) -> String {
        match self {
            Error::Choice(error) => error.vi(),
            Error::Folder(error) => error.vi(),
            Error::Tracking(error) => error.vi(),
            Error::NoRecords { path } => format!(
                "`{}` không nằm trong thư mục của trường nào, nên không có sổ ghi để sơ kết; hãy nêu năm học",
                path.display()
            ),
            Error::WhichDay { period } => format!(
                "kế hoạch {period} kéo dài nhiều năm, nên chưa rõ sơ kết của năm nào; hãy nêu ngày bằng `--until 31/1/{}`",
                period.first() + 1
            ),
            Error::Several { names } => {
                let names: Vec<&str> = names.iter().take(3).map(String::as_str).collect();
                format!(
                    "báo cáo chỉ lập cho một kế hoạch, mà ở đây có nhiều: {}; hãy nêu năm học",
                    names.join(", ")
                )
            }
        }
    }
}

impl Vi for Note {
    fn vi(&self) -> String {
        match self {
            Note::Unread { path, detail } => {
                format!("lưu ý: không đọc được `{path}` nên báo cáo thiếu những gì ghi trong đó ({detail})")
            }
            Note::NotADay { word } => {
                format!("`{word}` không phải một ngày; hãy ghi như `2024-01-31` hoặc `31/01/2024`")
            }
        }
    }
}

impl Vi for Phrase {
    fn vi(&self) -> String {
        match self {
            Phrase::Blank => "……………………".into(),
            Phrase::NumberLine { symbol } => format!("Số: ……/{symbol}"),
            Phrase::Nation => "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM".into(),
            Phrase::Motto => "Độc lập - Tự do - Hạnh phúc".into(),
            Phrase::PlaceAndDate { place } => {
                let place = place.as_deref().unwrap_or("………………");
                format!("{place}, ngày ….. tháng ….. năm ………")
            }
            Phrase::Kind => "BÁO CÁO".into(),
            Phrase::Subject => "Kết quả thực hiện kế hoạch cải tiến chất lượng giáo dục".into(),
            Phrase::ReviewSubject(Review::First) => {
                "Sơ kết học kỳ I việc thực hiện kế hoạch cải tiến chất lượng giáo dục".into()
            }
            Phrase::ReviewSubject(Review::Second) => {
                "Tổng kết cuối năm việc thực hiện kế hoạch cải tiến chất lượng giáo dục".into()
            }
            Phrase::Interim(part) => match part {
                Added::Items => "Tiến độ từng mục của kế hoạch",
                Added::Overdue => "Việc quá hạn",
                Added::Money => "Kinh phí thực hiện",
                Added::Petitions => "Việc ngoài quyền của trường, đã kiến nghị",
            }
            .into(),
            Phrase::Amounts { planned, spent, rest } => {
                format!("dự kiến {planned}, đã chi {spent}, còn lại {rest}")
            }
            Phrase::Years { period, span } => years(*period, *span),
            Phrase::Addressee => "Kính gửi:".into(),
            Phrase::Opening { number, date, school } => opening(number.as_deref(), *date, school),
            Phrase::Unread { path, detail } => {
                format!("Không đọc được tệp {path} ({detail}): báo cáo này thiếu những gì ghi trong tệp ấy.")
            }
            Phrase::Copies => "Nơi nhận:".into(),
            Phrase::AsAbove => "Như trên".into(),
            Phrase::OwnLayout => {
                "Bố cục và các cột của bản này do chương trình caitien tự đặt; chưa rõ mẫu chính thức của \
                báo cáo kết quả. Nếu cơ quan quản lý có mẫu riêng thì theo mẫu ấy."
                    .into()
            }
            Phrase::DerivedNote => {
                "Tỷ lệ có ghi “suy ra” không có trong sổ theo dõi mà tính từ điều nêu ngay bên dưới.".into()
            }
            Phrase::LeftOut { count, until } => {
                format!("Có {count} ghi nhận sau {} không tính vào bản này.", until.vietnamese())
            }
            Phrase::OtherCatalog { catalog } => format!(
                "Kế hoạch sau theo bộ tiêu chí khác ({catalog}); số tiêu chí ở cột chuyển tiếp là số của bộ ấy."
            ),
            _ => table(self),
        }
    }
}

fn table(phrase: &Phrase) -> String {
    match phrase {
        Phrase::TotalsHeading => "Kết quả chung".into(),
        Phrase::Whose => "Phạm vi".into(),
        Phrase::What => "Nội dung".into(),
        Phrase::All => "Tổng số".into(),
        Phrase::Outcome(outcome) => capital(word(*outcome)),
        Phrase::GoesOn => "Nêu tiếp trong kế hoạch sau".into(),
        Phrase::School => "Toàn trường".into(),
        Phrase::Standard { number: Some(number), name } => with_name(format!("Tiêu chuẩn {number}"), name),
        Phrase::Standard { number: None, name } if name.is_empty() => "Chưa rõ tiêu chuẩn".into(),
        Phrase::Standard { number: None, name } => name.clone(),
        Phrase::Counted(counted, form) => capital(noun(*counted, *form)),
        Phrase::Lead { counted, form, tally } => lead(*counted, *form, tally),
        Phrase::LeadNext { later, carried, unexplained } => lead_next(*later, *carried, *unexplained),
        Phrase::NoLaterPlan => "Chưa có kế hoạch sau, nên chưa biết nội dung nào được chuyển tiếp.".into(),
        Phrase::NotRecorded(kinds, form) => {
            let kinds: Vec<&str> = kinds.iter().map(|kind| noun(*kind, *form)).collect();
            format!("Không có ghi nhận riêng cho: {}.", kinds.join(", "))
        }
        Phrase::Nothing => "Kế hoạch không nêu điểm yếu, kết quả cần đạt hay giải pháp nào.".into(),
        Phrase::TableHeading => "Kết quả theo từng tiêu chí".into(),
        Phrase::Column(column, form) => self::column(*column, *form).into(),
        Phrase::NextColumn { span: Span::Whole, later: Some(later) } => format!("Chuyển sang {later}"),
        Phrase::NextColumn { span: Span::Whole, later: None } => "Chuyển sang năm sau".into(),
        Phrase::NextColumn { .. } => "Tiếp tục thực hiện".into(),
        Phrase::Criterion { anchor: Some(Anchor::Criterion(id)), name } => {
            with_name(format!("Tiêu chí {id}"), name)
        }
        Phrase::Criterion { anchor: Some(Anchor::Standard(_)), .. } => "Chung của tiêu chuẩn".into(),
        Phrase::Criterion { anchor: None, name } => name.clone(),
        Phrase::Level(level) if level.parse::<u8>().is_ok() => format!("mức {level}"),
        Phrase::Level(level) => level.clone(),
        Phrase::Short { counted, form, tally } => {
            format!("{} {}: {}", tally.total(), noun(*counted, *form), counts(tally))
        }
        Phrase::ActionsSilent => "Giải pháp của kế hoạch (chưa có ghi nhận về việc đã làm)".into(),
        Phrase::ActionsHeading => "Việc đã làm theo giải pháp của kế hoạch".into(),
        _ => after(phrase),
    }
}

fn after(phrase: &Phrase) -> String {
    let of = |later: &Option<Period>| {
        later.map_or("kế hoạch sau".to_owned(), |later| format!("kế hoạch {later}"))
    };
    match phrase {
        Phrase::MovedHeading { later } => format!("Nội dung chuyển sang {}", of(later)),
        Phrase::MovedIntro => "Những điểm còn được nêu trong kế hoạch sau.".into(),
        Phrase::UnexplainedHeading => "Không nêu tiếp, chưa rõ lý do".into(),
        Phrase::UnexplainedIntro => {
            "Không có ghi nhận nào cho biết đã xong, kế hoạch sau không nhắc tới, cũng chưa ai ghi lý do."
                .into()
        }
        Phrase::AddedHeading { later } => format!("Điểm yếu mới nêu trong {}", of(later)),
        Phrase::DoubtsHeading => "Những chỗ cần xem lại".into(),
        Phrase::DoubtsIntro => "Các nguồn nói khác nhau; báo cáo không tự chọn bên nào đúng.".into(),
        Phrase::StraysHeading => "Ghi nhận khác".into(),
        Phrase::StraysIntro => "Sổ theo dõi có ghi, nhưng kế hoạch không có mục mang mã này.".into(),
        _ => String::new(),
    }
}

fn with_name(number: String, name: &str) -> String {
    if name.is_empty() { number } else { format!("{number}: {name}") }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn years(period: Option<Period>, span: Span) -> String {
    let years = match period {
        Some(period) if period.is_school_year() => format!("năm học {period}"),
        Some(period) => format!("giai đoạn {period}"),
        None => String::new(),
    };
    let text = match span {
        Span::Whole => years,
        Span::FirstSemester(day) => format!("học kỳ I {years} (tính đến {})", day.vietnamese()),
        Span::Until(day) => format!("{years} (tính đến {})", day.vietnamese()),
    };
    capital(text.trim())
}

fn opening(number: Option<&str>, date: Option<Date>, school: &str) -> String {
    let number = number.map(|number| format!(" số {number}")).unwrap_or_default();
    let date = date.map(|date| format!(" {}", date.vietnamese())).unwrap_or_default();
    format!(
        "Thực hiện Kế hoạch cải tiến chất lượng giáo dục{number}{date}, {school} báo cáo kết quả như sau:"
    )
}

fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Done => "hoàn thành",
        Outcome::Partial => "đạt một phần",
        Outcome::InProgress => "đang thực hiện",
        Outcome::NotReached => "chưa đạt",
        Outcome::Cancelled => "thôi thực hiện",
        Outcome::Unknown => "chưa có số liệu",
    }
}

fn noun(counted: Counted, form: Form) -> &'static str {
    match (counted, form) {
        (Counted::Weaknesses, Form::Of2018) => "điểm yếu",
        (Counted::Weaknesses, Form::Of2026) => "điểm hạn chế",
        (Counted::Targets, Form::Of2018) => "kết quả cần đạt",
        (Counted::Targets, Form::Of2026) => "mục tiêu cải tiến",
        (Counted::Measures, _) => "chỉ số đánh giá",
        (Counted::Actions, _) => "giải pháp",
    }
}

fn counts(tally: &Tally) -> String {
    let there = Outcome::ALL.map(|outcome| (tally.count(outcome), word(outcome)));
    let there = there.iter().filter(|(count, _)| *count > 0);
    there.map(|(count, word)| format!("{count} {word}")).collect::<Vec<_>>().join(", ")
}

fn lead(counted: Counted, form: Form, tally: &Tally) -> String {
    let (total, done) = (tally.total(), tally.count(Outcome::Done));
    let share = if counted == Counted::Weaknesses && tally.is_known() {
        format!(" Hoàn thành {done}/{total} ({}%).", 100 * done / total)
    } else {
        String::new()
    };
    format!("Kế hoạch nêu {total} {}: {}.{share}", noun(counted, form), counts(tally))
}

fn lead_next(later: Option<Period>, carried: usize, unexplained: usize) -> String {
    let later = later.map_or("kế hoạch sau".to_owned(), |later| format!("kế hoạch {later}"));
    let silent = match unexplained {
        0 => String::new(),
        count => format!("; {count} không được nêu tiếp mà chưa rõ lý do"),
    };
    match carried {
        0 => format!("Không điểm yếu nào còn được nêu trong {later}{silent}."),
        count => format!("{count} điểm yếu còn được nêu trong {later}{silent}."),
    }
}

fn column(column: Column, form: Form) -> &'static str {
    match (column, form) {
        (Column::Number, _) => "TT",
        (Column::Weakness, Form::Of2018) => "Điểm yếu",
        (Column::Weakness, Form::Of2026) => "Điểm hạn chế",
        (Column::Target, Form::Of2018) => "Kết quả cần đạt",
        (Column::Target, Form::Of2026) => "Mục tiêu cải tiến",
        (Column::Result, _) => "Kết quả thực hiện",
        (Column::Percent, _) => "Tỷ lệ đạt",
        (Column::Reason, _) => "Lý do chưa đạt",
        (Column::Evidence, _) => "Minh chứng",
    }
}

impl Vi for Fact {
    fn vi(&self) -> String {
        match self {
            Fact::Cause(text) => format!("Nguyên nhân (theo kế hoạch): {text}"),
            Fact::Consecutive(years) => format!("Kế hoạch thứ {years} liên tiếp còn nêu."),
            Fact::SharedByCriterion => "Chung cho các điểm yếu của tiêu chí.".into(),
            Fact::NoWeakness(Form::Of2018) => "Kế hoạch không nêu điểm yếu.".into(),
            Fact::NoWeakness(Form::Of2026) => "Kế hoạch không nêu điểm hạn chế.".into(),
            Fact::NoTarget => "Kế hoạch không nêu.".into(),
            Fact::TargetsBelow => "Nêu chung cho tiêu chí, ở các dòng dưới.".into(),
            Fact::Paired => "Xếp cạnh điểm yếu này theo câu chữ.".into(),
            Fact::Measure(text) => format!("Chỉ số: {text}"),
            Fact::Basis(basis) => self::basis(basis),
            Fact::Recorded { record, by, about } => recorded(record, by.as_deref(), about.as_deref()),
            Fact::Stated(text) => format!("Kế hoạch ghi mức độ thực hiện: {text}"),
            Fact::Figures { figures, later } => {
                let unit = if figures.unit.is_empty() { String::new() } else { format!(" {}", figures.unit) };
                let (before, after) = (&figures.before, &figures.after);
                format!("{}: {before} → {after}{unit} ({})", capital(&of(*later)), trend(figures.trend))
            }
            Fact::Ended { evidence, by, later } => ended(evidence, by.as_deref(), *later),
            Fact::Percent(percent) => match percent.value() {
                Some(value) => format!("{value}%"),
                None => "chưa có số liệu".into(),
            },
            Fact::PercentFrom(percent) => percent_from(percent),
            Fact::Reason { reason, by } => self::reason(reason, by.as_deref()),
            Fact::NoReason => "chưa ghi lý do".into(),
            Fact::Lead(lead) => format!("Chủ trì: {lead}"),
            Fact::Schedule(schedule) => format!("thời gian: {schedule}"),
            Fact::Codes(codes) => format!("Minh chứng: {}", codes.join("; ")),
            Fact::NothingRecorded => "Chưa có ghi nhận.".into(),
            Fact::Doubt(doubt) => self::doubt(doubt),
            Fact::Place(Anchor::Criterion(id)) => format!("Tiêu chí {id}"),
            Fact::Place(Anchor::Standard(number)) => format!("Tiêu chuẩn {number}"),
            Fact::TargetAt(anchor, form) => {
                format!("{}, {}", Fact::Place(*anchor).vi(), noun(Counted::Targets, *form))
            }
            Fact::Reopened { period, before } => {
                let when = period.map(|period| format!(" {period}")).unwrap_or_default();
                format!("Đã từng nêu trong kế hoạch{when}, nay nêu lại: “{}”", before.text)
            }
            Fact::Stray(record, by) => format!("{}: {}", record.item, recorded(record, by.as_deref(), None)),
            _ => next(self),
        }
    }
}

fn next(fact: &Fact) -> String {
    match fact {
        Fact::Yes => "Có".into(),
        Fact::No => "Không".into(),
        Fact::Resolved => "đã khắc phục".into(),
        Fact::Explained => "đã có lý do".into(),
        Fact::Perhaps(sentence) => format!("Kế hoạch sau viết: “{sentence}”; có thể đã xong, cần xác nhận."),
        Fact::Unexplained => "Không nêu tiếp, chưa rõ lý do".into(),
        Fact::Continue => "Có".into(),
        Fact::NoPlanYet => "chưa có kế hoạch sau".into(),
        Fact::NotRepeated => "không nêu tiếp".into(),
        Fact::Now(text) => format!("nay: “{text}”"),
        Fact::MovedTo(Anchor::Criterion(id)) => format!("ở tiêu chí {id}"),
        Fact::MovedTo(Anchor::Standard(number)) => format!("ở tiêu chuẩn {number}"),
        _ => String::new(),
    }
}

fn of(later: Option<Period>) -> String {
    later.map_or("theo kế hoạch sau".to_owned(), |later| format!("theo kế hoạch {later}"))
}

fn basis(basis: &Basis) -> String {
    match basis {
        Basis::Aims { done, of: 1 } if *done == 1 => "Theo ghi nhận về kết quả cần đạt.".into(),
        Basis::Aims { of: 1, .. } => "Theo ghi nhận về kết quả cần đạt.".into(),
        Basis::Aims { done, of } => format!("Theo ghi nhận về kết quả cần đạt: xong {done}/{of}."),
        Basis::Stated => "Theo mức độ thực hiện ghi trong kế hoạch.".into(),
        Basis::Later => "Không có ghi nhận trong năm; suy từ kế hoạch sau.".into(),
        Basis::Record(_) | Basis::Account(_) | Basis::Nobody => String::new(),
    }
}

fn recorded(record: &Record, by: Option<&str>, about: Option<&str>) -> String {
    let about = about.map(|about| format!("Về “{about}”: ")).unwrap_or_default();
    let percent = record.percent.map(|percent| format!(", {percent}%")).unwrap_or_default();
    let note = record.note.as_deref().map(str::trim).filter(|note| !note.is_empty());
    let note = note.map(|note| format!(": {note}")).unwrap_or_default();
    let by = by.map(|by| format!(" ({by} ghi)")).unwrap_or_default();
    format!("{about}{} {}{percent}{note}{by}", short(record.date), status(record.status))
}

pub(super) fn short(date: Date) -> String {
    format!("{:02}/{:02}/{}", date.day, date.month, date.year)
}

/// How an item stands by a record.
pub(super) fn status(status: Status) -> &'static str {
    match status {
        Status::NotStarted => "chưa bắt đầu",
        Status::InProgress => "đang thực hiện",
        Status::Partial => "xong một phần",
        Status::Done => "đã xong",
        Status::Cancelled => "thôi thực hiện",
    }
}

fn trend(trend: Trend) -> &'static str {
    match trend {
        Trend::Improved => "tốt hơn",
        Trend::Worsened => "xấu đi",
        Trend::Unchanged => "không đổi",
    }
}

fn ended(evidence: &Evidence, by: Option<&str>, later: Option<Period>) -> String {
    match evidence {
        Evidence::Progress { date, note: Some(note) } => format!("{} đã xong: {note}", short(*date)),
        Evidence::Progress { date, note: None } => format!("{} đã xong", short(*date)),
        Evidence::Account { sentence } => format!("{}: “{sentence}”", capital(&of(later))),
        Evidence::Recorded(signed) => {
            let by = by.map(|by| format!(" {by}")).unwrap_or_default();
            format!("{}{by} xác nhận đã khắc phục: {}", short(signed.date), signed.reason)
        }
    }
}

fn percent_from(percent: &Percent) -> String {
    match percent {
        Percent::Recorded { date, .. } => format!("ghi ngày {}", short(*date)),
        Percent::Derived { from: Derivation::Done, .. } => "suy ra: đã hoàn thành".into(),
        Percent::Derived { from: Derivation::Reached { aim, reached }, .. } => {
            format!("suy ra: {reached} so với {aim} cần đạt")
        }
        Percent::Derived { from: Derivation::Fallen { start, aim, reached }, .. } => {
            format!("suy ra: {start} → {reached}, cần xuống {aim}")
        }
        Percent::Unknown => String::new(),
    }
}

fn reason(reason: &Reason, by: Option<&str>) -> String {
    match reason {
        Reason::GivenUp { date, note } => format!("{note} ({})", short(*date)),
        Reason::Note { date, clause } => format!("{clause} ({})", short(*date)),
        Reason::Cause { text } => format!("{text} (nguyên nhân nêu trong kế hoạch sau)"),
        Reason::Account(signed) => {
            let by = by.map(|by| format!(", {by} ghi")).unwrap_or_default();
            format!("{} ({}{by})", signed.reason, short(signed.date))
        }
    }
}

fn doubt(doubt: &Doubt) -> String {
    match doubt {
        Doubt::DoneYetCarried { date, trend: moved, figures } => {
            let figures = figures.iter().map(|pair| format!("{} → {}", pair.before, pair.after));
            let figures = figures.collect::<Vec<_>>().join(", ");
            let how = match moved {
                Some(Trend::Unchanged) => format!(" với số liệu như cũ ({figures})"),
                Some(trend) => format!(" ({figures}, {})", self::trend(*trend)),
                None => String::new(),
            };
            format!("Sổ ghi đã xong ngày {}, nhưng kế hoạch sau vẫn nêu{how}.", short(*date))
        }
        Doubt::GivenUpYetCarried { date } => {
            format!("Sổ ghi thôi thực hiện ngày {}, nhưng kế hoạch sau vẫn nêu.", short(*date))
        }
        Doubt::ToldDoneYetOpen { date, status, sentence } => format!(
            "Kế hoạch sau viết “{sentence}”, nhưng ghi nhận mới nhất ({}) là {}.",
            short(*date),
            self::status(*status)
        ),
        Doubt::DoneWithLess { date, percent } => {
            format!("Ngày {} ghi đã xong nhưng chỉ {percent}%.", short(*date))
        }
        Doubt::FullYetOpen { date, status } => {
            format!("Ngày {} ghi 100% nhưng lại là {}.", short(*date), self::status(*status))
        }
    }
}
