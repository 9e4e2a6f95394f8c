//! The table of offers of an environment or a category: toolbar, grid, the field in a cell, its dialogs.
//!
//! Reads the rows that the application keeps and asks for actions; changes nothing.

mod bar;
mod change;
mod dialogs;
mod editor;
mod keys;
mod shown;

pub(super) use dialogs::dialog_ui;

use super::ctx::{Actions, UiCtx};
use super::explorer::severity;
use super::theme::tokens;
use super::widgets::{
    Badge, Button, Grid, GridCell, GridColumn, GridEvents, GridSource, Icon, Severity, empty_state,
    issue_line,
};
use crate::app::{Action, Choose, Column, ExplorerAction, Filter, Rows, Sheet, TableAction};
use crate::model::{FieldType, Ref};
use crate::text::{find_folded, folded};
use crate::ui::labels::label_or_name;
use egui::{Frame, Id, Margin, Ui};
use shown::{ShownColumn, start};

/// What the grid draws: the rows that the application keeps.
struct Source<'a> {
    ctx: UiCtx<'a>,
    rows: &'a Rows,
    sheet: &'a Sheet,
    columns: &'a [ShownColumn],
    /// What is searched, folded.
    query: String,
}

/// Draws the table of offers of an environment or a category.
pub(super) fn table_ui(ui: &mut Ui, ctx: &UiCtx<'_>, scope: &Ref, actions: &mut Actions) {
    let empty = Sheet::default();
    // A frame or two later they are there.
    let Some(rows) = ctx.app.table_rows() else { return };
    let sheet = ctx.app.view().sheet().unwrap_or(&empty);
    let columns = shown(ctx);
    let margin = Margin { left: 16, right: 16, top: 6, bottom: 0 };
    Frame::new().inner_margin(margin).show(ui, |ui| {
        if rows.live {
            issue_line(ui, Severity::Info, &ctx.text("forms-live-note"));
        }
        bar::bar_ui(ui, ctx, scope, sheet, &columns, actions);
    });
    if rows.shown.is_empty() {
        return nothing_ui(ui, ctx, sheet, actions);
    }
    let id = table_id(scope);
    let keyboard = ui.memory(|memory| memory.has_focus(id));
    if keyboard != ctx.app.table().has_keyboard() {
        actions.push(Action::Table(TableAction::Keyboard(keyboard)));
    }
    let cursor = sheet.cursor().and_then(|cursor| {
        let column = columns.iter().position(|shown| shown.column == cursor.column)?;
        (cursor.row < rows.shown.len()).then_some((cursor.row, column))
    });
    if keyboard && ctx.app.dialog.is_none() {
        keys::keys(ui, sheet, &columns, cursor, actions);
    }
    let source =
        Source { ctx: *ctx, rows, sheet, columns: &columns, query: folded(sheet.filter.text.trim()) };
    let specs = specs(ctx, sheet, &columns);
    let (name, choose, all) = (ctx.text("table-tab"), ctx.text("table-choose"), ctx.text("table-choose-all"));
    let grid = Grid::new(id, &name, &specs, (&choose, &all))
        .cursor(cursor, sheet.editing().is_some())
        .all(sheet.chosen_count() > 0 && sheet.chosen_count() == rows.shown.len());
    let mut typed = Actions::new();
    let mut from_menu = Actions::new();
    let events = grid.show(
        ui,
        &source,
        |ui| editor::editor_ui(ui, ctx, sheet, &columns, id, &mut typed),
        |ui, row| menu_ui(ui, ctx, rows.live, row, &mut from_menu),
    );
    actions.append(&mut typed);
    take_events(&events, sheet, &source, actions);
    actions.append(&mut from_menu);
}

/// Gives the keyboard to the table of an environment or a category.
pub(super) fn take_keyboard(ui: &Ui, scope: &Ref) {
    ui.memory_mut(|memory| memory.request_focus(table_id(scope)));
}

fn table_id(scope: &Ref) -> Id {
    Id::unique(("offers table", scope))
}

/// The columns that are shown, with their types.
fn shown(ctx: &UiCtx<'_>) -> Vec<ShownColumn> {
    let catalog = ctx.catalog();
    let of = |column: Column| {
        let field_type = column.field(catalog).map(|field| field.field_type);
        ShownColumn { column, field_type }
    };
    let hidden = &ctx.app.preferences.hidden_columns;
    Column::shown(ctx.app.workspace().catalog(), hidden).into_iter().map(of).collect()
}

fn specs(ctx: &UiCtx<'_>, sheet: &Sheet, columns: &[ShownColumn]) -> Vec<GridColumn> {
    let sorted = |column: &Column| {
        sheet.sort.as_ref().filter(|sort| sort.column == *column).map(|sort| sort.descending)
    };
    let of = |shown: &ShownColumn| GridColumn {
        key: shown.column.key(),
        heading: shown.column.heading(ctx.catalog(), ctx.language),
        width: width(shown),
        right: shown.column.is_number(ctx.catalog()),
        sorted: sorted(&shown.column),
    };
    columns.iter().map(of).collect()
}

/// How wide a column is at first, in points.
fn width(shown: &ShownColumn) -> f32 {
    match (&shown.column, &shown.field_type) {
        (Column::Label | Column::Title, _) => 200.0,
        (Column::Category | Column::DestinationUrl, _) => 180.0,
        (Column::Target, _) => 300.0,
        (Column::Enabled | Column::Weight, _) => 84.0,
        (Column::Problems, _) => 100.0,
        (Column::From | Column::Until, _) | (_, Some(FieldType::DateTime)) => 130.0,
        (_, Some(FieldType::Integer | FieldType::Decimal | FieldType::Boolean)) => 96.0,
        _ => 140.0,
    }
}

impl GridSource for Source<'_> {
    fn len(&self) -> usize {
        self.rows.shown.len()
    }

    fn id(&self, row: usize) -> Id {
        let row = &self.rows.shown[row];
        // Twins share their name, and are told apart by their place.
        let twin = row.is_twin().then_some(row.category());
        Id::unique((&row.offer.name, twin))
    }

    fn name(&self, row: usize) -> String {
        let offer = &self.rows.shown[row].offer;
        label_or_name(&offer.label, &offer.name).to_owned()
    }

    fn is_chosen(&self, row: usize) -> bool {
        self.sheet.is_chosen(&self.rows.shown[row].offer.name)
    }

    fn cell(&self, row: usize, column: usize) -> GridCell {
        let (row, shown) = (&self.rows.shown[row], &self.columns[column]);
        let text = self.rows.shown(row, &shown.column, self.ctx.language);
        let ticked = (shown.column == Column::Enabled).then_some(row.offer.enabled);
        let badge = row.problems.worst.filter(|_| shown.column == Column::Problems);
        GridCell {
            found: if shown.is_searched() { find_folded(&text, &self.query) } else { None },
            ticked,
            badge: badge.map(|worst| Badge { severity: severity(worst), count: row.problems.count }),
            muted: self.rows.fixed(row, &shown.column).is_some() || !row.offer.enabled,
            text,
        }
    }
}

/// What stands in place of a table without rows.
fn nothing_ui(ui: &mut Ui, ctx: &UiCtx<'_>, sheet: &Sheet, actions: &mut Actions) {
    if sheet.filter.is_empty() {
        empty_state(ui, Icon::Offer, &ctx.text("table-empty"), &ctx.text("table-empty-hint"), None);
        return;
    }
    let clear = ctx.text("table-clear");
    let (title, hint) = (ctx.text("table-none"), ctx.text("table-none-hint"));
    if empty_state(ui, Icon::Search, &title, &hint, Some(&clear)) {
        actions.push(Action::Table(TableAction::Filter(Filter::default())));
    }
}

/// What the grid said, as actions.
fn take_events(events: &GridEvents, sheet: &Sheet, source: &Source<'_>, actions: &mut Actions) {
    let mut push = |action| actions.push(Action::Table(action));
    let column_at = |column: usize| source.columns.get(column).map(|shown| shown.column.clone());
    if let Some(column) = events.sorted.and_then(column_at) {
        push(TableAction::Sort(column));
    }
    if events.all {
        push(TableAction::ChooseAll(sheet.chosen_count() < source.len()));
    }
    if let (Some(row), Some(column)) = (events.ticked, column_at(0)) {
        let column = sheet.cursor().map_or(column, |cursor| cursor.column.clone());
        let choose = if events.modifiers.shift { Choose::AlsoRange } else { Choose::Toggle };
        push(TableAction::Go { row, column, choose });
    }
    let Some((row, column)) = events.gone else { return };
    let Some(to) = column_at(column) else { return };
    let chosen = source.is_chosen(row);
    let choose = match (events.modifiers.shift, events.modifiers.command) {
        (true, _) => Choose::Range,
        (false, true) if events.by_key => Choose::Nothing,
        (false, true) => Choose::Toggle,
        // The menu of one of several is a menu for all of them; and a box that is ticked leaves them alone.
        _ if chosen && (events.menu.is_some() || events.doubled) => Choose::Nothing,
        _ => Choose::One,
    };
    push(TableAction::Go { row, column: to, choose });
    if events.doubled && !events.modifiers.shift && !events.modifiers.command {
        push(start(&source.columns[column].column));
    }
}

/// What can be done with the chosen rows.
fn menu_ui(ui: &mut Ui, ctx: &UiCtx<'_>, live: bool, _row: usize, actions: &mut Actions) {
    let mut item = |ui: &mut Ui, icon: Icon, id: &str, enabled: bool, action: TableAction| {
        let text = ctx.text(id);
        if ui.add_enabled(enabled, Button::ghost(&text).icon(icon).grow()).clicked() {
            actions.push(Action::Table(action));
            ui.close();
        }
    };
    ui.spacing_mut().item_spacing.y = tokens(ui).size.space / 2.0;
    item(ui, Icon::GoTo, "find-key-open", true, TableAction::Open);
    item(ui, Icon::Edit, "table-change", !live, TableAction::Change);
    item(ui, Icon::Copy, "explorer-command-copy", true, TableAction::Copy);
    item(
        ui,
        Icon::New,
        "explorer-command-duplicate",
        !live,
        TableAction::InExplorer(ExplorerAction::Duplicate),
    );
    item(ui, Icon::Delete, "explorer-command-delete", !live, TableAction::InExplorer(ExplorerAction::Delete));
}
