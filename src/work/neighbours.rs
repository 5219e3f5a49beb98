//! The names and places of a repository's schools, so that one left over in another school's plan is noticed.
//!
//! Read once for a run: of each school its record, and the front matter of its newest plan.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use rayon::prelude::*;

use crate::check::KnownSchool;
use crate::folder::{self, SchoolFolder};
use crate::plan::front_matter::FrontMatter;
use crate::school::School;

/// A front matter has no more lines than these.
const LINES: usize = 40;

/// Every school that has a record, in the order of their folders; one that cannot be read is left out.
pub fn read(root: &Path) -> Vec<KnownSchool> {
    let schools = folder::find_schools(root).unwrap_or_default();
    schools.par_iter().filter_map(known).collect()
}

fn known(folder: &SchoolFolder) -> Option<KnownSchool> {
    let record = School::parse(&folder::read_text(&folder.record()).ok()?).ok()?;
    let newest = folder.plans().ok().and_then(|mut plans| plans.pop());
    let place = newest.and_then(|plan| place(&plan.path));
    Some(KnownSchool { id: folder.id.clone(), name: record.school.name, level: record.school.level, place })
}

/// The `place` of a plan's front matter; no more of the file is read.
fn place(plan: &Path) -> Option<String> {
    let mut lines = BufReader::new(File::open(plan).ok()?).lines().take(LINES).map_while(Result::ok);
    lines.next().filter(|line| line.trim_end().trim_start_matches('\u{feff}') == "+++")?;
    let line = lines.take_while(|line| line.trim_end() != "+++").find(|line| line.starts_with("place"))?;
    FrontMatter::parse(&line, 0).0.place
}
