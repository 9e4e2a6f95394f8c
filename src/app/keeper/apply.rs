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

    /// How soon the window must come back, even if nobody touches it; `None` where it need not: files are looked
    /// after without it.
    pub fn wakes_after(&self) -> Option<Duration> {
        let rest = self.files.keeping.as_ref().map(|keeping| keeping.rest).filter(|rest| !rest.is_zero());
        let journals = rest.and_then(|rest| self.journals_due(Instant::now(), rest));
        journals.into_iter().chain(self.jobs.shows_after()).min()
    }

    /// Gives the keeper what is due. Cheap: it is asked in every frame.
    pub(in crate::app) fn tick(&mut self) {
        self.check_broken();
        let times = self.files.keeping.as_ref().map(|keeping| (keeping.rest, keeping.look_every));
        let Some((rest, every)) = times.filter(|_| !self.quit) else { return };
        self.keep_journals(Instant::now(), rest);
        self.watch(every);
    }
}
