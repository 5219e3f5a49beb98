//! Statements, notices and consents: what is read is written and read back the same.

#![no_main]

use caitien::approval::consent::Consent;
use caitien::approval::name::TagKind;
use caitien::approval::notice::Notice;
use caitien::approval::{ApprovalName, Statement};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(statement) = Statement::parse(text) {
        assert_eq!(Statement::parse(&statement.message("Trường")), Ok(statement.clone()));
        let name = statement.name.to_string();
        if let Ok(read) = name.parse::<ApprovalName>() {
            assert_eq!(read, statement.name);
        }
    }
    for kind in [TagKind::Withdrawn, TagKind::Received, TagKind::Issued] {
        if let Ok(notice) = Notice::parse(text, kind) {
            assert_eq!(Notice::parse(&notice.message("Trường"), kind), Ok(notice));
        }
    }
    if let Ok(consent) = Consent::parse(text) {
        assert_eq!(Consent::parse(&consent.message("Ai")), Ok(consent));
    }
    if let Ok(name) = text.parse::<ApprovalName>() {
        assert_eq!(name.to_string(), text, "a name has one spelling");
    }
});
