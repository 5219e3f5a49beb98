//! The story that `demo` tells, in English.

use crate::cli::command::demo::{Next, Said, Scene};
use crate::cli::lang::En;
use crate::work::demo::Error;

impl En for Said {
    fn en(&self) -> String {
        match self {
            Said::Welcome => WELCOME.into(),
            Said::Heading(scene) => heading(*scene).into(),
            Said::Why(scene) => why(*scene).into(),
            Said::Meanwhile(scene) => meanwhile(*scene).into(),
            Said::LeftOut { lines } => format!("… ({lines} more lines)"),
            Said::Farewell { stage } => format!(
                "\nThe end. Everything is in this folder; remove it whenever you like:\n\n  {}\n\n\
                 To go on by hand, enter the repository and type:\n\n  $ cd {}",
                stage.display(),
                stage.join(crate::work::demo::REPOSITORY).display()
            ),
            Said::Try(next) => next_step(*next).into(),
            Said::Unexpected { command } => {
                format!("the demo stops here: `{command}` did not answer as the story has it")
            }
            Said::NoForgery => "cannot stage the forgery".into(),
            Said::OtherFolder => "choose another folder, or leave out `--into` for a temporary one".into(),
        }
    }
}

const WELCOME: &str = "\
The whole job once around, with schools that do not exist. A line that begins with $ is what a \
person would type; below it stands the command's real answer, shortened where it is long. No file \
outside the demo's own folder is touched.";

fn heading(scene: Scene) -> &'static str {
    match scene {
        Scene::Init => "Make a repository and the school's record",
        Scene::Years => "Bring in the plans of the last two years",
        Scene::Import => "Import a plan that comes out of Word",
        Scene::Check => "Check",
        Scene::FirstApproval => "The principal approves",
        Scene::CarryOver => "Make the new year's plan from the old one",
        Scene::Compare => "Compare the two years",
        Scene::Rehearse => "Rehearse before signing",
        Scene::Approve => "Approve the new year's plan",
        Scene::Verify => "Verify",
        Scene::LaterEdit => "Somebody edits the plan after its approval",
        Scene::Forged => "Somebody swaps the plan under the signature",
        Scene::Renamed => "Somebody moves the signature to another year",
        Scene::Repaired => "Take the forgeries away",
    }
}

fn why(scene: Scene) -> &'static str {
    match scene {
        Scene::Init => {
            "A repository is a folder that remembers. The school's record says who the principal is \
             and whose key is whose; this first signature is the root that anyone can check against."
        }
        Scene::Years => {
            "The preschool has two plans, under two editions of the criteria (2018, and its \
             amendment of 2024): the same number may mean two different things."
        }
        Scene::Import => {
            "Another school sends what Word gave: tags in table cells, loose accents, part IV \
             numbered VI. No word is lost, and where something was guessed, it says so."
        }
        Scene::Check => "It reads like a strict colleague: where, why, and what to do about it.",
        Scene::FirstApproval => {
            "Approving signs every word of the plan as it stands. One comma changed later shows."
        }
        Scene::CarryOver => {
            "2026-2027 uses the new criteria. Weaknesses that are not solved come along with their \
             ids; those that are solved stay in the old year."
        }
        Scene::Compare => "The question that matters most: what became of last year's weaknesses?",
        Scene::Rehearse => {
            "The new plan silently lost one of last year's weaknesses. A rehearsal lists everything \
             that would stop the approval, without touching a key."
        }
        Scene::Approve => {
            "One line in the progress records says why that weakness is no longer pursued. Now it can \
             be signed."
        }
        Scene::Verify => {
            "Whoever has the repository can check without asking the school: who signed, what, and \
             whether it is still whole."
        }
        Scene::LaterEdit => {
            "After the approval, a figure is made prettier and saved as usual. The approved version \
             does not change; the status shows that what lies here is another one."
        }
        Scene::Forged => {
            "Worse: somebody with the key signs the old approval again, upon the edited plan. Plain \
             `git verify-tag` still calls it a good signature. Here it does not pass."
        }
        Scene::Renamed => {
            "Or simply: the true signature is copied to the name of a year that nobody approved."
        }
        Scene::Repaired => "The forgeries are removed, the true one put back: all is as before.",
    }
}

fn meanwhile(scene: Scene) -> &'static str {
    match scene {
        Scene::Check => {
            "(The two places are mended: the year that was copied by mistake, and a target to measure.)"
        }
        Scene::CarryOver => {
            "(The deputy opens that file and fills it in on two afternoons. Here the finished text is laid in.)"
        }
        Scene::Approve => "(A record is added to `progress.toml` of 2025-2026.)",
        Scene::LaterEdit => "(Edited in the file: a shortage of 03 teachers becomes one of 01.)",
        Scene::Forged => "(The forger signs again and puts the tag in the place of the true one.)",
        Scene::Renamed => "(The forger copies the true tag to `approved/mn-ben-mo/2027-2028/v1`.)",
        _ => "",
    }
}

fn next_step(next: Next) -> &'static str {
    match next {
        Next::Status => "where each plan stands",
        Next::History => "the years that one weakness went through",
        Next::Page => "the comparison as a page to print or to read on a phone",
        Next::Explain => "why there is a finding, and what to do about it",
        Next::Watch => "to run beside the editor: at each save it says what changed",
    }
}

impl En for Error {
    fn en(&self) -> String {
        match self {
            Error::NotEmpty { path } => {
                format!("refusing to use `{}`: there are files in it; all stay as they are", path.display())
            }
            Error::MakeFolder { path, .. } => format!("cannot make the folder `{}`", path.display()),
            Error::NoSuchText { text } => format!("the sample has no text `{text}`"),
            Error::NoSuchTag { tag } => format!("there is no approval `{tag}`"),
            Error::Tag(error) => error.to_string(),
            Error::Sign(error) => error.to_string(),
            Error::Folder(error) => error.en(),
            Error::Git(error) => error.en(),
            Error::Commit(error) => error.en(),
        }
    }
}
