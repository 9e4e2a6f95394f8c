//! What would have to change for offers that the preview does not propose. Owns which plan and contacts are asked: those of the
//! version that is previewed, with what is tried there.

use crate::app::application::App;
use crate::app::preview::Version;
use crate::document;
use crate::engine::{ChangeSearch, Ways, decide_unfilled};

impl App {
    /// What finds out what would have to change for an offer, `"ENV/OFFER"`, that the preview does not propose. A worker
    /// runs it; nothing, where the offer is proposed by then.
    pub fn ways_of(&self, offer: &str) -> impl FnOnce() -> Option<Ways> + Send + use<> {
        let (preview, workspace, now) = (self.preview(), self.workspace(), self.jobs.now());
        let population = preview.population(workspace);
        let call = preview.call(workspace.catalog());
        let (derived, version, offer) = (workspace.derived().clone(), preview.version(), offer.to_owned());
        move || {
            let (mut call, mut plan) = (call?, &*derived.plan);
            if version == Version::Approved {
                call = document::call_in_live(plan.catalog(), &call).unwrap_or(call);
                plan = &derived.approved()?.plan;
            }
            let decision = decide_unfilled(plan, &population, &call, now).ok()?;
            let excluded = decision.excluded.iter().find(|excluded| decision.address(excluded) == offer)?;
            Some(ChangeSearch::new(plan, &population, &call).ways(&decision, excluded))
        }
    }
}
