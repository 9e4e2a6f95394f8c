//! What scenarios touch in the person's words. Serves the window, which has conditions as sentences, and the command line,
//! which has them as they are written.

use crate::app::difference_words::{field_of, labelled};
use crate::document::rule_in_words;
use crate::engine::{
    Aspect, CaseOutcome, CoverageCount, CoverageGroup, CoverageItem, CoverageKind, Untouched,
};
use crate::model::{Catalog, Identification, Reason, label_or_name};
use crate::rule::RuleTable;
use crate::text::{Language, Message};
use std::sync::Arc;

/// How many things that a scenario covers are named.
const MOST_SAID: usize = 2;

/// The message of the word for a kind of what scenarios touch.
pub fn kind_label(kind: CoverageKind) -> &'static str {
    match kind {
        CoverageKind::Offers => "domain-offers",
        CoverageKind::Spaces => "domain-spaces",
        CoverageKind::Identification => "coverage-identification",
        CoverageKind::Fallbacks => "coverage-fallbacks",
        CoverageKind::Gates => "coverage-gates",
        CoverageKind::Conditions => "coverage-conditions",
    }
}

/// The label of the environment of a group; that of the catalog for what belongs to none.
pub fn environment(language: Language, catalog: &Catalog, group: &CoverageGroup) -> String {
    let of = group.environment.as_deref().and_then(|name| catalog.environment(name));
    of.map_or_else(
        || language.text("coverage-catalog"),
        |environment| label_or_name(&environment.label, &environment.name).to_owned(),
    )
}

/// How much of a kind is touched.
pub fn count(language: Language, count: &CoverageCount) -> Message {
    Message::new("coverage-count")
        .with("kind", language.text(kind_label(count.kind)))
        .with("touched", count.touched)
        .with("total", count.total)
        .with("left", count.total.saturating_sub(count.touched))
}

/// What is not touched of an entity, beside its name; empty where that is the entity itself. With rules to read them
/// with, conditions are in words.
pub fn aspect(
    language: Language,
    catalog: &Catalog,
    untouched: &Untouched,
    rules: Option<&RuleTable>,
) -> String {
    match &untouched.aspect {
        Aspect::Offer | Aspect::Space | Aspect::FallsBack => String::new(),
        Aspect::Identified(identification) => language.text(identification_label(*identification)),
        Aspect::Gate(reason) => language.text(reason_label(*reason)),
        Aspect::Condition { .. } => {
            let never = never(language, catalog, untouched, rules).unwrap_or_default();
            labelled(language, &field_of(language, &untouched.place), &never)
        }
    }
}

/// What a condition never comes to; none of what is no condition. With rules to read it with, it is in words.
pub fn never(
    language: Language,
    catalog: &Catalog,
    untouched: &Untouched,
    rules: Option<&RuleTable>,
) -> Option<String> {
    let Aspect::Condition { text, .. } = &untouched.aspect else { return None };
    let parsed = rules.and_then(|rules| rules.read(text).ok());
    let condition = parsed.map_or_else(
        || text.to_string(),
        |parsed| language.say_briefly(&rule_in_words(catalog, &untouched.place.entity, &parsed)),
    );
    let outcomes = untouched.outcomes.iter().map(|it| language.text(outcome_label(*it)));
    let outcomes = outcomes.collect::<Vec<_>>().join(", ");
    let never = Message::new("coverage-never").with("condition", condition).with("outcomes", outcomes);
    Some(language.say(&never))
}

/// What a scenario covers, in a few words: the first two things, and how many more there are.
pub fn covered(
    language: Language,
    catalog: &Arc<Catalog>,
    items: &[&CoverageItem],
    rules: &RuleTable,
) -> Message {
    let mut items = items.to_vec();
    items.sort_by_key(|item| item.aspect.kind());
    let mut said: Vec<String> = items.iter().map(|item| covered_of(language, catalog, item, rules)).collect();
    said.dedup();
    let more = said.len().saturating_sub(MOST_SAID);
    said.truncate(MOST_SAID);
    Message::new("coverage-covers").with("what", said.join(" · ")).with("more", more)
}

fn covered_of(language: Language, catalog: &Arc<Catalog>, item: &CoverageItem, rules: &RuleTable) -> String {
    let entity = catalog.entity(&item.place.entity);
    let title = entity.map_or_else(|| item.place.entity.name().to_owned(), |entity| entity.title(catalog));
    let of = |id: &'static str| Message::new(id).with("of", title.as_str());
    let message = match &item.aspect {
        Aspect::Offer => of("coverage-covers-offer"),
        Aspect::Space => of("coverage-covers-space"),
        Aspect::FallsBack => of("coverage-covers-fallback"),
        Aspect::Identified(identification) => of("coverage-covers-identification")
            .with("what", language.text(identification_label(*identification))),
        Aspect::Gate(reason) => of("coverage-covers-gate").with("what", language.text(reason_label(*reason))),
        Aspect::Condition { text, outcome, .. } => {
            let parsed = rules.read(text).ok();
            let condition = parsed.map_or_else(
                || text.to_string(),
                |parsed| language.say_briefly(&rule_in_words(catalog, &item.place.entity, &parsed)),
            );
            let id = match outcome {
                CaseOutcome::True => "coverage-covers-true",
                CaseOutcome::False => "coverage-covers-false",
                CaseOutcome::Unknown => "coverage-covers-unknown",
            };
            Message::new(id).with("condition", condition)
        }
    };
    language.say(&message)
}

fn identification_label(identification: Identification) -> &'static str {
    match identification {
        Identification::Explicit => "domain-explicit",
        Identification::Implicit => "domain-implicit",
        Identification::Anonymous => "domain-anonymous",
    }
}

fn outcome_label(outcome: CaseOutcome) -> &'static str {
    match outcome {
        CaseOutcome::True => "coverage-true",
        CaseOutcome::False => "coverage-false",
        CaseOutcome::Unknown => "coverage-unknown",
    }
}

/// The message of a gate's name.
pub fn reason_label(reason: Reason) -> &'static str {
    let choices = Reason::choices();
    choices
        .iter()
        .find(|choice| choice.name == reason.code())
        .map_or("domain-reason-outranked", |it| it.label)
}
