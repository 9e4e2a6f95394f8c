//! A decision as JSON: the shape that other programs rely on (`domain.md` §8).

use super::counterfactual::{Way, Ways};
use super::decision::{Decision, Look, LookJson, Proposed, Rendered};
use crate::model::{Identification, Values};
use crate::text::Language;
use serde::Serialize;
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
    excluded: Option<Vec<ExcludedReport>>,
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

impl<'d> Report<'d> {
    /// The report of a decision.
    pub fn of(decision: &'d Decision) -> Self {
        let say = |message: &crate::text::Message| Language::En.say(message);
        let explained = decision.explanations().map(|it| ExcludedReport {
            offer: it.offer.clone(),
            reason: it.reason.code(),
            at: format!("{} {}", it.at.kind(), it.at.name()),
            detail: say(&it.detail.message()),
            would_be_shown_if: None,
        });
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
            excluded: decision.is_explained.then(|| explained.collect()),
        }
    }
}

impl Report<'_> {
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
