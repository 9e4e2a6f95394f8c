//! Rules and formulas: what the rule language says of them, and the warnings on how they are written.
//! Each distinct rule of a schema is read once, however many offers share it.

use super::checker::Checker;
use super::kinds;
use crate::model::{Environment, Filter, Place, PresentationRule};
use crate::rule::{self, Diagnostic, Outcome, Root, Schema, Severity, Use};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// How many conditions a person still takes in at a glance; more belong into a predefined filter.
const MAX_CONDITIONS: usize = 5;

/// What was found in one rule.
#[derive(Debug)]
struct Reading {
    found: Vec<Diagnostic>,
    conditions: usize,
    /// It names call data, and neither channel nor space.
    on_any_channel: bool,
    outcome: Option<Outcome>,
}

/// The rules of one environment, or of one presentation rule.
#[derive(Debug)]
pub(super) struct Rules {
    /// The schemas that a rule runs against, all of which it has to fit; when it is used by none, it has to
    /// fit one.
    schemas: Vec<Schema>,
    used: bool,
    several_channels: bool,
    read: HashMap<(String, Use), Rc<Reading>>,
}

/// Where a rule stands, and whether it only ever runs on one channel.
#[derive(Debug)]
pub(super) struct Site {
    place: Place,
    one_channel: bool,
}

impl Site {
    /// A rule that runs on every space.
    pub(super) fn anywhere(place: Place) -> Self {
        Self { place, one_channel: false }
    }

    /// A rule that runs on one space.
    pub(super) fn on_one_space(place: Place) -> Self {
        Self { place, one_channel: true }
    }
}

impl Rules {
    /// The rules of an environment, by its place.
    pub(super) fn of_environment(checker: &Checker<'_>, index: usize, environment: &Environment) -> Self {
        let channels: HashSet<_> = environment.spaces.iter().map(|space| &space.channel).collect();
        Self {
            schemas: vec![checker.schemas[index].clone()],
            used: true,
            several_channels: channels.len() > 1,
            read: HashMap::new(),
        }
    }

    /// The rules of a presentation rule: they see what the environments that use it have.
    pub(super) fn of_cap(checker: &Checker<'_>, rule: &PresentationRule) -> Self {
        let catalog = checker.catalog;
        let holds = |name: &Option<String>| {
            let typology = catalog.typologies.iter().find(|typology| Some(&typology.name) == name.as_ref());
            typology.is_some_and(|typology| typology.rules.contains(&rule.name))
        };
        let users = catalog.environments.iter().zip(&checker.schemas);
        let users = users.filter(|(environment, _)| holds(&environment.typology));
        let mut schemas: Vec<Schema> = users.map(|(_, schema)| schema.clone()).collect();
        let used = !schemas.is_empty();
        if !used {
            schemas.clone_from(&checker.schemas);
        }
        if schemas.is_empty() {
            schemas.push(Schema::new(&[], &[], &catalog.offer_fields, &[], checker.zone.clone()));
        }
        Self { schemas, used, several_channels: false, read: HashMap::new() }
    }

    /// Checks a rule. A condition that is left empty is none.
    pub(super) fn check(&mut self, checker: &mut Checker<'_>, source: &str, usage: Use, site: &Site) {
        if source.trim().is_empty() && !matches!(usage, Use::Weight | Use::StoredField) {
            return;
        }
        let key = (source.to_owned(), usage);
        let known = self.read.get(&key).map(Rc::clone);
        let reading = known.unwrap_or_else(|| {
            let reading = Rc::new(self.reading(source, usage));
            self.read.insert(key, Rc::clone(&reading));
            reading
        });
        self.report(checker, &reading, site);
    }

    /// Checks a predefined filter, whose place is given.
    pub(super) fn filter(&mut self, checker: &mut Checker<'_>, filter: &Filter, place: &Place) {
        let mut reading = self.reading_of_filter(filter);
        // A default of a wrong type is reported where it stands.
        reading.found.retain(|one| one.code != "rule-check-default");
        self.report(checker, &reading, &Site::anywhere(place.field("rule")));
    }

    fn reading(&self, source: &str, usage: Use) -> Reading {
        let parsed = match rule::parse(source) {
            Ok(parsed) => parsed,
            Err(found) => return Reading::unread(found),
        };
        let each = self.schemas.iter().map(|schema| rule::check(&parsed, schema, usage));
        let found = if self.used { union(each) } else { each.min_by_key(Vec::len).unwrap_or_default() };
        let outcome = match usage {
            Use::Weight | Use::StoredField => None,
            _ => self.schemas.first().and_then(|schema| rule::outcome(&parsed, schema)),
        };
        Reading::of(found, &parsed, outcome)
    }

    fn reading_of_filter(&self, filter: &Filter) -> Reading {
        let each = self.schemas.iter().map(|schema| rule::check_filter(filter, schema));
        let found = union(each);
        match rule::parse(&filter.rule) {
            // What a filter comes to depends on its parameters.
            Ok(parsed) => Reading::of(found, &parsed, None),
            Err(_) => Reading::unread(found),
        }
    }

    fn report(&self, checker: &mut Checker<'_>, reading: &Reading, site: &Site) {
        for one in &reading.found {
            let kind = match one.severity {
                Severity::Error => &kinds::RULE_ERROR,
                Severity::Warning => &kinds::RULE_WARNING,
            };
            checker.report(kind, site.place.part(&one.span)).with("problem", one.message.clone());
        }
        if reading.found.iter().any(|one| one.severity == Severity::Error) {
            return;
        }
        if reading.conditions > MAX_CONDITIONS {
            checker
                .report(&kinds::RULE_TOO_LONG, site.place.clone())
                .with("count", reading.conditions)
                .with("limit", MAX_CONDITIONS);
        }
        if reading.on_any_channel && self.several_channels && !site.one_channel {
            checker.report(&kinds::CALL_DATA_WITHOUT_CHANNEL, site.place.clone());
        }
        // A warning of the rule language says why already.
        match reading.outcome.filter(|_| reading.found.is_empty()) {
            Some(Outcome::Never) => drop(checker.report(&kinds::RULE_NEVER_MATCHES, site.place.clone())),
            Some(Outcome::Always) => drop(checker.report(&kinds::RULE_ALWAYS_MATCHES, site.place.clone())),
            None => {}
        }
    }
}

impl Reading {
    fn unread(found: Vec<Diagnostic>) -> Self {
        Self { found, conditions: 0, on_any_channel: false, outcome: None }
    }

    fn of(found: Vec<Diagnostic>, parsed: &rule::Parsed, outcome: Option<Outcome>) -> Self {
        let names = rule::names_used(parsed);
        let names_channel = ["channel", "space"]
            .iter()
            .any(|name| names.fields.contains(&(Root::Interaction, (*name).into())));
        Self {
            found,
            conditions: rule::conditions(parsed),
            on_any_channel: names.roots.contains(&Root::Call) && !names_channel,
            outcome,
        }
    }
}

/// What was found with any of several schemas, once each.
fn union(each: impl Iterator<Item = Vec<Diagnostic>>) -> Vec<Diagnostic> {
    let mut all: Vec<Diagnostic> = Vec::new();
    for one in each.flatten() {
        if !all.contains(&one) {
            all.push(one);
        }
    }
    all
}

/// The syntax of a rule of an offer template, which no environment gives its names yet.
pub(super) fn syntax(checker: &mut Checker<'_>, source: &str, place: &Place) {
    if source.trim().is_empty() {
        return;
    }
    for one in rule::parse(source).err().unwrap_or_default() {
        checker.report(&kinds::RULE_ERROR, place.part(&one.span)).with("problem", one.message);
    }
}
