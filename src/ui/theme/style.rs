//! egui's style, made of the tokens.

use super::tokens::{Colors, Sizes, Tokens};
use egui::style::{Interaction, ScrollStyle, Selection, Spacing, WidgetVisuals, Widgets};
use egui::{
    Color32, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, Style, TextStyle, Theme, Visuals,
};
use egui::{Vec2, vec2};
use std::collections::BTreeMap;

/// Milliseconds would be felt: transitions are short.
const ANIMATION_SECONDS: f32 = 0.08;

/// How wide a scroll bar is under the pointer, in points.
const SCROLL_BAR: f32 = 8.0;

/// The style of a theme.
pub(super) fn style(tokens: &Tokens, theme: Theme) -> Style {
    let Tokens { color, size } = tokens;
    Style {
        text_styles: text_styles(size),
        spacing: spacing(size),
        interaction: Interaction { selectable_labels: false, tooltip_delay: 0.4, ..Interaction::default() },
        visuals: visuals(color, size, theme),
        animation_time: ANIMATION_SECONDS,
        ..Style::default()
    }
}

fn text_styles(size: &Sizes) -> BTreeMap<TextStyle, FontId> {
    let text = |points| FontId::new(points, FontFamily::Proportional);
    BTreeMap::from([
        (TextStyle::Small, text(size.small)),
        (TextStyle::Body, text(size.body)),
        (TextStyle::Button, text(size.body)),
        (TextStyle::Heading, text(size.heading)),
        (TextStyle::Monospace, FontId::new(size.mono, FontFamily::Monospace)),
    ])
}

fn spacing(size: &Sizes) -> Spacing {
    Spacing {
        item_spacing: Vec2::splat(size.steps(2.0)),
        window_margin: Margin::same(12),
        menu_margin: Margin::same(4),
        button_padding: vec2(10.0, 5.0),
        interact_size: vec2(size.control, size.control),
        indent: size.steps(4.0),
        icon_width: size.icon + 1.0,
        icon_width_inner: size.icon - 6.0,
        icon_spacing: size.steps(2.0),
        text_edit_width: size.field_width,
        combo_width: size.steps(30.0),
        tooltip_width: 320.0,
        menu_width: 220.0,
        scroll: ScrollStyle {
            bar_width: SCROLL_BAR,
            floating_width: 4.0,
            // Its room is its own: it lies over nothing.
            floating_allocated_width: SCROLL_BAR,
            ..ScrollStyle::floating()
        },
        ..Spacing::default()
    }
}

fn visuals(color: &Colors, size: &Sizes, theme: Theme) -> Visuals {
    let base = match theme {
        Theme::Light => Visuals::light(),
        Theme::Dark => Visuals::dark(),
    };
    Visuals {
        weak_text_color: Some(color.text_muted),
        widgets: widgets(color, size),
        selection: Selection { bg_fill: color.selection, stroke: Stroke::new(1.5, color.focus) },
        hyperlink_color: color.link,
        faint_bg_color: color.hover,
        extreme_bg_color: color.field,
        text_edit_bg_color: Some(color.field),
        code_bg_color: color.hover,
        warn_fg_color: color.warning,
        error_fg_color: color.error,
        window_corner_radius: CornerRadius::same(10),
        window_shadow: shadow(color, 12, 32),
        window_fill: color.raised,
        window_stroke: Stroke::new(1.0, color.border),
        menu_corner_radius: CornerRadius::same(8),
        panel_fill: color.panel,
        popup_shadow: shadow(color, 6, 20),
        indent_has_left_vline: false,
        slider_trailing_fill: true,
        ..base
    }
}

fn shadow(color: &Colors, down: i8, blur: u8) -> Shadow {
    Shadow { offset: [0, down], blur, spread: 0, color: color.shadow }
}

fn widgets(color: &Colors, size: &Sizes) -> Widgets {
    let state = |fill: Color32, outline: Stroke, text: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: outline,
        corner_radius: CornerRadius::from(size.radius),
        fg_stroke: Stroke::new(1.0, text),
        expansion: 0.0,
    };
    let line = |line| Stroke::new(1.0, line);
    Widgets {
        noninteractive: state(color.panel, line(color.border), color.text),
        inactive: state(color.raised, line(color.border_strong), color.text),
        hovered: state(color.hover, line(color.border_strong), color.text),
        active: state(color.pressed, Stroke::new(1.5, color.focus), color.text),
        open: state(color.hover, line(color.border_strong), color.text),
    }
}
