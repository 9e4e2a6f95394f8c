//! Shortcuts: taken before any widget is drawn, so that a text field's own undo does not fire as well.

use crate::app::{App, Command, Shortcut};
use crate::text::Language;
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

/// Keys by the words that egui has for them; keyboards of other countries have other words, or signs.
const WORDS: [(&str, &str); 16] = [
    ("Shift", "find-keyboard-shift"),
    ("Delete", "find-keyboard-delete"),
    ("Enter", "find-keyboard-enter"),
    ("Escape", "find-keyboard-escape"),
    ("Space", "find-keyboard-space"),
    ("PageUp", "find-keyboard-page-up"),
    ("PageDown", "find-keyboard-page-down"),
    ("Home", "find-keyboard-home"),
    ("End", "find-keyboard-end"),
    ("Up", "find-keyboard-up"),
    ("Down", "find-keyboard-down"),
    ("Left", "find-keyboard-left"),
    ("Right", "find-keyboard-right"),
    ("Insert", "find-keyboard-insert"),
    ("Plus", "find-keyboard-plus"),
    ("Minus", "find-keyboard-minus"),
];

/// A shortcut as people read it, such as `Ctrl+Shift+Z`, in French `Ctrl+Maj+Z`.
pub(super) fn written(ctx: &Context, language: Language, shortcut: Shortcut) -> String {
    keys(shortcut).map(|keys| in_words(ctx, language, keys)).unwrap_or_default()
}

/// Keys as the keyboards of a language have them.
pub(super) fn in_words(ctx: &Context, language: Language, keys: KeyboardShortcut) -> String {
    let said = ctx.format_shortcut(&keys);
    let word = |key: &str| WORDS.iter().find(|(name, _)| *name == key).map(|(_, id)| language.text(id));
    let keys: Vec<String> = said.split('+').map(|key| word(key).unwrap_or_else(|| key.to_owned())).collect();
    keys.join("+")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_called_as_the_keyboards_of_the_language_have_them() {
        let ctx = Context::default();
        ctx.set_os(egui::os::OperatingSystem::Nix);
        let said = |language| Command::ALL.iter().flat_map(|it| it.shortcuts()).map(move |it| (language, it));
        let said =
            |language| said(language).map(|(language, it)| written(&ctx, language, it)).collect::<Vec<_>>();
        let (english, french) = (said(Language::En), said(Language::Fr));
        for (keys, wanted) in [
            ("Ctrl+Shift+Z", "Ctrl+Maj+Z"),
            ("Delete", "Suppr"),
            ("Ctrl+Page Down", "Ctrl+Pg suiv"),
            ("Ctrl++", "Ctrl++"),
        ] {
            let place = english.iter().position(|it| it == keys).expect(keys);
            assert_eq!(french[place], wanted);
        }
        for word in ["Shift", "Page", "Left", "Right", "Delete"] {
            assert!(french.iter().all(|keys| !keys.contains(word)), "{word}: {french:?}");
        }
    }

    #[test]
    fn every_shortcut_has_a_key() {
        for command in Command::ALL.iter().copied() {
            for shortcut in command.shortcuts() {
                assert!(keys(shortcut).is_some(), "{command:?}");
            }
        }
    }
}
