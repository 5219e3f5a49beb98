//! Ways forward from what the world around did not allow, in English.

use crate::cli::error::Hint;
use crate::cli::lang::En;

impl En for Hint {
    fn en(&self) -> String {
        match self {
            Hint::Init => "make one with `caitien init`, or name one with `caitien -C DIR …`".into(),
            Hint::TrustFolder { folder } => format!(
                "if you trust this folder, type `git config --global --add safe.directory '{}'`",
                folder.display()
            ),
            Hint::StoreAsFiles => {
                "make an ordinary copy and work there: `git clone --ref-format=files REPOSITORY COPY`".into()
            }
            Hint::ListRevisions => "`caitien history` lists what was saved".into(),
            Hint::RepairObjects => {
                "`git fsck --full` shows the damage; `git fetch` from another copy brings back what is missing".into()
            }
            Hint::Again => "look at what it holds now, then run the command again".into(),
            Hint::MoveAway => "move the file away yourself if it is not needed, then run the command again".into(),
            Hint::InstallGit => "install git (Debian, Ubuntu: `sudo apt install git`; others: https://git-scm.com/downloads)".into(),
            Hint::InstallProgram { program } => {
                format!("install it and try again (Debian, Ubuntu: `sudo apt install {}`)", program.package())
            }
            Hint::SayWhoYouAre => "type these two once, with your own name and address: \
                `git config --global user.name \"Full Name\"` and `git config --global user.email \"name@school.example\"`"
                .into(),
            Hint::MendAndSave => "nothing is lost; mend what is named above, then run `caitien save` again".into(),
            Hint::Unlock { lock } => format!(
                "wait for the other command and try again; if no git command is running any more, delete `{}`",
                lock.display()
            ),
            Hint::SigningKey => "see to the signing key (`git config user.signingkey`), its passphrase and `ssh-add -l`".into(),
            Hint::CallFromHook { line } => format!(
                "add the line `{line}` to that hook, or run `caitien hook install --chain` to have it run before caitien's"
            ),
            Hint::SaveAsUtf8 { path } => {
                format!("save it as UTF-8 in an editor, or use `caitien import '{}'`", path.display())
            }
        }
    }
}
