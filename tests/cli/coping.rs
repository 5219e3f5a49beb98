//! Stories of plans that were copied from the year before, or from another school.

use crate::world::{SCHOOL, World};

/// A plan of `mn-hoa-sen`; `DAU` and `NAY` are its first year and its period.
fn plan(first: u16, weakness: &str) -> String {
    let period = format!("{first}-{}", first + 1);
    let text = "+++\nschema = 1\nschool = \"mn-hoa-sen\"\nperiod = \"NAY\"\ncatalog = \"preschool-2018\"\n+++\n\n\
        ## I. Mục đích, yêu cầu\n\nNâng dần chất lượng nuôi dạy trẻ.\n\n\
        ## II. Căn cứ xây dựng kế hoạch\n\nBáo cáo tự đánh giá của trường.\n\n\
        ## III. Nội dung kế hoạch cải tiến chất lượng giáo dục\n\n\
        ### Tiêu chuẩn 1: Tổ chức và quản lý nhà trường\n\n#### Tiêu chí 1.5\n\n\
        **Điểm yếu**\n\n- ĐIỂM {#w-1.5-2021-1}\n\n\
        **Kết quả cần đạt**\n\n- Đến tháng 5/DAU còn 01 lớp ghép. {#t-1.5-DAU-1}\n\n\
        **Giải pháp**\n\n- Vận động cha mẹ đưa trẻ ra điểm trung tâm từ tháng 9/DAU. {#a-1.5-DAU-1}\n  - Chủ trì: Hiệu trưởng\n  \
        - Thời gian: 9/DAU – 12/DAU\n\n## IV. Tổ chức thực hiện\n\nMỗi quý họp một lần.\n";
    text.replace("NAY", &period).replace("DAU", &first.to_string()).replace("ĐIỂM", weakness)
}

const WEAK: &str = "Còn 02 lớp ghép ở điểm lẻ.";

/// The findings about copies in one year's plan: code, line.
fn found(world: &World, period: &str) -> Vec<(String, u64)> {
    let answer = world.run(["check", period, "--school", SCHOOL, "--format", "json"]).json();
    let all = answer["findings"].as_array().unwrap().clone();
    let copies = ["copied-plan", "copied-criterion", "copied-weakness", "other-school", "other-place"];
    let named =
        all.iter().map(|one| (one["code"].as_str().unwrap().to_owned(), one["line"].as_u64().unwrap()));
    named.filter(|(code, _)| copies.contains(&code.as_str())).collect()
}

#[test]
fn what_stands_for_three_years_is_told_with_its_years_and_side_by_side() {
    let world = World::with_school();
    for first in [2021, 2022, 2023] {
        world.write_plan(&format!("{first}-{}", first + 1), &plan(first, WEAK));
    }
    assert_eq!(found(&world, "2021-2022"), []);
    let expected = [("copied-plan".to_owned(), 16), ("copied-criterion".to_owned(), 20)];
    assert_eq!(found(&world, "2023-2024"), expected);
    let out = world.run(["check", "2023-2024"]).ok();
    let said = out.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in ["1/1 tiêu chí chép nguyên", "2021-2022, 2022-2023, 2023-2024", "[-9/2022", "{+9/2023"] {
        assert!(said.contains(words), "{words}\n{}", out.stdout);
    }
    let answer = world.run(["check", "2023-2024", "--format", "json"]).json();
    let whole = answer["findings"].as_array().unwrap().iter().find(|one| one["code"] == "copied-criterion");
    let copied = &whole.unwrap()["copied"];
    assert_eq!(copied["years"].as_array().unwrap().len(), 3);
    assert_eq!(copied["sides"][0]["after"], WEAK);
    let answer = world.run(["diff", "2022-2023", "2023-2024", "--format", "json"]).json();
    assert_eq!(answer["copied"]["unchanged"], 1);
    assert_eq!(answer["copied"]["whole"][0]["years"].as_array().unwrap().len(), 3);
    let out = world.run(["diff", "2022-2023", "2023-2024"]).ok();
    assert!(out.stdout.contains("Sao chép: 1/1 tiêu chí giữ nguyên so với năm trước."), "{}", out.stdout);
}

#[test]
fn what_moves_is_told_nowhere_and_what_was_clean_is_looked_at_again() {
    let world = World::with_school();
    world.write_plan("2022-2023", &plan(2022, "Còn 03 lớp ghép ở điểm lẻ."));
    world.write_plan("2023-2024", &plan(2023, WEAK));
    world.commit_all("Hai năm");
    for _ in 0..2 {
        assert_eq!(found(&world, "2023-2024"), [], "another figure");
    }
    world.write_plan("2022-2023", &plan(2022, WEAK));
    assert_eq!(found(&world, "2023-2024").len(), 2, "the year before is a part of the memory's key");
    let record = "[[record]]\nitem = \"w-1.5-2021-1\"\ndate = 2023-05-20\nstatus = \"partial\"\n";
    world.write(&format!("schools/{SCHOOL}/2022-2023/progress.toml"), record);
    assert_eq!(found(&world, "2023-2024"), [], "progress was recorded");
}

#[test]
fn the_name_of_another_school_of_the_repository_is_left_over() {
    let world = World::with_school();
    let other = world.school_record().replace(SCHOOL, "mn-suoi-trong").replace("Hoa Sen", "Suối Trong");
    let text = plan(2023, WEAK).replace("Nâng dần", "Trẻ của trường Mầm non Suối Trong được nâng dần");
    world.write_plan("2023-2024", &text);
    assert_eq!(found(&world, "2023-2024"), [], "nobody knows that name yet");
    world.write("schools/mn-suoi-trong/school.toml", &other);
    assert_eq!(found(&world, "2023-2024"), [("other-school".to_owned(), 10)]);
}

/// Laws over the program's own sample plans.
#[test]
fn a_plan_under_the_next_period_is_copied_wholly_and_a_rewritten_one_not_at_all() {
    use caitien::compare::copying::copied;
    use caitien::compare::{Pair, Side, compare};
    use caitien::plan::item::Kind;
    use caitien::progress::Progress;
    for sample in caitien::work::samples::SAMPLES {
        let before = caitien::plan::parse::parse(sample.plan).plan;
        let period = before.front.period().unwrap();
        let mut after = before.clone();
        after.front.period_text = Some(period.next().to_string());
        let progress = Progress::default();
        let copied_in = |after: &caitien::plan::Plan| {
            let side = |plan| Side { plan, progress: &progress };
            compare(&Pair { before: side(&before), after: side(after) }).copied.unwrap()
        };
        let all = copied_in(&after);
        assert!(all.criteria > 3);
        assert_eq!(all.whole.len(), all.criteria, "{} {period}", sample.school);
        assert!(all.weaknesses.is_empty(), "their criteria say as much");
        for standard in after.sections.iter_mut().flat_map(|section| &mut section.standards) {
            let own = standard.criteria.iter_mut().flat_map(|criterion| &mut criterion.entries);
            for entry in standard.entries.iter_mut().chain(own) {
                if let caitien::plan::Entry::Item(item) = entry
                    && item.kind != Kind::Strength
                {
                    item.text = format!("Năm nay viết lại: {}", item.text);
                }
            }
        }
        let none = copied_in(&after);
        assert_eq!((none.whole.len(), none.weaknesses.len()), (0, 0), "{} {period}", sample.school);
        assert!(copied(&caitien::compare::copying::Imprint::default(), |_| None).is_none());
    }
}
