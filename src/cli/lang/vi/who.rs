//! Who is at the keyboard, in Vietnamese.

use crate::cli::lang::Vi;
use crate::work::who::Error;

impl Vi for Error {
    fn vi(&self) -> String {
        match self {
            Error::Git(error) => error.vi(),
            Error::NoSuchPerson { by, meant: Some(meant), .. } => {
                format!("school.toml không có ai mang mã `{by}`; có phải ý là `{meant}`?")
            }
            Error::NoSuchPerson { by, people, .. } => {
                format!("school.toml không có ai mang mã `{by}`; hiện có: {}", names(people))
            }
            Error::WhoAreYou { email: Some(email), people } => format!(
                "chưa rõ ai đang gõ lệnh này: không có ai (hoặc có nhiều người) trong school.toml dùng thư điện tử {email}; hãy thêm `--by MÃ`, \
                 với một trong: {}",
                names(people)
            ),
            Error::WhoAreYou { email: None, people } => {
                format!("chưa rõ ai đang gõ lệnh này; hãy thêm `--by MÃ`, với một trong: {}", names(people))
            }
        }
    }
}

fn names(people: &[(String, String)]) -> String {
    people.iter().map(|(id, name)| format!("{id} ({name})")).collect::<Vec<_>>().join(", ")
}
