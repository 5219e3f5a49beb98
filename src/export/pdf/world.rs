//! All that the engine can see: one source, the files that came with it, and the fonts in this program.

use std::sync::OnceLock;

use typst::diag::{FileError, FileResult, PackageError};
use typst::foundations::{Bytes, Datetime};
use typst::syntax::{FileId, Source, VirtualPath};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

/// Liberation Serif 2.1.5, unmodified: it covers Vietnamese and has the widths of Times New Roman.
const FACES: [&[u8]; 4] = [
    include_bytes!("../../../templates/fonts/LiberationSerif-Regular.ttf"),
    include_bytes!("../../../templates/fonts/LiberationSerif-Bold.ttf"),
    include_bytes!("../../../templates/fonts/LiberationSerif-Italic.ttf"),
    include_bytes!("../../../templates/fonts/LiberationSerif-BoldItalic.ttf"),
];

const MAIN: &str = "main.typ";

/// Fonts and library are made once for the process.
struct Shared {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

fn shared() -> &'static Shared {
    static SHARED: OnceLock<Shared> = OnceLock::new();
    SHARED.get_or_init(|| {
        let fonts: Vec<Font> = FACES.into_iter().flat_map(|face| Font::iter(Bytes::new(face))).collect();
        let book = LazyHash::new(FontBook::from_fonts(&fonts));
        Shared { library: LazyHash::new(Library::default()), book, fonts }
    })
}

/// A source and its files.
pub(super) struct Closed {
    main: Source,
    files: Vec<(FileId, Bytes)>,
}

impl Closed {
    pub(super) fn new(source: crate::export::typst::Source) -> Closed {
        let id = |name: &str| FileId::new(None, VirtualPath::new(name));
        let files = source.files.into_iter().map(|(name, bytes)| (id(&name), Bytes::new(bytes))).collect();
        Closed { main: Source::new(id(MAIN), source.text), files }
    }
}

impl World for Closed {
    fn library(&self) -> &LazyHash<Library> {
        &shared().library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &shared().book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            return Ok(self.main.clone());
        }
        let bytes = self.file(id)?;
        let text = std::str::from_utf8(&bytes).map_err(|_| FileError::InvalidUtf8)?;
        Ok(Source::new(id, text.to_owned()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        // A package would have to come from the network.
        if let Some(package) = id.package() {
            return Err(FileError::Package(PackageError::NotFound(package.clone())));
        }
        let file = self.files.iter().find(|(other, _)| *other == id);
        let missing = || FileError::NotFound(id.vpath().as_rootless_path().to_owned());
        file.map(|(_, bytes)| bytes.clone()).ok_or_else(missing)
    }

    fn font(&self, index: usize) -> Option<Font> {
        shared().fonts.get(index).cloned()
    }

    /// No clock: the same plan makes the same bytes on every day.
    fn today(&self, _: Option<i64>) -> Option<Datetime> {
        None
    }
}
