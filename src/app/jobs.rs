//! Work off the window's thread: checking, reading and writing files, native file dialogs.
//!
//! Named workers take orders from bounded channels and answer with typed events, which carry the revision
//! they were made for. The window drains events once a frame and never waits.

use super::action::{PathPurpose, Then};
use super::export::{ExportError, ExportFormat, export};
use super::files::{FileDialogs, Load, read_file};
use super::keeper::Kept;
use super::lookup::LookedUp;
use super::tasks::{GivenUp, Task, Tasks};
use super::workspace::{ScenarioResult, Workspace, WorkspaceId};
use crate::check::{self, Issue};
use crate::contacts::Population;
use crate::engine::{Plan, Scenarios};
use crate::model::Catalog;
use crate::storage::{self, Expected, LoadError, SaveError, Saved, Saving, Stamp};
use crate::text::Message;
use jiff::Timestamp;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Events that wait for the next frame. A worker that is further ahead waits.
const WAITING_EVENTS: usize = 64;
/// Orders that wait for a worker. People do not give more at once.
const WAITING_ORDERS: usize = 16;

/// Nobody leaves a dialog sooner than this. One that answers nothing before was never shown, as on a system
/// that has none.
const SHORTEST_DIALOG: Duration = Duration::from_millis(250);
/// The program ends at the latest after this long, even if a disk does not answer.
const LONGEST_END: Duration = Duration::from_secs(2);

/// What an analysis reads.
#[derive(Debug)]
pub struct Analysis {
    /// Whose catalog it is.
    pub workspace: WorkspaceId,
    /// The revision of the catalog.
    pub revision: u64,
    /// The catalog, compiled.
    pub plan: Arc<Plan>,
    /// Its contacts.
    pub population: Population,
}

/// What a save writes.
#[derive(Debug)]
pub struct Save {
    /// Whose catalog it is.
    pub workspace: WorkspaceId,
    /// The file.
    pub path: PathBuf,
    /// The catalog as it stood when saving was asked for.
    pub catalog: Arc<Catalog>,
    /// The tree whose comments are kept.
    pub tree: Option<Arc<storage::ron::Document>>,
    /// What the file must still be like; `None` to write whatever it is like.
    pub expected: Option<Stamp>,
    /// What goes on once it is saved.
    pub then: Then,
}

/// What a worker has done.
#[derive(Debug)]
pub enum JobEvent {
    /// A catalog was checked and its scenarios run.
    Analysed {
        /// Whose catalog it is.
        workspace: WorkspaceId,
        /// The revision it was.
        revision: u64,
        /// What checking found.
        issues: Arc<Vec<Issue>>,
        /// The results of its scenarios.
        scenarios: Arc<Vec<ScenarioResult>>,
    },
    /// A file was read, or could not be.
    Loaded {
        /// The file.
        path: PathBuf,
        /// What it was read for.
        load: Load,
        /// The catalog in it, compiled.
        result: Result<Box<Workspace>, LoadError>,
        /// The text of a file that is no catalog, with its stamp, where it can be mended here.
        text: Option<(String, Stamp)>,
    },
    /// A catalog was saved.
    Saved {
        /// Whose catalog it is.
        workspace: WorkspaceId,
        /// The file.
        path: PathBuf,
        /// The catalog that is in it now.
        catalog: Arc<Catalog>,
        /// What the file is like now.
        stamp: Stamp,
        /// What a person should know of it.
        notice: Option<Message>,
        /// What goes on.
        then: Then,
    },
    /// The file was changed by another program; nothing was written.
    Changed {
        /// Whose file it is.
        workspace: WorkspaceId,
        /// What was to go on.
        then: Then,
    },
    /// What production needs was written.
    Exported {
        /// The file.
        path: PathBuf,
        /// What a person should know of it.
        notice: Option<Message>,
    },
    /// A file could not be written.
    Failed(Message),
    /// A worker failed at a task, and goes on with the next.
    Panicked(Task),
    /// The text of a broken file was saved.
    Mended {
        /// The file.
        path: PathBuf,
        /// What a person should know of it.
        notice: Option<Message>,
    },
    /// Something was kept or looked after.
    Kept(Kept),
    /// Something was looked up in a catalog.
    LookedUp(LookedUp),
    /// A person chose a path.
    Picked {
        /// The catalog in front when it was asked for.
        workspace: WorkspaceId,
        /// What for.
        purpose: PathPurpose,
        /// What goes on after a save.
        then: Then,
        /// The path; `None` where the dialog was left, or there is none on this system.
        path: Option<PathBuf>,
        /// The name that the dialog proposed.
        suggested: String,
        /// Whether the dialog was open long enough to be seen: one that was not is not there.
        was_seen: bool,
    },
}

impl JobEvent {
    /// Whether taking it over may show another catalog, another state of it, or a dialog.
    pub(super) fn shows_something_else(&self) -> bool {
        match self {
            Self::Loaded { .. } | Self::Changed { .. } | Self::Mended { .. } | Self::Picked { .. } => true,
            Self::Saved { then, .. } => *then != Then::Nothing,
            Self::Analysed { .. }
            | Self::Exported { .. }
            | Self::Failed(_)
            | Self::Panicked(_)
            | Self::Kept(_)
            | Self::LookedUp(_) => false,
        }
    }
}

/// What a worker is to do, with the number of the task and its kind.
type Order = (u64, Task, Box<dyn FnOnce() -> JobEvent + Send>);

/// How orders are carried out.
enum Workers {
    /// By named threads: one for analysis, one for files, one for what a person looks up, one for looking after
    /// files, one for pictures and pages, and one for journals: no dialog, no network folder that does not answer and
    /// no picture may keep unsaved work from being written down.
    Threads {
        analysis: SyncSender<Order>,
        files: SyncSender<Order>,
        lookups: SyncSender<Order>,
        looks: SyncSender<Order>,
        pictures: SyncSender<Order>,
        journals: Journals,
    },
    /// At once, on the caller's thread: tests are then the same every time.
    Inline(SyncSender<(u64, JobEvent)>),
}

/// The worker for journals, which is waited for at the end of the program.
struct Journals {
    orders: SyncSender<Order>,
    thread: JoinHandle<()>,
}

/// The workers, and what they have done.
pub struct Jobs {
    workers: Workers,
    events: Receiver<(u64, JobEvent)>,
    dialogs: Arc<dyn FileDialogs>,
    clock: fn() -> Timestamp,
    /// An analysis that found its worker busy: the latest replaces those before.
    waiting: Option<Analysis>,
    tasks: Tasks,
}

impl std::fmt::Debug for Jobs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Jobs").field("tasks", &self.tasks).finish_non_exhaustive()
    }
}

impl Jobs {
    /// Workers on threads of their own. `wake` has the window draw again when there is news.
    ///
    /// # Errors
    /// The system gives no threads.
    pub fn threads(
        dialogs: Arc<dyn FileDialogs>,
        clock: fn() -> Timestamp,
        wake: impl Fn() + Clone + Send + 'static,
    ) -> std::io::Result<Self> {
        let (send, events) = sync_channel(WAITING_EVENTS);
        let (analysis, _) = worker("analysis", 1, send.clone(), wake.clone())?;
        let (files, _) = worker("files", WAITING_ORDERS, send.clone(), wake.clone())?;
        let (lookups, _) = worker("lookups", WAITING_ORDERS, send.clone(), wake.clone())?;
        let (looks, _) = worker("looks", WAITING_ORDERS, send.clone(), wake.clone())?;
        let (pictures, _) = worker("pictures", WAITING_ORDERS, send.clone(), wake.clone())?;
        let (orders, thread) = worker("journals", WAITING_ORDERS, send, wake)?;
        let journals = Journals { orders, thread };
        let workers = Workers::Threads { analysis, files, lookups, looks, pictures, journals };
        Ok(Self { workers, events, dialogs, clock, waiting: None, tasks: Tasks::default() })
    }

    /// Work at once, on the caller's thread.
    pub fn inline(dialogs: Arc<dyn FileDialogs>, clock: fn() -> Timestamp) -> Self {
        let (send, events) = sync_channel(WAITING_EVENTS);
        let workers = Workers::Inline(send);
        Self { workers, events, dialogs, clock, waiting: None, tasks: Tasks::default() }
    }

    /// The moment, as this program is told it.
    pub fn now(&self) -> Timestamp {
        (self.clock)()
    }

    /// Whether a file is being read or written, or chosen.
    pub fn is_busy(&self) -> bool {
        self.tasks.is_of_files()
    }

    /// The work under way.
    pub(super) fn tasks(&mut self) -> &mut Tasks {
        &mut self.tasks
    }

    /// The work that takes long enough to be shown.
    pub(super) fn shown(&self) -> Option<Task> {
        self.tasks.shown()
    }

    /// How soon there may be other work to show, even if nobody touches the window.
    pub(super) fn shows_after(&self) -> Option<Duration> {
        self.tasks.shows_after()
    }

    /// What has been done since the last call, without what was given up.
    pub fn events(&mut self) -> Vec<JobEvent> {
        let all: Vec<(u64, JobEvent)> = self.events.try_iter().collect();
        let tasks = &mut self.tasks;
        let events =
            all.into_iter().filter_map(|(number, event)| tasks.end(number).then_some(event)).collect();
        if let Some(analysis) = self.waiting.take() {
            self.analyse(analysis);
        }
        events
    }

    /// Checks a catalog and runs its scenarios. Where the worker is busy, only the latest waits.
    pub fn analyse(&mut self, analysis: Analysis) {
        let now = self.now();
        let (number, given_up) = self.tasks.begin(Task::Analyse);
        match &self.workers {
            Workers::Inline(send) => drop(send.try_send((number, analysed(&analysis, now, &given_up)))),
            Workers::Threads { analysis: worker, .. } => {
                // The order carries the analysis; a refused one gives it back for later.
                let cell = Arc::new(std::sync::Mutex::new(Some(analysis)));
                let order = Arc::clone(&cell);
                let run = Box::new(move || {
                    let analysis = order.lock().ok().and_then(|mut cell| cell.take());
                    analysis.map_or_else(
                        || JobEvent::Failed(Message::new("app-job-failed")),
                        |it| analysed(&it, now, &given_up),
                    )
                });
                if worker.try_send((number, Task::Analyse, run)).is_err() {
                    self.tasks.end(number);
                    self.waiting = cell.lock().ok().and_then(|mut cell| cell.take());
                }
            }
        }
    }

    /// Reads a file.
    pub fn load(&mut self, path: PathBuf, load: Load) {
        self.file_order(Task::Load, move |given_up| read_file(path, load, given_up));
    }

    /// Writes the mended text of a file, unless somebody else changed it since it was read.
    pub fn mend(&mut self, path: PathBuf, text: Arc<str>, expected: Stamp) {
        self.file_order(Task::Save, move |_| mended(path, &text, &expected));
    }

    /// Has something kept, by the worker that the task has. Says whether it could be given the order: it may be busy.
    pub fn keep(&mut self, task: Task, order: impl FnOnce() -> Kept + Send + 'static) -> bool {
        let worker = match task {
            Task::Journal => Workers::journals,
            Task::Show => Workers::pictures,
            Task::CheckText => Workers::lookups,
            _ => Workers::looks,
        };
        self.order(task, worker, move |_| JobEvent::Kept(order()))
    }

    /// Looks something up in a catalog. Says whether it could be given the order.
    pub(super) fn look_up(
        &mut self,
        task: Task,
        order: impl FnOnce(&GivenUp) -> LookedUp + Send + 'static,
    ) -> bool {
        self.order(task, Workers::lookups, move |given_up| JobEvent::LookedUp(order(given_up)))
    }

    /// Waits until journals are written and removed as was ordered, but not for long. Nothing is kept afterwards.
    pub fn finish(&mut self) {
        let (send, _) = sync_channel(1);
        let workers = std::mem::replace(&mut self.workers, Workers::Inline(send));
        if let Workers::Threads { journals, .. } = workers {
            drop(journals.orders);
            let start = Instant::now();
            while !journals.thread.is_finished() && start.elapsed() < LONGEST_END {
                // It may wait for room for its events.
                self.events.try_iter().for_each(drop);
                std::thread::sleep(Duration::from_millis(1));
            }
        }
    }

    /// Writes a catalog.
    pub fn save(&mut self, save: Save) {
        self.file_order(Task::Save, move |_| saved(save));
    }

    /// Writes what production needs of a catalog.
    pub fn export(&mut self, path: PathBuf, catalog: Arc<Catalog>, format: ExportFormat) {
        let now = self.now();
        self.file_order(Task::Export, move |_| exported(path, &catalog, format, now));
    }

    /// Asks for a path in a native dialog.
    pub fn pick(&mut self, workspace: WorkspaceId, purpose: PathPurpose, suggested: String, then: Then) {
        let dialogs = Arc::clone(&self.dialogs);
        self.file_order(Task::Choose, move |_| {
            let start = Instant::now();
            let path = match purpose {
                PathPurpose::Open => dialogs.open(),
                PathPurpose::Save | PathPurpose::ExportRon | PathPurpose::ExportJson => {
                    dialogs.save(&suggested)
                }
            };
            let was_seen = start.elapsed() >= SHORTEST_DIALOG;
            JobEvent::Picked { workspace, purpose, then, path, suggested, was_seen }
        });
    }

    fn file_order(&mut self, task: Task, order: impl FnOnce(&GivenUp) -> JobEvent + Send + 'static) {
        self.order(task, Workers::files, order);
    }

    /// Gives a worker an order. Says whether it took it: it may have too many.
    fn order(
        &mut self,
        task: Task,
        worker: fn(&Workers) -> Option<&SyncSender<Order>>,
        order: impl FnOnce(&GivenUp) -> JobEvent + Send + 'static,
    ) -> bool {
        let (number, given_up) = self.tasks.begin(task);
        let accepted = match (&self.workers, worker(&self.workers)) {
            (Workers::Inline(send), _) => send.try_send((number, order(&given_up))).is_ok(),
            (_, Some(worker)) => worker.try_send((number, task, Box::new(move || order(&given_up)))).is_ok(),
            (_, None) => false,
        };
        if !accepted {
            self.tasks.end(number);
        }
        accepted
    }
}

impl Workers {
    fn files(&self) -> Option<&SyncSender<Order>> {
        if let Self::Threads { files, .. } = self { Some(files) } else { None }
    }

    fn lookups(&self) -> Option<&SyncSender<Order>> {
        if let Self::Threads { lookups, .. } = self { Some(lookups) } else { None }
    }

    fn looks(&self) -> Option<&SyncSender<Order>> {
        if let Self::Threads { looks, .. } = self { Some(looks) } else { None }
    }

    fn pictures(&self) -> Option<&SyncSender<Order>> {
        if let Self::Threads { pictures, .. } = self { Some(pictures) } else { None }
    }

    fn journals(&self) -> Option<&SyncSender<Order>> {
        if let Self::Threads { journals, .. } = self { Some(&journals.orders) } else { None }
    }
}

/// A worker with its thread. A panic in an order becomes an event; the worker goes on.
fn worker(
    name: &str,
    waiting: usize,
    events: SyncSender<(u64, JobEvent)>,
    wake: impl Fn() + Send + 'static,
) -> std::io::Result<(SyncSender<Order>, JoinHandle<()>)> {
    let (send, orders) = sync_channel::<Order>(waiting);
    let thread = std::thread::Builder::new().name(name.to_owned()).spawn(move || {
        for (number, task, order) in orders {
            let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(order));
            let event = done.unwrap_or(JobEvent::Panicked(task));
            if events.send((number, event)).is_err() {
                return;
            }
            wake();
        }
    })?;
    Ok((send, thread))
}

/// Once it is given up, what is left of the scenarios is not run: nobody sees the answer.
fn analysed(analysis: &Analysis, now: Timestamp, given_up: &GivenUp) -> JobEvent {
    let Analysis { workspace, revision, plan, population } = analysis;
    let scenarios = plan.catalog().scenarios.iter().take_while(|_| !given_up.is());
    let mut runs = Scenarios::new(plan, population, now);
    let results = scenarios.map(|scenario| ScenarioResult {
        name: scenario.name.clone(),
        differences: runs.run(scenario).differences,
    });
    JobEvent::Analysed {
        workspace: *workspace,
        revision: *revision,
        issues: Arc::new(check::check(plan, population, now)),
        scenarios: Arc::new(results.collect()),
    }
}

fn saved(save: Save) -> JobEvent {
    let Save { workspace, path, catalog, tree, expected, then } = save;
    let expected = expected.map_or(Expected::Anything, Expected::ContentOrNothing);
    let text = match storage::write(&catalog, tree.as_deref()) {
        Ok(text) => text,
        Err(error) => return JobEvent::Failed(error.message()),
    };
    match storage::save(&path, &text, &Saving { backup: true, expected }) {
        Ok(Saved { stamp, notice }) => JobEvent::Saved { workspace, path, catalog, stamp, notice, then },
        Err(SaveError::Changed(_)) => JobEvent::Changed { workspace, then },
        Err(SaveError::File(error)) => JobEvent::Failed(error.message),
    }
}

fn mended(path: PathBuf, text: &str, expected: &Stamp) -> JobEvent {
    let expected = Expected::ContentOrNothing(*expected);
    match storage::save(&path, text, &Saving { backup: true, expected }) {
        Ok(Saved { notice, .. }) => JobEvent::Mended { path, notice },
        Err(SaveError::Changed(_)) => {
            JobEvent::Failed(Message::new("files-broken-changed").with("file", path.display().to_string()))
        }
        Err(SaveError::File(error)) => JobEvent::Failed(error.message),
    }
}

fn exported(path: PathBuf, catalog: &Catalog, format: ExportFormat, now: Timestamp) -> JobEvent {
    match export(catalog, format, now) {
        Ok(text) => {
            let saving = Saving { backup: true, expected: Expected::Anything };
            match storage::save(&path, &text, &saving) {
                Ok(Saved { notice, .. }) => JobEvent::Exported { path, notice },
                Err(error) => JobEvent::Failed(error.into_message()),
            }
        }
        Err(ExportError::NothingLive) => JobEvent::Failed(Message::new("app-export-empty")),
        Err(ExportError::Unsound(issues)) => {
            let message = Message::new("app-export-unsound").with("count", issues.len());
            JobEvent::Failed(match issues.into_iter().next() {
                Some(first) => message.with("first", first.message),
                None => message.with("first", ""),
            })
        }
        Err(ExportError::Unwritable(message)) => JobEvent::Failed(message),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    struct NoDialogs;

    impl FileDialogs for NoDialogs {
        fn open(&self) -> Option<PathBuf> {
            None
        }

        fn save(&self, _suggested: &str) -> Option<PathBuf> {
            None
        }
    }

    #[test]
    fn the_end_waits_for_the_journals_and_nothing_is_kept_afterwards() {
        let mut jobs = Jobs::threads(Arc::new(NoDialogs), Timestamp::now, || {}).expect("threads");
        let done = Arc::new(AtomicUsize::new(0));
        let order = |done: &Arc<AtomicUsize>| {
            let done = Arc::clone(done);
            move || {
                std::thread::sleep(Duration::from_millis(20));
                done.fetch_add(1, Ordering::SeqCst);
                Kept::Done
            }
        };
        for _ in 0..3 {
            assert!(jobs.keep(Task::Journal, order(&done)));
        }
        jobs.finish();
        assert_eq!(done.load(Ordering::SeqCst), 3);
        assert!(!jobs.keep(Task::Journal, order(&done)));
    }

    /// What has been done, once there is something.
    fn next(jobs: &mut Jobs) -> Vec<JobEvent> {
        let start = Instant::now();
        loop {
            let events = jobs.events();
            if !events.is_empty() || start.elapsed() > Duration::from_mins(1) {
                return events;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    #[test]
    fn a_worker_that_failed_says_at_what_and_goes_on() {
        let mut jobs = Jobs::threads(Arc::new(NoDialogs), Timestamp::now, || {}).expect("threads");
        for task in [Task::Look, Task::CheckText, Task::Journal, Task::Show] {
            assert!(jobs.keep(task, || panic!("as a fault would")));
            let events = next(&mut jobs);
            assert!(matches!(events[..], [JobEvent::Panicked(of)] if of == task), "{events:?}");
            assert!(jobs.keep(task, || Kept::Done));
            let events = next(&mut jobs);
            assert!(matches!(events[..], [JobEvent::Kept(Kept::Done)]), "{events:?}");
        }
    }

    #[test]
    fn journals_wait_for_no_other_worker() {
        let mut jobs = Jobs::threads(Arc::new(NoDialogs), Timestamp::now, || {}).expect("threads");
        let (release, held) = sync_channel::<()>(0);
        let held = Arc::new(std::sync::Mutex::new(held));
        for task in [Task::Look, Task::CheckText, Task::Show] {
            let held = Arc::clone(&held);
            let waits = move || {
                let _ = held.lock().map(|held| held.recv());
                Kept::Done
            };
            assert!(jobs.keep(task, waits));
        }
        assert!(jobs.keep(Task::Journal, || Kept::Left(Vec::new())));
        let events = next(&mut jobs);
        assert!(matches!(events[..], [JobEvent::Kept(Kept::Left(_))]), "{events:?}");
        drop(release);
    }
}
