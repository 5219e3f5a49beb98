//! What `sync` says, in Vietnamese.

use crate::cli::command::save::visible;
use crate::cli::command::sync::{Advice, JoinMessage};
use crate::cli::lang::Vi;
use crate::cli::show::sync::Told;
use crate::cli::show::update::short;
use crate::git::remote::RemoteError;
use crate::git::status::Operation;
use crate::merge::file::Refusal;
use crate::plan::conflict::Version;
use crate::work::sync::Error;

impl Vi for JoinMessage<'_> {
    fn vi(&self) -> String {
        match self.people {
            [] => "Đồng bộ: nhận phần của người khác".into(),
            people => format!("Đồng bộ: nhận phần của {}", people.join(", ")),
        }
    }
}

impl Vi for Told<'_> {
    fn vi(&self) -> String {
        match self {
            Told::InStep { place } => format!("Đã đồng bộ với {}: hai bên giống nhau.", visible(place)),
            Told::WouldBeInStep { place } => {
                format!("Xem trước việc đồng bộ với {}; chưa đổi gì.", visible(place))
            }
            Told::Conflicts { count } => format!(
                "Có {count} chỗ hai người cùng sửa, mỗi người một khác. Cả hai bản đều còn trong kế hoạch ở máy này; chưa gửi gì đi."
            ),
            Told::TagsDiffer { place } => {
                format!(
                    "Chưa ghi vào {}: trong đó có lần phê duyệt trùng tên mà khác với ở đây.",
                    visible(place)
                )
            }
            Told::NothingCame => "Không có gì mới từ người khác.".into(),
            Told::CameHead => "Nhận về:".into(),
            Told::WouldCome => "Sẽ nhận về:".into(),
            Told::SentHead => "Gửi đi:".into(),
            Told::WouldSend => "Sẽ gửi đi:".into(),
            Told::FirstSent => "Nơi ấy chưa có gì: toàn bộ kho ở đây là bản đầu tiên.".into(),
            Told::Person { name, count } => format!("{} ({count} chỗ)", visible(name)),
            Told::Change { mark, part } => format!("{mark} {}", part.vi()),
            Told::Words { before, after } => words(*before, *after),
            Told::More { count } => format!("… và {count} chỗ nữa (xem hết: `caitien history`)"),
            Told::Kept(kept) => {
                let (one, other) = sides(kept.by);
                format!("Giữ lại `{}`: {one} còn sửa, {other} đã xóa.", visible(&kept.path))
            }
            Told::Numbered(one) => {
                let (whose, _) = sides(one.item.version);
                format!(
                    "Hai người cùng dùng mã {}: mục “{}” ({whose}) nay mang mã {}.",
                    one.item.from,
                    short(&one.item.text),
                    one.item.to
                )
            }
            Told::TagsCame { count } => format!("Nhận {count} chứng cứ phê duyệt (xem: `caitien verify`)."),
            Told::TagsSent { count } => format!("Gửi {count} chứng cứ phê duyệt."),
            Told::TagDiffers { name } => format!(
                "CẢNH BÁO: {} ở nơi ấy khác với ở đây. Máy không ghi đè bên nào. Hãy hỏi hiệu trưởng, và xem `caitien verify`.",
                visible(name)
            ),
            Told::Remembered { address } => {
                format!("Đã nhớ nơi này; lần sau chỉ cần gõ `caitien sync`. ({})", visible(address))
            }
            Told::Resumed => "Lần trước đang dở thì bị ngắt; nay đã làm xong.".into(),
            Told::ConflictPlan { path } => format!("Cần chọn trong {}:", visible(path)),
            Told::Resolve => {
                "Việc tiếp theo: `caitien resolve` để chọn từng chỗ, rồi `caitien save`, rồi `caitien sync`."
                    .into()
            }
        }
    }
}

fn words(before: Option<&str>, after: Option<&str>) -> String {
    match (before, after) {
        (Some(before), Some(after)) => format!("{} → {}", short(before), short(after)),
        (None, Some(text)) => short(text),
        (Some(text), None) => format!("(bỏ) {}", short(text)),
        (None, None) => String::new(),
    }
}

fn sides(version: Version) -> (&'static str, &'static str) {
    match version {
        Version::This => ("ở đây", "bên kia"),
        Version::Other => ("bên kia", "ở đây"),
    }
}

impl Vi for Advice {
    fn vi(&self) -> String {
        match self {
            Advice::Save => "lưu trước bằng `caitien save`, rồi chạy lại `caitien sync`".into(),
            Advice::Finish => {
                "xem `git status`; làm cho xong, hoặc bỏ bằng `git merge --abort` (hay `git rebase --abort`)".into()
            }
            Advice::Begin => {
                "nếu trường đã có kho ở nơi khác: `caitien join NƠI`; nếu đây là kho mới: `caitien save` trước".into()
            }
            Advice::Branch => "trở về nhánh chính bằng `git switch main` rồi chạy lại".into(),
            Advice::SayWhere => {
                "ghi nơi ấy sau lệnh, một lần: `caitien sync ĐỊA-CHỈ`, thư mục dùng chung, hoặc tệp trên USB như `caitien sync /media/usb/truong.bundle`"
                    .into()
            }
            Advice::Unrelated => {
                "nếu gõ nhầm nơi, hãy gõ lại; nếu muốn làm cùng kho ấy, hãy lấy về một thư mục mới: `caitien join NƠI THƯ-MỤC`"
                    .into()
            }
            Advice::Agree => {
                "hai người thống nhất với nhau: một người đưa tệp ở máy mình trở về như bên kia (`caitien history TỆP` cho biết ai đã sửa), lưu lại, rồi `caitien sync`; việc đổi người và khóa do hiệu trưởng làm lại sau đó"
                    .into()
            }
            Advice::SaveThenSync => "lưu những tệp ấy bằng `caitien save`, rồi chạy lại `caitien sync`".into(),
            Advice::MoveAway => "lưu các tệp ấy bằng `caitien save`, hoặc chuyển các tệp ấy đi nơi khác, rồi chạy lại `caitien sync`".into(),
            Advice::Again => "đợi một chút rồi chạy lại `caitien sync`".into(),
            Advice::CheckPlace => "xem lại địa chỉ hoặc ổ đĩa; việc đã lưu ở máy này vẫn còn nguyên".into(),
            Advice::CheckKeys => {
                "hỏi người quản lý máy chủ xem mình đã được cấp quyền chưa; việc đã lưu ở máy này vẫn còn nguyên".into()
            }
            Advice::CheckNetwork => {
                "xem lại mạng rồi chạy lại; cứ làm và `caitien save` như thường, khi có mạng thì `caitien sync`".into()
            }
            Advice::AskServer => {
                "việc đã lưu ở máy này vẫn còn nguyên; sửa theo lời trên hoặc hỏi người quản lý máy chủ, rồi chạy lại `caitien sync`"
                    .into()
            }
        }
    }
}

impl Vi for Error {
    fn vi(&self) -> String {
        match self {
            Error::Bare => "kho trên máy chủ (bare) không có tệp để đồng bộ".into(),
            Error::Unsaved { paths } => format!("chưa đồng bộ: còn phần chưa lưu ở {}", few(paths)),
            Error::Unfinished { operation } => {
                format!("chưa đồng bộ: kho đang {} dở dang", unfinished(*operation))
            }
            Error::Unborn => "kho này chưa lưu lần nào, chưa có gì để đồng bộ".into(),
            Error::Detached => "chưa đồng bộ: kho đang đứng ở một phiên bản cũ, ngoài mọi nhánh".into(),
            Error::Nowhere => "chưa biết đồng bộ với nơi nào".into(),
            Error::Unrelated => "chưa đồng bộ: nơi ấy là một kho khác, không cùng gốc với kho này".into(),
            Error::Clashes { files } => {
                let files = files.iter().map(|(path, why)| format!("`{}` ({})", visible(path), clash(why)));
                format!(
                    "chưa đồng bộ, chưa đổi gì: hai bên cùng sửa {}",
                    files.collect::<Vec<_>>().join(", ")
                )
            }
            Error::Edited { paths } => {
                format!("lần đồng bộ trước bị ngắt giữa chừng, và từ đó có người sửa {}", few(paths))
            }
            Error::InTheWay { .. } => {
                "chưa đồng bộ, chưa đổi gì: trên máy có tệp chưa lưu vào kho đứng đúng chỗ của tệp mới".into()
            }
            Error::Restless => {
                "chưa gửi được: lần nào cũng có người gửi trước; phần của họ đã nhận về".into()
            }
            Error::Remote(error) => error.vi(),
            Error::Commit(error) => error.vi(),
            Error::Status(error) => error.vi(),
            Error::Git(error) => error.vi(),
            Error::Folder(error) => error.vi(),
        }
    }
}

fn few(paths: &[String]) -> String {
    let shown: Vec<String> = paths.iter().take(5).map(|path| format!("`{}`", visible(path))).collect();
    let more = paths.len().saturating_sub(5);
    if more > 0 { format!("{} và {more} tệp khác", shown.join(", ")) } else { shown.join(", ") }
}

pub(super) fn clash(why: &Refusal) -> String {
    match why {
        Refusal::Trust => "quyền và khóa không được đoán".into(),
        Refusal::Lines => "cùng một dòng".into(),
        Refusal::NotText => "không phải tệp chữ".into(),
        Refusal::Lost(count) => format!("gộp lại sẽ mất {count} chỗ"),
    }
}

fn unfinished(operation: Operation) -> &'static str {
    match operation {
        Operation::Merge => "hợp nhất",
        Operation::Rebase => "xếp lại lịch sử (rebase)",
        Operation::CherryPick => "chép một lần lưu (cherry-pick)",
        Operation::Revert => "đảo một lần lưu (revert)",
        Operation::Bisect => "dò lỗi (bisect)",
    }
}

impl Vi for RemoteError {
    fn vi(&self) -> String {
        match self {
            RemoteError::NoGit => "máy này chưa cài chương trình git".into(),
            RemoteError::RunGit { source } => format!("không chạy được chương trình git ({source})"),
            RemoteError::NotThere { place, .. } => format!("không thấy kho nào ở {}", visible(place)),
            RemoteError::Denied { place, .. } => format!("{} không cho vào", visible(place)),
            RemoteError::Unreachable { place, .. } => format!("không nối được với {}", visible(place)),
            RemoteError::Refused { place, .. } => format!("chưa gửi được: {} không nhận", visible(place)),
            RemoteError::Busy => "một lần đồng bộ khác đang chạy trong kho này".into(),
            RemoteError::Git(error) => error.vi(),
        }
    }
}
