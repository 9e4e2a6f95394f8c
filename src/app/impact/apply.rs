//! How the effect of a change follows the catalog.

use super::{Basis, Impact, Impacts, Side, Source, impact_between};
use crate::app::derived::Derived;
use crate::app::effect::{Context, Effect};
use crate::app::listing::Same;
use crate::app::tasks::Task;
use std::sync::Arc;

impl Impacts {
    pub(in crate::app) fn hold_against(&mut self, basis: Basis) {
        self.basis = basis;
    }

    /// Has the effect follow the catalog while the panel with it is shown.
    pub(in crate::app) fn refresh(&mut self, context: &Context<'_>) -> Vec<Effect> {
        let derived = context.workspace.derived();
        if !context.preferences.problems || !derived.is_of(context.catalog()) {
            return Vec::new();
        }
        let saved = context.workspace.document().saved();
        let key = Source { edited: Same::of(context.catalog()), saved: Same::of(saved), basis: self.basis };
        let (derived, now) = (derived.clone(), context.now);
        self.listing.order(
            Task::Impact,
            key,
            move |source| found(source, &derived, now),
            |features, _, key, made| {
                features.impacts.listing.take(key, made);
                Vec::new()
            },
        )
    }
}

fn found(source: &Source, derived: &Derived, now: jiff::Timestamp) -> Impact {
    let edited = Side { derived: derived.clone(), in_live: false };
    match source.basis {
        Basis::Saved if Arc::ptr_eq(&source.edited.0, &source.saved.0) => Impact::default(),
        Basis::Saved => {
            let saved = Side { derived: Derived::after(&source.saved.0, derived), in_live: false };
            impact_between(&saved, &edited, now)
        }
        Basis::Live => impact_between(&Side { derived: derived.clone(), in_live: true }, &edited, now),
        Basis::Approved => match derived.approved().cloned() {
            Some(derived) => impact_between(&Side { derived, in_live: true }, &edited, now),
            None => Impact { impossible: true, ..Impact::default() },
        },
    }
}
