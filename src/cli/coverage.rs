//! What no scenario touches, as `test --coverage` prints it: by environment and kind, with counts.

use super::console::{Console, FAINT, Failure, STRONG};
use super::results::EntityReport;
use crate::app::coverage_words as words;
use crate::engine::{Aspect, CaseOutcome, CoverageGroup, CoverageKind, CoverageReport, Untouched};
use crate::model::{Catalog, EntityKind, Ref, label_or_name};
use serde::Serialize;
use std::sync::Arc;

/// The coverage of a file.
#[derive(Debug, Serialize)]
pub(super) struct FileCoverage {
    file: String,
    /// Whether everything was looked at.
    complete: bool,
    environments: Vec<GroupReport>,
    #[serde(skip)]
    catalog: Arc<Catalog>,
    #[serde(skip)]
    report: CoverageReport,
}

#[derive(Debug, Serialize)]
struct GroupReport {
    /// `null` for what belongs to no environment.
    environment: Option<String>,
    label: Option<String>,
    kinds: Vec<KindReport>,
}

#[derive(Debug, Serialize)]
struct KindReport {
    kind: &'static str,
    touched: usize,
    total: usize,
    untouched: Vec<UntouchedReport>,
}

#[derive(Debug, Serialize)]
struct UntouchedReport {
    entity: EntityReport,
    label: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    identification: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    /// The field of a rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    condition: Option<String>,
    /// What a condition never comes to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    outcomes: Vec<&'static str>,
}

impl FileCoverage {
    pub(super) fn of(file: String, catalog: &Arc<Catalog>, report: CoverageReport) -> Self {
        let group = |group: &CoverageGroup| GroupReport {
            environment: group.environment.clone(),
            label: group
                .environment
                .as_ref()
                .and_then(|name| catalog.environment(name))
                .map(|environment| label_or_name(&environment.label, &environment.name).to_owned()),
            kinds: group
                .kinds
                .iter()
                .map(|count| KindReport {
                    kind: code(count.kind),
                    touched: count.touched,
                    total: count.total,
                    untouched: count.untouched.iter().map(|it| UntouchedReport::of(it, catalog)).collect(),
                })
                .collect(),
        };
        Self {
            file,
            complete: report.is_whole,
            environments: report.groups.iter().map(group).collect(),
            catalog: Arc::clone(catalog),
            report,
        }
    }

    /// For people: what is not touched, by address and label.
    pub(super) fn print(&self, console: &mut Console) -> Result<(), Failure> {
        let language = console.language;
        for group in &self.report.groups {
            let title = words::environment(language, &self.catalog, group);
            console.line("")?;
            console.line(&console.paint(STRONG, &title))?;
            for count in &group.kinds {
                let line = console.say(&words::count(language, count));
                console.line(&format!("  {line}"))?;
                for untouched in &count.untouched {
                    let label = console.paint(FAINT, &title_of(&untouched.place.entity, &self.catalog));
                    let aspect = words::aspect(language, &self.catalog, untouched, None);
                    let line = format!("    {}  {label}  {aspect}", address(&untouched.place.entity));
                    console.line(line.trim_end())?;
                }
            }
        }
        if !self.report.is_whole {
            console.note(&crate::text::Message::new("coverage-cut"));
        }
        console.line("")
    }
}

/// `ENV/NAME`, or the name of what belongs to no environment.
fn address(entity: &Ref) -> String {
    match entity.environment() {
        Some(environment) if entity.kind() != EntityKind::Environment => {
            format!("{environment}/{}", entity.name())
        }
        _ => entity.name().to_owned(),
    }
}

fn title_of(entity: &Ref, catalog: &Arc<Catalog>) -> String {
    catalog.entity(entity).map(|it| it.title(catalog)).unwrap_or_default()
}

fn code(kind: CoverageKind) -> &'static str {
    match kind {
        CoverageKind::Offers => "offers",
        CoverageKind::Spaces => "spaces",
        CoverageKind::Identification => "identification",
        CoverageKind::Fallbacks => "fallbacks",
        CoverageKind::Gates => "reasons",
        CoverageKind::Conditions => "conditions",
    }
}

impl UntouchedReport {
    fn of(untouched: &Untouched, catalog: &Arc<Catalog>) -> Self {
        let (mut identification, mut reason, mut field, mut condition) = (None, None, None, None);
        match &untouched.aspect {
            Aspect::Offer | Aspect::Space | Aspect::FallsBack => {}
            Aspect::Identified(found) => identification = Some(found.rule_name()),
            Aspect::Gate(gate) => reason = Some(gate.code()),
            Aspect::Condition { text, .. } => {
                (field, condition) = (Some(untouched.place.field_text()), Some(text.to_string()));
            }
        }
        Self {
            entity: EntityReport::of(&untouched.place.entity, catalog),
            label: title_of(&untouched.place.entity, catalog),
            identification,
            reason,
            field,
            condition,
            outcomes: untouched.outcomes.iter().map(|it: &CaseOutcome| it.code()).collect(),
        }
    }
}
