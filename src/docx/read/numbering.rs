//! What automatic numbering prints before a paragraph: lists (`word/numbering.xml`), counted as Word counts.
//!
//! Lists that share a definition go on counting each other's numbers; a level begins anew after a higher one; a list may
//! start a level anew on its own. Only the text is made: `1.`, `a)`, `1.2.`, and `-` for any bullet but `+`.

use std::collections::{HashMap, HashSet};

use super::Error;
use super::limit::{cut, room};
use super::xml::{Element, Pull};

/// Levels of a list in Word.
const LEVELS: usize = 9;
/// Characters of a level's pattern.
const PATTERN: usize = 40;

/// All lists, with how far they have counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    definitions: HashMap<String, Definition>,
    lists: HashMap<String, List>,
    counts: HashMap<String, [Option<usize>; LEVELS]>,
    /// Lists and levels whose own start was used.
    started: HashSet<(String, usize)>,
}

#[derive(Clone, Debug, Default)]
struct Definition {
    levels: HashMap<usize, Level>,
    /// The style whose list this only points to.
    link: Option<String>,
    /// The style that this is the list of.
    of_style: Option<String>,
}

#[derive(Clone, Debug, Default)]
struct List {
    definition: String,
    levels: HashMap<usize, Level>,
    starts: HashMap<usize, usize>,
}

#[derive(Clone, Debug, Default)]
struct Level {
    start: Option<usize>,
    format: String,
    pattern: String,
    /// Begins anew only after a level up to this one; 0 for never.
    restart: Option<usize>,
    legal: bool,
}

impl Numbering {
    /// Reads the part; without one there are no lists.
    pub(super) fn read(text: Option<&str>, part: &str) -> Result<Numbering, Error> {
        let mut numbering = Numbering::default();
        let Some(text) = text else { return Ok(numbering) };
        let mut pull = Pull::new(text, part);
        pull.child()?;
        while let Some(element) = pull.child()? {
            room(numbering.lists.len().max(numbering.definitions.len()))?;
            match element.name() {
                "abstractNum" => {
                    let id = element.get("abstractNumId").unwrap_or_default();
                    numbering.definitions.insert(id, definition(&mut pull)?);
                }
                "num" => {
                    let id = element.get("numId").unwrap_or_default();
                    numbering.lists.insert(id, list(&mut pull)?);
                }
                _ => pull.skip()?,
            }
        }
        numbering.follow_links();
        Ok(numbering)
    }

    /// A definition that points to a style's list is that list's definition.
    fn follow_links(&mut self) {
        let of_style = |link: &String| {
            let found = self.definitions.iter().filter(|(_, one)| one.of_style.as_ref() == Some(link));
            found.map(|(id, _)| id).min().cloned()
        };
        let links: HashMap<String, String> = self
            .definitions
            .iter()
            .filter_map(|(id, one)| Some((id.clone(), of_style(one.link.as_ref()?)?)))
            .collect();
        for list in self.lists.values_mut() {
            if let Some(target) = links.get(&list.definition) {
                list.definition.clone_from(target);
            }
        }
    }

    /// The label of the next paragraph of a list at this level; None where there is no such list.
    pub(super) fn next(&mut self, id: &str, level: usize) -> Option<String> {
        let list = self.lists.get(id)?;
        let definition = self.definitions.get(&list.definition)?;
        let at = level.min(LEVELS - 1);
        let of = |level: usize| list.levels.get(&level).or_else(|| definition.levels.get(&level));
        let own = of(at)?;
        let counts = self.counts.entry(list.definition.clone()).or_default();
        let begins = list.starts.get(&at).filter(|_| self.started.insert((id.to_owned(), at)));
        let start = |level: usize| of(level).and_then(|level| level.start).unwrap_or(1);
        let slot = counts.get_mut(at)?;
        *slot = Some(match (begins, *slot) {
            (Some(begin), _) => *begin,
            (None, Some(count)) => count.saturating_add(1),
            (None, None) => list.starts.get(&at).copied().unwrap_or_else(|| start(at)),
        });
        for (deeper, slot) in counts.iter_mut().enumerate().skip(at + 1) {
            let restart = of(deeper).and_then(|level| level.restart);
            if restart.is_none_or(|after| after > at) {
                *slot = None;
            }
        }
        if own.format == "bullet" {
            let plus = own.pattern.trim() == "+";
            return Some(if plus { "+" } else { "-" }.to_owned());
        }
        let number = |level: usize| counts.get(level).copied().flatten().unwrap_or_else(|| start(level));
        let format = |level: usize| match of(level) {
            Some(one) if !own.legal => one.format.as_str(),
            _ => "decimal",
        };
        let mut label = own.pattern.clone();
        for level in 0..LEVELS {
            let mark = format!("%{}", level + 1);
            if label.contains(&mark) {
                label = label.replace(&mark, &written(number(level), format(level)));
            }
        }
        Some(label.trim().to_owned())
    }
}

fn definition(pull: &mut Pull<'_>) -> Result<Definition, Error> {
    let mut definition = Definition::default();
    while let Some(element) = pull.child()? {
        match element.name() {
            "lvl" => {
                let at = level_number(&element);
                definition.levels.insert(at, level(pull)?);
            }
            name => {
                match name {
                    "numStyleLink" => definition.link = element.val(),
                    "styleLink" => definition.of_style = element.val(),
                    _ => {}
                }
                pull.skip()?;
            }
        }
    }
    Ok(definition)
}

fn list(pull: &mut Pull<'_>) -> Result<List, Error> {
    let mut list = List::default();
    while let Some(element) = pull.child()? {
        match element.name() {
            "lvlOverride" => {
                let at = level_number(&element);
                while let Some(inner) = pull.child()? {
                    if inner.name() == "lvl" {
                        list.levels.insert(at, level(pull)?);
                        continue;
                    }
                    if let ("startOverride", Some(start)) = (inner.name(), inner.number()) {
                        list.starts.insert(at, start);
                    }
                    pull.skip()?;
                }
            }
            name => {
                if name == "abstractNumId" {
                    list.definition = element.val().unwrap_or_default();
                }
                pull.skip()?;
            }
        }
    }
    Ok(list)
}

fn level_number(element: &Element<'_>) -> usize {
    element.get("ilvl").and_then(|level| level.parse().ok()).unwrap_or(0).min(LEVELS - 1)
}

fn level(pull: &mut Pull<'_>) -> Result<Level, Error> {
    let mut level = Level { format: "decimal".to_owned(), ..Level::default() };
    while let Some(element) = pull.child()? {
        match element.name() {
            "start" => level.start = element.number(),
            "numFmt" => level.format = cut(&element.val().unwrap_or_default(), PATTERN),
            "lvlText" => level.pattern = cut(&element.val().unwrap_or_default(), PATTERN),
            "lvlRestart" => level.restart = element.number(),
            "isLgl" => level.legal = element.on(),
            _ => {}
        }
        pull.skip()?;
    }
    Ok(level)
}

/// A number in a format; formats that are not known are decimal, and so are numbers too great for letters.
fn written(number: usize, format: &str) -> String {
    match format {
        "none" => String::new(),
        "decimalZero" => format!("{number:02}"),
        "lowerLetter" => letters(number).to_lowercase(),
        "upperLetter" => letters(number),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperRoman" => roman(number),
        _ => number.to_string(),
    }
}

/// A, B … Z, AA, BB …
fn letters(number: usize) -> String {
    let Some(place) = number.checked_sub(1).filter(|place| *place < 26 * 8) else {
        return number.to_string();
    };
    let letter = u8::try_from(place % 26).map_or('A', |place| char::from(b'A' + place));
    std::iter::repeat_n(letter, place / 26 + 1).collect()
}

fn roman(number: usize) -> String {
    const NUMERALS: [(usize, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&number) {
        return number.to_string();
    }
    let (mut left, mut text) = (number, String::new());
    for (value, numeral) in NUMERALS {
        while left >= value {
            left -= value;
            text.push_str(numeral);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lists() -> Numbering {
        let level = |at: usize, format: &str, pattern: &str, more: &str| {
            format!(
                "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{pattern}\"/>{more}</w:lvl>"
            )
        };
        let text = format!(
            "<w:numbering><w:abstractNum w:abstractNumId=\"0\">{}{}{}{}</w:abstractNum>\
             <w:abstractNum w:abstractNumId=\"1\"><w:numStyleLink w:val=\"L\"/></w:abstractNum>\
             <w:abstractNum w:abstractNumId=\"2\"><w:styleLink w:val=\"L\"/>{}</w:abstractNum>\
             <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>\
             <w:num w:numId=\"2\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/></w:lvlOverride></w:num>\
             <w:num w:numId=\"3\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>",
            level(0, "upperRoman", "%1.", ""),
            level(1, "decimal", "%1.%2.", "<w:isLgl/>"),
            level(2, "lowerLetter", "%3)", ""),
            level(3, "bullet", "\u{f0b7}", ""),
            level(0, "decimalZero", "Điều %1:", ""),
        );
        Numbering::read(Some(&text), "n.xml").unwrap()
    }

    fn check(steps: &[(&str, usize)], expected: &[&str]) {
        let mut lists = lists();
        let labels: Vec<String> =
            steps.iter().map(|(id, level)| lists.next(id, *level).unwrap_or_default()).collect();
        assert_eq!(labels, expected);
    }

    #[test]
    fn counts_each_level_and_begins_anew_after_a_higher_one() {
        check(
            &[("1", 0), ("1", 1), ("1", 1), ("1", 2), ("1", 2), ("1", 3), ("1", 0), ("1", 1), ("1", 2)],
            &["I.", "1.1.", "1.2.", "a)", "b)", "-", "II.", "2.1.", "a)"],
        );
    }

    #[test]
    fn lists_of_one_definition_go_on_and_an_own_start_is_used_once() {
        check(
            &[("1", 0), ("2", 0), ("2", 0), ("1", 0), ("3", 0), ("9", 0)],
            &["I.", "V.", "VI.", "VII.", "Điều 01:", ""],
        );
    }

    #[test]
    fn great_numbers_stay_short() {
        assert_eq!(written(28, "upperLetter"), "BB");
        assert_eq!(written(1994, "lowerRoman"), "mcmxciv");
        assert_eq!(written(usize::MAX, "upperRoman"), usize::MAX.to_string());
        assert_eq!(written(0, "lowerLetter"), "0");
    }
}
