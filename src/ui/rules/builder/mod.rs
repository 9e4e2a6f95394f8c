//! The visual way to edit a rule: rows of field, operator and value, in nested groups.
//!
//! Owns the draft: what is shown may lack a value, and is written to the rule once nothing is missing. It lives as
//! long as the rule is what it was written as; an undo, or another way to edit, replaces it.

mod group;
mod marks;
mod names;
mod part;
mod place;
mod row;
mod sign;
mod state;
mod value;

use super::{RuleContext, RuleEdit};
use crate::rule::Use;
use crate::rule::rows::{Group, Item, Node, Row, Scope, read, write};
use crate::text::Message;
use crate::ui::ctx::Actions;
use crate::ui::theme::tokens;
use crate::ui::widgets::{Button, Icon, Severity, issue_line, stands_for_nothing};
use egui::{Id, Response, RichText, Role, Ui};
pub(in crate::ui) use names::standard as standard_field;
use place::{Change, Place, apply};
use state::Builder;

/// Rows say what is true or false; formulas and stored values are written as CEL.
pub(super) fn can_show(rule: &RuleContext<'_>, _source: &str) -> bool {
    !matches!(rule.usage, Use::Weight | Use::StoredField)
}

/// What stands in the rows, and the rule that it was read from or written as.
#[derive(Debug, Clone)]
struct Draft {
    source: String,
    group: Group,
    /// The line that takes the keyboard in the next frame.
    focus: Option<Place>,
}

impl Draft {
    /// Whether the rows say something that the rule does not yet: lines in which nothing was chosen say nothing.
    fn holds_more(&self) -> bool {
        if self.group.missing().is_none() {
            return false;
        }
        let said = self.group.items.iter().filter(|item| !is_unset(item)).cloned();
        let group = Group { items: said.collect(), ..self.group.clone() };
        group.missing().is_some() || write(&group).is_some_and(|rule| rule != self.source)
    }
}

/// Whether nothing was chosen in a line.
fn is_unset(item: &Item) -> bool {
    item.condition.is_none() && matches!(&item.node, Node::Row(row) if row.field.is_none())
}

/// Where the rows of a rule are kept: the same for all ways to edit it.
fn rows_id(ui: &Ui) -> Id {
    ui.make_persistent_id("rows")
}

/// The rows of a rule as they were left, unless the rule has changed since.
fn known_draft(ui: &Ui, source: &str) -> Option<Draft> {
    ui.data(|data| data.get_temp::<Draft>(rows_id(ui))).filter(|draft| draft.source == source)
}

fn scope_of<'a>(rule: &RuleContext<'a>) -> Scope<'a> {
    let parameters = rule.filter.map(|filter| filter.parameters.as_slice()).unwrap_or_default();
    Scope::new(rule.schema).with_parameters(parameters)
}

fn builder_of<'a>(ui: &Ui, rule: &'a RuleContext<'a>, scope: Scope<'a>, draft: &mut Draft) -> Builder<'a> {
    let id = rows_id(ui);
    Builder {
        rule,
        scope,
        fields: names::fields(rule, &scope),
        marks: marks::kept(ui, rule, id, &draft.group),
        id,
        change: None,
        gaps: Vec::new(),
        typed: false,
        settled: false,
        focus: draft.focus.take(),
    }
}

/// The first line that is not a group of others, or the whole of a rule without one.
fn first_line(group: &Group) -> Place {
    let (mut place, mut group) = (Place::default(), group);
    while let Some(first) = group.items.first() {
        place = place.line(0);
        let Node::Group(inside) = &first.node else { break };
        group = inside;
    }
    place
}

/// What rows of the rule still lack, while it is shown in another way: they are not part of it, and must not be
/// forgotten unseen. `field` is what leads to the rule.
pub(super) fn unfinished_ui(ui: &mut Ui, rule: &RuleContext<'_>, source: &str, field: &Response) {
    let Some(mut draft) = known_draft(ui, source).filter(Draft::holds_more) else { return };
    builder_of(ui, rule, scope_of(rule), &mut draft).missing_ui(ui, &mut draft);
    if draft.holds_more() {
        stands_for_nothing(field, rule.label);
    }
    let id = rows_id(ui);
    ui.data_mut(|data| data.insert_temp(id, draft));
}

/// The rows of a rule.
pub(super) fn builder_ui(
    ui: &mut Ui,
    rule: &RuleContext<'_>,
    source: &str,
    _actions: &mut Actions,
) -> RuleEdit {
    let scope = scope_of(rule);
    let id = rows_id(ui);
    let mut draft = known_draft(ui, source).unwrap_or_else(|| Draft {
        source: source.to_owned(),
        group: read(source, &scope),
        focus: None,
    });
    if rule.led_to {
        draft.focus = Some(first_line(&draft.group));
    }
    let mut builder = builder_of(ui, rule, scope, &mut draft);
    let shown = ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = tokens(ui).size.steps(2.0);
        builder.rule_ui(ui, &mut draft.group);
        builder.drop_ui(ui);
        builder.missing_ui(ui, &mut draft);
    });
    let response = shown.response;
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_role(Role::Group));
    builder.finish(ui, &mut draft);
    if draft.holds_more() {
        stands_for_nothing(&response, rule.label);
    }
    let written = write(&draft.group).filter(|_| draft.group.missing().is_none());
    let changed = written.filter(|rule| (builder.typed || builder.settled) && *rule != draft.source);
    if let Some(rule) = &changed {
        draft.source.clone_from(rule);
    }
    ui.data_mut(|data| data.insert_temp(id, draft));
    RuleEdit { response, source: changed, settled: builder.settled }
}

impl Builder<'_> {
    fn rule_ui(&mut self, ui: &mut Ui, group: &mut Group) {
        if !group.items.is_empty() {
            let line = group::Line { number: "", kind: group::LineKind::Rule };
            return self.group_ui(ui, group, &Place::default(), &line);
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = tokens(ui).size.steps(2.0);
            let everyone = match self.rule.usage {
                Use::AppliesTo => "rules-every-offer",
                Use::Matching => "rules-every-proposition",
                _ => "rules-everyone",
            };
            ui.label(RichText::new(self.text(everyone)).color(tokens(ui).color.text_muted));
            let label = self.text("rules-add-condition");
            let add = ui.add(Button::secondary(&label).icon(Icon::Add));
            if self.focus.is_some() {
                add.request_focus();
            }
            if add.clicked() {
                *group = Group::everyone();
                self.add(&Place::default(), Row::unset().into());
            }
        });
    }

    /// What is missing before the rows become the rule.
    fn missing_ui(&mut self, ui: &mut Ui, draft: &mut Draft) {
        let Some((number, missing)) = group::first_missing(self, &draft.group) else { return };
        let sentence =
            Message::new("rules-not-yet").with("row", number).with("missing", Message::new(missing));
        let (sentence, label) = (self.rule.ctx.say(&sentence), self.text("rules-discard"));
        let back = Button::ghost(&label).icon(Icon::Undo);
        let pressed = ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = tokens(ui).size.steps(2.0);
            issue_line(ui, Severity::Info, &sentence);
            ui.add(back).clicked()
        });
        if pressed.inner {
            draft.group = read(&draft.source, &self.scope);
        }
    }

    /// Carries out what was asked for.
    fn finish(&mut self, ui: &Ui, draft: &mut Draft) {
        let Some(change) = self.change.take() else { return };
        self.settled = true;
        if let Some(place) = apply(&mut draft.group, &change)
            && !matches!(change, Change::Remove(_))
        {
            draft.focus = Some(place);
        }
        ui.ctx().request_repaint();
    }
}
