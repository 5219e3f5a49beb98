//! Letters of symbol fonts (`w:sym`) as the Unicode signs that they show. What is not in the table stays as it is.

/// The sign that a character of a font shows.
pub(super) fn sign(font: &str, code: u32) -> Option<char> {
    let low = if (0xf000..=0xf0ff).contains(&code) { code - 0xf000 } else { code };
    let known = match font.to_lowercase().as_str() {
        "wingdings" => WINGDINGS,
        "wingdings 2" => WINGDINGS_2,
        "symbol" => SYMBOL,
        _ => &[],
    };
    let found = known.iter().find(|(from, _)| *from == low).map(|(_, sign)| *sign);
    found.or_else(|| char::from_u32(code))
}

const WINGDINGS: &[(u32, char)] = &[
    (0x6c, '●'),
    (0x6e, '■'),
    (0x6f, '□'),
    (0x71, '❑'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0xa7, '▪'),
    (0xa8, '☐'),
    (0xb7, '•'),
    (0xd8, '➢'),
    (0xe0, '→'),
    (0xfb, '✗'),
    (0xfc, '✓'),
    (0xfd, '☒'),
    (0xfe, '☑'),
];

const WINGDINGS_2: &[(u32, char)] = &[(0x50, '✓'), (0x4f, '✗'), (0x51, '☒'), (0x52, '☑'), (0xa3, '☐')];

const SYMBOL: &[(u32, char)] = &[
    (0x2d, '−'),
    (0xa3, '≤'),
    (0xae, '→'),
    (0xb0, '°'),
    (0xb1, '±'),
    (0xb3, '≥'),
    (0xb4, '×'),
    (0xb7, '•'),
    (0xbb, '≈'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_and_arrows_become_signs_and_the_rest_stays() {
        assert_eq!(sign("Wingdings", 0xf0fe), Some('☑'));
        assert_eq!(sign("Symbol", 0xb3), Some('≥'));
        assert_eq!(sign("Webdings", 0xf061), Some('\u{f061}'));
        assert_eq!(sign("Symbol", 0xd800), None);
    }
}
