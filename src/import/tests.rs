//! The whole import: every trap in small invented texts, and the law that no word is lost.

use proptest::prelude::*;

use super::report::{Certainty, LeftoverKind, Topic};
use super::words::Bag;
use super::*;
use crate::plan::Entries;
use crate::plan::item::{FieldKey, Kind};

fn one(text: &str) -> ImportedPlan {
    let mut documents = import(text, &Options::default()).documents;
    assert_eq!(documents.len(), 1);
    documents.remove(0)
}

/// No word of the text is lost, and formatting what was written changes nothing.
fn holds(text: &str) {
    for document in import(text, &Options::default()).documents {
        assert_eq!(document.report.words.lost(), 0, "{}", document.text);
        let formatted = crate::plan::format::format(&document.text, &Default::default());
        let bare = crate::plan::format::write(&parse(&formatted.text).plan);
        assert_eq!(bare, formatted.text, "canonical");
        let mut written = Bag::of(&formatted.text);
        let lost: Vec<String> =
            words::words(&document.text).into_iter().filter(|word| !written.take(word)).collect();
        assert!(lost.is_empty(), "formatting loses {lost:?}");
    }
}

/// Criterion, kind and text of every item, one a line.
fn items(plan: &Plan) -> String {
    let shown = plan.items().map(|placed| {
        let anchor = placed.anchor.map(|anchor| anchor.to_string()).unwrap_or_default();
        format!("{anchor} {}: {}", placed.item.kind.as_str(), placed.item.text)
    });
    shown.collect::<Vec<_>>().join("\n")
}

const HEAD: &str = "KẾ HOẠCH\nCẢI TIẾN CHẤT LƯỢNG GIÁO DỤC\nNăm học 2023-2024\n\n";
const HEADER: &str = "TT\tTiêu chuẩn, tiêu chí\tKết quả cần đạt\tCông việc/giải pháp cần thực hiện\tChủ trì và phối hợp thực hiện\tThời gian thực hiện và hoàn thành\tDự kiến kinh phí\tĐiều kiện hỗ trợ khác\tGhi chú\n";

fn table(rows: &str) -> String {
    format!("{HEAD}III. NỘI DUNG KẾ HOẠCH\n\n{HEADER}{rows}\nVI. TỔ CHỨC THỰC HIỆN\n\nHết.\n")
}

#[test]
fn a_weakness_in_prose_and_table_is_one() {
    let text = format!(
        "{HEAD}II. CĂN CỨ XÂY DỰNG KẾ HOẠCH\n\nTiêu chí 1.5: Lớp\n\n- Điểm yếu: Còn 03 lớp ghép ở điểm lẻ.\n\n- Đã tách 01 lớp.\n\n{}",
        table("\t<p>Tiêu chí 1.5: Lớp</p><p>- Điểm yếu: Còn 03 lớp ghép ở điểm lẻ</p>\tCòn 02 lớp\tTách lớp\tHT\t9/2023\t\t\t\n").replace(HEAD, "")
    );
    let document = one(&text);
    let weaknesses: Vec<&str> = document.plan.weaknesses().map(|placed| placed.item.text.as_str()).collect();
    assert_eq!(weaknesses, ["Còn 03 lớp ghép ở điểm lẻ"]);
    assert_eq!(document.report.weaknesses[0].lines.len(), 2);
    holds(&text);
}

#[test]
fn prose_about_weaknesses_is_none() {
    let text = format!(
        "{HEAD}I. MỤC ĐÍCH, YÊU CẦU\n\nKhắc phục điểm yếu, phát huy điểm mạnh.\n\nĐiểm yếu của trường sẽ được khắc phục.\n"
    );
    let document = one(&text);
    assert_eq!(document.plan.weaknesses().count(), 0);
    assert!(document.report.weaknesses.is_empty() && document.report.suggestions.is_empty());
}

#[test]
fn rows_cut_by_pages_come_together_and_own_rows_stay_apart() {
    let text = table(
        "MỨC 2\n\tTiêu chí 2.3\tĐủ người\tCử đi\tHT\tđến hết năm\t\t\t\n\n\n\t\t\thọc nghề\t\thọc 2024\t\t\t\n\t\t\tMời trạm y tế tập huấn\tPhó HT\tTháng 10/2023\t\t\t\n",
    );
    let document = one(&text);
    assert_eq!(
        items(&document.plan),
        "2.3 target: Đủ người\n2.3 action: Cử đi học nghề\n2.3 action: Mời trạm y tế tập huấn"
    );
    let criterion = document.plan.criteria().next().unwrap();
    let schedules: Vec<&str> = criterion
        .items_of(Kind::Action)
        .filter_map(|action| criterion.field_of(action, FieldKey::Schedule))
        .map(|field| field.value.as_str())
        .collect();
    assert_eq!(schedules, ["đến hết năm học 2024", "Tháng 10/2023"]);
    assert_eq!(criterion.level(), Some(2));
    holds(&text);
}

#[test]
fn labelled_prose_gives_items_and_shared_fields() {
    let text = format!(
        "{HEAD}II. NỘI DUNG VÀ GIẢI PHÁP THỰC HIỆN\nTiêu chuẩn 1: Tổ chức\nTiêu chí 1.5. Lớp học\n- Điểm yếu: Còn ghép.\n- Giải pháp: Tách lớp.\n- Người thực hiện: Hiệu trưởng\n- Thời gian: 9/2023\n- Kinh phí: 2.000.000đ\n\nIII. TỔ CHỨC THỰC HIỆN\nHết.\n"
    );
    let document = one(&text);
    assert_eq!(items(&document.plan), "1.5 weakness: Còn ghép.\n1.5 action: Tách lớp.");
    let shared: Vec<(&str, &str)> = document
        .plan
        .criteria()
        .flat_map(|criterion| criterion.shared())
        .map(|field| (field.key.as_str(), field.value.as_str()))
        .collect();
    assert_eq!(shared, [("lead", "Hiệu trưởng"), ("schedule", "9/2023"), ("budget", "2.000.000đ")]);
    holds(&text);
}

#[test]
fn fields_below_one_action_are_its_own() {
    let text = format!(
        "{HEAD}III. NỘI DUNG\n\n#### Tiêu chí 1.2: Họp\n\n**Giải pháp**\n\n1. Lập lịch.\n   - Chủ trì: HT\n   - Thời gian: 10/2024\n2. Ban hành.\n"
    );
    let document = one(&text);
    let criterion = document.plan.criteria().next().unwrap();
    let leads: Vec<Option<&str>> = criterion
        .items_of(Kind::Action)
        .map(|action| criterion.field_of(action, FieldKey::Lead).map(|field| field.value.as_str()))
        .collect();
    assert_eq!(leads, [Some("HT"), None]);
    holds(&text);
}

#[test]
fn nothing_is_invented() {
    let document =
        one("KẾ HOẠCH\nCẢI TIẾN CHẤT LƯỢNG GIÁO DỤC\n\nSố:      /KH-MN\n\nI. MỤC ĐÍCH, YÊU CẦU\n\nA.\n");
    let front = &document.plan.front;
    assert_eq!((&front.number, front.date, &front.school, &front.period_text), (&None, None, &None, &None));
    let missing: Vec<Topic> = document.report.missing.iter().map(|missing| missing.topic).collect();
    for topic in [Topic::School, Topic::Period, Topic::Number, Topic::Date, Topic::Signer, Topic::Catalog] {
        assert!(missing.contains(&topic), "{topic:?}");
    }
}

#[test]
fn what_was_given_wins() {
    let options = Options {
        school: Some("mn-a".into()),
        period: "2022-2023".parse().ok(),
        catalog: Some("preschool-2018".into()),
    };
    let documents = import(&format!("{HEAD}I. MỤC ĐÍCH\n\nA.\n"), &options).documents;
    let front = &documents[0].plan.front;
    assert_eq!(front.school.as_deref(), Some("mn-a"));
    assert_eq!(front.period_text.as_deref(), Some("2022-2023"));
    assert_eq!(documents[0].report.fact(Topic::Period).unwrap().certainty, Certainty::Certain);
}

#[test]
fn two_plans_in_one_file_are_two() {
    let plan = |name: &str| {
        format!(
            "TRƯỜNG MẦM NON {name}\n\n{HEAD}I. MỤC ĐÍCH, YÊU CẦU\n\nA.\n\nIV. TỔ CHỨC THỰC HIỆN\n\nB.\n\nHIỆU TRƯỞNG\n\nLê An\n"
        )
    };
    let documents = import(&format!("{}{}", plan("HOA SEN"), plan("HOA BAN")), &Options::default()).documents;
    let schools: Vec<Option<&str>> = documents.iter().map(|one| one.plan.front.school.as_deref()).collect();
    assert_eq!(schools, [Some("mn-hoa-sen"), Some("mn-hoa-ban")]);
}

#[test]
fn text_without_a_place_is_shown_with_its_line() {
    let text = table("\tLời lạc giữa bảng\t\t\t\t\t\t\t\n\tTiêu chí 1.1\tA\tB\tHT\t9/2023\t\t\t\n");
    let document = one(&text);
    let unplaced: Vec<(usize, &str)> = document
        .report
        .leftovers
        .iter()
        .filter(|leftover| leftover.kind == LeftoverKind::Unplaced)
        .map(|leftover| (leftover.line, leftover.text.as_str()))
        .collect();
    assert_eq!(unplaced, [(8, "Lời lạc giữa bảng")]);
    assert!(document.text.contains("- Dòng 8: Lời lạc giữa bảng"), "{}", document.text);
}

// ── the law ──

/// Lines that real files are made of, and worse.
fn line() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "KẾ HOẠCH",
        "CẢI TIẾN CHẤT LƯỢNG GIÁO DỤC",
        "Năm học 2023 – 2024",
        "I. MỤC ĐÍCH, YÊU CẦU",
        "II. CĂN CỨ XÂY DỰNG KẾ HOẠCH",
        "III. NỘI DUNG KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG GIÁO DỤC",
        "VI. TỔ CHỨC THỰC HIỆN",
        "Tiêu chuẩn 1: Tổ chức",
        "Tiêu chí 1.5: Lớp học",
        "Tiêu chuẩn 5.2. Dạy học",
        "Tiéu chi I.S: x",
        "**Tiêu chí 2.3**",
        "- Điểm yếu: Còn 02 lớp ghép.",
        "- Điểm yếu",
        "**Giải pháp**",
        "- Thời gian: 9/2023",
        "* Kinh phí: 2 triệu",
        "Nguyên nhân: xa",
        "TT\tTiêu chuẩn, tiêu chí\tKết quả cần đạt\tGiải pháp\tChủ trì\tThời gian\tKinh phí\tĐiều kiện\tGhi chú",
        "MỨC 2\t\t\t\t",
        "1\tTiêu chuẩn 1: Tổ chức\t\t\t",
        "\tTiêu chí 1.5. - Một; - Hai.\tLàm\tHT\t9/2023\t\t\t",
        "Mức 2\tTiêu chí 1.6\ta\tb\tc\tTháng 9/2023\td\te\tf",
        "\t\tcâu nối\tcâu nối\t\t\t\t\t",
        "| a | b |",
        "|---|---|",
        "| TT | Tiêu chí | Mục tiêu | Giải pháp | Phụ trách | Thời gian |",
        "| 1 | 1.3. Quản lý | x | <p>y</p><p>z</p> | HT | 2024 |",
        "Số : 109 /KH-MNTX",
        "Số:      /KH",
        "Hà Nội, ngày 07 tháng 9 năm 2023",
        "Nơi nhận:",
        "- Lưu: VT.",
        "HIỆU TRƯỞNG",
        "Lê Thị An",
        "TRƯỜNG MẦM NON HOA SEN\tĐộc lập - Tự do - Hạnh phúc",
        "Nôi nhaän:",
        "",
        "",
        "---",
        "+++",
        "```",
        "{#w-1.5-2021-1}",
        "<table>",
        "</table>",
        "<tr><td>1</td><td>Tiêu chí 1.2</td></tr>",
        "+---+---+",
        "    thụt đầu dòng",
        "1. Một",
        "1\\. Hai",
        "> trích",
        "[x]: y",
        "# Đề",
        "## Mục lạ",
        "#### Tiêu chí 9.9",
    ]);
    prop_oneof![5 => known.prop_map(str::to_owned), 1 => "[-+*#|<>{}\\[\\]a-zđêế0-9 .,:\t]{0,24}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn no_word_is_ever_lost(lines in prop::collection::vec(line(), 0..40)) {
        holds(&lines.join("\n"));
    }
}
