//! The summary *Schedule and eligibility* of an offer: when it can be proposed after all, what its weight is
//! multiplied by, and all that it inherits, each line with the way to the field that says so.
//!
//! What it inherits is found by [`Schedule`]; here it is only said.

use super::Form;
use crate::app::Action;
use crate::app::difference_words::kind_label;
use crate::app::timeline::{PeriodStatus, period_status, words};
use crate::model::{
    Environment, Level, Multiplier, Period, Place, PresentationRule, Ref, Schedule, Weight, WeightValue,
    Window,
};
use crate::rule::span_in_words;
use crate::text::Message;
use crate::ui::ctx::icon_of;
use crate::ui::labels::{label_or_name, short_label};
use crate::ui::theme::tokens;
use crate::ui::widgets::{Icon, Severity, card, collapsible, icon_button, issue_line, pill};
use egui::{Label, Layout, RichText, Ui, vec2};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::ops::Range;

/// The column of what a line is about, in steps of the grid.
const COLUMN: f32 = 30.0;
/// So many stretches are named; more would bury the form.
const MOST_STRETCHES: usize = 3;
/// Decimals of factors and weights.
const DECIMALS: usize = 6;

/// What everything is said at: the moment of the preview.
struct Frame<'a> {
    schedule: Schedule<'a>,
    environment: &'a Environment,
    zone: TimeZone,
    at: Timestamp,
    window: Window,
}

/// A line of the details: what it is about, what it says, where that is said, and its text as the file has it.
struct Line {
    about: String,
    says: String,
    place: Place,
    source: Option<String>,
}

/// Draws the summary of an offer of an environment; a template is in none yet.
pub(super) fn summary_ui(ui: &mut Ui, form: &mut Form<'_, '_>) {
    let Ref::Offer(environment, offer) = form.entity else { return };
    let Some(environment) = form.ctx.catalog().environment(environment) else { return };
    let Some(schedule) = Schedule::of(environment, offer) else { return };
    let zone = form.ctx.catalog().zone();
    let (window, at) = (schedule.window(&zone), form.ctx.app.preview_moment());
    let frame = Frame { schedule, environment, zone, at, window };
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = tokens(ui).size.steps(2.0);
        headline_ui(ui, form, &frame);
        ui.label(RichText::new(weights_line(form, &frame)).color(tokens(ui).color.text_muted));
        warnings_ui(ui, form, &frame);
        collapsible(ui, "inherits", &form.text("summary-details"), None, false, |ui| {
            ui.spacing_mut().item_spacing.y = tokens(ui).size.steps(1.0);
            for level in &frame.schedule.levels {
                level_ui(ui, form, &frame, level);
            }
        });
    });
}

/// The effective period, and what that is at the moment of the preview.
fn headline_ui(ui: &mut Ui, form: &Form<'_, '_>, frame: &Frame<'_>) {
    let size = &tokens(ui).size;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = size.steps(2.0);
        ui.label(Icon::Calendar.text(ui).color(tokens(ui).color.text_muted));
        ui.label(RichText::new(form.text("summary-title")).color(tokens(ui).color.text_muted));
        let (state, severity) = match period_status(frame.window, Window::ALWAYS, frame.at) {
            PeriodStatus::Runs => ("summary-state-running", Severity::Success),
            PeriodStatus::Later => ("summary-state-later", Severity::Info),
            PeriodStatus::Over => ("summary-state-over", Severity::Neutral),
            PeriodStatus::Reversed | PeriodStatus::NeverMeets => ("summary-state-never", Severity::Error),
        };
        let state = match form.ctx.app.preview().at().filter(|_| !frame.window.is_empty()) {
            Some(moment) => form.ctx.say(
                &Message::new("summary-state-at")
                    .with("state", Message::new(state))
                    .with("moment", words::moment(moment)),
            ),
            None => form.text(state),
        };
        pill(ui, &state, severity);
    });
    ui.label(RichText::new(form.ctx.say(&effective(frame))).strong());
}

/// "From 21 June 2026 to 31 December 2026".
fn effective(frame: &Frame<'_>) -> Message {
    if frame.window.is_empty() {
        return Message::new("summary-never");
    }
    let Period { from, until } = frame.window.period(&frame.zone);
    match (from, until) {
        (None, None) => Message::new("summary-always"),
        (Some(from), None) => Message::new("summary-since").with("from", words::moment(&from)),
        (None, Some(until)) => Message::new("summary-until").with("until", words::moment(&until)),
        (Some(from), Some(until)) => Message::new("summary-between")
            .with("from", words::moment(&from))
            .with("until", words::moment(&until)),
    }
}

/// "Multiplier: 2 × 1.5 = 3 · 4 weights can apply".
fn weights_line(form: &Form<'_, '_>, frame: &Frame<'_>) -> String {
    let number = |value: f64| form.ctx.language.number(value, DECIMALS);
    let factors = frame.schedule.multipliers(frame.at, &frame.zone);
    let written: Vec<String> = factors.iter().copied().map(number).collect();
    let multiplier = match written.as_slice() {
        [] => form.text("summary-no-multiplier"),
        written => {
            let product = factors.iter().product::<f64>().clamp(f64::MIN, f64::MAX);
            let total = if written.len() > 1 { format!(" = {}", number(product)) } else { String::new() };
            let factors = format!("{}{total}", written.join(" × "));
            form.ctx.say(&Message::new("summary-multiplier").with("factors", factors))
        }
    };
    let weights = frame.schedule.levels.iter().flat_map(|level| level.weights);
    let can_apply = |weight: &&Weight| !frame.window.and(Window::of(&weight.period, &frame.zone)).is_empty();
    let count = Message::new("summary-weights").with("count", weights.filter(can_apply).count());
    format!("{multiplier} · {}", form.ctx.say(&count))
}

/// Whatever keeps the offer from being proposed in its effective period.
fn warnings_ui(ui: &mut Ui, form: &Form<'_, '_>, frame: &Frame<'_>) {
    for level in frame.schedule.levels.iter().filter(|level| !level.enabled) {
        let message = Message::new("summary-disabled").with("name", level.label);
        issue_line(ui, Severity::Warning, &form.ctx.say(&message));
    }
    if frame.window.is_empty() {
        return;
    }
    let stretches = frame.schedule.weighted(&frame.zone);
    if stretches.is_empty() {
        issue_line(ui, Severity::Warning, &form.text("summary-no-weight"));
    } else if stretches != [frame.window] {
        let said = |it: &Window| form.ctx.say(&words::period(&it.period(&frame.zone)));
        let mut periods: Vec<String> = stretches.iter().take(MOST_STRETCHES).map(said).collect();
        if stretches.len() > MOST_STRETCHES {
            periods.push("…".to_owned());
        }
        let message = Message::new("summary-weighted").with("periods", periods.join(", "));
        issue_line(ui, Severity::Info, &form.ctx.say(&message));
    }
}

/// One of those that the offer inherits from, with its lines.
fn level_ui(ui: &mut Ui, form: &mut Form<'_, '_>, frame: &Frame<'_>, level: &Level<'_>) {
    let tokens = tokens(ui);
    ui.add_space(tokens.size.space);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = tokens.size.steps(1.5);
        ui.label(icon_of(&level.entity).text(ui).color(tokens.color.text_muted));
        ui.label(RichText::new(short_label(level.label)).strong());
        ui.label(RichText::new(form.text(kind_label(&level.entity))).color(tokens.color.text_muted));
    });
    let weights = ui.push_id(&level.entity, |ui| form.page_ui(ui, &["weights"], level.weights.len())).inner;
    let mut lines = lines_of(form, frame, level, weights);
    if matches!(level.entity, Ref::Environment(_)) {
        lines.extend(caps(form, frame.environment));
    }
    if lines.is_empty() {
        ui.label(RichText::new(form.text("summary-nothing")).color(tokens.color.text_muted));
    }
    for line in lines {
        line_ui(ui, form, short_label(level.label), line);
    }
}

/// Its period, rule and multiplier, and some of its weights.
fn lines_of(form: &Form<'_, '_>, frame: &Frame<'_>, level: &Level<'_>, weights: Range<usize>) -> Vec<Line> {
    let place = Place::new(level.entity.clone(), Vec::new());
    let mut lines = Vec::new();
    if let Some(period) = level.period.filter(|period| !period.is_always()) {
        lines.push(Line {
            about: form.text("forms-period"),
            says: dated(form, frame, Vec::new(), period, Window::ALWAYS),
            place: place.field("period"),
            source: None,
        });
    }
    if !level.target.trim().is_empty() {
        lines.push(Line {
            about: form.text("forms-target"),
            says: rule_text(form, &level.entity, level.target),
            place: place.field("target"),
            source: Some(level.target.to_owned()),
        });
    }
    if let Some(Multiplier { value, period }) = level.multiplier {
        let value = form.ctx.language.number(*value, DECIMALS);
        lines.push(Line {
            about: form.text("offers-multiplier"),
            says: dated(form, frame, vec![value], period, frame.window),
            place: place.field("multiplier"),
            source: None,
        });
    }
    let shown = level.weights.iter().enumerate().skip(weights.start).take(weights.len());
    lines.extend(shown.map(|(index, weight)| Line {
        about: form.ctx.say(&Message::new("summary-weight").with("name", weight.title())),
        says: weight_text(form, frame, level, weight),
        place: place.field("weights").index(index),
        source: None,
    }));
    lines
}

/// The value of a weight, where and for whom, and when.
fn weight_text(form: &Form<'_, '_>, frame: &Frame<'_>, level: &Level<'_>, weight: &Weight) -> String {
    let Weight { label: _, value, period, space, target } = weight;
    let mut parts = vec![match value {
        WeightValue::Number(number) => form.ctx.language.number(*number, DECIMALS),
        WeightValue::Formula(formula) => rule_text(form, &level.entity, formula),
    }];
    if let Some(space) = space {
        let label =
            frame.environment.space(space).map_or(space.as_str(), |it| label_or_name(&it.label, &it.name));
        parts.push(form.ctx.say(&Message::new("summary-on-space").with("space", label)));
    }
    if !target.trim().is_empty() {
        let rule = rule_text(form, &level.entity, target);
        parts.push(form.ctx.say(&Message::new("summary-for").with("rule", rule)));
    }
    dated(form, frame, parts, period, frame.window)
}

/// Parts of a line, and a period with its result within a stretch, where there is one.
fn dated(
    form: &Form<'_, '_>,
    frame: &Frame<'_>,
    mut parts: Vec<String>,
    period: &Period,
    within: Window,
) -> String {
    if !period.is_always() {
        parts.push(form.ctx.say(&words::period(period)));
        // Where the offer never runs, that is said once, at the top.
        let within = if within.is_empty() { Window::ALWAYS } else { within };
        let status = period_status(Window::of(period, &frame.zone), within, frame.at);
        if status != PeriodStatus::Runs {
            parts.push(form.text(status.message()));
        }
    }
    parts.join(" · ")
}

/// The presentation rules of the environment's typology that are in use.
fn caps(form: &Form<'_, '_>, environment: &Environment) -> Vec<Line> {
    let catalog = form.ctx.catalog();
    let typology = catalog.typologies.iter().find(|it| Some(&it.name) == environment.typology.as_ref());
    let names = typology.map(|typology| typology.rules.as_slice()).unwrap_or_default();
    let rule = |name: &String| catalog.presentation_rules.iter().find(|rule| rule.name == *name);
    let active = names.iter().filter_map(rule).filter(|rule| rule.active);
    active.map(|rule| cap(form, rule)).collect()
}

fn cap(form: &Form<'_, '_>, rule: &PresentationRule) -> Line {
    let entity = Ref::PresentationRule(rule.name.clone());
    let limit = Message::new("summary-cap")
        .with("count", rule.at_most)
        .with("span", span_in_words(rule.within.seconds()));
    let mut parts = vec![form.ctx.say(&limit)];
    for source in [&rule.applies_to, &rule.recipients].into_iter().filter(|source| !source.trim().is_empty())
    {
        let rule = rule_text(form, &entity, source);
        parts.push(form.ctx.say(&Message::new("summary-for").with("rule", rule)));
    }
    Line {
        about: label_or_name(&rule.label, &rule.name).to_owned(),
        says: parts.join(" · "),
        place: Place::new(entity, Vec::new()).field("at_most"),
        source: None,
    }
}

/// A rule or a formula in words; one that cannot be read stands as it is.
fn rule_text(form: &Form<'_, '_>, entity: &Ref, source: &str) -> String {
    form.ctx.rule_in_words(entity, source).unwrap_or_else(|| source.to_owned())
}

fn line_ui(ui: &mut Ui, form: &mut Form<'_, '_>, name: &str, line: Line) {
    let tokens = tokens(ui);
    let (size, color) = (&tokens.size, &tokens.color);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = size.steps(2.0);
        let button = size.control + size.steps(2.0);
        let about = size.steps(COLUMN).min(ui.available_width() / 3.0);
        let says = (ui.available_width() - about - button - size.steps(2.0)).max(size.steps(10.0));
        let cell = |ui: &mut Ui, width: f32, text: RichText| {
            let layout = Layout::top_down(egui::Align::LEFT);
            ui.allocate_ui_with_layout(vec2(width, size.control), layout, |ui| {
                ui.set_width(width);
                ui.add_space(size.space * 1.25);
                ui.add(Label::new(text).wrap().selectable(true))
            })
            .inner
        };
        cell(ui, about, RichText::new(&line.about).color(color.text_muted));
        let said = cell(ui, says, RichText::new(&line.says));
        if let Some(source) = &line.source {
            said.on_hover_text(RichText::new(source).monospace());
        }
        let go_to = Message::new("summary-go-to").with("field", line.about.as_str()).with("name", name);
        if icon_button(ui, Icon::GoTo, &form.ctx.say(&go_to)).clicked() {
            form.actions.push(Action::GoTo(line.place));
        }
    });
}
