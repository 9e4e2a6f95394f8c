//! The form of a dimension.

use super::Form;
use super::declarations::Declarations;
use crate::document::Declared;
use crate::model::{Dimension, Entity, Field, InnerTab};
use crate::ui::labels::label_or_name;
use crate::ui::widgets::PickItem;
use egui::Ui;
use std::sync::Arc;

fn entity(dimension: Dimension) -> Entity {
    Entity::Dimension(Arc::new(dimension))
}

pub(super) fn dimension_ui(ui: &mut Ui, form: &mut Form<'_, '_>, dimension: &Dimension, tab: InnerTab) {
    let Dimension { name, key, fields, .. } = dimension;
    form.rows_ui(ui, tab, |ui, form, field| {
        match field {
            "key" => {
                let items: Vec<PickItem> = fields.iter().map(item_of_field).collect();
                let put = |key| entity(Dimension { key, ..dimension.clone() });
                form.list_row(ui, &["key"], "catalog-key-none", key, &items, put);
            }
            "fields" => {
                let list = Declarations {
                    key: "fields",
                    empty: "catalog-fields-none",
                    of: Declared::Dimension(name.clone()),
                };
                form.declared_ui(ui, &list, fields, |fields| {
                    entity(Dimension { fields, ..dimension.clone() })
                });
            }
            _ => return false,
        }
        true
    });
}

/// A declared field in a list that one is chosen from.
pub(super) fn item_of_field(field: &Field) -> PickItem {
    PickItem {
        id: field.name.clone(),
        label: label_or_name(&field.label, &field.name).to_owned(),
        detail: field.name.clone(),
    }
}
