//! `caitien demo`: walk through the whole job in a fresh repository of invented schools.
//!
//! The demo types the commands that a person would type and shows what they really answer,
//! shortened. It runs them in this process, through the same door as the command line.

use std::ffi::OsString;
use std::path::PathBuf;

use crate::cli::command::Command;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::lang::Say;
use crate::cli::show::excerpt::{Cut, Row, continued, excerpt, paragraph};
use crate::cli::ui::{Tone, Ui};
use crate::cli::{Context, Format, parse};
use crate::work::demo::{self, KEY, Stage, WORD_FILE};
use crate::work::samples::{FROM_WORD, PRESCHOOL, sample};

/// Walk through the whole job in a fresh repository of invented schools
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The folder for the repository; it must not exist yet, or be empty
    #[arg(long, value_name = "DIR")]
    into: Option<PathBuf>,
}

/// The scenes of the story, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scene {
    Init,
    Years,
    Import,
    Check,
    FirstApproval,
    CarryOver,
    Compare,
    Rehearse,
    Approve,
    Verify,
    LaterEdit,
    Forged,
    Renamed,
    Repaired,
}

/// What is said between the commands.
#[derive(Clone, Debug)]
pub enum Said {
    /// The first words.
    Welcome,
    Heading(Scene),
    /// Why somebody does this, in a sentence or two.
    Why(Scene),
    /// Something that happens off the command line.
    Meanwhile(Scene),
    /// Lines that were left out of an answer.
    LeftOut {
        lines: usize,
    },
    /// The last words: where everything is.
    Farewell {
        stage: PathBuf,
    },
    /// What to try next: a command's purpose.
    Try(Next),
    /// A command ended otherwise than the story has it.
    Unexpected {
        command: String,
    },
    /// The forger's work could not be done.
    NoForgery,
    /// `--into` names a folder that is in use.
    OtherFolder,
}

/// Commands to try after the demo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    Status,
    History,
    Page,
    Explain,
    Watch,
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Exit, CliError> {
    context.format_among(&[Format::Human])?;
    let into = args.into.as_ref().map(|into| context.folder.join(into));
    let stage = demo::set(into.as_deref(), PRINCIPAL)?;
    let walk = Walk { context, stage: &stage };
    walk.say(&Said::Welcome)?;
    walk.first_year()?;
    walk.next_year()?;
    walk.dishonest_hands()?;
    walk.farewell()?;
    Ok(Exit::Yes)
}

const PRINCIPAL: &str = "Lương Thị Hải Đường";
const SCHOOL_NAME: &str = "Trường Mầm non Bến Mơ";

/// The approval that is tampered with, and the name of a year that nobody approved.
const APPROVAL: &str = "approved/mn-ben-mo/2026-2027/v1";
const COPY: &str = "approved/mn-ben-mo/2027-2028/v1";

/// What accounts for the weakness that the new plan no longer names.
const RECORD: &str = "
[[record]]
item = \"w-4.1-2024-1\"
date = 2026-08-28
status = \"cancelled\"
note = \"Cha mẹ khu lẻ nay họp cùng thôn hằng tháng; chuyển cho Ban đại diện tự theo dõi.\"
by = \"hieu-truong\"
";

/// The school that sends a plan out of Word.
const OTHER_NAME: &str = "Trường Mầm non Rừng Ngâu";
const OTHER_PRINCIPAL: &str = "Nông Thị Bích Sương";

/// The moment of the story, whatever the machine's clock says.
const MOMENT: &str = "2026-09-15T08:00:00+07:00[+07:00]";

/// One walk through the story.
struct Walk<'w> {
    context: &'w Context,
    stage: &'w Stage,
}

impl Walk<'_> {
    fn first_year(&self) -> Result<(), CliError> {
        self.scene(Scene::Init)?;
        self.types(
            &[
                "init",
                "--name",
                SCHOOL_NAME,
                "--level",
                "mam-non",
                "--principal",
                PRINCIPAL,
                "--new-key",
                KEY,
            ],
            Exit::Yes,
            8,
        )?;
        self.scene(Scene::Years)?;
        for year in ["2024-2025", "2025-2026"] {
            self.lay(year)?;
        }
        self.types(&["save"], Exit::Yes, 8)?;
        self.types(&["status"], Exit::Yes, 8)?;
        self.scene(Scene::Import)?;
        self.types(
            &[
                "school",
                "add",
                "--name",
                OTHER_NAME,
                "--level",
                "mam-non",
                "--principal",
                OTHER_PRINCIPAL,
                "--new-key",
                "../khoa/truong-ban",
            ],
            Exit::Yes,
            4,
        )?;
        self.types(&["import", WORD_FILE, "--school", FROM_WORD], Exit::Yes, 14)?;
        self.scene(Scene::Check)?;
        self.types(&["check"], Exit::Yes, 24)?;
        self.meanwhile(Scene::Check)?;
        let imported = "schools/mn-rung-ngau/2025-2026/plan.md";
        self.stage.edit(
            imported,
            "Thực hiện trong năm học 2024-2025",
            "Thực hiện trong năm học 2025-2026",
        )?;
        self.stage.edit(imported, "Hết dột trước mùa mưa", "0 phòng học còn dột khi vào mùa mưa")?;
        self.types(&["check"], Exit::Yes, 4)?;
        self.types(&["save"], Exit::Yes, 4)?;
        self.scene(Scene::FirstApproval)?;
        self.shows(
            &["approve", "2025-2026", "--school", PRESCHOOL, "--key", KEY, "--yes"],
            Exit::Yes,
            Cut::Ends(4, 6),
        )
    }

    fn next_year(&self) -> Result<(), CliError> {
        let years = ["2025-2026", "2026-2027"];
        self.scene(Scene::CarryOver)?;
        self.types(&["new", "2026-2027", "--from", "2025-2026", "--school", PRESCHOOL], Exit::Yes, 8)?;
        self.meanwhile(Scene::CarryOver)?;
        self.lay("2026-2027")?;
        self.types(&["save"], Exit::Yes, 12)?;
        self.scene(Scene::Compare)?;
        self.types(&["diff", years[0], years[1], "--school", PRESCHOOL], Exit::Yes, 48)?;
        self.scene(Scene::Rehearse)?;
        self.shows(
            &["approve", "2026-2027", "--school", PRESCHOOL, "--dry-run"],
            Exit::No,
            Cut::From(3, '✗', 6),
        )?;
        self.scene(Scene::Approve)?;
        self.meanwhile(Scene::Approve)?;
        self.stage.record(PRESCHOOL, "2025-2026", RECORD)?;
        self.types(&["save"], Exit::Yes, 6)?;
        let approve = ["approve", "2026-2027", "--school", PRESCHOOL, "--key", KEY, "--yes"];
        self.shows(&approve, Exit::Yes, Cut::Ends(4, 8))?;
        self.scene(Scene::Verify)?;
        self.types(&["verify"], Exit::Yes, 14)
    }

    fn dishonest_hands(&self) -> Result<(), CliError> {
        self.scene(Scene::LaterEdit)?;
        self.meanwhile(Scene::LaterEdit)?;
        self.stage.edit(
            "schools/mn-ben-mo/2026-2027/plan.md",
            "còn thiếu 03 giáo viên",
            "còn thiếu 01 giáo viên",
        )?;
        self.types(&["save"], Exit::Yes, 6)?;
        self.types(&["status"], Exit::Yes, 12)?;
        self.scene(Scene::Forged)?;
        self.meanwhile(Scene::Forged)?;
        let genuine = self.stage.forge(APPROVAL)?;
        self.types(&["verify"], Exit::No, 14)?;
        self.scene(Scene::Renamed)?;
        self.meanwhile(Scene::Renamed)?;
        self.stage.point(APPROVAL, genuine)?;
        self.stage.point(COPY, genuine)?;
        self.types(&["verify"], Exit::No, 14)?;
        self.scene(Scene::Repaired)?;
        self.stage.forget(COPY)?;
        self.types(&["verify"], Exit::Yes, 8)
    }

    /// Something that happens off the command line.
    fn meanwhile(&self, scene: Scene) -> Result<(), CliError> {
        let text = paragraph(&self.word(&Said::Meanwhile(scene)));
        self.answer(&format!("\n{}\n", self.context.ui.paint(Tone::Quiet, &text)))
    }

    fn lay(&self, year: &str) -> Result<(), CliError> {
        match sample(PRESCHOOL, year) {
            Some(sample) => Ok(self.stage.lay(sample)?),
            None => Ok(()),
        }
    }

    fn farewell(&self) -> Result<(), CliError> {
        let stage = self.stage.folder.clone();
        self.say(&Said::Farewell { stage })?;
        let tries: [(Next, &[&str]); 5] = [
            (Next::Status, &["status"]),
            (Next::History, &["history", "w-1.5-2022-1", "--school", PRESCHOOL]),
            (Next::Page, &["diff", "2025-2026", "2026-2027", "--school", PRESCHOOL, "--format", "html"]),
            (Next::Explain, &["explain", "schedule-outside-period"]),
            (Next::Watch, &["watch"]),
        ];
        for (next, words) in tries {
            let command = self.painted(words);
            self.answer(&format!("  {command}\n      {}\n", self.word(&Said::Try(next))))?;
        }
        Ok(())
    }

    /// A scene's heading and why somebody does this.
    fn scene(&self, scene: Scene) -> Result<(), CliError> {
        let heading = format!("{}. {}", scene as usize + 1, self.word(&Said::Heading(scene)));
        let heading = self.context.ui.paint(Tone::Heading, &heading);
        self.answer(&format!("\n\n{heading}\n\n{}\n", paragraph(&self.word(&Said::Why(scene)))))
    }

    /// Types a command, runs it, shows the first lines of what it says.
    fn types(&self, words: &[&str], expected: Exit, head: usize) -> Result<(), CliError> {
        self.shows(words, expected, Cut::Head(head))
    }

    /// The same with the last lines too, where they hold the outcome.
    fn shows(&self, words: &[&str], expected: Exit, cut: Cut) -> Result<(), CliError> {
        self.answer(&format!("\n  {}\n", self.painted(words)))?;
        let (exit, said) = self.run(words)?;
        let cut = if exit == expected { cut } else { Cut::All };
        let row = |row: Row| match row {
            Row::Line(line) => format!("    {line}").trim_end().to_owned() + "\n",
            Row::LeftOut(lines) => {
                let left_out = self.word(&Said::LeftOut { lines });
                format!("    {}\n", self.context.ui.paint(Tone::Quiet, &left_out))
            }
        };
        let rows = excerpt(&self.nearby(&said), cut);
        self.answer(&rows.into_iter().map(row).collect::<String>())?;
        if exit == expected {
            return Ok(());
        }
        Err(CliError::internal(Said::Unexpected { command: typed(words) }))
    }

    /// Runs a command as the command line would, with its words kept instead of printed.
    fn run(&self, words: &[&str]) -> Result<(Exit, String), CliError> {
        let arguments: Vec<OsString> =
            std::iter::once("caitien").chain(words.iter().copied()).map(OsString::from).collect();
        let lang = self.context.lang();
        let unexpected = || CliError::internal(Said::Unexpected { command: typed(words) });
        let (cli, _) = parse::parse(&arguments).map_err(|stop| {
            stop.say();
            unexpected()
        })?;
        let inner = Context {
            ui: Ui::kept(lang),
            format: cli.format,
            folder: self.stage.repository.clone(),
            now: MOMENT.parse().unwrap_or_else(|_| self.context.now.clone()),
            agent: None,
        };
        let exit = Command::run(&cli.command, &inner).unwrap_or_else(|error| {
            inner.ui.error(&error);
            error.exit()
        });
        Ok((exit, inner.ui.take()))
    }

    /// Paths as seen from the repository: the temporary folder's long name tells nothing.
    fn nearby(&self, said: &str) -> String {
        let here = format!("{}/", self.stage.repository.display());
        said.replace(&format!("{here}../"), "../").replace(&here, "./")
    }

    fn painted(&self, words: &[&str]) -> String {
        format!("$ {}", self.context.ui.paint(Tone::Command, &continued(&typed(words))))
    }

    fn word(&self, say: &dyn Say) -> String {
        say.say(self.context.lang())
    }

    fn say(&self, say: &dyn Say) -> Result<(), CliError> {
        self.answer(&paragraph(&self.word(say)))
    }

    fn answer(&self, text: &str) -> Result<(), CliError> {
        self.context.ui.answer(text)
    }
}

/// A command as a person types it.
fn typed(words: &[&str]) -> String {
    let quoted =
        words.iter().map(|word| if word.contains(' ') { format!("\"{word}\"") } else { (*word).to_owned() });
    format!("caitien {}", quoted.collect::<Vec<_>>().join(" "))
}

impl From<demo::Error> for CliError {
    fn from(error: demo::Error) -> Self {
        match error {
            demo::Error::Folder(error) => error.into(),
            demo::Error::Git(error) => error.into(),
            demo::Error::Commit(error) => error.into(),
            demo::Error::NotEmpty { .. } => CliError::refused(error).hint(Said::OtherFolder),
            demo::Error::NoSuchText { .. } | demo::Error::NoSuchTag { .. } => CliError::internal(error),
            demo::Error::Tag(ref source) => CliError::usage(Said::NoForgery).caused_by(source),
            demo::Error::Sign(ref source) => CliError::usage(Said::NoForgery).caused_by(source),
            demo::Error::MakeFolder { ref source, .. } => {
                let cause = std::io::Error::new(source.kind(), source.to_string());
                CliError::usage(error).caused_by(&cause)
            }
        }
    }
}
