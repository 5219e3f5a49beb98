//! Tables: rows of cells, with merged cells as Word has them. Wrappers round rows and cells are looked through.

use super::Error;
use super::limit::{COLUMNS, LONG, Limit, cut};
use super::look::tracked;
use super::story::Story;
use super::xml::{Element, Pull};
use crate::docx::{Block, Cell, Row, Table, Tracked};

/// What a cell says of itself before its blocks.
#[derive(Default)]
struct CellProperties {
    across: usize,
    continues: bool,
    /// It belongs to the cell on its left (`w:hMerge`, in old files).
    joined: bool,
    tracked: Option<Tracked>,
}

impl Story<'_> {
    /// The table that was opened, to its end.
    pub(super) fn table(&mut self, pull: &mut Pull<'_>) -> Result<Table, Error> {
        let mut table = Table::default();
        self.rows(pull, &mut table)?;
        Ok(table)
    }

    fn rows(&mut self, pull: &mut Pull<'_>, table: &mut Table) -> Result<(), Error> {
        while let Some(element) = pull.child()? {
            match element.name() {
                "tr" => {
                    self.counted.row()?;
                    let mut row = Row::default();
                    self.cells(pull, &mut row)?;
                    check_width(&row)?;
                    table.rows.push(row);
                }
                "tblPr" => self.table_properties(pull, table)?,
                "bookmarkStart" | "bookmarkEnd" | "commentRangeStart" | "commentRangeEnd" => {
                    self.range(&element);
                    pull.skip()?;
                }
                "tblGrid" | "tblPrEx" | "sdtPr" | "sdtEndPr" | "customXmlPr" => pull.skip()?,
                "p" | "tbl" => self.stray(pull, &element, table)?,
                _ => self.rows(pull, table)?,
            }
        }
        Ok(())
    }

    fn table_properties(&mut self, pull: &mut Pull<'_>, table: &mut Table) -> Result<(), Error> {
        while let Some(element) = pull.child()? {
            if matches!(element.name(), "tblCaption" | "tblDescription") && table.caption.is_empty() {
                table.caption = cut(&element.val().unwrap_or_default(), LONG);
            }
            pull.skip()?;
        }
        Ok(())
    }

    /// A block between rows, where none may stand: a row of its own keeps its words.
    fn stray(&mut self, pull: &mut Pull<'_>, element: &Element<'_>, table: &mut Table) -> Result<(), Error> {
        self.counted.row()?;
        let mut cell = Cell { across: 1, ..Cell::default() };
        if element.name() == "p" {
            self.paragraph(pull, &mut cell.blocks)?;
        } else {
            let inner = self.table(pull)?;
            cell.blocks.push(Block::Table(inner));
        }
        table.rows.push(Row { cells: vec![cell], ..Row::default() });
        Ok(())
    }

    fn cells(&mut self, pull: &mut Pull<'_>, row: &mut Row) -> Result<(), Error> {
        while let Some(element) = pull.child()? {
            match element.name() {
                "tc" => self.cell(pull, row)?,
                "trPr" => self.row_properties(pull, row)?,
                "tblPrEx" | "sdtPr" | "sdtEndPr" | "customXmlPr" => pull.skip()?,
                "bookmarkStart" | "bookmarkEnd" | "commentRangeStart" | "commentRangeEnd" => {
                    self.range(&element);
                    pull.skip()?;
                }
                "p" | "tbl" => {
                    let mut cell = Cell { across: 1, ..Cell::default() };
                    if element.name() == "p" {
                        self.paragraph(pull, &mut cell.blocks)?;
                    } else {
                        let inner = self.table(pull)?;
                        cell.blocks.push(Block::Table(inner));
                    }
                    row.cells.push(cell);
                }
                _ => self.cells(pull, row)?,
            }
            check_width(row)?;
        }
        Ok(())
    }

    fn row_properties(&mut self, pull: &mut Pull<'_>, row: &mut Row) -> Result<(), Error> {
        while let Some(element) = pull.child()? {
            match element.name() {
                "tblHeader" => row.header = element.on(),
                "ins" | "del" => row.tracked = tracked(&element),
                // Columns that the row leaves out on its left: they keep the others in their places.
                "gridBefore" => {
                    let across = element.number().unwrap_or(0);
                    if across > 0 {
                        row.cells.push(Cell { across: across.min(COLUMNS + 1), ..Cell::default() });
                    }
                }
                _ => {}
            }
            pull.skip()?;
        }
        Ok(())
    }

    fn cell(&mut self, pull: &mut Pull<'_>, row: &mut Row) -> Result<(), Error> {
        self.counted.cell()?;
        let mut cell = Cell { across: 1, ..Cell::default() };
        let mut properties = CellProperties { across: 1, ..CellProperties::default() };
        while let Some(element) = pull.child()? {
            if element.name() == "tcPr" {
                properties = cell_properties(pull)?;
            } else {
                self.one_block(pull, &element, &mut cell.blocks)?;
            }
        }
        cell.across = properties.across;
        cell.continues = properties.continues;
        if let Some(change) = &properties.tracked {
            mark(&mut cell.blocks, change);
        }
        match row.cells.last_mut() {
            Some(left) if properties.joined => {
                left.across += cell.across;
                left.blocks.extend(cell.blocks);
            }
            _ => row.cells.push(cell),
        }
        Ok(())
    }
}

fn cell_properties(pull: &mut Pull<'_>) -> Result<CellProperties, Error> {
    let mut properties = CellProperties { across: 1, ..CellProperties::default() };
    while let Some(element) = pull.child()? {
        let goes_on = || element.val().is_none_or(|val| val == "continue");
        match element.name() {
            "gridSpan" => properties.across = element.number().unwrap_or(1).clamp(1, COLUMNS + 1),
            "vMerge" => properties.continues = goes_on(),
            "hMerge" => properties.joined = goes_on(),
            "cellIns" | "cellDel" => properties.tracked = tracked(&element),
            _ => {}
        }
        pull.skip()?;
    }
    Ok(properties)
}

/// All words of a cell that was inserted or deleted are; a change of their own says more.
fn mark(blocks: &mut [Block], change: &Tracked) {
    for block in blocks {
        if let Block::Paragraph(paragraph) = block {
            for piece in &mut paragraph.pieces {
                piece.tracked.get_or_insert_with(|| change.clone());
            }
        }
    }
}

fn check_width(row: &Row) -> Result<(), Error> {
    let width: usize = row.cells.iter().map(|cell| cell.across).sum();
    if width > COLUMNS { Err(Error::TooLarge { what: Limit::Columns, most: COLUMNS }) } else { Ok(()) }
}
