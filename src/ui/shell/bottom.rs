//! The panel below: every issue with its fix, and every scenario with its result.

use crate::ui::ctx::{Actions, UiCtx};
use egui::Ui;

pub(super) fn bottom_ui(_ui: &mut Ui, _ctx: &UiCtx<'_>, _actions: &mut Actions) {}
