//! The form of a offer.

use super::Form;
use crate::app::InnerTab;
use crate::model::Offer;
use egui::Ui;

pub(super) fn offer_ui(_ui: &mut Ui, _form: &mut Form<'_, '_>, _value: &Offer, _tab: InnerTab) {}
