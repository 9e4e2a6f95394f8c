//! The little of inline styles that is shown: weight, slant, lines, colours, alignment.

use super::document::{Align, Look};

/// Colours by name that people write; the others are not shown.
const NAMED: [(&str, [u8; 3]); 20] = [
    ("black", [0, 0, 0]),
    ("white", [255, 255, 255]),
    ("gray", [128, 128, 128]),
    ("grey", [128, 128, 128]),
    ("silver", [192, 192, 192]),
    ("red", [255, 0, 0]),
    ("crimson", [220, 20, 60]),
    ("maroon", [128, 0, 0]),
    ("orange", [255, 165, 0]),
    ("gold", [255, 215, 0]),
    ("yellow", [255, 255, 0]),
    ("green", [0, 128, 0]),
    ("lime", [0, 255, 0]),
    ("teal", [0, 128, 128]),
    ("blue", [0, 0, 255]),
    ("navy", [0, 0, 128]),
    ("purple", [128, 0, 128]),
    ("pink", [255, 192, 203]),
    ("brown", [165, 42, 42]),
    ("magenta", [255, 0, 255]),
];

/// The declarations of a style, names in small letters.
fn declarations(style: &str) -> impl Iterator<Item = (String, String)> {
    style.split(';').filter_map(|one| {
        let (name, value) = one.split_once(':')?;
        let value = value.trim().trim_end_matches("!important").trim_end().to_ascii_lowercase();
        Some((name.trim().to_ascii_lowercase(), value))
    })
}

/// Gives a look what a style says.
pub(super) fn apply(style: &str, look: &mut Look) {
    for (name, value) in declarations(style) {
        match name.as_str() {
            "font-weight" => {
                look.strong = value.starts_with("bold") || matches!(value.parse::<u16>(), Ok(600..));
            }
            "font-style" => look.emphasis = matches!(value.as_str(), "italic" | "oblique"),
            "text-decoration" | "text-decoration-line" => {
                look.underlined = value.contains("underline");
                look.struck = value.contains("line-through");
            }
            "color" => look.color = color(&value).or(look.color),
            "background" | "background-color" => look.ground = color(&value).or(look.ground),
            _ => {}
        }
    }
}

/// The colour that a style lays behind its element.
pub(super) fn ground(style: &str) -> Option<[u8; 3]> {
    let mut look = Look::default();
    apply(style, &mut look);
    look.ground
}

/// Whether a style hides its element.
pub(super) fn hides(style: &str) -> bool {
    declarations(style).any(|(name, value)| {
        matches!((name.as_str(), value.as_str()), ("display", "none") | ("visibility", "hidden"))
    })
}

/// The functions of styles that load nothing. `url()` and its kin (`image-set()`, `src()`, …) are not among them.
const HARMLESS: [&str; 9] = [
    "rgb",
    "rgba",
    "hsl",
    "hsla",
    "calc",
    "linear-gradient",
    "radial-gradient",
    "repeating-linear-gradient",
    "repeating-radial-gradient",
];

/// A style without the declarations that could load something; none where nothing is left.
pub(super) fn loading_nothing(style: &str) -> Option<String> {
    let kept: Vec<&str> = style.split(';').filter(|one| is_harmless(one)).collect();
    kept.iter().any(|one| !one.trim().is_empty()).then(|| kept.join(";"))
}

/// Whether a part of a style is whole, and calls only functions that load nothing. An escape can spell any name.
fn is_harmless(part: &str) -> bool {
    let is_called = |(at, _): (usize, &str)| {
        let name = &part[part[..at].rfind(|c: char| !is_of_name(c)).map_or(0, |before| before + 1)..at];
        HARMLESS.iter().any(|known| known.eq_ignore_ascii_case(name))
    };
    let count = |c: char| part.matches(c).count();
    let is_whole = count('(') == count(')') && count('"') % 2 == 0 && count('\'') % 2 == 0;
    is_whole && !part.contains(['\\', '@']) && part.match_indices('(').all(is_called)
}

/// Whether a character is of the name of a function. All that is not ASCII is, and so of no name that is known.
fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_') || !c.is_ascii()
}

/// Where a style, or the value of `align`, puts lines.
pub(super) fn align(text: &str) -> Option<Align> {
    match text.trim().to_ascii_lowercase().as_str() {
        "left" | "start" | "justify" => Some(Align::Left),
        "center" | "middle" => Some(Align::Center),
        "right" | "end" => Some(Align::Right),
        _ => None,
    }
}

/// Where a style puts lines.
pub(super) fn align_of(style: &str) -> Option<Align> {
    declarations(style).filter(|(name, _)| name == "text-align").find_map(|(_, value)| align(&value))
}

/// A colour by name, `#rgb`, `#rrggbb` or `rgb(r, g, b)`.
pub(super) fn color(text: &str) -> Option<[u8; 3]> {
    let text = text.trim();
    if let Some(hex) = text.strip_prefix('#') {
        let digits: Vec<u8> = hex
            .chars()
            .map(|c| c.to_digit(16).and_then(|it| u8::try_from(it).ok()))
            .collect::<Option<_>>()?;
        return match digits[..] {
            [r, g, b] => Some([r * 17, g * 17, b * 17]),
            [r, r2, g, g2, b, b2] => Some([r * 16 + r2, g * 16 + g2, b * 16 + b2]),
            _ => None,
        };
    }
    if let Some(parts) = text.strip_prefix("rgb(").and_then(|rest| rest.strip_suffix(')')) {
        let parts: Vec<u8> = parts.split(',').map(|part| part.trim().parse().ok()).collect::<Option<_>>()?;
        return parts.try_into().ok();
    }
    NAMED.iter().find(|(name, _)| *name == text.to_ascii_lowercase()).map(|(_, color)| *color)
}
