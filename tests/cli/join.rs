//! `join`: a first copy, without a word of git.

use super::shared::{Binh, plan, shared};
use super::world::SCHOOL;

#[test]
fn a_copy_comes_with_all_that_is_needed() {
    let shared = shared();
    let told = shared.world.run(["tham-gia", "../chung.git", "../lan"]).ok().stdout;
    for words in ["Đã lấy kho về", SCHOOL, "caitien status", "caitien sync"] {
        assert!(told.contains(words), "{words} in\n{told}");
    }
    let git = |arguments: &[&str]| shared.world.git([&["-C", "../lan"], arguments].concat());
    assert!(git(&["config", "merge.caitien.driver"]).contains("hook run merge %O %A %B %P"));
    assert_eq!(git(&["status", "--porcelain"]), "");
    let json = shared.world.run(["join", "../chung.git", "../minh", "--format", "json"]).ok().json();
    assert_eq!((json["schools"][0].as_str(), json["plans"].as_u64()), (Some(SCHOOL), Some(1)));
}

#[test]
fn a_folder_with_files_is_left_alone() {
    let shared = shared();
    let text = shared.read(Binh, &plan());
    let told = shared.world.run(["join", "../chung.git", "../binh"]).no().stderr;
    assert!(told.contains("không ghi đè") && told.contains("caitien join"), "{told}");
    assert_eq!(shared.read(Binh, &plan()), text);
    let told = shared.world.run(["join", "../khong-co.git"]).cannot().stderr;
    assert!(told.contains("không thấy kho nào"), "{told}");
    assert!(!shared.world.path("khong-co").exists());
    shared.world.git(["init", "--quiet", "--bare", "../trong.git"]);
    let told = shared.world.run(["join", "../trong.git"]).cannot().stderr;
    assert!(told.contains("chưa có gì"), "{told}");
    assert!(!shared.world.path("trong").exists());
}
