//! The look of the window: colours and sizes by role, from `assets/theme`.
//!
//! Owns the tokens, the fonts and egui's style made of them. Draws nothing. The only place where a
//! colour is made; everything else asks [`tokens`].

mod contrast;
mod fonts;
mod style;
mod tokens;

pub use contrast::{colors_on, readable, written};
pub use fonts::icon_font;
pub use tokens::{Colors, Sizes, Tokens};

use serde::{Deserialize, Serialize};

/// The theme that a person chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum ThemeChoice {
    /// As the system is.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl ThemeChoice {
    /// Every choice, in the order of the list that a person chooses from.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The id of the message that names it.
    pub fn message(self) -> &'static str {
        match self {
            Self::System => "kit-theme-system",
            Self::Light => "kit-theme-light",
            Self::Dark => "kit-theme-dark",
        }
    }
}

impl From<ThemeChoice> for egui::ThemePreference {
    fn from(choice: ThemeChoice) -> Self {
        match choice {
            ThemeChoice::System => Self::System,
            ThemeChoice::Light => Self::Light,
            ThemeChoice::Dark => Self::Dark,
        }
    }
}

/// Installs the fonts and both styles, and shows the chosen one. To be called at the start and
/// whenever the choice changes; calling it again costs little.
pub fn apply(ctx: &egui::Context, choice: ThemeChoice) {
    fonts::install(ctx);
    for theme in [egui::Theme::Light, egui::Theme::Dark] {
        ctx.set_style_of(theme, style::style(Tokens::of(theme), theme));
    }
    ctx.set_theme(choice);
}

/// The tokens of the theme that this part of the window is drawn in.
pub fn tokens(ui: &egui::Ui) -> &'static Tokens {
    Tokens::of(if ui.visuals().dark_mode { egui::Theme::Dark } else { egui::Theme::Light })
}
