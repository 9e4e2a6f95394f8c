//! Whom the calls of a page are of, and when they are made. Identifies nobody.

use crate::model::{Call, Moment, Value};
use crate::text::Message;

/// What all calls of a page have in common.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Caller {
    /// The key values of somebody who logged in.
    pub identity: Vec<Value>,
    /// The cookie that stays.
    pub permanent_cookie: Option<String>,
    /// The cookie that goes with the browser's session.
    pub session_cookie: Option<String>,
    /// The moment of the calls; now where there is none.
    pub at: Option<Moment>,
}

impl Caller {
    /// The caller of one call.
    pub fn of(call: &Call) -> Self {
        Self {
            identity: call.identity.clone(),
            permanent_cookie: call.permanent_cookie.clone(),
            session_cookie: call.session_cookie.clone(),
            at: call.at.clone(),
        }
    }

    /// Whether there is anything to tell who it is.
    pub fn is_somebody(&self) -> bool {
        !self.identity.is_empty() || self.permanent_cookie.is_some() || self.session_cookie.is_some()
    }

    /// A call as this caller makes it.
    pub(super) fn make(&self, call: &Call) -> Call {
        let Self { identity, permanent_cookie, session_cookie, at } = self.clone();
        Call { identity, permanent_cookie, session_cookie, at, ..call.clone() }
    }

    /// What a call of a page names of its own and the page takes from its caller.
    pub(super) fn left_unread(&self, call: &Call) -> Option<Message> {
        let differs = |own: &Option<String>, first: &Option<String>| own.is_some() && own != first;
        let own = [
            ("identity", !call.identity.is_empty() && call.identity != self.identity),
            ("permanent_cookie", differs(&call.permanent_cookie, &self.permanent_cookie)),
            ("session_cookie", differs(&call.session_cookie, &self.session_cookie)),
            ("at", call.at.is_some() && call.at != self.at),
        ];
        let names: Vec<&str> = own.iter().filter(|(_, left)| *left).map(|(name, _)| *name).collect();
        (!names.is_empty()).then(|| Message::new("decision-page-first").with("names", names.join(", ")))
    }
}
