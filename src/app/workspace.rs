//! The open catalog with what follows from it: plan, issues, scenario results. One file at a time.

use super::jobs::{Analysis, JobEvent, Jobs};
use crate::check::Issue;
use crate::contacts::Population;
use crate::document::{Document, Edit, FieldKey};
use crate::engine::Plan;
use crate::model::Catalog;
use crate::storage::{self, Stamp};
use crate::text::Message;
use jiff::Timestamp;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

/// The sample catalog, so that the program is one file and the first start shows something.
const SAMPLE: &[u8] = include_bytes!("../../catalogs/neobank.catalog.ron");
/// The name that the sample is saved under unless a person says otherwise.
const SAMPLE_NAME: &str = "neobank.catalog.ron";

/// Where the open catalog came from.
#[derive(Debug, Clone, Default)]
struct Origin {
    /// The file; none for a new catalog and the sample.
    path: Option<PathBuf>,
    /// The tree that was read, whose comments a save keeps.
    tree: Option<Arc<storage::ron::Document>>,
    /// What the file was like when it was read or written.
    stamp: Option<Stamp>,
}

/// The result of a scenario, for the list.
#[derive(Debug, Clone, PartialEq)]
pub struct ScenarioResult {
    /// The scenario's name.
    pub name: String,
    /// What differs; nothing when it passes.
    pub differences: Vec<Message>,
}

/// The open catalog.
#[derive(Debug)]
pub struct Workspace {
    document: Document,
    origin: Origin,
    plan: Arc<Plan>,
    population: Population,
    issues: Arc<Vec<Issue>>,
    scenarios: Arc<Vec<ScenarioResult>>,
    /// The revision that issues and scenario results are of; `None` before the first analysis.
    analysed: Option<u64>,
    /// The moment of the last save, to show.
    saved_at: Option<Timestamp>,
}

impl Workspace {
    /// A catalog without a file.
    pub fn new(catalog: Arc<Catalog>) -> Self {
        Self {
            plan: Arc::new(Plan::new(&catalog)),
            population: Population::of(&catalog),
            document: Document::new(catalog),
            origin: Origin::default(),
            issues: Arc::default(),
            scenarios: Arc::default(),
            analysed: None,
            saved_at: None,
        }
    }

    /// A catalog that was read from a file, or from bytes that came with the program.
    pub fn loaded(path: Option<PathBuf>, loaded: storage::Loaded) -> Self {
        let mut workspace = Self::new(loaded.catalog);
        workspace.origin = Origin { path, tree: Some(Arc::new(loaded.document)), stamp: Some(loaded.stamp) };
        workspace
    }

    /// The sample catalog.
    pub fn sample() -> Self {
        match storage::read(SAMPLE) {
            Ok(loaded) => Self::loaded(None, loaded),
            // The tests read it; a build that ships a broken sample starts with an empty catalog.
            Err(_) => Self::new(Arc::new(Catalog::new("catalog"))),
        }
    }

    /// The document.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The catalog as it stands.
    pub fn catalog(&self) -> &Arc<Catalog> {
        self.document.catalog()
    }

    /// The catalog, compiled.
    pub fn plan(&self) -> &Arc<Plan> {
        &self.plan
    }

    /// The catalog's contacts.
    pub fn population(&self) -> &Population {
        &self.population
    }

    /// What checking found, in the order of the file.
    pub fn issues(&self) -> &Arc<Vec<Issue>> {
        &self.issues
    }

    /// The results of the scenarios, in the order of the file.
    pub fn scenarios(&self) -> &Arc<Vec<ScenarioResult>> {
        &self.scenarios
    }

    /// Whether issues and scenario results are those of the catalog as it stands.
    pub fn is_analysed(&self) -> bool {
        self.analysed == Some(self.document.revision())
    }

    /// The file, when there is one.
    pub fn path(&self) -> Option<&Path> {
        self.origin.path.as_deref()
    }

    /// The name to show, and to suggest when saving.
    pub fn file_name(&self) -> String {
        let of_path = self.origin.path.as_ref().and_then(|path| path.file_name());
        let of_path = of_path.map(|name| name.to_string_lossy().into_owned());
        of_path.unwrap_or_else(|| match self.catalog().name.as_str() {
            "neobank" => SAMPLE_NAME.to_owned(),
            name => format!("{name}.catalog.ron"),
        })
    }

    /// How many offers the catalog has, in all environments.
    pub fn offer_count(&self) -> usize {
        self.plan.offer_count()
    }

    /// The moment of the last save.
    pub fn saved_at(&self) -> Option<Timestamp> {
        self.saved_at
    }

    /// What the file was like when it was read or written.
    pub fn stamp(&self) -> Option<Stamp> {
        self.origin.stamp
    }

    /// The tree that was read, whose comments a save keeps.
    pub fn tree(&self) -> Option<&Arc<storage::ron::Document>> {
        self.origin.tree.as_ref()
    }

    /// Applies an edit. Says whether anything changed.
    pub fn apply(&mut self, edit: &Edit, name: Message, field: Option<FieldKey>, jobs: &mut Jobs) -> bool {
        let changed = self.document.apply(edit, name, field, Instant::now());
        if changed {
            self.follow(jobs);
        }
        changed
    }

    /// Takes the last step back.
    pub fn undo(&mut self, jobs: &mut Jobs) -> Option<Message> {
        let name = self.document.undo()?;
        self.follow(jobs);
        Some(name)
    }

    /// Brings the last step taken back again.
    pub fn redo(&mut self, jobs: &mut Jobs) -> Option<Message> {
        let name = self.document.redo()?;
        self.follow(jobs);
        Some(name)
    }

    /// Ends the step that typing adds to.
    pub fn settle(&mut self) {
        self.document.settle();
    }

    /// Makes plan and population those of the catalog as it stands, and has it checked.
    fn follow(&mut self, jobs: &mut Jobs) {
        let before = Arc::clone(self.plan.catalog());
        let catalog = self.document.catalog();
        self.plan = Arc::new(Plan::after(catalog, Some(&self.plan)));
        let same_people = before.contacts == catalog.contacts
            && before.dimensions == catalog.dimensions
            && before.time_zone == catalog.time_zone;
        if !same_people {
            self.population = Population::of(catalog);
        }
        self.analyse(jobs);
    }

    /// Has the catalog checked and its scenarios run, off the window's thread.
    pub fn analyse(&self, jobs: &mut Jobs) {
        jobs.analyse(Analysis {
            revision: self.document.revision(),
            plan: Arc::clone(&self.plan),
            population: self.population.clone(),
        });
    }

    /// Takes the results of an analysis; those of another revision are stale and dropped.
    pub fn take_analysis(&mut self, event: JobEvent) {
        if let JobEvent::Analysed { revision, issues, scenarios } = event
            && revision == self.document.revision()
        {
            self.issues = Arc::new(issues);
            self.scenarios = Arc::new(scenarios);
            self.analysed = Some(revision);
        }
    }

    /// Takes over that a state is now in a file.
    pub fn mark_saved(&mut self, path: PathBuf, catalog: Arc<Catalog>, stamp: Stamp, at: Timestamp) {
        self.document.mark_saved(catalog);
        self.origin.path = Some(path);
        self.origin.stamp = Some(stamp);
        self.saved_at = Some(at);
    }
}
