//! Shortcuts: taken before any widget is drawn, so that a text field's own undo does not fire as well.

use crate::app::{App, Command, Shortcut};
use egui::{Context, Key, KeyboardShortcut, Modifiers};

/// The commands whose keys were pressed, and which are enabled now. Their keys are gone for widgets.
pub(super) fn take(ctx: &Context, app: &App) -> Vec<Command> {
    let mut commands: Vec<Command> =
        Command::ALL.iter().copied().filter(|it| it.shortcut().is_some() && !it.is_of_clipboard()).collect();
    // Ctrl+S would also answer to Ctrl+Shift+S: the longer combination is asked first.
    commands.sort_by_key(|command| std::cmp::Reverse(command.shortcut().is_some_and(|keys| keys.shift)));
    let pressed = |command: &Command| {
        let keys = command.shortcut().and_then(keys);
        keys.is_some_and(|keys| ctx.input_mut(|input| input.consume_shortcut(&keys)))
    };
    commands.into_iter().filter(pressed).filter(|command| command.enabled(app)).collect()
}

/// Whether a key with these modifiers runs a command.
pub(super) fn is_command(key: Key, modifiers: Modifiers) -> bool {
    let keys = Command::ALL.iter().filter(|it| !it.is_of_clipboard()).filter_map(|it| keys(it.shortcut()?));
    let mut of_commands = keys.filter(|keys| keys.logical_key == key);
    of_commands.any(|keys| modifiers.matches_logically(keys.modifiers))
}

/// A shortcut as egui knows it; `None` for a key that egui has no name for.
fn keys(shortcut: Shortcut) -> Option<KeyboardShortcut> {
    let first = if shortcut.alt { Modifiers::ALT } else { Modifiers::COMMAND };
    let modifiers = if shortcut.shift { first.plus(Modifiers::SHIFT) } else { first };
    Some(KeyboardShortcut::new(modifiers, Key::from_name(shortcut.key)?))
}

/// A shortcut as people read it, such as `Ctrl+Shift+Z`.
pub(super) fn written(ctx: &Context, shortcut: Shortcut) -> String {
    keys(shortcut).map(|keys| ctx.format_shortcut(&keys)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shortcut_has_a_key() {
        for command in Command::ALL.iter().copied() {
            if let Some(shortcut) = command.shortcut() {
                assert!(keys(shortcut).is_some(), "{command:?}");
            }
        }
    }
}
