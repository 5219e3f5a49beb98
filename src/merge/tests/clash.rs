//! Merges in which both changed one thing: ours stands, theirs is in a marker, and nothing is lost.

use super::*;

#[test]
fn both_change_one_field() {
    let conflict = clash(
        &[("Chủ trì: Hiệu trưởng", "Chủ trì: Phó hiệu trưởng")],
        &[("Chủ trì: Hiệu trưởng", "Chủ trì: Tổ trưởng")],
        &[(
            "Chủ trì: Phó hiệu trưởng\n",
            "Chủ trì: Phó hiệu trưởng\n  - [XUNG ĐỘT] Chủ trì, bản kia ghi: Tổ trưởng\n",
        )],
    );
    let Part::Field(named, key) = conflict.part else { panic!() };
    assert_eq!((named, key), (item("a-1.5-2023-1", "Mở thêm một lớp."), crate::plan::FieldKey::Lead));
}

#[test]
fn both_change_one_sentence() {
    let conflict = clash(
        &[("Còn 02 lớp ghép.", "Còn 01 lớp ghép.")],
        &[("Còn 02 lớp ghép.", "Còn 02 lớp ghép ở điểm lẻ.")],
        &[(
            "{#w-1.5-2023-1}\n",
            "{#w-1.5-2023-1}\n  - [XUNG ĐỘT] mục này, bản kia ghi: Còn 02 lớp ghép ở điểm lẻ.\n",
        )],
    );
    assert_eq!(conflict.part, Part::ItemText(item("w-1.5-2023-1", "Còn 02 lớp ghép.")));
    assert_eq!(conflict.base.as_deref(), Some("Còn 02 lớp ghép."));
}

#[test]
fn both_change_the_level() {
    let conflict = clash(
        &[("**Mức:** 2", "**Mức:** 3")],
        &[("**Mức:** 2", "**Mức:** 1")],
        &[("**Mức:** 3\n", "**Mức:** 3\n\n> [XUNG ĐỘT] mức, bản kia ghi:\n>\n> 1\n")],
    );
    assert_eq!(conflict.part, Part::Level(Spot::Anchor("1.5".parse().unwrap())));
}

#[test]
fn what_they_delete_and_we_edit_is_kept_and_told() {
    let conflict = clash(
        &[("Chủ trì: Bảo vệ", "Chủ trì: Công đoàn")],
        &[("- Sửa sân chơi. {#a-1.5-2023-2}\n  - Chủ trì: Bảo vệ\n", "")],
        &[("{#a-1.5-2023-2}\n", "{#a-1.5-2023-2}\n  - [XUNG ĐỘT] mục này, bản kia đã xóa\n")],
    );
    assert_eq!(conflict.part, Part::Item(item("a-1.5-2023-2", "Sửa sân chơi.")));
    assert_eq!(conflict.theirs, None);
}

#[test]
fn what_we_delete_and_they_edit_comes_back_and_is_told() {
    let gone = edited(&base(), &[("- Sửa sân chơi. {#a-1.5-2023-2}\n  - Chủ trì: Bảo vệ\n", "")]);
    let theirs = edited(&base(), &[("Chủ trì: Bảo vệ", "Chủ trì: Công đoàn")]);
    let back = edited(
        &theirs,
        &[("{#a-1.5-2023-2}\n", "{#a-1.5-2023-2}\n  - [XUNG ĐỘT] mục này, bản này đã xóa\n")],
    );
    assert_eq!(check(&base(), &gone, &theirs, &back).conflicts.len(), 1);
}

#[test]
fn a_field_deleted_here_and_changed_there() {
    let conflict = clash(
        &[("Thời gian: 9/2023", "Thời gian: 10/2023")],
        &[("  - Thời gian: 9/2023\n", "")],
        &[("Thời gian: 10/2023\n", "Thời gian: 10/2023\n  - [XUNG ĐỘT] Thời gian, bản kia đã xóa\n")],
    );
    assert_eq!((conflict.ours.as_deref(), conflict.theirs), (Some("10/2023"), None));
}

#[test]
fn an_item_that_both_moved_stays_where_we_put_it() {
    let far = "\n#### Tiêu chí 1.6\n\n**Giải pháp**\n\n- Xin xã. {#a-1.6-2023-1}\n\n#### Tiêu chí 1.7\n\n**Giải pháp**\n\n- Xin huyện. {#a-1.7-2023-1}\n";
    let three = base() + far;
    let yard = "- Sửa sân chơi. {#a-1.5-2023-2}\n  - Chủ trì: Bảo vệ\n";
    let to = |id: &str| edited(&three, &[(yard, ""), (id, &format!("{id}{yard}"))]);
    let (ours, theirs) = (to("{#a-1.6-2023-1}\n"), to("{#a-1.7-2023-1}\n"));
    let marker = "{#a-1.5-2023-2}\n  - [XUNG ĐỘT] chỗ đặt mục này, bản kia ghi: 1.7, Giải pháp\n";
    let merged = check(&three, &ours, &theirs, &edited(&ours, &[("{#a-1.5-2023-2}\n", marker)]));
    assert_eq!(merged.conflicts[0].part, Part::Place(item("a-1.5-2023-2", "Sửa sân chơi.")));
}

#[test]
fn a_criterion_that_they_delete_and_we_add_to_is_kept_and_told() {
    let more = "\n#### Tiêu chí 1.6: Tài chính\n\n**Giải pháp**\n\n- Xin xã. {#a-1.6-2023-1}\n";
    let two = base() + more;
    let ours = two.clone() + "- Xin huyện. {#a-1.6-2023-2}\n";
    let kept = base()
        + "\n#### Tiêu chí 1.6: Tài chính\n\n> [XUNG ĐỘT] tiêu đề, bản kia đã xóa\n\n**Giải pháp**\n\n- Xin huyện. {#a-1.6-2023-2}\n";
    let merged = check(&two, &ours, &base(), &kept);
    assert_eq!(merged.conflicts[0].part, Part::Heading(Spot::Anchor("1.6".parse().unwrap())));
    // Untouched, it goes with all that is in it.
    assert_eq!(check(&two, &two, &base(), &base()).taken.len(), 2);
}

#[test]
fn one_key_of_the_front_matter_changed_by_both() {
    let conflict = clash(
        &[("\"Bến Mơ\"", "\"Đồi Chè\"")],
        &[("\"Bến Mơ\"", "\"Bến Mới\"")],
        &[("\"Đồi Chè\"\n", "\"Đồi Chè\"\n# [XUNG ĐỘT] place, bản kia ghi:\n#> place = \"Bến Mới\"\n")],
    );
    assert_eq!(conflict.part, Part::Front("place".into()));
}

#[test]
fn one_paragraph_changed_by_both() {
    let conflict = clash(
        &[("chăm sóc trẻ", "chăm sóc trẻ nhỏ")],
        &[("chăm sóc trẻ", "nuôi dạy trẻ")],
        &[(
            "chăm sóc trẻ nhỏ.\n",
            "chăm sóc trẻ nhỏ.\n\n> [XUNG ĐỘT] đoạn ngay trên, bản kia ghi:\n>\n> Nâng chất lượng nuôi dạy trẻ.\n",
        )],
    );
    assert_eq!(conflict.part, Part::Prose(Spot::Section("I. Mục đích, yêu cầu".into())));
}

#[test]
fn a_heading_renamed_by_both() {
    clash(
        &[("1.5: Lớp học", "1.5: Lớp mẫu giáo")],
        &[("1.5: Lớp học", "1.5: Nhóm lớp")],
        &[(
            "1.5: Lớp mẫu giáo\n",
            "1.5: Lớp mẫu giáo\n\n> [XUNG ĐỘT] tiêu đề, bản kia ghi:\n>\n> Nhóm lớp\n",
        )],
    );
}

#[test]
fn shared_fields_and_notes() {
    let more = "\n**Thực hiện chung**\n\n- Chủ trì: Hiệu trưởng\n- Thời gian: cả năm\n\nGhi thêm ở đây.\n";
    let full = base() + more;
    let ours = edited(&full, &[("Ghi thêm ở đây.", "Ghi thêm ở đây nhé.")]);
    let theirs = edited(&full, &[("Thời gian: cả năm", "Thời gian: học kỳ I")]);
    check(&full, &ours, &theirs, &edited(&ours, &[("Thời gian: cả năm", "Thời gian: học kỳ I")]));
    let ours = edited(&full, &[("Thời gian: cả năm", "Thời gian: học kỳ II")]);
    let both =
        edited(&ours, &[("học kỳ II\n", "học kỳ II\n\n- [XUNG ĐỘT] Thời gian, bản kia ghi: học kỳ I\n")]);
    let merged = check(&full, &ours, &theirs, &both);
    assert!(matches!(merged.conflicts[0].part, Part::Shared(..)));
}

#[test]
fn front_matter_whose_keys_cannot_be_merged_is_kept_whole() {
    let ours = edited(
        &base(),
        &[("place = \"Bến Mơ\"\n", "place = \"Bến Mơ\"\nsigner = { name = \"A\", title = \"HT\" }\n")],
    );
    let theirs = edited(
        &base(),
        &[("place = \"Bến Mơ\"\n", "place = \"Bến Mơ\"\n[signer]\nname = \"B\"\ntitle = \"HT\"\n")],
    );
    let merged = merge(&base(), &ours, &theirs);
    assert_eq!((merged.conflicts.len(), merged.lost.len()), (1, 0), "{}", merged.text);
    assert!(parse(&merged.text).findings.is_empty(), "{}", merged.text);
    assert!(merged.text.contains("#> name = \"B\""), "{}", merged.text);
}

#[test]
fn a_conflict_of_before_survives_the_next_merge() {
    let ours = edited(&base(), &[("Chủ trì: Hiệu trưởng", "Chủ trì: Phó hiệu trưởng")]);
    let theirs = edited(&base(), &[("Chủ trì: Hiệu trưởng", "Chủ trì: Tổ trưởng")]);
    let first = merge(&base(), &ours, &theirs).text;
    let next = edited(&theirs, &[("Sửa sân chơi", "Sửa sân chơi điểm lẻ")]);
    let second = merge(&theirs, &first, &next);
    assert_eq!(second.text, edited(&first, &[("Sửa sân chơi", "Sửa sân chơi điểm lẻ")]));
    assert_eq!((second.conflicts.len(), second.lost.len()), (0, 0));
}
