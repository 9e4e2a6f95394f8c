//! What the table of offers does: its rows, its cells, and the changes made in it.

use super::bulk::{self, BulkChange, Outlook};
use super::column::Column;
use super::paste::Plan;
use super::rows::{Row, Rows};
use super::sheet::{Choose, Sheet};
use super::{After, MOST_AT_ONCE, Source, Table, TableAction, TableDialog};
use super::{block, cell, paste};
use crate::app::action::Action;
use crate::app::dialog::Dialog;
use crate::app::effect::{Context, Effect};
use crate::app::listing::Same;
use crate::app::tasks::Task;
use crate::document::Edit;
use crate::model::{Entity, FieldType, Offer, Ref, Value, label_or_name};
use crate::text::{MOST_EDITED, Message};
use std::sync::Arc;

impl Table {
    /// Has the rows of the table in front follow the catalog as it stands.
    pub(in crate::app) fn refresh(&mut self, context: &Context<'_>) -> Vec<Effect> {
        let Some(source) = wanted(context) else { return Vec::new() };
        if context.workspace.is_small() && self.has_sentences(&source) {
            return self.refresh_now(context);
        }
        let make = self.maker(context);
        self.rows.order(Task::Table, source, make, |features, context, source, rows| {
            let waits = features.table.rows.waits_for(&source);
            if waits { features.table.take(source, rows, context) } else { Vec::new() }
        })
    }

    /// The same however long that takes: what is done to cells is done to them as they stand.
    pub(in crate::app) fn refresh_now(&mut self, context: &Context<'_>) -> Vec<Effect> {
        let Some(source) = wanted(context).filter(|source| !self.rows.is_of(source)) else {
            return Vec::new();
        };
        let rows = self.maker(context)(&source);
        self.take(Arc::new(source), rows, context)
    }

    /// Makes rows; the rules that are in words already stay in these words.
    fn maker(&self, context: &Context<'_>) -> impl FnOnce(&Source) -> Rows + Send + use<> {
        let rules = context.workspace.plan().rules().clone();
        let before = self.rows.made().map(|(_, rows)| Arc::clone(rows));
        move |source| Rows::of(source, &rules, before.as_deref())
    }

    /// Whether most rules of the table are in words already, so that its rows are made within a frame.
    fn has_sentences(&self, source: &Source) -> bool {
        let same = |of: &Source| (&of.scope, of.language) == (&source.scope, source.language);
        self.rows.made().is_some_and(|(of, _)| same(of))
    }

    /// Takes rows over: cursor and choice follow them.
    fn take(&mut self, source: Arc<Source>, rows: Rows, context: &Context<'_>) -> Vec<Effect> {
        self.rows.take(source, rows);
        let follow = |it: InFront<'_>| {
            let rows = Arc::clone(&it.rows);
            it.sheet(move |sheet| sheet.follow(&rows))
        };
        self.in_front(context).map(follow).into_iter().collect()
    }

    fn in_front<'a>(&'a self, context: &'a Context<'a>) -> Option<InFront<'a>> {
        let scope = context.view.table_scope()?;
        let rows = self.rows_of(scope).cloned().unwrap_or_default();
        Some(InFront { context, table: self, scope, rows })
    }

    /// Has the rows stand as the catalog does, where an action is about them.
    pub(in crate::app) fn prepare(&mut self, action: &TableAction, context: &Context<'_>) -> Vec<Effect> {
        use TableAction::{Cancel, Filter, Keyboard, Show, Sort, Type};
        match action {
            Cancel | Filter(_) | Keyboard(_) | Show(..) | Sort(_) | Type(_) => Vec::new(),
            _ => self.refresh_now(context),
        }
    }

    pub(in crate::app) fn apply(&mut self, action: TableAction, context: &Context<'_>) -> Vec<Effect> {
        match action {
            TableAction::Keyboard(on) => {
                self.keyboard = on;
                Vec::new()
            }
            TableAction::Show(column, on) => vec![show_column(&column, on)],
            action => self.in_front(context).map(|it| it.apply(action)).unwrap_or_default(),
        }
    }

    /// Carries out what a dialog of the table asked about.
    pub(in crate::app) fn accept(&self, dialog: &TableDialog, context: &Context<'_>) -> Vec<Effect> {
        let Some(it) = self.in_front(context) else { return Vec::new() };
        match dialog {
            TableDialog::Change { change, .. } => it.change_all(change),
            TableDialog::Paste(plan) => {
                let step = Message::new("table-step-paste").with("count", plan.changed.len());
                it.put(plan.changed.clone()).map(|edit| Effect::edit(edit, step)).into_iter().collect()
            }
        }
    }
}

/// What the rows of the table in front are to be made of.
fn wanted(context: &Context<'_>) -> Option<Source> {
    let (scope, sheet) = (context.view.table_scope()?.clone(), context.view.sheet());
    let filter = sheet.map(|sheet| sheet.filter.clone()).unwrap_or_default();
    let (catalog, issues) = (Same::of(context.catalog()), Same::of(context.workspace.issues()));
    let (sort, language) = (sheet.and_then(|sheet| sheet.sort.clone()), context.preferences.language);
    Some(Source { catalog, issues, scope, filter, sort, language })
}

fn show_column(column: &Column, on: bool) -> Effect {
    let key = column.key();
    Effect::prefer(move |preferences| {
        preferences.hidden_columns.retain(|hidden| *hidden != key);
        if !on {
            preferences.hidden_columns.push(key);
        }
    })
}

/// The table in front, as an action finds it.
struct InFront<'a> {
    context: &'a Context<'a>,
    table: &'a Table,
    scope: &'a Ref,
    /// None while they are made.
    rows: Arc<Rows>,
}

impl InFront<'_> {
    fn apply(&self, action: TableAction) -> Vec<Effect> {
        let rows = Arc::clone(&self.rows);
        match action {
            TableAction::Sort(column) => vec![self.sheet(move |sheet| sheet.sort_by(column))],
            TableAction::Filter(filter) => vec![self.sheet(move |sheet| sheet.filter = filter)],
            TableAction::ChooseAll(all) => vec![self.sheet(move |sheet| sheet.choose_all(&rows, all))],
            TableAction::Type(text) => vec![self.sheet(move |sheet| sheet.type_text(text))],
            TableAction::Cancel => vec![self.sheet(Sheet::stop)],
            TableAction::Go { row, column, choose } => {
                self.commit_and(|| Some(self.sheet(move |sheet| sheet.go(&rows, row, column, choose))))
            }
            TableAction::Commit(after) => self.commit_and(|| self.go_beside(after)),
            TableAction::Start(text) => self.start(text).into_iter().collect(),
            TableAction::Turn => self.turn().into_iter().collect(),
            TableAction::Copy => self.copy().into_iter().collect(),
            TableAction::Paste(text) => vec![self.plan_paste(&text)],
            TableAction::Change => vec![self.propose(BulkChange::default())],
            TableAction::Propose(change) => vec![self.propose(change)],
            TableAction::Open => {
                let row = self.at_cursor().map(|(row, _)| self.offer(row));
                row.map(|offer| Effect::Act(Action::Open(offer))).into_iter().collect()
            }
            TableAction::InExplorer(action) => {
                self.choose_and(|| vec![Effect::Act(Action::Explorer(action))])
            }
            TableAction::Show(..) | TableAction::Keyboard(_) => Vec::new(),
        }
    }

    /// Changes what was done with the table.
    fn sheet(&self, change: impl FnOnce(&mut Sheet) + 'static) -> Effect {
        let scope = self.scope.clone();
        Effect::view(move |view| change(view.sheets.entry(scope).or_default()))
    }

    /// The row and the column at the cursor.
    fn at_cursor(&self) -> Option<(&Row, &Column)> {
        let cursor = self.context.view.sheet()?.cursor()?;
        Some((self.rows.shown.get(cursor.row)?, &cursor.column))
    }

    /// The text of a cell.
    fn text(&self, row: &Row, column: &Column) -> String {
        self.rows.text(row, column, self.context.preferences.language)
    }

    fn columns(&self) -> Vec<Column> {
        Column::shown(self.context.catalog(), &self.context.preferences.hidden_columns)
    }

    fn chosen(&self) -> Vec<Row> {
        self.table.chosen_rows(self.context.view)
    }

    fn start(&self, text: Option<String>) -> Option<Effect> {
        let (row, column) = self.at_cursor()?;
        if let Some(reason) = self.rows.fixed(row, column) {
            return Some(Effect::info(Message::new(reason)));
        }
        let text = text.unwrap_or_else(|| self.text(row, column));
        if text.len() > MOST_EDITED {
            return Some(Effect::info(Message::new("forms-too-long")));
        }
        Some(self.sheet(move |sheet| sheet.start(text)))
    }

    /// Takes what was typed, if anything is, and goes on where nothing is left to be mended.
    fn commit_and(&self, then: impl FnOnce() -> Option<Effect>) -> Vec<Effect> {
        let editing = self.context.view.sheet().and_then(Sheet::editing);
        let Some((editing, (row, column))) = editing.zip(self.at_cursor()) else {
            return then().into_iter().collect();
        };
        let written = match self.rows.fixed(row, column) {
            _ if self.text(row, column) == editing.text => Ok(None),
            Some(reason) => Err(Message::new(reason)),
            None => paste::typed(self.context.catalog(), &row.offer, column, &editing.text).map(Some),
        };
        match written {
            Err(problem) => vec![self.sheet(|sheet| sheet.refuse(problem))],
            Ok(offer) => {
                let put = offer.and_then(|offer| self.put_one(offer, column));
                put.into_iter().chain([self.sheet(Sheet::stop)]).chain(then()).collect()
            }
        }
    }

    /// Puts the cursor on the column beside; where the rows are others afterwards, it follows them.
    fn go_beside(&self, after: After) -> Option<Effect> {
        let cursor = self.context.view.sheet()?.cursor()?;
        let columns = self.columns();
        let at = columns.iter().position(|column| *column == cursor.column)?;
        let next = match after {
            After::Stay => return None,
            After::Next => at + 1,
            After::Before => at.saturating_sub(1),
        };
        let (column, row, rows) = (columns.get(next)?.clone(), cursor.row, Arc::clone(&self.rows));
        Some(self.sheet(move |sheet| sheet.go(&rows, row, column, Choose::Nothing)))
    }

    fn turn(&self) -> Option<Effect> {
        let (row, column) = self.at_cursor()?;
        column.field(self.context.catalog()).filter(|field| field.field_type == FieldType::Boolean)?;
        if let Some(reason) = self.rows.fixed(row, column) {
            return Some(Effect::info(Message::new(reason)));
        }
        let on = cell::read(&row.offer, column) == Some(Value::Boolean(true));
        let offer = cell::write(&row.offer, column, Some(Value::Boolean(!on))).ok()?;
        self.put_one(offer, column)
    }

    /// Puts an offer of which one cell has changed.
    fn put_one(&self, offer: Offer, column: &Column) -> Option<Effect> {
        let title = label_or_name(&offer.label, &offer.name).to_owned();
        let field = column.title(self.context.catalog());
        let name = Message::new("forms-step").with("field", field).with("entity", title);
        Some(Effect::edit(self.put(vec![offer])?, name))
    }

    /// The edit that puts offers of the environment in front; none where there are none.
    fn put(&self, offers: Vec<Offer>) -> Option<Edit> {
        let environment = self.scope.environment()?;
        let put = |offer: Offer| {
            let at = Ref::Offer(environment.to_owned(), offer.name.clone());
            Edit::Put(at, Entity::Offer(Arc::new(offer)))
        };
        let edits: Vec<Edit> = offers.into_iter().map(put).collect();
        (!edits.is_empty()).then_some(Edit::All(edits))
    }

    fn copy(&self) -> Option<Effect> {
        let columns = self.columns();
        let line = |row: &Row| columns.iter().map(|column| self.text(row, column)).collect();
        let lines: Vec<Vec<String>> = self.chosen().iter().map(line).collect();
        (!lines.is_empty()).then(|| Effect::Copy(block::write(&lines)))
    }

    fn plan_paste(&self, text: &str) -> Effect {
        let block = block::read(text);
        let columns = self.columns();
        let cursor = self.context.view.sheet().and_then(Sheet::cursor);
        let at = cursor.and_then(|cursor| {
            Some((cursor.row, columns.iter().position(|column| *column == cursor.column)?))
        });
        let Some((row, first)) = at.filter(|_| !block.is_empty()) else {
            return Effect::info(Message::new("table-paste-nothing"));
        };
        let (catalog, language) = (self.context.catalog(), self.context.preferences.language);
        let plan = Plan::new(catalog, &self.rows, (row, &columns[first..]), &block, language);
        ask(TableDialog::Paste(Arc::new(plan)))
    }

    /// Shows what a change would make of the chosen offers.
    fn propose(&self, change: BulkChange) -> Effect {
        let outlook = Arc::new(self.bulk(&change).0);
        ask(TableDialog::Change { change, outlook })
    }

    /// What a change makes of the chosen offers, and those that it changes as they are then.
    fn bulk(&self, change: &BulkChange) -> (Outlook, Vec<Offer>) {
        let (mut outlook, mut changed) = (Outlook::default(), Vec::new());
        let (Some(column), true) = (&change.column, change.is_complete()) else { return (outlook, changed) };
        let field = column.field(self.context.catalog());
        let whole = field.is_some_and(|it| it.field_type == FieldType::Integer);
        let language = self.context.preferences.language;
        for row in &self.chosen() {
            // A semicolon in a list is in the way of typing only.
            let fixed = self.rows.fixed(row, column).filter(|reason| *reason != "table-fixed-list");
            let next = match fixed {
                Some(reason) => Err(bulk::short_reason(reason)),
                None => change.offer(&row.offer, whole),
            };
            match next {
                Ok(next) => {
                    outlook.changes(&row.offer, &next, |offer| self.rows.value(offer, column, language));
                    changed.push(next);
                }
                Err(reason) => outlook.stays(&row.offer, reason),
            }
        }
        (outlook, changed)
    }

    /// Carries out a change of the chosen offers, and says which stay as they are.
    fn change_all(&self, change: &BulkChange) -> Vec<Effect> {
        let (outlook, changed) = self.bulk(change);
        let Some(column) = &change.column else { return Vec::new() };
        let step = Message::new("table-step-change")
            .with("field", column.title(self.context.catalog()))
            .with("count", changed.len());
        let edit = self.put(changed).map(|edit| Effect::edit(edit, step));
        let staying = outlook.staying.iter().map(|staying| Effect::info(staying.message()));
        edit.into_iter().chain(staying).collect()
    }

    fn offer(&self, row: &Row) -> Ref {
        Ref::Offer(self.scope.environment().unwrap_or_default().to_owned(), row.offer.name.clone())
    }

    /// Chooses the rows of the table in the explorer too, whose actions then mean them, and goes on.
    fn choose_and(&self, then: impl FnOnce() -> Vec<Effect>) -> Vec<Effect> {
        let rows = self.chosen();
        if rows.len() > MOST_AT_ONCE {
            let message = Message::new("table-too-many").with("count", MOST_AT_ONCE);
            return vec![Effect::info(message)];
        }
        let offers = rows.iter().map(|row| self.offer(row)).collect();
        let choose = Effect::view(move |view| view.choose(offers));
        std::iter::once(choose).chain(then()).collect()
    }
}

fn ask(dialog: TableDialog) -> Effect {
    Effect::Act(Action::Ask(Dialog::Table(dialog)))
}
