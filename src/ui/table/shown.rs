//! A column as the table shows it.

use crate::app::{Column, TableAction};
use crate::model::FieldType;
use crate::ui::ctx::UiCtx;

/// A column as it is drawn.
pub(super) struct ShownColumn {
    pub(super) column: Column,
    pub(super) field_type: Option<FieldType>,
}

impl ShownColumn {
    /// Whether the text above the table is searched in its cells.
    pub(super) fn is_searched(&self) -> bool {
        use Column::{Category, Code, DestinationUrl, Label, Name, Target, Title};
        matches!(self.column, Label | Name | Code | Category | Target | Title | DestinationUrl)
    }

    /// What can be chosen for its cells, as they show it.
    pub(super) fn choices(&self, ctx: &UiCtx<'_>) -> Vec<String> {
        match &self.field_type {
            Some(FieldType::Choice(choices)) => choices.clone(),
            Some(FieldType::Boolean) => vec![ctx.text("preview-yes"), ctx.text("preview-no")],
            _ => Vec::new(),
        }
    }
}

/// What begins to change a cell: a field, or at once for what is ticked.
pub(super) fn start(column: &Column) -> TableAction {
    if *column == Column::Enabled { TableAction::Turn } else { TableAction::Start(None) }
}
