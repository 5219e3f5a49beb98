//! The whole import: every trap in small invented texts, and the real files where they are.

use super::*;

#[test]
#[ignore = "prints one import: CAITIEN_SHOW=file cargo test -- --ignored show_one --nocapture"]
fn show_one() {
    let path = std::env::var("CAITIEN_SHOW").unwrap();
    let text = std::fs::read_to_string(path).unwrap();
    for document in import(&text, &Options::default()).documents {
        println!("=== {:?}\n{}\n---", document.lines, document.text);
        let report = document.report;
        for fact in &report.facts {
            println!("{:?}", fact);
        }
        for x in &report.missing {
            println!("{:?}", x);
        }
        for x in &report.repairs {
            println!("{:?}", x);
        }
        for x in &report.sections {
            println!("{:?}", x);
        }
        for x in &report.weaknesses {
            println!("{:?}", x);
        }
        for x in &report.suggestions {
            println!("{:?}", x);
        }
        println!("{:?} lost {}", report.words, report.words.lost());
    }
}
