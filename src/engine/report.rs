//! A decision as JSON: the shape that other programs rely on (`domain.md` §8).

use super::counterfactual::{Way, Ways};
use super::decision::{Decision, Look, LookJson, Proposed, Rendered};
use crate::model::{Identification, Values};
use crate::text::{Language, Message};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

/// A decision as `decide --json` prints it. The words are English, whatever the person's language: programs
/// read them.
#[derive(Debug, Serialize)]
pub struct Report<'d> {
    space: &'d str,
    answered_by: &'d str,
    identification: &'static str,
    contact: Option<ContactReport<'d>>,
    at: String,
    notes: Vec<String>,
    propositions: Vec<PropositionReport<'d>>,
    /// Left out where nothing is said of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    excluded: Option<ExcludedReports<'d>>,
}

/// The offers that were left out: each is put into words when it is written, and given up again.
#[derive(Debug)]
struct ExcludedReports<'d> {
    decision: &'d Decision,
    /// What would have to change for the first of them.
    ways: &'d [Ways],
}

#[derive(Debug, Serialize)]
struct ContactReport<'d> {
    dimension: &'d str,
    key: &'d [String],
    label: &'d str,
}

#[derive(Debug, Serialize)]
struct PropositionReport<'d> {
    rank: u32,
    offer: &'d str,
    category: &'d str,
    weight: f64,
    multiplier: f64,
    final_weight: f64,
    content: Part<'d, Values>,
    html: Part<'d, Option<String>>,
    text: Part<'d, Option<String>>,
    xml: Part<'d, Option<String>>,
}

/// A part of what is shown of an offer.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Part<'d, T> {
    /// As it was made.
    Made(&'d T),
    /// As it was written already.
    Kept(&'d RawValue),
}

#[derive(Serialize)]
struct ExcludedReport<'d> {
    offer: &'d str,
    reason: &'static str,
    /// The kind of an entity, and its name.
    at: String,
    detail: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    would_be_shown_if: Option<Vec<WayReport>>,
}

/// What would have to be so for an offer to be proposed, all of it.
#[derive(Debug, Serialize)]
struct WayReport {
    all: Vec<String>,
    rank: u32,
}

impl<'d> Report<'d> {
    /// The report of a decision.
    pub fn of(decision: &'d Decision) -> Self {
        Self {
            space: &decision.space,
            answered_by: &decision.answered_by,
            identification: Identification::rule_name(decision.identification),
            contact: decision.contact.as_ref().map(|contact| ContactReport {
                dimension: &contact.dimension,
                key: &contact.key,
                label: &contact.label,
            }),
            at: decision.written_at().strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
            notes: decision.notes.iter().map(say).collect(),
            propositions: decision.propositions.iter().map(PropositionReport::of).collect(),
            excluded: decision.is_explained.then_some(ExcludedReports { decision, ways: &[] }),
        }
    }

    /// With what would have to change for the offers that were left out, in their order: for the first of them, or all.
    /// Each has then a list `would_be_shown_if` of the ways with the fewest changes: `all` of one must be so.
    #[must_use]
    pub fn with_ways(mut self, ways: &'d [Ways]) -> Self {
        if let Some(excluded) = &mut self.excluded {
            excluded.ways = ways;
        }
        self
    }
}

fn say(message: &Message) -> String {
    Language::En.say(message)
}

impl Serialize for ExcludedReports<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let of = |way: &Way| WayReport {
            all: way.changes.iter().map(|change| say(&change.message(None))).collect(),
            rank: way.rank,
        };
        let ways = |place: usize| Some(self.ways.get(place)?.all.iter().map(of).collect());
        let wording = self.decision.wording(Language::En);
        serializer.collect_seq(self.decision.explanations().enumerate().map(|(place, it)| {
            let (kind, name) = it.culprit();
            ExcludedReport {
                offer: it.offer,
                reason: it.reason.code(),
                at: [kind.word(), " ", name].concat(),
                detail: wording.detail(&it),
                would_be_shown_if: ways(place),
            }
        }))
    }
}

impl<'d> PropositionReport<'d> {
    fn of(proposed: &'d Proposed) -> Self {
        let Look { content, rendered, json } = &*proposed.look;
        let (content, html, text, xml) = if let Some(LookJson { content, html, text, xml }) = json {
            (Part::Kept(content), Part::Kept(html), Part::Kept(text), Part::Kept(xml))
        } else {
            let Rendered { html, text, xml } = rendered;
            (Part::Made(content), Part::Made(html), Part::Made(text), Part::Made(xml))
        };
        Self {
            rank: proposed.rank,
            offer: &proposed.offer,
            category: &proposed.category,
            weight: proposed.weight,
            multiplier: proposed.multiplier,
            final_weight: proposed.final_weight,
            content,
            html,
            text,
            xml,
        }
    }
}
