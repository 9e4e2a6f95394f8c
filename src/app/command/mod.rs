//! The commands: what a person asks for. Each is declared once, in [`list`]; menus, the palette, shortcuts, tooltips
//! and the page of shortcuts derive from that.

mod list;

pub use list::Command;

use super::App;
use crate::text::{Language, Message};

/// Keys pressed together. The key has the name that egui gives it, such as `"S"` or `"Plus"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Shortcut {
    /// With Alt in place of Ctrl.
    pub alt: bool,
    /// With Shift.
    pub shift: bool,
    /// With Ctrl (Cmd on a Mac) and this key.
    pub key: &'static str,
}

/// The menus, in the order of the menu bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Menu {
    /// Files.
    File,
    /// Undo and redo.
    Edit,
    /// The preview.
    Preview,
    /// What the window shows.
    View,
    /// Help.
    Help,
}

/// All that is declared of a command.
struct Declared {
    /// The message of its title; that of its tip is the same with `-tip` behind it.
    id: &'static str,
    tip: &'static str,
    menu: Menu,
    /// Commands of one group stand together in the menu.
    group: u8,
    shortcut: Option<Shortcut>,
    /// Whether its keys belong to whatever has the keyboard.
    of_clipboard: bool,
    enabled: fn(&App) -> bool,
    /// Whether it is a choice that is on now; none for what is no choice.
    ticked: Option<fn(&App) -> bool>,
    /// What its title names besides.
    about: fn(&App) -> Option<&Message>,
    run: fn(&mut App),
}

const fn ctrl(key: &'static str) -> Shortcut {
    Shortcut { alt: false, shift: false, key }
}

const fn ctrl_shift(key: &'static str) -> Shortcut {
    Shortcut { alt: false, shift: true, key }
}

const fn alt(key: &'static str) -> Shortcut {
    Shortcut { alt: true, shift: false, key }
}

/// A command with the messages of its title and its tip, in a group of a menu, and what it does.
const fn command([id, tip]: [&'static str; 2], (menu, group): (Menu, u8), run: fn(&mut App)) -> Declared {
    Declared {
        id,
        tip,
        menu,
        group,
        shortcut: None,
        of_clipboard: false,
        enabled: |_| true,
        ticked: None,
        about: |_| None,
        run,
    }
}

impl Declared {
    const fn keys(self, shortcut: Shortcut) -> Self {
        Self { shortcut: Some(shortcut), ..self }
    }

    const fn of_clipboard(self) -> Self {
        Self { of_clipboard: true, ..self }
    }

    const fn when(self, enabled: fn(&App) -> bool) -> Self {
        Self { enabled, ..self }
    }

    const fn ticked(self, ticked: fn(&App) -> bool) -> Self {
        Self { ticked: Some(ticked), ..self }
    }

    const fn about(self, about: fn(&App) -> Option<&Message>) -> Self {
        Self { about, ..self }
    }
}

impl Menu {
    /// The menus, in order.
    pub const ALL: [Self; 5] = [Self::File, Self::Edit, Self::Preview, Self::View, Self::Help];

    /// The message of its title.
    pub fn title(self) -> &'static str {
        match self {
            Self::File => "app-menu-file",
            Self::Edit => "app-menu-edit",
            Self::Preview => "app-menu-preview",
            Self::View => "app-menu-view",
            Self::Help => "app-menu-help",
        }
    }

    /// Its commands, in groups.
    pub fn groups(self) -> Vec<Vec<Command>> {
        let mut groups: Vec<(u8, Vec<Command>)> = Vec::new();
        for command in Command::ALL.iter().copied() {
            let declared = command.declared();
            if declared.menu != self {
                continue;
            }
            match groups.iter_mut().find(|(group, _)| *group == declared.group) {
                Some((_, commands)) => commands.push(command),
                None => groups.push((declared.group, vec![command])),
            }
        }
        groups.into_iter().map(|(_, commands)| commands).collect()
    }
}

impl Command {
    /// The message of its title.
    pub fn message(self) -> &'static str {
        self.declared().id
    }

    /// The message of what it does, in a sentence.
    pub fn tip(self) -> &'static str {
        self.declared().tip
    }

    /// Its title; undo and redo name what they would take back or bring again.
    pub fn title(self, app: &App, language: Language) -> String {
        let title = language.text(self.message());
        match (self.declared().about)(app) {
            Some(name) => format!("{title} · {}", language.say(name)),
            None => title,
        }
    }

    /// The keys that run it.
    pub fn shortcut(self) -> Option<Shortcut> {
        self.declared().shortcut
    }

    /// Whether its keys belong to whatever has the keyboard: a text field copies its text with them, and
    /// only the explorer means entities.
    pub fn is_of_clipboard(self) -> bool {
        self.declared().of_clipboard
    }

    /// Whether it can be run now.
    pub fn enabled(self, app: &App) -> bool {
        (self.declared().enabled)(app)
    }

    /// Whether it is a choice that is on now; `None` for what is not a choice.
    pub fn checked(self, app: &App) -> Option<bool> {
        self.declared().ticked.map(|ticked| ticked(app))
    }

    /// Runs it.
    pub(super) fn run(self, app: &mut App) {
        (self.declared().run)(app);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_two_commands_share_a_shortcut() {
        let shortcuts: Vec<_> = Command::ALL.iter().filter_map(|command| command.shortcut()).collect();
        assert_eq!(shortcuts.iter().collect::<HashSet<_>>().len(), shortcuts.len());
    }

    #[test]
    fn every_command_is_listed_once_in_a_menu_with_a_text_in_every_language() {
        let listed: Vec<Command> = Menu::ALL.iter().flat_map(|menu| menu.groups()).flatten().collect();
        assert_eq!(listed.len(), Command::ALL.len());
        assert_eq!(Command::ALL.iter().collect::<HashSet<_>>().len(), Command::ALL.len());
        for language in Language::ALL {
            for command in Command::ALL.iter().copied() {
                assert!(language.has(command.message()), "{language:?} {command:?}");
                assert!(language.has(command.tip()), "{language:?} {command:?}");
            }
            for menu in Menu::ALL {
                assert!(language.has(menu.title()));
            }
        }
    }
}
