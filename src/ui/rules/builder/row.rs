//! The field and the operator of a row, and what becomes of its values when one of them changes.

use super::Builder;
use super::names::{Named, label_of, operator_label};
use super::place::Place;
use crate::rule::Root;
use crate::rule::rows::{Operand, Operator, Path, Row, Scope, Takes};
use crate::ui::widgets::{PickEvent, PickItem, Picker};
use egui::Ui;

impl Builder<'_> {
    /// The picker of the row's field. A new row takes the keyboard with it.
    pub(super) fn field_ui(&mut self, ui: &mut Ui, row: &mut Row, place: &Place, number: &str) {
        let items: Vec<PickItem> = self.fields.iter().map(|named| named.item.clone()).collect();
        // Which split it is, is chosen behind the part.
        let chosen = row.field.as_ref().map(|path| match path {
            Path::Field(Root::Split, _) => Path::field(Root::Split, "").to_string(),
            path => path.to_string(),
        });
        let (name, placeholder) = (self.name(number, "rules-control-field"), self.text("rules-choose-field"));
        // A new one; and the one that somebody is led to.
        let begins = row.field.is_none() || self.rule.led_to;
        let new = self.focus.as_ref() == Some(place) && begins;
        let picker = Picker::new(&items, self.rule.ctx.language).placeholder(&placeholder).focus(new);
        let Some(PickEvent::Chosen(id)) = picker.show(ui, &name, chosen.as_deref()) else { return };
        let Some(named) = self.fields.iter().find(|named| named.item.id == id).cloned() else { return };
        if chosen.as_ref() != Some(&named.item.id) {
            take_field(row, &named, &self.scope);
            self.settled = true;
        }
    }

    /// The picker of the row's operator, in the words for the field's type.
    pub(super) fn operator_ui(&mut self, ui: &mut Ui, row: &mut Row, number: &str) {
        let Some(path) = row.field.clone() else { return };
        let Some(field_type) = self.scope.field_type(&path) else { return };
        let mut operators = self.scope.operators(&path);
        let sees_now = self.rule.usage.roots().contains(&Root::Interaction);
        operators.retain(|operator| sees_now || !operator.is_relative());
        if !operators.contains(&row.operator) {
            operators.push(row.operator);
        }
        let item = |(index, operator): (usize, &Operator)| PickItem {
            id: index.to_string(),
            label: self.text(operator_label(*operator, &path, &field_type)),
            detail: String::new(),
        };
        let items: Vec<PickItem> = operators.iter().enumerate().map(item).collect();
        let chosen = operators.iter().position(|operator| *operator == row.operator).map(|at| at.to_string());
        let name = self.name(number, "rules-control-operator");
        let event = Picker::new(&items, self.rule.ctx.language).show(ui, &name, chosen.as_deref());
        let Some(PickEvent::Chosen(id)) = event else { return };
        if let Some(operator) = id.parse().ok().and_then(|at: usize| operators.get(at))
            && *operator != row.operator
        {
            take_operator(row, *operator);
            self.settled = true;
        }
    }

    /// The other fields that a value of this type may be taken from.
    pub(super) fn others(&self, path: &Path, field_type: &crate::model::FieldType) -> Vec<PickItem> {
        let other = |named: &&Named| {
            named.path != *path
                && !matches!(named.path, Path::Filter(_) | Path::Field(Root::Split, _))
                && Scope::comparable(&named.field_type, field_type)
        };
        self.fields.iter().filter(other).map(|named| named.item.clone()).collect()
    }

    /// The label of a field that a value is taken from.
    pub(super) fn label(&self, path: &Path) -> String {
        self.named(path).map_or_else(|| label_of(self.rule, path), |named| named.item.label.clone())
    }
}

/// Puts another field into a row. Operator and values stay where they make sense for it.
fn take_field(row: &mut Row, named: &Named, scope: &Scope<'_>) {
    let before = row.field.as_ref().and_then(|path| scope.field_type(path));
    let alike = before.is_some_and(|before| Scope::comparable(&before, &named.field_type));
    let operators = scope.operators(&named.path);
    let filter = match &named.path {
        Path::Filter(name) => Some(scope.parameters_of(name).count()),
        _ => None,
    };
    let was_filter = matches!(row.field, Some(Path::Filter(_)));
    row.field = Some(named.path.clone());
    if filter.is_none() && !was_filter && alike && operators.contains(&row.operator) {
        return;
    }
    row.operator = operators.first().copied().unwrap_or(Operator::Equal);
    row.ignore_case = false;
    row.values = vec![None; filter.unwrap_or_else(|| count(row.operator.takes()))];
}

/// How many values an operator begins with.
fn count(takes: Takes) -> usize {
    match takes {
        Takes::Nothing | Takes::Several => 0,
        Takes::One | Takes::Days | Takes::Count => 1,
        Takes::Two | Takes::Day | Takes::Part => 2,
    }
}

/// Puts another operator into a row. Values that it takes too stay.
fn take_operator(row: &mut Row, operator: Operator) {
    let (before, after) = (row.operator.takes(), operator.takes());
    row.operator = operator;
    row.ignore_case &= operator.ignores_case();
    if matches!(row.field, Some(Path::Filter(_))) || before == after {
        return;
    }
    let keeps = |takes: Takes| matches!(takes, Takes::One | Takes::Two | Takes::Several | Takes::Day);
    if !keeps(before) || !keeps(after) {
        row.values.clear();
    }
    match after {
        Takes::Several => row.values.retain(Option::is_some),
        _ => row.values.resize(count(after), None),
    }
    if after == Takes::Day {
        row.values.fill(None);
    }
    // Of several values only texts and numbers can be listed one by one.
    if after == Takes::Several {
        row.values.retain(|value| !matches!(value, Some(Operand::Moment(_))));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_operator_keeps_the_values_that_it_takes() {
        let [one, two] = [1, 2].map(|number| Some(Operand::Integer(number)));
        for (from, values, to, after) in [
            (Operator::Equal, vec![one.clone()], Operator::Less, vec![one.clone()]),
            (Operator::Equal, vec![one.clone()], Operator::Between, vec![one.clone(), None]),
            (Operator::Between, vec![one.clone(), two.clone()], Operator::Equal, vec![one.clone()]),
            (Operator::Between, vec![one.clone(), None], Operator::OneOf, vec![one.clone()]),
            (Operator::OneOf, vec![one.clone(), two], Operator::Equal, vec![one.clone()]),
            (Operator::OneOf, Vec::new(), Operator::Equal, vec![None]),
            (Operator::Equal, vec![one.clone()], Operator::Present, Vec::new()),
            (Operator::Has, vec![Some(Operand::Text("a".into()))], Operator::SizeEqual, vec![None]),
            (Operator::LastDays, vec![one.clone()], Operator::Less, vec![None]),
            (Operator::LastDays, vec![one.clone()], Operator::OlderThan, vec![one]),
        ] {
            let path = Path::field(Root::Profile, "x");
            let mut row = Row { field: Some(path), operator: from, values, ignore_case: false };
            take_operator(&mut row, to);
            assert_eq!((row.operator, row.values), (to, after), "{from:?} to {to:?}");
        }
    }
}
