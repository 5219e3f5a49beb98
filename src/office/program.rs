//! Which programs there are and where they lie.
//!
//! Only whole paths of the search path are looked at: a program that lies in the current folder, which may be a
//! stranger's repository, is never run.

use std::env;
use std::ffi::OsStr;
use std::fmt;
use std::path::{Path, PathBuf};

/// A program of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    LibreOffice,
    PdfToText,
    Typst,
}

impl Program {
    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Program::LibreOffice => "LibreOffice",
            Program::PdfToText => "pdftotext",
            Program::Typst => "typst",
        }
    }

    /// What distributions call the package; typst comes from its own page.
    pub fn package(self) -> Option<&'static str> {
        match self {
            Program::LibreOffice => Some("libreoffice"),
            Program::PdfToText => Some("poppler-utils"),
            Program::Typst => None,
        }
    }

    /// The names of its file, without what Windows adds.
    fn files(self) -> &'static [&'static str] {
        match self {
            Program::LibreOffice => &["soffice", "libreoffice"],
            Program::PdfToText => &["pdftotext"],
            Program::Typst => &["typst"],
        }
    }

    /// Where it lies on systems on which it is not on the search path.
    fn usual(self) -> &'static [&'static str] {
        match self {
            Program::LibreOffice => &[
                "/Applications/LibreOffice.app/Contents/MacOS/soffice",
                r"C:\Program Files\LibreOffice\program\soffice.exe",
                r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
            ],
            Program::PdfToText | Program::Typst => &[],
        }
    }
}

impl fmt::Display for Program {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

/// Where the program lies; None where it is not installed.
pub fn find(program: Program) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    find_in(program, &path, |file| file.is_file())
}

fn find_in(program: Program, path: &OsStr, is_file: impl Fn(&Path) -> bool) -> Option<PathBuf> {
    let folders = env::split_paths(path).filter(|folder| folder.is_absolute());
    let named = folders.flat_map(|folder| {
        let file = move |name: &&str| folder.join(format!("{name}{}", env::consts::EXE_SUFFIX));
        program.files().iter().map(file)
    });
    named.chain(program.usual().iter().map(PathBuf::from)).find(|file| is_file(file))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, there: &[&str], expected: Option<&str>) {
        let is_file = |file: &Path| there.iter().any(|other| Path::new(other) == file);
        let found = find_in(Program::LibreOffice, OsStr::new(path), is_file);
        assert_eq!(found, expected.map(PathBuf::from));
    }

    #[cfg(unix)]
    #[test]
    fn the_search_path_is_followed_in_order_and_never_into_the_current_folder() {
        check("/a:/b", &["/b/soffice", "/a/libreoffice"], Some("/a/libreoffice"));
        check("/a:/b", &["/b/soffice"], Some("/b/soffice"));
        check(":.:bin:/b", &["soffice", "./soffice", "bin/soffice", "/b/soffice"], Some("/b/soffice"));
        check(
            "",
            &["/Applications/LibreOffice.app/Contents/MacOS/soffice"],
            Some("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
        );
        check("/a", &[], None);
    }
}
