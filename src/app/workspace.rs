//! The open catalog with what follows from it: plan, issues, scenario results. Others may be open beside it: see `workspaces`.

use crate::app::analysis::{Analysed, Analysis, Results, ScenarioResult};
use crate::app::derived::{Derived, MOST_OFFERS_AT_ONCE};
use crate::app::let_go::let_go;
use crate::app::merging::{self, Marked, Merging};
use crate::app::sample;
use crate::check::{self, Issue};
use crate::contacts::Population;
use crate::document::{Document, Edit, FieldKey, Reset, Settled, Side, Signature};
use crate::engine::{CoverageReport, Plan};
use crate::model::Catalog;
use crate::storage::{self, Stamp};
use crate::text::Message;
use jiff::Timestamp;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

/// What tells one open catalog from the others, in events and journals. Never used twice in a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WorkspaceId(u64);

impl WorkspaceId {
    fn next() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        Self(NEXT.fetch_add(1, Ordering::Relaxed))
    }

    /// Its number.
    pub fn number(self) -> u64 {
        self.0
    }
}

/// Where the open catalog came from.
#[derive(Debug, Clone, Default)]
struct Origin {
    /// The file; none for a new catalog and the sample.
    path: Option<PathBuf>,
    /// The tree that was read, as far as a save needs it.
    tree: Option<Arc<storage::ron::Document>>,
    /// The file behind links, as it was when the catalog was read.
    real: Option<PathBuf>,
    /// What the file was like when it was read or written.
    stamp: Option<Stamp>,
    /// The version of another program that the person has been told of.
    seen: Option<Stamp>,
    /// Whether the file is protected against writing.
    read_only: bool,
    /// The characters that nobody sees in it, outside of the texts of the catalog.
    hidden: Arc<Vec<Issue>>,
    /// How conflicts of its merge are settled in the file; nothing while that is not known.
    settled: Option<Arc<Settled>>,
}

/// What is in a file once it is saved.
#[derive(Debug)]
pub(super) struct InFile {
    pub(super) catalog: Arc<Catalog>,
    /// How conflicts are settled in it, where it still has some.
    pub(super) settled: Option<Arc<Settled>>,
    /// The tree whose comments are kept from then on, where that is another one than before.
    pub(super) tree: Option<Arc<storage::ron::Document>>,
}

/// What there is to say of the characters that nobody sees in a file outside of the texts of its catalog, each with its
/// line.
pub(super) fn hidden_in_file(loaded: &storage::Loaded) -> Arc<Vec<Issue>> {
    let found = check::hidden_outside_texts(loaded.hidden_outside_texts()).into_iter();
    let in_line = found.map(|(place, issue)| {
        let message = Message::new("check-outside-texts").with("line", place.line.to_string());
        Issue { message: message.with("message", issue.message), ..issue }
    });
    Arc::new(in_line.collect())
}

/// The open catalog.
#[derive(Debug)]
pub struct Workspace {
    id: WorkspaceId,
    document: Document,
    origin: Origin,
    /// What its file with the markers of a merge comes from; none of any other file.
    merging: Option<Arc<Merging>>,
    /// Plan and contacts: of the catalog as it stands, or of a state before.
    derived: Derived,
    results: Results,
    /// The moment of the last save, to show.
    saved_at: Option<Timestamp>,
    /// Whether a text is typed that its field has not given yet.
    typing: bool,
    /// How often a save of it began: what is typed from then on begins with what was saved.
    saves: u64,
}

impl Workspace {
    /// A catalog without a file.
    pub fn new(catalog: Arc<Catalog>) -> Self {
        Self::of(Document::new(catalog))
    }

    fn of(document: Document) -> Self {
        let derived = Derived::of(document.catalog());
        // The plans that follow from edits take it over.
        derived.plan.index_offers();
        Self {
            id: WorkspaceId::next(),
            derived,
            document,
            merging: None,
            origin: Origin::default(),
            results: Results::default(),
            saved_at: None,
            typing: false,
            saves: 0,
        }
    }

    /// A catalog that was read from a file, or from bytes that came with the program.
    pub fn loaded(path: Option<PathBuf>, loaded: storage::Loaded) -> Self {
        let hidden = hidden_in_file(&loaded);
        let mut workspace = Self::new(Arc::clone(&loaded.catalog));
        workspace.origin = Origin {
            real: path.as_ref().and_then(|path| path.canonicalize().ok()),
            path,
            stamp: Some(loaded.stamp),
            tree: Some(Arc::new(loaded.into_notes())),
            hidden,
            ..Origin::default()
        };
        workspace
    }

    /// The catalog of a text with the markers of a merge, each of whose versions is one; `stamp` is what its file is like.
    pub(super) fn marked_text(path: Option<PathBuf>, text: &str, stamp: Option<Stamp>) -> Option<Self> {
        let (loaded, merging) = merging::read(text)?;
        let mut workspace = Self::loaded(path, loaded);
        (workspace.origin.stamp, workspace.origin.settled) = (stamp, Some(Arc::default()));
        workspace.merging = Some(Arc::new(merging));
        Some(workspace)
    }

    /// The same of a journal, in which more is settled than in the file.
    pub(super) fn recovered_text(path: Option<PathBuf>, text: &str, stamp: Option<Stamp>) -> Option<Self> {
        let mut workspace = Self::marked_text(path, text, stamp)?;
        workspace.origin.settled = None;
        Some(workspace)
    }

    /// What its file with the markers of a merge comes from.
    pub fn merge(&self) -> Option<&Arc<Merging>> {
        self.merging.as_ref()
    }

    /// How many conflicts are to be settled.
    pub fn open_conflicts(&self) -> usize {
        let all = self.merging.as_ref().map_or(0, |it| it.merge.conflicts().len());
        all - self.document.settled().len().min(all)
    }

    /// The merge with what is settled of it, until all of it is settled and saved.
    pub(super) fn marked(&self) -> Option<Marked> {
        let merging = self.merging.as_ref()?;
        Some(Marked { merging: Arc::clone(merging), settled: Arc::clone(self.document.settled()) })
    }

    /// Settles a conflict of the merge that its file holds.
    pub(super) fn settle_conflict(&mut self, index: usize, side: Side, name: Message) {
        let Some(merging) = self.merging.clone() else { return };
        let Some(conflict) = merging.merge.conflicts().get(index) else { return };
        let edit = merging.merge.settle(self.catalog(), conflict, side);
        self.document.settle_conflict((index, side), edit.as_ref(), name, Instant::now());
    }

    /// The same without its file: it is a catalog that was never saved.
    #[must_use]
    pub fn without_file(mut self) -> Self {
        (self.origin.path, self.origin.stamp) = (None, None);
        self
    }

    /// Unsaved changes that a journal kept. `saved` is what the file holds now, `stamp` what it was like when
    /// the changes were made: where both differ, saving asks.
    pub fn recovered(
        path: Option<PathBuf>,
        saved: Arc<Catalog>,
        journal: storage::Loaded,
        stamp: Option<Stamp>,
    ) -> Self {
        let name = Message::new("files-undo-recover");
        let hidden = hidden_in_file(&journal);
        let mut workspace = Self::of(Document::restored(saved, Arc::clone(&journal.catalog), name));
        let tree = Some(Arc::new(journal.into_notes()));
        workspace.origin = Origin { path, tree, stamp, hidden, ..Origin::default() };
        workspace
    }

    /// What tells it from the other open catalogs.
    pub fn id(&self) -> WorkspaceId {
        self.id
    }

    /// Whether its file is protected against writing.
    pub fn is_read_only(&self) -> bool {
        self.origin.read_only
    }

    /// Takes over whether its file is protected against writing. Says whether that is news.
    pub fn set_read_only(&mut self, read_only: bool) -> bool {
        std::mem::replace(&mut self.origin.read_only, read_only) != read_only
    }

    /// The version of the file that the person knows of.
    pub fn last_seen(&self) -> Option<Stamp> {
        self.origin.seen.or(self.origin.stamp)
    }

    /// Whether a version of the file is neither the one that was read or written, nor one that the person has
    /// been told of. From now on they have.
    pub fn notices(&mut self, now: Stamp) -> bool {
        let known = |stamp: &Option<Stamp>| stamp.is_some_and(|stamp| stamp.same_content(&now));
        let news = !known(&self.origin.stamp) && !known(&self.origin.seen);
        self.origin.seen = Some(now);
        news
    }

    /// Whether nothing was ever done with it: a catalog without a file and without a change.
    pub fn is_untouched(&self) -> bool {
        self.origin.path.is_none() && self.document.revision() == 0
    }

    /// The sample catalog.
    pub fn sample() -> Self {
        match storage::read(sample::CATALOG) {
            Ok(loaded) => Self::loaded(None, loaded),
            // The tests read it; a build that ships a broken sample starts with an empty catalog.
            Err(_) => Self::new(Arc::new(Catalog::new("catalog"))),
        }
    }

    /// The document.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Whether there is anything to save: a change, or a text that will be one as soon as anything else is done.
    pub fn is_dirty(&self) -> bool {
        self.has_changes() || self.typing
    }

    /// Whether there is a change to save. A merge is one once something is settled otherwise than in its file, or all of it.
    pub fn has_changes(&self) -> bool {
        let in_file = self.origin.settled.as_ref();
        let settled = self.open_conflicts() == 0 || in_file != Some(self.document.settled());
        self.document.is_dirty() || self.merging.is_some() && settled
    }

    /// Whether a text is typed that its field has not given yet, such as half a name.
    pub fn is_typing(&self) -> bool {
        self.typing
    }

    /// Takes over whether a text is typed that its field has not given yet.
    pub fn set_typing(&mut self, typing: bool) {
        self.typing = typing;
    }

    /// How often a save of it began.
    pub fn saves(&self) -> u64 {
        self.saves
    }

    /// Notes that a save of it as it stands begins.
    pub(super) fn begin_save(&mut self) {
        self.saves += 1;
    }

    /// The catalog as it stands.
    pub fn catalog(&self) -> &Arc<Catalog> {
        self.document.catalog()
    }

    /// The catalog, compiled.
    pub fn plan(&self) -> &Arc<Plan> {
        &self.derived.plan
    }

    /// The catalog's contacts.
    pub fn population(&self) -> &Population {
        &self.derived.population
    }

    /// What checking found, in the order of the file.
    pub fn issues(&self) -> &Arc<Vec<Issue>> {
        &self.results.issues
    }

    /// The results of the scenarios, in the order of the file.
    pub fn scenarios(&self) -> &Arc<Vec<ScenarioResult>> {
        &self.results.scenarios
    }

    /// How many scenarios fail of which it is known what they get: it can be accepted.
    pub fn acceptable(&self) -> usize {
        self.scenarios().iter().filter(|result| result.accepted.is_some()).count()
    }

    /// What the scenarios touch of the catalog, and what none of them does.
    pub fn coverage(&self) -> &Arc<CoverageReport> {
        &self.results.coverage
    }

    /// Whether issues and scenario results are those of the catalog as it stands.
    pub fn is_analysed(&self) -> bool {
        self.results.are_of(self.document.revision())
    }

    /// The file, when there is one.
    pub fn path(&self) -> Option<&Path> {
        self.origin.path.as_deref()
    }

    /// Whether both came from one file, be it through links, as far as was seen when they were read.
    pub fn is_of_file(&self, other: &Self) -> bool {
        self.origin.real.is_some() && self.origin.real == other.origin.real
    }

    /// The name to show, and to suggest when saving.
    pub fn file_name(&self) -> String {
        let of_path = self.origin.path.as_ref().and_then(|path| path.file_name());
        let of_path = of_path.map(|name| name.to_string_lossy().into_owned());
        of_path.unwrap_or_else(|| match self.catalog().name.as_str() {
            "neobank" => sample::NAME.to_owned(),
            name => format!("{name}.catalog.ron"),
        })
    }

    /// How many offers the catalog has, in all environments.
    pub fn offer_count(&self) -> usize {
        self.derived.plan.offer_count()
    }

    /// The moment of the last save.
    pub fn saved_at(&self) -> Option<Timestamp> {
        self.saved_at
    }

    /// What the file was like when it was read or written.
    pub fn stamp(&self) -> Option<Stamp> {
        self.origin.stamp
    }

    /// The tree that was read, as far as a save needs it.
    pub fn tree(&self) -> Option<&Arc<storage::ron::Document>> {
        self.origin.tree.as_ref()
    }

    /// Whether it is small: what goes through all of its offers fits into a frame.
    pub fn is_small(&self) -> bool {
        self.offer_count() <= MOST_OFFERS_AT_ONCE
    }

    /// Applies an edit of somebody. Gives the parts of offers that are to be decided again; `None` where nothing changes.
    pub fn apply(
        &mut self,
        edit: &Edit,
        by: &Signature,
        name: Message,
        field: Option<FieldKey>,
    ) -> Option<Vec<Reset>> {
        self.document.apply((edit, Some(by)), self.derived.plan.rules(), name, field, Instant::now())
    }

    /// Takes over a state that was made off the window's thread, with its plan, as one step of that name.
    pub fn take(&mut self, plan: Arc<Plan>, name: Message) {
        self.document.take(Arc::clone(plan.catalog()), name, Instant::now());
        let derived = Derived::with(plan, &self.derived);
        let_go(std::mem::replace(&mut self.derived, derived));
    }

    /// Takes the last step back.
    pub fn undo(&mut self) -> Option<Message> {
        self.document.undo()
    }

    /// Brings the last step taken back again.
    pub fn redo(&mut self) -> Option<Message> {
        self.document.redo()
    }

    /// Ends the step that typing adds to.
    pub fn settle(&mut self) {
        self.document.settle();
    }

    /// Plan and contacts: of the catalog as it stands, or of a state before, while a worker makes those.
    pub fn derived(&self) -> &Derived {
        &self.derived
    }

    /// Plan and contacts of the catalog as it stands, however long that takes: for what a person does with them once.
    pub fn derived_now(&self) -> Derived {
        Derived::after(self.document.catalog(), &self.derived)
    }

    /// Makes plan and contacts those of the catalog as it stands, however long that takes.
    pub(super) fn follow_now(&mut self) {
        let derived = self.derived_now();
        let_go(std::mem::replace(&mut self.derived, derived));
    }

    /// Makes plan and contacts those of the catalog as it stands, where that is little. Says whether they are.
    pub(super) fn follow_at_once(&mut self) -> bool {
        let derived = Derived::at_once(self.document.catalog(), &self.derived);
        derived.is_some_and(|derived| self.take_derived(derived))
    }

    /// Takes over plan and contacts, where they are those of the catalog as it stands. Says whether they are.
    pub(super) fn take_derived(&mut self, derived: Derived) -> bool {
        let is_it = derived.is_of(self.document.catalog());
        let_go(if is_it { std::mem::replace(&mut self.derived, derived) } else { derived });
        is_it
    }

    /// What checks the catalog as it stands and runs its scenarios; none where that is done or under way, or where
    /// there is no plan of it yet.
    pub(super) fn begin_analysis(&mut self) -> Option<Analysis> {
        if !self.derived.is_of(self.catalog()) {
            return None;
        }
        self.results.begin(self.document.revision(), &self.derived, &self.origin.hidden)
    }

    /// Another catalog may have taken the worker of its analysis: it may be begun again.
    pub(super) fn may_analyse_again(&mut self) {
        self.results.may_begin_again();
    }

    /// Takes over what an analysis of it found. Results of another revision are dropped.
    pub(super) fn take_analysis(&mut self, analysed: Analysed) {
        self.results.take(analysed, self.document.revision());
    }

    /// Takes over which characters nobody sees in the file that was written. Says whether others were known: then it is
    /// to be analysed again.
    pub(super) fn set_hidden(&mut self, hidden: Arc<Vec<Issue>>) -> bool {
        let news = self.origin.hidden != hidden;
        self.origin.hidden = hidden;
        if news {
            self.results.outdate();
        }
        news
    }

    /// Takes over that a state is now in a file, with markers around the conflicts that are not `settled` there.
    pub(super) fn mark_saved(
        &mut self,
        path: PathBuf,
        InFile { catalog, settled, tree }: InFile,
        stamp: Stamp,
        at: Timestamp,
    ) {
        self.document.mark_saved(catalog);
        if self.open_conflicts() == 0 && settled.is_none() && self.merging.take().is_some() {
            self.origin.tree = tree.or(self.origin.tree.take());
        }
        self.origin.settled = settled;
        if self.origin.path.as_ref() != Some(&path) {
            self.origin.read_only = false;
            self.origin.real = None;
        }
        self.origin.path = Some(path);
        self.origin.stamp = Some(stamp);
        self.origin.seen = None;
        self.saved_at = Some(at);
    }
}
