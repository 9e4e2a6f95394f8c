//! What each line comes to for the previewed contact: a sign beside it, with what it saw or misses.
//! Kept until the rows, the catalog or the preview change; never made anew in each frame.

use super::place::Place;
use crate::app::{RuleEffectBasis, conditions};
use crate::rule::rows::{Group, Node, write_line};
use crate::rule::{Found, Traced, Truth};
use crate::ui::memo::{Same, memo};
use crate::ui::rules::{RuleContext, effect};
use egui::{Id, Ui};
use std::collections::HashMap;
use std::sync::Arc;

/// How many lines have a sign: a rule of more is too long to be read.
const MAX_MARKS: usize = 200;

/// What the lines of a rule come to.
#[derive(Debug)]
pub(super) struct Marks {
    /// For whom.
    pub(super) contact: String,
    pub(super) lines: HashMap<Place, Mark>,
}

/// What a line comes to.
#[derive(Debug)]
pub(super) struct Mark {
    pub(super) truth: Truth,
    /// Its result, and what it saw, in words.
    pub(super) detail: String,
}

/// The marks of the rows as they, the catalog and the preview stand.
pub(super) fn kept(ui: &Ui, rule: &RuleContext<'_>, rows: Id, group: &Group) -> Arc<Option<Marks>> {
    let (catalog, app) = (rule.ctx.catalog(), rule.ctx.app);
    let decision = app.preview().decision().and_then(|answer| answer.as_ref().ok());
    let made_of = (Same::of(catalog), Same::of(app.workspace().plan()), decision.map(Same::of));
    let of = (made_of, group.clone(), rule.ctx.language);
    memo(ui, rows.with("marks"), of, |_| made(rule, group))
}

fn made(rule: &RuleContext<'_>, group: &Group) -> Option<Marks> {
    let mut lines = Vec::new();
    gather(group, &Place::default(), &mut lines);
    let (places, texts): (Vec<Place>, Vec<String>) = lines.into_iter().unzip();
    let (contact, traced) = conditions(&RuleEffectBasis::of(rule.ctx.app), rule.entity, rule.usage, &texts)?;
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
