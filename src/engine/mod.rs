//! The decision engine (`domain.md` §4): a catalog becomes a [`Plan`], and a plan with a call and the
//! contacts becomes a [`Decision`], which explains itself.
//!
//! Owns the one procedure that preview, command line, scenarios and simulation call. Reads no file and no
//! clock: the moment is an argument. It cannot fail but for a call to a space that does not exist.

#[cfg(feature = "arrow")]
mod blocks;
mod call_context;
mod call_view;
mod caller;
#[cfg(feature = "html")]
mod capping;
mod caps;
mod carry_over;
mod clerk;
mod compile;
mod content;
mod counterfactual;
mod coverage;
mod decide;
mod decision;
mod demand;
mod detail;
mod exclusion;
mod explain;
mod explanation;
mod facts;
mod first_difference;
mod gates;
mod growth;
mod history;
mod identify;
mod looks;
mod named;
mod order;
mod plain_gates;
mod plan;
mod ranker;
mod ranking;
mod ready_rule;
mod render;
mod report;
mod scenario;
mod scope;
mod sheet;
mod show;
mod skeleton;
mod store;
mod templates;
mod trial;
mod visits;
mod weights;
mod weights_above;

#[cfg(feature = "arrow")]
pub use blocks::{BlockRanker, rank_blocks};
pub use call_view::CallView;
pub use caller::Caller;
#[cfg(feature = "html")]
pub(crate) use capping::Caps;
pub use clerk::Clerk;
pub use compile::schema_of;
#[cfg(feature = "html")]
pub(crate) use content::missing_field;
pub use content::{is_own, missing_fields};
pub use counterfactual::{
    Change, ChangeSearch, Obstacle, Receiver, Receivers, ValueChange, Way, Ways, Who, receivers,
};
pub use coverage::{
    Aspect, CaseOutcome, Coverage, CoverageCount, CoverageGroup, CoverageItem, CoverageKind, CoverageReport,
    Proposal, Proposals, Untouched,
};
pub use decide::{
    CallError, PageOptions, decide, decide_best, decide_page, decide_page_for, decide_page_unfilled,
    decide_unfilled, instant_of,
};
pub use decision::{Decision, Excluded, KnownContact, Look, Proposed, Rendered};
pub use detail::{Detail, MissedWeight};
pub use explanation::{Explanation, Wording};
pub use facts::OfferFacts;
pub use first_difference::{Fate, FirstDifference, NamedOffer};
pub use identify::{Outcome, PathStep, StepKind};
pub use plan::Plan;
pub use ranker::{RankedOffer, Ranker};
pub use render::{TemplateOf, Unfilled};
pub use report::Report;
pub use scenario::{
    Scenarios, Verdict, decide_scenario, decide_scenario_page, retaken, run as run_scenario, with_history,
};
pub use show::{OfferOutcome, ShownOffer, show};
pub use store::{Stored, respond, store, store_page, written};
pub use trial::{Trial, Trials};
pub use visits::{Response, Visit, Visited, play};
