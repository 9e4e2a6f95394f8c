//! What is wrong or doubtful in a catalog (`domain.md` §7), as a list of issues with their places.
//!
//! Checking cannot fail and changes nothing: a catalog with errors can still be edited and previewed. It
//! reads no file and no clock. Each file owns the checks of one kind of entity; what a rule or a template
//! means is for [`crate::rule`] to say, and what a call returns for [`crate::engine`].

mod above;
mod ahead;
mod always;
mod bounds;
mod catalog;
mod category;
mod checker;
mod contact;
mod content;
mod dangers;
mod declared;
mod environment;
mod examples;
mod findings;
mod identity;
mod index;
mod issue;
mod issue_list;
mod kinds;
mod offer;
mod reach;
mod rules;
mod scenario;
mod severity;
mod site;
mod space;
mod splits;
mod templates;
mod texts;
mod trials;
mod tried;
mod verdict;
mod weight;

pub use dangers::{danger_message, template_dangers};
pub use examples::{Example, example};
pub use findings::Findings;
pub use issue::{Fix, Issue};
pub use kinds::codes;
pub use severity::Severity;
pub use templates::{DoubtfulName, doubtful_names, holds};
pub use texts::hidden_outside_texts;

use crate::contacts::Population;
use crate::engine::Plan;
use crate::model::Step;
use crate::rule::Effort;
use checker::{Checker, With};
use jiff::Timestamp;

/// Everything to say of a catalog at a moment, in the order of the file.
///
/// `population` holds the contacts that scenarios run on. `now` is the moment that weights expire by, and
/// that of scenarios that name none.
pub fn check(plan: &Plan, population: &Population, now: Timestamp) -> Vec<Issue> {
    check_within(plan, population, now, &Effort::default())
}

/// The same, with what proofs about rules may take together: when it is used up, no more of them are tried.
pub fn check_within(plan: &Plan, population: &Population, now: Timestamp, effort: &Effort) -> Vec<Issue> {
    check_with(plan, population, now, &With { effort, before: None, give_up: &|| false }).0
}

/// The same, after another check: of the offers it looks again only at those that may fare otherwise. With what this
/// one found of each offer, for the next. Once `give_up` says that nobody waits for it there are no issues.
pub fn check_after(
    before: &Findings,
    plan: &Plan,
    population: &Population,
    now: Timestamp,
    give_up: &dyn Fn() -> bool,
) -> (Option<Vec<Issue>>, Findings) {
    let with = With { effort: &Effort::default(), before: Some(before), give_up };
    let (issues, findings) = check_with(plan, population, now, &with);
    ((!give_up()).then_some(issues), findings)
}

fn check_with(
    plan: &Plan,
    population: &Population,
    now: Timestamp,
    with: &With<'_>,
) -> (Vec<Issue>, Findings) {
    let mut checker = Checker::new(plan, population, now, with);
    catalog::check(&mut checker);
    let mut issues = std::mem::take(&mut checker.issues).finish();
    for issue in &mut issues {
        // What is wrong in Live is mended in Design, and published.
        let of_live = checker.is_live(&issue.place.entity);
        issue.fix.take_if(|fix| of_live && checker.is_live(&fix.at) || checker.is_duplicate(&fix.at));
    }
    issues.sort_by_cached_key(|issue| file_order(&issue.place.root));
    (issues, checker.known.found)
}

/// The lists of entities, in the order in which the file has them.
const LISTS: [&str; 12] = [
    "dimensions",
    "folders",
    "presentation_rules",
    "typologies",
    "environments",
    "filters",
    "spaces",
    "categories",
    "offers",
    "templates",
    "contacts",
    "scenarios",
];

/// Where an entity stands in the file: lists by their order there, items by their place.
fn file_order(root: &[Step]) -> Vec<usize> {
    let order = |step: &Step| match step {
        Step::Field(list) => LISTS.iter().position(|name| name == list).unwrap_or(LISTS.len()),
        Step::Index(index) => *index,
        Step::Key(_) => 0,
    };
    root.iter().map(order).collect()
}
