//! The help of every command and option in Vietnamese; English is the doc comments of the `Args`.
//!
//! Keys are `command` or `command.argument` (the argument's id), with `-` between nested commands
//! (`hook-install`). A test demands a line for each, and no line for what does not exist.

/// The Vietnamese help of a command (`check`) or of one argument (`check.codes`).
pub fn help(key: &str) -> Option<&'static str> {
    let at = HELP.binary_search_by_key(&key, |(known, _)| known).ok()?;
    HELP.get(at).map(|(_, text)| *text)
}

/// Sorted by key.
pub const HELP: &[(&str, &str)] = &[
    ("caitien", "Kế hoạch cải tiến chất lượng giáo dục: soạn, so sánh các năm, phê duyệt, kiểm chứng"),
    ("caitien.color", "Dùng màu: auto (mặc định), always, never"),
    ("caitien.directory", "Làm việc như thể đang đứng trong thư mục này"),
    ("caitien.format", "Dạng kết quả: human cho người đọc; json cho chương trình; một số lệnh có dạng khác"),
    ("caitien.help", "Xem hướng dẫn"),
    ("caitien.lang", "Ngôn ngữ: vi hoặc en"),
    ("caitien.quiet", "Chỉ in kết quả, không in lời dẫn"),
    ("caitien.version", "Xem phiên bản"),
];
