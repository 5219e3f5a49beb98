//! `diff`: what became of each weakness, from periods, revisions, approvals and files.

use crate::world::{SCHOOL, World};

/// A plan with these weaknesses under 1.5 and 2.2, and one action.
fn plan(period: &str, weaknesses: &[(&str, &str)], deadline: &str) -> String {
    let mut text = format!(
        "+++\nschema = 1\nschool = \"{SCHOOL}\"\nperiod = \"{period}\"\ncatalog = \"preschool-2018\"\n+++\n\n\
         ## I. Mục đích, yêu cầu\n\nCải tiến chất lượng năm học {period}.\n\n\
         ## II. Căn cứ xây dựng kế hoạch\n\n- Báo cáo tự đánh giá.\n\n\
         ## III. Nội dung kế hoạch cải tiến chất lượng giáo dục\n\n\
         ### Tiêu chuẩn 1: Tổ chức và quản lý nhà trường\n\n#### Tiêu chí 1.5: Tổ chức nhóm trẻ và lớp mẫu giáo\n\n\
         **Mức:** 2\n\n"
    );
    for (criterion, heading) in [("1.5", ""), ("2.2", "#### Tiêu chí 2.2: Đối với giáo viên\n\n")] {
        text.push_str(heading);
        text.push_str("**Điểm yếu**\n\n");
        for (_, weakness) in weaknesses.iter().filter(|(of, _)| *of == criterion) {
            text.push_str(&format!("- {weakness}\n"));
        }
        text.push('\n');
    }
    text.push_str(&format!("**Giải pháp**\n\n- Đề nghị cấp trên bổ sung giáo viên.\n  - Chủ trì: Hiệu trưởng\n  - Thời gian: {deadline}\n"));
    text
}

fn world() -> World {
    let world = World::with_school();
    let first = [("1.5", "Còn 04 lớp mẫu giáo ghép. {#w-1.5-2021-1}"), ("2.2", "Thiếu 02 giáo viên.")];
    let second = [
        ("1.5", "Còn 03 lớp mẫu giáo ghép ở các điểm lẻ. {#w-1.5-2021-1}"),
        ("2.2", "Nhà trường thiếu 03 giáo viên so với định mức."),
        ("2.2", "Một giáo viên chưa có chứng chỉ tin học. {#w-2.2-2022-1}"),
    ];
    let third = [
        ("1.5", "Vẫn còn hai lớp mẫu giáo ghép. {#w-1.5-2021-1}"),
        ("2.2", "Theo định mức còn thiếu 03 cô giáo."),
        ("2.2", "Cô nuôi thay đổi liên tục trong năm."),
    ];
    world.write_plan("2021-2022", &plan("2021-2022", &first, "5/2022"));
    world.write_plan("2022-2023", &plan("2022-2023", &second, "5/2023"));
    world.write_plan("2023-2024", &plan("2023-2024", &third, "5/2024"));
    world.commit_all("Ba năm");
    world
}

fn statuses(json: &serde_json::Value) -> Vec<(String, String)> {
    let told = json["weaknesses"].as_array().unwrap();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or("-").to_owned();
    told.iter().map(|one| (text(&one["status"]), text(&one["trend"]))).collect()
}

#[test]
fn tells_each_weakness_once_with_trend_and_years() {
    let world = world();
    let json = world.run(["diff", "2022-2023", "2023-2024", "--format", "json"]).ok().json();
    assert_eq!(json["schema"], 1);
    assert_eq!((json["school"].as_str(), json["from"].as_str()), (Some(SCHOOL), Some("2022-2023")));
    let expected = [("carried", "improved"), ("carried", "unchanged"), ("dropped", "-"), ("new", "-")];
    assert_eq!(statuses(&json), expected.map(|(status, trend)| (status.to_owned(), trend.to_owned())));
    let first = &json["weaknesses"][0];
    assert_eq!((first["match"].as_str(), first["years"].as_u64()), (Some("id"), Some(3)));
    assert_eq!(first["before"]["criterion"], "1.5");
    assert_eq!(json["weaknesses"][1]["match"], "text");
    assert_eq!(json["weaknesses"][1]["years"], 3);
}

#[test]
fn a_match_is_explained_by_its_candidates_and_words() {
    let world = world();
    let why = |words: &str, more: &[&str]| {
        world.run(["diff", "2022-2023", "2023-2024", "--explain", words].iter().chain(more).copied())
    };
    let told = why("thieu 03 giao vien", &[]).ok().stdout;
    assert!(told.contains("Được ghép: cùng ý, cùng tiêu chí") && told.contains("Cùng nói:"), "{told}");
    assert!(told.contains("caitien unlink"), "{told}");
    let json = why("w-1.5-2021-1", &["--format", "json"]).ok().json();
    assert_eq!(json["explained"].as_array().unwrap().len(), 2);
    let best = &json["explained"][0]["candidates"][0];
    assert_eq!((best["chosen"].as_bool(), best["rung"].as_str()), (Some(true), Some("id")));
    let refused = why("mái nhà", &[]).cannot();
    assert!(refused.stderr.contains("mái nhà"), "{}", refused.stderr);
}

#[test]
fn an_action_repeated_word_for_word_is_told_with_its_years() {
    let json = world().run(["so-sanh", "2022-2023", "2023-2024", "--format", "json"]).ok().json();
    let action = &json["actions"][0];
    assert_eq!((action["repeated"].as_bool(), action["years"].as_u64()), (Some(true), Some(3)));
    assert_eq!(action["changes"][0]["what"], "deadline");
    assert_eq!(action["changes"][0]["direction"], "year-on");
}

#[test]
fn the_last_progress_record_resolves_and_an_earlier_one_does_not() {
    let world = world();
    let record = |status: &str| {
        format!("[[record]]\nitem = \"w-2.2-2022-1\"\ndate = 2023-03-01\nstatus = \"{status}\"\n\n")
    };
    let path = format!("schools/{SCHOOL}/2022-2023/progress.toml");
    let status = || {
        let json = world.run(["diff", "2022-2023", "2023-2024", "--format", "json"]).ok().json();
        statuses(&json)[2].0.clone()
    };
    world.write(&path, &(record("partial") + &record("done")));
    assert_eq!(status(), "resolved");
    world.write(&path, &(record("done") + &record("in-progress")));
    assert_eq!(status(), "dropped");
    world.write(&path, "không phải TOML");
    let out = world.run(["diff", "2022-2023", "2023-2024"]).ok();
    assert!(out.stderr.contains("progress.toml"), "{}", out.stderr);
}

#[test]
fn a_side_may_be_a_revision_or_the_last_approval() {
    let world = world();
    let sound = plan("2024-2025", &[("1.5", "Còn 02 lớp mẫu giáo ghép. {#w-1.5-2021-1}")], "5/2025");
    let sound = sound.replace("#### Tiêu chí 2.2: Đối với giáo viên\n\n**Điểm yếu**\n\n\n", "");
    world.write_plan("2024-2025", &sound);
    world.run(["format", "2024-2025"]).ok();
    let sound = world.read(&format!("schools/{SCHOOL}/2024-2025/plan.md"));
    world.commit_all("Năm thứ tư");
    world.pin_root();
    world.approve("2024-2025");
    world.write_plan("2024-2025", &sound.replace("Còn 02 lớp", "Còn 01 lớp"));
    for side in ["2024-2025@HEAD", "2024-2025@approved"] {
        let json = world.run(["diff", side, "2024-2025", "--format", "json"]).ok().json();
        assert_eq!(json["from"], side);
        assert_eq!(statuses(&json)[0], ("carried".into(), "improved".into()));
    }
    world.git(["tag", "approved/mn-hoa-sen/2022-2023/v1"]);
    let out = world.run(["diff", "2022-2023@approved", "2023-2024"]).no();
    assert!(out.stderr.contains("không còn giá trị"), "{}", out.stderr);
    world.git(["tag", "--delete", "approved/mn-hoa-sen/2022-2023/v1"]);
    let out = world.run(["diff", "2022-2023@approved", "2023-2024"]).cannot();
    assert!(out.stderr.contains("chưa được phê duyệt"), "{}", out.stderr);
    let out = world.run(["diff", "2023-2024@khong-co", "2023-2024"]).cannot();
    assert!(out.stderr.contains("khong-co"), "{}", out.stderr);
    world.run(["diff", "2019-2020", "2023-2024"]).cannot();
    world.run(["diff", "hôm-qua@HEAD", "2023-2024"]).cannot();
}

#[test]
fn two_files_need_no_repository() {
    let world = World::new();
    world.write("cũ.md", &plan("2022-2023", &[("1.5", "Còn 03 lớp ghép.")], "5/2023"));
    world.write("mới.md", &plan("2023-2024", &[("1.5", "Còn 02 lớp ghép.")], "5/2024"));
    let json = world.run(["diff", "cũ.md", "mới.md", "--format", "json"]).ok().json();
    assert_eq!(statuses(&json), [("carried".to_owned(), "improved".to_owned())]);
}

#[test]
fn a_school_without_a_record_can_be_compared() {
    let world = World::new();
    let write = |period: &str, text: &str| world.write(&format!("schools/th-x/{period}/plan.md"), text);
    write("2022-2023", &plan("2022-2023", &[("1.5", "Còn 03 lớp ghép.")], "5/2023"));
    write("2023-2024", &plan("2023-2024", &[("1.5", "Còn 02 lớp ghép.")], "5/2024"));
    let json = world.run(["diff", "2022-2023", "2023-2024", "--format", "json"]).ok().json();
    assert_eq!((json["school"].as_str(), json["counts"]["carried"].as_u64()), (Some("th-x"), Some(1)));
}

#[test]
fn exit_code_tells_whether_anything_differs() {
    let world = world();
    world.run(["diff", "2022-2023", "2023-2024", "--exit-code"]).no();
    world.run(["diff", "2023-2024", "2023-2024", "--exit-code"]).ok();
    world.run(["diff", "2023-2024@HEAD", "2023-2024", "--exit-code"]).ok();
}

#[test]
fn people_get_a_summary_first_in_every_form() {
    let world = world();
    for form in ["human", "markdown", "html"] {
        let out = world.run(["diff", "2022-2023", "2023-2024", "--format", form]).ok();
        for told in
            ["Cần giải trình", "kế hoạch thứ 3 liên tiếp", "tốt hơn", "Một giáo viên chưa có chứng chỉ"]
        {
            let found = out.stdout.to_lowercase().contains(&told.to_lowercase());
            assert!(found, "{form} lacks {told}:\n{}", out.stdout);
        }
    }
    let out = world.run(["--lang", "en", "diff", "2022-2023", "2023-2024"]).ok();
    assert!(out.stdout.contains("carried over"), "{}", out.stdout);
    let html = world.run(["diff", "2022-2023", "2023-2024", "--format", "html"]).ok().stdout;
    for forbidden in ["<script", "http://", "https://", "<link", "url("] {
        assert!(!html.contains(forbidden), "{forbidden}");
    }
}
