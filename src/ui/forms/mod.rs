//! The forms of entities, one file each.

use super::ctx::{Actions, UiCtx};
use crate::model::Ref;
use egui::Ui;

/// Draws the form of an entity.
pub(super) fn form_ui(_ui: &mut Ui, _ctx: &UiCtx<'_>, _entity: &Ref, _actions: &mut Actions) {}
