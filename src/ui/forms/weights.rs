//! The weights of an environment, a category or an offer: a card each.

use super::Form;
use super::rule::RuleField;
use crate::model::{Entity, Step, Weight, WeightValue};
use crate::rule::{Schema, Use};
use crate::text::{Message, parse_number};
use crate::ui::labels::label_or_name;
use crate::ui::theme::tokens;
use crate::ui::widgets::{
    Field, FieldIssue, Icon, PickEvent, PickItem, Picker, card, icon_button, issue_line, picker_row, section,
    text_row,
};
use egui::{Response, RichText, Ui};

impl Form<'_, '_> {
    /// The list of weights, with its heading and a button to add one.
    pub(super) fn weights_ui(
        &mut self,
        ui: &mut Ui,
        weights: &[Weight],
        put: impl Fn(Vec<Weight>) -> Entity,
    ) {
        section(ui, &self.text("forms-weights"));
        let schema = self.schema(ui);
        for issue in self.issues_that(|issue| issue.place.field == [Step::Field("weights")]) {
            issue_line(ui, issue.severity, &issue.text);
        }
        if weights.is_empty() {
            ui.label(RichText::new(self.text("forms-weights-none")).color(tokens(ui).color.text_muted));
        }
        for index in self.page_ui(ui, &["weights"], weights.len()) {
            ui.push_id(("weight", index), |ui| {
                card(ui, |ui| self.weight_ui(ui, &schema, weights, index, &put));
            });
        }
        if self.add_item_ui(ui, "forms-weight-add", "weights", weights.len()) {
            let new = Weight {
                label: String::new(),
                value: WeightValue::Number(1.0),
                period: crate::model::Period::default(),
                space: None,
                target: String::new(),
            };
            self.put_weights(put(weights.iter().cloned().chain([new]).collect()), false);
        }
    }

    fn put_weights(&mut self, changed: Entity, typed: bool) {
        self.put(changed, "weights", "forms-weights", typed);
    }

    fn weight_ui(
        &mut self,
        ui: &mut Ui,
        schema: &Schema,
        weights: &[Weight],
        index: usize,
        put: &impl Fn(Vec<Weight>) -> Entity,
    ) {
        ui.spacing_mut().item_spacing.y = tokens(ui).size.steps(2.0);
        let with = |weight: Weight| {
            let mut weights = weights.to_vec();
            weights[index] = weight;
            put(weights)
        };
        let weight = &weights[index];
        let Weight { label, value, period, space, target } = weight;
        self.weight_header_ui(ui, weights, index, put);
        self.begin_item(ui, "weights", index);
        let (title, mut text) = (self.text("forms-label"), label.clone());
        let tip = self.text("forms-weight-label-tip");
        let field = Field::new(&title).key("label").tip(&tip).enabled(self.enabled);
        let response = text_row(ui, field, &mut text);
        if response.changed() {
            self.put_weights(with(Weight { label: text, ..weight.clone() }), true);
        }
        self.settle(&response);
        let path = |field| [Step::Field("weights"), Step::Index(index), Step::Field(field)];
        let said = self.said_of_rule(&path("value"));
        let shown =
            self.value_ui(ui, schema, (value, &said), |value| with(Weight { value, ..weight.clone() }));
        self.lead_to_place(ui, &path("value"), &shown);
        let issues = self.issues_at(&path("space"));
        let led = self.is_led_to(ui, &path("space"));
        self.space_ui(ui, space.as_deref(), (&issues, led), |space| with(Weight { space, ..weight.clone() }));
        self.period_rows_at(ui, "weights", &path("period"), period, |period| {
            with(Weight { period, ..weight.clone() })
        });
        let field =
            RuleField { key: "target", label: "forms-target", hint: "forms-target-hint", usage: Use::Target };
        let said = self.said_of_rule(&path("target"));
        let shown = self.rule_box(ui, field, (schema, None, &said), target, |target| {
            with(Weight { target, ..weight.clone() })
        });
        self.lead_to_place(ui, &path("target"), &shown);
        // An issue of any other field leads to the card.
        self.lead_to_place(ui, &[Step::Field("weights"), Step::Index(index)], &response);
    }

    /// The place in the list, and the buttons that change it.
    fn weight_header_ui(
        &mut self,
        ui: &mut Ui,
        weights: &[Weight],
        index: usize,
        put: &impl Fn(Vec<Weight>) -> Entity,
    ) {
        ui.horizontal(|ui| {
            let number = self.ctx.say(&Message::new("forms-weight-number").with("number", index + 1));
            ui.label(RichText::new(number).color(tokens(ui).color.text_muted));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.add_enabled_ui(self.enabled, |ui| {
                    let name = self.ctx.say(&Message::new("forms-weight-remove").with("number", index + 1));
                    if icon_button(ui, Icon::Delete, &name).clicked() {
                        let mut rest = weights.to_vec();
                        rest.remove(index);
                        self.put_weights(put(rest), false);
                    }
                });
            });
        });
    }

    /// A weight is a number, or a formula: the field takes either.
    fn value_ui(
        &mut self,
        ui: &mut Ui,
        schema: &Schema,
        (value, said): (&WeightValue, &[FieldIssue]),
        put: impl Fn(WeightValue) -> Entity,
    ) -> Response {
        // While a number is typed its text stays as it is: `3.` is on the way to `3.5`.
        let id = ui.make_persistent_id("typed weight");
        let typed = ui.data(|data| data.get_temp::<String>(id)).filter(|typed| meant(typed) == *value);
        let source = typed.unwrap_or_else(|| match value {
            WeightValue::Number(number) => number.to_string(),
            WeightValue::Formula(formula) => formula.clone(),
        });
        let field = RuleField {
            key: "value",
            label: "forms-weight-value",
            hint: "forms-weight-value-hint",
            usage: Use::Weight,
        };
        let egui = ui.ctx().clone();
        self.rule_box(ui, field, (schema, None, said), &source, |text| {
            egui.data_mut(|data| data.insert_temp(id, text.clone()));
            put(meant(&text))
        })
    }

    fn space_ui(
        &mut self,
        ui: &mut Ui,
        space: Option<&str>,
        (issues, led): (&[FieldIssue], bool),
        put: impl Fn(Option<String>) -> Entity,
    ) {
        let environment = self.entity.environment().and_then(|name| self.ctx.catalog().environment(name));
        let spaces = environment.map(|environment| environment.spaces.as_slice()).unwrap_or_default();
        let items: Vec<PickItem> = spaces
            .iter()
            .map(|space| PickItem {
                id: space.name.clone(),
                label: label_or_name(&space.label, &space.name).to_owned(),
                detail: space.name.clone(),
            })
            .collect();
        let (title, any) = (self.text("domain-space"), self.text("forms-any-space"));
        let picker = Picker::new(&items, self.ctx.language).none(&any).placeholder(&any);
        let tip = self.text("forms-weight-space-tip");
        let field =
            Field::new(&title).key("space").tip(&tip).issues(issues).focused(led).enabled(self.enabled);
        match picker_row(ui, field, picker, space) {
            Some(PickEvent::Chosen(space)) => self.put_weights(put(Some(space)), false),
            Some(PickEvent::Cleared) => self.put_weights(put(None), false),
            _ => {}
        }
    }
}

/// The value that a text stands for: a number as either language writes it, or else a formula.
fn meant(text: &str) -> WeightValue {
    parse_number(text).map_or_else(|| WeightValue::Formula(text.to_owned()), WeightValue::Number)
}
