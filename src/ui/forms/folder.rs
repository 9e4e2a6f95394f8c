//! The form of a folder.

use super::Form;
use crate::model::Folder;
use egui::Ui;

pub(super) fn folder_ui(_ui: &mut Ui, _form: &mut Form<'_, '_>, _value: &Folder) {}
