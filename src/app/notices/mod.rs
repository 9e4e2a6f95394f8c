//! Sentences for a person about what has happened: those to be shown, and the history of this session.

mod apply;

use crate::text::Message;
use jiff::Timestamp;
use std::collections::VecDeque;

/// How much a notice weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoticeKind {
    /// Something was done.
    Done,
    /// Something a person should know.
    Info,
    /// Something failed.
    Failed,
}

/// A sentence for a person, shown for a while.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// How much it weighs.
    pub kind: NoticeKind,
    /// The sentence.
    pub message: Message,
}

/// So many are remembered; older ones are forgotten, so that a long session keeps no more than a page or two.
const MOST_REMEMBERED: usize = 200;

/// A notice, with the moment at which it was given.
#[derive(Debug, Clone, PartialEq)]
pub struct PastNotice {
    /// What was said.
    pub notice: Notice,
    /// When.
    pub at: Timestamp,
}

/// The notices of this session.
#[derive(Debug, Default)]
pub(super) struct Notices {
    /// Those that the window has not shown yet.
    waiting: Vec<Notice>,
    /// Newest first.
    past: VecDeque<PastNotice>,
}

impl Notices {
    pub(super) fn push(&mut self, notice: Notice, at: Timestamp) {
        self.waiting.push(notice.clone());
        self.past.push_front(PastNotice { notice, at });
        self.past.truncate(MOST_REMEMBERED);
    }

    pub(super) fn take(&mut self) -> Vec<Notice> {
        std::mem::take(&mut self.waiting)
    }

    pub(super) fn clear(&mut self) {
        self.past.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::NoticeKind;
    use crate::text::Message;

    #[test]
    fn the_newest_stand_first_and_the_oldest_are_forgotten() {
        let mut notices = Notices::default();
        let saved = |number: usize| Notice {
            kind: NoticeKind::Done,
            message: Message::new("app-saved").with("file", number.to_string()),
        };
        for number in 0..=MOST_REMEMBERED {
            notices.push(saved(number), Timestamp::UNIX_EPOCH);
        }
        assert_eq!(notices.take().len(), MOST_REMEMBERED + 1, "none is missed by the window");
        assert!(notices.take().is_empty());
        assert_eq!(notices.past.len(), MOST_REMEMBERED);
        assert_eq!(notices.past.front().map(|past| &past.notice), Some(&saved(MOST_REMEMBERED)));
        assert_eq!(notices.past.back().map(|past| &past.notice), Some(&saved(1)));
        notices.clear();
        assert!(notices.past.is_empty());
    }
}
