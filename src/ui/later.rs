//! What is too much for a frame: made by a worker, and drawn when it is there. Until then what was there before.

use super::ctx::Actions;
use crate::app::{Action, Making, let_go};
use egui::{Context, Id};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

/// What is made of something, or was of another state of it.
struct Slot<K, T> {
    of: K,
    made: Arc<Made<T>>,
    before: Option<Arc<T>>,
}

struct Made<T> {
    value: OnceLock<Arc<T>>,
    /// A worker has begun. One that fails afterwards would fail again.
    begun: AtomicBool,
}

impl<T> Default for Made<T> {
    fn default() -> Self {
        Self { value: OnceLock::new(), begun: AtomicBool::new(false) }
    }
}

/// What a worker makes of `of`, kept under an id. While it is made, what was there before; with whether it is
/// what was asked for. `order` gathers what the worker needs. Never makes anything itself; what is too large to be
/// made in a frame is too large to be let go there, too.
pub(super) fn later<K, T, F>(
    ctx: &Context,
    id: Id,
    of: K,
    actions: &mut Actions,
    order: impl FnOnce() -> F,
) -> (Option<Arc<T>>, bool)
where
    F: FnOnce() -> T + Send + 'static,
    K: PartialEq + Send + Sync + 'static,
    T: Send + Sync + 'static,
{
    let known = ctx.data(|data| data.get_temp::<Arc<Slot<K, T>>>(id));
    let slot = match known {
        Some(slot) if slot.of == of => slot,
        known => {
            let latest = |slot: &Arc<Slot<K, T>>| slot.made.value.get().cloned().or(slot.before.clone());
            let before = known.as_ref().and_then(latest);
            if let Some(known) = known {
                let_go(known);
            }
            let slot = Arc::new(Slot { of, made: Arc::default(), before });
            ctx.data_mut(|data| data.insert_temp(id, Arc::clone(&slot)));
            slot
        }
    };
    if let Some(value) = slot.made.value.get() {
        return (Some(Arc::clone(value)), true);
    }
    // Nobody else holds it where no worker has it: none was asked yet, or it was too busy.
    if Arc::strong_count(&slot.made) == 1 && !slot.made.begun.load(Ordering::Relaxed) {
        let (made, work) = (Arc::clone(&slot.made), order());
        actions.push(Action::Make(Making::new(move || {
            // Where the window has forgotten it, nobody looks at it any more.
            if Arc::strong_count(&made) == 1 {
                return;
            }
            made.begun.store(true, Ordering::Relaxed);
            let _ = made.value.set(Arc::new(work()));
        })));
    }
    (slot.before.clone(), false)
}

/// Forgets what was made under an id, where nobody looks at it any more.
pub(super) fn forget<K, T>(ctx: &Context, id: Id)
where
    K: Send + Sync + 'static,
    T: Send + Sync + 'static,
{
    let known = ctx.data_mut(|data| {
        let known = data.get_temp::<Arc<Slot<K, T>>>(id);
        data.remove::<Arc<Slot<K, T>>>(id);
        known
    });
    if let Some(slot) = known {
        let_go(slot);
    }
}
