//! Check files: plans with their progress records, schools' records, settings, catalogues.
//!
//! Plans are read, parsed and checked on all cores. What is made of a checked file (lines for a
//! terminal, values for a program) is made on the same core, so that no more than a few texts are
//! held at a time, however many plans there are.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::approved::{Approvals, Approved};
use super::beside::{BESIDE, Beside};
use super::choice::{self, Choice, Chosen};
use super::clean::Clean;
use super::continuity::{self, Years};
use super::flaw::{too_large, unreadable};
use super::neighbours;
use super::parts::Parts;
use super::past::Past;
use super::reviewed;
use super::tracking;
use crate::catalog::{Catalog, Catalogs, InvalidCatalog};
use crate::check::{self, Schools, Subject};
use crate::config::Config;
use crate::continuity::Continuity;
use crate::finding::{Finding, Level, Problem, Span};
use crate::folder::{self, PlanFile, SchoolFolder};
use crate::plan::Plan;
use crate::plan::parse::parse;
use crate::progress::Progress;
use crate::school::School;

/// Larger than this no plan is; a plan is some tens of KB.
pub const LARGEST_PLAN: u64 = 8 * 1024 * 1024;

/// One file and what is wrong with it.
#[derive(Clone, Debug)]
pub struct Checked {
    /// From the repository's root where it lies in one.
    pub name: String,
    /// The text that the spans refer to.
    pub text: String,
    pub findings: Vec<Finding>,
    /// How many findings `caitien.toml` switched off.
    pub switched_off: usize,
    pub kind: FileKind,
}

/// What sort of file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    Plan,
    Progress,
    /// The register of evidence.
    Evidence,
    Petitions,
    /// What people decided from year to year.
    Continuity,
    School,
    Config,
    Catalog,
    /// What somebody said of a plan.
    Review,
}

impl Checked {
    /// How many findings of a level there are.
    pub fn count(&self, level: Level) -> usize {
        self.findings.iter().filter(|finding| finding.level() == level).count()
    }
}

/// What all plans of a repository share: its settings and catalogues.
pub struct Shared {
    root: Option<PathBuf>,
    /// The folder in which the person stands.
    here: PathBuf,
    pub config: Config,
    pub catalogs: Catalogs,
    /// What is wrong with the settings and the catalogues themselves.
    flawed: Vec<Checked>,
}

impl Shared {
    /// Reads the settings and catalogues of the repository around a folder, if there is one.
    pub fn read(here: &Path) -> Result<Shared, folder::Error> {
        let here = here.to_path_buf();
        let Some(root) = choice::root(&here) else {
            let (config, catalogs) = (Config::default(), Catalogs::default());
            return Ok(Shared { root: None, here, config, catalogs, flawed: Vec::new() });
        };
        let (config, mut flawed) = match folder::config_text(&root)? {
            Some(text) => {
                let (config, findings) = Config::read(&text);
                (config, vec![Checked::new("caitien.toml".into(), text, findings, FileKind::Config)])
            }
            None => (Config::default(), Vec::new()),
        };
        let (catalogs, invalid) = folder::catalogs(&root)?;
        for (path, flaw) in invalid {
            flawed.push(invalid_catalog(&root, &path, flaw)?);
        }
        Ok(Shared { root: Some(root), here, config, catalogs, flawed })
    }

    /// A file's name to print: from the repository's root, else from where the person stands.
    fn name(&self, chosen: &Chosen) -> String {
        match (&chosen.place, &self.root) {
            (Some(place), _) => place.inside.clone(),
            (None, Some(root)) if chosen.path.starts_with(root) => inside(root, &chosen.path),
            (None, _) => inside(&self.here, &chosen.path),
        }
    }
}

impl Checked {
    pub(super) fn new(name: String, text: String, findings: Vec<Finding>, kind: FileKind) -> Checked {
        Checked { name, text, findings, switched_off: 0, kind }
    }

    /// Takes away what the settings switch off.
    pub(super) fn kept(mut self, config: &Config) -> Checked {
        let all = self.findings.len();
        self.findings = config.keep(self.findings);
        self.switched_off += all - self.findings.len();
        self
    }
}

fn invalid_catalog(root: &Path, path: &Path, flaw: InvalidCatalog) -> Result<Checked, folder::Error> {
    let text = folder::read_text(path)?;
    let finding = invalid(flaw.detail, flaw.span);
    Ok(Checked::new(inside(root, path), text, vec![finding], FileKind::Catalog))
}

pub(super) fn invalid(detail: String, span: Option<std::ops::Range<usize>>) -> Finding {
    let span = span.map_or(Span::default(), |range| Span::new(range.start, range.end));
    Finding::new(Problem::InvalidFile { detail }, span)
}

/// A path from the repository's root, with `/`.
fn inside(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// Checks the files that are meant and makes something of each, in the order of their names.
pub fn run<T: Send>(
    choice: &Choice<'_>,
    approvals: &Approvals,
    make: impl Fn(Checked) -> T + Sync,
) -> Result<Vec<T>, choice::Error> {
    let mut shared = Shared::read(choice.here)?;
    let chosen = choice::plans(choice)?;
    let mut made: Vec<T> = Vec::new();
    if choice.words.is_empty() {
        let flawed = std::mem::take(&mut shared.flawed);
        made.extend(flawed.into_iter().map(|checked| make(checked.kept(&shared.config))));
        made.extend(schools(choice, &shared)?.into_iter().map(&make));
    }
    let years = if choice.words.is_empty() { Years::whole(&chosen) } else { Years::of(&chosen) };
    made.extend(years.decisions(&shared).into_iter().map(&make));
    made.extend(reviewed::files(&chosen, &shared).into_iter().map(&make));
    let schools = shared.root.as_deref().map(neighbours::read).unwrap_or_default();
    let clean = Clean::read(shared.root.as_deref(), &format!("{:?}{schools:?}", shared.catalogs));
    let schools = Schools::new(schools);
    let edited = shared.root.as_deref().map(Parts::read).unwrap_or_default();
    // One school after the other on a core: what was read of a year serves the next one.
    let of_school = |plans: &&[Chosen]| -> Vec<T> {
        let past = Past::default();
        let known = Known { approvals, clean: &clean, years: &years, schools: &schools, past: &past };
        let of_plan = |one: &Chosen| edited.warn(one, remembered(one, &shared, &known), &shared.config);
        plans.iter().flat_map(of_plan).map(&make).collect()
    };
    let by_school: Vec<&[Chosen]> = chosen.chunk_by(is_same_school).collect();
    let of_plans: Vec<Vec<T>> = by_school.par_iter().map(of_school).collect();
    made.extend(of_plans.into_iter().flatten());
    let everything = choice.words.is_empty() && choice.school.is_none();
    if everything && shared.root.as_deref() == Some(choice.here) {
        clean.keep_only();
    } else {
        clean.keep();
    }
    Ok(made)
}

/// Are both plans of one school? Files outside any school have nothing in common.
fn is_same_school(one: &Chosen, other: &Chosen) -> bool {
    let schools = one.place.as_ref().zip(other.place.as_ref());
    schools.is_some_and(|(one, other)| one.school == other.school)
}

/// The same as [`files`], without reading further where nothing was found in this very state before.
fn remembered(chosen: &Chosen, shared: &Shared, known: &Known<'_>) -> Vec<Checked> {
    let (clean, approvals) = (known.clean, known.approvals);
    let place = chosen.place.as_ref().filter(|place| too_large(&place.path).is_none());
    // Where a plan before it was approved, the draft before it plays no part.
    let draft = |place| known.years.draft_before(place).filter(|_| approvals.records_before(place).is_none());
    let state =
        place.and_then(|place| Some((place, clean.state(place, approvals, (draft(place), known.past))?)));
    if let Some((place, state)) = &state
        && clean.knows(state)
    {
        let file = |name, kind| Checked::new(name, String::new(), Vec::new(), kind);
        let there = BESIDE.into_iter().filter(|(name, _)| place.beside(name).is_file());
        let beside = there.map(|(name, kind)| file(place.beside_inside(name), kind));
        return std::iter::once(file(shared.name(chosen), FileKind::Plan)).chain(beside).collect();
    }
    let checked = files(chosen, shared, known);
    let is_clean = |one: &Checked| one.findings.is_empty() && one.switched_off == 0;
    if let Some((_, state)) = state.filter(|_| checked.iter().all(is_clean)) {
        clean.add(state);
    }
    checked
}

/// The records of the schools whose plans are meant.
fn schools(choice: &Choice<'_>, shared: &Shared) -> Result<Vec<Checked>, choice::Error> {
    let Some(root) = &shared.root else { return Ok(Vec::new()) };
    let meant = |school: &SchoolFolder| choice.school.is_none_or(|id| id == school.id);
    let above =
        |school: &SchoolFolder| school.path.starts_with(choice.here) || choice.here.starts_with(&school.path);
    let schools: Vec<SchoolFolder> = folder::find_schools(root)?;
    let check = |school: SchoolFolder| {
        let text = folder::read_text(&school.record())?;
        Ok(school_file(format!("{}/school.toml", school.inside), text, &school.id).kept(&shared.config))
    };
    schools.into_iter().filter(|school| meant(school) && above(school)).map(check).collect()
}

fn school_file(name: String, text: String, folder: &str) -> Checked {
    let findings = match School::parse(&text) {
        Ok(school) => check::school(&text, &school, folder),
        Err(flaw) => vec![invalid(flaw.detail, flaw.span)],
    };
    Checked::new(name, text, findings, FileKind::School)
}

/// A plan and the progress records beside it; or another file of ours that was named.
fn files(chosen: &Chosen, shared: &Shared, known: &Known<'_>) -> Vec<Checked> {
    if let Some(checked) = reviewed::named(chosen, shared.name(chosen)) {
        return vec![checked.kept(&shared.config)];
    }
    if chosen.place.is_none() && chosen.path.extension().is_some_and(|end| end == "toml") {
        return vec![toml_file(chosen, shared.name(chosen)).kept(&shared.config)];
    }
    let (records, mut checked) = match &chosen.place {
        Some(place) => progress_records(place),
        None => (Progress::default(), None),
    };
    let decided = chosen.place.as_ref().map(|place| continuity::read(&place.school_folder()));
    let decided = decided.and_then(Result::ok).unwrap_or_default().0;
    let plan = plan_file(chosen, shared, &Recorded { records, decided, known });
    let (mut plan, parsed) = plan;
    let mut beside = Beside::default();
    if let Some(place) = &chosen.place {
        let people = people(place);
        beside = Beside::read(place, shared, (&parsed, people.as_ref()));
        plan.findings.extend(check::register::unregistered_in_plan(&parsed, &beside.register));
        if let Some(file) = &mut checked
            && let Ok(records) = Progress::parse(&file.text)
        {
            file.findings.extend(check::progress(&file.text, &records, &parsed, people.as_ref()));
            file.findings.extend(check::register::verifications(&file.text, &records, people.as_ref()));
            file.findings.extend(check::register::unregistered(&file.text, &records, &beside.register));
        }
    }
    let all = std::iter::once(plan).chain(checked).chain(beside.files);
    all.map(|file| file.kept(&shared.config)).collect()
}

/// What is known of a plan beside its text.
struct Recorded<'a> {
    records: Progress,
    decided: Continuity,
    known: &'a Known<'a>,
}

/// What is known beside the plans' own files.
struct Known<'a> {
    approvals: &'a Approvals,
    clean: &'a Clean,
    years: &'a Years,
    schools: &'a Schools,
    /// Of the school whose plans are being checked.
    past: &'a Past,
}

fn progress_records(place: &PlanFile) -> (Progress, Option<Checked>) {
    let name = place.progress_inside();
    let file = |text, findings| Some(Checked::new(name.clone(), text, findings, FileKind::Progress));
    match folder::read_text_if_there(&place.progress()) {
        Ok(None) => (Progress::default(), None),
        Ok(Some(text)) => match Progress::parse(&text) {
            Ok(progress) => (progress, file(text, Vec::new())),
            Err(flaw) => (Progress::default(), file(text, vec![invalid(flaw.detail, flaw.span)])),
        },
        Err(error) => (Progress::default(), file(String::new(), vec![unreadable(&error)])),
    }
}

impl Known<'_> {
    /// The school's plan before its newest, where no plan before it was approved.
    fn draft(&self, place: &PlanFile, text: &str) -> Option<Approved> {
        let earlier = self.years.draft_before(place).filter(|_| !self.approvals.has_any(place, text))?;
        let plan = parse(&folder::read_text(&earlier.path).ok()?).plan;
        Some(Approved { plan, progress: progress_records(earlier).0 })
    }
}

/// The people of the school that a plan belongs to.
pub(super) fn people(place: &PlanFile) -> Option<School> {
    let record = place.path.parent()?.parent()?.join("school.toml");
    School::parse(&folder::read_text(&record).ok()?).ok()
}

/// Checks one plan's file; whatever is in it, there are findings and a plan.
fn plan_file(chosen: &Chosen, shared: &Shared, recorded: &Recorded<'_>) -> (Checked, Plan) {
    let stopped = |text: &str, finding| {
        (Checked::new(shared.name(chosen), text.to_owned(), vec![finding], FileKind::Plan), Plan::default())
    };
    // A file that is too large is not read at all.
    if let Some(problem) = too_large(&chosen.path) {
        return stopped("", Finding::new(problem, Span::default()));
    }
    let bytes = match folder::read(&chosen.path) {
        Ok(bytes) => bytes,
        Err(error) => return stopped("", unreadable(&error)),
    };
    let text = match check::decode(&bytes) {
        Ok(text) => text,
        Err(stop) => return stopped(stop.readable, stop.finding),
    };
    let parsed = parse(text);
    let place = chosen.place.as_ref();
    let approved = place.and_then(|place| recorded.known.approvals.before(place, text));
    let draft = place.filter(|_| approved.is_none()).and_then(|place| recorded.known.draft(place, text));
    let before = approved.as_ref().or(draft.as_ref());
    let mut progress = before.map(|before| before.progress.clone()).unwrap_or_default();
    progress.records.extend(recorded.records.records.iter().cloned());
    let known = recorded.known;
    let lineage =
        place.map(|place| known.past.lineage(place, &parsed, &recorded.records)).unwrap_or_default();
    let subject = Subject {
        plan: &parsed.plan,
        text: &parsed.text,
        original: Some(text),
        school: place.map(|place| place.school.as_str()),
        period: place.map(|place| place.period),
        catalogs: &shared.catalogs,
        before: approved.as_ref().map(|approved| &approved.plan),
        draft_before: draft.as_ref().map(|draft| &draft.plan),
        progress: &progress,
        continuity: &recorded.decided,
        lineage: &lineage,
        schools: Some(known.schools),
    };
    let findings = check::check(&subject, &parsed.findings);
    (Checked::new(shared.name(chosen), parsed.text, findings, FileKind::Plan), parsed.plan)
}

/// A settings file, school's record, list of records or catalogue that was named by its path.
fn toml_file(chosen: &Chosen, name: String) -> Checked {
    let text = match folder::read_text(&chosen.path) {
        Ok(text) => text,
        Err(error) => return Checked::new(name, String::new(), vec![unreadable(&error)], FileKind::Catalog),
    };
    let part =
        |path: Option<&Path>| path.and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    let file = part(Some(&chosen.path)).unwrap_or_default();
    let folder = part(chosen.path.parent()).unwrap_or_default();
    match file.as_str() {
        "caitien.toml" => {
            let findings = Config::read(&text).1;
            Checked::new(name, text, findings, FileKind::Config)
        }
        "school.toml" => school_file(name, text, &folder),
        "continuity.toml" => {
            let flaw = Continuity::parse(&text).err().map(|flaw| invalid(flaw.detail, flaw.span));
            Checked::new(name, text, flaw.into_iter().collect(), FileKind::Continuity)
        }
        record if tracking::is_record(record) => {
            let kind = if record == "evidence.toml" { FileKind::Evidence } else { FileKind::Petitions };
            let flaw = tracking::flaw(record, &text).map(|(detail, span)| invalid(detail, span));
            Checked::new(name, text, flaw.into_iter().collect(), kind)
        }
        "progress.toml" => {
            let flaw = Progress::parse(&text).err().map(|flaw| invalid(flaw.detail, flaw.span));
            Checked::new(name, text, flaw.into_iter().collect(), FileKind::Progress)
        }
        _ => {
            let flaw = Catalog::parse(&text).err().map(|flaw| invalid(flaw.detail, flaw.span));
            Checked::new(name, text, flaw.into_iter().collect(), FileKind::Catalog)
        }
    }
}
