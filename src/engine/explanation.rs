//! Why an offer was not kept, in places and values: nothing is put into words, copied or asked again until somebody wants to
//! read it. Owns how that is read off the record of a decision; all that its gate saw is for [`super::explain`] to find.

use super::decision::{Decision, Excluded};
use super::detail::Detail;
use super::exclusion::Exclusion;
use super::explain;
use super::plan::{EnvironmentPlan, Level};
use super::ready_rule::Mismatch;
use super::sheet::Asks;
use crate::model::{EntityKind, Reason, Ref, label_or_name};
use crate::rule::{Cause, Root, Typed};
use crate::text::Language;
use std::cell::OnceCell;
use std::sync::Arc;

/// Why an offer was not kept. It lends from the decision what it says.
#[derive(Debug, Clone, Copy)]
pub struct Explanation<'d> {
    decision: &'d Decision,
    excluded: &'d Excluded,
    /// `"ENV/OFFER"`.
    pub offer: &'d str,
    /// What a person reads.
    pub label: &'d str,
    /// The gate that stopped it.
    pub reason: Reason,
    /// The condition of the rule that was not true, by its place among those that must all hold; none where the rule was
    /// asked as a whole.
    pub condition: Option<u32>,
    /// The first field that a condition tests which is false, and its value; of a split, which is none, nothing.
    pub seen: Option<(Root, &'d str, Option<&'d Typed>)>,
    /// Why the rule is unknown.
    pub cause: Option<&'d Cause>,
}

impl Decision {
    /// Every other offer with the gate that stopped it.
    pub fn explanations(&self) -> impl ExactSizeIterator<Item = Explanation<'_>> {
        self.excluded.iter().map(|excluded| self.explain(excluded))
    }

    /// Why an offer of this decision was not kept.
    pub fn explain<'d>(&'d self, excluded: &'d Excluded) -> Explanation<'d> {
        let (seen, cause) = match &excluded.exclusion {
            Exclusion::Target(level, Mismatch::False) => (self.seen(*level, excluded), None),
            Exclusion::Target(_, Mismatch::Unknown(cause)) => (None, Some(cause)),
            _ => (None, None),
        };
        let plan = &self.environment().offers[excluded.offer];
        Explanation {
            decision: self,
            excluded,
            offer: &plan.address,
            label: label_or_name(&plan.offer.label, &plan.offer.name),
            reason: excluded.reason(),
            condition: excluded.condition,
            seen,
            cause,
        }
    }

    fn seen(&self, level: Level, excluded: &Excluded) -> Option<(Root, &str, Option<&Typed>)> {
        let (environment, condition) = (self.environment(), excluded.condition?);
        let sheet = environment.sheet()?;
        let asks = match level {
            Level::Environment => return None,
            Level::Category(index) => sheet.categories[index],
            Level::Offer => sheet.lines[excluded.offer].asks,
        };
        let Asks::Rule(rule, _) = asks else { return None };
        let (root, slot) = sheet.rules.fields_of(rule, usize::try_from(condition).ok()?).next()?;
        let (name, _) = environment.schema.fields(root).get(slot)?;
        Some((root, name, self.context.inputs().get(root, slot)))
    }
}

impl<'d> Explanation<'d> {
    /// What the gate saw. It is found once: rows ask at each frame.
    pub fn detail(&self) -> &'d Arc<Detail> {
        self.excluded.detail.get_or_init(|| Arc::new(self.decision.detail(self.excluded)))
    }

    /// The entity to change to let the offer through.
    pub fn at(&self) -> Ref {
        let (kind, name) = self.culprit();
        Ref::named(kind, Some(&self.environment().name), name).unwrap_or(Ref::Catalog)
    }

    /// Its kind and its name.
    pub fn culprit(&self) -> (EntityKind, &'d str) {
        let environment = self.environment();
        let level = match &self.excluded.exclusion {
            Exclusion::OutOfScope => Level::Category(environment.offers[self.excluded.offer].category),
            Exclusion::Disabled(level) | Exclusion::OutsideDates(level, _) | Exclusion::Target(level, _) => {
                *level
            }
            Exclusion::Unidentified => Level::Environment,
            Exclusion::NotLiveOnSpace
            | Exclusion::MissingContent(_)
            | Exclusion::NoWeight
            | Exclusion::ZeroWeight(_)
            | Exclusion::Outranked(_) => Level::Offer,
            Exclusion::Capped(cap, _) => {
                return (EntityKind::PresentationRule, &environment.caps()[*cap].rule.name);
            }
            Exclusion::AlreadyOnPage => return (EntityKind::Space, self.decision.space_name()),
        };
        match level {
            Level::Environment => (EntityKind::Environment, &environment.name),
            Level::Category(index) => (EntityKind::Category, &environment.categories[index].name),
            Level::Offer => (EntityKind::Offer, &environment.offers[self.excluded.offer].offer.name),
        }
    }

    /// The field of that entity.
    pub fn field(&self) -> &'static str {
        match &self.excluded.exclusion {
            Exclusion::OutOfScope => "themes",
            Exclusion::Disabled(_) => "enabled",
            Exclusion::NotLiveOnSpace if self.environment().is_live() => "live_on",
            Exclusion::NotLiveOnSpace => "approval",
            Exclusion::MissingContent(_) => "content",
            Exclusion::OutsideDates(..) => "period",
            Exclusion::Target(..) => "target",
            Exclusion::Unidentified => "anonymous",
            Exclusion::NoWeight | Exclusion::ZeroWeight(_) | Exclusion::Outranked(_) => "weights",
            Exclusion::Capped(..) => "at_most",
            Exclusion::AlreadyOnPage => "default_categories",
        }
    }

    /// The field of its content that is missing, where that stopped it.
    pub fn missing(&self) -> Option<&'d str> {
        match self.excluded.exclusion {
            Exclusion::MissingContent(field) => {
                Some(&self.decision.context.space.space.content_fields[field].name)
            }
            _ => None,
        }
    }

    fn environment(&self) -> &'d EnvironmentPlan {
        self.decision.environment()
    }
}

/// Puts explanations of a decision into words, with rules and fields as they are written: for JSON and the command line.
#[derive(Debug)]
pub struct Wording<'d> {
    decision: &'d Decision,
    language: Language,
    /// What is said before and behind the weight of an offer that was outranked: where it is rounded, and where it is not.
    outranked: [OnceCell<Option<[String; 2]>>; 2],
}

/// Stands for a weight until it is known; no text of a catalog is likely to hold it, and one that does is put into words as
/// any other.
const WEIGHT: &str = "\u{f8ff}\u{f8fe}";

impl Decision {
    /// Puts its explanations into words.
    pub fn wording(&self, language: Language) -> Wording<'_> {
        Wording { decision: self, language, outranked: Default::default() }
    }
}

impl Wording<'_> {
    /// What a gate saw, in words.
    pub fn detail(&self, explanation: &Explanation<'_>) -> String {
        let excluded = explanation.excluded;
        match &excluded.exclusion {
            Exclusion::Outranked(weight) => self.outranked(*weight),
            _ => None,
        }
        .unwrap_or_else(|| match excluded.detail.get() {
            Some(detail) => self.language.say(&detail.message()),
            None => self.language.say(&explanation.decision.detail(excluded).message()),
        })
    }

    /// Of thousands of offers that were outranked all but their weights is the same.
    fn outranked(&self, weight: f64) -> Option<String> {
        let exact = self.decision.is_told_exactly(weight);
        let around = self.outranked[usize::from(exact)].get_or_init(|| {
            let said = self.language.say(&self.decision.outranked_by(exact, WEIGHT.into()));
            let (before, behind) = said.split_once(WEIGHT)?;
            (!behind.contains(WEIGHT)).then(|| [before.to_owned(), behind.to_owned()])
        });
        let [before, behind] = around.as_ref()?;
        Some([before, &*self.language.value(&explain::told(weight, exact)), behind].concat())
    }
}
