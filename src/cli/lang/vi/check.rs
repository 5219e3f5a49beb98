//! What checking came to, in Vietnamese.

use crate::cli::lang::Vi;
use crate::cli::show::check::{Counts, NoContinuity};

impl Vi for Counts {
    fn vi(&self) -> String {
        let Counts { plans, errors, warnings, hints, switched_off } = *self;
        let mut text = match (errors, warnings, hints) {
            (0, 0, 0) => format!("Đã kiểm tra {plans} kế hoạch: không có vấn đề gì."),
            _ => format!("Đã kiểm tra {plans} kế hoạch: {errors} lỗi, {warnings} cảnh báo, {hints} gợi ý."),
        };
        if switched_off > 0 {
            text += &format!(" {switched_off} nhắc nhở đã tắt trong caitien.toml.");
        }
        if errors + warnings + hints > 0 {
            text += "\nMuốn hiểu rõ một vấn đề: caitien explain MÃ (mã nằm trong ngoặc vuông).";
        }
        text
    }
}

impl Vi for NoContinuity {
    fn vi(&self) -> String {
        format!("Chưa kiểm tra được việc nối tiếp với kế hoạch đã duyệt trước: {}.", self.detail)
    }
}
