//! Help, versions and mistakes on the command line, in both languages.

use caitien::cli::lang::{Lang, vi::help::HELP, vi::help::VALUES, vi::help::help, vi::help::value_name};
use caitien::cli::parse::command;

use crate::world::World;

/// Every command below this one with its key in the table of texts.
fn walk(command: &clap::Command, key: &str, visit: &mut dyn FnMut(&clap::Command, &str)) {
    visit(command, key);
    for sub in command.get_subcommands() {
        let name = sub.get_name();
        let below = if key == "caitien" { name.to_owned() } else { format!("{key}-{name}") };
        walk(sub, &below, visit);
    }
}

#[test]
fn every_command_and_argument_has_a_vietnamese_line() {
    let mut missing = Vec::new();
    walk(&command(Lang::En), "caitien", &mut |command, key| {
        if help(key).is_none() {
            missing.push(key.to_owned());
        }
        for argument in command.get_arguments() {
            let own = format!("{key}.{}", argument.get_id());
            if help(&own).is_none() && help(&format!("caitien.{}", argument.get_id())).is_none() {
                missing.push(own);
            }
        }
    });
    assert!(missing.is_empty(), "no Vietnamese help in lang/vi/help.rs for: {missing:#?}");
}

#[test]
fn every_placeholder_has_a_vietnamese_word() {
    assert!(VALUES.is_sorted_by(|one, other| one.0 < other.0), "VALUES is not sorted");
    let mut missing = Vec::new();
    walk(&command(Lang::En), "caitien", &mut |command, key| {
        for argument in command.get_arguments().filter(|argument| argument.get_action().takes_values()) {
            for name in argument.get_value_names().unwrap_or_default() {
                if value_name(name).is_none() {
                    missing.push(format!("{key}.{}: {name}", argument.get_id()));
                }
            }
        }
    });
    assert!(missing.is_empty(), "no Vietnamese placeholder in lang/vi/help.rs for: {missing:#?}");
}

#[test]
fn the_table_is_sorted_and_has_no_strays() {
    assert!(HELP.is_sorted_by(|one, other| one.0 < other.0), "HELP is not sorted by key");
    let mut known = vec!["caitien.help".to_owned(), "caitien.version".to_owned()];
    walk(&command(Lang::En), "caitien", &mut |command, key| {
        known.push(key.to_owned());
        known.extend(command.get_arguments().map(|argument| format!("{key}.{}", argument.get_id())));
    });
    let strays: Vec<&str> =
        HELP.iter().map(|(key, _)| *key).filter(|key| !known.iter().any(|known| known == key)).collect();
    assert!(strays.is_empty(), "help for what does not exist: {strays:#?}");
}

#[test]
fn vietnamese_help_has_no_english_words_of_claps() {
    let english = [
        "Usage:",
        "Options:",
        "Commands:",
        "Arguments:",
        "[OPTIONS]",
        "[COMMAND]",
        "[default",
        "[possible",
        "[alias",
        "Possible values",
        "Print help",
        "Print version",
    ];
    let mut found = Vec::new();
    walk(&command(Lang::Vi), "caitien", &mut |command, key| {
        let mut command = command.clone();
        let text = command.render_long_help().to_string();
        found
            .extend(english.iter().filter(|word| text.contains(**word)).map(|word| format!("{key}: {word}")));
    });
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn help_and_version_are_answers() {
    let world = World::new();
    let out = world.run(["--help"]).ok();
    assert!(out.stdout.contains("Cách dùng: caitien [TÙY CHỌN] <LỆNH>"), "{}", out.stdout);
    assert!(out.stdout.contains("kiem-tra"));
    let out = world.run(["--lang", "en", "check", "--help"]).ok();
    assert!(out.stdout.contains("Usage: caitien check"), "{}", out.stdout);
    let out = world.run(["--version"]).ok();
    assert_eq!(out.stdout, format!("caitien {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn no_arguments_give_help_and_no_answer() {
    let out = World::new().run(Vec::<String>::new()).cannot();
    assert!(out.stdout.is_empty() && out.stderr.contains("Cách dùng:"), "{}", out.said());
}

#[test]
fn mistakes_are_said_in_the_persons_language() {
    let world = World::new();
    let stories: &[(&[&str], &str, &str)] = &[
        (
            &["chek"],
            "lỗi: không có lệnh `chek`\ngợi ý: có phải ý là `check`?\ngợi ý: xem cách dùng bằng `caitien --help`\n",
            "error: no such command: `chek`\nhint: did you mean `check`?\nhint: read `caitien --help`\n",
        ),
        (
            &["kiểm tra"],
            "lỗi: không có lệnh `kiểm tra`\ngợi ý: có phải ý là `kiem-tra`?\ngợi ý: xem cách dùng bằng `caitien --help`\n",
            "error: no such command: `kiểm tra`\nhint: did you mean `kiem-tra`?\nhint: read `caitien --help`\n",
        ),
        (
            &["demo", "--foo"],
            "lỗi: không có tùy chọn `--foo`\ngợi ý: xem cách dùng bằng `caitien demo --help`\n",
            "error: no such option: `--foo`\nhint: read `caitien demo --help`\n",
        ),
        (
            &["util", "completions"],
            "lỗi: còn thiếu `<SHELL>`\ngợi ý: xem cách dùng bằng `caitien util completions --help`\n",
            "error: `<SHELL>` must be given\nhint: read `caitien util completions --help`\n",
        ),
        (
            &["--color", "blue", "demo"],
            "lỗi: `blue` không dùng được cho `--color <KHI NÀO>`; chọn một trong: `auto`, `always`, `never`\n\
             gợi ý: xem cách dùng bằng `caitien demo --help`\n",
            "error: `blue` does not fit `--color <WHEN>`; use one of: `auto`, `always`, `never`\n\
             hint: read `caitien demo --help`\n",
        ),
        (
            &["demo", "--quiet", "--quiet"],
            "lỗi: `--quiet` chỉ được dùng một lần\ngợi ý: xem cách dùng bằng `caitien demo --help`\n",
            "error: `--quiet` can be given only once\nhint: read `caitien demo --help`\n",
        ),
    ];
    for (arguments, vietnamese, english) in stories {
        let out = world.run(*arguments).cannot();
        assert_eq!((out.stdout.as_str(), out.stderr.as_str()), ("", *vietnamese));
        let out = world.run(["--lang", "en"].iter().chain(*arguments)).cannot();
        assert_eq!((out.stdout.as_str(), out.stderr.as_str()), ("", *english));
    }
}
