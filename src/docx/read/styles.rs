//! The styles of a document (`word/styles.xml`), each with what it takes from the style that it is based on.

use std::collections::HashMap;

use super::Error;
use super::limit::{NAME, cut, room};
use super::look::{Look, Says, Under};
use super::xml::Pull;

/// A chain of styles longer than this is a circle.
const LONGEST_CHAIN: usize = 32;

/// Place in a list: which list, how deep.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct InList {
    pub(super) list: Option<String>,
    pub(super) level: Option<usize>,
}

/// All styles.
#[derive(Debug, Default)]
pub(super) struct Styles {
    defaults: Says,
    styles: HashMap<String, Style>,
    paragraph: Option<String>,
    nothing: Says,
}

#[derive(Clone, Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    says: Says,
    list: InList,
}

impl Styles {
    /// Reads the part; without one there are no styles.
    pub(super) fn read(text: Option<&str>, part: &str) -> Result<Styles, Error> {
        let mut styles = Styles::default();
        let Some(text) = text else { return Ok(styles) };
        let mut pull = Pull::new(text, part);
        pull.child()?;
        while let Some(element) = pull.child()? {
            match element.name() {
                "docDefaults" => styles.defaults = defaults(&mut pull)?,
                "style" => {
                    room(styles.styles.len())?;
                    let id = cut(&element.get("styleId").unwrap_or_default(), NAME);
                    let first = element.get("default").is_some_and(|on| on == "1" || on == "true");
                    if first && element.get("type").as_deref() == Some("paragraph") {
                        styles.paragraph = Some(id.clone());
                    }
                    styles.styles.insert(id, style(&mut pull)?);
                }
                _ => pull.skip()?,
            }
        }
        styles.settle();
        Ok(styles)
    }

    /// Gives each style what it takes from those below it, once for all.
    fn settle(&mut self) {
        let whole = |id: &String| {
            let mut whole = Style::default();
            let mut next = Some(id);
            for _ in 0..LONGEST_CHAIN {
                let Some(style) = next.and_then(|id| self.styles.get(id)) else { break };
                whole.says = whole.says.over(&style.says);
                whole.list.list = whole.list.list.take().or_else(|| style.list.list.clone());
                whole.list.level = whole.list.level.or(style.list.level);
                next = style.based_on.as_ref();
            }
            whole.name = self.styles.get(id).map(|style| style.name.clone()).unwrap_or_default();
            (id.clone(), whole)
        };
        self.styles = self.styles.keys().map(whole).collect();
    }

    /// The style of a paragraph that names none.
    pub(super) fn usual(&self) -> &str {
        self.paragraph.as_deref().unwrap_or_default()
    }

    /// The list that a style puts its paragraphs in.
    pub(super) fn list(&self, style: &str) -> InList {
        self.styles.get(style).map(|style| style.list.clone()).unwrap_or_default()
    }

    /// The look of a run that says this of itself, in a paragraph of this style.
    pub(super) fn look(&self, paragraph: &str, own: &Says) -> Look {
        let says = |id: &str| self.styles.get(id).map_or(&self.nothing, |style| &style.says);
        let run = own.style.as_deref().unwrap_or_default();
        let code = self.styles.get(run).is_some_and(|style| {
            let name = style.name.to_lowercase();
            name.contains("code") || name.contains("verbatim") || name == "source text"
        });
        Under { defaults: &self.defaults, paragraph: says(paragraph), run: says(run), code }.look(own)
    }
}

fn defaults(pull: &mut Pull<'_>) -> Result<Says, Error> {
    let mut says = Says::default();
    while let Some(element) = pull.child()? {
        if element.name() != "rPrDefault" {
            pull.skip()?;
            continue;
        }
        while let Some(inner) = pull.child()? {
            if inner.name() == "rPr" { says = Says::read(pull)? } else { pull.skip()? }
        }
    }
    Ok(says)
}

fn style(pull: &mut Pull<'_>) -> Result<Style, Error> {
    let mut style = Style::default();
    while let Some(element) = pull.child()? {
        match element.name() {
            "rPr" => style.says = Says::read(pull)?,
            "pPr" => style.list = list_of_style(pull)?,
            name => {
                match name {
                    "name" => style.name = cut(&element.val().unwrap_or_default(), NAME),
                    "basedOn" => style.based_on = element.val(),
                    _ => {}
                }
                pull.skip()?;
            }
        }
    }
    Ok(style)
}

fn list_of_style(pull: &mut Pull<'_>) -> Result<InList, Error> {
    let mut list = InList::default();
    while let Some(element) = pull.child()? {
        if element.name() == "numPr" { list = in_list(pull)? } else { pull.skip()? }
    }
    Ok(list)
}

/// Reads the children of a `w:numPr`.
pub(super) fn in_list(pull: &mut Pull<'_>) -> Result<InList, Error> {
    let mut list = InList::default();
    while let Some(element) = pull.child()? {
        match element.name() {
            "ilvl" => list.level = element.number(),
            "numId" => list.list = element.val(),
            _ => {}
        }
        pull.skip()?;
    }
    Ok(list)
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLES: &str = "<w:styles><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Arial\"/></w:rPr></w:rPrDefault></w:docDefaults>\
        <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"N\"><w:name w:val=\"Normal\"/></w:style>\
        <w:style w:styleId=\"H\"><w:name w:val=\"heading 1\"/><w:basedOn w:val=\"B\"/><w:rPr><w:i/></w:rPr></w:style>\
        <w:style w:styleId=\"B\"><w:basedOn w:val=\"H\"/><w:pPr><w:numPr><w:numId w:val=\"4\"/></w:numPr></w:pPr><w:rPr><w:b/><w:i w:val=\"0\"/></w:rPr></w:style>\
        <w:style w:styleId=\"C\"><w:name w:val=\"Code\"/></w:style></w:styles>";

    #[test]
    fn a_style_has_what_it_is_based_on_and_circles_end() {
        let styles = Styles::read(Some(STYLES), "s.xml").unwrap();
        let look = styles.look("H", &Says::default());
        assert!(look.emphasis.bold && look.emphasis.italic);
        assert_eq!(look.font.as_deref(), Some("Arial"));
        assert_eq!(styles.list("H").list.as_deref(), Some("4"));
        assert_eq!(styles.usual(), "N");
        let code = Says { style: Some("C".into()), ..Says::default() };
        assert!(styles.look("N", &code).emphasis.code);
        assert_eq!(Styles::read(None, "").unwrap().look("X", &Says::default()), Look::default());
    }
}
