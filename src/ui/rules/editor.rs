//! A rule as text, with colours, completion and explanations: taken over while it is typed, made canonical when
//! it is finished.

use super::completion::{Session, explain_ui};
use super::{RuleContext, RuleEdit, highlight, issues};
use crate::rule::{self, broken};
use crate::ui::ctx::Actions;
use crate::ui::theme::tokens;
use crate::ui::widgets::{Icon, icon_button};
use egui::text::{CCursor, CCursorRange, CharIndex};
use egui::text_edit::TextEditOutput;
use egui::{Event, EventFilter, Id, Key, KeyboardShortcut, Modifiers, TextBuffer, TextEdit, Ui};

/// What makes the rule canonical without leaving it.
const FORMAT: KeyboardShortcut = KeyboardShortcut::new(Modifiers::ALT.plus(Modifiers::SHIFT), Key::F);

pub(super) fn editor_ui(
    ui: &mut Ui,
    rule: &RuleContext<'_>,
    source: &str,
    _actions: &mut Actions,
) -> RuleEdit {
    let id = ui.make_persistent_id("input");
    let mut text = broken(source);
    let mut session = Session::load(ui, id, rule.enabled);
    let taken = session.take_keys(ui, rule, source);
    if let Some((completed, caret)) = &taken {
        text = broken(completed);
        put_caret(ui, id, *caret);
    }
    let format = ui.memory(|memory| memory.has_focus(id)) && takes_format(ui);
    let (output, pressed) = text_ui(ui, rule, &mut text, (id, source), session.is_open());
    let response = output.response.response.clone();
    if rule.led_to {
        response.request_focus();
    }
    // A rule is one line: a break stands for the blank that it took the place of.
    let text = text.replace('\n', " ");
    let chosen = session.update(ui, rule, &text, &output, taken.is_some());
    if let Some((completed, caret)) = chosen {
        put_caret(ui, id, caret);
        return RuleEdit { response, source: Some(completed), settled: false };
    }
    if !session.is_open() {
        explain_ui(rule, &text, &output);
    }
    let settled = response.lost_focus() && !session.is_open();
    session.store(ui, id);
    let finished = settled || format || pressed;
    let changed = response.changed() || taken.is_some();
    let typed = if finished { finished_form(&text) } else { text };
    let typed = (changed || finished && typed != source).then_some(typed);
    RuleEdit { response, source: typed, settled: finished }
}

/// Whether what makes the rule canonical was pressed: the letter that some systems type with it is not meant.
fn takes_format(ui: &Ui) -> bool {
    ui.input_mut(|input| {
        let pressed = input.consume_shortcut(&FORMAT);
        if pressed {
            input.events.retain(|event| !matches!(event, Event::Text(_)));
        }
        pressed
    })
}

/// The text field, and the button beside it that makes the rule canonical; says whether that was pressed.
fn text_ui(
    ui: &mut Ui,
    rule: &RuleContext<'_>,
    text: &mut String,
    (id, source): (Id, &str),
    completing: bool,
) -> (TextEditOutput, bool) {
    let found = issues::found_in(rule, source);
    let mut layout =
        |ui: &Ui, text: &dyn TextBuffer, width: f32| highlight::galley(ui, text.as_str(), &found, width);
    // Tab leaves the field, unless it takes a suggestion; so does Escape, unless it closes the list.
    let keys =
        EventFilter { tab: completing, escape: completing, horizontal_arrows: true, vertical_arrows: true };
    let can_format = rule.enabled && !source.is_empty() && finished_form(source) != source;
    let size = &tokens(ui).size;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = size.space;
        let room = if can_format { size.control + size.space } else { 0.0 };
        let edit = TextEdit::multiline(text).id(id).code_editor().event_filter(keys).desired_rows(1);
        let output = edit.desired_width(ui.available_width() - room).layouter(&mut layout).show(ui);
        let name = rule.ctx.text("editor-format");
        (output, can_format && icon_button(ui, Icon::Sparkles, &name).clicked())
    })
    .inner
}

/// A rule as it is saved.
fn finished_form(text: &str) -> String {
    if text.trim().is_empty() { String::new() } else { rule::canonical(text) }
}

/// Puts the caret behind so many characters, for the next time that the field is drawn.
fn put_caret(ui: &Ui, id: Id, characters: usize) {
    let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
    state.cursor.set_char_range(Some(CCursorRange::one(CCursor::new(CharIndex(characters)))));
    TextEdit::store_state(ui.ctx(), id, state);
}
