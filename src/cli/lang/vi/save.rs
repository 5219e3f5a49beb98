//! What `save` says, and the message of a commit, in Vietnamese.

use crate::cli::command::save::{Advice, Message, Summary, visible};
use crate::cli::lang::Vi;
use crate::git::status::{Operation, StatusError};
use crate::plan::item::{Anchor, Kind};
use crate::work::edits::{Edit, How, What};
use crate::work::save::{Error, Saved, Story};

/// A subject line longer than this goes on in the body.
const LINE: usize = 100;

impl Vi for Message {
    fn vi(&self) -> String {
        match self {
            Message::Nothing => "Không có gì mới để lưu.".into(),
            Message::Saved { commit } => format!("Đã lưu ({}):", commit.short()),
            Message::WouldSave => "Sẽ lưu:".into(),
            Message::Formatted { count } => format!("Đã định dạng {count} kế hoạch và ghi mã cho mục mới."),
            Message::Unsigned { path } => {
                let command = match path.as_str() {
                    "caitien.toml" => "caitien trust office add",
                    _ => "caitien trust change edited",
                };
                format!(
                    "`{}` chưa được lưu: đổi người, quyền hay khóa thì phải có chữ ký của người có quyền. Hãy gõ `{}` với `--key KHÓA`.",
                    visible(path),
                    command
                )
            }
            Message::Detached => {
                "Lưu ý: kho đang đứng ở một phiên bản cũ, ngoài mọi nhánh; lần lưu này dễ bị lạc. \
                Hãy gõ `git switch -c ban-sua` để giữ nó trên một nhánh."
                    .into()
            }
            Message::EmptyMessage => "lời ghi không được để trống".into(),
        }
    }
}

impl Vi for Advice {
    fn vi(&self) -> String {
        match self {
            Advice::FinishOperation => {
                "xem `git status`; làm cho xong, hoặc bỏ bằng `git merge --abort` (hay `git rebase --abort`)".into()
            }
            Advice::ResolveConflicts => {
                "mở từng tệp, chọn nội dung đúng giữa các dấu <<<<<<< và >>>>>>>, xóa các dấu ấy, rồi `git add TỆP`".into()
            }
        }
    }
}

impl Vi for Error {
    fn vi(&self) -> String {
        match self {
            Error::Unfinished { operation } => {
                format!("chưa lưu: kho đang {} dở dang", unfinished(*operation))
            }
            Error::Conflicts { paths } => {
                let paths: Vec<String> = paths.iter().map(|path| visible(path)).collect();
                format!("chưa lưu: hai người sửa cùng một chỗ ở {}", paths.join(", "))
            }
            Error::Unknown { word } => {
                format!("không có tệp, năm học hay trường nào là `{}`", visible(word))
            }
            Error::Bare => "kho trên máy chủ (bare) không có tệp để lưu".into(),
            Error::Status(error) => error.vi(),
            Error::Git(error) => error.vi(),
            Error::Commit(error) => error.vi(),
            Error::Folder(error) => error.vi(),
        }
    }
}

impl Vi for StatusError {
    fn vi(&self) -> String {
        match self {
            StatusError::Git(error) => error.vi(),
            StatusError::Program(error) => error.vi(),
            StatusError::Bare => "kho trên máy chủ (bare) không có tệp để xem".into(),
            StatusError::Walk { path, source } => {
                format!("không xem được `{}` ({source})", path.display())
            }
        }
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

impl Vi for Summary<'_> {
    fn vi(&self) -> String {
        let several = has_several_schools(self.files);
        let sentences: Vec<String> = self.files.iter().map(|file| sentence(file, several)).collect();
        let whole = sentences.join("; ");
        if whole.chars().count() <= LINE && self.files.len() <= 3 {
            return whole;
        }
        let head = match self.files {
            [file] => format!("{}: {}", name(file, several), totals(file)),
            files => counted(files),
        };
        let mut lines = vec![head, String::new()];
        lines.extend(sentences.iter().take(200).map(|sentence| format!("- {sentence}")));
        if sentences.len() > 200 {
            lines.push(format!("- … và {} tệp khác", sentences.len() - 200));
        }
        lines.join("\n")
    }
}

fn has_several_schools(files: &[Saved]) -> bool {
    let mut schools = files.iter().filter_map(|file| file.school.as_ref());
    let first = schools.next();
    schools.any(|school| Some(school) != first)
}

/// `2023-2024`, or `mn-hoa-sen 2023-2024` where several schools are saved at once.
fn name(file: &Saved, with_school: bool) -> String {
    let school = file.school.as_deref().filter(|_| with_school || file.period.is_none());
    let period = file.period.map(|period| period.to_string());
    let words: Vec<String> = school.map(visible).into_iter().chain(period).collect();
    if words.is_empty() { visible(&file.path) } else { words.join(" ") }
}

fn sentence(file: &Saved, with_school: bool) -> String {
    let name = name(file, with_school);
    match &file.story {
        Story::NewPlan { weaknesses, actions } => {
            format!("Lập kế hoạch {name} ({weaknesses} điểm yếu, {actions} giải pháp)")
        }
        Story::EditedPlan { edits } => {
            format!("{name}: {}", edits.iter().map(edit).collect::<Vec<_>>().join("; "))
        }
        Story::RemovedPlan => format!("Bỏ kế hoạch {name}"),
        Story::Progress { added } if *added > 0 => format!("{name}: ghi {added} kết quả thực hiện"),
        Story::Progress { .. } => format!("{name}: sửa kết quả thực hiện"),
        Story::Continuity { links, accounts } => match decided(*links, *accounts) {
            Some(what) => format!("{name}: ghi nhận {what}"),
            None => format!("{name}: sửa ghi nhận qua các năm"),
        },
        Story::Evidence { added } if *added > 0 => format!("{name}: thêm {added} minh chứng"),
        Story::Evidence { .. } => format!("{name}: sửa danh mục minh chứng"),
        Story::Kept => format!("{name}: giữ bản chép của minh chứng"),
        Story::Petitions { petitions, answers } => match petitioned(*petitions, *answers) {
            Some(what) => format!("{name}: ghi {what}"),
            None => format!("{name}: sửa sổ kiến nghị"),
        },
        Story::Record => format!("{name}: sửa hồ sơ trường"),
        Story::Review => format!("{name}: góp ý"),
        Story::Catalog => format!("Danh mục tiêu chí {}", visible(&file.path)),
        Story::Settings => "Sửa thiết lập của kho".into(),
        Story::Other => format!("Lưu {}", visible(&file.path)),
    }
}

/// What people decided anew; None where records were taken out or changed.
fn decided(links: i64, accounts: i64) -> Option<String> {
    let part = |count: i64, what: &str| (count > 0).then(|| format!("{count} {what}"));
    let parts =
        [part(accounts, "lời giải trình điểm yếu"), part(links, "kết luận về điểm yếu giống hay khác nhau")];
    let whole = links >= 0 && accounts >= 0 && links + accounts > 0;
    whole.then(|| parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

/// What was put to others and answered; None where records were taken out or changed.
fn petitioned(petitions: i64, answers: i64) -> Option<String> {
    let part = |count: i64, what: &str| (count > 0).then(|| format!("{count} {what}"));
    let parts = [part(petitions, "kiến nghị"), part(answers, "trả lời kiến nghị")];
    let whole = petitions >= 0 && answers >= 0 && petitions + answers > 0;
    whole.then(|| parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

pub(super) fn edit(edit: &Edit) -> String {
    let place = edit.anchor.map(place).unwrap_or_else(|| "ngoài tiêu chuẩn".into());
    match &edit.what {
        What::Items { kind, how, count } => {
            let noun = noun(*kind);
            match how {
                How::New => format!("{count} {noun} mới ở {place}"),
                How::Changed => format!("sửa {count} {noun} ở {place}"),
                How::Removed => format!("bỏ {count} {noun} ở {place}"),
                How::Moved => format!("chuyển {count} {noun} sang {place}"),
            }
        }
        What::Level { before, after } if before.is_empty() => format!("mức của {place}: {after}"),
        What::Level { before, after } => format!("mức của {place}: {before} → {after}"),
        What::Notes => format!("sửa ghi chú ở {place}"),
        What::CriterionAdded => format!("thêm {place}"),
        What::CriterionRemoved => format!("bỏ {place}"),
        What::Section { heading, how, .. } => {
            let verb = match how {
                How::New => "thêm",
                How::Removed => "bỏ",
                How::Changed | How::Moved => "sửa",
            };
            format!("{verb} phần “{}”", visible(heading))
        }
        What::Head => "sửa phần đầu".into(),
        What::Layout => "chỉnh cách trình bày".into(),
    }
}

/// `tiêu chí 1.5` or `tiêu chuẩn 3`.
pub(super) fn place(anchor: Anchor) -> String {
    match anchor {
        Anchor::Standard(number) => format!("tiêu chuẩn {number}"),
        Anchor::Criterion(id) => format!("tiêu chí {id}"),
    }
}

/// The word for a kind of item.
pub(super) fn noun(kind: Kind) -> &'static str {
    match kind {
        Kind::Strength => "điểm mạnh",
        Kind::Weakness => "điểm yếu",
        Kind::Target => "mục tiêu",
        Kind::Measure => "chỉ số",
        Kind::Action => "giải pháp",
    }
}

/// One plan's edits without their places.
fn totals(file: &Saved) -> String {
    let Story::EditedPlan { edits } = &file.story else { return sentence(file, false) };
    let sum = |wanted: Kind, how: How| {
        let counts = edits.iter().map(|edit| match &edit.what {
            What::Items { kind, how: found, count } if *kind == wanted && *found == how => *count,
            _ => 0,
        });
        counts.sum::<usize>()
    };
    let mut parts = Vec::new();
    for kind in [Kind::Weakness, Kind::Target, Kind::Measure, Kind::Action] {
        for (how, before, after) in [
            (How::New, "", " mới"),
            (How::Changed, "sửa ", ""),
            (How::Removed, "bỏ ", ""),
            (How::Moved, "chuyển ", ""),
        ] {
            let count = sum(kind, how);
            if count > 0 {
                parts.push(format!("{before}{count} {}{after}", noun(kind)));
            }
        }
    }
    if parts.is_empty() { format!("sửa {} chỗ", edits.len()) } else { parts.join(", ") }
}

/// Several files in one line.
fn counted(files: &[Saved]) -> String {
    let is_plan = |file: &&Saved| matches!(file.story, Story::NewPlan { .. } | Story::EditedPlan { .. });
    let plans: Vec<&Saved> = files.iter().filter(is_plan).collect();
    let others = files.len() - plans.len();
    let several = has_several_schools(files);
    let mut head = match plans.as_slice() {
        [] => return format!("Lưu {} tệp", files.len()),
        few if few.len() <= 3 => {
            let names: Vec<String> = few.iter().map(|file| name(file, several)).collect();
            format!("Sửa kế hoạch {}", names.join(", "))
        }
        many => format!("Sửa {} kế hoạch", many.len()),
    };
    if plans.iter().all(|file| matches!(file.story, Story::NewPlan { .. })) {
        head = head.replacen("Sửa", "Lập", 1);
    }
    if others > 0 {
        head.push_str(&format!(" và {others} tệp khác"));
    }
    head
}
