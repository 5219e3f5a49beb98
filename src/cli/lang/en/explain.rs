//! What each code means and why it matters, in English. The first sentence stands alone in lists.

use crate::cli::lang::En;
use crate::cli::show::explain::{Allowing, Explanation, Topic};
use crate::finding::Code;

impl En for Topic {
    fn en(&self) -> String {
        match self {
            Topic::FrontMatter => "Front matter",
            Topic::Structure => "Structure",
            Topic::Substance => "Substance",
            Topic::Copies => "Copies",
            Topic::Years => "Years",
            Topic::Text => "Text",
            Topic::Ids => "Ids",
            Topic::Continuity => "Continuity",
            Topic::Files => "Files",
        }
        .into()
    }
}

impl En for Allowing {
    fn en(&self) -> String {
        "Where the school has a reason, switch it off in caitien.toml:".into()
    }
}

impl En for Explanation {
    fn en(&self) -> String {
        use Code as C;
        match self.0 {
            C::MissingFrontMatter => "The file does not begin with a block between two `+++` lines. The block says whose plan it is, of which time, after which edition; without it nothing can be compared or approved.",
            C::UnclosedFrontMatter => "The front matter is opened and never closed. The whole file is misread; add a `+++` line after the last key.",
            C::InvalidFrontMatter => "The front matter is not TOML. Text stands in double quotes, one key on each line; the detail names the place.",
            C::MissingKey => "A key that must be there is not. A plan needs schema, school, period and catalog; in caitien.toml an office needs an id and an `[[allow]]` a code.",
            C::UnknownKey => "There is a key that the program does not know. Mostly a slip of the finger; it stays in the file and does nothing.",
            C::WrongType => "A value is of the wrong type. A date is 2023-09-07, a number has no quotes.",
            C::UnknownSchema => "The file is of a format that this program does not know. It may come from a newer caitien.",
            C::InvalidPeriod => "`period` is neither a school year nor a span of years. A school year is `2023-2024`, a longer span `2024-2029`.",
            C::InvalidSchoolId => "A school's id has only lower-case ASCII letters, digits and hyphens. It is the folder's name too; the full name stands in school.toml.",
            C::SchoolFolder => "The school in the file is not that of its folder. One of the two is wrong: the file may have been copied from another school.",
            C::PeriodFolder => "The period in the file is not that of its folder. Mostly last year's plan was copied and `period` forgotten.",
            C::UnknownCatalog => "No catalogue has this id. Each one is an edition of a circular, because 3.2 is three different things in three editions; a repository may add its own in `catalogs/`.",
            C::CatalogNotInForce => "The edition was not in force when the plan was made. The regulation of 2018 was amended on 25/01/2025 and replaced on 07/7/2026; under the wrong edition the numbers mean other things.",
            C::DateOutsidePeriod => "The plan's date lies outside its time. Mostly a mistyped year.",
            C::NumberSpacing => "The document number has blanks in it. Decree 30/2020/NĐ-CP writes number and symbol without any.",
            C::Misplaced => "A heading is out of place. Standards (###) belong into the content section and criteria (####) under standards; elsewhere they are not recognised.",
            C::NotFormatted => "The file was not formatted because a word might have been lost. The program rather leaves a file alone than lose a word.",
            C::MissingContent => "The plan has no content section. It holds standards, criteria, weaknesses and actions; without it there is nothing to do.",
            C::MissingSection => "A section that the form asks for is missing. The form of 2018 has four, that of 2026 eight; they are known by their words, not by their numbers.",
            C::DuplicateSection => "A section stands twice. Make one of the two, or give one another name.",
            C::UnknownStandard => "The edition has no such standard. Check the number and `catalog`.",
            C::UnknownCriterion => "The edition has no such criterion. Check the number and `catalog`: since 2025 standard 3 has three criteria only.",
            C::WrongName => "A standard or criterion is called something else in the circular. Case and punctuation are free; where the name is quite another one, the number may be wrong.",
            C::WrongStandard => "A criterion stands under another standard. The number before its point is its standard.",
            C::DuplicateCriterion => "A criterion stands twice. Where the table is grouped by level each place says its level; else make one of the two.",
            C::DuplicateStandard => "A standard stands twice. Where the table is grouped by level its criteria say their level; else make one of the two.",
            C::EmptyCriterion => "A criterion has nothing under it. Write something, or remove the heading.",
            C::UnknownLevel => "A level cannot be read, or the criterion does not have it. From 2026 on there are levels 1 and 2 only.",
            C::CoversEverything => "The plan covers every criterion. The form of 2026 is for the priority issues of the year only.",
            C::WeaknessWithoutAction => "A weakness has no action. An improvement plan says what is done about each weakness; where nothing can be done this year, name what prepares it.",
            C::WeaknessWithoutTarget => "A weakness has no target. Without one nobody can say at the year's end how far it was overcome.",
            C::ActionWithoutLead => "Nobody leads an action. What nobody is charged with is rarely done; a role is enough, a name is not needed.",
            C::ActionWithoutDeadline => "An action has no time. A month, a semester, the school year or a deadline will do.",
            C::ScheduleOutsidePeriod => "An action's time lies outside the plan's. It may be a leftover of last year's plan, or the work of another year.",
            C::ScheduleReversed => "A time ends before it begins. Mostly a mistyped year.",
            C::UnreadableSchedule => "A time cannot be read. The words stay as they are, but no deadline can be followed.",
            C::UnmeasurableTarget => "A target names neither a figure nor a state that can be seen. At the year's end anybody should be able to say: reached or not.",
            C::Undecided => "`new --from` carried this value over from last year's plan and marked it, because a date, a sum or a level must be decided anew each year. Until then the plan cannot be approved.",
            C::UnreadableMoney => "Money cannot be read. Points stand before every three digits; where nothing is needed write `Không`, where only the source is known write the source.",
            C::MalformedEvidence => "An evidence code is malformed. Under the regulation of 2018: [H1-1.5-03] (box, criterion, serial of two digits); from 2026 on: MC.1.5.03.",
            C::CopiedWeakness => "A weakness and the actions against it stand unchanged in plan after plan. Other ids, dates, school years, punctuation (and figures in an action) still make a copy; a weakness with new figures, rewritten actions, or progress recorded in the year before do not. What was tried has not helped: state this year's figures, change the action, or record the progress in last year's progress.toml.",
            C::CopiedCriterion => "Everything under a criterion was copied from last year's plan. Weaknesses, targets, measures, actions and their fields are as they were, but for ids, dates and school years. General duties that stand in every plan (keep up, strengthen …) and strengths do not count; a plan of several years is not held against the yearly plans inside it.",
            C::CopiedPlan => "At least half of the plan's criteria were copied whole from last year. Go through them with last year's results: leave out what is done, say why the rest is not, and do it differently. `caitien diff` shows each place.",
            C::OtherSchool => "Another school is named where the plan's own name is meant. It happens when another school's plan served as a model. Visits, cooperation, the next level of education or a merger of schools are left alone.",
            C::OtherPlace => "Authorities of another commune are named, the place of another school of the repository. It may be left over from a plan that was copied; a school that works with two communes may ignore it.",
            C::OtherSchoolYear => "Another school year stands where the plan's own seems to be meant. It happens when last year's plan is copied; last year's results, documents and longer spans are left alone.",
            C::NotNfc => "Letters are composed in several ways. They look the same and are not, so searching and comparing miss them; `caitien format` repairs it without changing a word.",
            C::InvisibleCharacter => "A character that nobody sees stands in the text. It comes from web pages or Word and breaks searching and comparing.",
            C::BidiControl => "A character reorders the text that is shown. People would read something else than the file says, so it cannot be approved.",
            C::LostCharacter => "A letter was lost in a conversion. It cannot be brought back; type it again from the original.",
            C::LegacyEncoding => "A line seems to be in an encoding from before Unicode, such as VNI or TCVN3. Mostly heads and recipients pasted from old templates; type them again.",
            C::OthersPart => "An edit that is not saved yet stands in a part of the plan that was assigned to somebody else (`standards`, `criteria` in school.toml, written by `caitien assign`). Whoever drafts it may not know. If you were asked, save it; if not, tell them, or comment instead of editing. The principal and deputies are not warned.",
            C::MergeConflict => "Two people changed one place, and nobody has chosen yet. A merge keeps the words of this version in their place and puts those of the other one right behind, in a line that begins with `[XUNG ĐỘT]`. Choose one, write what is to stay, and remove the whole `[XUNG ĐỘT]` line.",
            C::MalformedId => "What stands in `{#…}` is no id. Nobody needs to write ids: `caitien format` gives them.",
            C::DuplicateId => "Two items have one id. Ids follow an item over the years, so each has its own; remove it from the newer item.",
            C::WrongIdKind => "An id's letter is that of another kind of item. w is a weakness, t a target, m a measure, a an action.",
            C::IdFromLater => "An id's year is after the plan's. It is the year in which the item was first recorded, so it cannot be later.",
            C::ReusedId => "In the last approved plan this id is quite another thing. An id is for life; used again, it falsifies history.",
            C::MissingId => "Some items have no id yet. Run `caitien format`; ids tell for how many years a weakness has stood.",
            C::UnaccountedWeakness => "A weakness of the last approved plan vanished without a word. Carry it over, or account for it with `caitien account`: resolved, or dropped and why. Until then the plan cannot be approved.",
            C::UnexplainedWeakness => "A weakness of the plan before is not in the plan that is being made, and nothing says why. The plan before was not approved, so this is only a reminder; later readers will ask all the same.",
            C::RecordWithoutPlan => "A record in continuity.toml is about a period for which the school has no plan. It has no effect; mostly the year is mistyped.",
            C::RecordWithoutItem => "A record in continuity.toml is about an id that the plan of that year does not have. It has no effect; mostly the id is mistyped, or the item was removed.",
            C::ContradictedAccount => "continuity.toml accounts for a weakness as gone while the later plan still has it. Comparing believes the plan: the weakness counts as carried.",
            C::EmptyFile => "The file has no content. It may not have been written yet, or a copy failed.",
            C::BinaryFile => "The file is no text. For Word and PDF there is `caitien import`.",
            C::InvalidUtf8 => "The file is not UTF-8. Open it in an editor and save it as UTF-8.",
            C::FileTooLarge => "The file is too large to be a plan. A plan is some tens of KB; a picture may have got its name.",
            C::UnreadableFile => "The file cannot be opened. Check the permissions, or whether something locks it.",
            C::InvalidFile => "Settings, a school's record, progress records, continuity records or a catalogue are not of their form. The detail names the place.",
            C::UnknownCode => "caitien.toml switches off a code that does not exist. Mostly a slip; `caitien explain` lists the codes.",
            C::MissingReason => "A finding is switched off without a reason. Others must know why; until then it stays on.",
            C::DuplicatePerson => "Two people, or two offices, have one id. Rights and signatures hang on it, so each has its own.",
            C::NoPrincipal => "The school's record names no principal. Without one nobody can approve.",
            C::UnknownItem => "A progress record is for an item that the plan does not have. The id may be mistyped, or the item was removed.",
            C::UnregisteredEvidence => "A code of evidence (in the plan, a progress record or an account) is not in the period's register, evidence.toml. It is only told where the school keeps a register. Add the evidence, or correct the code.",
            C::DuplicateEvidence => "Two pieces of evidence have one code, mostly because two people added theirs at the same time. Give one of them another code; a new version of the same evidence is added with `evidence add … --replace`.",
            C::OwnVerification => "A verification is by the very person who says that the thing is done. It has no effect: the item waits for another person.",
            C::StrayReference => "A verification, an answer to a petition or a new version of evidence names another record by its mark, and no record of the file has that mark: the record was edited by hand or deleted. What names it has no effect.",
            C::UnknownPerson => "A record (of progress, a link or an account) is by somebody who is not in school.toml. Add the person, or correct `by`.",
            C::UnknownComment => "An answer or a resolution speaks of a comment that is not among the plan's reviews. Mostly its file was deleted or has not been merged yet; once it is there, what was said of it counts.",
            C::OpenComment => "Nobody has resolved this comment. It stops nothing, unless caitien.toml demands `no-open-comments` before approving.",
        }
        .into()
    }
}
