//! The form of a dimension.

use super::Form;
use crate::model::Dimension;
use egui::Ui;

pub(super) fn dimension_ui(_ui: &mut Ui, _form: &mut Form<'_, '_>, _value: &Dimension) {}
