//! The register of evidence, in Vietnamese.

use super::report::short;
use crate::cli::lang::Vi;
use crate::cli::show::evidence::Line;
use crate::work::tracking::evidence::State;

impl Vi for Line {
    fn vi(&self) -> String {
        match self {
            Line::Empty => {
                "Danh mục minh chứng còn trống. Thêm bằng `caitien evidence add --criterion 1.5 --name \"…\"`.".into()
            }
            Line::Count(count) => format!("Danh mục minh chứng: {count} mã."),
            Line::Place(place) => format!("nơi cất: {place}"),
            Line::Link(link) => format!("đường dẫn: {link}"),
            Line::File { path, sha256 } => {
                format!("tệp: {path} (dấu SHA-256 {}…)", sha256.get(..12).unwrap_or(sha256))
            }
            Line::By { date, name } => format!("{}, {name} ghi", short(*date)),
            Line::Doubled => "mã này đặt cho hai minh chứng khác nhau; hãy đổi mã của một bên".into(),
            Line::Added { code, name } => format!("Đã thêm minh chứng {code}: {name}"),
            Line::Kept { path } => format!("Đã chép một bản vào {path}"),
            Line::Proposed { code } => format!(
                "Mã còn trống: {code}\nThêm vào danh mục: `caitien evidence add {code} --name \"…\"`"
            ),
            Line::Checked { files: 0, .. } => "Danh mục chưa có tệp nào để soát.".into(),
            Line::Checked { files, changed: 0, missing: 0 } => {
                format!("Đã soát {files} tệp: tất cả còn nguyên như lúc ghi vào danh mục.")
            }
            Line::Checked { files, changed, missing } => {
                format!("Đã soát {files} tệp: {changed} đã bị sửa, {missing} không thấy ở máy này.")
            }
            Line::State(State::Changed) => "tệp đã bị sửa".into(),
            Line::State(State::Missing) => "không thấy tệp ở máy này".into(),
            Line::State(State::Unreadable) => "không đọc được tệp".into(),
            Line::State(State::Same) => "còn nguyên".into(),
            Line::State(State::NoFile) => "không kèm tệp".into(),
            Line::Renew { code, path } => {
                format!("caitien evidence add {code} --replace --name \"…\" --file {path}   # nếu sửa là đúng")
            }
        }
    }
}
