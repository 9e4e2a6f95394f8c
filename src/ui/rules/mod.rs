//! The box that a rule or a formula stands in, wherever one stands: the ways to edit it, what is wrong with it,
//! and what it says and does.
//!
//! Owns the frame: the switch between the ways to edit, and the order of what stands below. Each way is a
//! [`Body`] in a file of its own. Returns what a person typed; does not know which entity it is put into.

mod builder;
mod completion;
mod editor;
mod effect;
mod highlight;
mod issues;

use super::ctx::{Actions, UiCtx};
use super::theme::tokens;
use super::widgets::{Field, Severity, row, segmented};
use crate::model::{Filter, Ref};
use crate::rule::{Schema, Use};
use egui::{Id, Label, Response, RichText, Ui};

/// What a rule stands in, and what it sees.
#[derive(Debug, Clone, Copy)]
pub(super) struct RuleContext<'a> {
    /// The application, and the language.
    pub(super) ctx: UiCtx<'a>,
    /// The entity that the rule belongs to; its environment gives names their labels.
    pub(super) entity: &'a Ref,
    /// The fields and filters that the rule sees.
    pub(super) schema: &'a Schema,
    /// What the rule is for.
    pub(super) usage: Use,
    /// The predefined filter whose rule it is: the rule sees its parameters.
    pub(super) filter: Option<&'a Filter>,
    /// The key of its field, unique among the rows around it.
    pub(super) key: &'static str,
    /// Its label in words, which is the accessible name of what edits it.
    pub(super) label: &'a str,
    /// What an empty one means, in words.
    pub(super) hint: &'a str,
    /// Whether it can be changed.
    pub(super) enabled: bool,
}

/// What was done to a rule in a frame.
#[derive(Debug)]
pub(super) struct RuleEdit {
    /// The control that edits it.
    pub(super) response: Response,
    /// The rule as it is now, when it was changed.
    pub(super) source: Option<String>,
    /// Whether that change, or those before, are finished: the next one is a step of its own.
    pub(super) settled: bool,
}

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
    Body { label: "rules-as-cel", can_show: |_, _| true, show: editor::editor_ui },
];

/// A row with a rule or a formula.
pub(super) fn rule_box_ui(
    ui: &mut Ui,
    rule: &RuleContext<'_>,
    source: &str,
    actions: &mut Actions,
) -> RuleEdit {
    let issues = issues::issues_of(rule, source);
    let sound = issues.iter().all(|issue| issue.severity != Severity::Error);
    let words = if sound { words(rule, source) } else { None };
    // What is in words, or is wrong, needs no hint below it.
    let (hint, tip) = if sound && words.is_none() { (rule.hint, "") } else { ("", rule.hint) };
    let field =
        Field::new(rule.label).key(rule.key).tip(tip).hint(hint).issues(&issues).enabled(rule.enabled);
    let field = if builder::can_show(rule, source) { field.wide() } else { field };
    let mut edit = None;
    let response = row(ui, field, |ui| {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = tokens(ui).size.steps(1.5);
            let (body, switched) = body_ui(ui, rule, source);
            let mut done = (body.show)(ui, rule, source, actions);
            done.settled |= switched;
            let response = done.response.clone();
            edit = Some(done);
            if let Some(words) = &words {
                let tokens = tokens(ui);
                ui.add(
                    Label::new(RichText::new(words).size(tokens.size.small).color(tokens.color.text)).wrap(),
                );
            }
            if sound {
                effect::effect_ui(ui, rule, source, actions);
            }
            response
        })
        .inner
    });
    edit.unwrap_or(RuleEdit { response, source: None, settled: false })
}

/// The rule in words. A number that stands where a formula may needs none.
fn words(rule: &RuleContext<'_>, source: &str) -> Option<String> {
    if source.trim().parse::<f64>().is_ok() {
        return None;
    }
    rule.ctx.rule_in_words(rule.entity, source)
}

/// The way to edit that was chosen for this session, with the switch to another where there are several; and
/// whether it was switched now: what had the keyboard is gone then, and cannot say that its typing ended.
fn body_ui(ui: &mut Ui, rule: &RuleContext<'_>, source: &str) -> (&'static Body, bool) {
    let id = Id::unique("the way to edit rules");
    let possible: Vec<&'static Body> = BODIES.iter().filter(|body| (body.can_show)(rule, source)).collect();
    let chosen = ui.data(|data| data.get_temp::<&'static str>(id));
    let mut index = possible.iter().position(|body| Some(body.label) == chosen).unwrap_or(0);
    let mut switched = false;
    if possible.len() > 1 {
        let labels: Vec<String> = possible.iter().map(|body| rule.ctx.text(body.label)).collect();
        let options: Vec<(usize, &str)> = labels.iter().map(String::as_str).enumerate().collect();
        switched = segmented(ui, &rule.ctx.text("rules-as"), &mut index, &options).changed();
        if switched {
            ui.data_mut(|data| data.insert_temp(id, possible[index].label));
        }
    }
    (possible.get(index).copied().unwrap_or(&BODIES[BODIES.len() - 1]), switched)
}
