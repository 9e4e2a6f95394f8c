//! Shortcuts: taken before any widget is drawn, so that a text field's own undo does not fire as well.

use crate::app::{App, Command, Shortcut};
use egui::{Context, Key, KeyboardShortcut, Modifiers};

/// The commands whose keys were pressed, and which are enabled now. Their keys are gone for widgets.
pub(super) fn take(ctx: &Context, app: &App) -> Vec<Command> {
    let commands = Command::ALL.iter().copied().filter(|command| !command.has_local_keys());
    let mut keyed: Vec<(Command, Shortcut)> =
        commands.flat_map(|command| command.shortcuts().map(move |keys| (command, keys))).collect();
    // Ctrl+S would also answer to Ctrl+Shift+S: the longer combination is asked first.
    keyed.sort_by_key(|(_, keys)| std::cmp::Reverse(keys.shift));
    keyed.retain(|(_, shortcut)| {
        keys(*shortcut).is_some_and(|keys| ctx.input_mut(|input| input.consume_shortcut(&keys)))
    });
    let mut pressed: Vec<Command> = keyed.into_iter().map(|(command, _)| command).collect();
    pressed.dedup();
    pressed.retain(|command| command.enabled(app));
    pressed
}

/// Whether a key with these modifiers runs a command.
pub(super) fn is_command(key: Key, modifiers: Modifiers) -> bool {
    let commands = Command::ALL.iter().filter(|it| !it.has_local_keys());
    let keys = commands.flat_map(|it| it.shortcuts()).filter_map(keys);
    let mut of_commands = keys.filter(|keys| keys.logical_key == key);
    of_commands.any(|keys| modifiers.matches_logically(keys.modifiers))
}

/// A shortcut as egui knows it; `None` for a key that egui has no name for.
fn keys(shortcut: Shortcut) -> Option<KeyboardShortcut> {
    let first = match shortcut {
        Shortcut { alone: true, .. } => Modifiers::NONE,
        Shortcut { alt: true, .. } => Modifiers::ALT,
        Shortcut { .. } => Modifiers::COMMAND,
    };
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
            for shortcut in command.shortcuts() {
                assert!(keys(shortcut).is_some(), "{command:?}");
            }
        }
    }
}
