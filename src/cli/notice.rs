//! What `withdraw`, `receive` and `issue` share: the approval that is meant, the rehearsal that is shown, the question,
//! the key, and what was made.

use super::command::verify::roots;
use super::error::CliError;
use super::exit::Exit;
use super::key::{Key, Need};
use super::show::json::notice::Answer;
use super::show::notice::{Question, Stop, Told, rehearsal, statement};
use super::show::verdict::Note;
use super::{Context, Format};
use crate::approval::Hash;
use crate::approval::notice::Says;
use crate::git::Repo;
use crate::work::approve::Moment;
use crate::work::notices::{MakeError, Meant, Ready, Typed, Wanted, choose, make, rehearse};

/// The approval, and how it is signed.
#[derive(Debug, clap::Args)]
pub struct About {
    /// The period of the approved plan, or the approval's tag
    #[arg(value_name = "PERIOD")]
    pub what: String,
    /// The school of the plan
    #[arg(long, value_name = "ID")]
    pub school: Option<String>,
    /// The version of the approval; the newest where none is named
    #[arg(long = "version", id = "of_version", value_name = "N")]
    pub of_version: Option<u32>,
    /// Your key: a file, `agent`, or `openpgp:` or `x509:` with a fingerprint
    #[arg(long, value_name = "KEY")]
    pub key: Option<String>,
    /// Go through everything and show the statement, without touching a key
    #[arg(long)]
    pub dry_run: bool,
    /// Do not ask for confirmation
    #[arg(short, long)]
    pub yes: bool,
    /// A root's fingerprint to trust for this call
    #[arg(long, value_name = "FINGERPRINT")]
    pub root: Vec<String>,
}

/// The repository and the approval that is meant in it.
pub struct Place {
    repo: Repo,
    roots: Vec<Hash>,
    pub meant: Meant,
}

/// Finds the approval that was named.
pub fn place(context: &Context, about: &About) -> Result<Place, CliError> {
    context.format_among(&[Format::Human, Format::Json])?;
    let roots = roots(&about.root)?;
    let repo = Repo::open(&context.folder)?;
    let typed = Typed {
        what: &about.what,
        school: about.school.as_deref(),
        version: about.of_version,
        here: &context.folder,
    };
    let meant = choose(&repo, &typed)?.map_err(CliError::usage)?;
    Ok(Place { repo, roots, meant })
}

/// Says it about the approval: rehearsed, shown, asked, signed.
pub fn run(context: &Context, about: &About, place: &Place, says: &Says) -> Result<Exit, CliError> {
    let need = if about.dry_run { Need::ToShow } else { Need::ToSign };
    let key = Key::read(context, about.key.as_deref(), need)?;
    let public = key.public().cloned();
    let wanted = Wanted { meant: &place.meant, says, key: public.as_ref(), roots: &place.roots };
    let rehearsed = rehearse(&place.repo, &wanted)?;
    let is_json = context.format == Format::Json;
    if !is_json {
        context.ui.answer(&rehearsal(&rehearsed, &context.ui))?;
    }
    if about.dry_run {
        match is_json {
            true => context.ui.json(&Answer::new(&rehearsed, None, context.lang()))?,
            false => context.ui.answer(&statement(&rehearsed, &context.ui))?,
        }
        return Ok(if rehearsed.obstacles.is_empty() { Exit::Yes } else { Exit::No });
    }
    match rehearsed.ready() {
        Ok(ready) => sign(context, (about, place), &ready, key),
        Err(rehearsed) => {
            if is_json {
                context.ui.json(&Answer::new(&rehearsed, None, context.lang()))?;
            }
            Ok(Exit::No)
        }
    }
}

fn sign(
    context: &Context,
    (about, place): (&About, &Place),
    ready: &Ready,
    key: Key,
) -> Result<Exit, CliError> {
    let kind = ready.rehearsal.kind;
    let question = Question::Make { kind, name: ready.notice.name.clone() };
    if !about.yes && !context.ui.confirm(&question, "--yes")? {
        return Err(CliError::refused(Stop::Declined));
    }
    let signer = key.signer(context, &ready.rehearsal.keys())?;
    let moment =
        Moment { seconds: context.now.timestamp().as_second(), offset: context.now.offset().seconds() / 60 };
    let made = make(&place.repo, ready, &signer, (moment, &place.roots))?;
    if context.format == Format::Json {
        context.ui.json(&Answer::new(&ready.rehearsal, Some(&made), context.lang()))?;
        return Ok(Exit::Yes);
    }
    context.ui.say(&Told::Made { tag: &made.tag })?;
    if let Says::Issued { pdf: None, .. } = ready.notice.says {
        context.ui.talk(&Told::NoPdf);
    }
    context.ui.talk(&Told::Push);
    context.ui.talk(&Note::Internal);
    Ok(Exit::Yes)
}

impl From<MakeError> for CliError {
    fn from(error: MakeError) -> Self {
        match error {
            MakeError::Tag(error) => error.into(),
            MakeError::Verify(error) => error.into(),
            error @ (MakeError::Moved | MakeError::OtherKey { .. }) => CliError::refused(error),
            error @ MakeError::Lock { .. } => CliError::usage(error),
        }
    }
}
