//! What a person does to a Word file, for stories: type over words, type below them, let Word track a change, comment.
//!
//! Only the parts that Word itself would touch are changed; everything else in the file keeps its bytes.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const DOCUMENT: &str = "word/document.xml";
const RELATIONS: &str = "word/_rels/document.xml.rels";
const DAY: &str = "2026-09-14T08:00:00Z";

/// An opened Word file.
pub(crate) struct WordFile {
    parts: Vec<(String, Vec<u8>)>,
}

impl WordFile {
    pub(crate) fn open(bytes: &[u8]) -> WordFile {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let parts = (0..archive.len()).map(|at| {
            let mut entry = archive.by_index(at).unwrap();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            (entry.name().unwrap().into_owned(), bytes)
        });
        WordFile { parts: parts.collect() }
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in &self.parts {
            writer.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    /// Words are typed over with others; what follows is typed on lines of their own below them.
    pub(crate) fn type_over(&mut self, old: &str, new: &[&str]) {
        self.change(DOCUMENT, |text| {
            let run = run(text, old);
            let (words, below) = new.split_first().unwrap();
            let start = text[..run.start].rfind("<w:p>").unwrap();
            let end = run.end + text[run.end..].find("</w:p>").unwrap() + "</w:p>".len();
            let look = text[start..].find("</w:pPr>").map_or(start, |at| start + at + "</w:pPr>".len());
            let typed = |words: &str| text[run.clone()].replace(old, words);
            let lines: String =
                below.iter().map(|words| format!("{}{}</w:p>", &text[start..look], typed(words))).collect();
            format!("{}{}{}{lines}{}", &text[..run.start], typed(words), &text[run.end..end], &text[end..])
        });
    }

    /// The same with change tracking on: nobody has accepted it yet.
    pub(crate) fn track(&mut self, old: &str, new: &str, who: &str) {
        self.change(DOCUMENT, |text| {
            let run = run(text, old);
            let before = text[run.clone()].replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>");
            let after = text[run.clone()].replace(old, new);
            let by = format!("w:author=\"{who}\" w:date=\"{DAY}\"");
            format!(
                "{}<w:del w:id=\"9001\" {by}>{before}</w:del><w:ins w:id=\"9002\" {by}>{after}</w:ins>{}",
                &text[..run.start],
                &text[run.end..]
            )
        });
    }

    /// A comment on words.
    pub(crate) fn comment(&mut self, on: &str, who: &str, says: &str) {
        self.change(DOCUMENT, |text| {
            let run = run(text, on);
            format!(
                "{}<w:commentRangeStart w:id=\"0\"/>{}<w:commentRangeEnd w:id=\"0\"/>\
                 <w:r><w:commentReference w:id=\"0\"/></w:r>{}",
                &text[..run.start],
                &text[run.clone()],
                &text[run.end..]
            )
        });
        let schemas = "http://schemas.openxmlformats.org";
        self.change(RELATIONS, |text| {
            let kind = format!("{schemas}/officeDocument/2006/relationships/comments");
            let one = format!(
                "<Relationship Id=\"rId9001\" Type=\"{kind}\" Target=\"comments.xml\"/></Relationships>"
            );
            text.replace("</Relationships>", &one)
        });
        let comments = format!(
            "<w:comments xmlns:w=\"{schemas}/wordprocessingml/2006/main\"><w:comment w:id=\"0\" \
             w:author=\"{who}\" w:date=\"{DAY}\"><w:p><w:r><w:t>{says}</w:t></w:r></w:p></w:comment></w:comments>"
        );
        self.parts.push(("word/comments.xml".to_owned(), comments.into_bytes()));
    }

    fn change(&mut self, part: &str, change: impl FnOnce(&str) -> String) {
        let (_, bytes) = self.parts.iter_mut().find(|(name, _)| name == part).unwrap();
        *bytes = change(std::str::from_utf8(bytes).unwrap()).into_bytes();
    }
}

/// A plan as a school wrote it in Word years ago: a few paragraphs and one table, and nothing of ours in it.
pub(crate) fn old_plan() -> Vec<u8> {
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let cell = |text: &str| {
        let lines: String = text.split('/').map(paragraph).collect();
        format!("<w:tc>{lines}</w:tc>")
    };
    let row = |texts: &str| format!("<w:tr>{}</w:tr>", texts.split('|').map(cell).collect::<String>());
    let before = [
        "UBND XÃ RỪNG NGÂU",
        "TRƯỜNG MẦM NON RỪNG NGÂU",
        "Số: 17/KH-MNRN",
        "Rừng Ngâu, ngày 06 tháng 9 năm 2024",
        "KẾ HOẠCH",
        "Cải tiến chất lượng giáo dục năm học 2024-2025",
        "I. MỤC ĐÍCH, YÊU CẦU",
        "Làm dần những việc mà báo cáo tự đánh giá đã nêu.",
        "II. NỘI DUNG KẾ HOẠCH",
    ];
    let rows = [
        "TT|Tiêu chuẩn, tiêu chí|Kết quả cần đạt|Công việc, giải pháp|Chủ trì|Thời gian|Kinh phí|Điều kiện|Ghi chú",
        "1|Tiêu chí 1.8: Quản lý các hoạt động giáo dục/Điểm yếu: Có cô chưa được dự giờ lần nào.|\
         Cô nào cũng được dự giờ|Lập lịch dự giờ theo tháng|Phó hiệu trưởng|Cả năm học|Không||",
        "2|Tiêu chí 3.3: Hạ tầng kỹ thuật/Điểm yếu: Đường truyền mạng chỉ có ở văn phòng.|\
         Một nửa số lớp có mạng|Xin kinh phí kéo cáp|Hiệu trưởng|Học kỳ II|5.000.000đ||",
    ];
    let after = ["III. TỔ CHỨC THỰC HIỆN", "Hiệu trưởng phân công, các tổ làm và báo cáo cuối năm."];
    let body: String = before
        .into_iter()
        .map(paragraph)
        .chain(std::iter::once(format!("<w:tbl>{}</w:tbl>", rows.into_iter().map(row).collect::<String>())))
        .chain(after.into_iter().map(paragraph))
        .collect();
    let schemas = "http://schemas.openxmlformats.org";
    let office = "application/vnd.openxmlformats-";
    let parts = [
        (
            "[Content_Types].xml",
            format!(
                "<Types xmlns=\"{schemas}/package/2006/content-types\">\
                 <Default Extension=\"rels\" ContentType=\"{office}package.relationships+xml\"/>\
                 <Override PartName=\"/{DOCUMENT}\" \
                 ContentType=\"{office}officedocument.wordprocessingml.document.main+xml\"/></Types>"
            ),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{schemas}/package/2006/relationships\"><Relationship Id=\"rId1\" \
                 Type=\"{schemas}/officeDocument/2006/relationships/officeDocument\" \
                 Target=\"{DOCUMENT}\"/></Relationships>"
            ),
        ),
        (
            DOCUMENT,
            format!(
                "<w:document xmlns:w=\"{schemas}/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
            ),
        ),
    ];
    let parts = parts.into_iter().map(|(name, text)| (name.to_owned(), text.into_bytes()));
    WordFile { parts: parts.collect() }.bytes()
}

/// Where the run with these words stands; they must stand once.
fn run(text: &str, words: &str) -> std::ops::Range<usize> {
    let whole = format!(">{words}</w:t></w:r>");
    assert_eq!(text.matches(&whole).count(), 1, "`{words}` in {text}");
    let end = text.find(&whole).unwrap() + whole.len();
    text[..end].rfind("<w:r>").unwrap()..end
}
