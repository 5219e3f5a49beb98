//! `history` of weaknesses: their lives over the years, in words, as a picture, for programs.

use crate::world::{SCHOOL, World};

/// A criterion with its name, its weaknesses, and the schedule of its action.
type Criterion<'a> = (&'a str, &'a [&'a str], &'a str);

/// A plan of one standard: criteria with their weaknesses, and one action each where one is given.
fn plan(period: &str, catalog: &str, criteria: &[Criterion<'_>]) -> String {
    let mut text = format!(
        "+++\nschema = 1\nschool = \"{SCHOOL}\"\nperiod = \"{period}\"\ncatalog = \"{catalog}\"\n+++\n\n\
         ## III. Nội dung kế hoạch\n\n### Tiêu chuẩn 1: Tổ chức và quản lý nhà trường\n\n"
    );
    for (criterion, weaknesses, schedule) in criteria {
        text += &format!("#### Tiêu chí {criterion}\n\n**Mức:** 2\n\n**Điểm yếu**\n\n");
        weaknesses.iter().for_each(|weakness| text += &format!("- {weakness}\n"));
        if !schedule.is_empty() {
            text += &format!(
                "\n**Giải pháp**\n\n- Huy động trẻ theo độ tuổi.\n  - Chủ trì: Hiệu trưởng\n  - Thời gian: {schedule}\n"
            );
        }
        text.push('\n');
    }
    text
}

const CLASSES: &str = "1.5: Tổ chức nhóm trẻ và lớp mẫu giáo";
const PROPERTY: &str = "1.7: Quản lý tài chính, tài sản";

/// Four plans: figures that move, a deadline put off, a split, a reason, a record that says done.
fn four_years() -> World {
    let world = World::with_school();
    let both = "Sổ tài sản chưa cập nhật và kho chứa đồ chật hẹp. {#w-1.7-2021-1}";
    let store = "Kho chứa đồ dùng còn chật hẹp. {#w-1.7-2022-1}";
    let years: [(&str, &str, &[Criterion<'_>]); 4] = [
        (
            "2021-2022",
            "preschool-2018",
            &[(CLASSES, &["Còn 03 lớp ghép. {#w-1.5-2021-1}"], "5/2022"), (PROPERTY, &[both], "")],
        ),
        (
            "2022-2023",
            "preschool-2018",
            &[
                (CLASSES, &["Còn 02 lớp ghép. {#w-1.5-2021-1}"], "5/2023"),
                (PROPERTY, &["Sổ tài sản chưa được cập nhật. {#w-1.7-2021-1}", store], ""),
            ],
        ),
        (
            "2023-2024",
            "preschool-2018",
            &[(CLASSES, &["Còn 04 lớp ghép. {#w-1.5-2021-1}"], "12/2023"), (PROPERTY, &[store], "")],
        ),
        ("2024-2025", "preschool-2018", &[(CLASSES, &["Sân chơi <b>ẩm</b> & \"trơn\" | ướt."], "")]),
    ];
    for (period, catalog, criteria) in years {
        world.write_plan(period, &plan(period, catalog, criteria));
        world.run(["save", "--no-format"]).ok();
    }
    world.write(
        &format!("schools/{SCHOOL}/2023-2024/progress.toml"),
        "[[record]]\nitem = \"w-1.5-2021-1\"\ndate = 2024-05-20\nstatus = \"done\"\nnote = \"Đã hết lớp ghép.\"\n\
         evidence = [\"H2-1.5-03\"]\nby = \"pho-hieu-truong\"\n",
    );
    let link = |after: &str| {
        format!(
            "[[link]]\nbefore = \"w-1.7-2021-1\"\nfrom = \"2021-2022\"\nafter = \"{after}\"\nto = \"2022-2023\"\n\
             same = true\nreason = \"Tách làm hai.\"\ndate = 2022-09-10\nby = \"hieu-truong\"\n\n"
        )
    };
    let account = "[[account]]\nitem = \"w-1.7-2021-1\"\nfrom = \"2022-2023\"\nto = \"2023-2024\"\noutcome = \"dropped\"\n\
                   reason = \"Phần mềm mới tự cập nhật.\"\ndate = 2023-09-10\nby = \"hieu-truong\"\n";
    let records = link("w-1.7-2021-1") + &link("w-1.7-2022-1") + account;
    world.write(&format!("schools/{SCHOOL}/continuity.toml"), &records);
    world.commit_all("Ghi nhận");
    world
}

#[test]
fn one_weakness_is_told_year_by_year_until_its_end() {
    let out = four_years().run(["history", "w-1.5-2021-1"]).ok();
    insta::assert_snapshot!(out.stdout, @r#"
    Điểm yếu w-1.5-2021-1 qua các năm
    Trường Mầm non Hoa Sen · mn-hoa-sen

    Có từ 2021-2022; đến kế hoạch 2024-2025 thì đã khắc phục. Kéo dài nhất: 3
    kế hoạch liên tiếp.
    Hạn hoàn thành đã lùi 2 lần, tổng cộng 19 tháng.

    Tiêu chí 1.5: Tổ chức nhóm trẻ và lớp mẫu giáo
      21 22 23 24
      Còn 04 lớp ghép.  w-1.5-2021-1
      ○──▲━━▼━━●  3 năm

      ○  được nêu lần đầu
      ▲  còn tồn tại, số liệu tốt hơn
      ▼  còn tồn tại, số liệu xấu đi
      ●  đã khắc phục
      ━━ từ năm thứ ba liên tiếp trở đi

    TỪNG NĂM

    2021-2022 · Tiêu chí 1.5: Tổ chức nhóm trẻ và lớp mẫu giáo
      ○ được nêu lần đầu
        Còn 03 lớp ghép.
      · giải pháp · Hiệu trưởng · 5/2022
        Huy động trẻ theo độ tuổi.

    2022-2023
      ▲ còn tồn tại · 03 → 02 lớp ghép, tốt hơn · kế hoạch thứ 2 liên tiếp
        Còn 02 lớp ghép.
        Hạn lùi từ 31/5/2022 sang 31/5/2023, 12 tháng.
      · giải pháp · Hiệu trưởng · 5/2023
        Huy động trẻ theo độ tuổi.

    2023-2024
      ▼ còn tồn tại · 02 → 04 lớp ghép, xấu đi · kế hoạch thứ 3 liên tiếp
        Còn 04 lớp ghép.
        Hạn lùi từ 31/5/2023 sang 31/12/2023, 7 tháng.
        20/5/2024: đã xong. Đã hết lớp ghép (Trần Văn Bình ghi); minh chứng
        H2-1.5-03
      · giải pháp · Hiệu trưởng · 12/2023
        Huy động trẻ theo độ tuổi.

    2024-2025
      ● đã khắc phục
        Đã ghi nhận xong ngày 20 tháng 5 năm 2024: Đã hết lớp ghép.
    "#);
    assert!(out.stdout.lines().all(|line| line.chars().count() <= 80), "{}", out.stdout);
}

#[test]
fn all_weaknesses_stand_on_one_line_each() {
    let out = four_years().run(["history", "--weaknesses"]).ok();
    insta::assert_snapshot!(out.stdout, @r#"
    Điểm yếu qua các năm
    Trường Mầm non Hoa Sen · mn-hoa-sen

    4 điểm yếu trong 4 kế hoạch (2021-2022 đến 2024-2025): 1 còn tồn tại, 1 đã
    khắc phục, 2 không còn nhắc tới.
    1 điểm yếu không còn được nhắc tới mà chưa ai ghi lý do.

    Tiêu chí 1.5: Tổ chức nhóm trẻ và lớp mẫu giáo
      21 22 23 24
      Còn 04 lớp ghép.  w-1.5-2021-1
      ○──▲━━▼━━●  3 năm
      Sân chơi <b>ẩm</b> & "trơn" | ướt.
               ○

    Tiêu chí 1.7: Quản lý tài chính, tài sản
      21 22 23 24
      Sổ tài sản chưa được cập nhật.  w-1.7-2021-1
      ○──┼──⊗
      Kho chứa đồ dùng còn chật hẹp.  w-1.7-2022-1
         ▷━━┼━━✕  3 năm

      ○  được nêu lần đầu
      ▷  tách ra từ điểm yếu khác
      ┼  còn tồn tại
      ▲  còn tồn tại, số liệu tốt hơn
      ▼  còn tồn tại, số liệu xấu đi
      ●  đã khắc phục
      ✕  không còn nhắc tới, chưa rõ vì sao
      ⊗  thôi theo dõi, có ghi lý do
      ━━ từ năm thứ ba liên tiếp trở đi
    "#);
}

#[test]
fn what_drags_on_can_be_asked_for() {
    let world = four_years();
    let none = world.run(["history", "--chronic"]).ok();
    assert!(
        none.stdout.contains("Không có điểm yếu nào còn tồn tại mà đã kéo dài từ 3 năm"),
        "{}",
        none.stdout
    );
    world.git(["rm", "-rq", &format!("schools/{SCHOOL}/2024-2025")]);
    world.commit_all("Bỏ kế hoạch cuối");
    let json = world.run(["history", "--chronic", "3", "--format", "json"]).ok().json();
    let ids: Vec<&str> = json["lives"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|life| life["asked"] == true)
        .map(|life| life["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["w-1.5-2021-1", "w-1.7-2022-1"]);
    assert_eq!(json["lives"].as_array().unwrap().len(), 3, "the whole of the split is there too");
    let said = world.run(["history", "--chronic", "3"]).ok().stdout;
    assert!(said.contains("2 điểm yếu có trong kế hoạch mới nhất đã kéo dài từ 3 năm"), "{said}");
    world.git(["mv", &format!("schools/{SCHOOL}/2023-2024"), &format!("schools/{SCHOOL}/2024-2025")]);
    world.commit_all("Bỏ trống một năm");
    let said = world.run(["history", "--weaknesses"]).ok().stdout;
    assert!(said.contains("21 22‖24") && said.contains("‖  giữa hai cột có năm không có kế hoạch"), "{said}");
}

#[test]
fn a_life_is_told_to_programs() {
    let world = four_years();
    let json = world.run(["history", "w-1.5-2021-1", "--format", "json"]).ok().json();
    let life = &json["lives"][0];
    assert_eq!((life["since"].as_str(), life["ending"].as_str()), (Some("2021-2022"), Some("resolved")));
    assert_eq!((life["longest"].as_u64(), life["slips"]["months"].as_u64()), (Some(3), Some(19)));
    assert_eq!(life["years"][1]["figures"][0]["before"], "03");
    assert_eq!(life["years"][1]["planned"][0]["deadline"], "2023-05-31");
    assert_eq!(life["years"][2]["records"][0]["evidence"][0], "H2-1.5-03");
    assert_eq!(life["years"][2]["left"]["evidence"]["source"], "progress");
    let all = world.run(["history", "--weaknesses", "--format", "json"]).ok().json();
    let lives = all["lives"].as_array().unwrap();
    assert!(all.get("events").is_none() && all.get("years").is_none());
    assert!(lives.iter().all(|life| life["years"][0].get("planned").is_none()));
    // The law: every weakness of every plan is in exactly one life.
    let told: usize = lives.iter().map(|life| life["years"].as_array().unwrap().len()).sum();
    assert_eq!(told, 2 + 3 + 2 + 1);
    let (whole, piece) = (&lives[1], &lives[2]);
    assert_eq!(whole["years"][0]["into"][0], piece["number"]);
    assert_eq!(piece["years"][0]["from"][0], whole["number"]);
    assert_eq!(whole["years"][1]["left"]["explained"]["reason"], "Phần mềm mới tự cập nhật.");
}

#[test]
fn a_criterion_is_told_with_its_lives_and_its_years() {
    let out = four_years().run(["history", "1.7"]).ok();
    assert!(out.stdout.contains("▷━━┼━━✕"), "{}", out.stdout);
    assert!(
        out.stdout.contains("2024-2025 (preschool-2018)\n    không có trong kế hoạch này"),
        "{}",
        out.stdout
    );
    let out = four_years().run(["history", "S1"]).ok();
    assert!(out.stdout.contains("4 điểm yếu trong 4 kế hoạch"), "{}", out.stdout);
}

#[test]
fn an_approval_is_told_with_its_year() {
    let world = World::with_school();
    world.pin_root();
    let text = |count: u8| {
        let weakness = format!("Còn {count:02} lớp ghép. {{#w-1.5-2021-1}}");
        plan("2021-2022", "preschool-2018", &[(CLASSES, &[&weakness], "5/2022")])
    };
    world.write_plan("2021-2022", &text(3));
    world.run(["save"]).ok();
    world.approve("2021-2022");
    let said = |wanted: &str| {
        let out = world.run(["history", "w-1.5-2021-1"]).ok().stdout;
        let words = out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains(wanted), "{out}");
    };
    said("v1: Nguyễn Thị Mai phê duyệt ngày 15/9/2026");
    world.write_plan("2021-2022", &text(2));
    world.run(["save"]).ok();
    said("phê duyệt ngày 15/9/2026, đã sửa sau khi duyệt");
    let json = world.run(["history", "--weaknesses", "--format", "json"]).ok().json();
    let approval = &json["plans"][0]["approval"];
    assert_eq!(
        (approval["verdict"].as_str(), approval["later_edits"].as_bool()),
        (Some("valid"), Some(true))
    );
    // A tag that nobody signed is no approval.
    world.git(["tag", "-f", "-a", "-m", "x", "approved/mn-hoa-sen/2021-2022/v2"]);
    said("phê duyệt v2 KHÔNG kiểm chứng được (unsigned)");
}

#[test]
fn a_page_holds_picture_and_table_and_fetches_nothing() {
    let world = four_years();
    let page = world.run(["history", "--weaknesses", "--format", "html"]).ok().stdout;
    for forbidden in ["<script", "https://", "<link", "@import", "url(", "<b>ẩm</b>"] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    assert_eq!(page.matches("http://").count(), page.matches("xmlns=\"http://www.w3.org/2000/svg\"").count());
    for wanted in
        ["<th scope=\"row\">", "<th scope=\"col\">2021-2022</th>", "role=\"listitem\"", "size: A4 landscape"]
    {
        assert!(page.contains(wanted), "{wanted}");
    }
    // The same marks in the table as in the picture.
    assert_eq!(page.matches("<td class=\"y\"><b").count(), 11, "{page}");
    let one = world.run(["history", "w-1.5-2021-1", "--format", "html"]).ok().stdout;
    assert!(one.contains("Đã hết lớp ghép"));
    // Without a word a picture is one of all weaknesses.
    assert_eq!(world.run(["history", "--format", "html"]).ok().stdout, page);
}

#[test]
fn a_picture_is_well_formed_whatever_a_plan_says() {
    let picture = four_years().run(["history", "--weaknesses", "--format", "svg"]).ok().stdout;
    well_formed(&picture);
    assert!(
        picture.contains("Sân chơi &lt;b&gt;ẩm&lt;&#x2f;b&gt; &amp; &quot;trơn&quot; | ướt."),
        "{picture}"
    );
    assert!(picture.contains(">3 năm</text>"), "what dragged on says for how long");
    let empty = four_years().run(["history", "--chronic", "9", "--format", "svg"]).ok().stdout;
    well_formed(&empty);
}

#[test]
fn markdown_holds_the_table() {
    let out = four_years().run(["history", "--weaknesses", "--format", "markdown"]).ok().stdout;
    assert!(
        out.contains("| Còn 04 lớp ghép. `w-1.5-2021-1` | ○ mới | ▲ tốt hơn | ▼ xấu đi | ● đã xong | 3 |"),
        "{out}"
    );
    assert!(out.contains("\\<b\\>ẩm\\</b\\> & \"trơn\" \\| ướt."), "{out}");
}

#[test]
fn english_is_spoken_too() {
    let out = four_years().run(["history", "w-1.5-2021-1", "--lang", "en"]).ok().stdout;
    assert!(out.contains("Since 2021-2022; resolved by the plan 2024-2025."), "{out}");
    assert!(out.contains("Its deadline was put off 2 times, 19 months in all."), "{out}");
}

#[test]
fn a_bare_repository_tells_lives_too() {
    let world = four_years();
    world.git(["clone", "-q", "--bare", ".", "../trần.git"]);
    let here = world.run(["history", "--weaknesses"]).ok().stdout;
    assert_eq!(world.run(["-C", "../trần.git", "history", "--weaknesses"]).ok().stdout, here);
}

#[test]
fn only_what_can_be_drawn_is() {
    let world = four_years();
    world.run(["history", "2021-2022", "--format", "svg"]).cannot();
    world.run(["history", "2021-2022", "--weaknesses"]).cannot();
    let said = world.run(["history", "w-1.5-1999-1"]).cannot().stderr;
    assert!(said.contains("không kế hoạch nào đã lưu có mục `w-1.5-1999-1`"), "{said}");
}

#[test]
fn records_that_cannot_be_read_are_left_out_and_told() {
    let world = four_years();
    world.write(&format!("schools/{SCHOOL}/continuity.toml"), "[[link]]\nx = 1\n");
    world.write(&format!("schools/{SCHOOL}/2023-2024/progress.toml"), "record = 3\n");
    world.commit_all("Hỏng");
    let out = world.run(["history", "w-1.5-2021-1"]).ok();
    assert!(out.stdout.contains("chưa rõ vì sao"), "{}", out.stdout);
    assert_eq!(out.stderr.matches("Không đọc được").count(), 2, "{}", out.stderr);
    let json = world.run(["history", "w-1.5-2021-1", "--format", "json"]).ok().json();
    assert_eq!(json["unread"].as_array().unwrap().len(), 2);
}

/// Holds a text to what XML asks for: tags that close in order, quoted attributes each named once,
/// and no bare `&` or `<`.
#[track_caller]
fn well_formed(text: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = text.trim();
    while let Some(at) = rest.find('<') {
        references(&rest[..at]);
        let end = rest[at..].find('>').expect("an open tag") + at;
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
            continue;
        }
        let name = tag.split([' ', '/']).next().unwrap();
        assert!(!name.is_empty() && name.chars().all(char::is_alphabetic), "<{tag}>");
        let mut seen: Vec<&str> = Vec::new();
        let mut attributes = tag[name.len()..].trim_end_matches('/').trim_end();
        while let Some((before, after)) = attributes.split_once("=\"") {
            let (value, next) = after.split_once('"').expect("a closing quote");
            references(value);
            assert!(before.starts_with(' ') && !seen.contains(&before), "<{tag}>");
            seen.push(before);
            attributes = next;
        }
        assert!(attributes.trim().is_empty(), "<{tag}>");
        if !tag.ends_with('/') {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "not closed: {open:?}");
}

#[track_caller]
fn references(text: &str) {
    for (at, _) in text.match_indices('&') {
        let name = text[at + 1..].split_once(';').map(|(name, _)| name);
        assert!(name.is_some_and(|name| name.len() < 8 && !name.contains(' ')), "a bare & in {text}");
    }
}
