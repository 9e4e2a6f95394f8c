//! The box that a rule or a formula stands in, wherever one stands: the ways to edit it, what is wrong with it,
//! and what it says and does.
//!
//! Owns the frame: the switch between the ways to edit, and the order of what stands below. Each way is a
//! [`Body`] in a file of its own. Returns what a person typed; does not know which entity it is put into.

mod builder;
mod completion;
mod context;
mod editor;
mod effect;
mod highlight;
mod issues;
mod untested;

pub(super) use builder::standard_field;
pub(super) use context::{RuleContext, RuleEdit, splits_of};

use super::ctx::Actions;
use super::theme::tokens;
use super::widgets::{Field, Severity, beginning_ui, headed_row, is_too_long, row, segmented};
use context::remark_ui;
use egui::{Id, Ui};

/// A way to edit a rule.
struct Body {
    /// The message of its name on the switch.
    label: &'static str,
    /// Whether it can show a rule.
    can_show: fn(&RuleContext<'_>, &str) -> bool,
    /// Shows it.
    show: fn(&mut Ui, &RuleContext<'_>, &str, &mut Actions) -> RuleEdit,
}

/// The ways to edit a rule, in the order of the switch. The first that can show a rule is the usual one.
const BODIES: &[Body] = &[
    Body { label: "rules-as-rows", can_show: builder::can_show, show: builder::builder_ui },
    Body { label: "rules-as-cel", can_show: |_, _| true, show: cel_ui },
];

/// The text of a rule, and which of its rows are not finished.
fn cel_ui(ui: &mut Ui, rule: &RuleContext<'_>, source: &str, actions: &mut Actions) -> RuleEdit {
    let edit = editor::editor_ui(ui, rule, source, actions);
    builder::unfinished_ui(ui, rule, edit.source.as_deref().unwrap_or(source), &edit.response);
    edit
}

/// A row with a rule or a formula.
pub(super) fn rule_box_ui(
    ui: &mut Ui,
    rule: &RuleContext<'_>,
    source: &str,
    actions: &mut Actions,
) -> RuleEdit {
    if is_too_long(source) {
        let field = Field::new(rule.label).key(rule.key).enabled(false);
        let response = row(ui, field, |ui| beginning_ui(ui, source));
        if rule.led_to {
            response.request_focus();
        }
        return RuleEdit { response, source: None, settled: false };
    }
    let mut issues = issues::issues_of(rule, source);
    let sound = issues.iter().all(|issue| issue.severity != Severity::Error);
    issues.extend_from_slice(rule.said);
    let words = if sound { words(rule, source) } else { None };
    // What is in words, or is wrong, needs no hint below it; rows say themselves what an empty rule means.
    let as_rows = way(ui, rule, source).label == BODIES[0].label;
    let (hint, tip) = if sound && words.is_none() && !as_rows { (rule.hint, "") } else { ("", rule.hint) };
    let field =
        Field::new(rule.label).key(rule.key).tip(tip).hint(hint).issues(&issues).enabled(rule.enabled);
    let mut edit = None;
    let mut show = |ui: &mut Ui, (body, switched): (&'static Body, bool)| {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = tokens(ui).size.space;
            let mut done = (body.show)(ui, rule, source, actions);
            done.settled |= switched;
            let response = done.response.clone();
            edit = Some(done);
            if let Some(words) = &words {
                remark_ui(ui, words);
            }
            if sound {
                effect::effect_ui(ui, rule, source, actions);
                untested::untested_ui(ui, rule, source);
            }
            response
        })
        .inner
    };
    let response = if possible(rule, source).count() > 1 {
        headed_row(ui, field, |ui| switch_ui(ui, rule, source), show)
    } else {
        row(ui, field, |ui| {
            let body = way(ui, rule, source);
            show(ui, (body, false))
        })
    };
    edit.unwrap_or(RuleEdit { response, source: None, settled: false })
}

/// The rule in words. A number that stands where a formula may needs none.
fn words(rule: &RuleContext<'_>, source: &str) -> Option<String> {
    if rule.is_number(source) {
        return None;
    }
    rule.ctx.rule_in_words(rule.entity, source)
}

/// The ways to edit that can show a rule.
fn possible(rule: &RuleContext<'_>, source: &str) -> impl Iterator<Item = &'static Body> {
    BODIES.iter().filter(|body| (body.can_show)(rule, source))
}

/// Where the way to edit that was chosen for this session is kept.
fn chosen() -> Id {
    Id::unique("the way to edit rules")
}

/// The way to edit that was chosen for this session, where it can show the rule.
fn way(ui: &Ui, rule: &RuleContext<'_>, source: &str) -> &'static Body {
    let chosen = ui.data(|data| data.get_temp::<&'static str>(chosen()));
    let mut ways = possible(rule, source);
    let way = possible(rule, source).find(|body| Some(body.label) == chosen);
    way.or_else(|| ways.next()).unwrap_or(&BODIES[BODIES.len() - 1])
}

/// The switch to another way to edit; and whether it was switched now: what had the keyboard is gone then, and
/// cannot say that its typing ended.
fn switch_ui(ui: &mut Ui, rule: &RuleContext<'_>, source: &str) -> (&'static Body, bool) {
    let options: Vec<(&'static str, String)> =
        possible(rule, source).map(|body| (body.label, rule.ctx.text(body.label))).collect();
    let mut label = way(ui, rule, source).label;
    let switched = segmented(ui, &rule.ctx.text("rules-as"), &mut label, &options).changed();
    if switched {
        ui.data_mut(|data| data.insert_temp(chosen(), label));
    }
    (way(ui, rule, source), switched)
}
