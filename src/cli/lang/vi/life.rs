//! The lives of weaknesses, in Vietnamese.

use super::history::recorded;
use super::save::noun;
use crate::cli::command::save::visible;
use crate::cli::lang::Vi;
use crate::cli::show::life::{Counts, Course, End, Heading, Phrase};
use crate::compare::Match;
use crate::date::Date;
use crate::export::chart::{Line, Shape};
use crate::life::Slip;
use crate::plan::item::{Anchor, Kind};
use crate::work::history::{Approval, Standing};

impl Vi for Phrase {
    fn vi(&self) -> String {
        match self {
            Phrase::Title(heading) => title(heading),
            Phrase::Counts(counts) => self::counts(counts),
            Phrase::Dragging { count } => {
                format!("{count} điểm yếu còn tồn tại đã kéo dài từ ba năm liên tiếp trở lên.")
            }
            Phrase::Unexplained { count } => {
                format!("{count} điểm yếu không còn được nhắc tới mà chưa ai ghi lý do.")
            }
            Phrase::Chronic { count, least } => format!(
                "{count} điểm yếu có trong kế hoạch mới nhất đã kéo dài từ {least} năm liên tiếp trở lên."
            ),
            Phrase::NoWeakness => "Không kế hoạch nào đã lưu nêu điểm yếu ở đây.".into(),
            Phrase::NoneSoLong { least } => {
                format!("Không có điểm yếu nào còn tồn tại mà đã kéo dài từ {least} năm liên tiếp trở lên.")
            }
            Phrase::Course(course) => self::course(course),
            Phrase::Slips { count, months: 0 } => format!("Hạn hoàn thành đã lùi {count} lần."),
            Phrase::Slips { count, months } => {
                format!("Hạn hoàn thành đã lùi {count} lần, tổng cộng {months} tháng.")
            }
            Phrase::Group { anchor, name, edition } => group(*anchor, name, edition.as_deref()),
            Phrase::Year { period, place } => match place {
                Some((anchor, name)) => format!("{period} · {}", group(Some(*anchor), name, None)),
                None => period.clone(),
            },
            Phrase::Approved(approval) => approved(approval),
            Phrase::Word(shape) => word(*shape).into(),
            Phrase::Meaning(shape) => meaning(*shape).into(),
            Phrase::LineMeaning(line) => line_meaning(*line).into(),
            Phrase::Mark { period, shape, figures } if figures.is_empty() => {
                format!("{period} {}", meaning(*shape))
            }
            Phrase::Mark { period, figures, .. } => format!("{period} {}", figures.join(", ")),
            Phrase::Years { count, yearly: true } => format!("{count} năm"),
            Phrase::Years { count, yearly: false } => format!("{count} kế hoạch"),
            _ => detail(self),
        }
    }
}

fn detail(phrase: &Phrase) -> String {
    match phrase {
        Phrase::Consecutive { count } => format!("kế hoạch thứ {count} liên tiếp"),
        Phrase::Recognised { matched, percent } => recognised(*matched, *percent),
        Phrase::Linked { signed, by } => {
            format!("{by} ghi ngày {} là cùng một điểm yếu: {}", day(signed.date), signed.reason)
        }
        Phrase::SplitFrom { texts } => format!("Tách ra từ: {}", quoted(texts)),
        Phrase::SplitInto { texts } => format!("Sang kế hoạch sau được tách thêm: {}", quoted(texts)),
        Phrase::MergedFrom { texts } => format!("Gộp cả: {}", quoted(texts)),
        Phrase::MergedInto { texts } => format!("Gộp vào: {}", quoted(texts)),
        Phrase::Slip(slip) => self::slip(*slip),
        Phrase::Noun(Kind::Target) => "kết quả cần đạt".into(),
        Phrase::Noun(kind) => noun(*kind).into(),
        Phrase::Lead(lead) => lead.clone(),
        Phrase::Schedule(schedule) => schedule.clone(),
        Phrase::Record { record, by } => {
            let status = recorded(record.status, record.percent);
            let mut said = format!("{}: {status}", day(record.date));
            said.extend(record.note.as_ref().map(|note| format!(". {}", note.trim_end_matches('.'))));
            said.extend(by.as_ref().map(|by| format!(" ({by} ghi)")));
            if !record.evidence.is_empty() {
                said.push_str(&format!("; minh chứng {}", record.evidence.join(", ")));
            }
            said
        }
        Phrase::Explained { signed, by } => {
            format!("Lý do: {} ({by} ghi ngày {})", signed.reason.trim_end_matches('.'), day(signed.date))
        }
        Phrase::NotExplained => "Chưa rõ vì sao: không có ghi nhận đã xong, cũng không có lý do.".into(),
        Phrase::PerhapsResolved { sentence } => {
            format!("Có lẽ đã khắc phục, cần xác nhận; kế hoạch sau viết: “{sentence}”")
        }
        Phrase::YearByYear => "Từng năm".into(),
        Phrase::NotThere => "không có trong kế hoạch này".into(),
        Phrase::Level { level } => format!("Mức: {}", visible(level)),
        Phrase::RowHead => "Điểm yếu".into(),
        Phrase::CountHead { yearly: true } => "Số năm liên tiếp".into(),
        Phrase::CountHead { yearly: false } => "Số kế hoạch liên tiếp".into(),
        Phrase::Gap => "giữa hai cột có năm không có kế hoạch".into(),
        Phrase::Legend => "Chú thích".into(),
        Phrase::Picture => "Hình: các năm từ trái sang phải, mỗi điểm yếu một dòng".into(),
        Phrase::Table => "Bảng: cùng nội dung với hình".into(),
        Phrase::Newest { count } => {
            format!("Chỉ vẽ {count} kế hoạch gần nhất; dạng html có đủ các năm.")
        }
        Phrase::Footer => "Lập bằng caitien từ các kế hoạch đã lưu. Điểm yếu không có mã chung được nhận ra \
            theo câu chữ; chỗ nào nhận sai thì ghi lại cho đúng."
            .into(),
        Phrase::Unread { path, detail } => {
            format!("Không đọc được {} nên bỏ qua: {}", visible(path), visible(detail))
        }
        _ => String::new(),
    }
}

fn title(heading: &Heading) -> String {
    match heading {
        Heading::Weaknesses => "Điểm yếu qua các năm".into(),
        Heading::Chronic(least) => format!("Điểm yếu còn tồn tại, đã kéo dài từ {least} năm trở lên"),
        Heading::Place { anchor, name } => format!("{} qua các năm", group(Some(*anchor), name, None)),
        Heading::Item(id) if id.kind == Kind::Weakness => format!("Điểm yếu {id} qua các năm"),
        Heading::Item(id) => format!("Mục {id} qua các năm"),
    }
}

fn counts(counts: &Counts) -> String {
    let Counts { plans, from, to, all, standing, resolved, dropped, merged } = counts;
    let merged =
        if *merged > 0 { format!(", {merged} đã gộp vào điểm yếu khác") } else { String::new() };
    let span = if from == to { from.clone() } else { format!("{from} đến {to}") };
    format!(
        "{all} điểm yếu trong {plans} kế hoạch ({span}): {standing} còn tồn tại, {resolved} đã khắc phục, \
         {dropped} không còn nhắc tới{merged}."
    )
}

fn course(course: &Course) -> String {
    let Course { since, longest, end } = course;
    let is_said = matches!(end, End::Standing { stood, .. } if stood == longest);
    let end = match end {
        End::Standing { stood: 1, period } => format!("nay có trong kế hoạch {period}"),
        End::Standing { stood, period } => {
            format!("đến kế hoạch {period} vẫn còn, kế hoạch thứ {stood} liên tiếp")
        }
        End::RecordedDone { period, date } => {
            format!("trong năm {period} đã ghi là xong ngày {}; kế hoạch sau sẽ cho biết", day(*date))
        }
        End::Resolved { period } => format!("đến kế hoạch {period} thì đã khắc phục"),
        End::Dropped { period, explained: true } => {
            format!("từ kế hoạch {period} thôi theo dõi, có ghi lý do")
        }
        End::Dropped { period, explained: false } => {
            format!("từ kế hoạch {period} không còn nhắc tới mà chưa rõ vì sao")
        }
        End::Merged { period } => format!("đến kế hoạch {period} thì gộp vào điểm yếu khác"),
    };
    let longest = if *longest > 1 && !is_said {
        format!(" Kéo dài nhất: {longest} kế hoạch liên tiếp.")
    } else {
        String::new()
    };
    format!("Có từ {since}; {end}.{longest}")
}

fn group(anchor: Option<Anchor>, name: &str, edition: Option<&str>) -> String {
    let Some(anchor) = anchor else { return "Không rõ tiêu chí".into() };
    let number = match anchor {
        Anchor::Standard(number) => format!("Tiêu chuẩn {number}"),
        Anchor::Criterion(id) => format!("Tiêu chí {id}"),
    };
    let name = if name.is_empty() { number } else { format!("{number}: {}", visible(name)) };
    match edition {
        Some(edition) => format!("{name} (bộ tiêu chí {})", visible(edition)),
        None => name,
    }
}

fn approved(approval: &Approval) -> String {
    let Approval { version, standing, by, day, has_later_edits } = approval;
    let who = by.as_ref().map(|by| format!(" {}", visible(by))).unwrap_or_default();
    let when = day.map(|day| format!(" ngày {}", self::day(day))).unwrap_or_default();
    let said = match standing {
        Standing::Unknown => format!("phê duyệt v{version}{who}{when}, chưa kiểm chứng được ở đây"),
        Standing::Judged(verdict) => match verdict.code() {
            "valid" | "valid-retired-key" | "superseded" => format!("v{version}:{who} phê duyệt{when}"),
            "unpinned" => format!("v{version}:{who} phê duyệt{when}, chưa ghim gốc tin cậy"),
            "withdrawn" => format!("phê duyệt v{version} đã rút"),
            code => format!("phê duyệt v{version} KHÔNG kiểm chứng được ({code})"),
        },
    };
    if *has_later_edits { format!("{said}, đã sửa sau khi duyệt") } else { said }
}

fn word(shape: Shape) -> &'static str {
    match shape {
        Shape::Begun => "mới",
        Shape::Parted => "tách ra",
        Shape::Going => "còn",
        Shape::Same => "như cũ",
        Shape::Better => "tốt hơn",
        Shape::Worse => "xấu đi",
        Shape::Back => "trở lại",
        Shape::Solved => "đã xong",
        Shape::Gone => "không nhắc",
        Shape::GoneExplained => "thôi",
        Shape::Joined => "đã gộp",
    }
}

fn meaning(shape: Shape) -> &'static str {
    match shape {
        Shape::Begun => "được nêu lần đầu",
        Shape::Parted => "tách ra từ điểm yếu khác",
        Shape::Going => "còn tồn tại",
        Shape::Same => "còn tồn tại, số liệu như cũ",
        Shape::Better => "còn tồn tại, số liệu tốt hơn",
        Shape::Worse => "còn tồn tại, số liệu xấu đi",
        Shape::Back => "đã rời kế hoạch, nay trở lại",
        Shape::Solved => "đã khắc phục",
        Shape::Gone => "không còn nhắc tới, chưa rõ vì sao",
        Shape::GoneExplained => "thôi theo dõi, có ghi lý do",
        Shape::Joined => "gộp vào điểm yếu khác",
    }
}

fn line_meaning(line: Line) -> &'static str {
    match line {
        Line::Thin => "dưới ba năm liên tiếp",
        Line::Thick => "từ năm thứ ba liên tiếp trở đi",
        Line::Away => "không có trong kế hoạch",
        Line::Tie => "tách ra hoặc gộp lại",
    }
}

fn recognised(matched: Match, percent: Option<u8>) -> String {
    let percent = percent.map(|percent| format!(" ({percent}%)")).unwrap_or_default();
    match matched {
        Match::Id => "cùng mã".into(),
        Match::Link => "có người ghi là một".into(),
        Match::SameText => "cùng câu chữ".into(),
        Match::SameMeaning => format!("nhận ra theo ý{percent}"),
        Match::OtherCriterion => format!("nhận ra ở tiêu chí khác{percent}"),
        Match::OtherEdition => format!("nhận ra ở bộ tiêu chí khác{percent}"),
    }
}

fn slip(slip: Slip) -> String {
    let by = match slip.months() {
        0 => String::new(),
        months => format!(", {months} tháng"),
    };
    format!("Hạn lùi từ {} sang {}{by}.", day(slip.before), day(slip.after))
}

fn day(date: Date) -> String {
    format!("{}/{}/{}", date.day, date.month, date.year)
}

fn quoted(texts: &[String]) -> String {
    texts.iter().map(|text| format!("“{text}”")).collect::<Vec<_>>().join(", ")
}
