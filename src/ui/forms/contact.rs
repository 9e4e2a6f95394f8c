//! The form of a contact.

use super::Form;
use crate::app::InnerTab;
use crate::model::Contact;
use egui::Ui;

pub(super) fn contact_ui(_ui: &mut Ui, _form: &mut Form<'_, '_>, _value: &Contact, _tab: InnerTab) {}
