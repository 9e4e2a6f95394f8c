//! Publishing what has been approved (`domain.md` §5): made, checked, compared and tried with the scenarios. Writes no
//! file.

use crate::app::derived::Derived;
use crate::check::{Issue, Severity, check};
use crate::contacts::Population;
use crate::document::{self, Difference, Obstacle, Published, Sign, difference, production};
use crate::engine::{Plan, Scenarios};
use crate::model::{Catalog, Place, Ref, Stage, label_or_name};
use crate::text::{Language, Message};
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
    /// What is doubtful in Live then and was not before, each in its Live environment.
    pub warnings: Vec<Issue>,
    /// The labels of the scenarios that pass in Design, and fail in Live as it would be.
    pub failing: Vec<String>,
    /// What is no worse than before.
    pub standing: Standing,
}

/// What is doubtful in Live after publishing as it was before.
#[derive(Debug, Default)]
pub struct Standing {
    /// The warnings.
    pub warnings: Vec<Issue>,
    /// The labels of the scenarios that pass in Design, and fail in Live.
    pub failing: Vec<String>,
}

impl Standing {
    /// What is to be said of it.
    pub fn messages(&self) -> Vec<Message> {
        let scenarios = self.failing.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
        let scenarios = Message::new("publish-standing-scenarios")
            .with("count", self.failing.len())
            .with("scenarios", scenarios);
        let warnings = Message::new("publish-standing-warnings").with("count", self.warnings.len());
        let all = [(self.failing.is_empty(), scenarios), (self.warnings.is_empty(), warnings)];
        all.into_iter().filter(|(is_empty, _)| !is_empty).map(|(_, message)| message).collect()
    }
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
pub fn publication(derived: &Derived, now: Timestamp) -> Result<Publication, PublishError> {
    let catalog = derived.plan.catalog();
    if catalog.environments.iter().all(|environment| environment.stage == Stage::Live) {
        return Err(PublishError::NothingDesigned);
    }
    let published = derived.published().map_err(|obstacles| PublishError::Obstructed(obstacles.clone()))?;
    let (published, mut warnings) = sound(published, now)?;
    warnings.retain(|issue| issue.severity == Severity::Warning);
    let mut seen = HashSet::new();
    warnings.retain(|issue| seen.insert(told(issue)));
    let known = if warnings.is_empty() { Vec::new() } else { issues(catalog, now) };
    let known: HashSet<_> = known.iter().map(told).collect();
    let (stood, warnings) = warnings.into_iter().partition(|issue| known.contains(&told(issue)));
    let changes = changes(catalog, &published);
    // What is reduced to be sound is not what everybody else asks of.
    let approved = derived.approved().filter(|approved| approved.is_of(&published)).cloned();
    let next = approved.unwrap_or_else(|| Derived::after(&published, derived));
    let (failing, failed) = failing(derived, &next, now);
    let standing = Standing { warnings: stood, failing: failed };
    Ok(Publication { catalog: published, plan: next.plan, changes, warnings, failing, standing })
}

/// What differs between two states, offer by offer: those of a category that is new too, but for those that were somewhere
/// else before.
pub(super) fn changes(old: &Arc<Catalog>, new: &Arc<Catalog>) -> Vec<Difference> {
    let each = difference(old, new).into_iter().flat_map(|difference| {
        let whole = difference.entity.clone();
        let other = if difference.sign == Sign::Added { old } else { new };
        let is_said = move |part: &Difference| part.entity == whole || other.entity(&part.entity).is_none();
        difference.one_by_one().into_iter().filter(is_said)
    });
    each.collect()
}

/// What an issue says, and of what: the same issue in two states of Live.
fn told(issue: &Issue) -> (&'static str, Ref, String) {
    (issue.code, issue.place.entity.clone(), Language::En.say(&issue.message))
}

/// The catalog with what checking finds in its production part. Of a withdrawn offer that refers to what is gone, which
/// nobody can mend in Live, that goes which does; if that is not enough, all but its name.
fn sound(published: &Published, now: Timestamp) -> Result<(Arc<Catalog>, Vec<Issue>), PublishError> {
    let Published { catalog, withdrawn } = published;
    let mut catalog = Arc::clone(catalog);
    let mut issues = issues(&catalog, now);
    for thorough in [false, true] {
        let errors = issues.iter().filter(|issue| issue.severity == Severity::Error);
        let wrong: Vec<Place> =
            errors.map(|issue| issue.place.clone()).filter(|at| withdrawn.contains(&at.entity)).collect();
        if wrong.is_empty() {
            break;
        }
        catalog = Arc::new(document::reduced(&catalog, &wrong, thorough));
        issues = self::issues(&catalog, now);
    }
    let errors: Vec<Issue> =
        issues.iter().filter(|issue| issue.severity == Severity::Error).cloned().collect();
    if errors.is_empty() { Ok((catalog, issues)) } else { Err(PublishError::Unsound(errors)) }
}

fn issues(catalog: &Catalog, now: Timestamp) -> Vec<Issue> {
    let production = Arc::new(production(catalog));
    check(&Plan::new(&production), &Population::of(&production), now)
}

/// The scenarios that pass as they are, and fail when their calls go to Live as it would be: those that do not fail in
/// Live yet, and those that do.
fn failing(before: &Derived, after: &Derived, now: Timestamp) -> (Vec<String>, Vec<String>) {
    let catalog = before.plan.catalog();
    let [mut runs, mut live_runs, mut next_runs] =
        [before, before, after].map(|it| Scenarios::new(&it.plan, &it.population, now));
    let (mut new, mut standing) = (Vec::new(), Vec::new());
    for scenario in &catalog.scenarios {
        let in_live = document::in_live(catalog, scenario).unwrap_or_else(|| Arc::clone(scenario));
        if !runs.run(scenario).passes() || next_runs.run(&in_live).passes() {
            continue;
        }
        let now_live = live_runs.run(&in_live);
        // A call to a space that is not in Live yet is not answered: that it fails is new.
        let failed = now_live.decision.is_ok() && !now_live.passes();
        let list = if failed { &mut standing } else { &mut new };
        list.push(label_or_name(&scenario.label, &scenario.name).to_owned());
    }
    (new, standing)
}
