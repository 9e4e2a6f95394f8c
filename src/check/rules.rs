//! Rules and formulas: what the rule language says of them, and the warnings on how they are written.
//! A rule that offers share is looked at once, unless very many others are.

use super::ahead::Ahead;
use super::checker::Checker;
use super::kinds;
use super::site::Site;
use super::verdict::Verdict;
use crate::model::{Environment, Filter, Place, PresentationRule};
use crate::rule::{
    self, Condition, Diagnostic, MOST_PROVED, Parsed, Reasoner, Root, RuleTable, Schema, Severity, Use,
};
use crate::text::Message;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

/// How many conditions a person still takes in at a glance; more belong into a predefined filter.
const MAX_CONDITIONS: usize = 5;

/// How many rules are remembered taken apart: where more are different, few are shared, and memory is what counts.
const MOST_REMEMBERED: usize = 4_096;

/// What was found in one rule.
#[derive(Debug)]
struct Reading {
    /// Whether it could be read at all.
    is_rule: bool,
    found: Arc<[Diagnostic]>,
    conditions: usize,
    /// It names call data, and neither channel nor space.
    on_any_channel: bool,
    verdict: Verdict,
    /// The rule taken apart, when nothing is wrong with it.
    condition: Option<Condition>,
}

/// The rules of one environment, or of one presentation rule.
#[derive(Debug)]
pub(super) struct Rules {
    /// The schemas that a rule runs against, all of which it has to fit; when it is used by none, it has to
    /// fit one.
    schemas: Vec<Schema>,
    /// Where each is read, and checked under each schema.
    table: RuleTable,
    /// What reasons about them, one for each schema.
    reasoners: Vec<Reasoner>,
    used: bool,
    several_channels: bool,
    read: HashMap<(String, Use), Rc<Reading>>,
    /// Those of very many offers that were not looked at before.
    ahead: Option<Ahead>,
}

impl Rules {
    /// The rules of an environment, by its place.
    pub(super) fn of_environment(
        checker: &Checker<'_>,
        index: usize,
        environment: &Arc<Environment>,
    ) -> Self {
        let channels: HashSet<_> = environment.spaces.iter().map(|space| &space.channel).collect();
        let (schema, table) = (&checker.schemas[index], checker.plan.rules().clone());
        let ahead = || Ahead::of(environment, schema, &table);
        Self {
            schemas: vec![schema.clone()],
            ahead: (!checker.known.has_before()).then(ahead).flatten(),
            table,
            reasoners: vec![Reasoner::sharing(schema, &checker.bounds.effort)],
            used: true,
            several_channels: channels.len() > 1,
            read: HashMap::new(),
        }
    }

    /// The rules of a presentation rule: they see what the environments that use it have.
    pub(super) fn of_cap(checker: &mut Checker<'_>, rule: &PresentationRule) -> Self {
        let catalog = checker.catalog;
        let using = checker.index.environments_using(&rule.name);
        let used = !using.is_empty();
        let all: Vec<usize> = if used { using } else { (0..checker.schemas.len()).collect() };
        // Environments that see the same are one.
        let mut seen = HashSet::new();
        let distinct = all.into_iter().map(|index| &checker.schemas[index]);
        let distinct = distinct.filter(|schema| seen.insert(schema.identity()));
        let mut schemas = checker.bounds.schemas(distinct.cloned());
        if schemas.is_empty() {
            schemas.push(Schema::new(&[], &[], &catalog.offer_fields, &[], checker.zone.clone()));
        }
        let reasoners =
            schemas.iter().map(|schema| Reasoner::sharing(schema, &checker.bounds.effort)).collect();
        let table = checker.plan.rules().clone();
        Self { schemas, table, reasoners, used, several_channels: false, read: HashMap::new(), ahead: None }
    }

    /// Checks a rule. A condition that is left empty is none.
    pub(super) fn check(&mut self, checker: &mut Checker<'_>, source: &str, usage: Use, site: &Site<'_>) {
        if source.trim().is_empty() && !matches!(usage, Use::Weight | Use::StoredField) {
            return;
        }
        let reading = self.read(source, usage);
        Self::report(checker, &reading, site, self.several_channels);
    }

    /// Checks a predefined filter, whose place is given.
    pub(super) fn filter(&mut self, checker: &mut Checker<'_>, filter: &Filter, site: &Site<'_>) {
        let mut reading = self.reading_of_filter(filter);
        // A default of a wrong type is reported where it stands.
        reading.found =
            reading.found.iter().filter(|one| one.code != "rule-check-default").cloned().collect();
        Self::report(checker, &reading, site, self.several_channels);
    }

    /// A target rule that nothing is wrong with, taken apart; `None` for an empty one too.
    pub(super) fn condition(&mut self, source: &str) -> Option<Condition> {
        if source.trim().is_empty() {
            return None;
        }
        self.read(source, Use::Target).condition.clone()
    }

    /// Goes on to the next offer of a category, by its place there.
    pub(super) fn go_on(&mut self, place: usize) {
        self.ahead.iter_mut().for_each(|ahead| ahead.go_on(place));
    }

    /// What reasons about the rules of an environment.
    pub(super) fn reasoner(&self) -> Option<&Reasoner> {
        self.reasoners.first()
    }

    fn read(&mut self, source: &str, usage: Use) -> Rc<Reading> {
        let key = (source.to_owned(), usage);
        if let Some(known) = self.read.get(&key) {
            return Rc::clone(known);
        }
        let reading = Rc::new(self.reading(source, usage));
        // What is no rule is known to the table, and nothing follows from it.
        if reading.is_rule {
            if self.read.len() == MOST_REMEMBERED {
                self.read.clear();
            }
            self.read.insert(key, Rc::clone(&reading));
        }
        reading
    }

    fn reading(&mut self, source: &str, usage: Use) -> Reading {
        let too_long = self.schemas.iter().find_map(|schema| schema.too_long(source));
        let ahead = self.ahead.as_mut().and_then(|ahead| ahead.take(source));
        let read = || ahead.map_or_else(|| self.table.read(source), Ok);
        let parsed = match too_long.map_or_else(read, Err) {
            Ok(parsed) => parsed,
            Err(found) => return Reading::unread(found),
        };
        let each = self.schemas.iter().map(|schema| self.table.check_read(schema, &parsed, usage));
        let found = if self.used { union(each) } else { each.min_by_key(|it| it.len()).unwrap_or_default() };
        let reading = Reading::of(found, &parsed);
        if matches!(usage, Use::Weight | Use::StoredField) {
            reading
        } else {
            self.reasoned(reading, &parsed)
        }
    }

    fn reading_of_filter(&mut self, filter: &Filter) -> Reading {
        let found = union(self.schemas.iter().map(|schema| rule::check_filter(filter, schema).into()));
        let Ok(parsed) = self.table.read(&filter.rule) else { return Reading::unread(found) };
        let reading = Reading::of(found, &parsed);
        // A parameter may have any value; one that is called as a variable is would be taken for it.
        let hides = filter.parameters.iter().any(|parameter| Root::named(&parameter.name).is_some());
        if hides { reading } else { self.reasoned(reading, &parsed) }
    }

    /// Adds what is proved of a rule. What the rule language has said of it goes first: it says why already.
    fn reasoned(&mut self, reading: Reading, parsed: &Parsed) -> Reading {
        if !reading.found.is_empty() {
            return reading;
        }
        let each = self.reasoners.iter_mut().map(|reasoner| {
            let condition = reasoner.read(parsed);
            (Verdict::of(parsed, &condition, reasoner), condition)
        });
        let (verdicts, conditions): (Vec<_>, Vec<_>) = each.unzip();
        let condition = conditions.into_iter().next();
        Reading { verdict: Verdict::common(verdicts), condition, ..reading }
    }

    fn report(checker: &mut Checker<'_>, reading: &Reading, site: &Site<'_>, several_channels: bool) {
        for one in reading.found.iter() {
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
            let issue = checker.report(&kinds::RULE_TOO_LONG, site.place.clone());
            if reading.conditions > MOST_PROVED {
                issue.hint = Some(Message::new("check-rule-too-long-unproved").with("proved", MOST_PROVED));
            }
            issue.with("count", reading.conditions).with("limit", MAX_CONDITIONS);
        }
        if reading.on_any_channel && several_channels && !site.one_channel {
            checker.report(&kinds::CALL_DATA_WITHOUT_CHANNEL, site.place.clone());
        }
        reading.verdict.report(checker, site);
    }
}

impl Reading {
    fn unread(found: Arc<[Diagnostic]>) -> Self {
        Self {
            is_rule: false,
            found,
            conditions: 0,
            on_any_channel: false,
            verdict: Verdict::default(),
            condition: None,
        }
    }

    fn of(found: Arc<[Diagnostic]>, parsed: &Parsed) -> Self {
        let names = rule::names_used(parsed);
        let names_channel = ["channel", "space"]
            .iter()
            .any(|name| names.fields.contains(&(Root::Interaction, (*name).into())));
        Self {
            is_rule: true,
            found,
            conditions: rule::conditions(parsed),
            on_any_channel: names.roots.contains(&Root::Call) && !names_channel,
            verdict: Verdict::default(),
            condition: None,
        }
    }
}

/// What was found with any of several schemas, once each.
fn union(mut each: impl Iterator<Item = Arc<[Diagnostic]>>) -> Arc<[Diagnostic]> {
    let first = each.next().unwrap_or_default();
    let mut more: Vec<Diagnostic> = Vec::new();
    for found in each {
        let new = found.iter().filter(|one| !first.contains(one) && !more.contains(one)).cloned();
        more = more.iter().cloned().chain(new.collect::<Vec<_>>()).collect();
    }
    if more.is_empty() { first } else { first.iter().cloned().chain(more).collect() }
}

/// The syntax of a rule of an offer template, which no environment gives its names yet.
pub(super) fn syntax(checker: &mut Checker<'_>, source: &str, place: &Place) {
    if source.trim().is_empty() {
        return;
    }
    let Err(found) = checker.plan.rules().read(source) else { return };
    for one in found.iter() {
        checker.report(&kinds::RULE_ERROR, place.part(&one.span)).with("problem", one.message.clone());
    }
}
