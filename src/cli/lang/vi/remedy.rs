//! What to do about a finding, in Vietnamese.

use super::finding::named;
use crate::cli::lang::Vi;
use crate::cli::show::finding::{Remedy, Unchanged};
use crate::finding::Problem;

impl Vi for Remedy<'_> {
    fn vi(&self) -> String {
        use Problem as P;
        match self.0 {
            P::MissingFrontMatter => "thêm ở đầu tệp hai dòng `+++`, giữa chúng là schema, school, period, catalog".into(),
            P::UnclosedFrontMatter => "thêm một dòng `+++` sau mục cuối cùng của phần khai báo".into(),
            P::InvalidFrontMatter { .. } => "viết mỗi mục một dòng: `tên = \"giá trị\"`".into(),
            P::MissingKey { key } => format!("thêm dòng `{key} = {}`", sample_value(key)),
            P::UnknownKey { meant: Some(meant), .. } => format!("có phải ý là `{meant}`?"),
            P::UnknownKey { meant: None, .. } => "xóa mục này, hoặc viết nội dung vào trong kế hoạch".into(),
            P::WrongType { key, .. } => format!("viết lại giá trị của `{key}`"),
            P::UnknownSchema { .. } => "ghi `schema = 1`, hoặc dùng bản caitien mới hơn".into(),
            P::InvalidPeriod { .. } => "ghi hai năm có gạch nối, như `2023-2024` hoặc `2024-2029`".into(),
            P::InvalidSchoolId { .. } => "chỉ dùng chữ thường không dấu, chữ số và gạch nối, như `mn-hoa-sen`".into(),
            P::SchoolFolder { folder, .. } => format!("ghi `school = \"{folder}\"`, hoặc chuyển tệp về đúng thư mục"),
            P::PeriodFolder { folder, .. } => format!("ghi `period = \"{folder}\"`, hoặc chuyển tệp về đúng thư mục"),
            P::UnknownCatalog { meant: Some(meant), .. } => format!("có phải ý là `{meant}`?"),
            P::UnknownCatalog { meant: None, .. } => {
                "chọn một bộ có sẵn (như `preschool-2018`) hoặc thêm tệp vào thư mục `catalogs/`".into()
            }
            P::CatalogNotInForce { .. } => "kiểm tra lại thông tư đang áp dụng và sửa mục `catalog` hoặc `date`".into(),
            P::DateOutsidePeriod { .. } => "kiểm tra lại mục `date` và mục `period`".into(),
            P::NumberSpacing { tidy, .. } => format!("viết liền: `{tidy}`"),
            P::MalformedId { .. } => "xóa phần `{#…}`; lệnh `caitien format` sẽ đặt mã mới".into(),
            P::Misplaced { .. } => "đặt tiêu chuẩn (###) trong phần nội dung, tiêu chí (####) trong tiêu chuẩn".into(),
            P::NotFormatted => "sửa những chỗ được báo trong tệp này rồi chạy lại `caitien format`".into(),
            P::MissingContent => "thêm tiêu đề `## III. Nội dung kế hoạch cải tiến chất lượng giáo dục`".into(),
            P::MissingSection { section } => format!("thêm tiêu đề `## {section}`"),
            P::DuplicateSection { .. } => "gộp hai phần làm một, hoặc đổi tên một phần".into(),
            P::UnknownStandard { .. } | P::UnknownCriterion { .. } => {
                "kiểm tra lại số, hoặc sửa mục `catalog` nếu kế hoạch theo thông tư khác".into()
            }
            P::WrongName { name, .. } => format!("viết là “{name}”"),
            P::WrongStandard { criterion, .. } => {
                let standard = criterion.split('.').next().unwrap_or(criterion);
                format!("chuyển xuống dưới tiêu đề “Tiêu chuẩn {standard}”, hoặc sửa số")
            }
            P::DuplicateCriterion { .. } | P::DuplicateStandard { .. } => {
                "gộp hai chỗ làm một; nếu tách theo mức thì ghi `**Mức:**` cho từng chỗ".into()
            }
            P::EmptyCriterion { .. } => "viết điểm yếu, kết quả cần đạt, giải pháp, hoặc xóa tiêu đề này".into(),
            P::UnknownLevel { levels, .. } => match levels.as_slice() {
                [] => "ghi một số từ 1 đến 4".into(),
                levels => format!("các mức của tiêu chí này: {}", numbers(levels)),
            },
            P::CoversEverything { .. } => "giữ lại những vấn đề trọng tâm cần cải tiến trong năm".into(),
            P::WeaknessWithoutAction { anchor } => {
                format!("thêm `**Giải pháp**` và ít nhất một việc vào {}", named(anchor))
            }
            P::WeaknessWithoutTarget { anchor } => {
                format!("thêm `**Kết quả cần đạt**` vào {}", named(anchor))
            }
            P::ActionWithoutLead { .. } => {
                "thêm dòng con `- Chủ trì: …`, hoặc ghi chung cho cả tiêu chí ở `**Thực hiện chung**`".into()
            }
            P::ActionWithoutDeadline { .. } => {
                "thêm dòng con `- Thời gian: …`, hoặc ghi chung cho cả tiêu chí ở `**Thực hiện chung**`".into()
            }
            P::ScheduleOutsidePeriod { .. } => "kiểm tra lại năm; việc của năm khác thì để ở kế hoạch năm đó".into(),
            P::ScheduleReversed { .. } => "kiểm tra lại ngày bắt đầu và ngày kết thúc".into(),
            P::UnreadableSchedule { .. } => "viết như `9/2023 – 5/2024`, `trước 31/12/2023` hoặc `hằng tháng`".into(),
            P::UnmeasurableTarget => "nêu con số hoặc tình trạng kiểm tra được, như “giảm còn 01 lớp ghép”".into(),
            P::Undecided { .. } => "quyết định rồi ghi giá trị của năm nay thay cho cả phần trong ngoặc".into(),
            P::UnreadableMoney { .. } => "viết như `2.000.000 đ`, `15 triệu đồng` hoặc `Không`".into(),
            P::MalformedEvidence { form, .. } => format!("viết theo mẫu `{form}`"),
            P::OtherSchoolYear { own, .. } => {
                format!("nếu muốn nói năm học của kế hoạch này, sửa thành {own}; nếu đúng là năm khác thì bỏ qua")
            }
            P::CopiedWeakness { .. } => {
                "ghi số liệu năm nay và đổi giải pháp; nếu năm trước đã làm được một phần thì ghi tiến độ của năm đó".into()
            }
            P::CopiedCriterion { .. } => {
                "rà lại với kết quả năm trước: việc xong thì bỏ, việc chưa xong thì ghi số liệu mới và cách làm khác".into()
            }
            P::CopiedPlan { .. } => "xem từng tiêu chí bằng `caitien diff`, rồi viết lại theo kết quả năm trước".into(),
            P::OtherSchool { own, .. } => {
                format!("nếu muốn nói trường mình, sửa thành {own}; nếu đúng là trường khác thì bỏ qua")
            }
            P::OtherPlace { own, .. } => {
                format!("nếu muốn nói nơi của trường, sửa thành {own}; nếu đúng là nơi khác thì bỏ qua")
            }
            P::NotNfc { .. } => "chạy `caitien format`: chữ được đưa về dạng dựng sẵn (NFC), nội dung không đổi".into(),
            P::InvisibleCharacter { .. } | P::BidiControl { .. } => "xóa ký tự này rồi gõ lại từ ở chỗ đó".into(),
            P::LostCharacter => "gõ lại từ này theo bản gốc".into(),
            P::LegacyEncoding { .. } => "gõ lại dòng này bằng Unicode theo bản gốc".into(),
            P::OthersPart { people, .. } => {
                format!("nếu {people} đã nhờ thì cứ lưu; nếu chưa thì báo một câu, hoặc để lại góp ý thay vì sửa")
            }
            P::MergeConflict { .. } => {
                "giữ lại chữ đúng ở chỗ của nó, rồi xóa phần `[XUNG ĐỘT]` (hay các dòng `<<<<<<<`, `=======`, `>>>>>>>`)".into()
            }
            P::DuplicateId { .. } => "xóa phần `{#…}` ở mục mới; `caitien format` sẽ đặt mã mới".into(),
            P::WrongIdKind { .. } => "xóa phần `{#…}`; `caitien format` sẽ đặt mã mới".into(),
            P::IdFromLater { .. } => "xóa phần `{#…}` nếu đây là mục mới; `caitien format` sẽ đặt mã mới".into(),
            P::ReusedId { id, .. } => format!(
                "nếu là việc khác: xóa phần `{{#…}}` để mục mới có mã riêng, rồi giải trình mục cũ; nếu vẫn là một việc, chỉ viết khác đi: \
                 `caitien link {id} {id} --reason \"…\"`"
            ),
            P::MissingId { .. } => "chạy `caitien format` để đặt mã, nhờ đó theo dõi được qua các năm".into(),
            P::UnaccountedWeakness { id, .. } | P::UnexplainedWeakness { id, .. } => match id {
                Some(id) => format!(
                    "chép lại vào kế hoạch nếu còn; nếu không còn thì giải trình: `caitien account {id} --resolved --reason \"…\"` \
                     (đã khắc phục) hoặc `--dropped` (thôi không theo dõi)"
                ),
                None => "chép lại vào kế hoạch nếu còn; nếu không còn thì đặt mã cho kế hoạch trước bằng `caitien format` rồi \
                         giải trình bằng `caitien account`"
                    .into(),
            },
            P::RecordWithoutPlan { .. } | P::RecordWithoutItem { .. } => {
                "kiểm tra lại năm học và mã trong ghi nhận; ghi sai thì xóa cả đoạn".into()
            }
            P::ContradictedAccount { .. } => {
                "kế hoạch được tin hơn ghi nhận: nếu điểm yếu không còn thì bỏ nó khỏi kế hoạch, nếu còn thì xóa đoạn ghi nhận này".into()
            }
            P::EmptyFile => "viết kế hoạch vào tệp, hoặc xóa tệp".into(),
            P::BinaryFile => "tệp Word hay PDF thì dùng `caitien import`".into(),
            P::InvalidUtf8 => "mở tệp, chọn lưu lại với bảng mã UTF-8".into(),
            P::FileTooLarge { .. } => "kiểm tra lại: một kế hoạch thường chỉ vài chục KB".into(),
            P::UnreadableFile { .. } => "kiểm tra quyền đọc tệp".into(),
            P::InvalidFile { .. } => "sửa lại theo mẫu trong hướng dẫn".into(),
            P::UnknownCode { meant: Some(meant), .. } => format!("có phải ý là `{meant}`?"),
            P::UnknownCode { meant: None, .. } => "xem danh sách mã bằng `caitien explain`".into(),
            P::MissingReason { .. } => "thêm `reason = \"…\"`: người sau cần biết vì sao; chưa có lý do thì chưa tắt".into(),
            P::DuplicatePerson { .. } => "mỗi người một mã riêng".into(),
            P::NoPrincipal => "thêm một `[[person]]` với `role = \"principal\"`".into(),
            P::UnknownItem { .. } => "kiểm tra lại mã, hoặc khôi phục mục đã xóa".into(),
            P::UnregisteredEvidence { code } => format!("thêm vào danh mục: `caitien evidence add {code} --name \"…\"`, hoặc sửa mã"),
            P::DuplicateEvidence { .. } => "đổi mã của một minh chứng; mã còn trống: `caitien evidence add --criterion …`".into(),
            P::OwnVerification { id } => format!("để người khác xác nhận: `caitien progress {id} --verify \"…\" --by MÃ`"),
            P::StrayReference { .. } => "đoạn cũ đã bị sửa tay hoặc xóa: khôi phục đoạn ấy, hoặc ghi lại bằng lệnh".into(),
            P::UnknownPerson { .. } => "thêm người này vào school.toml, hoặc sửa mục `by`".into(),
            P::UnknownComment { .. } => "kiểm tra lại mã góp ý; nếu tệp góp ý bị xóa nhầm thì khôi phục".into(),
            P::OpenComment { id, .. } => format!("trả lời hoặc khép lại bằng `caitien comment --resolve {id}`"),
        }
    }
}

impl Vi for Unchanged {
    fn vi(&self) -> String {
        "giữ nguyên".into()
    }
}

fn sample_value(key: &str) -> &'static str {
    match key {
        "schema" => "1",
        "school" => "\"mn-hoa-sen\"",
        "period" => "\"2023-2024\"",
        "catalog" => "\"preschool-2018\"",
        _ => "\"…\"",
    }
}

fn numbers(levels: &[u8]) -> String {
    levels.iter().map(u8::to_string).collect::<Vec<_>>().join(", ")
}
