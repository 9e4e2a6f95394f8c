//! Work off the window's thread. Named workers take orders from bounded channels; what they have done waits here until
//! its owner takes it over, once a frame and never waiting for it.
//!
//! Owns threads, order and what is given up. Knows nothing of what is done: each piece of work says itself how its
//! owner takes its result over.

use crate::app::dialogs::FileDialogs;
use crate::app::let_go::let_go;
use crate::app::tasks::{CancelFlag, Task, Tasks, Worker};
use jiff::Timestamp;
use std::any::Any;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Results that wait for the next frame. A worker that is further ahead waits.
const WAITING_RESULTS: usize = 64;
/// Orders that wait for a worker. People do not give more at once.
const WAITING_ORDERS: usize = 16;
/// The program ends at the latest after this long, even if a disk does not answer.
const LONGEST_END: Duration = Duration::from_secs(2);

/// A piece of work, and how its result is taken over.
type Work<O> = Box<dyn FnOnce(&CancelFlag) -> Result<O> + Send>;
/// How the owner takes a result over. Says whether the window has news.
type Take<O> = Box<dyn FnOnce(&mut O, Box<dyn Any + Send>) -> bool + Send>;

/// What work came to.
struct Result<O> {
    /// Whether taking it over may show another catalog, another state of it, or a dialog.
    shows_something_else: bool,
    value: Box<dyn Any + Send>,
    take: Take<O>,
}

/// A piece of work that is done, or that its worker failed at.
pub(super) struct Done<O> {
    task: Task,
    result: Option<Result<O>>,
}

impl<O> std::fmt::Debug for Done<O> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Done").field("task", &self.task).finish_non_exhaustive()
    }
}

impl<O> Done<O> {
    /// Whether taking it over may show another catalog, another state of it, or a dialog.
    fn shows_something_else(&self) -> bool {
        self.result.as_ref().is_some_and(|result| result.shows_something_else)
    }

    /// Takes it over. Says whether the window has news.
    ///
    /// # Errors
    /// The worker failed at this task.
    pub(super) fn take(self, owner: &mut O) -> std::result::Result<bool, Task> {
        self.result.map(|result| (result.take)(owner, result.value)).ok_or(self.task)
    }

    /// It was given up. How it would be taken over goes at once: who waits for it sees that.
    fn give_up(self) {
        if let Some(Result { value, .. }) = self.result {
            let_go(value);
        }
    }
}

struct Order<O> {
    number: u64,
    task: Task,
    cancelled: CancelFlag,
    work: Work<O>,
}

impl<O> Order<O> {
    fn carry_out(self) -> Result<O> {
        (self.work)(&self.cancelled)
    }
}

struct Running<O> {
    worker: Worker,
    orders: SyncSender<Order<O>>,
    thread: JoinHandle<()>,
}

/// How orders are carried out.
enum Workers<O> {
    /// By named threads.
    Threads(Vec<Running<O>>),
    /// At once, on the caller's thread: tests are then the same every time.
    Inline(SyncSender<(u64, Done<O>)>),
}

/// Has the window draw again when there is news.
pub(super) type Wake = Arc<dyn Fn() + Send + Sync>;

/// The workers, and what they have done for their owner.
pub struct Jobs<O> {
    workers: Workers<O>,
    done: Receiver<(u64, Done<O>)>,
    dialogs: Arc<dyn FileDialogs>,
    clock: fn() -> Timestamp,
    /// Work that found its worker busy, of which only the last of each kind is of use.
    waiting: Vec<(Task, Work<O>)>,
    /// What is done, and would show something else while a text is typed.
    held_back: Vec<Done<O>>,
    tasks: Tasks,
    #[cfg_attr(
        not(feature = "serve"),
        expect(dead_code, reason = "only calls that are served come by themselves")
    )]
    wake: Wake,
}

impl<O> std::fmt::Debug for Jobs<O> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Jobs").field("tasks", &self.tasks).finish_non_exhaustive()
    }
}

impl<O: 'static> Jobs<O> {
    /// Workers on threads of their own. `wake` has the window draw again when there is news.
    ///
    /// # Errors
    /// The system gives no threads.
    pub fn threads(
        dialogs: Arc<dyn FileDialogs>,
        clock: fn() -> Timestamp,
        wake: impl Fn() + Clone + Send + Sync + 'static,
    ) -> std::io::Result<Self> {
        let (send, done) = sync_channel(WAITING_RESULTS);
        let workers = Worker::ALL.map(|(worker, name)| start(worker, name, send.clone(), wake.clone()));
        let workers = Workers::Threads(workers.into_iter().collect::<std::io::Result<_>>()?);
        Ok(Self { wake: Arc::new(wake), ..Self::with(workers, done, dialogs, clock) })
    }

    /// Work at once, on the caller's thread.
    pub fn inline(dialogs: Arc<dyn FileDialogs>, clock: fn() -> Timestamp) -> Self {
        let (send, done) = sync_channel(WAITING_RESULTS);
        Self::with(Workers::Inline(send), done, dialogs, clock)
    }

    fn with(
        workers: Workers<O>,
        done: Receiver<(u64, Done<O>)>,
        dialogs: Arc<dyn FileDialogs>,
        clock: fn() -> Timestamp,
    ) -> Self {
        let (waiting, held_back, tasks) = (Vec::new(), Vec::new(), Tasks::default());
        Self { workers, done, dialogs, clock, waiting, held_back, tasks, wake: Arc::new(|| {}) }
    }

    /// The moment, as this program is told it.
    pub fn now(&self) -> Timestamp {
        (self.clock)()
    }

    /// What asks a person for a path.
    pub(super) fn dialogs(&self) -> Arc<dyn FileDialogs> {
        Arc::clone(&self.dialogs)
    }

    /// What has the window draw again when there is news.
    #[cfg(feature = "serve")]
    pub(super) fn waker(&self) -> Wake {
        Arc::clone(&self.wake)
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

    /// Whether something that is done waits for the text that is typed.
    pub(super) fn holds_back(&self) -> bool {
        !self.held_back.is_empty()
    }

    /// What has been done since the last call, without what was given up, in the order in which it is to be taken
    /// over. While a text is typed, what shows something else is held back: the text would be lost.
    pub(super) fn done(&mut self, typing: bool) -> Vec<Done<O>> {
        let all: Vec<(u64, Done<O>)> = self.done.try_iter().collect();
        let tasks = &mut self.tasks;
        let (all, given_up): (Vec<_>, Vec<_>) = all.into_iter().partition(|(number, _)| tasks.end(*number));
        for (_, done) in given_up {
            done.give_up();
        }
        // What was seen of files is held against what the other workers have just done.
        let all = all.into_iter().map(|(_, done)| done);
        let (after, all): (Vec<_>, Vec<_>) = all.partition(|done: &Done<O>| done.task.looks_after());
        let all = std::mem::take(&mut self.held_back).into_iter().chain(all).chain(after);
        let (held_back, done) = all.partition(|done| typing && done.shows_something_else());
        self.held_back = held_back;
        for (task, work) in std::mem::take(&mut self.waiting) {
            self.start_latest(task, work);
        }
        done
    }

    /// Has work done, and its result taken over by the owner. Says whether the worker took the order: it may have too
    /// many.
    pub(super) fn start<R: Send + 'static>(
        &mut self,
        task: Task,
        work: impl FnOnce(&CancelFlag) -> R + Send + 'static,
        take: impl FnOnce(&mut O, R) + Send + 'static,
    ) -> bool {
        self.order(task, boxed(work, |_| false, told(take))).is_ok()
    }

    /// As [`Self::start`], where the result may show another catalog, another state of it, or a dialog.
    pub(super) fn start_showing<R: Send + 'static>(
        &mut self,
        task: Task,
        work: impl FnOnce(&CancelFlag) -> R + Send + 'static,
        shows_something_else: impl FnOnce(&R) -> bool + Send + 'static,
        take: impl FnOnce(&mut O, R) + Send + 'static,
    ) -> bool {
        self.order(task, boxed(work, shows_something_else, told(take))).is_ok()
    }

    /// As [`Self::start`], where taking the result over says whether the window has news.
    pub(super) fn start_quietly<R: Send + 'static>(
        &mut self,
        task: Task,
        work: impl FnOnce() -> R + Send + 'static,
        take: impl FnOnce(&mut O, R) -> bool + Send + 'static,
    ) -> bool {
        self.order(task, boxed(|_| work(), |_| false, take)).is_ok()
    }

    /// As [`Self::start`]; where the worker is busy the last order waits, in the place of those before.
    pub(super) fn start_last<R: Send + 'static>(
        &mut self,
        task: Task,
        work: impl FnOnce(&CancelFlag) -> R + Send + 'static,
        take: impl FnOnce(&mut O, R) + Send + 'static,
    ) {
        self.start_latest(task, boxed(work, |_| false, told(take)));
    }

    /// Drops the results of all work of a kind, what waits for its worker too: newer work takes its place.
    pub(super) fn outdate(&mut self, task: Task) {
        self.waiting.retain(|(waits, _)| *waits != task);
        self.tasks.outdate(task);
    }

    fn start_latest(&mut self, task: Task, work: Work<O>) {
        self.waiting.retain(|(waits, _)| *waits != task);
        if let Err(work) = self.order(task, work) {
            self.waiting.push((task, work));
        }
    }

    /// Gives a worker an order, or gives the work back.
    fn order(&mut self, task: Task, work: Work<O>) -> std::result::Result<(), Work<O>> {
        let (number, cancelled) = self.tasks.begin(task);
        let order = Order { number, task, cancelled, work };
        let refused = match &self.workers {
            Workers::Inline(send) => {
                let done = Done { task, result: Some(order.carry_out()) };
                // Once the program ends nobody takes results over any more.
                send.try_send((number, done)).is_err().then(|| Box::new(nothing) as Work<O>)
            }
            Workers::Threads(workers) => match workers.iter().find(|it| it.worker == task.worker()) {
                Some(worker) => match worker.orders.try_send(order) {
                    Ok(()) => None,
                    Err(TrySendError::Full(order) | TrySendError::Disconnected(order)) => Some(order.work),
                },
                None => Some(order.work),
            },
        };
        if refused.is_some() {
            self.tasks.end(number);
        }
        refused.map_or(Ok(()), Err)
    }

    /// Waits until journals are written and removed as was ordered, but not for long. Nothing is kept afterwards.
    pub fn finish(&mut self) {
        let (send, _) = sync_channel(1);
        let workers = std::mem::replace(&mut self.workers, Workers::Inline(send));
        if let Workers::Threads(workers) = workers {
            let journals = workers.into_iter().find(|it| it.worker == Worker::Journals);
            let Some(Running { orders, thread, .. }) = journals else { return };
            drop(orders);
            let start = Instant::now();
            while !thread.is_finished() && start.elapsed() < LONGEST_END {
                // It may wait for room for its results.
                self.done.try_iter().for_each(drop);
                std::thread::sleep(Duration::from_millis(1));
            }
        }
    }
}

/// Work whose result is of no use to anybody.
fn nothing<O>(_: &CancelFlag) -> Result<O> {
    Result { shows_something_else: false, value: Box::new(()), take: Box::new(|_, _| false) }
}

/// What takes a result over that is news to the window.
fn told<O, R>(take: impl FnOnce(&mut O, R)) -> impl FnOnce(&mut O, R) -> bool {
    move |owner, result| {
        take(owner, result);
        true
    }
}

fn boxed<O, R: Send + 'static>(
    work: impl FnOnce(&CancelFlag) -> R + Send + 'static,
    shows_something_else: impl FnOnce(&R) -> bool + Send + 'static,
    take: impl FnOnce(&mut O, R) -> bool + Send + 'static,
) -> Work<O> {
    Box::new(move |cancelled| {
        let result = work(cancelled);
        let shows_something_else = shows_something_else(&result);
        let take: Take<O> =
            Box::new(move |owner, value| value.downcast().is_ok_and(|result| take(owner, *result)));
        Result { shows_something_else, value: Box::new(result), take }
    })
}

/// A worker on a thread of its own, which goes on after a panic.
fn start<O: 'static>(
    worker: Worker,
    name: &str,
    done: SyncSender<(u64, Done<O>)>,
    wake: impl Fn() + Send + 'static,
) -> std::io::Result<Running<O>> {
    // Of analyses and decisions only the last is of use.
    let only_last = matches!(worker, Worker::Analysis | Worker::Decisions);
    let room = if only_last { 1 } else { WAITING_ORDERS };
    let (send, orders) = sync_channel::<Order<O>>(room);
    let thread = std::thread::Builder::new().name(name.to_owned()).spawn(move || {
        for order in orders {
            let (number, task) = (order.number, order.task);
            let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| order.carry_out())).ok();
            if done.send((number, Done { task, result })).is_err() {
                return;
            }
            wake();
        }
    })?;
    Ok(Running { worker, orders: send, thread })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::dialogs::NoDialogs;
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// Workers whose owner notes the numbers that they give it.
    fn threads() -> Jobs<Vec<u32>> {
        Jobs::threads(Arc::new(NoDialogs), Timestamp::now, || {}).expect("threads")
    }

    fn keep(jobs: &mut Jobs<Vec<u32>>, task: Task, work: impl FnOnce() -> u32 + Send + 'static) -> bool {
        jobs.start_quietly(task, work, |owner, number| {
            owner.push(number);
            false
        })
    }

    #[test]
    fn the_end_waits_for_the_journals_and_nothing_is_kept_afterwards() {
        let mut jobs = threads();
        let done = Arc::new(AtomicUsize::new(0));
        let order = |done: &Arc<AtomicUsize>| {
            let done = Arc::clone(done);
            move || {
                std::thread::sleep(Duration::from_millis(20));
                done.fetch_add(1, Ordering::SeqCst);
                0
            }
        };
        for _ in 0..3 {
            assert!(keep(&mut jobs, Task::Journal, order(&done)));
        }
        jobs.finish();
        assert_eq!(done.load(Ordering::SeqCst), 3);
        assert!(!keep(&mut jobs, Task::Journal, order(&done)));
    }

    /// What has been done, once there is something, and what its owner took over.
    fn next(jobs: &mut Jobs<Vec<u32>>) -> (Vec<std::result::Result<bool, Task>>, Vec<u32>) {
        let start = Instant::now();
        let mut owner = Vec::new();
        loop {
            let done = jobs.done(false);
            if !done.is_empty() || start.elapsed() > Duration::from_mins(1) {
                return (done.into_iter().map(|done| done.take(&mut owner)).collect(), owner);
            }
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    #[test]
    fn a_worker_that_failed_says_at_what_and_goes_on() {
        let mut jobs = threads();
        for task in [Task::Look, Task::CheckText, Task::Journal, Task::Show] {
            assert!(keep(&mut jobs, task, || panic!("as a fault would")));
            assert_eq!(next(&mut jobs), (vec![Err(task)], vec![]));
            assert!(keep(&mut jobs, task, || 1));
            assert_eq!(next(&mut jobs), (vec![Ok(false)], vec![1]));
        }
    }

    #[test]
    fn journals_wait_for_no_other_worker() {
        let mut jobs = threads();
        let (release, held) = sync_channel::<()>(0);
        let held = Arc::new(std::sync::Mutex::new(held));
        for task in [Task::Look, Task::CheckText, Task::Show] {
            let held = Arc::clone(&held);
            let waits = move || {
                let _ = held.lock().map(|held| held.recv());
                0
            };
            assert!(keep(&mut jobs, task, waits));
        }
        assert!(keep(&mut jobs, Task::Journal, || 7));
        assert_eq!(next(&mut jobs), (vec![Ok(false)], vec![7]));
        drop(release);
    }

    /// Keeps the worker of a task busy with an order that comes to 0, until it is released.
    fn busy(jobs: &mut Jobs<Vec<u32>>, task: Task) -> SyncSender<()> {
        let (release, held) = sync_channel::<()>(0);
        jobs.start_last(
            task,
            move |_| {
                let _ = held.recv();
                0
            },
            Vec::push,
        );
        release
    }

    #[test]
    fn of_orders_that_wait_for_a_busy_worker_the_last_is_carried_out() {
        let mut jobs = threads();
        let release = busy(&mut jobs, Task::Analyse);
        for number in 1..=20 {
            jobs.start_last(Task::Analyse, move |_| number, Vec::push);
        }
        drop(release);
        let mut owner = Vec::new();
        while owner.last() != Some(&20) {
            owner.extend(next(&mut jobs).1);
        }
        assert!(owner.len() <= 4, "what was replaced is not done: {owner:?}");
    }

    #[test]
    fn what_is_outdated_does_not_come_even_where_it_waited_for_a_busy_worker() {
        let mut jobs = threads();
        let release = busy(&mut jobs, Task::Decide);
        for number in 1..=3 {
            jobs.start_last(Task::Decide, move |_| number, Vec::push);
        }
        // The owner has found the answer itself meanwhile.
        jobs.outdate(Task::Decide);
        drop(release);
        jobs.start_last(Task::Journal, |_| 7, Vec::push);
        let mut owner = next(&mut jobs).1;
        std::thread::sleep(Duration::from_millis(50));
        owner.extend(jobs.done(false).into_iter().flat_map(|done| {
            let mut late = Vec::new();
            let _ = done.take(&mut late);
            late
        }));
        assert_eq!(owner, [7]);
    }
}
