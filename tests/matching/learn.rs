//! Logistic regression, exact to the last digit on every machine: Newton's steps with a little
//! pull towards nothing.

/// One example: what was seen, and whether it is so.
pub struct Example {
    pub signs: Vec<f32>,
    pub is: bool,
}

#[allow(clippy::needless_range_loop)] // matrices read best by row and column
/// The weights under which the examples are most likely. `pull` keeps them small.
pub fn learn(examples: &[Example], pull: f64) -> Vec<f32> {
    let Some(size) = examples.first().map(|one| one.signs.len()) else { return Vec::new() };
    let mut weights = vec![0.0_f64; size];
    for _ in 0..12 {
        let mut gradient: Vec<f64> = weights.iter().map(|weight| -pull * weight).collect();
        gradient[0] = 0.0;
        let mut curve = vec![vec![0.0; size]; size];
        for (at, row) in curve.iter_mut().enumerate() {
            row[at] = if at == 0 { 1e-6 } else { pull };
        }
        for example in examples {
            let sum: f64 =
                weights.iter().zip(&example.signs).map(|(weight, sign)| weight * f64::from(*sign)).sum();
            let chance = 1.0 / (1.0 + (-sum).exp());
            let miss = f64::from(u8::from(example.is)) - chance;
            let steep = (chance * (1.0 - chance)).max(1e-9);
            for (at, sign) in example.signs.iter().enumerate().filter(|(_, sign)| **sign != 0.0) {
                gradient[at] += miss * f64::from(*sign);
                for (to, other) in example.signs.iter().enumerate().take(at + 1) {
                    curve[at][to] += steep * f64::from(*sign) * f64::from(*other);
                }
            }
        }
        for at in 0..size {
            for to in at + 1..size {
                curve[at][to] = curve[to][at];
            }
        }
        let step = solve(curve, gradient);
        for (weight, step) in weights.iter_mut().zip(step) {
            *weight += step.clamp(-3.0, 3.0);
        }
    }
    weights.iter().map(|weight| *weight as f32).collect()
}

#[allow(clippy::needless_range_loop)]
/// Gauss's elimination with the largest pivot.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for at in 0..size {
        let pivot = (at..size)
            .max_by(|one, other| matrix[*one][at].abs().total_cmp(&matrix[*other][at].abs()))
            .unwrap();
        matrix.swap(at, pivot);
        right.swap(at, pivot);
        if matrix[at][at].abs() < 1e-12 {
            matrix[at][at] = 1e-12;
        }
        for below in at + 1..size {
            let factor = matrix[below][at] / matrix[at][at];
            for column in at..size {
                matrix[below][column] -= factor * matrix[at][column];
            }
            right[below] -= factor * right[at];
        }
    }
    for at in (0..size).rev() {
        let known: f64 = (at + 1..size).map(|column| matrix[at][column] * right[column]).sum();
        right[at] = (right[at] - known) / matrix[at][at];
    }
    right
}
