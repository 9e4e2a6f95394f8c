//! The record of a decision: what was proposed, what was not, and why. An explanation is read off this
//! record; nothing is decided here.

use super::call_context::CallContext;
use super::detail::Detail;
use super::exclusion::Exclusion;
use super::identify::PathStep;
use super::plan::EnvironmentPlan;
use crate::model::{Identification, Reason, Ref, Values};
use crate::text::Message;
use jiff::Zoned;
use jiff::tz::TimeZone;
use serde_json::value::RawValue;
use std::sync::{Arc, OnceLock};

/// What the gates of an offer take besides its rules, in steps of rules.
const STEPS_OF_OFFER: f64 = 3.0;

/// What a look at a weight, a presentation rule or a past proposition takes, in steps of rules.
const STEPS_OF_LOOK: f64 = 0.1;

/// What it takes to put into words what became of an offer, besides its rules, in steps of rules.
const STEPS_OF_WORDS: f64 = 100.0;

/// What it takes to propose an offer, in steps of rules.
const STEPS_OF_PROPOSITION: f64 = 10.0;

/// How much work a decision was, in steps of rules, of which so many offers were proposed, and so many weights, presentation
/// rules and past propositions looked at.
#[expect(clippy::cast_precision_loss, reason = "there are far less than 2^53")]
pub(super) fn work(context: &CallContext, proposed: usize, looks: u64) -> f64 {
    let offers = context.environment.offers.len() as f64;
    let proposed = STEPS_OF_PROPOSITION * proposed as f64;
    context.budget().taken() + STEPS_OF_OFFER * offers + proposed + STEPS_OF_LOOK * looks as f64
}

/// The answer to one call.
#[derive(Debug, Clone)]
pub struct Decision {
    /// The space that was asked, as `"ENV/SPACE"`.
    pub space: String,
    /// The space that answered.
    pub answered_by: String,
    /// How the contact was identified.
    pub identification: Identification,
    /// The contact, when somebody was identified.
    pub contact: Option<KnownContact>,
    /// The moment of the call, in the catalog's time zone.
    pub at: Zoned,
    /// What was tried to find the contact and the space, in order.
    pub path: Vec<PathStep>,
    /// What a person should know beside the answer.
    pub notes: Vec<Message>,
    /// The offers kept, best first.
    pub propositions: Vec<Proposed>,
    /// Every other offer of the answering environment, in catalog order; none where it was not asked for.
    pub excluded: Vec<Excluded>,
    /// Whether it was asked for.
    pub is_explained: bool,
    /// How much work it was, in steps of rules.
    pub(super) work: f64,
    pub(super) context: Arc<CallContext>,
}

/// A contact that was identified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownContact {
    /// Its place in the population.
    pub index: usize,
    /// Its dimension.
    pub dimension: String,
    /// Its key values.
    pub key: Vec<String>,
    /// What a person reads.
    pub label: String,
}

/// An offer that was kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposed {
    /// Its place among the propositions, from 1.
    pub rank: u32,
    /// `"ENV/OFFER"`.
    pub offer: String,
    /// What a person reads.
    pub label: String,
    /// The name of the category it is in.
    pub category: String,
    /// The highest weight that applies.
    pub weight: f64,
    /// Where that weight stands.
    pub weight_from: Ref,
    /// The label of that weight.
    pub weight_label: String,
    /// The product of the multipliers active at the moment.
    pub multiplier: f64,
    /// `weight` × `multiplier`: what the order goes by.
    pub final_weight: f64,
    /// What is shown of it.
    pub look: Arc<Look>,
}

/// What a call shows of an offer on a space.
#[derive(Debug, Clone, Default)]
pub struct Look {
    /// The content fields on this space that are not empty.
    pub content: Values,
    /// What the templates of the space made of it.
    pub rendered: Rendered,
    /// The same as JSON, where it is kept for other contacts to be shown too.
    pub(super) json: Option<LookJson>,
}

/// The parts of a look as JSON, without what steers a terminal.
#[derive(Debug, Clone)]
pub(super) struct LookJson {
    pub(super) content: Box<RawValue>,
    pub(super) html: Box<RawValue>,
    pub(super) text: Box<RawValue>,
    pub(super) xml: Box<RawValue>,
}

impl PartialEq for Look {
    fn eq(&self, other: &Self) -> bool {
        self.content == other.content && self.rendered == other.rendered
    }
}

/// What the templates of a space make of an offer. Of each none where the space has no template for it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rendered {
    /// The HTML.
    pub html: Option<String>,
    /// The plain text.
    pub text: Option<String>,
    /// The XML.
    pub xml: Option<String>,
}

/// An offer that was not kept: compact, since there may be thousands. [`Decision::explain`] says more.
#[derive(Debug, Clone, PartialEq)]
pub struct Excluded {
    pub(super) offer: usize,
    pub(super) exclusion: Exclusion,
    /// The condition of the rule that was not true, where it was told.
    pub(super) condition: Option<u32>,
    /// What its gate saw, once somebody asked: rows ask at each frame.
    pub(super) detail: OnceLock<Arc<Detail>>,
}

impl Excluded {
    pub(super) fn new(offer: usize, exclusion: Exclusion) -> Self {
        Self { offer, exclusion, condition: None, detail: OnceLock::new() }
    }

    /// With the condition of the rule that was not true, by its place among those that must all hold.
    pub(super) fn for_condition(self, condition: Option<u32>) -> Self {
        Self { condition, ..self }
    }

    /// The gate that stopped it.
    pub fn reason(&self) -> Reason {
        self.exclusion.reason()
    }
}

impl Decision {
    /// The moment of the call as others can read it: in UTC where the time zone's offset has seconds, as local mean times
    /// had, which no moment of a file has (`domain.md` §2).
    pub fn written_at(&self) -> Zoned {
        let whole = self.at.offset().seconds() % 60 == 0;
        if whole { self.at.clone() } else { self.at.with_time_zone(TimeZone::UTC) }
    }

    /// `"ENV/OFFER"` of an offer that was not kept.
    pub fn address(&self, excluded: &Excluded) -> &str {
        &self.environment().offers[excluded.offer].address
    }

    pub(super) fn environment(&self) -> &EnvironmentPlan {
        &self.context.environment
    }

    /// The name of the space that answered.
    pub(super) fn space_name(&self) -> &str {
        &self.context.space.space.name
    }

    /// How much work it was, in steps of rules.
    pub fn work(&self) -> f64 {
        self.work
    }

    /// How much work it is to put all of it into words, in steps of rules.
    #[expect(clippy::cast_precision_loss, reason = "there are far less than 2^53")]
    pub(super) fn work_of_explaining(&self) -> f64 {
        self.context.budget().taken()
            + STEPS_OF_WORDS * (self.excluded.len() + self.propositions.len()) as f64
    }
}
