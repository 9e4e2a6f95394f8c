//! What a form derives from the whole catalog: made once for each state of it, not in every frame.

use super::Form;
use crate::model::Catalog;
use crate::ui::later::later;
use crate::ui::memo::{Same, memo};
use egui::{Id, Ui};
use std::sync::Arc;

impl Form<'_, '_> {
    /// What `make` gives for the catalog as it stands. `key` tells it from what else is kept.
    pub(super) fn kept<T: Send + Sync + 'static>(
        &self,
        ui: &Ui,
        key: impl std::hash::Hash + std::fmt::Debug,
        make: impl FnOnce(&Arc<Catalog>) -> T,
    ) -> Arc<T> {
        let (id, catalog) = (Id::unique(("kept", key)), self.ctx.catalog());
        memo(ui, id, Same::of(catalog), |_| make(catalog))
    }

    /// The same of what goes through all offers: that of a large catalog is made by a worker. None at first, and while
    /// it is made anew, what there was before.
    pub(super) fn kept_of_all<T: Send + Sync + 'static>(
        &mut self,
        ui: &Ui,
        key: impl std::hash::Hash + std::fmt::Debug,
        make: impl FnOnce(&Arc<Catalog>) -> T + Send + 'static,
    ) -> Option<Arc<T>> {
        if self.ctx.app.workspace().is_small() {
            return Some(self.kept(ui, key, make));
        }
        let (id, catalog) = (Id::unique(("kept", key)), self.ctx.catalog());
        let order = || {
            let catalog = Arc::clone(catalog);
            move || make(&catalog)
        };
        later(ui.ctx(), id, Same::of(catalog), self.actions, order).0
    }
}
