//! Explanations of the codes: by topic, with an example that has the problem and one that has not.

use super::excerpt::paragraph;
use crate::cli::lang::{Lang, Say};
use crate::cli::ui::{Tone, Ui};
use crate::finding::{Code, Level};

/// What a code means; its sentences stand in `lang/*/explain.rs`.
#[derive(Clone, Copy, Debug)]
pub struct Explanation(pub Code);

/// What a code is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    FrontMatter,
    Structure,
    Substance,
    Years,
    Copies,
    Text,
    Ids,
    Continuity,
    Files,
}

impl Topic {
    pub const ALL: [Topic; 9] = [
        Topic::FrontMatter,
        Topic::Structure,
        Topic::Substance,
        Topic::Years,
        Topic::Copies,
        Topic::Text,
        Topic::Ids,
        Topic::Continuity,
        Topic::Files,
    ];

    /// The stable name in machine-readable answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Topic::FrontMatter => "front-matter",
            Topic::Structure => "structure",
            Topic::Substance => "substance",
            Topic::Years => "years",
            Topic::Copies => "copies",
            Topic::Text => "text",
            Topic::Ids => "ids",
            Topic::Continuity => "continuity",
            Topic::Files => "files",
        }
    }

    /// The topic of a code.
    pub fn of(code: Code) -> Topic {
        use Code as C;
        match code {
            C::MissingFrontMatter | C::UnclosedFrontMatter | C::InvalidFrontMatter | C::MissingKey => {
                Topic::FrontMatter
            }
            C::UnknownKey | C::WrongType | C::UnknownSchema | C::InvalidPeriod => Topic::FrontMatter,
            C::InvalidSchoolId | C::SchoolFolder | C::PeriodFolder | C::UnknownCatalog => Topic::FrontMatter,
            C::CatalogNotInForce | C::DateOutsidePeriod | C::NumberSpacing => Topic::FrontMatter,
            C::Misplaced | C::NotFormatted | C::MissingContent | C::MissingSection => Topic::Structure,
            C::DuplicateSection | C::UnknownStandard | C::UnknownCriterion | C::WrongName => Topic::Structure,
            C::WrongStandard | C::DuplicateCriterion | C::DuplicateStandard => Topic::Structure,
            C::EmptyCriterion | C::UnknownLevel | C::CoversEverything => Topic::Structure,
            C::WeaknessWithoutAction | C::WeaknessWithoutTarget | C::ActionWithoutLead => Topic::Substance,
            C::ActionWithoutDeadline | C::ScheduleOutsidePeriod | C::ScheduleReversed => Topic::Substance,
            C::UnreadableSchedule | C::UnmeasurableTarget | C::UnreadableMoney => Topic::Substance,
            C::Undecided => Topic::Substance,
            C::MalformedEvidence => Topic::Substance,
            C::OtherSchoolYear => Topic::Years,
            C::CopiedWeakness | C::CopiedCriterion | C::CopiedPlan => Topic::Copies,
            C::OtherSchool | C::OtherPlace => Topic::Copies,
            C::NotNfc | C::InvisibleCharacter | C::BidiControl | C::LostCharacter => Topic::Text,
            C::LegacyEncoding | C::MergeConflict => Topic::Text,
            C::MalformedId | C::DuplicateId | C::WrongIdKind | C::IdFromLater | C::ReusedId => Topic::Ids,
            C::MissingId => Topic::Ids,
            C::OthersPart => Topic::Structure,
            C::UnaccountedWeakness | C::UnexplainedWeakness | C::RecordWithoutPlan => Topic::Continuity,
            C::RecordWithoutItem | C::ContradictedAccount => Topic::Continuity,
            C::EmptyFile | C::BinaryFile | C::InvalidUtf8 | C::FileTooLarge | C::UnreadableFile => {
                Topic::Files
            }
            C::InvalidFile | C::UnknownCode | C::MissingReason | C::DuplicatePerson => Topic::Files,
            C::NoPrincipal | C::UnknownItem | C::UnknownPerson => Topic::Files,
            C::UnregisteredEvidence | C::DuplicateEvidence | C::OwnVerification => Topic::Files,
            C::StrayReference | C::UnknownComment | C::OpenComment => Topic::Files,
        }
    }
}

/// All codes by topic, one line each.
pub fn list(ui: &Ui) -> String {
    let mut text = String::new();
    for topic in Topic::ALL {
        text += &format!("{}\n", ui.paint(Tone::Heading, &topic.say(ui.lang)));
        for code in Code::ALL.iter().filter(|code| Topic::of(**code) == topic) {
            let name = format!("{:<26}", code.as_str());
            let level = level(*code, ui);
            let meaning = Explanation(*code).say(ui.lang);
            text += &format!("  {} {level} {}\n", ui.paint(Tone::Command, &name), first_sentence(&meaning));
        }
        text.push('\n');
    }
    text
}

fn level(code: Code, ui: &Ui) -> String {
    let tone = match code.level() {
        Level::Error => Tone::Bad,
        Level::Warning => Tone::Warn,
        Level::Hint => Tone::Quiet,
    };
    ui.paint(tone, &format!("{:<8}", code.level().say(ui.lang)))
}

fn first_sentence(text: &str) -> &str {
    text.split_inclusive(". ").next().unwrap_or(text).trim_end()
}

/// One code: what it means, an example, how to switch it off.
pub fn page(code: Code, ui: &Ui) -> String {
    let explanation = Explanation(code);
    let (wrong, right) = explanation.example();
    let [wrong_label, right_label] = labels(ui.lang);
    let mut text = format!("{} ({})\n\n", ui.paint(Tone::Heading, code.as_str()), level(code, ui).trim_end());
    text += &paragraph(&explanation.say(ui.lang));
    text += "\n";
    for (tone, label, example) in [(Tone::Bad, wrong_label, wrong), (Tone::Good, right_label, right)] {
        if !example.is_empty() {
            text += &format!("\n{}\n\n{}", ui.paint(tone, label), indented(example));
        }
    }
    text += &format!("\n{}\n\n{}", Allowing.say(ui.lang), indented(&allow(code, ui.lang)));
    text
}

/// How a finding is switched off, to be said.
pub struct Allowing;

fn allow(code: Code, lang: Lang) -> String {
    let reason = match lang {
        Lang::Vi => "lý do",
        Lang::En => "the reason",
    };
    format!("[[allow]]\ncode = \"{code}\"\nreason = \"{reason}\"")
}

fn labels(lang: Lang) -> [&'static str; 2] {
    match lang {
        Lang::Vi => ["Có vấn đề:", "Đã sửa:"],
        Lang::En => ["With the problem:", "Without it:"],
    }
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {line}\n")).collect()
}

/// `docs/findings.md`: every code with its level, meaning and example.
pub fn reference(lang: Lang) -> String {
    let mut text = String::from(
        "# Findings\n\nEvery problem that `caitien check` can find. Made from the program by \
         `UPDATE_DOCS=1 cargo test --test cli findings`; do not edit.\n\nErrors stop an approval and make `check` \
         exit with 1; warnings do so with `--strict`; hints never do. A finding is switched off by its code in \
         `caitien.toml`, with a reason:\n\n```toml\n[[allow]]\ncode = \"unmeasurable-target\"\nreason = \"…\"\n```\n",
    );
    for topic in Topic::ALL {
        text += &format!("\n## {}\n", topic.say(lang));
        for code in Code::ALL.iter().filter(|code| Topic::of(**code) == topic) {
            let (wrong, right) = Explanation(*code).example();
            text +=
                &format!("\n### `{code}` ({})\n\n{}\n", code.level().as_str(), Explanation(*code).say(lang));
            for (label, example) in labels(lang).into_iter().zip([wrong, right]) {
                if !example.is_empty() {
                    text += &format!("\n{label}\n\n~~~\n{example}\n~~~\n");
                }
            }
        }
    }
    text
}
