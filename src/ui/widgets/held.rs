//! The keys that were held with a click or with a key that moves a cursor: those of the event itself. By the end of a
//! slow frame they may have been let go, which is all that the state of the input says.

use egui::{Event, Key, Modifiers, Ui};

/// The keys that move a cursor.
const MOVES: [Key; 8] = [
    Key::ArrowDown,
    Key::ArrowUp,
    Key::PageDown,
    Key::PageUp,
    Key::ArrowRight,
    Key::ArrowLeft,
    Key::Home,
    Key::End,
];

/// What was held when a key that moves the cursor was last pressed. To be asked before keys are consumed.
pub(super) fn with_key(ui: &Ui) -> Modifiers {
    last(ui, |event| match event {
        Event::Key { key, pressed: true, modifiers, .. } if MOVES.contains(key) => Some(*modifiers),
        _ => None,
    })
}

/// What was held when the mouse was last clicked.
pub(super) fn with_click(ui: &Ui) -> Modifiers {
    last(ui, |event| match event {
        Event::PointerButton { pressed: false, modifiers, .. } => Some(*modifiers),
        _ => None,
    })
}

fn last(ui: &Ui, held: impl Fn(&Event) -> Option<Modifiers>) -> Modifiers {
    ui.input(|input| input.events.iter().rev().find_map(&held).unwrap_or(input.modifiers))
}
