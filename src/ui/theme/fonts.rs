//! The fonts: egui's own for text, Lucide for icons. Both come in crates.
//!
//! Scripts that they do not cover come from the system, through eframe's `system_fonts`.

use egui::{FontData, FontDefinitions, FontFamily, FontId};
use std::sync::Arc;

/// The family that holds the icons.
const ICONS: &str = "icons";

/// Adds the icon font to egui's own.
pub(super) fn install(ctx: &egui::Context) {
    let mut fonts = FontDefinitions::default();
    let icons = FontData::from_static(lucide_icons::LUCIDE_FONT_BYTES);
    fonts.font_data.insert(ICONS.to_owned(), Arc::new(icons));
    fonts.families.insert(FontFamily::Name(ICONS.into()), vec![ICONS.to_owned()]);
    ctx.set_fonts(fonts);
}

/// The font of the icons, in points.
pub fn icon_font(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(ICONS.into()))
}
