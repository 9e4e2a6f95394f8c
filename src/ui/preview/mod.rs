//! The live preview pane: who, how they came, where and when; and what the engine answers.

use super::ctx::{Actions, UiCtx};
use egui::Ui;

/// Draws the pane.
pub(super) fn preview_ui(_ui: &mut Ui, _ctx: &UiCtx<'_>, _actions: &mut Actions) {}
