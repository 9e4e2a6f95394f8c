//! What the application has made for the window by a worker.

use super::Making;
use crate::app::application::App;
use crate::app::tasks::Task;
use crate::engine::Decision;
use std::sync::Arc;

impl App {
    /// Has something made. Where the worker is busy it is dropped, and the window asks again.
    pub(in crate::app) fn apply_making(&mut self, making: &Making) {
        let Some(make) = making.0.lock().ok().and_then(|mut make| make.take()) else { return };
        // What is made lies where the window looks for it.
        self.jobs.start(Task::Fill, move |_| make(), |_: &mut Self, ()| {});
    }

    /// Has the answer of the live preview filled in, one at a time: of those between, nobody sees the content.
    pub(in crate::app) fn fill_preview(&mut self) {
        let Some(unfilled) = self.open.front_mut().preview.begin_filling() else { return };
        let given = self.jobs.start(
            Task::Fill,
            move |_| {
                let fill = |unfilled: Arc<Decision>| {
                    let mut filled = (*unfilled).clone();
                    filled.fill();
                    (unfilled, Arc::new(filled))
                };
                unfilled.into_iter().map(fill).collect()
            },
            move |app: &mut Self, filled| app.open.front_mut().preview.take_filled(filled),
        );
        if !given {
            self.open.front_mut().preview.put_off_filling();
        }
    }
}
