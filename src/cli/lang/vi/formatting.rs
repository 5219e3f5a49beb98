//! What formatting came to, in Vietnamese.

use crate::cli::lang::Vi;
use crate::cli::show::formatting::{Formatted, Total};
use crate::work::format::{Change, Mode};

impl Vi for Formatted {
    fn vi(&self) -> String {
        let name = &self.outcome.name;
        let ids = match self.outcome.new_ids {
            0 => String::new(),
            count => format!(" ({count} mục được đặt mã)"),
        };
        match (self.outcome.change, self.mode) {
            (Change::None, _) => format!("{name}: đã đúng mẫu"),
            (Change::Rewritten, Mode::Write) => format!("{name}: đã viết lại cho đúng mẫu{ids}"),
            (Change::Rewritten, Mode::Judge) => format!("{name}: chưa đúng mẫu{ids}"),
            (Change::LeftAlone, _) => {
                format!(
                    "{name}: giữ nguyên, vì viết lại có thể làm mất chữ; hãy sửa tay phần Markdown khác lạ"
                )
            }
        }
    }
}

impl Vi for Total {
    fn vi(&self) -> String {
        match (self.files, self.changed, self.mode) {
            (0, _, _) => "Không có kế hoạch nào.".into(),
            (files, 0, _) => format!("{files} kế hoạch, đều đúng mẫu."),
            (files, changed, Mode::Write) => format!("{files} kế hoạch, đã viết lại {changed}."),
            (files, changed, Mode::Judge) => {
                format!("{files} kế hoạch, {changed} chưa đúng mẫu; chưa sửa gì.")
            }
        }
    }
}
