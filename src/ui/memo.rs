//! What the window makes of something, kept in egui's memory until it is to be made of something else: a frame makes
//! nothing anew that the frame before has made. What takes long is for [`super::later`].

pub(super) use crate::app::Same;
use crate::app::let_go;
use egui::{Id, Ui};
use std::sync::Arc;

/// What was made, and all that it was made of.
struct Memo<K, V> {
    of: K,
    made: Arc<V>,
}

/// What `make` gives; what it gave before, where that was made of the same. `id` tells it from what else is kept.
pub(super) fn memo<K, V>(ui: &Ui, id: Id, of: K, make: impl FnOnce(&K) -> V) -> Arc<V>
where
    K: PartialEq + Send + Sync + 'static,
    V: Send + Sync + 'static,
{
    let known = ui.data(|data| data.get_temp::<Arc<Memo<K, V>>>(id));
    if let Some(memo) = known.as_ref().filter(|memo| memo.of == of) {
        return Arc::clone(&memo.made);
    }
    // It may be the last to hold a state of a catalog.
    if let Some(known) = known {
        let_go(known);
    }
    let value = Arc::new(make(&of));
    let memo = Arc::new(Memo { of, made: Arc::clone(&value) });
    ui.data_mut(|data| data.insert_temp(id, memo));
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn a_value_is_made_once_of_the_same() {
        let (one, other) = (Arc::new(1), Arc::new(1));
        let made = Cell::new(0);
        let ctx = egui::Context::default();
        let mut seen = Vec::new();
        for value in [&one, &one, &other, &other, &one] {
            let mut drawn = ctx.run_ui(egui::RawInput::default(), |ui| {
                let memo = memo(ui, Id::unique("a memo"), Same::of(value), |_| {
                    made.set(made.get() + 1);
                    made.get()
                });
                seen.push(*memo);
            });
            drawn.textures_delta.clear();
        }
        seen.dedup();
        assert_eq!((seen, made.get()), (vec![1, 2, 3], 3));
    }
}
