//! The form of a filter.

use super::Form;
use crate::model::Filter;
use egui::Ui;

pub(super) fn filter_ui(_ui: &mut Ui, _form: &mut Form<'_, '_>, _value: &Filter) {}
