//! The words of tables and calendars, in Vietnamese.

use super::report::status;
use crate::cli::lang::Vi;
use crate::export::sheet::{Heading, SheetName, Word};

impl Vi for Word {
    fn vi(&self) -> String {
        match self {
            Word::Sheet(name) => sheet(*name).into(),
            Word::Heading(heading) => self::heading(*heading).into(),
            Word::Kind(kind) => kind.vi(),
            Word::Status(how) => status(*how).into(),
            Word::Became(status) => status.vi(),
            Word::Trend(trend) => trend.vi(),
            Word::NoSource => "(không ghi nguồn)".into(),
            Word::NoStandard => "(không thuộc tiêu chuẩn nào)".into(),
            Word::Total => "Cộng".into(),
            Word::Yes => "có".into(),
            Word::Deadline => "Hạn".into(),
        }
    }
}

fn sheet(name: SheetName) -> &'static str {
    match name {
        SheetName::Items => "Hạng mục",
        SheetName::Budget => "Kinh phí",
        SheetName::Deadlines => "Thời hạn",
        SheetName::Comparison => "So sánh",
        SheetName::Results => "Kết quả",
        SheetName::Totals => "Tổng hợp",
        SheetName::Rest => "Nội dung khác",
    }
}

fn heading(heading: Heading) -> &'static str {
    match heading {
        Heading::School => "Trường",
        Heading::Period => "Năm học",
        Heading::Id => "Mã mục",
        Heading::Kind => "Loại",
        Heading::Standard => "Tiêu chuẩn",
        Heading::StandardName => "Tên tiêu chuẩn",
        Heading::Criterion => "Tiêu chí",
        Heading::CriterionName => "Tên tiêu chí",
        Heading::Level => "Mức",
        Heading::Text => "Nội dung",
        Heading::Cause => "Nguyên nhân",
        Heading::Targets => "Kết quả cần đạt",
        Heading::Lead => "Chủ trì",
        Heading::Partners => "Phối hợp",
        Heading::Schedule => "Thời gian (ghi trong kế hoạch)",
        Heading::Start => "Từ ngày",
        Heading::End => "Đến ngày",
        Heading::Recurring => "Định kỳ",
        Heading::Budget => "Kinh phí (ghi trong kế hoạch)",
        Heading::Amount => "Số tiền (đồng)",
        Heading::Source => "Nguồn kinh phí",
        Heading::Conditions => "Điều kiện hỗ trợ khác",
        Heading::Resources => "Nguồn lực bảo đảm",
        Heading::Evidence => "Minh chứng",
        Heading::Completion => "Mức độ thực hiện",
        Heading::Note => "Ghi chú",
        Heading::Status => "Tiến độ",
        Heading::Percent => "Tỷ lệ",
        Heading::RecordedOn => "Ngày ghi nhận",
        Heading::Recorded => "Ghi nhận",
        Heading::Actions => "Số giải pháp",
        Heading::Uncounted => "Chưa cộng được",
        Heading::Spent => "Đã chi (đồng)",
        Heading::Rest => "Còn lại (đồng)",
        Heading::EarlierPlan => "Kế hoạch trước",
        Heading::LaterPlan => "Kế hoạch sau",
        Heading::Became => "Kết quả so sánh",
        Heading::Trend => "Chiều hướng",
        Heading::IdBefore => "Mã mục trước",
        Heading::IdAfter => "Mã mục sau",
        Heading::Before => "Nội dung trước",
        Heading::After => "Nội dung sau",
        Heading::Years => "Số năm liền",
        Heading::Figures => "Số liệu",
        Heading::Reason => "Lý do",
        Heading::ScheduleBefore => "Thời gian trước",
        Heading::ScheduleAfter => "Thời gian sau",
        Heading::BudgetBefore => "Kinh phí trước",
        Heading::BudgetAfter => "Kinh phí sau",
        Heading::LeadBefore => "Chủ trì trước",
        Heading::LeadAfter => "Chủ trì sau",
        Heading::Place => "Tiêu chí",
        Heading::Done => "Việc đã làm",
        Heading::Part => "Phần",
        Heading::Told => "Nội dung",
    }
}
