//! What is wrong with a command line, in Vietnamese.

use crate::cli::lang::Vi;
use crate::cli::misuse::{Misuse, WayForward};

impl Vi for Misuse {
    fn vi(&self) -> String {
        match self {
            Misuse::UnknownCommand { typed } => format!("không có lệnh `{typed}`"),
            Misuse::UnknownOption { typed } => format!("không có tùy chọn `{typed}`"),
            Misuse::Unexpected { typed } => format!("thừa `{typed}`: ở chỗ này lệnh không cần gì nữa"),
            Misuse::Missing { names } => format!("còn thiếu {}", quoted(names)),
            Misuse::MissingCommand { known } => {
                format!("cần nói rõ làm gì, chọn một trong: {}", quoted(known))
            }
            Misuse::MissingValue { option, known } => {
                format!("`{option}` cần một giá trị đi kèm{}", among(known))
            }
            Misuse::UnknownValue { option, typed, known } => {
                format!("`{typed}` không dùng được cho `{option}`{}", among(known))
            }
            Misuse::InvalidValue { option, typed } => format!("không đọc được `{typed}` ở `{option}`"),
            Misuse::ValueCount { option } => format!("`{option}` không nhận số giá trị như vậy"),
            Misuse::Repeated { option } => format!("`{option}` chỉ được dùng một lần"),
            Misuse::Conflict { option, others } => {
                format!("`{option}` không dùng chung được với {}", quoted(others))
            }
            Misuse::NotText => "có chữ trong câu lệnh không phải UTF-8 nên không đọc được".into(),
            Misuse::Other { detail } => format!("câu lệnh chưa đúng: {detail}"),
        }
    }
}

impl Vi for WayForward {
    fn vi(&self) -> String {
        match self {
            WayForward::Meant { word } => format!("có phải ý là `{word}`?"),
            WayForward::ReadHelp { command } => format!("xem cách dùng bằng `{command} --help`"),
        }
    }
}

fn quoted(words: &[String]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

fn among(known: &[String]) -> String {
    if known.is_empty() { String::new() } else { format!("; chọn một trong: {}", quoted(known)) }
}
