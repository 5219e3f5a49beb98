//! The guide in `docs/guide/` is one story, and this test lives through it, chapter by chapter, in one world:
//!
//! - a `sh` block is run line by line; `# mã 1` at a line's end names the exit code that is expected
//!   (0 where none stands); a block with the info string `sh cai-dat` is about installing and is not run;
//! - a `text` block after it shows what was printed: its lines occur in the output, in their order,
//!   and `…` stands for what was left out;
//! - a `toml FILE` block is a whole file that a person writes;
//! - `sh nen` starts one command in the background; the next `text` block is what it has printed
//!   when it ends;
//! - a `diff FILE` block is what a person changes in a file: each `-` line, found there once,
//!   becomes the `+` lines after it. In a `.docx` file these are words and not lines; `diff FILE theo-doi` changes
//!   them with change tracking on, and in `diff FILE gop-y` each `+ NAME: …` is a comment on the words before it;
//! - `sh co-libreoffice` is run only where LibreOffice is installed, with the blocks that belong to it;
//!   `sh khong-libreoffice` is run as if no other program were there.

use crate::word_file::{WordFile, old_plan};
use crate::world::{World, has_program};

/// One thing that a chapter tells.
#[derive(Debug)]
enum Step {
    Run {
        line: usize,
        command: String,
        code: i32,
        machine: Machine,
    },
    /// A command that goes on beside the next steps.
    Follow {
        command: String,
    },
    Write {
        file: String,
        lines: Vec<String>,
    },
    Shown {
        line: usize,
        lines: Vec<String>,
    },
    Edit {
        line: usize,
        file: String,
        lines: Vec<String>,
    },
}

/// Which programs a command finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Machine {
    Any,
    WithOffice,
    WithoutOffice,
}

fn chapters() -> Vec<(String, String)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/guide");
    let mut chapters: Vec<(String, String)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(&path).unwrap())
        })
        .collect();
    chapters.sort();
    chapters
}

fn steps(text: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((at, line)) = lines.next() {
        let Some(info) = line.trim_start().strip_prefix("```") else { continue };
        let block: Vec<(usize, String)> = lines
            .by_ref()
            .take_while(|(_, line)| line.trim_start() != "```")
            .map(|(at, line)| (at + 1, line.to_owned()))
            .collect();
        let plain = || block.iter().map(|(_, line)| line.clone()).collect::<Vec<_>>();
        match info.split_once(' ').unwrap_or((info, "")) {
            ("sh", "cai-dat") => {}
            ("sh", "nen") => {
                let command = block.first().map(|(_, line)| line.clone()).unwrap_or_default();
                steps.push(Step::Follow { command });
            }
            ("sh", info) => {
                let machine = match info {
                    "" => Machine::Any,
                    "co-libreoffice" => Machine::WithOffice,
                    "khong-libreoffice" => Machine::WithoutOffice,
                    other => panic!("line {}: a block of the unknown kind `sh {other}`", at + 1),
                };
                steps.extend(block.iter().filter_map(|(at, line)| command(*at, line, machine)));
            }
            ("toml", file) => steps.push(Step::Write { file: file.to_owned(), lines: plain() }),
            ("text", "") => steps.push(Step::Shown { line: at + 1, lines: plain() }),
            ("diff", file) => {
                steps.push(Step::Edit { line: at + 1, file: file.to_owned(), lines: plain() });
            }
            (other, _) => panic!("line {}: a block of the unknown kind `{other}`", at + 1),
        }
    }
    steps
}

fn command(line: usize, text: &str, machine: Machine) -> Option<Step> {
    if text.trim().is_empty() || text.starts_with('#') {
        return None;
    }
    let (command, comment) = text.split_once(" # ").unwrap_or((text, ""));
    let code = comment.trim().strip_prefix("mã ").map_or(0, |code| code.parse().unwrap());
    Some(Step::Run { line, command: command.trim().to_owned(), code, machine })
}

/// Do the shown lines occur in the output, in their order?
fn assert_shown(shown: &[String], output: &str, place: &str) {
    let mut rest = output;
    for line in shown.iter().flat_map(|line| line.split('…')).map(str::trim).filter(|part| !part.is_empty())
    {
        match rest.find(line) {
            Some(at) => rest = &rest[at + line.len()..],
            None => panic!("{place}: not printed (or not in this order): {line}\n--- printed\n{output}"),
        }
    }
}

/// What a person does in an editor.
fn edit(world: &World, file: &str, lines: &[String], place: &str) {
    let mut text = world.read(file);
    let mut at = None;
    for line in lines {
        if let Some(old) = line.strip_prefix("- ").or(line.strip_prefix('-')) {
            assert_eq!(text.matches(&format!("{old}\n")).count(), 1, "{place}: `{old}` in {file}:\n{text}");
            let start = text.find(&format!("{old}\n")).unwrap();
            text.replace_range(start..start + old.len() + 1, "");
            at = Some(start);
        } else if let Some(new) = line.strip_prefix("+ ").or(line.strip_prefix('+')) {
            let start = at.unwrap_or_else(|| panic!("{place}: `+` before any `-`"));
            text.insert_str(start, &format!("{new}\n"));
            at = Some(start + new.len() + 1);
        }
    }
    world.write(file, &text);
}

/// What a person does in Word; `how` is nothing, `theo-doi` or `gop-y`.
fn edit_in_word(world: &World, (file, how): (&str, &str), lines: &[String]) {
    let path = world.path(file);
    let mut word = WordFile::open(&std::fs::read(&path).unwrap());
    let mut lines = lines.iter().map(|line| line.split_at(2)).peekable();
    while let Some((mark, old)) = lines.next() {
        assert_eq!(mark, "- ", "{file}: `{old}` begins with no `-`");
        let mut new = Vec::new();
        while let Some((_, line)) = lines.next_if(|(mark, _)| *mark == "+ ") {
            new.push(line);
        }
        match (how, new.as_slice()) {
            ("", new) => word.type_over(old, new),
            ("theo-doi", [new]) => word.track(old, new, "Đinh Văn Tám"),
            ("gop-y", [comment]) => {
                let (who, says) = comment.split_once(": ").unwrap();
                word.comment(old, who, says);
            }
            _ => panic!("{file}: {how} of `{old}`: {new:?}"),
        }
    }
    std::fs::write(path, word.bytes()).unwrap();
}

/// Runs the story, step by step.
struct Teller {
    world: World,
    /// What the last command printed.
    output: String,
    /// The command that goes on in the background.
    follower: Option<std::process::Child>,
    commands: usize,
    /// The last command needs what this machine does not have: what was shown of it is not looked at.
    skipped: bool,
}

impl Teller {
    fn shell(&self, command: &str) -> std::process::Command {
        let mut shell = self.world.command("sh");
        // Both outputs as one, as a person sees them.
        shell.args(["-c", &format!("exec 2>&1\n{command}")]);
        shell
    }

    /// The same on a machine on which nobody installed any other program.
    fn bare_shell(&self, command: &str) -> std::process::Command {
        let here = std::path::Path::new(env!("CARGO_BIN_EXE_caitien")).parent().unwrap();
        self.shell(&format!("PATH='{}'\n{command}", here.display()))
    }

    fn run(&mut self, command: &str, machine: Machine) -> Option<i32> {
        let is_built_in = cfg!(feature = "pdf");
        self.skipped = match machine {
            Machine::Any => false,
            Machine::WithOffice => !has_program("soffice"),
            Machine::WithoutOffice => is_built_in,
        };
        if self.skipped {
            return None;
        }
        let mut shell =
            if machine == Machine::WithoutOffice { self.bare_shell(command) } else { self.shell(command) };
        let out = shell.output().unwrap();
        self.output = String::from_utf8_lossy(&out.stdout).into_owned();
        self.commands += 1;
        out.status.code()
    }

    fn step(&mut self, chapter: &str, step: Step) {
        let place = |line: usize| format!("docs/guide/{chapter}:{line}");
        match step {
            Step::Run { line, command, code, machine } => {
                let ended = self.run(&command, machine);
                let right = self.skipped || ended == Some(code);
                assert!(right, "{}: `{command}` ended with {ended:?}\n{}", place(line), self.output);
            }
            Step::Follow { command } => {
                let mut shell = self.shell(&format!("exec {command}"));
                self.follower = Some(shell.stdout(std::process::Stdio::piped()).spawn().unwrap());
                // It needs a moment to begin before a person saves.
                std::thread::sleep(std::time::Duration::from_millis(1500));
                self.commands += 1;
            }
            Step::Shown { line, lines } => {
                if let Some(mut follower) = self.follower.take() {
                    wait(&mut follower, &place(line));
                    let out = follower.wait_with_output().unwrap();
                    self.output = String::from_utf8_lossy(&out.stdout).into_owned();
                }
                if !self.skipped {
                    assert_shown(&lines, &self.output, &place(line));
                }
            }
            Step::Write { file, lines } => self.world.write(&file, &(lines.join("\n") + "\n")),
            Step::Edit { line, file, lines } => match file.split_once(' ').unwrap_or((&file, "")) {
                (name, how) if name.ends_with(".docx") => edit_in_word(&self.world, (name, how), &lines),
                _ => edit(&self.world, &file, &lines, &place(line)),
            },
        }
    }
}

/// A follower that never ends is a mistake of the guide, not a reason to wait for ever.
fn wait(follower: &mut std::process::Child, place: &str) {
    for _ in 0..200 {
        if follower.try_wait().unwrap().is_some() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    follower.kill().unwrap();
    panic!("{place}: what was started before this did not end");
}

/// The school's picture: a green square.
fn logo() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 8, 8);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&[0, 128, 64].repeat(64)).unwrap();
    writer.finish().unwrap();
    bytes
}

#[test]
fn every_command_of_the_guide_does_what_the_guide_says() {
    let world = World::new();
    world.write("ke-hoach-2025-2026.txt", caitien::work::samples::WORD_TEXT);
    std::fs::write(world.path("ke-hoach-cu.docx"), old_plan()).unwrap();
    std::fs::write(world.home().join("logo-truong.png"), logo()).unwrap();
    let mut teller = Teller { world, output: String::new(), follower: None, commands: 0, skipped: false };
    for (chapter, text) in chapters() {
        for step in steps(&text) {
            teller.step(&chapter, step);
        }
    }
    assert!(teller.commands > 20, "only {} commands: were the chapters found?", teller.commands);
}
