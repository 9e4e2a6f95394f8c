//! Step 5 of a decision: the categories in scope of a call (`domain.md` §4).

use super::plan::{EnvironmentPlan, SpacePlan};
use crate::model::{Call, Scope};
use crate::text::Message;

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
    let known_categories =
        known(categories, "decision-unknown-categories", environment, &mut notes, |name| {
            environment.categories.iter().any(|category| category.name == name)
        });
    let known_themes = known(themes, "decision-unknown-themes", environment, &mut notes, |name| {
        environment.categories.iter().any(|category| category.themes.iter().any(|theme| theme == name))
    });
    let everything = categories.is_empty() && themes.is_empty();
    let asked = |category: usize| {
        // A kind of which no name is known asks for nothing: the other kind decides alone.
        let by_category = (!known_categories.is_empty()).then(|| {
            environment.chain(category).any(|(_, above)| known_categories.contains(&above.name.as_str()))
        });
        let by_theme = (!known_themes.is_empty()).then(|| has_theme(environment, category, &known_themes));
        match (by_category, by_theme) {
            (Some(by_category), Some(by_theme)) => match policy {
                Scope::All => by_category && by_theme,
                Scope::Any => by_category || by_theme,
            },
            (Some(asked), None) | (None, Some(asked)) => asked,
            (None, None) => everything,
        }
    };
    let always = |category: usize| environment.chain(category).any(|(_, above)| above.always_recommended);
    let scope =
        (0..environment.categories.len()).map(|category| asked(category) || always(category)).collect();
    (scope, notes)
}

/// Whether a category, or one above it, has one of the themes: children inherit them.
pub(super) fn has_theme(environment: &EnvironmentPlan, category: usize, themes: &[&str]) -> bool {
    environment
        .chain(category)
        .any(|(_, above)| above.themes.iter().any(|theme| themes.contains(&theme.as_str())))
}

/// The names that the environment has; the others are noted.
fn known<'a>(
    names: &'a [String],
    note: &'static str,
    environment: &EnvironmentPlan,
    notes: &mut Vec<Message>,
    has: impl Fn(&str) -> bool,
) -> Vec<&'a str> {
    let (known, ignored): (Vec<&str>, Vec<&str>) =
        names.iter().map(String::as_str).partition(|name| has(name));
    if !ignored.is_empty() {
        notes.push(
            Message::new(note).with("names", ignored.join(", ")).with("environment", &environment.name),
        );
    }
    known
}
