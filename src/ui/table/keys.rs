//! What the keys do while the table has the keyboard and no cell is typed into.

use super::shown::{ShownColumn, start};
use crate::app::{Action, Choose, ExplorerAction, Sheet, TableAction};
use crate::model::FieldType;
use crate::ui::ctx::Actions;
use egui::{Event, Key, Modifiers, Ui};

pub(super) fn keys(
    ui: &Ui,
    sheet: &Sheet,
    columns: &[ShownColumn],
    cursor: Option<(usize, usize)>,
    actions: &mut Actions,
) {
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    let mut push = |action| actions.push(Action::Table(action));
    if pressed(Modifiers::COMMAND, Key::A) {
        push(TableAction::ChooseAll(true));
    }
    if pressed(Modifiers::COMMAND, Key::Enter) {
        push(TableAction::Open);
    }
    if pressed(Modifiers::NONE, Key::Delete) && sheet.cursor().is_some() {
        push(TableAction::InExplorer(ExplorerAction::Delete));
    }
    let events: Vec<Event> = ui.input(|input| input.events.clone());
    let mut typed = String::new();
    for event in events {
        match event {
            Event::Copy => push(TableAction::Copy),
            Event::Paste(text) => push(TableAction::Paste(text)),
            Event::Text(text) => typed.push_str(&text),
            _ => {}
        }
    }
    let Some((row, column)) = cursor else { return };
    let at = &columns[column];
    // Asked for before Space alone, which would take it too.
    if pressed(Modifiers::SHIFT, Key::Space) {
        push(TableAction::Go { row, column: at.column.clone(), choose: Choose::AlsoRange });
        return;
    }
    if pressed(Modifiers::NONE, Key::Space) {
        if at.field_type == Some(FieldType::Boolean) {
            push(TableAction::Turn);
        } else {
            push(TableAction::Go { row, column: at.column.clone(), choose: Choose::Toggle });
        }
        return;
    }
    if pressed(Modifiers::NONE, Key::Enter) || pressed(Modifiers::NONE, Key::F2) {
        push(start(&at.column));
    } else if pressed(Modifiers::NONE, Key::Backspace) {
        push(TableAction::Start(Some(String::new())));
    } else if !typed.trim().is_empty() && at.field_type.is_some() {
        push(TableAction::Start(Some(typed)));
    }
}
