//! What reasoning proves of one rule: that it never or always matches, and which of its parts change nothing.
//! Owns how that is reported; the proofs are [`crate::rule`]'s.

use super::checker::Checker;
use super::issue::Issue;
use super::kinds::{self, IssueKind};
use super::site::Site;
use crate::rule::{Condition, Outcome, Parsed, PartProblem, Reasoner, Remark, without};
use std::ops::Range;

/// How long the text of a part may be in a message, in characters.
const MAX_TEXT: usize = 80;

/// What is proved of a rule.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Verdict {
    pub(super) outcome: Option<Outcome>,
    /// The part that the outcome is due to, and its text.
    culprit: Option<(Range<usize>, String)>,
    parts: Vec<Part>,
}

/// A part that changes nothing.
#[derive(Debug, PartialEq)]
struct Part {
    remark: Remark,
    text: String,
    /// The rule without it.
    rest: Option<String>,
}

impl Verdict {
    /// What is proved of a rule that was taken apart.
    pub(super) fn of(parsed: &Parsed, condition: &Condition, reasoner: &Reasoner) -> Self {
        let text = |span: &Range<usize>| shortened(parsed.source().get(span.clone()).unwrap_or_default());
        let outcome = reasoner.outcome(condition);
        let culprit = match outcome {
            Some(Outcome::Never) => reasoner.culprit(condition).map(|span| (span.clone(), text(&span))),
            _ => None,
        };
        let remarks = if outcome.is_none() { reasoner.remarks(condition) } else { Vec::new() };
        let part = |remark: Remark| Part {
            text: text(&remark.span),
            rest: remark.term.and_then(|term| without(parsed, term)),
            remark,
        };
        Self { outcome, culprit, parts: remarks.into_iter().map(part).collect() }
    }

    /// What is proved in all of several schemas.
    pub(super) fn common(each: Vec<Self>) -> Self {
        let both = |mut one: Self, other: Self| {
            one.parts.retain(|part| other.parts.contains(part));
            if one.outcome == other.outcome { one } else { Self { outcome: None, culprit: None, ..one } }
        };
        each.into_iter().reduce(both).unwrap_or_default()
    }

    /// Reports it for a rule that stands at a site.
    pub(super) fn report(&self, checker: &mut Checker<'_>, site: &Site<'_>) {
        match (self.outcome, &self.culprit) {
            (Some(Outcome::Never), Some((span, text))) => {
                checker.report(&kinds::RULE_NEVER_MATCHES, site.place.part(span)).with("part", text);
            }
            (Some(Outcome::Never), None) => {
                checker.report(&kinds::RULE_NEVER_MATCHES, site.place.clone()).with("part", "");
            }
            (Some(Outcome::Always), _) => {
                let issue = checker.report(&kinds::RULE_ALWAYS_MATCHES, site.place.clone());
                fix(issue, site, "check-fix-clear", site.optional.then_some(""));
            }
            (None, _) => {}
        }
        for part in &self.parts {
            let issue = checker.report(kind(part.remark.problem), site.place.part(&part.remark.span));
            issue.with("part", &part.text);
            fix(issue, site, "check-fix-leave-out", part.rest.as_deref());
        }
    }
}

fn fix(issue: &mut Issue, site: &Site<'_>, title: &'static str, rule: Option<&str>) {
    if let (Some(put), Some(rule)) = (&site.put, rule) {
        issue.fixed_by(title, put(rule.to_owned()));
    }
}

fn kind(problem: PartProblem) -> &'static IssueKind {
    match problem {
        PartProblem::Impossible => &kinds::RULE_PART_IMPOSSIBLE,
        PartProblem::Redundant => &kinds::RULE_PART_REDUNDANT,
        PartProblem::NotTaken => &kinds::RULE_BRANCH_NOT_TAKEN,
    }
}

/// A text as a message quotes it.
pub(super) fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(MAX_TEXT).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
