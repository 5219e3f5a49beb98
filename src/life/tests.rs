//! Stories of small schools: the plans of some years in, the lives of their weaknesses out.

use super::*;
use crate::compare::{Comeback, Prepared, Side};
use crate::continuity::Continuity;
use crate::plan::Plan;
use crate::plan::parse::parse;
use crate::progress::Progress;

/// A plan in few words: lines of `1.5 sentence {#id}`; under a line, `> action | lead | schedule`.
fn plan(period: &str, catalog: &str, lines: &str) -> Plan {
    let mut text = format!(
        "+++\nschema = 1\nperiod = \"{period}\"\ncatalog = \"{catalog}\"\n+++\n\n## III. Nội dung kế hoạch\n\n\
         ### Tiêu chuẩn 1: Tổ chức\n"
    );
    let mut place = "";
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(action) = line.strip_prefix("> ") {
            let parts: Vec<&str> = action.split(" | ").collect();
            text += &format!(
                "\n**Giải pháp**\n\n- {}\n  - Chủ trì: {}\n  - Thời gian: {}\n",
                parts[0], parts[1], parts[2]
            );
            continue;
        }
        let (criterion, sentence) = line.split_once(' ').unwrap();
        if criterion != place {
            text += &format!("\n#### Tiêu chí {criterion}: Việc {criterion}\n\n**Điểm yếu**\n\n");
            place = criterion;
        }
        text += &format!("- {sentence}\n");
    }
    parse(&text).plan
}

/// Years of a school: period, catalogue, plan, progress.
struct School {
    years: Vec<(&'static str, Plan, Progress)>,
    continuity: Continuity,
    comebacks: Vec<Comeback>,
}

impl School {
    fn new(years: &[(&'static str, &str, &str)]) -> School {
        let years = years
            .iter()
            .map(|(period, catalog, lines)| (*period, plan(period, catalog, lines), Progress::default()));
        School { years: years.collect(), continuity: Continuity::default(), comebacks: Vec::new() }
    }

    fn same(mut self, before: (&str, &str), after: (&str, &str)) -> School {
        let text = format!(
            "[[link]]\nbefore = \"{}\"\nfrom = \"{}\"\nafter = \"{}\"\nto = \"{}\"\nsame = true\n\
             reason = \"Cùng việc.\"\ndate = 2024-09-01\nby = \"thu-ky\"\n",
            before.1, before.0, after.1, after.0
        );
        self.continuity.links.extend(Continuity::parse(&text).unwrap().links);
        self
    }

    fn progress(mut self, year: usize, item: &str, status: &str) -> School {
        let text = format!("[[record]]\nitem = \"{item}\"\ndate = 2024-05-20\nstatus = \"{status}\"\n");
        self.years[year].2.records.extend(Progress::parse(&text).unwrap().records);
        self
    }

    fn lives(&self) -> Lives {
        let prepared: Vec<Prepared<'_>> =
            self.years.iter().map(|(_, plan, progress)| Prepared::new(Side { plan, progress })).collect();
        let periods: Vec<Period> = self.years.iter().map(|year| year.0.parse().unwrap()).collect();
        let tracks = tracks(&periods);
        let chains: Vec<Chain<'_, '_>> = tracks
            .iter()
            .map(|columns| {
                let plans: Vec<&Prepared<'_>> = columns.iter().map(|at| &prepared[*at]).collect();
                let mut chain = Chain::new(&plans, &self.continuity);
                if chain.comebacks.is_empty() {
                    chain.comebacks.clone_from(&self.comebacks);
                }
                chain
            })
            .collect();
        let tracks: Vec<Track<'_, '_, '_>> =
            tracks.into_iter().zip(&chains).map(|(columns, chain)| Track::new(columns, chain)).collect();
        lives(&periods, &tracks)
    }

    /// Each life on one line.
    fn told(&self) -> Vec<String> {
        let told = self.lives();
        let weaknesses: usize = self.years.iter().map(|year| year.1.weaknesses().count()).sum();
        assert_eq!(told.lives.iter().map(|life| life.years.len()).sum::<usize>(), weaknesses);
        told.lives.iter().map(|life| line(&told, life)).collect()
    }
}

fn line(told: &Lives, life: &Life) -> String {
    let years = life.years.iter().map(|year| {
        let first = told.plans[year.plan].period.first();
        let place = year.criterion.map(|anchor| anchor.to_string()).unwrap_or_default();
        let mut said = format!("{first} {place} {} {}", year.state.as_str(), year.stood);
        for figures in &year.figures {
            said += &format!(" {}→{}", figures.before, figures.after);
        }
        for (word, ties) in [("from", &year.from), ("into", &year.into)] {
            ties.iter().for_each(|life| said += &format!(" {word} #{life}"));
        }
        said
    });
    let end = life.ending();
    let left = life
        .years
        .iter()
        .filter_map(|year| year.left.as_ref())
        .map(|left| format!("{} by {}", left.how.as_str(), told.plans[left.plan].period.first()));
    let end = match end {
        Ending::Left(_) => String::new(),
        end => end.as_str().to_owned(),
    };
    let ends: Vec<String> = left.chain(Some(end)).filter(|end| !end.is_empty()).collect();
    format!("{} = {}", years.collect::<Vec<_>>().join(" | "), ends.join(", "))
}

#[test]
fn figures_deadlines_and_an_end_with_evidence() {
    let school = School::new(&[
        (
            "2021-2022",
            "preschool-2018",
            "1.5 Còn 03 lớp mẫu giáo ghép. {#w-1.5-2021-1}\n> Huy động trẻ. | Hiệu trưởng | 5/2022",
        ),
        (
            "2022-2023",
            "preschool-2018",
            "1.5 Còn 02 lớp mẫu giáo ghép. {#w-1.5-2021-1}\n> Huy động trẻ. | Hiệu trưởng | 5/2023",
        ),
        (
            "2023-2024",
            "preschool-2018",
            "1.5 Còn 02 lớp mẫu giáo ghép. {#w-1.5-2021-1}\n> Huy động trẻ. | Tổ trưởng | 12/2023",
        ),
        ("2024-2025", "preschool-2018", "1.1 Chiến lược chưa được rà soát. {#w-1.1-2024-1}"),
    ])
    .progress(2, "w-1.5-2021-1", "done");
    assert_eq!(
        school.told(),
        [
            "2021 1.5 new 1 | 2022 1.5 improved 2 03→02 | 2023 1.5 unchanged 3 02→02 = resolved by 2024",
            "2024 1.1 new 1 = standing",
        ]
    );
    let told = school.lives();
    let slips: Vec<u32> = told.lives[0].slips().map(|slip| slip.months()).collect();
    assert_eq!(slips, [12, 7]);
    assert_eq!(told.lives[0].years[2].planned[0].lead, "Tổ trưởng");
    assert_eq!(told.lives[0].longest(), 3);
    assert!(!told.lives[0].stands());
}

#[test]
fn a_split_begins_a_tied_life_and_a_merger_ends_one() {
    let both = "Sân chơi ẩm ướt và nhà bếp chật.";
    let school = School::new(&[
        ("2021-2022", "preschool-2018", &format!("1.5 {both} {{#w-1.5-2021-1}}")),
        (
            "2022-2023",
            "preschool-2018",
            "1.5 Sân chơi còn ẩm ướt. {#w-1.5-2021-1}\n1.5 Nhà bếp của trường còn chật. {#w-1.5-2022-1}",
        ),
        ("2023-2024", "preschool-2018", &format!("1.5 {both} {{#w-1.5-2021-1}}")),
    ])
    .same(("2021-2022", "w-1.5-2021-1"), ("2022-2023", "w-1.5-2021-1"))
    .same(("2021-2022", "w-1.5-2021-1"), ("2022-2023", "w-1.5-2022-1"))
    .same(("2022-2023", "w-1.5-2021-1"), ("2023-2024", "w-1.5-2021-1"))
    .same(("2022-2023", "w-1.5-2022-1"), ("2023-2024", "w-1.5-2021-1"));
    assert_eq!(
        school.told(),
        [
            "2021 1.5 new 1 into #1 | 2022 1.5 carried 2 | 2023 1.5 carried 3 from #1 = standing",
            "2022 1.5 carried 2 from #0 into #0 = merged by 2023",
        ]
    );
    assert_eq!(school.lives().lives[1].since, 0, "a piece is as old as the whole");
}

#[test]
fn a_life_goes_on_in_another_criterion_and_another_edition() {
    let text = "Thư viện chưa đủ đầu sách cho trẻ em dân tộc.";
    let school = School::new(&[
        ("2023-2024", "preschool-2018", &format!("1.5 {text}")),
        ("2024-2025", "preschool-2018", &format!("1.7 {text}")),
        ("2026-2027", "preschool-2026", &format!("1.2 {text}")),
    ]);
    assert_eq!(school.told(), ["2023 1.5 new 1 | 2024 1.7 carried 2 | 2026 1.2 carried 3 = standing"]);
    let told = school.lives();
    assert!(told.plans[2].after_gap && !told.plans[1].after_gap);
    assert_eq!(told.lives[0].years[1].matched.map(Match::rung), Some("other-criterion"));
    assert_eq!(told.lives[0].years[2].matched.map(Match::rung), Some("other-edition"));
    let groups = told.groups(|_| true);
    assert_eq!((groups.len(), groups[0].catalog, groups[0].name), (1, Some("preschool-2026"), "Việc 1.2"));
}

#[test]
fn what_came_back_goes_on_with_its_life() {
    let text = "Còn 02 lớp mẫu giáo ghép.";
    let mut school = School::new(&[
        ("2021-2022", "preschool-2018", &format!("1.5 {text} {{#w-1.5-2021-1}}")),
        ("2022-2023", "preschool-2018", "1.1 Chiến lược chưa được rà soát."),
        ("2023-2024", "preschool-2018", &format!("1.5 {text} {{#w-1.5-2021-1}}")),
    ]);
    school.comebacks = vec![Comeback { left: (0, 0), back: (2, 0), matched: Match::Id, score: 1.0 }];
    assert_eq!(
        school.told(),
        [
            "2021 1.5 new 1 | 2023 1.5 reopened 1 = dropped by 2022, standing",
            "2022 1.1 new 1 = dropped by 2023",
        ]
    );
}

#[test]
fn a_plan_of_many_years_beside_yearly_ones_is_told_by_itself() {
    let text = "Còn 02 lớp mẫu giáo ghép. {#w-1.5-2021-1}";
    let school = School::new(&[
        ("2021-2022", "preschool-2018", &format!("1.5 {text}")),
        ("2021-2026", "preschool-2018", &format!("1.5 {text}")),
        ("2022-2023", "preschool-2018", &format!("1.5 {text}")),
    ])
    .progress(2, "w-1.5-2021-1", "done");
    assert_eq!(
        school.told(),
        ["2021 1.5 new 1 | 2022 1.5 unchanged 2 02→02 = recorded-done", "2021 1.5 new 1 = standing"]
    );
    assert!(!school.lives().is_yearly());
}
