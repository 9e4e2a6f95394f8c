//! How what is listed follows the catalog: of a large one a worker makes it.

use super::Listing;
use crate::app::effect::{Context, Effect, Features};
use crate::app::tasks::Task;
use std::sync::Arc;

impl<K, T> Listing<K, T>
where
    K: PartialEq + Send + Sync + 'static,
    T: Send + Sync + 'static,
{
    /// Has it made of `key` by a worker, where it is not and is not being made of it.
    pub(in crate::app) fn order(
        &mut self,
        task: Task,
        key: K,
        make: impl FnOnce(&K) -> T + Send + 'static,
        take: impl FnOnce(Features<'_>, &Context<'_>, Arc<K>, T) -> Vec<Effect> + Send + 'static,
    ) -> Vec<Effect> {
        if self.is_of(&key) || self.asked.upgrade().is_some_and(|asked| *asked == key) {
            return Vec::new();
        }
        let key = Arc::new(key);
        self.asked = Arc::downgrade(&key);
        let of = Arc::clone(&key);
        vec![Effect::work(
            task,
            move |cancelled| {
                // Where something else is wanted by now, nobody looks at it any more.
                (!cancelled.is_set()).then(|| make(&of))
            },
            move |features, context, made| {
                made.map(|made| take(features, context, key, made)).unwrap_or_default()
            },
        )]
    }
}
