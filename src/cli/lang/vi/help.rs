//! The help of every command and option in Vietnamese; English is the doc comments of the `Args`.
//!
//! Keys are `command` or `command.argument` (the argument's id), with `-` between nested commands
//! (`hook-install`). A test demands a line for each, and no line for what does not exist.

/// The Vietnamese help of a command (`check`) or of one argument (`check.codes`).
pub fn help(key: &str) -> Option<&'static str> {
    let at = HELP.binary_search_by_key(&key, |(known, _)| known).ok()?;
    HELP.get(at).map(|(_, text)| *text)
}

/// The Vietnamese word for the placeholder of a value (`DIR` in `--into <DIR>`).
pub fn value_name(name: &str) -> Option<&'static str> {
    let at = VALUES.binary_search_by_key(&name, |(known, _)| known).ok()?;
    VALUES.get(at).map(|(_, text)| *text)
}

/// The placeholders of values, sorted.
pub const VALUES: &[(&str, &str)] = &[
    ("AFTER", "SAU"),
    ("BEFORE", "TRƯỚC"),
    ("ARGUMENT", "ĐỐI SỐ"),
    ("CODE", "MÃ"),
    ("DIR", "THƯ MỤC"),
    ("EMAIL", "THƯ ĐIỆN TỬ"),
    ("FILE", "TỆP"),
    ("FORMAT", "DẠNG"),
    ("HOOK", "MÓC"),
    ("ID", "MÃ"),
    ("KEY", "KHÓA"),
    ("LANG", "NGÔN NGỮ"),
    ("LEVEL", "CẤP HỌC"),
    ("MS", "MILI GIÂY"),
    ("NAME", "TÊN"),
    ("PATH", "ĐƯỜNG DẪN"),
    ("PERIOD", "NĂM HỌC"),
    ("SCHOOL", "TRƯỜNG"),
    ("SHELL", "SHELL"),
    ("TEXT", "LỜI GHI"),
    ("WHAT", "CÁI GÌ"),
    ("WHEN", "KHI NÀO"),
];

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
    ("check", "Kiểm tra kế hoạch và các tệp đi kèm, chỉ ra chỗ sai và cách sửa"),
    ("check.school", "Chỉ trường này"),
    ("check.strict", "Coi cả cảnh báo là chưa đạt (mã thoát 1)"),
    ("check.what", "Tệp, thư mục, mã trường hoặc năm học; không ghi gì là tất cả"),
    ("demo", "Đi qua trọn công việc trong một kho mới với các trường hư cấu"),
    ("demo.into", "Thư mục để lập kho; phải chưa có hoặc còn trống"),
    ("diff", "So sánh hai kế hoạch: còn tồn tại, đã khắc phục, không còn nhắc tới, mới"),
    ("diff.after", "Kế hoạch sau, nêu như trên"),
    ("diff.before", "Kế hoạch trước: năm học, năm-học@phiên-bản, năm-học@approved, hoặc một tệp"),
    ("diff.exit_code", "Trả mã thoát 1 nếu hai kế hoạch khác nhau"),
    ("diff.school", "Trường nào, khi kho có nhiều trường"),
    ("explain", "Giải thích một vấn đề theo mã của nó, kèm ví dụ"),
    ("explain.code", "Mã vấn đề, như weakness-without-action; không ghi gì là liệt kê tất cả"),
    ("format", "Viết kế hoạch theo đúng một mẫu và đặt mã cho mục mới"),
    ("format.dry_run", "Không sửa gì; trả mã thoát 1 nếu có tệp chưa đúng mẫu"),
    ("format.school", "Chỉ trường này"),
    ("format.stdout", "In văn bản đúng mẫu của một tệp, không thay tệp"),
    ("format.what", "Tệp, thư mục, trường hoặc năm học; không nêu gì là tất cả"),
    ("hook", "Các móc để git tự kiểm tra khi lưu và khi đẩy"),
    ("hook-install", "Cài móc vào bản sao này; ở kho trần thì cài móc phía máy chủ"),
    ("hook-install.chain", "Nếu đã có móc khác: đổi tên nó thành TÊN.local và cho chạy trước"),
    ("hook-install.dry_run", "Chỉ nói sẽ làm gì, không làm"),
    (
        "hook-install.hooks",
        "Móc nào: pre-commit, pre-push, update; không nêu thì cài các móc hợp với kho này",
    ),
    ("hook-remove", "Gỡ các móc của caitien; móc có từ trước trở lại tên cũ"),
    ("hook-remove.hooks", "Móc nào; không nêu thì gỡ hết"),
    ("hook-run", "Trả lời git như một móc; các tệp móc gọi lệnh này"),
    ("hook-run.arguments", "Những gì git đưa cho móc"),
    ("hook-run.hook", "Móc nào"),
    ("init", "Lập kho kế hoạch với trường đầu tiên"),
    ("init.email", "Thư điện tử của hiệu trưởng"),
    ("init.folder", "Nơi lập kho; không ghi thì lập ở thư mục đang đứng"),
    ("init.id", "Mã ngắn của trường, dùng làm tên thư mục; không ghi thì lấy từ tên trường"),
    ("init.key", "Tệp khóa SSH của hiệu trưởng"),
    ("init.level", "Cấp học: mam-non, tieu-hoc, thcs, thpt"),
    ("init.name", "Tên đầy đủ của trường"),
    ("init.new_key", "Tạo khóa mới cho hiệu trưởng ở đường dẫn này"),
    ("init.principal", "Họ và tên hiệu trưởng"),
    ("init.sign_with", "Ký bằng khóa này thay cho khóa của hiệu trưởng (khóa của cơ quan quản lý)"),
    ("new", "Lập kế hoạch mới, từ mẫu hoặc từ kế hoạch năm trước"),
    ("new.catalog", "Danh mục tiêu chí, ví dụ preschool-2024; không ghi thì lấy danh mục đang có hiệu lực"),
    ("new.dry_run", "Chỉ in kế hoạch, không ghi tệp"),
    ("new.from", "Chuyển tiếp những gì chưa giải quyết của kế hoạch này"),
    ("new.period", "Năm học (2026-2027) hoặc giai đoạn (2026-2031)"),
    ("new.school", "Mã trường, khi kho có nhiều trường"),
    ("save", "Lưu những gì vừa sửa, kèm lời ghi nói rõ đã sửa gì"),
    ("save.dry_run", "Chỉ nói sẽ lưu gì, không lưu"),
    ("save.message", "Lời ghi của mình, thay cho lời ghi tự động"),
    ("save.no_format", "Không định dạng kế hoạch trước khi lưu"),
    ("save.words", "Chỉ lưu những tệp, năm học hoặc trường này"),
    ("school", "Các trường trong kho"),
    ("school-add", "Thêm một trường cùng hồ sơ tin cậy"),
    ("school-add.email", "Thư điện tử của hiệu trưởng"),
    ("school-add.id", "Mã ngắn của trường, dùng làm tên thư mục; không ghi thì lấy từ tên trường"),
    ("school-add.key", "Tệp khóa SSH của hiệu trưởng"),
    ("school-add.level", "Cấp học: mam-non, tieu-hoc, thcs, thpt"),
    ("school-add.name", "Tên đầy đủ của trường"),
    ("school-add.new_key", "Tạo khóa mới cho hiệu trưởng ở đường dẫn này"),
    ("school-add.principal", "Họ và tên hiệu trưởng"),
    ("school-add.sign_with", "Ký bằng khóa này thay cho khóa của hiệu trưởng (khóa của cơ quan quản lý)"),
    ("show", "In một kế hoạch, hoặc một tiêu chí, một mục của nó"),
    ("show.school", "Trường nào, khi kho có nhiều trường"),
    (
        "show.what",
        "Năm học hoặc tệp, kèm tiêu chí (1.5), tiêu chuẩn (S3) hoặc mã một mục; không nêu gì là kế hoạch mới nhất",
    ),
    ("util", "Gợi ý lệnh cho shell, trang hướng dẫn man và bảng tra các lệnh"),
    ("util-completions", "In phần gợi ý lệnh cho một shell"),
    ("util-completions.shell", "Tên shell"),
    ("util-man", "Ghi các trang hướng dẫn man vào một thư mục, hoặc in ra"),
    ("util-man.folder", "Thư mục chứa các trang; `-` là in ra"),
    ("util-reference", "In bảng tra mọi lệnh ở dạng Markdown"),
    ("watch", "Theo dõi việc sửa tệp và nói ngay sau mỗi lần lưu có gì thay đổi"),
    ("watch.interval", "Bao lâu xem lại một lần, tính bằng mili giây"),
    ("watch.once", "Chờ lần lưu đầu tiên, trả lời rồi kết thúc"),
    ("watch.poll", "Xem lại theo chu kỳ thay vì chờ hệ thống báo"),
];
