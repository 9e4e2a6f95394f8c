//! What a rule does, below it: how many sample contacts it matches, and what each part of it comes to for the
//! previewed contact. Kept until the rule, the catalog or the preview changes; never made anew in each frame.

use super::{RuleContext, remark_ui};
use crate::app::{Action, Counted, PreviewChange, RuleEffect, RuleEffectBasis, rule_effect};
use crate::document::CatalogLabels;
use crate::model::Value;
use crate::rule::{FieldName, Found, Join, Traced, Truth, field_words};
use crate::text::Message;
use crate::ui::ctx::Actions;
use crate::ui::labels::short_label;
use crate::ui::later::later;
use crate::ui::memo::{Same, memo};
use crate::ui::theme::{Tokens, tokens};
use crate::ui::widgets::{Button, Icon, menu};
use egui::{Color32, FontId, Frame, Id, Label, Margin, Popup, RichText, ScrollArea, Sense, Ui, vec2};
use std::sync::Arc;

/// How many parts of a rule are shown: a rule of more is too long to be read.
const MAX_LINES: usize = 60;

/// So many contacts are counted within a frame: each takes 1 to 5 µs, and a form has several rules.
const MOST_CONTACTS_AT_ONCE: usize = 200;

/// How many contacts are listed by name.
const MAX_NAMES: usize = 200;

/// A part of a rule with its result, in words.
struct Line {
    depth: u8,
    truth: Option<Truth>,
    /// How its parts are joined, or the condition.
    text: String,
    /// Its result, and what it saw.
    detail: String,
}

/// An effect in words.
struct EffectInWords {
    counted: Option<(String, Counted)>,
    traced: Option<(String, Vec<Line>)>,
}

pub(super) fn effect_ui(ui: &mut Ui, rule: &RuleContext<'_>, source: &str, actions: &mut Actions) {
    if source.trim().is_empty() || rule.is_number(source) {
        return;
    }
    let shown = kept(ui, rule, source, actions);
    let Some(shown) = shown.as_deref().and_then(Option::as_ref) else { return };
    if let EffectInWords { counted: None, traced: Some((title, lines)) } = shown
        && lines.is_empty()
    {
        return remark_ui(ui, title);
    }
    let id = ui.scope_id().with(("effect", rule.key));
    let mut open: bool = ui.data_mut(|data| *data.get_persisted_mut_or(id, false));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = tokens(ui).size.space;
        if let Some((title, counted)) = &shown.counted {
            count_ui(ui, rule, title, counted, actions);
        }
        if let Some((title, lines)) = &shown.traced {
            if lines.is_empty() {
                return remark_ui(ui, title);
            }
            let icon = if open { Icon::Down } else { Icon::Right };
            let button = ui.add(Button::ghost(title).icon(icon).shorten());
            ui.ctx().accesskit_node_builder(button.id, |node| node.set_expanded(open));
            if button.clicked() {
                open = !open;
                ui.data_mut(|data| data.insert_persisted(id, open));
            }
        }
    });
    if let Some((_, lines)) = shown.traced.as_ref().filter(|_| open) {
        Frame::new().inner_margin(Margin { left: 8, right: 0, top: 2, bottom: 4 }).show(ui, |ui| {
            for line in lines {
                line_ui(ui, rule, line);
            }
        });
    }
}

/// The effect in words as the rule, the catalog and the preview stand; with very many contacts, that of a moment before
/// while a worker counts them, and none at first.
fn kept(
    ui: &Ui,
    rule: &RuleContext<'_>,
    source: &str,
    actions: &mut Actions,
) -> Option<Arc<Option<EffectInWords>>> {
    let id = Id::unique(("effect", rule.entity, rule.key, ui.scope_id()));
    let (catalog, app, language) = (rule.ctx.catalog(), rule.ctx.app, rule.ctx.language);
    let decision = app.preview().decision().and_then(|answer| answer.as_ref().ok());
    let made_of = (Same::of(catalog), Same::of(app.workspace().plan()), decision.map(Same::of));
    let of = (made_of, source.to_owned());
    let worded = |effect: &Option<RuleEffect>| effect.clone().map(|effect| shown(rule, effect));
    if catalog.contacts.len() <= MOST_CONTACTS_AT_ONCE {
        let make = || rule_effect(&RuleEffectBasis::of(app), rule.entity, source, rule.usage);
        return Some(memo(ui, id, (of, language), |_| worded(&make())));
    }
    let order = || {
        let (basis, entity, source) = (RuleEffectBasis::of(app), rule.entity.clone(), source.to_owned());
        let usage = rule.usage;
        move || rule_effect(&basis, &entity, &source, usage)
    };
    let effect = later(ui.ctx(), id, of, actions, order).0?;
    Some(memo(ui, id.with("in words"), (Same::of(&effect), language), |_| worded(&effect)))
}

fn shown(rule: &RuleContext<'_>, effect: RuleEffect) -> EffectInWords {
    let RuleEffect { counted, traced, contact } = effect;
    let counted = counted.map(|counted| {
        let id = if counted.more { "effect-matches-of-first" } else { "effect-matches" };
        let message = Message::new(id).with("count", counted.matching.len()).with("all", counted.all);
        let mut title = rule.ctx.say(&message);
        if counted.unknown > 0 {
            let unknown = Message::new("effect-unknown-for").with("count", counted.unknown);
            title = format!("{title}{}", rule.ctx.say(&unknown));
        }
        (title, counted)
    });
    let traced = traced.map(|traced| {
        let found = found(rule, &traced.found);
        let message = Message::new("effect-for").with("contact", whom(rule, contact)).with("found", found);
        let mut lines = Vec::new();
        if !matches!(traced.found, Found::Value(_)) {
            gather(rule, &traced, 0, &mut lines);
        }
        (rule.ctx.say(&message), lines)
    });
    EffectInWords { counted, traced }
}

/// The previewed contact, as sentences name it.
pub(super) fn whom(rule: &RuleContext<'_>, contact: String) -> String {
    if contact.is_empty() { rule.ctx.text("effect-unknown-visitor") } else { contact }
}

fn gather(rule: &RuleContext<'_>, traced: &Traced, depth: u8, lines: &mut Vec<Line>) {
    if lines.len() >= MAX_LINES {
        return;
    }
    let text = match traced.join {
        Join::All => rule.ctx.text("effect-all-of"),
        Join::Any => rule.ctx.text("effect-any-of"),
        Join::None => rule.ctx.text("effect-not"),
        Join::Choice => rule.ctx.text("effect-choice"),
        Join::One | Join::Filter => {
            rule.ctx.rule_in_words(rule.entity, &traced.text).unwrap_or_else(|| traced.text.clone())
        }
    };
    let truth = match &traced.found {
        Found::Truth(truth) => Some(truth.clone()),
        Found::Value(_) => None,
    };
    lines.push(Line { depth, truth, text, detail: detail(rule, traced) });
    for part in &traced.parts {
        gather(rule, part, depth + 1, lines);
    }
}

/// What a part comes to: of a condition also the values that it saw.
pub(super) fn detail(rule: &RuleContext<'_>, traced: &Traced) -> String {
    let found = found(rule, &traced.found);
    let labels = CatalogLabels::of(rule.ctx.catalog(), rule.entity);
    let known = |(field, value): &(FieldName, Option<Value>)| {
        let field = field_words(field, Some(&labels));
        let value = written(rule, value.as_ref()?);
        Some(Message::new("rule-value-is").with("path", field).with("value", value))
    };
    let seen = traced.seen.iter().filter_map(known);
    let Some(seen) = seen.reduce(|one, two| Message::new("rule-and").with("first", one).with("second", two))
    else {
        return found;
    };
    format!("{found} ({})", rule.ctx.say(&seen))
}

fn found(rule: &RuleContext<'_>, found: &Found) -> String {
    match found {
        Found::Truth(Truth::True) => rule.ctx.text("effect-true"),
        Found::Truth(Truth::False) => rule.ctx.text("effect-false"),
        Found::Truth(Truth::Unknown(cause)) => {
            let labels = CatalogLabels::of(rule.ctx.catalog(), rule.entity);
            let why = rule.ctx.say(&cause.in_labels(&labels));
            rule.ctx.say(&Message::new("effect-unknown").with("cause", why))
        }
        Found::Value(value) => written(rule, value),
    }
}

/// A value as the language writes it.
fn written(rule: &RuleContext<'_>, value: &Value) -> String {
    /// Decimals that are shown of a number.
    const DECIMALS: usize = 6;
    match value {
        Value::Boolean(true) => rule.ctx.text("sentence-value-yes"),
        Value::Boolean(false) => rule.ctx.text("sentence-value-no"),
        Value::Decimal(number) => rule.ctx.language.number(*number, DECIMALS),
        value => Some(value.to_string())
            .filter(|it| !it.is_empty())
            .unwrap_or_else(|| rule.ctx.text("effect-empty")),
    }
}

/// How many contacts match; a click lists them, and a click on one previews it.
fn count_ui(ui: &mut Ui, rule: &RuleContext<'_>, title: &str, counted: &Counted, actions: &mut Actions) {
    let button = ui.add(Button::ghost(title).icon(Icon::Dimension).shorten());
    let button = button.on_hover_text(rule.ctx.text("effect-matches-hint"));
    menu(Popup::menu(&button), |ui| {
        if counted.matching.is_empty() {
            ui.label(rule.ctx.text("effect-nobody"));
        }
        ScrollArea::vertical().max_height(tokens(ui).size.row * 9.0).show(ui, |ui| {
            for (index, label) in counted.matching.iter().take(MAX_NAMES) {
                let chosen = rule.ctx.app.preview().who() == Some(*index);
                if ui.selectable_label(chosen, short_label(label)).clicked() {
                    actions.push(Action::Preview(PreviewChange::Who(Some(*index))));
                }
            }
        });
    });
}

fn line_ui(ui: &mut Ui, rule: &RuleContext<'_>, line: &Line) {
    let tokens = tokens(ui);
    let size = &tokens.size;
    let said = Message::new("effect-line").with("part", &line.text).with("found", &line.detail);
    let said = rule.ctx.say(&said);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = size.steps(1.5);
        ui.add_space(f32::from(line.depth) * size.steps(4.0));
        let (icon, color) = mark(line.truth.as_ref(), tokens);
        let height = ui.fonts_mut(|fonts| fonts.row_height(&FontId::proportional(size.small)));
        let (rect, _) = ui.allocate_exact_size(vec2(size.icon - 1.0, height), Sense::hover());
        icon.paint(ui, rect.center(), size.icon - 1.0, color);
        ui.add(Label::new(RichText::new(said).size(size.small).color(tokens.color.text)).wrap());
    });
}

/// True, false, unknown: each has its sign, its colour and its word.
pub(super) fn mark(truth: Option<&Truth>, tokens: &Tokens) -> (Icon, Color32) {
    match truth {
        Some(Truth::True) => (Icon::Check, tokens.color.success),
        Some(Truth::False) => (Icon::Close, tokens.color.error),
        Some(Truth::Unknown(_)) => (Icon::Help, tokens.color.warning),
        None => (Icon::Arrow, tokens.color.text_muted),
    }
}
