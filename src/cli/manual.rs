//! Manual pages, one for each command, made from clap's own description of them.

use std::io;

use super::lang::Lang;

/// One page in roff.
pub(super) struct Page {
    /// The file's name: `caitien-check.1`.
    pub(super) name: String,
    pub(super) text: String,
}

/// The pages of the command and of everything below it.
pub(super) fn pages(command: clap::Command, lang: Lang) -> io::Result<Vec<Page>> {
    let mut command = command;
    command.build();
    let mut pages = Vec::new();
    collect(&command, lang, &mut pages)?;
    Ok(pages)
}

fn collect(command: &clap::Command, lang: Lang, pages: &mut Vec<Page>) -> io::Result<()> {
    let title = command.get_display_name().unwrap_or(command.get_name()).to_owned();
    let page = clap_mangen::Man::new(command.clone().name(title.clone()));
    let mut bytes = Vec::new();
    page.render(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    pages.push(Page { name: format!("{title}.1"), text: with_headings(&text, lang) });
    for sub in command.get_subcommands() {
        collect(sub, lang, pages)?;
    }
    Ok(())
}

/// clap_mangen knows English headings only.
fn with_headings(text: &str, lang: Lang) -> String {
    if lang == Lang::En {
        return text.to_owned();
    }
    let headings = [
        (".SH NAME", ".SH TÊN"),
        (".SH SYNOPSIS", ".SH \"CÁCH DÙNG\""),
        (".SH DESCRIPTION", ".SH \"MÔ TẢ\""),
        (".SH OPTIONS", ".SH \"TÙY CHỌN\""),
        (".SH SUBCOMMANDS", ".SH LỆNH"),
        (".SH VERSION", ".SH \"PHIÊN BẢN\""),
    ];
    let lines = text.lines().map(|line| {
        let known = headings.iter().find(|(english, _)| *english == line);
        known.map_or(line, |(_, ours)| *ours)
    });
    lines.map(|line| format!("{line}\n")).collect()
}
