//! Merges in which nobody has to choose: three small plans in, one out.

use super::*;

#[test]
fn two_people_edit_two_items() {
    let merged =
        agree(&[("Mở thêm một lớp", "Mở thêm hai lớp")], &[("Sửa sân chơi", "Sửa sân chơi điểm lẻ")]);
    let taken = Taken {
        part: Part::ItemText(item("a-1.5-2023-2", "Sửa sân chơi.")),
        before: Some("Sửa sân chơi.".into()),
        after: Some("Sửa sân chơi điểm lẻ.".into()),
    };
    assert_eq!(merged.taken, [taken]);
}

#[test]
fn two_people_edit_two_fields_of_one_item() {
    agree(
        &[("Chủ trì: Hiệu trưởng", "Chủ trì: Phó hiệu trưởng")],
        &[("Thời gian: 9/2023", "Thời gian: 10/2023")],
    );
}

#[test]
fn a_sentence_and_a_field_of_one_item() {
    agree(&[("Mở thêm một lớp", "Mở thêm hai lớp")], &[("Thời gian: 9/2023", "Thời gian: 10/2023")]);
}

#[test]
fn both_add_a_field_to_one_item() {
    let merged = check(
        &base(),
        &edited(&base(), &[("Thời gian: 9/2023", "Thời gian: 9/2023\n  - Kinh phí: 5.000.000 đ")]),
        &edited(&base(), &[("Thời gian: 9/2023", "Thời gian: 9/2023\n  - Ghi chú: xin xã")]),
        &edited(
            &base(),
            &[("Thời gian: 9/2023", "Thời gian: 9/2023\n  - Kinh phí: 5.000.000 đ\n  - Ghi chú: xin xã")],
        ),
    );
    assert_eq!(merged.conflicts, []);
}

#[test]
fn the_same_change_made_twice_is_one() {
    let same = [("Chủ trì: Hiệu trưởng", "Chủ trì: Tổ trưởng")];
    let merged = check(&base(), &edited(&base(), &same), &edited(&base(), &same), &edited(&base(), &same));
    assert_eq!(merged.taken, []);
}

#[test]
fn additions_of_both_stand_behind_the_same_neighbour_ours_first() {
    let ours = edited(&base(), &[("- Sửa sân", "- Mua ghế. {#a-1.5-2023-3}\n- Sửa sân")]);
    let theirs = edited(&base(), &[("- Sửa sân", "- Mua bàn. {#a-1.5-2023-4}\n- Sửa sân")]);
    let both = edited(
        &base(),
        &[("- Sửa sân", "- Mua ghế. {#a-1.5-2023-3}\n- Mua bàn. {#a-1.5-2023-4}\n- Sửa sân")],
    );
    let merged = check(&base(), &ours, &theirs, &both);
    assert_eq!((merged.conflicts.len(), merged.renumbered.len(), merged.taken.len()), (0, 0, 1));
}

#[test]
fn two_new_items_with_one_id_are_both_kept() {
    let ours = base() + "- Mua ghế. {#a-1.5-2023-3}\n";
    let theirs = base() + "- Mua bàn. {#a-1.5-2023-3}\n  - Chủ trì: Kế toán\n";
    let both = ours.clone() + "- Mua bàn. {#a-1.5-2023-4}\n  - Chủ trì: Kế toán\n";
    let merged = check(&base(), &ours, &theirs, &both);
    let [given] = merged.renumbered.as_slice() else { panic!() };
    assert_eq!(
        (given.text.as_str(), given.from.to_string(), given.to.to_string()),
        ("Mua bàn.", "a-1.5-2023-3".into(), "a-1.5-2023-4".into())
    );
    // Merging once more what was merged already changes nothing.
    assert_eq!(merge(&base(), &merged.text, &theirs).text, both);
    let taken = BTreeSet::from(["a-1.5-2023-4".parse().unwrap()]);
    assert!(merge_beside(&taken, &base(), &ours, &theirs).text.contains("Mua bàn. {#a-1.5-2023-5}"));
}

#[test]
fn the_same_addition_made_twice_is_one_whatever_its_id() {
    let ours = base() + "- Mua ghế. {#a-1.5-2023-3}\n  - Chủ trì: Kế toán\n";
    let theirs = base() + "- Mua ghế. {#a-1.5-2023-4}\n  - Kinh phí: 3.000.000 đ\n";
    let merged = check(&base(), &ours, &theirs, &(ours.clone() + "  - Kinh phí: 3.000.000 đ\n"));
    assert_eq!(merged.conflicts, []);
}

#[test]
fn what_one_deletes_and_the_other_leaves_is_gone() {
    agree(&[("- Sửa sân chơi. {#a-1.5-2023-2}\n  - Chủ trì: Bảo vệ\n", "")], &[("9/2023", "10/2023")]);
    let merged =
        agree(&[("9/2023", "10/2023")], &[("- Sửa sân chơi. {#a-1.5-2023-2}\n  - Chủ trì: Bảo vệ\n", "")]);
    assert_eq!(merged.taken.len(), 1, "{:?}", merged.taken);
    agree(&[("  - Thời gian: 9/2023\n", "")], &[("Hiệu trưởng", "Tổ trưởng")]);
}

#[test]
fn a_moved_item_keeps_the_edit_of_the_other() {
    let two = base() + "\n#### Tiêu chí 1.6: Tài chính\n\n**Giải pháp**\n\n- Xin xã. {#a-1.6-2023-1}\n";
    let yard = "- Sửa sân chơi. {#a-1.5-2023-2}\n  - Chủ trì: Bảo vệ\n";
    let moved = edited(&two, &[(yard, ""), ("{#a-1.6-2023-1}\n", &format!("{{#a-1.6-2023-1}}\n{yard}"))]);
    let theirs = edited(&two, &[("Chủ trì: Bảo vệ", "Chủ trì: Công đoàn")]);
    let both = edited(&moved, &[("Chủ trì: Bảo vệ", "Chủ trì: Công đoàn")]);
    assert_eq!(check(&two, &moved, &theirs, &both).conflicts, []);
    let merged = check(&two, &theirs, &moved, &both);
    assert!(
        merged.taken.iter().any(|taken| taken.after.as_deref() == Some("1.6, Giải pháp")),
        "{:?}",
        merged.taken
    );
}

#[test]
fn a_reordered_list_keeps_the_edits_of_the_other() {
    let turned = "**Giải pháp**\n\n- Sửa sân chơi. {#a-1.5-2023-2}\n  - Chủ trì: Bảo vệ\n- Mở thêm một lớp. {#a-1.5-2023-1}\n  - Chủ trì: Hiệu trưởng\n  - Thời gian: 9/2023\n";
    agree(&[("9/2023", "10/2023"), (": ít trẻ.", ": ít trẻ lắm.")], &[]);
    let ours = edited(&base(), &[("9/2023", "10/2023")]);
    let theirs = plan(&format!("{WEAK}{turned}"));
    check(&base(), &ours, &theirs, &edited(&theirs, &[("9/2023", "10/2023")]));
    check(&base(), &theirs, &ours, &edited(&theirs, &[("9/2023", "10/2023")]));
}

#[test]
fn both_add_criteria_in_the_order_of_their_numbers() {
    let criterion = |number: &str| format!("\n#### Tiêu chí {number}\n\n**Điểm mạnh**\n\n- Tốt {number}.\n");
    let ours = base() + &criterion("1.7");
    let theirs = base() + &criterion("1.6") + &criterion("1.8");
    check(&base(), &ours, &theirs, &(base() + &criterion("1.6") + &criterion("1.7") + &criterion("1.8")));
}

#[test]
fn both_add_a_label_in_the_order_of_the_form() {
    let ours = edited(
        &base(),
        &[("**Giải pháp**", "**Chỉ số đánh giá kết quả**\n\n- Số lớp. {#m-1.5-2023-1}\n\n**Giải pháp**")],
    );
    let theirs = edited(
        &base(),
        &[("**Giải pháp**", "**Kết quả cần đạt**\n\n- Còn 01 lớp. {#t-1.5-2023-1}\n\n**Giải pháp**")],
    );
    let both = "**Kết quả cần đạt**\n\n- Còn 01 lớp. {#t-1.5-2023-1}\n\n**Chỉ số đánh giá kết quả**\n\n- Số lớp. {#m-1.5-2023-1}\n\n**Giải pháp**";
    check(&base(), &ours, &theirs, &edited(&base(), &[("**Giải pháp**", both)]));
}

#[test]
fn a_label_that_they_empty_stays_for_what_we_add() {
    let theirs = edited(&base(), &[(WEAK, "")]);
    let ours = edited(&base(), &[("\n\n**Giải pháp**", "\n- Thiếu ghế. {#w-1.5-2023-2}\n\n**Giải pháp**")]);
    let both = edited(&base(), &[(WEAK, "**Điểm yếu**\n\n- Thiếu ghế. {#w-1.5-2023-2}\n\n")]);
    assert_eq!(check(&base(), &ours, &theirs, &both).conflicts, []);
}

#[test]
fn different_keys_of_the_front_matter() {
    agree(
        &[("place = \"Bến Mơ\"", "place = \"Đồi Chè\"")],
        &[("period = \"2023-2024\"\n", "period = \"2023-2024\"\ncatalog = \"preschool-2018\"\n")],
    );
}

#[test]
fn paragraphs_of_a_section_are_merged_one_by_one() {
    let three = edited(&base(), &[("Nâng chất lượng chăm sóc trẻ.", "Một.\n\n- Hai.\n- Ba.\n\nBốn.")]);
    let ours = edited(&three, &[("- Hai.\n", "- Hai rưỡi.\n"), ("Bốn.", "Bốn.\n\nNăm của ta.")]);
    let theirs = edited(&three, &[("- Ba.\n", "- Ba.\n- Ba nữa.\n"), ("Bốn.", "Bốn.\n\nNăm của họ.")]);
    let both = edited(
        &three,
        &[
            ("- Hai.\n- Ba.\n", "- Hai rưỡi.\n- Ba.\n- Ba nữa.\n"),
            ("Bốn.", "Bốn.\n\nNăm của ta.\n\nNăm của họ."),
        ],
    );
    assert_eq!(check(&three, &ours, &theirs, &both).conflicts, []);
}

#[test]
fn two_sentences_of_one_paragraph() {
    let long = edited(&base(), &[("Nâng chất lượng chăm sóc trẻ.", "Câu một. Câu hai. Câu ba.")]);
    let (ours, theirs) =
        (edited(&long, &[("Câu một", "Câu thứ nhất")]), edited(&long, &[("Câu ba", "Câu cuối")]));
    assert_eq!(check(&long, &ours, &theirs, &edited(&ours, &[("Câu ba", "Câu cuối")])).conflicts, []);
}

#[test]
fn a_new_section_and_a_renamed_one() {
    let theirs = edited(&base(), &[("## III.", "## II. Căn cứ xây dựng\n\nLuật Giáo dục.\n\n## III.")]);
    let ours = edited(&base(), &[("## I. Mục đích, yêu cầu", "## I. Mục đích")]);
    check(&base(), &ours, &theirs, &edited(&theirs, &[("## I. Mục đích, yêu cầu", "## I. Mục đích")]));
}

#[test]
fn strengths_have_no_id_and_are_known_by_their_words() {
    let with = |list: &str| plan(&format!("**Điểm mạnh**\n\n{list}\n{TWO}"));
    let was = with("- Đủ phòng học cho các lớp.\n- Giáo viên đạt chuẩn.\n");
    let ours = with("- Đủ phòng học cho các lớp.\n- Giáo viên đạt chuẩn trình độ.\n");
    let theirs = with("- Sân rộng.\n- Đủ phòng học cho các lớp lớn.\n- Giáo viên đạt chuẩn.\n");
    let both = with("- Sân rộng.\n- Đủ phòng học cho các lớp lớn.\n- Giáo viên đạt chuẩn trình độ.\n");
    assert_eq!(check(&was, &ours, &theirs, &both).conflicts, []);
}

#[test]
fn ids_that_a_person_wiped_come_back() {
    let wiped = base().replace(" {#a-1.5-2023-1}", "").replace("Thời gian: 9/2023", "Thời gian: 10/2023");
    let merged = merge(&base(), &base().replace("Bảo vệ", "Công đoàn"), &wiped);
    assert_eq!((merged.conflicts.len(), merged.lost.len()), (0, 0));
    assert_eq!(merged.text, base().replace("Bảo vệ", "Công đoàn").replace("9/2023", "10/2023"));
}

#[test]
fn our_own_way_of_writing_stays_where_nothing_was_merged() {
    let sloppy = base().replace("**Điểm yếu**\n\n", "**diem yeu:**\n").replace("- Còn 02", "* Còn 02");
    let theirs = edited(&base(), &[("Chủ trì: Bảo vệ", "Chủ trì: Công đoàn")]);
    let merged = merge(&base(), &sloppy, &theirs);
    assert_eq!(merged.text, sloppy.replace("Chủ trì: Bảo vệ", "Chủ trì: Công đoàn"));
    assert_eq!((merged.conflicts.len(), merged.lost.len()), (0, 0));
}

#[test]
fn a_plan_that_both_began_is_one() {
    let ours = plan(WEAK.trim_end()) + "\n";
    let theirs = plan(TWO);
    let merged = merge("", &ours, &theirs);
    assert_eq!((merged.text, merged.conflicts, merged.lost), (base(), vec![], vec![]));
}

#[test]
fn texts_that_are_no_plans_are_merged_by_line() {
    let merged = merge("một\nhai\nba\n", "một\nhai rưỡi\nba\n", "một\nhai\nba\nbốn\n");
    assert_eq!((merged.text.as_str(), merged.conflicts.len()), ("một\nhai rưỡi\nba\nbốn\n", 0));
    let merged = merge("một\n\0\n", "một\n\0a\n", "một\n\0b\n");
    assert_eq!(merged.text, "một\n<<<<<<< bản này\n\0a\n=======\n\0b\n>>>>>>> bản kia\n");
    assert_eq!((merged.conflicts.len(), merged.lost.len()), (1, 0));
}
