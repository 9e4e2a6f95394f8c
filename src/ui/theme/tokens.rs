//! Colours and sizes by role, as `assets/theme` declares them.

use egui::Color32;
use serde::{Deserialize, Deserializer};
use std::sync::LazyLock;

/// Everything that the look is made of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tokens {
    /// The colours of one theme.
    pub color: Colors,
    /// The sizes, which are the same in every theme.
    pub size: Sizes,
}

/// The colours, by what they are for.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Colors {
    /// Behind everything: the strip of tabs, the bars.
    #[serde(deserialize_with = "color")]
    pub background: Color32,
    /// A panel: explorer, editor, preview.
    #[serde(deserialize_with = "color")]
    pub panel: Color32,
    /// What lies on a panel: cards, menus, dialogs.
    #[serde(deserialize_with = "color")]
    pub raised: Color32,
    /// What can be typed or clicked into.
    #[serde(deserialize_with = "color")]
    pub field: Color32,
    /// Under the pointer.
    #[serde(deserialize_with = "color")]
    pub hover: Color32,
    /// While pressed.
    #[serde(deserialize_with = "color")]
    pub pressed: Color32,
    /// Lines between things.
    #[serde(deserialize_with = "color")]
    pub border: Color32,
    /// The outline of a control.
    #[serde(deserialize_with = "color")]
    pub border_strong: Color32,
    /// Text.
    #[serde(deserialize_with = "color")]
    pub text: Color32,
    /// Labels, hints, details: text of the second rank.
    #[serde(deserialize_with = "color")]
    pub text_muted: Color32,
    /// The one accent, as a fill.
    #[serde(deserialize_with = "color")]
    pub accent: Color32,
    /// The accent under the pointer.
    #[serde(deserialize_with = "color")]
    pub accent_hover: Color32,
    /// Text on the accent and on danger.
    #[serde(deserialize_with = "color")]
    pub accent_text: Color32,
    /// The accent as text.
    #[serde(deserialize_with = "color")]
    pub link: Color32,
    /// Behind what is selected; text keeps its colour on it.
    #[serde(deserialize_with = "color")]
    pub selection: Color32,
    /// The ring around what has the keyboard.
    #[serde(deserialize_with = "color")]
    pub focus: Color32,
    /// A button that destroys.
    #[serde(deserialize_with = "color")]
    pub danger: Color32,
    /// The same under the pointer.
    #[serde(deserialize_with = "color")]
    pub danger_hover: Color32,
    /// Good news, as text.
    #[serde(deserialize_with = "color")]
    pub success: Color32,
    /// Behind good news.
    #[serde(deserialize_with = "color")]
    pub success_soft: Color32,
    /// A warning, as text.
    #[serde(deserialize_with = "color")]
    pub warning: Color32,
    /// Behind a warning.
    #[serde(deserialize_with = "color")]
    pub warning_soft: Color32,
    /// An error, as text.
    #[serde(deserialize_with = "color")]
    pub error: Color32,
    /// Behind an error.
    #[serde(deserialize_with = "color")]
    pub error_soft: Color32,
    /// A note, as text.
    #[serde(deserialize_with = "color")]
    pub info: Color32,
    /// Behind a note.
    #[serde(deserialize_with = "color")]
    pub info_soft: Color32,
    /// The shadow of what floats.
    #[serde(deserialize_with = "color")]
    pub shadow: Color32,
    /// Over the window, behind a dialog.
    #[serde(deserialize_with = "color")]
    pub backdrop: Color32,
}

/// The sizes, in points.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sizes {
    /// The step of the grid: distances are multiples of it.
    pub space: f32,
    /// The rounding of controls and cards.
    pub radius: f32,
    /// The rounding of what lies inside them.
    pub radius_small: f32,
    /// The height of a control.
    pub control: f32,
    /// The height of a row of a tree or a list.
    pub row: f32,
    /// The height of a tab.
    pub tab: f32,
    /// The height of a panel's header.
    pub header: f32,
    /// An icon.
    pub icon: f32,
    /// The column of the labels of a form.
    pub label_column: f32,
    /// Below this width a form puts labels above their fields.
    pub narrow_form: f32,
    /// A field is not wider than this.
    pub field_width: f32,
    /// A dialog.
    pub dialog_width: f32,
    /// The font of hints and badges.
    pub small: f32,
    /// The font of nearly everything.
    pub body: f32,
    /// The font of code.
    pub mono: f32,
    /// The font of a section's heading.
    pub heading: f32,
    /// The font of a page's title.
    pub title: f32,
}

impl Tokens {
    /// The tokens of a theme.
    pub fn of(theme: egui::Theme) -> &'static Self {
        match theme {
            egui::Theme::Light => &LIGHT,
            egui::Theme::Dark => &DARK,
        }
    }
}

impl Sizes {
    /// So many steps of the grid.
    pub fn steps(&self, steps: f32) -> f32 {
        self.space * steps
    }
}

static LIGHT: LazyLock<Tokens> = LazyLock::new(|| parse(include_str!("../../../assets/theme/light.json")));
static DARK: LazyLock<Tokens> = LazyLock::new(|| parse(include_str!("../../../assets/theme/dark.json")));

fn parse(colors: &str) -> Tokens {
    let sizes = include_str!("../../../assets/theme/sizes.json");
    Tokens {
        color: serde_json::from_str(colors).expect("compiled in, and read by a test"),
        size: serde_json::from_str(sizes).expect("compiled in, and read by a test"),
    }
}

/// A colour written `#rrggbb` or `#rrggbbaa`.
fn color<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Color32, D::Error> {
    let hex = String::deserialize(deserializer)?;
    Color32::from_hex(&hex).map_err(|_| serde::de::Error::custom(format!("{hex} is no colour")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::contrast::contrast;

    /// The ratio that WCAG 2.1 asks of text (success criterion 1.4.3).
    const READABLE: f32 = 4.5;

    /// The ratio that WCAG 2.1 asks of what is no text but must be seen (1.4.11).
    const VISIBLE: f32 = 3.0;

    fn surfaces(c: &Colors) -> Vec<(&'static str, Color32)> {
        vec![
            ("background", c.background),
            ("panel", c.panel),
            ("raised", c.raised),
            ("field", c.field),
            ("hover", c.hover),
            ("pressed", c.pressed),
            ("selection", c.selection),
        ]
    }

    /// Every text with every background that it is used on.
    fn pairs(c: &Colors) -> Vec<(String, Color32, Color32)> {
        let softs = [
            ("success", c.success, c.success_soft),
            ("warning", c.warning, c.warning_soft),
            ("error", c.error, c.error_soft),
            ("info", c.info, c.info_soft),
        ];
        let mut pairs = vec![
            ("accent_text on accent".to_owned(), c.accent_text, c.accent),
            ("accent_text on accent_hover".to_owned(), c.accent_text, c.accent_hover),
            ("accent_text on danger".to_owned(), c.accent_text, c.danger),
            ("accent_text on danger_hover".to_owned(), c.accent_text, c.danger_hover),
        ];
        for (name, text, soft) in softs {
            pairs.push((format!("{name} on its soft"), text, soft));
            pairs.push((format!("text on {name}_soft"), c.text, soft));
        }
        for (surface, behind) in surfaces(c) {
            let texts = [("text", c.text), ("text_muted", c.text_muted), ("link", c.link)];
            for (name, text) in texts.into_iter().chain(softs.map(|(name, text, _)| (name, text))) {
                pairs.push((format!("{name} on {surface}"), text, behind));
            }
        }
        pairs
    }

    #[test]
    fn every_text_can_be_read_on_what_it_lies_on() {
        for theme in [egui::Theme::Light, egui::Theme::Dark] {
            for (pair, text, behind) in pairs(&Tokens::of(theme).color) {
                let ratio = contrast(text, behind);
                assert!(ratio >= READABLE, "{theme:?}: {pair} is {ratio:.2}");
            }
        }
    }

    #[test]
    fn the_focus_ring_can_be_seen_everywhere() {
        for theme in [egui::Theme::Light, egui::Theme::Dark] {
            let colors = &Tokens::of(theme).color;
            for (surface, behind) in surfaces(colors) {
                let ratio = contrast(colors.focus, behind);
                assert!(ratio >= VISIBLE, "{theme:?}: focus on {surface} is {ratio:.2}");
            }
        }
    }

    #[test]
    fn distances_follow_the_grid() {
        let size = &Tokens::of(egui::Theme::Light).size;
        assert_eq!(size.steps(3.0).to_bits(), 12.0_f32.to_bits());
        assert_eq!(Tokens::of(egui::Theme::Dark).size, *size);
    }
}
