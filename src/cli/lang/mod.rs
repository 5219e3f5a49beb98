//! What people read, in Vietnamese and in English.
//!
//! Everything that is said is a type below (an enum variant with its data); its sentences are the
//! exhaustive matches in `vi/` and `en/`, one folder per language. A sentence that is missing in
//! one language does not compile, because [`Say`] asks for both.

pub mod en;
mod example;
pub mod vi;

/// A sentence in Vietnamese; implemented in `lang/vi` only.
pub trait Vi {
    fn vi(&self) -> String;
}

/// A sentence in English; implemented in `lang/en` only.
pub trait En {
    fn en(&self) -> String;
}

/// Something that can be said to a person.
pub trait Say: Vi + En {
    fn say(&self, lang: Lang) -> String {
        match lang {
            Lang::Vi => self.vi(),
            Lang::En => self.en(),
        }
    }
}

impl<T: Vi + En + ?Sized> Say for T {}

/// The language of messages, help and reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Lang {
    #[default]
    Vi,
    En,
}

impl Lang {
    /// The language of a locale such as `en_US.UTF-8`; Vietnamese unless it is English.
    pub fn of_locale(locale: &str) -> Lang {
        if locale.starts_with("en") { Lang::En } else { Lang::Vi }
    }
}

/// The words before an error's sentence, its causes and its hints.
pub(super) fn labels(lang: Lang) -> [&'static str; 3] {
    match lang {
        Lang::Vi => ["lỗi:", "nguyên nhân:", "gợi ý:"],
        Lang::En => ["error:", "caused by:", "hint:"],
    }
}
