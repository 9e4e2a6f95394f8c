//! A decision as JSON: the shape that other programs rely on (`domain.md` §8).

use super::counterfactual::{Way, Ways};
use super::decision::Decision;
use crate::model::{Identification, Values};
use crate::text::Language;
use serde::Serialize;

/// A decision as `decide --json` prints it. The words are English, whatever the person's language: programs
/// read them.
#[derive(Debug, Serialize)]
pub struct Report {
    space: String,
    answered_by: String,
    identification: &'static str,
    contact: Option<ContactReport>,
    at: String,
    notes: Vec<String>,
    propositions: Vec<PropositionReport>,
    /// Left out where nothing is said of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    excluded: Option<Vec<ExcludedReport>>,
}

#[derive(Debug, Serialize)]
struct ContactReport {
    dimension: String,
    key: Vec<String>,
    label: String,
}

#[derive(Debug, Serialize)]
struct PropositionReport {
    rank: u32,
    offer: String,
    category: String,
    weight: f64,
    multiplier: f64,
    final_weight: f64,
    content: Values,
    html: Option<String>,
    text: Option<String>,
    xml: Option<String>,
}

#[derive(Debug, Serialize)]
struct ExcludedReport {
    offer: String,
    reason: &'static str,
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

impl Report {
    /// The report of a decision.
    pub fn of(decision: &Decision) -> Self {
        let say = |message: &crate::text::Message| Language::En.say(message);
        let explained = decision.explanations().map(|it| ExcludedReport {
            offer: it.offer.clone(),
            reason: it.reason.code(),
            at: format!("{} {}", it.at.kind(), it.at.name()),
            detail: say(&it.detail.message()),
            would_be_shown_if: None,
        });
        Self {
            space: decision.space.clone(),
            answered_by: decision.answered_by.clone(),
            identification: Identification::rule_name(decision.identification),
            contact: decision.contact.as_ref().map(|contact| ContactReport {
                dimension: contact.dimension.clone(),
                key: contact.key.clone(),
                label: contact.label.clone(),
            }),
            at: decision.written_at().strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
            notes: decision.notes.iter().map(say).collect(),
            propositions: decision.propositions.iter().map(PropositionReport::of).collect(),
            excluded: decision.is_explained.then(|| explained.collect()),
        }
    }
}

impl Report {
    /// With what would have to change for the offers that were left out, in their order: for the first of them, or all.
    /// Each has then a list `would_be_shown_if` of the ways with the fewest changes: `all` of one must be so.
    #[must_use]
    pub fn with_ways(mut self, ways: &[Ways]) -> Self {
        let say = |message: &crate::text::Message| Language::En.say(message);
        for (excluded, ways) in self.excluded.iter_mut().flatten().zip(ways) {
            let of = |way: &Way| WayReport {
                all: way.changes.iter().map(|change| say(&change.message(None))).collect(),
                rank: way.rank,
            };
            excluded.would_be_shown_if = Some(ways.all.iter().map(of).collect());
        }
        self
    }
}

impl PropositionReport {
    fn of(proposed: &super::decision::Proposed) -> Self {
        Self {
            rank: proposed.rank,
            offer: proposed.offer.clone(),
            category: proposed.category.clone(),
            weight: proposed.weight,
            multiplier: proposed.multiplier,
            final_weight: proposed.final_weight,
            content: proposed.content.clone(),
            html: proposed.rendered.html.clone(),
            text: proposed.rendered.text.clone(),
            xml: proposed.rendered.xml.clone(),
        }
    }
}
