//! What each sign weighs: chosen by a program (`tests/matching`) from labelled pairs of plans, and
//! kept in `weights.txt`, a line for each.
//!
//! The sum of the weighed signs is the logarithm of the odds that two items are one. It is made
//! twice: first from what the two alone show, then also from how well others fit.

use std::sync::LazyLock;

use super::done::DoneSign;
use super::piece::PieceSign;
use super::signs::{Sign, Signs};

/// All that is weighed.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// For what two sentences alone show.
    pub first: Vec<f32>,
    /// The same once the rivals are known.
    pub second: Vec<f32>,
    /// For a further piece of what is linked already.
    pub piece: Vec<f32>,
    /// For a sentence of the later plan that may tell that a weakness is gone, by itself.
    pub done_first: Vec<f32>,
    /// The same once the rivals are known.
    pub done: Vec<f32>,
    /// How far above even odds two items must be to count as one.
    pub enough: f32,
    /// From which chance on a sentence tells that a weakness is gone.
    pub enough_done: f32,
}

static CHOSEN: LazyLock<Weights> = LazyLock::new(|| Weights::parse(include_str!("weights.txt")));

/// What two items score at most before they count as one: above 0 is more likely than not.
fn sum(weights: &[f32], signs: &[f32]) -> f32 {
    weights.iter().zip(signs).map(|(weight, sign)| weight * sign).sum()
}

/// The probability of these odds.
pub(super) fn chance(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

impl Weights {
    /// Those that the program goes by.
    pub fn chosen() -> &'static Weights {
        &CHOSEN
    }

    /// Reads lines such as `first shared-words 3.2`; what is not named weighs nothing.
    pub fn parse(text: &str) -> Weights {
        let mut weights = Weights::nothing();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let mut words = line.split_whitespace();
            let (Some(part), Some(name), Some(value)) = (words.next(), words.next(), words.next()) else {
                continue;
            };
            let Some(place) = weights.place(part, name) else { continue };
            *place = value.parse().unwrap_or_default();
        }
        weights
    }

    /// No sign weighs anything.
    pub fn nothing() -> Weights {
        Weights {
            first: vec![0.0; Sign::ALL.len()],
            second: vec![0.0; Sign::ALL.len()],
            piece: vec![0.0; PieceSign::ALL.len()],
            done_first: vec![0.0; DoneSign::ALL.len()],
            done: vec![0.0; DoneSign::ALL.len()],
            enough: 0.0,
            enough_done: 0.5,
        }
    }

    /// The same as text.
    pub fn lines(&self) -> String {
        let mut text = format!("enough link {}\nenough done {}\n", self.enough, self.enough_done);
        let mut part = |part: &str, names: Vec<&str>, weights: &[f32]| {
            for (name, weight) in names.iter().zip(weights).filter(|(_, weight)| **weight != 0.0) {
                text.push_str(&format!("{part} {name} {weight:.3}\n"));
            }
        };
        let signs: Vec<&str> = Sign::ALL.iter().map(|sign| sign.as_str()).collect();
        part("first", signs.clone(), &self.first);
        part("second", signs, &self.second);
        part("piece", PieceSign::ALL.iter().map(|sign| sign.as_str()).collect(), &self.piece);
        let signs: Vec<&str> = DoneSign::ALL.iter().map(|sign| sign.as_str()).collect();
        part("done-first", signs.clone(), &self.done_first);
        part("done", signs, &self.done);
        text
    }

    fn place(&mut self, part: &str, name: &str) -> Option<&mut f32> {
        let sign = || Sign::ALL.iter().position(|sign| sign.as_str() == name);
        match part {
            "first" => self.first.get_mut(sign()?),
            "second" => self.second.get_mut(sign()?),
            "piece" => self.piece.get_mut(PieceSign::ALL.iter().position(|sign| sign.as_str() == name)?),
            "done-first" => {
                self.done_first.get_mut(DoneSign::ALL.iter().position(|sign| sign.as_str() == name)?)
            }
            "done" => self.done.get_mut(DoneSign::ALL.iter().position(|sign| sign.as_str() == name)?),
            "enough" if name == "link" => Some(&mut self.enough),
            "enough" if name == "done" => Some(&mut self.enough_done),
            _ => None,
        }
    }

    pub(super) fn first(&self, signs: &Signs) -> f32 {
        sum(&self.first, &signs.0)
    }

    pub(super) fn second(&self, signs: &Signs) -> f32 {
        sum(&self.second, &signs.0)
    }

    pub(super) fn piece(&self, signs: &[f32]) -> f32 {
        sum(&self.piece, signs)
    }

    pub(super) fn done_first(&self, signs: &[f32]) -> f32 {
        sum(&self.done_first, signs)
    }

    pub(super) fn done(&self, signs: &[f32]) -> f32 {
        sum(&self.done, signs)
    }
}
