//! The tests' judge of a Word file: the rules whose breach makes Word offer to repair it.
//!
//! It walks the parts as XML trees and knows the order of the elements that matter here, the counts that must be
//! unique, and what must point at what. It is no schema; the files were also held against the schema of ECMA-376.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// The order in which Word wants the children of an element; those that are not named must not be there.
const ORDERS: &[(&str, &str)] = &[
    (
        "w:pPr",
        "pStyle keepNext keepLines pageBreakBefore widowControl pBdr shd tabs spacing ind contextualSpacing jc \
         outlineLvl rPr sectPr",
    ),
    (
        "w:rPr",
        "rStyle rFonts b bCs i iCs caps smallCaps strike color spacing sz szCs highlight u vertAlign lang",
    ),
    ("w:tblPr", "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook tblCaption tblDescription"),
    ("w:tcPr", "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign"),
    ("w:trPr", "cantSplit tblHeader"),
    ("w:tbl", "tblPr tblGrid tr"),
    ("w:tr", "trPr tc"),
    ("w:sectPr", "headerReference footerReference type pgSz pgMar cols titlePg"),
    ("w:style", "name basedOn next link uiPriority semiHidden qFormat pPr rPr tblPr"),
    ("w:pBdr", "top left bottom right"),
    ("w:tblBorders", "top left bottom right insideH insideV"),
    ("w:tblCellMar", "top left bottom right"),
    (
        "w:settings",
        "zoom defaultTabStop characterSpacingControl compat themeFontLang decimalSymbol listSeparator",
    ),
    ("w:font", "panose1 charset family pitch"),
    ("wp:inline", "extent docPr graphic"),
    ("pic:pic", "nvPicPr blipFill spPr"),
];

/// An element with what is in it.
#[derive(Debug, Default)]
struct Node {
    name: String,
    attributes: BTreeMap<String, String>,
    children: Vec<Node>,
    text: String,
}

/// Every breach of a rule, in words for who mends it.
pub(crate) fn broken(bytes: &[u8]) -> Vec<String> {
    let parts = parts(bytes);
    let mut wrong = Vec::new();
    for (name, bytes) in &parts {
        if !name.ends_with(".xml") && !name.ends_with(".rels") {
            continue;
        }
        match tree(bytes) {
            Err(error) => wrong.push(format!("{name}: {error}")),
            Ok(root) => {
                ordered(&root, name, &mut wrong);
                tables(&root, name, &mut wrong);
                unique(&root, name, &mut wrong);
                references(&root, name, &parts, &mut wrong);
            }
        }
    }
    typed(&parts, &mut wrong);
    wrong
}

/// A part as it stands in the file.
pub(crate) fn part(bytes: &[u8], name: &str) -> String {
    String::from_utf8(parts(bytes).remove(name).unwrap()).unwrap()
}

/// The words of a part in their order.
pub(crate) fn words(bytes: &[u8], name: &str) -> Vec<String> {
    fn walk(node: &Node, text: &mut String) {
        match node.name.as_str() {
            "w:t" => text.push_str(&node.text),
            "w:tab" | "w:br" => text.push(' '),
            _ => node.children.iter().for_each(|child| walk(child, text)),
        }
        if node.name == "w:p" {
            text.push(' ');
        }
    }
    let mut text = String::new();
    walk(&tree(&parts(bytes)[name]).unwrap(), &mut text);
    text.split_whitespace().map(str::to_owned).collect()
}

/// The texts of the elements that hold some, in their order.
pub(crate) fn texts(bytes: &[u8], name: &str) -> Vec<String> {
    let root = tree(&parts(bytes)[name]).unwrap();
    all(&root).into_iter().filter(|node| !node.text.is_empty()).map(|node| node.text.clone()).collect()
}

fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        assert!(parts.insert(file.name().unwrap().into_owned(), content).is_none(), "a part twice");
    }
    parts
}

fn tree(bytes: &[u8]) -> Result<Node, String> {
    let text = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
    let mut reader = Reader::from_str(text);
    let mut open = vec![Node::default()];
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(start) => open.push(node(&start)),
            Event::Empty(start) => open.last_mut().unwrap().children.push(node(&start)),
            Event::End(_) => {
                let done = open.pop().unwrap();
                open.last_mut().unwrap().children.push(done);
            }
            Event::Text(text) => open.last_mut().unwrap().text.push_str(&text),
            Event::GeneralRef(name) => {
                let letter = match &*name {
                    "lt" => '<',
                    "gt" => '>',
                    "amp" => '&',
                    "#13" => '\r',
                    other => return Err(format!("&{other};")),
                };
                open.last_mut().unwrap().text.push(letter);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let mut root = open.pop().filter(|_| open.is_empty()).ok_or("elements are left open")?;
    root.children.pop().filter(|_| root.children.is_empty()).ok_or("not one outermost element".to_owned())
}

fn node(start: &BytesStart<'_>) -> Node {
    let attributes = start.attributes().map(|attribute| {
        let attribute = attribute.unwrap();
        let value = quick_xml::escape::unescape(&attribute.value).unwrap().into_owned();
        (attribute.key.as_ref().to_owned(), value)
    });
    Node { name: start.name().as_ref().to_owned(), attributes: attributes.collect(), ..Node::default() }
}

/// The element and all below it.
fn all(node: &Node) -> Vec<&Node> {
    let mut found = vec![node];
    let mut at = 0;
    while let Some(node) = found.get(at).copied() {
        // Keeps the order of the text: children right after their parent.
        found.splice(at + 1..at + 1, &node.children);
        at += 1;
    }
    found
}

fn ordered(root: &Node, part: &str, wrong: &mut Vec<String>) {
    for node in all(root) {
        let Some((_, order)) = ORDERS.iter().find(|(name, _)| *name == node.name) else { continue };
        let place =
            |child: &Node| order.split(' ').position(|name| child.name.split(':').next_back() == Some(name));
        let places: Vec<Option<usize>> = node.children.iter().map(place).collect();
        if places.contains(&None) || !places.is_sorted() {
            let names: Vec<&str> = node.children.iter().map(|child| child.name.as_str()).collect();
            wrong.push(format!("{part}: the order in {}: {names:?}", node.name));
        }
    }
}

fn tables(root: &Node, part: &str, wrong: &mut Vec<String>) {
    for node in all(root) {
        let is = |node: &Node, name: &str| node.name == name;
        for pair in node.children.windows(2) {
            if is(&pair[0], "w:tbl") && is(&pair[1], "w:tbl") {
                wrong.push(format!("{part}: two tables without a paragraph between them"));
            }
        }
        match node.name.as_str() {
            "w:tc" if !node.children.last().is_some_and(|last| is(last, "w:p")) => {
                wrong.push(format!("{part}: a cell that does not end with a paragraph"));
            }
            "w:body" => {
                let ends: Vec<&str> = node.children.iter().rev().take(2).map(|node| &*node.name).collect();
                if ends != ["w:sectPr", "w:p"] {
                    wrong.push(format!("{part}: the body ends with {ends:?}"));
                }
            }
            "w:tbl" => grid(node, part, wrong),
            _ => {}
        }
    }
}

/// Do the cells of each row add up, and does each continue what began above it?
fn grid(table: &Node, part: &str, wrong: &mut Vec<String>) {
    let child = |node: &Node, name: &str| node.children.iter().position(|child| child.name == name);
    let columns = table.children[child(table, "w:tblGrid").unwrap()].children.len();
    let mut above: BTreeMap<usize, usize> = BTreeMap::new();
    for row in table.children.iter().filter(|node| node.name == "w:tr") {
        let mut next = 0;
        let mut reaching = BTreeMap::new();
        for cell in row.children.iter().filter(|node| node.name == "w:tc") {
            let properties = &cell.children[child(cell, "w:tcPr").unwrap()];
            let value = |name: &str| {
                let at = child(properties, name)?;
                Some(properties.children[at].attributes.get("w:val").cloned().unwrap_or_default())
            };
            let across: usize = value("w:gridSpan").map_or(1, |text| text.parse().unwrap());
            match value("w:vMerge").as_deref() {
                Some("restart") => drop(reaching.insert(next, across)),
                Some(_) if above.get(&next) == Some(&across) => drop(reaching.insert(next, across)),
                Some(_) => wrong.push(format!("{part}: a cell continues nothing")),
                None => {}
            }
            next += across;
        }
        if next != columns {
            wrong.push(format!("{part}: a row of {next} columns in a table of {columns}"));
        }
        above = reaching;
    }
    if columns > 63 || !table.children.iter().any(|node| node.name == "w:tr") {
        wrong.push(format!("{part}: a table of {columns} columns, or without rows"));
    }
}

fn unique(root: &Node, part: &str, wrong: &mut Vec<String>) {
    let nodes = all(root);
    for (element, attribute) in [
        ("w:bookmarkStart", "w:id"),
        ("w:bookmarkStart", "w:name"),
        ("wp:docPr", "id"),
        ("Relationship", "Id"),
    ] {
        let values: Vec<&String> = nodes
            .iter()
            .filter(|node| node.name == element)
            .filter_map(|node| node.attributes.get(attribute))
            .collect();
        if values.iter().collect::<BTreeSet<_>>().len() != values.len() {
            wrong.push(format!("{part}: the same {attribute} of {element} twice"));
        }
        if attribute == "w:name" && values.iter().any(|name| name.len() > 40) {
            wrong.push(format!("{part}: a bookmark's name is too long"));
        }
    }
    let ids = |element: &str| -> Vec<&String> {
        nodes.iter().filter(|node| node.name == element).map(|node| &node.attributes["w:id"]).collect()
    };
    if ids("w:bookmarkStart") != ids("w:bookmarkEnd") {
        wrong.push(format!("{part}: bookmarks that do not end where they should"));
    }
}

/// Does every relation that is named stand in the part's relations, and lead to a part?
fn references(root: &Node, part: &str, parts: &BTreeMap<String, Vec<u8>>, wrong: &mut Vec<String>) {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    if let Some(of) = name.strip_suffix(".rels") {
        let base = folder.strip_suffix("_rels").unwrap().to_owned();
        let source = format!("{base}{of}");
        if !of.is_empty() && !parts.contains_key(&source) {
            wrong.push(format!("{part}: relations of nothing"));
        }
        for relation in &root.children {
            let external = relation.attributes.get("TargetMode").is_some_and(|mode| mode == "External");
            let target = format!("{base}{}", relation.attributes["Target"]).replace("word/../", "");
            if !external && !parts.contains_key(&target) {
                wrong.push(format!("{part}: leads to {target}, which is not there"));
            }
        }
        return;
    }
    let relations = parts.get(&format!("{folder}/_rels/{name}.rels"));
    let known: BTreeSet<String> = relations
        .map(|bytes| tree(bytes).unwrap().children)
        .into_iter()
        .flatten()
        .map(|node| node.attributes["Id"].clone())
        .collect();
    for node in all(root) {
        for id in node.attributes.iter().filter(|(name, _)| name.starts_with("r:")).map(|(_, id)| id) {
            if !known.contains(id) {
                wrong.push(format!("{part}: {} names {id}, which is no relation", node.name));
            }
        }
    }
}

fn typed(parts: &BTreeMap<String, Vec<u8>>, wrong: &mut Vec<String>) {
    let types = tree(&parts["[Content_Types].xml"]).unwrap();
    let of = |element: &str, attribute: &str| -> BTreeSet<String> {
        types
            .children
            .iter()
            .filter(|node| node.name == element)
            .map(|node| node.attributes[attribute].clone())
            .collect()
    };
    let (endings, names) = (of("Default", "Extension"), of("Override", "PartName"));
    for name in parts.keys().filter(|name| *name != "[Content_Types].xml") {
        let ending = name.rsplit('.').next().unwrap();
        let by_ending = endings.contains(ending) && (ending != "xml" || name.starts_with("customXml/item1"));
        if !names.contains(&format!("/{name}")) && !by_ending {
            wrong.push(format!("{name} has no content type"));
        }
    }
    for name in names {
        if !parts.contains_key(name.trim_start_matches('/')) {
            wrong.push(format!("a content type for {name}, which is not there"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(xml: &str, expected: &str) {
        let root = tree(xml.as_bytes()).unwrap();
        let mut wrong = Vec::new();
        ordered(&root, "x", &mut wrong);
        tables(&root, "x", &mut wrong);
        unique(&root, "x", &mut wrong);
        references(&root, "x", &BTreeMap::new(), &mut wrong);
        assert!(wrong.iter().any(|found| found.contains(expected)), "{wrong:?} for {xml}");
    }

    #[test]
    fn the_judge_sees_what_word_would_stumble_over() {
        check("<w:pPr><w:jc/><w:ind/></w:pPr>", "the order in w:pPr");
        check("<w:rPr><w:unknown/></w:rPr>", "the order in w:rPr");
        check("<w:tc><w:tcPr/></w:tc>", "does not end with a paragraph");
        check("<w:body><w:p/></w:body>", "the body ends with");
        check("<w:tbl><w:tblGrid/></w:tbl>", "without rows");
        check("<a><w:tbl><w:tblGrid/></w:tbl><w:tbl><w:tblGrid/></w:tbl></a>", "without a paragraph between");
        let row = |cell: &str| format!("<w:tr><w:tc><w:tcPr>{cell}</w:tcPr><w:p/></w:tc></w:tr>");
        let table = |rows: &str| format!("<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid>{rows}</w:tbl>");
        check(&table(&row("<w:gridSpan w:val=\"2\"/>")), "a row of 2 columns");
        check(&table(&row("<w:vMerge/>")), "continues nothing");
        let mark = "<w:bookmarkStart w:id=\"1\" w:name=\"a\"/>";
        check(&format!("<a>{mark}{mark}</a>"), "twice");
        check(&format!("<a>{mark}</a>"), "do not end");
        check("<a r:id=\"rId1\"/>", "no relation");
    }
}
