//! Findings as `--json` prints them: a list of objects, in English.

use super::super::console::{Console, Failure};
use super::finding::{EntityReport, Finding, Results};
use crate::text::Language;
use serde::Serialize;

/// A finding.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct FindingReport<'f> {
    file: &'f str,
    severity: &'static str,
    code: &'static str,
    entity: &'f EntityReport,
    /// The field of the entity; `null` for the entity as a whole.
    field: Option<&'f str>,
    /// From 1; `null` where the file cannot be read at all.
    line: Option<usize>,
    column: Option<usize>,
    message: String,
    hint: Option<String>,
}

pub(super) fn print(results: &Results, console: &mut Console) -> Result<(), Failure> {
    console.json(&reports(results.news()))
}

/// Findings as a part of what a command prints.
pub(in crate::cli) fn reports<'f>(findings: impl Iterator<Item = &'f Finding>) -> Vec<FindingReport<'f>> {
    findings.map(FindingReport::of).collect()
}

impl<'f> FindingReport<'f> {
    fn of(finding: &'f Finding) -> Self {
        Self {
            file: &finding.file,
            severity: finding.severity.name(),
            code: finding.code,
            entity: &finding.entity,
            field: finding.field.as_deref(),
            line: finding.place.map(|place| place.line),
            column: finding.place.map(|place| place.column),
            message: Language::En.say(&finding.message),
            hint: finding.hint.as_ref().map(|hint| Language::En.say(hint)),
        }
    }
}
