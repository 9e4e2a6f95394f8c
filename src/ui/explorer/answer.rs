//! What the questions of the window share: the answer of a button, and the keyboard at their first field.

use crate::app::{Action, Answer};
use egui::Ui;

/// Gives the keyboard to the one field of a dialog, until something else has it.
pub(in crate::ui) fn take_keyboard(ui: &Ui, field: &egui::Response) {
    // Enter leaves the field, and so is left to the dialog.
    if !field.lost_focus() && ui.memory(|memory| memory.focused().is_none()) {
        field.request_focus();
    }
}

/// The answer of the button pressed: the first accepts, the others leave everything as it is.
pub(in crate::ui) fn answer(pressed: Option<usize>) -> Option<Action> {
    pressed.map(|index| Action::Answer(if index == 0 { Answer::Accept } else { Answer::Cancel }))
}
