//! Which plan was meant, in Vietnamese.

use crate::cli::lang::Vi;
use crate::work::choice::Error;

impl Vi for Error {
    fn vi(&self) -> String {
        match self {
            Error::NoRepository { here } => {
                format!("ở `{}` không có kho kế hoạch nào", here.display())
            }
            Error::Unknown { word, meant: Some(meant) } => {
                format!("không có tệp, trường hay năm học nào là `{word}`; có phải ý là `{meant}`?")
            }
            Error::Unknown { word, meant: None } => {
                format!("không có tệp, trường hay năm học nào là `{word}`")
            }
            Error::NoPlan { period, has } if has.is_empty() => {
                format!("không có kế hoạch {period}; kho chưa có kế hoạch nào")
            }
            Error::NoPlan { period, has } => {
                let has: Vec<String> = has.iter().map(ToString::to_string).collect();
                format!("không có kế hoạch {period}; hiện có: {}", has.join(", "))
            }
            Error::Several { schools } => {
                format!("nhiều trường có kế hoạch ấy ({}); hãy chọn bằng `--school MÃ`", few(schools))
            }
            Error::SeveralSchools { ids } => {
                format!("kho có nhiều trường ({}); hãy chọn bằng `--school MÃ`", few(ids))
            }
            Error::NoSchool { root } => {
                format!("kho `{}` chưa có trường nào; hãy thêm bằng `caitien school add`", root.display())
            }
            Error::Folder(error) => error.vi(),
        }
    }
}

/// The first names of a long list.
fn few(names: &[String]) -> String {
    match names {
        [a, b, c, _, ..] => format!("{a}, {b}, {c}, …"),
        _ => names.join(", "),
    }
}
