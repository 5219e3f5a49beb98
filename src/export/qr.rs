//! A QR code as a drawing. [door: qrcodegen]

use qrcodegen::{QrCode, QrCodeEcc};

/// The quiet zone that the standard asks for, in modules.
const MARGIN: usize = 4;

/// A text as rows of modules, dark or light, without the quiet zone; None where it is too long for any code.
pub fn modules(text: &str) -> Option<Vec<Vec<bool>>> {
    // Paper is folded and copied: a quarter of it may be lost.
    let code = QrCode::encode_text(text, QrCodeEcc::Quartile).ok()?;
    let row = |y: i32| (0..code.size()).map(|x| code.get_module(x, y)).collect();
    Some((0..code.size()).map(row).collect())
}

/// The same as an SVG of black squares on white; empty where the text is too long.
pub fn svg(text: &str) -> String {
    let Some(rows) = modules(text) else { return String::new() };
    let size = rows.len() + 2 * MARGIN;
    let mut path = String::new();
    for (y, row) in rows.iter().enumerate() {
        let mut x = 0;
        // One rectangle for each run of dark modules.
        for run in row.chunk_by(|one, other| one == other) {
            if run.first() == Some(&true) {
                path.push_str(&format!("M{} {}h{}v1h-{}z", x + MARGIN, y + MARGIN, run.len(), run.len()));
            }
            x += run.len();
        }
    }
    format!(
        "<svg class=\"qr\" viewBox=\"0 0 {size} {size}\" shape-rendering=\"crispEdges\" role=\"img\">\
         <path fill=\"#fff\" d=\"M0 0h{size}v{size}H0z\"/><path d=\"{path}\"/></svg>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_a_square_with_its_three_eyes() {
        let rows = modules("CAITIEN:TH-A/2023-2024/V1").unwrap();
        assert!(rows.iter().all(|row| row.len() == rows.len()));
        let last = rows.len() - 1;
        let eye = |x: usize, y: usize| (0..7).all(|at| rows[y][x + at] && rows[y + at][x]);
        assert!(eye(0, 0) && eye(last - 6, 0) && eye(0, last - 6) && !eye(last - 6, last - 6));
        assert_eq!(modules(&"X".repeat(5000)), None);
        assert_eq!(svg(&"X".repeat(5000)), "");
    }

    #[test]
    fn the_drawing_has_as_many_dark_squares_as_the_code() {
        let dark = modules("CAITIEN").unwrap().concat().into_iter().filter(|dark| *dark).count();
        let drawn = svg("CAITIEN");
        let runs =
            drawn.split("h-").skip(1).map(|rest| rest.split('z').next().unwrap().parse::<usize>().unwrap());
        assert_eq!(runs.sum::<usize>(), dark);
    }
}
