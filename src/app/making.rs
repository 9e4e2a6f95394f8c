//! What the window wants made of templates and HTML: too much for a frame, and so made by a worker.

use super::App;
use super::tasks::Task;
use std::fmt;
use std::sync::{Arc, Mutex};

/// Something to make. Its maker leaves what it has made where the window looks for it.
#[derive(Clone)]
pub struct Making(Arc<Mutex<Option<Maker>>>);

type Maker = Box<dyn FnOnce() + Send>;

impl Making {
    /// What a maker makes.
    pub fn new(make: impl FnOnce() + Send + 'static) -> Self {
        Self(Arc::new(Mutex::new(Some(Box::new(make)))))
    }
}

impl fmt::Debug for Making {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Making").finish_non_exhaustive()
    }
}

impl App {
    /// Has something made. Where the worker is busy it is dropped, and the window asks again.
    pub(super) fn apply_making(&mut self, making: &Making) {
        let Some(make) = making.0.lock().ok().and_then(|mut make| make.take()) else { return };
        // What is made lies where the window looks for it.
        self.jobs.start(Task::Fill, move |_| make(), |_: &mut Self, ()| {});
    }

    /// Has the answer of the live preview filled in, one at a time: of those between, nobody sees the content.
    pub(super) fn fill_preview(&mut self) {
        let Some(unfilled) = self.open.front_mut().preview.begin_filling() else { return };
        let order = Arc::clone(&unfilled);
        let given = self.jobs.start(
            Task::Fill,
            move |_| {
                let mut filled = (*order).clone();
                filled.fill();
                Arc::new(filled)
            },
            move |app: &mut Self, filled| app.open.front_mut().preview.take_filled(&unfilled, filled),
        );
        if !given {
            self.open.front_mut().preview.put_off_filling();
        }
    }
}
