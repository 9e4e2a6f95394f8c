//! The form of a catalog.

use super::Form;
use crate::app::InnerTab;
use crate::model::Catalog;
use egui::Ui;

pub(super) fn catalog_ui(_ui: &mut Ui, _form: &mut Form<'_, '_>, _value: &Catalog, _tab: InnerTab) {}
