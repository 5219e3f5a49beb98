//! What became of the weaknesses of the plan that was approved before, and what is not accounted for.

use crate::approval::digest;
use crate::approval::hex::Id;
use crate::approval::judge::Judgement;
use crate::approval::name::ApprovalName;
use crate::approval::statement::Account;
use crate::approval::verdict::Verdict;
use crate::check::unaccounted;
use crate::compare::{Comparison, Prepared, Ref, Side, Status, compare_chain};
use crate::period::Period;
use crate::plan::Plan;
use crate::plan::parse::parse;
use crate::progress::Progress;

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
        let before = Prepared::new(Side { plan: &plan, progress: &progress });
        let after = Prepared::new(Side { plan: &found.parsed.plan, progress: &found.progress });
        let comparison = compare_chain(&[&before, &after], &self.continuity);
        let account = self.account(&comparison, found, name.as_ref());
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
        found: &FoundPlan,
        before: Option<&ApprovalName>,
    ) -> Account {
        let number = |count| u32::try_from(count).unwrap_or(u32::MAX);
        let count = |status| comparison.count(status);
        let open = unaccounted(&comparison.weaknesses, &found.parsed.text);
        let open: Vec<Ref> = open.filter_map(|weakness| weakness.before.clone()).collect();
        let open = if before.is_some() { open } else { Vec::new() };
        let explained = count(Status::Dropped).saturating_sub(open.len());
        for (weakness, before) in open.into_iter().zip(std::iter::repeat(before).flatten()) {
            self.stop(Obstacle::Unaccounted { weakness, before: before.clone() });
        }
        Account {
            open_comments: found.open_comments,
            carried: number(count(Status::Carried)),
            resolved: number(count(Status::Resolved)),
            dropped_explained: number(explained),
            new: number(count(Status::New)),
        }
    }
}
