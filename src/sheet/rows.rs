//! Which offers and which columns a sheet has. Owns their choice and order; a column that nobody uses is left out.

use super::cell::Cell;
use super::column::{Column, ContentPart, WeightPart};
use super::headings::{every_column, most_weights};
use crate::model::{Catalog, Category, Environment, Offer, Stage};
use std::sync::Arc;

/// Which offers a sheet has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Those that can be changed: of the Design environments.
    Design,
    /// Those of Live environments too.
    All,
}

/// What a sheet of a catalog has.
pub(super) struct Table<'a> {
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Row<'a>>,
}

/// The offer of a row, and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    pub(super) environment: &'a Environment,
    pub(super) category: &'a Category,
    pub(super) offer: &'a Arc<Offer>,
}

impl<'a> Table<'a> {
    pub(super) fn of(catalog: &'a Catalog, scope: Scope) -> Self {
        let rows: Vec<Row<'a>> = rows(catalog)
            .into_iter()
            .filter(|row| scope == Scope::All || row.environment.stage != Stage::Live)
            .collect();
        Self { columns: columns(catalog, &rows), rows }
    }
}

/// Every offer, in the order of the catalog.
pub(super) fn rows(catalog: &Catalog) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    for environment in &catalog.environments {
        environment.walk_categories(|_, category| {
            rows.extend(category.offers.iter().map(|offer| Row { environment, category, offer }));
        });
    }
    rows
}

/// The columns: those that tell offers apart and the usual ones, and of the others those that an offer or a space uses.
fn columns(catalog: &Catalog, rows: &[Row<'_>]) -> Vec<Column> {
    let is_used = |column: &Column| rows.iter().any(|row| column.read(catalog, row.offer) != Cell::Empty);
    let declared = |name: &str| {
        let spaces = catalog.environments.iter().flat_map(|environment| &environment.spaces);
        spaces.flat_map(|space| &space.content_fields).any(|field| field.name == name)
    };
    let weights = most_weights(catalog).max(1);
    let mut columns = every_column(catalog);
    columns.retain(|column| match column {
        Column::Weight(place, WeightPart::Value) => *place < weights,
        Column::Content(None, ContentPart::Standard(name)) => declared(name) || is_used(column),
        Column::Weight(..) | Column::Content(Some(_), _) => is_used(column),
        _ => true,
    });
    columns
}
