//! What the application does about the table of offers: its rows, its cells, and the changes made in it.

use super::bulk::BulkChange;
use super::bulk::Outlook;
use super::column::Column;
use super::paste::Plan;
use super::rows::Row;
use super::rows::Rows;
use super::sheet::Choose;
use super::sheet::Sheet;
use super::{After, MOST_AT_ONCE, Source, TableAction, TableDialog};
use super::{block, bulk, cell, paste};
use crate::app::application::App;
use crate::app::dialog::Dialog;
use crate::app::explorer::entity_of;
use crate::app::listing::Same;
use crate::app::listing::apply::Lister;
use crate::app::notices::NoticeKind;
use crate::app::tasks::Task;
use crate::app::view::Node;
use crate::document::Edit;
use crate::model::InnerTab;
use crate::model::{Entity, FieldType, Offer, Ref, Value, label_or_name};
use crate::text::{MOST_EDITED, Message};
use std::sync::Arc;

/// The rows of the table in front.
const ROWS: Lister<Source, Rows> =
    Lister { task: Task::Table, at: |open| &mut open.table.rows, taken: |app, _| app.follow_rows() };

impl App {
    /// What the table in front is of: an environment or a category. None while no table is in front.
    pub fn table_scope(&self) -> Option<&Ref> {
        let entity = self.view().active_tab()?;
        (self.view().inner_tab(entity) == InnerTab::Offers).then_some(entity)
    }

    /// The columns that a person wants to see.
    pub fn table_columns(&self) -> Vec<Column> {
        let hidden = &self.preferences.hidden_columns;
        let all = Column::all(self.workspace().catalog()).into_iter();
        all.filter(|column| !hidden.contains(&column.key())).collect()
    }

    /// The chosen rows of the table in front, in its order; the one at the cursor where none is chosen.
    pub fn chosen_rows(&self) -> Vec<Row> {
        let Some(sheet) = self.sheet() else { return Vec::new() };
        let Some(rows) = self.table_rows().map(|rows| &rows.shown) else { return Vec::new() };
        if sheet.chosen_count() == 0 {
            return sheet.cursor().and_then(|cursor| rows.get(cursor.row)).cloned().into_iter().collect();
        }
        rows.iter().filter(|row| sheet.is_chosen(&row.offer.name)).cloned().collect()
    }

    /// What a person did with the table in front.
    pub fn sheet(&self) -> Option<&Sheet> {
        self.view().sheets.get(self.table_scope()?)
    }

    fn sheet_mut(&mut self) -> Option<&mut Sheet> {
        let scope = self.table_scope()?.clone();
        Some(self.open.front_mut().view.sheets.entry(scope).or_default())
    }

    /// The rows of the table in front: none while no table is, or while they are made.
    pub fn table_rows(&self) -> Option<&Arc<Rows>> {
        self.table().rows_of(self.table_scope()?)
    }

    /// What the rows of the table in front are to be made of.
    fn table_source(&self) -> Option<Source> {
        let scope = self.table_scope()?.clone();
        let sheet = self.view().sheets.get(&scope).cloned().unwrap_or_default();
        let (catalog, issues) = (Same::of(self.workspace().catalog()), Same::of(self.workspace().issues()));
        Some(Source { catalog, issues, scope, filter: sheet.filter, sort: sheet.sort })
    }

    /// Has the rows of the table in front follow the catalog as it stands.
    pub(in crate::app) fn refresh_table(&mut self) {
        if let Some(source) = self.table_source() {
            self.list(ROWS, source, Rows::of);
        }
    }

    /// The same however long that takes: what is done to cells is done to them as they stand.
    fn refresh_table_now(&mut self) {
        if let Some(source) = self.table_source() {
            self.list_now(ROWS, source, Rows::of);
        }
    }

    /// Cursor and choice follow rows that are others now.
    fn follow_rows(&mut self) {
        let Some(rows) = self.table_rows().cloned() else { return };
        if let Some(sheet) = self.sheet_mut() {
            sheet.follow(&rows);
        }
    }

    pub(in crate::app) fn apply_table(&mut self, action: TableAction) {
        use TableAction::{Cancel, Filter, Keyboard, Show, Sort, Type};
        if !matches!(action, Cancel | Filter(_) | Keyboard(_) | Show(..) | Sort(_) | Type(_)) {
            self.refresh_table_now();
        }
        match action {
            TableAction::Show(column, on) => return self.show_column(&column, on),
            TableAction::Keyboard(on) => return self.open.front_mut().table.keyboard = on,
            TableAction::Commit(after) => return self.commit_and_go(after),
            TableAction::Go { .. } if !self.commit() => return,
            TableAction::Turn => return self.turn(),
            TableAction::Copy => return self.copy_rows(),
            TableAction::Paste(text) => return self.plan_paste(&text),
            TableAction::Change => return self.propose(BulkChange::default()),
            TableAction::Propose(change) => return self.propose(change),
            TableAction::Open => return self.open_at_cursor(),
            TableAction::Duplicate => return self.duplicate_rows(),
            TableAction::Delete => return self.delete_rows(),
            TableAction::Start(text) => return self.start(text),
            _ => {}
        }
        let rows = self.table_rows().cloned().unwrap_or_default();
        let Some(sheet) = self.sheet_mut() else { return };
        match action {
            TableAction::Sort(column) => sheet.sort_by(column),
            TableAction::Filter(filter) => sheet.filter = filter,
            TableAction::Go { row, column, choose } => sheet.go(&rows, row, column, choose),
            TableAction::ChooseAll(all) => sheet.choose_all(&rows, all),
            TableAction::Type(text) => sheet.type_text(text),
            TableAction::Cancel => sheet.stop(),
            _ => {}
        }
    }

    fn show_column(&mut self, column: &Column, on: bool) {
        let key = column.key();
        self.preferences.hidden_columns.retain(|hidden| *hidden != key);
        if !on {
            self.preferences.hidden_columns.push(key);
        }
        self.store_preferences();
    }

    /// The row and the column at the cursor.
    fn at_cursor(&self) -> Option<(&Row, &Column)> {
        let cursor = self.sheet()?.cursor()?;
        Some((self.table_rows()?.shown.get(cursor.row)?, &cursor.column))
    }

    /// Why a cell cannot be written; none where it can.
    fn fixed(&self, row: &Row, column: &Column) -> Option<&'static str> {
        self.table_rows()?.fixed(row, column)
    }

    /// The text of a cell.
    fn cell_text(&self, row: &Row, column: &Column) -> String {
        let rows = self.table_rows().cloned().unwrap_or_default();
        rows.text(row, column, self.preferences.language)
    }

    fn start(&mut self, text: Option<String>) {
        let Some((row, column)) = self.at_cursor() else { return };
        if let Some(reason) = self.fixed(row, column) {
            return self.notice(NoticeKind::Info, Message::new(reason));
        }
        let text = text.unwrap_or_else(|| self.cell_text(row, column));
        if text.len() > MOST_EDITED {
            return self.notice(NoticeKind::Info, Message::new("forms-too-long"));
        }
        if let Some(sheet) = self.sheet_mut() {
            sheet.start(text);
        }
    }

    /// Takes what was typed, if anything is. Says whether nothing is left to be mended.
    fn commit(&mut self) -> bool {
        let Some(editing) = self.sheet().and_then(Sheet::editing).cloned() else { return true };
        let Some((row, column)) = self.at_cursor() else { return true };
        let same = self.cell_text(row, column) == editing.text;
        let catalog = self.workspace().catalog();
        let written = match self.fixed(row, column) {
            _ if same => Ok(None),
            Some(reason) => Err(Message::new(reason)),
            None => paste::typed(catalog, &row.offer, column, &editing.text).map(Some),
        };
        let column = column.clone();
        match written {
            Err(problem) => {
                if let Some(sheet) = self.sheet_mut() {
                    sheet.refuse(problem);
                }
                return false;
            }
            Ok(None) => {}
            Ok(Some(offer)) => self.put_one(offer, &column),
        }
        if let Some(sheet) = self.sheet_mut() {
            sheet.stop();
        }
        true
    }

    fn commit_and_go(&mut self, after: After) {
        if !self.commit() || after == After::Stay {
            return;
        }
        self.refresh_table();
        let columns = self.table_columns();
        let rows = self.table_rows().cloned().unwrap_or_default();
        let Some(sheet) = self.sheet_mut() else { return };
        let Some(cursor) = sheet.cursor().cloned() else { return };
        let Some(at) = columns.iter().position(|column| *column == cursor.column) else { return };
        let next = if after == After::Next { at + 1 } else { at.saturating_sub(1) };
        if let Some(column) = columns.get(next) {
            sheet.go(&rows, cursor.row, column.clone(), Choose::Nothing);
        }
    }

    fn turn(&mut self) {
        let Some((row, column)) = self.at_cursor() else { return };
        let field = column.field(self.workspace().catalog());
        if field.is_none_or(|field| field.field_type != FieldType::Boolean) {
            return;
        }
        if let Some(reason) = self.fixed(row, column) {
            return self.notice(NoticeKind::Info, Message::new(reason));
        }
        let on = cell::read(&row.offer, column) == Some(Value::Boolean(true));
        if let Ok(offer) = cell::write(&row.offer, column, Some(Value::Boolean(!on))) {
            let column = column.clone();
            self.put_one(offer, &column);
        }
    }

    /// Puts an offer of which one cell has changed.
    fn put_one(&mut self, offer: Offer, column: &Column) {
        let title = label_or_name(&offer.label, &offer.name).to_owned();
        let name = Message::new("forms-step")
            .with("field", column.title(self.workspace().catalog()))
            .with("entity", title);
        if let Some(edit) = self.put(vec![offer]) {
            self.edit(&edit, name, None);
        }
    }

    /// The edit that puts offers of the environment in front.
    fn put(&self, offers: Vec<Offer>) -> Option<Edit> {
        let environment = self.table_scope()?.environment()?;
        let put = |offer: Offer| {
            let at = Ref::Offer(environment.to_owned(), offer.name.clone());
            Edit::Put(at, Entity::Offer(Arc::new(offer)))
        };
        Some(Edit::All(offers.into_iter().map(put).collect()))
    }

    fn copy_rows(&mut self) {
        let columns = self.table_columns();
        let line = |row: &Row| columns.iter().map(|column| self.cell_text(row, column)).collect();
        let lines: Vec<Vec<String>> = self.chosen_rows().iter().map(line).collect();
        if !lines.is_empty() {
            self.clipboard.copy(block::write(&lines));
        }
    }

    fn plan_paste(&mut self, text: &str) {
        let block = block::read(text);
        let columns = self.table_columns();
        let cursor = self.sheet().and_then(Sheet::cursor);
        let at = cursor.and_then(|cursor| {
            Some((cursor.row, columns.iter().position(|column| *column == cursor.column)?))
        });
        let Some((row, first)) = at.filter(|_| !block.is_empty()) else {
            return self.notice(NoticeKind::Info, Message::new("table-paste-nothing"));
        };
        let (rows, language) = (self.table_rows().cloned().unwrap_or_default(), self.preferences.language);
        let plan = Plan::new(self.workspace().catalog(), &rows, (row, &columns[first..]), &block, language);
        self.dialog = Some(Dialog::Table(TableDialog::Paste(Arc::new(plan))));
    }

    /// Shows what a change would make of the chosen offers.
    fn propose(&mut self, change: BulkChange) {
        let outlook = Arc::new(self.bulk(&change).0);
        self.dialog = Some(Dialog::Table(TableDialog::Change { change, outlook }));
    }

    /// What a change makes of the chosen offers, and those that it changes as they are then.
    fn bulk(&self, change: &BulkChange) -> (Outlook, Vec<Offer>) {
        let (mut outlook, mut changed) = (Outlook::default(), Vec::new());
        let (Some(column), true) = (&change.column, change.is_complete()) else { return (outlook, changed) };
        let whole =
            column.field(self.workspace().catalog()).is_some_and(|it| it.field_type == FieldType::Integer);
        let rows = self.table_rows().cloned().unwrap_or_default();
        let language = self.preferences.language;
        for row in self.chosen_rows() {
            // A semicolon in a list is in the way of typing only.
            let fixed = self.fixed(&row, column).filter(|reason| *reason != "table-fixed-list");
            let next = match fixed {
                Some(reason) => Err(bulk::short_reason(reason)),
                None => change.offer(&row.offer, whole),
            };
            match next {
                Ok(next) => {
                    outlook.changes(&row.offer, &next, |offer| rows.value(offer, column, language));
                    changed.push(next);
                }
                Err(reason) => outlook.stays(&row.offer, reason),
            }
        }
        (outlook, changed)
    }

    /// Carries out what a dialog of the table asked about.
    pub(in crate::app) fn accept_table(&mut self, dialog: TableDialog) {
        self.refresh_table_now();
        match dialog {
            TableDialog::Change { change, .. } => self.change_all(&change),
            TableDialog::Paste(plan) => {
                let step = Message::new("table-step-paste").with("count", plan.changed.len());
                if let Some(edit) = self.put(plan.changed.clone()) {
                    self.edit(&edit, step, None);
                }
            }
        }
    }

    /// Carries out a change of the chosen offers, and says which stay as they are.
    fn change_all(&mut self, change: &BulkChange) {
        let (outlook, changed) = self.bulk(change);
        let Some(column) = &change.column else { return };
        let step = Message::new("table-step-change")
            .with("field", column.title(self.workspace().catalog()))
            .with("count", changed.len());
        if let Some(edit) = self.put(changed).filter(|edit| *edit != Edit::All(Vec::new())) {
            self.edit(&edit, step, None);
        }
        for staying in &outlook.staying {
            self.notice(NoticeKind::Info, staying.message());
        }
    }

    fn offers_of(&self, rows: &[Row]) -> Vec<Ref> {
        let environment = self.table_scope().and_then(Ref::environment).unwrap_or_default();
        rows.iter().map(|row| Ref::Offer(environment.to_owned(), row.offer.name.clone())).collect()
    }

    fn open_at_cursor(&mut self) {
        let Some(row) = self.at_cursor().map(|(row, _)| row.clone()) else { return };
        if let Some(offer) = self.offers_of(&[row]).first() {
            self.open.front_mut().view.open(offer);
        }
    }

    fn duplicate_rows(&mut self) {
        if self.choose_rows() {
            self.duplicate();
        }
    }

    fn delete_rows(&mut self) {
        if self.choose_rows() {
            self.ask_to_delete();
        }
    }

    /// Chooses the rows of the table in the explorer too, whose commands then mean them. Says whether it did.
    pub(in crate::app) fn choose_rows(&mut self) -> bool {
        let rows = self.chosen_rows();
        if rows.len() > MOST_AT_ONCE {
            self.notice(NoticeKind::Info, Message::new("table-too-many").with("count", MOST_AT_ONCE));
            return false;
        }
        let offers = self.offers_of(&rows);
        self.open.front_mut().view.choose(offers);
        true
    }

    /// Whether the commands on what is chosen mean the rows of a table: while it has the keyboard.
    pub(in crate::app) fn table_has_keyboard(&self) -> bool {
        self.table().keyboard && self.table_scope().is_some()
    }

    /// Where the command for the table leads: the environment of what is selected, or open; else the first.
    pub(in crate::app) fn table_target(&self) -> Option<Ref> {
        let selected = self.view().selected.as_ref().and_then(entity_of);
        let near = [selected.as_ref(), self.view().active_tab()];
        let near = near.into_iter().flatten().find_map(|it| it.environment().map(str::to_owned));
        let first = || self.workspace().catalog().environments.first().map(|it| it.name.clone());
        near.or_else(first).map(Ref::Environment)
    }

    /// Opens the table of an environment.
    pub(in crate::app) fn show_table(&mut self) {
        let Some(environment) = self.table_target() else { return };
        self.open.front_mut().view.open(&environment);
        self.open.front_mut().view.show_inner(environment.clone(), InnerTab::Offers);
        self.open.front_mut().view.select(Some(Node::Entity(environment)));
        self.open.front_mut().view.enter_front();
    }
}
