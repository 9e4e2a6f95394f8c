//! Publishing what has been approved (`domain.md` §5): made, checked, compared and tried with the scenarios. Writes no
//! file.

use crate::check::{Issue, Severity, check};
use crate::contacts::Population;
use crate::document::{self, Difference, Obstacle, Published, difference, production};
use crate::engine::{Plan, Scenarios};
use crate::model::{Catalog, Ref, Stage};
use jiff::Timestamp;
use std::collections::HashSet;
use std::sync::Arc;

/// What publishing a catalog comes to.
#[derive(Debug)]
pub struct Publication {
    /// The catalog in which Live is what has been approved.
    pub catalog: Arc<Catalog>,
    /// The same, compiled.
    pub plan: Arc<Plan>,
    /// What changes in Live, in the order of the file.
    pub changes: Vec<Difference>,
    /// What is doubtful in Live then, each in its Live environment.
    pub warnings: Vec<Issue>,
    /// The labels of the scenarios that pass in Design, and do not pass any more in Live as it would be.
    pub failing: Vec<String>,
}

/// Why a catalog is not published.
#[derive(Debug)]
pub enum PublishError {
    /// It has no Design environment.
    NothingDesigned,
    /// Something stands in the way.
    Obstructed(Vec<Obstacle>),
    /// What would be published has these errors, each in the Live environment that would have it.
    Unsound(Vec<Issue>),
}

/// What publishing all Design environments of a catalog would do. `now` is the moment that it is checked for.
///
/// # Errors
/// There is nothing to publish, an environment cannot be published, or what is published could not run.
pub fn publication(catalog: &Arc<Catalog>, now: Timestamp) -> Result<Publication, PublishError> {
    if catalog.environments.iter().all(|environment| environment.stage == Stage::Live) {
        return Err(PublishError::NothingDesigned);
    }
    let published = document::publish(catalog).map_err(PublishError::Obstructed)?;
    let (published, mut warnings) = sound(published, now)?;
    warnings.retain(|issue| issue.severity == Severity::Warning);
    let changes = difference(catalog, &published);
    let before = Plan::new(catalog);
    let plan = Arc::new(Plan::after(&published, Some(&before)));
    let failing = failing(&before, &plan, now);
    Ok(Publication { catalog: published, plan, changes, warnings, failing })
}

/// The catalog with what checking finds in its production part. A withdrawn offer that refers to what is gone, as
/// nobody can mend in Live, is left with its name only.
fn sound(published: Published, now: Timestamp) -> Result<(Arc<Catalog>, Vec<Issue>), PublishError> {
    let issues = issues(&published.catalog, now);
    let errors = || issues.iter().filter(|issue| issue.severity == Severity::Error);
    let withdrawn = |at: &Ref| published.withdrawn.contains(at);
    let broken: HashSet<Ref> =
        errors().map(|issue| &issue.place.entity).filter(|at| withdrawn(at)).cloned().collect();
    if !broken.is_empty() {
        let catalog = Arc::new(document::reduced(&published.catalog, |at| broken.contains(at)));
        return sound(Published { catalog, withdrawn: HashSet::new() }, now);
    }
    let errors: Vec<Issue> = errors().cloned().collect();
    if errors.is_empty() { Ok((published.catalog, issues)) } else { Err(PublishError::Unsound(errors)) }
}

fn issues(catalog: &Catalog, now: Timestamp) -> Vec<Issue> {
    let production = Arc::new(production(catalog));
    check(&Plan::new(&production), &Population::of(&production), now)
}

/// The scenarios that pass as they are, and fail when their calls go to Live. Those of Live itself are tried before and
/// after.
fn failing(before: &Plan, after: &Plan, now: Timestamp) -> Vec<String> {
    let catalog = before.catalog();
    let (population, next_population) = (Population::of(catalog), Population::of(after.catalog()));
    let mut runs = Scenarios::new(before, &population, now);
    let mut next_runs = Scenarios::new(after, &next_population, now);
    let fails = catalog.scenarios.iter().filter(|scenario| {
        let in_live = document::in_live(catalog, scenario).unwrap_or_else(|| Arc::clone(scenario));
        runs.run(scenario).passes() && !next_runs.run(&in_live).passes()
    });
    fails.map(|scenario| crate::model::label_or_name(&scenario.label, &scenario.name).to_owned()).collect()
}
