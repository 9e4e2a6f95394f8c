//! Charts of results: bars, and heat maps, drawn with `egui_plot` in the colours of the theme.
//!
//! Owns the look. A chart holds all that it shows in words, so that it can be drawn again for a file, by anybody. Every
//! number of a chart stands in it as a text, or in the table beside it: no colour carries meaning alone.

use super::words::{place, whole};
use crate::text::Language;
use crate::ui::theme::{Colors, readable, tokens};
use crate::ui::widgets::{as_role, text_width};
use egui::{Align2, Color32, FontId, Response, Role, ScrollArea, Stroke, Ui, vec2};
use egui_plot::{
    AxisHints, Bar, BarChart, GridMark, HPlacement, Heatmap, Placement, Plot, PlotPoint, PlotUi, Text,
    VPlacement,
};
use std::ops::RangeInclusive;

/// The height of a bar with the room around it, in points.
const LANE: f32 = 26.0;
/// The room of an axis with its numbers, in points.
const AXIS: f32 = 34.0;
/// Letters of a label beside a bar.
const MOST_LETTERS: usize = 30;
/// Letters of a label above a column of a heat map.
const MOST_COLUMN_LETTERS: usize = 14;
/// The least width of a column of a heat map, in points.
const COLUMN: f32 = 84.0;

/// A chart, in words and numbers.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Chart {
    Bars(Bars),
    Heat(Heat),
}

/// Bars from the left, one below the other, each of one or more parts.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Bars {
    pub(super) title: String,
    /// What each part of a bar is; nothing where there is one only.
    pub(super) parts: Vec<String>,
    pub(super) rows: Vec<BarOf>,
    /// What the numbers count.
    pub(super) unit: String,
    /// How the numbers are written.
    pub(super) language: Language,
}

/// A bar.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct BarOf {
    pub(super) label: String,
    /// The parts; those below 0 go to the left.
    pub(super) parts: Vec<f64>,
    /// What is written at its end.
    pub(super) end: String,
}

/// Rows and columns of shares.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Heat {
    pub(super) title: String,
    pub(super) rows: Vec<String>,
    pub(super) columns: Vec<String>,
    /// The share of each cell, from 0 to 1, row by row, and how it is written.
    pub(super) cells: Vec<(f64, String)>,
}

impl Chart {
    pub(super) fn title(&self) -> &str {
        match self {
            Self::Bars(bars) => &bars.title,
            Self::Heat(heat) => &heat.title,
        }
    }

    /// The size at which all of it can be read, in points.
    pub(super) fn size(&self) -> egui::Vec2 {
        match self {
            Self::Bars(bars) => vec2(900.0, lanes(bars.rows.len()) + legend_height(bars)),
            Self::Heat(heat) => {
                let columns = lane_count(heat.columns.len());
                vec2((220.0 + columns * COLUMN).max(600.0), lanes(heat.rows.len()))
            }
        }
    }

    /// Draws it as wide as the room there is, and as high as it needs; it scrolls where there is less.
    pub(super) fn ui(&self, ui: &mut Ui) {
        let area = ScrollArea::both().id_salt(("chart", self.title())).auto_shrink([false, false]);
        area.show(ui, |ui| {
            let width = match self {
                Self::Bars(_) => ui.available_width(),
                Self::Heat(_) => ui.available_width().max(self.size().x),
            };
            ui.set_width(width);
            self.plain_ui(ui);
        });
    }

    /// Draws it whole.
    pub(super) fn plain_ui(&self, ui: &mut Ui) -> Response {
        let drawn = match self {
            Self::Bars(bars) => bars_ui(ui, bars),
            Self::Heat(heat) => heat_ui(ui, heat),
        };
        as_role(ui, &drawn, Role::Image, self.title());
        drawn
    }
}

#[expect(clippy::cast_precision_loss, reason = "some dozens of lanes")]
fn lane_count(lanes: usize) -> f32 {
    lanes as f32
}

fn lanes(count: usize) -> f32 {
    lane_count(count.max(1)) * LANE + AXIS
}

fn legend_height(bars: &Bars) -> f32 {
    if bars.parts.len() > 1 { LANE } else { 0.0 }
}

/// As much of a label as an axis has room for.
fn short(label: &str, most: usize) -> String {
    let mut letters = label.chars();
    let short: String = letters.by_ref().take(most).collect();
    if letters.next().is_some() { format!("{}…", short.trim_end()) } else { short }
}

/// The colour of a part: the accent for the first, and nearer to the ground for each that follows.
fn shade(color: &Colors, part: usize, parts: usize) -> Color32 {
    let step = if parts > 1 { place(part) / place(parts) } else { 0.0 };
    #[expect(clippy::cast_possible_truncation, reason = "between 0 and 1")]
    color.accent.lerp_to_gamma(color.panel, (step * 0.85) as f32)
}

/// A plot that nothing moves: it is looked at.
fn still<'a>(id: &str, height: f32, grid: Color32) -> Plot<'a> {
    Plot::new(("plot of results", id.to_owned()))
        .height(height)
        .allow_drag(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_axis_zoom_drag(false)
        .allow_double_click_reset(false)
        .show_x(false)
        .show_y(false)
        .show_background(false)
        .grid_color(grid)
        .set_margin_fraction(vec2(0.0, 0.0))
}

/// Marks at each whole number, for labels of lanes.
fn at_each(count: usize) -> impl Fn(egui_plot::GridInput) -> Vec<GridMark> {
    move |_| (0..count).map(|lane| GridMark { value: place(lane), step_size: 1.0 }).collect()
}

/// The label of the lane at a mark.
fn lane_label(labels: Vec<String>, down: bool) -> impl Fn(GridMark, &RangeInclusive<f64>) -> String {
    move |mark, _| {
        let at = mark.value.abs().round();
        let found = labels.iter().enumerate().find(|(index, _)| (place(*index) - at).abs() < 0.1);
        // Lanes that go down stand at numbers below 0.
        found.filter(|_| down || mark.value >= 0.0).map(|(_, label)| label.clone()).unwrap_or_default()
    }
}

/// The count at a mark; nothing between two counts.
fn count_label(language: Language) -> impl Fn(GridMark, &RangeInclusive<f64>) -> String {
    move |mark, _| {
        if mark.value.fract() != 0.0 {
            return String::new();
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number above 0")]
        let count = whole(language, mark.value.abs() as u64);
        if mark.value < 0.0 { format!("−{count}") } else { count }
    }
}

/// A mark at each lane of those that go down.
fn down_each(count: usize) -> impl Fn(egui_plot::GridInput) -> Vec<GridMark> {
    move |_| (0..count).map(|lane| GridMark { value: -place(lane), step_size: 1.0 }).collect()
}

fn bars_ui(ui: &mut Ui, bars: &Bars) -> Response {
    let (size, color) = (&tokens(ui).size, &tokens(ui).color);
    legend_ui(ui, bars);
    let ends = bars.rows.iter().map(|bar| {
        let sum = |of: fn(&f64) -> bool| bar.parts.iter().filter(|part| of(part)).sum::<f64>();
        (sum(|part| *part < 0.0), sum(|part| *part > 0.0))
    });
    let (least, most) =
        ends.fold((0.0_f64, 0.0_f64), |(least, most), (low, high)| (least.min(low), most.max(high)));
    let whole = (most - least).max(f64::MIN_POSITIVE);
    let labels: Vec<String> = bars.rows.iter().map(|bar| short(&bar.label, MOST_LETTERS)).collect();
    let widest = labels.iter().map(|label| text_width(ui, label, size.small)).fold(40.0, f32::max);
    let lane_axis = AxisHints::new_y()
        .formatter(lane_label(labels, true))
        .min_thickness(widest + size.steps(2.0))
        .placement(Placement::from(HPlacement::Left))
        .label_spacing(egui::Rangef::new(0.0, 1.0))
        .tick_label_color(color.text)
        .tick_label_font(FontId::proportional(size.small));
    let count_axis = AxisHints::new_x()
        .label(bars.unit.clone())
        .formatter(count_label(bars.language))
        .placement(Placement::from(VPlacement::Bottom))
        .tick_label_color(color.text_muted)
        .tick_label_font(FontId::proportional(size.small));
    let plot = still(&bars.title, lanes(bars.rows.len()), color.border)
        .custom_y_axes(vec![lane_axis])
        .custom_x_axes(vec![count_axis])
        .y_grid_spacer(down_each(bars.rows.len()))
        .show_grid([true, false]);
    // The text at the end of the longest bar has its room too.
    let end = |bar: &BarOf| text_width(ui, &bar.end, size.small) + size.steps(4.0);
    let room = bars.rows.iter().map(end).fold(0.0, f32::max);
    let plot_width = (ui.available_width() - widest - size.steps(2.0)).max(2.0 * room).max(1.0);
    let beyond = whole * f64::from(room / (plot_width - room).max(1.0));
    let (from, until) = (if least < 0.0 { least - beyond } else { 0.0 }, most + beyond);
    let bottom = -place(bars.rows.len().max(1)) + 0.4;
    let (color, small) = (*color, size.small);
    plot.show(ui, |plot| {
        plot.set_plot_bounds_x(from..=until.max(f64::MIN_POSITIVE));
        plot.set_plot_bounds_y(bottom..=0.6);
        parts_ui(plot, bars, &color, (whole, small));
    })
    .response
}

/// The parts of all bars, with the number of each part in the legend where it is wide enough, and what stands at its end.
fn parts_ui(plot: &mut PlotUi<'_>, bars: &Bars, color: &Colors, (whole, small): (f64, f32)) {
    let parts = bars.rows.iter().map(|bar| bar.parts.len()).max().unwrap_or_default();
    let mut ends = vec![(0.0_f64, 0.0_f64); bars.rows.len()];
    let mut numbers = Vec::new();
    for part in 0..parts {
        let fill = shade(color, part, parts);
        let mut drawn = Vec::new();
        for (lane, bar) in bars.rows.iter().enumerate() {
            let value = bar.parts.get(part).copied().unwrap_or_default();
            if value == 0.0 {
                continue;
            }
            let (low, high) = &mut ends[lane];
            let end = if value < 0.0 { low } else { high };
            let outline = Stroke::new(1.0, color.border_strong);
            drawn
                .push(Bar::new(-place(lane), value).base_offset(*end).width(0.66).fill(fill).stroke(outline));
            if parts > 1 && value.abs() > whole * 0.04 {
                numbers.push((PlotPoint::new(*end + value / 2.0, -place(lane)), part + 1, fill));
            }
            *end += value;
        }
        plot.bar_chart(BarChart::new(format!("part {part}"), drawn).horizontal().allow_hover(false));
    }
    // After all bars: they would cover them.
    for (at, number, fill) in numbers {
        let number = egui::RichText::new(number.to_string()).size(small);
        plot.text(Text::new("", at, number).color(readable(color.text, fill)));
    }
    for (lane, bar) in bars.rows.iter().enumerate() {
        let (low, high) = ends[lane];
        let (x, anchor) = if low < 0.0 { (low, Align2::RIGHT_CENTER) } else { (high, Align2::LEFT_CENTER) };
        let end = egui::RichText::new(format!(" {} ", bar.end)).size(small);
        plot.text(Text::new("", PlotPoint::new(x, -place(lane)), end).anchor(anchor).color(color.text));
    }
}

/// What each part of a bar is, with its number and its shade.
fn legend_ui(ui: &mut Ui, bars: &Bars) {
    if bars.parts.len() < 2 {
        return;
    }
    let (size, color) = (&tokens(ui).size, &tokens(ui).color);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = size.steps(3.0);
        ui.set_height(LANE - size.space);
        for (part, name) in bars.parts.iter().enumerate() {
            let square = size.icon;
            let (rect, _) = ui.allocate_exact_size(vec2(square, square), egui::Sense::hover());
            let fill = shade(color, part, bars.parts.len());
            let outline = Stroke::new(1.0, color.border_strong);
            ui.painter().rect(rect, 3.0, fill, outline, egui::StrokeKind::Inside);
            let font = FontId::proportional(size.small - 1.0);
            let number = (part + 1).to_string();
            ui.painter().text(rect.center(), Align2::CENTER_CENTER, number, font, readable(color.text, fill));
            ui.label(egui::RichText::new(name).size(size.small).color(color.text));
        }
    });
}

fn heat_ui(ui: &mut Ui, heat: &Heat) -> Response {
    let (size, color) = (&tokens(ui).size, &tokens(ui).color);
    let (columns, rows) = (heat.columns.len(), heat.rows.len());
    let row_labels: Vec<String> = heat.rows.iter().map(|label| short(label, MOST_LETTERS)).collect();
    let widest = row_labels.iter().map(|label| text_width(ui, label, size.small)).fold(40.0, f32::max);
    let row_axis = AxisHints::new_y()
        .formatter(lane_label(row_labels, true))
        .min_thickness(widest + size.steps(2.0))
        .label_spacing(egui::Rangef::new(0.0, 1.0))
        .tick_label_color(color.text)
        .tick_label_font(FontId::proportional(size.small));
    let column_labels = heat.columns.iter().map(|label| short(label, MOST_COLUMN_LETTERS)).collect();
    let column_axis = AxisHints::new_x()
        .formatter(lane_label(column_labels, false))
        .placement(Placement::from(VPlacement::Top))
        .label_spacing(egui::Rangef::new(0.0, 1.0))
        .tick_label_color(color.text)
        .tick_label_font(FontId::proportional(size.small));
    let plot = still(&heat.title, lanes(rows), color.border)
        .custom_y_axes(vec![row_axis])
        .custom_x_axes(vec![column_axis])
        .y_grid_spacer(down_each(rows))
        .x_grid_spacer(at_each(columns))
        .show_grid([false, false]);
    let most = heat.cells.iter().map(|(share, _)| *share).fold(0.0, f64::max).max(f64::MIN_POSITIVE);
    let (color, small) = (*color, size.small);
    let drawn = plot.show(ui, |plot| {
        plot.set_plot_bounds_x(-0.5..=place(columns.max(1)) - 0.5);
        plot.set_plot_bounds_y(-place(rows.max(1)) + 0.5..=0.5);
        // Rows go down: the map has its first row at the bottom.
        let upwards: Vec<f64> = (0..rows)
            .rev()
            .flat_map(|row| (0..columns).map(move |column| row * columns + column))
            .map(|cell| heat.cells.get(cell).map_or(0.0, |(share, _)| *share))
            .collect();
        if columns > 0 && rows > 0 {
            let map = Heatmap::new(upwards, columns)
                .at(PlotPoint::new(-0.5, -place(rows) + 0.5))
                .show_labels(false)
                .custom_mapping(Box::new(move |share| warmth(&color, share / most)));
            plot.heatmap(map);
        }
        for (cell, (share, written)) in heat.cells.iter().enumerate().filter(|(_, (share, _))| *share > 0.0) {
            let at = PlotPoint::new(place(cell % columns.max(1)), -place(cell / columns.max(1)));
            let ink = readable(color.text, warmth(&color, share / most));
            plot.text(Text::new("", at, egui::RichText::new(written).size(small)).color(ink));
        }
    });
    drawn.response
}

/// From the ground to the accent.
fn warmth(color: &Colors, share: f64) -> Color32 {
    #[expect(clippy::cast_possible_truncation, reason = "between 0 and 1")]
    color.panel.lerp_to_gamma(color.accent, (share.clamp(0.0, 1.0) * 0.85) as f32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_cut_between_letters() {
        assert_eq!(short("Épargne", 7), "Épargne");
        assert_eq!(short("Épargne logement", 8), "Épargne…");
    }

    #[test]
    fn counts_on_an_axis_are_written_as_in_tables() {
        let label = |language, value| count_label(language)(GridMark { value, step_size: 1.0 }, &(0.0..=1.0));
        assert_eq!(label(Language::En, 10_000.0), "10,000");
        assert_eq!(label(Language::Fr, -10_000.0), "−10\u{202f}000");
        assert_eq!(label(Language::En, 0.5), "", "nobody is half a contact");
    }
}
