//! What the application tells: notices of this session.

use super::PastNotice;
use crate::app::application::App;

impl App {
    /// What was said in this session, newest first, until it was cleared.
    pub fn past_notices(&self) -> impl ExactSizeIterator<Item = &PastNotice> {
        self.notices.past.iter()
    }
}
