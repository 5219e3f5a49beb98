//! How text looks: the run properties (`w:rPr`) of styles, of runs and of paragraph marks.

use super::Error;
use super::limit::{NAME, cut};
use super::xml::{Element, Pull};
use crate::docx::{Change, Tracked};
use crate::plan::markdown::run::Emphasis;

/// What one set of properties says; None where it says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Says {
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) strike: Option<bool>,
    pub(super) hidden: Option<bool>,
    pub(super) font: Option<String>,
    /// The id of a character style.
    pub(super) style: Option<String>,
    /// The paragraph mark was inserted or deleted.
    pub(super) tracked: Option<Tracked>,
}

/// How text looks in the end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) emphasis: Emphasis,
    pub(super) hidden: bool,
    pub(super) font: Option<String>,
}

impl Says {
    /// Reads the children of a `w:rPr` that was opened last. What it was before a change is passed over.
    pub(super) fn read(pull: &mut Pull<'_>) -> Result<Says, Error> {
        let mut says = Says::default();
        while let Some(element) = pull.child()? {
            match element.name() {
                "b" => says.bold = Some(element.on()),
                "i" => says.italic = Some(element.on()),
                "strike" | "dstrike" => says.strike = Some(element.on()),
                "vanish" => says.hidden = Some(element.on()),
                "rFonts" => says.font = font(&element),
                "rStyle" => says.style = element.val().map(|id| cut(&id, NAME)),
                "ins" | "del" | "moveTo" | "moveFrom" => says.tracked = tracked(&element),
                _ => {}
            }
            pull.skip()?;
        }
        Ok(says)
    }

    /// These properties over others.
    pub(super) fn over(self, below: &Says) -> Says {
        Says {
            bold: self.bold.or(below.bold),
            italic: self.italic.or(below.italic),
            strike: self.strike.or(below.strike),
            hidden: self.hidden.or(below.hidden),
            font: self.font.or_else(|| below.font.clone()),
            style: self.style.or_else(|| below.style.clone()),
            tracked: self.tracked,
        }
    }
}

/// What stands under a run: the document's defaults, the paragraph's style, the run's style.
pub(super) struct Under<'s> {
    pub(super) defaults: &'s Says,
    pub(super) paragraph: &'s Says,
    pub(super) run: &'s Says,
    pub(super) code: bool,
}

impl Under<'_> {
    /// The look of a run that says this of itself. Bold in a bold paragraph's run style is not bold: Word's rule.
    pub(super) fn look(&self, own: &Says) -> Look {
        let toggle = |of: fn(&Says) -> Option<bool>| {
            let styles = of(self.paragraph).unwrap_or(false) ^ of(self.run).unwrap_or(false);
            of(own).unwrap_or(styles || of(self.defaults).unwrap_or(false))
        };
        let font =
            [own, self.run, self.paragraph, self.defaults].into_iter().find_map(|says| says.font.clone());
        Look {
            emphasis: Emphasis {
                bold: toggle(|says| says.bold),
                italic: toggle(|says| says.italic),
                strike: toggle(|says| says.strike),
                code: self.code,
            },
            hidden: toggle(|says| says.hidden),
            font,
        }
    }
}

/// The font's name. A legacy font decides how the bytes are read, so it is taken wherever it is named.
fn font(element: &Element<'_>) -> Option<String> {
    let names: Vec<String> = ["ascii", "hAnsi", "cs"].iter().filter_map(|name| element.get(name)).collect();
    let legacy = |name: &&String| name.starts_with("VNI") || name.to_lowercase().starts_with(".vn");
    let found = names.iter().find(legacy).or(names.first());
    found.map(|name| cut(name, NAME))
}

/// The change that an element such as `w:ins` says its content is.
pub(super) fn tracked(element: &Element<'_>) -> Option<Tracked> {
    let change = match element.name() {
        "ins" | "cellIns" => Change::Inserted,
        "del" | "cellDel" => Change::Deleted,
        "moveTo" => Change::MovedHere,
        "moveFrom" => Change::MovedAway,
        _ => return None,
    };
    let named = |name| element.get(name).map(|text| cut(&text, NAME)).unwrap_or_default();
    Some(Tracked { change, author: named("author"), date: named("date") })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(inside: &str) -> Says {
        let text = format!("<w:rPr>{inside}</w:rPr>");
        let mut pull = Pull::new(&text, "a.xml");
        pull.child().unwrap();
        Says::read(&mut pull).unwrap()
    }

    #[test]
    fn a_change_of_format_is_not_the_format() {
        let read = says("<w:b w:val=\"false\"/><w:rPrChange><w:rPr><w:b/><w:i/></w:rPr></w:rPrChange>");
        assert_eq!((read.bold, read.italic), (Some(false), None));
    }

    #[test]
    fn bold_of_two_styles_is_not_bold_and_the_run_has_the_last_word() {
        let (bold, none) = (says("<w:b/>"), Says::default());
        let look = |paragraph: &Says, run: &Says, own: &Says| {
            Under { defaults: &none, paragraph, run, code: false }.look(own).emphasis.bold
        };
        assert!(look(&bold, &none, &none));
        assert!(!look(&bold, &bold, &none));
        assert!(look(&bold, &bold, &bold));
        assert!(!look(&bold, &none, &says("<w:b w:val=\"0\"/>")));
    }

    #[test]
    fn a_legacy_font_is_taken_wherever_it_is_named() {
        assert_eq!(says("<w:rFonts w:ascii=\"Arial\" w:hAnsi=\"VNI-Times\"/>").font.unwrap(), "VNI-Times");
        assert_eq!(says("<w:rFonts w:ascii=\".VnTime\"/>").font.unwrap(), ".VnTime");
    }
}
