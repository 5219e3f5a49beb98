//! `link` and `unlink`: a person has the last word on which weakness is which, and no comparison contradicts it.

use super::world::{SCHOOL, World};

const FILE: &str = "schools/mn-hoa-sen/continuity.toml";

/// A plan with these items below their criteria.
fn plan(period: &str, criteria: &[(&str, &[&str])]) -> String {
    let mut text = format!(
        "+++\nschema = 1\nschool = \"{SCHOOL}\"\nperiod = \"{period}\"\ncatalog = \"preschool-2018\"\n+++\n\n\
         ## III. Nội dung kế hoạch cải tiến chất lượng giáo dục\n\n\
         ### Tiêu chuẩn 1: Tổ chức và quản lý nhà trường\n\n"
    );
    for (criterion, items) in criteria {
        text.push_str(&format!("#### Tiêu chí {criterion}\n\n**Điểm yếu**\n\n"));
        items.iter().for_each(|item| text.push_str(&format!("- {item}\n")));
        text.push('\n');
    }
    text
}

const KITCHEN: &str = "Bếp ăn chật, chưa theo một chiều. {#w-1.5-2023-1}";
const YARD: &str = "Sân chơi thiếu bóng mát. {#w-1.5-2023-2}";

/// Two years: the kitchen is said in other words elsewhere, the yard in nearly the same words.
fn world() -> World {
    let world = World::with_school();
    world.write_plan("2023-2024", &plan("2023-2024", &[("1.5", &[KITCHEN, YARD])]));
    let later: [(&str, &[&str]); 2] = [
        ("1.5", &["Sân chơi còn thiếu bóng mát. {#w-1.5-2024-1}"]),
        ("1.6", &["Nơi chia thức ăn chưa tách khỏi nơi sơ chế. {#w-1.6-2024-1}"]),
    ];
    world.write_plan("2024-2025", &plan("2024-2025", &later));
    world.commit_all("Hai năm");
    world
}

/// Each weakness of the comparison: status, the two ids, the rung.
fn told(world: &World) -> Vec<(String, String, String, String)> {
    let json = world.run(["diff", "2023-2024", "2024-2025", "--format", "json"]).ok().json();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or("-").to_owned();
    let one = |one: &serde_json::Value| {
        (text(&one["status"]), text(&one["before"]["id"]), text(&one["after"]["id"]), text(&one["match"]))
    };
    json["weaknesses"].as_array().unwrap().iter().map(one).collect()
}

fn has(world: &World, (status, before, after, rung): (&str, &str, &str, &str)) -> bool {
    let wanted = (status.to_owned(), before.to_owned(), after.to_owned(), rung.to_owned());
    told(world).contains(&wanted)
}

#[test]
fn a_link_joins_what_no_text_would_join_also_across_criteria() {
    let world = world();
    assert!(has(&world, ("dropped", "w-1.5-2023-1", "-", "-")), "{:?}", told(&world));
    let out = world.run(["link", "w-1.5-2023-1", "w-1.6-2024-1", "--reason", "Cùng nói về bếp."]).ok();
    assert!(
        out.stdout.contains("là cùng một điểm yếu") && out.stdout.contains("Cùng nói về bếp."),
        "{}",
        out.stdout
    );
    assert!(out.stderr.contains("caitien save"), "{}", out.stderr);
    assert!(has(&world, ("carried", "w-1.5-2023-1", "w-1.6-2024-1", "link")), "{:?}", told(&world));
    let page = world.run(["diff", "2023-2024", "2024-2025"]).ok().stdout;
    assert!(page.contains("Được xác nhận là cùng một điểm yếu: Cùng nói về bếp. (Nguyễn Thị Mai"), "{page}");
    let json = world.run(["diff", "2023-2024", "2024-2025", "--format", "json"]).ok().json();
    let all = json["weaknesses"].as_array().unwrap();
    let linked = all.iter().find(|one| one["match"] == "link").unwrap();
    assert_eq!((linked["link"]["by"].as_str(), linked["rung"].as_str()), (Some("hieu-truong"), Some("link")));
    // The newest word counts.
    world.run(["unlink", "w-1.5-2023-1", "w-1.6-2024-1", "--reason", "Nhầm."]).ok();
    assert!(has(&world, ("dropped", "w-1.5-2023-1", "-", "-")), "{:?}", told(&world));
}

#[test]
fn an_unlink_turns_carried_into_dropped_and_new() {
    let world = world();
    assert!(has(&world, ("carried", "w-1.5-2023-2", "w-1.5-2024-1", "text")), "{:?}", told(&world));
    let ids = ["w-1.5-2023-2", "w-1.5-2024-1"];
    let json =
        world.run(["tach", ids[0], ids[1], "--reason", "Hai sân khác nhau.", "--format", "json"]).ok().json();
    assert_eq!((json["same"].as_bool(), json["written"].as_bool()), (Some(false), Some(true)));
    let statuses: Vec<&str> = json["comparison"]["weaknesses"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["status"].as_str().unwrap())
        .collect();
    assert_eq!(statuses, ["dropped", "new"]);
    assert!(has(&world, ("dropped", ids[0], "-", "-")) && has(&world, ("new", "-", ids[1], "-")));
    // What is gone by that can be accounted for, and only then.
    world.run(["account", ids[0], "--dropped", "--reason", "Điểm lẻ đã đóng."]).ok();
    let out = world.run(["account", "w-1.5-2023-2", "--dropped", "--reason", "Điểm lẻ đã đóng."]).ok();
    assert!(out.stdout.contains("đã được ghi nhận từ trước"), "{}", out.stdout);
}

#[test]
fn what_still_stands_in_other_words_is_not_accounted_for() {
    let world = world();
    let out = world.run(["account", "w-1.5-2023-2", "--dropped", "--reason", "Thôi."]).no();
    assert!(out.stderr.contains("caitien unlink w-1.5-2023-2 w-1.5-2024-1"), "{}", out.stderr);
    assert!(!world.path(FILE).exists());
}

#[test]
fn an_id_that_was_reused_can_be_parted_and_joined_again() {
    let world = world();
    world.write_plan("2024-2025", &plan("2024-2025", &[("1.5", &["Thiếu tủ thuốc. {#w-1.5-2023-1}"])]));
    assert!(has(&world, ("carried", "w-1.5-2023-1", "w-1.5-2023-1", "id")), "{:?}", told(&world));
    world.run(["unlink", "w-1.5-2023-1", "w-1.5-2023-1", "--reason", "Mã bị dùng lại."]).ok();
    assert!(has(&world, ("dropped", "w-1.5-2023-1", "-", "-")), "{:?}", told(&world));
    world.run(["link", "w-1.5-2023-1", "w-1.5-2023-1", "--reason", "Xem lại thì đúng là một."]).ok();
    assert!(has(&world, ("carried", "w-1.5-2023-1", "w-1.5-2023-1", "link")), "{:?}", told(&world));
}

#[test]
fn who_says_that_an_id_was_not_reused_is_believed() {
    let world = crate::approval_story::approved();
    let next = include_str!("../../templates/samples/mn-ben-mo/2025-2026.md").replace("mn-ben-mo", SCHOOL);
    let text = "Bếp khu lẻ không có người nấu nên cơm phải chở từ khu chính tới. {#w-2.3-2022-1}";
    let line = next.lines().find(|line| line.contains("{#w-2.3-2022-1}")).unwrap();
    world.write_plan("2025-2026", &next.replace(line, &format!("- {text}")));
    let complains = || world.run(["check", "2025-2026"]).stdout.contains("[reused-id]");
    assert!(complains());
    let ids = ["w-2.3-2022-1", "w-2.3-2022-1", "--reason", "Cùng một chuyện thiếu người."];
    world.run([&["link"], &ids[..]].concat()).ok();
    assert!(!complains());
    world.run([&["unlink"], &ids[..]].concat()).ok();
    assert!(complains(), "an id is for life");
}

#[test]
fn targets_and_actions_are_linked_too() {
    let world = World::with_school();
    let with = |period: &str, action: &str| {
        plan(period, &[("1.5", &[KITCHEN])]) + &format!("**Giải pháp**\n\n- {action}\n")
    };
    world.write_plan("2023-2024", &with("2023-2024", "Xin kinh phí sửa bếp. {#a-1.5-2023-1}"));
    world.write_plan("2024-2025", &with("2024-2025", "Mua tủ hấp cơm. {#a-1.5-2024-1}"));
    let out = world.run(["link", "a-1.5-2023-1", "a-1.5-2024-1", "--reason", "Cùng một việc."]).ok();
    assert!(out.stdout.contains("là cùng một giải pháp"), "{}", out.stdout);
    let json = world.run(["diff", "2023-2024", "2024-2025", "--format", "json"]).ok().json();
    assert_eq!(
        (json["actions"][0]["status"].as_str(), json["actions"][0]["match"].as_str()),
        (Some("carried"), Some("link"))
    );
    world.run(["unlink", "a-1.5-2023-1", "a-1.5-2024-1", "--reason", "Hai việc."]).ok();
    let json = world.run(["diff", "2023-2024", "2024-2025", "--format", "json"]).ok().json();
    assert_eq!(json["actions"].as_array().unwrap().len(), 2);
}

#[test]
fn what_is_contradictory_is_refused() {
    let world = world();
    world.write_plan(
        "2022-2023",
        &plan("2022-2023", &[("1.5", &["Thiếu nước sạch. {#w-1.5-2022-1}", "Cổng trường xuống cấp."])]),
    );
    world.write_plan(
        "2025-2026",
        &plan("2025-2026", &[("1.6", &["Nơi chia thức ăn chưa tách khỏi nơi sơ chế. {#w-1.6-2024-1}"])]),
    );
    let says = |arguments: &[&str], code: i32, words: &str| {
        let out = world.run([&["link"], arguments, &["--reason", "Vì thế."]].concat());
        assert_eq!(out.code, Some(code), "{arguments:?}: {}", out.said());
        assert!(out.stderr.contains(words), "{arguments:?}: {}", out.said());
    };
    says(&["w-1.5-2023-1", "w-1.5-2023-2"], 1, "cùng nằm trong kế hoạch 2023-2024");
    says(
        &["w-1.5-2023-1", "w-1.6-2024-1", "--from", "2023-2024", "--to", "2023-2024"],
        2,
        "kế hoạch 2023-2024 không có mục w-1.6-2024-1",
    );
    says(&["w-1.6-2024-1", "w-1.6-2024-1"], 1, "cùng một mã");
    says(&["w-1.6-2024-1", "w-1.6-2024-1", "--from", "2024-2025", "--to", "2024-2025"], 1, "cùng nằm trong");
    says(&["w-1.5-2022-1", "w-1.6-2024-1"], 2, "--from NĂM-HỌC --to NĂM-HỌC");
    says(&["w-1.6-2024-1", "w-1.5-2023-1"], 2, "liền nhau");
    says(&["w-1.6-2024-1", "w-1.5-2023-1", "--from", "2024-2025", "--to", "2023-2024"], 2, "hãy đổi chỗ");
    says(&["w-1.5-2023-8", "w-1.6-2024-1"], 2, "có phải ý là w-1.5-2023-");
    says(&["w-1.5-2023-1", "w-5.1-2012-1"], 2, "caitien format 2022-2023");
    says(&["Bếp ăn chật", "w-1.6-2024-1"], 2, "caitien format 2022-2023");
    says(&["w-1.5-2023-1", "a-1.5-2023-1"], 2, "hai loại khác nhau");
    says(&["w-1.5-2023-1", "w-1.6-2024-1", "--by", "ai-do"], 2, "school.toml không có ai mang mã `ai-do`");
    says(&["w-1.5-2023-1", "w-1.6-2024-1", "--to", "2028-2029"], 2, "không có kế hoạch 2028-2029");
    let out = world.run(["link", "w-1.5-2023-1", "w-1.6-2024-1", "--reason", " "]).cannot();
    assert!(out.stderr.contains("chưa nêu lý do"), "{}", out.stderr);
    let out = world.run(["link", "w-1.5-2023-1", "w-1.6-2024-1"]).cannot();
    assert!(out.stderr.contains("--reason"), "{}", out.stderr);
    assert!(!world.path(FILE).exists(), "nothing was written");
    // What no neighbours have is allowed where it is said plainly.
    let plainly = ["--from", "2022-2023", "--to", "2024-2025", "--reason", "Vì thế."];
    world.run([&["link", "w-1.5-2022-1", "w-1.6-2024-1"], &plainly[..]].concat()).ok();
}

#[test]
fn several_pairs_of_plans_are_asked_about() {
    let world = world();
    for period in ["2025-2026", "2026-2027"] {
        world.write_plan(period, &plan(period, &[("1.5", &[KITCHEN, YARD])]));
    }
    let out = world.run(["unlink", "w-1.5-2023-1", "w-1.5-2023-1", "--reason", "Khác."]).ok();
    assert!(out.stdout.contains("(2025-2026)"), "{}", out.stdout);
    world.write_plan("2024-2025", &plan("2024-2025", &[("1.5", &[KITCHEN])]));
    let out = world.run(["unlink", "w-1.5-2023-1", "w-1.5-2023-1", "--reason", "Khác."]).cannot();
    assert!(out.stderr.contains("`--from 2023-2024 --to 2024-2025`"), "{}", out.stderr);
    let pair = ["--from", "2023-2024", "--to", "2024-2025", "--reason", "Khác."];
    world.run([&["unlink", "w-1.5-2023-1", "w-1.5-2023-1"], &pair[..]].concat()).ok();
}

#[test]
fn a_dry_run_says_what_would_be_and_writes_nothing() {
    let world = world();
    let ids = ["w-1.5-2023-1", "w-1.6-2024-1"];
    let out = world.run(["ghep", ids[0], ids[1], "--reason", "Cùng bếp.", "--dry-run"]).ok();
    assert!(out.stdout.contains("[[link]]") && out.stdout.contains("còn tồn tại"), "{}", out.stdout);
    assert!(!world.path(FILE).exists());
    assert_eq!(world.git(["status", "--porcelain"]), "");
}

#[test]
fn what_is_in_the_file_stays_to_the_last_byte() {
    let world = world();
    let first = "# ghi chú của tôi, \ttab\r\n\r\n[[link]]\r\nbefore = \"w-1.5-2023-2\"\r\nfrom = \"2023-2024\"\r\nafter = \"w-1.5-2024-1\"\r\n\
                 to = \"2024-2025\"\r\nsame = true\r\nreason = '''\r\nhai\r\ndòng'''\r\ndate = 2024-09-01\r\nby = \"hieu-truong\" # hết";
    world.write(FILE, first);
    world.run(["link", "w-1.5-2023-1", "w-1.6-2024-1", "--reason", "Cùng\nbếp \\ \"một\"."]).ok();
    let text = std::fs::read(world.path(FILE)).unwrap();
    assert!(text.starts_with(first.as_bytes()));
    assert_eq!(told(&world).iter().filter(|one| one.3 == "link").count(), 2, "{:?}", told(&world));
    let read = caitien::continuity::Continuity::parse(&String::from_utf8(text).unwrap()).unwrap();
    assert_eq!(read.links[1].signed.reason, "Cùng bếp \\ \"một\".");
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_written_is_said_and_left_alone() {
    use std::os::unix::fs::PermissionsExt;
    let world = world();
    world.write(FILE, "# của tôi\n");
    let path = world.path(FILE);
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o444)).unwrap();
    let out = world.run(["link", "w-1.5-2023-1", "w-1.6-2024-1", "--reason", "Cùng bếp."]).cannot();
    assert!(out.stderr.contains("chỉ đọc"), "{}", out.stderr);
    assert_eq!(world.read(FILE), "# của tôi\n");
}

#[test]
fn many_at_once_lose_nothing() {
    let world = world();
    let children: Vec<_> = (0..8)
        .map(|at| {
            let mut command = world.command(env!("CARGO_BIN_EXE_caitien"));
            command.args(["link", "w-1.5-2023-1", "w-1.6-2024-1", "--reason", &format!("Lý do {at}.")]);
            command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null()).spawn().unwrap()
        })
        .collect();
    let done =
        children.into_iter().filter_map(|mut child| child.wait().ok()).filter(|status| status.success());
    assert_eq!(done.count(), 8);
    let read = caitien::continuity::Continuity::parse(&world.read(FILE)).unwrap();
    assert_eq!(read.links.len(), 8);
}

#[test]
fn two_peoples_records_merge_by_themselves() {
    let world = world();
    let attributes = include_str!("../../templates/gitattributes");
    world.write(".gitattributes", attributes);
    world.commit_all("Thuộc tính");
    let link = |reason: &str| {
        world.run(["link", "w-1.5-2023-1", "w-1.6-2024-1", "--reason", reason]).ok();
    };
    let yard = |reason: &str| {
        world
            .run(["unlink", "w-1.5-2023-2", "w-1.5-2024-1", "--by", "pho-hieu-truong", "--reason", reason])
            .ok();
    };
    // Both make the file, and then both add to it; one of them the very same as the other but for one word.
    for round in 0..2 {
        world.git(["switch", "-qc", &format!("ben-kia-{round}")]);
        yard(&format!("Hai sân {round}."));
        link(&format!("Cùng bếp {round}, theo bên kia."));
        world.commit_all("Bên kia");
        world.git(["switch", "-q", "main"]);
        link(&format!("Cùng bếp {round}, theo bên này."));
        world.commit_all("Bên này");
        world.git(["merge", "-q", "-m", "Ghép", &format!("ben-kia-{round}")]);
    }
    let read = caitien::continuity::Continuity::parse(&world.read(FILE)).unwrap();
    let reasons: Vec<&str> = read.links.iter().map(|link| link.signed.reason.as_str()).collect();
    assert_eq!(reasons.len(), 6, "{}", world.read(FILE));
    for round in 0..2 {
        for reason in ["Hai sân N.", "Cùng bếp N, theo bên kia.", "Cùng bếp N, theo bên này."] {
            assert!(reasons.contains(&reason.replace('N', &round.to_string()).as_str()), "{reasons:?}");
        }
    }
    assert!(
        read.links.iter().all(|link| link.same == (link.signed.by == "hieu-truong")),
        "no record took another's lines"
    );
}

#[test]
fn without_the_attribute_it_says_how_to_get_it() {
    let world = world();
    let out = world.run(["link", "w-1.5-2023-1", "w-1.6-2024-1", "--reason", "Cùng bếp."]).ok();
    assert!(out.stderr.contains("continuity.toml merge=union"), "{}", out.stderr);
}

#[test]
fn a_comparison_at_a_revision_reads_the_word_of_that_time() {
    let world = world();
    world.run(["link", "w-1.5-2023-1", "w-1.6-2024-1", "--reason", "Cùng bếp."]).ok();
    world.run(["save"]).ok();
    let count = |after: &str| {
        let out = world.run(["diff", "2023-2024", after, "--format", "json"]).ok();
        out.stdout.matches("\"link\": {").count()
    };
    assert_eq!(count("2024-2025@HEAD"), 1);
    assert_eq!(count("2024-2025@HEAD~1"), 0);
    assert_eq!(count("2024-2025"), 1);
}

#[test]
fn whoever_is_killed_leaves_whole_records() {
    let world = world();
    world.run(["link", "w-1.5-2023-1", "w-1.6-2024-1", "--reason", "Trước."]).ok();
    let first = world.read(FILE);
    for wait in 0..12 {
        let mut command = world.command(env!("CARGO_BIN_EXE_caitien"));
        command.args(["link", "w-1.5-2023-1", "w-1.6-2024-1", "--reason", &format!("Lý do {wait}.")]);
        command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
        let mut child = command.spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(wait * 3));
        // It may be done by then; what counts is what it left behind.
        let _ = child.kill();
        child.wait().unwrap();
        let text = world.read(FILE);
        assert!(text.starts_with(&first));
        assert!(text.ends_with('\n'), "{text}");
        caitien::continuity::Continuity::parse(&text).unwrap();
    }
}
