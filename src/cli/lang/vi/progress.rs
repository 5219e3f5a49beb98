//! How the items of a plan stand, in Vietnamese.

use super::report::{short, status};
use crate::cli::lang::Vi;
use crate::cli::show::progress::{About, Counts, Line, What, Worth};
use crate::cli::show::tracking::dong;
use crate::progress::Status;
use crate::work::tracking::progress::Advice;

impl Vi for Line {
    fn vi(&self) -> String {
        match self {
            Line::Counts(counts) => counts.vi(),
            Line::Item { id, kind, text } => format!("{id} {}: {text}", kind.vi()),
            Line::Nothing => "chưa ghi nhận gì".into(),
            Line::Stand { status: how, percent, worth } => stand(*how, *percent, *worth),
            Line::By { date, name: Some(name) } => format!("{}, {name} ghi", short(*date)),
            Line::By { date, name: None } => short(*date),
            Line::Verified { date, name, how: Some(how) } => {
                format!("{} xác nhận ngày {}: {how}", name, short(*date))
            }
            Line::Verified { date, name, how: None } => format!("{} xác nhận ngày {}", name, short(*date)),
            Line::Evidence(codes) => format!("minh chứng: {}", codes.join("; ")),
            Line::Spent(spent) => format!("đã chi: {}", dong(*spent)),
            Line::Waiting { to, since, days } => {
                format!("ngoài quyền của trường: chờ {to} trả lời từ {} ({days} ngày)", short(*since))
            }
            Line::Put { what: What::Recorded, item } => format!("Đã ghi tiến độ của {item}."),
            Line::Put { what: What::Verified, item } => format!("Đã ghi lời xác nhận cho {item}."),
            Line::Lead(lead) => format!("Chủ trì: {lead}"),
            Line::Commands { item } => format!(
                "caitien progress {item} --status dang-lam --percent 50 --note \"…\"   # ghi tiến độ\n\
                 caitien progress {item} --verify \"…\"   # người khác xác nhận đã xong"
            ),
        }
    }
}

fn stand(how: Status, percent: Option<u8>, worth: Worth) -> String {
    let percent = percent.map(|percent| format!(", {percent}%")).unwrap_or_default();
    let worth = match worth {
        Worth::Open => "",
        Worth::Claimed => " (chờ người khác xác nhận)",
        Worth::Verified => " (đã được xác nhận)",
    };
    format!("{}{percent}{worth}", status(how))
}

impl Vi for Counts {
    fn vi(&self) -> String {
        let done = self.verified + self.claimed;
        let parts = [
            (done, format!("{done} đã xong ({} đã xác nhận, {} chờ xác nhận)", self.verified, self.claimed)),
            (self.partial, format!("{} xong một phần", self.partial)),
            (self.in_progress, format!("{} đang thực hiện", self.in_progress)),
            (self.not_started, format!("{} chưa bắt đầu", self.not_started)),
            (self.cancelled, format!("{} thôi thực hiện", self.cancelled)),
            (self.unrecorded, format!("{} chưa ghi nhận gì", self.unrecorded)),
        ];
        let there: Vec<String> =
            parts.into_iter().filter(|(count, _)| *count > 0).map(|(_, part)| part).collect();
        format!("{} mục: {}.", self.items, there.join(", "))
    }
}

impl Vi for About {
    fn vi(&self) -> String {
        let item = self.item;
        match &self.advice {
            Advice::NoLongerVerified => {
                format!("{item} trước đây đã được xác nhận; nay ghi thêm nên phải xác nhận lại.")
            }
            Advice::AwaitsVerification => {
                format!("Chờ người khác xác nhận: `caitien progress {item} --verify \"…\" --by MÃ`.")
            }
            Advice::SpentOnce => {
                "Khoản chi này đã ghi rồi nên chỉ tính một lần; nếu là một khoản nữa thì thêm `--note` cho rõ.".into()
            }
            Advice::SupervisorsVerify { names } => {
                format!("Trường có tổ giám sát ({}); nên để tổ giám sát xác nhận.", names.join(", "))
            }
        }
    }
}
