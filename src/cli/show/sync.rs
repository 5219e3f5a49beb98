//! What a sync came to, for people: who wrote what, what went, what waits for a choice.

use super::resolve::versions;
use crate::cli::command::save::Summary;
use crate::cli::lang::Say;
use crate::cli::ui::{Tone, Ui};
use crate::merge::{Part, Taken};
use crate::work::save::{Saved, Story};
use crate::work::sync::{By, Kept, Numbered, State, Synced, Touched, Writing};

/// One line.
#[derive(Clone, Debug)]
pub enum Told<'s> {
    InStep { place: String },
    WouldBeInStep { place: String },
    Conflicts { count: usize },
    TagsDiffer { place: String },
    NothingCame,
    CameHead,
    WouldCome,
    SentHead,
    WouldSend,
    FirstSent,
    Person { name: &'s str, count: usize },
    Change { mark: &'static str, part: &'s Part },
    Words { before: Option<&'s str>, after: Option<&'s str> },
    More { count: usize },
    Kept(&'s Kept),
    Numbered(&'s Numbered),
    TagsCame { count: usize },
    TagsSent { count: usize },
    TagDiffers { name: &'s str },
    Remembered { address: String },
    Resumed,
    ConflictPlan { path: &'s str },
    Resolve,
}

/// So many changes of one person are shown; the machine-readable answer has all.
const SHOWN: usize = 12;

/// All of it.
pub fn synced(synced: &Synced, writing: Writing, ui: &Ui) -> String {
    let mut text = Text { ui, lines: Vec::new() };
    if synced.resumed {
        text.line(Tone::Quiet, "", &Told::Resumed);
    }
    let place = synced.place.address();
    let count = synced.open.iter().map(|(_, open)| open.len()).sum();
    match (synced.state, writing) {
        (State::InStep, Writing::Write) => text.line(Tone::Good, "", &Told::InStep { place }),
        (State::InStep, Writing::Pretend) => text.line(Tone::Heading, "", &Told::WouldBeInStep { place }),
        (State::Conflicts, _) => text.line(Tone::Bad, "", &Told::Conflicts { count }),
        (State::TagsDiffer, _) => text.line(Tone::Bad, "", &Told::TagsDiffer { place }),
    }
    text.people(&synced.came, if writing == Writing::Write { Told::CameHead } else { Told::WouldCome });
    if synced.came.is_empty() && !synced.is_first {
        text.line(Tone::Quiet, "", &Told::NothingCame);
    }
    text.people(&synced.sent, if writing == Writing::Write { Told::SentHead } else { Told::WouldSend });
    if synced.is_first && synced.state == State::InStep {
        text.line(Tone::Quiet, "", &Told::FirstSent);
    }
    synced.renumbered.iter().for_each(|one| text.line(Tone::Warn, "", &Told::Numbered(one)));
    synced.kept.iter().for_each(|one| text.line(Tone::Warn, "", &Told::Kept(one)));
    let counts = [(&synced.tags.came, true), (&synced.tags.sent, false)];
    for (count, came) in
        counts.into_iter().map(|(tags, came)| (tags.len(), came)).filter(|(count, _)| *count > 0)
    {
        text.line(Tone::Quiet, "", &if came { Told::TagsCame { count } } else { Told::TagsSent { count } });
    }
    synced.tags.differing.iter().for_each(|name| text.line(Tone::Bad, "", &Told::TagDiffers { name }));
    if synced.remembered {
        text.line(Tone::Quiet, "", &Told::Remembered { address: synced.place.address() });
    }
    for (path, open) in &synced.open {
        text.line(Tone::Heading, "", &Told::ConflictPlan { path });
        text.lines.extend(open.iter().map(|one| versions(one, None, ui).trim_end().to_owned()));
    }
    if !synced.open.is_empty() {
        text.line(Tone::Command, "", &Told::Resolve);
    }
    text.lines.join("\n")
}

struct Text<'t> {
    ui: &'t Ui,
    lines: Vec<String>,
}

impl Text<'_> {
    fn line(&mut self, tone: Tone, indent: &str, told: &Told<'_>) {
        self.lines.push(format!("{indent}{}", self.ui.paint(tone, &told.say(self.ui.lang))));
    }

    fn people(&mut self, people: &[By], head: Told<'_>) {
        if people.is_empty() {
            return;
        }
        self.line(Tone::Heading, "", &head);
        for by in people {
            let count = by.files.iter().map(|file| file.changes.len().max(1)).sum();
            self.line(Tone::Heading, "  ", &Told::Person { name: &by.person, count });
            self.files(&by.files);
        }
    }

    fn files(&mut self, files: &[Touched]) {
        let mut shown = 0;
        for file in files {
            if shown >= SHOWN {
                break;
            }
            if !matches!(file.story, Story::EditedPlan { .. }) || file.changes.is_empty() {
                let saved = saved(file);
                let sentence = Summary { files: std::slice::from_ref(&saved) }.say(self.ui.lang);
                self.lines.push(format!("    · {}", sentence.lines().next().unwrap_or_default()));
                shown += 1;
                continue;
            }
            for taken in file.changes.iter().take(SHOWN - shown) {
                self.change(taken);
                shown += 1;
            }
        }
        let all: usize = files.iter().map(|file| file.changes.len().max(1)).sum();
        if all > shown {
            self.line(Tone::Quiet, "    ", &Told::More { count: all - shown });
        }
    }

    fn change(&mut self, taken: &Taken) {
        let (mark, tone) = match (&taken.before, &taken.after) {
            (None, _) => ("+", Tone::Good),
            (_, None) => ("−", Tone::Warn),
            _ => ("~", Tone::Heading),
        };
        self.line(tone, "    ", &Told::Change { mark, part: &taken.part });
        let words = Told::Words { before: taken.before.as_deref(), after: taken.after.as_deref() };
        self.line(Tone::Quiet, "        ", &words);
    }
}

/// A file in the words of `save`.
pub fn saved(file: &Touched) -> Saved {
    let place = crate::folder::Inside::of(&file.path);
    Saved {
        path: file.path.clone(),
        school: place.map(|place| place.school.to_owned()),
        period: place.and_then(|place| place.period),
        story: file.story.clone(),
    }
}
