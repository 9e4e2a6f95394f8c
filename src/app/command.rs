//! The commands: what a person asks for. Title, shortcut and when it can be had stand together here; menus,
//! the palette, shortcuts and the help page derive from this one list.

use super::App;
use crate::text::Language;

/// A command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Command {
    /// A new, empty catalog.
    New,
    /// Open a file.
    Open,
    /// Open the sample catalog.
    OpenSample,
    /// Save to the file it came from.
    Save,
    /// Save to another file.
    SaveAs,
    /// Write what production needs, as RON.
    ExportRon,
    /// Write what production needs, as JSON.
    ExportJson,
    /// Show the unsaved changes.
    CompareSaved,
    /// Close the catalog in front.
    CloseCatalog,
    /// Go to the next open catalog.
    NextCatalog,
    /// Close the window.
    Quit,
    /// Take the last change back.
    Undo,
    /// Bring it again.
    Redo,
    /// Close the tab in front.
    CloseTab,
    /// Go to the next tab.
    NextTab,
    /// Go back to the entity visited before.
    Back,
    /// Go forward again.
    Forward,
    /// A new environment, in a wizard.
    NewEnvironment,
    /// Copy what is chosen in the explorer, as text.
    Copy,
    /// Copy it, and take it away.
    Cut,
    /// Add the entities on the clipboard.
    Paste,
    /// Duplicate what is chosen in the explorer.
    Duplicate,
    /// Give what is chosen in the explorer another name.
    Rename,
    /// Delete what is chosen in the explorer.
    Delete,
    /// Find a text anywhere in the catalog, and replace it.
    Find,
    /// Go to an entity.
    GoTo,
    /// Put the call of the preview, and its answer, among the scenarios.
    SaveScenario,
    /// Forget the propositions that were accepted and refused in the preview.
    ForgetTrial,
    /// Show or hide the explorer.
    ToggleExplorer,
    /// Show or hide the live preview.
    TogglePreview,
    /// Show or hide the panel with problems and scenarios.
    ToggleProblems,
    /// A light window.
    LightTheme,
    /// A dark window.
    DarkTheme,
    /// As the system has it.
    SystemTheme,
    /// The interface in English.
    English,
    /// The interface in French.
    French,
    /// Larger.
    ZoomIn,
    /// Smaller.
    ZoomOut,
    /// As it was.
    ZoomReset,
    /// Every command, to be searched.
    Palette,
    /// Show the periods of an environment over time.
    Timeline,
    /// The offers of an environment, as a table.
    OffersTable,
    /// All keyboard shortcuts.
    Shortcuts,
    /// What this program is.
    About,
    /// A tour of the window.
    Tour,
}

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

/// What is declared of a command.
struct Declared {
    id: &'static str,
    menu: Menu,
    /// Commands of one group stand together in the menu.
    group: u8,
    shortcut: Option<Shortcut>,
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

const fn declare(id: &'static str, menu: Menu, group: u8) -> Declared {
    Declared { id, menu, group, shortcut: None }
}

impl Declared {
    const fn keys(self, shortcut: Shortcut) -> Self {
        Self { shortcut: Some(shortcut), ..self }
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
    /// Every command, in the order of the menus.
    pub const ALL: &[Self] = &[
        Self::New,
        Self::Open,
        Self::OpenSample,
        Self::Save,
        Self::SaveAs,
        Self::ExportRon,
        Self::ExportJson,
        Self::CompareSaved,
        Self::CloseCatalog,
        Self::NextCatalog,
        Self::Quit,
        Self::Undo,
        Self::Redo,
        Self::CloseTab,
        Self::NextTab,
        Self::Back,
        Self::Forward,
        Self::NewEnvironment,
        Self::Copy,
        Self::Cut,
        Self::Paste,
        Self::Duplicate,
        Self::Rename,
        Self::Delete,
        Self::Find,
        Self::GoTo,
        Self::SaveScenario,
        Self::ForgetTrial,
        Self::ToggleExplorer,
        Self::TogglePreview,
        Self::ToggleProblems,
        Self::LightTheme,
        Self::DarkTheme,
        Self::SystemTheme,
        Self::English,
        Self::French,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::ZoomReset,
        Self::Palette,
        Self::Timeline,
        Self::OffersTable,
        Self::Shortcuts,
        Self::About,
        Self::Tour,
    ];

    fn declared(self) -> Declared {
        match self {
            Self::New => declare("app-command-new", Menu::File, 0).keys(ctrl("N")),
            Self::Open => declare("app-command-open", Menu::File, 0).keys(ctrl("O")),
            Self::OpenSample => declare("app-command-open-sample", Menu::File, 0),
            Self::Save => declare("app-command-save", Menu::File, 1).keys(ctrl("S")),
            Self::SaveAs => declare("app-command-save-as", Menu::File, 1).keys(ctrl_shift("S")),
            Self::ExportRon => declare("app-command-export-ron", Menu::File, 2).keys(ctrl("E")),
            Self::ExportJson => declare("app-command-export-json", Menu::File, 2).keys(ctrl_shift("E")),
            Self::CompareSaved => declare("compare-command-saved", Menu::File, 1),
            Self::CloseCatalog => declare("files-command-close-catalog", Menu::File, 3).keys(ctrl_shift("W")),
            Self::NextCatalog => declare("files-command-next-catalog", Menu::File, 3).keys(ctrl_shift("Tab")),
            Self::Quit => declare("app-command-quit", Menu::File, 4).keys(ctrl("Q")),
            Self::Undo => declare("app-command-undo", Menu::Edit, 0).keys(ctrl("Z")),
            Self::Redo => declare("app-command-redo", Menu::Edit, 0).keys(ctrl_shift("Z")),
            Self::CloseTab => declare("app-command-close-tab", Menu::Edit, 1).keys(ctrl("W")),
            Self::NextTab => declare("app-command-next-tab", Menu::Edit, 1).keys(ctrl("Tab")),
            Self::Back => declare("explorer-command-back", Menu::Edit, 1).keys(alt("ArrowLeft")),
            Self::Forward => declare("explorer-command-forward", Menu::Edit, 1).keys(alt("ArrowRight")),
            Self::NewEnvironment => declare("explorer-command-new-environment", Menu::Edit, 2),
            Self::Copy => declare("explorer-command-copy", Menu::Edit, 3).keys(ctrl("C")),
            Self::Cut => declare("explorer-command-cut", Menu::Edit, 3).keys(ctrl("X")),
            Self::Paste => declare("explorer-command-paste", Menu::Edit, 3).keys(ctrl("V")),
            Self::Duplicate => declare("explorer-command-duplicate", Menu::Edit, 3).keys(ctrl("D")),
            Self::Rename => declare("explorer-command-rename", Menu::Edit, 3),
            Self::Delete => declare("explorer-command-delete", Menu::Edit, 3),
            Self::Find => declare("find-command-find", Menu::Edit, 2).keys(ctrl("F")),
            Self::GoTo => declare("find-command-go-to", Menu::Edit, 2).keys(ctrl("P")),
            Self::SaveScenario => {
                declare("app-command-save-scenario", Menu::Preview, 0).keys(ctrl_shift("N"))
            }
            Self::ForgetTrial => declare("app-command-forget-trial", Menu::Preview, 0),
            Self::ToggleExplorer => declare("app-command-explorer", Menu::View, 0).keys(ctrl("B")),
            Self::TogglePreview => declare("app-command-preview", Menu::View, 0).keys(ctrl_shift("P")),
            Self::ToggleProblems => declare("app-command-problems", Menu::View, 0).keys(ctrl("J")),
            Self::LightTheme => declare("app-command-light", Menu::View, 1),
            Self::DarkTheme => declare("app-command-dark", Menu::View, 1),
            Self::SystemTheme => declare("app-command-system", Menu::View, 1),
            Self::English => declare("app-command-english", Menu::View, 2),
            Self::French => declare("app-command-french", Menu::View, 2),
            Self::ZoomIn => declare("app-command-zoom-in", Menu::View, 3).keys(ctrl("Plus")),
            Self::ZoomOut => declare("app-command-zoom-out", Menu::View, 3).keys(ctrl("Minus")),
            Self::ZoomReset => declare("app-command-zoom-reset", Menu::View, 3).keys(ctrl("0")),
            Self::Palette => declare("find-command-palette", Menu::View, 4).keys(ctrl("K")),
            Self::Timeline => declare("timeline-command", Menu::View, 5),
            Self::OffersTable => declare("table-command", Menu::View, 5).keys(ctrl_shift("O")),
            Self::Shortcuts => declare("app-command-shortcuts", Menu::Help, 0).keys(ctrl("Slash")),
            Self::About => declare("app-command-about", Menu::Help, 0),
            Self::Tour => declare("tour-command", Menu::Help, 0),
        }
    }

    /// The message of its title.
    pub fn message(self) -> &'static str {
        self.declared().id
    }

    /// Its title; undo and redo name what they would take back or bring again.
    pub fn title(self, app: &App, language: Language) -> String {
        let document = app.workspace.document();
        let named = match self {
            Self::Undo => document.undo_name(),
            Self::Redo => document.redo_name(),
            _ => None,
        };
        let title = language.text(self.message());
        match named {
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
        matches!(self, Self::Copy | Self::Cut | Self::Paste)
    }

    /// Whether it can be had now.
    pub fn enabled(self, app: &App) -> bool {
        match self {
            Self::Undo => app.workspace.document().undo_name().is_some(),
            Self::Redo => app.workspace.document().redo_name().is_some(),
            Self::CloseTab => app.view.active_tab().is_some(),
            Self::NextTab => app.view.tabs.len() > 1,
            Self::Back => app.view.explorer.may_go(-1),
            Self::Forward => app.view.explorer.may_go(1),
            Self::Copy => !app.chosen().is_empty(),
            Self::Duplicate => app.can_duplicate(),
            Self::Cut | Self::Delete => app.can_remove(),
            Self::Rename => app.can_rename(),
            Self::OffersTable => app.table_target().is_some(),
            Self::SaveScenario => matches!(app.preview.decision(), Some(Ok(_))),
            Self::ForgetTrial => app.preview.has_trial(),
            Self::CloseCatalog => app.files.is_several() || !app.workspace.is_untouched(),
            Self::NextCatalog => app.files.is_several(),
            Self::Timeline => app.timeline_root().is_some(),
            Self::Save => app.workspace.is_dirty() || app.workspace.path().is_none(),
            _ => true,
        }
    }

    /// Whether it is a choice that is on now; `None` for what is not a choice.
    pub fn checked(self, app: &App) -> Option<bool> {
        use super::preferences::Theme;
        let preferences = &app.preferences;
        Some(match self {
            Self::ToggleExplorer => preferences.explorer,
            Self::TogglePreview => preferences.preview,
            Self::ToggleProblems => preferences.problems,
            Self::LightTheme => preferences.theme == Theme::Light,
            Self::DarkTheme => preferences.theme == Theme::Dark,
            Self::SystemTheme => preferences.theme == Theme::System,
            Self::English => preferences.language == Language::En,
            Self::French => preferences.language == Language::Fr,
            _ => return None,
        })
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
            }
            for menu in Menu::ALL {
                assert!(language.has(menu.title()));
            }
        }
    }
}
