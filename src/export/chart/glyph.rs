//! The shapes of marks: as a letter in text, and as an outline around a point in a picture.

use super::Shape;

impl Shape {
    /// One letter for text.
    pub fn letter(self) -> &'static str {
        match self {
            Shape::Begun => "○",
            Shape::Parted => "▷",
            Shape::Going => "┼",
            Shape::Same => "=",
            Shape::Better => "▲",
            Shape::Worse => "▼",
            Shape::Back => "◇",
            Shape::Solved => "●",
            Shape::Gone => "✕",
            Shape::GoneExplained => "⊗",
            Shape::Joined => "◑",
        }
    }

    /// The name of its class in a style sheet.
    pub fn as_str(self) -> &'static str {
        match self {
            Shape::Begun => "begun",
            Shape::Parted => "parted",
            Shape::Going => "going",
            Shape::Same => "same",
            Shape::Better => "better",
            Shape::Worse => "worse",
            Shape::Back => "back",
            Shape::Solved => "solved",
            Shape::Gone => "gone",
            Shape::GoneExplained => "explained",
            Shape::Joined => "joined",
        }
    }

    /// Its outline around a point, and what is drawn on top of it; the second may be empty.
    pub(super) fn outline(self, (x, y): (usize, usize)) -> (String, String) {
        let at = |path: &str| format!("M{x} {y}{path}");
        let circle = |radius: usize| {
            let across = radius * 2;
            at(&format!(
                "m-{radius} 0a{radius} {radius} 0 1 0 {across} 0a{radius} {radius} 0 1 0-{across} 0z"
            ))
        };
        let cross = "m-5-5l10 10m0-10l-10 10";
        match self {
            Shape::Begun => (circle(6), String::new()),
            Shape::Parted => (at("m8 0l-14 8v-16z"), String::new()),
            // On a thick line these need a clear field around them.
            Shape::Going => (at("m-4-8h8v16h-8z"), at("m0-7v14")),
            Shape::Same => (at("m-6-6h12v12h-12z"), at("m-4-2h8m-8 4h8")),
            Shape::Better => (at("m0-8l8 14h-16z"), String::new()),
            Shape::Worse => (at("m0 8l8-14h-16z"), String::new()),
            Shape::Back => (at("m0-9l9 9l-9 9l-9-9z"), at("m-2 0h4")),
            Shape::Solved => (circle(8), at("m-4 0l3 3l5-6")),
            Shape::Gone => (circle(9), at(cross)),
            Shape::GoneExplained => (circle(8), at("m-4-4l8 8m0-8l-8 8")),
            Shape::Joined => (circle(7), at("m0-7a7 7 0 0 1 0 14z")),
        }
    }
}
