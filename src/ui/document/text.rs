//! Paragraphs and headings: texts of several looks, links and pictures on wrapping lines.

use super::pen::follow;
use super::picture::picture_ui;
use super::{Pen, role};
use crate::html::{Address, Align, Look, Paragraph, Part, Span};
use crate::ui::theme::{colors_on, readable, tokens, written};
use egui::accesskit::Role as NodeRole;
use egui::text::{Galley, LayoutJob, TextFormat};
use egui::{Color32, FontId, Label, Layout, Role, Sense, Stroke, Ui, Vec2, WidgetInfo, vec2};
use std::sync::Arc;

/// How far the second stroke of a bold text lies beside the first: the font has no bold of its own.
const BOLD: f32 = 0.5;
/// The room around the text of a link that is drawn as a button.
const BUTTON: Vec2 = vec2(14.0, 7.0);

/// Texts that follow each other and lead to the same place, or nowhere; or a picture.
enum Run<'d> {
    Text(Vec<&'d Span>),
    Picture(&'d crate::html::Picture),
}

fn runs(paragraph: &Paragraph) -> Vec<Run<'_>> {
    let mut runs: Vec<Run<'_>> = Vec::new();
    for part in &paragraph.parts {
        match (part, runs.last_mut()) {
            (Part::Text(span), Some(Run::Text(run))) if run[0].look.link == span.look.link => run.push(span),
            (Part::Text(span), _) => runs.push(Run::Text(vec![span])),
            (Part::Picture(picture), _) => runs.push(Run::Picture(picture)),
        }
    }
    runs
}

/// The size of a paragraph's letters.
fn points(ui: &Ui, heading: Option<u8>) -> f32 {
    let size = &tokens(ui).size;
    match heading {
        None | Some(5) => size.body,
        Some(1) => size.title * 1.25,
        Some(2) => size.title,
        Some(3) => size.heading * 1.1,
        Some(4) => size.heading,
        Some(_) => size.small,
    }
}

pub(super) fn paragraph_ui(ui: &mut Ui, pen: &mut Pen<'_, '_>, paragraph: &Paragraph) {
    let points = points(ui, paragraph.heading);
    let runs = runs(paragraph);
    let align = match paragraph.align {
        Align::Left => egui::Align::Min,
        Align::Center => egui::Align::Center,
        Align::Right => egui::Align::Max,
    };
    // One run can be put anywhere; several follow each other from the left.
    let layout = if runs.len() == 1 {
        Layout::top_down(align)
    } else {
        Layout::left_to_right(egui::Align::Center).with_main_wrap(true)
    };
    let width = ui.available_width();
    ui.allocate_ui_with_layout(vec2(width, 0.0), layout, |ui| {
        ui.set_max_width(width);
        ui.spacing_mut().item_spacing = vec2(0.0, tokens(ui).size.space);
        if let Some(level) = paragraph.heading {
            role(ui, NodeRole::Heading, &paragraph.text());
            ui.ctx().accesskit_node_builder(ui.unique_id(), |node| node.set_level(level.into()));
        }
        for run in runs {
            match run {
                Run::Text(spans) => run_ui(ui, pen, &spans, points),
                Run::Picture(picture) => picture_ui(ui, pen, picture),
            }
        }
    });
}

/// Texts of one link, or of none. A link on a colour of its own is a button, as pages and emails draw them.
fn run_ui(ui: &mut Ui, pen: &Pen<'_, '_>, spans: &[&Span], points: f32) {
    let link = spans.first().and_then(|span| span.look.link.as_ref());
    let opens = link.is_some_and(|link| matches!(Address::of(link), Address::Web(_)));
    let sense = if opens { Sense::click() } else { Sense::hover() };
    let ground = spans.first().and_then(|span| span.look.ground);
    let one_ground = spans.iter().all(|span| span.look.ground == ground);
    let button = ground.filter(|_| link.is_some() && one_ground);
    let on = button.or(pen.ground);
    let mut plain = job(ui, on, spans, points, false);
    let (at, galley, response) = if let Some(ground) = button {
        plain.wrap.max_width = (ui.available_width() - 2.0 * BUTTON.x).max(1.0);
        let galley = ui.painter().layout_job(plain);
        let (rect, response) = ui.allocate_exact_size(galley.size() + 2.0 * BUTTON, sense);
        ui.painter().rect_filled(rect, tokens(ui).size.radius, written(ground));
        (rect.min + BUTTON, galley, response)
    } else {
        Label::new(plain).wrap().sense(sense).layout_in_ui(ui)
    };
    let role = if link.is_some() { Role::Link } else { Role::Label };
    response.widget_info(|| WidgetInfo::labeled(role, link.is_none() || opens, galley.text()));
    if response.has_focus() {
        let ring = Stroke::new(2.0, tokens(ui).color.focus);
        ui.painter().rect_stroke(response.rect.expand(1.0), 3.0, ring, egui::StrokeKind::Outside);
    }
    let color = tokens(ui).color.text;
    ui.painter().galley(at, Arc::clone(&galley), color);
    if spans.iter().any(|span| span.look.strong) {
        let bold = second_strokes(ui, job(ui, on, spans, points, true), &galley);
        ui.painter().galley(at + vec2(BOLD, 0.0), bold, color);
    }
    if let Some(link) = link {
        follow(ui, &pen.ctx, link, response);
    }
}

/// The bold texts of a run once more, where they are in what is drawn already.
fn second_strokes(ui: &Ui, mut bold: LayoutJob, drawn: &Galley) -> Arc<Galley> {
    let LayoutJob { wrap, first_row_min_height, halign, .. } = &*drawn.job;
    (bold.wrap, bold.first_row_min_height, bold.halign) = (wrap.clone(), *first_row_min_height, *halign);
    if let (Some(first), Some(known)) = (bold.sections.first_mut(), drawn.job.sections.first()) {
        first.leading_space = known.leading_space;
    }
    ui.painter().layout_job(bold)
}

/// Texts laid out on a colour that is drawn already; with `only_bold`, what is not bold takes its room and
/// cannot be seen.
fn job(ui: &Ui, on: Option<[u8; 3]>, spans: &[&Span], points: f32, only_bold: bool) -> LayoutJob {
    let mut job = LayoutJob::default();
    for span in spans {
        let mut format = format(ui, on, &span.look, points);
        if only_bold {
            format.background = Color32::TRANSPARENT;
            if !span.look.strong {
                format.color = Color32::TRANSPARENT;
                (format.underline, format.strikethrough) = (Stroke::NONE, Stroke::NONE);
            }
        }
        job.append(&span.text, 0.0, format);
    }
    job
}

fn format(ui: &Ui, on: Option<[u8; 3]>, look: &Look, points: f32) -> TextFormat {
    let color = &tokens(ui).color;
    let points = if look.small { points.min(tokens(ui).size.small) } else { points };
    let own = look.ground.filter(|own| Some(*own) != on).map(written);
    let is_button = look.link.is_some() && look.ground.is_some() && own.is_none();
    let ground = own.or(on.map(written));
    let known = ground.map_or(color, colors_on);
    let plain = if look.link.is_some() { known.link } else { known.text };
    let wanted = look.color.map_or(plain, written);
    let shown = if look.color.is_some() || ground.is_some() {
        readable(wanted, ground.unwrap_or(color.raised))
    } else {
        plain
    };
    let line = |on: bool| if on { Stroke::new(1.0, shown) } else { Stroke::NONE };
    let code = if look.code && on.is_none() { color.hover } else { Color32::TRANSPARENT };
    TextFormat {
        font_id: if look.code { FontId::monospace(points) } else { FontId::proportional(points) },
        color: shown,
        background: own.unwrap_or(code),
        italics: look.emphasis,
        strikethrough: line(look.struck),
        underline: line(look.underlined || look.link.is_some() && !is_button),
        ..TextFormat::default()
    }
}
