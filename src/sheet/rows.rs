//! Which offers and which columns a sheet has. Owns their choice and order; a column that nobody uses is left out.

use super::cell::Cell;
use super::column::{Column, ContentPart, WeightPart};
use super::headings::{content_parts, most_weights};
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
    let mut columns = vec![
        Column::Environment,
        Column::Category,
        Column::Offer,
        Column::Label,
        Column::Code,
        Column::Enabled,
        Column::From,
        Column::Until,
        Column::Target,
    ];
    for place in 0..most_weights(catalog).max(1) {
        let parts = WeightPart::ALL.map(|part| Column::Weight(place, part)).into_iter();
        columns.extend(
            parts.filter(|column| matches!(column, Column::Weight(_, WeightPart::Value)) || is_used(column)),
        );
    }
    let declared = |name: &str| {
        let spaces = catalog.environments.iter().flat_map(|environment| &environment.spaces);
        spaces.flat_map(|space| &space.content_fields).any(|field| field.name == name)
    };
    let parts = content_parts(catalog);
    let shared = parts.iter().map(|part| (part, Column::Content(None, part.clone())));
    columns.extend(
        shared
            .filter(|(part, column)| {
                matches!(part, ContentPart::Field(_)) || declared(part.name()) || is_used(column)
            })
            .map(|(_, column)| column),
    );
    let mut spaces: Vec<&String> = Vec::new();
    for space in rows.iter().flat_map(|row| row.offer.content.spaces.keys()) {
        if !spaces.contains(&space) {
            spaces.push(space);
        }
    }
    for space in spaces {
        let of_space = parts.iter().map(|part| Column::Content(Some(space.clone()), part.clone()));
        columns.extend(of_space.filter(is_used));
    }
    columns.extend([Column::ContentStatus, Column::EligibilityStatus]);
    columns
}
