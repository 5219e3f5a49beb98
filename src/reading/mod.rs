//! What the figures in a plan mean: dates, money, quantities, read from Vietnamese as people write it.
//!
//! What was written is kept beside what was understood. What cannot be read is said to be so and
//! never guessed: nothing here invents a day or an amount.

mod bound;
pub mod date;
pub mod frequency;
mod moment;
pub mod money;
pub mod number;
pub mod quantity;
pub mod token;
pub mod years;
