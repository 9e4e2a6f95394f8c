//! The forms of presentation rules and typologies.

use super::Form;
use crate::app::InnerTab;
use crate::model::{PresentationRule, Typology};
use egui::Ui;

pub(super) fn rule_ui(_ui: &mut Ui, _form: &mut Form<'_, '_>, _value: &PresentationRule, _tab: InnerTab) {}

pub(super) fn typology_ui(_ui: &mut Ui, _form: &mut Form<'_, '_>, _value: &Typology) {}
