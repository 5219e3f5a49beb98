//! Timing programs against each other in turns, so that a slow moment of the machine hits both.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The times of several runs.
#[derive(Clone, Debug, Default)]
pub(crate) struct Times(Vec<Duration>);

impl Times {
    pub(crate) fn add(&mut self, time: Duration) {
        self.0.push(time);
        self.0.sort();
    }

    pub(crate) fn min(&self) -> f64 {
        self.0.first().map_or(f64::NAN, |time| time.as_secs_f64() * 1e3)
    }

    pub(crate) fn median(&self) -> f64 {
        self.at(0.5)
    }

    /// The time that this share of the runs did not exceed.
    pub(crate) fn at(&self, share: f64) -> f64 {
        let last = self.0.len().saturating_sub(1);
        let place = (share * last as f64).ceil() as usize;
        self.0.get(place).map_or(f64::NAN, |time| time.as_secs_f64() * 1e3)
    }

    fn scaled(&self, factor: f64) -> Times {
        Times(self.0.iter().map(|time| time.mul_f64(factor)).collect())
    }
}

/// One line of the report.
pub(crate) struct Row {
    pub(crate) what: String,
    pub(crate) ours: Times,
    pub(crate) theirs: Times,
    /// The ratio of ours to theirs that is wanted at most.
    pub(crate) goal: f64,
    pub(crate) note: String,
}

impl Row {
    /// A sample stands for so many times as much.
    pub(crate) fn scale_theirs(mut self, factor: f64) -> Row {
        self.theirs = self.theirs.scaled(factor);
        self
    }

    pub(crate) fn print(&self) {
        let ratio = self.ours.median() / self.theirs.median();
        let met = if ratio <= self.goal { "met" } else { "MISSED" };
        println!(
            "{:<34} {:>9.1} {:>9.1}   {:>9.1} {:>9.1}   {:>8} {:>8}  {met:<6} {}",
            self.what,
            self.ours.min(),
            self.ours.median(),
            self.theirs.min(),
            self.theirs.median(),
            shown(ratio),
            shown(self.goal),
            self.note
        );
    }

    pub(crate) fn head() {
        println!(
            "{:<34} {:>9} {:>9}   {:>9} {:>9}   {:>8} {:>8}  goal",
            "ms", "ours min", "median", "git min", "median", "ratio", "goal"
        );
    }
}

fn shown(ratio: f64) -> String {
    if ratio < 0.5 { format!("1/{:.0}", 1.0 / ratio) } else { format!("{ratio:.2}") }
}

/// The time of one run; the output goes nowhere. None where it could not do its work.
pub(crate) fn time(
    folder: &Path,
    program: &str,
    arguments: &[&str],
    input: Option<&Path>,
) -> Option<Duration> {
    let stdin = input.map_or(Stdio::null(), |path| std::fs::File::open(path).unwrap().into());
    let mut command = Command::new(program);
    command.current_dir(folder).args(arguments).stdin(stdin).stdout(Stdio::null()).stderr(Stdio::null());
    let start = Instant::now();
    let status = command.status().unwrap();
    let time = start.elapsed();
    // 1 is an answer too: findings, or an approval that does not hold.
    matches!(status.code(), Some(0 | 1)).then_some(time)
}

/// Runs both in turns.
pub(crate) fn alternate(
    runs: usize,
    mut ours: impl FnMut() -> Option<Duration>,
    mut theirs: impl FnMut() -> Option<Duration>,
) -> Option<(Times, Times)> {
    let (mut one, mut other) = (Times::default(), Times::default());
    // The first round warms the caches and counts for nothing.
    ours()?;
    theirs()?;
    for _ in 0..runs {
        one.add(ours()?);
        other.add(theirs()?);
    }
    Some((one, other))
}
