//! The field in the cell that is typed into, with what is wrong and what can be chosen below it.

use super::ShownColumn;
use crate::app::{Action, After, Sheet, TableAction};
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::theme::tokens;
use crate::ui::widgets::{Button, Icon, Severity, is_finished, is_pending, issue_line};
use egui::text::{CCursor, CCursorRange};
use egui::{EventFilter, Id, Key, Modifiers, Popup, PopupCloseBehavior, Response, TextEdit, Ui};

pub(super) fn editor_ui(
    ui: &mut Ui,
    ctx: &UiCtx<'_>,
    sheet: &Sheet,
    columns: &[ShownColumn],
    table: Id,
    actions: &mut Actions,
) {
    let (Some(editing), Some(cursor)) = (sheet.editing(), sheet.cursor()) else { return };
    let Some(shown) = columns.iter().find(|shown| shown.column == cursor.column) else { return };
    let id = Id::unique(("table cell", &cursor.offer, cursor.column.key()));
    let choices = shown.choices(ctx);
    let mut push = |action| actions.push(Action::Table(action));
    take_keyboard(ui, id, editing.asked, editing.text.chars().count());
    let focused = ui.memory(|memory| memory.has_focus(id));
    let ended = if focused { ending(ui, &choices, &editing.text) } else { None };
    let mut text = editing.text.clone();
    let size = ui.max_rect().size();
    let edit = TextEdit::singleline(&mut text)
        .id(id)
        .desired_width(size.x)
        .min_size(size)
        .align(egui::Align2::LEFT_CENTER)
        .lock_focus(true);
    let response = ui.put(ui.max_rect(), edit);
    if response.has_focus() {
        let filter = EventFilter { tab: true, escape: true, horizontal_arrows: true, vertical_arrows: true };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    }
    let heading = shown.column.heading(ctx.catalog(), ctx.language);
    let problem = editing.problem.as_ref().map(|problem| ctx.say(problem));
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_label(heading);
        if let Some(problem) = &problem {
            node.set_description(problem.as_str());
            node.set_invalid(egui::accesskit::Invalid::True);
        }
    });
    let chosen = below_ui(&response, problem.as_deref(), &choices);
    let left = is_finished(&response);
    let known = ctx.app.table_rows().and_then(|rows| {
        let row = rows.shown.get(cursor.row)?;
        Some(rows.text(row, &cursor.column, ctx.language))
    });
    if !left && problem.is_none() && known.is_some_and(|known| known != text) {
        is_pending(&response);
    }
    if chosen.is_some() || ended.as_ref().is_some_and(|action| !matches!(action, TableAction::Type(_))) {
        // The table gets the keyboard back, unless this field has to ask for it again.
        ui.memory_mut(|memory| memory.request_focus(table));
    }
    if let Some(choice) = chosen {
        push(TableAction::Type(choice));
        push(TableAction::Commit(After::Stay));
    } else if let Some(action) = ended {
        push(action);
    } else {
        if response.changed() {
            push(TableAction::Type(text));
        }
        if left {
            push(TableAction::Commit(After::Stay));
        }
    }
}

/// Gives the field the keyboard whenever that is asked for, with the caret at its end.
fn take_keyboard(ui: &Ui, id: Id, asked: u64, chars: usize) {
    let known = id.with("asked");
    if ui.data(|data| data.get_temp::<u64>(known)) == Some(asked) {
        return;
    }
    ui.data_mut(|data| data.insert_temp(known, asked));
    let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
    state.cursor.set_char_range(Some(CCursorRange::one(CCursor::new(chars))));
    state.store(ui.ctx(), id);
    ui.memory_mut(|memory| memory.request_focus(id));
}

/// What a key asks for before the field sees it.
fn ending(ui: &Ui, choices: &[String], text: &str) -> Option<TableAction> {
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    if pressed(Modifiers::NONE, Key::Escape) {
        return Some(TableAction::Cancel);
    }
    if pressed(Modifiers::SHIFT, Key::Tab) {
        return Some(TableAction::Commit(After::Before));
    }
    if pressed(Modifiers::NONE, Key::Tab) {
        return Some(TableAction::Commit(After::Next));
    }
    if pressed(Modifiers::NONE, Key::Enter) {
        return Some(TableAction::Commit(After::Stay));
    }
    if choices.is_empty() {
        return None;
    }
    let at = choices.iter().position(|choice| choice == text);
    if pressed(Modifiers::NONE, Key::ArrowDown) {
        let next = at.map_or(0, |at| (at + 1) % choices.len());
        return Some(TableAction::Type(choices[next].clone()));
    }
    if pressed(Modifiers::NONE, Key::ArrowUp) {
        let before = at.unwrap_or(choices.len()).checked_sub(1).unwrap_or(choices.len() - 1);
        return Some(TableAction::Type(choices[before].clone()));
    }
    None
}

/// What is wrong with what was typed, and what can be chosen. Returns what was.
fn below_ui(field: &Response, problem: Option<&str>, choices: &[String]) -> Option<String> {
    if problem.is_none() && choices.is_empty() {
        return None;
    }
    let popup = Popup::from_response(field).open(true).close_behavior(PopupCloseBehavior::IgnoreClicks);
    let shown = popup.show(|ui| {
        let size = &tokens(ui).size;
        ui.set_min_width(field.rect.width().max(size.steps(40.0)));
        ui.set_max_width(size.steps(90.0));
        if let Some(problem) = problem {
            issue_line(ui, Severity::Error, problem);
        }
        let mut chosen = None;
        for choice in choices {
            if ui.add(Button::ghost(choice).icon(Icon::Right).grow()).clicked() {
                chosen = Some(choice.clone());
            }
        }
        chosen
    });
    shown.and_then(|shown| shown.inner)
}
