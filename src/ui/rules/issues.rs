//! What is wrong with a rule while it is typed, in words, each with its column.

use super::RuleContext;
use crate::rule::{self, Diagnostic};
use crate::text::Message;
use crate::ui::widgets::{FieldIssue, Severity};

/// What is wrong with a rule.
pub(super) fn issues_of(rule: &RuleContext<'_>, source: &str) -> Vec<FieldIssue> {
    found_in(rule, source)
        .into_iter()
        .map(|diagnostic| {
            let (_, column) = rule::line_column(source, diagnostic.span.start);
            let message =
                Message::new("forms-rule-issue").with("column", column).with("problem", diagnostic.message);
            let severity = match diagnostic.severity {
                rule::Severity::Error => Severity::Error,
                rule::Severity::Warning => Severity::Warning,
            };
            FieldIssue { severity, text: rule.ctx.say(&message) }
        })
        .collect()
}

/// What is wrong with a rule, with the places. An empty one and a number are fine.
pub(super) fn found_in(rule: &RuleContext<'_>, source: &str) -> Vec<Diagnostic> {
    if source.trim().is_empty() || rule.is_number(source) {
        return Vec::new();
    }
    if let Some(filter) = rule.filter {
        let mut found = rule::check_filter(filter, rule.schema);
        // A default of a wrong type is said where it stands.
        found.retain(|one| one.code != "rule-check-default");
        return found;
    }
    rule.ctx.app.workspace().plan().rules().check(rule.schema, source, rule.usage).to_vec()
}
