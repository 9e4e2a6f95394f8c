//! The explorer: the whole catalog as a tree.

use super::ctx::{Actions, UiCtx};
use egui::Ui;

/// The rows of the explorer, kept until something else is to be shown.
#[derive(Debug, Default)]
pub(super) struct State {}

impl State {
    /// Draws the explorer.
    pub(super) fn explorer_ui(&mut self, _ui: &mut Ui, _ctx: &UiCtx<'_>, _actions: &mut Actions) {}
}
