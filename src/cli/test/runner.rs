//! Runs the scenarios of catalogs and counts. Owns what is asked for; prints nothing.

use super::super::codes::NO_SCENARIOS;
use super::super::console::{Complaint, Failure};
use super::super::coverage::FileCoverage;
use super::super::input::{Input, instant, moment};
use super::super::results::{Case, EntityReport, Finding, Results, Shown};
use super::super::sources::Source;
use crate::app::first_difference_words::first_difference;
use crate::contacts::Population;
use crate::engine::{Coverage, Plan, Scenarios, Verdict};
use crate::model::{Catalog, Moment, Ref, Scenario};
use crate::storage::ron::PathStep;
use crate::storage::{LoadError, Loaded, Place};
use crate::text::{Language, Message, nearest};
use jiff::Timestamp;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Instant;

/// The code of a scenario that fails, which is that of its issue.
const SCENARIO_FAILS: &str = "scenario_fails";

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Arguments {
    #[arg(value_name = "FILE", required = true, value_parser = Input::parser())]
    pub(super) files: Vec<Input>,
    #[arg(long, value_name = "MOMENT", value_parser = moment)]
    pub(super) at: Option<Moment>,
    #[arg(long)]
    pub(super) all: bool,
    #[arg(long)]
    pub(super) coverage: bool,
    #[arg(long = "scenario", value_name = "NAME")]
    pub(super) scenarios: Vec<String>,
    #[arg(long)]
    pub(super) fail_empty: bool,
    #[command(flatten)]
    pub(super) shown: Shown,
}

/// Runs scenarios, and counts.
pub(super) struct Runner<'a> {
    pub(super) arguments: &'a Arguments,
    pub(super) passed: Cell<usize>,
    pub(super) failed: Cell<usize>,
    pub(super) coverage: RefCell<Vec<FileCoverage>>,
    /// What is wrong with the files that are no catalogs.
    pub(super) unread: RefCell<Vec<Complaint>>,
    /// What is printed once all is run.
    pub(super) results: RefCell<Results>,
    /// The names of all scenarios there are, where only some are asked for.
    names: RefCell<BTreeSet<String>>,
    /// Catalogs without a scenario, where that is a failure.
    pub(super) empty: RefCell<Vec<Finding>>,
}

/// A catalog whose scenarios are run. The tree it stands in is not needed.
pub(super) struct Opened {
    /// What its file is called.
    pub(super) name: String,
    pub(super) catalog: Arc<Catalog>,
    /// The moment of calls that name none.
    now: Timestamp,
    /// Where in the file it stands what each scenario expects.
    places: Vec<Place>,
}

impl Opened {
    pub(super) fn of(name: String, loaded: &Loaded, arguments: &Arguments) -> Result<Self, Failure> {
        let now = instant(arguments.at.as_ref(), &loaded.catalog)?;
        let expected =
            |index| [PathStep::field("scenarios"), PathStep::Index(index), PathStep::field("expect")];
        let place = |index| loaded.place(&expected(index));
        let places = (0..loaded.catalog.scenarios.len()).map(place).collect();
        Ok(Self { name, catalog: Arc::clone(&loaded.catalog), now, places })
    }
}

impl<'a> Runner<'a> {
    pub(super) fn new(arguments: &'a Arguments) -> Self {
        Self {
            arguments,
            passed: Cell::new(0),
            failed: Cell::new(0),
            coverage: RefCell::default(),
            unread: RefCell::default(),
            results: RefCell::new(Results::of("test")),
            names: RefCell::default(),
            empty: RefCell::default(),
        }
    }

    /// Reads a catalog; what is none is kept in mind.
    pub(super) fn open(&self, source: &Source) -> Option<Opened> {
        let unread = |name: &str, error: LoadError| {
            self.unread.borrow_mut().extend(Failure::of_load(name, error.clone()).0);
            self.results.borrow_mut().add_unread(name, error);
        };
        let (_, loaded) = source.read().map_err(|error| unread(&source.name, error)).ok()?;
        let opened = Opened::of(source.name.clone(), &loaded, self.arguments);
        let unchecked = |failure: Failure| {
            self.results.borrow_mut().add_unchecked(&source.name, &failure);
            self.unread.borrow_mut().extend(failure.0);
        };
        let opened = opened.map_err(unchecked).ok()?;
        if !self.arguments.scenarios.is_empty() {
            let names = opened.catalog.scenarios.iter().map(|scenario| scenario.name.clone());
            self.names.borrow_mut().extend(names);
        }
        if self.arguments.fail_empty && opened.catalog.scenarios.is_empty() {
            let message = Message::new("cli-test-no-scenarios");
            self.empty.borrow_mut().push(Finding::of_file(&source.name, NO_SCENARIOS, None, message));
        }
        Some(opened)
    }

    /// What is wrong with a catalog that has no scenario.
    pub(super) fn empty_of(&self, opened: &Opened) -> Option<Finding> {
        self.empty.borrow().iter().find(|finding| finding.file == opened.name).cloned()
    }

    /// Whether a scenario is asked for.
    fn wants(&self, scenario: &Scenario) -> bool {
        let asked = &self.arguments.scenarios;
        asked.is_empty() || asked.contains(&scenario.name)
    }

    /// What to say of the scenarios that are asked for and that no catalog has.
    pub(super) fn unknown(&self) -> Vec<Complaint> {
        let names = self.names.borrow();
        let missing = self.arguments.scenarios.iter().filter(|name| !names.contains(*name));
        let complaint = |name: &String| {
            let message = match nearest(name, names.iter().map(String::as_str)) {
                Some(meant) => Message::new("cli-test-unknown-meant").with("meant", meant),
                None => Message::new("cli-test-unknown"),
            };
            Complaint { place: None, message: message.with("name", name) }
        };
        missing.map(complaint).collect()
    }

    /// Runs the scenarios of a catalog; `see` is shown each before the next is run.
    pub(super) fn run<E>(
        &self,
        opened: &Opened,
        mut see: impl FnMut(&Scenario, &Verdict, &mut Scenarios<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let catalog = &opened.catalog;
        let (plan, population) = (Plan::new(catalog), Population::of(catalog));
        let runs = if self.arguments.all { Scenarios::all } else { Scenarios::new };
        let mut runs = runs(&plan, &population, opened.now);
        let mut coverage = self.arguments.coverage.then(|| Coverage::new(&plan));
        for scenario in catalog.scenarios.iter().filter(|scenario| self.wants(scenario)) {
            let verdict = runs.run(scenario);
            let count = if verdict.passes() { &self.passed } else { &self.failed };
            count.set(count.get() + 1);
            if let Some(coverage) = &mut coverage {
                verdict.decisions().for_each(|decision| coverage.see(&plan, decision));
            }
            see(scenario, &verdict, &mut runs)?;
        }
        if let Some(coverage) = coverage {
            let found = FileCoverage::of(opened.name.clone(), catalog, coverage.report());
            self.coverage.borrow_mut().push(found);
        }
        Ok(())
    }

    /// Runs the scenarios of a catalog, each a case.
    pub(super) fn cases(&self, opened: &Opened, language: Language) -> Vec<Case> {
        let mut cases = Vec::new();
        let mut started = Instant::now();
        let _: Result<(), std::convert::Infallible> = self.run(opened, |scenario, verdict, _| {
            let took = Some(started.elapsed());
            started = Instant::now();
            let index =
                opened.catalog.scenarios.iter().position(|other| std::ptr::eq(&raw const **other, scenario));
            let place = index.and_then(|index| opened.places.get(index).copied());
            let failed = || Finding {
                file: opened.name.clone(),
                place,
                hint: verdict
                    .first_difference(scenario)
                    .map(|first| first_difference(language, None, &first)),
                ..failed(scenario, verdict)
            };
            let finding = (!verdict.passes()).then(failed);
            cases.push(Case { name: scenario.name.clone(), took, finding });
            Ok(())
        });
        cases.extend(self.empty_of(opened).map(Case::from));
        if self.arguments.shown.quiet {
            cases.retain(|case| case.finding.is_some());
        }
        cases
    }
}

/// A scenario that failed, and what it expects otherwise.
fn failed(scenario: &Scenario, verdict: &Verdict) -> Finding {
    let reference = Ref::Scenario(scenario.name.clone());
    let differences = verdict
        .differences
        .iter()
        .cloned()
        .reduce(|all, next| Message::new("cli-test-differences").with("one", all).with("more", next));
    let message = Message::new("cli-test-failed")
        .with("scenario", &scenario.name)
        .with("differences", differences.unwrap_or_else(|| Message::new("cli-test-none")));
    Finding {
        entity: EntityReport::of_kind(&reference, scenario.name.clone()),
        field: Some("expect".to_owned()),
        ..Finding::of_file("", SCENARIO_FAILS, None, message)
    }
}
