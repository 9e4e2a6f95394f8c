//! Images of the kit, in both themes: a few, for what no assertion sees. Need a Vulkan driver.

use crate::gallery::{Gallery, gallery_ui};
use crate::support::{SMALL_WINDOW, THEMES, WINDOW, click, harness, image};
use egui::accesskit::Role;
use vitrine::ui::theme::ThemeChoice;

/// The end of an image's name.
fn suffix(theme: ThemeChoice) -> &'static str {
    if theme == ThemeChoice::Dark { "dark" } else { "light" }
}

#[test]
fn the_gallery_looks_as_it_should() {
    for theme in THEMES {
        let mut harness = harness(theme, WINDOW, Gallery::default(), gallery_ui);
        image(&mut harness, &format!("gallery_{}", suffix(theme)));
        click(&mut harness, Role::ComboBox, "Visitor folder");
        image(&mut harness, &format!("picker_{}", suffix(theme)));
    }
}

#[test]
fn a_dialog_and_a_notification_look_as_they_should() {
    for theme in THEMES {
        let mut harness = harness(theme, SMALL_WINDOW, Gallery::default(), gallery_ui);
        click(&mut harness, Role::Button, "Save");
        click(&mut harness, Role::Button, "Delete");
        image(&mut harness, &format!("dialog_{}", suffix(theme)));
    }
}
