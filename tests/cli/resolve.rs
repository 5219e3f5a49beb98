//! `resolve`: choosing between two versions; the rest of the file stays as it is.

use super::approval_story::PERIOD;
use super::shared::{Binh, Mai, Shared, plan, shared};

/// Two fields of one item and the level of a criterion wait in Bình's copy.
fn waiting() -> Shared {
    let shared = shared();
    for (copy, who) in [(Mai, "Mai"), (Binh, "Bình")] {
        shared.edit(copy, "  - Chủ trì: Kế toán\n", &format!("  - Chủ trì: {who}\n"));
        let level = if copy == Mai { "3" } else { "4" };
        shared.edit(copy, "tài sản\n\n**Mức:** 2", &format!("tài sản\n\n**Mức:** {level}"));
        let budget = if copy == Mai { "1 triệu đồng" } else { "2 triệu đồng" };
        let text = shared.read(copy, &plan());
        let at = text.find("{#a-1.6-2024-1}").unwrap();
        let edited = text[at..].replacen("Kinh phí: Không", &format!("Kinh phí: {budget}"), 1);
        shared.write(copy, &plan(), &(text[..at].to_owned() + &edited));
        shared.save(copy);
    }
    shared.run(Mai, &["sync"]).ok();
    shared.run(Binh, &["sync"]).no();
    shared
}

#[test]
fn the_list_shows_both_versions() {
    let shared = waiting();
    let told = shared.run(Binh, &["chon"]).no().stdout;
    for words in
        ["3 chỗ hai người", "chỗ 1", "bản ở đây: Bình", "bản kia:   Mai", "mức (tiêu chí 1.6)", "--mine"]
    {
        assert!(told.contains(words), "{words} in\n{told}");
    }
    let json = shared.run(Binh, &["resolve", "--format", "json"]).no().json();
    let all = json["plans"][0]["conflicts"].as_array().unwrap().clone();
    assert_eq!(all.len(), 3);
    assert_eq!((all[1]["item"].as_str(), all[1]["mine"].as_str()), (Some("a-1.6-2024-1"), Some("Bình")));
}

#[test]
fn each_is_chosen_by_itself_and_the_rest_keeps_its_bytes() {
    let shared = waiting();
    let before = shared.read(Binh, &plan());
    let item = "a-1.6-2024-1";
    shared.run(Binh, &["resolve", item, "--field", "Chủ trì", "--both", "--dry-run"]).no();
    assert_eq!(shared.read(Binh, &plan()), before);
    let told = shared.run(Binh, &["resolve", item, "--field", "chu tri", "--both"]).no().stdout;
    assert!(told.contains("cả hai bản") && told.contains("Còn 2 chỗ"), "{told}");
    let after = shared.read(Binh, &plan());
    let expected = before.replacen("  - Chủ trì: Bình\n", "  - Chủ trì: Bình; Mai\n", 1).replacen(
        "  - [XUNG ĐỘT] Chủ trì, bản kia ghi: Mai\n",
        "",
        1,
    );
    assert_eq!(after, expected);
    let told = shared.run(Binh, &["resolve", item, "--both"]).no().stderr;
    assert!(told.contains("phải chọn một") && told.contains("[XUNG ĐỘT]"), "{told}");
    assert_eq!(shared.read(Binh, &plan()), after);
    shared.run(Binh, &["resolve", item, "--theirs"]).no();
    let told = shared.run(Binh, &["resolve", "1", "--mine"]).ok().stdout;
    assert!(told.contains("caitien save") && told.contains("caitien sync"), "{told}");
    let text = shared.read(Binh, &plan());
    assert!(
        text.contains("Kinh phí: 1 triệu đồng") && text.contains("**Mức:** 4") && !text.contains("XUNG"),
        "{text}"
    );
    assert!(shared.run(Binh, &["resolve"]).ok().stdout.contains("Không có chỗ nào"));
    shared.save(Binh);
    shared.run(Binh, &["sync"]).ok();
    shared.run(Mai, &["sync"]).ok();
    shared.in_step();
}

#[test]
fn what_is_not_there_or_not_said_is_refused() {
    let shared = waiting();
    let told = shared.run(Binh, &["resolve", "a-9.9-2024-1", "--mine"]).cannot().stderr;
    assert!(told.contains("không có chỗ nào phải chọn"), "{told}");
    let told = shared.run(Binh, &["resolve", "a-1.6-2024-1"]).cannot().stderr;
    assert!(told.contains("--theirs"), "{told}");
    shared.run(Binh, &["resolve", "1", "--mine", "--theirs"]).cannot();
    assert!(shared.run(Binh, &["resolve", "--period", PERIOD]).no().stdout.contains("3 chỗ"));
}

#[test]
fn an_editor_does_as_well() {
    let shared = waiting();
    let text = shared.read(Binh, &plan());
    let kept: Vec<&str> =
        text.lines().filter(|line| !line.contains("[XUNG ĐỘT]") && *line != ">" && *line != "> 3").collect();
    shared.write(Binh, &plan(), &(kept.join("\n") + "\n"));
    assert!(shared.run(Binh, &["resolve"]).ok().stdout.contains("Không có chỗ nào"));
    shared.save(Binh);
    shared.run(Binh, &["sync"]).ok();
}
