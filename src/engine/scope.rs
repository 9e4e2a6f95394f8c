//! Step 5 of a decision: the categories in scope of a call (`domain.md` §4).

use super::plan::{CategoryPlan, EnvironmentPlan, SpacePlan};
use crate::model::{Call, Scope};
use crate::text::Message;
use std::collections::HashSet;

/// The themes that a call asks for: its own, or the space's when it asks for nothing.
pub(super) fn themes<'c>(space: &'c SpacePlan, call: &'c Call) -> &'c [String] {
    let of_call = !(call.categories.is_empty() && call.themes.is_empty());
    if of_call { &call.themes } else { &space.space.default_themes }
}

/// Which categories are in scope, by place, and what to say of the names that were ignored.
pub(super) fn scope(
    policy: Scope,
    environment: &EnvironmentPlan,
    space: &SpacePlan,
    call: &Call,
) -> (Vec<bool>, Vec<Message>) {
    let of_call = !(call.categories.is_empty() && call.themes.is_empty());
    let (categories, themes) = if of_call {
        (&call.categories, &call.themes)
    } else {
        (&space.space.default_categories, &space.space.default_themes)
    };
    let mut notes = Vec::new();
    let is_category = |name: &str| environment.category_named(name).is_some();
    let known_categories =
        known(categories, is_category, "decision-unknown-categories", environment, &mut notes);
    // Of a call that names no theme, none is looked for.
    let names = environment.categories.iter().flat_map(|category| category.themes.own()).map(AsRef::as_ref);
    let names: HashSet<&str> = names.filter(|_| !themes.is_empty()).collect();
    let is_theme = |name: &str| names.contains(name);
    let known_themes = known(themes, is_theme, "decision-unknown-themes", environment, &mut notes);
    let everything = categories.is_empty() && themes.is_empty();
    let by_themes = themed(environment, &known_themes);
    let by_name = with_subtrees(environment, |category| known_categories.contains(category.name.as_str()));
    let always = with_subtrees(environment, |category| category.always_recommended);
    let asked = |category: usize| {
        // A kind of which no name is known asks for nothing: the other kind decides alone.
        let by_category = (!known_categories.is_empty()).then(|| by_name[category]);
        let by_theme = (!known_themes.is_empty()).then(|| by_themes[category]);
        match (by_category, by_theme) {
            (Some(by_category), Some(by_theme)) => match policy {
                Scope::All => by_category && by_theme,
                Scope::Any => by_category || by_theme,
            },
            (Some(asked), None) | (None, Some(asked)) => asked,
            (None, None) => everything,
        }
    };
    let scope =
        (0..environment.categories.len()).map(|category| asked(category) || always[category]).collect();
    (scope, notes)
}

/// Which categories have one of the themes, by place: children inherit them.
pub(super) fn themed(environment: &EnvironmentPlan, themes: &HashSet<&str>) -> Vec<bool> {
    with_subtrees(environment, |category| {
        !themes.is_empty() && category.themes.own().iter().any(|theme| themes.contains(&**theme))
    })
}

/// Which categories are so, or are below one that is.
fn with_subtrees(environment: &EnvironmentPlan, is_so: impl Fn(&CategoryPlan) -> bool) -> Vec<bool> {
    let mut found: Vec<bool> = Vec::with_capacity(environment.categories.len());
    for category in &environment.categories {
        // Depth first: what stands above a category is there already.
        let above = category.chain.iter().rev().nth(1).is_some_and(|parent| found[*parent]);
        found.push(above || is_so(category));
    }
    found
}

/// The names that the environment has; the others are noted.
fn known<'a>(
    names: &'a [String],
    is_known: impl Fn(&str) -> bool,
    note: &'static str,
    environment: &EnvironmentPlan,
    notes: &mut Vec<Message>,
) -> HashSet<&'a str> {
    let (known, ignored): (Vec<&str>, Vec<&str>) =
        names.iter().map(String::as_str).partition(|name| is_known(name));
    if !ignored.is_empty() {
        notes.push(
            Message::new(note).with("names", ignored.join(", ")).with("environment", &environment.name),
        );
    }
    known.into_iter().collect()
}
