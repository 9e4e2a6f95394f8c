//! The form of a scenario.

use super::Form;
use crate::app::InnerTab;
use crate::model::Scenario;
use egui::Ui;

pub(super) fn scenario_ui(_ui: &mut Ui, _form: &mut Form<'_, '_>, _value: &Scenario, _tab: InnerTab) {}
