//! The form of a dimension.

use super::Form;
use super::declarations::Declarations;
use super::list::ListField;
use crate::document::Declared;
use crate::model::{Dimension, DimensionKind, Entity, label_or_name};
use crate::ui::widgets::PickItem;
use egui::Ui;
use std::sync::Arc;

fn entity(dimension: Dimension) -> Entity {
    Entity::Dimension(Arc::new(dimension))
}

pub(super) fn dimension_ui(ui: &mut Ui, form: &mut Form<'_, '_>, dimension: &Dimension) {
    let Dimension { name, label, kind, key, fields } = dimension;
    form.text_row(ui, ("label", "forms-label", "forms-label-tip"), label, |label| {
        entity(Dimension { label, ..dimension.clone() })
    });
    form.name_row(ui);
    let kinds = [
        (DimensionKind::Recipient, "catalog-kind-recipient"),
        (DimensionKind::Visitor, "catalog-kind-visitor"),
    ];
    form.radio_row(ui, ("kind", "catalog-kind", "catalog-kind-hint"), *kind, &kinds, |kind| {
        entity(Dimension { kind, ..dimension.clone() })
    });
    let items: Vec<PickItem> = fields
        .iter()
        .map(|field| PickItem {
            id: field.name.clone(),
            label: label_or_name(&field.label, &field.name).to_owned(),
            detail: field.name.clone(),
        })
        .collect();
    let list =
        ListField { key: "key", label: "catalog-key", empty: "catalog-key-none", hint: "catalog-key-hint" };
    form.list_row(ui, list, key, &items, |key| entity(Dimension { key, ..dimension.clone() }));
    let list = Declarations {
        key: "fields",
        title: "catalog-fields",
        empty: "catalog-fields-none",
        of: Declared::Dimension(name.clone()),
    };
    form.declared_ui(ui, &list, fields, |fields| entity(Dimension { fields, ..dimension.clone() }));
}
