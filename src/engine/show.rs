//! One offer as a call would show it, whether or not the call proposes it: what a person looks at while they
//! write it. The answer is a decision's; what it did not render is rendered by the same step 10.

use super::call_context::CallContext;
use super::decide::{CallError, decide, propose};
use super::decision::{Decision, Proposed};
use super::gates::{self, Candidate};
use super::plan::{Level, Plan};
use super::render::Stage;
use super::weights;
use crate::contacts::ContactStore;
use crate::model::{Call, Identification, split_address};
use crate::rule::{FaultKind, Meter};
use crate::text::Message;
use jiff::Timestamp;
use std::sync::Arc;

/// Empty values that are told of one offer: nobody reads more.
const MOST_EMPTY: usize = 5;

/// What becomes of an offer in a call.
#[derive(Debug, Clone, PartialEq)]
pub enum OfferOutcome {
    /// It is proposed.
    Proposed,
    /// A gate stops it: its place among the offers that the decision excluded.
    Stopped(usize),
    /// A space of another environment answers: `"ENV/SPACE"`.
    Elsewhere(String),
}

/// An offer as a call would show it.
#[derive(Debug, Clone)]
pub struct ShownOffer {
    /// The offer. Where it is not proposed, as the only one would be.
    pub proposed: Proposed,
    /// What becomes of it.
    pub outcome: OfferOutcome,
    /// What could not be rendered, and why.
    pub problems: Vec<Message>,
    /// What is left empty, as it may be, and where that shows nothing.
    pub empty: Vec<Message>,
    /// The call's own answer.
    pub decision: Decision,
}

/// Shows an offer, `"ENV/OFFER"`, as the call's space would. `None` where there is no such offer in the
/// environment of that space.
///
/// # Errors
/// The call's space, or its environment, does not exist, or the contacts cannot be read.
pub fn show(
    plan: &Plan,
    contacts: &dyn ContactStore,
    call: &Call,
    offer: &str,
    now: Timestamp,
) -> Result<Option<ShownOffer>, CallError> {
    let decision = decide(plan, contacts, call, now)?;
    let asked = plan.space(&call.space);
    let index = split_address(offer).and_then(|(_, name)| asked?.0.offer_named(name));
    let (Some((environment, space)), Some(index)) = (asked, index) else { return Ok(None) };
    let known = decision.propositions.iter().find(|proposed| proposed.offer == offer).cloned();
    let outcome = if decision.answered_by != call.space {
        OfferOutcome::Elsewhere(decision.answered_by.clone())
    } else if known.is_some() {
        OfferOutcome::Proposed
    } else {
        let stopped = decision.excluded.iter().position(|excluded| excluded.offer == index);
        let Some(stopped) = stopped else { return Ok(None) };
        OfferOutcome::Stopped(stopped)
    };
    let context = if decision.answered_by == call.space {
        Arc::clone(&decision.context)
    } else {
        let at = decision.context.at;
        let nobody = Identification::Anonymous;
        Arc::new(CallContext::new(environment, space, at, None, nobody, call).0)
    };
    let mut problems = Vec::new();
    let mut proposed = propose(&context, candidate(&context, index), 1);
    let mut stage = Stage { context: &context, shared: &mut None, meter: &mut Meter::default() };
    let unfilled = stage.fill_proposed(&mut proposed, &mut problems);
    let empty = unfilled.into_iter().filter(|it| matches!(it.kind, FaultKind::Empty(_))).map(|it| it.problem);
    let empty = empty.take(MOST_EMPTY).collect();
    Ok(Some(ShownOffer { proposed: known.unwrap_or(proposed), outcome, problems, empty, decision }))
}

/// The offer as if it had passed the gates; the weight is zero where none applies.
fn candidate(context: &CallContext, offer: usize) -> Candidate {
    let (weight, weight_from) = weights::highest_weight(context, offer).unwrap_or((0.0, (Level::Offer, 0)));
    let multiplier = gates::multiplier(context, &context.environment.offers[offer]);
    Candidate { offer, weight, multiplier, weight_from }
}
