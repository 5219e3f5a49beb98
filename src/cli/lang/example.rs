//! Examples of each finding: the lines of a plan are Vietnamese in every language.

use crate::cli::show::explain::Explanation;
use crate::finding::Code;

impl Explanation {
    /// An example with the problem and the same without it; empty where a few lines cannot show it.
    pub fn example(&self) -> (&'static str, &'static str) {
        use Code as C;
        match self.0 {
            C::MissingFrontMatter => (
                "# Kế hoạch năm học 2023-2024",
                "+++\nschema = 1\nschool = \"mn-hoa-sen\"\nperiod = \"2023-2024\"\ncatalog = \"preschool-2018\"\n+++",
            ),
            C::UnclosedFrontMatter => (
                "+++\nschema = 1\n\n## I. Mục đích, yêu cầu",
                "+++\nschema = 1\n+++\n\n## I. Mục đích, yêu cầu",
            ),
            C::InvalidFrontMatter => ("school = mn-hoa-sen", "school = \"mn-hoa-sen\""),
            C::MissingKey => (
                "+++\nschema = 1\nschool = \"mn-hoa-sen\"\n+++",
                "+++\nschema = 1\nschool = \"mn-hoa-sen\"\nperiod = \"2023-2024\"\ncatalog = \"preschool-2018\"\n+++",
            ),
            C::UnknownKey => ("scool = \"mn-hoa-sen\"", "school = \"mn-hoa-sen\""),
            C::WrongType => ("schema = \"1\"", "schema = 1"),
            C::UnknownSchema => ("schema = 7", "schema = 1"),
            C::InvalidPeriod => ("period = \"2023\"", "period = \"2023-2024\""),
            C::InvalidSchoolId => ("school = \"Trường Hoa Sen\"", "school = \"mn-hoa-sen\""),
            C::SchoolFolder => {
                ("# schools/mn-hoa-sen/2023-2024/plan.md\nschool = \"mn-hoa-mai\"", "school = \"mn-hoa-sen\"")
            }
            C::PeriodFolder => {
                ("# schools/mn-hoa-sen/2023-2024/plan.md\nperiod = \"2022-2023\"", "period = \"2023-2024\"")
            }
            C::UnknownCatalog => ("catalog = \"mam-non-2018\"", "catalog = \"preschool-2018\""),
            C::CatalogNotInForce => (
                "period = \"2026-2027\"\ncatalog = \"preschool-2018\"",
                "period = \"2026-2027\"\ncatalog = \"preschool-2026\"",
            ),
            C::DateOutsidePeriod => {
                ("period = \"2023-2024\"\ndate = 2019-09-07", "period = \"2023-2024\"\ndate = 2023-09-07")
            }
            C::NumberSpacing => ("number = \"12 /KH-MNHS\"", "number = \"12/KH-MNHS\""),
            C::Misplaced => (
                "## I. Mục đích, yêu cầu\n\n### Tiêu chuẩn 1",
                "## III. Nội dung kế hoạch\n\n### Tiêu chuẩn 1",
            ),
            C::MissingContent => (
                "## I. Mục đích, yêu cầu\n\n## IV. Tổ chức thực hiện",
                "## I. Mục đích, yêu cầu\n\n## III. Nội dung kế hoạch\n\n## IV. Tổ chức thực hiện",
            ),
            C::MissingSection => (
                "## III. Nội dung kế hoạch",
                "## I. Mục đích, yêu cầu\n\n## II. Căn cứ xây dựng kế hoạch\n\n## III. Nội dung kế hoạch\n\n## IV. Tổ chức thực hiện",
            ),
            C::DuplicateSection => {
                ("## IV. Tổ chức thực hiện\n\n## V. Tổ chức thực hiện", "## IV. Tổ chức thực hiện")
            }
            C::UnknownStandard => ("### Tiêu chuẩn 7", "### Tiêu chuẩn 5"),
            C::UnknownCriterion => ("#### Tiêu chí 1.15", "#### Tiêu chí 1.5"),
            C::WrongName => {
                ("#### Tiêu chí 1.5: Lớp học", "#### Tiêu chí 1.5: Tổ chức nhóm trẻ và lớp mẫu giáo")
            }
            C::WrongStandard => {
                ("### Tiêu chuẩn 1\n\n#### Tiêu chí 2.3", "### Tiêu chuẩn 2\n\n#### Tiêu chí 2.3")
            }
            C::DuplicateCriterion => (
                "#### Tiêu chí 1.5\n\n…\n\n#### Tiêu chí 1.5",
                "#### Tiêu chí 1.5\n\n**Mức:** 1\n\n…\n\n#### Tiêu chí 1.5\n\n**Mức:** 2",
            ),
            C::DuplicateStandard => ("### Tiêu chuẩn 1\n\n…\n\n### Tiêu chuẩn 1", "### Tiêu chuẩn 1"),
            C::UnknownLevel => ("**Mức:** cao", "**Mức:** 3"),
            C::WeaknessWithoutAction => (
                "**Điểm yếu**\n\n- Còn 02 lớp ghép.",
                "**Điểm yếu**\n\n- Còn 02 lớp ghép.\n\n**Giải pháp**\n\n- Vận động cha mẹ đưa trẻ ra điểm trung tâm.",
            ),
            C::WeaknessWithoutTarget => (
                "**Điểm yếu**\n\n- Còn 02 lớp ghép.",
                "**Điểm yếu**\n\n- Còn 02 lớp ghép.\n\n**Kết quả cần đạt**\n\n- Còn 01 lớp ghép.",
            ),
            C::ActionWithoutLead => (
                "- Sửa mái hiên khối lớp lá.\n  - Thời gian: 7/2024",
                "- Sửa mái hiên khối lớp lá.\n  - Chủ trì: Phó hiệu trưởng\n  - Thời gian: 7/2024",
            ),
            C::ActionWithoutDeadline => (
                "- Sửa mái hiên khối lớp lá.\n  - Chủ trì: Phó hiệu trưởng",
                "- Sửa mái hiên khối lớp lá.\n  - Chủ trì: Phó hiệu trưởng\n  - Thời gian: 7/2024",
            ),
            C::ScheduleOutsidePeriod => {
                ("period = \"2023-2024\"\n…\n  - Thời gian: 9/2022", "  - Thời gian: 9/2023")
            }
            C::ScheduleReversed => ("  - Thời gian: 5/2024 – 9/2023", "  - Thời gian: 9/2023 – 5/2024"),
            C::UnreadableSchedule => ("  - Thời gian: khi thuận lợi", "  - Thời gian: trước 31/12/2023"),
            C::UnmeasurableTarget => ("- Nâng cao chất lượng bữa ăn.", "- 95% trẻ ăn hết suất."),
            C::UnreadableMoney => ("  - Kinh phí: 2.00.000 đ", "  - Kinh phí: 2.000.000 đ"),
            C::Undecided => (
                "  - Thời gian: (cần quyết định lại; kế hoạch 2022-2023: 9/2022 – 5/2023)",
                "  - Thời gian: 9/2023 – 5/2024",
            ),
            C::MalformedEvidence => ("[H1-1.5-3]", "[H1-1.5-03]"),
            C::OtherSchoolYear => (
                "period = \"2023-2024\"\n…\nKế hoạch được thực hiện trong năm học 2022-2023.",
                "Kế hoạch được thực hiện trong năm học 2023-2024.",
            ),
            C::CopiedWeakness => (
                "Kế hoạch 2022-2023 và 2023-2024:\n- Sân chơi điểm lẻ chưa có mái che.\n…\n- Vận động cha mẹ trẻ làm mái che.",
                "Kế hoạch 2023-2024:\n- Sân chơi điểm lẻ đã che được một nửa, còn 40 m² chưa có mái.\n…\n- Xin xã hỗ trợ khung thép, cha mẹ trẻ góp công lợp.",
            ),
            C::CopiedPlan => ("", ""),
            C::CopiedCriterion => ("", ""),
            C::OtherSchool => (
                "# schools/mn-hoa-sen/…\nKế hoạch của Trường Mầm non Hoa Mai …",
                "Kế hoạch của Trường Mầm non Hoa Sen …",
            ),
            C::OtherPlace => {
                ("place = \"Bến Mơ\"\n…\nTham mưu với UBND xã Đồi Chè …", "Tham mưu với UBND xã Bến Mơ …")
            }
            C::LegacyEncoding => ("Nôi nhaän", "Nơi nhận"),
            C::MalformedId => ("- Còn 02 lớp ghép. {#diem-yeu-1}", "- Còn 02 lớp ghép. {#w-1.5-2023-1}"),
            C::DuplicateId => (
                "- Còn 02 lớp ghép. {#w-1.5-2023-1}\n- Thiếu tủ thuốc. {#w-1.5-2023-1}",
                "- Còn 02 lớp ghép. {#w-1.5-2023-1}\n- Thiếu tủ thuốc.",
            ),
            C::MergeConflict => (
                "- Sửa mái hiên khối lớp lá.\n  - Chủ trì: Phó hiệu trưởng\n  - [XUNG ĐỘT] Chủ trì, bản kia ghi: Tổ trưởng tổ lá",
                "- Sửa mái hiên khối lớp lá.\n  - Chủ trì: Tổ trưởng tổ lá",
            ),
            C::OthersPart => ("", ""),
            C::WrongIdKind => {
                ("**Điểm yếu**\n\n- Còn 02 lớp ghép. {#a-1.5-2023-1}", "**Điểm yếu**\n\n- Còn 02 lớp ghép.")
            }
            C::IdFromLater => {
                ("period = \"2023-2024\"\n…\n- Còn 02 lớp ghép. {#w-1.5-2025-1}", "- Còn 02 lớp ghép.")
            }
            C::MissingId => ("- Còn 02 lớp ghép.", "- Còn 02 lớp ghép. {#w-1.5-2023-1}"),
            C::UnknownCode => ("[[allow]]\ncode = \"not-nfd\"", "[[allow]]\ncode = \"not-nfc\""),
            C::MissingReason => (
                "[[allow]]\ncode = \"not-nfc\"",
                "[[allow]]\ncode = \"not-nfc\"\nreason = \"Chữ gõ trên máy Mac, sẽ định dạng lại cuối năm.\"",
            ),
            C::NoPrincipal => {
                ("[[person]]\nid = \"ht\"\nrole = \"staff\"", "[[person]]\nid = \"ht\"\nrole = \"principal\"")
            }
            C::UnknownItem => ("[[record]]\nitem = \"w-1.5-2032-1\"", "[[record]]\nitem = \"w-1.5-2023-1\""),
            C::NotFormatted | C::EmptyCriterion | C::CoversEverything | C::NotNfc | C::InvisibleCharacter => {
                ("", "")
            }
            C::BidiControl | C::LostCharacter | C::ReusedId | C::UnaccountedWeakness | C::EmptyFile => {
                ("", "")
            }
            C::UnexplainedWeakness => ("", ""),
            C::RecordWithoutPlan => {
                ("[[account]]\n…\nto = \"2032-2033\"", "[[account]]\n…\nto = \"2023-2024\"")
            }
            C::RecordWithoutItem => {
                ("[[account]]\nitem = \"w-1.5-2032-1\"", "[[account]]\nitem = \"w-1.5-2023-1\"")
            }
            C::ContradictedAccount => (
                "[[account]]\nitem = \"w-1.5-2021-1\"\nto = \"2023-2024\"\n…\n\n# kế hoạch 2023-2024\n- Còn 02 lớp ghép. {#w-1.5-2021-1}",
                "[[account]]\nitem = \"w-1.5-2021-1\"\nto = \"2023-2024\"\n…\n\n# kế hoạch 2023-2024 không còn điểm yếu ấy",
            ),
            C::BinaryFile | C::InvalidUtf8 | C::FileTooLarge | C::UnreadableFile | C::InvalidFile => ("", ""),
            C::UnregisteredEvidence => (
                "[[record]]\n…\nevidence = [\"H1-1.5-30\"]",
                "[[record]]\n…\nevidence = [\"H1-1.5-03\"]\n\n# evidence.toml\n[[evidence]]\ncode = \"H1-1.5-03\"\n…",
            ),
            C::OwnVerification => (
                "[[record]]\n…\nby = \"hoa\"\n\n[[verification]]\n…\nby = \"hoa\"",
                "[[record]]\n…\nby = \"hoa\"\n\n[[verification]]\n…\nby = \"giam-sat\"",
            ),
            C::DuplicateEvidence | C::StrayReference => ("", ""),
            C::DuplicatePerson | C::UnknownPerson | C::UnknownComment | C::OpenComment => ("", ""),
        }
    }
}
