//! Word documents: any bytes as an archive, and as the parts of a good one. Reading never panics, what is read becomes text
//! with a place for each line, and the import of that text loses no word.

#![no_main]

use std::io::{Cursor, Write};

use caitien::docx::read::read;
use caitien::import::word::{Pending, text};
use caitien::import::{Options, import_word};
use libfuzzer_sys::fuzz_target;

/// An archive with these bytes as the document, or as its numbering and styles too.
fn archive(bytes: &[u8]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut parts = bytes.split(|byte| *byte == 0);
    for name in ["document", "numbering", "styles", "comments"] {
        writer.start_file(format!("word/{name}.xml"), stored).unwrap();
        writer.write_all(parts.next().unwrap_or(b"<a/>")).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fuzz_target!(|bytes: &[u8]| {
    let _ = read(bytes);
    let Ok(document) = read(&archive(bytes)) else { return };
    for choice in [Pending::Accept, Pending::Reject] {
        let foreign = text(&document, choice);
        assert_eq!(foreign.text.lines().count(), foreign.places.len());
        if foreign.text.len() < 4_000 {
            for one in import_word(&foreign, &Options::default()).documents {
                assert_eq!(one.report.words.lost(), 0);
            }
        }
    }
});
