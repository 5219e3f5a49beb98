//! `report`: what came of a plan, from real repositories, in every form.

use crate::world::{SCHOOL, World};

const HEAD: &str = "place = \"Suối Mơ\"\nnumber = \"12/KH-MNHS\"\ndate = 2023-09-07\n\
    signer = { name = \"Nguyễn Thị Mai\", title = \"Hiệu trưởng\" }\n\
    recipients = [\"Phòng GDĐT (để b/c)\", \"Các tổ (để t/h)\", \"Lưu: VT\"]\n";

/// A plan of `mn-hoa-sen` with this under criterion 1.5.
fn plan(period: &str, body: &str) -> String {
    format!(
        "+++\nschema = 1\nschool = \"{SCHOOL}\"\nperiod = \"{period}\"\ncatalog = \"preschool-2018\"\n{HEAD}+++\n\n\
         ## III. Nội dung kế hoạch cải tiến chất lượng giáo dục\n\n\
         ### Tiêu chuẩn 1: Tổ chức và quản lý nhà trường\n\n#### Tiêu chí 1.5: Tổ chức nhóm trẻ và lớp mẫu giáo\n\n\
         **Mức:** 2\n\n{body}"
    )
}

const FIRST: &str = "**Điểm yếu**\n\n- Còn 04 lớp mẫu giáo ghép. {#w-1.5-2023-1}\n\n**Kết quả cần đạt**\n\n\
    - Giảm còn 02 lớp mẫu giáo ghép. {#t-1.5-2023-1}\n\n**Giải pháp**\n\n- Vận động cha mẹ. {#a-1.5-2023-1}\n  \
    - Chủ trì: Phó hiệu trưởng\n";

const RECORDS: &str = "[[record]]\nitem = \"w-1.5-2023-1\"\ndate = 2024-01-10\nstatus = \"in-progress\"\npercent = 30\n\
    note = \"Tách được một lớp.\"\nby = \"pho-hieu-truong\"\n\n\
    [[record]]\nitem = \"a-1.5-2023-1\"\ndate = 2024-03-10\nstatus = \"done\"\nnote = \"Họp ba buổi.\"\n\
    evidence = [\"H1-1.5-04\"]\n\n\
    [[record]]\nitem = \"w-1.5-2023-1\"\ndate = 2024-05-20\nstatus = \"partial\"\npercent = 60\n\
    note = \"Còn 03 lớp do thiếu phòng.\"\nevidence = [\"H1-1.5-02\"]\n";

fn world() -> World {
    let world = World::with_school();
    world.write_plan("2023-2024", &plan("2023-2024", FIRST));
    world.write(&format!("schools/{SCHOOL}/2023-2024/progress.toml"), RECORDS);
    world.write_plan("2024-2025", &plan("2024-2025", &FIRST.replace("Còn 04", "Vẫn còn 03")));
    world.commit_all("Hai năm");
    world
}

#[test]
fn tells_result_percent_reason_and_what_goes_on() {
    let out = world().run(["report", "2023-2024"]).ok();
    for said in [
        "TRƯỜNG MẦM NON HOA SEN",
        "Kế hoạch nêu 1 điểm yếu: 1 đạt một phần. Hoàn thành 0/1 (0%).",
        "1 điểm yếu còn được nêu trong kế hoạch 2024-2025.",
        "Tỷ lệ đạt: 60%",
        "Còn 03 lớp do thiếu phòng. (20/05/2024)",
        "Theo kế hoạch 2024-2025: 04 → 03 lớp mẫu giáo (tốt hơn)",
        "Chuyển sang 2024-2025: Có",
        "Minh chứng: H1-1.5-02",
        "10/03/2024 đã xong: Họp ba buổi.",
        "(Trần Văn Bình ghi)",
        "chưa rõ mẫu chính thức",
    ] {
        let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat(&out.stdout).contains(&flat(said)), "{said}\n{}", out.stdout);
    }
    assert_eq!(out.stderr, "");
    let english = world().run(["--lang", "en", "bao-cao", "2023-2024"]).ok().stdout;
    assert!(english.contains("Percent: 60%") && english.contains("Goes on in 2024-2025: Yes"), "{english}");
}

#[test]
fn programs_read_the_facts() {
    let json = world().run(["report", "2023-2024", "--format", "json"]).ok().json();
    assert_eq!((json["schema"].as_u64(), json["period"].as_str()), (Some(1), Some("2023-2024")));
    let place = &json["standards"][0]["criteria"][0];
    let row = &place["rows"][0];
    assert_eq!((row["outcome"].as_str(), row["basis"].as_str()), (Some("partial"), Some("record")));
    assert_eq!(
        (row["percent"]["value"].as_u64(), row["percent"]["from"].as_str()),
        (Some(60), Some("record"))
    );
    assert_eq!(row["weakness"]["next"]["what"], "carried");
    assert_eq!(row["weakness"]["next"]["after"][0]["trend"], "improved");
    assert_eq!(row["weakness"]["records"].as_array().unwrap().len(), 2);
    assert_eq!(row["reasons"][0]["source"], "note");
    assert_eq!(place["actions"][0]["records"][0]["evidence"][0], "H1-1.5-04");
    assert_eq!(json["totals"][0]["of"], "weaknesses");
    assert_eq!(json["totals"][0]["carried"], 1);
}

#[test]
fn a_day_makes_the_semesters_report() {
    let world = world();
    for day in ["2024-01-31", "31/1/2024"] {
        let out = world.run(["report", "2023-2024", "--until", day]).ok().stdout;
        assert!(out.contains("Học kỳ I") && out.contains("ngày 31 tháng 01 năm 2024"), "{out}");
        assert!(out.contains("Tỷ lệ đạt: 30%") && out.contains("Tiếp tục thực hiện: Có"), "{out}");
        assert!(!out.contains("60%") && !out.contains("2024-2025") && !out.contains("Họp ba buổi"), "{out}");
        assert!(out.contains("Có 2 ghi nhận sau ngày 31 tháng 01 năm 2024"), "{out}");
    }
    let out = world.run(["report", "2023-2024", "--until", "30/2/2024"]).cannot();
    assert!(out.stderr.contains("không phải một ngày"), "{}", out.stderr);
}

#[test]
fn the_letter_says_who_reports_to_whom() {
    let page = world().run(["report", "2023-2024", "--format", "html"]).ok().stdout.replace("&#x2f;", "/");
    for said in [
        "<!doctype html>",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: ……/BC-MNHS",
        "Suối Mơ, ngày ….. tháng ….. năm",
        "Kính gửi:",
        "<p>Phòng GDĐT</p>",
        "Thực hiện Kế hoạch cải tiến chất lượng giáo dục số 12/KH-MNHS ngày 07 tháng 9 năm 2023",
        "- Các tổ (để t/h);",
        "- Lưu: VT.",
        "HIỆU TRƯỞNG",
        "Nguyễn Thị Mai",
        "size: A4 landscape",
    ] {
        assert!(page.contains(said), "{said}\n{page}");
    }
    for fetched in ["<script", "http://", "https://", "<link", "@import", "url("] {
        assert!(!page.contains(fetched), "{fetched}");
    }
}

#[test]
fn what_people_wrote_is_escaped() {
    let world = world();
    let nasty = FIRST.replace("Còn 04", "<script>alert(1)</script> | Còn 04");
    world.write_plan("2023-2024", &plan("2023-2024", &nasty));
    let page = world.run(["report", "2023-2024", "--format", "html"]).ok().stdout;
    assert!(page.contains("&lt;script&gt;alert(1)") && !page.contains("<script"), "{page}");
    let text = world.run(["report", "2023-2024", "--format", "markdown"]).ok().stdout;
    assert!(text.contains("\\<script\\>alert(1)\\</script\\> \\| Còn 04"), "{text}");
}

#[test]
fn a_table_in_markdown_has_as_many_cells_in_each_row() {
    let text = world().run(["report", "2023-2024", "--format", "markdown"]).ok().stdout;
    let cells = |line: &str| line.replace("\\|", "").matches('|').count();
    let rows: Vec<&str> = text.lines().filter(|line| line.starts_with("| ")).collect();
    let table: Vec<&&str> = rows.iter().filter(|line| cells(line) == 9).collect();
    assert_eq!(table.len(), 3, "{text}");
    assert!(text.contains("# BÁO CÁO Kết quả thực hiện"), "{text}");
    assert!(text.contains("- Vận động cha mẹ.  \n  *Chủ trì: Phó hiệu trưởng*"), "{text}");
}

#[test]
fn records_that_cannot_be_read_are_told_in_the_report_too() {
    let world = world();
    world.write(&format!("schools/{SCHOOL}/2023-2024/progress.toml"), "[[record]]\nitem = 1\n");
    let out = world.run(["report", "2023-2024"]).ok();
    assert!(out.stderr.contains("progress.toml"), "{}", out.stderr);
    assert!(out.stdout.contains("Không đọc được tệp 2023-2024/progress.toml"), "{}", out.stdout);
    assert!(out.stdout.contains("suy từ kế hoạch sau"), "{}", out.stdout);
    let page = world.run(["report", "2023-2024", "--format", "html"]).ok().stdout;
    assert!(page.contains("Không đọc được tệp 2023-2024&#x2f;progress.toml"));
    let json = world.run(["report", "2023-2024", "--format", "json"]).ok().json();
    assert_eq!(json["unread"][0]["file"], "2023-2024/progress.toml");
    world.write(&format!("schools/{SCHOOL}/continuity.toml"), "[[link]]\n");
    let json = world.run(["report", "2024-2025", "--format", "json"]).ok().json();
    let unread = json["unread"].as_array().unwrap();
    assert_eq!(unread.len(), 1, "the records of a year before are not asked: {json}");
    assert_eq!(unread[0]["file"], "continuity.toml");
}

#[test]
fn a_weakness_that_was_done_and_stands_again_is_told() {
    let world = world();
    let done = RECORDS.replace("\"partial\"\npercent = 60", "\"done\"\npercent = 100");
    world.write(&format!("schools/{SCHOOL}/2023-2024/progress.toml"), &done);
    world.write_plan("2024-2025", &plan("2024-2025", FIRST));
    let out = world.run(["report", "2023-2024"]).ok().stdout;
    assert!(out.contains("NHỮNG CHỖ CẦN XEM LẠI"), "{out}");
    let flat = out.split_whitespace().collect::<Vec<_>>().join(" ");
    let said = "Sổ ghi đã xong ngày 20/05/2024, nhưng kế hoạch sau vẫn nêu với số liệu như cũ (04 → 04).";
    assert!(flat.contains(said), "{out}");
}

#[test]
fn what_people_decided_about_a_weakness_is_the_reason() {
    let world = world();
    let other = FIRST.replace("Còn 04 lớp mẫu giáo ghép. {#w-1.5-2023-1}", "Bếp chật. {#w-1.5-2024-1}");
    world.write_plan("2024-2025", &plan("2024-2025", &other));
    let out = world.run(["report", "2023-2024"]).ok().stdout;
    assert!(out.contains("KHÔNG NÊU TIẾP, CHƯA RÕ LÝ DO"), "{out}");
    let account = "[[account]]\nitem = \"w-1.5-2023-1\"\nfrom = \"2023-2024\"\nto = \"2024-2025\"\noutcome = \"dropped\"\n\
        reason = \"Điểm lẻ đã sáp nhập.\"\ndate = 2024-09-01\nby = \"hieu-truong\"\n";
    world.write(&format!("schools/{SCHOOL}/continuity.toml"), account);
    let out = world.run(["report", "2023-2024"]).ok().stdout;
    assert!(out.contains("Điểm lẻ đã sáp nhập. (01/09/2024, Nguyễn Thị Mai ghi)"), "{out}");
    assert!(!out.contains("KHÔNG NÊU TIẾP"), "{out}");
}

#[test]
fn a_plan_of_several_years_asks_what_begins_when_it_ends() {
    let world = World::with_school();
    world.write_plan("2024-2029", &plan("2024-2029", FIRST));
    world.write_plan("2025-2026", &plan("2025-2026", FIRST));
    let json = |world: &World| world.run(["report", "2024-2029", "--format", "json"]).ok().json();
    assert!(json(&world)["later"].is_null(), "a year within it is not what came after");
    let out = world.run(["report", "2024-2029"]).ok().stdout;
    assert!(out.contains("Giai đoạn 2024-2029") && out.contains("Chưa có kế hoạch sau"), "{out}");
    world.write_plan("2029-2030", &plan("2029-2030", FIRST));
    assert_eq!(json(&world)["later"]["period"], "2029-2030");
}

#[test]
fn an_empty_plan_and_one_without_records_have_a_report() {
    let world = World::with_school();
    world.write_plan("2023-2024", "");
    let out = world.run(["report", "2023-2024"]).ok().stdout;
    assert!(out.contains("Kế hoạch không nêu điểm yếu"), "{out}");
    world.run(["report", "2023-2024", "--format", "html"]).ok();
    world.write_plan("2023-2024", &plan("2023-2024", FIRST));
    let out = world.run(["report", "2023-2024"]).ok().stdout;
    assert!(out.contains("Kết quả thực hiện: Chưa có số liệu"), "{out}");
    assert!(out.contains("Tỷ lệ đạt: chưa có số liệu"), "{out}");
    assert!(out.contains("Chuyển sang năm sau: chưa có kế hoạch sau"), "{out}");
}

#[test]
fn the_form_of_2026_has_its_own_words() {
    let world = World::with_school();
    let text = format!(
        "+++\nschema = 1\nschool = \"{SCHOOL}\"\nperiod = \"2026-2027\"\ncatalog = \"preschool-2026\"\n+++\n\n\
         ## I. Thông tin chung\n\nTrường.\n\n## V. Kế hoạch cải tiến chất lượng\n\n### Tiêu chuẩn 2: Phát triển đội ngũ\n\n\
         **Điểm hạn chế**\n\n- Thiếu 02 giáo viên. {{#w-S2-2026-1}}\n\n**Hoạt động/giải pháp**\n\n- Gửi tờ trình. {{#a-S2-2026-1}}\n  \
         - Phụ trách: Hiệu trưởng\n  - Mức độ thực hiện: Đang thực hiện\n\n**Chỉ số đánh giá kết quả**\n\n\
         - Số giáo viên có mặt. {{#m-S2-2026-1}}\n"
    );
    world.write_plan("2026-2027", &text);
    let out = world.run(["report", "2026-2027"]).ok().stdout;
    for said in [
        "Kế hoạch nêu 1 điểm hạn chế",
        "Chung của tiêu chuẩn",
        "Mục tiêu cải tiến: Chỉ số: Số giáo viên có mặt.",
        "Kế hoạch ghi mức độ thực hiện: Đang thực hiện",
        "Chủ trì: Hiệu trưởng",
    ] {
        assert!(out.contains(said), "{said}\n{out}");
    }
}

#[test]
fn which_plan_must_be_clear() {
    let world = world();
    let other = world.school_record().replace(SCHOOL, "mn-ban-mai").replace("Hoa Sen", "Ban Mai");
    world.write("schools/mn-ban-mai/school.toml", &other);
    let text = plan("2023-2024", FIRST).replace(SCHOOL, "mn-ban-mai");
    world.write("schools/mn-ban-mai/2023-2024/plan.md", &text);
    let out = world.run(["report", "2023-2024"]).cannot();
    assert!(out.stderr.contains("--school"), "{}", out.stderr);
    let out = world.run(["report", "2023-2024", "--school", "mn-ban-mai"]).ok().stdout;
    assert!(out.contains("TRƯỜNG MẦM NON BAN MAI"), "{out}");
    let out = world.run(["report", SCHOOL]).cannot();
    assert!(out.stderr.contains("nhiều"), "{}", out.stderr);
    let out = world.run(["report", "2019-2020", "--school", SCHOOL]).cannot();
    assert!(out.stderr.contains("hiện có: 2023-2024"), "{}", out.stderr);
    world.run(["report", "schools/mn-ban-mai/2023-2024/plan.md"]).ok();
    world.run(["report", "2023-2024", "--school", SCHOOL, "--format", "github"]).cannot();
}

#[test]
fn the_whole_letter_is_said_in_english_too() {
    let text = world().run(["--lang", "en", "report", "2023-2024", "--format", "markdown"]).ok().stdout;
    for said in
        ["# REPORT Results of the plan", "To:", "Why not reached", "no official form", "Copies:", "As above"]
    {
        assert!(text.contains(said), "{said}\n{text}");
    }
    let ours =
        ["Báo cáo", "Kết quả", "Điểm yếu", "Tiêu chuẩn", "Tiêu chí", "Nơi nhận", "Kính gửi", "Giải pháp"];
    for word in ours {
        assert!(!text.contains(word), "{word}\n{text}");
    }
}

#[test]
fn a_file_outside_of_a_repository_has_a_report() {
    let world = World::new();
    world.write("plan.md", &plan("2023-2024", FIRST));
    world.write("progress.toml", RECORDS);
    let out = world.run(["report", "plan.md"]).ok().stdout;
    assert!(out.contains("Năm học 2023-2024") && out.contains("Tỷ lệ đạt: 60%"), "{out}");
}

#[test]
fn a_review_within_the_year_tells_what_is_claimed_late_spent_and_waiting() {
    use super::year_story::{PERIOD, school, text as beside};
    let world = school();
    let run = |arguments: &[&str]| world.run(arguments).ok().stdout;
    run(&[
        "progress",
        "a-3.1-2024-1",
        "--status",
        "xong",
        "--spent",
        "2.000.000 đ",
        "--by",
        "hoa",
        "--date",
        "20/11/2024",
    ]);
    run(&["progress", "a-3.1-2024-1", "--verify", "Đã xem vườn.", "--by", "mo", "--date", "25/11/2024"]);
    run(&["progress", "a-2.2-2024-2", "--status", "xong", "--by", "hoa", "--date", "1/3/2025"]);
    run(&["petition", "a-2.3-2024-1", "--to", "UBND xã", "--by", "hoa", "--date", "15/10/2024"]);
    let before = beside(&world, "progress.toml");
    let out = run(&["report", PERIOD, "--interim", "1"]);
    let flat = out.split_whitespace().collect::<Vec<_>>().join(" ");
    for said in [
        "Sơ kết học kỳ I việc thực hiện",
        "Học kỳ I năm học 2024-2025 (tính đến ngày 31 tháng 01 năm 2025)",
        "TIẾN ĐỘ TỪNG MỤC CỦA KẾ HOẠCH",
        "1 đã xong (1 đã xác nhận, 0 chờ xác nhận)",
        "Lê Thị Mơ xác nhận ngày 25/11/2024: Đã xem vườn.",
        "VIỆC QUÁ HẠN",
        "quá hạn 62 ngày (hạn 30/11/2024)",
        "Cộng: dự kiến 113.000.000 đ, đã chi 2.000.000 đ, còn lại 111.000.000 đ",
        "chưa trả lời, đã chờ 108 ngày",
    ] {
        assert!(flat.contains(said), "{said}\n{out}");
    }
    assert_eq!(beside(&world, "progress.toml"), before, "a report only looks");
    // At the end of the year so far: what came in March counts, and is claimed only.
    let json = world.run(["report", PERIOD, "--interim", "2", "--format", "json"]).ok().json();
    assert_eq!(json["until"], "2025-03-10");
    let items = json["interim"]["items"].as_array().unwrap().clone();
    let of = |id: &str| items.iter().find(|one| one["item"] == id).unwrap()["standing"].clone();
    assert_eq!((of("a-3.1-2024-1"), of("a-2.2-2024-2")), ("verified".into(), "claimed".into()));
    assert_eq!(json["interim"]["petitions"][0]["waiting_days"], 146);
    for to in ["docx", "html", "md", "xlsx", "csv", "json"] {
        let out = world.run(["export", PERIOD, "--report", "--interim", "1", "--to", to]).ok();
        assert!(out.stdout.contains(&format!("so-ket-mn-hoa-sen-2024-2025.{to}")), "{}", out.said());
    }
    assert!(world.read("so-ket-mn-hoa-sen-2024-2025.md").contains("Việc quá hạn"));
    world.run(["report", PERIOD, "--interim", "3"]).cannot();
    world.write("../ngoai.md", &world.read(&super::year_story::file("plan.md")));
    let out = world.run(["report", "../ngoai.md", "--interim", "1"]).cannot();
    assert!(out.stderr.contains("không nằm trong thư mục của trường nào"), "{}", out.stderr);
    world.run(["export", PERIOD, "--interim", "1", "--to", "md"]).cannot();
    let plan = world.read(&super::year_story::file("plan.md")).replace("2024-2025\"", "2024-2029\"");
    world.write(&format!("schools/{SCHOOL}/2024-2029/plan.md"), &plan);
    let out = world.run(["report", "2024-2029", "--interim", "1"]).cannot();
    assert!(out.stderr.contains("--until 31/1/2025"), "{}", out.stderr);
    world.run(["report", "2024-2029", "--interim", "1", "--until", "31/1/2025"]).ok();
    // Without a review nothing of this is there.
    assert!(!run(&["report", PERIOD]).contains("TIẾN ĐỘ TỪNG MỤC"));
}
