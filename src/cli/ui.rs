//! The only place that writes to stdout and stderr, and that asks questions.
//!
//! The answer goes to stdout, talk to stderr. Colour is decoration: nothing is said by it alone.

use std::borrow::Cow;
use std::io::{BufRead, IsTerminal, Write};
use std::sync::Mutex;

use anstream::ColorChoice;
use anstyle::{AnsiColor, Style};
use serde::Serialize;

use super::error::{CliError, Kind, Trouble};
use super::lang::{Lang, Say};

/// What a piece of text means; the terminal's colours follow from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Heading,
    Good,
    Warn,
    Bad,
    Quiet,
    /// A command that a person may type.
    Command,
}

impl Tone {
    fn style(self) -> Style {
        match self {
            Tone::Heading => Style::new().bold(),
            Tone::Good => AnsiColor::Green.on_default(),
            Tone::Warn => AnsiColor::Yellow.on_default(),
            Tone::Bad => AnsiColor::Red.on_default().bold(),
            Tone::Quiet => Style::new().dimmed(),
            Tone::Command => AnsiColor::Cyan.on_default(),
        }
    }
}

/// The person on the other side.
pub struct Ui {
    pub lang: Lang,
    quiet: bool,
    interactive: bool,
    /// Where everything goes that would be printed, for what shows commands within a command.
    kept: Option<Mutex<String>>,
}

impl Ui {
    /// Nobody yet: what is printed is kept, answer and talk in their order, with their styles.
    pub fn kept(lang: Lang) -> Self {
        Ui { lang, quiet: false, interactive: false, kept: Some(Mutex::default()) }
    }

    /// Takes what was kept.
    pub fn take(&self) -> String {
        let kept = self.kept.as_ref().and_then(|kept| kept.lock().ok());
        kept.map(|mut text| std::mem::take(&mut *text)).unwrap_or_default()
    }

    /// Keeps a text where texts are kept; tells whether it did.
    fn keep(&self, text: &str) -> bool {
        let Some(Ok(mut kept)) = self.kept.as_ref().map(Mutex::lock) else { return false };
        kept.push_str(text);
        if !text.is_empty() && !text.ends_with('\n') {
            kept.push('\n');
        }
        true
    }

    pub fn new(lang: Lang, color: ColorChoice, quiet: bool) -> Self {
        color.write_global();
        let interactive = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
        Ui { lang, quiet, interactive, kept: None }
    }

    /// A text with the style of its tone; the styles are stripped where colours are off.
    pub fn paint(&self, tone: Tone, text: &str) -> String {
        let style = tone.style();
        format!("{style}{text}{style:#}")
    }

    /// Writes the answer for people. Plans come from strangers: what would steer the terminal is
    /// left out, save the styles of ours.
    pub fn answer(&self, text: &str) -> Result<(), CliError> {
        if self.keep(text) {
            return Ok(());
        }
        let mut out = anstream::stdout().lock();
        out.write_all(harmless(text).as_bytes())?;
        if !text.is_empty() && !text.ends_with('\n') {
            out.write_all(b"\n")?;
        }
        out.flush()?;
        Ok(())
    }

    /// Writes a file's text as it is, to the last byte; on a terminal as [`Ui::answer`] does.
    pub fn raw(&self, text: &str) -> Result<(), CliError> {
        let mut out = std::io::stdout().lock();
        if self.kept.is_some() || out.is_terminal() {
            return self.answer(text);
        }
        out.write_all(text.as_bytes())?;
        out.flush()?;
        Ok(())
    }

    /// Says a part of the answer, on stdout.
    pub fn say(&self, say: &dyn Say) -> Result<(), CliError> {
        self.answer(&say.say(self.lang))
    }

    /// Writes a file that was made, to the last byte; on a terminal as [`Ui::answer`] does.
    pub fn file(&self, bytes: &[u8]) -> Result<(), CliError> {
        let mut out = std::io::stdout().lock();
        if self.kept.is_some() || out.is_terminal() {
            return self.answer(&String::from_utf8_lossy(bytes));
        }
        out.write_all(bytes)?;
        out.flush()?;
        Ok(())
    }

    /// Writes the answer for programs: indented JSON and a final newline.
    pub fn json(&self, value: &impl Serialize) -> Result<(), CliError> {
        self.answer(&self.json_text(value)?)
    }

    /// The same as a text.
    pub fn json_text(&self, value: &impl Serialize) -> Result<String, CliError> {
        let text = serde_json::to_string_pretty(value)
            .map_err(|error| CliError::internal(Trouble::Output).caused_by(&error))?;
        Ok(spelled_out(&text).into_owned() + "\n")
    }

    /// One JSON value on one line, for streams of events.
    pub fn json_line(&self, value: &impl Serialize) -> Result<(), CliError> {
        let text = serde_json::to_string(value)
            .map_err(|error| CliError::internal(Trouble::Output).caused_by(&error))?;
        self.answer(&spelled_out(&text))
    }

    /// Says something beside the answer; silent with `--quiet`.
    pub fn talk(&self, say: &dyn Say) {
        if !self.quiet {
            self.talk_text(&say.say(self.lang));
        }
    }

    /// The same with a text made up already.
    pub fn talk_text(&self, text: &str) {
        if !self.quiet && !self.keep(text) {
            // Talk that cannot be written must not stop the work.
            let _ = writeln!(anstream::stderr().lock(), "{}", harmless(text));
        }
    }

    /// Can questions be asked?
    pub fn is_interactive(&self) -> bool {
        self.interactive
    }

    /// Should long work show its progress?
    pub fn shows_progress(&self) -> bool {
        !self.quiet && self.kept.is_none() && std::io::stderr().is_terminal()
    }

    /// Asks for one line; the flag is what a script would give instead.
    pub fn ask(&self, question: &dyn Say, flag: &'static str) -> Result<String, CliError> {
        if !self.interactive {
            return Err(CliError::usage(Trouble::NotInteractive { flag }));
        }
        let mut err = anstream::stderr().lock();
        write!(err, "{} ", question.say(self.lang))?;
        err.flush()?;
        let mut line = String::new();
        std::io::stdin().lock().read_line(&mut line)?;
        Ok(line.trim().to_owned())
    }

    /// Asks yes or no; only a clear yes is one.
    pub fn confirm(&self, question: &dyn Say, flag: &'static str) -> Result<bool, CliError> {
        let answer = self.ask(question, flag)?.to_lowercase();
        Ok(matches!(answer.as_str(), "c" | "có" | "co" | "y" | "yes"))
    }

    /// Asks for a secret without showing it.
    pub fn passphrase(&self, question: &dyn Say, flag: &'static str) -> Result<String, CliError> {
        if !self.interactive {
            return Err(CliError::usage(Trouble::NotInteractive { flag }));
        }
        Ok(rpassword::prompt_password(format!("{} ", question.say(self.lang)))?)
    }

    /// Says why a command stopped, with causes and hints.
    pub fn error(&self, error: &CliError) {
        if error.kind() == Kind::BrokenPipe {
            return;
        }
        let [label, cause, hint] = super::lang::labels(self.lang);
        let mut text = format!("{} {}\n", self.paint(Tone::Bad, label), error.message(self.lang));
        for source in error.causes() {
            text.push_str(&format!("{} {source}\n", self.paint(Tone::Quiet, cause)));
        }
        for way in error.hints(self.lang) {
            text.push_str(&format!("{} {way}\n", self.paint(Tone::Good, hint)));
        }
        if !self.keep(&text) {
            // An error that cannot be written is told by the exit code alone.
            let _ = anstream::stderr().lock().write_all(harmless(&text).as_bytes());
        }
    }
}

/// Would this letter steer a terminal, or make a name read as another by turning the writing round?
fn steers(letter: char) -> bool {
    match letter {
        '\n' | '\t' => false,
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        letter => letter.is_control(),
    }
}

/// JSON with such letters in the form of escapes: a program must get the very name, not what is left of it.
fn spelled_out(json: &str) -> Cow<'_, str> {
    if !json.contains(steers) {
        return Cow::Borrowed(json);
    }
    let mut text = String::with_capacity(json.len());
    for letter in json.chars() {
        if steers(letter) {
            text.push_str(&format!("\\u{:04x}", u32::from(letter)));
        } else {
            text.push(letter);
        }
    }
    Cow::Owned(text)
}

/// The text without control characters, save line ends, tabs and colours: an escape sequence in a
/// stranger's plan must not move the cursor, retitle the window or hide what follows.
fn harmless(text: &str) -> Cow<'_, str> {
    if !text.contains(steers) {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(steers) {
        let (before, after) = rest.split_at(at);
        clean.push_str(before);
        let colour = colour_length(after);
        clean.push_str(after.get(..colour).unwrap_or_default());
        let skip = if colour > 0 { colour } else { after.chars().next().map_or(0, char::len_utf8) };
        rest = after.get(skip..).unwrap_or_default();
    }
    clean.push_str(rest);
    Cow::Owned(clean)
}

/// How long the colour sequence (`ESC [ 1 ; 31 m`) at the beginning of a text is; 0 where none is.
fn colour_length(text: &str) -> usize {
    let Some(inside) = text.strip_prefix("\u{1b}[") else { return 0 };
    let digits =
        inside.find(|letter: char| !letter.is_ascii_digit() && letter != ';').unwrap_or(inside.len());
    let closed = inside.get(digits..).is_some_and(|rest| rest.starts_with('m'));
    if closed { digits + 3 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_keeps_every_letter() {
        let text = serde_json::to_string("v1\u{202e}\u{1b}\u{9b}x").unwrap();
        let written = spelled_out(&text);
        assert!(!written.contains(steers), "{written}");
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), "v1\u{202e}\u{1b}\u{9b}x");
    }

    #[test]
    fn what_steers_a_terminal_is_left_out() {
        assert_eq!(harmless("điểm\tyếu\n"), "điểm\tyếu\n");
        assert_eq!(harmless("a\u{1b}[1mb\u{1b}[0m"), "a\u{1b}[1mb\u{1b}[0m");
        assert_eq!(harmless("a\u{1b}]0;x\u{7}\u{1b}[2Jb\0\u{9b}c\r"), "a]0;x[2Jbc");
    }
}
