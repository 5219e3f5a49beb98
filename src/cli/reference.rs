//! The reference of all commands as Markdown, from clap's own description of them: `docs/cli.md`.

use clap::{Arg, Command};

use super::lang::Lang;

/// The words around what clap knows.
struct Words {
    title: &'static str,
    intro: &'static str,
    everywhere: &'static str,
    arguments: &'static str,
}

const VI: Words = Words {
    title: "Các lệnh của `caitien`",
    intro: "Trang này do `caitien util reference` in ra; xin đừng sửa tay.",
    everywhere: "Dùng được với mọi lệnh",
    arguments: "| Đối số, tùy chọn | Ý nghĩa |",
};

const EN: Words = Words {
    title: "The commands of `caitien`",
    intro: "This page is printed by `caitien util reference`; do not edit it by hand.",
    everywhere: "With every command",
    arguments: "| Argument, option | Meaning |",
};

/// The whole reference.
pub(super) fn markdown(command: &Command, lang: Lang) -> String {
    let words = match lang {
        Lang::Vi => &VI,
        Lang::En => &EN,
    };
    let mut command = command.clone();
    // Only a built command can say how its arguments are typed.
    command.build();
    let mut out = format!("# {}\n\n{}\n", words.title, words.intro);
    out.push_str(&format!("\n## {}\n", words.everywhere));
    out.push_str(&table(command.get_arguments(), words));
    for sub in command.get_subcommands() {
        section(sub, "caitien", words, &mut out);
    }
    out
}

fn section(command: &Command, path: &str, words: &Words, out: &mut String) {
    let path = format!("{path} {}", command.get_name());
    let depth = "#".repeat(path.split(' ').count().min(6));
    out.push_str(&format!("\n{depth} `{path}`\n"));
    if let Some(about) = command.get_about() {
        out.push_str(&format!("\n{about}\n"));
    }
    let mut usage = command.clone().bin_name(&path);
    let usage = usage.render_usage().to_string();
    let usage = usage.strip_prefix("Usage: ").unwrap_or(&usage).trim().to_owned();
    out.push_str(&format!("\n```text\n{usage}\n```\n"));
    let own = command.get_arguments().filter(|argument| !argument.is_global_set());
    out.push_str(&table(own, words));
    for sub in command.get_subcommands() {
        section(sub, &path, words, out);
    }
}

fn table<'a>(arguments: impl Iterator<Item = &'a Arg>, words: &Words) -> String {
    let shown = |argument: &&Arg| !argument.is_hide_set() && argument.get_id() != "help";
    let mut rows = arguments.filter(shown).peekable();
    if rows.peek().is_none() {
        return String::new();
    }
    let mut table = format!("\n{}\n| --- | --- |\n", words.arguments);
    for argument in rows {
        let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
        let help = help.replace('\n', " ").replace('|', "\\|");
        table.push_str(&format!("| `{}` | {help} |\n", name(argument).replace('|', "\\|")));
    }
    table
}

/// `-q, --quiet`, `--into <DIR>`, `<FILE>...`.
fn name(argument: &Arg) -> String {
    match (argument.get_short(), argument.get_long()) {
        (Some(short), Some(_)) => format!("-{short}, {argument}"),
        _ => argument.to_string(),
    }
}
