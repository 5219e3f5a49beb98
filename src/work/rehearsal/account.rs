//! What became of the weaknesses of the plan that was approved before, and what is not accounted for.

use crate::approval::digest;
use crate::approval::hex::Id;
use crate::approval::judge::Judgement;
use crate::approval::name::ApprovalName;
use crate::approval::statement::Account;
use crate::approval::verdict::Verdict;
use crate::compare::{self, Comparison, Pair, Ref, Side, Status};
use crate::period::Period;
use crate::plan::Plan;
use crate::plan::parse::parse;
use crate::progress::{Progress, Status as Done};

use super::Obstacle;
use super::stage::{FoundPlan, Stage};
use crate::work::verify::Error;

impl Stage<'_> {
    /// Compares with the plan that was approved last, and asks for an account of what is gone.
    pub(super) fn compare(
        &mut self,
        head: Id,
        found: &FoundPlan,
        judged: &[Judgement],
    ) -> Result<Account, Error> {
        let holds =
            |one: &&Judgement| one.verdict.is_good() || matches!(one.verdict, Verdict::Unpinned { .. });
        let of = |wanted: &dyn Fn(Period) -> bool| {
            let named = judged.iter().filter(holds).filter_map(|one| Some((one.name.clone()?, one.commit?)));
            named.filter(|(name, _)| wanted(name.period)).max_by_key(|(name, _)| (name.period, name.version))
        };
        let period = self.wanted.period;
        let alike = |other: Period| {
            other.first() < period.first() && other.is_school_year() == period.is_school_year()
        };
        let year_before = of(&alike).or_else(|| of(&|other| other.first() < period.first()));
        if let Some((name, commit)) = &year_before {
            let (plan, progress) = self.approved(head, name, *commit)?;
            self.before = Some(plan);
            self.before_progress = progress;
        }
        let same = of(&|other| other == period);
        let (name, plan, progress) = match &same {
            Some((name, commit)) => {
                let (plan, progress) = self.approved(head, name, *commit)?;
                (Some(name.clone()), plan, progress)
            }
            None => {
                let plan = self.before.clone().unwrap_or_default();
                (year_before.map(|(name, _)| name), plan, self.before_progress.clone())
            }
        };
        if same.is_some() && digest::plan(&plan) == found.content.plan {
            self.stop(Obstacle::AlreadyApproved {
                name: name.clone().unwrap_or(self.rehearsal.name.clone()),
            });
        }
        let comparison = compare::compare(&Pair {
            before: Side { plan: &plan, progress: &progress },
            after: Side { plan: &found.parsed.plan, progress: &found.progress },
        });
        let account = self.account(&comparison, [&progress, &found.progress], found, name.as_ref());
        self.rehearsal.before = name;
        self.rehearsal.shown = Some(comparison);
        Ok(account)
    }

    /// A plan as it was approved, with what was recorded about it up to today.
    fn approved(&mut self, head: Id, name: &ApprovalName, commit: Id) -> Result<(Plan, Progress), Error> {
        let tree = self.trees.of_commit(commit)?;
        let places = &self.collected.places;
        let mut plan = Plan::default();
        if let Some(folder) = places.folder(&mut self.trees, tree, &name.school)?
            && let Some(blob) = self.trees.file(tree, &format!("{folder}/{}/plan.md", name.period))?
        {
            plan = parse(&String::from_utf8_lossy(&self.repo.blob(blob.into())?)).plan;
        }
        let tree = self.trees.of_commit(head)?;
        let progress = match places.folder(&mut self.trees, tree, &name.school)? {
            Some(folder) => self.progress(tree, &format!("{folder}/{}", name.period))?,
            None => Progress::default(),
        };
        Ok((plan, progress))
    }

    fn account(
        &mut self,
        comparison: &Comparison,
        progress: [&Progress; 2],
        found: &FoundPlan,
        before: Option<&ApprovalName>,
    ) -> Account {
        let count = |status| u32::try_from(comparison.count(status)).unwrap_or(u32::MAX);
        let mut dropped_explained = 0;
        for weakness in comparison.weaknesses.iter().filter(|one| one.status == Status::Dropped) {
            let (Some(weakness), Some(before)) = (weakness.before.clone(), before) else { continue };
            if is_explained(&weakness, progress, &found.parsed.text) {
                dropped_explained += 1;
            } else {
                self.stop(Obstacle::Unaccounted { weakness, before: before.clone() });
            }
        }
        Account {
            open_comments: found.open_comments,
            carried: count(Status::Carried),
            resolved: count(Status::Resolved),
            dropped_explained,
            new: count(Status::New),
        }
    }
}

/// Does anything say why a weakness is left out: a record of its being cancelled, with a note, or a
/// sentence of the new plan that names its id?
fn is_explained(weakness: &Ref, progress: [&Progress; 2], text: &str) -> bool {
    let Some(id) = weakness.id else { return false };
    let recorded = progress.iter().filter_map(|progress| progress.last(id)).any(|record| {
        let has_note = record.note.as_deref().is_some_and(|note| !note.trim().is_empty());
        record.status == Done::Cancelled && has_note
    });
    recorded || names_id(text, &id.to_string())
}

/// Is the id in the text as a word of its own?
fn names_id(text: &str, id: &str) -> bool {
    let part = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '.' | '#');
    text.match_indices(id).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + id.len()..).and_then(|after| after.chars().next());
        let ends = after.is_none_or(|letter| !letter.is_alphanumeric() && letter != '-');
        before.is_none_or(|letter| !part(letter)) && ends
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_counts_as_a_word_of_its_own() {
        assert!(names_id("Điểm yếu w-1.5-2021-1 không còn.", "w-1.5-2021-1"));
        assert!(names_id("(w-1.5-2021-1)", "w-1.5-2021-1"));
        assert!(!names_id("w-1.5-2021-12", "w-1.5-2021-1"));
        assert!(!names_id("câu {#w-1.5-2021-1}", "w-1.5-2021-1"));
    }
}
