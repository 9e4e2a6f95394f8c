//! What each line comes to for the previewed contact: a sign beside it, with what it saw or misses.
//! Kept until the rows, the catalog or the preview change; never made anew in each frame.

use super::Builder;
use super::place::Place;
use crate::app::conditions;
use crate::rule::rows::{Group, Node, write_line};
use crate::rule::{Found, Traced, Truth};
use crate::text::Message;
use crate::ui::memo::{Same, memo};
use crate::ui::rules::{RuleContext, effect};
use crate::ui::theme::{Tokens, tokens};
use egui::{Color32, Id, Role, Sense, Ui, WidgetInfo, vec2};
use std::collections::HashMap;
use std::sync::Arc;

/// How many lines have a sign: a rule of more is too long to be read.
const MAX_MARKS: usize = 200;

/// The side of a sign, in steps of the grid.
const MARK: f32 = 4.5;

/// What the lines of a rule come to.
#[derive(Debug)]
pub(super) struct Marks {
    /// For whom.
    contact: String,
    lines: HashMap<Place, Mark>,
}

#[derive(Debug)]
struct Mark {
    truth: Truth,
    /// Its result, and what it saw, in words.
    detail: String,
}

/// The marks of the rows as they, the catalog and the preview stand.
pub(super) fn kept(ui: &Ui, rule: &RuleContext<'_>, rows: Id, group: &Group) -> Arc<Option<Marks>> {
    let decision = rule.ctx.app.preview().decision().and_then(|answer| answer.as_ref().ok());
    let of = (Same::of(rule.ctx.catalog()), decision.map(Same::of), group.clone(), rule.ctx.language);
    memo(ui, rows.with("marks"), of, |_| made(rule, group))
}

fn made(rule: &RuleContext<'_>, group: &Group) -> Option<Marks> {
    let mut lines = Vec::new();
    gather(group, &Place::default(), &mut lines);
    let (places, texts): (Vec<Place>, Vec<String>) = lines.into_iter().unzip();
    let (contact, traced) = conditions(rule.ctx.app, rule.entity, rule.usage, &texts)?;
    let mark = |traced: Traced| match &traced.found {
        Found::Truth(truth) => Some(Mark { truth: truth.clone(), detail: effect::detail(rule, &traced) }),
        Found::Value(_) => None,
    };
    let lines = places.into_iter().zip(traced);
    let lines = lines.filter_map(|(place, traced)| Some((place, traced.and_then(mark)?))).collect();
    Some(Marks { contact: effect::whom(rule, contact), lines })
}

/// The lines that say something already, groups and conditions included, each with its CEL.
fn gather(group: &Group, place: &Place, lines: &mut Vec<(Place, String)>) {
    for (index, item) in group.items.iter().enumerate() {
        if lines.len() >= MAX_MARKS {
            return;
        }
        let place = place.line(index);
        if let Some(text) = write_line(&item.node) {
            lines.push((place.clone(), text));
        }
        if let Node::Group(group) = &item.node {
            gather(group, &place, lines);
        }
        if let Some(condition) = &item.condition {
            gather(condition, &place.condition(), lines);
        }
    }
}

impl Builder<'_> {
    /// The room that the sign of a line takes, with what is between it and the next control.
    pub(super) fn mark_width(&self, ui: &Ui) -> f32 {
        let size = &tokens(ui).size;
        if self.marks.is_some() { size.steps(MARK) + size.space } else { 0.0 }
    }

    /// The sign of a line. What is not complete has none, but keeps its room.
    pub(super) fn mark_ui(&self, ui: &mut Ui, place: &Place, number: &str) {
        let Some(marks) = &*self.marks else { return };
        let tokens = tokens(ui);
        let side = tokens.size.steps(MARK);
        let (rect, response) = ui.allocate_exact_size(vec2(side, tokens.size.control), Sense::hover());
        let Some(mark) = marks.lines.get(place) else { return };
        let (icon, color) = effect::mark(Some(&mark.truth), tokens);
        // On a disc, so that it is not taken for a button.
        ui.painter().circle_filled(rect.center(), side / 2.0, soft(&mark.truth, tokens));
        icon.paint(ui, rect.center(), side * 0.7, color);
        let said = |id| Message::new(id).with("contact", &*marks.contact).with("found", &*mark.detail);
        let name = self.rule.ctx.say(&said("rules-mark").with("row", number));
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &name));
        response.on_hover_text(self.rule.ctx.say(&said("effect-for")));
    }
}

/// The colour behind a sign.
fn soft(truth: &Truth, tokens: &Tokens) -> Color32 {
    match truth {
        Truth::True => tokens.color.success_soft,
        Truth::False => tokens.color.error_soft,
        Truth::Unknown(_) => tokens.color.warning_soft,
    }
}
