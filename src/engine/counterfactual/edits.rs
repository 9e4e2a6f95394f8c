//! Edits of the catalog without which an offer is never proposed: it and the categories above it are enabled, and its content is
//! not rejected. Owns which these are, and the plan of the catalog with them.

use super::change::Change;
use crate::engine::plan::{EnvironmentPlan, Plan};
use crate::model::{ApprovalPart, Catalog, ContentApproval, Ref};
use std::sync::Arc;

/// What must be edited for an offer of an environment.
pub(super) fn needed(environment: &EnvironmentPlan, offer: usize) -> Vec<Change> {
    let plan = &environment.offers[offer];
    let name = || environment.name.clone();
    let above = environment.chain(plan.category).filter(|(_, category)| !category.enabled);
    let mut needed: Vec<Change> =
        above.map(|(_, category)| Change::Enabled(Ref::Category(name(), category.name.clone()))).collect();
    if !plan.offer.enabled {
        needed.push(Change::Enabled(Ref::Offer(name(), plan.offer.name.clone())));
    }
    if !environment.is_live() && plan.offer.approval.content == ContentApproval::Rejected {
        needed.push(Change::Approved(ApprovalPart::Content));
    }
    needed
}

/// The plan of the catalog in which an offer and the categories above it are enabled, and what was rejected of its content is
/// approved for all spaces; it is live on all of them where that is asked for.
pub(super) fn made(plan: &Plan, environment: &EnvironmentPlan, offer: usize, is_live: bool) -> Plan {
    let mut catalog = Catalog::clone(&plan.catalog);
    if let Some(found) = catalog.environment_mut(&environment.name) {
        let spaces: Vec<String> = found.spaces.iter().map(|space| space.name.clone()).collect();
        found.enable(&environment.offers[offer].offer.name, &|offer| {
            if offer.approval.content == ContentApproval::Rejected {
                offer.approval.content = ContentApproval::Approved { spaces: spaces.clone() };
            }
            if is_live {
                offer.live_on.clone_from(&spaces);
            }
        });
    }
    Plan::after(&Arc::new(catalog), Some(plan))
}
