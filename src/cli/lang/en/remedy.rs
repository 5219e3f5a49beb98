//! What to do about a finding, in English. Words of the plan itself stay Vietnamese.

use super::finding::named;
use crate::cli::lang::En;
use crate::cli::show::finding::{Remedy, Unchanged};
use crate::finding::Problem;

impl En for Remedy<'_> {
    fn en(&self) -> String {
        use Problem as P;
        match self.0 {
            P::MissingFrontMatter => {
                "begin the file with schema, school, period, catalog between two `+++` lines".into()
            }
            P::UnclosedFrontMatter => "add a `+++` line after the last key".into(),
            P::InvalidFrontMatter { .. } => "write one `key = \"value\"` on each line".into(),
            P::MissingKey { key } => format!("add `{key} = …`"),
            P::UnknownKey { meant: Some(meant), .. } => format!("did you mean `{meant}`?"),
            P::UnknownKey { meant: None, .. } => "remove it, or write it into the plan's text".into(),
            P::WrongType { key, .. } => format!("write the value of `{key}` anew"),
            P::UnknownSchema { .. } => "write `schema = 1`, or use a newer caitien".into(),
            P::InvalidPeriod { .. } => {
                "write two years with a hyphen, such as `2023-2024` or `2024-2029`".into()
            }
            P::InvalidSchoolId { .. } => "use lower-case ASCII letters, digits and hyphens only".into(),
            P::SchoolFolder { folder, .. } => format!("write `school = \"{folder}\"`, or move the file"),
            P::PeriodFolder { folder, .. } => format!("write `period = \"{folder}\"`, or move the file"),
            P::UnknownCatalog { meant: Some(meant), .. } => format!("did you mean `{meant}`?"),
            P::UnknownCatalog { meant: None, .. } => {
                "take an embedded one (such as `preschool-2018`) or add a file to `catalogs/`".into()
            }
            P::CatalogNotInForce { .. } => {
                "check which circular applies and correct `catalog` or `date`".into()
            }
            P::DateOutsidePeriod { .. } => "check `date` and `period`".into(),
            P::NumberSpacing { tidy, .. } => format!("write `{tidy}`"),
            P::MalformedId { .. } => "remove `{#…}`; `caitien format` gives a new id".into(),
            P::Misplaced { .. } => {
                "put standards (###) into the content section and criteria (####) under standards".into()
            }
            P::NotFormatted => "correct what is reported here, then run `caitien format` again".into(),
            P::MissingContent => "add `## III. Nội dung kế hoạch cải tiến chất lượng giáo dục`".into(),
            P::MissingSection { section } => format!("add `## {section}`"),
            P::DuplicateSection { .. } => "make one section of the two, or rename one".into(),
            P::UnknownStandard { .. } | P::UnknownCriterion { .. } => {
                "check the number, or correct `catalog` where the plan follows another circular".into()
            }
            P::WrongName { name, .. } => format!("write “{name}”"),
            P::WrongStandard { criterion, .. } => {
                let standard = criterion.split('.').next().unwrap_or(criterion);
                format!("move it under “Tiêu chuẩn {standard}”, or correct its number")
            }
            P::DuplicateCriterion { .. } | P::DuplicateStandard { .. } => {
                "make one of the two; where they are for two levels, write `**Mức:**` in each".into()
            }
            P::EmptyCriterion { .. } => "write weaknesses, targets and actions, or remove the heading".into(),
            P::UnknownLevel { levels, .. } => match levels.as_slice() {
                [] => "write a number from 1 to 4".into(),
                levels => format!("its levels are {}", numbers(levels)),
            },
            P::CoversEverything { .. } => "keep the priority issues of the year".into(),
            P::WeaknessWithoutAction { anchor } => {
                format!("add `**Giải pháp**` with at least one action to {}", named(anchor))
            }
            P::WeaknessWithoutTarget { anchor } => format!("add `**Kết quả cần đạt**` to {}", named(anchor)),
            P::ActionWithoutLead { .. } => {
                "add `- Chủ trì: …` below it, or once for the criterion under `**Thực hiện chung**`".into()
            }
            P::ActionWithoutDeadline { .. } => {
                "add `- Thời gian: …` below it, or once for the criterion under `**Thực hiện chung**`".into()
            }
            P::ScheduleOutsidePeriod { .. } => {
                "check the year; what belongs to another year goes into its plan".into()
            }
            P::ScheduleReversed { .. } => "check the first and the last day".into(),
            P::UnreadableSchedule { .. } => {
                "write `9/2023 – 5/2024`, `trước 31/12/2023` or `hằng tháng`".into()
            }
            P::UnmeasurableTarget => {
                "give a figure or a state that can be seen, such as “giảm còn 01 lớp ghép”".into()
            }
            P::Undecided { .. } => "decide and write this year's value in place of the bracket".into(),
            P::UnreadableMoney { .. } => "write `2.000.000 đ`, `15 triệu đồng` or `Không`".into(),
            P::MalformedEvidence { form, .. } => format!("write it as `{form}`"),
            P::OtherSchoolYear { own, .. } => {
                format!(
                    "if the plan's own year is meant, write {own}; if it is another one on purpose, leave it"
                )
            }
            P::CopiedWeakness { .. } => {
                "state this year's figures and change the action; what was done last year belongs into that year's progress"
                    .into()
            }
            P::CopiedCriterion { .. } => {
                "go through it with last year's results: leave out what is done, do the rest differently".into()
            }
            P::CopiedPlan { .. } => "see each criterion with `caitien diff` and rewrite it by last year's results".into(),
            P::OtherSchool { own, .. } => {
                format!("if the plan's own school is meant, write {own}; if it is another one on purpose, leave it")
            }
            P::OtherPlace { own, .. } => {
                format!("if the school's own place is meant, write {own}; if it is another one on purpose, leave it")
            }
            P::NotNfc { .. } => {
                "run `caitien format`: letters become composed (NFC), nothing else changes".into()
            }
            P::InvisibleCharacter { .. } | P::BidiControl { .. } => {
                "remove it and type the word again".into()
            }
            P::LostCharacter => "type the word again from the original".into(),
            P::LegacyEncoding { .. } => "type the line again in Unicode from the original".into(),
            P::OthersPart { people, .. } => {
                format!("if {people} asked you, save it; if not, tell them, or leave a comment instead of an edit")
            }
            P::MergeConflict { .. } => {
                "keep the right words in their place and remove the `[XUNG ĐỘT]` part (or the lines `<<<<<<<`, `=======`, `>>>>>>>`)".into()
            }
            P::DuplicateId { .. } => {
                "remove `{#…}` from the newer item; `caitien format` gives it a new id".into()
            }
            P::WrongIdKind { .. } => "remove `{#…}`; `caitien format` gives a new id".into(),
            P::IdFromLater { .. } => {
                "if the item is new, remove `{#…}`; `caitien format` gives a new id".into()
            }
            P::ReusedId { id, .. } => format!(
                "if it is another thing, remove `{{#…}}` so that it gets its own id, and account for the old one; if it is the same in \
                 other words: `caitien link {id} {id} --reason \"…\"`"
            ),
            P::MissingId { .. } => {
                "run `caitien format` to give ids: they make items traceable over the years".into()
            }
            P::UnaccountedWeakness { id, .. } | P::UnexplainedWeakness { id, .. } => match id {
                Some(id) => format!(
                    "carry it over if it is still true; else account for it: `caitien account {id} --resolved --reason \"…\"`, or \
                     `--dropped`"
                ),
                None => "carry it over if it is still true; else give the earlier plan its ids with `caitien format`, then use \
                         `caitien account`"
                    .into(),
            },
            P::RecordWithoutPlan { .. } | P::RecordWithoutItem { .. } => {
                "check the period and the id of the record; if it is wrong, delete all of its lines".into()
            }
            P::ContradictedAccount { .. } => {
                "the plan outweighs the record: take the weakness out of the plan if it is gone, else delete this record".into()
            }
            P::EmptyFile => "write the plan into it, or delete it".into(),
            P::BinaryFile => "for a Word or PDF file use `caitien import`".into(),
            P::InvalidUtf8 => "save the file with the encoding UTF-8".into(),
            P::FileTooLarge { .. } => "check the file: a plan is some tens of KB".into(),
            P::UnreadableFile { .. } => "check that the file may be read".into(),
            P::InvalidFile { .. } => "correct it after the pattern in the guide".into(),
            P::UnknownCode { meant: Some(meant), .. } => format!("did you mean `{meant}`?"),
            P::UnknownCode { meant: None, .. } => "`caitien explain` lists the codes".into(),
            P::MissingReason { .. } => "add `reason = \"…\"`; until then it is not switched off".into(),
            P::DuplicatePerson { .. } => "give each person an id of their own".into(),
            P::NoPrincipal => "add a `[[person]]` with `role = \"principal\"`".into(),
            P::UnknownItem { .. } => "check the id, or bring the item back".into(),
            P::UnregisteredEvidence { code } => format!("add it: `caitien evidence add {code} --name \"…\"`, or correct the code"),
            P::DuplicateEvidence { .. } => "give one of the two another code; `caitien evidence add --criterion …` proposes a free one".into(),
            P::OwnVerification { id } => format!("let another person verify it: `caitien progress {id} --verify \"…\" --by ID`"),
            P::StrayReference { .. } => "the record was edited by hand or deleted: bring it back, or record this again with the command".into(),
            P::UnknownPerson { .. } => "add this person to school.toml, or correct `by`".into(),
            P::UnknownComment { .. } => "check the comment's id; restore its file if it was deleted".into(),
            P::OpenComment { id, .. } => format!("answer it, or resolve it with `caitien comment --resolve {id}`"),
        }
    }
}

impl En for Unchanged {
    fn en(&self) -> String {
        "unchanged".into()
    }
}

fn numbers(levels: &[u8]) -> String {
    levels.iter().map(u8::to_string).collect::<Vec<_>>().join(", ")
}
