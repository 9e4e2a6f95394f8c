//! What a block of cells would change in the table: a plan, which a person sees before it is carried out.

use super::cell::{parse, write};
use super::column::Column;
use super::rows::Rows;
use crate::model::{Catalog, Offer, label_or_name};
use crate::text::{Arg, Language, Message};

/// So many refused cells are listed; of more only the number is said.
pub const MOST_REFUSED: usize = 50;

/// What a block would change.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Plan {
    /// How many cells would have another value.
    pub cells: usize,
    /// The offers as they would be.
    pub changed: Vec<Offer>,
    /// The first of the cells that cannot be written.
    pub refused: Vec<Refused>,
    /// How many cells cannot be written.
    pub refused_count: usize,
    /// How many lines of the block have no row.
    pub lines_beyond: usize,
    /// How many columns of the block have none in the table.
    pub columns_beyond: usize,
}

/// A cell that cannot be written.
#[derive(Debug, Clone, PartialEq)]
pub struct Refused {
    /// What a person reads of the offer.
    pub offer: String,
    /// The heading of the column.
    pub column: Arg,
    /// What stands in the block.
    pub text: String,
    /// Why.
    pub problem: Message,
}

impl Plan {
    /// What a block would change from a row and the first of `columns` on.
    pub(super) fn new(
        catalog: &Catalog,
        rows: &Rows,
        (row, columns): (usize, &[Column]),
        block: &[Vec<String>],
        language: Language,
    ) -> Self {
        let widest = block.iter().map(Vec::len).max().unwrap_or_default();
        let below = rows.shown.get(row..).unwrap_or_default();
        let mut plan = Self {
            lines_beyond: block.len().saturating_sub(below.len()),
            columns_beyond: widest.saturating_sub(columns.len()),
            ..Self::default()
        };
        for (row, line) in below.iter().zip(block) {
            let mut offer: Option<Offer> = None;
            for (column, text) in columns.iter().zip(line) {
                if rows.text(row, column, language) == *text {
                    continue;
                }
                let current = offer.as_ref().unwrap_or(&row.offer);
                let written = match rows.fixed(row, column) {
                    Some(reason) => Err(Message::new(reason)),
                    None => typed(catalog, current, column, text),
                };
                match written {
                    Ok(changed) if changed == *current => {}
                    Ok(changed) => {
                        plan.cells += 1;
                        offer = Some(changed);
                    }
                    Err(problem) => plan.refuse(catalog, &row.offer, column, text, problem),
                }
            }
            plan.changed.extend(offer);
        }
        plan
    }

    fn refuse(&mut self, catalog: &Catalog, offer: &Offer, column: &Column, text: &str, problem: Message) {
        self.refused_count += 1;
        if self.refused.len() < MOST_REFUSED {
            self.refused.push(Refused {
                offer: label_or_name(&offer.label, &offer.name).to_owned(),
                column: column.title(catalog),
                text: text.to_owned(),
                problem,
            });
        }
    }
}

/// An offer with what was typed into one of its cells.
pub(super) fn typed(catalog: &Catalog, offer: &Offer, column: &Column, text: &str) -> Result<Offer, Message> {
    let field = column.field(catalog).ok_or_else(|| Message::new("table-fixed"))?;
    write(offer, column, parse(text, &field.field_type)?)
}
