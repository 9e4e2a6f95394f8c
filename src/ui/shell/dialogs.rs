//! The dialogs: questions that stand before everything else.

use crate::ui::ctx::{Actions, UiCtx};

pub(super) fn dialog_ui(_egui: &egui::Context, _ctx: &UiCtx<'_>, _actions: &mut Actions) {}
