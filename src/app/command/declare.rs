//! What is declared of a command, and how.

use crate::app::application::App;
use crate::text::Message;

/// Keys pressed together. The key has the name that egui gives it, such as `"S"` or `"Plus"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Shortcut {
    /// By itself, without Ctrl.
    pub alone: bool,
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
    /// From Design to Live: approval and publishing.
    Catalog,
    /// The preview.
    Preview,
    /// What the window shows.
    View,
    /// Help.
    Help,
}

/// All that is declared of a command.
pub(super) struct Declared {
    /// The message of its title; that of its tip is the same with `-tip` behind it.
    pub(super) id: &'static str,
    pub(super) tip: &'static str,
    pub(super) menu: Menu,
    /// Commands of one group stand together in the menu.
    pub(super) group: u8,
    pub(super) shortcut: Option<Shortcut>,
    /// Other keys that do the same; menus show the first.
    pub(super) also: Option<Shortcut>,
    /// Whether its keys belong to whatever has the keyboard.
    pub(super) local: bool,
    pub(super) enabled: fn(&App) -> bool,
    /// Whether it is a choice that is on now; none for what is no choice.
    pub(super) ticked: Option<fn(&App) -> bool>,
    /// What its title names besides.
    pub(super) about: fn(&App) -> Option<&Message>,
    pub(super) run: fn(&mut App),
}

pub(super) const fn ctrl(key: &'static str) -> Shortcut {
    Shortcut { alone: false, alt: false, shift: false, key }
}

pub(super) const fn ctrl_shift(key: &'static str) -> Shortcut {
    Shortcut { alone: false, alt: false, shift: true, key }
}

pub(super) const fn alt(key: &'static str) -> Shortcut {
    Shortcut { alone: false, alt: true, shift: false, key }
}

pub(super) const fn alone(key: &'static str) -> Shortcut {
    Shortcut { alone: true, alt: false, shift: false, key }
}

/// A command with the messages of its title and its tip, in a group of a menu, and what it does.
pub(super) const fn command(
    [id, tip]: [&'static str; 2],
    (menu, group): (Menu, u8),
    run: fn(&mut App),
) -> Declared {
    Declared {
        id,
        tip,
        menu,
        group,
        shortcut: None,
        also: None,
        local: false,
        enabled: |_| true,
        ticked: None,
        about: |_| None,
        run,
    }
}

impl Declared {
    pub(super) const fn keys(self, shortcut: Shortcut) -> Self {
        Self { shortcut: Some(shortcut), ..self }
    }

    pub(super) const fn also(self, shortcut: Shortcut) -> Self {
        Self { also: Some(shortcut), ..self }
    }

    pub(super) const fn local(self) -> Self {
        Self { local: true, ..self }
    }

    pub(super) const fn when(self, enabled: fn(&App) -> bool) -> Self {
        Self { enabled, ..self }
    }

    pub(super) const fn ticked(self, ticked: fn(&App) -> bool) -> Self {
        Self { ticked: Some(ticked), ..self }
    }

    pub(super) const fn about(self, about: fn(&App) -> Option<&Message>) -> Self {
        Self { about, ..self }
    }
}
