//! Money planned, spent and left, in English.

use crate::cli::lang::En;
use crate::cli::show::budget::Line;
use crate::tracking::money::By;

impl En for Line {
    fn en(&self) -> String {
        match self {
            Line::Title { period } => format!("Money of the quality-improvement plan {period}"),
            Line::Columns => "|Planned|Spent|Left".into(),
            Line::By(By::Source) => "By source".into(),
            Line::By(By::Standard) => "By standard".into(),
            Line::Source(source) if source.is_empty() => "(no source named)".into(),
            Line::Source(source) => source.clone(),
            Line::Standard(Some(number), name) if name.is_empty() => format!("Standard {number}"),
            Line::Standard(Some(number), name) => format!("{number}. {name}"),
            Line::Standard(None, _) => "(no standard)".into(),
            Line::Total => "Total".into(),
            Line::Nothing => "The plan names no money, and nobody recorded any.".into(),
            Line::Unread { count } => format!("Not added up ({count}), for want of one clear amount:"),
            Line::UnreadItem { id, text, written } => {
                let id = id.map(|id| format!("{id} ")).unwrap_or_default();
                format!("{id}{text} (“{written}”)")
            }
            Line::OnlyRead => {
                "Planned is the sum of what could be read as one amount; spent is what was recorded with `caitien progress … --spent`."
                    .into()
            }
            Line::Unknown => "not known".into(),
            Line::Incomplete => "* Some of what is planned could not be added up, so what is left is not known.".into(),
            Line::Overspent => "More was spent than planned where the rest is negative.".into(),
        }
    }
}
