//! Colours that a catalog brings along, made readable on the ground that they lie on.

use super::tokens::{Colors, Tokens};
use egui::{Color32, Rgba, Theme};

/// The ratio that WCAG 2.1 asks of text (success criterion 1.4.3).
const READABLE: f32 = 4.5;
/// Steps from a colour to black or white, of which the first that can be read is taken.
const STEPS: u8 = 10;

/// How far apart two colours are, from 1 to 21.
pub(super) fn contrast(a: Color32, b: Color32) -> f32 {
    let luminance = |color: Color32| {
        let [r, g, b, _] = Rgba::from(color).to_array();
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
    a.max(b) / a.min(b)
}

/// A colour as it is written.
#[expect(clippy::disallowed_methods, reason = "it is the catalog's, not the window's")]
pub fn written([red, green, blue]: [u8; 3]) -> Color32 {
    Color32::from_rgb(red, green, blue)
}

/// The colours of the theme whose text is read best on that ground.
pub fn colors_on(ground: Color32) -> &'static Colors {
    let [light, dark] = [Theme::Light, Theme::Dark].map(|theme| &Tokens::of(theme).color);
    if contrast(light.text, ground) < contrast(dark.text, ground) { dark } else { light }
}

/// A colour, darker or lighter where it could not be read on that ground.
pub fn readable(color: Color32, ground: Color32) -> Color32 {
    let dark = contrast(Color32::WHITE, ground) < contrast(Color32::BLACK, ground);
    let end = Rgba::from(if dark { Color32::BLACK } else { Color32::WHITE });
    let from = Rgba::from(color);
    let steps = (0..=STEPS).map(|step| f32::from(step) / f32::from(STEPS));
    let mixed = steps.map(|part| Color32::from(from * (1.0 - part) + end * part));
    mixed.into_iter().find(|color| contrast(*color, ground) >= READABLE).unwrap_or_else(|| end.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_of_a_catalog_can_be_read_on_every_ground() {
        let samples = [[255, 255, 0], [0, 0, 0], [255, 255, 255], [204, 0, 0], [0, 0, 128], [128, 128, 128]];
        for color in samples {
            for ground in samples {
                let shown = readable(written(color), written(ground));
                assert!(contrast(shown, written(ground)) >= READABLE, "{color:?} on {ground:?}");
            }
        }
        let readable_already = written([204, 0, 0]);
        assert_eq!(readable(readable_already, Color32::WHITE), readable_already);
    }
}
