//! Help in Vietnamese: every word of clap's that a person may see, said anew.
//!
//! clap writes headings, `[default: …]` and `[aliases: …]` in English and cannot be told otherwise.
//! So its own are hidden and ours stand in the help texts instead. The texts are in
//! `lang/vi/help.rs`; what clap says about *wrong* arguments is in `cli/misuse.rs`.

use clap::builder::{PossibleValue, StyledStr};
use clap::{Arg, ArgAction, Command};

use super::lang::vi::help::{help, value_name};

const TEMPLATE: &str = "{about-with-newline}\nCách dùng: {usage}\n\n{all-args}{after-help}";

/// The command with all of its help in Vietnamese. `key` is its key in the table of texts, `path`
/// what is typed to reach it.
pub(super) fn in_vietnamese(command: Command, key: &str, path: &str) -> Command {
    let mut command = with_own_flags(command, key == "caitien");
    if let Some(about) = help(key) {
        command = command.about(about).long_about(None);
    }
    command = with_aliases_in_the_text(command);
    let mut place = 0;
    command = command.mut_args(|argument| {
        place += 1;
        // Under a heading of ours clap would sort them by name.
        let argument = if argument.is_positional() { argument.display_order(place) } else { argument };
        translated(argument, key)
    });
    command = command.mut_subcommands(|sub| {
        let name = sub.get_name().to_owned();
        let below = if key == "caitien" { name.clone() } else { format!("{key}-{name}") };
        in_vietnamese(sub, &below, &format!("{path} {name}"))
    });
    let command =
        command.subcommand_help_heading("Lệnh").subcommand_value_name("LỆNH").help_template(TEMPLATE);
    let usage = usage(&command, path);
    command.override_usage(usage)
}

/// clap's own `--help` and `--version` come too late to be translated: ours take their place.
fn with_own_flags(command: Command, is_root: bool) -> Command {
    let flag = |id: &'static str, short: char, action: ArgAction| {
        Arg::new(id).short(short).long(id).action(action).display_order(1000)
    };
    let command = command.disable_help_flag(true).arg(flag("help", 'h', ArgAction::Help));
    if is_root {
        command.disable_version_flag(true).arg(flag("version", 'V', ArgAction::Version))
    } else {
        command
    }
}

fn with_aliases_in_the_text(command: Command) -> Command {
    let aliases: Vec<String> = command.get_visible_aliases().map(str::to_owned).collect();
    let hidden: Vec<String> = command.get_all_aliases().map(str::to_owned).collect();
    if aliases.is_empty() {
        return command;
    }
    let about = command.get_about().map(StyledStr::to_string).unwrap_or_default();
    let about = format!("{about} [tên khác: {}]", aliases.join(", "));
    // An alias of None forgets those that clap would announce in English.
    command.about(about).alias(None).aliases(hidden)
}

fn translated(argument: Arg, key: &str) -> Arg {
    let own = help(&format!("{key}.{}", argument.get_id()));
    let text = own.or_else(|| help(&format!("caitien.{}", argument.get_id())));
    let heading = if argument.is_positional() { "Đối số" } else { "Tùy chọn" };
    let mut words = match text {
        Some(text) => text.to_owned(),
        None => argument.get_help().map(StyledStr::to_string).unwrap_or_default(),
    };
    let aliases = argument.get_visible_aliases().unwrap_or_default();
    if !aliases.is_empty() {
        words.push_str(&format!(" [tên khác: --{}]", aliases.join(", --")));
    }
    words.push_str(&choices(&argument));
    words.push_str(&default(&argument));
    let names: Option<Vec<String>> = argument
        .get_value_names()
        .map(|names| names.iter().map(|name| value_name(name).unwrap_or(name).to_owned()).collect());
    let hidden: Vec<String> =
        argument.get_all_aliases().unwrap_or_default().into_iter().map(str::to_owned).collect();
    let argument = argument.alias(None).aliases(hidden);
    let argument = argument.help_heading(heading).help(words).long_help(None);
    let argument = if argument.get_action().takes_values() {
        argument.hide_possible_values(true).hide_default_value(true)
    } else {
        argument
    };
    match names {
        Some(names) => argument.value_names(names),
        None => argument,
    }
}

fn choices(argument: &Arg) -> String {
    let values = argument.get_possible_values();
    let names: Vec<&str> =
        values.iter().filter(|value| !value.is_hide_set()).map(PossibleValue::get_name).collect();
    let shown = argument.get_action().takes_values() && !argument.is_hide_possible_values_set();
    if names.is_empty() || !shown { String::new() } else { format!(" [chọn: {}]", names.join(", ")) }
}

fn default(argument: &Arg) -> String {
    let values: Vec<_> = argument.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    let shown = argument.get_action().takes_values() && !argument.is_hide_default_value_set();
    if values.is_empty() || !shown {
        String::new()
    } else {
        format!(" [mặc định: {}]", values.join(" "))
    }
}

/// clap's own usage line with its English placeholder said in Vietnamese.
fn usage(command: &Command, path: &str) -> String {
    let text = command.clone().bin_name(path).render_usage().to_string();
    let text = text.strip_prefix("Usage: ").unwrap_or(&text);
    let text = text.replace("[OPTIONS]", "[TÙY CHỌN]");
    match text.trim().strip_prefix(path) {
        // Options that are valid everywhere are not counted by clap here.
        Some(rest) if !rest.contains("[TÙY CHỌN]") => format!("{path} [TÙY CHỌN]{rest}"),
        _ => text.trim().to_owned(),
    }
}
