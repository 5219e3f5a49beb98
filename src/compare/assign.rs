//! Who belongs to whom, one to one, so that all together gain most.
//!
//! The Hungarian method with potentials (Kuhn, Munkres; in the shape that Jonker and Volgenant
//! gave it): exact, and cubic in the number of items, of which a plan has few dozens.

/// What each pair would gain; a pair that gains nothing is never chosen.
pub(super) struct Gains {
    rows: usize,
    columns: usize,
    /// Row after row.
    gains: Vec<f32>,
}

impl Gains {
    pub(super) fn new(rows: usize, columns: usize) -> Gains {
        Gains { rows, columns, gains: vec![0.0; rows * columns] }
    }

    /// Says what a pair gains.
    pub(super) fn set(&mut self, row: usize, column: usize, gain: f32) {
        if let Some(place) = self.gains.get_mut(row * self.columns + column) {
            *place = gain.max(0.0);
        }
    }

    fn get(&self, row: usize, column: usize) -> f32 {
        self.gains.get(row * self.columns + column).copied().unwrap_or_default()
    }

    /// The pairs that together gain most, in the order of the rows.
    pub(super) fn best(&self) -> Vec<(usize, usize)> {
        let turned = self.rows > self.columns;
        let (few, many) = if turned { (self.columns, self.rows) } else { (self.rows, self.columns) };
        let gain =
            |one: usize, other: usize| if turned { self.get(other, one) } else { self.get(one, other) };
        let mut search = Search::new(few, many);
        for one in 1..=few {
            search.place(one, &gain);
        }
        let partners = search.partner.iter().enumerate().skip(1).filter(|(_, one)| **one > 0);
        let pairs = partners
            .map(|(other, one)| (*one - 1, other - 1))
            .filter(|(one, other)| gain(*one, *other) > 0.0);
        let mut pairs: Vec<(usize, usize)> =
            pairs.map(|(one, other)| if turned { (other, one) } else { (one, other) }).collect();
        pairs.sort_unstable();
        pairs
    }
}

/// The state of the search; rows and columns count from 1, 0 is nobody.
struct Search {
    row_price: Vec<f32>,
    column_price: Vec<f32>,
    /// The row that each column has.
    partner: Vec<usize>,
    way: Vec<usize>,
    least: Vec<f32>,
    seen: Vec<bool>,
}

impl Search {
    fn new(rows: usize, columns: usize) -> Search {
        Search {
            row_price: vec![0.0; rows + 1],
            column_price: vec![0.0; columns + 1],
            partner: vec![0; columns + 1],
            way: vec![0; columns + 1],
            least: vec![0.0; columns + 1],
            seen: vec![false; columns + 1],
        }
    }

    /// Finds the cheapest way to give one more row a column, exchanging those of others.
    fn place(&mut self, row: usize, gain: &impl Fn(usize, usize) -> f32) {
        self.least.fill(f32::INFINITY);
        self.seen.fill(false);
        set(&mut self.partner, 0, row);
        let mut column = 0;
        loop {
            set(&mut self.seen, column, true);
            let holder = at(&self.partner, column);
            if holder == 0 {
                break;
            }
            let (next, step) = self.nearest(column, holder, gain);
            for other in 0..self.seen.len() {
                if at(&self.seen, other) {
                    let holder = at(&self.partner, other);
                    add(&mut self.row_price, holder, step);
                    add(&mut self.column_price, other, -step);
                } else {
                    add(&mut self.least, other, -step);
                }
            }
            column = next;
        }
        while column != 0 {
            let before = at(&self.way, column);
            let holder = at(&self.partner, before);
            set(&mut self.partner, column, holder);
            column = before;
        }
    }

    /// The column that is cheapest to go to, and what that costs.
    fn nearest(&mut self, column: usize, row: usize, gain: &impl Fn(usize, usize) -> f32) -> (usize, f32) {
        let mut best = (0, f32::INFINITY);
        for other in (1..self.seen.len()).filter(|other| !at(&self.seen, *other)).collect::<Vec<_>>() {
            let cost = -gain(row - 1, other - 1) - at(&self.row_price, row) - at(&self.column_price, other);
            if cost < at(&self.least, other) {
                set(&mut self.least, other, cost);
                set(&mut self.way, other, column);
            }
            if at(&self.least, other) < best.1 {
                best = (other, at(&self.least, other));
            }
        }
        best
    }
}

fn at<T: Copy + Default>(row: &[T], place: usize) -> T {
    row.get(place).copied().unwrap_or_default()
}

fn set<T>(row: &mut [T], place: usize, value: T) {
    if let Some(old) = row.get_mut(place) {
        *old = value;
    }
}

fn add(row: &mut [f32], place: usize, value: f32) {
    if let Some(old) = row.get_mut(place) {
        *old += value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn gains(rows: usize, columns: usize, values: &[f32]) -> Gains {
        let mut gains = Gains::new(rows, columns);
        for (at, value) in values.iter().enumerate() {
            gains.set(at / columns, at % columns, *value);
        }
        gains
    }

    fn total(gains: &Gains, pairs: &[(usize, usize)]) -> f32 {
        pairs.iter().map(|(row, column)| gains.get(*row, *column)).sum()
    }

    /// The best of all ways, tried one by one.
    fn tried(gains: &Gains, row: usize, used: &mut Vec<bool>) -> f32 {
        if row == gains.rows {
            return 0.0;
        }
        let mut best = tried(gains, row + 1, used);
        for column in 0..gains.columns {
            if !used[column] {
                used[column] = true;
                best = best.max(gains.get(row, column) + tried(gains, row + 1, used));
                used[column] = false;
            }
        }
        best
    }

    #[test]
    fn gives_up_the_best_pair_for_two_good_ones() {
        let gains = gains(2, 2, &[0.9, 0.8, 0.7, 0.0]);
        assert_eq!(gains.best(), [(0, 1), (1, 0)]);
        assert!(Gains::new(0, 3).best().is_empty());
    }

    proptest! {
        #[test]
        fn no_other_way_gains_more(rows in 1..6_usize, columns in 1..6_usize, values in prop::collection::vec(-0.5_f32..1.0, 25)) {
            let gains = gains(rows, columns, &values[..rows * columns]);
            let best = gains.best();
            let mut taken: Vec<usize> = best.iter().map(|pair| pair.1).collect();
            taken.sort_unstable();
            taken.dedup();
            prop_assert_eq!(taken.len(), best.len());
            let most = tried(&gains, 0, &mut vec![false; columns]);
            prop_assert!((total(&gains, &best) - most).abs() < 1e-4);
        }
    }
}
