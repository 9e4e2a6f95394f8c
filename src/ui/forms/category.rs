//! The form of a category.

use super::Form;
use crate::app::InnerTab;
use crate::model::Category;
use egui::Ui;

pub(super) fn category_ui(_ui: &mut Ui, _form: &mut Form<'_, '_>, _value: &Category, _tab: InnerTab) {}
