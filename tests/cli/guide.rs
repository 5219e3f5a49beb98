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
//!   becomes the `+` lines after it.

use crate::world::World;

/// One thing that a chapter tells.
#[derive(Debug)]
enum Step {
    Run {
        line: usize,
        command: String,
        code: i32,
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
            ("sh", "") => steps.extend(block.iter().filter_map(|(at, line)| command(*at, line))),
            ("sh", "cai-dat") => {}
            ("sh", "nen") => {
                let command = block.first().map(|(_, line)| line.clone()).unwrap_or_default();
                steps.push(Step::Follow { command });
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

fn command(line: usize, text: &str) -> Option<Step> {
    if text.trim().is_empty() || text.starts_with('#') {
        return None;
    }
    let (command, comment) = text.split_once(" # ").unwrap_or((text, ""));
    let code = comment.trim().strip_prefix("mã ").map_or(0, |code| code.parse().unwrap());
    Some(Step::Run { line, command: command.trim().to_owned(), code })
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

/// Runs the story, step by step.
struct Teller {
    world: World,
    /// What the last command printed.
    output: String,
    /// The command that goes on in the background.
    follower: Option<std::process::Child>,
    commands: usize,
}

impl Teller {
    fn shell(&self, command: &str) -> std::process::Command {
        let mut shell = self.world.command("sh");
        // Both outputs as one, as a person sees them.
        shell.args(["-c", &format!("exec 2>&1\n{command}")]);
        shell
    }

    fn step(&mut self, chapter: &str, step: Step) {
        let place = |line: usize| format!("docs/guide/{chapter}:{line}");
        match step {
            Step::Run { line, command, code } => {
                let out = self.shell(&command).output().unwrap();
                self.output = String::from_utf8_lossy(&out.stdout).into_owned();
                assert_eq!(out.status.code(), Some(code), "{}: `{command}`\n{}", place(line), self.output);
                self.commands += 1;
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
                assert_shown(&lines, &self.output, &place(line));
            }
            Step::Write { file, lines } => self.world.write(&file, &(lines.join("\n") + "\n")),
            Step::Edit { line, file, lines } => edit(&self.world, &file, &lines, &place(line)),
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

#[test]
fn every_command_of_the_guide_does_what_the_guide_says() {
    let world = World::new();
    world.write("ke-hoach-2025-2026.txt", caitien::work::samples::WORD_TEXT);
    let mut teller = Teller { world, output: String::new(), follower: None, commands: 0 };
    for (chapter, text) in chapters() {
        for step in steps(&text) {
            teller.step(&chapter, step);
        }
    }
    assert!(teller.commands > 20, "only {} commands: were the chapters found?", teller.commands);
}
