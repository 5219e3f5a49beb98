//! Why two weaknesses were, or were not, taken for one, in Vietnamese.

use crate::cli::lang::Vi;
use crate::cli::show::matching::Phrase;
use crate::compare::Match;
use crate::compare::explain::{Refusal, Sign};

impl Vi for Phrase<'_> {
    fn vi(&self) -> String {
        match self {
            Phrase::Head { period, criterion, id } => {
                let place = criterion.as_ref().map(|one| format!(", tiêu chí {one}")).unwrap_or_default();
                let id = id.as_ref().map(|id| format!(" · {id}")).unwrap_or_default();
                format!("Kế hoạch {period}{place}{id}")
            }
            Phrase::NoCandidate { period } => {
                format!("Kế hoạch {period} không có điểm yếu nào gần với điểm yếu này.")
            }
            Phrase::Met { percent, matched } => match matched {
                Match::Id | Match::Link | Match::SameText => format!("Được ghép: {}", matched.vi()),
                _ => format!("Được ghép: {}; khả năng là một: {percent} %", matched.vi()),
            },
            Phrase::NotMet { percent } => format!("Không ghép; khả năng là một: {percent} %"),
            Phrase::Refused(refusal) => format!("Không ghép: {}", refusal.vi()),
            Phrase::Shared(words) => format!("Cùng nói: {words}"),
            Phrase::Akin(words) => format!("Cùng một việc: {words}"),
            Phrase::OnlyItem(words) => format!("Chỉ điểm yếu đang xét nói: {words}"),
            Phrase::OnlyOther(words) => format!("Chỉ điểm yếu kia nói: {words}"),
            Phrase::For(signs) => format!("Ủng hộ: {signs}"),
            Phrase::Against(signs) => format!("Phản đối: {signs}"),
            Phrase::More(count) => format!("Còn {count} điểm yếu khác, ít khả năng hơn."),
            Phrase::Correct => {
                "Máy ghép sai? Dùng `caitien link` để ghép, `caitien unlink` để tách; người quyết định \
                luôn được tôn trọng.\n"
                    .into()
            }
            Phrase::Sign(sign) => sign.vi(),
        }
    }
}

impl Vi for Match {
    fn vi(&self) -> String {
        match self {
            Match::Id => "cùng mã",
            Match::Link => "có người đã ghi nhận là một",
            Match::SameText => "cùng câu chữ, cùng tiêu chí",
            Match::SameMeaning => "cùng ý, cùng tiêu chí",
            Match::OtherCriterion => "cùng ý, ở tiêu chí khác",
            Match::OtherEdition => "cùng ý, giữa hai bộ tiêu chí",
        }
        .into()
    }
}

impl Vi for Refusal {
    fn vi(&self) -> String {
        match self {
            Refusal::Recorded => "có người đã ghi nhận là hai điểm yếu khác nhau",
            Refusal::OtherObject => {
                "cùng câu mẫu nhưng nói về môn, phòng, chức danh, tổ chức, nơi hoặc lớp khác"
            }
            Refusal::OtherFilling => "cùng khung câu nhưng mỗi bên nói một việc khác",
            Refusal::Reached => "điều bên này than thiếu thì bên kia nói đã có; có thể đã khắc phục",
            Refusal::Boilerplate => "câu chung chung, đứng ở hai tiêu chí",
        }
        .into()
    }
}

impl Vi for Sign {
    fn vi(&self) -> String {
        match self {
            Sign::Always => "mức ban đầu",
            Sign::Shared => "nhiều từ chung",
            Sign::CoveredLess => "câu này nói đủ ý câu kia",
            Sign::CoveredMore => "một câu nằm gọn trong câu kia",
            Sign::Related => "từ cùng một việc",
            Sign::Kindred => "từ gần nhau",
            Sign::Rare => "có từ hiếm chung",
            Sign::SameObject => "cùng môn, phòng, chức danh, tổ chức",
            Sign::SameName => "cùng tên riêng",
            Sign::OtherObject => "khác môn, phòng, chức danh, tổ chức",
            Sign::OtherName => "khác tên riêng",
            Sign::OtherGrade => "khác lớp, khác tuổi",
            Sign::Syllables => "nhiều tiếng chung",
            Sign::Copied => "câu chữ trùng theo thứ tự",
            Sign::Run => "một đoạn dài trùng hẳn",
            Sign::RunSwapped => "trùng một đoạn, phần còn lại khác",
            Sign::Retyped => "chép lại có sửa",
            Sign::Swapped => "cùng khung, thay nội dung",
            Sign::SameComplaint => "cùng kiểu than phiền",
            Sign::SameFigures => "cùng số liệu về một việc",
            Sign::Flipped => "một bên nói thiếu, một bên nói đã có",
            Sign::MovedNear => "ở tiêu chí khác nhưng gần",
            Sign::MovedFar => "ở tiêu chí xa",
            Sign::EditionSame => "bộ tiêu chí khác, cùng nội dung tiêu chí",
            Sign::EditionNear => "bộ tiêu chí khác, nội dung gần",
            Sign::EditionFar => "bộ tiêu chí khác, nội dung xa",
            Sign::ToldDone => "có chỗ nói đã làm xong",
            Sign::Rival => "so với ứng viên khác",
            Sign::Alone => "chỉ còn hai điểm yếu này trong tiêu chí",
        }
        .into()
    }
}
