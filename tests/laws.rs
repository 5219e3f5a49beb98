//! The laws of the plan format, over generated and over real text: nothing is lost, formatting
//! formatted text changes nothing, parsing never fails. And of a report: every item and every record is in it.

#[path = "laws/ledger.rs"]
mod ledger;
#[path = "laws/word.rs"]
mod word;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use caitien::finding::Code;
use caitien::plan::format::{Formatted, format};
use caitien::plan::parse::parse;
use caitien::plan::spelling::fold;
use proptest::prelude::*;

/// How often each word stands in a text; "Tiêu chuẩn 5.2" may be written "Tiêu chí 5.2".
fn words(text: &str) -> BTreeMap<String, usize> {
    let mut count = BTreeMap::new();
    for word in fold(text).split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *count.entry(if word == "chuan" { "chi".into() } else { word.to_owned() }).or_default() += 1;
    }
    count
}

fn check_laws(text: &str) -> Result<Formatted, TestCaseError> {
    let formatted = format(text, &BTreeSet::new());
    let after = words(&formatted.text);
    for (word, times) in words(text) {
        let kept = after.get(&word).copied().unwrap_or_default();
        prop_assert!(kept >= times, "lost {word:?} of {text:?} in {:?}", formatted.text);
    }
    let again = format(&formatted.text, &BTreeSet::new());
    prop_assert_eq!(&again.text, &formatted.text, "not idempotent for {:?}", text);
    Ok(formatted)
}

fn was_left_alone(formatted: &Formatted) -> bool {
    formatted.findings.iter().any(|finding| finding.code() == Code::NotFormatted)
}

fn sentence() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "Nhà",
        "trường",
        "còn",
        "02",
        "lớp",
        "ghép",
        "8,3%",
        "chưa",
        "đạt",
        "**đậm**",
        "`mã`",
        "[nối](u)",
        "1.5",
        "(trẻ)",
        "–",
        "a*b",
        "<b>x</b>",
        "ke\u{302}\u{301}",
        "5/2024",
        "&amp;",
        "\\*",
        "|",
        "#",
        "C:",
    ]);
    prop::collection::vec(word, 1..8).prop_map(|words| words.join(" "))
}

fn item() -> impl Strategy<Value = String> {
    let bullet = prop::sample::select(vec!["- ", "* ", "+ ", "-   ", "1. ", "12) "]);
    let id = prop::sample::select(vec!["", "", " {#w-1.5-2021-1}", " {#a-1.5-2020-3}", " {#sai}"]);
    let field = prop::sample::select(vec!["Chủ trì", "thoi gian", "Kinh phí", "Lạ lùng", "Nguyên nhân"]);
    let fields = prop::collection::vec((field, sentence()), 0..3);
    (bullet, sentence(), id, fields).prop_map(|(bullet, text, id, fields)| {
        let indent = " ".repeat(bullet.len());
        let lines = fields.iter().map(|(label, value)| format!("{indent}- {label}: {value}\n"));
        format!("{bullet}{text}{id}\n{}", lines.collect::<String>())
    })
}

fn label() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "**Mức:** 2",
        "**Điểm yếu**",
        "**diem yeu:**",
        "**Điểm hạn chế**:",
        "**Giải pháp**",
        "**Kết quả cần đạt:** Đủ",
        "**Thực hiện chung**",
        "Điểm mạnh:",
    ])
    .prop_map(str::to_owned)
}

fn criterion() -> impl Strategy<Value = String> {
    let heading = prop::sample::select(vec![
        "#### Tiêu chí 1.5: Lớp",
        "#### tieu chi 2.1",
        "### Tiêu chuẩn 3: CSVC",
        "#### Tiêu chuẩn 5.2. Sai chữ",
        "### Ghi chú",
    ]);
    let block = prop_oneof![
        2 => label(),
        3 => prop::collection::vec(item(), 1..4).prop_map(|items| items.concat()),
        1 => sentence(),
    ];
    (heading, prop::collection::vec(block, 0..7))
        .prop_map(|(heading, blocks)| format!("{heading}\n\n{}\n", blocks.join("\n\n")))
}

/// Plans as people write them, with all their slips.
fn plan() -> impl Strategy<Value = String> {
    let end = prop::sample::select(vec!["\n", "\r\n"]);
    (prop::collection::vec(criterion(), 0..5), sentence(), end).prop_map(|(criteria, prose, end)| {
        let head = "+++\nschema = 1\nperiod = \"2023-2024\" # năm\nlạ = 1\n+++\n";
        let text = format!(
            "{head}## I. Mục đích\n\n{prose}\n\n\n## III. Nội dung\n\n{}\n## IV. Tổ chức thực hiện\n",
            criteria.concat()
        );
        text.replace('\n', end)
    })
}

/// Any sequence of pieces that mean something to a Markdown parser.
fn chaos() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "\n",
        "\n\n",
        "  ",
        "    ",
        "\t",
        "- ",
        "1. ",
        "> ",
        "# ",
        "## ",
        "### Tiêu chuẩn 1",
        "#### Tiêu chí 1.1",
        "**",
        "**Điểm yếu**",
        "**Giải pháp:**",
        "Chủ trì: ",
        "{#w-1.5-2021-1}",
        "{#",
        "}",
        "```",
        "~~~",
        "<!-- ",
        " -->",
        "<div>",
        "| a | b |",
        "| - | - |",
        "---",
        "===",
        "+++",
        "\\",
        "[x]: y",
        "từ",
        "hai ",
        "ba",
        "\u{a0}",
        "\u{301}",
        "\0",
        "\r",
        "*",
        "_",
        "***",
        "&",
        "1",
        ":",
        "\u{2028}",
    ]);
    prop::collection::vec(piece, 0..40)
        .prop_map(|pieces| format!("+++\nperiod = \"2023-2024\"\n+++\n## III. Nội dung\n{}", pieces.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn plans_are_formatted_without_loss(text in plan()) {
        let formatted = check_laws(&text)?;
        prop_assert!(!was_left_alone(&formatted), "left alone: {text:?}");
    }

    #[test]
    fn any_text_is_formatted_without_loss(text in chaos()) {
        check_laws(&text)?;
    }

    #[test]
    fn parsing_never_fails(text in any::<String>()) {
        let parsed = parse(&text);
        for finding in parsed.findings {
            prop_assert!(finding.span.end <= parsed.text.len());
        }
    }
}

/// The folder of real material beside the project, if it is there.
fn shared(name: &str) -> Option<PathBuf> {
    let project = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let found =
        project.ancestors().map(|folder| folder.join("shared").join(name)).find(|folder| folder.is_dir());
    if found.is_none() {
        eprintln!("skipped: no shared/{name} beside the project");
    }
    found
}

fn texts_under(folder: PathBuf) -> Vec<(PathBuf, String)> {
    let mut texts = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.extension().and_then(|end| end.to_str()) {
            Some("md" | "txt") => texts.push((path.clone(), std::fs::read_to_string(&path).unwrap())),
            _ if path.is_dir() => texts.extend(texts_under(path)),
            _ => {}
        }
    }
    texts
}

#[test]
fn real_texts_are_formatted_without_loss() {
    for (path, text) in ["plans", "carryover"].into_iter().filter_map(shared).flat_map(texts_under) {
        let formatted = check_laws(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert!(!was_left_alone(&formatted), "{} was left alone", path.display());
    }
}

#[test]
fn formatted_plans_stay_as_they_are() {
    for (path, text) in shared("carryover").into_iter().flat_map(texts_under) {
        if path.ends_with("old.md") && parse(&text).plan.weaknesses().all(|placed| placed.item.id.is_some()) {
            assert_eq!(format(&text, &BTreeSet::new()).text, text, "{}", path.display());
        }
    }
}

/// The project's own pairs of plans, each item with an id.
fn pairs_of_years() -> Vec<[caitien::plan::Plan; 2]> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/carryover/choose");
    let mut cases: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|case| case.unwrap().path()).collect();
    cases.sort();
    let read = |case: &PathBuf| {
        let text = |name: &str| std::fs::read_to_string(case.join(name)).unwrap();
        let before = parse(&format(&text("old.md"), &BTreeSet::new()).text).plan;
        let taken = before.items().filter_map(|placed| placed.item.id).collect();
        let after = parse(&format(&text("new.md"), &taken).text).plan;
        [before, after]
    };
    cases.iter().filter(|case| case.join("old.md").is_file()).map(read).collect()
}

/// One record about the `before`th weakness of a plan and the `after`th of the next.
fn decision() -> impl Strategy<Value = (prop::sample::Index, prop::sample::Index, bool)> {
    (any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<bool>())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Whatever people decide of any weaknesses, no comparison contradicts it; the file reads back as written.
    #[test]
    fn a_comparison_never_contradicts_what_people_decided(
        case in any::<prop::sample::Index>(),
        decisions in prop::collection::vec(decision(), 1..6),
    ) {
        use caitien::compare::{Prepared, Side, compare_chain};
        use caitien::continuity::{Continuity, LinkRecord, Signed};
        let years = pairs_of_years();
        let [before, after] = case.get(&years);
        let ids = |plan: &caitien::plan::Plan| -> Vec<caitien::plan::ItemId> {
            plan.weaknesses().filter_map(|placed| placed.item.id).collect()
        };
        let (one, other) = (ids(before), ids(after));
        let periods = (before.front.period().unwrap(), after.front.period().unwrap());
        let date = caitien::date::Date::new(2026, 9, 15).unwrap();
        let mut file = String::new();
        for (at, (before, after, same)) in decisions.iter().enumerate() {
            let signed = Signed { reason: format!("Lý do {at}."), date, by: "hieu-truong".into() };
            let record = LinkRecord { before: *before.get(&one), after: *after.get(&other), periods, same: *same, signed };
            file.push_str(&format!("\n{}", record.written(&format!("{at:08x}"))));
        }
        let decided = Continuity::parse(&file).unwrap();
        prop_assert_eq!(decided.links.len(), decisions.len());
        let nothing = caitien::progress::Progress::default();
        let prepared = [before, after].map(|plan| Prepared::new(Side { plan, progress: &nothing }));
        let told = compare_chain(&[&prepared[0], &prepared[1]], &decided).weaknesses;
        for record in decided.links(periods) {
            let is_meant = |entry: &&caitien::compare::Weakness| {
                let id = |side: &Option<caitien::compare::Ref>| side.as_ref().and_then(|side| side.id);
                (id(&entry.before), id(&entry.after)) == (Some(record.before), Some(record.after))
            };
            let found: Vec<_> = told.iter().filter(is_meant).collect();
            let expected = usize::from(record.same);
            prop_assert_eq!(found.len(), expected, "{} {} in\n{}", record.before, record.after, file);
            for entry in found {
                prop_assert_eq!(entry.matched.map(|matched| matched.rung()), Some("link"));
                prop_assert_eq!(entry.linked.as_ref(), Some(&record.signed));
            }
        }
    }
}

/// One criterion of a plan that is reported on: how many of each kind it has.
type Amounts = (usize, usize, usize, usize);

/// A plan with these criteria; each item says a word that no other says.
fn reported_plan(period: &str, criteria: &[Amounts]) -> String {
    let mut text = format!(
        "+++\nschema = 1\nperiod = \"{period}\"\ncatalog = \"preschool-2018\"\n+++\n\n## III. Nội dung kế hoạch\n\n\
         ### Tiêu chuẩn 1: Tổ chức\n\n"
    );
    for (at, (weaknesses, targets, measures, actions)) in criteria.iter().enumerate() {
        let at = at + 1;
        text.push_str(&format!("#### Tiêu chí 1.{at}: Một việc\n\n"));
        let kinds = [
            ("Điểm yếu", "w", weaknesses),
            ("Kết quả cần đạt", "t", targets),
            ("Chỉ số đánh giá kết quả", "m", measures),
            ("Giải pháp", "a", actions),
        ];
        for (label, letter, amount) in kinds.into_iter().filter(|(_, _, amount)| **amount > 0) {
            text.push_str(&format!("**{label}**\n\n"));
            for serial in 1..=*amount {
                text.push_str(&format!(
                    "- Lời{letter}{at}x{serial} còn chưa đủ. {{#{letter}-1.{at}-2023-{serial}}}\n"
                ));
            }
            text.push('\n');
        }
    }
    text
}

/// What is recorded: about which item, on which day of May, how it stands.
type Noted = (usize, &'static str, usize, u8, &'static str);

fn noted() -> impl Strategy<Value = Noted> {
    let letter = prop::sample::select(vec!["w", "t", "m", "a"]);
    let status = prop::sample::select(vec!["not-started", "in-progress", "partial", "done", "cancelled"]);
    (1..6usize, letter, 1..5usize, 1..28u8, status)
}

fn reported_records(noted: &[Noted]) -> String {
    let records = noted.iter().enumerate().map(|(at, (criterion, letter, serial, day, status))| {
        format!(
            "[[record]]\nitem = \"{letter}-1.{criterion}-2023-{serial}\"\ndate = 2024-05-{day:02}\nstatus = \"{status}\"\n\
             note = \"Ghi{at}xong việc.\"\nevidence = [\"H1-1.{criterion}-{at:02}\"]\n\n"
        )
    });
    records.collect()
}

/// The page, the Markdown and the terminal's text, each with its blanks made single.
fn reported(plan: &str, records: &str, later: Option<&str>, until: Option<u8>) -> Vec<String> {
    use caitien::cli::lang::Lang;
    use caitien::cli::show::report::{markdown, paper, terminal};
    use caitien::cli::ui::Ui;
    use caitien::compare::{Chain, Prepared, Side};
    let until = until.map(|day| format!("2024-05-{day:02}").parse().unwrap());
    let (plan, later) = (parse(plan).plan, later.map(|text| parse(text).plan));
    let progress = caitien::progress::Progress::parse(records).unwrap();
    let side = |plan| Prepared::new(Side { plan, progress: &progress });
    let prepared: Vec<Prepared<'_>> = std::iter::once(&plan).chain(&later).map(side).collect();
    let decided = caitien::continuity::Continuity::default();
    let chain = Chain::new(&prepared.iter().collect::<Vec<_>>(), &decided);
    let report = caitien::report::Report::of(&caitien::report::Source { chain: &chain, at: 0, until });
    let reported = caitien::work::report::Reported {
        school: None,
        name: None,
        period: plan.front.period(),
        people: BTreeMap::new(),
        offices: Vec::new(),
        report,
        interim: None,
        unread: Vec::new(),
    };
    let paper = paper(&reported, Lang::Vi);
    let texts = [
        caitien::export::report::page(&paper).unwrap(),
        markdown::markdown(&paper),
        terminal::human(&paper, &Ui::kept(Lang::Vi)),
    ];
    texts.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")).into()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_item_and_every_record_is_in_the_report(
        criteria in prop::collection::vec((0..4usize, 0..4usize, 0..2usize, 0..3usize), 0..5),
        noted in prop::collection::vec(noted(), 0..12),
        kept in prop::option::of(0..4usize),
        until in prop::option::of(1..28u8),
    ) {
        let (plan, records) = (reported_plan("2023-2024", &criteria), reported_records(&noted));
        let later = kept.map(|kept| reported_plan("2024-2025", &criteria[..kept.min(criteria.len())]));
        let until = until.filter(|_| later.is_none());
        let told = reported(&plan, &records, later.as_deref(), until);
        for text in &told {
            for placed in parse(&plan).plan.items() {
                let said = &placed.item.text;
                prop_assert!(text.contains(said.as_str()), "{said:?} is not in {text}");
            }
            for (at, (.., day, _)) in noted.iter().enumerate() {
                let counts = until.is_none_or(|until| *day <= until);
                prop_assert_eq!(text.contains(&format!("Ghi{at}xong")), counts, "record {} in {}", at, text);
                prop_assert_eq!(text.contains(&format!("-{at:02}")), counts, "evidence {} in {}", at, text);
            }
        }
    }
}

#[test]
fn every_item_of_real_plans_is_in_their_report() {
    for (path, text) in ["plans", "carryover"].into_iter().filter_map(shared).flat_map(texts_under) {
        let squeezed = |text: &str| text.replace('\\', "").split_whitespace().collect::<Vec<_>>().join(" ");
        let told = squeezed(&reported(&text, "", None, None)[1]);
        for placed in parse(&text).plan.items().filter(|one| one.item.kind.letter().is_some()) {
            let said = squeezed(&placed.item.text);
            assert!(told.contains(&said), "{}: {said}", path.display());
        }
    }
}
