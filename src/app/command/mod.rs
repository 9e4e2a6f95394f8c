//! The commands: what a person asks for. Each is declared once, in [`list`]; menus, the palette, shortcuts, tooltips
//! and the page of shortcuts derive from that.

mod declare;
mod list;

pub use declare::{Menu, Shortcut};
pub use list::Command;

use crate::app::application::App;
use crate::text::Language;

impl Menu {
    /// The menus, in order.
    pub const ALL: [Self; 6] = [Self::File, Self::Edit, Self::Catalog, Self::Preview, Self::View, Self::Help];

    /// The message of its title.
    pub fn title(self) -> &'static str {
        match self {
            Self::File => "app-menu-file",
            Self::Edit => "app-menu-edit",
            Self::Catalog => "app-menu-catalog",
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
            Some(name) => format!("{title} · {}", language.say_briefly(name)),
            None => title,
        }
    }

    /// The keys that run it.
    pub fn shortcut(self) -> Option<Shortcut> {
        self.declared().shortcut
    }

    /// All keys that run it.
    pub fn shortcuts(self) -> impl Iterator<Item = Shortcut> {
        self.declared().shortcut.into_iter().chain(self.declared().also)
    }

    /// Whether its keys belong to whatever has the keyboard: a text field copies its text with them, a table edits a
    /// cell, and only the explorer means entities.
    pub fn has_local_keys(self) -> bool {
        self.declared().local
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
        app.give_due_names();
        (self.declared().run)(app);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_two_commands_share_a_shortcut() {
        let shortcuts: Vec<_> = Command::ALL.iter().flat_map(|command| command.shortcuts()).collect();
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
