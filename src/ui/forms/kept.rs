//! What a form derives from the whole catalog: made once for each state of it, not in every frame.

use super::Form;
use crate::model::Catalog;
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
        // The catalog is kept with it: another one at the same address cannot be taken for it.
        let known = ui.data(|data| data.get_temp::<(Arc<Catalog>, Arc<T>)>(id));
        if let Some((_, value)) = known.filter(|(of, _)| Arc::ptr_eq(of, catalog)) {
            return value;
        }
        let value = Arc::new(make(catalog));
        ui.data_mut(|data| data.insert_temp(id, (Arc::clone(catalog), Arc::clone(&value))));
        value
    }
}
