//! What checking finds: an issue, how grave it is, and the edit that repairs it.
//! Owns the shape only; [`super::kinds`] lists what there is to find.

use crate::model::{Entity, Place, Ref};
use crate::text::Message;

/// How grave an issue is, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something that cannot run.
    Error,
    /// It runs, and probably does not do what was meant.
    Warning,
    /// Worth a look.
    Hint,
}

impl Severity {
    /// Every severity, the gravest first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Hint];

    /// Its name, as JSON and the command line write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Hint => "hint",
        }
    }
}

/// Something that checking found.
#[derive(Debug, Clone, PartialEq)]
pub struct Issue {
    /// How grave it is.
    pub severity: Severity,
    /// A stable name of what was found, in snake case: see [`super::codes`].
    pub code: &'static str,
    /// Where it is.
    pub place: Place,
    /// What was found.
    pub message: Message,
    /// What to do about it.
    pub hint: Option<Message>,
    /// The edit that repairs it, where there is an obvious one.
    pub fix: Option<Fix>,
}

/// An edit that repairs an issue: entities with their own fields changed, to be put in place as one
/// undoable step.
#[derive(Debug, Clone, PartialEq)]
pub struct Fix {
    /// What it does, as a button says it.
    pub title: Message,
    /// The entities as they will be.
    pub put: Vec<(Ref, Entity)>,
}
