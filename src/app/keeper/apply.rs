//! When the application has things looked after.

use super::Keeping;
use crate::app::application::App;
use std::time::{Duration, Instant};

impl App {
    /// Has unsaved changes written to journals and files looked after from now on, and offers what a crash left.
    pub fn keep(&mut self, keeping: Keeping) {
        self.find_leftovers(&keeping);
        self.files.keeping = Some(keeping);
    }

    /// How soon the window must come back, even if nobody touches it; `None` where it need not, as in tests
    /// that keep at once.
    pub fn wakes_after(&self) -> Option<Duration> {
        let soonest = self.files.keeping.as_ref().map(|keeping| keeping.rest.min(keeping.look_every));
        soonest.filter(|delay| !delay.is_zero()).into_iter().chain(self.jobs.shows_after()).min()
    }

    /// Gives the keeper what is due. Cheap: it is asked in every frame.
    pub(in crate::app) fn tick(&mut self) {
        self.check_broken();
        let times = self.files.keeping.as_ref().map(|keeping| (keeping.rest, keeping.look_every));
        let Some((rest, every)) = times.filter(|_| !self.quit) else { return };
        let now = Instant::now();
        self.keep_journals(now, rest);
        self.watch(now, every);
    }
}
